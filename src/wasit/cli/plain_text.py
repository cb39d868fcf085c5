"""Words of other people on a terminal: isolated, and with nothing in them that commands it.

Right-to-left words in a line of ours would reorder what stands beside them, so every text of
unknown direction goes between U+2068 and U+2069. A text may also hold characters that move the
cursor, or turn the reading order so that it reads otherwise than it was signed; those are shown by
their code, never sent.
"""

import json
import unicodedata

import click

QUIET = "wasit.quiet"
"""Where a command's context keeps whether it was told to be quiet."""

__all__ = ["QUIET", "echo_json", "harmless", "isolated", "note", "short"]

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_SHORT = 6


def harmless(text: str) -> str:
    """``text`` with control and direction characters written as their codes; line ends become
    spaces.

    >>> harmless("red\\x1b[31m alert")
    'red<U+001B>[31m alert'
    """
    return "".join(_shown(character) for character in text)


def isolated(text: str) -> str:
    """``text``, harmless, between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE."""
    return f"\u2068{harmless(text)}\u2069"


def short(identifier: str) -> str:
    """The beginning of an id, as lists show it.

    >>> short("0123456789abcdef")
    '012345'
    """
    return identifier[:_SHORT]


def echo_json(value: object) -> None:
    """Print one JSON value on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def note(text: str) -> None:
    """Say something to the person, on stderr, unless the command was told to be quiet."""
    context = click.get_current_context(silent=True)
    if context is None or not context.meta.get(QUIET):
        click.echo(text, err=True)


def _shown(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    if character in _TURNING or unicodedata.category(character) == "Cc":
        return f"<U+{ord(character):04X}>"
    return character
