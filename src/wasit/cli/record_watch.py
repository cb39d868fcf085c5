"""``wasit record proposals | threats``: what asks for a person's eye."""

from dataclasses import asdict
from datetime import date
from typing import Any

import click

from wasit.cli.plain_text import isolated
from wasit.cli.record_files import DAY, needing_extra, say
from wasit.cli.record_source import reading, windowed
from wasit.record.same_event import propose
from wasit.record.understanding import threats_due
from wasit.record.views import incident_view, pair_views

__all__ = ["proposals", "threats"]


@click.command("proposals")
@click.option("--slack", default=1, show_default=True, help="Days that two dates may lie apart.")
@windowed
def proposals(slack: int, **given: Any) -> None:
    """Incidents of different data sets, or told by people, that may be one event; side by side."""
    with reading(given) as source:
        if source.case is None or source.book is None:
            raise click.UsageError("proposals are made in a case, between its data sets")
        incidents = {each.id: each for each in source.incidents(given)}
        judged = {
            frozenset((each.judged.one, each.judged.other)) for each in source.book.kept.pairs
        }
        by_series: dict[str, list[str]] = {}
        for name in incidents:
            series = name.partition("/")[0] if "/" in name else ""
            by_series.setdefault(series, []).append(name)
        names = sorted(by_series)
        found = [
            each
            for place, one in enumerate(names)
            for other in names[place + 1 :]
            for each in propose(
                [incidents[name] for name in by_series[one]],
                [incidents[name] for name in by_series[other]],
                slack_days=slack,
            )
            if frozenset((each.one, each.other)) not in judged
        ]
        wanted = {name for each in found for name in (each.one, each.other)}
        views = {n: incident_view(incidents[n], source.case.said_of(n)) for n in sorted(wanted)}
    pairs = pair_views(found, views)
    if given["as_json"]:
        say({"proposals": [asdict(pair) for pair in pairs]})
        return
    for pair in pairs:
        click.echo(f"{pair.one.id} and {pair.other.id}: {'; '.join(pair.why)}")
        click.echo(f"  {isolated(pair.one.heading)}  |  {isolated(pair.other.heading)}")
        click.echo(f"  they differ in {', '.join(pair.differing) or 'nothing'}")
    if not pairs:
        click.echo("No two incidents of different data sets meet in date and ship, or place.")


@click.command("threats")
@click.option("--today", type=DAY, help="As of this day; else today by this seat's clock.")
@windowed
def threats(today: date | None, **given: Any) -> None:
    """What was announced or demanded, and whether it is due, overdue or carried out."""
    needing_extra("wasit.seat.record_views")
    from wasit.seat.record_views import threats_of

    with reading(given) as source:
        if source.book is None:
            raise click.UsageError("threats are kept in a case; leave --file out")
        day = today or date.fromisoformat(source.book.today())
        found = threats_due(threats_of(source.book.kept), source.incidents(given), today=day)
    told = [
        {
            "name": each.threat.name,
            "said_by": each.threat.said_by,
            "words": each.threat.words,
            "said_on": each.threat.said_on.isoformat(),
            "due": each.threat.due.edtf if each.threat.due else None,
            "state": each.state,
            "shown_by": list(each.shown_by),
        }
        for each in found
    ]
    cannot_say = (
        "An incident shows that what was announced happened, not that it happened because of it."
    )
    if given["as_json"]:
        say({"today": day.isoformat(), "threats": told, "cannot_say": cannot_say})
        return
    for each in found:
        shown = f", shown by {', '.join(each.shown_by[:5])}" if each.shown_by else ""
        click.echo(f"{isolated(each.threat.name)}: {each.state}{shown}")
    click.echo(cannot_say)
