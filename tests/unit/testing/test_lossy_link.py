"""A lossy link loses what it is told to lose."""

import pytest

from tests.sample_frames import digest, entry, opening
from wasit.seat.ports import LinkLost
from wasit.testing.lossy_link import Loss, LossyLink
from wasit.testing.memory_relay import MemoryRelay

LOG, OWNER = digest("log"), digest("owner")


def lossy() -> LossyLink:
    memory = MemoryRelay(creation_token="yes")
    memory.create_log(LOG, owner_token=OWNER, creation_token="yes")
    memory.append(LOG, opening(LOG), token=OWNER)
    return LossyLink(memory)


@pytest.mark.parametrize(
    ("loss", "raises", "stored"),
    [
        (Loss.NONE, False, 2),
        (Loss.BEFORE, True, 1),
        (Loss.AFTER, True, 2),
        (Loss.TWICE, False, 2),
    ],
)
def test_each_loss_leaves_the_relay_as_it_says(loss: Loss, stored: int, *, raises: bool) -> None:
    """Tests of sending rely on knowing what arrived."""
    link = lossy()
    link.lose_next(loss)
    if raises:
        with pytest.raises(LinkLost):
            link.append(LOG, entry(LOG, "one"), token=OWNER)
    else:
        assert link.append(LOG, entry(LOG, "one"), token=OWNER) == 2
    assert len(link.read(LOG, after=0, token=OWNER).frames) == stored


def test_offline_loses_everything_and_keeps_the_plan() -> None:
    """Being offline for days must not use up the losses planned for afterwards."""
    link = lossy()
    link.lose_next(Loss.AFTER)
    link.offline = True
    for _ in range(3):
        with pytest.raises(LinkLost):
            link.read(LOG, after=0, token=OWNER)
    link.offline = False
    with pytest.raises(LinkLost):
        link.append(LOG, entry(LOG, "one"), token=OWNER)
    assert len(link.read(LOG, after=0, token=OWNER).frames) == 2
