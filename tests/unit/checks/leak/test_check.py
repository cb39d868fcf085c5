"""The guard as the desk's check of a wording."""

from dataclasses import dataclass

import pytest

from wasit.checks.leak.check import LeakGuard, leaks
from wasit.talks import (
    KeptText,
    KnownText,
    Manner,
    Mark,
    MarkCode,
    MarkInForce,
    Permits,
    SourceRef,
    Strength,
    Wording,
)

NOTHING = Permits(wording=False, substance=False, origin=False)
SUBSTANCE = Permits(wording=False, substance=True, origin=True)
IDEA = Permits(wording=False, substance=True, origin=False)
ALL = Permits(wording=True, substance=True, origin=True)


def _kept(text: str, mark: Mark, permits: Permits, *, sentence: str = "s1") -> KeptText:
    return KeptText(
        source=SourceRef(room="A", statement="st1", sentence=sentence),
        text=text,
        language="en",
        marks=(MarkInForce(id="m1", mark=mark),),
        permits=permits,
        withdrawn=False,
    )


def _wording(words: str, *kept: KeptText, known: tuple[str, ...] = ()) -> Wording:
    return Wording(
        words=(words,),
        language="en",
        manner=Manner.OWN_WORDS,
        target="B",
        kept=kept,
        known=tuple(
            KnownText(id=f"k{number}", text=text, language="en")
            for number, text in enumerate(known)
        ),
    )


@dataclass(frozen=True)
class _Row:
    mark: Mark
    permits: Permits
    words: str
    kind: str


FERRY = "We would reopen the ferry on 12 June."


@pytest.mark.parametrize(
    "row",
    [
        _Row(Mark(code=MarkCode.EARS_ONLY), NOTHING, "See you on 12 June.", "date"),
        _Row(Mark(code=MarkCode.IN_SUBSTANCE), SUBSTANCE, "The ferry on 12 June.", ""),
        _Row(
            Mark(code=MarkCode.OWN_IDEA), IDEA, "They propose to reopen the ferry.", "attribution"
        ),
        _Row(Mark(code=MarkCode.OWN_IDEA), IDEA, "I propose to reopen the ferry.", ""),
        _Row(Mark(code=MarkCode.VERBATIM), ALL, FERRY, ""),
        _Row(
            Mark(code=MarkCode.IF_OFFER, offer="B frees the nurses"),
            NOTHING,
            "The ferry would reopen.",
            "condition_unmet",
        ),
        _Row(Mark(code=MarkCode.IN_SUBSTANCE, to="C"), NOTHING, "Ferry on 12 June.", "wrong_room"),
    ],
    ids=lambda row: f"{row.mark.code.value}-{row.kind or 'clear'}",
)
def test_a_mark_decides_what_the_guard_objects_to(row: _Row) -> None:
    """The guard must never allow what the mark forbids, nor forbid what it allows."""
    kinds = {
        finding.kind for finding in leaks(_wording(row.words, _kept(FERRY, row.mark, row.permits)))
    }
    assert kinds == ({row.kind} if row.kind else set())


def test_a_finding_names_its_sentence_and_is_part_of_the_words() -> None:
    """The desk opens the statement from the finding; the span is marked in the draft."""
    kept = _kept(FERRY, Mark(code=MarkCode.EARS_ONLY), NOTHING)
    (finding,) = leaks(_wording("On 12 June, then.", kept))
    assert finding.source == kept.source
    assert finding.span in "On 12 June, then."
    assert finding.strength is Strength.STOP


def test_memory_between_wordings_changes_no_answer() -> None:
    """A kept index must answer as a fresh one would, also after a re-mark."""
    remembered = LeakGuard()
    ears = _kept(FERRY, Mark(code=MarkCode.EARS_ONLY), NOTHING)
    other = _kept("The bridge is mined.", Mark(code=MarkCode.EARS_ONLY), NOTHING, sentence="s2")
    free = _kept(FERRY, Mark(code=MarkCode.VERBATIM), ALL)
    for wording in (
        _wording("On 12 June, then.", ears),
        _wording("On 12 June, then. The bridge has mines.", ears, other),
        _wording("On 12 June, then.", ears, other, known=("The fair is on 12 June.",)),
        _wording("On 12 June, then.", free, other),
        _wording("On 12 June, then.", ears, other),
    ):
        assert remembered(wording) == leaks(wording)
