"""Where a case lies on the disk, and how a seat or relay there is opened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from wasit.bootstrap import existing_vault, open_vault, real_ports, shipped_checks
from wasit.crypto.vault_keys import PassphraseCost
from wasit.points import Reach, pass_by
from wasit.seat.desk import DeskSeat
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import Vault
from wasit.seat.seat import Seat

CREATION_TOKEN = "let-me"
PASSPHRASE = "three small boats"
CHEAP = PassphraseCost(iterations=1, lanes=1, memory_kib=128)

Tell = Callable[[object], None]


@dataclass(frozen=True)
class Place:
    """The folder of a case: ``relay/`` and ``seats/``; where its relay listens; what to call."""

    folder: Path
    port: int
    reach: Reach = pass_by
    opened: list[Vault] = field(default_factory=list[Vault])

    @property
    def relay(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ports(self, name: str, *, new: bool = False, watched: bool = True) -> SeatPorts:
        folder = self.folder / "seats" / name
        if new:
            vault = open_vault(folder, passphrase=PASSPHRASE, cost=CHEAP)
        else:
            vault = existing_vault(folder, passphrase=PASSPHRASE)
        self.opened.append(vault)
        return real_ports(vault, reach=self.reach if watched else pass_by)

    def seat(self, name: str) -> Seat:
        return Seat.open(self.ports(name))

    def desk(self) -> DeskSeat:
        return DeskSeat(self.seat("dalal"), checks=shipped_checks())

    def leave(self) -> None:
        """Close every vault that was opened here, as the end of a process would."""
        while self.opened:
            self.opened.pop().close()
