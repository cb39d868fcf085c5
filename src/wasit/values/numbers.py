"""Numbers in figures and words."""

from fractions import Fraction

from wasit.values.found import Number
from wasit.values.languages import Language
from wasit.values.tokens import TokenKind, tokens_of

__all__ = ["find_numbers"]


def find_numbers(text: str, language: Language) -> list[Number]:
    """Every number in the text, in order, with offsets into it."""
    return [
        Number(token.start, token.end, Fraction(token.key.replace(",", "")))
        for token in tokens_of(text, language)
        if token.kind is TokenKind.FIGURE and token.key.replace(",", "").isdigit()
    ]
