"""``wasit record export | show | compliance``: the record given on, looked at, held to a
promise."""

import json
import sys
import tomllib
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from wasit.cli.record_files import FILE, needing_extra, read_vintage, say, windowed
from wasit.errors import NotFound
from wasit.record.export import claims_of, csv_text, features, statements
from wasit.record.incident import Incident
from wasit.record.understanding import (
    Bearing,
    UnderstandingUnreadable,
    read_understanding,
)
from wasit.record.understanding import (
    compliance as bearings,
)

__all__ = ["compliance", "export", "show"]


class IncidentUnknown(NotFound):
    """The file holds no incident of that id."""

    code = "incident-unknown"
    advice = "Look at the ids that record tally prints."


def _incidents(given: dict[str, Any]) -> list[Incident]:
    """The incidents of the file, within the window asked for."""
    vintage = read_vintage(given["path"], layout=given["layout"], mapping=given["mapping"])
    since: date | None = given["since"]
    until: date | None = given["until"]
    known_on: date | None = given["known_on"]
    return [
        incident
        for incident in vintage.incidents
        if incident.when.within(since=since, until=until)
        and (known_on is None or incident.known_on is None or incident.known_on <= known_on)
    ]


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
    incidents = _incidents(given)
    if shape == "parquet":
        needing_extra("pyarrow")
        from wasit.record.export import parquet_bytes

        written = parquet_bytes(incidents)
    elif shape == "csv":
        written = csv_text(incidents).encode()
    elif shape == "geojson":
        written = json.dumps(features(incidents), ensure_ascii=False).encode() + b"\n"
    else:
        lines = (json.dumps(said, ensure_ascii=False) + "\n" for said in statements(incidents))
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
    """Show one incident with its claims, or what the file holds."""
    incidents = _incidents(given)
    if name is None:
        told: dict[str, object] = {
            "incidents": len(incidents),
            "kinds": dict(Counter(incident.kind.value for incident in incidents).most_common()),
            "statuses": dict(Counter(i.status.value for i in incidents).most_common()),
            "first": min((i.when.edtf for i in incidents), default=None),
            "last": max((i.when.edtf for i in incidents), default=None),
        }
        if given["as_json"]:
            say(told)
            return
        for key, value in told.items():
            click.echo(f"{key}: {value}")
        return
    found = next((incident for incident in incidents if incident.id == name), None)
    if found is None:
        raise IncidentUnknown(f"no incident {name!r} is in the file's window; nothing is shown")
    if given["as_json"]:
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
@click.option("--understanding", "terms", type=FILE, required=True, help="What was promised: TOML.")
@windowed
def compliance(terms: Path, **given: Any) -> None:
    """How each incident bears on an understanding: breaks, arguably, does not, can't tell."""
    try:
        promised = read_understanding(tomllib.loads(terms.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise UnderstandingUnreadable(f"{terms} is no TOML: {error}; nothing was judged") from error
    found = bearings(_incidents(given), promised)
    told: dict[str, object] = {
        "understanding": promised.name,
        "promised": promised.promised,
        "by": promised.by,
        "since": promised.since.isoformat(),
        "until": promised.until.isoformat() if promised.until else None,
        "counts": {bearing.value: len(found[bearing]) for bearing in Bearing},
        "incidents": [
            {"incident": incident.id, "bearing": bearing.value, "why": why}
            for bearing in (Bearing.BREAKS, Bearing.ARGUABLY, Bearing.CANNOT_TELL)
            for incident, why in found[bearing]
        ],
        "cannot_say": "A record shows what was reported, not who ordered it; a person at the desk "
        "judges, and can replace any bearing with a reason.",
    }
    if given["as_json"]:
        say(told)
        return
    click.echo(f"{promised.name}: {promised.promised}, by {promised.by}, from {promised.since}")
    for bearing in Bearing:
        click.echo(f"{len(found[bearing]):>7}  {bearing.value}")
    for bearing in (Bearing.BREAKS, Bearing.ARGUABLY, Bearing.CANNOT_TELL):
        for incident, why in found[bearing]:
            click.echo(f"  {incident.id} ({incident.when.edtf}) {bearing.value}: {why}")
    click.echo(str(told["cannot_say"]))
