# ruff: noqa: E501 - tables of words are kept together
"""Negation compared: a "not" that was lost or added, with nothing that makes up for it.

Each way of finding one is a function; the first that finds one names it. They go from words told in
one row, over words denied in one text alone, to counting what denies.
"""

from dataclasses import replace
from itertools import pairwise

from wasit.checks.fidelity.bearing import bears_on_known, span_of, with_next
from wasit.checks.fidelity.denials import (
    denying,
    faint_of,
    makes_up,
    more_denied,
    negations_of,
    once_each,
    places,
    plain_denials,
    raw_nots,
    spare_of,
    taken_back,
)
from wasit.checks.fidelity.denied_words import BEGINNING, in_one_slot, only_edit, verb_in
from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span

__all__ = ["compare_negation", "made_up_for"]

_CLOSE = 0.7
_HALF = 0.5
_LOOSE = 0.36
_NEARLY_EQUAL = 0.85
_NONE: Span = (0, 0)

_TOLD, _MANY = 0.36, 5
_ALIKE_ENOUGH = 0.75


def compare_negation(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """A "not" that was lost or added, with nothing that makes up for it."""
    found = _lost_or_added(a, b, links)
    if {"some", "many"} & (b.values("quant") - a.values("quant")):
        return [
            replace(e, kind=ErrorKind.QUANTIFIER) if _says_none(a, e.original) else e for e in found
        ]
    return found


_NONE_OF = frozenset({"no", "none", "nobody", "aucun", "aucune", "ningun", "ninguno", "ninguna"})


def _says_none(reading: Reading, span: Span) -> bool:
    return any(t.key in _NONE_OF for t in reading.tokens if span[0] <= t.start < span[1])


def _lost_or_added(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    return (
        only_edit(a, b)
        or _cancelled_one(a, b)
        or _persian_verb(a, b)
        or _not_only(a, b)
        or _refusals_taken_back(a, b, links)
        or _by_prefix(a, b)
        or in_one_slot(a, b, links)
        or _counted(a, b, links)
        or _before_denied(a, b, links)
    )


_PREFIXES: dict[str, tuple[str, ...]] = {
    "en": ("un", "im", "ir", "il"),
    "fr": ("in", "im", "ir", "il", "non"),
    "es": ("in", "im", "ir", "des"),
    "ru": ("не",),
    "fa": ("نا", "غير"),
}
_ROOT = 5


def _by_prefix(a: Reading, b: Reading) -> list[FidelityError]:
    """ "Unacceptable" told as "acceptable", or the other way round, and no "not" making up."""
    if a.language != b.language or len(negations_of(a)[0]) != len(negations_of(b)[0]):
        return []
    keys_a, keys_b = {t.key for t in a.tokens}, {t.key for t in b.tokens}
    for x, mine, theirs in ((a, keys_a, keys_b), (b, keys_b, keys_a)):
        y = b if x is a else a
        for token in x.tokens:
            root = _without_prefix(token.key, x.language)
            if not root or root not in theirs or root in mine or token.key in theirs:
                continue
            fellow = next(t for t in y.tokens if t.key == root)
            spans = (token.start, token.end), (fellow.start, fellow.end)
            one, other = spans if x is a else spans[::-1]
            why = f"'{a.text[slice(*one)]}' became '{b.text[slice(*other)]}'"
            return [FidelityError(ErrorKind.NEGATION, one, other, why)]
    return []


def _without_prefix(key: str, language: str) -> str:
    for prefix in _PREFIXES.get(language, ()):
        if key.startswith(prefix) and len(key) - len(prefix) >= _ROOT:
            return key[len(prefix) :]
    return ""


def _before_denied(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """ "Had not met it before they came" told as "had met it before they came"."""
    if a.language != "en" or b.language != "en" or links.close < _HALF:
        return []
    ours, theirs = raw_nots(a), raw_nots(b)
    times = [[o for o in r.family("cond") if o.value in _TIMES] for r in (a, b)]
    if abs(len(ours) - len(theirs)) != 1 or [len(each) for each in times] != [1, 1]:
        return []
    lost = len(ours) > len(theirs)
    x, y = (a, b) if lost else (b, a)
    strict = times[0 if lost else 1][0].value == "not_before"
    if not strict or times[1 if lost else 0][0].value == "not_before" or makes_up(y, x):
        return []
    token = x.tokens[(ours if lost else theirs)[-1]]
    place = token.start, token.end
    if lost:
        return [FidelityError(ErrorKind.NEGATION, place, _NONE, "a negation is gone")]
    return [FidelityError(ErrorKind.NEGATION, _NONE, place, "a negation was added")]


_TIMES = frozenset({"until", "before", "not_before"})


def _not_only(a: Reading, b: Reading) -> list[FidelityError]:
    """ "The only one" told as "not only one", or the other way round."""
    places = [_phrase(r, "not", "only") for r in (a, b)]
    only = [next((o for o in r.family("quant") if o.value == "only"), None) for r in (a, b)]
    if places[0] is None and places[1] is not None and only[0] is not None:
        return [FidelityError(ErrorKind.NEGATION, span_of(only[0]), places[1], "now not only")]
    if places[1] is None and places[0] is not None and only[1] is not None:
        return [
            FidelityError(ErrorKind.NEGATION, places[0], span_of(only[1]), "no longer not only")
        ]
    return []


def _phrase(reading: Reading, one: str, other: str) -> Span | None:
    """Where two words stand side by side."""
    for first, second in pairwise(reading.tokens):
        if first.key == one and second.key == other:
            return first.start, second.end
    return None


_PERSIAN_NOT = "ن"


def _persian_verb(a: Reading, b: Reading) -> list[FidelityError]:
    """A Persian verb with its "not" in front, told without it: "نپذیرفته", "پذیرفته"."""
    if a.language != "fa" or b.language != "fa" or places(a.denials) == places(b.denials):
        return []
    lost = places(a.denials) > places(b.denials)
    x, y = (a, b) if lost else (b, a)
    for at in x.denials:
        key = x.tokens[at].key
        plain = key.removeprefix(_PERSIAN_NOT)
        if plain == key or len(plain) < BEGINNING:
            continue
        there = next((t for t in y.tokens if t.key.startswith(plain[: BEGINNING + 1])), None)
        if there is None or any(t.key == plain for t in x.tokens):
            continue
        spans = (x.tokens[at].start, x.tokens[at].end), (there.start, there.end)
        if lost:
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
        return [FidelityError(ErrorKind.NEGATION, spans[1], spans[0], "a negation was added")]
    return []


def _cancelled_one(a: Reading, b: Reading) -> list[FidelityError]:
    """ "Not against" told as "against", or the other way round."""
    if a.language != b.language:
        return []
    for root, one in taken_back(a).items():
        other = plain_denials(b).get(root)
        if other is not None and not taken_back(b):
            spans = (max(one.start - 4, 0), one.end), span_of(other)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
    for root, other in taken_back(b).items():
        one = plain_denials(a).get(root)
        if one is not None and not taken_back(a):
            spans = span_of(one), (max(other.start - 4, 0), other.end)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]
    return []


_REFUSALS = ("refus", "reject", "declin", "den", "oppos", "object", "prevent", "block", "inhib", "hind", "imped",
    "forb", "prohib", "exclu", "rul", "rechaz", "nieg", "neg", "rejet", "interd", "empech", "отказ", "отверг",
    "отклон", "запрет", "возраж", "против", "رفض", "منع", "عارض", "رد", "مخالف", "opon", "opos", "opus")  # fmt: skip


def _one_root(one: dict[str, Operator], other: dict[str, Operator]) -> bool:
    """Whether two words that deny are of one family: "oponemos", "oposición"."""
    return any(x[:_ROOT_OF_BOTH] == y[:_ROOT_OF_BOTH] for x in one for y in other)


_ROOT_OF_BOTH = 3


def _refusals_taken_back(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """A word that denies in one text, and in the other one like it that is taken back."""
    plain = [
        {root: o for root, o in plain_denials(r).items() if root.startswith(_REFUSALS)}
        for r in (a, b)
    ]
    back = [taken_back(r) for r in (a, b)]
    alike = links.close >= _HALF and len(negations_of(a)[0]) == len(negations_of(b)[0])
    if [len(p) for p in plain] == [1, 0] and [len(c) for c in back] == [0, 1]:
        if not alike and not _one_root(plain[0], back[1]):
            return []
        spans = span_of(*plain[0].values()), span_of(*back[1].values())
        return [FidelityError(ErrorKind.NEGATION, *spans, "a refusal is taken back")]
    if [len(p) for p in plain] == [0, 1] and [len(c) for c in back] == [1, 0]:
        if not alike and not _one_root(plain[1], back[0]):
            return []
        spans = span_of(*back[0].values()), span_of(*plain[1].values())
        return [FidelityError(ErrorKind.NEGATION, *spans, "a refusal is no longer taken back")]
    return []


def _counted(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Negations counted: more or fewer than before, nothing else making up for the difference."""
    if links.close < _LOOSE and a.language == b.language:
        return []
    hard_a, soft_a = negations_of(a)
    hard_b, soft_b = negations_of(b)
    lost = once_each(a, hard_a) - once_each(b, hard_b)
    if lost * more_denied(a, b, links) <= 0:
        return []
    if links.close < _ALIKE_ENOUGH:
        soft_a, soft_b = soft_a | faint_of(a), soft_b | faint_of(b)
    gained_soft = len(soft_b - soft_a) - len(soft_a - soft_b)
    if lost > 0 and gained_soft + max(spare_of(b) - spare_of(a), 0) < lost:
        where = _unmatched(hard_a, hard_b, a, b)
        if links.close < _CLOSE and "all" in b.values("quant") - a.values("quant"):
            return []
        if not _surely(a, b, links, where):
            return []
        spans = with_next(a, where), verb_in(a, b, where)
        amount = _amount_instead(a, b) or where.value == "not_all"
        kind = ErrorKind.QUANTIFIER if amount else ErrorKind.NEGATION
        return [FidelityError(kind, *spans, "a negation is gone")]
    if lost < 0 and max(spare_of(a) - spare_of(b), 0) - gained_soft < -lost:
        where = _unmatched(hard_b, hard_a, b, a)
        if links.close < _CLOSE and "all" in a.values("quant") - b.values("quant"):
            return []
        if not _surely(b, a, links.turned(), where):
            return []
        spans = verb_in(b, a, where), with_next(b, where)
        return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]
    return []


def _surely(x: Reading, y: Reading, links: Links, where: Operator) -> bool:
    """Whether a negation can be called lost: the word it bears on is told, or nearly all is.

    In other words throughout, "will not budge" is "stands firm": the denied word has no match and
    the denial needs none.
    """
    told = x.language == "en" or links.close >= _CLOSE or bears_on_known(where, x, links.single)
    if told and links.close >= _TOLD and len(links.single) >= _MANY:
        return True
    english = x.language == y.language == "en" and links.close >= _LIKE_NEWS
    if english and len(links.single) >= _SOME and not denying(y, x):
        return True
    if links.close < _NEARLY_EQUAL and made_up_for(x, y):
        return False
    if links.close >= _CLOSE:
        return True
    if x.language != y.language and links.close < _LOOSE:
        return False
    return bears_on_known(where, x, links.single)


_LIKE_NEWS, _SOME = 0.4, 3


def made_up_for(x: Reading, y: Reading) -> bool:
    """Whether the other text gained what denies in another way: only, unless, stays, refuses."""
    strict = {o.value for o in y.family("cond")} - {o.value for o in x.family("cond")}
    if strict & {"unless", "only_if", "not_before"}:
        return True
    if "only" in y.values("quant") - x.values("quant"):
        return True
    return bool((faint_of(y) | negations_of(y)[1]) - (faint_of(x) | negations_of(x)[1]))


def _amount_instead(a: Reading, b: Reading) -> bool:
    """Whether "no" was replaced by "some", "all" or "most"."""
    return bool({"some", "all", "most", "few", "many"} & (b.values("quant") - a.values("quant")))


def _unmatched(more: list[Operator], fewer: list[Operator], x: Reading, y: Reading) -> Operator:
    """Which of the negations has no fellow beside the same word in the other text."""

    def beside(reading: Reading, o: Operator) -> str:
        return next((c.stem for c in reading.content if c.index > o.last), "")

    known = {beside(y, o) for o in fewer}
    return next((o for o in more if beside(x, o) not in known), more[-1])
