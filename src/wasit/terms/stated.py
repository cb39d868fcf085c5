"""What a terms file says, as ranges: names resolved, orders and swings turned into spans.

- Options known only by their order: the best is worth 1, the last 0, the others anything between,
  and the order itself is kept. The middle places them evenly.
- Weights known only by their order add up to 1 and fall: the *i*-th of *n* is at most 1/i and at
  least 0 (the first at least 1/n). The middle is the centroid of all such weights (Barron & Barrett
  1996): the mean of 1/i, 1/(i+1), …, 1/n with nought before.
- Swing answers ("moving this issue from worst to best matters 60, when the most important is 100")
  are shares of their sum; ranges of answers give the ranges of the shares.
- Numeric issues are options from ``low`` to ``high`` by ``step``; values ``at`` points are joined
  by straight lines. An exchange is numeric: so many of these for so much of that, at a rate.
- A list of named things becomes one issue a thing, settled by which side it goes to.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from wasit.terms.errors import MissingEvaluation, NegativeWeight, UnknownName, UnreadableTerms
from wasit.terms.exact import decimal_text
from wasit.terms.linkages import Form, Linkage, Terms, clauses_of
from wasit.terms.own_format import (
    Amount,
    IssueIn,
    LinkageIn,
    SideIn,
    TermsFile,
    read_number,
    sources,
)
from wasit.terms.ranges import Ranged, SideRanges, Span, between, exactly
from wasit.terms.reading import Clause, Issue, Package

_MOST_STEPS = 10_000
_KINDS = ("categorical", "ordered", "numeric", "list", "exchange")


def stated_ranges(terms: TermsFile) -> Ranged:
    """What the file says the sides want, as far as it is known."""
    sides = [side.name for side in terms.sides]
    if len(sides) < 2 or len(set(sides)) < len(sides):
        raise UnreadableTerms(
            f"the terms have {len(sides)} sides ({', '.join(sides) or 'none'}); two or more, each "
            "named once, were expected, and nothing was computed"
        )
    _refuse_unknown_sources(terms)
    owned = [(issue, given) for given in terms.issues for issue in issues_of(given, sides)]
    issues = [issue for issue, _ in owned]
    names = [issue.name for issue in issues]
    if not names or len(set(names)) < len(names):
        raise UnreadableTerms(
            f"the terms have {len(names)} issues ({', '.join(names) or 'none'}); one or more, each "
            "named once, were expected, and nothing was computed"
        )
    linkages = [linkage_of(given, issues) for given in terms.linkages]
    refusals = tuple(
        _refusal(side, refused.issue, refused.option, refused.statement, issues)
        for side in terms.sides
        for refused in side.refuses
    )
    return Ranged(
        sides=tuple(sides),
        issues=tuple(issues),
        of=tuple(_side(side, owned) for side in terms.sides),
        clauses=(*clauses_of(linkages, issues), *refusals),
    )


def amount(value: Amount, *, what: str) -> Span:
    """A number or a range as written, exactly."""
    if not isinstance(value, list):
        return exactly(read_number(value, what=what))
    if len(value) != 2:
        raise UnreadableTerms(f"{what} is a list of {len(value)}; a range is [low, high]")
    low, high = (read_number(end, what=what) for end in value)
    if low > high:
        raise UnreadableTerms(f"{what} runs from {decimal_text(low)} down to {decimal_text(high)}")
    return between(low, high)


def _refuse_unknown_sources(terms: TermsFile) -> None:
    known = {statement.id for statement in terms.statements}
    named = [
        *(source for side in terms.sides for source in (
            *sources(side.weights_statement), side.limit_statement,
            *(each for v in side.values for each in sources(v.statement)),
            *(r.statement for r in side.refuses))),
        *(issue.statement for issue in terms.issues),
        *(linkage.statement for linkage in terms.linkages),
        *(each.statement for text in terms.texts for each in text.adherences),
        *(commitment.statement for commitment in terms.commitments),
        *(step.statement for step in terms.steps),
    ]  # fmt: skip
    for source in named:
        if source and source not in known:
            raise UnknownName(f"statement {source!r} is named as a source but is not in the terms")


def issues_of(given: IssueIn, sides: Sequence[str]) -> list[Issue]:
    """The issues that a table of the file stands for: one, or one for each thing of a list."""
    if given.kind not in _KINDS:
        raise UnreadableTerms(
            f"issue {given.name!r} is of kind {given.kind!r}; {', '.join(_KINDS)} are the kinds"
        )
    if given.kind == "list":
        return [Issue(f"{given.name}: {thing}", tuple(sides)) for thing in given.things]
    if given.kind in {"numeric", "exchange"}:
        return [Issue(given.name, tuple(_label(given, number) for number in numbers(given)))]
    if not given.options or len(set(given.options)) < len(given.options):
        raise UnreadableTerms(f"issue {given.name!r} needs options, each named once")
    return [Issue(given.name, tuple(given.options))]


def numbers(given: IssueIn) -> list[Fraction]:
    """The numbers a numeric issue may take, from low to high."""
    what = f"issue {given.name!r}"
    if given.low is None or given.high is None:
        raise UnreadableTerms(f"{what} is {given.kind} and needs low and high")
    low = read_number(given.low, what=f"low of {what}")
    high = read_number(given.high, what=f"high of {what}")
    step = read_number(given.step, what=f"step of {what}")
    if step <= 0 or high < low or (high - low) / step > _MOST_STEPS:
        raise UnreadableTerms(f"{what} needs a step above nought and at most {_MOST_STEPS} steps")
    return [low + step * number for number in range(int((high - low) / step) + 1)]


def _label(given: IssueIn, number: Fraction) -> str:
    first = f"{decimal_text(number)} {given.unit}".strip()
    if given.kind == "numeric":
        return first
    if given.rate is None:
        raise UnreadableTerms(f"exchange {given.name!r} needs a rate")
    rate = read_number(given.rate, what=f"the rate of {given.name!r}")
    return f"{first} for {decimal_text(number * rate)} {given.against}".strip()


def _place(issues: Sequence[Issue], name: str, *, what: str) -> int:
    for number, issue in enumerate(issues):
        if issue.name == name:
            return number
    raise UnknownName(f"{what} names issue {name!r}, which the terms do not have")


def _option(issue: Issue, name: str, *, what: str) -> int:
    if name not in issue.options:
        raise UnknownName(f"{what} names {name!r}, which is no option of issue {issue.name!r}")
    return issue.options.index(name)


def _meant(given: Mapping[str, list[str]], issues: Sequence[Issue], *, what: str) -> Terms:
    meant: list[tuple[int, frozenset[int]]] = []
    for name, options in given.items():
        place = _place(issues, name, what=what)
        meant.append(
            (place, frozenset(_option(issues[place], option, what=what) for option in options))
        )
    return tuple(meant)


def linkage_of(given: LinkageIn, issues: Sequence[Issue]) -> Linkage:
    """The linkage with issues and options by number; refused where it names none that there is."""
    what = f"linkage {given.id!r}"
    forms = [bool(given.if_ and given.then), bool(given.never), bool(given.together)]
    if sum(forms) != 1 or bool(given.if_) != bool(given.then):
        raise UnreadableTerms(f"{what} needs one of: if with then, never, together")
    if given.never:
        return Linkage(given.id, Form.NEVER, _meant(given.never, issues, what=what))
    if given.together:
        return Linkage(given.id, Form.TOGETHER, _meant(given.together, issues, what=what))
    return Linkage(
        given.id,
        Form.IF_THEN,
        _meant(given.if_, issues, what=what),
        _meant(given.then, issues, what=what),
    )


def _refusal(
    side: SideIn, name: str, option: str, statement: str, issues: Sequence[Issue]
) -> Clause:
    what = f"{side.name}'s refusal"
    place = _place(issues, name, what=what)
    refused = _option(issues[place], option, what=what)
    others = frozenset(range(len(issues[place].options))) - {refused}
    source = f" ({statement})" if statement else ""
    return Clause(f"{side.name} refuses {option} of {name}{source}", ((place, others),))


def _side(given: SideIn, owned: Sequence[tuple[Issue, IssueIn]]) -> SideRanges:
    rows: list[tuple[Span, ...]] = []
    orders: list[tuple[int, ...]] = []
    weights = _weights(given, [source.name for _, source in owned])
    spread: list[Span] = []
    if given.limit_package and given.limit != 0:
        raise UnreadableTerms(f"{given.name} has both a limit and a limit package; give one")
    for issue, source in owned:
        # A thing of a list is an issue of its own, valued and weighed under the list's name.
        row, order = side_values(given, issue, source)
        rows.append(row)
        orders.append(order)
        spread.append(weights[source.name])
    issues = [issue for issue, _ in owned]
    return SideRanges(
        weights=tuple(spread),
        values=tuple(rows),
        limit=amount(given.limit, what=f"{given.name}'s limit"),
        orders=tuple(orders),
        limit_package=_limit_package(given, issues) if given.limit_package else None,
    )


def _limit_package(given: SideIn, issues: Sequence[Issue]) -> Package:
    what = f"{given.name}'s limit package"
    for issue in issues:
        if issue.name not in given.limit_package:
            raise MissingEvaluation(f"{what} does not settle issue {issue.name!r}")
    for name in given.limit_package:
        _place(issues, name, what=what)
    return tuple(_option(issue, given.limit_package[issue.name], what=what) for issue in issues)


def _weights(given: SideIn, kinds: Sequence[str]) -> dict[str, Span]:
    ways = [bool(given.weights), bool(given.weight_order), bool(given.swing)]
    if sum(ways) != 1:
        raise MissingEvaluation(
            f"{given.name} needs one of weights, weight_order or swing; nothing was computed"
        )
    named = given.weights or given.swing or dict.fromkeys(given.weight_order, 0)
    for name in named:
        if name not in kinds:
            raise UnknownName(f"{given.name} weighs issue {name!r}, which the terms do not have")
    for name in kinds:
        if name not in named:
            raise MissingEvaluation(
                f"{given.name} gives issue {name!r} no weight; nothing was computed"
            )
    if given.weight_order:
        return _weights_in_order(given.weight_order)
    spans = {
        name: amount(value, what=f"{given.name}'s weight of issue {name!r}")
        for name, value in named.items()
    }
    for name, span in spans.items():
        if span.low < 0:
            raise NegativeWeight(
                f"{given.name} gives issue {name!r} the weight {decimal_text(span.low)}; a weight "
                "is nought or more, and nothing was computed"
            )
    return spans if given.weights else _weights_by_swing(spans, side=given.name)


def _weights_in_order(order: Sequence[str]) -> dict[str, Span]:
    count = len(order)
    return {
        name: Span(
            Fraction(1, count) if place == 0 else Fraction(0),
            Fraction(1, place + 1),
            sum((Fraction(1, later) for later in range(place + 1, count + 1)), Fraction(0)) / count,
        )
        for place, name in enumerate(order)
    }


def _weights_by_swing(spans: Mapping[str, Span], *, side: str) -> dict[str, Span]:
    lows = sum((span.low for span in spans.values()), Fraction(0))
    highs = sum((span.high for span in spans.values()), Fraction(0))
    middles = sum((span.middle for span in spans.values()), Fraction(0))
    if not lows:
        raise MissingEvaluation(f"{side}'s swing answers are all nought; one must be above it")
    return {
        name: Span(
            span.low / (span.low + highs - span.high),
            span.high / (span.high + lows - span.low) if span.high else Fraction(0),
            span.middle / middles,
        )
        for name, span in spans.items()
    }


def side_values(
    given: SideIn, issue: Issue, source: IssueIn
) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """The spans of the issue's options, and their order where only that is known."""
    what = f"{given.name}'s value of issue {source.name!r}"
    values = next((v for v in given.values if v.issue == source.name), None)
    if values is None:
        raise MissingEvaluation(
            f"{given.name} evaluates no option of issue {source.name!r}; nothing was computed"
        )
    if source.kind == "list":
        thing = issue.name.removeprefix(f"{source.name}: ")
        if thing not in values.of:
            raise MissingEvaluation(f"{given.name} gives no evaluation for {thing!r}")
        own = amount(values.of[thing], what=what)
        return tuple(own if side == given.name else exactly(0) for side in issue.options), ()
    if values.order:
        told = {name: amount(value, what=what) for name, value in values.of.items()}
        return _values_in_order(values.order, told, issue, what=what)
    if values.at:
        return tuple(_at_points(values.at, number, what=what) for number in numbers(source)), ()
    for name in values.of:
        _option(issue, name, what=what)
    for option in issue.options:
        if option not in values.of:
            raise MissingEvaluation(
                f"{given.name} gives no evaluation for {option!r} of issue {issue.name!r}; "
                "nothing was computed"
            )
    return tuple(amount(values.of[option], what=what) for option in issue.options), ()


