"""Marks under chance: no order of re-marks lets more cross than any mark in force allows."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.talks.case import HEAD, authored, mark, opened_room, statement
from wasit.talks import (
    Mark,
    MarkCode,
    Remark,
    Situation,
    VoidEntry,
    first_mark_id,
    permits_now,
    strictest,
)

HOURS = st.sampled_from([f"2024-01-10T{hour:02}:00:00Z" for hour in range(8, 16)])


def _additions() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "to": st.sampled_from(["the western side", "the northern side"]),
            "not_before": HOURS,
            "until": HOURS,
            "not_before_event": st.just("the ships have left"),
            "personal_capacity": st.booleans(),
            "ad_referendum": st.booleans(),
        },
    )


def _mark(code: MarkCode, additions: dict[str, object], then: Mark) -> Mark:
    if code is MarkCode.IF_OFFER:
        return mark(code, then=then, **additions)
    return mark(code, **additions)


PLAIN = st.builds(
    _mark,
    st.sampled_from([code for code in MarkCode if code is not MarkCode.IF_OFFER]),
    _additions(),
    st.just(mark(MarkCode.EARS_ONLY)),
)
MARKS = st.builds(_mark, st.sampled_from(MarkCode), _additions(), PLAIN)
SITUATIONS = st.builds(
    Situation,
    now=HOURS,
    target_names=st.sampled_from([(), ("the western side",), ("the northern side",)]),
    offer_met=st.booleans(),
    event_happened=st.booleans(),
)
NAMES = ("wording", "substance", "origin")


@pytest.mark.slow
@given(st.lists(MARKS, min_size=1, max_size=4), SITUATIONS)
def test_strictest_never_allows_more_than_each(marks: list[Mark], situation: Situation) -> None:
    """Where several marks hold, the loosest must not decide."""
    each = [permits_now(one, situation) for one in marks]
    together = strictest(*each)
    for name in NAMES:
        assert getattr(together, name) == all(getattr(one, name) for one in each)
    for order in itertools.permutations(each):
        assert strictest(*order) == together


@pytest.mark.slow
@given(MARKS, SITUATIONS)
def test_addition_never_opens_what_the_mark_alone_closes(one: Mark, situation: Situation) -> None:
    """An addition that widened a mark would be a mark of its own."""
    bare = Mark(code=one.code, offer=one.offer, then=one.then)
    with_additions, without = permits_now(one, situation), permits_now(bare, situation)
    for name in NAMES:
        assert not getattr(with_additions, name) or getattr(without, name)


@pytest.mark.slow
@given(
    st.lists(st.tuples(MARKS, st.sets(st.integers(0, 6), max_size=3)), min_size=1, max_size=6),
    SITUATIONS,
)
def test_no_order_of_remarks_drops_a_mark_that_nobody_replaced(
    remarks: list[tuple[Mark, set[int]]], situation: Situation
) -> None:
    """Each re-mark knows some of the others; what none of them named stays in force."""
    room = opened_room()
    room.apply(authored(3, HEAD, statement("We will open the bridge.")))
    ids = [first_mark_id("s1", "a")]
    marks = {ids[0]: room.statements["s1"].said.mark}
    replaced: set[str] = set()
    for number, (made, known) in enumerate(remarks, start=4):
        names = tuple(ids[index] for index in sorted(known) if index < len(ids))
        body = Remark(id=f"m{number}", statement="s1", sentence="a", mark=made, replaces=names)
        try:
            room.apply(authored(number, HEAD, body))
        except VoidEntry:
            assert not names
            continue
        ids.append(body.id)
        marks[body.id] = made
        replaced |= set(names)
    sentence = room.statements["s1"].sentences["a"]
    in_force = [name for name in ids if name not in replaced]
    assert sorted(sentence.heads) == sorted(in_force)
    together = strictest(*(permits_now(kept.mark, situation) for kept in sentence.in_force()))
    for name in in_force:
        for thing in NAMES:
            allowed = getattr(permits_now(marks[name], situation), thing)
            assert allowed or not getattr(together, thing)
