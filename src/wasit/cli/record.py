"""``wasit record``: the record of what happens outside the rooms, of a case or on files.

Each sub-command lives in a module of its own and is imported when named, because the analysis
libraries are an extra: without ``wasit[record]`` a command that needs them says so in one line.
"""

import click

from wasit.cli.lazy_group import LazyGroup

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


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def record() -> None:
    """Keep the record: incidents, who says so, tallies, and what they show."""