def _values_in_order(
    order: Sequence[str], told: Mapping[str, Span], issue: Issue, *, what: str
) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """Spans between 1 for the best and 0 for the last, narrowed by what is told of some options."""
    places = tuple(_option(issue, name, what=what) for name in order)
    if len(set(places)) < len(issue.options):
        raise MissingEvaluation(f"{what} orders {len(set(places))} of {len(issue.options)} options")
    for name in told:
        _option(issue, name, what=what)
    last = max(1, len(places) - 1)
    lows = [Fraction(1 if rank == 0 else 0) for rank in range(len(places))]
    highs = [Fraction(0 if rank == last else 1) for rank in range(len(places))]
    for rank, name in enumerate(order):
        if name in told:
            lows[rank] = max(lows[rank], told[name].low)
            highs[rank] = min(highs[rank], told[name].high)
    for rank in range(1, len(places)):
        highs[rank] = min(highs[rank], highs[rank - 1])
    for rank in reversed(range(len(places) - 1)):
        lows[rank] = max(lows[rank], lows[rank + 1])
    spans: dict[int, Span] = {}
    for rank, option in enumerate(places):
        low, high = lows[rank], highs[rank]
        if low > high:
            raise UnreadableTerms(
                f"{what} is told in an order and in numbers that contradict each other at "
                f"{order[rank]!r}; nothing was computed"
            )
        spans[option] = Span(low, high, min(max(Fraction(last - rank, last), low), high))
    return tuple(spans[option] for option in range(len(places))), places


def _at_points(points: Sequence[Sequence[int | str]], number: Fraction, *, what: str) -> Span:
    """The value at a number: straight lines between the points given, level beyond them."""
    if any(len(point) != 2 for point in points):
        raise UnreadableTerms(f"{what} needs points as [number, value]")
    known = sorted(
        (read_number(place, what=what), read_number(value, what=what)) for place, value in points
    )
    if number <= known[0][0]:
        return exactly(known[0][1])
    for (left, low), (right, high) in pairwise(known):
        if left <= number <= right:
            return exactly(low + (high - low) * (number - left) / (right - left))
    return exactly(known[-1][1])
