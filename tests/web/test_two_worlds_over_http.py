"""No byte that room A's browsers can get hangs on room B, on the journal, or on who sits there."""

from pathlib import Path

import pytest

from tests.scenarios.test_two_worlds import EVERYTHING, WORLDS
from tests.scenarios.worlds import Elsewhere, world
from tests.web.planted_web_leaks import LEAKS
from tests.web.visited_worlds import visit_world

BASE = Elsewhere()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What A is answered in the world the others are compared with."""
    return visit_world(world(BASE), tmp_path_factory.mktemp("base"))


def first_difference(one: bytes, other: bytes) -> str:
    """The answers in which two worlds first differ, for the person who reads the failure."""
    for ours, theirs in zip(one.split(b"\n"), other.split(b"\n"), strict=False):
        if ours != theirs:
            return f"{ours[:300]!r} and {theirs[:300]!r}"
    return f"{len(one)} and {len(other)} bytes"


@pytest.mark.slow
@pytest.mark.parametrize("name", WORLDS)
def test_room_a_is_answered_the_same_whatever_happens_elsewhere(
    name: str, base: bytes, tmp_path: Path
) -> None:
    """Pages, forms, redirects, errors, headers, sizes, news: all the same."""
    other = visit_world(world(WORLDS[name]), tmp_path)
    assert len(base) > 1_000_000
    assert other == base, first_difference(base, other)


@pytest.mark.slow
def test_room_a_notices_what_is_brought_to_it(base: bytes, tmp_path: Path) -> None:
    """The comparison is not blind: one more word from the desk to A changes what A sees."""
    text = world(BASE).replace("They might accept another date.", "They may accept another date.")
    assert visit_world(text, tmp_path) != base


@pytest.mark.slow
@pytest.mark.parametrize("name", LEAKS)
def test_planted_leak_is_caught(name: str, tmp_path: Path) -> None:
    """Each leak gives A another answer when B differs, and the same when nothing does."""

    def visit(elsewhere: Elsewhere, folder: str) -> bytes:
        with pytest.MonkeyPatch.context() as patch:
            LEAKS[name](patch)
            return visit_world(world(elsewhere), tmp_path / folder, thorough=False)

    assert visit(EVERYTHING, "other") != visit(BASE, "first")


def test_there_are_enough_leaks_to_tell() -> None:
    """Each is another way in which pages go wrong; fewer would leave a way untried."""
    assert len(LEAKS) >= 20
