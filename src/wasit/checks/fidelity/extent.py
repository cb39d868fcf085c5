# ruff: noqa: E501 - tables of words are kept together
"""How much, where and for how long: quantifiers, scope and compass points compared.

A quantifier that vanished beside a noun that is still there is a change; "both" and figures are
left to the comparison of quantities. Opposed scopes (permanent, temporary; land, sea) are told
where one took the other's place, and a few where one was simply dropped.
"""

from fractions import Fraction

from wasit.checks.fidelity.bearing import bears_on_known, with_next
from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span
from wasit.values import Bound

__all__ = ["compare_quantifiers", "compare_scope"]

_NONE: Span = (0, 0)
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"all", "any"}),
    frozenset({"some", "few"}),
    frozenset({"some", "many"}),
    frozenset({"some", "not_all"}),
    frozenset({"most", "not_all"}),
    frozenset({"all", "not_all"}),
    frozenset({"few", "only"}),
)
_COUNTED = ("all", "most", "some", "few", "only", "every_second", "not_all")
_QUIET = frozenset({"some", "full", "fully", "complete", "completely", "total", "totally", "whole",
    "entire", "entirely", "everything", "everyone", "chaque", "tout", "cada", "каждый", "cierto",
    "todo", "toda", "plein", "certain", "каждую", "каждое", "каждого", "полностью", "complet",
    "parte", "часть", "части", "بعضا", "throughout", "some of", "part of", "altogether", "in part",
    "tous les", "toutes les", "يومي", "کاملا", "всей", "всего", "everybody", "full time", "each",
    "parts of", "كامل", "بالكامل", "كاملة", "الكاملة", "کامل"})  # fmt: skip
_REWORDED, _CLOSE = 0.6, 0.7
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "personne", "aucun",
    "aucune", "nadie", "ningun", "ninguna", "никто", "никого", "никому", "احد", "هيچكس", "هيچيك", "never", "jamais", "nunca"})  # fmt: skip
_STRICT = frozenset({"only_if", "not_before"})
_OPPOSED: tuple[frozenset[str], ...] = (
    frozenset({"permanent", "temporary"}),
    frozenset({"civilian", "military"}),
    frozenset({"land", "sea", "air"}),
    frozenset({"daylight", "night"}),
    frozenset({"weekdays", "weekends"}),
    frozenset({"public", "private"}),
    frozenset({"everywhere", "temporary"}),
)
_ALONE = frozenset({"permanent", "temporary", "everywhere", "daylight", "night"})
_SIDES = frozenset({"north", "south", "east", "west"})


def _span(operator: Operator) -> Span:
    return operator.start, operator.end


def _word(reading: Reading, operator: Operator) -> str:
    return reading.text[operator.start : operator.end].lower()


def _became(a: Reading, b: Reading, one: Operator, other: Operator) -> str:
    return f"'{_word(a, one)}' became '{_word(b, other)}'"


def _same_amount(one: str, other: str) -> bool:
    return one == other or any({one, other} <= group for group in _ALIKE)


