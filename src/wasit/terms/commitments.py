"""What the sides offer to do, and what of it is jointly agreed, can happen, or waits for itself.

A commitment says who does what, *if* what else is agreed, *not before* what else is done and
verified, by whom it is verified and until when it stands; and, where the speaker does not control
the one who must act, for whom it speaks and how far its word reaches.

- **Agreed now**: the greatest set of offers in which every condition is met by the set. Start from
  all offers, strike what is unmet, repeat (Tarski). For each struck offer the fewest commitments
  that it lacks: that is the message to carry.
- **Can happen**: the least set built up from nothing: what waits for nothing, then what waits only
  for that, and so on. What is agreed but not in it is **blocked**.
- **Deadlocks**: among the blocked, groups that wait for one another, each shown as a circle with
  the statements that make it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wasit.terms.errors import UnknownCommitment, UnknownName, UnreadableTerms
from wasit.terms.formula import Formula, holds, missing, names_in, parse_formula
from wasit.terms.own_format import Amount, CommitmentIn, TermsFile
from wasit.terms.ranges import Span, exactly
from wasit.terms.stated import amount

CONTROL = ("full", "strong", "some", "slight", "none")
"""How far the word of the one who commits binds the one who must act."""

Worth = Mapping[str, Span]
"""Side to what changes for it; a side not named is not touched."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One offer, or one thing asked for that nobody offers yet."""

    id: str
    who: str
    what: str
    behalf: str
    """The third party that must act; empty where ``who`` acts itself."""
    control: str
    only_if: Formula
    not_before: Formula
    verified_by: str
    until: str
    statement: str
    offered: bool
    parts: int
    worth: Worth


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An offer that is not agreed now, and the fewest commitments it lacks."""

    commitment: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadlock:
    """Commitments that wait for one another, as one circle: each waits for the next."""

    circle: tuple[str, ...]
    statements: tuple[str, ...]
    others: tuple[str, ...]
    """Further commitments of the same knot."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What follows from the offers on the table."""

    agreed: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    can_happen: tuple[str, ...]
    """In an order in which it can."""
    blocked: tuple[str, ...]
    deadlocks: tuple[Deadlock, ...]


def read_commitments(terms: TermsFile) -> tuple[Commitment, ...]:
    """The commitments of a terms file; refused where a condition names one that is not there."""
    found = tuple(_commitment(given) for given in terms.commitments)
    ids = [commitment.id for commitment in found]
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise UnreadableTerms(f"two commitments are called {twice!r}; nothing was computed")
    for commitment in found:
        for formula, word in ((commitment.only_if, "if"), (commitment.not_before, "not_before")):
            for name in names_in(formula):
                if name not in ids:
                    raise UnknownCommitment(
                        f"{word} of commitment {commitment.id!r} names {name!r}, which is no "
                        "commitment of these terms; nothing was computed"
                    )
    return found


def _commitment(given: CommitmentIn) -> Commitment:
    what = f"commitment {given.id!r}"
    if given.control not in CONTROL:
        raise UnreadableTerms(
            f"control of {what} is {given.control!r}; one of {', '.join(CONTROL)} was expected"
        )
    if given.parts < 1:
        raise UnreadableTerms(f"{what} has {given.parts} parts; one or more were expected")
    return Commitment(
        id=given.id,
        who=given.who,
        what=given.what,
        behalf=given.for_,
        control=given.control,
        only_if=parse_formula(given.if_),
        not_before=parse_formula(given.not_before),
        verified_by=given.verified_by,
        until=given.until,
        statement=given.statement,
        offered=given.offered,
        parts=given.parts,
        worth=worth_of(given.worth, what=what),
    )


def worth_of(given: Mapping[str, Amount], *, what: str) -> Worth:
    """What a deed changes for each side, as ranges."""
    return {side: amount(value, what=f"worth of {what} to {side}") for side, value in given.items()}


def sides_touched(worths: Sequence[Worth], named: Sequence[str]) -> tuple[str, ...]:
    """The sides that anything is worth something to; refused where one is not of these terms."""
    touched = list(dict.fromkeys(side for worth in worths for side in worth))
    for side in touched:
        if named and side not in named:
            raise UnknownName(f"worth is given to {side!r}, which is no side of these terms")
    return tuple(side for side in named if side in touched) if named else tuple(touched)


