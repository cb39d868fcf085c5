"""Folded text: the same wording in another dress compares equal.

Folding drops case, accents and other combining marks, invisible characters (zero-width, soft
hyphen, direction), the Arabic tatweel and apostrophes, and turns everything that is neither letter
nor digit into one space. It is for finding wording, not for showing it.

A wording of one short word ("No.") is held to be repeated only by a whole sentence; everything else
is repeated wherever it stands, at the bounds of words.
"""

import unicodedata
from collections.abc import Sequence

__all__ = ["FoldedWords", "folded", "joined"]

_DROPPED = "\u0640'\u2019\u02bc\u2018`\u00b4"
_SHORT = 12
"""Letters below which a single word is too common to be a wording of its own."""


class _Table(dict[int, str]):
    """Character to what folding makes of it, filled in as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in _DROPPED or category == "Cf" or category.startswith("M"):
            made = ""
        else:
            made = character if character.isalnum() else " "
        self[code] = made
        return made


_TABLE = _Table()


def folded(text: str) -> str:
    """``text`` folded.

    >>> folded("The “Cease\u200bfire” -- NOT before  Friday!")
    'the ceasefire not before friday'
    """
    return " ".join(_loosened(text).split())


def joined(words: Sequence[str]) -> str:
    """The sentences as one text; the span of a finding is an exact part of it."""
    return " ".join(words)


def _loosened(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", decomposed).translate(_TABLE)


class FoldedWords:
    """Sentences, ready to be asked which wordings they repeat."""

    def __init__(self, words: Sequence[str]) -> None:
        self._text = joined(words)
        self._sentences = frozenset(folded(sentence) for sentence in words)
        self._bounded = f" {folded(self._text)} "

    def repeat(self, wording: str) -> bool:
        """Whether the sentences hold ``wording`` (folded already) word for word."""
        if not wording:
            return False
        if " " in wording:
            return f" {wording} " in self._bounded
        if len(wording) < _SHORT:
            return wording in self._sentences
        return wording in self._bounded

    def span_of(self, wording: str) -> str:
        """The exact part of the joined sentences that repeats ``wording``; empty if none does."""
        letters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(self._text):
            for letter in _loosened(character):
                if letter != " " or (letters and letters[-1] != " "):
                    letters.append(letter)
                    places.append(place)
        flat = f" {''.join(letters)} "
        found = flat.find(f" {wording} ")
        start = found if found >= 0 else flat.find(wording) - 1
        if not wording or start < 0:
            return ""
        return self._text[places[start] : places[start + len(wording) - 1] + 1]
