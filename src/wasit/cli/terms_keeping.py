"""``wasit terms record, version, stand-by, take-back, pieces``: texts, and all pieces."""

import sys
from pathlib import Path

import click

from wasit.cli.home import at_desk, json_option
from wasit.cli.plain_text import echo_json, isolated
from wasit.cli.terms_typed import keep, piece_command
from wasit.cli.text_type import TEXT, in_signed_form
from wasit.errors import BadInput
from wasit.seat.desk import DeskSeat
from wasit.seat.references import statement_named
from wasit.seat.terms import adhere, pieces_on_record, withdraw_term
from wasit.terms.own_format import TermsFile, TextIn, VersionIn, parse_terms_file

__all__ = ["pieces", "record", "stand_by", "take_back", "version"]


class UnreadableWords(BadInput):
    """A file of words that cannot be read as text. Nothing was recorded."""

    code = "words-unreadable"
    advice = "Give a file of UTF-8 text, or - and the text on stdin."


@click.command("record")
@click.argument("file")
@click.option("--from", "source", default="", help="The statement for pieces that name none.")
@click.option("--said-at", default="", help="Since when they hold, in UTC (else as stated there).")
@click.option("--may-use", is_flag=True, help="All of it may shape a draft.")
@click.option("--corrects", type=int, help="The number of the entry that the one piece corrects.")
@json_option
@at_desk
def record(
    desk: DeskSeat,
    *,
    file: str,
    source: str,
    said_at: str,
    may_use: bool,
    corrects: int | None,
    as_json: bool,
) -> None:
    """Take down every piece of FILE, a terms file in TOML (- for stdin).

    Statements are named as in wasit statements (ROOM/ID#N); a [[statements]] table with such an id
    may say may_use and at.
    """
    keep(
        desk,
        parse_terms_file(_words_in(file), name=file),
        source=source,
        said_at=said_at,
        may_use=may_use,
        corrects=corrects,
        as_json=as_json,
    )


@piece_command("version")
@click.argument("text", type=TEXT)
@click.argument("id", type=TEXT)
@click.argument("file")
@click.option("--by", type=TEXT, default="", help="Who drafted it.")
def version(*, text: str, id: str, file: str, by: str) -> TermsFile:  # noqa: A002 - their word
    """Take down version ID of the TEXT of that name, from FILE (- for stdin).

    Square brackets hold what is not agreed, and a bar parts alternatives: [before | once].
    """
    made = VersionIn(id=id, words=_words_in(file), by=by)
    return TermsFile(texts=[TextIn(name=text, versions=[made])])


@click.command("stand-by")
@click.argument("side", type=TEXT)
@click.argument("text", type=TEXT)
@click.option("--version", type=TEXT, default="", help="Which version (else the newest).")
@click.option("--from", "source", default="", help="The statement by which they say so.")
@click.option("--said-at", default="", help="When they said so, in UTC.")
@json_option
@at_desk
def stand_by(
    desk: DeskSeat,
    *,
    side: str,
    text: str,
    version: str,
    source: str,
    said_at: str,
    as_json: bool,
) -> None:
    """Take down that SIDE told the intermediary that it stands by TEXT. No other side learns of it.

    What it stands by is the hash of the words; a later version asks for it anew.
    """
    digest = adhere(
        desk,
        side,
        text,
        version=version,
        said_at=said_at,
        source=statement_named(source, desk.rooms()) if source else None,
    )
    if as_json:
        echo_json({"side": side, "text": text, "hash": digest})
    else:
        click.echo(f"{isolated(side)} stands by {digest}")


@click.command("take-back")
@click.argument("number", type=int)
@click.option("--why", type=TEXT, required=True, help="Why it holds no longer, or never held.")
@click.option("--mistaken", is_flag=True, help="It was taken down wrongly and never held.")
@click.option("--said-at", default="", help="From when on, in UTC (else now).")
@at_desk
def take_back(desk: DeskSeat, *, number: int, why: str, mistaken: bool, said_at: str) -> None:
    """Take back the piece that the journal has under NUMBER; it stays in the journal."""
    withdraw_term(desk, number, why=why, said_at=said_at, mistaken=mistaken)
    click.echo("Taken down in the journal.")


@click.command("pieces")
@click.option("--all", "every", is_flag=True, help="Also those that hold no longer, or not yet.")
@click.option("--known-at", default="", help="From the journal as it was at this UTC time.")
@click.option("--held-at", default="", help="What held at this UTC time.")
@json_option
@at_desk
def pieces(desk: DeskSeat, *, every: bool, known_at: str, held_at: str, as_json: bool) -> None:
    """List what the journal holds on terms, piece by piece, with numbers and sources."""
    listed = [
        each
        for each in pieces_on_record(desk, known_at=known_at, held_at=held_at)
        if every or each.state == "holds"
    ]
    if as_json:
        echo_json([each.as_json() for each in listed])
        return
    for each in listed:
        state = "" if each.state == "holds" else f"({each.state}) "
        rests = f"  from {isolated(each.source)}" if each.source else ""
        click.echo(f"{each.number}  {each.said_at}  {state}{isolated(each.text)}{rests}")


def _words_in(file: str) -> str:
    """The text in a file, or (``-``) on stdin.

    Raises:
        UnreadableWords: there is none.
    """
    try:
        raw = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableWords(f"{file} cannot be read as text ({error})") from error
    return in_signed_form(raw)
