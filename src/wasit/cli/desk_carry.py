"""Carrying words at the desk: ``convey``, ``report``, ``settle``, and drafts that waited.

The findings of the checks are shown with the words they are about; a finding that stops asks for a
typed reason. Then exactly what the room will see is shown, and the desk's person says yes or no.
"""

from pathlib import Path
from typing import Any

import click
import msgspec

from wasit.cli.crossing_options import (
    as_seen,
    crossing_options,
    crossing_typed,
    first_language,
    own_files,
    plain,
    reasoned,
    show_findings,
)
from wasit.cli.home import at_desk, json_option
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.plain_text import echo_json, isolated, note, short
from wasit.cli.text_type import TEXT
from wasit.errors import describe
from wasit.seat import conveying
from wasit.seat.conveying import References
from wasit.seat.desk import DeskSeat
from wasit.seat.ports import LinkLost
from wasit.seat.previewing import Preview, preview
from wasit.seat.references import (
    asked_statement,
    conveyance_named,
    one_of,
    round_named,
    statement_named,
)
from wasit.talks.carried import Ending, InPerson, Manner, Reported
from wasit.talks.crossing import Crossing, ReportAbout

__all__ = ["convey", "drafts", "report", "settle", "settle_conveyance"]


@click.command()
@crossing_options
@click.option("--asks", help="A sentence of a statement of that room that it asks about.")
@click.option("--answers", help="A statement of that room that it answers.")
@click.option("--corrects", help="A conveyance in that room that it puts right.")
@click.option("--reads-back", help="A statement of that room that the hearer restated.")
@click.option("--round", "round_id", type=TEXT, help="A round in that room that it concerns.")
@click.option("--due", help="With --asks: when an answer is needed by, in UTC.")
@click.option("--aloud", is_flag=True, help="It is brought aloud or on paper, past the same gate.")
@click.option("--carried-by", type=TEXT, help="With --aloud: who brings it (else you).")
@click.option(
    "--heard-by", type=TEXT, multiple=True, help="With --aloud: who hears it; may be repeated."
)
@click.option("--brought-at", help="With --aloud: when, in UTC (else now).")
@click.option("--left-behind", type=TEXT, help="With --aloud: what is left with them.")
@leaving_options
@json_option
@at_desk
def convey(
    desk: DeskSeat,
    *,
    asks: str | None,
    answers: str | None,
    corrects: str | None,
    reads_back: str | None,
    round_id: str | None,
    due: str | None,
    aloud: bool,
    carried_by: str | None,
    heard_by: tuple[str, ...],
    brought_at: str | None,
    left_behind: str | None,
    reason: str | None,
    own: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
    as_json: bool,
    **typed: Any,
) -> None:
    """Carry SENTENCES, files or both into a room, past the gate.

    - reads one sentence a line from stdin. Exits 4 where the gate refuses; the journal keeps that.
    """
    given = own_files(own)
    crossing = crossing_typed(desk, own=given, **typed)
    target = crossing.target
    there = {target: desk.room(target).talks}
    if due is not None and asks is None:
        raise click.UsageError("--due belongs to --asks; nothing was sent")
    if aloud != bool(heard_by) or (not aloud and (carried_by or brought_at or left_behind)):
        raise click.UsageError("--aloud needs --heard-by, and they go together; nothing was sent")
    references = References(
        asks=asked_statement(asks, there, due=due) if asks else None,
        answers=statement_named(answers, there).statement if answers else None,
        corrects=conveyance_named(corrects, there).conveyance if corrects else None,
        reads_back=statement_named(reads_back, there).statement if reads_back else None,
        round=round_named(round_id, there).round if round_id else None,
        in_person=InPerson(
            carried_by=carried_by or desk.me.name,
            heard_by=heard_by,
            at=brought_at or desk.seat.now(),
            left_behind=left_behind or "",
        )
        if aloud
        else None,
    )
    seen = preview(desk, crossing)
    show_findings(seen.findings)
    if dry_run:
        shown = _as_seen(desk, crossing, references)
        _tell_dry_run(shown, crossing, seen, as_json=as_json)
        return
    if seen.refusal is None:
        crossing = reasoned(crossing, seen, reason)
        confirmed(_as_seen(desk, crossing, references), yes=yes, dry_run=False)
    try:
        conveyance = conveying.convey(desk, crossing, references, own_files=given)
    except LinkLost:
        note("It was not sent, and is never sent by itself; see wasit drafts and wasit journal.")
        raise
    if as_json:
        echo_json({"id": conveyance, "room": target, "state": "at_relay"})
    else:
        click.echo(f"{conveyance}  handed on to {isolated(target)}")


