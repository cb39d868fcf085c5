"""Everything the desk is shown of a reading's packages, as one value with one JSON form.

``solve`` computes; ``as_json`` only writes down. A number that could not be had within the caps is
None there and the reason is in ``why``; nothing is cut in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from wasit.terms.counting import packages_above_limits, packages_in_all
from wasit.terms.empty_zone import Cause, why_empty
from wasit.terms.exact import decimal_text, shown
from wasit.terms.fair_points import FairPoint, FairPoints, fair_points
from wasit.terms.frontier import Caps, Frontier, Watch, frontier, go_on
from wasit.terms.reading import Reading


@dataclass(frozen=True, slots=True)
class Solution:
    """The packages of one reading: how many, which are efficient, which are fair."""

    frontier: Frontier
    outcomes: int | None
    outcomes_above_limits: int | None
    fair: FairPoints | None
    empty: Cause | None
    why: tuple[str, ...]
    caps: Caps

    @property
    def complete(self) -> bool:
        """Whether every efficient point is there, and every package of it counted."""
        return self.frontier.complete


def solve(reading: Reading, *, caps: Caps | None = None, watch: Watch = go_on) -> Solution:
    """The packages of the reading, exactly, or as far as the caps allow and saying so."""
    caps = caps or Caps()
    found = frontier(reading, caps=caps, watch=watch)
    why: list[str] = [found.why] if found.why else []
    if not found.complete:
        why.append("points, packages and points above limits are therefore not counted")
    outcomes = packages_in_all(reading, caps=caps)
    if outcomes is None:
        why.append(f"counting the packages would hold more than {caps.sums} sums at once")
    above = packages_above_limits(reading, caps=caps, watch=watch)
    if above is None:
        why.append(
            f"counting the packages above limits would hold more than {caps.sums} sums at once, "
            "pair too many of them, or take longer than allowed"
        )
    fair = fair_points(found)
    empty = why_empty(reading, caps=caps) if fair is None and found.complete else None
    if empty is not None:
        why.append(cause_in_words(empty, reading))
    elif fair is None:
        why.append("no package found reaches every limit, but not all packages were looked at")
    if len(found.points) > caps.listed:
        why.append(f"only {caps.listed} of {len(found.points)} points found are listed")
    return Solution(found, outcomes, above, fair, empty, tuple(why), caps)


def cause_in_words(cause: Cause, reading: Reading) -> str:
    """One sentence that names the statements which leave no package."""
    parts = [
        f"the limit of {reading.sides[side]} ({decimal_text(reading.limits[side])})"
        for side in cause.limits
    ]
    parts += [repr(source) for source in cause.sources]
    kind = "the smallest set of statements" if cause.smallest else "a set of statements"
    return f"no package reaches every limit; {kind} that causes it: {' and '.join(parts)}"


def as_json(solution: Solution) -> dict[str, object]:
    """The solution as the command line prints it."""
    return {
        key: list(cast("Iterator[object]", value)) if isinstance(value, Iterator) else value
        for key, value in json_parts(solution)
    }


def json_parts(solution: Solution, *, watch: Watch = go_on) -> Iterator[tuple[str, object]]:
    """Keys and values of the same object in order, the frontier as an iterator to be drained first.

    ``watch`` is called with points listed and points to list; answering ``False`` ends the list,
    and ``complete`` and ``why``, which come last, then say so. Not drained, it counts as unasked.
    """
    found = solution.frontier
    reading = found.reading
    whole = found.complete
    counts = found.counts if whole else {}
    above = solution.fair.above_limits if solution.fair else 0
    ties: list[str] = []
    fair = {
        name: _fair_json(solution, name, ties=ties)
        for name in ("nash", "kalai_smorodinsky", "egalitarian", "leximin", "utilitarian")
    }
    yield "sides", list(reading.sides)
    yield "issues", [issue.name for issue in reading.issues]
    yield "limits", _numbers(reading.limits)
    yield "outcomes", solution.outcomes
    yield "points", len(found.points) if whole else None
    yield "packages", sum(counts[point] for point in found.points) if whole else None
    yield "points_above_limits", above if whole else None
    yield "outcomes_above_limits", solution.outcomes_above_limits
    cut: list[str] = []
    yield "frontier", _listed(solution, counts, watch=watch, cut=cut)
    yield from ((name, value if whole else None) for name, value in fair.items())
    if not whole:
        yield "best_found", fair
    yield "complete", whole and not cut
    yield "why", "; ".join((*solution.why, *ties, *cut)) or None


def _listed(
    solution: Solution, counts: Mapping[int, int], *, watch: Watch, cut: list[str]
) -> Iterator[dict[str, object]]:
    """The frontier's points one by one; where the watch ends the list, ``cut`` says so."""
    found = solution.frontier
    points = found.points[: solution.caps.listed]
    packages = found.first_packages(points)
    for done, (point, package) in enumerate(zip(points, packages, strict=False)):
        if not watch(done, len(points)):
            cut.append(
                f"the time allowed ran out in the listing, and {done} of {len(found.points)} "
                "points are listed"
            )
            return
        yield {
            "values": _numbers(found.values(point)),
            "count": counts[point] if found.complete else None,
            "package": found.reading.named(package),
        }


def _numbers(values: Sequence[Fraction]) -> list[dict[str, str]]:
    return [shown(value) for value in values]


def _fair_json(solution: Solution, name: str, *, ties: list[str]) -> dict[str, object] | None:
    if solution.fair is None:
        return None
    point: FairPoint = getattr(solution.fair, name)
    found = solution.frontier
    reading = found.reading
    most = solution.caps.tied
    listed: list[dict[str, str]] = []
    tied: list[dict[str, object]] = []
    for place in point.points:
        packages = found.some_packages(place, most=most + 1 - len(listed))
        listed += [reading.named(package) for package in packages]
        values = found.values(place)
        tied.append({"values": _numbers(values), "gains": _gains(values, reading)})
        if len(listed) > most:
            ties.append(f"more than {most} packages tie for {name}; the first {most} are listed")
            break
    values = found.values(point.points[0])
    best = "product" if name == "nash" else "best"
    return {
        "packages": listed[:most],
        "values": _numbers(values),
        "gains": _gains(values, reading),
        best: shown(point.best),
        **({"tied_points": tied} if len(point.points) > 1 else {}),
    }


def _gains(values: Sequence[Fraction], reading: Reading) -> list[dict[str, str]]:
    return _numbers([value - limit for value, limit in zip(values, reading.limits, strict=True)])
