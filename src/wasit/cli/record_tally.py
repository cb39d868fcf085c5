"""``wasit record tally``: count the incidents of a file under a named rule."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wasit.cli.record_files import DAY, FILE, needing_extra, read_table, say
from wasit.record.incident import Status
from wasit.record.rule import SHIPPED, CountingRule, read_rules, rule_named

if TYPE_CHECKING:
    from wasit.record.count import Count

__all__ = ["tally"]


def counts_of(
    path: Path,
    rules: list[CountingRule],
    *,
    layout: str | None,
    mapping: Path | None,
    since: date | None,
    until: date | None,
    known_on: date | None,
    status: str | None,
) -> "list[Count]":
    """The file's counts, one for each rule."""
    needing_extra("wasit.record.count")
    from wasit.record.count import Window, count

    table = read_table(path, layout=layout, mapping=mapping)
    window = Window(since=since, until=until, known_on=known_on)
    floor = Status(status) if status else None
    return [count(table, rule, window=window, status=floor) for rule in rules]


def _line(counted: "Count") -> str:
    """One count as a line for a person."""
    split = ", ".join(f"{figure} {state}" for state, figure in counted.by_status.items())
    return f"{counted.total:>7}  {counted.rule.name}  ({split or 'none'})"


@click.command("tally")
@click.option("--file", "path", type=FILE, required=True, help="The data file to count in.")
@click.option("--rule", "name", help="A counting rule; all of them, side by side, if not given.")
@click.option("--rules", "own", type=FILE, help="Your own rules: TOML, a [[rule]] each.")
@click.option("--since", type=DAY, help="First day counted.")
@click.option("--until", type=DAY, help="Last day counted.")
@click.option("--known-on", type=DAY, help="Read the record as it was known on this day.")
@click.option(
    "--status",
    type=click.Choice([status.value for status in Status]),
    help="Count only incidents that stand so.",
)
@click.option("--format", "layout", help="The file's layout, if its header does not tell.")
@click.option("--mapping", type=FILE, help="A file that says which column holds what.")
@click.option("--json", "as_json", is_flag=True, help="Print data for a program.")
def tally(
    path: Path,
    name: str | None,
    own: Path | None,
    since: date | None,
    until: date | None,
    known_on: date | None,
    status: str | None,
    layout: str | None,
    mapping: Path | None,
    *,
    as_json: bool,
) -> None:
    """Count the incidents of a file under a rule, and show how sure each one stands."""
    known = [*SHIPPED, *(read_rules(own.read_text(encoding="utf-8")) if own else ())]
    rules = [rule_named(name, known)] if name else known
    counts = counts_of(
        path,
        rules,
        layout=layout,
        mapping=mapping,
        since=since,
        until=until,
        known_on=known_on,
        status=status,
    )
    if as_json:
        say(counts[0].data() if name else {"tallies": [counted.data() for counted in counts]})
        return
    for counted in counts:
        click.echo(_line(counted))
    if name:
        click.echo(counts[0].rule.words)
        click.echo(f"Incidents: {', '.join(counts[0].incidents)}")