@click.command()
@click.argument("statement")
@click.argument("words", type=TEXT, nargs=-1)
@click.option(
    "--what",
    required=True,
    type=click.Choice([what.value for what in Reported]),
    help="What became of it.",
)
@leaving_options
@json_option
@at_desk
def report(
    desk: DeskSeat,
    *,
    statement: str,
    words: tuple[str, ...],
    what: str,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Tell a room what became of its STATEMENT, with WORDS of the desk's own or none."""
    ref = statement_named(statement, desk.rooms())
    about = ReportAbout(
        statement=ref.statement, sentence=ref.sentence, what=Reported(what), at=desk.seat.now()
    )
    crossing = Crossing(
        target=ref.room,
        sentences=words,
        language=first_language(desk, ref.room),
        manner=Manner.OWN_WORDS,
        report=about,
    )
    said = " ".join(isolated(each) for each in words)
    shown = f"To room {isolated(ref.room)}, of {short(ref.statement)}: {what}. {said}".rstrip()
    if not confirmed(shown, yes=yes, dry_run=dry_run):
        return
    number = conveying.report(desk, crossing)
    if as_json:
        echo_json({"room": ref.room, "number": number})
    else:
        click.echo(f"Reported to {isolated(ref.room)}.")


@click.command()
@click.argument("statement")
@click.option("--so-it-stands", is_flag=True, help="The read-back is right, as the desk holds.")
@click.option("--corrected-by", help="The conveyance in that room that puts it right.")
@leaving_options
@at_desk
def settle(
    desk: DeskSeat,
    *,
    statement: str,
    so_it_stands: bool,
    corrected_by: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """End the read-back STATEMENT in its room: so it stands, or corrected by a conveyance."""
    if so_it_stands == (corrected_by is not None):
        raise click.UsageError("say --so-it-stands or --corrected-by, one of them")
    ref = statement_named(statement, desk.rooms())
    there = {ref.room: desk.room(ref.room).talks}
    by = conveyance_named(corrected_by, there).conveyance if corrected_by else None
    ending = Ending.SO_IT_STANDS if so_it_stands else Ending.DESK_CORRECTS
    shown = (
        f"To room {isolated(ref.room)}, of its read-back {short(ref.statement)}: "
        f"{ending.value.replace('_', ' ')}."
    )
    if confirmed(shown, yes=yes, dry_run=dry_run):
        conveying.settle_read_back(desk, ref.room, ref.statement, ending, corrected_by=by)
        click.echo(f"The read-back is settled: {ending.value.replace('_', ' ')}.")


@click.command("settle-conveyance")
@click.argument("conveyance")
@json_option
@at_desk
def settle_conveyance(desk: DeskSeat, *, conveyance: str, as_json: bool) -> None:
    """Keep in the journal what became of CONVEYANCE, whose seat does not come back.

    What stands in its room was handed on, the rest is given up. Nothing is sent to any room.
    """
    found = one_of(conveyance, desk.journal.view().carries, what="conveyance")
    state = conveying.settle_fate(desk, found)
    if as_json:
        echo_json({"id": found, "state": state.value})
    else:
        click.echo(f"{found}  {state.value.replace('_', ' ')}")


@click.command()
@click.option("--drop", help="Forget this draft.")
@json_option
@at_desk
def drafts(desk: DeskSeat, *, drop: str | None, as_json: bool) -> None:
    """List conveyances that waited for the relay: not yet checked, and not sent by themselves."""
    kept = conveying.drafts(desk)
    if drop is not None:
        conveying.drop_draft(desk, one_of(drop, kept, what="draft"))
        click.echo("The draft was dropped.")
        return
    if as_json:
        echo_json(
            [
                {
                    "id": name,
                    "to": each.crossing.target,
                    "sentences": list(each.crossing.sentences),
                    "refers_to": msgspec.to_builtins(each.references),
                }
                for name, each in kept.items()
            ]
        )
        return
    for name, each in kept.items():
        crossing = each.crossing
        texts = [*crossing.sentences, *(file.name for file in crossing.files)]
        words = " ".join(isolated(text) for text in texts)
        by = each.references.in_person
        aloud = f", aloud by {isolated(by.carried_by)}" if by is not None else ""
        click.echo(
            f"{short(name)}  to {isolated(crossing.target)}{aloud}, not yet checked: {words}"
        )


def _as_seen(desk: DeskSeat, crossing: Crossing, references: References) -> str:
    """What the room will be shown, with what makes it urgent or says how it is brought."""
    lines = [as_seen(desk, crossing)]
    if references.asks is not None and references.asks.due is not None:
        lines.append(f"  urgent, answer due {isolated(references.asks.due)}")
    by = references.in_person
    if by is not None:
        heard = ", ".join(isolated(each) for each in by.heard_by)
        left = f", left behind: {isolated(by.left_behind)}" if by.left_behind else ""
        lines.append(
            f"  brought aloud by {isolated(by.carried_by)} to {heard}, {isolated(by.at)}{left}"
        )
    return "\n".join(lines)


def _tell_dry_run(shown: str, crossing: Crossing, seen: Preview, *, as_json: bool) -> None:
    if as_json:
        echo_json(
            {
                "would_send": None if seen.refusal else plain(crossing),
                "findings": [
                    {
                        "check": each.check,
                        "strength": each.strength.value,
                        "kind": each.kind,
                        "span": each.span,
                        "why": each.why,
                    }
                    for each in seen.findings
                ],
                "needs_reasons": len(seen.asking),
                "refused": describe(seen.refusal) if seen.refusal else None,
            }
        )
    if seen.refusal is not None:
        raise seen.refusal
    confirmed(shown, yes=False, dry_run=True)
