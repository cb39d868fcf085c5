"""``wasit record rate | effect | responds | surges``: what a file's incidents show, with limits.

A reading that these data cannot give is printed with its reason like any other, and the command
exits 4: refused.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

from wasit.cli.record_files import DAY, needing_extra, say
from wasit.cli.record_source import Source, reading, windowed
from wasit.record.incident import Kind
from wasit.record.rule import rule_named

__all__ = ["effect", "rate", "responds", "surges"]

REFUSED = 4
ONSETS = (Kind.ATTACK_SHIP, Kind.STRIKE, Kind.ATTACK_LAND)
"""Kinds whose beginning in the record may be mistaken for another event's effect."""


@contextmanager
def _open(given: Mapping[str, Any]) -> Generator[tuple[Source, Any, Any]]:
    """What is read, its table, and the window asked for."""
    needing_extra("wasit.record.readings.series")
    from wasit.record.count import Window

    window = Window(since=given["since"], until=given["until"], known_on=given["known_on"])
    with reading(given) as source:
        yield source, source.table(), window


def _head(told: Mapping[str, Any]) -> None:
    """Rule, window, number and exposure, for a person."""
    click.echo(f"{told['rule']}: {told['words']}")
    click.echo(f"{told['since']} to {told['until']}: n {told['n']} in {told['exposure_days']} days")


@click.command("rate")
@click.option("--rule", "name", default="attacks", show_default=True, help="What is counted.")
@click.option(
    "--by",
    type=click.Choice(["month", "place", "actor", "kind", "country"]),
    help="Give a rate for each of these too.",
)
@windowed
def rate(name: str, by: str | None, **given: Any) -> None:
    """Events per day with an interval, and the days on which the rate changed."""
    with _open(given) as (source, table, window):
        from wasit.record.readings.changes import change_points
        from wasit.record.readings.rate import by_month, counts_by, dispersion_of
        from wasit.record.readings.rate import rate as rate_of
        from wasit.record.readings.series import daily

        series = daily(table, rule_named(name, source.rules), window=window)
        whole = rate_of(series.total, days=series.days, dispersion=dispersion_of(series.counts))
        parts: dict[str, object] = {}
        if by == "month":
            parts = {month: found.data() for month, found in by_month(series).items()}
        elif by is not None:
            counted = counts_by(table, series.rule, window=window, by=by)
            parts = {
                group: rate_of(n, days=series.days, dispersion=whole.dispersion).data()
                for group, n in counted.items()
            }
        told: dict[str, Any] = {
            **series.head(),
            **whole.data(),
            "by": by,
            "parts": parts,
            "changes": [series.at(place).isoformat() for place in change_points(series.counts)],
            "cannot_say": "A rate counts what was reported; a change in reporting looks the same.",
        }
        if given["as_json"]:
            say(told)
            return
        _head(told)
        click.echo(f"{whole.per_day:.2f} a day ({whole.low:.2f} to {whole.high:.2f})")
        for part, found in parts.items():
            if isinstance(found, dict):
                click.echo(f"  {part}: {found['n']}, {found['per_day']} a day")
        click.echo(f"changes of rate: {', '.join(told['changes']) or 'none found'}")
        click.echo(told["cannot_say"])


def _named_day(text: str) -> tuple[str, date]:
    """A name and a day written NAME=DAY, or a day alone."""
    name, mark, day = text.rpartition("=")
    value = DAY.convert(day, None, None)
    return (name if mark else "the event"), value


