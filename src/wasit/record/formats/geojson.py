"""GeoJSON feature collections as rows: each feature's properties, with its point's coordinates.

A feature without a point keeps its properties and gets no coordinates. Where a row came from is the
number of its feature, counted from 1, since a feature has no line of its own.
"""

import json
from collections.abc import Iterator
from typing import Any, cast

from wasit.errors import BadInput
from wasit.record.vintage import Line

__all__ = ["GeoJsonUnreadable", "features_of"]


class GeoJsonUnreadable(BadInput):
    """A file is no GeoJSON feature collection. Nothing was taken in."""

    code = "geojson-unreadable"
    advice = "Give a FeatureCollection, as map programs write it."


def _text(value: object) -> str:
    """A property as a cell of text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _feature(number: int, feature: object) -> Line:
    """One feature as a row, or why it is none."""
    if not isinstance(feature, dict):
        return Line(number, None, "not a feature")
    given = cast("dict[str, Any]", feature)
    properties: object = given.get("properties") or {}
    geometry: object = given.get("geometry") or {}
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        return Line(number, None, "a feature without properties or geometry")
    row = {
        str(name).strip().lower(): _text(value)
        for name, value in cast("dict[str, object]", properties).items()
    }
    if "id" in given and "id" not in row:
        row["id"] = _text(given["id"])
    shape = cast("dict[str, Any]", geometry)
    if shape.get("type") == "Point":
        point: object = shape.get("coordinates")
        if not isinstance(point, list) or len(cast("list[object]", point)) < 2:
            return Line(number, None, "a point without two coordinates")
        east, north = cast("list[object]", point)[:2]
        row.setdefault("longitude", _text(east))
        row.setdefault("latitude", _text(north))
    return Line(number, row)


def features_of(text: str) -> Iterator[Line]:
    """The rows of a feature collection."""
    try:
        whole: object = json.loads(text)
    except ValueError as error:
        raise GeoJsonUnreadable(f"the file is no JSON: {error}; nothing was taken in") from error
    features: object = (
        cast("dict[str, object]", whole).get("features") if isinstance(whole, dict) else None
    )
    if not isinstance(features, list):
        raise GeoJsonUnreadable("the file has no list of features; nothing was taken in")
    for number, feature in enumerate(cast("list[object]", features), start=1):
        yield _feature(number, feature)
