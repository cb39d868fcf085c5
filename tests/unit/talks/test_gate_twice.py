"""Deciding twice: the second decision stands only if nothing a person decided on has changed."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from tests.unit.talks.case import EARS_ONLY, HEAD, VERBATIM, Case, mark

from wasit.talks import (
    ChangedSinceCleared,
    Cleared,
    ConditionMet,
    Crossing,
    Finding,
    Manner,
    MarkCode,
    Override,
    OverrideKind,
    Remark,
    SourceRef,
    Strength,
    Withdrawal,
    decide,
    first_mark_id,
    intent_of,
    still_cleared,
    words_hash,
)

WORDS = "We will open the bridge."
LIFE = Override(kind=OverrideKind.RISK_TO_LIFE, text="People are under the rubble.")
NOTE = Finding(check="n", strength=Strength.NOTE, kind="k", span="bridge")


def _decide(case: Case, crossing: Crossing, *findings: Finding) -> Cleared:
    return decide(crossing, rooms=case.rooms, journal=case.journal, now=case.now, findings=findings)


def _nothing(case: Case, source: SourceRef) -> None:
    """Nothing happens."""


def _talk(case: Case, source: SourceRef) -> None:
    case.say("Another matter.")


def _withdraw(case: Case, source: SourceRef) -> None:
    case.act("east", HEAD, Withdrawal(statement=source.statement))


def _close(case: Case, source: SourceRef) -> None:
    first = first_mark_id(source.statement, "a")
    body = Remark(id="m1", statement=source.statement, mark=EARS_ONLY, replaces=(first,))
    case.act("east", HEAD, body)


def _mark_alike(case: Case, source: SourceRef) -> None:
    first = first_mark_id(source.statement, "a")
    body = Remark(id="m1", statement=source.statement, mark=VERBATIM, replaces=(first,))
    case.act("east", HEAD, body)


@pytest.mark.parametrize(
    ("happens", "stands"),
    [(_nothing, True), (_talk, True), (_withdraw, False), (_close, False), (_mark_alike, False)],
)
def test_second_decision_stands_only_if_sources_and_marks_are_the_same(
    happens: Callable[[Case, SourceRef], None], stands: bool
) -> None:
    """Even under an override, what a side did in between returns the draft to a person."""
    case = Case()
    source = case.say(WORDS)
    crossing = case.crossing(WORDS, sources=(source,), override=LIFE)
    before = _decide(case, crossing)
    happens(case, source)
    after = _decide(case, crossing)
    if stands:
        assert still_cleared(before, after) is after
    else:
        with pytest.raises(ChangedSinceCleared, match="nothing was sent"):
            still_cleared(before, after)


@pytest.mark.parametrize(
    "change",
    [
        {"sentences": (f"{WORDS} ",)},
        {"override": None},
        {"ad_referendum": True},
        {"counterpart": "the eastern side"},
    ],
)
def test_changed_draft_is_another_draft(change: dict[str, object]) -> None:
    """What was approved is these words, said in this way, and no others."""
    case = Case()
    source = case.say(WORDS)
    crossing = case.crossing(WORDS, sources=(source,), override=LIFE)
    before = _decide(case, crossing)
    with pytest.raises(ChangedSinceCleared):
        still_cleared(before, _decide(case, replace(crossing, **change)))


def test_new_finding_and_shorter_log_return_it_to_a_person() -> None:
    """A check that sees more, or a log that lost its end, is a change."""
    case = Case()
    source = case.say(WORDS)
    crossing = case.crossing(WORDS, sources=(source,))
    early = _decide(case, crossing)
    with pytest.raises(ChangedSinceCleared, match="finding"):
        still_cleared(early, _decide(case, crossing, NOTE))
    case.say("Another matter.")
    late = _decide(case, crossing)
    assert still_cleared(early, late) is late
    with pytest.raises(ChangedSinceCleared, match="shorter"):
        still_cleared(late, early)


def test_met_offer_is_part_of_what_was_cleared() -> None:
    """An override typed while the offer was open is no decision for when it is met."""
    case = Case()
    source = case.say(WORDS, mark=mark(MarkCode.IF_OFFER))
    crossing = case.crossing(
        "They might.", sources=(source,), manner=Manner.IN_SUBSTANCE, override=LIFE
    )
    before = _decide(case, crossing)
    shown = case.say("We offer ten days.", room="west")
    case.keep(
        ConditionMet(
            room="east",
            statement=source.statement,
            mark=first_mark_id(source.statement, "a"),
            offered="ten days",
            shown_by=shown,
        )
    )
    with pytest.raises(ChangedSinceCleared):
        still_cleared(before, _decide(case, crossing))


HASHED: dict[str, object] = {
    "sentences": ("We will not open it.",),
    "language": "fr",
    "target": "east",
    "manner": Manner.IN_SUBSTANCE,
    "counterpart": "the eastern side",
    "personal_capacity": True,
    "ad_referendum": True,
}


@pytest.mark.parametrize("name", HASHED)
def test_words_hash_changes_with_each_thing_the_hearers_get(name: str) -> None:
    """An approval names this hash, so nothing said may change beneath it."""
    plain = Case().crossing(WORDS, sources=(SourceRef(room="east", statement="s1"),))
    assert words_hash(replace(plain, **{name: HASHED[name]})) != words_hash(plain)


def test_words_hash_is_of_the_words_alone() -> None:
    """It may stand in a place where the sources must not be guessed from it."""
    plain = Case().crossing("Café at nine.", sources=(SourceRef(room="east", statement="s1"),))
    same = replace(plain, sentences=("Cafe\u0301 at nine.",), sources=(), override=LIFE)
    assert words_hash(same) == words_hash(plain)
    split = replace(plain, sentences=("Café", "at nine."))
    assert words_hash(split) != words_hash(plain)
    assert len(words_hash(plain)) == 64


def test_intent_keeps_everything_that_was_cleared() -> None:
    """What the journal holds must let a person see later why the words could cross."""
    case = Case()
    source = case.say(WORDS, mark=EARS_ONLY)
    crossing = case.crossing(WORDS, sources=(source,), override=LIFE)
    cleared = _decide(case, crossing, NOTE)
    intent = intent_of(cleared, conveyance="c1")
    assert intent.words_hash == words_hash(crossing)
    assert (intent.target, intent.manner, intent.own_words) == ("west", Manner.VERBATIM, False)
    assert (intent.sources, intent.heads) == (cleared.in_force, cleared.heads)
    assert (intent.findings, intent.override) == ((NOTE,), LIFE)
    assert intent.passed == ("mark-ears-only",)
    case.keep(intent)
    assert case.journal.by_source == {"east": {source.statement: ["c1"]}}
