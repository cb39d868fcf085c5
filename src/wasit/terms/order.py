"""A safe order of steps: who has given more than it has got, after every step.

A side's **standing** after some steps is what those steps changed for it, taken at its lowest; its
**exposure** is how far that lies below nought. Of all orders that respect what must come before
what, the best keep each side's largest exposure least; since two sides' exposures pull against one
another, all orders that cannot be improved for one without worsening another are compared, and the
one whose largest share (of what the side gives in all) is least is taken.

Exact for up to ``MOST_MOVES`` moves, by a search over the sets of moves that can have been done,
with the unbettered exposures of each; beyond that the next move is always the one that exposes
least, and the result says that it is not proved least. Steps of one hour are one move. A side is
**tempted** after a move where walking off would leave it better than going on to the end
(Sandholm & Lesser 1995).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import add, ge

from wasit.terms.commitments import (
    Commitment,
    Worth,
    conditions,
    knots,
    shortest_circle,
    sides_touched,
    total_worth,
    worth_of,
)
from wasit.terms.errors import UnknownName, UnreadableTerms
from wasit.terms.exact import common_denominator
from wasit.terms.formula import missing
from wasit.terms.own_format import TermsFile
from wasit.terms.ranges import Span

MOST_MOVES = 20
_MOST_LABELS = 40_000
Exposure = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One deed: who does what, after which others, and what it changes for each side."""

    id: str
    who: str
    what: str
    after: frozenset[str]
    hour: str
    worth: Worth
    proof: str = ""
    checker: str = ""
    due: str = ""
    on_failure: str = ""
    done_at: str = ""
    breached_at: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """After one move: the steps it took, each side's exposure as a range, and who is tempted."""

    steps: tuple[str, ...]
    exposure: tuple[Span, ...]
    tempted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafeOrder:
    """An order of all steps that can be done, with each side's exposure after each move."""

    sides: tuple[str, ...]
    moments: tuple[Moment, ...]
    largest: Exposure
    """Each side's largest exposure."""
    proved: bool
    """Whether no order has a smaller largest share; else it was built one least move at a time."""
    blocked: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]


def read_steps(terms: TermsFile) -> tuple[Step, ...]:
    """The steps of a terms file; refused where one comes after a step that is not there."""
    found = tuple(
        Step(
            id=given.id,
            who=given.who,
            what=given.what,
            after=frozenset(given.after),
            hour=given.hour,
            worth=worth_of(given.worth, what=f"step {given.id!r}"),
            proof=given.proof,
            checker=given.checker,
            due=given.due,
            on_failure=given.on_failure,
            done_at=given.done_at,
            breached_at=given.breached_at,
        )
        for given in terms.steps
    )
    ids = [step.id for step in found]
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise UnreadableTerms(f"two steps are called {twice!r}; nothing was computed")
    for step in found:
        for name in sorted(step.after):
            if name not in ids:
                raise UnknownName(
                    f"step {step.id!r} comes after {name!r}, which is no step of these terms"
                )
    return found


def steps_of_commitments(commitments: Sequence[Commitment]) -> tuple[Step, ...]:
    """What is agreed now as steps, each after the fewest others that it may not come before."""
    ids = set(conditions(commitments).agreed)
    return tuple(
        Step(
            id=one.id,
            who=one.who,
            what=one.what,
            after=missing(one.not_before, frozenset()),
            hour="",
            worth=one.worth,
            checker=one.verified_by,
            due=one.until,
        )
        for one in commitments
        if one.id in ids
    )


@dataclass(frozen=True, slots=True)
class _Move:
    steps: tuple[Step, ...]
    before: int
    """Bits of the moves that must be done before."""


def safe_order(steps: Sequence[Step], *, sides: Sequence[str] = ()) -> SafeOrder:
    """The order of the steps that keeps exposure least; what waits for itself is named."""
    who = sides_touched([step.worth for step in steps], sides)
    moves, blocked, circles = _moves(steps)
    gives = [
        sum((max(-span.low, Fraction(0)) for span in _spans(moves, side)), Fraction(0))
        for side in who
    ]
    path = _least_path(moves, who, gives) if len(moves) <= MOST_MOVES else None
    order = path if path is not None else _greedy(moves, who, gives)
    moments = _moments(moves, order, who)
    return SafeOrder(
        sides=who,
        moments=moments,
        largest=tuple(
            max((moment.exposure[place].high for moment in moments), default=Fraction(0))
            for place in range(len(who))
        ),
        proved=path is not None,
        blocked=blocked,
        circles=circles,
    )


def _spans(moves: Sequence[_Move], side: str) -> list[Span]:
    return [total_worth([step.worth for step in move.steps], side) for move in moves]


