"""Numbers with their units, currencies, bounds and nouns."""

from wasit.values.found import Quantity
from wasit.values.languages import Language
from wasit.values.numbers import find_numbers

__all__ = ["find_durations", "find_quantities", "same_quantity"]


def find_quantities(text: str, language: Language) -> list[Quantity]:
    """Every quantity in the text, in order; figures that belong to dates are left out."""
    return [Quantity(n.start, n.end, n.value) for n in find_numbers(text, language)]


def find_durations(text: str, language: Language) -> list[Quantity]:
    """The quantities of time among ``find_quantities``."""
    return [found for found in find_quantities(text, language) if found.unit == "day"]


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are equal by value, across units of one dimension."""
    return one.value == other.value and one.unit == other.unit
