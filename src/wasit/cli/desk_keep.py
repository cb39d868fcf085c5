"""What the desk keeps for itself: releases of marks, notes, outcomes, and the journal's lines."""

from dataclasses import asdict

import click

from wasit.cli.home import at_desk, json_option
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.plain_text import echo_json, harmless, isolated
from wasit.cli.text_type import TEXT
from wasit.seat.desk import DeskSeat
from wasit.seat.journal_screen import crossed_lines, journal_lines
from wasit.seat.references import round_named, statement_named
from wasit.talks.rounds import Result

__all__ = ["condition_met", "event_happened", "journal", "note", "outcome"]


@click.command("condition-met")
@click.argument("statement")
@click.option("--offered", type=TEXT, required=True, help="What was offered, in your words.")
@click.option("--shown-by", required=True, help="The other side's statement that shows it.")
@at_desk
def condition_met(desk: DeskSeat, *, statement: str, offered: str, shown_by: str) -> None:
    """Record that what STATEMENT's mark waits for was offered. No room learns of it."""
    rooms = desk.rooms()
    ref = statement_named(statement, rooms)
    desk.condition_met(
        room=ref.room,
        statement=ref.statement,
        sentence=ref.sentence,
        offered=offered,
        shown_by=statement_named(shown_by, rooms),
    )
    click.echo("Recorded in the journal.")


@click.command("event-happened")
@click.argument("statement")
@click.option("--words", type=TEXT, required=True, help="What happened, in your words.")
@click.option("--at", "moment", help="When, in UTC (else now).")
@at_desk
def event_happened(desk: DeskSeat, *, statement: str, words: str, moment: str | None) -> None:
    """Record that the event which STATEMENT's mark waits for happened. No room learns of it."""
    ref = statement_named(statement, desk.rooms())
    desk.event_happened(
        room=ref.room,
        statement=ref.statement,
        sentence=ref.sentence,
        words=words,
        at=moment or desk.seat.now(),
    )
    click.echo("Recorded in the journal.")


@click.command()
@click.argument("text", type=TEXT)
@at_desk
def note(desk: DeskSeat, *, text: str) -> None:
    """Keep TEXT in the journal, for the desk alone."""
    desk.note(text)
    click.echo("Kept in the journal.")


@click.command()
@click.argument("result", type=click.Choice([result.value for result in Result]))
@click.option(
    "--round", "rounds", type=TEXT, multiple=True, required=True, help="A round's id in a room."
)
@click.option("--words", type=TEXT, default="", help="What the rooms are told besides.")
@leaving_options
@at_desk
def outcome(
    desk: DeskSeat, *, result: str, rounds: tuple[str, ...], words: str, yes: bool, dry_run: bool
) -> None:
    """Record how a round came out, and tell it to the rooms of each --round."""
    found = [round_named(each, desk.rooms()) for each in rounds]
    told = ", ".join(isolated(each.room) for each in found)
    shown = f"To {told}: the round came out as {result}. {isolated(words) if words else ''}"
    if confirmed(shown.rstrip(), yes=yes, dry_run=dry_run):
        refs = [(each.room, each.round) for each in found]
        desk.outcome(Result(result), rounds=refs, words=words)
        click.echo("Recorded in the journal, and told to the rooms.")


@click.command()
@json_option
@at_desk
def journal(desk: DeskSeat, *, as_json: bool) -> None:
    """List everything the desk keeps, in order; conveyances that crossed a withdrawal come last."""
    lines, crossed = journal_lines(desk), crossed_lines(desk)
    if as_json:
        echo_json({"entries": [asdict(line) for line in lines], "crossed": crossed})
        return
    for line in lines:
        click.echo(f"{line.number}  {line.at}  {isolated(line.author)}  {isolated(line.text)}")
    for each in crossed:
        click.echo(harmless(each))
