"""Marks: the whole table, every addition, before and after its time, and what they say."""

import itertools

import pytest
from tests.unit.talks.case import mark

from wasit.talks import (
    ALL,
    ENGLISH,
    NOTHING,
    PERMITS,
    Bar,
    Mark,
    MarkCode,
    Permits,
    Situation,
    bar_of,
    permits_now,
    phrases_of,
    plain_words,
    strictest,
)

BEFORE, NOON, AFTER = "2024-01-10T11:59:59Z", "2024-01-10T12:00:00Z", "2024-01-10T12:00:01Z"

ADDITIONS: dict[str, dict[str, object]] = {
    "none": {},
    "to": {"to": "the western side"},
    "not before a time": {"not_before": NOON},
    "not before an event": {"not_before_event": "the ships have left"},
    "until": {"until": NOON},
    "personal capacity": {"personal_capacity": True},
    "ad referendum": {"ad_referendum": True},
}

ROWS = {
    MarkCode.EARS_ONLY: (False, False, False),
    MarkCode.VERBATIM: (True, False, True),
    MarkCode.IN_SUBSTANCE: (False, True, True),
    MarkCode.OWN_IDEA: (False, True, False),
    MarkCode.IF_OFFER: (False, True, True),  # once met, ``in_substance`` here
}
"""Wording, substance, origin: written out a second time from the table of the architecture."""


def _barred(addition: str, situation: Situation) -> bool:
    """What each addition is for, in so many words."""
    match addition:
        case "to":
            return "the western side" not in situation.target_names
        case "not before a time":
            return situation.now == BEFORE
        case "not before an event":
            return not situation.event_happened
        case "until":
            return situation.now == AFTER
        case _:
            return False


SITUATIONS = [
    Situation(now=now, target_names=names, offer_met=met, event_happened=happened)
    for now, names, met, happened in itertools.product(
        (BEFORE, NOON, AFTER),
        (("the western side",), ("the northern side",), ()),
        (False, True),
        (False, True),
    )
]


@pytest.mark.parametrize("code", MarkCode)
@pytest.mark.parametrize("addition", ADDITIONS)
def test_mark_permits_its_row_and_its_additions_only_take_away(
    code: MarkCode, addition: str
) -> None:
    """A row or an addition read wrongly is a leak."""
    made = mark(code, **ADDITIONS[addition])
    for situation in SITUATIONS:
        closed = (
            code is MarkCode.EARS_ONLY
            or (code is MarkCode.IF_OFFER and not situation.offer_met)
            or _barred(addition, situation)
        )
        permits = permits_now(made, situation)
        row = (permits.wording, permits.substance, permits.origin)
        assert row == ((False, False, False) if closed else ROWS[code]), situation
        assert (bar_of(made, situation) is not None) == closed


@pytest.mark.parametrize("addition", ADDITIONS)
@pytest.mark.parametrize("then", [code for code in MarkCode if code is not MarkCode.IF_OFFER])
def test_second_mark_holds_with_its_own_additions(then: MarkCode, addition: str) -> None:
    """What waits for an offer may wait for more once the offer is made."""
    made = mark(MarkCode.IF_OFFER, then=mark(then, **ADDITIONS[addition]))
    for situation in SITUATIONS:
        expected = permits_now(mark(then, **ADDITIONS[addition]), situation)
        assert permits_now(made, situation) == (expected if situation.offer_met else NOTHING)


@pytest.mark.parametrize(
    ("made", "situation", "bar"),
    [
        (mark(MarkCode.EARS_ONLY, until=BEFORE), Situation(now=NOON), Bar.EARS_ONLY),
        (mark(MarkCode.IF_OFFER), Situation(now=NOON), Bar.OFFER_UNMET),
        (mark(MarkCode.VERBATIM, not_before=AFTER), Situation(now=NOON), Bar.NOT_BEFORE),
        (mark(MarkCode.VERBATIM, not_before_event="x"), Situation(now=NOON), Bar.NOT_BEFORE),
        (mark(MarkCode.VERBATIM, until=BEFORE), Situation(now=NOON), Bar.EXPIRED),
        (mark(MarkCode.VERBATIM, to="w"), Situation(now=NOON), Bar.OTHER_COUNTERPART),
        (mark(MarkCode.VERBATIM, until=NOON, not_before=NOON), Situation(now=NOON), None),
    ],
)
def test_bar_names_why_nothing_crosses(made: Mark, situation: Situation, bar: Bar | None) -> None:
    """The refusal a person reads must be the true one; both ends of a time are inside it."""
    assert bar_of(made, situation) is bar


PERMIT_ROWS = [
    Permits(wording=wording, substance=substance, origin=origin)
    for wording, substance, origin in itertools.product((False, True), repeat=3)
]


@pytest.mark.parametrize("one", PERMIT_ROWS)
@pytest.mark.parametrize("other", PERMIT_ROWS)
def test_strictest_is_what_both_permit(one: Permits, other: Permits) -> None:
    """Where two marks hold, neither may be loosened by the other."""
    both = strictest(one, other)
    for name in ("wording", "substance", "origin"):
        assert getattr(both, name) == (getattr(one, name) and getattr(other, name))
    assert both == strictest(other, one)
    assert strictest(one, one) == one
    assert strictest(one, ALL) == one
    assert strictest(one, NOTHING) == NOTHING


def test_table_of_marks_is_the_architectures() -> None:
    """The table in the code and the one written out here are the same five rows."""
    for code, row in ROWS.items():
        if code is not MarkCode.IF_OFFER:
            permits = PERMITS[code]
            assert (permits.wording, permits.substance, permits.origin) == row
    assert PERMITS[MarkCode.IF_OFFER] == NOTHING


@pytest.mark.parametrize("code", MarkCode)
@pytest.mark.parametrize("addition", ADDITIONS)
def test_every_mark_is_said_in_plain_words(code: MarkCode, addition: str) -> None:
    """A screen that shows a code instead of what it allows lets people guess."""
    made = mark(code, **ADDITIONS[addition])
    said = plain_words(made)
    for phrase in phrases_of(made):
        assert phrase.id in ENGLISH
        assert phrase.value in said
    assert "{" not in said
    assert plain_words(made) != plain_words(mark(code, until=AFTER, to="another"))


def test_plain_words_come_in_any_language_of_messages() -> None:
    """Translation replaces the table, not the code."""
    french = {"mark-verbatim": "Mot pour mot.", "mark-until": "Jusqu'à {value}."}
    said = plain_words(mark(MarkCode.VERBATIM, until=NOON), french)
    assert said == f"Mot pour mot. Jusqu'à {NOON}."
