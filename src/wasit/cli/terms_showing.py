"""Findings on terms as a person or a program reads them; shared by the ``wasit terms`` commands."""

import json
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import cast

import click

from wasit.cli.plain_text import harmless

__all__ = ["show", "solution_in_words", "write_json"]


def write_json(value: Iterable[tuple[str, object]]) -> None:
    """One object on stdout, a long list item by item, so that it is never held whole."""
    for place, (key, item) in enumerate(value):
        sys.stdout.write(f"{', ' if place else '{'}{json.dumps(key)}: ")
        if not isinstance(item, list | Iterator):
            sys.stdout.write(json.dumps(item, ensure_ascii=False))
            continue
        sys.stdout.write("[")
        for number, one in enumerate(cast("Iterable[object]", item)):
            sys.stdout.write(", " if number else "")
            sys.stdout.write(json.dumps(one, ensure_ascii=False))
        sys.stdout.write("]")
    sys.stdout.write("}\n")


def show(value: Mapping[str, object], *, wants_json: bool) -> None:
    """Print a finding, as one JSON object or as indented lines."""
    if wants_json:
        write_json(value.items())
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
    elif isinstance(value, list | tuple):
        for item in cast("Sequence[object]", value):
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
    if isinstance(value, list | tuple):
        parts = [_one_line(item) for item in cast("Sequence[object]", value)]
        if not parts:
            return "none"
        short = [part for part in parts if part is not None and len(part) < 24]
        return ", ".join(short) if len(short) == len(parts) else None
    return harmless(str(value))


def solution_in_words(result: Mapping[str, object]) -> str:
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
    own = (*own, "not_told", "waited_for", "set_aside", "rests_on_withdrawn")
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
