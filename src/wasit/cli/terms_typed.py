"""What a person types of a term: amounts, options, sides, and on what a piece rests.

An amount is a number or a range, ``0.4`` or ``0.4..0.6``; ``NAME=AMOUNT`` gives it to an option, an
issue or a side. Every command that takes a piece down has the same options for its source.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import click

from wasit.cli.home import at_desk, json_option
from wasit.cli.plain_text import echo_json, isolated, note
from wasit.cli.text_type import TEXT
from wasit.seat.desk import DeskSeat
from wasit.seat.references import statement_named
from wasit.seat.terms import record_terms
from wasit.terms.own_format import Amount, TermsFile

__all__ = ["amount_typed", "amounts_typed", "options_typed", "piece_command"]

MakesTerms = Callable[..., TermsFile]


def amount_typed(text: str) -> Amount:
    """The number or range that was typed.

    >>> amount_typed("0.4"), amount_typed("1/3..0.6")
    ('0.4', ['1/3', '0.6'])
    """
    low, dots, high = text.partition("..")
    return [low.strip(), high.strip()] if dots else text.strip()


def amounts_typed(given: Sequence[str]) -> dict[str, Amount]:
    """``NAME=AMOUNT`` words as names with amounts.

    >>> amounts_typed(["a week=0.4..0.6"])
    {'a week': ['0.4', '0.6']}
    """
    return {name: amount_typed(amount) for name, amount in map(_named, given)}


def options_typed(given: Sequence[str]) -> dict[str, list[str]]:
    """``ISSUE=OPTION`` words as issues with the options meant.

    >>> options_typed(["Truce=week", "Truce=month"])
    {'Truce': ['week', 'month']}
    """
    found: dict[str, list[str]] = {}
    for name, option in map(_named, given):
        found.setdefault(name, []).append(option)
    return found


def piece_command(name: str) -> Callable[[MakesTerms], click.Command]:
    """A command that takes down the pieces which its function makes of what was typed."""

    def made(function: MakesTerms) -> click.Command:
        @click.command(name)
        @json_option
        @click.option("--corrects", type=int, help="The number of the entry that was wrong.")
        @click.option("--may-use", is_flag=True, help="It may shape a draft.")
        @click.option("--said-at", help="Since when it holds, in UTC (else the statement's time).")
        @click.option("--from", "source", default="", help="The statement that it rests on.")
        @at_desk
        @functools.wraps(function)
        def command(
            desk: DeskSeat,
            *,
            source: str,
            said_at: str | None,
            may_use: bool,
            corrects: int | None,
            as_json: bool,
            **given: Any,
        ) -> None:
            keep(
                desk,
                function(**given),
                source=source,
                said_at=said_at or "",
                may_use=may_use,
                corrects=corrects,
                as_json=as_json,
            )

        return command

    return made


def keep(
    desk: DeskSeat,
    file: TermsFile,
    *,
    source: str,
    said_at: str,
    may_use: bool,
    corrects: int | None,
    as_json: bool,
) -> None:
    """Take the pieces down, say how many, and note what they wait for."""
    pieces, notes = record_terms(
        desk,
        file,
        source_of=lambda typed: statement_named(typed, desk.rooms()),
        source=source,
        said_at=said_at,
        may_use=may_use,
        corrects=corrects,
    )
    for each in notes:
        note(f"wasit: {isolated(each)}")
    if as_json:
        echo_json({"pieces": pieces, "notes": list(notes)})
    else:
        click.echo(f"Taken down in the journal: {pieces} piece{'' if pieces == 1 else 's'}.")


def _named(word: str) -> tuple[str, str]:
    name, equals, value = word.rpartition("=")
    if not equals or not name:
        raise click.UsageError(f"seen {word!r} where NAME=VALUE was expected; nothing was done")
    return name.strip(), value.strip()


NAMES = functools.partial(click.option, type=TEXT, multiple=True)
"""An option that may be said several times."""
