"""SIGKILL of a seat's or the relay's process at every named point of say, append, convey and join.

The points are those of ``wasit.points``; which of them an act passes, and how often, is learned by
watching it once. Then the act is done again for each, by real processes on real vaults and a real
relay, and the seat or the relay is killed there and started again. What was acknowledged must still
stand, nothing may stand twice, and the act is finished or honestly told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.kills.house import KILLED, Death, Ended, KillHouse, deaths_at
from tests.kills.work import CARRIED, SAID
from wasit.points import Point

Seen = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """An act, what finishes it, what finishing never does again once it is acknowledged, and
    what must hold at the end."""

    finish: str
    redone: str
    holds: Callable[[Seen], None]


def _said_once(seen: Seen) -> None:
    for seat in ("anna", "dalal"):
        assert seen[seat]["said"]["A"].count(SAID) == 1


def _recommended_once(seen: Seen) -> None:
    for seat in ("anna", "dalal"):
        assert seen[seat]["entries"]["A"].count("Convening") == 1


def _carried_once(seen: Seen) -> None:
    for seat in ("bilal", "dalal"):
        conveyed = seen[seat]["conveyed"]["B"]
        assert [texts for _, *texts in conveyed.values()] == [[CARRIED]]
        ((conveyance, (number, _)),) = conveyed.items()
        assert seen[seat]["entries"]["B"].count("Conveyance") == 1
        fates = dict(seen["dalal"]["carries"])
        assert fates.pop(conveyance) == ["handed_on", number]
        assert all(state == "not_sent" for state, _ in fates.values())


def _in_once(seen: Seen) -> None:
    for room, other in (("A", "anna"), ("B", "bilal")):
        for seat in ("carla", "dalal", other):
            assert seen[seat]["people"][room] == sorted(["carla", "dalal", other])
    assert seen["carla"]["said"]["A"] == ["The bridge holds."]


ACTS = {
    "say": Act("finish say", "again", _said_once),
    "post": Act("finish post", "again", _recommended_once),
    "convey": Act("finish convey", "again", _carried_once),
    "invite": Act("finish join", "invited", _in_once),
    "answer": Act("finish join", "invited", _in_once),
    "admit": Act("finish join", "admitted", _in_once),
    "join": Act("finish join", "joined", _in_once),
}
_STEPS_OF_JOINING = ("invite", "answer", "admit", "join")


@dataclass
class Watched:
    """Where each act begins, and which points it passes at the seat and at the relay."""

    house: KillHouse
    beginnings: dict[str, Path] = field(default_factory=dict[str, Path])
    passed: dict[tuple[str, str], tuple[str, ...]] = field(
        default_factory=dict[tuple[str, str], tuple[str, ...]]
    )

    def set_up(self) -> None:
        """Do every act once, unharmed."""
        base = self.house.fresh()
        with self.house.relay(base):
            self.house.do_well("set up", base)
        for name in ("say", "post", "convey"):
            self._watch(name, base)
        begins = base
        for name in _STEPS_OF_JOINING:
            begins = self._watch(name, begins)

    def _watch(self, name: str, begins: Path) -> Path:
        self.beginnings[name] = begins
        folder = self.house.copy_of(begins)
        relay = self.house.start_relay(folder)
        ended = self.house.do(name, folder)
        assert "done" in ended.answer, (ended, (folder / "child.log").read_text())
        self.passed[name, "seat"] = ended.passed
        self.passed[name, "relay"] = self.house.kill(relay).passed
        return folder


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Every act done once, unharmed; killed again and again from there."""
    with KillHouse(tmp_path_factory.mktemp("kills")) as house:
        watched = Watched(house)
        watched.set_up()
        yield watched


@pytest.mark.slow
def test_every_point_is_passed_by_some_act(watched: Watched) -> None:
    """A point that nothing passes is tried by nothing."""
    passed = {point for points in watched.passed.values() for point in points}
    assert passed == {point.value for point in Point}


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["seat", "relay"])
@pytest.mark.parametrize("name", ACTS)
def test_an_act_killed_at_any_point_stands_once(watched: Watched, name: str, victim: str) -> None:
    """A battery that runs out must neither lose nor double what a person did."""
    deaths = deaths_at(watched.passed[name, victim])
    assert deaths or (name, victim) == ("join", "relay")  # who joins changes nothing at the relay
    for death in deaths:
        _kill_and_look(watched, name, victim, death)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mutant", "name", "victim", "point"),
    [
        ("vault writes behind", "say", "seat", Point.ACT_NUMBERED),
        ("knows no retry", "say", "relay", Point.BATCH_COMMITTED),
        ("forgets what is leaving", "post", "seat", Point.POST_NUMBERED),
        ("never looks in the room", "convey", "seat", Point.POST_NUMBERED),
        ("lets in on paper first", "admit", "seat", Point.POST_SEALED),
    ],
)
def test_a_planted_fault_is_seen_when_killed(
    watched: Watched, mutant: str, name: str, victim: str, point: Point
) -> None:
    """Tests that could not fail would prove nothing."""
    death = Death(point.value, 1)
    _kill_and_look(watched, name, victim, death)
    with pytest.raises(AssertionError):
        _kill_and_look(watched, name, victim, death, mutant=mutant)


