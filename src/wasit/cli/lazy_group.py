"""A group whose commands are imported when named, so that ``wasit --help`` starts at once."""

import importlib
from collections.abc import Mapping
from typing import Any

import click

__all__ = ["LazyGroup"]


class LazyGroup(click.Group):
    """A group of ``commands_at``: sub-command name to ``module:attribute``."""

    def __init__(self, *given: Any, commands_at: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        self._commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, sorted."""
        return sorted({*self._commands_at, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None for click's own usage error."""
        target = self._commands_at.get(cmd_name)
        if target is None:
            return super().get_command(ctx, cmd_name)
        module_name, _, attribute = target.partition(":")
        command = getattr(importlib.import_module(module_name), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{target} is not a click command")
        return command
