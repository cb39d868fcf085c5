"""What the marks in force say against a crossing, source by source.

Each mark is held against the crossing on its own and every one must let it pass, which is the same
as the strictest of them. The refusals come in one order: taken back, barred for now, then the three
things a mark permits, then the capacity that must travel with the words.
"""

from collections.abc import Iterator

from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, MarkInForce, SourceInForce, SourceRef
from wasit.talks.folded import FoldedWords, folded
from wasit.talks.in_force import situation_of
from wasit.talks.journal import Journal
from wasit.talks.marks import PERMITS, Bar, Mark, Permits, bar_of
from wasit.talks.refusals import (
    CapacityMissing,
    MarkCounterpart,
    MarkEarsOnly,
    MarkExpired,
    MarkNotBefore,
    MarkOfferUnmet,
    MarkOrigin,
    MarkRefused,
    MarkSubstance,
    MarkWithdrawn,
    MarkWording,
)

__all__ = ["BARRED", "mark_refusals"]

BARRED: dict[Bar, tuple[type[MarkRefused], str]] = {
    Bar.EARS_ONLY: (MarkEarsOnly, "is for the desk's ears only"),
    Bar.OFFER_UNMET: (MarkOfferUnmet, "waits for an offer that is not recorded as made"),
    Bar.NOT_BEFORE: (MarkNotBefore, "waits for a time or an event that has not come"),
    Bar.EXPIRED: (MarkExpired, "was good until a time that is past"),
    Bar.OTHER_COUNTERPART: (MarkCounterpart, "may go to another counterpart only"),
}
"""The refusal for each reason why a mark lets nothing cross, and how it is said."""


def mark_refusals(
    crossing: Crossing, source: SourceInForce, text: str, *, journal: Journal, now: str
) -> Iterator[MarkRefused]:
    """Every refusal of ``crossing`` by the marks of one source, whose words are ``text``."""
    where = f"sentence {source.sentence!r} of statement {source.statement!r}"
    if source.withdrawn:
        yield MarkWithdrawn(f"{where} was taken back; nothing was sent")
    for held in source.marks:
        situation = situation_of(
            held, room=source.room, target=crossing.target, journal=journal, now=now
        )
        bar = bar_of(held.mark, situation)
        if bar is not None:
            refusal, how = BARRED[bar]
            yield refusal(f"{where} {how}; nothing was sent")
        elif _is_file(crossing, source):
            yield from _by_file(crossing, _permits(held), where)
        else:
            yield from _by_manner(crossing, _permits(held), text, where)
        yield from _by_capacity(crossing, held.mark, where)


def _is_file(crossing: Crossing, source: SourceInForce) -> bool:
    """Whether the source is a file that itself goes with the words."""
    ref = SourceRef(room=source.room, statement=source.statement, sentence=source.sentence)
    return any(file.source == ref for file in crossing.files)


def _by_file(crossing: Crossing, permits: Permits, where: str) -> Iterator[MarkRefused]:
    """A file goes as it is or not at all, and shows whose it is."""
    if not permits.wording:
        yield MarkWording(f"{where} is a file, which may not cross as it is; nothing was sent")
    if not permits.origin or crossing.manner is Manner.OWN_IDEA:
        yield MarkOrigin(f"{where} is a file, which shows whose it is; nothing was sent")


def _permits(held: MarkInForce) -> Permits:
    mark = held.mark
    return PERMITS[mark.then.code if mark.then is not None else mark.code]


def _by_manner(
    crossing: Crossing, permits: Permits, text: str, where: str
) -> Iterator[MarkRefused]:
    if crossing.manner is Manner.VERBATIM:
        if not permits.wording:
            yield MarkWording(f"{where} may not cross in its own words; nothing was sent")
        return
    if not permits.substance:
        yield MarkSubstance(f"{where} may cross only in exactly its words; nothing was sent")
    if crossing.manner is Manner.IN_SUBSTANCE and not permits.origin:
        yield MarkOrigin(f"who said {where} may not be named; nothing was sent")
    if not permits.wording and FoldedWords(crossing.sentences).repeat(folded(text)):
        yield MarkWording(f"the words repeat {where}, whose wording may not cross; nothing sent")


def _by_capacity(crossing: Crossing, mark: Mark, where: str) -> Iterator[MarkRefused]:
    if crossing.manner is Manner.OWN_IDEA:
        return
    both = [each for each in (mark, mark.then) if each is not None]
    if any(each.personal_capacity for each in both) and not crossing.personal_capacity:
        yield CapacityMissing(f"{where} was said in personal capacity, and that is not conveyed")
    if any(each.ad_referendum for each in both) and not crossing.ad_referendum:
        yield CapacityMissing(f"{where} is ad referendum, and that is not conveyed")
