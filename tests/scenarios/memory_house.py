"""A small case in memory: the desk, room A with Amal and Adel, room B with Boris, one relay."""

from collections.abc import Callable
from datetime import UTC, datetime

from wasit.checks.repeated import repeated
from wasit.play.script import parse_script
from wasit.play.stage import Stage, Switch
from wasit.seat.desk import DeskSeat
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import Link, Page
from wasit.seat.room import RoomSeat
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, SourceRef
from wasit.testing.clocks import FrozenClock
from wasit.testing.lossy_link import LossyLink
from wasit.testing.memory_files import MemoryFiles
from wasit.testing.memory_relay import MemoryRelay
from wasit.testing.memory_vault import MemoryVault
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping
from wasit.wire.relay_api import RelayFacts, Right

CASE = """
title = "A small case"
starts = 2024-03-01T08:00:00Z
[desk]
name = "The desk"
people = [{ seat = "desk", name = "Dalal", role = "head" }]
[[room]]
name = "A"
people = [{ seat = "amal", name = "Amal", role = "head" }, { seat = "adel", name = "Adel" }]
counterparts = [{ name = "the others", room = "B" }]
[[room]]
name = "B"
people = [{ seat = "boris", name = "Boris", role = "head" }]
counterparts = [{ name = "side A", room = "A" }]
"""


class HookedLink:
    """A link that calls ``before`` ahead of every call, with the call's count from 1."""

    def __init__(self, inner: Link) -> None:
        self.inner = inner
        self.calls = 0
        self.before: Callable[[int], None] = lambda _: None

    def _tick(self) -> Link:
        self.calls += 1
        self.before(self.calls)
        return self.inner

    def facts(self) -> RelayFacts:
        return self._tick().facts()

    def create_log(self, log_id: bytes, *, owner_token: bytes, creation_token: str) -> None:
        self._tick().create_log(log_id, owner_token=owner_token, creation_token=creation_token)

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        return self._tick().append(log_id, frame, token=token)

    def read(self, log_id: bytes, *, after: int, token: bytes) -> Page:
        return self._tick().read(log_id, after=after, token=token)

    def wait(self, log_id: bytes, *, after: int, token: bytes, timeout_s: float) -> int | None:
        return self._tick().wait(log_id, after=after, token=token, timeout_s=timeout_s)

    def grant(self, log_id: bytes, *, token: bytes, to_hash: bytes, right: Right) -> None:
        self._tick().grant(log_id, token=token, to_hash=to_hash, right=right)

    def revoke(self, log_id: bytes, *, token: bytes, from_hash: bytes) -> None:
        self._tick().revoke(log_id, token=token, from_hash=from_hash)

    def put_blob(self, log_id: bytes, blob: bytes, *, token: bytes) -> None:
        self._tick().put_blob(log_id, blob, token=token)

    def get_blob(self, log_id: bytes, blob_id: bytes, *, token: bytes) -> bytes:
        return self._tick().get_blob(log_id, blob_id, token=token)


class MemoryTheatre:
    """A theatre without disk or sockets."""

    relay = "http://relay.invalid"
    creation_token = "let-me"
    checks = (repeated,)

    def __init__(self) -> None:
        self.clock = FrozenClock(datetime(2024, 3, 1, 8, tzinfo=UTC))
        self.memory = MemoryRelay(creation_token=self.creation_token)
        self.hooks: dict[str, HookedLink] = {}
        self.switches: dict[str, LossyLink] = {}
        self.vaults: dict[str, MemoryVault] = {}

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        """Seeded ports over the one relay."""
        hook = self.hooks[seat] = HookedLink(self.memory)
        link = self.switches[seat] = LossyLink(hook)
        vault = self.vaults[seat] = MemoryVault()

        def link_to(_relay: str) -> Link:
            return link

        randomness = SeededRandomness(seat)
        ports = SeatPorts(
            vault, self.clock, randomness, SeededWrapping(), link_to, files=MemoryFiles()
        )
        return ports, link


class MemoryHouse:
    """The small case, set up."""

    def __init__(self) -> None:
        self.theatre = MemoryTheatre()
        script, _ = parse_script(CASE, name="small case")
        self.stage = Stage(self.theatre)
        self.stage.set_up(script)

    @property
    def desk(self) -> DeskSeat:
        """The desk, as its one seat has it."""
        return self.stage.desk()

    def room(self, seat: str) -> RoomSeat:
        """A seat in a room."""
        return self.stage.players[seat].in_room()


def in_substance(statement: str, text: str, *, room: str = "A", to: str = "B") -> Crossing:
    """Words that rest on a statement, for the other room, with no counterpart named."""
    return Crossing(
        target=to,
        sentences=(text,),
        language="en",
        manner=Manner.IN_SUBSTANCE,
        sources=(SourceRef(room=room, statement=statement),),
    )
