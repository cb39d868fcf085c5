"""The gate: each refusal by its code, its twin passed, and what an override can and cannot pass."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.unit.talks.case import HEAD, VERBATIM, Case, mark, opened_room
from tests.unit.talks.gate_catalogue import (
    CATALOGUE,
    LAW,
    OTHER,
    SUBSTANCE,
    WORDS,
    Ask,
    ask,
    offer,
)
from wasit.errors import WasitError
from wasit.talks import (
    Cleared,
    ConditionMet,
    GateRefused,
    Manner,
    MarkCode,
    MarkRefused,
    Remark,
    RoomAdded,
    SourceRef,
    Withdrawal,
    decide,
    first_mark_id,
)


def _decide(ask: Ask) -> Cleared:
    case, crossing, told = ask
    return decide(crossing, rooms=case.rooms, journal=case.journal, now=case.now, **told)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(("code", "refused", "twin"), CATALOGUE.values(), ids=CATALOGUE)
def test_gate_refuses_by_code_and_passes_the_twin(
    code: str, refused: Callable[[], Ask], twin: Callable[[], Ask]
) -> None:
    """A refusal for the wrong reason sends a person to mend the wrong thing."""
    ask = refused()
    kept = [ask[0].journal.snapshot(), *(room.snapshot() for room in ask[0].rooms.values())]
    with pytest.raises(GateRefused) as caught:
        _decide(ask)
    assert caught.value.code == code
    assert "sent" in str(caught.value) or "conveyed" in str(caught.value)
    after = [ask[0].journal.snapshot(), *(room.snapshot() for room in ask[0].rooms.values())]
    assert kept == after
    cleared = _decide(twin())
    assert cleared == _decide(twin())


def _leaves(error: type[WasitError]) -> list[type[WasitError]]:
    below = error.__subclasses__()
    return [error] if not below else [leaf for each in below for leaf in _leaves(each)]


def test_every_code_of_the_gate_is_in_the_catalogue() -> None:
    """A refusal that no test reaches may be one that never happens."""
    ours = [leaf for leaf in _leaves(GateRefused) if leaf.__module__ == GateRefused.__module__]
    codes = {leaf.code for leaf in ours}
    assert codes - {code for code, _, _ in CATALOGUE.values()} == {"changed-since-cleared"}


OVERRIDABLE = {leaf.code for leaf in _leaves(MarkRefused)}
OVERRIDDEN = {what: row for what, row in CATALOGUE.items() if row[0] != "override-untyped"}


@pytest.mark.parametrize(
    ("code", "refused"), [row[:2] for row in OVERRIDDEN.values()], ids=OVERRIDDEN
)
def test_override_passes_marks_and_nothing_else(code: str, refused: Callable[[], Ask]) -> None:
    """Duty of law may pass a side's wish; it cannot mend a log that differs or invent words."""
    case, crossing, told = refused()
    asked: Ask = (case, replace(crossing, override=LAW), told)
    if code in OVERRIDABLE:
        assert code in _decide(asked).passed
        assert _decide(asked).crossing.override == LAW
    else:
        with pytest.raises(GateRefused) as caught:
            _decide(asked)
        assert caught.value.code == code


def test_offer_shown_by_another_room_than_the_target_does_not_count() -> None:
    """The concession goes to those who offered, not to whoever else listens."""
    case, crossing, told = offer(recorded=True)
    case.rooms["north"] = opened_room("north")
    case.keep(RoomAdded(room="north", log="log-n"))
    north = replace(crossing, target="north")
    with pytest.raises(GateRefused) as caught:
        _decide((case, north, told))
    assert caught.value.code == "mark-offer-unmet"
    assert _decide((case, crossing, told)).in_force[0].marks[0].offer_met


@pytest.mark.parametrize(
    ("statement", "sentence", "met"),
    [
        ("s2", None, False),  # sentence b of it is taken back
        ("s2", "a", True),
        ("s2", "b", False),
        ("s2", "z", False),
        ("s9", None, False),
    ],
)
def test_offer_is_met_only_by_what_stands(statement: str, sentence: str | None, met: bool) -> None:
    """An offer that cannot be pointed at is no offer to answer with a concession."""
    case = Case()
    source = case.say(WORDS, mark=mark(MarkCode.IF_OFFER))
    shown = case.say("We offer ten days.", "And a road.", room="west")
    assert (source.statement, shown.statement) == ("s1", "s2")
    case.act("west", HEAD, Withdrawal(statement="s2", sentence="b"))
    case.keep(
        ConditionMet(
            room="east",
            statement="s1",
            mark=first_mark_id("s1", "a"),
            offered="ten days",
            shown_by=SourceRef(room="west", statement=statement, sentence=sentence),
        )
    )
    crossing = ask(case, OTHER, sources=(source,), manner=Manner.IN_SUBSTANCE)
    if met:
        assert _decide(crossing).in_force[0].marks[0].offer_met
    else:
        with pytest.raises(GateRefused) as caught:
            _decide(crossing)
        assert caught.value.code == "mark-offer-unmet"


def test_crossed_remarks_are_held_to_the_strictest_at_the_gate() -> None:
    """Neither of two seats that re-marked at once may open what the other closed."""
    case = Case()
    source = case.say(WORDS)
    first = first_mark_id(source.statement, "a")
    for name, made in (("m1", VERBATIM), ("m2", SUBSTANCE)):
        body = Remark(id=name, statement=source.statement, mark=made, replaces=(first,))
        case.act("east", HEAD, body)
    for words, manner, code in (
        (WORDS, Manner.VERBATIM, "mark-wording"),
        (OTHER, Manner.IN_SUBSTANCE, "mark-substance"),
        (OTHER, Manner.OWN_IDEA, "mark-substance"),
    ):
        with pytest.raises(GateRefused) as caught:
            _decide(ask(case, words, sources=(source,), manner=manner))
        assert caught.value.code == code
    settled = Remark(id="m3", statement=source.statement, mark=VERBATIM, replaces=("m1", "m2"))
    case.act("east", HEAD, settled)
    cleared = _decide(ask(case, WORDS, sources=(source,)))
    assert [held.id for held in cleared.in_force[0].marks] == ["m3"]


def test_cleared_says_what_it_rests_on() -> None:
    """The journal's intent must hold each source's number, marks and log head as they were."""
    case = Case()
    source = case.say(WORDS, "We hope.")
    own = case.say("We ask for it.", room="west")
    cleared = _decide(ask(case, WORDS, sources=(source, own, source)))
    assert [(each.room, each.sentence, each.number) for each in cleared.in_force] == [
        ("east", "a", 3),
        ("east", "b", 3),
        ("west", "a", 3),
    ]
    assert [(head.room, head.number) for head in cleared.heads] == [("east", 3), ("west", 3)]
