"""The ``wasit`` command: finds a sub-command, and turns errors into sentences and exit codes.

Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 refused by policy or signature,
5 relay unreachable, 130 interrupted. Data go to stdout; messages and progress to stderr.
"""

import importlib
import json
import os
import sys

import click

from wasit._version import __version__
from wasit.errors import WasitError, describe

COMMANDS: dict[str, str] = {
    "check": "wasit.cli.check:check",
    "play": "wasit.cli.play:play",
    "record": "wasit.cli.record:record",
    "relay": "wasit.cli.relay:relay",
    "terms": "wasit.cli.terms:terms",
    "verify": "wasit.cli.verify:verify",
}
"""Sub-command name to ``module:attribute``; imported only when the command is called."""


class LazyGroup(click.Group):
    """A group whose commands are imported when named, so that ``wasit --help`` starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, sorted."""
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None for click's own usage error."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return super().get_command(ctx, cmd_name)
        module_name, _, attribute = target.partition(":")
        command = getattr(importlib.import_module(module_name), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{target} is not a click command")
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wasit")
def main() -> None:
    """Wasit: run indirect talks. Rooms never meet; the desk carries the words."""


def say_error(error: WasitError, *, as_json: bool) -> None:
    """Print an error to stderr, as three lines for a person or one JSON object for a program."""
    if as_json:
        click.echo(json.dumps(describe(error), ensure_ascii=False), err=True)
        return
    click.echo(f"wasit: {error}", err=True)
    click.echo(f"       {error.advice} [{error.code}]", err=True)


def run() -> None:
    """Entry point: run the command and exit with its documented code."""
    try:
        status = main.main(standalone_mode=False, auto_envvar_prefix="WASIT")
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except WasitError as error:
        say_error(error, as_json="--json" in sys.argv)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
