"""The first check: what is kept from a room and repeated word for word is stopped."""

import pytest

from tests.unit.talks.case import DESK, EARS_ONLY, HEAD, Case, conveyance, mark, statement
from wasit.checks.repeated import CHECK, repeated
from wasit.talks import (
    FindingStops,
    Manner,
    MarkCode,
    StopReason,
    Strength,
    Withdrawal,
    wording_of,
)

SECRET = "The prince is ill, and will not travel."


def _spans(case: Case, *words: str) -> list[str]:
    crossing = case.crossing(*words, manner=Manner.OWN_WORDS)
    wording = wording_of(crossing, rooms=case.rooms, journal=case.journal, now=case.now)
    return [finding.span for finding in repeated(wording)]


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ((SECRET,), SECRET[:-1]),
        (
            ("You should know: THE PRINCE is\u200b ill and will not travel!",),
            "THE PRINCE is\u200b ill and will not travel",
        ),
        (("The prince is ill", "and will not travel"), "The prince is ill and will not travel"),
    ],
)
def test_repeated_secret_is_stopped_with_the_words_that_repeat_it(
    words: tuple[str, ...], span: str
) -> None:
    """The person at the desk must see which of their words they may not say."""
    case = Case()
    case.say(SECRET, mark=EARS_ONLY)
    assert _spans(case, *words) == [span]


@pytest.mark.parametrize("words", ["The prince is well.", "The prince is ill.", "Travel is slow."])
def test_other_words_are_quiet(words: str) -> None:
    """A guard that cries at every shared word gets switched off."""
    case = Case()
    case.say(SECRET, mark=EARS_ONLY)
    assert _spans(case, words) == []


@pytest.mark.parametrize(
    ("made", "stops"),
    [
        (mark(MarkCode.EARS_ONLY), True),
        (mark(MarkCode.IN_SUBSTANCE), True),
        (mark(MarkCode.OWN_IDEA), True),
        (mark(MarkCode.IF_OFFER, then=mark(MarkCode.VERBATIM)), True),
        (mark(MarkCode.VERBATIM, until="2024-01-01T00:00:00Z"), True),
        (mark(MarkCode.VERBATIM), False),
    ],
)
def test_stop_is_for_wording_that_may_not_cross_now(made: object, stops: bool) -> None:
    """What its side lets cross in its own words is no secret."""
    case = Case()
    case.say(SECRET, mark=made)  # pyright: ignore[reportArgumentType]
    assert bool(_spans(case, SECRET)) is stops


def test_what_was_taken_back_is_kept_too() -> None:
    """ "Forget I said it" is a secret from then on."""
    case = Case()
    source = case.say(SECRET)
    assert _spans(case, SECRET) == []
    case.act("east", HEAD, Withdrawal(statement=source.statement))
    assert _spans(case, SECRET) == [SECRET[:-1]]


@pytest.mark.parametrize("how", ["said it", "was told"])
def test_what_the_target_knows_is_no_secret_from_it(how: str) -> None:
    """Most of what a draft shares with a secret the hearer said itself."""
    case = Case()
    case.say(SECRET, mark=EARS_ONLY)
    if how == "said it":
        case.act("west", HEAD, statement(f"We hear: {SECRET}"))
    else:
        case.act("west", DESK, conveyance(f"Know this. {SECRET}", id="c1"))
    assert _spans(case, SECRET) == []


def test_stop_needs_a_typed_reason_and_the_journal_keeps_both() -> None:
    """A finding that can be waved away unseen is no guard."""
    case = Case()
    case.say(SECRET, mark=EARS_ONLY)
    crossing = case.crossing(SECRET, manner=Manner.OWN_WORDS)
    wording = wording_of(crossing, rooms=case.rooms, journal=case.journal, now=case.now)
    findings = repeated(wording)
    assert [(each.check, each.strength, each.kind) for each in findings] == [
        (CHECK, Strength.STOP, "repeated_wording")
    ]
    with pytest.raises(FindingStops):
        case.convey(crossing, findings)
    reason = StopReason(check=CHECK, span=findings[0].span, reason="It was on the radio.")
    known = case.crossing(SECRET, manner=Manner.OWN_WORDS, stop_reasons=(reason,))
    made = case.convey(known, findings)
    intent = case.journal.carries[made].intent
    assert (intent.findings, intent.stop_reasons) == (findings, (reason,))
