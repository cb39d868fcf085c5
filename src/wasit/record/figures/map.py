"""The map: where incidents were, with the radius to which each place is known; coastline only.

An equirectangular drawing around the incidents, north up, with the degrees in its margin. No border
and no name is drawn: whose waters they are is often what the talks are about. The coast is Natural
Earth's (public domain), cut by ``scripts/make_coast.py``; around the Red Sea it is finer.
"""

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from wasit.record.figures.drawing import GREY, STATUS_COLOURS, Axis, Canvas, Drawn
from wasit.record.incident import Incident

__all__ = ["map_figure"]

_WIDTH, _MARGIN, _TOP = 800, 40, 34
_LEAST_DEGREES = 4.0
_METRES_A_DEGREE = 111_320
Line = list[tuple[float, float]]


@cache
def _coast() -> tuple[tuple[int, ...], tuple[Line, ...], tuple[Line, ...]]:
    """Bounds of the fine part, the fine lines, and the world's."""
    told: dict[str, Any] = json.loads(
        files("wasit.record.figures").joinpath("coast.json").read_text(encoding="utf-8")
    )
    fine, world = (tuple(_line(steps) for steps in told[part]) for part in ("fine", "world"))
    return tuple(told["region"]), fine, world


def _line(steps: Sequence[int]) -> Line:
    x = y = 0
    found: Line = []
    for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + step_x, y + step_y
        found.append((x / 100, y / 100))
    return found


def _bounds(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """West, south, east and north around the points, with room at the edges."""
    if not points:
        return -180, -85, 180, 85
    wests, souths = [x for x, _ in points], [y for _, y in points]
    west, east, south, north = min(wests), max(wests), min(souths), max(souths)
    room_x = max(_LEAST_DEGREES - (east - west), (east - west) * 0.3) / 2
    room_y = max(_LEAST_DEGREES - (north - south), (north - south) * 0.3) / 2
    return (
        max(-180, west - room_x), max(-90, south - room_y),
        min(180, east + room_x), min(90, north + room_y),
    )  # fmt: skip


def _stretches(line: Line, box: tuple[float, float, float, float]) -> Iterator[Line]:
    """The parts of a line that lie in the box, one point beyond each edge included."""
    west, south, east, north = box
    inside = [west <= x <= east and south <= y <= north for x, y in line]
    part: Line = []
    for place, point in enumerate(line):
        near = inside[max(0, place - 1) : place + 2]
        if any(near):
            part.append(point)
        elif part:
            yield part
            part = []
    if part:
        yield part


def map_figure(incidents: Sequence[Incident], *, title: str = "Where it happened") -> Drawn:
    """Each placed incident as a point, its radius as a faint circle; the rest are counted below."""
    placed = [
        (incident, incident.place.longitude, incident.place.latitude)
        for incident in incidents
        if incident.place.longitude is not None and incident.place.latitude is not None
    ]
    box = west, south, east, north = _bounds([(x, y) for _, x, y in placed])
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    inner = _WIDTH - 2 * _MARGIN
    tall = min(1000, max(200, round(inner * (north - south) / ((east - west) * squeeze))))
    canvas = Canvas(_WIDTH, tall + _TOP + 54)
    across = Axis(west, east, _MARGIN, _WIDTH - _MARGIN)
    up = Axis(south, north, _TOP + tall, _TOP)
    _grid(canvas, across, up)
    region, fine, world = _coast()
    finer = region[0] <= west and region[1] <= south and east <= region[2] and north <= region[3]
    for line in fine if finer else world:
        for part in _stretches(line, box):
            canvas.path([_clipped(across, up, x, y) for x, y in part], look="coast", colour=GREY)
    for incident, x, y in placed:
        radius = incident.place.radius_m
        told = f"{incident.id}: {incident.kind.value}, {incident.when.words()}"
        colour = STATUS_COLOURS[incident.status.value]
        at_x, at_y = across.at(x), up.at(y)
        if radius:
            reach = abs(up.at(y) - up.at(y + radius / _METRES_A_DEGREE))
            canvas.circle(at_x, at_y, reach, look="radius", colour=colour, opacity=0.15)
        canvas.circle(at_x, at_y, 3.5, look="place", colour=colour, told=told, opacity=0.75)
    left = len(incidents) - len(placed)
    description = f"{len(placed)} incidents are placed; {left} have no place that can be drawn."
    canvas.text(_MARGIN, 20, title, look="title", size=14)
    canvas.text(_MARGIN, tall + _TOP + 34, description, look="note", size=11)
    shown = {incident.status.value for incident, _, _ in placed}
    canvas.legend(
        [(s, c) for s, c in STATUS_COLOURS.items() if s in shown], x=_MARGIN, y=tall + _TOP + 49
    )
    return Drawn(
        canvas.finished(title=title, description=description),
        title,
        description,
        ("incident", "when", "kind", "stands as", "place", "latitude", "longitude", "radius m"),
        tuple(_row(incident) for incident in incidents),
    )


def _clipped(across: Axis, up: Axis, x: float, y: float) -> tuple[float, float]:
    """The point on the canvas, held to the map's frame."""
    return (
        min(max(across.at(x), across.start), across.end),
        min(max(up.at(y), up.end), up.start),
    )


def _grid(canvas: Canvas, across: Axis, up: Axis) -> None:
    """Meridians and parallels, with their degrees."""
    for x in across.ticks():
        canvas.line(across.at(x), up.end, across.at(x), up.start, look="grid", colour="#d8d8d8")
        words = f"{abs(x):g}°{'E' if x > 0 else 'W' if x < 0 else ''}"
        canvas.text(across.at(x), up.start + 14, words, anchor="middle", size=10)
    for y in up.ticks():
        canvas.line(across.start, up.at(y), across.end, up.at(y), look="grid", colour="#d8d8d8")
        words = f"{abs(y):g}°{'N' if y > 0 else 'S' if y < 0 else ''}"
        canvas.text(across.start - 4, up.at(y) + 4, words, anchor="end", size=10)


def _row(incident: Incident) -> tuple[str, ...]:
    place = incident.place
    return (
        incident.id,
        incident.when.edtf,
        incident.kind.value,
        incident.status.value,
        place.name,
        "" if place.latitude is None else str(place.latitude),
        "" if place.longitude is None else str(place.longitude),
        "" if place.radius_m is None else str(place.radius_m),
    )
