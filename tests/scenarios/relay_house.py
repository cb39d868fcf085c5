"""The small case over real relays on loopback, which can be put back to an older state."""

import hashlib
import shutil
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.scenarios.memory_house import CASE, MemoryTheatre
from wasit.adapters.relay_client import RelayClient
from wasit.play.script import parse_script
from wasit.play.stage import Stage, Switch
from wasit.relay.app import RelayApp
from wasit.relay.limits import Limits
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.seat.desk import DeskSeat
from wasit.seat.fold import SeatPorts
from wasit.seat.log import SeatLog
from wasit.seat.ports import Link
from wasit.seat.room import RoomSeat
from wasit.talks.room import RoomTalks
from wasit.testing.lossy_link import LossyLink
from wasit.testing.memory_vault import MemoryVault
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping

CREATION_TOKEN = MemoryTheatre.creation_token


class OwnRelay:
    """A relay with a folder and a key of its own; it keeps its address over every restart."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder / name
        self._folder.mkdir()
        self._seed = hashlib.sha256(name.encode()).digest()
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return self._thread.url

    def start(self, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        self._store = SqliteStore(self._folder / "relay.db", limits=limits)
        app = RelayApp(self._store, self._seed, CREATION_TOKEN, limits=limits)
        self._thread = RelayThread(app, port=self._port)
        self._thread.start()
        self._port = int(self.url.rsplit(":", 1)[1])

    def stop(self) -> None:
        self._thread.stop()
        self._store.close()

    def back_up(self) -> Path:
        """A copy of all it keeps, as an operator makes it."""
        self.stop()
        backup = self._folder.with_name(f"{self._folder.name}-backup")
        shutil.copytree(self._folder, backup)
        self.start()
        return backup

    def put_back(self, backup: Path, limits: Limits | None = None) -> None:
        """Run again with what the backup holds, and nothing of what came after."""
        self.stop()
        shutil.rmtree(self._folder)
        shutil.copytree(backup, self._folder)
        self.start(limits)


class RelayTheatre(MemoryTheatre):
    """Vaults in memory, relays over HTTP."""

    def __init__(self, relay: str) -> None:
        super().__init__()
        self.relay = relay
        self.clients = ExitStack()

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        """Seeded ports; the switch is that of the link to the first relay."""
        links: dict[str, LossyLink] = {}
        vault = self.vaults[seat] = MemoryVault()

        def link_to(relay: str) -> Link:
            if relay not in links:
                links[relay] = LossyLink(self.clients.enter_context(RelayClient(relay)))
            return links[relay]

        link_to(self.relay)
        randomness = SeededRandomness(seat)
        ports = SeatPorts(vault, self.clock, randomness, SeededWrapping(), link_to)
        return ports, links[self.relay]


class RelayHouse:
    """The small case set up: Amal and Adel in room A, Boris in B, Dalal at the desk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.relays = [OwnRelay(folder, "first")]
        self.theatre = RelayTheatre(self.relay.url)
        script, _ = parse_script(CASE, name="small case")
        self.stage = Stage(self.theatre)
        self.stage.set_up(script)

    @property
    def relay(self) -> OwnRelay:
        """The relay on which the case was opened."""
        return self.relays[0]

    def another(self) -> OwnRelay:
        """One more relay."""
        self.relays.append(OwnRelay(self.folder, f"relay-{len(self.relays) + 1}"))
        return self.relays[-1]

    @property
    def desk(self) -> DeskSeat:
        return self.stage.desk()

    def room(self, seat: str) -> RoomSeat:
        return self.stage.players[seat].in_room()

    def log(self, seat: str, room: str = "A") -> SeatLog[RoomTalks]:
        """A room's log as that seat has it."""
        return self.stage.players[seat].seat.rooms[room]

    def say(self, seat: str, *texts: str) -> list[str]:
        """That person says each of these; their statements' ids."""
        return [self.room(seat).say([text], language="en") for text in texts]

    def texts(self, seat: str, room: str = "A") -> list[str]:
        """Every sentence of a room as that seat has it, in order."""
        statements = self.log(seat, room).talks.statements.values()
        return [each.text for kept in statements for each in kept.sentences.values()]

    def read_up(self, *seats: str, room: str = "A") -> None:
        for seat in seats:
            self.log(seat, room).read_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.theatre.clients.close()
        for relay in self.relays:
            relay.stop()
