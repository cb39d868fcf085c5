"""Small questions the comparisons of values share: is it a time, what stands before it."""

from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span
from wasit.values import (
    ClockTime,
    Quantity,
)
from wasit.values.units import units

__all__ = [
    "NOWHERE",
    "REWORDED",
    "WITHIN",
    "dimension_of",
    "found_in",
    "is_hour",
    "is_time",
    "keys_of",
    "place_of",
    "says_both",
    "words_after",
    "words_before",
]

NOWHERE: Span = (0, 0)
REWORDED = 0.65
_TIMES = frozenset({"time", "months"})
_BOTH = frozenset({"both", "deux", "ambos", "ambas", "كلا", "كلتا", "оба", "обе", "обоих",
    "обеих", "two", "couple", "pair", "twice", "double", "هردو", "مرتين"})  # fmt: skip
WITHIN = frozenset({"within", "dans", "sous", "plazo", "خلال", "غضون", "ظرف", "течение", "in",
    "inside", "delai", "en", "قبل", "لا", "max", "under"})  # fmt: skip


def dimension_of(quantity: Quantity) -> str:
    return units()[quantity.unit].dimension if quantity.unit in units() else quantity.unit


def is_time(quantity: Quantity) -> bool:
    return dimension_of(quantity) in _TIMES


def words_before(reading: Reading, start: int, count: int = 3) -> list[str]:
    """Keys of the words just before a place."""
    return [token.key for token in reading.tokens if token.end <= start][-count:]


def words_after(reading: Reading, end: int, count: int = 2) -> list[str]:
    """Keys of the words just behind a place."""
    return [token.key for token in reading.tokens if token.start >= end][:count]


def place_of(quantity: Quantity) -> Span:
    return quantity.start, quantity.end


def is_hour(quantity: Quantity, clock: ClockTime) -> bool:
    """Whether a bare figure may be the hour that the other text names as one: "at six"."""
    bare = quantity.unit in ("", "hour") and clock.minute % 60 == 0
    return bare and quantity.value % 12 == clock.minute // 60 % 12


def says_both(reading: Reading) -> bool:
    return any(token.key in _BOTH for token in reading.tokens)


def found_in(kind: ErrorKind, one: Span, other: Span, why: str) -> FidelityError:
    return FidelityError(kind, one, other, why)


def keys_of(reading: Reading) -> set[str]:
    return {token.key for token in reading.tokens}
