"""One draft looked at against one statement: what they share, and how a finding is made.

A finding's reason names the statement's id and the kind of match, never its words: the screen it
opens on may be the other room's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wasit.checks.leak.drafted import Drafted
from wasit.checks.leak.evidence import Match, matches
from wasit.checks.leak.facts import Fact
from wasit.checks.leak.held import Held
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.meeting import meets
from wasit.checks.leak.reading import Clause, Reading
from wasit.checks.leak.shapes import Hit, Kind, Mark, Strength

__all__ = [
    "SURE",
    "Look",
    "fact_pairs",
    "is_question",
    "matched",
    "weak_facts",
    "without_names",
]

SURE = 0.8
"""From here on two values are taken to be one; below, a value only supports other evidence."""

_WEAK_FACT = 1.2

_WHY: dict[Kind, str] = {
    "number": "gives a figure that only statement {sid} gives",
    "date": "gives a date that only statement {sid} gives",
    "name": "gives a name that only statement {sid} gives",
    "verbatim": "repeats wording of statement {sid}",
    "paraphrase": "says in other words what statement {sid} says",
    "translation": "says in another language what statement {sid} says",
    "obfuscated": "writes in disguise what statement {sid} says",
    "attribution": "tells whose idea it is; statement {sid} may cross only as your own",
    "inference": "lets the hearer work out what statement {sid} says",
    "condition_unmet": "gives what statement {sid} offers before its condition is recorded as met",
    "wrong_room": "carries statement {sid} to a room it was not released to",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One draft against one statement."""

    drafted: Drafted
    held: Held

    @property
    def draft(self) -> Reading:
        """The draft's reading."""
        return self.drafted.reading

    @property
    def index(self) -> CaseIndex:
        """What the room knows and what is kept from it."""
        return self.drafted.index

    def named(self, at: int) -> bool:
        """Whether draft term ``at`` belongs to a name or a figure."""
        return at in self.draft.set_apart

    def hit(self, kind: Kind, first: int, last: int, strength: Strength) -> Hit:
        """A finding of that kind over draft terms ``first`` to ``last``."""
        span = self.draft.span(first, last)
        return self.hit_at(kind, span, first, last, strength)

    def hit_at(self, kind: Kind, span: str, first: int, last: int, strength: Strength) -> Hit:
        """A finding whose span is given as text; the mark may rename its kind."""
        kept = self.held.kept
        start, end = self.draft.terms[first].start, self.draft.terms[last].end
        if kept.may_go_to:
            kind = "wrong_room"
        elif kept.handling is Mark.IF_OFFER:
            kind = "condition_unmet"
        elif self.draft.folded.is_disguised(start, end) and kind != "attribution":
            kind = "obfuscated"
        return Hit(kept.sid, span, kind, strength, _WHY[kind].format(sid=kept.sid))


def matched(
    look: Look, wanted: Sequence[bool], *, seen: frozenset[int] | None = None
) -> tuple[Match, ...]:
    """What the draft shares with the wanted terms, runs that the room has seen left out."""
    known = look.drafted.seen if seen is None else seen
    ledger, lexicon = look.drafted.ledger, look.index.lexicon
    return matches(look.draft, look.held, wanted, ledger, lexicon, seen=known)


def fact_pairs(look: Look) -> Iterator[tuple[Fact, float]]:
    """Draft facts that meet a secret fact the room does not know, with how surely."""
    sid = look.held.kept.sid
    for fact, told_by in look.drafted.facts:
        if told_by - {sid}:
            continue
        surety = max((meets(fact, kept) for kept in look.held.facts), default=0.0)
        if surety:
            yield fact, surety


def weak_facts(look: Look) -> float:
    return sum(_WEAK_FACT * surety for _, surety in fact_pairs(look) if surety < SURE)


def without_names(look: Look) -> list[bool]:
    """The secret terms that belong to no name and no figure; those have layers of their own."""
    held = look.held
    taken = look.held.reading.set_apart
    return [secret and at not in taken for at, secret in enumerate(held.secret)]


def is_question(draft: Reading, sentence: Clause) -> bool:
    """Whether the sentence asks: what is asked gives away less than what is said."""
    following = draft.text[draft.terms[sentence.last].end :].lstrip(" »\"'”’)")
    return following[:1] in ("?", "؟")