@click.command("effect")
@click.option("--rule", "name", default="attacks", show_default=True, help="What is counted.")
@click.option("--at", "--event", "at", required=True, help="The event: NAME=DAY, or a day.")
@click.option(
    "--also", "--other", "others", multiple=True, help="What else happened: NAME=DAY. Repeatable."
)
@windowed
def effect(name: str, at: str, others: tuple[str, ...], **given: Any) -> int:
    """Before and after an event; refused in words where two events cannot be told apart."""
    with _open(given) as (source, table, window):
        from wasit.record.readings.effect import SAME_NIGHT, Happening
        from wasit.record.readings.effect import effect as effect_of
        from wasit.record.readings.series import daily, onsets

        rule = rule_named(name, source.rules)
        series = daily(table, rule, window=window)
        called, day = _named_day(at)
        named = [Happening(*_named_day(text)) for text in others]
        named += [Happening(words, on) for on, words in source.talks() if on != day]
        counted = {kind.value for kind in rule.kinds}
        kinds = [kind.value for kind in ONSETS if kind.value not in counted]
        begun = [
            Happening(f"first {kind} in the record", on)
            for on, kind in onsets(table, window=window, kinds=kinds)
            if abs((on - day).days) > SAME_NIGHT
            and all(abs((on - other.on).days) > SAME_NIGHT for other in named)
        ]
        found = effect_of(series, Happening(called, day), others=[*named, *begun])
        told = found.data()
        if given["as_json"]:
            say(told)
        else:
            _head(told)
            if not found.refused:
                click.echo(
                    f"rate from {called} on, to that before: {found.ratio:.2f} "
                    f"({found.low:.2f} to {found.high:.2f}), p {found.p:.2f}; {found.model}"
                )
            for other in found.also:
                click.echo(f"also in the window: {other.name}, {other.on}")
            click.echo(found.cannot_say())
        return REFUSED if found.refused else 0


@click.command("responds")
@click.option("--one", default="attacks", show_default=True, help="A rule for one side's acts.")
@click.option("--other", default="strike-days", show_default=True, help="A rule for the other's.")
@click.option("--draws", default=999, show_default=True, help="Shuffled dates to test against.")
@click.option("--seed", default=1, show_default=True, help="Where the shuffling starts.")
@windowed
def responds(one: str, other: str, draws: int, seed: int, **given: Any) -> None:
    """Who answers whom and how fast, tested against shuffled dates."""
    with _open(given) as (source, table, window):
        from wasit.record.count import Window
        from wasit.record.readings.responds import BLOCK, answers
        from wasit.record.readings.series import daily

        first = daily(table, rule_named(one, source.rules), window=window)
        second = daily(
            table,
            rule_named(other, source.rules),
            window=Window(since=first.since, until=first.until, known_on=window.known_on),
        )
        found = [
            answers(second, first, draws=draws, seed=seed),
            answers(first, second, draws=draws, seed=seed),
        ]
        told = {
            "since": first.since.isoformat(),
            "until": first.until.isoformat(),
            "exposure_days": first.days,
            "rules": {series.rule.name: series.rule.words for series in (first, second)},
            "n": {series.rule.name: series.total for series in (first, second)},
            "answers": [{**answer.data(), "words": answer.words()} for answer in found],
            "seed": seed,
            "shuffled_within_days": BLOCK,
            "cannot_say": "Acts of one day have no order here, and an answer later than two weeks "
            "is not seen. Following is not causing.",
        }
        if given["as_json"]:
            say(told)
            return
        click.echo(f"{first.since} to {first.until}, {first.days} days")
        for answer in found:
            click.echo(answer.words())
        click.echo(str(told["cannot_say"]))


@click.command("surges")
@click.option("--rule", "name", default="attacks", show_default=True, help="What is counted.")
@click.option("--longest", type=int, help="Longest surge looked for, in days.")
@click.option("--draws", default=999, show_default=True, help="Even draws to test against.")
@click.option("--seed", default=1, show_default=True, help="Where the drawing starts.")
@windowed
def surges(name: str, longest: int | None, draws: int, seed: int, **given: Any) -> None:
    """Stretches of days with more events than evenly spread dates give."""
    with _open(given) as (source, table, window):
        from wasit.record.readings.series import daily
        from wasit.record.readings.surges import ERROR
        from wasit.record.readings.surges import surges as surges_of

        series = daily(table, rule_named(name, source.rules), window=window)
        found = surges_of(series, longest=longest, draws=draws, seed=seed)
        told = {
            **series.head(),
            "surges": [surge.data() for surge in found],
            "error": ERROR,
            "draws": draws,
            "seed": seed,
            "cannot_say": "A surge of reports may be a surge of reporting; why it came is not "
            "shown.",
        }
        if given["as_json"]:
            say(told)
            return
        _head(told)
        for surge in found:
            click.echo(
                f"{surge.first} to {surge.last}: {surge.n} where {surge.expected:.1f} were "
                f"expected, p {surge.p:.3f}"
            )
        if not found:
            click.echo("no surge: evenly spread dates give stretches as busy")
        click.echo(str(told["cannot_say"]))
