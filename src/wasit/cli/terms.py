"""``wasit terms``: what both could accept, what to ask next, what waits for what, in which order.

Thin: files are read by the adapter, everything is computed in ``wasit.terms``, and this module adds
the clock, the progress bar and the two ways of printing. For the desk's eyes only.
"""

import json
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import click
from rich.console import Console
from rich.progress import Progress

from wasit.adapters.terms_files import read_terms
from wasit.terms.frontier import Caps, Watch
from wasit.terms.solution import as_json, solve

_BAR_AFTER_S = 1.0


@click.group()
def terms() -> None:
    """Packages, conditions and order: what both could accept, for the desk's eyes only."""


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


def say_warnings(warnings: tuple[str, ...]) -> None:
    """Each warning as a line on stderr."""
    for warning in warnings:
        click.echo(f"wasit: warning: {warning}", err=True)


def write_json(value: Mapping[str, object]) -> None:
    """One object on stdout, written piece by piece: a long frontier is not held twice."""
    for piece in json.JSONEncoder(ensure_ascii=False).iterencode(value):
        sys.stdout.write(piece)
    sys.stdout.write("\n")


@terms.command("solve")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json_", is_flag=True, help="One JSON object on stdout.")
@click.option("--time-limit", default=120.0, show_default=True, help="Seconds before hurrying.")
@click.option("--most", default=4_000_000, show_default=True, help="Part-packages held at once.")
@click.option("--list", "listed", default=200_000, show_default=True, help="Most points listed.")
def solve_command(*, path: Path, as_json_: bool, time_limit: float, most: int, listed: int) -> None:
    """The efficient packages of PATH, and the fair ones among them, exactly."""
    found = read_terms(path)
    say_warnings(found.warnings)
    with _watched(time_limit) as watch:
        solution = solve(found.reading, caps=Caps(candidates=most, listed=listed), watch=watch)
    result = as_json(solution)
    if as_json_:
        write_json(result)
    else:
        click.echo(_in_words(result))


def _in_words(result: Mapping[str, object]) -> str:
    """The solution for a person: counts, then each fair point with its package."""
    lines = [f"sides: {', '.join(cast('list[str]', result['sides']))}"]
    for name in ("outcomes", "points", "packages", "points_above_limits", "outcomes_above_limits"):
        count = result[name]
        lines.append(f"{name.replace('_', ' ')}: {'not counted' if count is None else count}")
    best = cast("Mapping[str, object]", result.get("best_found", result))
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "leximin", "utilitarian"):
        point = cast("Mapping[str, object] | None", best[name])
        if point is not None:
            lines += _point_in_words(name, point)
    lines.append("complete: " + ("yes" if result["complete"] else "no"))
    if result["why"]:
        lines.append(f"why: {result['why']}")
    return "\n".join(lines)


def _point_in_words(name: str, point: Mapping[str, object]) -> list[str]:
    values = cast("list[dict[str, str]]", point["values"])
    gains = cast("list[dict[str, str]]", point["gains"])
    packages = cast("list[dict[str, str]]", point["packages"])
    tied = f" ({len(packages)} packages tie)" if len(packages) > 1 else ""
    head = (
        f"{name.replace('_', ' ')}{tied}: values {' '.join(v['decimal'] for v in values)}, "
        f"gains {' '.join(g['decimal'] for g in gains)}"
    )
    return [head, *(f"    {issue}: {option}" for issue, option in packages[0].items())]
