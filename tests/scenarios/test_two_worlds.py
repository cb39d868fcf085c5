"""Nothing that room A can get depends on what happens in room B, in the journal, or who sits there.

Worlds that differ only elsewhere must give room A's seats the same bytes from the relay and the
same lines on the screen. That the test can fail is shown by planting leaks into the running
modules: each must be caught.
"""

from pathlib import Path

import pytest

from tests.scenarios.planted_leaks import LEAKS
from tests.scenarios.worlds import Elsewhere, SeenByA, play_world, world

BASE = Elsewhere()

WORLDS: dict[str, Elsewhere] = {
    "other words": Elsewhere(first_words="Never, and do not ask again about any date at all."),
    "many statements": Elsewhere(statements=("One.", "Two.", "Three.", "Four.", "Five.")),
    "refusals": Elsewhere(refused=3),
    "notes in the journal": Elsewhere(notes=12),
    "terms in the journal": Elsewhere(terms=3),
    "an offer released": Elsewhere(condition_met=True),
    "more conveyed to B": Elsewhere(conveyed_to_b=3),
    "a source withdrawn later": Elsewhere(withdrawn=True),
    "more people": Elsewhere(people=4, joins=2),
    "another name, made first": Elsewhere(name="Beta and friends", before_a=True),
    "files in B, and A's brought there": Elsewhere(files=("Short.", "Long. " * 20_000)),
    "another default mark": Elsewhere(default_mark="in_substance"),
    "all at once": Elsewhere(
        name="C",
        first_words="It is no longer ours to decide.",
        people=3,
        statements=("Words " * 300, "More."),
        refused=2,
        notes=5,
        terms=2,
        condition_met=True,
        conveyed_to_b=4,
        withdrawn=True,
        joins=1,
        before_a=True,
        files=("A paper of ours.",),
    ),
}


EVERYTHING = WORLDS["all at once"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> SeenByA:
    """What room A gets in the world the others are compared with."""
    return play_world(world(BASE), tmp_path_factory.mktemp("base"))


@pytest.mark.slow
@pytest.mark.parametrize("name", WORLDS)
def test_room_a_gets_the_same_bytes_whatever_happens_elsewhere(
    name: str, base: SeenByA, tmp_path: Path
) -> None:
    """Order, number, content, size and headers: all the same, so there is nothing to learn."""
    other = play_world(world(WORLDS[name]), tmp_path)
    assert other.screen == base.screen
    assert other.files == base.files
    assert [name for name, _ in base.files] == ["road.txt", "dates.txt"]
    for seat, received in base.bytes_by_seat.items():
        assert len(received) > 10_000
        assert other.bytes_by_seat[seat] == received


@pytest.mark.slow
def test_room_a_notices_what_is_brought_to_it(base: SeenByA, tmp_path: Path) -> None:
    """The comparison is not blind: one more word from the desk to A changes A's bytes."""
    text = world(BASE).replace("They might accept another date.", "They may accept another date.")
    assert play_world(text, tmp_path).bytes_by_seat != base.bytes_by_seat


@pytest.mark.slow
@pytest.mark.parametrize("name", LEAKS)
def test_planted_leak_is_caught(name: str, tmp_path: Path) -> None:
    """Each leak gives A other bytes when B differs, and the same bytes when nothing does."""

    def play(elsewhere: Elsewhere, folder: str) -> SeenByA:
        with pytest.MonkeyPatch.context() as patch:
            LEAKS[name](patch)
            return play_world(world(elsewhere), tmp_path / folder)

    first = play(BASE, "first")
    assert play(BASE, "again") == first
    assert play(EVERYTHING, "other").bytes_by_seat != first.bytes_by_seat
