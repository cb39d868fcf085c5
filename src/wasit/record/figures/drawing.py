"""Drawing: a canvas of SVG elements, escaped, and scales from days and numbers to places on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

__all__ = ["BLUE", "GREY", "ORANGE", "STATUS_COLOURS", "Axis", "Canvas", "DayAxis", "Drawn"]

BLUE, ORANGE, GREY = "#2f6f9f", "#b8590f", "#707070"
STATUS_COLOURS = {
    "confirmed": "#1f5f8b",
    "reported": "#5b9bc4",
    "disputed": "#b8590f",
    "claimed": "#8a6fb0",
    "unverifiable": "#909090",
    "withdrawn": "#c8c8c8",
}
"""A colour for each standing; the table and the legend say the same in words."""
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure and its table: the same facts twice."""

    svg: str
    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Canvas:
    """An SVG that is being drawn; ``finished`` gives its text."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, look: str, colour: str = GREY
    ) -> None:
        """A straight line."""
        self._parts.append(
            f'<line class="{look}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
            f'stroke="{colour}"/>'
        )

    def path(
        self,
        points: Sequence[tuple[float, float]],
        *,
        look: str,
        colour: str = BLUE,
        width: float = 1,
    ) -> None:
        """An open line through the points."""
        if len(points) > 1:
            through = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
            self._parts.append(
                f'<path class="{look}" d="M{through}" fill="none" stroke="{colour}" '
                f'stroke-width="{_n(width)}"/>'
            )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        look: str,
        colour: str = BLUE,
        told: str = "",
        opacity: float = 1,
    ) -> None:
        """A filled rectangle; ``told`` is shown to who points at it."""
        faint = f' fill-opacity="{_n(opacity)}"' if opacity < 1 else ""
        self._parts.append(
            f'<rect class="{look}" x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" '
            f'height="{_n(max(height, 0))}" fill="{colour}"{faint}>{_title(told)}</rect>'
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        look: str,
        colour: str = BLUE,
        told: str = "",
        opacity: float = 1,
    ) -> None:
        """A filled circle."""
        self._parts.append(
            f'<circle class="{look}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{colour}" '
            f'fill-opacity="{_n(opacity)}">{_title(told)}</circle>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        look: str = "label",
        anchor: str = "start",
        size: int = 12,
    ) -> None:
        """Words."""
        self._parts.append(
            f'<text class="{look}" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" '
            f'font-family="sans-serif" font-size="{size}" fill="currentColor">{_safe(words)}</text>'
        )

    def legend(self, named: Sequence[tuple[str, str]], *, x: float, y: float) -> None:
        """Colours with their names, in one row."""
        for name, colour in named:
            self.box(x, y - 9, 10, 10, look="key", colour=colour)
            self.text(x + 14, y, name, look="key-label", size=11)
            x += 26 + 6.4 * len(name)

    def finished(self, *, title: str, description: str) -> str:
        """The whole SVG, with its title and description first."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="record-figure" role="img" '
            f'viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}">'
            f"<title>{_safe(title)}</title><desc>{_safe(description)}</desc>"
            f"{''.join(self._parts)}</svg>\n"
        )


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from numbers to places, ``low`` at ``start`` and ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a number.

        >>> Axis(0, 10, 100, 200).at(2.5)
        125.0
        """
        span = (self.high - self.low) or 1
        return self.start + (value - self.low) / span * (self.end - self.start)

    def ticks(self, *, about: int = 5) -> list[float]:
        """Round numbers within the scale, about so many.

        >>> Axis(0, 9, 0, 1).ticks()
        [0.0, 2.0, 4.0, 6.0, 8.0]
        """
        raw = (self.high - self.low) / about or 1
        size = 10.0 ** _floor_log10(raw)
        step = next(size * each for each in (1, 2, 5, 10) if size * each >= raw)
        first = int(-(-self.low // step))
        return [round(n * step, 10) for n in range(first, int(self.high // step) + 1)]


def _floor_log10(value: float) -> int:
    return int(f"{value:e}".partition("e")[2])


@dataclass(frozen=True, slots=True)
class DayAxis:
    """A scale from days to places, both ends included."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        """The place where a day begins."""
        return self.start + (day - self.first).days * self.wide

    @property
    def wide(self) -> float:
        """How wide one day is."""
        return (self.end - self.start) / ((self.last - self.first).days + 1)

    def draw(self, canvas: Canvas, *, y: float) -> None:
        """The line of days with its months, or days where there are few."""
        canvas.line(self.start, y, self.end, y, look="axis")
        days = (self.last - self.first).days + 1
        step = max(1, days // 8)
        if days <= 45:
            marks = [self.first + timedelta(days=n) for n in range(0, days, step)]
        else:
            months = self._months()
            marks = months[:: max(1, -(-len(months) // 12))]
        for day in marks:
            x = self.at(day)
            canvas.line(x, y, x, y + 4, look="tick")
            words = day.isoformat() if days <= 45 else day.strftime("%b %Y")
            canvas.text(x, y + 16, words, look="tick-label", size=10)

    def _months(self) -> list[date]:
        day, found = self.first.replace(day=1), list[date]()
        while day <= self.last:
            if day >= self.first:
                found.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        return found or [self.first]


def _title(words: str) -> str:
    return f"<title>{_safe(words)}</title>" if words else ""


def _safe(words: str) -> str:
    """The words as SVG text: nothing in them is markup, and nothing is no character of XML."""
    return escape(_FORBIDDEN.sub("\ufffd", words))


def _n(number: float) -> str:
    """A place to a hundredth, without idle noughts."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
