"""Packages as pages draw them: the frontier, a draft, what is settled, and the next question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wasit.terms.exact import decimal_text
from wasit.terms.fair_points import FairPoints, points_above_limits
from wasit.terms.question import Advice, in_words
from wasit.terms.ranges import Ranged, Span, added, difference, standing
from wasit.terms.reading import Package
from wasit.terms.solution import Solution
from wasit.terms.uncertainty import Leaning
from wasit.terms.views.board import Range, range_text, shares_text

MOST_DOTS = 400


@dataclass(frozen=True, slots=True)
class Dot:
    """One efficient point: each side's value and gain, and where it lies between 0 and 1.

    Attributes:
        number: its place on the frontier, from 1.
        places: one for each side, from the least to the most of the frontier and the limits.
        count: how many packages lie on it; None where the frontier is partial.
        fair: the names of the fair points that it is.
        above_limits: whether it reaches every limit.
    """

    number: int
    values: tuple[str, ...]
    gains: tuple[str, ...]
    places: tuple[float, ...]
    count: int | None
    package: tuple[tuple[str, str], ...]
    fair: tuple[str, ...]
    above_limits: bool


@dataclass(frozen=True, slots=True)
class FrontierView:
    """The frontier for a figure and the table beside it.

    ``limits`` are each side's limit as text and place; ``left_out`` counts points not drawn, taken
    out evenly and never a fair one; ``complete`` and ``why`` are the answer's.
    """

    sides: tuple[str, ...]
    dots: tuple[Dot, ...]
    limits: tuple[tuple[str, float], ...]
    ends: tuple[Range, ...]
    left_out: int
    complete: bool
    why: str


def frontier_view(solution: Solution, *, most: int = MOST_DOTS) -> FrontierView:
    """The frontier's points, at most about so many, with every fair one."""
    found = solution.frontier
    reading = found.reading
    fair = _fair_names(solution.fair)
    shown = _chosen(found.points, keep=set(fair), most=most)
    values = {point: found.values(point) for _, point in shown}
    lows = [
        min([*(v[s] for v in values.values()), limit]) for s, limit in enumerate(reading.limits)
    ]
    highs = [
        max([*(v[s] for v in values.values()), limit]) for s, limit in enumerate(reading.limits)
    ]
    above = set(points_above_limits(found))
    counts = found.counts if found.complete and len(shown) <= most * 2 else {}

    def place(side: int, value: Fraction) -> float:
        width = highs[side] - lows[side]
        return float((value - lows[side]) / width) if width else 0.5

    return FrontierView(
        sides=reading.sides,
        dots=tuple(
            Dot(
                number=number,
                values=tuple(map(decimal_text, values[point])),
                gains=tuple(
                    decimal_text(value - limit)
                    for value, limit in zip(values[point], reading.limits, strict=True)
                ),
                places=tuple(place(side, value) for side, value in enumerate(values[point])),
                count=counts.get(point),
                package=tuple(reading.named(found.package(point)).items()),
                fair=tuple(fair.get(point, ())),
                above_limits=point in above,
            )
            for number, point in shown
        ),
        limits=tuple(
            (decimal_text(limit), place(side, limit)) for side, limit in enumerate(reading.limits)
        ),
        ends=tuple(
            Range(decimal_text(low), decimal_text(high))
            for low, high in zip(lows, highs, strict=True)
        ),
        left_out=len(found.points) - len(shown),
        complete=solution.complete,
        why="; ".join(solution.why),
    )


def _fair_names(fair: FairPoints | None) -> dict[int, list[str]]:
    named: dict[int, list[str]] = {}
    if fair is None:
        return named
    for name, point in (
        ("Nash", fair.nash),
        ("Kalai–Smorodinsky", fair.kalai_smorodinsky),
        ("egalitarian", fair.egalitarian),
        ("leximin", fair.leximin),
        ("utilitarian", fair.utilitarian),
    ):
        for each in point.points:
            named.setdefault(each, []).append(name)
    return named


