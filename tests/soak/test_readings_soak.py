"""Simulated records with known effects, changes and answers: recovered at the stated coverage.

Each test draws at least 200 records. The bounds allow for the chance of the draws themselves: a 95
%
interval that covers in 95 % of cases covers fewer than 180 of 200 about once in a thousand runs.
"""

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.record.readings.series_of import START, series_of
from wasit.record.readings.changes import change_points
from wasit.record.readings.effect import Happening, effect
from wasit.record.readings.responds import interval_holds, shuffled_p
from wasit.record.readings.surges import surges
from wasit.record.untyped import library

pytestmark = [pytest.mark.soak, pytest.mark.slow]
RUNS = 200


def draws(seed: int) -> Any:
    """A source of chance that is the same in every run."""
    return library("numpy").random.default_rng(seed)


@pytest.mark.parametrize("ratio", [1.0, 0.5])
@pytest.mark.parametrize("clumped", [False, True])
def test_a_known_effect_lies_in_its_interval(ratio: float, *, clumped: bool) -> None:
    """An interval that misses the truth more often than it says is a false witness."""
    chance = draws(7)
    covered = 0
    for _ in range(RUNS):
        mean = [1.0] * 60 + [ratio] * 60
        if clumped:
            mean = [m * chance.gamma(2, 0.5) for m in mean]
        counts = [int(n) for n in chance.poisson(mean)]
        found = effect(series_of(counts), Happening("x", START + timedelta(days=60)))
        covered += bool(found.refused) or found.low <= ratio <= found.high
    assert covered >= 0.9 * RUNS


def test_a_known_change_is_found_near_its_day() -> None:
    """A change of rate by four, found within a week of its day."""
    chance = draws(8)
    near = 0
    for _ in range(RUNS):
        counts = [int(n) for n in chance.poisson([0.5] * 60 + [2.0] * 60)]
        found = change_points(counts)
        near += len(found) >= 1 and min(abs(place - 60) for place in found) <= 7
    assert near >= 0.9 * RUNS


def test_a_steady_rate_shows_a_change_no_more_often_than_stated() -> None:
    """At the default price of a change, at most one steady record in twenty shows one."""
    chance = draws(9)
    wrong = sum(
        bool(change_points([int(n) for n in chance.poisson(0.8, size=120)])) for _ in range(RUNS)
    )
    assert wrong <= 0.05 * RUNS + 6


def excited(chance: Any, *, per_event: float, days: int = 160) -> tuple[Any, Any]:
    """Acts, and a side that answers each within days at a known number of answers."""
    numpy = library("numpy")
    acts = chance.poisson(0.4, size=days).astype(float)
    answers = numpy.zeros(days)
    for t in range(days):
        drive = sum(0.5**lag * acts[t - lag] for lag in range(1, min(t, 14) + 1))
        own = sum(0.5**lag * answers[t - lag] for lag in range(1, min(t, 14) + 1))
        answers[t] = chance.poisson(0.2 + per_event * drive + 0.2 * own)
    return answers, acts


@pytest.mark.parametrize("per_event", [0.0, 0.5])
def test_known_excitation_lies_in_its_interval(per_event: float) -> None:
    """How many answers an act brings, at the stated 95 %."""
    chance = draws(10)
    covered = 0
    for _ in range(RUNS):
        answers, acts = excited(chance, per_event=per_event)
        covered += interval_holds(answers, acts, per_event)
    assert covered >= 0.9 * RUNS


def test_known_excitation_is_found_against_shuffled_dates() -> None:
    """A test that never finds is as useless as one that always does."""
    chance = draws(11)
    found = sum(shuffled_p(*excited(chance, per_event=0.5), draws=199) <= 0.05 for _ in range(RUNS))
    assert found >= 0.8 * RUNS


def test_shuffled_dates_give_a_retaliation_no_more_often_than_stated() -> None:
    """Both sides act often: short lags arise by chance, and must not be called answers."""
    chance = draws(12)
    wrong = 0
    for _ in range(2 * RUNS):
        answers, acts = excited(chance, per_event=0.5, days=120)
        wrong += shuffled_p(answers, chance.permutation(acts), draws=199) <= 0.05
    assert wrong <= 0.05 * 2 * RUNS + 13


def test_evenly_spread_dates_show_a_surge_no_more_often_than_stated() -> None:
    """A quiet year has a busiest week too."""
    chance = draws(13)
    wrong = 0
    for _ in range(RUNS):
        counts = [int(n) for n in chance.multinomial(40, [1 / 100] * 100)]
        wrong += bool(surges(series_of(counts), draws=199))
    assert wrong <= 0.05 * RUNS + 9
