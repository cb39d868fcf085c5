"""Words of other people on a terminal: isolated, and with nothing in them that commands it.

Right-to-left words in a line of ours would reorder what stands beside them, so every text of
unknown direction goes between U+2068 and U+2069, made harmless first (``values.isolation``).
"""

import json

import click

from wasit.values.isolation import harmless

QUIET = "wasit.quiet"
"""Where a command's context keeps whether it was told to be quiet."""

__all__ = ["QUIET", "echo_json", "harmless", "isolated", "note", "short"]

_SHORT = 6


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
