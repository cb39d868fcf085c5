"""Words as a person types them: put into the form in which entries are signed, or refused.

Entries hold text in Unicode NFC; keyboards and file systems give other forms of the same letters.
Bytes that were no text at all arrive as lone surrogates and are refused here, by name.
"""

import sys
import unicodedata
from collections.abc import Sequence

import click

__all__ = ["TEXT", "in_signed_form", "sentences_from"]


def in_signed_form(text: str) -> str:
    """``text`` in NFC.

    >>> in_signed_form("e\\u0301") == "\\u00e9"
    True
    """
    return unicodedata.normalize("NFC", text)


class _Text(click.ParamType[str]):
    """Text in NFC without lone surrogates."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text in the one form; fails where it is no text."""
        if any("\ud800" <= character <= "\udfff" for character in value):
            self.fail("these bytes are no text in this terminal's encoding", param, ctx)
        return in_signed_form(value)


TEXT = _Text()
"""The type of every argument that holds words or names."""


def sentences_from(given: Sequence[str]) -> tuple[str, ...]:
    """The sentences given, or, where ``-`` stands for them, one from each line of stdin."""
    if tuple(given) != ("-",):
        return tuple(given)
    try:
        text = in_signed_form(sys.stdin.read())
    except UnicodeDecodeError as error:
        raise click.UsageError("stdin holds bytes that are no text; nothing was done") from error
    return tuple(line.strip() for line in text.splitlines() if line.strip())
