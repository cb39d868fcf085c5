# ruff: noqa: E501 - tables of words are kept together
"""Strength of commitment compared.

Strength is compared by groups of words that promise alike; a group that vanished while a stronger or
weaker one appeared is a change, and so is a hedge that vanished or appeared alone. What says yes to
another's act ("we accept that they visit") promises as much as leave to do it.
"""

import re

from wasit.checks.fidelity.bearing import bears_on_known, mods_of, span_of, with_next, word_of
from wasit.checks.fidelity.denials import negations_of
from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Manner, Span

__all__ = ["compare_modality"]

_NONE: Span = (0, 0)
_SLOT = 3
_NEARLY_EQUAL = 0.85
_LOOSE, _HALF, _REWORDED, _CLOSE = 0.36, 0.5, 0.6, 0.7
_SOFT = frozenset({"possible", "consider", "advise", "request", "willing", "intend"})
_COULD = frozenset({"could", "can", "could live with", "can live with", "pourrait", "pourraient",
    "podría", "podrían", "могли бы", "мог бы", "able to", "يمكن", "can accept", "could accept",
    "en mesure de", "en condiciones de", "pourrais", "pourrions", "podríamos"})  # fmt: skip
_ACCEPTABLE = frozenset(
    {"fine", "suits", "suit", "acceptable", "aceptable", "مقبول", "приемлемо", "قابلقبول"}
)
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"commit", "ready"}),
    frozenset({"willing", "ready"}),
    frozenset({"oblige", "demand"}),
    frozenset({"possible", "willing"}),
    frozenset({"permit", "possible"}),
    frozenset({"permit", "willing"}),
    frozenset({"permit", "commit"}),
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


def _alike(one: str, other: str) -> bool:
    if "reported" in (one, other):
        return {one, other} & {"commit", "willing", "ready", "reported", "oblige"} != set()
    return one == other or any({one, other} <= group for group in _ALIKE)


def _promised(reading: Reading, mods: list[Operator], *, past: bool, manner: Manner) -> set[str]:
    """The strengths a text has, with those its manner and tense make equal."""
    values = {o.value for o in mods}
    denied = any(o.value == "hard" for o in reading.family("neg"))
    if (past or manner is Manner.OWN_IDEA) and values & {"commit", "willing"}:
        values.add("ready")
    if any(o.value == "willing" and _not_against(reading, o) for o in mods):
        values |= {"commit", "ready", "welcome"}
    if denied and "reject" in values:
        values |= {"willing", "commit"}
    if denied and "possible" in values:
        values |= {"oblige", "commit"}
    return values


_NOT_AGAINST = re.compile(r"\b(?:not|no|nothing|n't|ne|rien|pas|nada|не|ничего|لا|مانع|بدون)\b")


def _not_against(reading: Reading, operator: Operator) -> bool:
    """Whether readiness is said by a denial ("would not object"): it accepts as much as "yes"."""
    return bool(_NOT_AGAINST.search(word_of(reading, operator)))


def compare_modality(a: Reading, b: Reading, links: Links, manner: Manner) -> list[FidelityError]:
    """A commitment that became weaker or stronger."""
    mods_a, mods_b = mods_of(a), mods_of(b)
    noted = _noted(a, b, mods_a, mods_b)
    if noted:
        return noted
    values_a, values_b = _strengths(a, b, links, manner)
    gone = [o for o in mods_a if not any(_alike(o.value, v) for v in values_b)]
    new = [o for o in mods_b if not any(_alike(o.value, v) for v in values_a)]
    gone = [o for o in gone if not (o.value == "willing" and _not_against(a, o))]
    new = [o for o in new if not (o.value == "willing" and _not_against(b, o))]
    if manner is Manner.OWN_IDEA:
        gone = [o for o in gone if o.value not in _SOFT]
        new = [o for o in new if o.value not in _SOFT]
    across = a.language != b.language
    replaced = _replaced(a, b, links, gone, new) if across or links.close >= _HALF else []
    if replaced or across:
        return replaced
    if links.close < _CLOSE:
        return _promised_outright(a, b, links, gone) if links.close >= _LOOSE else []
    return _alone(a, b, links, gone, new)


