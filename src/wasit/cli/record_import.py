"""``wasit record import``: take a file's rows in, or say what doing so would change."""

from dataclasses import dataclass
from pathlib import Path

import click

from wasit.cli.record_files import FILE, read_big, read_vintage, say
from wasit.errors import BadInput
from wasit.record.vintage import Aside, compare, fresh

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


class CaseNeeded(BadInput):
    """Rows are kept in a case's vault, and none was named. Nothing was taken in."""

    code = "case-needed"
    advice = "Add --dry-run to see what the file holds."


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


@click.command("import")
@click.argument("path", type=FILE)
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be taken in.")
@click.option("--against", type=FILE, help="An older vintage of the same data to compare with.")
@click.option("--format", "layout", help="The file's layout, if its header does not tell.")
@click.option("--mapping", type=FILE, help="A file that says which column holds what.")
@click.option("--json", "as_json", is_flag=True, help="Print data for a program.")
def import_file(
    path: Path,
    against: Path | None,
    layout: str | None,
    mapping: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in the rows of a data file; rows that cannot be read are kept aside and named."""
    if not dry_run:
        raise CaseNeeded(f"{path} was read by no case: none was named; nothing was taken in")
    taken = _figures(path, against=against, layout=layout, mapping=mapping)
    figures = taken.data()
    if as_json:
        say(figures)
        return
    for name in ("format", "rows", "added", "changed", "withdrawn", "kept_aside"):
        click.echo(f"{name.replace('_', ' '):>11}: {figures[name]}")
    for row in taken.aside[:SHOWN]:
        click.echo(f"  line {row.line}: {row.reason}")
    if len(taken.aside) > SHOWN:
        click.echo(f"  and {len(taken.aside) - SHOWN} more; --json lists all")
