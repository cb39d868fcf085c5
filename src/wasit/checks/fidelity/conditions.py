# ruff: noqa: E501 - tables of words are kept together
"""Conditions compared: kept, lost, changed; before and after where one of them is gone.

Operators are compared in their canonical form (``reading``). A condition that has no equal in the
other text is changed where another operator stands in its place, and lost where none does. For
"before" and "after" the words they govern decide: "the release before the talks" and "the talks
after the release" say one thing.
"""

from dataclasses import dataclass

from wasit.checks.fidelity.governed import (
    clause_span,
    conditions_of,
    governed,
    span_of,
    turned_round,
    words_of,
)
from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.phrases import folded
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Manner, Span

__all__ = ["compare_conditions"]

_NONE: Span = (0, 0)
_EQUAL: tuple[frozenset[str], ...] = (
    frozenset({"if", "proviso"}),
    frozenset({"proviso", "only_if"}),
    frozenset({"only_if", "not_before"}),
    frozenset({"before", "then"}),
    frozenset({"unless", "only_if"}),
    frozenset({"then", "not_before"}),
)
_STRICT = frozenset({"only_if", "not_before"})
_JOINABLE = frozenset({"if", "proviso", "only_if", "unless"})
_NOTS = frozenset({"not", "no", "never", "cannot", "won't", "none", "nothing", "nobody"})
_THEN_WORDS = frozenset({"then", "afterwards", "thereafter", "later", "subsequently", "alors", "ensuite",
    "entonces", "luego", "despues", "عندئذ", "тогда", "затем", "потом"})  # fmt: skip
_REAL = frozenset({"if", "proviso", "only_if", "unless", "not_before", "until", "even_if"})
_TIMELY = frozenset({"before", "after", "then"})
_LATER_GOVERNED = frozenset({"before", "then"})
_KNOWN, _ALL_KNOWN = 0.5, 0.75
_HALF, _REWORDED, _TOLD_ALIKE, _NEARLY_EQUAL = 0.58, 0.6, 0.75, 0.85


def _equal(one: str, other: str, *, english: bool, stays: bool, turned: bool) -> bool:
    if not turned and {one, other} == {"unless", "only_if"}:
        return False
    if one == other or any({one, other} <= group for group in _EQUAL):
        return True
    if stays and {one, other} == {"not_before", "until"}:
        return True
    return not english and {one, other} == {"until", "before"}


def _denies(reading: Reading) -> bool:
    """Whether a text denies anything at all, in a bound or a condition as well."""
    return any(token.key in _NOTS for token in reading.tokens)


def _pair_off(
    first: list[Operator], second: list[Operator], *, english: bool, stays: bool, turned: bool
) -> tuple[list[Operator], list[Operator]]:
    """What is left of both lists when equals, then near equals, are taken away."""
    left, right = list(first), list(second)
    for exact in (True, False):
        for one in list(left):
            for other in right:
                same = one.value == other.value or (
                    not exact
                    and _equal(one.value, other.value, english=english, stays=stays, turned=turned)
                )
                if same:
                    left.remove(one)
                    right.remove(other)
                    break
    return left, right


@dataclass(slots=True)
class _Apart:
    """The conditions of two texts that have no equal in the other; taken off as they are settled."""

    left: list[Operator]
    right: list[Operator]
    timely_left: list[Operator]
    timely_right: list[Operator]


def compare_conditions(a: Reading, b: Reading, links: Links, manner: Manner) -> list[FidelityError]:
    """Conditions lost, changed, or put on a promise that had none."""
    first, second = conditions_of(a), conditions_of(b)
    sharpened = [[o for o in each if o.value == "and_not_before"] for each in (first, second)]
    plain = [[o for o in each if o.value != "and_not_before"] for each in (first, second)]
    english = a.language == b.language == "en" and not (_denies(a) and _denies(b))
    stays = any(o.value in ("faint", "soft") for r in (a, b) for o in r.family("neg"))
    turned = len(a.denials) != len(b.denials) or links.close < _NEARLY_EQUAL or stays
    left, right = _pair_off(*plain, english=english, stays=stays, turned=turned)
    left, right = _settle_strict(left, right, *sharpened)
    _settle_joined(left, right)
    apart = _Apart(
        [o for o in left if o.value in _REAL],
        [o for o in right if o.value in _REAL],
        [o for o in left if o.value in _TIMELY],
        [o for o in right if o.value in _TIMELY],
    )
    found = _sharpened(plain, sharpened)
    found += _half_denied(a, b, apart.left, apart.right)
    _drop_turned(a, b, links, apart.timely_left, apart.right)
    _drop_turned(b, a, links.turned(), apart.timely_right, apart.left)
    apart.right = [o for o in apart.right if governed(b, o) or o.value in _STRICT]
    if links.close >= _HALF or a.language != b.language:
        found += _replaced(a, b, links, apart)
    found += _gone(a, b, links, apart, manner)
    found += _timely(a, b, links, apart.timely_left, apart.timely_right)
    return found + _put_on(a, b, links, apart.right, manner)


