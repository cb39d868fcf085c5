"""A text as the guard's layers look at it: words with stems and weights, concepts, facts, names.

A ``Reading`` is made once per text. ``terms`` are the words in order; a term's ``weight`` says how
much sharing that word could tell before anything is known of the case: nothing for a function
word, little for the everyday words of any negotiation, most for a word that touches a concept
seldom spoken of or no concept at all. Every place is given both as a term index and as a range of
the original text.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from wasit.checks.leak.concepts import Lexicon, Touch
from wasit.checks.leak.cues import everyday_stems
from wasit.checks.leak.facts import Fact, facts_of
from wasit.checks.leak.persons import PERSONS
from wasit.checks.leak.tongue import tongue_of
from wasit.values.folding import Folded, fold, words
from wasit.values.languages import LANGUAGES, Language
from wasit.values.names import Mention, mentions
from wasit.values.stems import FUNCTION_WORDS, stem

__all__ = ["CONCEPT_WEIGHTS", "Clause", "Reading", "Term", "read"]

CONCEPT_WEIGHTS = (0.0, 0.5, 1.0, 1.7)
_PLAIN_WORD = 1.0
_EVERYDAY = 0.35
_BEGINNING = 5
_NOUN_WORDS = 3
_OF = frozenset(
    ["of", "the", "their", "our", "your", "more", "de", "d", "des", "les", "los", "las", "من", "из"]
)
_NUMBER = frozenset(["number", "nr", "numero", "номер", "رقم", "شماره"])
_BREAK = re.compile(r"[.!?;:\n…؛؟]+(?=\s|$)|,(?=\s)|،|—|–|\s-\s")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the text: stem, what sharing it could tell, and its range in the original."""

    text: str
    stem: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms ``first`` to ``last`` (both included) between two marks of punctuation."""

    first: int
    last: int


@dataclass(frozen=True)
class Reading:
    """A text with everything the layers compare."""

    text: str
    folded: Folded
    language: Language
    terms: tuple[Term, ...]
    touches: tuple[Touch, ...]
    lexicon: Lexicon

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The numbers, dates and times of the text."""
        return facts_of(self.folded, self.language, self.noun_features)

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The proper names of the text; words that belong to dates and sums are left out."""
        taken = [(f.start, f.end) for f in self.facts]
        common = frozenset(t.text for at, t in enumerate(self.terms) if self._is_common(at))
        return tuple(
            m
            for m in mentions(self.folded, common=common)
            if not any(m.start < end and start < m.end for start, end in taken)
        )

    @cached_property
    def sentences(self) -> tuple[Clause, ...]:
        """The sentences of the text: runs of clauses up to a full stop or its like."""
        found: list[Clause] = []
        for clause in self.clauses:
            if found:
                between = self.text[
                    self.terms[clause.first - 1].end : self.terms[clause.first].start
                ]
                if not any(c in between for c in ".!?;؛؟\n"):
                    found[-1] = Clause(found[-1].first, clause.last)
                    continue
            found.append(clause)
        return tuple(found)

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """The stems in order, pronouns of any person as one."""
        return tuple(PERSONS.get((self.language, t.text), t.stem) for t in self.terms)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each stem that tells something stands."""
        found: dict[str, list[int]] = {}
        for at, term in enumerate(self.terms):
            if term.weight:
                found.setdefault(term.stem, []).append(at)
        return found

    @cached_property
    def beginnings(self) -> dict[str, list[int]]:
        """Where each stem that tells something stands, by its first five letters."""
        found: dict[str, list[int]] = {}
        for at, term in enumerate(self.terms):
            if term.weight and len(term.stem) >= _BEGINNING:
                found.setdefault(term.stem[:_BEGINNING], []).append(at)
        return found

    @cached_property
    def touched(self) -> dict[int, str]:
        """A concept that each touched term belongs to."""
        return {at: t.concept for t in self.touches for at in range(t.first, t.last + 1)}

    @cached_property
    def set_apart(self) -> frozenset[int]:
        """Terms that belong to a name with its title, or to a figure or date."""
        found: set[int] = set()
        for mention in self.names:
            if mention.opens and not mention.title and len(mention.parts) == 1:
                continue
            first = self.term_at(mention.start)
            found.update(range(first, self.term_at(mention.end - 1) + 1))
            if mention.title and first:
                found.add(first - 1)
        for fact in self.facts:
            found.update(range(self.term_at(fact.start), self.term_at(fact.end - 1) + 1))
        return frozenset(found)

    def _is_common(self, at: int) -> bool:
        return self.terms[at].weight < CONCEPT_WEIGHTS[2] or at in self.touched

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the text in order."""
        cuts = [m.start() for m in _BREAK.finditer(self.text)]
        clauses: list[Clause] = []
        first = 0
        for at, term in enumerate(self.terms):
            if at > first and any(self.terms[at - 1].end <= c < term.start for c in cuts):
                clauses.append(Clause(first, at - 1))
                first = at
        if self.terms:
            clauses.append(Clause(first, len(self.terms) - 1))
        return tuple(clauses)

    @cached_property
    def concepts_at(self) -> dict[int, tuple[Touch, ...]]:
        """Touches by the index of their first term."""
        found: dict[int, list[Touch]] = {}
        for touch in self.touches:
            found.setdefault(touch.first, []).append(touch)
        return {at: tuple(touches) for at, touches in found.items()}

    def term_at(self, offset: int) -> int:
        """Index of the term that ends after ``offset``; the last term past the end."""
        for at, term in enumerate(self.terms):
            if term.end > offset:
                return at
        return max(len(self.terms) - 1, 0)

    def span(self, first: int, last: int) -> str:
        """The exact text from term ``first`` to term ``last``."""
        return self.text[self.terms[first].start : self.terms[last].end]

    def noun_features(self, start: int, end: int, noun: str = "") -> frozenset[str]:
        """What stands right behind (or before) a number: stems and concepts of two words."""
        if self._is_numbered(start):
            return frozenset(self._numbered(start))
        found: set[str] = set()
        if noun:
            found.add(f"{self.language}:{stem(noun, self.language)}")
            touches = self.lexicon.touches([noun], self.language)
            found.update(f"concept:{t.concept}" for t in touches)
        content = 0
        for at, term in enumerate(self.terms):
            if term.start < end:
                continue
            between = self.text[end : term.start]
            if content == _NOUN_WORDS or any(c in between for c in ",.;:!?،؛؟—()"):
                break
            function = term.text in FUNCTION_WORDS[self.language]
            if function and term.text not in _OF:
                break
            if not function:
                content += 1
                found.add(f"{self.language}:{term.stem}")
            found.update(f"concept:{t.concept}" for t in self.concepts_at.get(at, ()))
        return frozenset(found or self._numbered(start))

    def _numbered(self, start: int) -> set[str]:
        """What carries the number as its name: "well number 6", "cell 9"."""
        before = [term for term in self.terms if term.end <= start][-2:]
        function = FUNCTION_WORDS[self.language]
        return {f"label:{term.text}" for term in before if term.text not in function}

    def _is_numbered(self, start: int) -> bool:
        before = [term for term in self.terms if term.end <= start][-1:]
        return bool(before) and before[0].text in _NUMBER


def read(text: str, lexicon: Lexicon, *, language: str = "") -> Reading:
    """The reading of ``text``; its language is told from the text where none of ours is given."""
    folded = fold(text)
    every = words(folded)
    told_by = folded.text if folded.disguised else text
    given: list[Language] = [known for known in LANGUAGES if known == language]
    tongue = given[0] if given else tongue_of(told_by, [w.text for w in every])
    touches = lexicon.touches([w.text for w in every], tongue)
    touched: dict[int, int] = {}
    for touch in touches:
        if lexicon.concepts[touch.concept].thing:
            continue
        for at in range(touch.first, touch.last + 1):
            touched[at] = max(touched.get(at, 0), lexicon.tells(touch.concept))
    function = FUNCTION_WORDS[tongue]
    common = everyday_stems(tongue)
    terms: list[Term] = []
    for at, word in enumerate(every):
        root = stem(word.text, tongue)
        if word.text in function or word.text.isdigit() or len(word.text) < 2:
            weight = 0.0
        else:
            weight = CONCEPT_WEIGHTS[touched[at]] if at in touched else _PLAIN_WORD
            if root in common:
                weight = min(weight, _EVERYDAY)
        terms.append(Term(word.text, root, weight, word.start, word.end))
    return Reading(text, folded, tongue, tuple(terms), touches, lexicon)
