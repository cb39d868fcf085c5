"""The guard itself: an index of what is kept from one room, and the check of a draft against it.

Theory of operation. ``CaseIndex`` is kept per room and grows by one statement or one known text at
a time. ``guard`` reads the draft once, gathers the statements that share a feature, a value or a
name with it, and lets each layer look at those few: facts by value, names by key, runs of the
statement's own words, shared concepts, what can be worked out, whose idea it is. The mark decides
which layers may object. What the room itself said, was told or may be told is subtracted first.

Strength: facts, names, the statement's own words and unmet conditions are a stop; a rewording or
an inference is an ask, since a person must judge it; a lone everyday likeness is nothing.
"""

from collections.abc import Sequence

from wasit.checks.leak.drafted import Drafted
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.layers import findings
from wasit.checks.leak.shapes import Draft, Hit, Report

__all__ = ["guard"]


def guard(draft: Draft, index: CaseIndex) -> Report:
    """What the draft gives away of the statements kept from its room.

    >>> from wasit.checks.leak.shapes import Kept
    >>> index = CaseIndex("B")
    >>> index.add(Kept("a1", "A", "ears_only", "We would move the guns back 8 kilometres."))
    >>> [(h.kind, h.span) for h in guard(Draft("B", "Five miles might be had."), index).hits]
    [('number', 'Five miles')]
    """
    drafted = Drafted(
        draft.text, index, language=draft.language, conditions_met=draft.conditions_met
    )
    if not drafted.reading.terms:
        return Report.of(())
    hits: list[Hit] = []
    for sid in drafted.candidates():
        held = index.held[sid]
        if sid in draft.conditions_met and not held.kept.may_go_to:
            continue
        hits.extend(findings(drafted, held))
    return Report.of(_settled(hits))


def _settled(hits: Sequence[Hit]) -> list[Hit]:
    """Each finding once; a weaker one inside a stronger one of the same statement is dropped."""
    kept: list[Hit] = []
    for hit in hits:
        if hit not in kept:
            kept.append(hit)
    return kept
