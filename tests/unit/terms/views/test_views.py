"""Views: what a page draws is what was computed, and what is left out is counted."""

from fractions import Fraction
from pathlib import Path

import pytest

from wasit.terms.commitments import read_commitments
from wasit.terms.order import Step, read_steps
from wasit.terms.own_format import TermsFile, TextIn, VersionIn, parse_terms_file
from wasit.terms.question import advise
from wasit.terms.ranges import Ranged, known_ranges, middle
from wasit.terms.reading import Issue, Reading
from wasit.terms.solution import solve
from wasit.terms.stated import stated_ranges
from wasit.terms.uncertainty import leanings
from wasit.terms.views.board import board_of
from wasit.terms.views.graph import ConditionsGraph, conditions_graph
from wasit.terms.views.packages import (
    draft_view,
    frontier_view,
    question_views,
    settled_rows,
)
from wasit.terms.views.plan_axis import plan_axis
from wasit.terms.views.text_view import text_view

_CASES = Path(__file__).resolve().parents[4] / "cases" / "terms"


def _file(name: str) -> TermsFile:
    return parse_terms_file((_CASES / f"{name}.toml").read_text(encoding="utf-8"), name=name)


@pytest.fixture(scope="module")
def muscat() -> TermsFile:
    """The model case's terms."""
    return _file("muscat-2024")


@pytest.fixture(scope="module")
def ranged(muscat: TermsFile) -> Ranged:
    """What its sides want, as ranges."""
    return stated_ranges(muscat)


def test_board_shows_each_option_to_each_side_with_its_statement(
    muscat: TermsFile, ranged: Ranged
) -> None:
    """A number whose source cannot be named is nobody's."""
    board = board_of(ranged, muscat)
    assert board.sides == ("Iran", "USA")
    assert board.limits == ("0.45 to 0.55", "0.4 to 0.5")
    bases = next(issue for issue in board.issues if issue.issue == "Bases")
    pause = bases.options[1]
    assert pause.option == "a pause of thirty days"
    assert [str(cell.worth) for cell in pause.cells] == ["0.5 to 0.8", "0.4 to 0.6"]
    assert [cell.statements for cell in pause.cells] == [("iran-2",), ("usa-1",)]
    assert not any(cell.refused for option in bases.options for cell in option.cells)


def test_board_marks_what_a_side_refuses() -> None:
    """A red line must be seen beside the worth it overrides."""
    text = (_CASES / "muscat-2024.toml").read_text(encoding="utf-8")
    added = text.replace(
        '[[sides]]\nname = "USA"',
        '[[sides.refuses]]\nissue = "Bases"\noption = "no attacks"\nstatement = "iran-2"\n'
        '[[sides]]\nname = "USA"',
    )
    file = parse_terms_file(added, name="refusing")
    board = board_of(stated_ranges(file), file)
    refused = [
        (issue.issue, option.option, number)
        for issue in board.issues
        for option in issue.options
        for number, cell in enumerate(option.cells)
        if cell.refused
    ]
    assert refused == [("Bases", "no attacks", 0)]


def _opposed(options: int, issues: int) -> Reading:
    names = tuple(Issue(f"i{n}", tuple(f"o{k}" for k in range(options))) for n in range(issues))
    one = tuple(tuple(Fraction(k * (n + 3) ** 2) for k in range(options)) for n in range(issues))
    other = tuple(
        tuple(Fraction((options - 1 - k) * (n * 5 + 2)) for k in range(options))
        for n in range(issues)
    )
    return Reading(("A", "B"), names, (one, other), (Fraction(0), Fraction(0)))


