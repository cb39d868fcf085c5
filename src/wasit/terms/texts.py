"""One text that the sides work on: its versions, its brackets, its hash, and who stands by it.

The hash is SHA-256 over the words in one form (Unicode NFC, line ends as one newline, no space at
line ends, one newline at the end), so that the same words have the same hash on every machine. Each
side adheres towards the intermediary, by naming the hash; a text is agreed when every side adheres
to the same one and it has no brackets left.

A bracket holds words not agreed; a bar inside it parts alternatives: ``[within seven | within ten]
days``. Brackets nest.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise

from wasit.terms.errors import UnreadableTerms

# A word or a mark carries the space behind it, so that spaces alone never count as kept.
_TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


def one_form(words: str) -> str:
    """The words as they are hashed."""
    lines = unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in lines.split("\n")).strip("\n") + "\n"


def text_hash(words: str) -> str:
    """The hash by which a side names the text it stands by, in hexadecimal."""
    return hashlib.sha256(one_form(words).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words between square brackets: not agreed."""

    start: int
    """Place of the opening bracket in the words."""
    end: int
    """Place after the closing bracket."""
    alternatives: tuple[str, ...]
    depth: int


def brackets_in(words: str) -> tuple[Bracket, ...]:
    """Every bracket, in the order in which they open."""
    open_at: list[tuple[int, list[int]]] = []
    found: list[Bracket] = []
    for place, letter in enumerate(words):
        if letter == "[":
            open_at.append((place, []))
        elif letter == "|" and open_at:
            open_at[-1][1].append(place)
        elif letter == "]":
            if not open_at:
                raise UnreadableTerms(
                    f"a bracket closes at character {place + 1} of the text but none is open"
                )
            start, bars = open_at.pop()
            cuts = [start, *bars, place]
            found.append(
                Bracket(
                    start=start,
                    end=place + 1,
                    alternatives=tuple(
                        words[left + 1 : right].strip() for left, right in pairwise(cuts)
                    ),
                    depth=len(open_at),
                )
            )
    if open_at:
        raise UnreadableTerms(
            f"the bracket at character {open_at[-1][0] + 1} of the text is never closed"
        )
    return tuple(sorted(found, key=lambda bracket: bracket.start))


class Change(Enum):
    """What happened to a run of words between two versions."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that were kept, removed or added together."""

    change: Change
    words: str


def word_diff(before: str, after: str) -> tuple[Run, ...]:
    """What changed, word by word; the kept and removed runs are ``before``, the others ``after``.

    >>> [(run.change.value, run.words) for run in word_diff("no attacks", "no more attacks")]
    [('kept', 'no '), ('added', 'more '), ('kept', 'attacks')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    runs: list[Run] = []
    for _, a_start, a_end, b_start, b_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        gone, come = "".join(old[a_start:a_end]), "".join(new[b_start:b_end])
        if gone == come:
            runs.append(Run(Change.KEPT, gone))
            continue
        if gone:
            runs.append(Run(Change.REMOVED, gone))
        if come:
            runs.append(Run(Change.ADDED, come))
    return tuple(runs)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text."""

    id: str
    words: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Adherence:
    """A side's word to the intermediary that it stands by the text of this hash."""

    side: str
    hash: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class TextStanding:
    """Who stands by which version of a text, and whether it is agreed."""

    newest: str
    hash: str
    stands_by: dict[str, str | None]
    """Side to the version whose hash it last named; None where it named none we hold."""
    open_brackets: int
    agreed: bool


def text_standing(
    versions: Sequence[Version], adherences: Sequence[Adherence], *, sides: Sequence[str]
) -> TextStanding:
    """Where a text stands: each side's last adherence counts."""
    if not versions:
        raise UnreadableTerms("the text has no version; one or more were expected")
    by_hash = {text_hash(version.words): version.id for version in versions}
    last = {adherence.side: adherence.hash for adherence in adherences}
    for side in last:
        if side not in sides:
            raise UnreadableTerms(f"{side!r} adheres to the text but is no side of these terms")
    newest = versions[-1]
    digest = text_hash(newest.words)
    still_open = len(brackets_in(newest.words))
    return TextStanding(
        newest=newest.id,
        hash=digest,
        stands_by={side: by_hash.get(last.get(side, "")) for side in sides},
        open_brackets=still_open,
        agreed=bool(sides) and not still_open and all(last.get(s) == digest for s in sides),
    )
