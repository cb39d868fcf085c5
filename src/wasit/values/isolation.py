"""Words of other people beside ours: nothing in them may turn the order in which lines are read.

A text may hold characters that move a cursor, or turn the reading order so that it reads otherwise
than it was signed ("Trojan Source", Boucher and Anderson 2021). They are shown by their code.
"""

import unicodedata

__all__ = ["harmless"]

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def harmless(text: str) -> str:
    """``text`` with control and direction characters written as their codes; line ends become
    spaces.

    >>> harmless("red\\x1b[31m alert")
    'red<U+001B>[31m alert'
    """
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    if character in _TURNING or unicodedata.category(character) == "Cc":
        return f"<U+{ord(character):04X}>"
    return character
