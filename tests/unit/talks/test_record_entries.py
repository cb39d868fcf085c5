"""The record in the journal: what is kept, and what may refer to what."""

import pytest

from tests.unit.talks.case import DESK, HEAD, Case, authored
from wasit.talks import (
    AlreadyThere,
    BearingJudged,
    ClaimMade,
    ClaimRelation,
    ClaimsMade,
    Journal,
    JournalBody,
    NotTheirs,
    NotWellFormed,
    PairVerdict,
    PromiseWatched,
    RecordReleased,
    RuleKept,
    SameEventJudged,
    SourceGraded,
    TallyClaimed,
    ThreatNoted,
    UnknownReference,
    VintageTaken,
    VoidEntry,
    body_to_plain,
    read_journal_body,
)
from wasit.wire import canonical

DAY = "2024-01-12"


def claim(name: str, **given: object) -> ClaimMade:
    """A claim that the harbour says something."""
    told = {"field": "kind", "value": "strike", "said_by": "harbour", "learned_at": DAY}
    return ClaimMade(id=name, **(told | given))  # pyright: ignore[reportArgumentType]


def vintage(name: str = "v1", **given: object) -> VintageTaken:
    """A vintage of the series ``list``."""
    told: dict[str, object] = dict.fromkeys(
        ("rows", "added", "changed", "withdrawn", "kept_aside"), 0
    )
    told |= {"series": "list", "format": "ukmto", "learned_on": DAY}
    return VintageTaken(id=name, sha256="00", source_sha256="11", **(told | given))  # pyright: ignore[reportArgumentType]


OPENED = ClaimsMade(incident="i1", claims=(claim("c1"),), opens=True)
PROMISE = PromiseWatched(name="spring", promised="none", by="A", since=DAY, kinds=("strike",))
WHOLE: list[JournalBody] = [
    vintage(),
    OPENED,
    ClaimsMade(
        incident="list/7", claims=(claim("c2", value="", low=1, best=2, high=None, said_at=DAY),)
    ),
    SourceGraded(source="harbour", reliability="B", why="saw it"),
    TallyClaimed(id="t1", number=102, of="attacks", said_by="a ministry", learned_at=DAY),
    RuleKept(name="hits", unit="attack", words="Hits.", kinds=("attack on shipping",)),
    PROMISE,
    BearingJudged(promise="spring", incident="i1", bearing="breaks", why="they said so"),
    ThreatNoted(name="widening", said_by="B", words="Wider.", said_on=DAY, due="2024-04"),
    SameEventJudged(one="i1", other="list/7", verdict=PairVerdict.UNSURE),
    RecordReleased(room="A", conveyance="x1", parts=("i1",)),
]


def kept(*bodies: JournalBody) -> Journal:
    """A journal of an opened case with these entries after it."""
    journal = Case().journal
    for body in bodies:
        journal.apply(authored(journal.number + 1, DESK, body))
    return journal


def test_every_kind_comes_back_from_its_bytes_and_is_kept() -> None:
    """What another desk seat reads is what this one wrote."""
    for body in WHOLE:
        plain: dict[str, object] = dict(canonical.decode(canonical.encode(body_to_plain(body))))
        assert read_journal_body(plain) == body
    journal = kept(*WHOLE)
    outside = journal.outside
    assert [each.id for each in outside.vintages] == ["v1"]
    assert {name: held.incident for name, held in outside.claims.items()} == {
        "c1": "i1",
        "c2": "list/7",
    }
    assert outside.sources["harbour"].reliability == "B"
    assert outside.bearings["spring"]["i1"].bearing == "breaks"
    assert (len(outside.pairs), len(outside.released)) == (1, 1)
    assert set(outside.tallies) | set(outside.rules) | set(outside.threats) == {
        "t1", "hits", "widening",
    }  # fmt: skip
    assert Journal.restore(journal.snapshot()).snapshot() == journal.snapshot()


VOID: list[tuple[JournalBody, type[VoidEntry]]] = [
    (vintage(), AlreadyThere),
    (vintage("v2", series="a/b"), NotWellFormed),
    (vintage("v2", rows=-1), NotWellFormed),
    (vintage("v2", learned_on="soon"), NotWellFormed),
    (ClaimsMade(incident="i1", claims=(claim("c9"),), opens=True), AlreadyThere),
    (ClaimsMade(incident="i9", claims=(claim("c9"),)), UnknownReference),
    (ClaimsMade(incident="other/7", claims=(claim("c9"),)), UnknownReference),
    (ClaimsMade(incident="i1", claims=()), NotWellFormed),
    (ClaimsMade(incident="i1", claims=(claim("c1"),)), AlreadyThere),
    (ClaimsMade(incident="i1", claims=(claim("c9"), claim("c9"))), AlreadyThere),
    (ClaimsMade(incident="i1", claims=(claim("c9", low=3, best=2, value=""),)), NotWellFormed),
    (ClaimsMade(incident="i1", claims=(claim("c9", best=2),)), NotWellFormed),
    (ClaimsMade(incident="i1", claims=(claim("c9", credibility=7),)), NotWellFormed),
    (ClaimsMade(incident="i1", claims=(claim("c9", reliability="G"),)), NotWellFormed),
    (
        ClaimsMade(incident="i1", claims=(claim("c9", relation=ClaimRelation.DISPUTES),)),
        NotWellFormed,
    ),
    (
        ClaimsMade(
            incident="list/7",
            claims=(claim("c9", relation=ClaimRelation.CORRECTS, earlier="c1"),),
        ),
        NotWellFormed,
    ),
    (SourceGraded(source="x", reliability="H"), NotWellFormed),
    (TallyClaimed(id="t2", number=1, of="x", said_by="y", learned_at=""), NotWellFormed),
    (BearingJudged(promise="none", incident="i1", bearing="breaks", why="x"), UnknownReference),
    (BearingJudged(promise="spring", incident="i9", bearing="breaks", why="x"), UnknownReference),
    (SameEventJudged(one="i1", other="i1", verdict=PairVerdict.SAME), NotWellFormed),
    (SameEventJudged(one="i1", other="i9", verdict=PairVerdict.SAME), UnknownReference),
]


@pytest.mark.parametrize(("body", "fault"), VOID)
def test_an_entry_that_cannot_stand_changes_nothing(
    body: JournalBody, fault: type[VoidEntry]
) -> None:
    """A void entry keeps its number and nothing else, on every seat alike."""
    journal = kept(vintage(), OPENED, PROMISE)
    before = journal.snapshot()
    with pytest.raises(fault):
        journal.apply(authored(journal.number + 1, DESK, body))
    assert journal.snapshot() == before


def test_only_the_desk_keeps_the_record() -> None:
    """A room's person who got hold of the journal's keys still writes nothing into it."""
    journal = kept()
    with pytest.raises(NotTheirs):
        journal.apply(authored(journal.number + 1, HEAD, OPENED))
