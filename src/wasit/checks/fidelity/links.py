"""Which content words of two texts say the same: by stem, by concept, by name across scripts.

Within one language two words match by stem, by a long common beginning, or by a negotiation
concept both touch. Across languages only concepts and names can match; the rest is not checked.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from wasit.checks.fidelity.reading import Content, Reading
from wasit.values.names import same_word_name

__all__ = ["Links", "link", "words_match"]


@lru_cache(maxsize=65536)
def _near_stems(one: str, other: str) -> bool:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    shorter, longer = sorted((len(one), len(other)))
    return shared >= 4 and shared >= shorter - 1 and longer - shared <= 4


_ARABIC_PERSON = re.compile(r"^[وف]?س?(?:[يتنا]|است)?")
_ARABIC_VOWELS = re.compile("[اوي]")


@lru_cache(maxsize=65536)
def _arabic_root(word: str) -> str:
    """An Arabic word without person, future and long vowels; empty where too little is left."""
    plain = _ARABIC_VOWELS.sub("", _ARABIC_PERSON.sub("", word))
    return plain if len(plain) >= 3 else ""


def words_match(one: Content, other: Content, *, across: bool) -> bool:
    """Whether two content words can say the same thing."""
    if one.concepts & other.concepts or one.things & other.things:
        return True
    if across:
        return len(one.key) > 3 and len(other.key) > 3 and same_word_name(one.key, other.key)
    if one.stem == other.stem or _near_stems(one.stem, other.stem):
        return True
    arabic = "\u0600" <= one.key[0] <= "\u06ff"
    return arabic and _arabic_root(one.stem) == _arabic_root(other.stem) != ""


@dataclass(frozen=True, slots=True)
class Links:
    """Matched content words of two readings, by their positions in ``content``.

    ``one`` and ``other`` hold every match; ``single`` and ``single_other`` give each word at most
    one. ``close`` is the share of all content words with a match of their own: near 1 the texts
    differ in few words, and what differs is likely meant.
    """

    one: dict[int, tuple[int, ...]]
    other: dict[int, tuple[int, ...]]
    single: dict[int, tuple[int, ...]]
    single_other: dict[int, tuple[int, ...]]
    close: float

    def turned(self) -> "Links":
        """The same links seen from the other text."""
        return Links(self.other, self.one, self.single_other, self.single, self.close)

    def share_of_one(self, positions: list[int]) -> float:
        """Share of the given content words of the first text that have a match."""
        return _share(self.one, positions)

    def share_of_other(self, positions: list[int]) -> float:
        """Share of the given content words of the second text that have a match."""
        return _share(self.other, positions)


def _share(table: dict[int, tuple[int, ...]], positions: list[int]) -> float:
    if not positions:
        return 1.0
    return sum(1 for position in positions if position in table) / len(positions)


def link(one: Reading, other: Reading) -> Links:
    """Every match between the content words of two readings."""
    across = one.language != other.language
    forward: dict[int, list[int]] = {}
    backward: dict[int, list[int]] = {}
    for i, a in enumerate(one.content):
        for j, b in enumerate(other.content):
            if words_match(a, b, across=across):
                forward.setdefault(i, []).append(j)
                backward.setdefault(j, []).append(i)
    single: dict[int, tuple[int, ...]] = {}
    single_other: dict[int, tuple[int, ...]] = {}
    for i in sorted(forward, key=lambda n: len(forward[n])):
        free = [j for j in forward[i] if j not in single_other]
        if free:
            same = [j for j in free if one.content[i].stem == other.content[j].stem] or free
            best = min(same, key=lambda j: abs(j - i))
            single[i], single_other[best] = (best,), (i,)
    total = len(one.content) + len(other.content)
    return Links(
        {k: tuple(v) for k, v in forward.items()},
        {k: tuple(v) for k, v in backward.items()},
        single,
        single_other,
        2 * len(single) / total if total else 1.0,
    )
