"""Bodies on the wire: every kind comes back as it was, and nothing else comes in."""

import re
from collections.abc import Callable
from enum import StrEnum

import msgspec
import pytest

from tests.unit.talks.case import HEAD, START, conveyance, mark, statement
from wasit.talks import (
    JOURNAL_KINDS,
    ROOM_KINDS,
    Authored,
    CaseOutcome,
    ConditionMet,
    Intent,
    Manner,
    MarkCode,
    NewerKind,
    NotWellFormed,
    Outcome,
    Override,
    OverrideKind,
    Result,
    RoomBody,
    RoundRef,
    SourceRef,
    TakenDown,
    body_to_plain,
    kind_of,
    read_journal_body,
    read_room_body,
)
from wasit.wire import canonical

ROOM_BODIES: list[RoomBody] = [
    statement(
        "نعم.",
        mark=mark(MarkCode.IF_OFFER, until=START, personal_capacity=True),
        taken_down=TakenDown(place="here", heard_at=START),
    ),
    conveyance("One.", "Two.", manner=Manner.IN_SUBSTANCE, counterpart="x"),
    Outcome(round="r1", result=Result.NONE),
]


@pytest.mark.parametrize("body", ROOM_BODIES)
def test_room_body_comes_back_from_its_canonical_bytes(body: RoomBody) -> None:
    """What was signed is what is folded."""
    raw = canonical.encode(body_to_plain(body))
    assert read_room_body(dict(canonical.decode(raw))) == body


def test_journal_body_comes_back_from_its_canonical_bytes() -> None:
    """The two logs share a kind (``outcome``); each reads its own."""
    shown = SourceRef(room="غرفة", statement="s1")
    bodies = (
        CaseOutcome(rounds=(RoundRef(room="غرفة", round="r1"),), result=Result.AGREEMENT),
        ConditionMet(room="e", statement="s", mark="m", offered="x", shown_by=shown),
        Intent(
            conveyance="c1",
            words_hash="00",
            target="غرفة",
            manner=Manner.OWN_WORDS,
            own_words=True,
            override=Override(kind=OverrideKind.DUTY_OF_LAW, text="A court."),
        ),
    )
    for body in bodies:
        raw = canonical.encode(body_to_plain(body))
        assert read_journal_body(dict(canonical.decode(raw))) == body


def test_kinds_are_snake_case_words_and_known_both_ways() -> None:
    """The signed envelope names the kind; it must be the body's."""
    for kinds in (ROOM_KINDS, JOURNAL_KINDS):
        for kind in kinds:
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind)
    for body in ROOM_BODIES:
        assert ROOM_KINDS[kind_of(body)] is type(body)
        assert body_to_plain(body)["kind"] == kind_of(body)
    assert kind_of(NewerKind("poll")) == "poll"


@pytest.mark.parametrize("read", [read_room_body, read_journal_body])
def test_kind_of_a_newer_version_is_no_error(
    read: Callable[[dict[str, object]], object],
) -> None:
    """An old seat beside a new one must go on reading the rest."""
    assert read({"kind": "poll", "anything": [1]}) == NewerKind("poll")


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"kind": ""},
        {"kind": 3},
        {"kind": "withdrawal"},
        {"kind": "withdrawal", "statement": 3},
        {"kind": "withdrawal", "statement": "s1", "because": "x"},
        {"kind": "receipt", "up_to": 1.5},
        {"kind": "mark", "id": "m", "statement": "s", "mark": {"code": "open"}, "replaces": []},
    ],
)
def test_known_kind_with_other_fields_is_void(plain: dict[str, object]) -> None:
    """A field that one version reads and another drops would mean two things."""
    with pytest.raises(NotWellFormed):
        read_room_body(plain)


def test_values_are_frozen() -> None:
    """A value that changed after it was checked was never checked."""
    body = statement("One.")
    entry = Authored(number=1, at=START, author=HEAD, device="x", seen=0, body=body)
    for value, name in ((body, "id"), (HEAD, "name"), (entry, "number")):
        with pytest.raises(AttributeError):
            setattr(value, name, "y")


@pytest.mark.parametrize("kind", [*ROOM_KINDS.values(), *JOURNAL_KINDS.values()])
def test_no_text_but_the_empty_one_is_a_default(kind: type[msgspec.Struct]) -> None:
    """A default is left out of bytes by identity: another text that is equal would be written, and
    equal states would give other bytes."""
    for info in msgspec.structs.fields(kind):
        default = info.default
        assert isinstance(default, StrEnum) or not isinstance(default, str) or default == ""
