"""``wasit record release``: tell a room parts of the record, past the gate like any other words."""

import contextlib
from typing import Any

import click

from wasit.cli.crossing_options import reasoned, show_findings
from wasit.cli.home import home_options, json_option, sheet_option
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.plain_text import echo_json, isolated, note
from wasit.cli.record_files import DAY, needing_extra
from wasit.cli.record_source import at_book
from wasit.cli.text_type import TEXT

__all__ = ["release"]


@click.command("release")
@click.argument("parts", nargs=-1, required=True, metavar="PART...")
@click.option("--to", "room", type=TEXT, required=True, help="The room that is told.")
@click.option("--known-on", type=DAY, help="Tell it as it was known on this day.")
@click.option("--reason", type=TEXT, help="Why words go past a finding that stops.")
@leaving_options
@json_option
@home_options
@sheet_option
def release(
    parts: tuple[str, ...],
    room: str,
    reason: str | None,
    *,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Tell a room incidents, claims (CLAIM, or ROW#field) or tallies, each with who says it.

    Exits 4 where the gate refuses, or where a claim is not for that room.
    """
    needing_extra("wasit.seat.record_book")
    from wasit.seat import releasing
    from wasit.seat.previewing import preview

    with at_book(given) as book:
        case = book.open_case(known_on=given["known_on"])
        with contextlib.closing(case):
            crossing = releasing.release_crossing(book, case, room, parts)
        seen = preview(book.desk, crossing)
        show_findings(seen.findings)
        words = "\n".join(f"  {isolated(each)}" for each in crossing.sentences)
        shown = f"To {isolated(room)}, in the desk's own words:\n{words}"
        if seen.refusal is None:
            crossing = reasoned(crossing, seen, reason)
            if not confirmed(shown, yes=yes, dry_run=dry_run):
                return
        elif dry_run:
            note(shown)
            raise seen.refusal
        conveyance = releasing.release(book, crossing, parts)
    if as_json:
        echo_json({"conveyance": conveyance, "room": room, "parts": list(parts)})
    else:
        click.echo(f"Told; the conveyance is {conveyance[:6]}.")