def _strengths(a: Reading, b: Reading, links: Links, manner: Manner) -> tuple[set[str], set[str]]:
    """The strengths of both texts, joined where one can tell the other."""
    mods_a, mods_b = mods_of(a), mods_of(b)
    past = a.language == b.language == "en" and any(t.key in _PAST_SAY for t in b.tokens)
    values_a = _promised(a, mods_a, past=past, manner=manner)
    values_b = _promised(b, mods_b, past=past, manner=manner)
    more_denied = len(negations_of(a)[0]) - len(negations_of(b)[0])
    if more_denied:
        (values_a if more_denied > 0 else values_b).add("reject")
    if any(word_of(r, o) in _COULD for r, mods in ((a, mods_a), (b, mods_b)) for o in mods):
        _join(values_a, values_b)
    acceptable = _either_says(a, b, _ACCEPTABLE)
    if links.close < _REWORDED or acceptable:
        _join(values_a, values_b)
    if acceptable or (_conditional(a) and _conditional(b)):
        _widen(values_a, values_b, {"commit", "willing"}, {"ready"})
    weighed = "consider" in values_a | values_b
    accepted = _accepts(a, mods_a) or _accepts(b, mods_b)
    if links.close < _NEARLY_EQUAL and accepted and not weighed:
        leave = {"commit", "possible", "permit", "willing"}
        _widen(values_a, values_b, leave | {"ready"}, leave)
    return values_a, values_b


def _widen(one: set[str], other: set[str], having: set[str], more: set[str]) -> None:
    """Add strengths to each text that has one of those they stand for."""
    for values in (one, other):
        if values & having:
            values.update(more)


_ACCEPTING = ("accept", "agree", "consent", "acept", "acced", "соглас", "прин", "موافق", "نوافق", "اوافق", "يوافق",
    "نقبل", "يقبل", "قبول", "ميپذير", "موافق", "approv", "aprob", "aprueb")  # fmt: skip


def _noted(
    a: Reading, b: Reading, mods_a: list[Operator], mods_b: list[Operator]
) -> list[FidelityError]:
    """ "Noted the proposal" told as "welcomed the proposal", or the other way round."""
    for one, other in (("note", "welcome"), ("welcome", "note"), ("reserve", "reject")):
        mine = [o for o in mods_a if o.value == one]
        theirs = [o for o in mods_b if o.value == other]
        kept = any(o.value == one for o in mods_b) or any(o.value == other for o in mods_a)
        if mine and theirs and not kept:
            why = f"'{word_of(a, mine[0])}' became '{word_of(b, theirs[0])}'"
            return [FidelityError(ErrorKind.MODALITY, span_of(mine[0]), span_of(theirs[0]), why)]
    return []


def _accepts(reading: Reading, mods: list[Operator]) -> bool:
    """Whether a text says yes to what another does: "we accept that they visit", "they may visit"."""
    return any(reading.tokens[o.first].key.startswith(_ACCEPTING) for o in mods)


def _either_says(a: Reading, b: Reading, words: frozenset[str]) -> bool:
    return any(t.key in words for t in (*a.tokens, *b.tokens))


def _conditional(reading: Reading) -> bool:
    """Whether a promise stands under a condition: "will, if" and "is ready to, if" are alike."""
    return any(
        o.value in ("if", "proviso", "only_if", "not_before") for o in reading.family("cond")
    )


def _join(*each: set[str]) -> None:
    """Take "may" and "would be willing" for one strength."""
    for values in each:
        if values & {"possible", "willing"}:
            values.update(("possible", "willing"))