def _sharpened(plain: list[list[Operator]], sharpened: list[list[Operator]]) -> list[FidelityError]:
    """ "And not before" that was lost or added; beside "after" in both texts it says nothing new."""
    strict = [
        sharp or [o for o in each if o.value in _STRICT]
        for each, sharp in zip(plain, sharpened, strict=True)
    ]
    after_both = all(any(o.value == "after" for o in each) for each in plain)
    if sharpened[0] and not strict[1] and not after_both:
        why = "what was promised 'not before' is no longer so bound"
        return [_lost(span_of(sharpened[0][0]), why)]
    if sharpened[1] and not strict[0] and not after_both:
        place = span_of(sharpened[1][0])
        why = "'not before' was added"
        return [FidelityError(ErrorKind.CONDITION_CHANGED, _NONE, place, why)]
    return []


def _settle_joined(left: list[Operator], right: list[Operator]) -> None:
    """ "Pay, and we come" and "otherwise we go" are conditions told without an if."""
    for mine, theirs in ((left, right), (right, left)):
        joined = sum(o.value == "and_then" for o in theirs)
        for one in [o for o in mine if o.value in _JOINABLE][:joined]:
            mine.remove(one)


def _gone(
    a: Reading, b: Reading, links: Links, apart: _Apart, manner: Manner
) -> list[FidelityError]:
    """Conditions that the other text tells by no operator, and by no words of its own."""
    close = links.close
    if close < _TOLD_ALIKE and _told_otherwise(apart.right + apart.timely_right, b, a):
        return []
    found: list[FidelityError] = []
    for one in apart.left:
        share = links.share_of_one(governed(a, one))
        shorter = _shorter(a, b, links, one)
        plainly = manner is not Manner.OWN_IDEA and close >= _HALF
        plainly = plainly and one.value not in ("until", "even_if")
        if one.value in ("if", "proviso") and _by_a_preposition(a, b, links, one, apart):
            continue
        alike = plainly and (close >= _TOLD_ALIKE or (share < _ALL_KNOWN and shorter))
        unbound = plainly and one.value in _BINDING and not _binds(b)
        if alike or unbound or (share < _KNOWN and shorter):
            why = f"the condition '{words_of(a, one)}' is gone"
            found.append(_lost(clause_span(a, one), why))
    return found


_PREPOSITIONS = frozenset({"with", "on", "upon", "when", "soon", "once", "given", "against", "whenever", "avec",
    "quand", "lorsque", "dès", "con", "cuando", "с", "при", "когда", "مع", "عند", "عندما", "با", "هنگام", "وقتي"})  # fmt: skip
_LED = 4


def _by_a_preposition(a: Reading, b: Reading, links: Links, one: Operator, apart: _Apart) -> bool:
    """ "If the depot had a room" told as "with a room at the depot", or as "as soon as"."""
    if any(o.value == "after" for o in apart.timely_right):
        return True
    told = [b.content[m].index for n in governed(a, one) for m in links.one.get(n, ())]
    return any(
        b.tokens[i].key in _PREPOSITIONS for at in told for i in range(max(at - _LED, 0), at)
    )


_BINDING = frozenset({"only_if", "not_before", "unless"})
_BINDERS = folded("""
    if only unless until till before after once when with without provided providing condition conditional subject
    first prior precede precedes preceded wait waits waiting pending depend depends depending otherwise else
    require requires required need needs upon following except save barring long while as
    si seulement sauf moins avant après une fois quand lorsque dès avec sans condition pourvu attendre attente
    tant d'abord préalable faute reste restera même
    si solo sólo salvo menos antes después una vez cuando con sin condición siempre mientras hasta tras primero
    previo espera aunque cuanto
    اذا إذا إن إلا ما لم قبل بعد عند عندما حين حتى شرط بشرط شريطة مع دون بدون بانتظار ريثما فور طالما وإلا
    اگر مگر تا وقتی پس پیش قبل بعد شرط شرطی مشروط با بدون هنگام زمانی در صورت تنها فقط وگرنه
    если только лишь пока до после когда без при условии прежде сначала затем как иначе случае кроме вслед
    """)
