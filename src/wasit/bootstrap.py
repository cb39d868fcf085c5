"""The one place where adapters meet seats."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from wasit.adapters.relay_client import RelayClient
from wasit.adapters.sealed_folder import SealedFolder
from wasit.adapters.system import SystemClock, SystemRandomness
from wasit.adapters.vault import EncryptedVault
from wasit.adapters.vault_lock import key_file_beside, read_key_file
from wasit.checks.leak.check import LeakGuard
from wasit.checks.shipped import LeakBesideSources, shipped_checks
from wasit.crypto.epochs import HpkeWrapping
from wasit.crypto.recovery import RecoverySheet
from wasit.crypto.vault_keys import RECOMMENDED_COST, PassphraseCost, open_with_passphrase
from wasit.points import Reach, pass_by
from wasit.seat.desk import DeskSeat
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import Clock, Link, Vault
from wasit.seat.while_wording import WhileWording

__all__ = [
    "check_passphrase",
    "existing_vault",
    "open_vault",
    "real_ports",
    "shipped_checks",
    "vault_by_sheet",
    "while_wording",
]


def open_vault(
    folder: Path, *, passphrase: str, cost: PassphraseCost = RECOMMENDED_COST
) -> EncryptedVault:
    """The vault in a seat's folder, made at that cost where there is none.

    Raises as ``EncryptedVault`` does.
    """
    path = folder / "vault"
    if path.exists():
        return EncryptedVault.open(path, passphrase=passphrase)
    return EncryptedVault.create(
        path, passphrase=passphrase, randomness=SystemRandomness(), cost=cost
    )


def existing_vault(folder: Path, *, passphrase: str) -> EncryptedVault:
    """The vault that is in a seat's folder; none is made. Raises as ``EncryptedVault.open``."""
    return EncryptedVault.open(folder / "vault", passphrase=passphrase)


def check_passphrase(folder: Path, *, passphrase: str) -> None:
    """Return when that passphrase opens the vault in a seat's folder; nothing is opened.

    Raises:
        WrongPassphrase: it does not. KeyFileMissing, KeyFileDamaged: it cannot be tried.
    """
    vault = folder / "vault"
    open_with_passphrase(read_key_file(vault, key_file_beside(vault)), passphrase)


def vault_by_sheet(folder: Path, *, sheet: RecoverySheet) -> EncryptedVault:
    """The vault that is in a seat's folder. Raises as ``EncryptedVault.open_by_sheet``."""
    return EncryptedVault.open_by_sheet(folder / "vault", sheet=sheet)


def real_ports(
    vault: Vault,
    *,
    clock: Clock | None = None,
    plain_http: bool = False,
    closing: ExitStack | None = None,
    reach: Reach = pass_by,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    folder: Path | None = None,
) -> SeatPorts:
    """Ports on this machine: its clock (unless given), its randomness, HPKE, relays over HTTP.

    ``plain_http`` allows relays that speak plain HTTP beyond this machine; every connection is
    closed with ``closing``, where it is given. ``progress`` is told how far a file has come. Data
    sets are kept in ``folder``, the seat's own, and not at all where none is given.
    """
    links: dict[str, Link] = {}

    def link_to(relay: str) -> Link:
        if relay not in links:
            links[relay] = client = RelayClient(relay, plain_http=plain_http)
            if closing is not None:
                closing.callback(client.close)
        return links[relay]

    return SeatPorts(
        vault=vault,
        clock=clock or SystemClock(),
        randomness=SystemRandomness(),
        wrapping=HpkeWrapping(),
        link_to=link_to,
        reach=reach,
        progress=progress,
        files=SealedFolder(folder / "vintages") if folder is not None else None,
    )


def while_wording(desk: DeskSeat) -> WhileWording:
    """The desk's look at words being typed, by the leak guard that its gate asks."""
    guards = (check for check in desk.checks if isinstance(check, LeakBesideSources))
    return WhileWording(desk, next(guards, None) or LeakBesideSources(LeakGuard()))
