"""Nothing of the desk's reaches a room's log but through ``DeskSeat.bring``, and no words without
the gate's yes to exactly those words for exactly that room."""

import ast
from pathlib import Path

import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.seat.faults import UnclearedWords
from wasit.talks.carried import Conveyance, ConveyedSentence, Manner, Report, Reported
from wasit.talks.entries import RoomBody
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.opening import RoomClosed

SEAT = Path("src/wasit/seat")


def callers(attribute: str) -> set[str]:
    """``file:function`` of every call of a method of that name below ``seat``."""
    found: set[str] = set()
    for path in sorted(SEAT.glob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr == attribute
                ):
                    found.add(f"{path.name}:{function.name}")
    return found


def test_only_bring_posts_and_only_epochs_post_frames() -> None:
    """A second way to post would be a way round the gate."""
    assert callers("post") == {"desk.py:bring"}
    assert callers("post_frame") == {
        "log.py:post",
        "admitting.py:_begin_epoch",
        "renewing.py:_begin_with_the_same",
        "resuming.py:resume",
    }
    assert callers("seal_of_log") == {"resuming.py:resume", "moving.py:_say"}
    assert callers("append") >= {"log.py:post_frame", "log.py:_append"}
    assert {each for each in callers("append") if "link" in each} == set()


def test_desk_acts_queue_in_the_journal_only() -> None:
    """A queued act is sent later by itself; at the desk only the journal may hold one."""
    acting = {each for each in callers("act") if not each.startswith("room.py:")}
    for each in acting:
        name, function = each.split(":")
        tree = ast.parse((SEAT / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name == function:
                for call in ast.walk(node):
                    if (
                        isinstance(call, ast.Call)
                        and isinstance(call.func, ast.Attribute)
                        and call.func.attr == "act"
                    ):
                        assert ast.unparse(call.func.value).endswith("journal"), each


def cleared_house() -> tuple[MemoryHouse, str]:
    """A house in which room A has said something that may cross in substance."""
    house = MemoryHouse()
    mark = Mark(code=MarkCode.IN_SUBSTANCE)
    statement = house.room("amal").say(["The road may open."], language="en", mark=mark)
    house.desk.seat.send()
    return house, statement


def conveyance(text: str) -> Conveyance:
    """A conveyance with that text."""
    return Conveyance(
        id="c1",
        sentences=(ConveyedSentence(id="1", text=text),),
        language="en",
        manner=Manner.IN_SUBSTANCE,
    )


@pytest.mark.parametrize(
    ("room", "body"),
    [
        ("B", conveyance("Other words.")),
        ("A", conveyance("They may open it.")),
        ("B", RoomClosed("They may open it, and we close.")),
        ("B", Report(statement="s", what=Reported.HELD, at="2024-03-01T08:00:00Z", words=("x",))),
    ],
)
def test_words_the_gate_did_not_clear_are_not_brought(room: str, body: RoomBody) -> None:
    """The yes is to these words, for this room; to nothing else."""
    house, statement = cleared_house()
    cleared = house.desk.clear(in_substance(statement, "They may open it."))
    before = {name: log.number for name, log in house.desk.seat.rooms.items()}
    for yes in (None, cleared):
        with pytest.raises(UnclearedWords):
            house.desk.bring(room, body, cleared=yes)
    assert {name: log.number for name, log in house.desk.seat.rooms.items()} == before
    assert house.desk.bring("B", conveyance("They may open it."), cleared=cleared) > before["B"]
