"""``wasit terms``: what both could accept, what to ask next, what waits for what, in which order.

Thin: files are read by the adapter, everything is computed in ``wasit.terms``, and this module adds
the clock, the progress bar and the two ways of printing. For the desk's eyes only.
"""

import json
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import click
from rich.console import Console
from rich.progress import Progress

from wasit.adapters.terms_files import TermsOnDisk, read_terms, read_terms_file
from wasit.terms import findings
from wasit.terms.commitments import read_commitments
from wasit.terms.errors import UnknownName
from wasit.terms.frontier import Caps, Watch
from wasit.terms.order import read_steps, steps_of_commitments
from wasit.terms.ranges import Ranged, middle
from wasit.terms.reading import Package
from wasit.terms.solution import Solution, as_json, solve

_BAR_AFTER_S = 1.0
_PATH = click.argument("path", type=click.Path(path_type=Path))
_JSON = click.option("--json", "wants_json", is_flag=True, help="One JSON object on stdout.")


@click.group()
def terms() -> None:
    """Packages, conditions and order: what both could accept, for the desk's eyes only."""


@terms.command("solve")
@_PATH
@_JSON
@click.option("--draft", multiple=True, metavar="ISSUE=OPTION", help="A draft to look at too.")
@click.option("--time-limit", default=120.0, show_default=True, help="Seconds before hurrying.")
@click.option("--most", default=4_000_000, show_default=True, help="Part-packages held at once.")
@click.option("--list", "listed", default=200_000, show_default=True, help="Most points listed.")
def solve_command(
    *,
    path: Path,
    wants_json: bool,
    draft: Sequence[str],
    time_limit: float,
    most: int,
    listed: int,
) -> None:
    """The efficient packages of PATH, and the fair ones among them, exactly.

    PATH is a folder of Genius XML or ANL or NegoLog JSON, or a terms file in TOML.
    """
    found = read_terms(path)
    _say_warnings(found.warnings)
    package = _draft_of(found.ranged, draft) if draft else None
    with _watched(time_limit) as watch:
        caps = Caps(candidates=max(2, most), listed=max(0, listed))
        solution = solve(middle(found.ranged), caps=caps, watch=watch)
    result = {**as_json(solution), **_own_parts(found, solution, package)}
    if wants_json:
        _write_json(result)
    else:
        click.echo(_solution_in_words(result))


def _own_parts(found: TermsOnDisk, solution: Solution, draft: Package | None) -> dict[str, object]:
    """What a terms file or a draft adds to the object that every format has."""
    parts: dict[str, object] = {}
    if draft is not None:
        parts["draft"] = findings.draft_json(solution.frontier, draft)
    if found.file is not None:
        parts["reading"] = "exact" if found.ranged.known else "middle of every range"
        parts["not_for_drafts"] = findings.not_for_drafts(found.file)
        parts["lists"] = findings.lists_json(found.file)
        parts["empty_zone"] = findings.empty_zone_json(solution.empty, found.file)
    return parts


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


@terms.command("ask")
@_PATH
@_JSON
def ask_command(*, path: Path, wants_json: bool) -> None:
    """What is sure, what is settled, and the question to PATH's sides that would help most."""
    found = read_terms(path)
    _say_warnings(found.warnings)
    with Console(stderr=True).status("trying readings and questions"):
        result = findings.ask_json(found.ranged)
    _show(result, wants_json=wants_json)


@terms.command("conditions")
@_PATH
@_JSON
@click.option("--at", "now", default="", help="Leave out offers that lapsed before this time.")
def conditions_command(*, path: Path, wants_json: bool, now: str) -> None:
    """What is agreed now, what each offer lacks, deadlocks and the ways out of them."""
    file = read_terms_file(path)
    sides = [side.name for side in file.sides]
    result = findings.conditions_json(read_commitments(file), sides=sides, now=now)
    _show(result, wants_json=wants_json)


@terms.command("order")
@_PATH
@_JSON
@click.option("--at", "now", help="Judge the plan at this time (UTC, 2024-01-10T12:00:00Z).")
def order_command(*, path: Path, wants_json: bool, now: str | None) -> None:
    """A safe order of the steps of PATH, each side's exposure, and where the plan stands.

    Where PATH has no steps, its offers are ordered by what they may not come before.
    """
    file = read_terms_file(path)
    steps = read_steps(file) or steps_of_commitments(read_commitments(file))
    at = now or time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    sides = [side.name for side in file.sides]
    _show(findings.plan_json(steps, sides=sides, now=at), wants_json=wants_json)


@terms.command("text")
@_PATH
@_JSON
def text_command(*, path: Path, wants_json: bool) -> None:
    """The texts of PATH: versions, brackets, word diff, hashes, and who stands by which."""
    _show(findings.texts_json(read_terms_file(path)), wants_json=wants_json)


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


def _say_warnings(warnings: Sequence[str]) -> None:
    for warning in warnings:
        click.echo(f"wasit: warning: {warning}", err=True)


def _write_json(value: Mapping[str, object]) -> None:
    """One object on stdout, a long list item by item, so that it is not held twice."""
    for place, (key, item) in enumerate(value.items()):
        sys.stdout.write(f"{', ' if place else '{'}{json.dumps(key)}: ")
        if not isinstance(item, list):
            sys.stdout.write(json.dumps(item, ensure_ascii=False))
            continue
        for number, one in enumerate(cast("list[object]", item)):
            sys.stdout.write(", " if number else "[")
            sys.stdout.write(json.dumps(one, ensure_ascii=False))
        sys.stdout.write("]" if item else "[]")
    sys.stdout.write("}\n")


def _show(value: Mapping[str, object], *, wants_json: bool) -> None:
    if wants_json:
        _write_json(value)
    else:
        click.echo("\n".join(_lines(value)))


def _lines(value: object, *, indent: str = "") -> Generator[str]:
    """A finding as indented lines for a person."""
    if isinstance(value, Mapping):
        for key, item in cast("Mapping[str, object]", value).items():
            label = key.replace("_", " ")
            one = _one_line(item)
            if one is not None:
                yield f"{indent}{label}: {one}"
            else:
                yield f"{indent}{label}:"
                yield from _lines(item, indent=indent + "    ")
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            one = _one_line(item)
            if one is not None:
                yield f"{indent}- {one}"
            else:
                first, *rest = _lines(item, indent=indent + "  ")
                yield f"{indent}- {first.strip()}"
                yield from rest


def _one_line(value: object) -> str | None:
    """The value on one line, where it fits on one."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        item = cast("Mapping[str, object]", value)
        if set(item) == {"exact", "decimal"}:
            return str(item["decimal"])
        if set(item) == {"low", "high"}:
            return f"{_one_line(item['low'])} to {_one_line(item['high'])}"
        return None if item else "none"
    if isinstance(value, list):
        parts = [_one_line(item) for item in cast("list[object]", value)]
        if not parts:
            return "none"
        short = [part for part in parts if part is not None and len(part) < 24]
        return ", ".join(short) if len(short) == len(parts) else None
    return str(value)


def _solution_in_words(result: Mapping[str, object]) -> str:
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
    own = ("reading", "not_for_drafts", "draft", "lists", "empty_zone")
    rest = {name: result[name] for name in own if result.get(name)}
    return "\n".join([*lines, *_lines(rest)])


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
