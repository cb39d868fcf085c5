"""Numbers in a coder's note: ships, the dead and whose they are, raids, and joint operations.

The trap of this genre is the repeated total: "7 strikes in A and B" stands in the row of A and in
the row of B, and a sum over rows counts it twice. ``raids_of`` is therefore the key of the whole
text, the same for both rows, and a counter takes each key once. Shares of a sum ("coded to this
event", "split between 2 locations") mark the casualties as shared.
"""

import hashlib
import re

from wasit.record.incident import Casualties, Kind, PartOf, Whose
from wasit.record.prose.clause import Clause
from wasit.record.prose.party import Party, Role
from wasit.record.when import When

__all__ = ["read_casualties", "read_part", "read_ships"]

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
}
_IMO = re.compile(r"\bIMO(?: numbers?| no\.?)?\s*:?\s*(\d{7})\b", re.IGNORECASE)
_MORE_IMO = re.compile(r"\bIMO[^)]*?((?:\d{7}[^)]{0,12})+)", re.IGNORECASE)
_RAIDS = re.compile(
    r"\b(\d{1,3}|" + "|".join(_NUMBER_WORDS) + r") (?:\w+ ){0,2}?(?:air ?|missile |drone )?"
    r"(?:strikes?|raids?|airstrikes?)\b(?!\s+groups?)",
    re.IGNORECASE,
)
_SIDES = r"(?:US|U\.S\.|UK|U\.K\.|American|British|United States|United Kingdom|Anglo|coalition)"
_JOINT = re.compile(
    rf"\bjoint(?:ly)?\b[^.]{{0,30}}?\b{_SIDES}\b[^.]{{0,12}}?\b{_SIDES}\b[^.]{{0,20}}?"
    r"\b(?:operations?|strikes?|raids?|airstrikes?|attacks?|action)\b",
)
_JOINTLY = re.compile(
    rf"\bjoint (?:\w+ )?(?:operations?|strikes?|raids?|airstrikes?|attacks?) "
    rf"(?:between|by|of|with|carried out by) [^.]{{0,20}}?\b{_SIDES}\b[^.]{{0,20}}?\b{_SIDES}\b"
)
_ANOTHER_DAY = re.compile(
    r"\bday (?:prior|before|earlier|after)\b|\bprevious (?:day|night)\b|\bfollow-on\b|"
    r"\bfollow-up\b",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\bcoded to (?:this|each) event\b|\bsplit (?:between|across|among)\b", re.IGNORECASE
)
_OWN_DEAD = re.compile(
    r"\b(?:killing|death|killed|sinking)\b[^.]*\b(?P<who>fighters?|militants?|gunmen|attackers|boats?)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\bbetween (\d+) (?:and|to) (\d+) (?:\w+ )?(?:people|fishermen|crew|civilians|fatalities|"
    r"fighters)?",
    re.IGNORECASE,
)
_ATLEAST = re.compile(r"\bat least (\d+) (?:\w+ ){0,3}(?:fatalit|killed|dead)", re.IGNORECASE)


def read_ships(note: str) -> tuple[str, ...]:
    """IMO numbers in a note, each once, in the order named.

    >>> read_ships("the A and B ships (IMO: 9333034 and IMO: 9356074)")
    ('9333034', '9356074')
    """
    found = _IMO.findall(note)
    for group in _MORE_IMO.findall(note):
        found += re.findall(r"\d{7}", group)
    return tuple(dict.fromkeys(found))


def read_casualties(
    clause: Clause, party: Party, *, kind: Kind, dead: int | None
) -> tuple[Casualties, ...]:
    """The dead of an event as the row counts them, with whose they are.

    The dead of a fight at sea in which a navy or guards answered attackers, and of whom the note
    says
    that they were fighters or boat crews, are the attackers' own.
    """
    if not dead:
        return ()
    text = f"{clause.lead}. {clause.rest}"
    answered = party.role in (Role.STRIKER, Role.NAVY, Role.GUARD) and kind is Kind.ATTACK_SHIP
    whose = Whose.UNKNOWN
    if kind is Kind.STRIKE:
        whose = Whose.TARGET
    elif kind is Kind.ATTACK_SHIP:
        whose = Whose.PERPETRATOR if answered or _OWN_DEAD.search(text) else Whose.TARGET
    elif kind in (Kind.PIRACY, Kind.APPROACH):
        whose = Whose.UNKNOWN
    low = high = dead
    span = _RANGE.search(text)
    if span is not None and int(span[1]) <= dead <= int(span[2]):
        low, high = int(span[1]), int(span[2])
    shared = _SHARED.search(text) is not None
    open_ended = not shared and _ATLEAST.search(text) is not None
    return (
        Casualties(
            whose=whose, low=low, best=dead, high=None if open_ended else high, shared=shared
        ),
    )


def _raids(clause: Clause) -> int | None:
    """Raids that the lead sentence numbers, None where it gives no number."""
    match = _RAIDS.search(clause.action)
    if match is None:
        return None
    return _NUMBER_WORDS.get(match[1].lower()) or int(match[1])


def _key(*parts: str) -> str:
    """A short name for a text, the same for the same words in any spacing."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def read_part(clause: Clause, *, kind: Kind, when: When) -> PartOf:
    """The operation, round and raids that a strike belongs to; empty for anything else."""
    if kind is not Kind.STRIKE or when.first is None:
        return PartOf()
    text = f"{clause.lead}. {clause.rest}"
    day = when.first.isoformat()
    joint = next(
        (
            sentence
            for sentence in re.split(r"(?<=\.)\s+", text)
            if (_JOINT.search(sentence) or _JOINTLY.search(sentence))
            and not _ANOTHER_DAY.search(sentence)
        ),
        None,
    )
    return PartOf(
        operation="" if joint is None else f"joint operation of {day}",
        round=f"{day} {clause.clock}".strip(),
        raids=_raids(clause),
        raids_of=_key(day, clause.lead, clause.rest),
    )
