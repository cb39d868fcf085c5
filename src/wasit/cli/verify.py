"""``wasit verify PATH``: check a kept play or an export again, with no network."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from wasit.channel.exports import NoExport
from wasit.channel.verifying import Checked, check_export
from wasit.cli.home import held_by, passphrase_option, place_options, sheet_option, vault_of
from wasit.cli.places import place_of
from wasit.cli.plain_text import isolated
from wasit.play.verifying import verify_folder
from wasit.seat.retaining import hold_against_kept

__all__ = ["verify"]


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--kept", is_flag=True, help="Hold an export also against what your seat keeps.")
@place_options
@passphrase_option
@sheet_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(
    path: Path,
    *,
    kept: bool,
    home: Path | None,
    case: str | None,
    passphrase_file: str | None,
    sheet_file: str | None,
    as_json: bool,
) -> None:
    """Check the export, or the folder of a kept play, at PATH, with no network.

    With --kept your own seat is opened, and the export held against what it keeps of that log; of
    an erased case the hashes of entries are enough.

    Exits 0 when all is as it was accepted, 4 naming what does not fit where it is not.
    """
    if path.is_file():
        checked = _checked(path)
        fits = None
        if kept:
            folder = place_of(home, case)
            vault = vault_of(folder, held_by(folder, passphrase_file, sheet_file))
            try:
                fits = hold_against_kept(checked.export, vault)
            finally:
                vault.close()
        _tell(checked, fits, as_json=as_json)
        return
    if kept:
        raise click.UsageError("--kept is for an export, and this is a folder; nothing was checked")
    verified = verify_folder(path)
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


def _checked(path: Path) -> Checked:
    try:
        return check_export(path.read_bytes())
    except OSError as error:
        raise NoExport(f"{path} cannot be read ({error.strerror}); nothing was verified") from error


def _tell(checked: Checked, kept: int | None, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_plain(checked) | {"kept": kept}, ensure_ascii=False, indent=2))
        return
    for line in _in_words(checked):
        click.echo(line)
    if kept is not None:
        whole = "all" if kept == len(checked.export.frames) else f"the first {kept}"
        click.echo(f"Proved: {whole} of its numbered frames are those that your seat kept.")


def _plain(checked: Checked) -> dict[str, object]:
    export = checked.export
    return {
        "verified": True,
        "log": export.log,
        "name": export.name,
        "kind": export.kind,
        "frames": len(export.frames),
        "shown": [each.number for each in export.shown],
        "with_checkpoint": checked.with_checkpoint,
        "founder": checked.founder.name,
        "exporter": checked.exporter.name,
        "made_at": export.made_at,
        "on_word": list(checked.on_word),
        "not_compared": list(checked.not_compared),
    }


def _in_words(checked: Checked) -> list[str]:
    export = checked.export
    maker, founder = isolated(checked.exporter.name), isolated(checked.founder.name)
    about = f"{export.kind} {isolated(export.name)}"
    lines = [
        f"Export of {about}, made {export.made_at} at the seat of {maker}.",
        f"Of {len(export.frames)} numbered frames {len(export.shown)} are shown, the rest hashed.",
        "Proved: each entry shown is the one that was numbered there.",
        "Proved: its author's device signed it for this log, and had seen what stands before it.",
        f"Proved: the log was founded by a device of {founder}.",
    ]
    if checked.with_checkpoint:
        lines.append("Proved: the log's relay signed that this is all it had numbered.")
    else:
        lines.append("Not proved: that this is the whole log; there is no checkpoint of the relay.")
    lines += [
        "Not proved: who held a device, and when anything was said but by its author's own clock.",
        "Not proved: what stands in entries that are only hashes, and what was said aside.",
    ]
    if checked.on_word:
        names = ", ".join(isolated(name) for name in checked.on_word)
        lines.append(f"On the exporter's word only: that the devices are those of {names}.")
    if checked.not_compared:
        names = ", ".join(isolated(name) for name in checked.not_compared)
        lines.append(f"Joining words were not compared with: {names}.")
    return lines
