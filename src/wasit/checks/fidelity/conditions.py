# ruff: noqa: E501 - tables of words are kept together
"""Conditions and order compared: kept, lost, changed; before and after; first and then.

Operators are compared in their canonical form (``reading``). A condition that has no equal in the
other text is changed where another operator stands in its place, and lost where none does. For
"before" and "after" the words they govern decide: "the release before the talks" and "the talks
after the release" say one thing.
"""

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Manner, Span

__all__ = ["compare_conditions", "compare_order"]

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
_GOVERNED, _MOST_GOVERNED = 9, 4
_KNOWN, _ALL_KNOWN = 0.5, 0.75
_HALF, _REWORDED, _TOLD_ALIKE, _NEARLY_EQUAL = 0.58, 0.6, 0.75, 0.85


def _span(operator: Operator) -> Span:
    return operator.start, operator.end


def _words(reading: Reading, operator: Operator) -> str:
    return reading.text[operator.start : operator.end]


def _conditions(reading: Reading) -> list[Operator]:
    """Conditions of a text, without prepositions that only lead a date, a time or a length."""
    values = [
        *((q.start, q.bound_start) for q in reading.quantities if not q.weak or q.unit),
        *((d.start, -1) for d in reading.dates),
        *((c.start, -1) for c in reading.clocks),
    ]
    starts = {start for start, _ in values} | {bound for _, bound in values if bound >= 0}
    found: list[Operator] = []
    for each in reading.family("cond"):
        following = [t for t in reading.tokens if t.start >= each.end][:3]
        leads = any(t.start in starts for t in following[:2] if t.text not in ".;")
        if leads and each.value in ("before", "after", "until"):
            continue
        if each.value in ("until", "not_before") and _leads_a_place(reading, each):
            continue
        found.append(each)
    return found


def _leads_a_place(reading: Reading, operator: Operator) -> bool:
    """ "Jusqu'à Marseille", "hasta Lima": a way, not a time."""
    if operator.words > 2:
        return False
    return any(0 <= name.start - operator.end <= 2 for name in reading.names)


def _governed(reading: Reading, operator: Operator) -> list[int]:
    """Positions in ``content`` of the words an operator governs: to the end of its clause."""
    stop = reading.sentence_of(operator.first)[1]
    for index in range(operator.last + 1, stop + 1):
        if reading.tokens[index].key in (",", "،"):
            stop = index
            break
    stop = min(stop, operator.last + _GOVERNED)
    found = [n for n, c in enumerate(reading.content) if operator.last < c.index <= stop]
    return found[:_MOST_GOVERNED]


def _clause_span(reading: Reading, operator: Operator) -> Span:
    """The operator with the words it governs, for showing what was lost."""
    stop = reading.sentence_of(operator.first)[1]
    last = operator.last
    for index in range(operator.last + 1, stop + 1):
        token = reading.tokens[index]
        if token.key in ",،.;!?؟؛:)»":
            break
        last = index
    return operator.start, max(operator.end, reading.tokens[last].end)


def _equal(one: str, other: str, *, english: bool) -> bool:
    if one == other or any({one, other} <= group for group in _EQUAL):
        return True
    return not english and {one, other} == {"until", "before"}


def _denies(reading: Reading) -> bool:
    """Whether a text denies anything at all, in a bound or a condition as well."""
    return any(token.key in _NOTS for token in reading.tokens)


def _pair_off(
    first: list[Operator], second: list[Operator], *, english: bool
) -> tuple[list[Operator], list[Operator]]:
    """What is left of both lists when equals, then near equals, are taken away."""
    left, right = list(first), list(second)
    for exact in (True, False):
        for one in list(left):
            for other in right:
                same = one.value == other.value or (
                    not exact and _equal(one.value, other.value, english=english)
                )
                if same:
                    left.remove(one)
                    right.remove(other)
                    break
    return left, right