def _kill_and_look(
    watched: Watched, name: str, victim: str, death: Death, *, mutant: str = ""
) -> None:
    """Do the act, kill the victim at the point, start again, finish, and look at everything."""
    house, act = watched.house, ACTS[name]
    folder = house.copy_of(watched.beginnings[name])
    relay = house.start_relay(folder, dies=_of(victim == "relay", death), mutant=mutant)
    acted = house.do(name, folder, dies=_of(victim == "seat", death), mutant=mutant)
    relay_ended = house.kill(relay)
    died = acted if victim == "seat" else relay_ended
    where = f"{name}: the {victim} killed at {death}; {acted}"
    assert died.code == KILLED, where
    assert death in deaths_at(died.passed), where
    with house.relay(folder, mutant=mutant):
        finished = house.do_well(act.finish, folder, mutant=mutant)
    try:
        if _acknowledged(acted):
            assert act.redone not in finished["redone"]
        act.holds(finished["seen"])
        _all_agree(finished["seen"])
    except BaseException as error:
        error.add_note(where)
        raise


def _of(is_victim: bool, death: Death) -> Death:
    return death if is_victim else Death()


def _acknowledged(acted: Ended) -> bool:
    return acted.code == 0 and "done" in acted.answer


def _all_agree(seen: Seen) -> None:
    """Nothing waits, nothing was refused, and all who share a log have the same one."""
    heads: dict[str, set[str]] = {}
    for seat in seen.values():
        assert seat["waiting"] == 0
        assert seat["refused"] == []
        for log, head in seat["heads"].items():
            heads.setdefault(log, set()).add(head)
    assert all(len(found) == 1 for found in heads.values())


# Raw appends ------------------------------------------------------------------------------------

_RELAY_POINTS = (
    Point.CHANGE_HEARD,
    Point.BATCH_BEGUN,
    Point.BATCH_WRITTEN,
    Point.BATCH_COMMITTED,
    Point.CHANGE_ANSWERED,
)


@pytest.mark.slow
@pytest.mark.parametrize("point", _RELAY_POINTS, ids=lambda point: point.value)
def test_no_acknowledged_append_is_lost_or_doubled(watched: Watched, point: Point) -> None:
    """A 201 is a promise: the frame is on the disk, under that number, whatever happens next."""
    for turn in (3, 5):  # after the log and its opening; then while several clients write
        _append_and_look(watched.house, Death(point.value, turn))


@pytest.mark.slow
def test_an_acknowledgement_before_the_commit_is_seen(watched: Watched) -> None:
    """The test above must fail where the relay answers too early."""
    with pytest.raises(AssertionError):
        _append_and_look_at_any(watched.house, range(4, 12), mutant="acknowledges before commit")


def _append_and_look_at_any(house: KillHouse, turns: range, *, mutant: str) -> None:
    """When the next frame is heard, the answer before it has arrived."""
    for turn in turns:
        _append_and_look(house, Death(Point.CHANGE_HEARD.value, turn), mutant=mutant)


def _append_and_look(house: KillHouse, death: Death, *, mutant: str = "") -> None:
    folder = house.fresh()
    relay = house.start_relay(folder, dies=death, mutant=mutant)
    house.do_well("open a log", folder)
    acknowledged = house.do_well("append", folder)
    died = house.kill(relay)
    assert died.code == KILLED
    assert death in deaths_at(died.passed)
    with house.relay(folder):
        told = house.do_well("append again", folder)
    for frame, number in acknowledged.items():
        assert told["before"].get(frame) == [number], (frame, death)
        assert told["again"][frame] == number
    assert sorted(told["after"].values()) == [[n] for n in range(1, len(told["after"]) + 1)]
    assert set(told["again"]) <= set(told["after"])
