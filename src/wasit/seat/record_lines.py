"""Entries of the record in one line of plain words each, for the journal's screen."""

from typing import assert_never

from wasit.talks.record_entries import (
    BearingJudged,
    ClaimMade,
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

__all__ = ["claim_line", "record_line"]


def record_line(body: RecordEntry) -> str:
    """What the entry puts on record."""
    match body:
        case VintageTaken():
            return (
                f"taken in: {body.series} ({body.format}), {body.rows} rows; {body.added} added, "
                f"{body.changed} changed, {body.withdrawn} withdrawn, {body.kept_aside} kept aside"
            )
        case ClaimsMade():
            said = "; ".join(claim_line(each) for each in body.claims)
            return f"incident {body.incident}{' (new)' if body.opens else ''}: {said}"
        case SourceGraded():
            return f"source {body.source} graded {body.reliability}. {body.why}".strip()
        case TallyClaimed():
            return f"tally: {body.said_by} claims {body.number} {body.of}"
        case RuleKept():
            return f"counting rule {body.name}: {body.words}"
        case PromiseWatched():
            return f"understanding {body.name}: {body.promised}, by {body.by}, from {body.since}"
        case BearingJudged():
            return f"{body.incident} {body.bearing} ({body.promise}): {body.why}"
        case ThreatNoted():
            return f"threat {body.name}, by {body.said_by}: {body.words}"
        case SameEventJudged():
            why = f": {body.why}" if body.why else ""
            return f"{body.one} and {body.other}: {body.verdict.value}{why}"
        case RecordReleased():
            return f"released to {body.room}: {', '.join(body.parts)}"
        case _:
            assert_never(body)


def claim_line(claim: ClaimMade) -> str:
    """One claim in a few words: field, value, who says so."""
    figures = (claim.low, claim.best, claim.high)
    value = claim.value
    if any(each is not None for each in figures):
        low, best, high = ("?" if each is None else str(each) for each in figures)
        value = f"{best} ({low} to {high})"
    does = "" if not claim.earlier else f" ({claim.relation.value} {claim.earlier})"
    return f"{claim.field} {value or '-'}, says {claim.said_by}{does}"
