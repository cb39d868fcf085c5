"""``wasit check``: the two checks run by hand over a file of JSON Lines.

``fidelity`` lives here; ``leak`` in ``check_leak`` and is imported only when it is named.
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wasit.errors import NotFound

if TYPE_CHECKING:
    from wasit.checks.fidelity.cases import Answer

__all__ = ["FileNotThere", "check", "fidelity", "lines_of"]

_LATER = {"leak": ("wasit.cli.check_leak", "leak")}


class FileNotThere(NotFound):
    """The file of cases to check does not exist."""

    code = "check-file-not-there"
    advice = "Name a file of JSON Lines, or - for standard input."

    def __init__(self, path: str) -> None:
        super().__init__(f"no file {path!r} to check; nothing was checked")


class CheckGroup(click.Group):
    """The checks; the ones of other modules are imported when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The checks there are, sorted."""
        later = [name for name, (module, _) in _LATER.items() if importlib.util.find_spec(module)]
        return sorted({*super().list_commands(ctx), *later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The check of that name, or None for click's own usage error."""
        if cmd_name not in _LATER or cmd_name not in self.list_commands(ctx):
            return super().get_command(ctx, cmd_name)
        module, attribute = _LATER[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        return command if isinstance(command, click.Command) else None


@click.group(cls=CheckGroup)
def check() -> None:
    """Check words before they cross: do they leak, and do they still say what was said?"""


def lines_of(path: str) -> list[bytes]:
    """The lines of a file, or of standard input for ``-``."""
    if path == "-":
        return sys.stdin.buffer.read().splitlines()
    try:
        return Path(path).read_bytes().splitlines()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise FileNotThere(path) from error


@check.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in order.")
def fidelity(file: str, *, as_json: bool) -> None:
    """Compare each pair of FILE: what was said, and the words that are to carry it.

    FILE holds JSON Lines with id, mode, orig_lang, conv_lang, original and conveyed; - reads
    standard input. Where pairs are labelled, precision and recall by kind follow on stderr.
    """
    import msgspec

    from wasit.checks.fidelity.cases import Scores, answer, read_cases

    scores = Scores()
    for case in read_cases(lines_of(file)):
        given = answer(case)
        click.echo(msgspec.json.encode(given).decode() if as_json else _told(given))
        if case.faithful is not None:
            scores.add(case, given)
    if scores.faithful or scores.unfaithful:
        click.echo("\n".join(scores.lines()), err=True)


def _told(given: "Answer") -> str:
    """An answer as lines for a person."""
    lines = [f"{given.id}: {given.verdict}"]
    lines += [
        f"  {e.kind.value}: {e.orig_span!r} -> {e.conv_span!r}: {e.why}" for e in given.errors
    ]
    lines += [f"  ask about {p.span!r}: {p.question}" for p in given.prompts]
    return "\n".join(lines)