def _same_slot(a: Reading, b: Reading, links: Links, one: Operator, other: Operator) -> bool:
    """Whether two strengths bear on one word: the next, or next but one, after each is matched."""
    if a.language != b.language:
        return True
    ours = [n for n, c in enumerate(a.content) if c.index > one.last][:_SLOT]
    theirs = {n for n, c in enumerate(b.content) if c.index > other.last}
    near = set(sorted(theirs)[:_SLOT])
    return not ours or not near or any(set(links.one.get(n, ())) & near for n in ours)


def _replaced(
    a: Reading, b: Reading, links: Links, gone: list[Operator], new: list[Operator]
) -> list[FidelityError]:
    for one in gone:
        other = next((o for o in new if not _alike(o.value, one.value) and _loud(b, o)), None)
        plain = one.value in ("commit", "oblige")
        if other is not None and not _same_slot(a, b, links, one, other):
            continue
        if other is not None and (plain or _loud(a, one)):
            why = f"'{word_of(a, one)}' became '{word_of(b, other)}'"
            return [FidelityError(ErrorKind.MODALITY, span_of(one), span_of(other), why)]
    for other in new:
        one = next((o for o in gone if not _alike(o.value, other.value) and _loud(a, o)), None)
        told = one is not None and other.value in ("commit", "oblige", "done")
        if told and one is not None and _same_slot(a, b, links, one, other):
            why = f"'{word_of(a, one)}' became '{word_of(b, other)}'"
            return [FidelityError(ErrorKind.MODALITY, span_of(one), span_of(other), why)]
    return []


def _alone(
    a: Reading, b: Reading, links: Links, gone: list[Operator], new: list[Operator]
) -> list[FidelityError]:
    """A hedge that vanished, or that appeared, with nothing in its place."""
    said = {word_of(b, o) for o in b.family("mod")}
    for one in gone:
        if word_of(a, one) in said:
            continue
        if one.value in _HEDGES and _loud(a, one) and bears_on_known(one, a, links.one):
            spans = with_next(a, one), _NONE
            return [FidelityError(ErrorKind.MODALITY, *spans, "the hedge is gone")]
    for other in new:
        hedge = other.value in _HEDGES or other.value == "intend"
        if word_of(b, other).split()[0] in {word_of(a, o).split()[0] for o in a.family("mod")}:
            continue
        if hedge and _loud(b, other) and bears_on_known(other, b, links.other):
            spans = _NONE, with_next(b, other)
            return [FidelityError(ErrorKind.MODALITY, *spans, "a hedge was added")]
    return []


_WEIGHS = frozenset(
    {"look_check", "talk_meet", "think_hold", "ask_request", "say_tell", "plan_offer"}
)


def _promised_outright(
    a: Reading, b: Reading, links: Links, gone: list[Operator]
) -> list[FidelityError]:
    """ "Will look at a bonus" told as "will pay a bonus": nothing is weighed any more."""
    if any(o.value in _HEDGES | {"reject", "intend"} for o in mods_of(b)):
        return []
    if any(c.things & _WEIGHS for c in b.content):
        return []
    for one in gone:
        if one.value == "consider" and _loud(a, one) and bears_on_known(one, a, links.one):
            spans = with_next(a, one), _NONE
            return [FidelityError(ErrorKind.MODALITY, *spans, "it is no longer only looked at")]
    return []


def _loud(reading: Reading, operator: Operator) -> bool:
    """Whether a strength is said by a word that surely says it."""
    if operator.value not in _LOUD or word_of(reading, operator) in _QUIET_WORDS:
        return False
    before = reading.tokens[max(operator.first - 1, 0)].key
    return not (operator.first and before in _OWNING and operator.value in ("request", "demand"))


_OWNING = frozenset({"the", "their", "our", "its", "his", "her", "a", "this", "that", "la", "le", "leur", "su", "una",
    "une", "el", "un"})  # fmt: skip
"""Before a noun: "the demand is" tells a request as much as "they ask" does."""
