"""Words of other people where they are shown: nothing in them that commands what shows them.

A text may hold characters that move a terminal's cursor, or that turn the reading order so that it
reads otherwise than it was signed. Those are shown by their code, never sent on.
"""

import unicodedata

__all__ = ["RIGHT_TO_LEFT", "harmless", "reads_right_to_left"]

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
)
"""Languages written from right to left, by the first part of their BCP 47 tag."""


def harmless(text: str) -> str:
    """``text`` with control and direction characters written as their codes; line ends become
    spaces.

    >>> harmless("red\\x1b[31m alert")
    'red<U+001B>[31m alert'
    """
    return "".join(_shown(character) for character in text)


def reads_right_to_left(language: str) -> bool:
    """Whether text in that language is written from right to left.

    >>> reads_right_to_left("fa-IR"), reads_right_to_left("fr"), reads_right_to_left("az-Arab")
    (True, False, True)
    """
    first, *rest = language.lower().split("-")
    return first in RIGHT_TO_LEFT or "arab" in rest


def _shown(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    if character in _TURNING or unicodedata.category(character) == "Cc":
        return f"<U+{ord(character):04X}>"
    return character
