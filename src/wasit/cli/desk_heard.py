"""``wasit take-down``: what a side said aloud, entered by the desk into that side's own room."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from wasit.cli.attaching import attach_options, file_line, given_files
from wasit.cli.crossing_options import first_language
from wasit.cli.home import at_desk, json_option
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.mark_options import mark_from, mark_options
from wasit.cli.plain_text import echo_json, isolated
from wasit.cli.text_type import TEXT, sentences_from
from wasit.seat import heard
from wasit.seat.desk import DeskSeat
from wasit.seat.giving import GivenFile
from wasit.seat.heard import Bearing, Speaker
from wasit.seat.references import (
    asked_conveyance,
    conveyance_named,
    counterpart_named,
    person_named,
)
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.phrases import plain_words
from wasit.talks.room import RoomTalks
from wasit.talks.said import Position, Verdict

__all__ = ["speaker_from", "take_down"]


@click.command("take-down")
@click.argument("sentences", type=TEXT, nargs=-1, required=True)
@click.option("--room", type=TEXT, required=True, help="The room whose side said it.")
@click.option("--speaker", type=TEXT, help="Who said it: a person of the room, by name or id.")
@click.option("--speaker-name", type=TEXT, help="Who said it, where they have no seat there.")
@click.option("--place", type=TEXT, required=True, help="Where it was said.")
@click.option("--heard-at", help="When it was heard, in UTC (else now).")
@mark_options()
@click.option("--language", type=TEXT, help="BCP 47 tag (else the room's first language).")
@click.option(
    "--position",
    type=click.Choice([each.value for each in Position]),
    help="What the words are, where they are more than talk.",
)
@click.option("--asks", help="A conveyed sentence there (ID or ID#2) that they ask about.")
@click.option("--answers", help="A conveyance there that they answer.")
@click.option(
    "--verdict",
    type=click.Choice([each.value for each in Verdict]),
    help="With --answers: whether that restates their words right.",
)
@click.option("--reads-back", help="A conveyance there that they restate.")
@attach_options
@leaving_options
@json_option
@at_desk
def take_down(
    desk: DeskSeat,
    *,
    sentences: tuple[str, ...],
    room: str,
    speaker: str | None,
    speaker_name: str | None,
    place: str,
    heard_at: str | None,
    language: str | None,
    code: MarkCode | None,
    position: str | None,
    asks: str | None,
    answers: str | None,
    verdict: str | None,
    reads_back: str | None,
    attach: tuple[Path, ...],
    attach_mark: str | None,
    strip_metadata: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    **additions: Any,
) -> None:
    """Take down SENTENCES that a side said aloud, in its own room; - reads one a line from stdin.

    They bind the desk like words typed by the side, which may accept them (wasit accept).
    """
    talks = desk.room(room).talks
    who, name = speaker_from(talks, speaker, speaker_name, ("--speaker", "--speaker-name"))
    said, at = sentences_from(sentences), heard_at or desk.seat.now()
    under = _mark(talks, code, **additions)
    there = {room: talks}
    bearing = Bearing(
        position=Position(position) if position is not None else None,
        asks=asked_conveyance(asks, there) if asks else None,
        answers=conveyance_named(answers, there).conveyance if answers else None,
        verdict=Verdict(verdict) if verdict is not None else None,
        reads_back=conveyance_named(reads_back, there).conveyance if reads_back else None,
    )
    shown = f"To room {isolated(room)}, as said by {isolated(name)} at {isolated(place)}, {at}:"
    files = given_files(attach, attach_mark=attach_mark, strip_metadata=strip_metadata)
    if not confirmed(_as_seen(shown, said, under, files), yes=yes, dry_run=dry_run):
        return
    statement = heard.take_down(
        desk,
        room,
        said,
        speaker=who,
        place=place,
        heard_at=at,
        language=language or first_language(desk, room),
        mark=under,
        bearing=bearing,
        files=files,
    )
    if as_json:
        echo_json({"id": statement, "room": room})
    else:
        click.echo(f"{statement}  taken down in {isolated(room)}")


def speaker_from(
    talks: RoomTalks, known: str | None, name: str | None, options: tuple[str, str]
) -> tuple[Speaker, str]:
    """Who spoke, and the name to show; ``options`` are those by which either is said."""
    if known is not None and name is None:
        person = person_named(known, talks.people)
        return Speaker(id=person.id), person.name
    if name is not None and known is None:
        return Speaker(name=name), name
    one, other = options
    raise click.UsageError(f"say {one} or {other}, one of them; nothing was taken down")


def _mark(talks: RoomTalks, code: MarkCode | None, **additions: Any) -> Mark:
    """The mark as instructed; the room's own where none was."""
    if additions.get("to") is not None:
        counterpart_named(additions["to"], talks)
    opened = talks.opened
    default = Mark(code=opened.default_mark if opened is not None else MarkCode.EARS_ONLY)
    return mark_from(code, default=default, **additions) or default


def _as_seen(head: str, sentences: Sequence[str], mark: Mark, files: Sequence[GivenFile]) -> str:
    lines = [f"  {place}. {isolated(text)}" for place, text in enumerate(sentences, 1)]
    for place, file in enumerate(files, len(lines) + 1):
        lines.append(f"  {place}. {file_line(file.name, file)}")
    return "\n".join([head, *lines, f"Mark: {isolated(plain_words(mark))}"])
