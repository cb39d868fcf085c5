"""``wasit record tally``: count the incidents of a file or a case under a named rule."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wasit.cli.record_files import FILE, needing_extra, say
from wasit.cli.record_source import reading, windowed
from wasit.record.incident import Status
from wasit.record.rule import read_rules, rule_named

if TYPE_CHECKING:
    from wasit.record.count import Count

__all__ = ["tally"]


def _line(counted: "Count") -> str:
    """One count as a line for a person."""
    split = ", ".join(f"{figure} {state}" for state, figure in counted.by_status.items())
    return f"{counted.total:>7}  {counted.rule.name}  ({split or 'none'})"


@click.command("tally")
@click.option("--rule", "name", help="A counting rule; all of them, side by side, if not given.")
@click.option("--rules", "own", type=FILE, help="Your own rules: TOML, a [[rule]] each.")
@click.option(
    "--status",
    type=click.Choice([status.value for status in Status]),
    help="Count only incidents that stand so.",
)
@windowed
def tally(name: str | None, own: Path | None, status: str | None, **given: Any) -> None:
    """Count incidents under a rule, and show how sure each one stands."""
    needing_extra("wasit.record.count")
    from wasit.record.count import Window, count

    window = Window(since=given["since"], until=given["until"], known_on=given["known_on"])
    floor = Status(status) if status else None
    with reading(given) as source:
        known = [*source.rules, *(read_rules(own.read_text(encoding="utf-8")) if own else ())]
        rules = [rule_named(name, known)] if name else known
        table = source.table()
        counts = [count(table, rule, window=window, status=floor) for rule in rules]
    if given["as_json"]:
        say(counts[0].data() if name else {"tallies": [counted.data() for counted in counts]})
        return
    for counted in counts:
        click.echo(_line(counted))
    if name:
        click.echo(counts[0].rule.words)
        click.echo(f"Incidents: {', '.join(counts[0].incidents)}")
