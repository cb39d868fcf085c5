"""Numbers read exactly and shown twice: as the fraction they are, and as a decimal to read.

No float is ever made on the way in: ``0.1`` is one tenth. What leaves for a person is rounded, what
leaves beside it for a program is not.
"""

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from fractions import Fraction

from wasit.terms.errors import UnreadableTerms

_PLACES = 12
_MOST_DIGITS = 400


def read_decimal(text: str, *, what: str) -> Fraction:
    """The exact value of a written decimal; ``what`` names it in the refusal.

    >>> read_decimal("0.10", what="a weight")
    Fraction(1, 10)
    """
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        value = Decimal("NaN")
    return from_decimal(value, what=what, seen=text)


def from_decimal(value: Decimal, *, what: str, seen: str = "") -> Fraction:
    """The exact fraction of a decimal that is a number of reasonable length."""
    shown = seen or str(value)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise UnreadableTerms(f"{what} is {shown!r}, not a decimal number; nothing was computed")
    if abs(exponent) + len(value.as_tuple().digits) > _MOST_DIGITS:
        raise UnreadableTerms(
            f"{what} is {shown[:40]!r}, longer than {_MOST_DIGITS} digits; nothing was computed"
        )
    return Fraction(value)


def decimal_text(value: Fraction) -> str:
    """The value rounded to twelve places, without trailing noughts.

    >>> decimal_text(Fraction(2, 3)), decimal_text(Fraction(27, 100)), decimal_text(Fraction(-4))
    ('0.666666666667', '0.27', '-4')
    """
    scaled = value * 10**_PLACES
    whole = round(scaled)
    digits = Context(prec=max(28, len(str(abs(whole))) + 2), rounding=ROUND_HALF_EVEN)
    text = f"{digits.create_decimal(whole).scaleb(-_PLACES, context=digits):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def shown(value: Fraction) -> dict[str, str]:
    """A number as every face of the terms shows it.

    >>> shown(Fraction(27, 100))
    {'exact': '27/100', 'decimal': '0.27'}
    """
    return {"exact": f"{value.numerator}/{value.denominator}", "decimal": decimal_text(value)}


def common_denominator(values: Iterable[Fraction]) -> int:
    """The least whole number that makes every value whole when multiplied by it."""
    return math.lcm(1, *{value.denominator for value in values})
