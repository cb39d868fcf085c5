"""A seat: one device of one person, with its vault, its keys and the logs it belongs to."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from wasit.crypto.keys import SECRETS_SIZE, DeviceSecrets
from wasit.errors import NotFound, Refused, Unreachable, Untrusted, WasitError
from wasit.seat.contact import keep_contact
from wasit.seat.faults import AlreadyUsed, CaseErased, NoSuchRoom, NotASeat, SeatCopied
from wasit.seat.fold import JOURNAL, ROOM, FoldKind, SeatPorts
from wasit.seat.log import SeatLog
from wasit.seat.records import LogKind, LogRecord, load, store
from wasit.talks.journal import Journal
from wasit.talks.moments import moment_text
from wasit.talks.room import RoomTalks

__all__ = ["Seat"]

FoldT = TypeVar("FoldT", RoomTalks, Journal)


class Seat:
    """What every seat can do, of whichever side: open its logs, read up, send what waits."""

    def __init__(self, ports: SeatPorts, secrets: DeviceSecrets) -> None:
        self.ports = ports if ports.vault.read("sealed") is None else ports.read_only()
        self.secrets = secrets
        self.public = secrets.public()
        self.rooms: dict[str, SeatLog[RoomTalks]] = {}
        self.journal: SeatLog[Journal] | None = None
        for name in ports.vault.names("log/"):
            self._open_log(self._read_log(name))

    @classmethod
    def create(cls, ports: SeatPorts) -> "Seat":
        """A new device in an empty vault.

        Raises:
            AlreadyUsed: the vault holds a device. CaseErased: it held one.
        """
        _refuse_erased(ports)
        if ports.vault.read("device") is not None:
            raise AlreadyUsed("this folder holds a seat already; nothing was changed")
        secrets = DeviceSecrets.from_bytes(ports.randomness.random_bytes(SECRETS_SIZE))
        ports.vault.write("device", secrets.to_bytes())
        return cls(ports, secrets)

    @classmethod
    def open(cls, ports: SeatPorts) -> "Seat":
        """The device of this vault, with all its logs as they were left.

        Raises:
            NotASeat: the vault holds none. CaseErased: what was in it is erased.
        """
        _refuse_erased(ports)
        raw = ports.vault.read("device")
        if raw is None:
            raise NotASeat("this folder holds no seat yet; nothing was opened")
        seat = cls(ports, DeviceSecrets.from_bytes(raw))
        for log in seat.logs():
            _let_go_of_lost_files(log)
        return seat

    def now(self) -> str:
        """The time of this seat's clock, as entries spell it."""
        return moment_text(self.ports.clock.now())

    def room(self, name: str | None = None) -> SeatLog[RoomTalks]:
        """The room of that name, or (None) the only room of this seat.

        Raises:
            NoSuchRoom: there is no such room, or more than one.
        """
        if name is None and len(self.rooms) == 1:
            return next(iter(self.rooms.values()))
        if name is None or name not in self.rooms:
            known = ", ".join(sorted(self.rooms)) or "none"
            raise NoSuchRoom(f"room {name!r} was named; this seat has {known}")
        return self.rooms[name]

    def logs(self) -> list[SeatLog[RoomTalks] | SeatLog[Journal]]:
        """Every log of this seat: rooms by name, then the journal."""
        rooms = [self.rooms[name] for name in sorted(self.rooms)]
        return [*rooms, *([self.journal] if self.journal is not None else [])]

    def add_log(self, record: LogRecord) -> None:
        """Belong to one more log, from now on and whenever the seat is opened."""
        self.ports.vault.write(f"log/{record.log_id.hex()}", store(record))
        self._open_log(record)

    def drop_log(self, record: LogRecord) -> None:
        """Belong to a log no longer; its frames stay in the vault."""
        self.ports.vault.erase(f"log/{record.log_id.hex()}")
        if record.kind is LogKind.JOURNAL:
            self.journal = None
        else:
            self.rooms.pop(record.name, None)

    def forget_logs(self) -> None:
        """Hold no log any more; the vault is left as it is."""
        self.rooms, self.journal = {}, None

    def read_up(self) -> int:
        """Read every log up to its end; how many frames were new.

        Raises:
            WasitError: as ``SeatLog.read_up`` for one of the logs; the others were read.
        """
        before = sum(log.number for log in self.logs())
        _raise_one(_faults(log.read_up) for log in self.logs())
        return sum(log.number for log in self.logs()) - before

    def send(self) -> None:
        """Send everything that waits, and read up.

        Raises:
            WasitError: as ``SeatLog.send`` for one of the logs; it was done in the others.
        """
        _raise_one(_faults(log.send) for log in self.logs())

    def send_where_possible(self) -> frozenset[bytes]:
        """Send and read up in every log that can be reached and trusted now; the ids of those.

        Raises:
            SeatCopied: as ``SeatLog.send``; it was done in the others.
        """
        faults = [_faults(log.send) for log in self.logs()]
        _raise_one(fault for fault in faults if isinstance(fault, SeatCopied))
        logs = zip(self.logs(), faults, strict=True)
        return frozenset(log.record.log_id for log, fault in logs if fault is None)

    def close(self) -> None:
        """Keep snapshots and last contacts, and close the vault; a sealed one is left as it is."""
        if not self.ports.sealed:
            for log in self.logs():
                log.save()
                keep_contact(log, self.ports.vault)
        self.ports.vault.close()

    def _read_log(self, name: str) -> LogRecord:
        raw = self.ports.vault.read(name)
        if raw is None:
            raise NotASeat(f"the vault lacks {name}; nothing was opened")
        return load(raw, LogRecord)

    def _open_log(self, record: LogRecord) -> None:
        if record.kind is LogKind.JOURNAL:
            self.journal = self._seat_log(record, JOURNAL)
        else:
            self.rooms[record.name] = self._seat_log(record, ROOM)

    def _seat_log(self, record: LogRecord, kind: FoldKind[FoldT]) -> SeatLog[FoldT]:
        return SeatLog(record, kind=kind, ports=self.ports, secrets=self.secrets)


def _let_go_of_lost_files(log: SeatLog[RoomTalks] | SeatLog[Journal]) -> None:
    """Drop chunks of files that were sealed for an act which then was not kept."""
    vault = log.ports.vault
    waiting = [outgoing.body for outgoing in log.waiting]
    resealed = vault.names(f"resealed/{log.record.log_id.hex()}/")
    log.files.sweep(b"".join([*waiting, *(vault.read(name) or b"" for name in resealed)]))


def _refuse_erased(ports: SeatPorts) -> None:
    if ports.vault.names("hashes/"):
        raise CaseErased("the case was erased at this seat; hashes of its entries are left")


def _faults(act: Callable[[], object]) -> WasitError | None:
    """What a log's relay, or its history, did not let be done; our own faults are raised."""
    try:
        act()
    except (Unreachable, NotFound, Refused, Untrusted) as fault:
        return fault
    return None


def _raise_one(faults: Iterable[WasitError | None]) -> None:
    """Raise the one that most needs a person, when every log has had its turn."""
    found = sorted(
        (fault for fault in faults if fault is not None),
        key=lambda fault: not isinstance(fault, SeatCopied),
    )
    if found:
        raise found[0]
