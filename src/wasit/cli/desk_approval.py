"""A second person's approval by commands: ``ask-approval``, ``waiting``, ``approve``.

Who will convey asks; another person of the desk looks at the words, what they rest on and the
reasons typed for findings, and says yes. Then ``wasit convey`` with the same words is let through.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from wasit.cli.crossing_options import (
    as_seen,
    crossing_options,
    crossing_typed,
    own_files,
    plain,
    reasoned,
    show_findings,
)
from wasit.cli.home import at_desk, json_option
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.plain_text import echo_json, isolated, note, short
from wasit.seat import approving
from wasit.seat.desk import DeskSeat
from wasit.seat.previewing import preview
from wasit.seat.references import one_of
from wasit.talks.approval import KeptAsking
from wasit.talks.crossing import Crossing
from wasit.talks.refusals import ApprovalMissing, ApprovalStale

__all__ = ["approve", "ask_approval", "waiting"]


@click.command("ask-approval")
@crossing_options
@leaving_options
@json_option
@at_desk
def ask_approval(
    desk: DeskSeat,
    *,
    reason: str | None,
    own: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
    as_json: bool,
    **typed: Any,
) -> None:
    """Put SENTENCES before the other people of the desk, to be conveyed after another's yes.

    No room learns of it. Exits 4 where the gate would refuse them whoever approved.
    """
    crossing = crossing_typed(desk, own=own_files(own), **typed)
    seen = preview(desk, crossing)
    show_findings(seen.findings)
    if seen.refusal is None or isinstance(seen.refusal, ApprovalMissing | ApprovalStale):
        crossing = reasoned(crossing, seen, reason)
        shown = f"To the desk, for approval:\n{as_seen(desk, crossing)}"
        if not confirmed(shown, yes=yes, dry_run=dry_run):
            return
    words = approving.ask_approval(desk, crossing)
    if as_json:
        echo_json({"words": words, "to": crossing.target})
    else:
        click.echo(f"{words}  waits for another person's yes")


@click.command()
@json_option
@at_desk
def waiting(desk: DeskSeat, *, as_json: bool) -> None:
    """List drafts that wait for a second person's yes, with what they rest on."""
    kept = approving.waiting_for_approval(desk)
    if as_json:
        echo_json([_told(desk, words, asked) for words, asked in kept.items()])
        return
    for words, asked in kept.items():
        click.echo(f"{short(words)}  asked for by {isolated(_name(desk, asked.by))}")
        click.echo(_in_full(desk, asked.crossing))


@click.command()
@click.argument("words")
@leaving_options
@json_option
@at_desk
def approve(desk: DeskSeat, *, words: str, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Say yes to the draft that wasit waiting lists as WORDS, as it and its sources stand now."""
    kept = approving.waiting_for_approval(desk)
    found = one_of(words, kept, what="draft that waits for approval")
    crossing = kept[found].crossing
    show_findings(preview(desk, crossing).findings)
    if not confirmed(f"Approved:\n{_in_full(desk, crossing)}", yes=yes, dry_run=dry_run):
        return
    approving.approve(desk, found)
    note("Whoever asked can convey these words now, once.")
    if as_json:
        echo_json({"words": found, "to": crossing.target, "approved": True})
    else:
        click.echo(f"{short(found)}  approved")


def _told(desk: DeskSeat, words: str, asked: KeptAsking) -> dict[str, object]:
    crossing = asked.crossing
    return {
        "words": words,
        "asked_by": _name(desk, asked.by),
        **plain(crossing),
        "rests_on": [{"id": id_, "text": text} for id_, text in _sources(desk, crossing)],
        "reasons": [
            {"check": each.check, "span": each.span, "reason": each.reason}
            for each in crossing.stop_reasons
        ],
    }


def _in_full(desk: DeskSeat, crossing: Crossing) -> str:
    """What the room would see, and below it what only the desk does."""
    lines = [as_seen(desk, crossing)]
    lines += [f"  rests on {short(id_)} {isolated(text)}" for id_, text in _sources(desk, crossing)]
    lines += [
        f"  goes as it is [{each.check}] {isolated(each.span)}: {isolated(each.reason)}"
        for each in crossing.stop_reasons
    ]
    if crossing.override is not None:
        override = crossing.override
        lines.append(f"  passes a mark ({override.kind.value}): {isolated(override.text)}")
    return "\n".join(lines)


def _sources(desk: DeskSeat, crossing: Crossing) -> Iterator[tuple[str, str]]:
    """The id and text of every sentence that the words rest on, as far as they are here."""
    rooms = desk.rooms()
    for ref in crossing.sources:
        talks = rooms.get(ref.room)
        kept = talks.statements.get(ref.statement) if talks is not None else None
        for each in kept.sentences.values() if kept is not None else ():
            if ref.sentence in {None, each.id}:
                yield ref.statement, each.text


def _name(desk: DeskSeat, person: str) -> str:
    known = desk.journal.talks.people.get(person)
    return known.name if known is not None else person