def compare_quantifiers(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """All, most, some, only: replaced, lost or added."""
    first, second = a.family("quant"), b.family("quant")
    ours, theirs = {o.value for o in first}, {o.value for o in second}
    gone = [o for o in first if not any(_same_amount(o.value, v) for v in theirs)]
    new = [o for o in second if not any(_same_amount(o.value, v) for v in ours)]
    gone = [o for o in gone if o.value in _COUNTED]
    new = [o for o in new if o.value in _COUNTED]
    none = _none_became_some(a, b) or _share_became_all(a, b)
    if none:
        return none
    aligned = links.close >= _CLOSE or (gone and bears_on_known(gone[0], a, links.single))
    if gone and new and aligned:
        second_one = "every_second" in (gone[0].value, new[0].value)
        kind = ErrorKind.NUMBER if second_one else ErrorKind.QUANTIFIER
        spans = with_next(a, gone[0]), with_next(b, new[0])
        return [FidelityError(kind, *spans, _became(a, b, gone[0], new[0]))]
    if links.close < _CLOSE or a.language != b.language:
        return []
    strict = any(o.value in _STRICT for o in (*a.family("cond"), *b.family("cond")))
    for each in gone:
        if _counts(a, each, links.single, strict=strict) and not _denied(b, a, each):
            kind = ErrorKind.NUMBER if each.value == "every_second" else ErrorKind.QUANTIFIER
            return [FidelityError(kind, with_next(a, each), _NONE, "how many of them is gone")]
    for each in new:
        if _counts(b, each, links.single_other, strict=strict) and not _denied(a, b, each):
            spans = _NONE, with_next(b, each)
            return [FidelityError(ErrorKind.QUANTIFIER, *spans, "a quantifier was added")]
    return []


def _share_became_all(a: Reading, b: Reading) -> list[FidelityError]:
    """ "Half of it", "at least two of them" told as "all of it": the figure has no equal."""
    whole = next((o for o in b.family("quant") if o.value == "all"), None)
    if whole is None or "all" in a.values("quant") or _word(b, whole) in _QUIET:
        return []
    for one in a.quantities:
        bounded = one.bound is not Bound.EXACT and not one.unit
        if one.weak or not (bounded or one.value == _HALF) or one.value < 0:
            continue
        if not any(one.value == other.value for other in b.quantities):
            spans = (one.start, one.end), with_next(b, whole)
            return [FidelityError(ErrorKind.QUANTIFIER, *spans, "a share became all")]
    return []


def _none_became_some(a: Reading, b: Reading) -> list[FidelityError]:
    """ "None of them" told as "some of them", in whatever words the rest is."""
    nobody = next((t for t in a.tokens if t.key in _NOBODY), None)
    some = next((o for o in b.family("quant") if o.value in ("some", "many")), None)
    if any(o.value in ("some", "many") for o in a.family("quant")):
        return []
    if nobody is None or some is None or any(t.key in _NOBODY for t in b.tokens):
        return []
    spans = (nobody.start, nobody.end), with_next(b, some)
    kind = ErrorKind.NEGATION if nobody.key in _NEVER else ErrorKind.QUANTIFIER
    return [FidelityError(kind, *spans, "none became some")]


_NEVER = frozenset({"never", "jamais", "nunca"})
_HALF = Fraction(1, 2)


def _counts(
    reading: Reading, each: Operator, table: dict[int, tuple[int, ...]], *, strict: bool
) -> bool:
    """Whether a quantifier without a fellow in the other text is a change by itself."""
    if each.value == "all" and _before_figure(reading, each):
        return False
    if each.value == "only" and (strict or _before_figure(reading, each)):
        return False
    if each.value == "only" and any(0 < each.first - at <= _EXCEPTION for at in reading.denials):
        return False
    return _word(reading, each) not in _QUIET and bears_on_known(each, reading, table)


_EXCEPTION = 12
"""Words within which "only" behind a "not" makes an exception: "do not dispute it, only ..."."""


def _before_figure(reading: Reading, each: Operator) -> bool:
    """ "Only 120 came": the figure says how many; "only" is a tone."""
    return any(
        0 <= q.start - each.end <= _BESIDE or 0 <= each.start - q.end <= _BESIDE
        for q in reading.quantities
        if not q.weak
    )


_BESIDE = 2


def _denials(reading: Reading) -> int:
    return sum(o.value == "hard" for o in reading.family("neg"))


def _denied(other: Reading, own: Reading, each: Operator) -> bool:
    """ "No attacks at all" says of all attacks what "all attacks stop" says."""

    nobody = any(token.key in _NOBODY for token in other.tokens)
    return each.value in ("all", "only") and (nobody or _denials(other) > _denials(own))


def compare_scope(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Where and for how long it holds: replaced, lost or added; compass points are names."""
    return _compass(a, b, links) or _plain_scope(a, b, links)


def _compass(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    first, second = a.family("compass"), b.family("compass")
    gone = [o for o in first if o.value not in {p.value for p in second}]
    new = [o for o in second if o.value not in {p.value for p in first}]
    if gone and new and not ((a.denials and not b.denials) or (b.denials and not a.denials)):
        spans = with_next(a, gone[0]), with_next(b, new[0])
        return [FidelityError(ErrorKind.NAME, *spans, _became(a, b, gone[0], new[0]))]
    across = a.language != b.language
    for lost in gone:
        capital = any(t.text[0].isupper() for t in a.tokens[lost.first : lost.last + 1])
        plain = lost.value in _SIDES and not capital and not across
        if plain and bears_on_known(lost, a, links.single):
            spans = with_next(a, lost), _NONE
            return [FidelityError(ErrorKind.SCOPE, *spans, "where it holds is gone")]
    return []


def _plain_scope(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    first, second = a.family("scope"), b.family("scope")
    gone = [o for o in first if o.value not in {p.value for p in second}]
    new = [o for o in second if o.value not in {p.value for p in first}]
    turned = _denials(a) != _denials(b)
    for one in gone:
        for other in new if not turned else ():
            if any({one.value, other.value} <= group for group in _OPPOSED):
                spans = _span(one), _span(other)
                return [FidelityError(ErrorKind.SCOPE, *spans, _became(a, b, one, other))]
    if links.close < _REWORDED or a.language != b.language:
        return []
    for one in gone:
        if one.value in _ALONE and not new and bears_on_known(one, a, links.single):
            return [FidelityError(ErrorKind.SCOPE, with_next(a, one), _NONE, "its extent is gone")]
    for other in new:
        if other.value in _ALONE and not gone and bears_on_known(other, b, links.single_other):
            spans = _NONE, with_next(b, other)
            return [FidelityError(ErrorKind.SCOPE, *spans, "an extent was added")]
    return []
