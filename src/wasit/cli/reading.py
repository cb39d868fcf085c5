"""Reading at a seat: ``inbox``, ``statements``, ``people``, ``words``, ``rounds``."""

from collections.abc import Iterator, Mapping
from typing import Any

import click
import msgspec

from wasit.cli.attaching import file_json, sentence_words
from wasit.cli.home import at_seat, json_option
from wasit.cli.plain_text import echo_json, isolated, note, short
from wasit.cli.text_type import TEXT
from wasit.errors import NotFound, Refused, Untrusted
from wasit.seat.delivery import DELIVERY_WORDS, Delivery, delivery_of
from wasit.seat.inbox import InboxLine, InboxSentence, inbox_lines, side_in
from wasit.seat.log import SeatLog
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.seat.visits import last_visit, note_visit
from wasit.talks.marks import Mark
from wasit.talks.people import Side
from wasit.talks.phrases import plain_words
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptStatement

__all__ = ["inbox", "inbox_sentence_json", "people", "statements", "words"]

_room_option = click.option("--room", "only", type=TEXT, help="Only this room (at the desk).")


@click.command()
@click.option("--all", "everything", is_flag=True, help="Not only what is new since the last look.")
@_room_option
@json_option
@at_seat
def inbox(seat: Seat, *, everything: bool, only: str | None, as_json: bool) -> None:
    """Show what is new: in a room what the desk brought, at the desk what the rooms did.

    In a room, looking leaves the desk a receipt, once, for everything opened.
    """
    logs = _logs(seat, only)
    lines: list[InboxLine] = []
    for name, log in logs.items():
        after = 0 if everything else last_visit(seat, log).seen
        lines += inbox_lines(name, log.view(), side=side_in(log), after=after)
    if as_json:
        echo_json([_inbox_json(line) for line in lines])
    else:
        for line in lines:
            click.echo(_inbox_text(line))
        if not lines:
            click.echo("Nothing new." if not everything else "Nothing yet.")
    for name, log in logs.items():
        note_visit(seat, log)
        if side_in(log) is Side.ROOM and not log.has_left:
            _leave_receipt(RoomSeat(seat, name))


@click.command()
@_room_option
@json_option
@at_seat
def statements(seat: Seat, *, only: str | None, as_json: bool) -> None:
    """List what was said, with its marks in force; in a room, how far it has come."""
    listed = [
        (name, log, kept)
        for name, log in _logs(seat, only).items()
        for kept in log.view().statements.values()
    ]
    if as_json:
        echo_json([_statement_json(name, log, kept) for name, log, kept in listed])
        return
    for name, log, kept in listed:
        reached = _reached(log, kept)
        state = f"  [{DELIVERY_WORDS[reached]}]" if reached is not None else ""
        head = f"{short(kept.said.id)}  {isolated(name)}  {kept.at}  {isolated(kept.speaker_name)}"
        click.echo(f"{head}{state}")
        for line in _sentence_lines(kept):
            click.echo(line)


@click.command()
@_room_option
@json_option
@at_seat
def people(seat: Seat, *, only: str | None, as_json: bool) -> None:
    """List who is in each log of this seat, and whether their joining words were compared."""
    listed = [
        {
            "log": log.record.name,
            "id": member.person.id,
            "name": member.person.name,
            "side": member.person.side.value,
            "role": member.person.role.value,
            "may_speak": member.person.may_speak,
            "device": member.device,
            "compared": member.compared,
        }
        for log in seat.logs()
        if only is None or log.record.name == only
        for member in log.channel.state.members.values()
    ]
    if as_json:
        echo_json(listed)
        return
    for each in listed:
        speaks = ", may speak" if each["may_speak"] else ""
        compared = "" if each["compared"] else "  words not compared"
        click.echo(
            f"{each['id']}  {isolated(str(each['log']))}  {isolated(str(each['name']))}  "
            f"{each['side']}, {str(each['role']).replace('_', ' ')}{speaks}{compared}"
        )


