"""``wasit record reconcile``: set a claimed total beside what the record counts."""

from datetime import date
from pathlib import Path

import click

from wasit.cli.record_files import DAY, FILE, needing_extra, read_table, say
from wasit.record.claim import Tally

__all__ = ["reconcile"]

SHOWN = 60
"""Incidents in doubt shown to a person; a program gets all."""


@click.command("reconcile")
@click.option("--file", "path", type=FILE, required=True, help="The data file to count in.")
@click.option("--count", "number", type=int, required=True, help="The total that is claimed.")
@click.option("--of", "subject", required=True, help="What it is a total of: attacks, strikes ...")
@click.option("--by", "said_by", default="somebody", show_default=True, help="Who claims it.")
@click.option("--since", type=DAY, help="First day claimed.")
@click.option("--until", type=DAY, help="Last day claimed.")
@click.option("--known-on", type=DAY, help="Read the record as it was known on this day.")
@click.option("--format", "layout", help="The file's layout, if its header does not tell.")
@click.option("--mapping", type=FILE, help="A file that says which column holds what.")
@click.option("--json", "as_json", is_flag=True, help="Print data for a program.")
def reconcile(
    path: Path,
    number: int,
    subject: str,
    said_by: str,
    since: date | None,
    until: date | None,
    known_on: date | None,
    layout: str | None,
    mapping: Path | None,
    *,
    as_json: bool,
) -> None:
    """Show under which rule a claimed total holds, how far off it is, and what it turns on."""
    needing_extra("wasit.record.reconcile")
    from wasit.record.count import Window
    from wasit.record.reconcile import reconcile as set_beside

    table = read_table(path, layout=layout, mapping=mapping)
    tally = Tally(number=number, of=subject, said_by=said_by, since=since, until=until)
    found = set_beside(table, tally, window=Window(since=since, until=until, known_on=known_on))
    if as_json:
        say(found.data())
        return
    for counted in found.counts:
        gap = number - counted.total
        click.echo(f"{counted.total:>7}  {gap:>+6}  {counted.rule.name}")
    click.echo(found.words())
    for doubt in found.doubts[:SHOWN]:
        click.echo(f"  {doubt.incident}: {doubt.why}")
    if len(found.doubts) > SHOWN:
        click.echo(f"  and {len(found.doubts) - SHOWN} more; --json lists all")
