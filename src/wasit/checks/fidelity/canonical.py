# ruff: noqa: E501 - tables of words are kept together
"""The operators of a text in canonical form: what denies, binds and orders, each told once.

"Will not sign until they pay", "only after they pay" and "not before they pay" are one operator,
and the negation inside is used up by it. "If not" is "unless"; "unless" with a negation is "only
if"; "should talks fail" is "if"; "will not pay more than six" is at most six; "neither ... nor"
denies once. A "not before" that ends its clause only sharpens the condition beside it.
"""

from dataclasses import replace

from wasit.checks.fidelity.operators import Operator
from wasit.values import Bound, Quantity, Token, TokenKind

__all__ = ["canonical_operators", "sentences_of"]

_SENTENCE_END = frozenset(".;!?؟؛:…")
_PLAIN_IF = frozenset({"if", "si", "s", "اذا", "ان", "لو", "اگر", "چنانچه", "если", "should",
    "فان", "واذا", "в", "у", "suppose", "supposing", "هرگاه", "ежели", "коли", "فاذا"})  # fmt: skip
_CONCORD = frozenset({"nor", "ni", "ولا", "ни", "или", "neither", "never", "jamais", "nunca", "nada",
    "nadie", "ningun", "ninguna", "ninguno", "tampoco", "никогда", "никаких", "никакие", "никакой",
    "никакого", "никаким", "ابدا", "rien", "aucun", "aucune", "personne"})  # fmt: skip
_NEAR, _CLAUSE = 8, 14