def _moves(
    steps: Sequence[Step],
) -> tuple[list[_Move], tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The moves that can be made, and the steps that wait for themselves."""
    group = {step.id: step.hour or f"step {step.id}" for step in steps}
    members: dict[str, list[Step]] = {}
    for step in steps:
        members.setdefault(group[step.id], []).append(step)
    waits = {
        name: sorted({group[other] for step in taken for other in step.after} - {name})
        for name, taken in members.items()
    }
    ready: dict[str, None] = {}
    while True:
        now = [n for n in members if n not in ready and all(w in ready for w in waits[n])]
        if not now:
            break
        ready.update(dict.fromkeys(now))
    bits = {name: 1 << place for place, name in enumerate(ready)}
    stuck = {
        name: [other for other in waits[name] if other not in ready]
        for name in members
        if name not in ready
    }
    circles = tuple(
        tuple(step.id for name in shortest_circle(stuck, knot) for step in members[name])
        for knot in knots(stuck)
    )
    return (
        [_Move(tuple(members[n]), sum(bits[w] for w in waits[n])) for n in ready],
        tuple(step.id for step in steps if group[step.id] not in ready),
        circles,
    )


def _standing(moves: Sequence[_Move], done: int, side: str) -> Span:
    made = [move for place, move in enumerate(moves) if done >> place & 1]
    return total_worth([step.worth for move in made for step in move.steps], side)


def _exposed(moves: Sequence[_Move], done: int, who: Sequence[str]) -> Exposure:
    return tuple(max(-_standing(moves, done, side).low, Fraction(0)) for side in who)


def _share(largest: Exposure, gives: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    shares = [
        exposed / given if given else Fraction(0)
        for exposed, given in zip(largest, gives, strict=True)
    ]
    return max(shares, default=Fraction(0)), sum(shares, Fraction(0))


_Label = tuple[tuple[int, ...], tuple[int, ...]]
"""Largest exposures so far, as whole numbers, and the moves that led there."""


def _least_path(
    moves: Sequence[_Move], who: Sequence[str], gives: Sequence[Fraction]
) -> tuple[int, ...] | None:
    """The order with the least exposure; None where the search would hold too much."""
    lows = [[span.low for span in _spans(moves, side)] for side in who]
    unit = common_denominator(low for column in lows for low in column)
    changes = [tuple(int(column[place] * unit) for column in lows) for place in range(len(moves))]
    nought = tuple(0 for _ in who)
    layer: dict[int, tuple[tuple[int, ...], list[_Label]]] = {0: (nought, [(nought, ())])}
    for _ in moves:
        new: dict[int, tuple[tuple[int, ...], list[_Label]]] = {}
        for done, (standing, labels) in layer.items():
            for place, move in enumerate(moves):
                if done >> place & 1 or move.before & ~done:
                    continue
                after = tuple(map(add, standing, changes[place]))
                held = new.setdefault(done | 1 << place, (after, []))[1]
                for largest, path in labels:
                    # An exposure is a standing below nought, so the larger is the lower.
                    _keep(held, (tuple(map(min, largest, after)), (*path, place)))
        if sum(len(labels) for _, labels in new.values()) > _MOST_LABELS:
            return None
        layer = new
    _, labels = layer.get((1 << len(moves)) - 1, (nought, []))
    exposures = {path: tuple(Fraction(-low, unit) for low in largest) for largest, path in labels}
    return min(exposures, key=lambda path: (_share(exposures[path], gives), path), default=())


def _keep(labels: list[_Label], label: _Label) -> None:
    """Adds a label unless another's exposures are as small; drops those it makes needless."""
    lowest = label[0]
    for other, _ in labels:
        if all(map(ge, other, lowest)):
            return
    labels[:] = [one for one in labels if not all(map(ge, lowest, one[0]))]
    labels.append(label)


def _greedy(
    moves: Sequence[_Move], who: Sequence[str], gives: Sequence[Fraction]
) -> tuple[int, ...]:
    done = 0
    order: list[int] = []
    while len(order) < len(moves):
        free = [
            place
            for place, move in enumerate(moves)
            if not done >> place & 1 and not move.before & ~done
        ]
        chosen = min(
            free, key=lambda place: (_share(_exposed(moves, done | 1 << place, who), gives), place)
        )
        done |= 1 << chosen
        order.append(chosen)
    return tuple(order)


def _moments(
    moves: Sequence[_Move], order: Sequence[int], who: Sequence[str]
) -> tuple[Moment, ...]:
    end = {side: _standing(moves, (1 << len(moves)) - 1, side) for side in who}
    done = 0
    moments: list[Moment] = []
    for place in order:
        done |= 1 << place
        now = {side: _standing(moves, done, side) for side in who}
        moments.append(
            Moment(
                steps=tuple(step.id for step in moves[place].steps),
                exposure=tuple(_exposure_of(now[side]) for side in who),
                tempted=tuple(side for side in who if now[side].middle > end[side].middle),
            )
        )
    return tuple(moments)


def _exposure_of(standing: Span) -> Span:
    zero = Fraction(0)
    return Span(max(-standing.high, zero), max(-standing.low, zero), max(-standing.middle, zero))


def worth_shares(worth: Mapping[str, Span], parts: int) -> Worth:
    """What one of so many equal parts changes for each side."""
    return {
        side: Span(span.low / parts, span.high / parts, span.middle / parts)
        for side, span in worth.items()
    }
