"""The question whose answer would help most, to which side, and in what words.

The package that can fall short by the least is the one to work with; what it may still fall short
by hinges on the ranges of the options it takes and of those it might have taken. For each such
range the question is tried: whatever the answer (low, middle or high), how much shortfall would be
left at worst? The question that leaves least is asked first. Where no shortfall is left but it is
not sure that the package reaches a limit, the limit is asked after.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from wasit.terms.exact import decimal_text
from wasit.terms.ranges import Ranged, Span, Standing, exactly, standing
from wasit.terms.reading import Package
from wasit.terms.uncertainty import candidates, rises, worst_shortfall


class About(Enum):
    """What a question is about."""

    VALUE = "value"
    WEIGHT = "weight"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask one side in confidence."""

    side: int
    about: About
    issue: int | None
    option: int | None
    span: Span
    left: Fraction
    """The shortfall that is left at worst once it is answered."""


@dataclass(frozen=True, slots=True)
class Advice:
    """The package to work with, what it may fall short by, and what to ask."""

    package: Package
    standing: Standing
    shortfall: Fraction
    instead: Package
    """The package it would then fall short of."""
    questions: tuple[Question, ...]


def advise(ranged: Ranged) -> Advice | None:
    """The package that can fall short by least, and the questions about it, best first."""
    packages = candidates(ranged)
    if not packages:
        return None
    tried = [(*worst_shortfall(ranged, package), package) for package in packages[:12]]
    shortfall, instead, package = min(tried, key=lambda one: (one[0], one[2]))
    kind = standing(ranged, package)
    questions = sorted(
        _questions(ranged, package, instead, packages),
        key=lambda question: (question.left, question.side, -question.span.width),
    )
    if kind is not Standing.SURE:
        questions += _limit_questions(ranged, shortfall)
    return Advice(package, kind, shortfall, instead, tuple(questions))


def _questions(
    ranged: Ranged, package: Package, instead: Package, packages: Sequence[Package]
) -> Iterator[Question]:
    tables = [rises(ranged, issue) for issue in range(len(ranged.issues))]
    worst = [[max(row) for row in table] for table in tables]
    totals = [
        sum((worst[issue][option] for issue, option in enumerate(one)), Fraction(0))
        for one in packages
    ]
    for number in range(len(ranged.sides)):
        for issue in range(len(ranged.issues)):
            if worst[issue][package[issue]] == 0:
                continue
            for option in (None, *sorted({package[issue], instead[issue]})):
                span = _span(ranged, number, issue, option)
                if span.width == 0:
                    continue
                left = max(
                    _least_left(
                        _answered(ranged, number, issue, option, answer),
                        issue, packages, totals, worst[issue],
                    )
                    for answer in (span.low, span.middle, span.high)
                )  # fmt: skip
                about = About.WEIGHT if option is None else About.VALUE
                yield Question(number, about, issue, option, span, left)


def _span(ranged: Ranged, side: int, issue: int, option: int | None) -> Span:
    known = ranged.of[side]
    return known.weights[issue] if option is None else known.values[issue][option]


def _answered(
    ranged: Ranged, number: int, issue: int, option: int | None, answer: Fraction
) -> Ranged:
    """What would be known after the answer; an order known before still holds."""
    side = ranged.of[number]
    if option is None:
        weights = (*side.weights[:issue], exactly(answer), *side.weights[issue + 1 :])
        new = replace(side, weights=weights)
    else:
        row = list(side.values[issue])
        row[option] = exactly(answer)
        order = side.orders[issue]
        if option in order:
            place = order.index(option)
            for other in order[:place]:
                row[other] = _held(row[other], low=answer, high=row[other].high)
            for other in order[place + 1 :]:
                row[other] = _held(row[other], low=row[other].low, high=answer)
        new = replace(side, values=(*side.values[:issue], tuple(row), *side.values[issue + 1 :]))
    return replace(ranged, of=(*ranged.of[:number], new, *ranged.of[number + 1 :]))


def _held(span: Span, *, low: Fraction, high: Fraction) -> Span:
    low, high = max(span.low, low), min(span.high, high)
    return Span(low, high, min(max(span.middle, low), high))


def _least_left(
    ranged: Ranged,
    issue: int,
    packages: Sequence[Package],
    totals: Sequence[Fraction],
    before: Sequence[Fraction],
) -> Fraction:
    """The least shortfall among the packages, of which only this issue's part has changed."""
    after = [max(row) for row in rises(ranged, issue)]
    return min(
        total - before[package[issue]] + after[package[issue]]
        for total, package in zip(totals, packages, strict=True)
    )


def _limit_questions(ranged: Ranged, shortfall: Fraction) -> list[Question]:
    return [
        Question(number, About.LIMIT, None, None, side.limit, shortfall)
        for number, side in enumerate(ranged.of)
        if side.limit.width and side.limit_package is None
    ]


def in_words(question: Question, ranged: Ranged) -> str:
    """The question as the desk could put it to that side, about its own wishes only."""
    so_far = (
        f"So far it lies between {decimal_text(question.span.low)} and "
        f"{decimal_text(question.span.high)}."
    )
    if question.issue is None:
        return f"At what total would you rather have no agreement than this one? {so_far}"
    issue = ranged.issues[question.issue]
    if question.option is None:
        return (
            f"If only one issue could go from its worst to its best for you, how much would "
            f"“{issue.name}” count beside the others? {so_far}"
        )
    order = ranged.of[question.side].orders[question.issue]
    scale = (
        f"if “{issue.options[order[0]]}” is 1 and “{issue.options[order[-1]]}” is 0"
        if order
        else "on the scale you have used for the others"
    )
    return (
        f"On “{issue.name}”: how much is “{issue.options[question.option]}” worth to you, {scale}? "
        f"{so_far}"
    )
