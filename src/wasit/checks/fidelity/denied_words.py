"""A word that one text denies and the other tells plainly: found by the word, not by counting."""

from difflib import SequenceMatcher

from wasit.checks.fidelity.bearing import with_next
from wasit.checks.fidelity.denials import (
    RAW_NOTS,
    denied_places,
    denies,
    more_denied,
    negations_of,
    nots,
    spare_of,
)
from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Content, Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span

__all__ = ["BEGINNING", "in_one_slot", "only_edit", "verb_in"]

_BEHIND = 5
_HALF = 0.5
_NONE: Span = (0, 0)
_SLOT = 3
_WIDE = 8


def in_one_slot(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """A denial right before a word that the other text tells without any denial near it."""
    if a.language != b.language or links.close < _HALF:
        return []
    one = _denied_here_only(a, b, links)
    if one is not None:
        spans = with_next(a, one), verb_in(a, b, one)
        return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
    other = _denied_here_only(b, a, links.turned())
    if other is None:
        return []
    spans = verb_in(b, a, other), with_next(b, other)
    return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]


def _denied_here_only(x: Reading, y: Reading, links: Links) -> Operator | None:
    """A denial of a word that ``y`` has by the same stem, in a clause where nothing denies."""
    mine = [o for o in negations_of(x)[0] if o.family == "neg"]
    if len(mine) <= sum(o.value == "hard" for o in y.family("neg")):
        return None
    if denied_places(x) <= denied_places(y):
        return None
    if spare_of(y) > spare_of(x) or "only" in y.values("quant"):
        return None
    for each in mine:
        at = _denied_word(x, links, each)
        if at is None:
            continue
        there = _told_there(x, y, links, at)
        if there is None:
            continue
        theirs = {t.key for t in x.tokens} - RAW_NOTS
        bypassed = _same_row(links, at) and len(y.contrasts) <= len(x.contrasts)
        if more_denied(x, y, links) <= 0 and not bypassed:
            continue
        if not any(
            denies(y, i) for i in _clause_around(y, there.index) if y.tokens[i].key not in theirs
        ):
            return each
    return None


def _denied_word(x: Reading, links: Links, denial: Operator) -> int | None:
    """The word a denial bears on: the next, or the one behind it where the next is untold."""
    if x.language == "fa":
        behind = [n for n, c in enumerate(x.content) if 0 < denial.first - c.index <= _SLOT - 1]
        if behind:
            return behind[-1]
    ahead = [n for n, c in enumerate(x.content) if c.index > denial.last][:2]
    if not ahead or x.content[ahead[0]].index - denial.last > _SLOT:
        return None
    if ahead[0] not in links.single and len(ahead) > 1:
        between = range(x.content[ahead[0]].index, x.content[ahead[1]].index)
        parted = len(between) > _SLOT or any(x.tokens[i].key in _ENDS for i in between)
        return ahead[0] if parted else ahead[1]
    return ahead[0]


def _same_row(links: Links, at: int) -> bool:
    """Whether the words on both sides of one are told on both sides of its match."""
    there = next(iter(links.single.get(at, ())), None)
    sides = [links.single.get(at + step, (None,))[0] for step in (-1, 1)]
    if there is None or sides[0] is None or sides[1] is None:
        return False
    return 0 < there - sides[0] <= _ROW and 0 < sides[1] - there <= _ROW


_ROW = 2


def _told_there(x: Reading, y: Reading, links: Links, at: int) -> Content | None:
    """The word of ``y`` that surely tells a word of ``x``: by its stem, or with its neighbour."""
    there = next((n for n in links.single.get(at, ())), None)
    if there is None:
        return None
    one, other = x.content[at].stem, y.content[there].stem
    if one == other or (one[:BEGINNING] == other[:BEGINNING] and len(one) >= BEGINNING):
        return y.content[there]
    near = {m for n in (at - 1, at + 1) for m in links.single.get(n, ())}
    beside = any(0 < abs(m - there) <= 1 for m in near)
    return y.content[there] if beside and x.language != "en" else None


BEGINNING = 5


def _clause_around(reading: Reading, index: int) -> range:
    """The tokens around one, from the sign before it to the sign behind it."""
    first = index
    while first > 0 and index - first < _WIDE and reading.tokens[first - 1].key not in _ENDS:
        first -= 1
    last = index
    while last < len(reading.tokens) - 1 and last - index < _BEHIND:
        if reading.tokens[last + 1].key in _ENDS:
            break
        last += 1
    return range(first, last + 1)


_ENDS = frozenset(",،.;:!?؟؛()—–")


def only_edit(a: Reading, b: Reading) -> list[FidelityError]:
    """A "not" put in or taken out of words that are otherwise told in one row."""
    if a.language != b.language or len(nots(a)) == len(nots(b)):
        return []
    ours, theirs = ([t.key for t in r.tokens] for r in (a, b))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < _IN_ONE_ROW:
        return []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "delete" and i2 - i1 == 1 and i1 in nots(a):
            where = _token(a, i1)
            spans = with_next(a, where), verb_in(a, b, where)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
        if tag == "insert" and j2 - j1 == 1 and j1 in nots(b):
            where = _token(b, j1)
            spans = verb_in(b, a, where), with_next(b, where)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]
    return []


_IN_ONE_ROW = 0.8


def _token(reading: Reading, at: int) -> Operator:
    token = reading.tokens[at]
    return Operator("neg", "hard", token.start, token.end, at, at)


def verb_in(x: Reading, y: Reading, where: Operator) -> Span:
    """The word the negation bore on, found in the other text."""
    target = next((c for c in x.content if c.index > where.last), None)
    if target is None:
        return _NONE
    for content in y.content:
        if content.stem == target.stem or content.concepts & target.concepts:
            return content.start, content.end
    return _NONE
