"""Rules of the record in the journal: what a claim or a judgement may refer to.

``check_record_entry`` raises before anything is changed; ``keep_record_entry`` then changes the
fold and cannot fail. Whether words for kinds and units are words of the record is not asked here:
the fold must not change when a later version knows more of them.
"""

import re
from typing import assert_never

from wasit.talks.grounds import known, new_id, some_text
from wasit.talks.people import Authored
from wasit.talks.record_entries import (
    BearingJudged,
    ClaimMade,
    ClaimRelation,
    ClaimsMade,
    PromiseWatched,
    RecordEntry,
    RecordReleased,
    RuleKept,
    SameEventJudged,
    SourceGraded,
    TallyClaimed,
    ThreatNoted,
    VintageTaken,
)
from wasit.talks.record_state import KeptClaim, KeptJudgement, RecordFold
from wasit.talks.void import NotWellFormed

__all__ = ["check_record_entry", "keep_record_entry"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_GRADES = frozenset("ABCDEF")


def check_record_entry(fold: RecordFold, body: RecordEntry) -> None:
    """Return when the entry may be put on record."""
    match body:
        case VintageTaken():
            _check_vintage(fold, body)
        case ClaimsMade():
            _check_claims(fold, body)
        case SourceGraded():
            some_text(body.source, "the source that is graded")
            _grade(body.reliability)
        case TallyClaimed():
            _check_tally(fold, body)
        case RuleKept():
            some_text(body.name, "the rule's name")
            some_text(body.words, "the rule in words")
        case PromiseWatched():
            some_text(body.name, "the understanding's name")
            some_text(body.promised, "what was promised")
            _day(body.since)
            _day(body.until, may_lack=True)
        case BearingJudged():
            known(fold.promises, body.promise, "understanding")
            _incident(fold, body.incident)
            some_text(body.why, "why it bears so")
        case ThreatNoted():
            some_text(body.name, "the threat's name")
            some_text(body.words, "what was announced")
            _day(body.said_on)
        case SameEventJudged():
            _check_pair(fold, body)
        case RecordReleased():
            some_text(body.room, "the room that was told")
            some_text(body.conveyance, "the conveyance that told it")
        case _:
            assert_never(body)


def _check_vintage(fold: RecordFold, body: VintageTaken) -> None:
    new_id(body.id, {each.id for each in fold.vintages}, "vintage")
    some_text(body.series, "the series")
    if "/" in body.series or "#" in body.series:
        raise NotWellFormed(f"{body.series!r} holds / or #, and is no series; nothing was taken in")
    _day(body.learned_on)
    if min(body.rows, body.added, body.changed, body.withdrawn, body.kept_aside) < 0:
        raise NotWellFormed("a vintage counts less than nought; it was not taken")


def _check_tally(fold: RecordFold, body: TallyClaimed) -> None:
    new_id(body.id, fold.tallies, "tally")
    some_text(body.of, "what is counted")
    some_text(body.said_by, "who claims the total")
    _day(body.learned_at)
    for text in (body.since, body.until, body.said_at):
        _day(text, may_lack=True)


def _check_pair(fold: RecordFold, body: SameEventJudged) -> None:
    for each in (body.one, body.other):
        _incident(fold, each)
    if body.one == body.other:
        raise NotWellFormed("an incident was judged against itself; nothing was kept")


def keep_record_entry(fold: RecordFold, entry: Authored[object], body: RecordEntry) -> None:
    """Put on record what was checked."""
    match body:
        case VintageTaken():
            fold.vintages.append(body)
        case ClaimsMade():
            if body.opens:
                fold.opened[body.incident] = entry.number
            for claim in body.claims:
                fold.claims[claim.id] = KeptClaim(
                    incident=body.incident,
                    claim=claim,
                    number=entry.number,
                    at=entry.at,
                    by=entry.author.id,
                )
        case SourceGraded():
            fold.sources[body.source] = body
        case TallyClaimed():
            fold.tallies[body.id] = body
        case RuleKept():
            fold.rules[body.name] = body
        case PromiseWatched():
            fold.promises[body.name] = body
        case BearingJudged():
            fold.bearings.setdefault(body.promise, {})[body.incident] = body
        case ThreatNoted():
            fold.threats[body.name] = body
        case SameEventJudged():
            fold.pairs.append(KeptJudgement(judged=body, at=entry.at, by=entry.author.id))
        case RecordReleased():
            fold.released.append(body)
        case _:
            assert_never(body)


def _check_claims(fold: RecordFold, body: ClaimsMade) -> None:
    if not body.claims:
        raise NotWellFormed("an entry on an incident claims nothing; it was not taken")
    if body.opens:
        new_id(body.incident, fold.opened, "incident")
    else:
        _incident(fold, body.incident)
    given: set[str] = set()
    for claim in body.claims:
        new_id(claim.id, fold.claims.keys() | given, "claim")
        given.add(claim.id)
        _check_claim(fold, claim, incident=body.incident)


def _check_claim(fold: RecordFold, claim: ClaimMade, *, incident: str) -> None:
    some_text(claim.field, "the field of a claim")
    some_text(claim.said_by, "who says it")
    _day(claim.learned_at)
    _day(claim.said_at, may_lack=True)
    if claim.reliability:
        _grade(claim.reliability)
    if not 1 <= claim.credibility <= 6:
        raise NotWellFormed(f"credibility {claim.credibility} is none of 1 to 6; it was not taken")
    figures = [each for each in (claim.low, claim.best, claim.high) if each is not None]
    if figures != sorted(figures) or any(each < 0 for each in figures):
        raise NotWellFormed("low, best and high are no range; the claim was not taken")
    if bool(claim.value) == bool(figures) and claim.relation is not ClaimRelation.WITHDRAWS:
        raise NotWellFormed("a claim says a value or a range, and one of them; it was not taken")
    if (claim.relation is ClaimRelation.ADDS) == bool(claim.earlier):
        raise NotWellFormed(
            f"a claim {claim.relation.value} {claim.earlier or 'no earlier one'}; it was not taken"
        )
    if claim.earlier and "/" not in claim.earlier:
        earlier = known(fold.claims, claim.earlier, "claim")
        if earlier.incident != incident:
            raise NotWellFormed("the earlier claim is of another incident; it was not taken")


def _incident(fold: RecordFold, name: str) -> None:
    """Return when the name is an own incident's, or a row's of a series that was taken in."""
    series, slash, row = name.partition("/")
    if not slash:
        known(fold.opened, name, "incident")
        return
    known({each.series: each for each in fold.vintages}, series, "series")
    some_text(row, "the row of an incident")


def _grade(letter: str) -> None:
    if letter not in _GRADES:
        raise NotWellFormed(f"reliability {letter!r} is none of A to F; it was not taken")


def _day(text: str, *, may_lack: bool = False) -> None:
    """Return when the text is a day as YYYY-MM-DD."""
    if (may_lack and not text) or _DAY.fullmatch(text):
        return
    raise NotWellFormed(f"seen {text!r} where a day was expected; it was not taken")