@click.command()
@_room_option
@json_option
@at_seat
def words(seat: Seat, *, only: str | None, as_json: bool) -> None:
    """Show each log's six words, to read to the others in it: equal words, equal histories."""
    listed = [
        {
            "log": log.record.name,
            "number": log.number,
            "words": list(log.channel.words()),
            "differ": log.channel.state.differ,
        }
        for log in seat.logs()
        if only is None or log.record.name == only
    ]
    if as_json:
        echo_json(listed)
        return
    for log in seat.logs():
        if only is None or log.record.name == only:
            spoken = " ".join(log.channel.words())
            click.echo(f"{isolated(log.record.name)} up to {log.number}: {spoken}")


def _logs(seat: Seat, only: str | None) -> Mapping[str, SeatLog[RoomTalks]]:
    if only is None:
        return dict(sorted(seat.rooms.items()))
    return {only: seat.room(only)}


def _reached(log: SeatLog[RoomTalks], kept: KeptStatement) -> Delivery | None:
    """How far a side's words have come, for that side; None at the desk."""
    return delivery_of(log, kept.number) if side_in(log) is Side.ROOM else None


def _leave_receipt(room: RoomSeat) -> None:
    try:
        room.note_opened()
    except (NotFound, Refused, Untrusted) as fault:
        note(f"No receipt was left: {fault}")


def _mark_json(mark: Mark) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(mark)
    return {**plain, "in_words": plain_words(mark)}


def inbox_sentence_json(each: InboxSentence) -> dict[str, Any]:
    """A sentence as ``--json`` prints it."""
    return {
        "place": each.place,
        "text": each.text,
        "marks": [_mark_json(mark) for mark in each.marks],
        "withdrawn": each.withdrawn,
        "file": file_json(each.file),
    }


def _inbox_json(line: InboxLine) -> dict[str, Any]:
    return {
        "room": line.room,
        "number": line.number,
        "at": line.at,
        "author": line.author,
        "kind": line.kind,
        "id": line.id,
        "text": line.text,
        "sentences": [inbox_sentence_json(each) for each in line.sentences],
    }


def _inbox_text(line: InboxLine) -> str:
    name, _, place = line.id.partition("#")
    named = f"{short(name)}{'#' if place else ''}{place}" if line.id else "-"
    head = f"{named}  {isolated(line.room)} {line.number}  {line.at}  {isolated(line.author)}"
    if not line.sentences:
        return f"{head}  {line.kind}: {isolated(line.text)}"
    parts = [f"{head}  {line.kind}:"]
    for each in line.sentences:
        allowed = " ".join(plain_words(mark) for mark in each.marks)
        mark = f"  ({isolated(allowed)})" if allowed else ""
        text = "(withdrawn)" if each.withdrawn else sentence_words(each.text, each.file)
        parts.append(f"    #{each.place} {text}{mark}")
    return "\n".join(parts)


def _statement_json(room: str, log: SeatLog[RoomTalks], kept: KeptStatement) -> dict[str, Any]:
    said, state = kept.said, _reached(log, kept)
    return {
        "room": room,
        "id": said.id,
        "number": None if state is Delivery.KEPT_HERE else kept.number,
        "at": kept.at,
        "speaker": kept.speaker_name,
        "language": said.language,
        "position": said.position.value if said.position else None,
        "asks": msgspec.to_builtins(said.asks),
        "answers": said.answers,
        "verdict": said.verdict.value if said.verdict else None,
        "reads_back": said.reads_back,
        "read_back": kept.read_back.value if kept.read_back else None,
        "unconfirmed": kept.unconfirmed,
        "state": state.value if state else None,
        "sentences": [
            {
                "place": place,
                "text": each.text,
                "marks": [_mark_json(mark.mark) for mark in each.in_force()],
                "withdrawn": each.withdrawn is not None,
                "file": file_json(each.file),
            }
            for place, each in enumerate(kept.sentences.values(), 1)
        ],
    }


def _sentence_lines(kept: KeptStatement) -> Iterator[str]:
    for place, each in enumerate(kept.sentences.values(), 1):
        allowed = " ".join(plain_words(mark.mark) for mark in each.in_force())
        state = "taken back" if each.withdrawn is not None else isolated(allowed)
        yield f"    #{place} {sentence_words(each.text, each.file)}\n       {state}"
