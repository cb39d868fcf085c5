"""Findings on terms: packages, questions, conditions, order, texts, and the board of it all.

Thin: terms are read by ``terms_sources``, everything is computed in ``wasit.terms``, and this
module adds the clock, the progress bar and the two ways of printing.
"""

import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import cast

import click
from rich.console import Console
from rich.progress import Progress

from wasit.cli.terms_showing import show, solution_in_words, write_json
from wasit.cli.terms_sources import TermsFound, from_path_or_journal
from wasit.terms import findings, told_findings
from wasit.terms.commitments import read_commitments
from wasit.terms.errors import UnknownName
from wasit.terms.frontier import Caps, Watch
from wasit.terms.order import read_steps, steps_of_commitments
from wasit.terms.ranges import Ranged, middle
from wasit.terms.reading import Package
from wasit.terms.solution import Solution, json_parts, solve

__all__ = ["ask", "conditions", "order", "solve_command", "text"]

_BAR_AFTER_S = 1.0
_JSON = click.option("--json", "wants_json", is_flag=True, help="One JSON object on stdout.")


@click.command("solve")
@from_path_or_journal(own_only=False)
@_JSON
@click.option("--draft", multiple=True, metavar="ISSUE=OPTION", help="A draft to look at too.")
@click.option("--time-limit", default=120.0, show_default=True, help="Seconds before hurrying.")
@click.option("--most", default=4_000_000, show_default=True, help="Part-packages held at once.")
@click.option("--list", "listed", default=200_000, show_default=True, help="Most points listed.")
def solve_command(
    found: TermsFound,
    *,
    wants_json: bool,
    draft: Sequence[str],
    time_limit: float,
    most: int,
    listed: int,
) -> None:
    """The efficient packages, and the fair ones among them, exactly.

    PATH is a folder of Genius XML or ANL or NegoLog JSON, or a terms file in TOML; without it, the
    journal of the case at this seat is read.
    """
    ranged = found.ranged()
    package = _draft_of(ranged, draft) if draft else None
    caps = Caps(candidates=max(2, most), listed=max(0, listed))
    with _watched(time_limit) as watch:
        solution = solve(middle(ranged), caps=caps, watch=watch)
        own = _own_parts(found, ranged, solution, package)
        if wants_json:
            write_json(chain(json_parts(solution, watch=watch), own.items()))
            return
    click.echo(solution_in_words({**dict(json_parts(solution)), **own}))


def _own_parts(
    found: TermsFound, ranged: Ranged, solution: Solution, package: Package | None
) -> dict[str, object]:
    """What a terms file, a journal or a draft adds to the object that every format has."""
    parts: dict[str, object] = {}
    if package is not None:
        parts["draft"] = findings.draft_json(solution.frontier, package)
    if found.file is not None:
        parts["reading"] = "exact" if ranged.known else "middle of every range"
        parts["not_for_drafts"] = told_findings.not_for_drafts(found.file)
        parts["lists"] = told_findings.lists_json(found.file)
        parts["empty_zone"] = told_findings.empty_zone_json(solution.empty, found.file)
    return {**parts, **found.said_besides()}


def _draft_of(ranged: Ranged, given: Sequence[str]) -> Package:
    """The package that ``ISSUE=OPTION`` words name."""
    chosen = dict(cast("tuple[str, str]", one.partition("=")[::2]) for one in given)
    names = [issue.name for issue in ranged.issues]
    for name in chosen:
        if name not in names:
            raise UnknownName(f"the draft settles {name!r}, which is no issue of these terms")
    for issue in ranged.issues:
        if chosen.get(issue.name) not in issue.options:
            raise UnknownName(
                f"the draft settles issue {issue.name!r} with {chosen.get(issue.name)!r}; one of "
                f"{', '.join(issue.options[:20])} was expected"
            )
    return tuple(issue.options.index(chosen[issue.name]) for issue in ranged.issues)


@click.command("ask")
@from_path_or_journal(own_only=False)
@_JSON
def ask(found: TermsFound, *, wants_json: bool) -> None:
    """What is sure, what is settled, and the question to a side that would help most.

    Without PATH, from what the journal of the case at this seat holds.
    """
    ranged = found.ranged()
    with Console(stderr=True).status("trying readings and questions"):
        result = {**findings.ask_json(ranged), **found.said_besides()}
    show(result, wants_json=wants_json)


@click.command("conditions")
@from_path_or_journal(own_only=True)
@_JSON
@click.option("--at", "now", default="", help="Leave out offers that lapsed before this time.")
def conditions(found: TermsFound, *, wants_json: bool, now: str) -> None:
    """What is agreed now, what each offer lacks, deadlocks and the ways out of them.

    Without PATH, from what the journal of the case at this seat holds.
    """
    commitments = read_commitments(found.terms)
    result = {
        **findings.conditions_json(commitments, sides=found.sides, now=now),
        "statements": told_findings.statements_json(found.terms),
        **found.said_besides(),
    }
    show(result, wants_json=wants_json)


@click.command("order")
@from_path_or_journal(own_only=True)
@_JSON
@click.option("--at", "now", help="Judge the plan at this time (UTC, 2024-01-10T12:00:00Z).")
def order(found: TermsFound, *, wants_json: bool, now: str | None) -> None:
    """A safe order of the steps, each side's exposure, and where the plan stands.

    Where there are no steps, the offers are ordered by what they may not come before. Without PATH,
    from what the journal of the case at this seat holds.
    """
    steps = read_steps(found.terms) or steps_of_commitments(read_commitments(found.terms))
    result = {
        **findings.plan_json(steps, sides=found.sides, now=now or _now()),
        **found.said_besides(),
    }
    show(result, wants_json=wants_json)


@click.command("text")
@from_path_or_journal(own_only=True)
@_JSON
def text(found: TermsFound, *, wants_json: bool) -> None:
    """The texts: versions, brackets, word diff, hashes, and who stands by which.

    Without PATH, from what the journal of the case at this seat holds.
    """
    show(told_findings.texts_json(found.terms, sides=found.sides), wants_json=wants_json)


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@contextmanager
def _watched(time_limit_s: float) -> Generator[Watch]:
    """A watch that hurries past the time limit, with a progress bar past a second."""
    started = time.monotonic()
    console = Console(stderr=True)
    bar = Progress(console=console, transient=True)
    task = bar.add_task("looking at packages", total=None)
    showing = False

    def watch(done: int, steps: int) -> bool:
        nonlocal showing
        spent = time.monotonic() - started
        if spent > _BAR_AFTER_S and not showing and console.is_terminal:
            bar.start()
            showing = True
        bar.update(task, completed=done, total=steps)
        return spent < time_limit_s

    try:
        yield watch
    finally:
        if showing:
            bar.stop()
