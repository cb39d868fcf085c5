"""``wasit record figure``: a figure of the record as SVG or PNG, with its table beside it."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wasit.cli.record_files import DAY, needing_extra, say
from wasit.cli.record_source import Source, reading, windowed
from wasit.record.rule import rule_named

if TYPE_CHECKING:
    from wasit.record.figures.drawing import Drawn

__all__ = ["figure"]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the figure is of."""

    source: Source
    window: Any
    given: dict[str, Any]

    def series(self, name: str | None = None) -> Any:
        """Events a day under the rule that was named."""
        from wasit.record.readings.series import daily

        rule = rule_named(name or self.given["rule"], self.source.rules)
        return daily(self.source.table(), rule, window=self.window)


def _timeline(wanted: _Wanted) -> "Drawn":
    from wasit.record.figures.timeline import timeline_figure
    from wasit.record.views import timeline

    return timeline_figure(
        timeline(
            wanted.source.incidents(wanted.given),
            talks=[*wanted.source.talks(), *wanted.given["talks"]],
            threats=wanted.source.threats(),
        )
    )


def _map(wanted: _Wanted) -> "Drawn":
    from wasit.record.figures.map import map_figure

    return map_figure(wanted.source.incidents(wanted.given))


def _tallies(wanted: _Wanted) -> "Drawn":
    from wasit.record.claim import Tally
    from wasit.record.count import count
    from wasit.record.figures.tallies import tallies_figure
    from wasit.record.reconcile import rules_about
    from wasit.record.views import tally_rows

    number, given = wanted.given["claimed"], wanted.given
    claimed = Tally(number=number, of=given["of"], said_by=given["by"]) if number else None
    table = wanted.source.table()
    counts = [
        count(table, rule, window=wanted.window)
        for rule in rules_about(given["of"], wanted.source.rules)
    ]
    rows = tally_rows(
        [(c.rule.name, c.rule.unit.value, c.rule.words, c.total, c.by_status) for c in counts],
        claimed,
    )
    return tallies_figure(rows, claimed=claimed)


def _rate(wanted: _Wanted) -> "Drawn":
    from wasit.record.figures.series import rate_figure
    from wasit.record.readings.rate import by_month

    series = wanted.series()
    return rate_figure(series, by_month(series))


def _effect(wanted: _Wanted) -> "Drawn":
    from wasit.record.figures.series import effect_figure
    from wasit.record.readings.effect import Happening, effect

    if wanted.given["at"] is None:
        raise click.UsageError("a figure of an effect needs --at NAME=DAY")
    day, name = wanted.given["at"]
    others = [Happening(words, on) for on, words in wanted.given["talks"]]
    others += [Happening(words, on) for on, words in wanted.source.talks() if on != day]
    return effect_figure(effect(wanted.series(), Happening(name, day), others=others))


def _surges(wanted: _Wanted) -> "Drawn":
    from wasit.record.figures.series import surges_figure
    from wasit.record.readings.surges import surges

    series = wanted.series()
    return surges_figure(series, surges(series))


def _responds(wanted: _Wanted) -> "Drawn":
    from wasit.record.count import Window
    from wasit.record.figures.series import lags_figure
    from wasit.record.readings.responds import answers
    from wasit.record.readings.series import daily

    acts = wanted.series()
    rule = rule_named(wanted.given["other"], wanted.source.rules)
    same_days = Window(since=acts.since, until=acts.until, known_on=wanted.window.known_on)
    other = daily(wanted.source.table(), rule, window=same_days)
    return lags_figure(acts, other, finding=answers(other, acts).words())


FIGURES: dict[str, Callable[[_Wanted], "Drawn"]] = {
    "effect": _effect,
    "map": _map,
    "rate": _rate,
    "responds": _responds,
    "surges": _surges,
    "tallies": _tallies,
    "timeline": _timeline,
}


class _NamedDay(click.ParamType[tuple[date, str]]):
    """A day with a name: NAME=DAY."""

    name = "named day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, str]:
        """The day and its name, or a usage error."""
        if isinstance(value, tuple):
            return value  # pyright: ignore[reportUnknownVariableType] - converted already
        name, mark, day = str(value).rpartition("=")
        return DAY.convert(day, param, ctx), name if mark else "the event"


@click.command("figure")
@click.argument("name", type=click.Choice(sorted(FIGURES)))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Where to; .svg or .png. The table goes beside it, as .csv.",
)
@click.option("--rule", default="attacks", show_default=True, help="What is counted.")
@click.option("--other", default="strike-days", show_default=True, help="Whose answers.")
@click.option("--at", type=_NamedDay(), help="The event of an effect: NAME=DAY.")
@click.option("--talks", type=_NamedDay(), multiple=True, help="NAME=DAY of talks; repeatable.")
@click.option("--claimed", type=int, help="With tallies: a claimed total to draw beside them.")
@click.option("--of", default="attacks", show_default=True, help="With tallies: of what.")
@click.option("--by", default="somebody", show_default=True, help="With tallies: who claims it.")
@windowed
def figure(name: str, out: Path, **given: Any) -> None:
    """Draw a figure of the record, and write the numbers in it as a table beside it."""
    needing_extra("wasit.record.count")
    from wasit.record.count import Window

    if out.suffix not in {".svg", ".png"}:
        raise click.UsageError("--out ends in .svg or .png")
    window = Window(since=given["since"], until=given["until"], known_on=given["known_on"])
    with reading(given) as source:
        drawn = FIGURES[name](_Wanted(source, window, given))
    table = out.with_suffix(".csv")
    out.write_bytes(_picture(drawn.svg, out.suffix))
    table.write_text(_csv(drawn), encoding="utf-8")
    if given["as_json"]:
        say({
            "figure": name, "out": str(out), "table": str(table), "title": drawn.title,
            "description": drawn.description, "columns": drawn.columns, "rows": drawn.rows,
        })  # fmt: skip
        return
    click.echo(drawn.description)
    click.echo(f"{out}, and its numbers in {table}.", err=True)


def _picture(svg: str, ending: str) -> bytes:
    if ending == ".svg":
        return svg.encode()
    needing_extra("vl_convert", extra="notebook")
    from wasit.record.figures.raster import as_png

    return as_png(svg)


def _csv(drawn: "Drawn") -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(drawn.columns)
    writer.writerows(drawn.rows)
    return out.getvalue()
