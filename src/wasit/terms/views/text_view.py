"""The single text as a page draws it: words kept, removed and added, and what is in brackets."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wasit.terms.own_format import TextIn
from wasit.terms.texts import (
    Adherence,
    Bracket,
    Change,
    Version,
    brackets_in,
    text_hash,
    text_standing,
    word_diff,
)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of words that have one fate; ``depth`` counts the open brackets it stands in."""

    words: str
    change: str
    """``kept``, ``removed`` or ``added``."""
    depth: int


@dataclass(frozen=True, slots=True)
class TextView:
    """One version beside the one before it, and who stands by which version."""

    name: str
    version: str
    by: str
    at: str
    hash: str
    before: str
    pieces: tuple[TextPiece, ...]
    alternatives: tuple[tuple[str, ...], ...]
    stands_by: tuple[tuple[str, str], ...]
    """Side, and the version it stands by or an empty text."""
    agreed: bool


def text_view(text: TextIn, *, sides: Sequence[str], version: str = "") -> TextView:
    """The text at one version (by default the newest), against the version before it.

    Raises:
        UnreadableTerms: the text has no version, or a bracket that does not close.
    """
    versions = [Version(each.id, each.words, each.by, each.at) for each in text.versions]
    stands = [Adherence(each.side, each.hash, each.at) for each in text.adherences]
    standing = text_standing(versions, stands, sides=sides)
    chosen = version or standing.newest
    place = next(number for number, each in enumerate(versions) if each.id == chosen)
    one = versions[place]
    before = versions[place - 1] if place else None
    return TextView(
        name=text.name,
        version=one.id,
        by=one.by,
        at=one.at,
        hash=text_hash(one.words),
        before="" if before is None else before.id,
        pieces=_pieces("" if before is None else before.words, one.words, new=before is None),
        alternatives=tuple(bracket.alternatives for bracket in brackets_in(one.words)),
        stands_by=tuple((side, named or "") for side, named in standing.stands_by.items()),
        agreed=standing.agreed and chosen == standing.newest,
    )


def _pieces(before: str, after: str, *, new: bool) -> tuple[TextPiece, ...]:
    """Runs of the diff, cut where brackets of their own version open and close."""
    if new:
        return tuple(_cut(after, brackets_in(after), 0, len(after), change=Change.KEPT))
    old, now = brackets_in(before), brackets_in(after)
    found: list[TextPiece] = []
    at_old = at_new = 0
    for run in word_diff(before, after):
        length = len(run.words)
        if run.change is Change.REMOVED:
            found += _cut(before, old, at_old, at_old + length, change=run.change)
        else:
            found += _cut(after, now, at_new, at_new + length, change=run.change)
        at_old += length if run.change is not Change.ADDED else 0
        at_new += length if run.change is not Change.REMOVED else 0
    return tuple(found)


def _cut(
    words: str, brackets: Sequence[Bracket], start: int, end: int, *, change: Change
) -> list[TextPiece]:
    places = {start, end}
    for bracket in brackets:
        places |= {place for place in (bracket.start, bracket.end) if start < place < end}
    cuts = sorted(places)
    return [
        TextPiece(
            words=words[left:right],
            change=change.value,
            depth=sum(1 for each in brackets if each.start <= left < each.end),
        )
        for left, right in pairwise(cuts)
        if right > left
    ]
