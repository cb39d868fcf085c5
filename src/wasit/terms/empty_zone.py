"""Why no package reaches every limit: the smallest set of statements that already rules all out.

The statements are each side's limit and each linkage or refusal. Sets are tried by size, so the
first found is smallest; where there are too many statements for that, statements are left out one
by one as long as what remains still rules everything out, and the result is then only minimal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from wasit.terms.fair_points import points_above_limits
from wasit.terms.frontier import Caps, frontier
from wasit.terms.reading import Reading

_TRIED_BY_SIZE = 12


@dataclass(frozen=True, slots=True)
class Cause:
    """Statements that together leave no package."""

    limits: tuple[int, ...]
    """Sides whose limits are among them."""
    sources: tuple[str, ...]
    """Names of linkages and refusals among them."""
    smallest: bool
    """Whether no smaller set does the same; else only that none can be left out of this one."""


def why_empty(reading: Reading, *, caps: Caps | None = None) -> Cause | None:
    """The smallest cause of an empty zone; None where the zone is not empty."""
    caps = caps or Caps()
    statements: list[int | str] = [
        *range(len(reading.sides)),
        *dict.fromkeys(clause.source for clause in reading.clauses),
    ]
    if not _rules_all_out(reading, statements, caps=caps):
        return None
    if len(statements) <= _TRIED_BY_SIZE:
        for size in range(1, len(statements) + 1):
            for chosen in combinations(statements, size):
                if _rules_all_out(reading, chosen, caps=caps):
                    return _cause(chosen, smallest=True)
    left = list(statements)
    for statement in statements:
        fewer = [other for other in left if other != statement]
        if _rules_all_out(reading, fewer, caps=caps):
            left = fewer
    return _cause(left, smallest=len(left) == 1)


def _cause(statements: Sequence[int | str], *, smallest: bool) -> Cause:
    return Cause(
        limits=tuple(statement for statement in statements if isinstance(statement, int)),
        sources=tuple(statement for statement in statements if isinstance(statement, str)),
        smallest=smallest,
    )


def _rules_all_out(reading: Reading, statements: Sequence[int | str], *, caps: Caps) -> bool:
    low = tuple(
        sum((min(row) for row in table), start=reading.limits[side] * 0)
        for side, table in enumerate(reading.worth)
    )
    only = replace(
        reading,
        limits=tuple(
            limit if side in statements else low[side] for side, limit in enumerate(reading.limits)
        ),
        clauses=tuple(clause for clause in reading.clauses if clause.source in statements),
    )
    return not points_above_limits(frontier(only, caps=caps))
