"""Everything the desk's page on terms shows, computed once from what is on record.

Parts that cannot be computed yet (one side has told nothing, a number makes no sense) are None, and
``why_not`` says in a sentence what is missing; the rest of the page stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wasit.errors import BadInput
from wasit.terms.commitments import conditions, read_commitments
from wasit.terms.frontier import Caps, Watch, go_on
from wasit.terms.order import SafeOrder, read_steps, safe_order
from wasit.terms.own_format import TermsFile
from wasit.terms.question import advise
from wasit.terms.ranges import Ranged, middle
from wasit.terms.reading import Package
from wasit.terms.solution import solve
from wasit.terms.stated import stated_ranges
from wasit.terms.told_findings import not_for_drafts
from wasit.terms.uncertainty import leanings
from wasit.terms.views.board import Board, board_of
from wasit.terms.views.graph import ConditionsGraph, conditions_graph
from wasit.terms.views.packages import (
    DraftView,
    FrontierView,
    QuestionView,
    SettledRow,
    draft_view,
    frontier_view,
    question_views,
    settled_rows,
)
from wasit.terms.views.plan_axis import PlanAxis, plan_axis
from wasit.terms.views.text_view import TextView, text_view
from wasit.terms.ways_out import WayOut, ways_out

PartT = TypeVar("PartT")

READINGS = 60
"""Readings tried for what is settled; a page waits for them."""


@dataclass(frozen=True, slots=True)
class PackagesPart:
    """What is known of packages; the draft is the one asked for, else the one to work with."""

    board: Board
    frontier: FrontierView
    settled: tuple[SettledRow, ...]
    questions: tuple[QuestionView, ...]
    draft: DraftView | None


@dataclass(frozen=True, slots=True)
class ConditionsPart:
    """What waits for what, and the ways out of each deadlock, in the order of the graph's."""

    graph: ConditionsGraph
    ways_out: tuple[tuple[WayOut, ...], ...]
    statements: Mapping[str, str]
    """Statement names to their words."""


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The plan on its axis, and the order that exposes least."""

    axis: PlanAxis
    order: SafeOrder


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The page; what is None could not be computed, and ``why_not`` says why."""

    packages: PackagesPart | None
    conditions: ConditionsPart | None
    plan: PlanPart | None
    texts: tuple[TextView, ...]
    why_not: tuple[str, ...]


def terms_page(
    file: TermsFile,
    *,
    sides: Sequence[str],
    now: str,
    draft: Package | None = None,
    caps: Caps | None = None,
    watch: Watch = go_on,
) -> TermsPage:
    """The page at ``now``; ``sides`` are all sides of the case."""
    why_not: list[str] = []

    def or_why(part: Callable[[], PartT]) -> PartT | None:
        try:
            return part()
        except BadInput as error:
            why_not.append(str(error))
            return None

    return TermsPage(
        packages=or_why(lambda: _packages(file, draft=draft, caps=caps, watch=watch)),
        conditions=or_why(lambda: _conditions(file, sides)),
        plan=or_why(lambda: _plan(file, sides, now)),
        texts=or_why(lambda: tuple(text_view(each, sides=sides) for each in file.texts)) or (),
        why_not=tuple(why_not),
    )


def _packages(
    file: TermsFile, *, draft: Package | None, caps: Caps | None, watch: Watch
) -> PackagesPart:
    ranged: Ranged = stated_ranges(file)
    advice = advise(ranged)
    package = draft if draft is not None else advice.package if advice is not None else None
    return PackagesPart(
        board=board_of(ranged, file),
        frontier=frontier_view(solve(middle(ranged), caps=caps, watch=watch)),
        settled=settled_rows(ranged, leanings(ranged, readings=1 if ranged.known else READINGS)),
        questions=question_views(ranged, advice),
        draft=None if package is None else draft_view(ranged, package, barred=not_for_drafts(file)),
    )


def _conditions(file: TermsFile, sides: Sequence[str]) -> ConditionsPart:
    commitments = read_commitments(file)
    by_id = {one.id: one for one in commitments}
    return ConditionsPart(
        graph=conditions_graph(commitments),
        ways_out=tuple(
            ways_out(deadlock, by_id, sides=sides) for deadlock in conditions(commitments).deadlocks
        ),
        statements={one.id: one.words for one in file.statements},
    )


def _plan(file: TermsFile, sides: Sequence[str], now: str) -> PlanPart:
    steps = read_steps(file)
    return PlanPart(axis=plan_axis(steps, now=now), order=safe_order(steps, sides=sides))
