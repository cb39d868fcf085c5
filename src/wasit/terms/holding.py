"""Which of the journal's entries on terms hold: two clocks, corrections, withdrawals.

**On record** since its entry's time, **held** since ``said_at``: asked for an earlier state of
knowledge, entries recorded later are not there; asked for an earlier day, what was said later does
not hold yet. Each entry speaks of one or more things, its *keys* (a side's worth of one option, a
limit, a commitment). Of two that speak of one thing, the one said later holds, and of two said at
one time, the one recorded later. A correction strikes what it corrects from the record; so does a
withdrawal of what was taken down wrongly. Any other withdrawal leaves its things open from its own
``said_at`` on, until something is said of them again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from wasit.talks.deeds import (
    Adhered,
    Committed,
    KeptTerm,
    StepChecked,
    StepPlanned,
    TermBody,
    TextVersion,
)
from wasit.talks.wishes import (
    IssueNamed,
    LimitTold,
    Linked,
    OptionRefused,
    Preferred,
    TermTold,
    TermWithdrawn,
    ThingsListed,
    Weighed,
    WeightsOrdered,
)

_OfOneThing = (
    IssueNamed
    | Weighed
    | WeightsOrdered
    | LimitTold
    | OptionRefused
    | Linked
    | ThingsListed
    | Committed
    | StepPlanned
    | StepChecked
    | TextVersion
    | Adhered
)
_NAMED_BY_ID = {Linked: "linkage", Committed: "commitment", StepPlanned: "step"}

Key = tuple[str, ...]
"""What an entry speaks of: a word for its sort, then names."""


class Hold(Enum):
    """Whether an entry holds, and if not, why not."""

    HOLDS = "holds"
    REPLACED = "replaced"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Held:
    """What holds: by key the entry that speaks of it, and each known entry's state."""

    by_key: Mapping[Key, KeptTerm]
    states: Mapping[int, Hold]

    def of(self, sort: str) -> Iterable[tuple[Key, KeptTerm]]:
        """The keys of one sort, in the order in which they were first spoken of."""
        return [(key, kept) for key, kept in self.by_key.items() if key[0] == sort]


def holding(kept: Iterable[KeptTerm], *, known_at: str = "", held_at: str = "") -> Held:
    """What holds at ``held_at``, by what was on record at ``known_at``; empty means no bound."""
    known = sorted(
        (each for each in kept if not known_at or each.at <= known_at),
        key=lambda each: each.number,
    )
    struck = _struck(known)
    states = {each.number: Hold.CORRECTED for each in known if each.number in struck}
    counted = [each for each in known if each.number not in struck]
    spoken: dict[Key, None] = {}
    latest: dict[Key, KeptTerm] = {}
    for each in counted:
        keys = keys_of(each.body) if isinstance(each.body, TermTold) else ()
        spoken.update(dict.fromkeys(keys))
        if held_at and each.body.said_at > held_at:
            states[each.number] = Hold.NOT_YET
            continue
        for key in keys:
            other = latest.get(key)
            if other is None or _later(each, other):
                latest[key] = each
    by_number = {each.number: each for each in counted}
    ended: set[int] = set()
    for each in counted:
        body = each.body
        if not isinstance(body, TermWithdrawn) or each.number in states:
            continue
        states[each.number] = Hold.HOLDS
        withdrawn = by_number.get(body.number)
        if withdrawn is None:
            continue
        ended.add(body.number)
        for key in keys_of(withdrawn.body):
            if latest.get(key) is withdrawn:
                del latest[key]
    holders = {each.number for each in latest.values()}
    for each in counted:
        if each.number not in states:
            states[each.number] = (
                Hold.HOLDS
                if each.number in holders
                else Hold.WITHDRAWN
                if each.number in ended
                else Hold.REPLACED
            )
    return Held({key: latest[key] for key in spoken if key in latest}, states)


def _struck(known: Sequence[KeptTerm]) -> frozenset[int]:
    """Numbers that were corrected or never held, by entries that count themselves."""
    found: set[int] = set()
    for each in reversed(known):
        body = each.body
        if each.number in found:
            continue
        if isinstance(body, TermWithdrawn):
            if body.mistaken:
                found.add(body.number)
        elif body.corrects is not None:
            found.add(body.corrects)
    return frozenset(found)


def _later(one: KeptTerm, other: KeptTerm) -> bool:
    return (one.body.said_at, one.number) > (other.body.said_at, other.number)


def keys_of(body: TermBody) -> tuple[Key, ...]:
    """Everything that the entry speaks of; nothing for a withdrawal."""
    match body:
        case TermWithdrawn():
            return ()
        case Preferred():
            return (
                *(("worth", body.side, body.issue, each.option) for each in body.worth),
                *((("order", body.side, body.issue),) if body.order else ()),
                *((("points", body.side, body.issue),) if body.points else ()),
            )
        case _:
            return (_only_key_of(body),)


def _only_key_of(body: _OfOneThing) -> Key:
    match body:
        case Weighed():
            return ("weight", body.side, body.issue)
        case WeightsOrdered():
            return ("weights", body.side)
        case LimitTold():
            return ("limit", body.side)
        case OptionRefused():
            return ("refused", body.side, body.issue, body.option)
        case StepChecked():
            return ("checked", body.step)
        case TextVersion():
            return ("version", body.text, body.id)
        case Adhered():
            return ("adhered", body.text, body.side)
        case IssueNamed() | ThingsListed():
            return ("issue" if isinstance(body, IssueNamed) else "things", body.name)
        case Linked() | Committed() | StepPlanned():
            return (_NAMED_BY_ID[type(body)], body.id)
        case _:
            assert_never(body)
