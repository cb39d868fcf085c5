"""``wasit doctor`` and ``wasit paths``: whether this seat is well, and where it lies."""

from dataclasses import asdict
from pathlib import Path

import click

from wasit.adapters.vault import key_file_beside
from wasit.cli.checkup import Health, Look, look_at_disk, look_at_seat
from wasit.cli.home import home_options, json_option, opened, place_options, sheet_option
from wasit.cli.places import place_of
from wasit.cli.plain_text import echo_json, harmless

__all__ = ["doctor", "paths"]

_MARKS = {Health.WELL: "well", Health.NOT_WELL: "NOT WELL", Health.NOT_LOOKED_AT: "not looked at"}


@click.command()
@home_options
@sheet_option
@json_option
def doctor(
    *,
    home: Path,
    passphrase_file: str | None,
    sheet_file: str | None,
    plain_http: bool,
    as_json: bool,
) -> int:
    """Look at the disk, the vault, the clock and each relay, and send a sealed test entry through.

    Exits 1 where something is not well. The test entry goes through a small log of its own, which
    stays at the relay; no room and no journal gains a line.
    """
    looks: list[Look] = []
    with opened(home, passphrase_file, plain_http=plain_http, sheet_file=sheet_file) as seat:
        looks += look_at_disk(home)
        looks.append(Look("vault", Health.WELL, "it opens, and its file is encrypted"))
        looks += look_at_seat(seat)
    if as_json:
        echo_json([asdict(look) for look in looks])
    else:
        for look in looks:
            click.echo(f"{_MARKS[look.health]:<14}{look.what}: {harmless(look.words)}")
    return int(any(look.health is Health.NOT_WELL for look in looks))


@click.command()
@place_options
@json_option
def paths(*, home: Path | None, case: str | None, as_json: bool) -> None:
    """Show where this seat lies. Nothing is opened or made."""
    folder = place_of(home, case)
    vault = folder / "vault"
    shown = {"home": folder, "vault": vault, "key_file": key_file_beside(vault)}
    if as_json:
        echo_json({name: str(path) for name, path in shown.items()} | {"there": vault.exists()})
        return
    for name, path in shown.items():
        click.echo(f"{name}  {path}{'' if path.exists() else '  (not there)'}")
