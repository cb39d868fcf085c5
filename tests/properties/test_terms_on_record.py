"""Terms in the journal: what holds does not depend on accidents of how it was recorded."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasit.talks.crossing import SourceRef
from wasit.talks.deeds import KeptTerm, TermBody
from wasit.talks.wishes import (
    Amount,
    IssueNamed,
    LimitTold,
    OptionAmount,
    Preferred,
    TermWithdrawn,
    Weighed,
)
from wasit.terms.holding import Hold, holding
from wasit.terms.on_record import OnRecord, terms_on_record
from wasit.terms.own_format import StatementIn
from wasit.terms.stated import stated_ranges

pytestmark = pytest.mark.slow

many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

DAYS = tuple(f"2024-01-{day:02}T09:00:00Z" for day in range(1, 7))
SIDES, ISSUES, OPTIONS = ("A", "B"), ("x", "y"), ("a", "b", "c")

moments = st.sampled_from(DAYS)
sides = st.sampled_from(SIDES)
issues = st.sampled_from(ISSUES)
amounts = st.integers(0, 9).map(lambda number: Amount(str(number)))

wishes: st.SearchStrategy[TermBody] = st.one_of(
    st.builds(IssueNamed, said_at=moments, name=issues, options=st.just(OPTIONS)),
    st.builds(Weighed, said_at=moments, side=sides, issue=issues, amount=amounts),
    st.builds(LimitTold, said_at=moments, side=sides, amount=amounts),
    st.builds(
        Preferred,
        said_at=moments,
        side=sides,
        issue=issues,
        worth=st.builds(OptionAmount, option=st.sampled_from(OPTIONS), amount=amounts).map(
            lambda one: (one,)
        ),
    ),
    st.builds(
        Preferred,
        said_at=moments,
        side=sides,
        issue=issues,
        order=st.permutations(OPTIONS).map(tuple),
    ),
)


@st.composite
def journals(draw: st.DrawFn) -> list[KeptTerm]:
    """Wishes and withdrawals recorded day by day."""
    days = sorted(draw(st.lists(moments, min_size=1, max_size=14)))
    kept: list[KeptTerm] = []
    for number, at in enumerate(days, 1):
        body = draw(wishes)
        if kept and draw(st.integers(0, 4)) == 0:
            target = draw(st.sampled_from(kept))
            if not isinstance(target.body, TermWithdrawn):
                mistaken = draw(st.booleans())
                body = TermWithdrawn(said_at=at, number=target.number, why="…", mistaken=mistaken)
        kept.append(KeptTerm(number=number, at=at, by="d", body=body))
    return kept


def _together(kept: list[KeptTerm], *, known_at: str = "", held_at: str = "") -> OnRecord:
    def named(ref: SourceRef) -> StatementIn:
        return StatementIn(id=ref.statement, side=ref.room)

    return terms_on_record(kept, rooms=SIDES, named=named, known_at=known_at, held_at=held_at)


@many
@given(journals(), moments)
def test_what_was_known_then_is_what_the_journal_held_then(kept: list[KeptTerm], then: str) -> None:
    """Asked for an earlier day, later entries are as if they were never made."""
    before = [each for each in kept if each.at <= then]
    assert _together(kept, known_at=then) == _together(before)


@many
@given(journals())
def test_a_withdrawn_mistake_is_as_if_it_was_never_recorded(kept: list[KeptTerm]) -> None:
    """Nothing of a piece that never held may shape an answer."""
    gone = {
        each.body.number
        for each in kept
        if isinstance(each.body, TermWithdrawn) and each.body.mistaken
    }
    clean = [each for each in kept if each.number not in gone]
    assert holding(kept).by_key == holding(clean).by_key


@many
@given(journals(), moments)
def test_every_known_entry_has_one_state_and_what_holds_was_said_by_then(
    kept: list[KeptTerm], then: str
) -> None:
    """The list of pieces leaves none out, and no later word stands in for an earlier one."""
    held = holding(kept, held_at=then)
    assert set(held.states) == {each.number for each in kept}
    for one in held.by_key.values():
        assert one.body.said_at <= then
        assert held.states[one.number] is Hold.HOLDS


@many
@given(journals())
def test_whatever_was_recorded_can_be_computed_with(kept: list[KeptTerm]) -> None:
    """No journal, however contradictory, may leave the desk without an answer."""
    found = _together(kept)
    if len(found.file.sides) < 2 or not found.file.issues:
        return
    ranged = stated_ranges(found.file)
    for side in ranged.of:
        for row in side.values:
            assert len(row) == len(OPTIONS)
            assert all(span.low <= span.middle <= span.high for span in row)
