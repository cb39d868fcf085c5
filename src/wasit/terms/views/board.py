"""The positions board: each issue with what its options are worth to each side, by which word."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from wasit.terms.exact import decimal_text
from wasit.terms.own_format import SideIn, TermsFile, sources
from wasit.terms.ranges import Ranged, Span


@dataclass(frozen=True, slots=True)
class Range:
    """A number or range as text; ``known`` where the two ends are one."""

    low: str
    high: str

    @property
    def known(self) -> bool:
        """Whether nothing is left in doubt."""
        return self.low == self.high

    def __str__(self) -> str:
        """As it is read aloud.

        >>> str(Range("0.4", "0.6")), str(Range("1", "1"))
        ('0.4 to 0.6', '1')
        """
        return self.low if self.known else f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One option as one side has told it: its worth, whether it is refused, and the statements."""

    worth: Range
    refused: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardOption:
    """One option of an issue, with a cell for each side."""

    option: str
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True)
class BoardIssue:
    """One issue: how much it matters to each side, and its options."""

    issue: str
    weights: tuple[Range, ...]
    options: tuple[BoardOption, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All issues beside all sides; ``limits`` is what each side wants at the least."""

    sides: tuple[str, ...]
    limits: tuple[str, ...]
    issues: tuple[BoardIssue, ...]


def range_text(span: Span) -> Range:
    """A span as text."""
    return Range(decimal_text(span.low), decimal_text(span.high))


def board_of(ranged: Ranged, file: TermsFile | None = None) -> Board:
    """The board of what is known; statements are those that ``file`` names for each value."""
    given = {side.name: side for side in file.sides} if file is not None else {}
    refusals = {
        (side.name, refused.issue, refused.option)
        for side in given.values()
        for refused in side.refuses
    }
    return Board(
        sides=ranged.sides,
        limits=tuple(_limit(ranged, number) for number in range(len(ranged.sides))),
        issues=tuple(
            BoardIssue(
                issue=issue.name,
                weights=tuple(range_text(side.weights[place]) for side in ranged.of),
                options=tuple(
                    BoardOption(
                        option=option,
                        cells=tuple(
                            BoardCell(
                                worth=range_text(side.values[place][number]),
                                refused=(name, issue.name, option) in refusals,
                                statements=_statements(given.get(name), issue.name),
                            )
                            for name, side in zip(ranged.sides, ranged.of, strict=True)
                        ),
                    )
                    for number, option in enumerate(issue.options)
                ),
            )
            for place, issue in enumerate(ranged.issues)
        ),
    )


def _limit(ranged: Ranged, number: int) -> str:
    side = ranged.of[number]
    if side.limit_package is None:
        return str(range_text(side.limit))
    named = (
        f"{issue.name}: {issue.options[option]}"
        for issue, option in zip(ranged.issues, side.limit_package, strict=True)
    )
    return "; ".join(named)


def _statements(given: SideIn | None, issue: str) -> tuple[str, ...]:
    if given is None:
        return ()
    named = issue.partition(": ")[0]
    return tuple(
        statement
        for values in given.values
        if values.issue in {issue, named}
        for statement in sources(values.statement)
    )


def shares_text(shares: Mapping[str, Fraction]) -> dict[str, str]:
    """Shares as percentages, whole ones without a point.

    >>> shares_text({"a": Fraction(1, 4)})
    {'a': '25 %'}
    """
    return {
        name: f"{decimal_text(round(share * 1000) / Fraction(10))} %"
        for name, share in shares.items()
    }
