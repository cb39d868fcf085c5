"""``mark-for`` and ``withdraw-for``: what a side asked aloud to have changed, entered by the desk.

A side without a seat, or one that telephones, changes its mind like any other. The entry stands in
its own room and names who asked; the gate is bound from then on.
"""

from typing import Any

import click

from wasit.cli.desk_heard import speaker_from
from wasit.cli.home import at_desk, json_option
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.mark_options import mark_from, mark_options
from wasit.cli.plain_text import echo_json, isolated, short
from wasit.cli.text_type import TEXT
from wasit.seat import heard
from wasit.seat.desk import DeskSeat
from wasit.seat.references import counterpart_named, statement_named
from wasit.talks.crossing import SourceRef
from wasit.talks.marks import MarkCode
from wasit.talks.phrases import plain_words

__all__ = ["mark_for", "withdraw_for"]

_asked_by = click.option(
    "--asked-by", type=TEXT, help="Who asked: a person of the room, by name or id."
)
_asked_by_name = click.option(
    "--asked-by-name", type=TEXT, help="Who asked, where they have no seat there."
)


@click.command("mark-for")
@click.argument("statement")
@_asked_by
@_asked_by_name
@mark_options()
@leaving_options
@json_option
@at_desk
def mark_for(
    desk: DeskSeat,
    *,
    statement: str,
    asked_by: str | None,
    asked_by_name: str | None,
    code: MarkCode | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    **additions: Any,
) -> None:
    """Put another mark on taken-down STATEMENT, or its sentence (ID#2), as its side asked aloud.

    Only on words that nobody of the side has accepted; what they have, they mark themselves.
    """
    ref = statement_named(statement, desk.rooms())
    talks = desk.room(ref.room).talks
    if additions.get("to") is not None:
        counterpart_named(additions["to"], talks)
    under = mark_from(code, **additions)
    if under is None:
        raise click.UsageError("say --mark; nothing was done")
    who, name = speaker_from(talks, asked_by, asked_by_name, _NAMES)
    shown = f"New mark: {isolated(plain_words(under))}"
    if confirmed(f"{_head(desk, ref, name)}\n{shown}", yes=yes, dry_run=dry_run):
        heard.remark_for(
            desk, ref.room, ref.statement, under, instructed_by=who, sentence=ref.sentence
        )
        _tell(ref, as_json=as_json)


@click.command("withdraw-for")
@click.argument("statement")
@_asked_by
@_asked_by_name
@leaving_options
@json_option
@at_desk
def withdraw_for(
    desk: DeskSeat,
    *,
    statement: str,
    asked_by: str | None,
    asked_by_name: str | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take back STATEMENT, or its sentence (ID#2), as its side asked aloud."""
    ref = statement_named(statement, desk.rooms())
    talks = desk.room(ref.room).talks
    who, name = speaker_from(talks, asked_by, asked_by_name, _NAMES)
    if confirmed(f"{_head(desk, ref, name)}\nTaken back.", yes=yes, dry_run=dry_run):
        heard.withdraw_for(desk, ref.room, ref.statement, instructed_by=who, sentence=ref.sentence)
        _tell(ref, as_json=as_json)


_NAMES = ("--asked-by", "--asked-by-name")


def _head(desk: DeskSeat, ref: SourceRef, name: str) -> str:
    """Whose words are meant, as the room will see it, and who asked."""
    kept = desk.room(ref.room).talks.statements[ref.statement]
    texts = [each.text for each in kept.sentences.values() if ref.sentence in {None, each.id}]
    return (
        f"To room {isolated(ref.room)}, as {isolated(name)} asked, of {short(ref.statement)}: "
        f"{isolated(' '.join(texts))}"
    )


def _tell(ref: SourceRef, *, as_json: bool) -> None:
    if as_json:
        echo_json({"id": ref.statement, "room": ref.room})
    else:
        click.echo(f"{ref.statement}  changed in {isolated(ref.room)}")
