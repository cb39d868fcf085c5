"""What must hold of any terms: against brute force, and under renaming, scaling and linking."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.terms import brute
from wasit.terms.counting import packages_above_limits, packages_in_all
from wasit.terms.drafts import see_draft
from wasit.terms.empty_zone import why_empty
from wasit.terms.fair_points import fair_points
from wasit.terms.frontier import Caps, frontier
from wasit.terms.reading import Clause, Reading

pytestmark = pytest.mark.slow

_WORTH = st.integers(-3, 9) | st.fractions(-1, 2, max_denominator=12)


@st.composite
def readings(draw: st.DrawFn, *, linked: bool = True) -> Reading:
    """Readings small enough for brute force, with ties, limits and clauses."""
    sides = draw(st.integers(2, 4))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    worth = [
        [draw(st.lists(_WORTH, min_size=size, max_size=size)) for size in sizes]
        for _ in range(sides)
    ]
    limits = draw(st.lists(st.integers(-6, 20), min_size=sides, max_size=sides))
    clauses: list[Clause] = []
    for number in range(draw(st.integers(0, 3)) if linked else 0):
        issues = draw(st.sets(st.integers(0, len(sizes) - 1), min_size=1, max_size=3))
        literals = [
            (issue, frozenset(draw(st.sets(st.integers(0, sizes[issue] - 1)))))
            for issue in sorted(issues)
        ]
        clauses.append(Clause(f"linkage {number}", tuple(literals)))
    return brute.reading_of(worth, limits=limits, clauses=clauses)


def _points(reading: Reading) -> set[tuple[Fraction, ...]]:
    found = frontier(reading)
    return {found.values(point) for point in found.points}


@given(readings())
def test_frontier_equals_brute_force(reading: Reading) -> None:
    """Points, packages and counts, for two, three and four sides, linked or not."""
    found = frontier(reading)
    assert found.complete
    expected = brute.frontier_of(reading)
    assert {found.values(p): set(found.packages(p)) for p in found.points} == expected
    assert all(found.package(p) == next(found.packages(p)) for p in found.points)
    assert {found.values(p): found.counts[p] for p in found.points} == {
        values: len(packages) for values, packages in expected.items()
    }


@given(readings())
def test_counts_and_fair_points_equal_brute_force(reading: Reading) -> None:
    """Counting and choosing are exact too, over all packages and not only efficient ones."""
    assert packages_in_all(reading) == len(brute.all_packages(reading))
    assert packages_above_limits(reading) == brute.above_limits(reading)
    measures = brute.best_measures(reading)
    fair = fair_points(frontier(reading))
    if measures is None:
        assert fair is None
    else:
        assert fair is not None
        assert {name: getattr(fair, name).best for name in measures} == measures


@given(readings(), st.randoms(use_true_random=False))
def test_order_of_issues_options_and_sides_changes_nothing(
    reading: Reading, chance: object
) -> None:
    """The frontier belongs to what the sides want, not to how the list was written."""
    for order in list(permutations(range(len(reading.sides))))[:3]:
        turned = Reading(
            sides=tuple(reading.sides[side] for side in order),
            issues=tuple(reversed(reading.issues)),
            worth=tuple(
                tuple(tuple(reversed(row)) for row in reversed(reading.worth[side]))
                for side in order
            ),
            limits=tuple(reading.limits[side] for side in order),
            clauses=tuple(_turned(clause, reading) for clause in reversed(reading.clauses)),
        )
        back = {
            tuple(values[order.index(s)] for s in range(len(order))) for values in _points(turned)
        }
        assert back == _points(reading)


def _turned(clause: Clause, reading: Reading) -> Clause:
    return Clause(
        clause.source,
        tuple(
            (
                len(reading.issues) - 1 - issue,
                frozenset(len(reading.issues[issue].options) - 1 - option for option in options),
            )
            for issue, options in clause.literals
        ),
    )


@given(readings(), st.fractions(Fraction(1, 7), 30))
def test_scaling_a_side_keeps_the_packages(reading: Reading, factor: Fraction) -> None:
    """A side's numbers are its own: doubling them all changes no efficient package, nor Nash's."""
    scaled = Reading(
        sides=reading.sides,
        issues=reading.issues,
        worth=(
            tuple(tuple(factor * value for value in row) for row in reading.worth[0]),
            *reading.worth[1:],
        ),
        limits=(factor * reading.limits[0], *reading.limits[1:]),
        clauses=reading.clauses,
    )
    before, after = frontier(reading), frontier(scaled)
    assert [before.package(p) for p in before.points] == [after.package(p) for p in after.points]
    fair_before, fair_after = fair_points(before), fair_points(after)
    if fair_before is None or fair_after is None:
        assert fair_before is fair_after
    else:
        assert [before.package(p) for p in fair_before.nash.points] == [
            after.package(p) for p in fair_after.nash.points
        ]
        assert fair_before.kalai_smorodinsky.best == fair_after.kalai_smorodinsky.best


@given(readings())
def test_a_linkage_never_adds_a_package(reading: Reading) -> None:
    """Each clause taken away can only give more packages, and more of them above limits."""
    free = Reading(reading.sides, reading.issues, reading.worth, reading.limits)
    linked = packages_in_all(reading)
    above = packages_above_limits(reading)
    assert linked is not None
    assert above is not None
    assert linked <= (packages_in_all(free) or 0)
    assert above <= (packages_above_limits(free) or 0)


@given(readings())
def test_partial_answers_hold_only_real_packages(reading: Reading) -> None:
    """Past a cap points may be missing or bettered; each is still a package the linkages allow."""
    found = frontier(reading, caps=Caps(candidates=6))
    for point in found.points:
        package = found.package(point)
        assert reading.allows(package)
        assert reading.values(package) == found.values(point)
    if found.complete:
        assert {found.values(p) for p in found.points} == set(brute.frontier_of(reading))


@given(readings())
def test_empty_zones_have_a_smallest_cause(reading: Reading) -> None:
    """The cause named does rule everything out, and no smaller one does."""
    cause = why_empty(reading)
    if cause is None:
        assert brute.above_limits(reading) > 0
        return
    assert brute.above_limits(reading) == 0
    assert cause.smallest
    low = Fraction(-1000)
    only = Reading(
        reading.sides,
        reading.issues,
        reading.worth,
        tuple(v if s in cause.limits else low for s, v in enumerate(reading.limits)),
        tuple(clause for clause in reading.clauses if clause.source in cause.sources),
    )
    assert brute.above_limits(only) == 0


@given(readings(), st.data())
def test_drafts_are_seen_as_brute_force_sees_them(reading: Reading, data: st.DataObject) -> None:
    """Better for all, efficient or not, and what is left on the table."""
    draft = tuple(data.draw(st.integers(0, len(issue.options) - 1)) for issue in reading.issues)
    found = frontier(reading)
    seen = see_draft(found, draft)
    values = reading.values(draft)
    better = {point for point in brute.frontier_of(reading) if brute.dominates(point, values)}
    assert {found.values(p) for p in seen.better_for_all} == better
    assert seen.efficient == (reading.allows(draft) and not better)
    for side, left in enumerate(seen.left_on_the_table):
        assert left == max((point[side] - values[side] for point in better), default=0)