"""Words by which a text may bind one act to another; where none stands, nothing is bound."""


def _binds(reading: Reading) -> bool:
    keys = {token.key for token in reading.tokens}
    return bool(keys & _BINDERS) or bool(reading.denials)


def _put_on(
    a: Reading, b: Reading, links: Links, right: list[Operator], manner: Manner
) -> list[FidelityError]:
    """Conditions put on a promise that had none."""
    found = [
        FidelityError(ErrorKind.NEGATION, _NONE, clause_span(b, other), "a negation was added")
        for other in right
        if other.value == "not_before" and not governed(b, other) and a.dates and b.dates
    ]
    if manner is Manner.OWN_IDEA or links.close < _HALF or a.language != b.language:
        return found
    return found + [e for o in right if (e := _added(b, o, links)) is not None]


_LACKING = frozenset({"without", "sans", "sin", "без", "بدون", "دون", "بلا"})


def _half_denied(
    a: Reading, b: Reading, left: list[Operator], right: list[Operator]
) -> list[FidelityError]:
    """ "No delivery without a guarantee" against "delivery without a guarantee": a lost "no"."""
    found: list[FidelityError] = []
    for mine, reading, other in ((left, a, b), (right, b, a)):
        plain = [o for o in other.family("neg") if other.tokens[o.first].key in _LACKING]
        doubled = next((o for o in mine if reading.tokens[o.first].key in _LACKING), None)
        if doubled is None or not plain:
            continue
        mine.remove(doubled)
        spans = (
            (span_of(doubled), span_of(plain[0]))
            if mine is left
            else (span_of(plain[0]), span_of(doubled))
        )
        found.append(FidelityError(ErrorKind.NEGATION, *spans, "one of two negations differs"))
    return found


def _drop_turned(
    a: Reading, b: Reading, links: Links, timely: list[Operator], strict: list[Operator]
) -> None:
    """ "Y before we return" and "we return only after Y" are one order; both are settled."""
    for one in list(timely):
        other = next((o for o in strict if o.value == "not_before"), None)
        if one.value != "before" or other is None:
            continue
        then = b.tokens[other.last].key in _THEN_WORDS
        if then != turned_round(a, b, links, one, other):
            timely.remove(one)
            strict.remove(other)


def _settle_strict(
    left: list[Operator],
    right: list[Operator],
    sharpened_a: list[Operator],
    sharpened_b: list[Operator],
) -> tuple[list[Operator], list[Operator]]:
    """ "If X, and not before" equals "only after X": the strict one settles both."""
    for mine, theirs, sharp in ((left, right, sharpened_a), (right, left, sharpened_b)):
        if not sharp:
            continue
        loose = next((o for o in mine if o.value in ("if", "proviso", "after")), None)
        strict = next((o for o in theirs if o.value in _STRICT), None)
        if loose is not None and strict is not None:
            mine.remove(loose)
            theirs.remove(strict)
    return left, right


def _lost(span: Span, why: str) -> FidelityError:
    return FidelityError(ErrorKind.CONDITION_LOST, span, _NONE, why)


def _replaced(a: Reading, b: Reading, links: Links, apart: _Apart) -> list[FidelityError]:
    """Conditions that stand where another stood; used ones are taken off the lists."""
    found: list[FidelityError] = []
    near = links.close >= _NEARLY_EQUAL
    for mine, theirs in (
        (apart.left, apart.right),
        (apart.left if near else [], apart.timely_right),
        (apart.timely_left if near else [], apart.right),
        (apart.left, [o for o in apart.timely_right if o.value == "after"]),
    ):
        for one in list(mine):
            if not theirs:
                break
            listed = theirs is apart.right or theirs is apart.timely_right
            if not listed and one.value != "unless":
                continue
            other = theirs.pop(0)
            mine.remove(one)
            error = _became(a, b, links, one, other)
            if error is not None:
                found.append(error)
    return found


def _became(
    a: Reading, b: Reading, links: Links, one: Operator, other: Operator
) -> FidelityError | None:
    """The error of one condition in another's place, unless both may say the same."""
    close = links.close
    if close < _TOLD_ALIKE and not _opposed(one, other):
        return None
    only_unless = {one.value, other.value} == {"if", "unless"}
    plainly = "even_if" in (one.value, other.value)
    turnable = (close < _NEARLY_EQUAL or only_unless) and not plainly
    if turnable and _turned_inside_out(a, b, links, one, other):
        return None
    denied = one.value in ("before", "until") and other.value == "not_before"
    kind = ErrorKind.NEGATION if denied else ErrorKind.CONDITION_CHANGED
    why = f"'{words_of(a, one)}' became '{words_of(b, other)}'"
    return FidelityError(kind, span_of(one), span_of(other), why)


