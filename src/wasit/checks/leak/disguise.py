"""Words of a draft in other forms they may have been written to hide: only for comparison.

Folding undoes what no honest writer does (look-alike letters, marks inside a word). Here are the
readings that an honest text may have too and that therefore only count when they are exactly a
telling word or a name of a kept statement: figures for letters (``cl0wn``), a word broken in two
(``cl own``, ``Oka-for``), a word read backwards, digits set apart (``6 4 0 0 0 0``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wasit.checks.leak.reading import Reading
from wasit.values.stems import stem

__all__ = ["Guise", "guises", "spaced_figures"]

_LEET = str.maketrans("01345789@$!|", "oieastbgasii")
_MIXED = re.compile(r"[\w@$!|]*[\d@$!|][\w@$!|]*")
_SPACED = re.compile(r"(?<!\d)\d(?:([ .\-_*/])\d)(?:\1\d){2,}(?!\d)")
_SHORT_PIECE = 4
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Guise:
    """Another reading of the original range ``start`` to ``end``: its word and its stem."""

    word: str
    stem: str
    start: int
    end: int


def guises(draft: Reading) -> Iterator[Guise]:
    """Every other reading of the draft's words."""
    folded = draft.folded
    for match in _MIXED.finditer(folded.text):
        letters = sum(c.isalpha() for c in match.group())
        if letters < 2 or match.group().isalpha():
            continue
        for word in _unmixed(match.group()):
            yield _guise(draft, word, *folded.span(match.start(), match.end()))
    for at, term in enumerate(draft.terms):
        if len(term.text) >= _SHORTEST and term.weight:
            yield _guise(draft, term.text[::-1], term.start, term.end)
        for last in (at + 1, at + 2):
            if last < len(draft.terms):
                yield from _joined(draft, at, last)


def _unmixed(word: str) -> set[str]:
    plain = word.translate(_LEET)
    return {plain, word.replace("1", "l").translate(_LEET)}


def _joined(draft: Reading, first: int, last: int) -> Iterator[Guise]:
    pieces = draft.terms[first : last + 1]
    if not all(p.text.isalpha() for p in pieces):
        return
    if min(len(p.text) for p in pieces) > _SHORT_PIECE:
        return
    word = "".join(p.text for p in pieces)
    if len(word) >= _SHORTEST:
        yield _guise(draft, word, pieces[0].start, pieces[-1].end)


def _guise(draft: Reading, word: str, start: int, end: int) -> Guise:
    return Guise(word, stem(word, draft.language), start, end)


def spaced_figures(draft: Reading) -> Iterator[tuple[int, int, int]]:
    """Numbers whose digits stand apart, with their original range."""
    for match in _SPACED.finditer(draft.folded.text):
        digits = re.sub(r"\D", "", match.group())
        yield (int(digits), *draft.folded.span(match.start(), match.end()))
