"""Figures: well-formed, no style and no script, named, and hostile words stay words."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wasit.terms.commitments import read_commitments
from wasit.terms.figures import conditions_figure, frontier_figure, plan_figure
from wasit.terms.figures.svg import element
from wasit.terms.order import read_steps
from wasit.terms.own_format import TermsFile, parse_terms_file
from wasit.terms.ranges import middle
from wasit.terms.solution import solve
from wasit.terms.stated import stated_ranges
from wasit.terms.views.graph import conditions_graph
from wasit.terms.views.packages import frontier_view
from wasit.terms.views.plan_axis import plan_axis

_CASES = Path(__file__).resolve().parents[4] / "cases" / "terms"
_SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert("x")</script>\x1b[31m & <b onload=y>'


def _file(name: str) -> TermsFile:
    return parse_terms_file((_CASES / f"{name}.toml").read_text(encoding="utf-8"), name=name)


def _frontier(*, linked: bool = False) -> str:
    view = frontier_view(solve(middle(stated_ranges(_file("muscat-2024")))))
    return frontier_figure(view, linked=linked)


def _conditions(*, linked: bool = False) -> str:
    graph = conditions_graph(read_commitments(_file("muscat-2024")))
    return conditions_figure(graph, linked=linked)


def _plan(*, linked: bool = False) -> str:
    steps = read_steps(_file("detainees-for-funds"))
    return plan_figure(plan_axis(steps, now="2023-09-01T00:00:00Z"), linked=linked)


FIGURES = (_frontier, _conditions, _plan)


@pytest.mark.parametrize("made", FIGURES)
@pytest.mark.parametrize("linked", [False, True])
def test_figure_is_well_formed_named_and_fit_for_a_strict_page(
    made: Callable[..., str], *, linked: bool
) -> None:
    """A page that forbids inline style and script must still draw it, and read it aloud."""
    root = ET.fromstring(made(linked=linked))  # noqa: S314 - made here
    assert root.tag == f"{_SVG}svg"
    assert root.get("role") == ("group" if linked else "img")
    title, description = root[0], root[1]
    assert (title.tag, description.tag) == (f"{_SVG}title", f"{_SVG}desc")
    assert title.text
    assert description.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for each in root.iter():
        assert each.tag not in {f"{_SVG}script", f"{_SVG}style", f"{_SVG}foreignObject"}
        assert not [name for name in each.attrib if name == "style" or name.startswith("on")]
        assert each.get("href", "#").startswith("#")
    assert bool(root.findall(f".//{_SVG}a")) is linked


def test_the_deadlock_is_told_by_dash_and_word_and_not_by_colour_alone() -> None:
    """Printed in black, or heard, it must still be there."""
    root = ET.fromstring(_conditions())  # noqa: S314 - made here
    arrows = [each for each in root.iter(f"{_SVG}path") if "arrow" in (each.get("class") or "")]
    dead = [each for each in arrows if "deadlock" in (each.get("class") or "")]
    assert len(dead) == 2
    for each in dead:
        assert each.get("stroke-dasharray")
        assert "in a deadlock" in (each[0].text or "")
    assert "Deadlock: attacks-halt waits for ceasefire" in (root[1].text or "")
    assert "iran-1 and usa-1" in (root[1].text or "")


def test_every_dot_of_the_frontier_leads_to_its_row() -> None:
    """One can click: the figure's links and the table's rows have the same names."""
    found = solve(middle(stated_ranges(_file("muscat-2024"))))
    view = frontier_view(found)
    root = ET.fromstring(frontier_figure(view, name="f", linked=True))  # noqa: S314 - made here
    led = [each.get("href") for each in root.iter(f"{_SVG}a")]
    assert led == [f"#f-point-{dot.number}" for dot in view.dots]


def test_what_is_not_drawn_or_partial_is_said() -> None:
    """A figure is read as the whole answer unless it says otherwise."""
    view = frontier_view(solve(middle(stated_ranges(_file("muscat-2024")))))
    cut = replace(view, left_out=7, complete=False, why="the time allowed ran out")
    text = frontier_figure(cut)
    assert "7 further points are not drawn" in text
    assert "partial: the time allowed ran out" in text
    assert "partial" not in frontier_figure(view)
    three = replace(view, sides=("A", "B", "C"))
    assert "Of 3 sides two are drawn" in frontier_figure(three)


def test_plan_says_what_is_overdue_and_what_then() -> None:
    """The clock matters more than the bar."""
    root = ET.fromstring(_plan())  # noqa: S314 - made here
    said = root[1].text or ""
    assert "waiver: overdue, due 2023-08-20T12:00:00Z; then: nothing else begins." in said


@pytest.mark.parametrize("linked", [False, True])
def test_hostile_words_stay_words(*, linked: bool) -> None:
    """A side's words come from another machine; in a page they must not act."""
    text = (_CASES / "detainees-for-funds.toml").read_text(encoding="utf-8")
    file = parse_terms_file(text, name="x")
    steps = [replace(step, what=HOSTILE, who=HOSTILE) for step in read_steps(file)]
    commitments = [
        replace(one, what=HOSTILE, who=HOSTILE, statement=HOSTILE)
        for one in read_commitments(_file("muscat-2024"))
    ]
    view = frontier_view(solve(middle(stated_ranges(_file("muscat-2024")))))
    dots = tuple(replace(dot, package=((HOSTILE, HOSTILE),)) for dot in view.dots)
    figures = (
        plan_figure(plan_axis(steps, now="2023-09-01T00:00:00Z"), linked=linked),
        conditions_figure(conditions_graph(commitments), linked=linked),
        frontier_figure(replace(view, sides=(HOSTILE, HOSTILE), dots=dots), linked=linked),
    )
    for figure in figures:
        root = ET.fromstring(figure)  # noqa: S314 - made here
        assert not list(root.iter(f"{_SVG}script"))
        assert "<script" not in figure
        assert "\x1b" not in figure
        assert not re.search(r"<[^>]*\sonload=", figure)


@pytest.mark.parametrize("name", ["style", "onclick", 'x" y="'])
def test_no_attribute_that_acts_can_be_given(name: str) -> None:
    """A later hand cannot put one in unseen."""
    with pytest.raises(ValueError, match="no attribute"):
        element("rect", **{name: "1"})


def test_empty_things_draw_empty_figures() -> None:
    """Before anything is told, the page still stands."""
    for figure in (
        conditions_figure(conditions_graph(())),
        plan_figure(plan_axis((), now="2024-01-10T12:00:00Z")),
    ):
        assert ET.fromstring(figure)[0].text  # noqa: S314 - made here
