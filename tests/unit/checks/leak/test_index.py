"""The index: what is taken back leaves no trace."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasit.checks.leak.cases import read_cases
from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.reading import Reading
from wasit.checks.leak.shapes import Draft, Kept

CASES = Path(__file__).parents[3] / "cases" / "leak" / "tuned.jsonl"
with CASES.open("rb") as _lines:
    SOME = [case for case, _ in zip(read_cases(_lines, source=""), range(120), strict=False)]
TEXTS = sorted({kept.text for case in SOME for kept in case.secrets})
DRAFTS = sorted({case.draft for case in SOME})
MARKS = ("ears_only", "in_substance", "own_idea", "if_offer", "verbatim")

acts = st.lists(
    st.tuples(
        st.integers(0, 4), st.sampled_from((*MARKS, "known", "gone")), st.sampled_from(TEXTS)
    ),
    max_size=12,
)


def _do(index: CaseIndex, name: str, what: str, text: str) -> None:
    if what == "known":
        index.know(text, name=name)
    elif what != "gone":
        index.add(Kept(name, "A", what, text))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(acts=acts, draft=st.sampled_from(DRAFTS))
def test_an_index_that_forgot_answers_as_one_that_never_knew(
    acts: list[tuple[int, str, str]], draft: str
) -> None:
    """A statement that was re-marked or withdrawn must not linger in what the guard compares."""
    kept, stands = CaseIndex("B"), dict[str, tuple[str, str]]()
    for number, what, text in acts:
        name = f"s{number}"
        kept.forget(name)
        stands.pop(name, None)
        _do(kept, name, what, text)
        if what != "gone":
            stands[name] = (what, text)
    fresh = CaseIndex("B")
    for name, (what, text) in stands.items():
        _do(fresh, name, what, text)
    assert guard(Draft("B", draft), kept) == guard(Draft("B", draft), fresh)


def test_a_text_is_read_once_for_all_the_rooms_of_a_case() -> None:
    """A case of four rooms must not take four times as long to open."""
    readings: dict[tuple[str, str], Reading] = {}
    rooms = [CaseIndex(room, readings=readings) for room in ("B", "C", "D")]
    for index in rooms:
        index.add(Kept("a", "A", "ears_only", "We would move the guns back 8 kilometres."))
    assert len(readings) == 1
    assert all(guard(Draft(i.room, "Five miles, then."), i).verdict == "stop" for i in rooms)