def compare_conditions(a: Reading, b: Reading, links: Links, manner: Manner) -> list[FidelityError]:
    """Conditions lost, changed, or put on a promise that had none."""
    first, second = _conditions(a), _conditions(b)
    sharpened_a = [o for o in first if o.value == "and_not_before"]
    sharpened_b = [o for o in second if o.value == "and_not_before"]
    first = [o for o in first if o.value != "and_not_before"]
    second = [o for o in second if o.value != "and_not_before"]
    left, right = _pair_off(
        first, second, english=a.language == b.language == "en" and not (_denies(a) and _denies(b))
    )
    left, right = _settle_strict(left, right, sharpened_a, sharpened_b)
    found: list[FidelityError] = []
    strict_b = sharpened_b or [o for o in second if o.value in _STRICT]
    strict_a = sharpened_a or [o for o in first if o.value in _STRICT]
    after_both = all(any(o.value == "after" for o in r) for r in (first, second))
    if sharpened_a and not strict_b and not after_both:
        found.append(
            _lost(_span(sharpened_a[0]), "what was promised 'not before' is no longer so bound")
        )
    if sharpened_b and not strict_a:
        found.append(
            FidelityError(
                ErrorKind.CONDITION_CHANGED, _NONE, _span(sharpened_b[0]), "'not before' was added"
            )
        )
    joined = [o for o in right if o.value == "and_then"]
    for one in [o for o in left if o.value in _JOINABLE][: len(joined)]:
        left.remove(one)
    joined = [o for o in left if o.value == "and_then"]
    for other in [o for o in right if o.value in _JOINABLE][: len(joined)]:
        right.remove(other)
    real_left = [o for o in left if o.value in _REAL]
    real_right = [o for o in right if o.value in _REAL]
    timely_left = [o for o in left if o.value in _TIMELY]
    timely_right = [o for o in right if o.value in _TIMELY]
    found += _half_denied(a, b, real_left, real_right)
    _drop_turned(a, b, links, timely_left, real_right)
    _drop_turned(b, a, links.turned(), timely_right, real_left)
    real_right = [o for o in real_right if _governed(b, o) or o.value in _STRICT]
    if links.close >= _HALF or a.language != b.language:
        found += _replaced(a, b, links, real_left, real_right, timely_left, timely_right)
    found += [
        _lost(_clause_span(a, one), f"the condition '{a.text[one.start : one.end]}' is gone")
        for one in real_left
        if (
            manner is not Manner.OWN_IDEA
            and links.close >= _HALF
            and one.value not in ("until", "even_if")
            and (
                links.close >= _TOLD_ALIKE
                or (
                    links.share_of_one(_governed(a, one)) < _ALL_KNOWN
                    and _shorter(a, b, links, one)
                )
            )
        )
        or (links.share_of_one(_governed(a, one)) < _KNOWN and _shorter(a, b, links, one))
        if links.close >= _TOLD_ALIKE or not _told_otherwise(real_right + timely_right, b, a)
    ]
    found += _timely(a, b, links, timely_left, timely_right)
    found += [
        FidelityError(ErrorKind.NEGATION, _NONE, _clause_span(b, other), "a negation was added")
        for other in real_right
        if other.value == "not_before" and not _governed(b, other) and a.dates and b.dates
    ]
    if manner is not Manner.OWN_IDEA:
        told = links.close >= _HALF and a.language == b.language
        found += [e for o in real_right if told and (e := _added(b, o, links)) is not None]
    return found


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
            (_span(doubled), _span(plain[0])) if mine is left else (_span(plain[0]), _span(doubled))
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
        if then != _turned(a, b, links, one, other):
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