def total_worth(worths: Sequence[Worth], side: str) -> Span:
    """What several deeds together change for a side."""
    spans = [worth.get(side, exactly(0)) for worth in worths]
    zero = Fraction(0)
    return Span(
        sum((span.low for span in spans), zero),
        sum((span.high for span in spans), zero),
        sum((span.middle for span in spans), zero),
    )


def conditions(commitments: Sequence[Commitment]) -> Conditions:
    """What is agreed now, what can happen, and what waits for itself."""
    by_id = {commitment.id: commitment for commitment in commitments}
    agreed = {commitment.id for commitment in commitments if commitment.offered}
    while True:
        unmet = {name for name in agreed if not _met(by_id[name], agreed)}
        if not unmet:
            break
        agreed -= unmet
    happened: dict[str, None] = {}
    while True:
        now = [
            name
            for name in by_id
            if name in agreed
            and name not in happened
            and holds(by_id[name].not_before, happened.keys())
        ]
        if not now:
            break
        happened.update(dict.fromkeys(now))
    blocked = [name for name in by_id if name in agreed and name not in happened]
    return Conditions(
        agreed=tuple(name for name in by_id if name in agreed),
        left_out=tuple(
            LeftOut(commitment.id, tuple(sorted(_lacks(commitment, agreed))))
            for commitment in commitments
            if commitment.offered and commitment.id not in agreed
        ),
        can_happen=tuple(happened),
        blocked=tuple(blocked),
        deadlocks=_deadlocks(by_id, blocked, frozenset(happened)),
    )


def _met(commitment: Commitment, agreed: set[str]) -> bool:
    return holds(commitment.only_if, agreed) and holds(commitment.not_before, agreed)


def _lacks(commitment: Commitment, agreed: set[str]) -> frozenset[str]:
    return missing(commitment.only_if, agreed) | missing(commitment.not_before, agreed)


def _deadlocks(
    by_id: Mapping[str, Commitment], blocked: Sequence[str], happened: frozenset[str]
) -> tuple[Deadlock, ...]:
    waits = {
        name: [
            other
            for other in dict.fromkeys(names_in(by_id[name].not_before))
            if other in blocked and other not in happened
        ]
        for name in blocked
    }
    found: list[Deadlock] = []
    for knot in knots(waits):
        circle = shortest_circle(waits, knot)
        found.append(
            Deadlock(
                circle=circle,
                statements=tuple(by_id[name].statement for name in circle if by_id[name].statement),
                others=tuple(sorted(knot - set(circle))),
            )
        )
    return tuple(found)


def knots(waits: Mapping[str, Sequence[str]]) -> list[frozenset[str]]:
    """Groups in which each reaches each other, and lone ones that wait for themselves."""
    reach = {name: _reached(waits, name) for name in waits}
    groups: dict[frozenset[str], None] = {}
    for name in waits:
        if name in reach[name]:
            groups[frozenset(other for other in reach[name] if name in reach[other])] = None
    return list(groups)


def _reached(waits: Mapping[str, Sequence[str]], start: str) -> frozenset[str]:
    seen: set[str] = set()
    queue = list(waits[start])
    while queue:
        name = queue.pop()
        if name not in seen:
            seen.add(name)
            queue.extend(waits.get(name, ()))
    return frozenset(seen)


def shortest_circle(waits: Mapping[str, Sequence[str]], knot: frozenset[str]) -> tuple[str, ...]:
    """A shortest circle inside a knot, each waiting for the next and the last for the first."""
    best: tuple[str, ...] = ()
    for start in sorted(knot):
        paths: list[tuple[str, ...]] = [(start,)]
        seen: set[str] = set()
        while paths:
            path = paths.pop(0)
            if start in waits[path[-1]]:
                if not best or len(path) < len(best):
                    best = path
                break
            for other in waits[path[-1]]:
                if other in knot and other not in seen:
                    seen.add(other)
                    paths.append((*path, other))
    return best
