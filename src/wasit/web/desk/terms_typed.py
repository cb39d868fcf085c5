"""Pieces on terms as forms give them: amounts and ranges, names with amounts, options, a source.

A list is typed one to a line; ``NAME = AMOUNT`` gives an amount to an option, an issue or a side,
and ``ISSUE = OPTION`` names an option. Digits of any of the three sets are read.
"""

import unicodedata
from collections.abc import Iterator

from wasit.seat.references import statement_named
from wasit.seat.terms import record_terms
from wasit.talks.crossing import SourceRef
from wasit.terms.own_format import Amount, TermsFile
from wasit.web.language import plain_digits
from wasit.web.marks_typed import time_typed
from wasit.web.visit import NotFilledIn, Visit

__all__ = [
    "amount_of",
    "amounts_of",
    "keep",
    "lines_of",
    "options_of",
    "source_typed",
    "word_needed",
    "word_typed",
    "words_typed",
]


def words_typed(visit: Visit, name: str) -> str:
    """What was typed, in the form in which entries are signed, its lines ended one way."""
    text = visit.typed(name).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def word_typed(visit: Visit, name: str) -> str:
    """A name or a line, in the form in which entries are signed."""
    return " ".join(words_typed(visit, name).split())


def word_needed(visit: Visit, name: str, what: str) -> str:
    """A name or a line that may not be empty.

    Raises:
        NotFilledIn: it is.
    """
    word = word_typed(visit, name)
    if not word:
        raise NotFilledIn(f"{what} is empty; nothing was taken down")
    return word


def lines_of(text: str) -> list[str]:
    """The lines that hold something, without blanks around them.

    >>> lines_of(" a week\\n\\na month ")
    ['a week', 'a month']
    """
    return [line.strip() for line in text.split("\n") if line.strip()]


def amount_of(text: str) -> Amount:
    """The number or range that was typed.

    >>> amount_of("0.4"), amount_of("1/3 .. ۰.۶")
    ('0.4', ['1/3', '0.6'])
    """
    low, dots, high = plain_digits(text).replace("\u066b", ".").partition("..")
    return [low.strip(), high.strip()] if dots else low.strip()


def amounts_of(text: str) -> dict[str, Amount]:
    """Lines ``NAME = AMOUNT`` as names with amounts.

    >>> amounts_of("a week = 0.4..0.6\\nnone = 0")
    {'a week': ['0.4', '0.6'], 'none': '0'}
    """
    return {name: amount_of(amount) for name, amount in _named(text)}


def options_of(text: str) -> dict[str, list[str]]:
    """Lines ``ISSUE = OPTION`` as issues with the options meant; any of several of one issue.

    >>> options_of("Truce = a week\\nTruce = a month")
    {'Truce': ['a week', 'a month']}
    """
    found: dict[str, list[str]] = {}
    for name, option in _named(text):
        found.setdefault(name, []).append(option)
    return found


def source_typed(visit: Visit) -> SourceRef | None:
    """The statement on which what was typed rests, if one is named.

    Raises:
        NoSuchId, AmbiguousId: nothing, or more than one, fits.
    """
    typed = word_typed(visit, "source")
    return statement_named(typed, visit.desk.rooms()) if typed else None


def keep(visit: Visit, file: TermsFile) -> None:
    """Take the pieces down with the source that was typed.

    Raises:
        NotFilledIn, PieceDoesNotFit, NotOnePiece, VoidEntry: nothing was taken down.
    """
    rooms = visit.desk.rooms()
    count, _ = record_terms(
        visit.desk,
        file,
        source_of=lambda typed: statement_named(typed, rooms),
        source=word_typed(visit, "source"),
        said_at=time_typed(visit.typed("said_at")) or "",
        may_use=bool(visit.typed("may_use")),
        corrects=visit.number_typed("corrects"),
    )
    if not count:
        raise NotFilledIn("nothing was typed that is a piece; nothing was taken down")
    visit.at.tell()


def _named(text: str) -> Iterator[tuple[str, str]]:
    for line in lines_of(text):
        name, equals, value = line.rpartition("=")
        if not equals or not name.strip() or not value.strip():
            raise NotFilledIn(
                f"{line!r} was typed where NAME = VALUE was expected; nothing was taken down"
            )
        yield name.strip(), value.strip()
