"""Units and currencies: one code each, a dimension, a factor, and their names in six languages.

Times up to weeks are measured in seconds, months and years in months: thirty days are not exactly
a month. Currencies are dimensions of their own; a bare "dollar", "dinar" or "rial" is the code of
the plain word. The table is ``units.txt`` beside this file, which may be added to: its lines read
``code dimension factor | language: names ...``; a name of several words is written with ``_``.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from wasit.values.languages import Language
from wasit.values.tokens import fold_word

__all__ = ["Unit", "dual_units", "unit_names", "units"]


_DUALS = """
day يومان يومين | week أسبوعان أسبوعين | month شهران شهرين | year سنتان سنتين عامان عامين
hour ساعتان ساعتين | minute دقيقتان دقيقتين | second ثانيتان ثانيتين | decade عقدان عقدين
km كيلومتران كيلومترين | m متران مترين | tonne طنان طنين | mile ميلان ميلين
USD دولاران دولارين | XDN ديناران دينارين | IRR ريالان ريالين | XDH درهمان درهمين
TRY ليرتان ليرتين | EGP جنيهان جنيهين | percent نقطتان
"""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's code, what it measures, and how many of the dimension's base units it holds."""

    code: str
    dimension: str
    factor: Fraction


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    """The lines of ``units.txt``, cut at their bars."""
    table = Path(__file__).with_name("units.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split(" | ")) for line in table.splitlines() if line and line[0] != "#")


@cache
def units() -> dict[str, Unit]:
    """Every unit by its code."""
    heads = [line[0].split() for line in _lines()]
    return {code: Unit(code, dimension, Fraction(factor)) for code, dimension, factor in heads}


@cache
def unit_names(language: Language) -> dict[tuple[str, ...], str]:
    """Folded names, as tuples of words, to unit codes: the language's own, then English ones."""
    found: dict[tuple[str, ...], str] = {}
    for spoken in (language, "en"):
        for head, *parts in _lines():
            for part in parts:
                tongue, _, names = part.partition(": ")
                if tongue == spoken:
                    for name in names.split():
                        found.setdefault(_name_key(name), head.split()[0])
    return found


def _name_key(name: str) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in name.split("_"))


@cache
def dual_units() -> dict[str, str]:
    """Arabic duals that say "two" and the unit in one word, to unit codes."""
    found: dict[str, str] = {}
    for entry in _DUALS.replace("\n", " | ").split(" | "):
        code, *forms = entry.split() or [""]
        found.update({fold_word(form): code for form in forms})
    return found