def sentences_of(tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start = 0
    for index, token in enumerate(tokens):
        if token.kind is TokenKind.SIGN and token.key in _SENTENCE_END:
            found.append((start, index))
            start = index + 1
    if start < len(tokens):
        found.append((start, len(tokens) - 1))
    return tuple(found)


class _Canonical:
    """Brings conditions, "only" and negations of one text to their canonical form."""

    def __init__(
        self, tokens: tuple[Token, ...], operators: list[Operator], spans: list[tuple[int, int]]
    ) -> None:
        self.tokens = tokens
        self.sentences = sentences_of(tokens)
        self.operators = operators
        self.used: set[int] = set()
        self.spans = spans

    def _sentence(self, index: int) -> tuple[int, int]:
        return next(((a, b) for a, b in self.sentences if a <= index <= b), (0, len(self.tokens)))

    def _negations(self, first: int, last: int) -> list[Operator]:
        return [
            each
            for each in self.operators
            if each.family == "neg"
            and each.value == "hard"
            and first <= each.first <= last
            and id(each) not in self.used
        ]

    def _use(self, each: Operator) -> None:
        self.used.add(id(each))

    def run(self) -> tuple[Operator, ...]:
        self._drop_bounds()
        self._drop_shared()
        result: dict[int, Operator] = {}
        for position, each in enumerate(self.operators):
            if each.family == "cond":
                result[position] = self._condition(each)
        final = [
            result.get(position, each)
            for position, each in enumerate(self.operators)
            if id(each) not in self.used
        ]
        return tuple(self._concord(final))

    def _drop_shared(self) -> None:
        """ "Only" inside a condition's own words ("ne ... qu'à condition") is part of it."""
        conditions = [o for o in self.operators if o.family == "cond"]
        for each in self.operators:
            after = self.tokens[each.last + 1 : each.last + 2]
            if self.tokens[each.first].key == "each" and (
                not after or after[0].kind is TokenKind.SIGN
            ):
                self._use(each)
            if (
                each.family == "quant"
                and each.value == "only"
                and any(o.first <= each.last and each.first <= o.last for o in conditions)
            ):
                self._use(each)

    def _drop_bounds(self) -> None:
        """Words of a bound ("not more than 12") are no negation and no quantifier."""
        for each in self.operators:
            if any(start <= each.start < end for start, end in self.spans) and (
                each.family in ("neg", "quant", "cond", "seq", "mod", "scope")
            ):
                self._use(each)

    def _condition(self, each: Operator) -> Operator:
        first, last = self._sentence(each.first)
        only = [
            o
            for o in self.operators
            if o.family == "quant" and o.value == "only" and id(o) not in self.used
            and first <= o.first < each.first and each.first - o.first <= _CLAUSE
        ]  # fmt: skip
        if each.value == "if":
            return self._plain_if(each, first, last, only)
        if each.value == "unless":
            outside = self._negations(first, each.first) or self._negations(each.last + 1, last)
            if outside:
                self._use(outside[0])
                return replace(each, value="only_if")
        if each.value in ("until", "before", "not_before", "only_if"):
            return self._strict(each, first, last)
        if each.value == "after" and only:
            self._use(only[-1])
            return replace(each, value="not_before", start=only[-1].start)
        return each

    def _plain_if(self, each: Operator, first: int, last: int, only: list[Operator]) -> Operator:
        if only:
            self._use(only[-1])
            return replace(each, value="only_if")
        if self.tokens[each.first].key not in _PLAIN_IF and each.words >= 1:
            return replace(each, value="proviso")
        stop = next(
            (i for i in range(each.last + 1, last + 1) if self.tokens[i].key in (",", "،")), last
        )
        inside = self._negations(each.last + 1, min(stop, each.last + _NEAR))
        if inside:
            self._use(inside[0])
            outside = self._negations(first, each.first)
            outside = outside or self._negations(inside[0].last + 1, last)
            if outside:
                self._use(outside[0])
                return replace(each, value="only_if")
            return replace(each, value="unless")
        return each

    def _strict(self, each: Operator, first: int, last: int) -> Operator:
        """A negation with "until" or "before" makes "not before"; it is used up by it."""
        before = self._negations(first, each.first - 1)
        after = self._negations(each.last + 1, last)
        fixed = each.value in ("not_before", "only_if")
        hard = any(self.tokens[i].key in _HARD_WORDS for i in range(each.first, each.last + 1))
        if fixed and hard:
            return each
        if each.value == "before" and not before and not fixed:
            led = each.first - first <= 1
            comma = any(t.key in (",", "،") for t in self.tokens[each.last : last])
            if not (led and comma and after):
                return each
        near = before[-1:] or after[-1:]
        if not near:
            return each
        self._use(near[0])
        if len(after) > 1 or (before and after and each.value == "until"):
            for other in after[:1]:
                self._use(other)
        return each if fixed else replace(each, value="not_before")

    def _concord(self, operators: list[Operator]) -> list[Operator]:
        """One negation said twice in a clause ("neither ... nor", "никогда не") counts once."""
        kept: list[Operator] = []
        last_negation = -100
        for each in sorted(operators, key=lambda o: o.first):
            if each.family == "neg" and each.value == "hard":
                key = self.tokens[each.first].key
                near = each.first - last_negation <= _CLAUSE
                same = self._sentence(each.first) == self._sentence(max(last_negation, 0))
                joined = near and same and last_negation >= 0
                if joined and (key in _CONCORD or each.first - last_negation == 1):
                    continue
                if (
                    kept
                    and joined
                    and self.tokens[last_negation].key in _FORE
                    and (each.first - last_negation <= 4)
                ):
                    continue
                last_negation = each.first
            kept.append(each)
        return kept


_HARD_WORDS = frozenset({"not", "no", "ليس", "وليس", "نه", "не", "pas", "nothing", "ningun", "ninguna",
    "never", "nunca", "rien", "aucun", "aucune", "nada", "nor", "لا", "ولا", "лишь", "cannot",
    "won't", "لن", "никак", "ничего", "ни", "никаких", "non"})  # fmt: skip
_FORE = frozenset({"никто", "никогда", "ничего", "никаких", "никакие", "никакой", "nobody", "هيچ"})


def _terminal_merge(operators: tuple[Operator, ...], text: str) -> tuple[Operator, ...]:
    """Mark a "not before" that ends its clause; it only sharpens the condition beside it."""
    found: list[Operator] = []
    for each in operators:
        if each.family == "cond" and each.value == "not_before":
            rest = text[each.end :].lstrip()
            if not rest or rest[0] in '.,;!?؟؛،)»"”':
                found.append(replace(each, value="and_not_before"))
                continue
        found.append(each)
    return tuple(found)


_INVERTED = frozenset({"should", "were", "had"})


def _inverted(tokens: tuple[Token, ...], known: list[Operator]) -> list[Operator]:
    """ "Should talks fail ...": an English verb that opens its clause and is a condition."""
    taken = {each.first for each in known if each.family == "cond"}
    found: list[Operator] = []
    for index, token in enumerate(tokens):
        opens = index == 0 or tokens[index - 1].key in (*_SENTENCE_END, ",")
        if not opens or token.key not in _INVERTED or index in taken:
            continue
        rest = [t.key for t in tokens[index + 1 : index + 24]]
        stop = next((n for n, key in enumerate(rest) if key in _SENTENCE_END), len(rest))
        asked = "?" in rest[stop : stop + 1]
        if not asked:
            found.append(Operator("cond", "if", token.start, token.end, index, index))
    return found


_TURNED_BOUNDS = {
    Bound.MORE_THAN: Bound.AT_MOST,
    Bound.LESS_THAN: Bound.AT_LEAST,
}


def _negated_bounds(
    quantities: tuple[Quantity, ...], operators: list[Operator], tokens: tuple[Token, ...]
) -> tuple[tuple[Quantity, ...], list[Operator]]:
    """ "Will not pay more than six" is at most six; "six, and no more" likewise."""
    left = list(operators)
    found: list[Quantity] = []
    for each in quantities:
        start = each.bound_start if each.bound_start >= 0 else each.start
        index = next((i for i, t in enumerate(tokens) if t.start >= start), len(tokens))
        if each.bound in _TURNED_BOUNDS:
            near = [o for o in left if o.family == "neg" and o.value == "hard"
                    and index - _NEAR <= o.first < index
                    and not any(t.key in (",", "،", ".") for t in tokens[o.last + 1 : index])]  # fmt: skip
            if near:
                left.remove(near[-1])
                found.append(replace(each, bound=_TURNED_BOUNDS[each.bound]))
                continue
        behind = next(
            (o for o in left if o.family == "bound" and 0 < o.first - index <= _CLAUSE), None
        )
        if behind is not None and each.bound is Bound.EXACT and not each.weak:
            left = [o for o in left if o.start >= behind.end or o.end <= behind.start]
            found.append(replace(each, bound=Bound.AT_MOST, bound_end=behind.end))
            continue
        found.append(each)
    return tuple(found), left


def canonical_operators(
    tokens: tuple[Token, ...],
    operators: list[Operator],
    quantities: tuple[Quantity, ...],
    text: str,
) -> tuple[tuple[Quantity, ...], tuple[Operator, ...]]:
    """The quantities with their true bounds, and the operators in canonical form."""
    bounds: list[tuple[int, int]] = []
    for each in quantities:
        if each.bound_start >= 0:
            bounds.append((each.bound_start, each.start))
        if each.bound_end >= 0:
            bounds.append((each.end, each.bound_end))
    raw = sorted((*operators, *_inverted(tokens, operators)), key=lambda o: o.first)
    quantities, raw = _negated_bounds(quantities, raw, tokens)
    return quantities, _terminal_merge(_Canonical(tokens, raw, bounds).run(), text)