def test_frontier_draws_every_point_between_its_ends(ranged: Ranged) -> None:
    """The first dot is best for the first side, the last for the last; limits have places too."""
    solution = solve(middle(ranged))
    view = frontier_view(solution)
    assert view.left_out == 0
    assert len(view.dots) == len(solution.frontier.points)
    for dot in view.dots:
        assert all(0 <= place <= 1 for place in dot.places)
        assert [name for name, _ in dot.package] == [issue.name for issue in ranged.issues]
    assert view.dots[0].places[0] == 1
    assert view.dots[-1].places[1] == 1
    assert {name for dot in view.dots for name in dot.fair} >= {"Nash", "egalitarian"}
    assert sum(dot.count or 0 for dot in view.dots) == sum(
        solution.frontier.counts[point] for point in solution.frontier.points
    )


def test_frontier_too_long_to_draw_keeps_ends_and_fair_points_and_counts_the_rest() -> None:
    """A drawing that dropped Nash's point would hide the answer."""
    solution = solve(_opposed(6, 6))
    total = len(solution.frontier.points)
    assert total > 100
    view = frontier_view(solution, most=20)
    assert len(view.dots) + view.left_out == total
    assert 20 <= len(view.dots) <= 26
    assert {dot.number for dot in view.dots} >= {1, total}
    assert {name for dot in view.dots for name in dot.fair} >= {"Nash", "utilitarian"}


def test_draft_shows_gains_as_ranges_that_hold_at_both_ends(ranged: Ranged) -> None:
    """Low is every value low and the limit high, high the reverse; the sums are shown."""
    view = draft_view(ranged, (1, 1, 2, 1), barred=("iran-3",))
    assert [row.option for row in view.rows] == [
        "no new attacks",
        "a pause of thirty days",
        "a ceasefire of six weeks",
        "a standing line through Muscat",
    ]
    for side, value in enumerate(view.values):
        low = sum(Fraction(row.adds[side].low) for row in view.rows)
        assert abs(low - Fraction(value.low)) < Fraction(1, 10**9)
        limit = ranged.of[side].limit
        assert abs(Fraction(view.gains[side].low) - (low - limit.high)) < Fraction(1, 10**9)
    assert view.standing == "possible"
    assert view.barred == ("iran-3",)


def test_draft_that_is_the_limit_package_gains_exactly_nothing(muscat: TermsFile) -> None:
    """Against a package, doubt about its worth is in both and cancels."""
    text = (_CASES / "muscat-2024.toml").read_text(encoding="utf-8")
    package = (
        'limit_package = { Ships = "no new attacks", Bases = "a pause of thirty days", '
        'Gaza = "pauses for aid", Channel = "as before" }'
    )
    file = parse_terms_file(text.replace('limit = ["0.45", "0.55"]', package), name="package")
    view = draft_view(stated_ranges(file), (1, 1, 1, 0))
    assert str(view.gains[0]) == "0"


@pytest.mark.slow
def test_settled_and_questions_say_what_is_open(ranged: Ranged) -> None:
    """What is settled needs no question; a question is to one side."""
    rows = settled_rows(ranged, leanings(ranged, readings=20))
    by_issue = {row.issue: row for row in rows}
    assert by_issue["Channel"].option == "a standing line through Muscat"
    assert by_issue["Channel"].how == "surely"
    for row in rows:
        assert (row.how == "open") == (row.option == "")
    asked = question_views(ranged, advise(ranged))
    assert asked
    assert {one.side for one in asked} <= {"Iran", "USA"}
    assert question_views(ranged, None) == ()
    known = known_ranges(middle(ranged))
    assert question_views(known, advise(known)) == ()


def test_conditions_graph_marks_the_circle_and_lays_out_by_what_comes_first(
    muscat: TermsFile,
) -> None:
    """The deadlock's arrows are told apart; no box stands on another."""
    graph = conditions_graph(read_commitments(muscat))
    states = {node.id: node.state for node in graph.nodes}
    assert states == {
        "attacks-halt": "blocked",
        "ceasefire": "blocked",
        "no-confrontation-usa": "can happen",
        "no-confrontation-iran": "can happen",
        "old-understanding": "left out",
        "funds-released": "asked for",
    }
    circling = {(edge.before, edge.after) for edge in graph.edges if edge.in_circle}
    assert circling == {("ceasefire", "attacks-halt"), ("attacks-halt", "ceasefire")}
    assert {node.id for node in graph.nodes if node.in_circle} == {"attacks-halt", "ceasefire"}
    assert graph.statements == (("iran-1", "usa-1"),)
    places = [(node.column, node.row) for node in graph.nodes]
    assert len(set(places)) == len(places)
    _arrows_lead_right_but_for_circles(graph)


