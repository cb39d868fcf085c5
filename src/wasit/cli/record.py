"""``wasit record``: the record of what happens outside the rooms, of a case or on files.

Each sub-command lives in a module of its own and is imported when named, because the analysis
libraries are an extra: without ``wasit[record]`` a command that needs them says so in one line.
"""

import importlib

import click

__all__ = ["record"]

COMMANDS: dict[str, str] = {
    "add": "wasit.cli.record_add:add",
    "compliance": "wasit.cli.record_export:compliance",
    "effect": "wasit.cli.record_readings:effect",
    "export": "wasit.cli.record_export:export",
    "figure": "wasit.cli.record_figure:figure",
    "import": "wasit.cli.record_import:import_file",
    "proposals": "wasit.cli.record_watch:proposals",
    "rate": "wasit.cli.record_readings:rate",
    "reconcile": "wasit.cli.record_reconcile:reconcile",
    "release": "wasit.cli.record_release:release",
    "responds": "wasit.cli.record_readings:responds",
    "show": "wasit.cli.record_export:show",
    "surges": "wasit.cli.record_readings:surges",
    "tally": "wasit.cli.record_tally:tally",
    "threats": "wasit.cli.record_watch:threats",
}


class RecordGroup(click.Group):
    """The sub-commands of the record, each imported when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, sorted."""
        return sorted(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name, or None for click's own usage error."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module_name, _, attribute = target.partition(":")
        command = getattr(importlib.import_module(module_name), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{target} is not a click command")
        return command


@click.group(cls=RecordGroup)
def record() -> None:
    """Keep the record: incidents, who says so, tallies, and what they show."""
