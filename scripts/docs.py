"""Write the generated parts of the documents, or check that they are up to date.

``python scripts/docs.py`` writes; ``--check`` changes nothing and exits 1 where a page is stale.
Generated are ``docs/errors.md`` (every stable error code), ``docs/case-scripts.schema.json``,
``docs/export.schema.json``, ``docs/terms.schema.json``, and in any page of ``docs`` and in the
README the text between two markers::

    <!-- from: wasit.wire.frames -->      the module's docstring
    <!-- help: play -->                   the help of ``wasit play``
    <!-- table: wasit.talks.rounds.TRANSITIONS -->   a table of what may follow what
    <!-- end -->
"""

import importlib
import inspect
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import msgspec

import wasit
from wasit.channel.exports import SignedExport
from wasit.cli.main import main as wasit_command
from wasit.errors import WasitError
from wasit.play.script import script_schema
from wasit.terms.own_format import schema as terms_schema

ROOT = Path(__file__).resolve().parent.parent

HEAD = """# Error codes

Made by `make docs` from the error classes; do not edit. Every error says what was seen, what was
expected and what did not happen; the code never changes its meaning.

| code | exit | what happened | what to do |
| --- | --- | --- | --- |
"""

BLOCK = re.compile(r"(<!-- (from|help|table): ([\w. -]+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def error_classes() -> list[type[WasitError]]:
    """Every error class in the house, by code."""
    for module in pkgutil.walk_packages(wasit.__path__, "wasit."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[str, type[WasitError]] = {}
    queue: list[type[WasitError]] = [WasitError]
    while queue:
        error = queue.pop()
        other = found.setdefault(error.code, error)
        if other is not error and not issubclass(error, other):
            raise SystemExit(f"two errors share the code {error.code}: {other}, {error}")
        queue.extend(error.__subclasses__())
    return [found[code] for code in sorted(found)]


def error_table() -> str:
    """The text of ``docs/errors.md``."""
    rows = [
        f"| `{error.code}` | {error.exit_code} | {(error.__doc__ or '').strip().splitlines()[0]} "
        f"| {error.advice} |"
        for error in error_classes()
    ]
    return HEAD + "\n".join(rows) + "\n"


def module_text(name: str) -> str:
    """The docstring of a module, as Markdown (its literal blocks become code blocks)."""
    text = inspect.getdoc(importlib.import_module(name)) or ""
    text = text.partition("\n")[2].strip() if name.startswith("wasit.wire") else text
    lines: list[str] = []
    inside = False
    for line in text.replace("``", "`").splitlines():
        indented = line.startswith("    ")
        if indented and not inside:
            lines.append("```text")
        if inside and not indented and line.strip():
            while lines and not lines[-1].strip():
                lines.pop()
            lines += ["```", ""]
        inside = indented or (inside and not line.strip())
        lines.append(re.sub(r"::$", ":", line[4:] if indented else line))
    if inside:
        lines.append("```")
    return "\n".join(lines)


def help_text(name: str) -> str:
    """What ``wasit NAME --help`` prints."""
    command: click.Command = wasit_command
    context = click.Context(command, info_name="wasit")
    for part in name.split():
        if not isinstance(command, click.Group):
            raise SystemExit(f"{name}: {part} is no group")
        command = command.get_command(context, part) or sys.exit(f"no command {part}")
        context = click.Context(command, info_name=part, parent=context)
    return f"```text\n{command.get_help(context)}\n```"


def transition_table(name: str) -> str:
    """A table of what may follow what: one row per state, events and where they lead."""
    module_name, _, attribute = name.rpartition(".")
    table: Mapping[StrEnum, Mapping[StrEnum, StrEnum]] = getattr(
        importlib.import_module(module_name), attribute
    )
    rows = ["| state | event → next state |", "| --- | --- |"]
    for state, events in table.items():
        steps = ", ".join(f"{event.value} → {after.value}" for event, after in events.items())
        rows.append(f"| {state.value} | {steps or 'nothing follows'} |")
    return "\n".join(rows)


MAKERS: dict[str, Callable[[str], str]] = {
    "from": module_text,
    "help": help_text,
    "table": transition_table,
}


def with_blocks(text: str) -> str:
    """A page with every block between markers made anew."""

    def made(match: re.Match[str]) -> str:
        return f"{match[1]}{MAKERS[match[2]](match[3])}\n{match[4]}"

    return BLOCK.sub(made, text)


def export_schema() -> dict[str, Any]:
    """The JSON Schema of an export."""
    schema = msgspec.json.schema(SignedExport)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def pages() -> dict[Path, str]:
    """Every generated page and what it should hold."""
    schema: dict[str, Any] = script_schema()
    made = {
        ROOT / "docs" / "errors.md": error_table(),
        ROOT / "docs" / "case-scripts.schema.json": json.dumps(schema, indent=1) + "\n",
        ROOT / "docs" / "export.schema.json": json.dumps(export_schema(), indent=1) + "\n",
        ROOT / "docs" / "terms.schema.json": json.dumps(terms_schema(), indent=1) + "\n",
    }
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        if page not in made:
            made[page] = with_blocks(page.read_text(encoding="utf-8"))
    return made


def main() -> int:
    """Write or check each generated page; 1 where one is stale."""
    check = "--check" in sys.argv
    stale = 0
    for path, text in pages().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            print(f"{path.relative_to(ROOT)} is stale: run make docs", file=sys.stderr)
            stale = 1
        else:
            path.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