def _chosen(points: Sequence[int], *, keep: set[int], most: int) -> list[tuple[int, int]]:
    """Places (from 1) and points, evenly spaced with both ends, and all that are to be kept."""
    total = len(points)
    even = (
        set(range(total))
        if total <= most
        else {place * (total - 1) // (most - 1) for place in range(most)}
    )
    return [
        (place + 1, point) for place, point in enumerate(points) if place in even or point in keep
    ]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """How a draft settles one issue, and what that adds for each side."""

    issue: str
    option: str
    adds: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft package: each side's value, and its gain over its limit, as ranges.

    ``standing`` is sure, possible or impossible for all sides together; ``barred`` are statements
    that shape these numbers and may not be used in a draft.
    """

    sides: tuple[str, ...]
    rows: tuple[DraftRow, ...]
    values: tuple[Range, ...]
    gains: tuple[Range, ...]
    standing: str
    barred: tuple[str, ...]


def draft_view(ranged: Ranged, package: Package, *, barred: Sequence[str] = ()) -> DraftView:
    """The draft with each side's gains as ranges that hold in every reading."""
    zero = Fraction(0)
    adds = [
        [added(side, issue, option) for issue, option in enumerate(package)] for side in ranged.of
    ]
    values = [
        Span(
            sum((span.low for span in row), zero),
            sum((span.high for span in row), zero),
            sum((span.middle for span in row), zero),
        )
        for row in adds
    ]
    return DraftView(
        sides=ranged.sides,
        rows=tuple(
            DraftRow(
                issue=issue.name,
                option=issue.options[package[place]],
                adds=tuple(range_text(row[place]) for row in adds),
            )
            for place, issue in enumerate(ranged.issues)
        ),
        values=tuple(range_text(value) for value in values),
        gains=tuple(
            range_text(_gain(ranged, side, package, value)) for side, value in enumerate(values)
        ),
        standing=standing(ranged, package).value,
        barred=tuple(barred),
    )


def _gain(ranged: Ranged, number: int, package: Package, value: Span) -> Span:
    """Value less limit; against a limit package, issue by issue, so that one weight counts once."""
    side = ranged.of[number]
    if side.limit_package is None:
        limit = side.limit
        return Span(value.low - limit.high, value.high - limit.low, value.middle - limit.middle)
    zero = Fraction(0)
    apart = [
        difference(side, issue, of=option, over=side.limit_package[issue])
        for issue, option in enumerate(package)
    ]
    return Span(
        sum((span.low for span in apart), zero),
        sum((span.high for span in apart), zero),
        sum((span.middle for span in apart), zero),
    )


@dataclass(frozen=True, slots=True)
class SettledRow:
    """One issue: the option it comes out at, how surely, and the shares where it is open."""

    issue: str
    option: str
    how: str
    """``surely``, ``in every reading tried``, or ``open``."""
    shares: Mapping[str, str]


def settled_rows(ranged: Ranged, leaning: Sequence[Leaning]) -> tuple[SettledRow, ...]:
    """What is settled, issue by issue, in the order of the issues."""
    rows: list[SettledRow] = []
    for one in leaning:
        issue = ranged.issues[one.issue]
        shares = {
            option: share for option, share in zip(issue.options, one.shares, strict=True) if share
        }
        how = "open"
        if one.settled is not None:
            how = "surely" if one.surely is not None else "in every reading tried"
        rows.append(
            SettledRow(
                issue=issue.name,
                option="" if one.settled is None else issue.options[one.settled],
                how=how,
                shares=shares_text(shares),
            )
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question in words: to which side, and the worst shortfall before and after its answer."""

    side: str
    words: str
    now: str
    after: str


def question_views(
    ranged: Ranged, advice: Advice | None, *, most: int = 5
) -> tuple[QuestionView, ...]:
    """The questions that would help most, best first; none where nothing is possible."""
    if advice is None:
        return ()
    return tuple(
        QuestionView(
            side=ranged.sides[question.side],
            words=in_words(question, ranged),
            now=decimal_text(advice.shortfall),
            after=decimal_text(question.left),
        )
        for question in advice.questions[:most]
    )


__all__ = [
    "MOST_DOTS",
    "Dot",
    "DraftRow",
    "DraftView",
    "FrontierView",
    "QuestionView",
    "SettledRow",
    "draft_view",
    "frontier_view",
    "question_views",
    "settled_rows",
]
