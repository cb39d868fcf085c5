"""Which content words of two texts say the same: by stem, by concept, by name across scripts.

Within one language two words match by stem, by a long common beginning, or by a negotiation
concept both touch. Across languages only concepts and names can match; the rest is not checked.
"""

from dataclasses import dataclass
from functools import lru_cache

from wasit.checks.fidelity.reading import Content, Reading
from wasit.values.names import same_word_name

__all__ = ["Links", "link", "words_match"]

_PREFIX = 5


@lru_cache(maxsize=65536)
def _near_stems(one: str, other: str) -> bool:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    shorter, longer = sorted((len(one), len(other)))
    return shared >= 4 and shared >= shorter - 1 and longer - shared <= 4


def words_match(one: Content, other: Content, *, across: bool) -> bool:
    """Whether two content words can say the same thing."""
    if one.concepts & other.concepts:
        return True
    if across:
        return len(one.key) > 3 and len(other.key) > 3 and same_word_name(one.key, other.key)
    return one.stem == other.stem or _near_stems(one.stem, other.stem)


@dataclass(frozen=True, slots=True)
class Links:
    """Matched content words of two readings, by their positions in ``content``."""

    one: dict[int, tuple[int, ...]]
    other: dict[int, tuple[int, ...]]

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
    return Links(
        {k: tuple(v) for k, v in forward.items()}, {k: tuple(v) for k, v in backward.items()}
    )
