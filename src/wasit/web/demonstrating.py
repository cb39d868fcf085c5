"""A case half way, on throw-away data, for people who want to look before they believe.

The script's people are real seats with vaults in the houses of a server that is started afterwards;
everybody's passphrase is ``PLAY_PASSPHRASE``. What happened before half way was played; what comes
after is for whoever looks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wasit.adapters.secret_files import read_or_make_secret
from wasit.adapters.system import SystemRandomness
from wasit.play.performance import Performance
from wasit.play.script import Script
from wasit.play.stage import Stage
from wasit.play.theatre import RealTheatre
from wasit.web.seats import new_address
from wasit.web.serving import Ready, ServeSettings, free_port, serve

__all__ = ["DemoSeat", "demonstrate", "play_into_houses"]


@dataclass(frozen=True, slots=True)
class DemoSeat:
    """Somebody in the case: their name, their room (empty at the desk), the way to their page."""

    name: str
    room: str
    path: str


def play_into_houses(script: Script, lines: tuple[int, ...], folder: Path) -> list[DemoSeat]:
    """Play the first half of a script into a folder that ``serve`` can be started on.

    Raises:
        FolderNotEmpty: there is something in the folder. PlayFailed: a step went otherwise.
    """
    random = SystemRandomness()
    rooms = {line.seat: room.name for room in script.room for line in room.people}
    rooms |= {line.seat: "" for line in script.desk.people}
    houses = {room: new_address(random.random_bytes(10)) for room in {"", *rooms.values()}}
    ids = {seat: new_address(random.random_bytes(10)) for seat in rooms}
    places = {seat: Path("houses", houses[room], ids[seat]) for seat, room in rooms.items()}
    port = int(free_port())
    with RealTheatre(folder, relay_port=port, places=places) as theatre:
        stage = Stage(theatre)
        try:
            stage.set_up(script)
            Performance(script, lines, script.title, stage).run(steps=len(script.step) // 2)
            _name_houses(stage, houses)
        finally:
            stage.close()
    read_or_make_secret(folder / "relay-port", make=lambda: str(port))
    read_or_make_secret(folder / "desk", make=lambda: houses[""])
    names = {
        line.seat: line.name or line.seat
        for people in (script.desk.people, *(room.people for room in script.room))
        for line in people
    }
    return [
        DemoSeat(names[seat], room, f"/{houses[room]}/{ids[seat]}/") for seat, room in rooms.items()
    ]


def demonstrate(
    script: Script,
    lines: tuple[int, ...],
    *,
    folder: Path,
    port: int,
    ready: Callable[[Ready, list[DemoSeat]], None],
) -> None:
    """Play half of a script, and serve it until told to stop. Raises as its two parts do."""
    seats = play_into_houses(script, lines, folder)
    serve(ServeSettings(folder=folder, port=port), ready=lambda said: ready(said, seats))


def _name_houses(stage: Stage, houses: dict[str, str]) -> None:
    """Let the desk invite further people of a room into the house that the others are in."""
    for name in stage.desk_names:
        seat = stage.players[name].seat
        for room, log in seat.rooms.items():
            if room in houses:
                house = houses[room].encode()
                seat.ports.vault.write(f"house/{log.record.log_id.hex()}", house)
