"""Change points by a Poisson cost, against exact dynamic programming."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasit.record.readings.changes import (
    change_points,
    default_penalty,
    exact_changes,
    poisson_cost,
    pruned_changes,
    total_cost,
)


@given(counts=st.lists(st.integers(0, 6), min_size=10, max_size=45), price=st.floats(0.5, 20))
@settings(max_examples=60)
@pytest.mark.slow
def test_the_pruned_search_costs_what_the_exact_one_does(counts: list[int], price: float) -> None:
    """A search that prunes too much would print a change that is not the best."""
    pruned = total_cost(counts, pruned_changes(counts, penalty=price, least=1), penalty=price)
    exact = total_cost(counts, exact_changes(counts, penalty=price, least=1), penalty=price)
    assert pruned == pytest.approx(exact)
    longer = total_cost(counts, pruned_changes(counts, penalty=price), penalty=price)
    assert total_cost(counts, change_points(counts, penalty=price), penalty=price) <= longer + 1e-9


def test_a_plain_change_is_found_where_it_is() -> None:
    """Thirty quiet days, thirty busy ones."""
    assert change_points([0, 1] * 15 + [3, 4] * 15) == [30]


def test_a_steady_rate_has_no_change() -> None:
    """A change that is not there would be somebody's success."""
    assert change_points([1, 0, 2, 1] * 15) == []


def test_the_cost_is_worked_by_hand() -> None:
    """Four events in two days: 2 * (4 - 4 ln 2)."""
    assert poisson_cost(4, 2) == pytest.approx(2 * (4 - 4 * 0.693147), abs=1e-4)
    assert poisson_cost(0, 9) == 0
    assert default_penalty(100) == pytest.approx(13.816, abs=1e-3)
