"""What a side says: ``say``, ``ask``, ``answer``, ``read-back``, and what becomes of it after.

Each shows the words and, in plain words, what their mark allows, before they leave for the desk.
An act is kept here first; where the relay is away it waits, and the command says so.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from wasit.cli.attaching import attach_options, file_line, given_files
from wasit.cli.home import in_room, json_option
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.mark_options import mark_from, mark_options
from wasit.cli.plain_text import echo_json, isolated, short
from wasit.cli.text_type import TEXT, sentences_from
from wasit.seat.delivery import DELIVERY_WORDS, Delivery, delivery_of
from wasit.seat.giving import GivenFile
from wasit.seat.references import (
    asked_conveyance,
    conveyance_named,
    counterpart_named,
    person_named,
    statement_named,
)
from wasit.seat.room import RoomSeat
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.phrases import plain_words
from wasit.talks.said import Position, Question, Verdict

__all__ = ["accept", "answer", "ask", "mark", "read_back", "say", "withdraw"]


def _speech_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every way of speaking has."""
    for option in (
        json_option,
        leaving_options,
        attach_options,
        click.option("--speaker", type=TEXT, help="Who said it, by name or id, if not you."),
        click.option(
            "--position",
            type=click.Choice([each.value for each in Position]),
            help="What the words are, where they are more than talk.",
        ),
        click.option("--language", type=TEXT, help="BCP 47 tag (else the room's first language)."),
        mark_options(),
    ):
        function = option(function)
    return function


@click.command()
@click.argument("sentences", type=TEXT, nargs=-1, required=True)
@_speech_options
@in_room
def say(room: RoomSeat, *, sentences: tuple[str, ...], **given: Any) -> None:
    """Say SENTENCES to the desk, each an argument of its own; - reads one a line from stdin."""
    _speak(room, sentences, **given)


@click.command()
@click.argument("conveyance")
@click.argument("sentences", type=TEXT, nargs=-1, required=True)
@click.option("--due", help="When an answer is needed by, in UTC; makes the question urgent.")
@_speech_options
@in_room
def ask(
    room: RoomSeat, *, conveyance: str, sentences: tuple[str, ...], due: str | None, **given: Any
) -> None:
    """Ask the desk about a sentence of CONVEYANCE (ID or ID#2), in SENTENCES."""
    asks = asked_conveyance(conveyance, _rooms(room), due=due)
    _speak(room, sentences, asks=asks, **given)


@click.command()
@click.argument("conveyance")
@click.argument("sentences", type=TEXT, nargs=-1, required=True)
@click.option(
    "--verdict",
    type=click.Choice([each.value for each in Verdict]),
    help="Where CONVEYANCE restates your words: whether it restates them right.",
)
@_speech_options
@in_room
def answer(
    room: RoomSeat,
    *,
    conveyance: str,
    sentences: tuple[str, ...],
    verdict: str | None,
    **given: Any,
) -> None:
    """Answer CONVEYANCE in SENTENCES."""
    answers = conveyance_named(conveyance, _rooms(room)).conveyance
    judged = Verdict(verdict) if verdict is not None else None
    _speak(room, sentences, answers=answers, verdict=judged, **given)


@click.command("read-back")
@click.argument("conveyance")
@click.argument("sentences", type=TEXT, nargs=-1, required=True)
@_speech_options
@in_room
def read_back(room: RoomSeat, *, conveyance: str, sentences: tuple[str, ...], **given: Any) -> None:
    """Restate in SENTENCES what you understood CONVEYANCE to say."""
    reads_back = conveyance_named(conveyance, _rooms(room)).conveyance
    _speak(room, sentences, reads_back=reads_back, **given)


