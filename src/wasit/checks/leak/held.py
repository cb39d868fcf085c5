"""A statement kept from a room, cut into what it says and how it asks to be handled.

Speakers mix substance with handling: "Tell them the ferry must run; between us, their minister is
a clown." Each term of a statement gets a ``Part``: told (meant to cross), aside (never, whatever
the mark), instruction (about handling, says nothing), condition (what the other side must offer
first), or plain. ``Held.secret`` says which terms must not reach the room, given the mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from wasit.checks.leak.concepts import Lexicon, Touch
from wasit.checks.leak.cues import RATIOS
from wasit.checks.leak.facts import Fact
from wasit.checks.leak.reading import Clause, Reading, read
from wasit.checks.leak.shapes import Kept, Mark
from wasit.values.names import Mention

__all__ = ["Held", "Part", "hold"]

_STRONG = ".;!?:؛؟—\n"


class Part(Enum):
    """What a term of a statement is there for."""

    PLAIN = "plain"
    TOLD = "told"
    ASIDE = "aside"
    INSTRUCTION = "instruction"
    CONDITION = "condition"


@dataclass(frozen=True)
class Held:
    """A statement with its reading and, term by term, what may not reach the room."""

    kept: Kept
    reading: Reading
    parts: tuple[Part, ...]
    secret: tuple[bool, ...]
    substance_free: bool
    """Whether the substance of the plain parts may cross and only their wording may not."""
    cues: tuple[Touch, ...]
    origin_only: bool
    """Whether everything may cross but whose it is."""

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that may not reach the room."""
        found = [f for f in self.reading.facts if self._is_secret(f.start, f.end)]
        return tuple(_counting_the_same(f, self.reading.facts) for f in found)

    @cached_property
    def ratios(self) -> tuple[float, ...]:
        """The parts and multiples the statement speaks of: a third, double."""
        return tuple(
            RATIOS[t.concept] for t in self.cues if t.concept in RATIOS and self.secret[t.first]
        )

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The names that may not reach the room."""
        return tuple(m for m in self.reading.names if self._is_secret(m.start, m.end))

    def _is_secret(self, start: int, end: int) -> bool:
        return any(
            secret and term.start < end and start < term.end
            for term, secret in zip(self.reading.terms, self.secret, strict=True)
        )


def _counting_the_same(fact: Fact, every: Sequence[Fact]) -> Fact:
    """The fact, a bare number taking what the number before it counts: "12 seats, at least 8"."""
    bare = fact.quantity is not None and not fact.dimension
    if not bare or any(not noun.startswith("label:") for noun in fact.nouns):
        return fact
    before = [f.nouns for f in every if f.start < fact.start and f.quantity and not f.dimension]
    named = [nouns for nouns in before if any(not n.startswith("label:") for n in nouns)]
    return replace(fact, nouns=fact.nouns | named[-1]) if named else fact


def hold(kept: Kept, reading: Reading, cues: Lexicon) -> Held:
    """The statement cut into parts, with what must not cross by its mark alone."""
    lexicon = reading.lexicon
    signs = cues.touches([t.text for t in reading.terms], reading.language)
    parts = _parts(reading, _cue_terms(signs))
    if kept.handling is Mark.IF_OFFER:
        parts = _with_condition(kept, reading, parts, lexicon, _cue_terms(signs))
    substance_free = kept.handling is Mark.IN_SUBSTANCE and not kept.may_go_to
    origin_only = kept.handling is Mark.OWN_IDEA and not kept.may_go_to
    if substance_free or origin_only:
        secret = tuple(p is Part.ASIDE for p in parts)
    else:
        secret = tuple(p not in (Part.INSTRUCTION, Part.CONDITION) for p in parts)
    return Held(kept, reading, tuple(parts), secret, substance_free, signs, origin_only)


def _cue_terms(signs: Sequence[Touch]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for touch in signs:
        found.setdefault(touch.concept, []).append((touch.first, touch.last))
    return found


def _parts(reading: Reading, found: dict[str, list[tuple[int, int]]]) -> list[Part]:
    parts = [Part.PLAIN] * len(reading.terms)
    running = Part.PLAIN
    for clause in reading.clauses:
        if _begins_strongly(reading, clause):
            running = Part.PLAIN
        span = range(clause.first, clause.last + 1)
        here = {
            name: [(a, b) for a, b in found.get(name, ()) if a in span]
            for name in ("aside", "told", "instruction")
        }
        if here["instruction"] and _says_little(reading, clause, here["instruction"]):
            running = Part.INSTRUCTION
        elif here["aside"]:
            running = Part.ASIDE
        elif here["told"] or any(first in span for first, _ in found.get("wish", ())):
            running = Part.TOLD
        elif running is Part.INSTRUCTION:
            running = Part.PLAIN
        for at in span:
            parts[at] = running
        for group in here.values():
            for first, last in group:
                parts[first : last + 1] = [Part.INSTRUCTION] * (last + 1 - first)
        if here["aside"] and not _content(reading, clause, here["aside"]):
            _give_to_neighbour(reading, clause, parts)
    return parts


def _give_to_neighbour(reading: Reading, clause: Clause, parts: list[Part]) -> None:
    """An aside that closes its sentence covers the clause before it."""
    ends = clause.last + 1 >= len(reading.terms) or _strong_between(
        reading, clause.last, clause.last + 1
    )
    if ends and clause.first:
        at = clause.first - 1
        while at >= 0 and parts[at] in (Part.PLAIN, Part.TOLD):
            parts[at] = Part.ASIDE
            if at and _strong_between(reading, at - 1, at):
                break
            at -= 1


def _strong_between(reading: Reading, left: int, right: int) -> bool:
    between = reading.text[reading.terms[left].end : reading.terms[right].start]
    return any(c in between for c in _STRONG)


def _begins_strongly(reading: Reading, clause: Clause) -> bool:
    return clause.first == 0 or _strong_between(reading, clause.first - 1, clause.first)


def _content(reading: Reading, clause: Clause, cues: list[tuple[int, int]]) -> float:
    cued = {at for first, last in cues for at in range(first, last + 1)}
    span = range(clause.first, clause.last + 1)
    return sum(reading.terms[at].weight for at in span if at not in cued)


def _says_little(reading: Reading, clause: Clause, cues: list[tuple[int, int]]) -> bool:
    figures = any(
        reading.terms[clause.first].start <= f.start < reading.terms[clause.last].end
        for f in reading.facts
    )
    return not figures and _content(reading, clause, cues) < 2.5


def _with_condition(
    kept: Kept,
    reading: Reading,
    parts: list[Part],
    lexicon: Lexicon,
    cues: dict[str, list[tuple[int, int]]],
) -> list[Part]:
    """The parts with the offer waited for marked as condition."""
    marked = list(parts)
    for first, _ in cues.get("condition", ()):
        clause = next(c for c in reading.clauses if c.first <= first <= c.last)
        marked[first : clause.last + 1] = [Part.CONDITION] * (clause.last + 1 - first)
    if kept.condition and _left(reading, marked) < 1.0:
        marked = _by_condition_text(kept, reading, parts, lexicon)
    return marked


def _left(reading: Reading, parts: list[Part]) -> float:
    handled = (Part.CONDITION, Part.INSTRUCTION)
    return sum(
        t.weight for t, p in zip(reading.terms, parts, strict=True) if p not in handled
    ) + sum(
        1.0
        for f in reading.facts
        if any(
            f.start <= t.start < f.end and p not in handled
            for t, p in zip(reading.terms, parts, strict=True)
        )
    )


def _by_condition_text(
    kept: Kept, reading: Reading, parts: list[Part], lexicon: Lexicon
) -> list[Part]:
    """Where syntax does not tell, words shared with the recorded condition are the condition."""
    condition = read(kept.condition or "", lexicon)
    stems = {t.stem for t in condition.terms if t.weight}
    concepts = {t.concept for t in condition.touches}
    touched = {
        at
        for touch in reading.touches
        if touch.concept in concepts
        for at in range(touch.first, touch.last + 1)
    }
    return [
        Part.CONDITION if (t.stem in stems or at in touched) and p is not Part.INSTRUCTION else p
        for at, (t, p) in enumerate(zip(reading.terms, parts, strict=True))
    ]
