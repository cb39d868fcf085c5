"""``wasit passphrase``: the seat opens by another passphrase, and no more by the old one."""

from pathlib import Path

import click

from wasit.adapters.vault_lock import change_passphrase
from wasit.cli.home import (
    cost_option,
    cost_typed,
    folder_options,
    seat_folder,
    secret_from,
    sheet_from,
    sheet_option,
)

__all__ = ["passphrase"]


@click.command()
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    help="File that holds the new passphrase, or - for a line of stdin; else it is asked for.",
)
@folder_options
@sheet_option
@cost_option
def passphrase(
    *,
    new_passphrase_file: str | None,
    home: Path,
    passphrase_file: str | None,
    sheet_file: str | None,
    passphrase_cost: str | None,
) -> None:
    """Change this seat's passphrase; with a recovery sheet, replace one that was lost.

    The relay is not spoken to. Held by the sheet, every older passphrase opens nothing any more.
    """
    folder = seat_folder(home)
    if sheet_file is not None:
        held = sheet_from(sheet_file)
    else:
        held = secret_from(passphrase_file, prompt="Passphrase")
    new = secret_from(new_passphrase_file, prompt="New passphrase", confirm=True)
    change_passphrase(folder / "vault", held=held, new=new, cost=cost_typed(passphrase_cost))
    click.echo("The passphrase was changed; the old one opens nothing any more.")
