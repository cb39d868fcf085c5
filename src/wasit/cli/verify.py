"""``wasit verify DIR``: check a kept play again from its raw frames, with no network."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from wasit.play.verifying import verify_folder

__all__ = ["verify"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(folder: Path, *, as_json: bool) -> None:
    """Check every kept frame of the play in FOLDER, with no network.

    Exits 0 when all is as it was accepted, 4 naming log and number where it is not.
    """
    verified = verify_folder(folder)
    if as_json:
        click.echo(json.dumps({"verified": True, **asdict(verified)}))
        return
    click.echo(
        f"{verified.frames} frames of {verified.logs} logs at {verified.seats} seats are as they "
        f"were accepted; {verified.void} void entries changed nothing."
    )
    click.echo(
        "This shows that the words, their order and the devices that signed them are unaltered. "
        "It does not show who held a device, nor what was said aside."
    )
