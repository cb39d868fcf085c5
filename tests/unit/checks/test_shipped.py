"""The shipped checks: kept facts stop, released ones pass, lost conditions are asked."""

import pytest

from wasit.checks.shipped import FIDELITY, shipped_checks
from wasit.talks.carried import Manner
from wasit.talks.crossing import SourceRef, Strength
from wasit.talks.marks import PERMITS, MarkCode
from wasit.talks.wording import KeptText, KnownText, SourceText, Wording, findings_of


def kept(statement: str, text: str, code: MarkCode) -> KeptText:
    """A sentence of room A under a mark."""
    return KeptText(
        source=SourceRef(room="A", statement=statement, sentence="1"),
        text=text,
        language="en",
        marks=(),
        permits=PERMITS[code],
        withdrawn=False,
    )


def wording(words: str, *kept_texts: KeptText, rests_on: str = "", known: str = "") -> Wording:
    """A draft for room B, in substance."""
    sources = tuple(
        SourceText(
            source=each.source, text=each.text, language="en", own=False, speaker_name="Amal"
        )
        for each in kept_texts
        if each.source.statement == rests_on
    )
    return Wording(
        words=(words,),
        language="en",
        manner=Manner.IN_SUBSTANCE if sources else Manner.OWN_WORDS,
        target="B",
        sources=sources,
        kept=kept_texts,
        known=(KnownText(id="k", text=known, language="en"),) if known else (),
    )


SECRET = kept("s1", "Our director resigns on 14 March over the 4,200 tonnes.", MarkCode.EARS_ONLY)
OPEN = kept("s2", "We can deliver 4,200 tonnes if the port opens first.", MarkCode.IN_SUBSTANCE)


def stops(draft: Wording) -> set[str]:
    """The kinds of what stops a draft."""
    found = findings_of(draft, shipped_checks())
    return {each.kind for each in found if each.strength is Strength.STOP}


def test_a_kept_fact_in_other_words_stops() -> None:
    """Facts leak more often than sentences do."""
    assert "date" in stops(wording("Expect news on the fourteenth of March.", SECRET))
    assert "number" in stops(wording("It is about 4.2k tonnes.", SECRET))


def test_what_a_released_source_gives_itself_does_not_stop() -> None:
    """A figure that a side released may be carried, though it also stands in a kept sentence."""
    draft = wording(
        "They could deliver 4,200 tonnes once the port is open.", SECRET, OPEN, rests_on="s2"
    )
    assert stops(draft) == set()
    assert "number" in stops(wording("They could deliver 4,200 tonnes.", SECRET))


def test_what_the_target_knows_does_not_stop() -> None:
    """What a room said itself goes back to it freely."""
    draft = wording("You spoke of 4,200 tonnes.", SECRET, known="We need 4,200 tonnes.")
    assert stops(draft) == set()


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("They can deliver 4,200 tonnes.", {"condition_lost"}),
        ("They can deliver 2,400 tonnes if the port opens first.", {"number"}),
        ("They can deliver 4,200 tonnes if the port opens first.", set[str]()),
    ],
)
def test_what_is_lost_on_the_way_is_asked(words: str, kinds: set[str]) -> None:
    """The desk is told before the words leave; it decides."""
    found = findings_of(wording(words, OPEN, rests_on="s2"), shipped_checks())
    asked = {each.kind for each in found if each.check == FIDELITY}
    assert asked == kinds
    assert all(each.strength is Strength.ASK for each in found if each.check == FIDELITY)


def test_finding_spans_are_parts_of_the_words() -> None:
    """A screen marks the span in the words it concerns."""
    draft = wording("It is about 4.2k tonnes, on the fourteenth of March.", SECRET)
    found = findings_of(draft, shipped_checks())
    assert found
    assert all(each.span in draft.words[0] for each in found)
