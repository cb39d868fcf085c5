"""``wasit diff``: two texts word by word, or one beside the words it came from."""

from collections.abc import Mapping

import click

from wasit.bootstrap import shipped_checks
from wasit.cli.home import at_seat, json_option
from wasit.cli.plain_text import echo_json, harmless, note
from wasit.errors import NotFound
from wasit.seat.desk import DeskSeat
from wasit.seat.differences import (
    Difference,
    beside_its_sources,
    beside_what_it_bears_on,
    words_of,
)
from wasit.seat.references import conveyance_named, statement_named
from wasit.seat.seat import Seat
from wasit.talks.room import RoomTalks
from wasit.values.word_diff import Change, Piece, word_diff

__all__ = ["NothingBeside", "diff"]

_SHOWN = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


class NothingBeside(NotFound):
    """What was named came from no other words that this seat may see. Nothing was compared."""

    code = "nothing-beside"
    advice = "Name two things to compare."


@click.command()
@click.argument("one")
@click.argument("other", required=False)
@json_option
@at_seat
def diff(seat: Seat, *, one: str, other: str | None, as_json: bool) -> None:
    """Show word by word what became of ONE, or the difference between ONE and OTHER.

    A conveyance is shown beside the words it rests on (at the desk), a correction beside what it
    puts right, a read-back beside what it restates. [-taken out-] {+put in+}
    """
    rooms = {name: log.view() for name, log in seat.rooms.items()}
    room, name = _named(one, rooms)
    if other is not None:
        there, after = _named(other, rooms)
        pieces = word_diff(words_of(rooms[room], name), words_of(rooms[there], after))
        found: Difference | None = Difference(one, other, pieces)
    else:
        found = beside_what_it_bears_on(rooms[room], name)
        if found is None and seat.journal is not None:
            found = beside_its_sources(DeskSeat(seat, checks=shipped_checks()), room, name)
    if found is None:
        raise NothingBeside(f"{one!r} came from no other words here; nothing was compared")
    if as_json:
        pieces_json = [{"change": each.change.value, "text": each.text} for each in found.pieces]
        echo_json({"before": found.before, "after": found.after, "pieces": pieces_json})
        return
    note(f"{found.before} → {found.after}")
    click.echo("".join(map(_shown, found.pieces)))


def _shown(piece: Piece) -> str:
    lines = [harmless(line) for line in piece.text.split("\n")]
    return "\n".join(_SHOWN[piece.change].format(line) if line else "" for line in lines)


def _named(typed: str, rooms: Mapping[str, RoomTalks]) -> tuple[str, str]:
    """The room and id of the statement, or else the conveyance, that was typed."""
    bare = typed.rpartition("/")[2]
    if any(each.startswith(bare) for talks in rooms.values() for each in talks.statements):
        ref = statement_named(typed, rooms)
        return ref.room, ref.statement
    brought = conveyance_named(typed, rooms)
    return brought.room, brought.conveyance
