"""Figures of readings: events a day, and on them what was read off: rates, a step, surges, lags."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wasit.record.figures.drawing import BLUE, GREY, ORANGE, Axis, Canvas, DayAxis, Drawn
from wasit.record.readings.effect import Effect
from wasit.record.readings.rate import Rate
from wasit.record.readings.series import DaySeries
from wasit.record.readings.surges import Surge

__all__ = ["Lag", "effect_figure", "lags_figure", "lags_of", "rate_figure", "surges_figure"]

_WIDTH, _LEFT, _RIGHT = 900, 50, 20
_TOP, _TALL = 44, 190
_PALE = "#b9cfdf"


@dataclass(frozen=True, slots=True)
class _Plot:
    """A canvas with its two scales; the days' counts are drawn on it already."""

    canvas: Canvas
    days: DayAxis
    up: Axis

    def band(self, first: date, last: date, low: float, high: float, *, told: str) -> None:
        """An interval over some days."""
        x = self.days.at(first)
        wide = self.days.at(last + timedelta(days=1)) - x
        y = self.up.at(high)
        self.canvas.box(
            x, y, wide, self.up.at(low) - y,
            look="interval", colour=ORANGE, told=told, opacity=0.25,
        )  # fmt: skip

    def level(self, first: date, last: date, value: float) -> None:
        """A level over some days."""
        ends = (self.days.at(first), self.days.at(last + timedelta(days=1)))
        y = self.up.at(value)
        self.canvas.path([(x, y) for x in ends], look="level", colour=ORANGE, width=2)

    def finished(self, title: str, description: str) -> str:
        """The whole SVG."""
        return self.canvas.finished(title=title, description=description)


def _plot(series: DaySeries, *, title: str, most: float = 0) -> _Plot:
    """Counts a day as pale bars, with both axes."""
    canvas = Canvas(_WIDTH, _TOP + _TALL + 40)
    bottom = _TOP + _TALL
    days = DayAxis(series.since, series.until, _LEFT, _WIDTH - _RIGHT)
    up = Axis(0, max(1, most, *series.counts), bottom, _TOP)
    canvas.text(6, 18, title, look="title", size=14)
    for tick in up.ticks(about=4):
        canvas.line(_LEFT, up.at(tick), _WIDTH - _RIGHT, up.at(tick), look="grid", colour="#e0e0e0")
        canvas.text(_LEFT - 6, up.at(tick) + 4, f"{tick:g}", anchor="end", size=10)
    for place, n in enumerate(series.counts):
        if n:
            day = series.at(place)
            y = up.at(n)
            wide = max(days.wide * 0.9, 0.8)
            told = f"{day}: {n}"
            canvas.box(days.at(day), y, wide, bottom - y, look="day", colour=_PALE, told=told)
    days.draw(canvas, y=bottom)
    return _Plot(canvas, days, up)


def _where(series: DaySeries) -> str:
    return (
        f"{series.rule.name}, {series.since} to {series.until}, n {series.total} in "
        f"{series.days} days"
    )


def rate_figure(
    series: DaySeries, months: Mapping[str, Rate], *, title: str = "Events a day"
) -> Drawn:
    """The rate of each month with its interval, over the days it was counted from."""
    plot = _plot(series, title=title, most=max((r.high for r in months.values()), default=0))
    rows: list[tuple[str, ...]] = []
    for month, found in months.items():
        first = max(series.since, date.fromisoformat(f"{month}-01"))
        last = first + timedelta(days=found.days - 1)
        told = f"{month}: {found.per_day:.2f} a day ({found.low:.2f} to {found.high:.2f})"
        plot.band(first, last, found.low, found.high, told=told)
        plot.level(first, last, found.per_day)
        rows.append(
            (month, str(found.n), str(found.days), *_figures(found.per_day, found.low, found.high))
        )
    description = f"{_where(series)}; lines are monthly rates, bands their 95 % intervals."
    return Drawn(
        plot.finished(title, description), title, description,
        ("month", "n", "days", "a day", "low", "high"), tuple(rows),
    )  # fmt: skip


