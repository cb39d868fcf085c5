"""What holds of the leak guard whatever is said."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasit.checks.leak.cases import read_cases
from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.shapes import Draft, Kept

CASES = Path(__file__).parents[1] / "cases" / "leak" / "tuned.jsonl"
MARKS = ("ears_only", "in_substance", "own_idea", "if_offer", "verbatim", "unheard of")
with CASES.open("rb") as _lines:
    TEXTS = sorted({kept.text for case in read_cases(_lines, source="") for kept in case.secrets})
FREE_KINDS = {"attribution", "inference"}

spoken = st.one_of(
    st.sampled_from(TEXTS),
    st.text(max_size=60),
    st.lists(st.sampled_from([w for text in TEXTS for w in text.split()]), max_size=12).map(
        " ".join
    ),
)


def _index(room: str, kept: list[tuple[str, str]], known: list[str]) -> CaseIndex:
    index = CaseIndex(room)
    for text in known:
        index.know(text)
    for number, (mark, text) in enumerate(kept):
        index.add(Kept(f"s{number}", "A", mark, text))
    return index


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    draft=spoken,
    kept=st.lists(st.tuples(st.sampled_from(MARKS), spoken), max_size=3),
    known=st.lists(spoken, max_size=2),
)
def test_a_finding_is_part_of_the_draft_and_names_no_word_of_the_statement(
    draft: str, kept: list[tuple[str, str]], known: list[str]
) -> None:
    """The span is marked in the draft; the reason may be read in another room."""
    report = guard(Draft("B", draft), _index("B", kept, known))
    for hit in report.hits:
        assert hit.span
        assert hit.span in draft
        text = kept[int(hit.sid[1:])][1]
        telling = {word for word in text.split() if len(word) > 8}
        assert not telling & set(hit.why.split())


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draft=spoken, kept=st.lists(st.tuples(st.sampled_from(MARKS), spoken), max_size=3))
def test_what_a_room_said_goes_back_to_it(draft: str, kept: list[tuple[str, str]]) -> None:
    """The owner's own statements are never kept from it, whatever the draft says."""
    assert guard(Draft("A", draft), _index("A", kept, [])).verdict == "clear"


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draft=st.sampled_from(TEXTS), kept=st.sampled_from(TEXTS))
def test_words_the_room_has_seen_are_no_leak_of_substance(draft: str, kept: str) -> None:
    """What is known word for word cannot be given away again."""
    report = guard(Draft("B", draft), _index("B", [("ears_only", kept)], [draft]))
    assert {hit.kind for hit in report.hits} <= FREE_KINDS


@pytest.mark.slow
def test_a_statement_repeated_is_always_stopped() -> None:
    """However plain its words, a statement kept from a room may not be read out to it."""
    for text in TEXTS:
        assert guard(Draft("B", text), _index("B", [("ears_only", text)], [])).verdict == "stop", (
            text
        )
