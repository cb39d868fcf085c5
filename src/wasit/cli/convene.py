"""``wasit convene``: bring a meeting about, from a room or from the desk."""

import click

from wasit.bootstrap import shipped_checks
from wasit.cli.home import at_seat, is_desk, json_option
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.plain_text import echo_json, isolated
from wasit.cli.text_type import TEXT
from wasit.seat import heard
from wasit.seat.desk import DeskSeat
from wasit.seat.references import round_named
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.talks.rounds import WHO, RoundEvent

__all__ = ["convene", "rounds"]

_EVENTS = [event.value for event in WHO if event not in {RoundEvent.ADJOURNED, RoundEvent.ENDED}]


@click.command()
@click.argument("event", type=click.Choice(_EVENTS))
@click.option("--to", "room", type=TEXT, help="The room; needed at the desk.")
@click.option(
    "--round", "round_id", type=TEXT, help="The round in that room; without it, a new one begins."
)
@click.option("--place", type=TEXT, help="Where; with the event set.")
@click.option("--time", help="When, in UTC; with the event set.")
@click.option("--words", type=TEXT, default="", help="Anything to say besides.")
@click.option(
    "--speaker-name", type=TEXT, help="Who of the side said so aloud, where the desk takes it down."
)
@click.option("--heard-in", type=TEXT, help="With --speaker-name: where it was said.")
@click.option("--heard-at", help="With --speaker-name: when, in UTC (else now).")
@leaving_options
@json_option
@at_seat
def convene(
    seat: Seat,
    *,
    event: str,
    room: str | None,
    round_id: str | None,
    place: str | None,
    time: str | None,
    words: str,
    speaker_name: str | None,
    heard_in: str | None,
    heard_at: str | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Ask for a round, recommend, accept or refuse it, set it, postpone, hold or cancel it.

    What a side without a seat asks, accepts or refuses aloud, the desk takes down in its room with
    --speaker-name and --heard-in.
    """
    desk = is_desk(seat)
    if desk and room is None:
        raise click.UsageError("the desk must say --to which room; nothing was done")
    if not desk and (place or time):
        raise click.UsageError("place and time are the desk's to set; nothing was done")
    if (speaker_name is None) != (heard_in is None) or (speaker_name and not desk):
        raise click.UsageError("the desk takes down: --speaker-name and --heard-in, both or none")
    if speaker_name and (place or time):
        raise click.UsageError("place and time are the desk's to set; nothing was done")
    log = seat.room(room)
    name = log.record.name
    found = round_named(round_id, {name: log.view()}).round if round_id else log.new_id()
    whom = f"room {isolated(name)}" if desk else "the desk"
    parts = [part for part in (place, time, words) if part]
    said = (
        f", as {isolated(speaker_name)} said in {isolated(heard_in or '')}" if speaker_name else ""
    )
    shown = f"To {whom}{said}: {event}. {' '.join(isolated(part) for part in parts)}".rstrip()
    if not confirmed(shown, yes=yes, dry_run=dry_run):
        return
    step = RoundEvent(event)
    if desk and speaker_name:
        heard.convene_for(
            DeskSeat(seat, checks=shipped_checks()),
            name,
            found,
            step,
            speaker_name=speaker_name,
            place=heard_in or "",
            heard_at=heard_at or seat.now(),
            words=words,
        )
    elif desk:
        at_desk = DeskSeat(seat, checks=shipped_checks())
        at_desk.convene(name, found, step, place=place, time=time, words=words)
    else:
        RoomSeat(seat, name).convene(found, step, words=words)
    if as_json:
        echo_json({"room": name, "round": found, "event": event})
    else:
        click.echo(f"{found}  {event}")


@click.command()
@json_option
@at_seat
def rounds(seat: Seat, *, as_json: bool) -> None:
    """List the rounds of each room of this seat, and where each stands."""
    listed = [
        {
            "room": name,
            "round": each,
            "state": kept.state.value,
            "place": kept.place,
            "time": kept.time,
        }
        for name, log in sorted(seat.rooms.items())
        for each, kept in log.view().rounds.items()
    ]
    if as_json:
        echo_json(listed)
        return
    for each in listed:
        where = " ".join(isolated(str(each[key])) for key in ("place", "time") if each[key])
        click.echo(f"{each['round']}  {isolated(str(each['room']))}  {each['state']}  {where}")
