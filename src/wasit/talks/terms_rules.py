"""Rules of entries on terms: their form, and that the sides they name are the case's.

What an entry says of another (a preference on an issue, a condition on a commitment) is not checked
here: two desk devices may record at once, and the later entry may lose what it rests on. The fold
in ``wasit.terms`` sets such a piece aside and says so.
"""

import re
from collections.abc import Iterable
from fractions import Fraction

from wasit.talks.deeds import (
    Adhered,
    Committed,
    KeptTerm,
    StepChecked,
    StepPlanned,
    TermBody,
    TextVersion,
)
from wasit.talks.grounds import a_moment, known, some_text
from wasit.talks.journal_state import JournalFold
from wasit.talks.people import Authored
from wasit.talks.void import NotWellFormed
from wasit.talks.wishes import (
    Amount,
    IssueNamed,
    LimitTold,
    Linked,
    LinkForm,
    OptionRefused,
    OptionsTaken,
    Preferred,
    SideAmount,
    TermTold,
    TermWithdrawn,
    ThingsListed,
    Weighed,
    WeightsOrdered,
)

__all__ = ["check_term", "keep_term"]

_NUMBER = re.compile(r"-?\d+(\.\d+)?(/\d+(\.\d+)?)?", re.ASCII)
_MOST_LETTERS = 64
_HASH = re.compile(r"[0-9a-f]{64}")


def check_term(fold: JournalFold, body: TermBody) -> None:
    """Return when it may be put on record."""
    a_moment(body.said_at)
    if body.source is not None:
        known(fold.rooms, body.source.room, "room")
    if isinstance(body, TermWithdrawn):
        some_text(body.why, "why it holds no longer")
        if isinstance(known(fold.terms, body.number, "entry on terms").body, TermWithdrawn):
            raise NotWellFormed(
                "a withdrawal is not withdrawn; say anew what holds. Nothing was changed"
            )
        return
    _check_correction(fold, body)
    match body:
        case Preferred() | Weighed() | WeightsOrdered() | LimitTold() | OptionRefused():
            known(fold.rooms, body.side, "room")
            _check_wish(body)
        case IssueNamed() | Linked() | ThingsListed():
            _check_shape(fold, body)
        case _:
            _check_deed(fold, body)


def keep_term(fold: JournalFold, entry: Authored[object], body: TermBody) -> None:
    """Put on record what was checked."""
    fold.terms[entry.number] = KeptTerm(
        number=entry.number, at=entry.at, by=entry.author.id, body=body
    )


def _check_correction(fold: JournalFold, body: TermTold) -> None:
    if body.corrects is None:
        return
    corrected = known(fold.terms, body.corrects, "entry on terms").body
    if type(corrected) is not type(body):
        raise NotWellFormed(
            f"number {body.corrects} is an entry of another kind; nothing was corrected"
        )


def _check_wish(
    body: Preferred | Weighed | WeightsOrdered | LimitTold | OptionRefused,
) -> None:
    match body:
        case Preferred():
            some_text(body.issue, "the issue")
            _one_of(body.worth or body.order, body.points, "amounts or an order, or points,")
            for each in body.worth:
                some_text(each.option, "an option")
                _an_amount(each.amount)
            _each_once(body.order)
            for point in body.points:
                _numbers(point.number, point.worth)
        case Weighed():
            some_text(body.issue, "the issue")
            if _an_amount(body.amount) < 0:
                raise NotWellFormed("a weight is nought or more; it was not taken")
        case WeightsOrdered():
            _each_once(body.issues)
            _one_of(body.issues, (), "issues")
        case LimitTold():
            _one_of((body.amount,) if body.amount else (), body.package, "an amount or a package")
            if body.amount is not None:
                _an_amount(body.amount)
            _taken(body.package)
        case OptionRefused():
            some_text(body.issue, "the issue")
            some_text(body.option, "the option refused")


def _check_shape(fold: JournalFold, body: IssueNamed | Linked | ThingsListed) -> None:
    match body:
        case IssueNamed():
            some_text(body.name, "the issue's name")
            _each_once((*body.options, *body.things))
            _numbers(*(each for each in (body.low, body.high, body.step, body.rate) if each))
        case Linked():
            some_text(body.id, "the linkage's id")
            _taken(body.of)
            _taken(body.then)
            if not body.of or bool(body.then) != (body.form is LinkForm.IF_THEN):
                raise NotWellFormed(
                    "a linkage names issues, and an if alone has a then; nothing was linked"
                )
        case ThingsListed():
            some_text(body.name, "the list's name")
            _each_once(body.things)
            for points in body.points:
                known(fold.rooms, points.side, "room")
                for each in points.points:
                    _an_amount(each.amount)


def _check_deed(
    fold: JournalFold, body: Committed | StepPlanned | StepChecked | TextVersion | Adhered
) -> None:
    match body:
        case Committed() | StepPlanned():
            for text, what in ((body.id, "the id"), (body.who, "who acts"), (body.what, "what")):
                some_text(text, what)
            _worths(fold, body.worth)
            time = body.until if isinstance(body, Committed) else body.due
            if time:
                a_moment(time)
            if isinstance(body, Committed) and body.parts < 1:
                raise NotWellFormed("a deed has one part or more; nothing was recorded")
        case StepChecked():
            some_text(body.step, "the step")
            some_text(body.proof, "the proof that was seen")
            a_moment(body.at)
        case TextVersion():
            for text, what in (
                (body.text, "the text's name"),
                (body.id, "the version's id"),
                (body.words, "the text"),
            ):
                some_text(text, what)
        case Adhered():
            known(fold.rooms, body.side, "room")
            some_text(body.text, "the text's name")
            if body.text_hash and not _HASH.fullmatch(body.text_hash):
                raise NotWellFormed(
                    "seen no hash of a text where one was expected; nothing was taken"
                )


def _worths(fold: JournalFold, worth: Iterable[SideAmount]) -> None:
    for each in worth:
        known(fold.rooms, each.side, "room")
        _an_amount(each.amount)


def _an_amount(amount: Amount) -> Fraction:
    """The least that the amount may be."""
    low = _number(amount.low)
    if amount.high and _number(amount.high) < low:
        raise NotWellFormed(
            f"a range runs from {amount.low} down to {amount.high}; it was not taken"
        )
    return low


def _numbers(*texts: str) -> None:
    for text in texts:
        _number(text)


def _number(text: str) -> Fraction:
    if _NUMBER.fullmatch(text) and len(text) <= _MOST_LETTERS:
        over, _, under = text.partition("/")
        below = Fraction(under or "1")
        if below:
            return Fraction(over) / below
    raise NotWellFormed(f"seen {text[:80]!r} where a number was expected; it was not taken")


def _taken(meant: Iterable[OptionsTaken]) -> None:
    for each in meant:
        some_text(each.issue, "the issue")
        if not each.options:
            raise NotWellFormed(f"no option of issue {each.issue!r} is named; nothing was taken")
        _each_once(each.options)


def _each_once(names: tuple[str, ...]) -> None:
    for name in names:
        some_text(name, "a name")
    if len(set(names)) < len(names):
        raise NotWellFormed(f"one of {', '.join(names)} is named twice; nothing was taken")


def _one_of(first: tuple[object, ...], second: tuple[object, ...], what: str) -> None:
    if bool(first) == bool(second):
        raise NotWellFormed(f"{what} were expected, and only one of them; nothing was taken")
