"""``wasit record export | show | compliance``: given on, looked at, held to a promise."""

import json
import sys
import tomllib
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from wasit.cli.plain_text import isolated
from wasit.cli.record_files import FILE, needing_extra, say
from wasit.cli.record_source import Source, reading, windowed
from wasit.errors import NotFound
from wasit.record.export import claims_of, csv_text, features, statements
from wasit.record.incident import Incident
from wasit.record.understanding import (
    Bearing,
    Understanding,
    UnderstandingUnreadable,
    read_understanding,
)
from wasit.record.understanding import (
    compliance as bearings,
)

__all__ = ["compliance", "export", "show"]


class IncidentUnknown(NotFound):
    """The record holds no incident of that id."""

    code = "incident-unknown"
    advice = "Look at the ids that record tally prints."


@click.command("export")
@click.option(
    "--to",
    "shape",
    type=click.Choice(["csv", "geojson", "parquet", "ftm"]),
    required=True,
    help="The form: claims as CSV or Parquet, GeoJSON, FollowTheMoney statements.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to; else stdout."
)
@windowed
def export(shape: str, output: Path | None, **given: Any) -> None:
    """Give the record on, each value with who claims it."""
    with reading(given) as source:
        incidents = source.incidents(given)
        people = source.people(incidents)
    if shape == "parquet":
        needing_extra("pyarrow")
        from wasit.record.export import parquet_bytes

        written = parquet_bytes(incidents, people)
    elif shape == "csv":
        written = csv_text(incidents, people).encode()
    elif shape == "geojson":
        written = json.dumps(features(incidents, people), ensure_ascii=False).encode() + b"\n"
    else:
        lines = (
            json.dumps(said, ensure_ascii=False) + "\n" for said in statements(incidents, people)
        )
        written = "".join(lines).encode()
    if output is None:
        sys.stdout.buffer.write(written)
        return
    output.write_bytes(written)
    if given["as_json"]:
        say(
            {"to": shape, "output": str(output), "incidents": len(incidents), "bytes": len(written)}
        )
    else:
        click.echo(f"{len(incidents)} incidents written to {output}", err=True)


@click.command("show")
@click.argument("name", required=False)
@windowed
def show(name: str | None, **given: Any) -> None:
    """Show one incident with its claims and disputes, or what the record holds."""
    with reading(given) as source:
        if name is None:
            _show_all(source, given)
        elif source.case is not None and source.book is not None:
            _show_held(source, name, as_json=given["as_json"])
        else:
            _show_row(source.incidents(given), name, as_json=given["as_json"])


def _show_all(source: Source, given: dict[str, Any]) -> None:
    """How much there is, of what kinds, and from when to when."""
    incidents = source.incidents(given)
    told: dict[str, object] = {
        "incidents": len(incidents),
        "kinds": dict(Counter(incident.kind.value for incident in incidents).most_common()),
        "statuses": dict(Counter(i.status.value for i in incidents).most_common()),
        "first": min((i.when.edtf for i in incidents), default=None),
        "last": max((i.when.edtf for i in incidents), default=None),
    }
    if source.book is not None:
        kept = source.book.kept
        told |= {
            "vintages": [
                {"series": each.series, "rows": each.rows, "learned_on": each.learned_on}
                for each in source.book.vintages(known_on=given["known_on"])
            ],
            "own": sorted(kept.opened),
            "tallies": {
                each.id: f"{each.said_by}: {each.number} {each.of}"
                for each in kept.tallies.values()
            },
            "rules": sorted(kept.rules),
            "understandings": sorted(kept.promises),
            "threats": sorted(kept.threats),
            "sources": {name: each.reliability for name, each in kept.sources.items()},
        }
    if given["as_json"]:
        say(told)
        return
    for key, value in told.items():
        click.echo(f"{key}: {value}")


def _show_held(source: Source, name: str, *, as_json: bool) -> None:
    """One incident of the case: what is held, and every claim."""
    from wasit.record.views import incident_view

    if source.case is None or source.book is None:
        raise TypeError("a case's incident was asked for of a file")
    full = source.book.named(name)
    seen = incident_view(
        source.case.incident(full), source.case.said_of(full), known_on=source.case.known_on
    )
    if as_json:
        say(asdict(seen))
        return
    click.echo(f"{seen.id}: {isolated(seen.heading)}")
    click.echo(f"stands as {seen.status}; outcome {seen.outcome}")
    for line in seen.claims:
        state = "" if line.stands else "  [stands no more]"
        click.echo(
            f"  {line.id}  {line.field}: {isolated(line.value)}  - {isolated(line.said_by)} "
            f"({line.grade}){' disputes' if line.relation == 'disputes' else ''}{state}"
        )
    for field in seen.disputed:
        click.echo(f"  in dispute: {field}")