def _replaced(
    a: Reading,
    b: Reading,
    links: Links,
    real_left: list[Operator],
    real_right: list[Operator],
    timely_left: list[Operator],
    timely_right: list[Operator],
) -> list[FidelityError]:
    """Conditions that stand where another stood; used ones are taken off the lists."""
    found: list[FidelityError] = []
    close = links.close
    for mine, theirs in (
        (real_left, real_right),
        (real_left if close >= _NEARLY_EQUAL else [], timely_right),
        (timely_left if close >= _NEARLY_EQUAL else [], real_right),
    ):
        for one in list(mine):
            if not theirs:
                break
            other = theirs.pop(0)
            mine.remove(one)
            denied = one.value in ("before", "until") and other.value == "not_before"
            if close < _TOLD_ALIKE and not _opposed(one, other):
                continue
            only_unless = {one.value, other.value} == {"if", "unless"}
            plainly = "even_if" in (one.value, other.value)
            if (close < _NEARLY_EQUAL or only_unless) and not plainly and _turned_inside_out(
                a, b, links, one, other
            ):
                continue
            kind = ErrorKind.NEGATION if denied else ErrorKind.CONDITION_CHANGED
            why = f"'{_words(a, one)}' became '{_words(b, other)}'"
            found.append(FidelityError(kind, _span(one), _span(other), why))
    return found


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
    mine, theirs = _governed(a, one), _governed(b, other)
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
    lost = sum(1 for n in _governed(a, one) if n not in links.one)
    own = len(b.content) - len(links.single_other)
    return own < lost or len(a.content) - len(b.content) >= max(1, lost // 2)


def _added(b: Reading, other: Operator, links: Links) -> FidelityError | None:
    """A new condition, where its words are new too; else it only joins what was said."""
    positions = _governed(b, other)
    new = sum(1 for n in positions if n not in links.other)
    if links.share_of_other(positions) >= _KNOWN or new < 2:
        return None
    span = _clause_span(b, other)
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
        governed = set(_governed(b, opposite))
        same = any(governed & set(links.one.get(n, ())) for n in _governed(a, one))
        if same and not _turned(a, b, links, one, opposite):
            found.append(
                FidelityError(
                    ErrorKind.SEQUENCE,
                    _clause_span(a, one),
                    _clause_span(b, opposite),
                    f"'{_words(a, one)}' became '{_words(b, opposite)}'",
                )
            )
    if links.close < _REWORDED and a.language == b.language:
        return found
    ordered = b.family("seq") or [o for o in b.family("cond") if o.value != "even_if"]
    for one in left:
        governed = _governed(a, one)
        kept = links.share_of_one(governed) >= _KNOWN
        if ordered or len(governed) == 0 or kept or one.value == "then":
            continue
        if a.text[one.start : one.end].lower() in _WEAK_TIMES:
            continue
        found.append(_lost(_clause_span(a, one), "what it waits for is no longer said"))
    return found


def _direction(operator: Operator) -> bool:
    return operator.value in _LATER_GOVERNED


_WEAK_TIMES = frozenset({"when", "once", "quand", "cuando", "عند", "когда", "later", "then", "ثم",
    "ensuite", "puis", "luego", "затем", "потом", "بعدا", "وقتی", "lors", "lorsque", "and then",
    "حين", "عندما", "upon", "ahead", "earlier", "previously", "قبلا", "antes", "avant", "до", "قبل",
    "لدى", "thereafter", "afterwards", "following", "سپس", "tras"})  # fmt: skip


def _turned(a: Reading, b: Reading, links: Links, one: Operator, other: Operator) -> bool:
    """Whether "X before Y" was told as "Y after X": the governed words changed sides."""
    mine = _governed(a, one)
    theirs = set(_governed(b, other))
    if not mine or not theirs:
        return False
    same = sum(1 for n in mine if theirs & set(links.one.get(n, ())))
    elsewhere = sum(1 for n in mine if set(links.one.get(n, ())) - theirs)
    return elsewhere > same


def compare_order(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Acts whose order was turned round: by the governed words, or by first, then, together."""
    found: list[FidelityError] = []
    if a.language != b.language:
        return _marked_order(a, b, links)
    if links.close < _REWORDED:
        return _marked_order(a, b, links)
    for value in ("before", "after", "not_before", "then"):
        mine = [o for o in _conditions(a) if o.value == value]
        theirs = [o for o in _conditions(b) if o.value == value]
        for one, other in zip(mine, theirs, strict=False):
            if _said_before(a, one) == _said_before(b, other) and _crossed(a, b, links, one, other):
                spans = _clause_span(a, one), _clause_span(b, other)
                found.append(
                    FidelityError(
                        ErrorKind.SEQUENCE, *spans, "the order of the acts is turned round"
                    )
                )
    return found or _marked_order(a, b, links)


_BEFORE_WORDS = frozenset({"before", "prior", "ahead", "avant", "antes", "قبل", "پیش", "до", "перед",
    "прежде"})  # fmt: skip


def _said_before(reading: Reading, operator: Operator) -> bool:
    """Whether an order is said by "before": "X before Y" governs what "Y only after X" leads."""
    return reading.tokens[operator.first].key in _BEFORE_WORDS


def _around(reading: Reading, operator: Operator) -> tuple[list[int], list[int]]:
    """Content words the operator governs, and those of the rest of its sentence."""
    first, last = reading.sentence_of(operator.first)
    governed = _governed(reading, operator)
    rest = [
        n for n, c in enumerate(reading.content) if first <= c.index <= last and n not in governed
    ]
    return governed, rest


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


_MARKS = ("first", "last", "same_time")


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
            return [FidelityError(ErrorKind.SEQUENCE, _span(one), _span(other), why)]
        if one.value == "same_time" and (timely or "first" in theirs):
            return [FidelityError(ErrorKind.SEQUENCE, _span(one), _NONE, "no longer at once")]
        if links.close < _REWORDED:
            continue
        if one.value == "same_time" or (one.value == "first" and not timely):
            return [FidelityError(ErrorKind.SEQUENCE, _span(one), _NONE, "the order is gone")]
    for other in second:
        if other.value == "same_time" and other.value not in ours and timely_a:
            return [FidelityError(ErrorKind.SEQUENCE, _NONE, _span(other), "now at once")]
    found += _first_moved(a, b, links)
    return found


def _first_moved(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """ "First" said of another act than before."""
    mine = next((o for o in a.family("seq") if o.value == "first"), None)
    theirs = next((o for o in b.family("seq") if o.value == "first"), None)
    if mine is None or theirs is None:
        return []
    near_a = _nearest(a, mine)
    near_b = set(_nearest(b, theirs))
    if len(near_a) < 2 or len(near_b) < 2:
        return []
    here = sum(1 for n in near_a if set(links.one.get(n, ())) & near_b)
    there = sum(1 for n in near_a if set(links.one.get(n, ())) - near_b)
    if here == 0 and there >= 2:
        return [
            FidelityError(ErrorKind.SEQUENCE, _span(mine), _span(theirs), "another act is first")
        ]
    return []


def _nearest(reading: Reading, operator: Operator, count: int = 3) -> list[int]:
    order = sorted(
        range(len(reading.content)), key=lambda n: abs(reading.content[n].index - operator.first)
    )
    return order[:count]
