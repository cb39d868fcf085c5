"""Figures as exact numbers, by each language's separators.

A comma or a point followed by exactly three figures groups thousands or begins decimals depending
on the language; anything else is decided by the figures themselves (two different separators, or
one that repeats). Arabic and Persian signs mean one thing everywhere.
"""

import re
from fractions import Fraction

from wasit.values.languages import Language

__all__ = ["figure_value"]

_GROUPED = {sign: re.compile(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+") for sign in (",", ".")}
_POINT_GROUPS: frozenset[Language] = frozenset({"fr", "es", "ru"})


def figure_value(figure: str, language: Language) -> Fraction | None:
    """The value of a figure whose digits are already 0-9, or None where it is no one number.

    >>> figure_value("12,500", "en"), figure_value("1,25", "fr"), figure_value("12٬500", "ar")
    (Fraction(12500, 1), Fraction(5, 4), Fraction(12500, 1))
    """
    plain = re.sub(r"[\u00a0\u202f\u2009 ٬’']", "", figure).replace("٫", ".")
    if "٫" in figure:
        plain = plain.replace(",", "")
        return Fraction(plain) if plain.count(".") == 1 else None
    if "," in plain and "." in plain:
        decimal = max(",", ".", key=plain.rfind)
        plain = plain.replace("," if decimal == "." else ".", "").replace(decimal, ".")
        return Fraction(plain) if plain.count(".") == 1 else None
    for sign in (",", "."):
        if sign not in plain:
            continue
        grouped = _GROUPED[sign].fullmatch(plain) is not None and not plain.startswith("0")
        if plain.count(sign) > 1:
            return Fraction(plain.replace(sign, "")) if grouped else None
        groups_here = (language in _POINT_GROUPS) == (sign == ".")
        if grouped and groups_here:
            return Fraction(plain.replace(sign, ""))
        return Fraction(plain.replace(sign, "."))
    return Fraction(plain) if plain.isdigit() else None
