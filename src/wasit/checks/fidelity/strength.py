# ruff: noqa: E501 - tables of words are kept together
"""Negation and strength of commitment compared.

Negations are counted after conditions and bounds have used up theirs; a word that denies by itself
("refuse", "out of the question") makes up for a lost "not". Strength is compared by groups of
words that promise alike; a group that vanished while a stronger or weaker one appeared is a
change, and so is a hedge that vanished or appeared alone.
"""

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Manner, Span

__all__ = ["bears_on_known", "compare_modality", "compare_negation", "with_next"]

_NONE: Span = (0, 0)
_NEAR = 4
_DENYING = frozenset({"even_if", "unless", "only_if", "not_before"})
_SOFT = frozenset({"possible", "consider", "advise", "request", "willing", "intend"})
_COULD = frozenset({"could", "can", "could live with", "can live with", "pourrait", "pourraient",
    "podría", "podrían", "могли бы", "мог бы", "able to", "يمكن", "can accept", "could accept",
    "en mesure de", "en condiciones de", "pourrais", "pourrions", "podríamos"})  # fmt: skip
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"commit", "oblige"}),
    frozenset({"intend", "request"}),
    frozenset({"request", "advise"}),
    frozenset({"willing", "request"}),
    frozenset({"commit", "done"}),
)
_LOUD = ("possible", "consider", "intend", "willing", "advise", "note", "welcome", "request",
         "demand", "reserve", "reject")  # fmt: skip
_HEDGES = frozenset({"possible", "consider", "note"})
_QUIET_WORDS = frozenset({"can", "want", "wants", "back", "hear", "heard", "received", "receive",
    "support", "register", "note", "notes", "better", "see", "would", "'d", "plan", "claim", "offer",
    "offers", "may be able", "able to", "is ready", "discuss", "discussed", "claims", "seek", "seeks",
    "wish", "require", "requires", "pueden", "puede", "poder", "peut", "peuvent", "pouvoir", "может",
    "могут", "можно", "يمكن", "discuter", "discutir", "want to", "wants to"})  # fmt: skip
_PAST_SAY = frozenset({"said", "told", "indicated", "stated", "added", "promised", "made", "dit", "dijo",
    "dijeron", "informed", "conveyed", "declared", "assured", "reported", "asked", "confirmed", "let",
    "disaient", "dijeran", "passed", "says", "say", "agreed", "pledged", "undertook", "dicen"})  # fmt: skip


def _span(operator: Operator) -> Span:
    return operator.start, operator.end


def with_next(reading: Reading, operator: Operator) -> Span:
    """An operator with the content word it bears on."""
    following = next((c for c in reading.content if c.index > operator.last), None)
    if following is None or following.index - operator.last > 3:
        return _span(operator)
    return operator.start, following.end


def bears_on_known(operator: Operator, reading: Reading, table: dict[int, tuple[int, ...]]) -> bool:
    """Whether the word an operator bears on has a match: else its whole clause is at stake."""
    for position, content in enumerate(reading.content):
        if content.index > operator.last:
            return content.index - operator.last > _NEAR or position in table
    return True


def _spare(reading: Reading) -> int:
    """Conditions that deny by themselves and may have taken a negation in."""
    return sum(o.value in _DENYING for o in reading.family("cond"))


def compare_negation(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """A "not" that was lost or added, with nothing that makes up for it."""
    hard_a, soft_a = _negations(a)
    hard_b, soft_b = _negations(b)
    lost = len(hard_a) - len(hard_b)
    if lost > 0 and soft_b - soft_a + max(_spare(b) - _spare(a), 0) < lost:
        where = _unmatched(hard_a, hard_b, a, b)
        if bears_on_known(where, a, links.one):
            spans = with_next(a, where), _verb_in(a, b, where)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
    if lost < 0 and soft_a - soft_b + max(_spare(a) - _spare(b), 0) < -lost:
        where = _unmatched(hard_b, hard_a, b, a)
        if bears_on_known(where, b, links.other):
            spans = _verb_in(b, a, where), with_next(b, where)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]
    return []


def _negations(reading: Reading) -> tuple[list[Operator], int]:
    """The hard negations of a text, and how many soft ones it has."""
    every = reading.family("neg")
    hard = [o for o in every if o.value == "hard"]
    return hard, len(every) - len(hard)


