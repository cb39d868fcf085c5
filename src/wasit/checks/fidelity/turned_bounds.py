# ruff: noqa: E501 - tables of words are kept together
"""Bounds and negations that belong together: "will not pay more than six" is at most six."""

from dataclasses import replace

from wasit.checks.fidelity.operators import Operator
from wasit.values import Bound, Quantity, Token, TokenKind

__all__ = ["DETERMINERS", "denied_figures", "negated_bounds", "unless_bounds"]

DETERMINERS = frozenset({"the", "a", "our", "their", "its", "this", "that", "his", "her", "your", "el",
    "la", "los", "las", "su", "un", "una", "هفته", "روز", "ماه", "مرحله", "le", "les"})  # fmt: skip
_OPENING = 2

_NEAR, _NEGATED_NEAR = 8, 7
_BREAKS = frozenset({",", "،", ".", "once", "if", "when", "and", "but", ";"})


def _denied_behind(
    index: int, operators: list[Operator], tokens: tuple[Token, ...]
) -> list[Operator]:
    """Russian and Persian may deny behind the figure: "больше трети они дать не могут"."""
    if not any("\u0400" <= t.key[0] <= "\u06ff" for t in tokens[index : index + 1]):
        return []
    return [
        o
        for o in operators
        if o.family == "neg"
        and o.value == "hard"
        and index < o.first <= index + _NEAR
        and not any(t.key in _BREAKS for t in tokens[index : o.first])
    ][:1]


def _detached_bound(
    quantity: Quantity,
    quantities: tuple[Quantity, ...],
    operators: list[Operator],
    tokens: tuple[Token, ...],
) -> Operator | None:
    """A bound that stands some words behind a figure and belongs to no other figure."""
    behind = next((o for o in operators if o.family == "bound" and o.start >= quantity.end), None)
    if behind is None:
        return None
    between = sum(1 for t in tokens if quantity.end <= t.start < behind.start)
    others = any(
        (quantity.end <= q.start < behind.start and not q.weak)
        or (q.bound_start >= 0 and q.bound_start <= behind.start < q.end)
        for q in quantities
        if q is not quantity
    )
    return None if others or between > _NEAR else behind


_AGO = frozenset({"ago", "earlier", "previously"})
_TURNED_BOUNDS = {
    Bound.MORE_THAN: Bound.AT_MOST,
    Bound.LESS_THAN: Bound.AT_LEAST,
}


def negated_bounds(
    quantities: tuple[Quantity, ...], operators: list[Operator], tokens: tuple[Token, ...]
) -> tuple[tuple[Quantity, ...], list[Operator]]:
    """ "Will not pay more than six" is at most six; "six, and no more" likewise."""
    left = list(operators)
    found: list[Quantity] = []
    for each in quantities:
        start = each.bound_start if each.bound_start >= 0 else each.start
        index = next((i for i, t in enumerate(tokens) if t.start >= start), len(tokens))
        led = tokens[index - 1].key if 0 < index < len(tokens) else ""
        ago = any(t.key in _AGO for t in tokens if 0 <= t.start - each.end <= 1)
        if each.bound in _TURNED_BOUNDS and led not in DETERMINERS and not ago:
            near = [o for o in left if o.family == "neg" and o.value == "hard"
                    and index - _NEGATED_NEAR <= o.first < index
                    and not any(t.key in _BREAKS for t in tokens[o.last + 1 : index])]  # fmt: skip
            near = near or _denied_behind(index, left, tokens)
            if near:
                left.remove(near[-1])
                found.append(replace(each, bound=_TURNED_BOUNDS[each.bound]))
                continue
        behind = _detached_bound(each, quantities, left, tokens)
        if behind is not None and each.bound is Bound.EXACT and not each.weak:
            left = [o for o in left if o.start >= behind.end or o.end <= behind.start]
            bound = Bound.AT_MOST if behind.value == "at_most" else Bound.AT_LEAST
            found.append(replace(each, bound=bound, bound_end=behind.end))
            continue
        found.append(each)
    return tuple(found), left


_OPPOSITE_BOUNDS = {Bound.AT_LEAST: Bound.LESS_THAN, Bound.AT_MOST: Bound.MORE_THAN}


def unless_bounds(
    quantities: tuple[Quantity, ...], operators: tuple[Operator, ...], tokens: tuple[Token, ...]
) -> tuple[tuple[Quantity, ...], tuple[Operator, ...]]:
    """ "Unless at least twenty sign" is "if fewer than twenty sign"."""
    counts = list(quantities)
    kept = list(operators)
    for position, each in enumerate(operators):
        if each.family != "cond" or each.value != "unless":
            continue
        limit = tokens[min(each.last + _OPENING, len(tokens) - 1)].end
        for at, quantity in enumerate(counts):
            start = quantity.bound_start if quantity.bound_start >= 0 else quantity.start
            if each.end <= start <= limit and quantity.bound in _OPPOSITE_BOUNDS:
                counts[at] = replace(quantity, bound=_OPPOSITE_BOUNDS[quantity.bound])
                kept[position] = replace(each, value="if")
    return tuple(counts), tuple(kept)


def _leads(tokens: tuple[Token, ...], index: int) -> bool:
    return tokens[index].key in ("of", "de", "a", "à", "at", "to")


def denied_figures(
    quantities: tuple[Quantity, ...], operators: list[Operator], tokens: tuple[Token, ...]
) -> tuple[tuple[Quantity, ...], list[Operator]]:
    """ "Five absences, not six" is at most five; the six and its "not" say nothing more."""
    kept: list[Quantity] = []
    left = list(operators)
    for each in quantities:
        index = next((i for i, t in enumerate(tokens) if t.start >= each.start), 0)
        denial = next(
            (
                o
                for o in left
                if (o.family, o.value) == ("neg", "hard")
                and (o.last == index - 1 or (o.last == index - 2 and _leads(tokens, index - 1)))
            ),
            None,
        )
        closes = not any(
            t.kind is TokenKind.WORD for t in tokens if each.end <= t.start < each.end + 3
        )
        if denial is None or not kept or not closes or each.unit == "ordinal":
            kept.append(each)
            continue
        left.remove(denial)
        if kept[-1].bound is Bound.EXACT:
            bound = Bound.AT_MOST if each.value > kept[-1].value else Bound.AT_LEAST
            kept[-1] = replace(kept[-1], bound=bound, bound_end=each.end)
    return tuple(kept), left
