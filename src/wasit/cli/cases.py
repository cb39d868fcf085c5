"""``wasit cases``: what lies in one person's home."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from wasit.adapters.encrypted_file import VaultInUse
from wasit.adapters.vault import EncryptedVault
from wasit.bootstrap import existing_vault, real_ports
from wasit.cli.home import HOME_HELP, json_option, quiet_option, secret_from
from wasit.cli.places import cases_in, default_home
from wasit.cli.plain_text import echo_json, isolated, note
from wasit.crypto.vault_keys import WrongPassphrase
from wasit.seat.admitting import AnyLog
from wasit.seat.contact import last_contact
from wasit.seat.retaining import hashes_kept, sealed_since
from wasit.seat.seat import Seat

__all__ = ["cases"]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a home. Names, role and contact are known of an opened one only.

    ``state`` is open, left, sealed, erased, joining, in use, or closed (no passphrase was given).
    """

    name: str
    state: str
    title: str | None = None
    person: str | None = None
    role: str | None = None
    rooms: tuple[str, ...] = ()
    last_contact: str | None = None


@click.command()
@click.option(
    "--home",
    envvar="WASIT_HOME",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=HOME_HELP,
)
@click.option(
    "--passphrase-file",
    envvar="WASIT_PASSPHRASE_FILE",
    metavar="FILE",
    help="File of a passphrase to try on each case, or - for a line of stdin; else each is asked.",
)
@click.option("--names-only", is_flag=True, help="Open none of them, and ask for nothing.")
@quiet_option
@json_option
def cases(
    *, home: Path | None, passphrase_file: str | None, names_only: bool, as_json: bool
) -> None:
    """List the cases in this home: name, your role, last contact with a relay. None is reached.

    Each case has a passphrase of its own; give none to pass one over.
    """
    secret = None
    if passphrase_file is not None and not names_only:
        secret = secret_from(passphrase_file, prompt="Passphrase")
    listed = [
        CaseLine(name, "closed") if names_only else _line(name, folder, secret)
        for name, folder in cases_in(home or default_home()).items()
    ]
    if as_json:
        echo_json([asdict(each) for each in listed])
        return
    for each in listed:
        click.echo("  ".join(_in_words(each)))
    if not listed:
        note("There is no case in this home yet.")


def _line(name: str, folder: Path, secret: str | None) -> CaseLine:
    if secret is None:
        asked = f"Passphrase of {isolated(name)} (nothing to pass over)"
        secret = click.prompt(asked, hide_input=True, default="", show_default=False, err=True)
    if not secret:
        return CaseLine(name, "closed")
    try:
        vault = existing_vault(folder, passphrase=secret)
    except WrongPassphrase:
        return CaseLine(name, "closed")
    except VaultInUse:
        return CaseLine(name, "in use")
    try:
        return _opened(name, vault)
    finally:
        vault.close()


def _opened(name: str, vault: EncryptedVault) -> CaseLine:
    if hashes_kept(vault):
        return CaseLine(name, "erased")
    if vault.read("device") is None:
        return CaseLine(name, "joining")
    seat = Seat.open(real_ports(vault))
    logs = seat.logs()
    me = next((log.me for log in logs if not log.has_left), None)
    journal = seat.journal.talks.opened if seat.journal is not None else None
    opened = journal or next((log.talks.opened for log in seat.rooms.values()), None)
    return CaseLine(
        name=name,
        state=_state(vault, logs),
        title=opened.title if opened is not None else None,
        person=me.name if me is not None else None,
        role=f"{me.role.value} of the {me.side.value}" if me is not None else None,
        rooms=tuple(sorted(seat.rooms)),
        last_contact=max((last_contact(log) for log in logs), default="") or None,
    )


def _state(vault: EncryptedVault, logs: Sequence[AnyLog]) -> str:
    if sealed_since(vault) is not None:
        return "sealed"
    if not any(log.record.token for log in logs):
        return "joining"
    return "left" if all(log.has_left for log in logs) else "open"


def _in_words(line: CaseLine) -> list[str]:
    words = [isolated(line.name), line.state]
    if line.title is not None:
        words.append(isolated(line.title))
    if line.person is not None:
        words.append(f"{isolated(line.person)}, {line.role}")
    if line.rooms:
        words.append(f"in {', '.join(isolated(room) for room in line.rooms)}")
    if line.state in {"open", "sealed", "left"}:
        words.append(f"last contact {line.last_contact or 'none yet'}")
    return words
