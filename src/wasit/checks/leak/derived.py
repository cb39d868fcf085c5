"""Values that follow from a kept statement in one step, with what the room knows.

A third of sixty trucks is twenty; eleven times earnings of four million is forty-four; 3,500 for
each of twelve flats is 42,000; 140,000 needed and 55,000 in hand leave 85,000. A draft that gives
the result has given the statement away to whoever can do the sum.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from wasit.checks.leak.facts import Fact
from wasit.values.folding import fold_word
from wasit.values.stems import stem

__all__ = ["Derived", "derived_from", "is_points", "share_of"]


def _stems(written: str) -> frozenset[str]:
    pairs = (entry.partition(":") for entry in written.split())
    return frozenset(f"{tongue}:{stem(fold_word(word), tongue)}" for tongue, _, word in pairs)


_MULTIPLES = _stems("en:times fr:fois es:veces ar:أضعاف ar:ضعف ar:مرات fa:برابر ru:раз ru:раза")
_POINTS = _stems("en:points fr:points es:puntos ru:пункта ru:пунктов ar:نقطة ar:نقاط fa:واحد")
_LEAST = 13
_MOST_PARTS = 12
_MONEY = 100
_MOST_KNOWN = 40

Derived = tuple[float, str]
"""A value in base units and its dimension."""


def is_multiple(fact: Fact) -> bool:
    """Whether the number says how many times something: "11 times earnings"."""
    return not fact.dimension and bool(fact.nouns & _MULTIPLES)


def is_points(fact: Fact) -> bool:
    """Whether the number counts percentage points."""
    return not fact.dimension and bool(fact.nouns & _POINTS)


def share_of(fact: Fact) -> float:
    """The part of a whole that a fact names, 0 where it names none."""
    if fact.quantity is None or fact.quantity.upper is not None:
        return 0.0
    share = fact.base if fact.dimension == "share" else 0.0
    if not fact.dimension and fact.quantity.value < 1:
        share = float(fact.quantity.value)
    return share if 0 < share < 1 else 0.0


def derived_from(
    kept: Sequence[Fact], ratios: Sequence[float], known: Sequence[Fact]
) -> Iterator[Derived]:
    """Every value one step from the kept facts that is large enough to tell."""
    for value, dimension in _steps(kept, ratios, known[-_MOST_KNOWN:]):
        if value >= _LEAST:
            yield value, dimension


def _steps(
    kept: Sequence[Fact], ratios: Sequence[float], known: Sequence[Fact]
) -> Iterator[Derived]:
    amounts = [f for f in kept if f.quantity and f.dimension not in ("share", "odds", "time")]
    for amount in amounts:
        if is_multiple(amount):
            yield from ((k.base * amount.base, k.dimension) for k in known if k.quantity)
            continue
        yield from ((amount.base * ratio, amount.dimension) for ratio in ratios)
        shares = [share_of(f) for f in kept if f is not amount]
        yield from ((amount.base * share, amount.dimension) for share in shares if share)
        for whole in known:
            if whole.nouns & amount.nouns and whole.dimension == amount.dimension:
                yield whole.base - amount.base, amount.dimension
        if amount.dimension.startswith("money") or amount.base >= 100:
            counts = [k for k in known if k.quantity and not k.dimension and k.base > 1]
            yield from ((amount.base * k.base, amount.dimension) for k in counts)
    for one, other in combinations(amounts, 2):
        if one.dimension == other.dimension:
            yield abs(one.base - other.base), one.dimension
        count, value = sorted((one, other), key=lambda fact: fact.base)
        if not count.dimension and 1 < count.base <= _MOST_PARTS and value.base >= _MONEY:
            yield count.base * value.base, value.dimension
