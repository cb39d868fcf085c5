"""Figures: well-formed, shown under the strictest policy, and never without their numbers."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from wasit.record.claim import Tally
from wasit.record.figures.drawing import Axis, DayAxis, Drawn
from wasit.record.figures.map import map_figure
from wasit.record.figures.raster import as_png
from wasit.record.figures.series import (
    Lag,
    effect_figure,
    lags_figure,
    lags_of,
    rate_figure,
    surges_figure,
)
from wasit.record.figures.tallies import tallies_figure
from wasit.record.figures.timeline import timeline_figure
from wasit.record.incident import Incident, Kind, Status
from wasit.record.place import Place
from wasit.record.readings.effect import Effect, Happening
from wasit.record.readings.rate import by_month
from wasit.record.readings.series import DaySeries
from wasit.record.readings.surges import Surge
from wasit.record.rule import rule_named
from wasit.record.views import tally_rows, timeline
from wasit.record.when import day, parse_when

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>\"' & \x00\x1b \u202e"
SINCE = date(2030, 5, 1)
SERIES = DaySeries(rule_named("attacks"), SINCE, (1, 0, 2, 0, 0, 3, 0, 1) * 8)
ANSWERS = replace(SERIES, rule=rule_named("strike-days"), counts=(0, 0, 0, 1) * 16)
NEAR = Incident(
    id=HOSTILE,
    when=day(SINCE),
    place=Place(HOSTILE, 13.0, 43.0, radius_m=200_000),
    kind=Kind.ATTACK_SHIP,
    status=Status.CONFIRMED,
)
FAR = replace(NEAR, id="far", when=parse_when("2030-06~"), place=Place("x", -50.0, -170.0))
UNPLACED = replace(NEAR, id="unplaced", place=Place("x"), status=Status.CLAIMED)
CLAIMED = Tally(number=102, of="attacks", said_by=HOSTILE)
EFFECT = Effect(
    SERIES, Happening(HOSTILE, SINCE + timedelta(days=30)), (Happening("talks", SINCE),), "", "",
    model="Poisson", ratio=0.9, low=0.5, high=1.5, p=0.4,
)  # fmt: skip
SURGE = Surge(SINCE, SINCE + timedelta(days=3), 9, 2.5, 4.0, 0.01)

FIGURES: dict[str, Callable[[], Drawn]] = {
    "timeline": lambda: timeline_figure(
        timeline([NEAR, FAR], talks=[(SINCE, HOSTILE)], threats=[(SINCE, "wider")])
    ),
    "an empty timeline": lambda: timeline_figure(()),
    "map": lambda: map_figure([NEAR, UNPLACED]),
    "map of the world": lambda: map_figure([NEAR, FAR]),
    "an empty map": lambda: map_figure([]),
    "tallies": lambda: tallies_figure(
        tally_rows([("attacks", "attack", HOSTILE, 5, {"confirmed": 3, "claimed": 2})], CLAIMED),
        claimed=CLAIMED,
    ),
    "no tallies": lambda: tallies_figure(()),
    "rate": lambda: rate_figure(SERIES, by_month(SERIES)),
    "effect": lambda: effect_figure(EFFECT),
    "a refused effect": lambda: effect_figure(replace(EFFECT, refused="x", reason=HOSTILE)),
    "surges": lambda: surges_figure(SERIES, [SURGE]),
    "responds": lambda: lags_figure(SERIES, ANSWERS, finding=HOSTILE),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_shown_under_the_strictest_policy(name: str) -> None:
    """No style, script, link or handler; words of others are words."""
    drawn = FIGURES[name]()
    root = ET.fromstring(drawn.svg)  # noqa: S314 - our own text
    assert root.get("role") == "img"
    assert [child.tag for child in list(root)[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text, bool(root[1].text)) == (drawn.title, True)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "line", "path", "circle", "text"}
    names = {attribute for element in root.iter() for attribute in element.attrib}
    assert not {n for n in names if n == "style" or n.startswith("on") or "href" in n}
    assert all(len(row) == len(drawn.columns) for row in drawn.rows)
    assert re.search(r"nan|inf\b", drawn.svg) is None


@pytest.mark.parametrize("name", FIGURES)
def test_everything_drawn_lies_on_the_canvas(name: str) -> None:
    """A bar that runs off the edge is a number nobody sees."""
    root = ET.fromstring(FIGURES[name]().svg)  # noqa: S314 - our own text
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for element in root.iter():
        for attribute, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            value = float(element.get(attribute, 0))
            assert -1 <= value <= most + 1, ET.tostring(element)


def test_the_table_holds_what_is_drawn() -> None:
    """Who cannot see the figure gets the same facts."""
    drawn = FIGURES["tallies"]()
    assert drawn.rows[0][:5] == ("attacks", "attack", "5", "3 confirmed, 2 claimed", "+97")
    assert {row[0] for row in map_figure([NEAR, UNPLACED]).rows} == {HOSTILE, "unplaced"}
    assert sum(int(row[1]) for row in FIGURES["rate"]().rows) == SERIES.total
    assert FIGURES["surges"]().rows == (("2030-05-01", "2030-05-04", "9", "2.5", "0.010"),)


def test_a_timeline_has_talks_and_events_on_one_scale() -> None:
    """What happened in the room and outside is read together."""
    moments = timeline([NEAR], talks=[(SINCE - timedelta(days=1), "talks")])
    assert [(each.lane, each.day) for each in moments] == [
        ("talks", "2030-04-30"),
        ("events", "2030-05-01"),
    ]


def test_lags_leave_out_what_has_no_order() -> None:
    """Acts of one day answer nothing; acts with nothing after them are counted apart."""
    acts = replace(SERIES, counts=(1, 0, 2, 0, 0, 1))
    answers = replace(ANSWERS, counts=(1, 0, 0, 0, 1, 0))
    assert lags_of(acts, answers) == ((Lag(2, 2), Lag(4, 1)), 1)


def test_scales_put_ends_at_ends() -> None:
    """Also where there is only one value."""
    assert Axis(3, 3, 0, 10).at(3) == 0
    axis = DayAxis(SINCE, SINCE, 0, 10)
    assert (axis.at(SINCE), axis.wide) == (0, 10)


@pytest.mark.slow
def test_a_figure_becomes_a_picture() -> None:
    """For who needs it in a document; only with the extra."""
    pytest.importorskip("vl_convert")
    picture = as_png(FIGURES["map"]().svg)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 10_000
