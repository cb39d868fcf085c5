"""The ``wasit`` command: finds a sub-command, and turns errors into sentences and exit codes.

Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 refused by policy or signature,
5 relay unreachable, 130 interrupted. Data go to stdout; messages and progress to stderr.
"""

import json
import os
import sys
from collections.abc import Sequence

import click

from wasit._version import __version__
from wasit.cli.lazy_group import LazyGroup
from wasit.errors import WasitError, describe

COMMANDS: dict[str, str] = {
    "accept": "wasit.cli.room_words:accept",
    "add-room": "wasit.cli.desk_case:add_room",
    "admit": "wasit.cli.desk_people:admit",
    "answer": "wasit.cli.room_words:answer",
    "ask": "wasit.cli.room_words:ask",
    "approve": "wasit.cli.desk_approval:approve",
    "ask-approval": "wasit.cli.desk_approval:ask_approval",
    "backup": "wasit.cli.backup:backup",
    "cases": "wasit.cli.cases:cases",
    "check": "wasit.cli.check:check",
    "close-room": "wasit.cli.desk_case:close_room",
    "condition-met": "wasit.cli.desk_keep:condition_met",
    "convene": "wasit.cli.convene:convene",
    "convey": "wasit.cli.desk_carry:convey",
    "demo": "wasit.cli.demo:demo",
    "diff": "wasit.cli.diff:diff",
    "countersign": "wasit.cli.devices:countersign_device",
    "devices": "wasit.cli.devices:devices",
    "doctor": "wasit.cli.doctor:doctor",
    "drafts": "wasit.cli.desk_carry:drafts",
    "event-happened": "wasit.cli.desk_keep:event_happened",
    "export": "wasit.cli.export:export",
    "files": "wasit.cli.files:files",
    "follow": "wasit.cli.going_on:follow",
    "inbox": "wasit.cli.reading:inbox",
    "introduce": "wasit.cli.desk_case:introduce",
    "invitations": "wasit.cli.desk_people:invitations",
    "invite": "wasit.cli.desk_people:invite",
    "invite-device": "wasit.cli.devices:invite_a_device",
    "join": "wasit.cli.join:join",
    "journal": "wasit.cli.desk_keep:journal",
    "mark": "wasit.cli.room_words:mark",
    "mark-for": "wasit.cli.desk_instructed:mark_for",
    "move": "wasit.cli.going_on:move",
    "new": "wasit.cli.desk_case:new",
    "newcomers": "wasit.cli.desk_people:newcomers",
    "note": "wasit.cli.desk_keep:note",
    "outcome": "wasit.cli.desk_keep:outcome",
    "open": "wasit.cli.serve:open_seat",
    "passphrase": "wasit.cli.passphrase:passphrase",
    "paths": "wasit.cli.doctor:paths",
    "people": "wasit.cli.reading:people",
    "play": "wasit.cli.play:play",
    "read-back": "wasit.cli.room_words:read_back",
    "record": "wasit.cli.record:record",
    "relay": "wasit.cli.relay:relay",
    "remove": "wasit.cli.desk_people:remove",
    "renew": "wasit.cli.going_on:renew",
    "remove-device": "wasit.cli.devices:remove_a_device",
    "replace": "wasit.cli.devices:replace",
    "report": "wasit.cli.desk_carry:report",
    "restore": "wasit.cli.backup:restore",
    "resume": "wasit.cli.going_on:resume",
    "retain": "wasit.cli.retention:retain",
    "retention": "wasit.cli.retention:retention",
    "return-kept": "wasit.cli.going_on:return_kept",
    "revoke": "wasit.cli.desk_people:revoke",
    "rounds": "wasit.cli.convene:rounds",
    "save": "wasit.cli.files:save",
    "say": "wasit.cli.room_words:say",
    "search": "wasit.cli.search:search",
    "serve": "wasit.cli.serve:serve",
    "set-retention": "wasit.cli.retention:set_retention",
    "settle": "wasit.cli.desk_carry:settle",
    "settle-conveyance": "wasit.cli.desk_carry:settle_conveyance",
    "sheet": "wasit.cli.sheet:sheet",
    "statements": "wasit.cli.reading:statements",
    "take-down": "wasit.cli.desk_heard:take_down",
    "terms": "wasit.cli.terms:terms",
    "transcript": "wasit.cli.transcript:transcript",
    "unseal": "wasit.cli.retention:unseal_case",
    "verify": "wasit.cli.verify:verify",
    "waiting": "wasit.cli.desk_approval:waiting",
    "withdraw": "wasit.cli.room_words:withdraw",
    "withdraw-for": "wasit.cli.desk_instructed:withdraw_for",
    "words": "wasit.cli.reading:words",
}
"""Sub-command name to ``module:attribute``; imported only when the command is called."""


class WasitGroup(LazyGroup):
    """The ``wasit`` command: each option of a command has a setting of its own."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None for click's own usage error."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and cmd_name in COMMANDS:
            _name_settings(command, cmd_name)
        return command


def _name_settings(command: click.Command, name: str) -> None:
    """Let each option be set as ``WASIT_COMMAND_OPTION``, unless it has a name for all commands."""
    for option in command.params:
        if isinstance(option, click.Option) and option.envvar is None:
            longest = max(option.opts, key=len).lstrip("-")
            option.envvar = f"WASIT_{name}_{longest}".replace("-", "_").upper()


@click.group(
    cls=WasitGroup, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
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


def status_of(arguments: Sequence[str]) -> int:
    """The exit code of the command that ``arguments`` name, run to its end, errors told."""
    try:
        status = main.main(
            list(arguments), prog_name="wasit", standalone_mode=False, auto_envvar_prefix="WASIT"
        )
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except WasitError as error:
        say_error(error, as_json="--json" in arguments)
        return error.exit_code
    return status if isinstance(status, int) else 0


def run() -> None:
    """Entry point: run the command and exit with its documented code."""
    try:
        status = status_of(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status)
