"""What a room already knows, and what it may be told: the ledger that keeps the guard quiet.

``know`` takes in the room's own words, what was conveyed to it, agreed texts and public facts;
``allow`` takes in the parts of kept statements that may cross. A feature (a stem in its language,
a concept) that the room knows is worth next to nothing as evidence; one that another statement
releases is worth little. Facts and names the room knows are never findings.
"""

from collections import Counter
from collections.abc import Iterable
from copy import copy
from math import log2
from typing import TypeVar

from wasit.checks.leak.concepts import Lexicon
from wasit.checks.leak.facts import Fact, near_shelves, shelves_of
from wasit.checks.leak.meeting import meets
from wasit.checks.leak.reading import Reading
from wasit.values.names import Mention, name_keys, same_word_name

__all__ = ["Ledger", "features_of", "runs_of"]

_T = TypeVar("_T")
_KNOWN = 0.12
_ALLOWED = 0.3
_RUN = 3


def features_of(reading: Reading, wanted: Iterable[int] | None = None) -> set[str]:
    """Stems and concepts of the chosen terms (all by default), as index keys."""
    chosen = set(range(len(reading.terms)) if wanted is None else wanted)
    found = {f"{reading.language}:{t.stem}" for at, t in enumerate(reading.terms) if at in chosen}
    found.update(f"concept:{t.concept}" for t in reading.touches if t.first in chosen)
    return found


def runs_of(reading: Reading) -> set[tuple[str, ...]]:
    """Every run of three stems, as the room has already seen them."""
    stems = [t.stem for t in reading.terms]
    return {tuple(stems[at : at + _RUN]) for at in range(len(stems) - _RUN + 1)}


def _take_off(counter: Counter[_T], things: Iterable[_T]) -> None:
    for thing in things:
        counter[thing] -= 1
        if counter[thing] <= 0:
            del counter[thing]


class Ledger:
    """What one room knows or may know."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.known: Counter[str] = Counter()
        self.allowed: dict[str, set[str]] = {}
        self.facts: list[Fact] = []
        self.runs: Counter[tuple[str, ...]] = Counter()
        self._shelves: dict[str, list[tuple[str, Fact]]] = {}
        self._name_keys: dict[str, set[str]] = {}
        self._words: Counter[str] = Counter()
        self._frequency: dict[str, int] = {}
        self.released: frozenset[str] = frozenset()

    def with_released(self, readings: Iterable[Reading]) -> "Ledger":
        """This ledger, with all that the readings say allowed to the room besides.

        What it holds is shared with this one: it is for one look at one draft.
        """
        released = frozenset[str]().union(*(features_of(reading) for reading in readings))
        if not released:
            return self
        view = copy(self)
        view.released = released
        return view

    def know(self, reading: Reading) -> None:
        """Take in a text the room has."""
        self.known.update(features_of(reading))
        self.facts.extend(reading.facts)
        for fact in reading.facts:
            self._shelve("", fact)
        self.runs.update(runs_of(reading))
        self._words.update(term.text for term in reading.terms)
        for term in reading.terms:
            if term.weight and len(term.text) > 2:
                for key in name_keys(term.text):
                    self._name_keys.setdefault(key, set()).add(term.text)

    def forget(self, reading: Reading) -> None:
        """Take back a text that was known; what another known text says stays known."""
        _take_off(self.known, features_of(reading))
        _take_off(self.runs, runs_of(reading))
        _take_off(self._words, (term.text for term in reading.terms))
        for fact in reading.facts:
            self.facts.remove(fact)
            self._unshelve("", fact)
        for term in reading.terms:
            if term.text not in self._words:
                for key in name_keys(term.text):
                    self._name_keys.get(key, set()).discard(term.text)

    def seen_in(self, draft: Reading) -> frozenset[int]:
        """Draft terms inside a run of three that the room has already seen."""
        stems = [t.stem for t in draft.terms]
        seen: set[int] = set()
        for at in range(len(stems) - _RUN + 1):
            if tuple(stems[at : at + _RUN]) in self.runs:
                seen.update(range(at, at + _RUN))
        return frozenset(seen)

    def allow(self, sid: str, reading: Reading, wanted: Iterable[int]) -> None:
        """Take in the terms of statement ``sid`` that may cross."""
        chosen = set(wanted)
        for feature in features_of(reading, chosen):
            self.allowed.setdefault(feature, set()).add(sid)
        for fact in reading.facts:
            if any(reading.terms[at].start < fact.end and fact.start < reading.terms[at].end
                   for at in chosen):  # fmt: skip
                self._shelve(sid, fact)

    def forbid(self, sid: str, reading: Reading) -> None:
        """Take back what ``allow`` took in of a statement."""
        for feature in features_of(reading):
            self.allowed.get(feature, set()).discard(sid)
        for fact in reading.facts:
            self._unshelve(sid, fact)

    def count(self, features: Iterable[str]) -> None:
        """Note that one more statement of the case has these features."""
        for feature in features:
            self._frequency[feature] = self._frequency.get(feature, 0) + 1

    def uncount(self, features: Iterable[str]) -> None:
        """Note that one statement fewer has these features."""
        for feature in features:
            self._frequency[feature] -= 1

    def frequency(self, feature: str) -> int:
        """How many kept statements have the feature."""
        return self._frequency.get(feature, 0)

    def worth(self, feature: str, base: float, *, sid: str) -> float:
        """What sharing the feature with statement ``sid`` tells, given what the room knows."""
        if not base:
            return 0.0
        if feature in self.known:
            return base * _KNOWN
        if feature in self.released or self.allowed.get(feature, set()) - {sid}:
            return base * _ALLOWED
        count = self._frequency.get(feature, 0)
        rarity = 1.0 if count <= 3 else max(0.25, 1.0 - 0.15 * log2(count / 3))
        return base * rarity

    def _shelve(self, sid: str, fact: Fact) -> None:
        for shelf in shelves_of(fact):
            self._shelves.setdefault(shelf, []).append((sid, fact))

    def _unshelve(self, sid: str, fact: Fact) -> None:
        for shelf in shelves_of(fact):
            standing = self._shelves.get(shelf, [])
            if (sid, fact) in standing:
                standing.remove((sid, fact))

    def who_tells(self, fact: Fact) -> frozenset[str]:
        """Statements that release the draft's fact to the room; "" where the room knows it."""
        near = {id(f): (sid, f) for shelf in near_shelves(fact)
                for sid, f in self._shelves.get(shelf, ())}  # fmt: skip
        return frozenset(sid for sid, known in near.values() if meets(fact, known) >= 0.8)

    def has_word(self, word: str) -> bool:
        """Whether a text the room has holds the word."""
        return word in self._words

    def knows_name(self, name: Mention) -> bool:
        """Whether a text the room has names the same person or place."""
        parts = [p for p in name.parts if len(p) > 2]
        last = parts[-1:] if not name.title else parts
        return any(self._knows_word(part) for part in last)

    def _knows_word(self, word: str) -> bool:
        if word in self._words:
            return True
        seen = {w for key in name_keys(word) for w in self._name_keys.get(key, ())}
        return any(same_word_name(word, other) for other in seen)
