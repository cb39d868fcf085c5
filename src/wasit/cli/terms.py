"""``wasit terms``: what both could accept, what to ask next, what waits for what, in which order.

For the desk's eyes only. Findings are computed from a file, or from what the case's journal holds;
pieces are taken down into the journal. Each sub-command is imported when named.
"""

import click

from wasit.cli.lazy_group import LazyGroup

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


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def terms() -> None:
    """Packages, conditions and order: what both could accept, for the desk's eyes only."""
