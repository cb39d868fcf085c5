"""Orders of steps, worked by hand and against every permutation; plans against the clock."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.terms.order import Step, safe_order
from wasit.terms.plan import State, plan_standing
from wasit.terms.ranges import between, exactly


def _step(name: str, *, after: str = "", hour: str = "", **worth: int) -> Step:
    return Step(
        name, "who", name, frozenset(after.split()), hour, {s: exactly(w) for s, w in worth.items()}
    )


def test_taking_turns_exposes_less_than_going_all_the_way() -> None:
    """Two halves each, cost 3 and worth 4: in turn nobody is ever exposed to more than 3."""
    steps = [
        _step("a1", A=-3, B=4),
        _step("a2", after="a1", A=-3, B=4),
        _step("b1", A=4, B=-3),
        _step("b2", after="b1", A=4, B=-3),
    ]
    order = safe_order(steps)
    assert order.proved
    assert max(order.largest) == 3
    assert [moment.steps[0][0] for moment in order.moments] == ["a", "b", "a", "b"]
    assert [tuple(span.high for span in moment.exposure) for moment in order.moments] == [
        (3, 0), (0, 0), (2, 0), (0, 0),
    ]  # fmt: skip


def test_a_side_that_gains_by_stopping_is_named() -> None:
    """After the other's half A stands at 4 and would end at 1: it may walk off."""
    order = safe_order([_step("b", A=4, B=-4), _step("a", after="b", A=-3, B=5)])
    assert [moment.tempted for moment in order.moments] == [("A",), ()]


def test_steps_of_one_hour_are_one_move() -> None:
    """Done at once, neither is exposed in between."""
    order = safe_order([_step("a", hour="noon", A=-5, B=6), _step("b", hour="noon", A=6, B=-5)])
    assert [moment.steps for moment in order.moments] == [("a", "b")]
    assert order.largest == (0, 0)


def test_steps_that_wait_for_themselves_are_named_not_ordered() -> None:
    """A circle in a plan is a finding; what does not hang on it is still ordered."""
    order = safe_order(
        [_step("a", after="b"), _step("b", after="a"), _step("c"), _step("d", after="a")]
    )
    assert order.blocked == ("a", "b", "d")
    assert [set(circle) for circle in order.circles] == [{"a", "b"}]
    assert [moment.steps for moment in order.moments] == [("c",)]


def test_exposure_is_a_range_where_worth_is() -> None:
    """A is sure to have lost 1 and may have lost 3."""
    step = Step("a", "A", "a", frozenset(), "", {"A": between(Fraction(-3), Fraction(-1))})
    (moment,) = safe_order([step]).moments
    assert (moment.exposure[0].low, moment.exposure[0].high) == (1, 3)


def test_beyond_what_can_be_searched_the_order_is_not_called_least() -> None:
    """Thirty free moves cannot all be tried; the answer says so, and keeps to what is first."""
    steps = [
        _step(f"s{number}", after=f"s{number - 2}" if number > 1 else "", A=(-1) ** number, B=1)
        for number in range(30)
    ]
    order = safe_order(steps)
    assert not order.proved
    assert len(order.moments) == 30


@st.composite
def _plans(draw: st.DrawFn) -> list[Step]:
    count = draw(st.integers(1, 5))
    worth = st.integers(-4, 4)
    return [
        _step(
            f"s{number}",
            after=" ".join(
                f"s{other}" for other in range(number) if draw(st.booleans()) and other % 2
            ),
            A=draw(worth),
            B=draw(worth),
        )
        for number in range(count)
    ]


@pytest.mark.slow
@given(_plans())
def test_the_order_is_least_among_all_permutations(steps: list[Step]) -> None:
    """Largest share of what a side gives, compared with every order there is."""
    order = safe_order(steps)
    gives = {s: sum(max(-step.worth[s].low, 0) for step in steps) for s in ("A", "B")}

    def share(permutation: tuple[Step, ...]) -> Fraction | None:
        done: set[str] = set()
        standing = {"A": Fraction(0), "B": Fraction(0)}
        worst = Fraction(0)
        for step in permutation:
            if not step.after <= done:
                return None
            done.add(step.id)
            for side, given_up in gives.items():
                standing[side] += step.worth[side].low
                if standing[side] < 0:
                    worst = max(worst, -standing[side] / given_up)
        return worst

    shares = [found for p in permutations(steps) if (found := share(p)) is not None]
    largest = max(
        (Fraction(e) / gives[s] if gives[s] else Fraction(0))
        for s, e in zip(order.sides, order.largest, strict=True)
    )
    assert order.proved
    assert largest == min(shares)


_NOW = "2024-02-01T00:00:00Z"
_PLAN: list[tuple[dict[str, str], State]] = [
    ({"done_at": "2024-01-01T00:00:00Z"}, State.DONE),
    ({"done_at": "2024-01-03T00:00:00Z", "due": "2024-01-02T00:00:00Z"}, State.DONE_LATE),
    ({"due": "2024-01-31T23:59:59Z"}, State.OVERDUE),
    ({"due": "2024-02-01T00:00:00Z"}, State.READY),
    ({"breached_at": "2024-01-15T00:00:00Z", "done_at": "2024-01-01T00:00:00Z"}, State.BREACHED),
    ({"breached_at": "2024-03-15T00:00:00Z"}, State.READY),
    ({}, State.READY),
]


@pytest.mark.parametrize(("facts", "state"), _PLAN)
def test_a_step_stands_where_the_facts_put_it(facts: dict[str, str], state: State) -> None:
    """Proofs and the record check steps off; the clock makes the rest overdue."""
    step = Step("s", "A", "s", frozenset(), "", {}, on_failure="call both", **facts)
    (standing,) = plan_standing([step], now=_NOW)
    assert standing.state is state
    assert standing.then == ("call both" if state in {State.OVERDUE, State.BREACHED} else "")


def test_a_step_waits_for_what_is_not_done() -> None:
    """What was done and then breached does not count as done for those that follow."""
    first = Step(
        "a", "A", "a", frozenset(), "", {}, done_at="2024-01-01T00:00:00Z", breached_at=_NOW
    )
    then = Step("b", "B", "b", frozenset({"a"}), "", {})
    standing = plan_standing([first, then], now=_NOW)[1]
    assert (standing.state, standing.waits_for) == (State.WAITING, ("a",))
