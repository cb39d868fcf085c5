"""``wasit record import``: take a file's rows in, or say what doing so would change."""

from pathlib import Path

import click

from wasit.cli.record_files import FILE, read_vintage, say
from wasit.errors import BadInput
from wasit.record.vintage import Difference, Vintage, compare, fresh

__all__ = ["import_file"]

SHOWN = 20
"""Kept-aside rows that are shown to a person; a program gets all of them."""


class CaseNeeded(BadInput):
    """Rows are kept in a case's vault, and none was named. Nothing was taken in."""

    code = "case-needed"
    advice = "Add --dry-run to see what the file holds."


def figures_of(vintage: Vintage, difference: Difference) -> dict[str, object]:
    """The import's figures as data."""
    return {
        "format": vintage.format,
        "rows": vintage.rows,
        "added": len(difference.added),
        "changed": len(difference.changed),
        "withdrawn": len(difference.withdrawn),
        "kept_aside": len(vintage.aside),
        "kept_aside_rows": [
            {"line": row.line, "reason": row.reason, "id": row.id or None} for row in vintage.aside
        ],
    }


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
    newer = read_vintage(path, layout=layout, mapping=mapping)
    if against is None:
        difference = fresh(newer)
    else:
        difference = compare(
            older=read_vintage(against, layout=layout, mapping=mapping), newer=newer
        )
    figures = figures_of(newer, difference)
    if as_json:
        say(figures)
        return
    shown = ("format", "rows", "added", "changed", "withdrawn", "kept_aside")
    for name in shown:
        click.echo(f"{name.replace('_', ' '):>11}: {figures[name]}")
    for row in newer.aside[:SHOWN]:
        click.echo(f"  line {row.line}: {row.reason}")
    if len(newer.aside) > SHOWN:
        click.echo(f"  and {len(newer.aside) - SHOWN} more; --json lists all")
