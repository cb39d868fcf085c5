"""A small case in memory whose seats can be broken at any chosen point, and opened again.

A ``Breaker`` counts every vault write and every relay call of one seat and breaks at the n-th, in
one of the ways of ``Way``. ``DEAD`` ways are the end of the program: from there on nothing of that
seat reaches vault or relay, as after a power cut; the seat is then opened again from its vault.
"""

import contextlib
import copy
import enum
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from wasit.bootstrap import shipped_checks
from wasit.crypto.recovery import RecoverySheet
from wasit.errors import Fault
from wasit.play.script import parse_script
from wasit.play.stage import Stage, Switch
from wasit.seat.desk import DeskSeat
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import Link, LinkLost, Outgoing, Page
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.testing.clocks import FrozenClock
from wasit.testing.memory_relay import MemoryRelay
from wasit.testing.memory_vault import MemoryVault
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping
from wasit.wire.relay_api import RelayFacts, Right

Answer = TypeVar("Answer")


class ProgramDied(BaseException):
    """The program ended here; no handler of the program's own may run on."""


class DiskFailed(Fault):
    """The disk did not take a write."""


class Way(enum.Enum):
    """How a point breaks."""

    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after"
    LOST_BEFORE = "lost before"
    LOST_AFTER = "lost after"
    DISK_FAILS = "disk fails"


_DEAD = {Way.DIES_BEFORE, Way.DIES_AFTER}
_LOST = {Way.LOST_BEFORE, Way.LOST_AFTER}


@dataclass
class Breaker:
    """Counts points, and breaks at one. It rests until it is armed."""

    way: Way | None = None
    at: int = 0
    passed: int = 0
    struck: bool = False
    dead: bool = False

    def arm(self, way: Way, at: int) -> None:
        """Break at the ``at``-th point from now."""
        self.way, self.at, self.passed, self.struck = way, at, 0, False

    def rest(self) -> None:
        """Break no more."""
        self.way, self.dead = None, False

    def call(self, act: Callable[[], Answer]) -> Answer:
        """A call to the relay."""
        if not self._strikes(counts=self.way is not Way.DISK_FAILS):
            return act()
        if self.way in {Way.DIES_AFTER, Way.LOST_AFTER}:
            act()
        raise self._end("the answer was lost")

    def write(self, act: Callable[[], None]) -> None:
        """A write to the vault."""
        if not self._strikes(counts=self.way not in _LOST):
            act()
            return
        if self.way is Way.DIES_AFTER:
            act()
        raise self._end("the disk is full")

    def _strikes(self, *, counts: bool) -> bool:
        if self.dead:
            raise ProgramDied
        if self.way is None or not counts:
            return False
        self.passed += 1
        self.struck = self.struck or self.passed == self.at
        return self.passed == self.at

    def _end(self, why: str) -> BaseException:
        if self.way in _DEAD:
            self.dead = True
            return ProgramDied()
        return LinkLost(why) if self.way in _LOST else DiskFailed(why)


class BrittleVault:
    """A ``Vault`` whose writes pass a breaker; a transaction's end is a point of its own."""

    def __init__(self, inner: MemoryVault, breaker: Breaker) -> None:
        self.inner = inner
        self._breaker = breaker

    @contextlib.contextmanager
    def transaction(self) -> Generator[None]:
        if self._breaker.way is Way.DIES_AFTER:
            with self.inner.transaction():
                yield
            self._breaker.write(lambda: None)
        else:
            with self.inner.transaction():
                yield
                self._breaker.write(lambda: None)

    def read(self, name: str) -> bytes | None:
        return self.inner.read(name)

    def write(self, name: str, value: bytes) -> None:
        self._breaker.write(lambda: self.inner.write(name, value))

    def erase(self, name: str) -> None:
        self._breaker.write(lambda: self.inner.erase(name))

    def names(self, prefix: str) -> list[str]:
        return self.inner.names(prefix)

    def frame_count(self, log_id: bytes) -> int:
        return self.inner.frame_count(log_id)

    def frames(self, log_id: bytes, *, after: int = 0) -> Iterator[bytes]:
        return self.inner.frames(log_id, after=after)

    def keep_frames(self, log_id: bytes, *, after: int, frames: Sequence[bytes]) -> None:
        self._breaker.write(lambda: self.inner.keep_frames(log_id, after=after, frames=frames))

    def drop_frames(self, log_id: bytes, *, after: int) -> None:
        self._breaker.write(lambda: self.inner.drop_frames(log_id, after=after))

    def outgoing(self, log_id: bytes) -> list[Outgoing]:
        return self.inner.outgoing(log_id)

    def queue(self, outgoing: Outgoing) -> None:
        self._breaker.write(lambda: self.inner.queue(outgoing))

    def settle(self, log_id: bytes, counter: int) -> None:
        self._breaker.write(lambda: self.inner.settle(log_id, counter))

    def lock_with_sheet(self, sheet: RecoverySheet) -> None:
        self._breaker.write(lambda: self.inner.lock_with_sheet(sheet))

    def scrub(self, left: Mapping[str, bytes]) -> None:
        self._breaker.write(lambda: self.inner.scrub(left))

    def close(self) -> None:
        self.inner.close()


