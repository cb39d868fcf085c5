"""Marks on a command line: one of four codes with what it adds, and ``--if-offer`` for the fifth.

``--mark CODE`` says what may be done; with ``--if-offer TEXT`` nothing may be done before they
offer TEXT, and then what ``--mark`` says.
"""

from collections.abc import Callable
from typing import Any

import click

from wasit.cli.text_type import TEXT
from wasit.talks.marks import Mark, MarkCode

__all__ = ["CODES", "code_named", "mark_from", "mark_options"]

CODES = [code.value for code in MarkCode if code is not MarkCode.IF_OFFER]

_ADDITIONS = (
    click.option("--only-to", "to", type=TEXT, help="Only to this counterpart."),
    click.option("--not-before", help="Not before this UTC time, as 2024-01-10T09:30:00Z."),
    click.option("--not-before-event", type=TEXT, help="Not before this has happened, in words."),
    click.option("--until", help="Not after this UTC time."),
    click.option("--personal-capacity", is_flag=True, help="Said without instructions."),
    click.option("--ad-referendum", is_flag=True, help="Subject to the principal's confirmation."),
    click.option(
        "--if-offer", "offer", type=TEXT, help="Nothing before they offer this; then as --mark."
    ),
)


def code_named(typed: str) -> MarkCode:
    """The mark of that code; hyphens serve as underscores."""
    return MarkCode(typed.replace("-", "_"))


def _read_code(_context: click.Context, _option: click.Parameter, typed: str | None) -> object:
    if typed is None:
        return None
    try:
        code = code_named(typed)
    except ValueError:
        code = MarkCode.IF_OFFER
    if code is MarkCode.IF_OFFER:
        raise click.BadParameter(f"{typed!r} is no mark; they are {', '.join(CODES)}")
    return code


def mark_options(*, required: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add ``--mark`` and everything that a mark may add."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(_ADDITIONS):
            function = option(function)
        return click.option(
            "--mark",
            "code",
            callback=_read_code,
            required=required,
            metavar="|".join(CODES),
            help="What may be done with the words.",
        )(function)

    return decorate


def mark_from(
    code: MarkCode | None,
    *,
    default: Mark | None = None,
    offer: str | None = None,
    **additions: Any,
) -> Mark | None:
    """The mark that was typed; None where nothing was.

    An addition without ``--mark`` goes with the ``default`` mark.
    """
    if code is None and offer is None and not any(additions.values()):
        return None
    if code is None:
        if default is None:
            raise click.UsageError("say --mark as well; nothing was done")
        code = default.code
    if offer is None:
        return Mark(code=code, **additions)
    return Mark(code=MarkCode.IF_OFFER, offer=offer, then=Mark(code=code), **additions)
