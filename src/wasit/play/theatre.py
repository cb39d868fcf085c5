"""The real theatre: a relay process on a free loopback port, and one encrypted vault per seat.

A kept folder holds ``relay/`` (database, key, creation token) and ``seats/01``, ``seats/02`` and so
on. No file name and no byte in it tells a name, a word or a mark. The vaults of a play are no
secret from whoever has the folder: their passphrase is ``PLAY_PASSPHRASE``, so that
``wasit verify`` can open them.
"""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from wasit.adapters.relay_process import RelayProcess
from wasit.bootstrap import open_vault, real_ports, shipped_checks
from wasit.crypto.vault_keys import PassphraseCost
from wasit.errors import Refused
from wasit.play.stage import Switch
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import Link
from wasit.talks.wording import Check
from wasit.testing.clocks import FrozenClock
from wasit.testing.lossy_link import LossyLink

__all__ = ["PLAY_PASSPHRASE", "FolderNotEmpty", "RealTheatre"]

PLAY_PASSPHRASE = "wasit play"  # noqa: S105 - not a secret, see above


_PLAY_COST = PassphraseCost(iterations=1, lanes=1, memory_kib=128)
"""A passphrase that everybody knows needs no slow derivation."""


class FolderNotEmpty(Refused):
    """The folder to keep a play in holds something. Nothing was played or overwritten."""

    code = "folder-not-empty"
    advice = "Name a folder that is empty or not there yet."


class RealTheatre:
    """What a play on this machine stands on. Use it as a context manager."""

    def __init__(
        self, folder: Path, *, relay_port: int = 0, places: Mapping[str, Path] | None = None
    ) -> None:
        """Take an empty or missing folder.

        ``places`` says in which folder below it each seat's vault is made, where that matters.

        Raises:
            FolderNotEmpty: there is something in it.
        """
        if folder.exists() and any(folder.iterdir()):
            raise FolderNotEmpty(f"{folder} is not empty; nothing was played")
        self.folder = folder
        self.clock = FrozenClock()
        self.checks: tuple[Check, ...] = shipped_checks()
        self._process = RelayProcess(folder / "relay", port=relay_port)
        self._places = dict(places or {})
        self._seats = 0

    @property
    def relay(self) -> str:
        """Where the relay listens."""
        return self._process.url

    @property
    def creation_token(self) -> str:
        """The token that lets the desk make logs."""
        return self._process.creation_token

    @property
    def relay_database(self) -> Path:
        """The file of the relay's database."""
        return self._process.database

    def __enter__(self) -> Self:
        """Start the relay."""
        (self.folder / "relay").mkdir(parents=True, mode=0o700)
        self._process.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop the relay cleanly."""
        self._process.__exit__(kind, error, traceback)

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        """A new vault in the next folder, and a link that can be cut; the name stays unwritten."""
        self._seats += 1
        folder = self.folder / self._places.get(seat, Path("seats", f"{self._seats:02}"))
        vault = open_vault(folder, passphrase=PLAY_PASSPHRASE, cost=_PLAY_COST)
        real = real_ports(vault, clock=self.clock)
        link = LossyLink(real.link_to(self.relay))

        def link_to(_relay: str) -> Link:
            return link

        return (
            SeatPorts(vault, self.clock, real.randomness, real.wrapping, link_to),
            link,
        )
