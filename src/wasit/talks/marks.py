"""Marks: what a side allows to be done with its words.

A mark permits three things apart: that the exact *wording* crosses, that the *substance* crosses
in other words, and that the *origin* is named. ``PERMITS`` is that table. Additions can only take
away: a mark may bar everything for a time, for a counterpart, or until something happened. Where
several marks hold at once the strictest holds: what every one of them permits.

Whether an offer was made or an event happened is told by the journal; this file takes it as an
argument and knows no log.
"""

from enum import StrEnum

from wasit.talks.moments import is_moment
from wasit.talks.people import Value
from wasit.talks.same_words import is_blank
from wasit.talks.void import NoText, NotWellFormed

__all__ = [
    "ALL",
    "NOTHING",
    "PERMITS",
    "Bar",
    "Mark",
    "MarkCode",
    "Permits",
    "Situation",
    "bar_of",
    "check_mark",
    "first_mark_id",
    "permits_now",
    "strictest",
]


class MarkCode(StrEnum):
    """The five marks, by the words used for them in files."""

    EARS_ONLY = "ears_only"
    VERBATIM = "verbatim"
    IN_SUBSTANCE = "in_substance"
    OWN_IDEA = "own_idea"
    IF_OFFER = "if_offer"


class Mark(Value, frozen=True, kw_only=True):
    """What may be done with a sentence.

    Attributes:
        code: one of the five marks.
        to: name of the only counterpart it may go to, as the speaker's room knows it; a name that
            stands for no room lets it go nowhere.
        not_before: the time before which nothing crosses.
        not_before_event: words naming the event before which nothing crosses.
        until: the time after which nothing crosses.
        personal_capacity: said without instructions; that must travel with the words.
        ad_referendum: subject to the principal's confirmation; that must travel with the words.
        offer: for ``if_offer``: the text of what they would have to offer.
        then: for ``if_offer``: the mark that holds once they have.
    """

    code: MarkCode
    to: str | None = None
    not_before: str | None = None
    not_before_event: str | None = None
    until: str | None = None
    personal_capacity: bool = False
    ad_referendum: bool = False
    offer: str | None = None
    then: "Mark | None" = None


class Permits(Value, frozen=True, kw_only=True, omit_defaults=False):
    """What may cross: the exact wording, the substance in other words, the naming of the origin."""

    wording: bool
    substance: bool
    origin: bool


NOTHING = Permits(wording=False, substance=False, origin=False)
ALL = Permits(wording=True, substance=True, origin=True)

PERMITS: dict[MarkCode, Permits] = {
    MarkCode.EARS_ONLY: NOTHING,
    MarkCode.VERBATIM: Permits(wording=True, substance=False, origin=True),
    MarkCode.IN_SUBSTANCE: Permits(wording=False, substance=True, origin=True),
    MarkCode.OWN_IDEA: Permits(wording=False, substance=True, origin=False),
    MarkCode.IF_OFFER: NOTHING,
}
"""The table of marks. ``if_offer`` permits nothing until the offer is met; then its second mark."""


class Bar(StrEnum):
    """Why a mark lets nothing at all cross just now."""

    EARS_ONLY = "ears_only"
    OFFER_UNMET = "offer_unmet"
    NOT_BEFORE = "not_before"
    EXPIRED = "expired"
    OTHER_COUNTERPART = "other_counterpart"


class Situation(Value, frozen=True, kw_only=True):
    """What a mark is held against.

    Attributes:
        now: the time of the decision.
        target_names: the names under which the speaker's room knows the target.
        offer_met: whether the desk has recorded the offer with the statement that shows it.
        event_happened: whether the desk has recorded the event.
    """

    now: str
    target_names: tuple[str, ...] = ()
    offer_met: bool = False
    event_happened: bool = False


def bar_of(mark: Mark, situation: Situation) -> Bar | None:
    """Why ``mark`` lets nothing cross in this situation; None where its table row applies."""
    if mark.code is MarkCode.EARS_ONLY:
        return Bar.EARS_ONLY
    if mark.code is MarkCode.IF_OFFER and not situation.offer_met:
        return Bar.OFFER_UNMET
    if mark.not_before is not None and situation.now < mark.not_before:
        return Bar.NOT_BEFORE
    if mark.not_before_event is not None and not situation.event_happened:
        return Bar.NOT_BEFORE
    if mark.until is not None and situation.now > mark.until:
        return Bar.EXPIRED
    if mark.to is not None and mark.to not in situation.target_names:
        return Bar.OTHER_COUNTERPART
    return bar_of(mark.then, situation) if mark.then is not None else None


def permits_now(mark: Mark, situation: Situation) -> Permits:
    """What ``mark`` lets cross in this situation."""
    if bar_of(mark, situation) is not None:
        return NOTHING
    return PERMITS[mark.then.code if mark.then is not None else mark.code]


def strictest(*permits: Permits) -> Permits:
    """What every one of ``permits`` allows; everything where none is given.

    >>> strictest(PERMITS[MarkCode.VERBATIM], PERMITS[MarkCode.OWN_IDEA]) == NOTHING
    True
    """
    return Permits(
        wording=all(each.wording for each in permits),
        substance=all(each.substance for each in permits),
        origin=all(each.origin for each in permits),
    )


def first_mark_id(statement: str, sentence: str) -> str:
    """The id of the mark that a sentence was spoken under."""
    return f"{statement}/{sentence}"


def check_mark(mark: Mark) -> None:
    """Return when ``mark`` is whole.

    Raises:
        NotWellFormed: an offer without ``if_offer`` or the reverse, a second mark that is
            ``if_offer`` again, or a time that is no time.
        NoText: the offer, event or counterpart is empty.
    """
    conditional = mark.code is MarkCode.IF_OFFER
    if conditional != (mark.offer is not None) or conditional != (mark.then is not None):
        raise NotWellFormed(
            "an offer and a second mark belong to if_offer, and to no other mark; "
            "the mark was not taken"
        )
    for text in (mark.offer, mark.not_before_event, mark.to):
        if text is not None and is_blank(text):
            raise NoText("the offer, event or counterpart of a mark is empty; it was not taken")
    for time in (mark.not_before, mark.until):
        if time is not None and not is_moment(time):
            raise NotWellFormed(f"seen {time!r} in a mark where a UTC time was expected")
    if mark.then is not None:
        if mark.then.code is MarkCode.IF_OFFER:
            raise NotWellFormed("the second mark of if_offer is if_offer again; it was not taken")
        check_mark(mark.then)
