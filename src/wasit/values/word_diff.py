"""Two texts word by word: what both hold, what only the first does, what only the second does.

Texts are cut into words, white space and single other characters; a word keeps its vowel signs, and
a joiner inside it (Persian U+200C) does not cut it, so that a change is shown as the whole word it
changes. Words are the same when they are spelled the same, letter by letter: who compares wording
wants to see a spelling that changed. Alignment is the standard library's longest-matching-blocks;
white space alone is no anchor between two changes, which reads as one change then.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

__all__ = ["Change", "Piece", "is_same", "side_after", "side_before", "word_diff"]

_INNER = frozenset("'’ʼ\u200c\u200d\u0640")


class Change(StrEnum):
    """Whose a piece is."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether both texts hold it, only the first, or only the second."""

    change: Change
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order; of two changes in one place the removed one first.

    What is not added makes up ``before``, what is not removed ``after``.

    >>> [(piece.change.value, piece.text) for piece in word_diff("Not in May.", "Not before May.")]
    [('kept', 'Not '), ('removed', 'in'), ('added', 'before'), ('kept', ' May.')]
    """
    old, new = list(_tokens(before)), list(_tokens(after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    removed, added, gap = "", "", ""
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            removed += gap + "".join(old[i1:i2])
            added += gap + "".join(new[j1:j2])
            gap = ""
            continue
        same = "".join(old[i1:i2])
        if (removed or added) and same.isspace() and i2 < len(old) and j2 < len(new):
            gap = same
            continue
        pieces += _changed(removed, added)
        pieces.append(Piece(Change.KEPT, same))
        removed, added = "", ""
    pieces += _changed(removed, added)
    return tuple(pieces)


def side_before(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The first text's side, for two columns."""
    return tuple(piece for piece in pieces if piece.change is not Change.ADDED)


def side_after(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The second text's side."""
    return tuple(piece for piece in pieces if piece.change is not Change.REMOVED)


def is_same(pieces: Iterable[Piece]) -> bool:
    """Whether nothing was removed or added."""
    return all(piece.change is Change.KEPT for piece in pieces)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)


def _tokens(text: str) -> Iterator[str]:
    """Words and stretches of white space whole, every other character alone."""
    for kind, run in groupby(_kinds(text), key=lambda each: each[0]):
        characters = "".join(character for _, character in run)
        if kind == "other":
            yield from characters
        else:
            yield characters


def _kinds(text: str) -> Iterator[tuple[str, str]]:
    before = "space"
    for at, character in enumerate(text):
        if character.isspace():
            kind = "space"
        elif character.isalnum():
            kind = "word"
        elif unicodedata.category(character)[0] == "M":
            kind = before if before != "space" else "word"
        elif character in _INNER and before == "word" and text[at + 1 : at + 2].isalnum():
            kind = "word"
        else:
            kind = "other"
        before = kind
        yield kind, character
