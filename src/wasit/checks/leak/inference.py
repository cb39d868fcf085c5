"""What a draft lets the hearer work out, without saying it.

Simple arithmetic on what the room knows: a half, a third, double, half as much again, the middle
of two figures, so much more or less, a sum of the draft's own parts, so many days before a known
date. And steering: advice to wait, to press, to ask for more, given while a statement kept from
the hearer tells a limit, a deadline or a weakness. Hints by tone, order or silence are beyond it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from wasit.checks.leak.concepts import Touch
from wasit.checks.leak.cues import RATIOS
from wasit.checks.leak.derived import derived_from, is_multiple, is_points, share_of
from wasit.checks.leak.facts import Fact, days_between
from wasit.checks.leak.held import Held
from wasit.checks.leak.reading import Reading

__all__ = ["Hint", "Inferences", "is_steerable"]

_OVERRIDES = {
    "half_more": ("half",), "two_thirds": ("third",), "three_quarters": ("quarter",),
}  # fmt: skip
_CLOSE = 0.05
_EXACT = 0.015
_LOOSE = 0.15
_DIVISION_REACH = 6
_MOST_KNOWN = 40
_STEERED = frozenset(
    [
        *("deadline", "ceiling", "floor", "cash", "bankruptcy", "urgent", "weak", "hunger"),
        *("ammunition", "fuel", "morale", "concession", "illness", "death", "resignation"),
        *("dismissal", "split", "mutiny", "competitor", "sell_company", "priority", "postpone"),
        *("bluff", "loan", "debt", "election", "fear", "accept", "giving_up", "medicine"),
        *("alternative", "siege", "strike", "withdrawal", "reduce", "increase", "offer", "price"),
    ]
)
_DAY = 86400
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Hint:
    """Terms ``first`` to ``last`` of the draft from which a kept fact can be worked out."""

    first: int
    last: int


class Inferences:
    """The arithmetic a draft offers, worked out once and compared with each statement."""

    def __init__(
        self, draft: Reading, cues: Mapping[str, Sequence[Touch]], known: Sequence[Fact]
    ) -> None:
        self._draft = draft
        self._cues = cues
        self._known_ratios = frozenset(
            float(f.quantity.value) for f in known if f.quantity and f.quantity.value < 1
        )
        self._known = [f for f in known if f.quantity][-_MOST_KNOWN:]
        self._known_days = [f for f in known if f.day][-_MOST_KNOWN:]
        amounts = [f for f in draft.facts if f.quantity and not self._is_ratio(f)]
        self._amounts = [_as_share(f) if is_points(f) else f for f in amounts]

    def _is_ratio(self, fact: Fact) -> bool:
        if fact.dimension:
            return False
        at = self._draft.term_at(fact.start)
        return any(t.first <= at <= t.last for name in RATIOS for t in self._cues.get(name, ()))

    @property
    def possible(self) -> bool:
        """Whether the draft has anything to calculate with."""
        return bool(self._amounts) or any(self._cues.get(c) for c in (*RATIOS, "middle", "divide"))

    def _from_kept_ratios(self, held: Held) -> Iterator[Hint]:
        """A kept part of a known figure, named in the draft or worked out there."""
        for named, touch in self._ratio_cues():
            ratio = self._turned(named, touch)[0]
            if ratio in held.ratios and ratio not in (*self._known_ratios, _HALF):
                yield Hint(touch.first, touch.last)
        for amount in self._amounts:
            at = self._draft.term_at(amount.start)
            for known in self._known:
                worked = [r for r in held.ratios if self._alike(amount, known) and known.base]
                if any(abs(known.base * r - amount.base) <= _EXACT * amount.base for r in worked):
                    yield Hint(at, self._draft.term_at(amount.end - 1))

    def of(self, held: Held) -> Iterator[Hint]:
        """The hints that lead to a secret fact of the statement."""
        if held.ratios:
            yield from self._from_kept_ratios(held)
        yield from self._from_derived(held)
        for fact in held.facts:
            if fact.day:
                yield from self._from_days(fact)
            elif fact.quantity:
                yield from self._from_ratios(fact)
                yield from self._from_middle(fact)
                yield from self._from_difference(fact)
                yield from self._from_parts(fact)
                yield from self._from_share(fact)
                yield from self._from_drafted_share(fact, held)
                yield from self._from_multiples(fact)
                yield from self._from_span(fact)

    def _alike(self, one: Fact, other: Fact) -> bool:
        return one.dimension == other.dimension or not (one.dimension and other.dimension)

    def _ratio_cues(self) -> Iterator[tuple[float, Touch]]:
        for name, ratio in RATIOS.items():
            for touch in self._cues.get(name, ()):
                stronger = [s for s, weaker in _OVERRIDES.items() if name in weaker]
                covered = [
                    t for s in stronger for t in self._cues.get(s, ())
                    if t.first <= touch.last and touch.first <= t.last
                ]  # fmt: skip
                if not covered:
                    yield ratio, touch

    def _from_ratios(self, fact: Fact) -> Iterator[Hint]:
        for ratio, touch in self._ratio_cues():
            start = self._draft.terms[touch.first].start
            end = self._draft.terms[touch.last].end
            nouns = self._draft.noun_features(start, end)
            if self._of_time(touch) and fact.dimension != "time":
                continue
            turned, low, high = self._turned(ratio, touch)
            for known in (*self._known, *self._amounts):
                if not self._alike(known, fact) or not known.base:
                    continue
                off = (known.base * turned - fact.base) / fact.base if fact.base else 1.0
                if not low <= off <= high:
                    continue
                if self._about(fact, known, nouns):
                    yield self._clause_part(touch.first, touch.last)

    def _turned(self, ratio: float, touch: Touch) -> tuple[float, float, float]:
        """The ratio as its neighbours turn it, and how far off the kept figure may be.

        "A quarter less" leaves three quarters; "less than half" may be a good deal less.
        """
        after = range(touch.last + 1, touch.last + 3)
        for name, sign in (("more_than_that", 1), ("less_than_that", -1)):
            touches = self._cues.get(name, ())
            if ratio < 1 and any(t.first in after for t in touches):
                return 1 + sign * ratio, -_CLOSE, _CLOSE
            if any(touch.first - 3 <= t.first < touch.first for t in touches):
                return ratio, *((-_CLOSE, _LOOSE) if sign < 0 else (-_LOOSE, _CLOSE))
        return ratio, -_CLOSE, _CLOSE

    def _of_time(self, touch: Touch) -> bool:
        """Whether the ratio word is part of a time ("half an hour", "half past")."""
        return any(
            f.dimension == "time" or f.clock
            for f in self._draft.facts
            if self._draft.terms[touch.first].start < f.end
            and f.start < self._draft.terms[touch.last].end + 1
        )

    def _about(self, fact: Fact, known: Fact, nouns: frozenset[str]) -> bool:
        """Whether the ratio may be of the known figure: same matter, or no matter named."""
        if fact.dimension or not fact.small:
            return True
        matter = fact.nouns | known.nouns
        here = {f"{self._draft.language}:{t.stem}" for t in self._draft.terms if t.weight} | {
            f"concept:{t.concept}" for t in self._draft.touches
        }
        del nouns
        return bool(matter & here) or not matter

    def _from_middle(self, fact: Fact) -> Iterator[Hint]:
        cues = self._cues.get("middle", ())
        pool = [f for f in (*self._known, *self._amounts) if self._alike(f, fact)]
        for touch in cues:
            for one, other in combinations(pool, 2):
                if one.base == other.base or not self._alike(one, other):
                    continue
                if abs((one.base + other.base) / 2 - fact.base) <= _CLOSE * fact.base:
                    yield self._clause_part(touch.first, touch.last)
                    break

    def _from_difference(self, fact: Fact) -> Iterator[Hint]:
        more = self._cues.get("more_than_that", ())
        less = self._cues.get("less_than_that", ())
        for amount in self._amounts:
            at = self._draft.term_at(amount.start)
            for touches, sign in ((more, 1), (less, -1)):
                close = [t for t in touches if abs(t.first - at) <= 6]
                for known in (*self._known, *self._amounts) if close else ():
                    if known is amount or not self._alike(known, fact):
                        continue
                    if amount.dimension != "share" or fact.dimension == "share":
                        if not self._alike(amount, fact):
                            continue
                        value = known.base + sign * amount.base
                    else:
                        value = known.base * (1 + sign * amount.base)
                    if value > 0 and abs(value - fact.base) <= _EXACT * fact.base:
                        first = min(at, *(t.first for t in close))
                        last = self._draft.term_at(amount.end - 1)
                        yield Hint(first, max(last, *(t.last for t in close)))

    def _from_parts(self, fact: Fact) -> Iterator[Hint]:
        parts = [f for f in self._amounts if self._alike(f, fact) and f.dimension != "time"]
        for size in (2, 3):
            for at in range(len(parts) - size + 1):
                group = parts[at : at + size]
                if sum(f.base for f in group) == fact.base and fact.base > 3:
                    if size == 2 and fact.base <= 12 and not self._shares_noun(group, fact):
                        continue
                    first = self._draft.term_at(group[0].start)
                    yield Hint(first, self._draft.term_at(group[-1].end - 1))

    def _from_share(self, fact: Fact) -> Iterator[Hint]:
        """A kept share of a known figure, worked out in the draft."""
        if fact.dimension != "share":
            return
        for amount in self._amounts:
            for known in self._known:
                alike = known.dimension != "share" and self._alike(amount, known)
                alike = alike and (not amount.small or bool(amount.nouns & known.nouns))
                if alike and abs(known.base * fact.base - amount.base) <= _EXACT * amount.base:
                    first = self._draft.term_at(amount.start)
                    yield Hint(first, self._draft.term_at(amount.end - 1))

    def _from_derived(self, held: Held) -> Iterator[Hint]:
        """A value of the draft that is one step from the kept ones."""
        derived = list(derived_from(held.facts, held.ratios, self._known)) if self._amounts else []
        for amount in self._amounts:
            if amount.quantity is None or amount.dimension in ("share", "time", "odds"):
                continue
            for value, dimension in derived:
                alike = amount.dimension in (dimension, "")
                if alike and abs(value - amount.base) <= _EXACT * value / 3:
                    yield self._place(amount)
                    break

    def _from_drafted_share(self, fact: Fact, held: Held) -> Iterator[Hint]:
        """A share named in the draft that makes the kept figure of a known or kept whole."""
        wholes = [*self._known, *(f for f in held.facts if f is not fact and f.quantity)]
        for share in (f for f in self._amounts if share_of(f)):
            if fact.dimension == "share":
                continue
            for whole in wholes:
                alike = whole.dimension == fact.dimension and whole.base > fact.base
                near = abs(whole.base * share_of(share) - fact.base) <= _EXACT * fact.base
                if alike and near and not self._known_share(share):
                    yield self._place(share)

    def _known_share(self, share: Fact) -> bool:
        return any(
            k.dimension == "share" and abs(k.base - share.base) < _EXACT * share.base
            for k in self._known
        )

    def _from_multiples(self, fact: Fact) -> Iterator[Hint]:
        """ "Divide it by three", "three times what they offered"."""
        divided = self._cues.get("divide", ())
        for amount in self._draft.facts:
            if amount.quantity is None or amount.dimension or amount.base <= 1:
                continue
            at = self._draft.term_at(amount.start)
            close = [t for t in divided if 0 <= at - t.first <= _DIVISION_REACH]
            if not close and not is_multiple(amount):
                continue
            factor = 1 / amount.base if close else amount.base
            first = close[-1].first if close else at
            for known in self._known:
                alike = self._alike(known, fact) and known.base
                if alike and abs(known.base * factor - fact.base) <= _EXACT * fact.base:
                    yield Hint(first, self._draft.term_at(amount.end - 1))

    def _place(self, fact: Fact) -> Hint:
        return Hint(self._draft.term_at(fact.start), self._draft.term_at(fact.end - 1))

    def _shares_noun(self, group: Sequence[Fact], fact: Fact) -> bool:
        return any(f.nouns & fact.nouns for f in group)

    def _from_days(self, fact: Fact) -> Iterator[Hint]:
        if fact.day is None:
            return
        spans = [f for f in self._amounts if f.dimension == "time"]
        days = [*self._known_days, *(f for f in self._draft.facts if f.day)]
        for span in spans:
            at = self._draft.term_at(span.start)
            for name, sign in (("before", -1), ("after", 1)):
                close = [t for t in self._cues.get(name, ()) if abs(t.first - at) <= 4]
                for day in days if close else ():
                    if day.day is None:
                        continue
                    gap = days_between(day.day, fact.day)
                    if gap is not None and abs(gap - sign * span.base / _DAY) <= 0.5 and gap:
                        yield Hint(at, max(self._draft.term_at(span.end - 1), close[0].last))

    def _from_span(self, fact: Fact) -> Iterator[Hint]:
        """A day named in the draft that is the kept span of time away from a known day."""
        if fact.dimension != "time" or fact.base < _DAY:
            return
        for drafted in (f for f in self._draft.facts if f.day):
            for known in self._known_days:
                if drafted.day is None or known.day is None:
                    continue
                gap = days_between(known.day, drafted.day)
                if gap and abs(abs(gap) - fact.base / _DAY) <= _HALF:
                    yield self._place(drafted)

    def _clause_part(self, first: int, last: int) -> Hint:
        """The cue with what it is of: up to six more terms of its clause."""
        clause = next(c for c in self._draft.clauses if c.first <= first <= c.last)
        start = first
        if first > clause.first and not self._draft.terms[first - 1].weight:
            start = first - 1 if self._draft.terms[first - 1].text in ("about", "one") else first
        return Hint(start, min(last + 2, clause.last))


def _as_share(fact: Fact) -> Fact:
    return replace(fact, base=fact.base / 100, dimension="share")


def is_steerable(held: Held) -> bool:
    """Whether the statement tells a limit, a figure or a weakness that advice could rest on."""
    if held.facts:
        return True
    return any(t.concept in _STEERED and held.secret[t.first] for t in held.reading.touches)
