"""``wasit terms board, draw``: what is known, side by side, and the figures of it as SVG."""

import time
from dataclasses import asdict
from pathlib import Path

import click

from wasit.cli.plain_text import note
from wasit.cli.terms_showing import show
from wasit.cli.terms_sources import TermsFound, from_path_or_journal
from wasit.errors import BadInput
from wasit.terms.figures import conditions_figure, frontier_figure, plan_figure
from wasit.terms.views.board import board_of
from wasit.terms.views.page import TermsPage, terms_page

__all__ = ["board", "draw"]


class NothingToDraw(BadInput):
    """The figure that was asked for cannot be drawn from what is known. Nothing was written."""

    code = "terms-nothing-to-draw"
    advice = "Take down what is missing, or ask for another figure."


@click.command("board")
@from_path_or_journal(own_only=True)
@click.option("--json", "wants_json", is_flag=True, help="One JSON object on stdout.")
def board(found: TermsFound, *, wants_json: bool) -> None:
    """The positions board: every option's worth to every side, and the statements it rests on.

    Without PATH, from what the journal of the case at this seat holds.
    """
    made = asdict(board_of(found.ranged(), found.file))
    show({**made, **found.said_besides()}, wants_json=wants_json)


@click.command("draw")
@from_path_or_journal(own_only=True)
@click.option(
    "--figure",
    type=click.Choice(["frontier", "conditions", "plan"]),
    required=True,
    help="Which one.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="A file (else stdout)."
)
@click.option("--at", "now", help="Judge the plan at this time (UTC, 2024-01-10T12:00:00Z).")
def draw(found: TermsFound, *, figure: str, out: Path | None, now: str | None) -> None:
    """One figure of the terms as SVG: the frontier, the conditions, or the plan.

    Without PATH, from what the journal of the case at this seat holds. It holds what several sides
    said in confidence.
    """
    at = now or time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    made = _figure(terms_page(found.terms, sides=found.sides, now=at), figure)
    if out is None:
        click.echo(made)
        return
    try:
        out.write_text(made, encoding="utf-8")
    except OSError as error:
        raise NothingToDraw(f"{out} cannot be written ({error}); nothing was drawn") from error
    note(f"Written to {out}. For the desk's eyes only.")


def _figure(page: TermsPage, figure: str) -> str:
    if figure == "frontier" and page.packages is not None:
        return frontier_figure(page.packages.frontier)
    if figure == "conditions" and page.conditions is not None:
        return conditions_figure(page.conditions.graph)
    if figure == "plan" and page.plan is not None:
        return plan_figure(page.plan.axis)
    raise NothingToDraw("; ".join(page.why_not) or "nothing is known to draw it from")
