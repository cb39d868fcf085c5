"""Ways out of a deadlock: at one hour, through a holder, in parts, or by promise.

Each is a proposal for a person to judge, in words, with what it leaves each side exposed to. In
parts: every commitment that can be split is split as far as helps, the parts alternate in the order
that keeps exposure least (``order.py``), and the fewest parts that reach that least are named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import product

from wasit.terms.commitments import Commitment, Deadlock, Worth, sides_touched
from wasit.terms.order import MOST_MOVES, SafeOrder, Step, safe_order, worth_shares

_MOST_SPLITS = 400


class Kind(Enum):
    """How a deadlock may be undone."""

    ONE_HOUR = "at one hour"
    HOLDER = "through a holder"
    PARTS = "in parts"
    PROMISE = "by promise to the intermediary"


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out of one deadlock."""

    kind: Kind
    words: str
    order: SafeOrder | None = None


def ways_out(
    deadlock: Deadlock, by_id: Mapping[str, Commitment], *, sides: Sequence[str] = ()
) -> tuple[WayOut, ...]:
    """What could undo the deadlock, most even-handed first."""
    circle = [by_id[name] for name in deadlock.circle]
    deeds = "; ".join(f"{_doer(one)}: {one.what}" for one in circle)
    ways = [
        WayOut(
            Kind.ONE_HOUR,
            f"All at one hour set by the intermediary, so that none is before another: {deeds}. "
            f"{_checks(circle)}",
            safe_order([_step(one, hour="one hour") for one in circle], sides=sides),
        ),
        WayOut(Kind.HOLDER, _holder_words(circle), None),
    ]
    split = least_split(circle, sides=sides)
    if split is not None:
        counts, order = split
        named = ", ".join(
            f"{one.id} in {count}" for one, count in zip(circle, counts, strict=True) if count > 1
        )
        ways.append(
            WayOut(
                Kind.PARTS,
                f"Part by part in turn ({named}), each part verified before the next is due; "
                f"largest exposure {_largest(order)}.",
                order,
            )
        )
    ways.append(_by_promise(circle, sides=sides))
    return tuple(ways)


def _doer(commitment: Commitment) -> str:
    if not commitment.behalf:
        return commitment.who
    return f"{commitment.who} for {commitment.behalf} ({commitment.control} control)"


def _checks(circle: Sequence[Commitment]) -> str:
    checkers = list(dict.fromkeys(one.verified_by for one in circle if one.verified_by))
    unchecked = [one.id for one in circle if not one.verified_by]
    words = f"Verified by {', '.join(checkers)}." if checkers else ""
    if unchecked:
        words += f" Nobody yet verifies {', '.join(unchecked)}; name someone first."
    return words.strip()


def _holder_words(circle: Sequence[Commitment]) -> str:
    weak = [one for one in circle if one.behalf and one.control != "full"]
    words = (
        "Each hands what it can hand over (an order signed and undated, funds, lists) to a holder "
        "both trust, who passes all of it on when all of it is in, and back if it is not."
    )
    if weak:
        words += (
            " A deed itself cannot be held; "
            + ", ".join(f"{one.who} has {one.control} control over {one.behalf}" for one in weak)
            + ", so hold a word of theirs too."
        )
    return words


def _by_promise(circle: Sequence[Commitment], *, sides: Sequence[str]) -> WayOut:
    """Whoever going first exposes least begins, on the others' word to the intermediary."""
    best: tuple[tuple[Fraction, str], Commitment, SafeOrder] | None = None
    for first in circle:
        start = circle.index(first)
        turned = [*circle[start:], *circle[:start]]
        steps = [
            _step(one, after=() if place == 0 else (turned[place - 1].id,))
            for place, one in enumerate(turned)
        ]
        order = safe_order(steps, sides=sides)
        key = (max(order.largest, default=Fraction(0)), first.id)
        if best is None or key < best[0]:
            best = (key, first, order)
    assert best is not None  # noqa: S101 - a circle has at least one commitment
    _, first, order = best
    others = ", ".join(one.id for one in circle if one is not first) or "itself"
    return WayOut(
        Kind.PROMISE,
        f"{_doer(first)} begins with “{first.what}”, on a promise of {others} given to the "
        f"intermediary and not to the other side; largest exposure {_largest(order)}.",
        order,
    )


def _largest(order: SafeOrder) -> str:
    shown = [
        f"{side} {float(exposed):g}"
        for side, exposed in zip(order.sides, order.largest, strict=True)
    ]
    return ", ".join(shown) or "not known, since no worth is given"


def _step(commitment: Commitment, *, hour: str = "", after: Sequence[str] = ()) -> Step:
    return Step(
        commitment.id, commitment.who, commitment.what, frozenset(after), hour, commitment.worth
    )


def least_split(
    circle: Sequence[Commitment], *, sides: Sequence[str] = ()
) -> tuple[tuple[int, ...], SafeOrder] | None:
    """The fewest equal parts whose best order keeps exposure least; None where none can be split.

    Every number of parts up to the most is tried where there are few combinations of them, else
    only the most.
    """
    if all(one.parts == 1 for one in circle):
        return None
    most = [min(one.parts, MOST_MOVES // len(circle)) for one in circle]
    ranges = [range(1, count + 1) for count in most]
    tried = list(product(*ranges))
    if len(tried) > _MOST_SPLITS:
        tried = [tuple(most)]
    gives = _gives(circle, sides)
    best: tuple[tuple[tuple[Fraction, Fraction], int], tuple[int, ...], SafeOrder] | None = None
    for counts in tried:
        order = safe_order(_parts(circle, counts), sides=sides)
        shares = [
            exposed / given if given else Fraction(0)
            for exposed, given in zip(order.largest, gives, strict=True)
        ]
        key = ((max(shares, default=Fraction(0)), sum(shares, Fraction(0))), sum(counts))
        if best is None or key < best[0]:
            best = (key, counts, order)
    return (best[1], best[2]) if best else None


def _gives(circle: Sequence[Commitment], sides: Sequence[str]) -> list[Fraction]:
    who = sides_touched([one.worth for one in circle], sides)
    return [
        sum((max(-_low(one.worth, side), Fraction(0)) for one in circle), Fraction(0))
        for side in who
    ]


def _low(worth: Worth, side: str) -> Fraction:
    return worth[side].low if side in worth else Fraction(0)


def _parts(circle: Sequence[Commitment], counts: Sequence[int]) -> list[Step]:
    steps: list[Step] = []
    for one, count in zip(circle, counts, strict=True):
        for part in range(1, count + 1):
            named = one.id if count == 1 else f"{one.id} {part}/{count}"
            before = frozenset({f"{one.id} {part - 1}/{count}"} if part > 1 else ())
            steps.append(Step(named, one.who, one.what, before, "", worth_shares(one.worth, count)))
    return steps