class BrittleLink:
    """A ``Link`` whose calls pass a breaker, and which can be cut (``offline``).

    ``before_append_to`` is what others do, once, just before the next frame for a log is heard.
    """

    def __init__(self, inner: Link, breaker: Breaker) -> None:
        self.inner = inner
        self.offline = False
        self.revocations_lost = False
        self.before_append_to: dict[bytes, Callable[[], None]] = {}
        self._breaker = breaker

    def facts(self) -> RelayFacts:
        return self._carry(self.inner.facts)

    def create_log(self, log_id: bytes, *, owner_token: bytes, creation_token: str) -> None:
        self._carry(
            lambda: self.inner.create_log(
                log_id, owner_token=owner_token, creation_token=creation_token
            )
        )

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        meanwhile = self.before_append_to.pop(log_id, None)
        if meanwhile is not None:
            meanwhile()
        return self._carry(lambda: self.inner.append(log_id, frame, token=token))

    def read(self, log_id: bytes, *, after: int, token: bytes) -> Page:
        return self._carry(lambda: self.inner.read(log_id, after=after, token=token))

    def wait(self, log_id: bytes, *, after: int, token: bytes, timeout_s: float) -> int | None:
        return self._carry(
            lambda: self.inner.wait(log_id, after=after, token=token, timeout_s=timeout_s)
        )

    def grant(self, log_id: bytes, *, token: bytes, to_hash: bytes, right: Right) -> None:
        self._carry(lambda: self.inner.grant(log_id, token=token, to_hash=to_hash, right=right))

    def revoke(self, log_id: bytes, *, token: bytes, from_hash: bytes) -> None:
        if self.revocations_lost:
            raise LinkLost("the revocation was lost; nothing arrived")
        self._carry(lambda: self.inner.revoke(log_id, token=token, from_hash=from_hash))

    def put_blob(self, log_id: bytes, blob: bytes, *, token: bytes) -> None:
        self._carry(lambda: self.inner.put_blob(log_id, blob, token=token))

    def get_blob(self, log_id: bytes, blob_id: bytes, *, token: bytes) -> bytes:
        return self._carry(lambda: self.inner.get_blob(log_id, blob_id, token=token))

    def _carry(self, call: Callable[[], Answer]) -> Answer:
        if self.offline:
            raise LinkLost("the link is cut; nothing was sent")
        return self._breaker.call(call)


@dataclass
class Place:
    """What one seat stands on."""

    vault: MemoryVault
    link: BrittleLink
    breaker: Breaker
    opened: int = 0


