"""``wasit record reconcile``: set a claimed total beside what the record counts."""

from typing import Any

import click

from wasit.cli.record_files import needing_extra, say
from wasit.cli.record_source import Source, reading, windowed
from wasit.record.claim import Tally
from wasit.seat.record_views import tally_of

__all__ = ["reconcile"]

SHOWN = 60
"""Incidents in doubt shown to a person; a program gets all."""


def _claimed(source: Source, name: str | None, given: dict[str, Any]) -> Tally:
    """The total that is meant: one the case has on record, or the one typed."""
    if name is not None:
        if source.book is None:
            raise click.UsageError("--tally names a total of the case; leave --file out")
        return tally_of(source.book.tally_named(name))
    if given["number"] is None or given["subject"] is None:
        raise click.UsageError("give --count and --of, or --tally for one the case has on record")
    return Tally(
        number=given["number"],
        of=given["subject"],
        said_by=given["said_by"],
        since=given["since"],
        until=given["until"],
    )


@click.command("reconcile")
@click.option("--count", "number", type=int, help="The total that is claimed.")
@click.option("--of", "subject", help="What it is a total of: attacks, strikes ...")
@click.option("--by", "said_by", default="somebody", show_default=True, help="Who claims it.")
@click.option("--tally", "name", help="A claimed total on the case's record, by its id.")
@windowed
def reconcile(name: str | None, **given: Any) -> None:
    """Show under which rule a claimed total holds, how far off it is, and what it turns on."""
    needing_extra("wasit.record.reconcile")
    from wasit.record.count import Window
    from wasit.record.reconcile import reconcile as set_beside

    with reading(given) as source:
        claimed = _claimed(source, name, given)
        window = Window(
            since=given["since"] or claimed.since,
            until=given["until"] or claimed.until,
            known_on=given["known_on"],
        )
        found = set_beside(source.table(), claimed, rules=source.rules, window=window)
    if given["as_json"]:
        say(found.data())
        return
    for counted in found.counts:
        gap = claimed.number - counted.total
        click.echo(f"{counted.total:>7}  {gap:>+6}  {counted.rule.name}")
    click.echo(found.words())
    for doubt in found.doubts[:SHOWN]:
        click.echo(f"  {doubt.incident}: {doubt.why}")
    if len(found.doubts) > SHOWN:
        click.echo(f"  and {len(found.doubts) - SHOWN} more; --json lists all")
