# ruff: noqa: E501 - tables of words are kept together
"""The operators of a text in canonical form: what denies, binds and orders, each told once.

"Will not sign until they pay", "only after they pay" and "not before they pay" are one operator,
and the negation inside is used up by it. "If not" is "unless"; "unless" with a negation is "only
if"; "neither ... nor" denies once. A "not before" that ends its clause only sharpens the condition
beside it. Conditions without an if come from ``implied``, bounds with a "not" from
``turned_bounds``.
"""

from dataclasses import replace

from wasit.checks.fidelity.implied import consequences, inverted, sentences_of
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.turned_bounds import (
    DETERMINERS,
    denied_figures,
    negated_bounds,
    unless_bounds,
)
from wasit.values import Quantity, Token, TokenKind

__all__ = ["canonical_operators"]

_CLAUSE = 14
_NEAR = 8

_PLAIN_IF = frozenset({"if", "si", "s", "اذا", "ان", "لو", "اگر", "چنانچه", "если", "should",
    "فان", "واذا", "в", "у", "suppose", "supposing", "هرگاه", "ежели", "коли", "فاذا"})  # fmt: skip
_CONCORD = frozenset({"nor", "ni", "ولا", "ни", "или", "neither", "never", "jamais", "nunca", "nada",
    "nadie", "ningun", "ninguna", "ninguno", "tampoco", "никогда", "никаких", "никакие", "никакой",
    "никакого", "никаким", "ابدا", "rien", "aucun", "aucune", "personne"})  # fmt: skip


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

    def _denials(self, first: int, last: int) -> list[Operator]:
        """Negations, or failing those a refusal: "refuse to carry it unless ..."."""
        return self._negations(first, last) or [
            each
            for each in self.operators
            if each.family == "mod"
            and each.value == "reject"
            and first <= each.first <= last
            and id(each) not in self.used
        ]

    def _use(self, each: Operator) -> None:
        self.used.add(id(each))

    def run(self) -> tuple[Operator, ...]:
        self._drop_bounds()
        self._drop_shared()
        self._drop_ordinals()
        self._drop_opinions()
        self._drop_strays()
        doubled = self._without()
        result: dict[int, Operator] = {}
        for position, each in enumerate(self.operators):
            if each.family == "cond":
                result[position] = self._condition(each)
        final = [
            result.get(position, each)
            for position, each in enumerate(self.operators)
            if id(each) not in self.used
        ]
        return tuple(self._concord([*final, *doubled]))

    def _without(self) -> list[Operator]:
        """ "No escrow, no shipment", "without a guarantee no deal": only if, said with two no's."""
        found: list[Operator] = []
        for first, last in self.sentences:
            denials = self._negations(first, last)
            lacking = self.tokens[denials[1].first].key if len(denials) > 1 else ""
            if lacking in _PLAINLY_WITHOUT and denials[1].first - denials[0].last > 1:
                for each in denials[:2]:
                    self._use(each)
                found.append(replace(denials[1], family="cond", value="only_if"))
                continue
            if len(denials) < 2 or denials[0].first - first > 1:
                continue
            if self.tokens[denials[0].first].key not in _WITHOUT:
                continue
            gap = range(denials[0].last + 1, denials[1].first)
            comma = bool(gap) and self.tokens[gap[-1]].kind is TokenKind.SIGN
            if self.tokens[denials[1].first].key in _CONCORD and len(gap) <= _OPENING:
                continue
            if not comma and self.tokens[denials[0].first].key not in _PLAINLY_WITHOUT:
                continue
            for each in denials[:2]:
                self._use(each)
            found.append(replace(denials[0], family="cond", value="only_if"))
        return found

    def _drop_ordinals(self) -> None:
        """ "The first week" names a week; it orders no acts."""
        for each in self.operators:
            before = self.tokens[max(each.first - 1, 0)].key
            ordinal = each.family == "seq" and each.value in ("first", "last") and each.words == 1
            if ordinal and each.first > 0 and before in DETERMINERS:
                self._use(each)

    def _drop_strays(self) -> None:
        """Words that are another word here: Persian "more", Russian "so far"."""
        for each in self.operators:
            following = self.tokens[each.last + 1 : each.last + 2]
            after = following[0].key if following else ""
            key = self.tokens[each.first].key
            more = (
                each.value == "most" and key == "بيشتر" and not after.endswith(("ها", "هاي", "ان"))
            )
            if more or (each.value == "until" and key == "пока" and after == "нет"):
                self._use(each)

    def _drop_opinions(self) -> None:
        """ "They consider it realistic" is a view; "they will consider it" is a hedge."""
        for each in self.operators:
            key = self.tokens[each.first].key
            if each.family == "mod" and key in _LOOKS:
                near = {t.key for t in self.tokens[max(each.first - 4, 0) : each.first]}
                if not near & _HEDGED:
                    self._use(each)

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
        if each.value == "if" and self.tokens[each.first].key in _WHILE:
            inside = self._negations(each.last + 1, min(last, each.last + _CLAUSE))
            if inside and self.tokens[inside[0].last].key in _PLAIN_NOT:
                self._use(inside[0])
                return self._strict(replace(each, value="until"), first, last)
        if each.value == "if":
            return self._plain_if(each, first, last, only)
        if each.value == "unless":
            after = self._denials(each.last + 1, last)
            after = [o for o in after if self.tokens[o.first].key not in _PLAINLY_WITHOUT]
            outside = self._denials(first, each.first) or after
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
        near = stop if self.tokens[each.first].key in _VERB_LAST else each.last + _NEAR
        inside = self._negations(each.last + 1, min(stop, near))
        if inside:
            self._use(inside[0])
            outside = self._denials(first, each.first)
            outside = [o for o in outside if not self._broken(o.last, each.first)]
            outside = outside or self._denials(inside[0].last + 1, last)
            if outside:
                self._use(outside[0])
                return replace(each, value="only_if")
            return replace(each, value="unless")
        return each

    def _strict(self, each: Operator, first: int, last: int) -> Operator:
        """A negation with "until" or "before" makes "not before"; it is used up by it."""
        before = self._denials(first, each.first - 1)
        after = self._denials(each.last + 1, last)
        fixed = each.value in ("not_before", "only_if")
        hard = any(self.tokens[i].key in _HARD_WORDS for i in range(each.first, each.last + 1))
        hard = hard and self.tokens[each.first].key not in _UNTIL_NOT
        if each.value == "before" and self.tokens[each.last].key in _ADVERBS:
            return each
        if fixed and hard:
            return each
        before = [o for o in before if not self._broken(o.last, each.first)]
        if each.first - first > _OPENING:
            after = [o for o in after if not self._broken(each.last, o.first)]
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

    def _broken(self, first: int, last: int) -> bool:
        """Whether another clause begins between two tokens."""
        return any(t.key in _CLAUSE_BREAKS for t in self.tokens[first + 1 : last])

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
                follows = self.tokens[each.last + 1 : each.last + 2]
                anew = key == "nor" and bool(follows) and follows[0].key in _AUXILIARIES
                if joined and not anew and (key in _CONCORD or each.first - last_negation == 1):
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
_VERB_LAST = frozenset({"اگر", "چنانچه", "هرگاه", "در"})
"""Persian ifs: the verb with its "not" ends the clause, however long."""
_ADVERBS = frozenset({"previously", "advance", "beforehand", "earlier", "ahead", "auparavant",
    "prealablement", "avance", "previamente", "antelacion", "antemano", "مسبقا", "سابقا", "قبلا", "заранее",
    "раньше", "прежде"})  # fmt: skip
