# ruff: noqa: E501 - tables of words are kept together
"""The order of acts compared: before and after, first and then, at once."""

from wasit.checks.fidelity.governed import clause_span, conditions_of, governed, span_of
from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span

__all__ = ["compare_order"]

_NONE: Span = (0, 0)
_REWORDED, _LIKE = 0.6, 0.5
_TIMELY = frozenset({"before", "after", "then"})


_LATER = frozenset({"before", "then"})
_EARLIER = frozenset({"after", "not_before"})


def compare_order(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Acts whose order was turned round: by the governed words, or by first, then, together."""
    found: list[FidelityError] = []
    if links.close < (_LIKE if a.language == b.language else _REWORDED):
        return _marked_order(a, b, links)
    mine = [o for o in conditions_of(a) if o.value in _LATER | _EARLIER]
    theirs = [o for o in conditions_of(b) if o.value in _LATER | _EARLIER]
    for one, other in _fellows(mine, theirs):
        same_way = (one.value in _LATER) == (other.value in _LATER)
        strict = one.value == other.value == "not_before"
        if strict and _said_before(a, one) != _said_before(b, other):
            continue
        turned = _crossed if same_way else _kept_straight
        if turned(a, b, links, one, other):
            spans = clause_span(a, one), clause_span(b, other)
            why = "the order of the acts is turned round"
            found.append(FidelityError(ErrorKind.SEQUENCE, *spans, why))
    return found or _marked_order(a, b, links)


def _fellows(mine: list[Operator], theirs: list[Operator]) -> list[tuple[Operator, Operator]]:
    """Words of order of two texts to be compared: those of one value, or the only two there are."""
    found: list[tuple[Operator, Operator]] = []
    for value in ("before", "after", "not_before", "then"):
        same = [[o for o in each if o.value == value] for each in (mine, theirs)]
        found += zip(*same, strict=False)
    if not found and len(mine) == len(theirs) == 1:
        found = [(mine[0], theirs[0])]
    return found


def _kept_straight(a: Reading, b: Reading, links: Links, one: Operator, other: Operator) -> bool:
    """Whether "X before Y" was told as "X after Y": both govern the same words."""
    values = {one.value, other.value}
    if values & {"then", "not_before"} and values != {"then", "not_before"}:
        return False
    governed_a, rest_a = _around(a, one)
    governed_b, rest_b = (set(part) for part in _around(b, other))
    to_same = sum(1 for n in governed_a if set(links.one.get(n, ())) & governed_b)
    to_rest = sum(1 for n in governed_a if set(links.one.get(n, ())) & rest_b)
    stay = sum(1 for n in rest_a if set(links.one.get(n, ())) & rest_b)
    back = sum(1 for n in rest_a if set(links.one.get(n, ())) & governed_b)
    return to_same > to_rest and stay > back


_BEFORE_WORDS = frozenset({"before", "prior", "ahead", "avant", "antes", "قبل", "پیش", "до", "перед",
    "прежде"})  # fmt: skip


def _said_before(reading: Reading, operator: Operator) -> bool:
    """Whether an order is said by "before": "X before Y" governs what "Y only after X" leads."""
    return reading.tokens[operator.first].key in _BEFORE_WORDS


def _around(reading: Reading, operator: Operator) -> tuple[list[int], list[int]]:
    """Content words the operator governs, and those of the rest of its sentence."""
    first, last = reading.sentence_of(operator.first)
    led = governed(reading, operator)
    rest = [n for n, c in enumerate(reading.content) if first <= c.index <= last and n not in led]
    return led, rest


def _crossed(a: Reading, b: Reading, links: Links, one: Operator, other: Operator) -> bool:
    governed_a, rest_a = _around(a, one)
    governed_b, rest_b = (set(part) for part in _around(b, other))
    if not governed_a or not rest_a:
        return False
    to_rest = sum(1 for n in governed_a if set(links.one.get(n, ())) & rest_b)
    to_same = sum(1 for n in governed_a if set(links.one.get(n, ())) & governed_b)
    back = sum(1 for n in rest_a if set(links.one.get(n, ())) & governed_b)
    stay = sum(1 for n in rest_a if set(links.one.get(n, ())) & rest_b)
    return to_rest > to_same and back >= stay and back >= 1 and to_rest + back >= 2


def _marked_order(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    first, second = a.family("seq"), b.family("seq")
    found: list[FidelityError] = []
    ours, theirs = {o.value for o in first}, {o.value for o in second}
    timely = any(o.value in (*_TIMELY, "not_before") for o in b.family("cond"))
    timely_a = any(o.value in (*_TIMELY, "not_before") for o in a.family("cond"))
    for one in first:
        if one.value in theirs:
            continue
        other = next((o for o in second if o.value not in ours), None)
        if other is not None:
            why = f"'{a.text[one.start : one.end]}' became '{b.text[other.start : other.end]}'"
            return [FidelityError(ErrorKind.SEQUENCE, span_of(one), span_of(other), why)]
        if one.value == "same_time" and (timely or "first" in theirs):
            return [FidelityError(ErrorKind.SEQUENCE, span_of(one), _NONE, "no longer at once")]
        if links.close < _REWORDED:
            continue
        if one.value == "same_time" or (one.value == "first" and not timely):
            return [FidelityError(ErrorKind.SEQUENCE, span_of(one), _NONE, "the order is gone")]
    for other in second:
        if other.value == "same_time" and other.value not in ours and timely_a:
            return [FidelityError(ErrorKind.SEQUENCE, _NONE, span_of(other), "now at once")]
    found += _first_moved(a, b, links)
    return found


def _first_moved(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """ "First" said of another act than before: the words beside it stand elsewhere, both ways."""
    mine = [o for o in a.family("seq") if o.value == "first"]
    theirs = [o for o in b.family("seq") if o.value == "first"]
    if len(mine) != 1 or len(theirs) != 1:
        return []
    near_a, near_b = _beside(a, mine[0]), _beside(b, theirs[0])
    moved = [n for n in near_a if links.one.get(n) and not set(links.one[n]) & set(near_b)]
    stayed = [n for n in near_a if set(links.one.get(n, ())) & set(near_b)]
    come = [n for n in near_b if links.other.get(n) and not set(links.other[n]) & set(near_a)]
    if not moved or not come or len(stayed) > min(len(moved), len(come)):
        return []
    spans = span_of(mine[0]), span_of(theirs[0])
    return [FidelityError(ErrorKind.SEQUENCE, *spans, "another act is first")]


_CLAUSE_ENDS = frozenset(",،.;:!?؟؛()—–")


def _beside(reading: Reading, operator: Operator) -> list[int]:
    """Content words of the clause a word of order stands in."""
    first, last = operator.first, operator.last
    while first > 0 and reading.tokens[first - 1].key not in _CLAUSE_ENDS:
        first -= 1
    while last + 1 < len(reading.tokens) and reading.tokens[last + 1].key not in _CLAUSE_ENDS:
        last += 1
    return [n for n, c in enumerate(reading.content) if first <= c.index <= last]