_OPPOSED: tuple[frozenset[str], ...] = (
    frozenset({"if", "unless"}),
    frozenset({"proviso", "unless"}),
    frozenset({"even_if", "if"}),
    frozenset({"even_if", "proviso"}),
    frozenset({"even_if", "only_if"}),
    frozenset({"even_if", "not_before"}),
    frozenset({"even_if", "unless"}),
    frozenset({"even_if", "until"}),
    frozenset({"unless", "after"}),
)
"""Conditions of which one can hardly be a rewording of the other."""


def _turned_inside_out(
    a: Reading, b: Reading, links: Links, one: Operator, other: Operator
) -> bool:
    """Whether another condition may say the same because what it governs was turned as well.

    "As long as they shoot" and "unless they stop shooting" are one: some governed word, or a
    denial, is then found in one of the texts alone.
    """
    denials = [sum(o.value == "hard" for o in r.family("neg")) for r in (a, b)]
    if a.language != b.language:
        return denials[0] != denials[1]
    mine, theirs = governed(a, one), governed(b, other)
    all_told = links.share_of_one(mine) == 1.0 and links.share_of_other(theirs) == 1.0
    return not all_told or denials[0] != denials[1]


def _opposed(one: Operator, other: Operator) -> bool:
    return any({one.value, other.value} <= pair for pair in _OPPOSED)


def _told_otherwise(right: list[Operator], b: Reading, a: Reading) -> bool:
    """Whether the other text has a condition or an "only" of its own to tell a lost one by."""
    told = [o for o in right if o.value != "then"]
    return bool(told) or "only" in b.values("quant") - a.values("quant")


def _shorter(a: Reading, b: Reading, links: Links, one: Operator) -> bool:
    """Whether the other text has too few words of its own to tell what a condition governs."""
    if a.language != b.language or links.close >= _TOLD_ALIKE:
        return True
    lost = sum(1 for n in governed(a, one) if n not in links.one)
    own = len(b.content) - len(links.single_other)
    return own < lost or len(a.content) - len(b.content) >= max(1, lost // 2)


def _added(b: Reading, other: Operator, links: Links) -> FidelityError | None:
    """A new condition, where its words are new too; else it only joins what was said."""
    positions = governed(b, other)
    new = sum(1 for n in positions if n not in links.other)
    if links.share_of_other(positions) >= _KNOWN or new < 2:
        return None
    span = clause_span(b, other)
    return FidelityError(ErrorKind.ADDITION, _NONE, span, "a condition was added")


def _timely(
    a: Reading,
    b: Reading,
    links: Links,
    left: list[Operator],
    right: list[Operator],
) -> list[FidelityError]:
    """ "Before" and "after" that found no equal: turned round, or gone."""
    found: list[FidelityError] = []
    for one in list(left):
        opposite = next((o for o in right if _direction(o) != _direction(one)), None)
        if opposite is None:
            continue
        left.remove(one)
        right.remove(opposite)
        theirs = set(governed(b, opposite))
        same = any(theirs & set(links.one.get(n, ())) for n in governed(a, one))
        if same and not turned_round(a, b, links, one, opposite):
            found.append(
                FidelityError(
                    ErrorKind.SEQUENCE,
                    clause_span(a, one),
                    clause_span(b, opposite),
                    f"'{words_of(a, one)}' became '{words_of(b, opposite)}'",
                )
            )
    if links.close < _REWORDED and a.language == b.language:
        return found
    ordered = b.family("seq") or [o for o in b.family("cond") if o.value != "even_if"]
    for one in left:
        words = governed(a, one)
        kept = links.share_of_one(words) >= _KNOWN
        if ordered or len(words) == 0 or kept or one.value == "then":
            continue
        if a.text[one.start : one.end].lower() in _WEAK_TIMES:
            continue
        found.append(_lost(clause_span(a, one), "what it waits for is no longer said"))
    return found


def _direction(operator: Operator) -> bool:
    return operator.value in _LATER_GOVERNED


_WEAK_TIMES = frozenset({"when", "once", "quand", "cuando", "عند", "когда", "later", "then", "ثم",
    "ensuite", "puis", "luego", "затем", "потом", "بعدا", "وقتی", "lors", "lorsque", "and then",
    "حين", "عندما", "upon", "ahead", "earlier", "previously", "قبلا", "antes", "avant", "до", "قبل",
    "لدى", "thereafter", "afterwards", "following", "سپس", "tras"})  # fmt: skip
