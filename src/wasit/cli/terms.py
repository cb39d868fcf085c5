"""``wasit terms``: what both could accept, what to ask next, what waits for what, in which order.

For the desk's eyes only. Findings are computed from a file, or from what the case's journal holds;
pieces are taken down into the journal. Each sub-command is imported when named.
"""

import importlib

import click

__all__ = ["terms"]

COMMANDS: dict[str, str] = {
    "ask": "wasit.cli.terms_findings:ask",
    "board": "wasit.cli.terms_drawing:board",
    "check-off": "wasit.cli.terms_plan:check_off",
    "commit": "wasit.cli.terms_plan:commit",
    "conditions": "wasit.cli.terms_findings:conditions",
    "draw": "wasit.cli.terms_drawing:draw",
    "issue": "wasit.cli.terms_wishes:issue",
    "limit": "wasit.cli.terms_wishes:limit",
    "link": "wasit.cli.terms_wishes:link",
    "order": "wasit.cli.terms_findings:order",
    "pieces": "wasit.cli.terms_keeping:pieces",
    "prefer": "wasit.cli.terms_wishes:prefer",
    "record": "wasit.cli.terms_keeping:record",
    "solve": "wasit.cli.terms_findings:solve_command",
    "stand-by": "wasit.cli.terms_keeping:stand_by",
    "step": "wasit.cli.terms_plan:step",
    "take-back": "wasit.cli.terms_keeping:take_back",
    "text": "wasit.cli.terms_findings:text",
    "version": "wasit.cli.terms_keeping:version",
    "weigh": "wasit.cli.terms_wishes:weigh",
}


class TermsGroup(click.Group):
    """The sub-commands on terms, each imported when named."""

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


@click.group(cls=TermsGroup)
def terms() -> None:
    """Packages, conditions and order: what both could accept, for the desk's eyes only."""
