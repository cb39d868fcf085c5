"""A draft made ready once, to be looked at against each statement.

What depends on the draft and the room alone is worked out here: the signs in it, which of its
facts the room knows, whose idea it says anything is, the arithmetic it offers.
"""

import re
from functools import cached_property

from wasit.checks.leak.concepts import Touch
from wasit.checks.leak.disguise import Guise, guises
from wasit.checks.leak.facts import Fact
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.inference import Hint, Inferences
from wasit.checks.leak.origin import attributions
from wasit.checks.leak.reading import Clause, Reading, read
from wasit.values.languages import Language

__all__ = ["Drafted"]

_FUTURE: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"(?:rait|raient|riez|rions|ront|rez|ra)$"),
    "es": re.compile(r"(?:ria|rian|ran|ra|remos|riamos)$"),
    "ru": re.compile(r"(?:ят|ут|ют|ат|ит|ет|им|ем|ете|ите)$"),
    "ar": re.compile(r"^س[يتن]"),
}


class Drafted:
    """One draft for the room of an index."""

    def __init__(
        self,
        text: str,
        index: CaseIndex,
        *,
        language: str = "",
        conditions_met: frozenset[str] = frozenset(),
    ) -> None:
        self.index = index
        met = (index.held[sid] for sid in conditions_met if sid in index.held)
        self.ledger = index.ledger.with_released(
            held.reading for held in met if not held.kept.may_go_to
        )
        self.reading: Reading = read(text, index.lexicon, language=language)

    @cached_property
    def cues(self) -> dict[str, list[Touch]]:
        """The signs of handling, origin and direction in the draft, by name."""
        reading = self.reading
        found: dict[str, list[Touch]] = {}
        words = [t.text for t in reading.terms]
        for touch in self.index.cues.touches(words, reading.language):
            found.setdefault(touch.concept, []).append(touch)
        return found

    @cached_property
    def facts(self) -> tuple[tuple[Fact, frozenset[str]], ...]:
        """The facts the room does not know, each with the statements that may release it."""
        told = [(f, self.ledger.who_tells(f)) for f in self.reading.facts]
        return tuple((fact, by) for fact, by in told if "" not in by)

    @cached_property
    def inferences(self) -> Inferences:
        """What the draft lets its hearer calculate."""
        return Inferences(self.reading, self.cues, self.ledger.facts)

    @cached_property
    def steering(self) -> tuple[Hint, ...]:
        """Advice to wait, to press or to ask for more; a word of thanks is none."""
        if any(t.concept == "courtesy" for t in self.reading.touches):
            return ()
        return tuple(Hint(t.first, t.last) for t in self.cues.get("steer", ()))

    @cached_property
    def attributions(self) -> tuple[tuple[int, int], ...]:
        """Where the draft says that something comes from another side."""
        return attributions(self.reading, self.cues)

    @cached_property
    def polite(self) -> bool:
        """Whether the draft is courtesy or procedure and touches nothing of substance."""
        touches = self.reading.touches
        lexicon = self.index.lexicon
        substance = any(lexicon.tells(t.concept) >= 2 for t in touches)
        return not substance and any(t.concept in ("courtesy", "procedure") for t in touches)

    @cached_property
    def guises(self) -> tuple[Guise, ...]:
        """Other readings of the draft's words, for comparison with telling words and names."""
        return tuple(guises(self.reading))

    @cached_property
    def seen(self) -> frozenset[int]:
        """Terms in runs that the room has already seen."""
        return self.ledger.seen_in(self.reading)

    def discloses(self, sentence: Clause) -> bool:
        """Whether the sentence says something of another side that is no wish of theirs.

        What a side is, has or will do is seldom meant for the other; what it asks for often is.
        """
        span = range(sentence.first, sentence.last + 1)

        def has(*names: str) -> bool:
            return any(t.first in span for name in names for t in self.cues.get(name, ()))

        return has("of_others") and not has("you", "wished")

    @property
    def asks(self) -> bool:
        """Whether the draft ends in a question."""
        return self.reading.text.rstrip().endswith(("?", "؟"))

    @cached_property
    def promises(self) -> bool:
        """Whether the draft states what would or will be, and does not ask it."""
        if self.asks:
            return False
        pattern = _FUTURE.get(self.reading.language)
        words = (t.text for t in self.reading.terms if t.weight)
        return "promising" in self.cues or bool(pattern and any(map(pattern.search, words)))

    def candidates(self) -> list[str]:
        """Ids of the statements worth looking at."""
        found = self.index.candidates(self.reading)
        found += self.index.with_words({g.stem for g in self.guises}, self.reading.language)
        if self.steering:
            found += self.index.steerable()
        return list(dict.fromkeys(found))