def _show_row(incidents: list[Incident], name: str, *, as_json: bool) -> None:
    """One incident of a file, with what its row claims."""
    found = next((incident for incident in incidents if incident.id == name), None)
    if found is None:
        raise IncidentUnknown(f"no incident {name!r} is in the file's window; nothing is shown")
    if as_json:
        say(
            {
                "id": found.id,
                "when": found.when.edtf,
                "words": found.when.words(),
                "kind": found.kind.value,
                "status": found.status.value,
                "outcome": found.outcome.value,
                "direction_known": found.direction_known,
                "line": found.line,
                "claims": [asdict(said) for said in claims_of([found])],
            }
        )
        return
    click.echo(f"{found.id}: {found.kind.value}, {found.when.words()}, {found.place.name}")
    click.echo(f"stands as {found.status.value}; outcome {found.outcome.value}")
    for said in claims_of([found]):
        span = f" ({said.low or '?'} to {said.high or '?'})" if said.low or said.high else ""
        click.echo(f"  {said.field}: {said.value}{span}  - {said.said_by}, through {said.through}")


@click.command("compliance")
@click.option("--understanding", "terms", type=FILE, help="What was promised: TOML.")
@click.option("--promise", help="An understanding that the case watches, by its name.")
@windowed
def compliance(terms: Path | None, promise: str | None, **given: Any) -> None:
    """How each incident bears on an understanding: breaks, arguably, does not, can't tell."""
    with reading(given) as source:
        promised = _promised(source, terms, promise)
        found = bearings(source.incidents(given), promised)
        judged = {} if source.book is None else source.book.kept.bearings.get(promised.name, {})
    read = [(incident, bearing, why) for bearing in Bearing for incident, why in found[bearing]]
    rows = [
        (i, Bearing(judged[i.id].bearing), f"as judged: {judged[i.id].why}")
        if i.id in judged
        else (i, bearing, why)
        for i, bearing, why in read
    ]
    shown = [row for b in Bearing if b is not Bearing.DOES_NOT for row in rows if row[1] is b]
    shown += [row for row in rows if row[1] is Bearing.DOES_NOT and row[0].id in judged]
    told: dict[str, object] = {
        "understanding": promised.name,
        "promised": promised.promised,
        "by": promised.by,
        "since": promised.since.isoformat(),
        "until": promised.until.isoformat() if promised.until else None,
        "counts": {bearing.value: sum(r[1] is bearing for r in rows) for bearing in Bearing},
        "incidents": [
            {"incident": incident.id, "bearing": bearing.value, "why": why}
            for incident, bearing, why in shown
        ],
        "cannot_say": "A record shows what was reported, not who ordered it; a person at the desk "
        "judges, and can replace any bearing with a reason.",
    }
    if given["as_json"]:
        say(told)
        return
    click.echo(f"{promised.name}: {promised.promised}, by {promised.by}, from {promised.since}")
    for bearing in Bearing:
        click.echo(f"{sum(row[1] is bearing for row in rows):>7}  {bearing.value}")
    for incident, bearing, why in shown:
        click.echo(f"  {incident.id} ({incident.when.edtf}) {bearing.value}: {why}")
    click.echo(str(told["cannot_say"]))


def _promised(source: Source, terms: Path | None, promise: str | None) -> Understanding:
    """The understanding that is meant: of a file, or one that the case watches."""
    if terms is not None:
        try:
            return read_understanding(tomllib.loads(terms.read_text(encoding="utf-8")))
        except tomllib.TOMLDecodeError as error:
            raise UnderstandingUnreadable(
                f"{terms} is no TOML: {error}; nothing was judged"
            ) from error
    if source.book is None or promise is None:
        raise click.UsageError("give --understanding FILE, or --promise for one the case watches")
    from wasit.seat.record_views import promise_of

    return promise_of(source.book.promise_named(promise))