@click.command()
@click.argument("statement")
@mark_options(required=True)
@leaving_options
@json_option
@in_room
def mark(
    room: RoomSeat,
    *,
    statement: str,
    code: MarkCode,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    **additions: Any,
) -> None:
    """Put another mark on STATEMENT, or on its sentence (ID#2)."""
    ref = statement_named(statement, _rooms(room))
    _known(room, additions)
    new = mark_from(code, **additions)
    assert new is not None  # noqa: S101 (--mark is required)
    shown = f"New mark of {short(ref.statement)}: {isolated(plain_words(new))}"
    if confirmed(shown, yes=yes, dry_run=dry_run):
        room.mark(ref.statement, new, sentence=ref.sentence)
        _tell(room, ref.statement, as_json=as_json)


@click.command()
@click.argument("statement")
@leaving_options
@json_option
@in_room
def withdraw(room: RoomSeat, *, statement: str, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Take back STATEMENT, or its sentence (ID#2)."""
    ref = statement_named(statement, _rooms(room))
    kept = room.talks.statements[ref.statement]
    texts = [each.text for each in kept.sentences.values() if ref.sentence in {None, each.id}]
    shown = f"Taken back: {isolated(' '.join(texts))}"
    if confirmed(shown, yes=yes, dry_run=dry_run):
        room.withdraw(ref.statement, sentence=ref.sentence)
        _tell(room, ref.statement, as_json=as_json)


@click.command()
@click.argument("statement")
@json_option
@in_room
def accept(room: RoomSeat, *, statement: str, as_json: bool) -> None:
    """Accept as said what the desk took down as STATEMENT."""
    ref = statement_named(statement, _rooms(room))
    room.accept(ref.statement)
    _tell(room, ref.statement, as_json=as_json)


def _speak(
    room: RoomSeat,
    sentences: Sequence[str],
    *,
    code: MarkCode | None,
    language: str | None,
    position: str | None,
    speaker: str | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    asks: Question | None = None,
    answers: str | None = None,
    verdict: Verdict | None = None,
    reads_back: str | None = None,
    attach: tuple[Path, ...] = (),
    attach_mark: str | None = None,
    strip_metadata: bool = False,
    **additions: Any,
) -> None:
    said = sentences_from(sentences)
    files = given_files(attach, attach_mark=attach_mark, strip_metadata=strip_metadata)
    _known(room, additions)
    default = room.default_mark()
    under = mark_from(code, default=default, **additions) or default
    if not confirmed(_preview(said, under, asks, files), yes=yes, dry_run=dry_run):
        return
    opened = room.talks.opened
    statement = room.say(
        said,
        language=language or (opened.languages[0] if opened is not None else "en"),
        mark=under,
        position=Position(position) if position is not None else None,
        speaker=person_named(speaker, room.talks.people).id if speaker else None,
        asks=asks,
        answers=answers,
        verdict=verdict,
        reads_back=reads_back,
        files=files,
    )
    _tell(room, statement, as_json=as_json)


def _known(room: RoomSeat, additions: Mapping[str, Any]) -> None:
    """Return when the only counterpart that a mark names is known here; a typo bars all."""
    if additions.get("to") is not None:
        counterpart_named(additions["to"], room.talks)


def _preview(
    sentences: Sequence[str], under: Mark, asks: Question | None, files: Sequence[GivenFile]
) -> str:
    lines = [f"  {place}. {isolated(text)}" for place, text in enumerate(sentences, 1)]
    for place, file in enumerate(files, len(lines) + 1):
        own = f" ({isolated(plain_words(file.mark))})" if file.mark is not None else ""
        lines.append(f"  {place}. {file_line(file.name, file)}{own}")
    if asks is not None and asks.due is not None:
        lines.append(f"  urgent, answer due {isolated(asks.due)}")
    return "\n".join(["To the desk:", *lines, f"Mark: {isolated(plain_words(under))}"])


def _tell(room: RoomSeat, statement: str, *, as_json: bool) -> None:
    """Say the id, and how far the newest of this seat's acts has come."""
    state = Delivery.KEPT_HERE if room.log.waiting else delivery_of(room.log, room.log.number)
    if as_json:
        echo_json({"id": statement, "state": state.value})
    else:
        click.echo(f"{statement}  {DELIVERY_WORDS[state]}")


def _rooms(room: RoomSeat) -> dict[str, Any]:
    return {room.log.record.name: room.talks}
