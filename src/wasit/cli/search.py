"""``wasit search``: everything this seat may see, by words however they are spelled."""

import click

from wasit.cli.attaching import sentence_words
from wasit.cli.home import at_seat, json_option
from wasit.cli.mark_options import code_named
from wasit.cli.plain_text import echo_json, isolated, short
from wasit.cli.reading import inbox_sentence_json
from wasit.cli.text_type import TEXT
from wasit.seat.searching import Found, Query, Searcher, query_typed, spans_in
from wasit.seat.seat import Seat
from wasit.talks.marks import MarkCode

__all__ = ["search"]


@click.command()
@click.argument("words", type=TEXT, nargs=-1)
@click.option("--room", "only", type=TEXT, help="Only this room (at the desk; or journal).")
@click.option("--speaker", type=TEXT, help="Only of whom this is a part of the name.")
@click.option("--mark", help="Only what has a sentence under this mark in force.")
@click.option("--since", help="Only from this UTC time on, or the beginning of one (2024-01).")
@click.option("--until", help="Only up to this UTC time, or the beginning of one.")
@click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(1), help="At most so many."
)
@json_option
@at_seat
def search(
    seat: Seat,
    *,
    words: tuple[str, ...],
    only: str | None,
    speaker: str | None,
    mark: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find WORDS in everything this seat may see, the newest first.

    All of them must occur, whole or as parts; a quoted phrase is one. Accents, vowel signs, digits
    and the spellings of Arabic and Persian letters make no difference.
    """
    query = query_typed(
        " ".join(words), room=only, speaker=speaker, mark=_mark(mark), since=since, until=until
    )
    found = Searcher(seat).search(query, limit=limit)
    if as_json:
        echo_json([_plain(each, query) for each in found])
        return
    for each in found:
        named = short(each.id) if each.id else "-"
        click.echo(
            f"{named}  {isolated(each.room)} {each.number}  {each.at}  {isolated(each.author)}  "
            f"{each.kind}:"
        )
        for sentence in each.sentences:
            state = "  (withdrawn)" if sentence.withdrawn else ""
            click.echo(
                f"    #{sentence.place} {sentence_words(sentence.text, sentence.file)}{state}"
            )
    if not found:
        click.echo("Nothing found.")


def _mark(typed: str | None) -> MarkCode | None:
    if typed is None:
        return None
    try:
        return code_named(typed)
    except ValueError:
        raise click.BadParameter(f"{typed!r} is no mark") from None


def _plain(each: Found, query: Query) -> dict[str, object]:
    return {
        "room": each.room,
        "id": each.id,
        "number": each.number,
        "at": each.at,
        "author": each.author,
        "kind": each.kind,
        "sentences": [
            {
                **inbox_sentence_json(sentence),
                "spans": [list(span) for span in spans_in(sentence.text, query.words)],
            }
            for sentence in each.sentences
        ],
    }