def effect_figure(effect: Effect, *, title: str = "Before and after") -> Drawn:
    """The mean before and after an event; where nothing could be read, the reason instead."""
    series = effect.series
    plot = _plot(series, title=title)
    cut = max(0, min(series.days, (effect.event.on - series.since).days))
    rows: list[tuple[str, ...]] = []
    sides = (("before", 0, cut), ("from the event on", cut, series.days))
    for name, start, end in sides:
        counts = series.counts[start:end]
        if counts:
            mean = sum(counts) / len(counts)
            first, last = series.at(start), series.at(end - 1)
            plot.level(first, last, mean)
            rows.append(
                (name, first.isoformat(), last.isoformat(), str(sum(counts)), f"{mean:.3f}")
            )
    for happening in (effect.event, *effect.also):
        if series.since <= happening.on <= series.until:
            x = plot.days.at(happening.on)
            colour = ORANGE if happening is effect.event else GREY
            plot.canvas.line(x, _TOP - 6, x, _TOP + _TALL, look="event", colour=colour)
            plot.canvas.text(x, _TOP - 10, happening.name, anchor="middle", size=10)
            rows.append((happening.name, happening.on.isoformat(), "", "", ""))
    read = (
        f"no effect is given: {effect.reason}"
        if effect.refused
        else f"rate ratio {effect.ratio:.2f} (95 % {effect.low:.2f} to {effect.high:.2f})"
    )
    description = f"{_where(series)}; {read}. {effect.cannot_say() if not effect.refused else ''}"
    return Drawn(
        plot.finished(title, description.strip()), title, description.strip(),
        ("what", "from", "to", "n", "a day"), tuple(rows),
    )  # fmt: skip


def surges_figure(series: DaySeries, surges: Sequence[Surge], *, title: str = "Surges") -> Drawn:
    """Stretches busier than evenly spread dates give."""
    plot = _plot(series, title=title)
    for surge in surges:
        told = f"{surge.first} to {surge.last}: {surge.n}, expected {surge.expected:.1f}"
        plot.band(surge.first, surge.last, 0, plot.up.high, told=told)
    said = f"{len(surges)} found" if surges else "none found"
    description = f"{_where(series)}; surges against evenly spread dates: {said}."
    return Drawn(
        plot.finished(title, description), title, description,
        ("from", "to", "n", "expected", "p"),
        tuple(
            (s.first.isoformat(), s.last.isoformat(), str(s.n), f"{s.expected:.1f}", f"{s.p:.3f}")
            for s in surges
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lag:
    """How many acts were followed by the other side's first act after so many days."""

    days: int
    n: int


def lags_of(acts: DaySeries, answers: DaySeries) -> tuple[tuple[Lag, ...], int]:
    """Days from each act to the other side's next act on a later day, and acts with none after.

    Acts and answers of one day have no order here and are no answers.
    """
    answered = [place for place, n in enumerate(answers.counts) if n]
    found: dict[int, int] = {}
    without = 0
    for place, n in enumerate(acts.counts):
        if not n:
            continue
        later = next((each for each in answered if each > place), None)
        if later is None:
            without += n
        else:
            found[later - place] = found.get(later - place, 0) + n
    return tuple(Lag(days, n) for days, n in sorted(found.items())), without


def lags_figure(
    acts: DaySeries, answers: DaySeries, *, finding: str, title: str = "Days to the next act"
) -> Drawn:
    """How long after one side's acts the other side next acted; ``finding`` is what a test says."""
    lags, without = lags_of(acts, answers)
    canvas = Canvas(_WIDTH, _TOP + _TALL + 46)
    bottom = _TOP + _TALL
    longest = max((lag.days for lag in lags), default=1)
    up = Axis(0, max((lag.n for lag in lags), default=1), bottom, _TOP)
    wide = (_WIDTH - _LEFT - _RIGHT) / longest
    canvas.text(6, 18, title, look="title", size=14)
    canvas.line(_LEFT, bottom, _WIDTH - _RIGHT, bottom, look="axis")
    for tick in up.ticks(about=4):
        canvas.text(_LEFT - 6, up.at(tick) + 4, f"{tick:g}", anchor="end", size=10)
    for lag in lags:
        x, y = _LEFT + (lag.days - 1) * wide, up.at(lag.n)
        told = f"{lag.days} days: {lag.n}"
        canvas.box(x, y, wide * 0.9, bottom - y, look="lag", colour=BLUE, told=told)
    for days in range(1, longest + 1, max(1, math.ceil(longest / 15))):
        x = _LEFT + (days - 0.5) * wide
        canvas.text(x, bottom + 16, str(days), anchor="middle", size=10)
    description = (
        f"From {acts.rule.name} to the next day with {answers.rule.name}, {acts.since} to "
        f"{acts.until}; {without} have none after them. {finding} Following is not causing."
    )
    return Drawn(
        canvas.finished(title=title, description=description), title, description,
        ("days", "n"), tuple((str(lag.days), str(lag.n)) for lag in lags),
    )  # fmt: skip


def _figures(*numbers: float) -> tuple[str, ...]:
    return tuple(f"{number:.3f}" for number in numbers)
