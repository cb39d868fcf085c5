"""One exact reading of what the sides want: the value everything else is computed from.

A file, or the statements taken down at the desk, may hold ranges, orders and doubts; a ``Reading``
holds none. It says what each option is worth to each side, as fractions; what each side wants at
the least; and which options may not go together. A package picks one option of every issue, and is
worth to a side the sum of what its options are worth to that side.

A linkage becomes **clauses**: a package meets a clause when it has at least one of its literals,
"issue *i* takes an option of this set". "If A then B" is the clause (not A, or B); "never both A
and B" is (not A, or not B); "A and B together" is two of the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Package = tuple[int, ...]
"""The number of the chosen option of every issue, in the reading's issue order."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something to settle, and the ways it can be settled."""

    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """At least one literal must hold; ``source`` names the linkage or refusal it comes from."""

    source: str
    literals: tuple[tuple[int, frozenset[int]], ...]

    def met_by(self, package: Package) -> bool:
        """Whether the package takes an option of at least one literal."""
        return any(package[issue] in options for issue, options in self.literals)


@dataclass(frozen=True, slots=True)
class Reading:
    """What each option is worth to each side, exactly; see the module's first lines."""

    sides: tuple[str, ...]
    issues: tuple[Issue, ...]
    worth: tuple[tuple[tuple[Fraction, ...], ...], ...]
    """By side, issue and option."""
    limits: tuple[Fraction, ...]
    clauses: tuple[Clause, ...] = ()

    def values(self, package: Package) -> tuple[Fraction, ...]:
        """What the package is worth to each side."""
        return tuple(
            sum((of_issue[chosen] for of_issue, chosen in zip(table, package, strict=True)),
                Fraction(0))
            for table in self.worth
        )  # fmt: skip

    def allows(self, package: Package) -> bool:
        """Whether the package meets every clause."""
        return all(clause.met_by(package) for clause in self.clauses)

    def named(self, package: Package) -> dict[str, str]:
        """The package in words: issue name to option name."""
        return {
            issue.name: issue.options[chosen]
            for issue, chosen in zip(self.issues, package, strict=True)
        }


def at_least_all(values: Sequence[Fraction], limits: Sequence[Fraction]) -> bool:
    """Whether every value reaches its limit."""
    return all(value >= limit for value, limit in zip(values, limits, strict=True))