class MemoryTheatre:
    """A relay in memory, and vaults that outlive their seats."""

    relay = "http://relay.invalid"
    creation_token = "let-me"
    checks = shipped_checks()

    def __init__(self, seed: str = "") -> None:
        self.clock = FrozenClock()
        self._seed = seed
        self.memory_relay = MemoryRelay(creation_token=self.creation_token)
        self.places: dict[str, Place] = {}

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        """Ports on the seat's one vault, and the switch of its link."""
        place = self.places.get(seat)
        if place is None:
            breaker = Breaker()
            place = Place(MemoryVault(), BrittleLink(self.memory_relay, breaker), breaker)
            self.places[seat] = place
        return self.ports_on(place, seat), place.link

    def ports_on(self, place: Place, seat: str) -> SeatPorts:
        """Ports on that place; each opening draws other randomness, as real ones do."""
        place.opened += 1
        vault, link = BrittleVault(place.vault, place.breaker), place.link
        randomness = SeededRandomness(f"{self._seed}{seat} opened {place.opened}")

        def link_to(_relay: str) -> Link:
            return link

        return SeatPorts(vault, self.clock, randomness, SeededWrapping(), link_to)


SCRIPT = """
title = "Two rooms"
starts = 2024-03-01T08:00:00Z
[desk]
name = "The desk"
people = [{ seat = "dalal", role = "head" }]
[[room]]
name = "A"
people = [{ seat = "anna", role = "head" }]
counterparts = [{ name = "side B", room = "B" }]
[[room]]
name = "B"
people = [{ seat = "bilal", role = "head" }]
counterparts = [{ name = "side A", room = "A" }]
"""


class SmallCase:
    """A desk, rooms A and B, and one person in each: dalal, anna and bilal."""

    def __init__(self, seed: str = "") -> None:
        self.theatre = MemoryTheatre(seed)
        self.stage = Stage(self.theatre)
        script, _ = parse_script(SCRIPT, name="small case")
        self.stage.set_up(script)
        self.save()

    def place(self, seat: str) -> Place:
        """What that seat stands on."""
        return self.theatre.places[seat]

    def desk(self, name: str = "dalal") -> DeskSeat:
        """The desk's seat as it is open now."""
        return self.stage.desk(name)

    def room(self, name: str) -> RoomSeat:
        """That person's seat in their room."""
        return self.stage.players[name].in_room()

    def seat(self, name: str) -> Seat:
        """The seat of that name as it is open now."""
        return self.stage.players[name].seat

    def reopen(self, name: str) -> Seat:
        """The seat of that name opened anew from its vault, its breaker at rest."""
        place = self.place(name)
        place.breaker.rest()
        seat = Seat.open(self.theatre.ports_on(place, name))
        self.stage.players[name].seat = seat
        return seat

    def copy(self, name: str, as_name: str) -> Seat:
        """A second seat on a copy of the first one's vault, as a restored backup would be."""
        breaker = Breaker()
        place = Place(
            copy_of(self.place(name).vault),
            BrittleLink(self.theatre.memory_relay, breaker),
            breaker,
        )
        self.theatre.places[as_name] = place
        return Seat.open(self.theatre.ports_on(place, as_name))

    def begin_again(self) -> "SmallCase":
        """This case as it was when everybody had taken their place."""
        again = object.__new__(SmallCase)
        again.theatre = MemoryTheatre()
        again.theatre.clock.set(self.theatre.clock.now())
        logs = again.theatre.memory_relay.__dict__["_logs"]
        logs.update(copy.deepcopy(self._relay_before))
        again.stage = Stage(again.theatre)
        again.stage.desk_names = list(self.stage.desk_names)
        for name, vault in self._before.items():
            ports, switch = again.theatre.ports(name)
            again.place(name).vault = copy_of(vault)
            ports = again.theatre.ports_on(again.place(name), name)
            player = self.stage.players[name]
            again.stage.players[name] = replace(player, seat=Seat.open(ports), switch=switch)
        return again

    def save(self) -> None:
        """Make what stands now the beginning for ``begin_again``."""
        self._relay_before = self._relay_logs()
        self._before = {name: copy_of(at.vault) for name, at in self.theatre.places.items()}

    def _relay_logs(self) -> Any:
        return copy.deepcopy(self.theatre.memory_relay.__dict__["_logs"])


def copy_of(vault: MemoryVault) -> MemoryVault:
    """Another vault that holds the same; what one writes the other does not see."""
    other = MemoryVault()
    other.__dict__["_held"] = vault.__dict__["_held"]
    return other
