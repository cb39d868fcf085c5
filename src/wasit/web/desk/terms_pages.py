"""Terms at the desk: packages, conditions, the plan and the texts on one page, and the pieces.

Everything is computed in ``wasit.terms`` from the journal, when the page is asked for. It is what
several sides said in confidence: it is the desk's alone, and no form here has a way to a room.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import escape
from starlette.responses import Response

from wasit.errors import BadInput
from wasit.seat.terms import pieces_on_record, terms_of
from wasit.terms.exact import decimal_text
from wasit.terms.figures import conditions_figure, frontier_figure, plan_figure
from wasit.terms.figures.svg import short_number
from wasit.terms.own_format import TermsFile
from wasit.terms.reading import Package
from wasit.terms.stated import stated_ranges
from wasit.terms.views.board import BoardIssue, range_text
from wasit.terms.views.packages import Dot
from wasit.terms.views.page import PackagesPart, TermsPage, terms_page
from wasit.terms.views.text_view import TextView, text_view
from wasit.values.isolation import harmless
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES"]

_LONGEST_S = 5.0
"""After so long the packages are hurried to an answer that says it is partial."""

_MOST_ROWS = 60
"""Points listed at first; a link shows the rest."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One issue of the package that is shown, for a form that changes it."""

    issue: BoardIssue
    option: str


def terms(visit: Visit) -> Response:
    """What is known of the terms, and what follows from it."""
    desk = visit.desk
    found = terms_of(desk)
    page = terms_page(
        found.file,
        sides=found.rooms,
        now=desk.seat.now(),
        draft=_draft_asked(visit, found.file),
        watch=_watch(),
    )
    packages = page.packages
    return visit.show(
        "desk/terms.html",
        desk=desk,
        found=found,
        page=page,
        figures=_figures(page),
        texts=_texts_asked(visit, page, found.file, sides=found.rooms),
        versions={text.name: [each.id for each in text.versions] for text in found.file.texts},
        step_places={each.id: str(place) for place, each in enumerate(found.file.steps)},
        dots=(dots := _dots_shown(visit, packages)),
        dots_left_out=len(packages.frontier.dots) - len(dots) if packages is not None else 0,
        chosen=_chosen(packages),
        address_of=_address_of(visit, packages),
        range_text=range_text,
        decimal_text=decimal_text,
        short_number=short_number,
        plain=_plain,
        nothing=not desk.journal.view().terms,
    )


def pieces(visit: Visit) -> Response:
    """Every piece on terms that was taken down, and whether it holds."""
    lines = pieces_on_record(visit.desk)
    every = bool(visit.asked("all"))
    shown = [each for each in lines if every or each.state == "holds"]
    return visit.show(
        "desk/terms_pieces.html",
        desk=visit.desk,
        pieces=list(reversed(shown)),
        left_out=len(lines) - len(shown),
    )


def _watch() -> Callable[[int, int], bool]:
    ends = time.monotonic() + _LONGEST_S

    def watch(done: int, steps: int) -> bool:
        del done, steps
        return time.monotonic() < ends

    return watch


def _draft_asked(visit: Visit, file: TermsFile) -> Package | None:
    """The package that the address asks for: an option's place for each issue, in their order.

    What fits no package any more (an issue was added since) is said, and none is shown for it.
    """
    places = visit.asked_all("option")
    if not places:
        return None
    try:
        issues = [len(issue.options) for issue in stated_ranges(file).issues]
        fits = len(places) == len(issues) and all(
            place.isascii() and place.isdecimal() and len(place) < 7 and int(place) < many
            for place, many in zip(places, issues, strict=True)
        )
        if not fits:
            raise NotFilledIn("the package that was asked for does not fit the issues as they are")
    except BadInput as error:
        visit.refused(error)
        return None
    return tuple(int(place) for place in places)


def _figures(page: TermsPage) -> dict[str, str]:
    """The figures that can be drawn, by name, ready to be put into the page."""
    drawn: dict[str, str] = {}
    if page.packages is not None and page.packages.frontier.dots:
        drawn["frontier"] = frontier_figure(page.packages.frontier, linked=True)
    if page.conditions is not None and page.conditions.graph.nodes:
        drawn["conditions"] = conditions_figure(page.conditions.graph, linked=True)
    if page.plan is not None and page.plan.axis.rows:
        drawn["plan"] = plan_figure(page.plan.axis, linked=True)
    return {name: _turning_nothing(figure) for name, figure in drawn.items()}


def _turning_nothing(figure: str) -> str:
    """The figure with characters that command the reading order shown by their codes."""
    return "".join(
        each if harmless(each) in {each, " "} else escape(harmless(each)) for each in figure
    )


def _plain(text: str) -> str:
    """Words of a text with their line ends, and nothing that commands the reading order."""
    return "\n".join(map(harmless, text.split("\n")))


def _texts_asked(
    visit: Visit, page: TermsPage, file: TermsFile, *, sides: Sequence[str]
) -> list[TextView]:
    """The texts, one of them at the version that the address asks for."""
    place, version = visit.asked("text"), visit.asked("version")
    shown = list(page.texts)
    given = {str(number): text for number, text in enumerate(file.texts)}
    if shown and place in given:
        known = {str(number): each.id for number, each in enumerate(given[place].versions)}
        if version in known:
            asked = text_view(given[place], sides=sides, version=known[version])
            shown[int(place)] = asked
    return shown


def _dots_shown(visit: Visit, packages: PackagesPart | None) -> list[Dot]:
    """The points that the table lists: all of them, or so many and every fair one."""
    if packages is None:
        return []
    dots = packages.frontier.dots
    if visit.asked("rows") == "all" or len(dots) <= _MOST_ROWS:
        return list(dots)
    apart = -(-len(dots) // _MOST_ROWS)
    return [dot for place, dot in enumerate(dots) if dot.fair or place % apart == 0]


def _chosen(packages: PackagesPart | None) -> list[Chosen]:
    """The package that is shown, issue by issue, with what else each could be settled by."""
    if packages is None or packages.draft is None:
        return []
    rows = zip(packages.board.issues, packages.draft.rows, strict=True)
    return [Chosen(issue, row.option) for issue, row in rows]


def _address_of(visit: Visit, packages: PackagesPart | None) -> Callable[[Dot], str]:
    """From a point to the address that shows its package with each side's gains."""
    issues = packages.board.issues if packages is not None else ()
    places = {
        issue.issue: {each.option: str(place) for place, each in enumerate(issue.options)}
        for issue in issues
    }

    def address(dot: Dot) -> str:
        options = [places[issue][option] for issue, option in dot.package]
        return f"{visit.url('terms', option=options)}#package"

    return address


PAGES = [
    Page("GET", "/terms", Face.DESK, terms),
    Page("GET", "/terms/pieces", Face.DESK, pieces),
]
