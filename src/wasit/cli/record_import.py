"""``wasit record import``: take a file's rows in, or say what doing so would change."""

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wasit.cli.home import home_options, sheet_option
from wasit.cli.record_files import DAY, FILE, needing_extra, read_big, read_vintage, say
from wasit.cli.record_source import at_book
from wasit.cli.text_type import TEXT
from wasit.record.vintage import Aside, compare, fresh

if TYPE_CHECKING:
    from wasit.seat.record_book import Took

__all__ = ["import_file"]

SHOWN = 20
"""Kept-aside rows that are shown to a person; a program gets all of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An import's figures."""

    format: str
    rows: int
    added: int
    changed: int
    withdrawn: int
    aside: tuple[Aside, ...]

    def data(self) -> dict[str, object]:
        """The figures as data."""
        return {
            "format": self.format,
            "rows": self.rows,
            "added": self.added,
            "changed": self.changed,
            "withdrawn": self.withdrawn,
            "kept_aside": len(self.aside),
            "kept_aside_rows": [
                {"line": row.line, "reason": row.reason, "id": row.id or None} for row in self.aside
            ],
        }


def _figures(
    path: Path, *, against: Path | None, layout: str | None, mapping: Path | None
) -> Taken:
    """What taking the file in does."""
    big = read_big(path, layout=layout, mapping=mapping) if against is None else None
    if big is not None:
        added = big.rows - len(big.aside)
        return Taken("gdelt-events", big.rows, added, 0, 0, big.aside)
    newer = read_vintage(path, layout=layout, mapping=mapping)
    if against is None:
        difference = fresh(newer)
    else:
        older = read_vintage(against, layout=layout, mapping=mapping)
        difference = compare(older=older, newer=newer)
    return Taken(
        format=newer.format,
        rows=newer.rows,
        added=len(difference.added),
        changed=len(difference.changed),
        withdrawn=len(difference.withdrawn),
        aside=newer.aside,
    )


def _keep(
    given: Mapping[str, Any], path: Path, *, layout: str | None, mapping: Path | None
) -> "tuple[Taken, Took]":
    """The file's rows in the case; a file that the case holds already is not read again."""
    from wasit.record.vintage_file import VintageFile
    from wasit.seat.record_book import Took

    with at_book(given) as book:
        sha256 = _sha256(path)
        known = book.same_file(given["series"], sha256) if given["series"] else None
        packed, format_name, rows, aside = (
            (b"", known.format, known.rows, ())
            if known is not None
            else _packed(path, layout=layout, mapping=mapping)
        )
        series = given["series"] or format_name
        held = known or book.same_file(series, sha256)
        took = (
            Took(series, format_name, rows, 0, 0, 0, kept=None)
            if held is not None
            else book.take_in(
                packed,
                series=series,
                layout=format_name,
                source_sha256=sha256,
                learned_on=given["learned"].isoformat() if given["learned"] else "",
            )
        )
        if known is not None:
            with contextlib.closing(VintageFile(book.shelf.open(known.id))) as file:
                aside = file.aside
    figures = Taken(format_name, rows, took.added, took.changed, took.withdrawn, tuple(aside))
    return figures, took


def _packed(
    path: Path, *, layout: str | None, mapping: Path | None
) -> tuple[bytes, str, int, Sequence[Aside]]:
    """The file as a vintage's Parquet bytes; its layout, number of rows, and rows kept aside."""
    from wasit.record.vintage_file import pack, pack_batches

    big = read_big(path, layout=layout, mapping=mapping, keep_rows=True)
    if big is not None:
        packed = pack_batches(
            big.batches(),
            columns=big.columns,
            layout="gdelt-events",
            rows=big.rows,
            aside=big.aside,
        )
        return packed, "gdelt-events", big.rows, big.aside
    vintage = read_vintage(path, layout=layout, mapping=mapping)
    text = mapping.read_text(encoding="utf-8") if mapping is not None else ""
    return pack(vintage, mapping=text), vintage.format, vintage.rows, vintage.aside


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@click.command("import")
@click.argument("path", type=FILE)
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be taken in.")
@click.option("--against", type=FILE, help="An older vintage of the same data to compare with.")
@click.option("--series", type=TEXT, help="The data set's name in the case; else its format's.")
@click.option("--learned", type=DAY, help="Day on which the desk had the file; else today.")
@click.option("--format", "layout", help="The file's layout, if its header does not tell.")
@click.option("--mapping", type=FILE, help="A file that says which column holds what.")
@click.option("--json", "as_json", is_flag=True, help="Print data for a program.")
@home_options
@sheet_option
def import_file(
    path: Path,
    against: Path | None,
    layout: str | None,
    mapping: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Take a file's rows into the case; rows that cannot be read are kept aside and named."""
    took = None
    if dry_run or against is not None:
        taken = _figures(path, against=against, layout=layout, mapping=mapping)
    else:
        needing_extra("wasit.record.vintage_file")
        taken, took = _keep(given, path, layout=layout, mapping=mapping)
    figures = taken.data()
    if took is not None:
        figures |= {"series": took.series, "vintage": took.kept.id if took.kept else None}
    if as_json:
        say(figures)
        return
    for name in ("format", "rows", "added", "changed", "withdrawn", "kept_aside"):
        click.echo(f"{name.replace('_', ' '):>11}: {figures[name]}")
    for row in taken.aside[:SHOWN]:
        click.echo(f"  line {row.line}: {row.reason}")
    if len(taken.aside) > SHOWN:
        click.echo(f"  and {len(taken.aside) - SHOWN} more; --json lists all")
    if took is not None:
        click.echo(_ending(took))


def _ending(took: "Took") -> str:
    """What became of it, for a person."""
    if took.kept is not None:
        return f"Taken in as {took.series}; the journal names it {took.kept.id[:6]}."
    if took.held_now:
        return f"{took.series} was taken in at another seat; this seat has its rows now."
    return f"{took.series} says the same already; nothing was changed."
