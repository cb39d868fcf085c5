"""``wasit backup`` and ``wasit restore``: what is kept of a seat in case its machine is lost."""

from contextlib import ExitStack
from pathlib import Path

import click

from wasit.adapters.backups import backup_content, write_backup
from wasit.bootstrap import open_vault, real_ports
from wasit.cli.home import (
    at_seat,
    cost_option,
    cost_typed,
    folder_options,
    json_option,
    secret_from,
)
from wasit.cli.plain_text import echo_json, isolated, note
from wasit.seat.backup import restore_backup
from wasit.seat.faults import AlreadyUsed
from wasit.seat.seat import Seat

__all__ = ["backup", "restore"]

_FILE = click.Path(path_type=Path, dir_okay=False)
_PROMPT = "Passphrase of the backup"

_backup_passphrase = click.option(
    "--backup-passphrase-file",
    metavar="FILE",
    help="File that holds the backup's own passphrase, or - for a line of stdin; else it is asked "
    "for.",
)


@click.command()
@click.argument("file", type=_FILE)
@_backup_passphrase
@cost_option
@json_option
@at_seat
def backup(
    seat: Seat,
    *,
    file: Path,
    backup_passphrase_file: str | None,
    passphrase_cost: str | None,
    as_json: bool,
) -> None:
    """Write a sealed backup of this seat to FILE: all that it can read, and nothing to act with."""
    passphrase = secret_from(backup_passphrase_file, prompt=_PROMPT, confirm=True)
    write_backup(seat, file, passphrase=passphrase, cost=cost_typed(passphrase_cost))
    if as_json:
        echo_json({"file": str(file), "logs": _logs(seat)})
        return
    note("Whoever has this file and its passphrase can read all that this seat can.")
    click.echo(f"The backup is in {file}.")


@click.command()
@click.argument("file", type=_FILE)
@_backup_passphrase
@folder_options
@cost_option
@json_option
def restore(
    *,
    file: Path,
    backup_passphrase_file: str | None,
    home: Path,
    passphrase_file: str | None,
    passphrase_cost: str | None,
    as_json: bool,
) -> None:
    """Make a new seat, in a folder that has none, of the backup in FILE.

    It is a new device: it shows what the backup held, and sends and reads nothing newer until the
    desk has let it in by an invitation.
    """
    folder = home
    if (folder / "vault").exists():
        raise AlreadyUsed(f"{folder} holds a seat already; nothing was restored")
    backed_by = secret_from(backup_passphrase_file, prompt=_PROMPT)
    content = backup_content(file, passphrase=backed_by)
    passphrase = secret_from(passphrase_file, prompt="Passphrase of the new seat", confirm=True)
    with ExitStack() as closing:
        vault = open_vault(folder, passphrase=passphrase, cost=cost_typed(passphrase_cost))
        closing.callback(vault.close)
        seat = restore_backup(real_ports(vault, closing=closing, folder=folder), content)
        closing.callback(seat.close)
        logs = _logs(seat)
    if as_json:
        echo_json({"logs": logs})
        return
    click.echo(f"Restored: {', '.join(isolated(each) for each in logs)}.")
    note("Ask the desk to invite this device; until then it shows what the backup held.")


def _logs(seat: Seat) -> list[str]:
    return [log.record.name for log in seat.logs()]