_WITHOUT = frozenset({"no", "without", "sans", "sin", "без", "بدون", "دون", "بلا", "нет", "pas", "ni",
    "никакой"})  # fmt: skip
_PLAINLY_WITHOUT = frozenset({"without", "sans", "sin", "без", "بدون", "دون", "بلا"})
_HEDGED = frozenset({"will", "would", "may", "might", "could", "can", "to", "shall", "should", "ready",
    "willing", "prepared", "'ll", "only", "also"})  # fmt: skip
_LOOKS = frozenset({"consider", "considers", "considered", "look", "looks"})
_OPENING = 2
_AUXILIARIES = frozenset({"is", "are", "do", "does", "did", "will", "would", "can", "could", "has", "have",
    "was", "were", "may", "shall", "should"})  # fmt: skip
_CLAUSE_BREAKS = frozenset({"ولي", "اما", "ولكن", "а", "that", "which", "who", "but", "and", "que", "qui", "что", "который", "ان",
    "كه", "однако", "но", "mais", "pero", "لكن"})  # fmt: skip
_PLAIN_NOT = frozenset({"not", "isn't", "pas", "no", "не", "لم", "لا", "غير"})
_WHILE = frozenset({"tant", "as", "so", "mientras", "пока", "ما"})
_UNTIL_NOT = frozenset({"mientras", "hasta", "пока", "до", "покуда", "en", "تا", "ما"})
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


_TIMELY_WORDS = frozenset({"first", "second", "third", "weekend", "weekends", "time", "other", "morning",
    "night", "evening", "last"})  # fmt: skip
_EACH = frozenset({"every", "each", "any", "chaque", "cada", "كل", "هر", "каждый", "каждую", "каждое",
    "каждые", "каждого"})  # fmt: skip


def _counts_time(operator: Operator, starts: frozenset[int], tokens: tuple[Token, ...]) -> bool:
    """ "Every Friday", "any Tuesday", "each day": how often, not how many of them."""
    each = tokens[operator.first].key in _EACH and operator.value in ("all", "any")
    if operator.family != "quant" or not each:
        return False
    following = tokens[operator.last + 1 : operator.last + 2]
    return bool(following) and (following[0].start in starts or following[0].key in _TIMELY_WORDS)


def canonical_operators(
    tokens: tuple[Token, ...],
    operators: list[Operator],
    quantities: tuple[Quantity, ...],
    text: str,
    starts: frozenset[int],
) -> tuple[tuple[Quantity, ...], tuple[Operator, ...]]:
    """The quantities with their true bounds, and the operators in canonical form.

    ``starts`` are the places where a quantity, a date or a time of day begins.
    """
    bounds: list[tuple[int, int]] = []
    for each in quantities:
        if each.bound_start >= 0:
            bounds.append((each.bound_start, each.start))
        if each.bound_end >= 0:
            bounds.append((each.end, each.bound_end))
    opening = inverted(tokens, operators)
    places = {each.first for each in opening}
    operators = [o for o in operators if o.family != "mod" or o.first not in places]
    extra = [*opening, *consequences(tokens)]
    raw = sorted((*operators, *extra), key=lambda o: o.first)
    quantities, raw = negated_bounds(quantities, raw, tokens)
    quantities, raw = denied_figures(quantities, raw, tokens)
    raw = [o for o in raw if not _counts_time(o, starts, tokens)]
    final = _terminal_merge(_Canonical(tokens, raw, bounds).run(), text)
    return unless_bounds(quantities, final, tokens)
