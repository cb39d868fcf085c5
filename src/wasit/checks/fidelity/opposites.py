"""Words told by their opposites: accepts and refuses, public and private, the youngest, the eldest.

``opposites.txt`` lists pairs of poles, each with the kind of error it makes when one text has one
pole and the other text the other. "Not refuse" counts as the pole of accepting. A text that has
both poles, or neither, proves nothing; nor do poles that bear on words with no match. One word with
and without a "not" is no matter of opposites: ``strength`` compares that.
"""

from dataclasses import dataclass, replace
from functools import cache

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.phrases import Phrase, Phrases, find_phrases, phrases_of, table_lines
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span
from wasit.values import Language

__all__ = ["compare_opposites"]

_SIGNS = ",،.;:!?؟؛()—–"
_DENIED_WITHIN, _DENIED_BEHIND, _BEARS_WITHIN = 6, 5, 8
_ADJACENT, _ALIKE = (2, 6), 0.6
_FORWARD, _BACKWARD = "+", "-"


@dataclass(frozen=True, slots=True)
class _Pole:
    """One pole of a pair where a text has it; ``forward`` says which, a "not" taken in."""

    pair: str
    kind: ErrorKind
    written: bool
    forward: bool
    first: int
    last: int
    words: int


@cache
def _poles_table(language: Language) -> Phrases:
    phrases = Phrases()
    for (kind, pair), spoken in table_lines("opposites.txt"):
        one, _, other = spoken.get(language, "").partition(" / ")
        for sign, written in ((_FORWARD, one), (_BACKWARD, other)):
            for steps in phrases_of(written, language):
                phrases.add(Phrase(f"{kind} {pair}", sign, steps))
    return phrases


def _poles(reading: Reading) -> list[_Pole]:
    """The poles a text has, the longest at each place."""
    found: list[_Pole] = []
    for each in find_phrases(reading.tokens, reading.language, _poles_table(reading.language)):
        kind, pair = each.phrase.family.split()
        forward = each.phrase.value == _FORWARD
        found.append(
            _Pole(pair, ErrorKind(kind), forward, forward, each.first, each.last, each.taken)
        )
    kept: list[_Pole] = []
    for one in sorted(found, key=lambda p: -p.words):
        if all(p.pair != one.pair or one.last < p.first or p.last < one.first for p in kept):
            kept.append(one)
    return [_turned(reading, p) for p in kept]


def _turned(reading: Reading, pole: _Pole) -> _Pole:
    """The pole with a denial before it, or in the same word, taken in."""
    denied = any(_denies(reading, at, pole) for at in reading.denials)
    return replace(pole, forward=pole.forward != denied)


def _denies(reading: Reading, at: int, pole: _Pole) -> bool:
    """Whether a "not" at a token bears on a pole: before it, in Persian also behind it."""
    if pole.words > 1 and pole.first <= at <= pole.last:
        return False
    if (
        pole.kind is not ErrorKind.NEGATION
        and pole.first - at > _ADJACENT[pole.kind is ErrorKind.SCOPE]
    ):
        return False
    behind = _DENIED_BEHIND if reading.language == "fa" else 0
    if not -behind <= pole.first - at <= _DENIED_WITHIN:
        return False
    first, last = min(at, pole.first), max(at, pole.first)
    return not any(t.key in _SIGNS for t in reading.tokens[first:last])


def compare_opposites(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Where one text has one pole of a pair, and the other text only the other pole."""
    first, second = _poles(a), _poles(b)
    found: list[FidelityError] = []
    for pair in dict.fromkeys(p.pair for p in first):
        ours = [p for p in first if p.pair == pair]
        theirs = [p for p in second if p.pair == pair]
        if not theirs or len({p.forward for p in ours}) > 1 or len({p.forward for p in theirs}) > 1:
            continue
        one, other = ours[0], theirs[0]
        if one.forward == other.forward or one.written == other.written:
            continue
        turned = one.kind is ErrorKind.NEGATION and _strict(a) != _strict(b)
        alike = one.kind is ErrorKind.SCOPE and links.close >= _ALIKE
        if turned or not (alike or _same_matter(a, b, links, one, other)):
            continue
        spans = _span(a, one), _span(b, other)
        why = f"'{a.text[slice(*spans[0])]}' became '{b.text[slice(*spans[1])]}'"
        found.append(FidelityError(one.kind, *spans, why))
    return found


def _span(reading: Reading, pole: _Pole) -> Span:
    return reading.tokens[pole.first].start, reading.tokens[pole.last].end


def _same_matter(a: Reading, b: Reading, links: Links, one: _Pole, other: _Pole) -> bool:
    """Whether some word near one pole is told near the other."""
    near = set(_near(b, other))
    return any(near & set(links.one.get(n, ())) for n in _near(a, one))


def _near(reading: Reading, pole: _Pole) -> list[int]:
    """Content words around a pole, those who act left out: they stand near anything."""
    acting = {
        index
        for o in reading.operators
        if o.family in ("actor", "office")
        for index in range(o.first, o.last + 1)
    }
    return [
        n
        for n, c in enumerate(reading.content)
        if pole.first - _BEARS_WITHIN <= c.index <= pole.last + _BEARS_WITHIN
        and not pole.first <= c.index <= pole.last
        and c.index not in acting
    ]


def _strict(reading: Reading) -> set[str]:
    """Conditions that deny by themselves."""
    return {o.value for o in reading.family("cond")} & {"unless", "only_if", "not_before"}
