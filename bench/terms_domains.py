"""Made-up domains of the sizes the terms are measured on; the same seed makes the same domain.

Values are decimals of four places, weights of four places too, so that every package's value is an
exact decimal of eight.
"""

import random
from fractions import Fraction

from wasit.terms.reading import Clause, Issue, Reading

Table = list[list[Fraction]]
_UNIT = 10_000


def independent(*, sides: int, issues: int, options: int, seed: int) -> Reading:
    """Every side's values and weights drawn apart."""
    chance = random.Random(seed)
    return reading_of([_weighed(chance, _values(chance, issues, options)) for _ in range(sides)])


def opposed(*, issues: int, options: int, seed: int) -> Reading:
    """Two sides: one's option values are 1 minus the other's; weights are drawn apart."""
    chance = random.Random(seed)
    values = _values(chance, issues, options)
    mirrored = [[1 - value for value in row] for row in values]
    return reading_of([_weighed(chance, values), _weighed(chance, mirrored)])


def powers_of_two(*, issues: int) -> Reading:
    """Opposed yes or no issues, each worth twice the one before: every package is efficient."""
    rows = [[Fraction(0), Fraction(2**number)] for number in range(issues)]
    return reading_of([rows, [row[::-1] for row in rows]])


def linked(*, issues: int, options: int, links: int, seed: int) -> Reading:
    """Opposed, with links "if issue i = a then issue j in half of the options", j at most 3 on."""
    chance = random.Random(seed)
    clauses: list[Clause] = []
    for number in range(links):
        first = chance.randrange(issues - 1)
        second = min(issues - 1, first + chance.randint(1, 3))
        asked = chance.randrange(options)
        allowed = frozenset(chance.sample(range(options), (options + 1) // 2))
        others = frozenset(range(options)) - {asked}
        clauses.append(Clause(f"link {number}", ((first, others), (second, allowed))))
    base = opposed(issues=issues, options=options, seed=seed)
    return Reading(base.sides, base.issues, base.worth, base.limits, tuple(clauses))


def reading_of(tables: list[Table]) -> Reading:
    """A reading with made-up names and no limits."""
    return Reading(
        sides=tuple(f"side {number}" for number in range(len(tables))),
        issues=tuple(
            Issue(f"issue {number}", tuple(f"option {place}" for place in range(len(row))))
            for number, row in enumerate(tables[0])
        ),
        worth=tuple(tuple(tuple(row) for row in table) for table in tables),
        limits=tuple(Fraction(0) for _ in tables),
    )


def _values(chance: random.Random, issues: int, options: int) -> Table:
    return [
        [Fraction(chance.randint(0, _UNIT), _UNIT) for _ in range(options)] for _ in range(issues)
    ]


def _weighed(chance: random.Random, values: Table) -> Table:
    drawn = [chance.random() for _ in values]
    weights = [Fraction(round(_UNIT * weight / sum(drawn)), _UNIT) for weight in drawn]
    return [[weight * value for value in row] for weight, row in zip(weights, values, strict=True)]