def _arrows_lead_right_but_for_circles(graph: ConditionsGraph) -> None:
    column = {node.id: node.column for node in graph.nodes}
    for edge in graph.edges:
        assert edge.in_circle or column[edge.before] < column[edge.after]


def test_a_chain_of_conditions_takes_one_column_each() -> None:
    """Longest path: what waits for the last stands right of it, whatever else it waits for."""
    text = """
[[commitments]]
id = "a"
who = "x"
what = "a"
[[commitments]]
id = "b"
who = "x"
what = "b"
not_before = "a"
[[commitments]]
id = "c"
who = "x"
what = "c"
not_before = "b"
if = "a"
"""
    graph = conditions_graph(read_commitments(parse_terms_file(text, name="chain")))
    assert [(node.id, node.column) for node in graph.nodes] == [("a", 0), ("b", 1), ("c", 2)]
    assert {(edge.before, edge.after): edge.kind for edge in graph.edges} == {
        ("a", "b"): "not before",
        ("b", "c"): "not before",
        ("a", "c"): "if",
    }
    assert (graph.columns, graph.rows) == (3, 1)
    assert conditions_graph(()).nodes == ()


def test_plan_axis_places_steps_between_begin_and_due() -> None:
    """A step can begin when what it waits for is done; what is overdue is named."""
    steps = read_steps(_file("detainees-for-funds"))
    axis = plan_axis(steps, now="2023-09-01T00:00:00Z")
    rows = {row.step: row for row in axis.rows}
    assert axis.overdue == ("waiver", "house")
    assert [row.step for row in axis.rows][-1] == "account"
    for row in axis.rows:
        assert row.begins is not None
        assert row.ends is not None
        assert 0 <= row.begins <= row.ends <= 1
    assert rows["transfer"].begins == rows["waiver"].ends
    assert axis.now_place is not None
    assert rows["waiver"].ends is not None
    assert rows["waiver"].ends < axis.now_place
    assert 2 <= len(axis.ticks) <= 9
    assert all(0 <= place <= 1 for place, _ in axis.ticks)


def test_plan_without_times_is_listed_without_bars() -> None:
    """No time is invented for a step that has none."""
    steps = [Step("a", "x", "acts", frozenset(), "", {})]
    axis = plan_axis(steps, now="2023-09-01T00:00:00Z")
    (row,) = axis.rows
    assert (row.begins, row.ends, axis.now_place, axis.ticks) == (None, None, None, ())
    assert row.state == "ready"


def test_text_view_gives_both_versions_back_and_marks_brackets() -> None:
    """Kept and removed words are the old text, kept and added the new; brackets are marked."""
    old = "Attacks stop [before | once] a ceasefire holds."
    new = "Attacks stop at the hour at which a ceasefire begins [in Gaza]."
    text = TextIn(name="U", versions=[VersionIn(id="v1", words=old), VersionIn(id="v2", words=new)])
    view = text_view(text, sides=("A", "B"))
    assert "".join(p.words for p in view.pieces if p.change != "added") == old
    assert "".join(p.words for p in view.pieces if p.change != "removed") == new
    bracketed = "".join(p.words for p in view.pieces if p.depth and p.change == "removed")
    assert bracketed.strip() == "[before | once]"
    assert view.alternatives == (("in Gaza",),)
    assert view.stands_by == (("A", ""), ("B", ""))
    assert not view.agreed
    first = text_view(text, sides=("A", "B"), version="v1")
    assert "".join(piece.words for piece in first.pieces) == old
    assert {piece.change for piece in first.pieces} == {"kept"}
    assert first.before == ""
