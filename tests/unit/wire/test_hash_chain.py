"""The chain: each head commits to every frame before it, in order."""

import hashlib
import itertools

import pytest

from wasit.wire.frames import frame_id
from wasit.wire.hash_chain import first_head, next_head

LOG, OTHER_LOG = bytes(32), bytes([1]) * 32
FRAMES = [b"one", b"two", b"three"]


def head_of(log_id: bytes, frames: list[bytes]) -> bytes:
    """The head after these frames."""
    head = first_head(log_id)
    for frame in frames:
        head = next_head(head, frame_id(frame))
    return head


def test_heads_are_what_the_page_says() -> None:
    """Another program must come to the same head."""
    first = hashlib.sha256(b"wasit/v1/log\0" + LOG).digest()
    assert first_head(LOG) == first
    link = b"wasit/v1/link\0" + first + hashlib.sha256(b"one").digest()
    assert head_of(LOG, [b"one"]) == hashlib.sha256(link).digest()


def test_every_other_history_has_another_head() -> None:
    """Dropped, doubled, swapped, altered, moved to another log: each shows in the head."""
    histories: list[tuple[bytes, list[bytes]]] = [
        (LOG, list(order))
        for length in range(4)
        for order in itertools.product(FRAMES, repeat=length)
    ]
    histories += [(OTHER_LOG, FRAMES), (LOG, [b"onetwo", b"three"]), (LOG, [b"", *FRAMES])]
    heads = {head_of(log_id, frames) for log_id, frames in histories}
    assert len(heads) == len(histories)


@pytest.mark.parametrize("frames", [[], FRAMES])
def test_the_same_history_has_the_same_head(frames: list[bytes]) -> None:
    """Two people who hold the same log compare equal words."""
    assert head_of(LOG, frames) == head_of(LOG, list(frames))
    assert len(head_of(LOG, frames)) == 32