def _unmatched(more: list[Operator], fewer: list[Operator], x: Reading, y: Reading) -> Operator:
    """Which of the negations has no fellow beside the same word in the other text."""

    def beside(reading: Reading, o: Operator) -> str:
        return next((c.stem for c in reading.content if c.index > o.last), "")

    known = {beside(y, o) for o in fewer}
    return next((o for o in more if beside(x, o) not in known), more[-1])


def _verb_in(x: Reading, y: Reading, where: Operator) -> Span:
    """The word the negation bore on, found in the other text."""
    target = next((c for c in x.content if c.index > where.last), None)
    if target is None:
        return _NONE
    for content in y.content:
        if content.stem == target.stem or content.concepts & target.concepts:
            return content.start, content.end
    return _NONE


def _alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= group for group in _ALIKE)


def _mods(reading: Reading) -> list[Operator]:
    return [o for o in reading.operators if o.family in ("mod", "tense")]


def _promised(reading: Reading, mods: list[Operator], *, past: bool, manner: Manner) -> set[str]:
    """The strengths a text has, with those its manner and tense make equal."""
    values = {o.value for o in mods}
    denied = any(o.value == "hard" for o in reading.family("neg"))
    if (past or manner is Manner.OWN_IDEA) and "commit" in values:
        values.add("willing")
    if denied and "reject" in values:
        values |= {"willing", "commit"}
    if any(_word(reading, o) in _COULD for o in mods):
        values |= {"possible", "willing"}
    return values


def compare_modality(a: Reading, b: Reading, links: Links, manner: Manner) -> list[FidelityError]:
    """A commitment that became weaker or stronger."""
    mods_a, mods_b = _mods(a), _mods(b)
    past = a.language == b.language == "en" and any(t.key in _PAST_SAY for t in b.tokens)
    values_a = _promised(a, mods_a, past=past, manner=manner)
    values_b = _promised(b, mods_b, past=past, manner=manner)
    if len(_negations(a)[0]) > len(_negations(b)[0]):
        values_a.add("reject")
    if len(_negations(b)[0]) > len(_negations(a)[0]):
        values_b.add("reject")
    gone = [o for o in mods_a if not any(_alike(o.value, v) for v in values_b)]
    new = [o for o in mods_b if not any(_alike(o.value, v) for v in values_a)]
    if manner is Manner.OWN_IDEA:
        gone = [o for o in gone if o.value not in _SOFT]
        new = [o for o in new if o.value not in _SOFT]
    return _replaced(a, b, gone, new) or _alone(a, b, links, gone, new)


def _replaced(
    a: Reading, b: Reading, gone: list[Operator], new: list[Operator]
) -> list[FidelityError]:
    for one in gone:
        other = next((o for o in new if not _alike(o.value, one.value) and _loud(b, o)), None)
        plain = one.value in ("commit", "oblige")
        if other is not None and (plain or _loud(a, one)):
            why = f"'{_word(a, one)}' became '{_word(b, other)}'"
            return [FidelityError(ErrorKind.MODALITY, _span(one), _span(other), why)]
    for other in new:
        one = next((o for o in gone if not _alike(o.value, other.value) and _loud(a, o)), None)
        if one is not None and other.value in ("commit", "oblige", "done"):
            why = f"'{_word(a, one)}' became '{_word(b, other)}'"
            return [FidelityError(ErrorKind.MODALITY, _span(one), _span(other), why)]
    return []


def _alone(
    a: Reading, b: Reading, links: Links, gone: list[Operator], new: list[Operator]
) -> list[FidelityError]:
    """A hedge that vanished, or that appeared, with nothing in its place."""
    for one in gone:
        if one.value in _HEDGES and _loud(a, one) and bears_on_known(one, a, links.one):
            spans = with_next(a, one), _NONE
            return [FidelityError(ErrorKind.MODALITY, *spans, "the hedge is gone")]
    for other in new:
        hedge = other.value in _HEDGES or other.value == "intend"
        if hedge and _loud(b, other) and bears_on_known(other, b, links.other):
            spans = _NONE, with_next(b, other)
            return [FidelityError(ErrorKind.MODALITY, *spans, "a hedge was added")]
    return []


def _word(reading: Reading, operator: Operator) -> str:
    return reading.text[operator.start : operator.end].lower()


def _loud(reading: Reading, operator: Operator) -> bool:
    """Whether a strength is said by a word that surely says it."""
    return operator.value in _LOUD and _word(reading, operator) not in _QUIET_WORDS
