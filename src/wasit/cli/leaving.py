"""Before something leaves: show exactly what the others will see, then ask.

``--dry-run`` shows and sends nothing; ``--yes`` sends without asking. Where nobody can be asked and
neither was said, nothing is sent.
"""

import sys
from collections.abc import Callable
from typing import Any

import click

from wasit.cli.plain_text import note

__all__ = ["confirmed", "leaving_options"]


def leaving_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--yes`` and ``--dry-run``."""
    function = click.option("--yes", is_flag=True, help="Send without asking.")(function)
    return click.option("--dry-run", is_flag=True, help="Show what would leave, and send nothing.")(
        function
    )


def confirmed(shown: str, *, yes: bool, dry_run: bool) -> bool:
    """Whether it may leave, after it was shown; a no ends the command with exit code 130."""
    if yes and not dry_run:
        note(shown)
        return True
    click.echo(shown, err=True)
    if dry_run:
        note("Nothing was sent (--dry-run).")
        return False
    try:
        if click.confirm("Send this?", err=True):
            return True
    except click.Abort:
        if not sys.stdin.isatty():
            raise click.UsageError("nobody is here to ask; say --yes or --dry-run") from None
    note("Nothing was sent.")
    raise click.Abort
