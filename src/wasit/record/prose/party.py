"""Who acts in a clause: attackers, navies, guards, pirates, or nobody known.

A party is what the subject of the clause says it is, with its hedge ("suspected", "unidentified
(likely X)") kept. The lists are of kinds of force, not of names of events: navies and air forces by
nation, private guards, pirates. ``strikers`` are the United States and the United Kingdom, alone or
in their coalition, because the shipped strike rules are about them.
"""

import re
from dataclasses import dataclass
from enum import Enum

from wasit.record.incident import Kind
from wasit.record.prose.clause import Clause

__all__ = ["Party", "Role", "attackers_of", "read_party"]


class Role(Enum):
    """What part a subject plays."""

    STRIKER = "striker"
    NAVY = "navy"
    GUARD = "guard"
    PIRATE = "pirate"
    ARMED_GROUP = "armed group"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """A subject's name as said, the part it plays, and whether it is only suspected."""

    name: str
    role: Role
    suspected: bool


_STRIKER = re.compile(
    r"^(?:[Jj]oint |[Cc]ombined |suspected |unidentified |likely |presumed |joint |the )*"
    r"(?:US|U\.S\.|USA|UK|U\.K\.|United States|United Kingdom|American|British|Royal Air Force|RAF|"
    r"CENTCOM|Anglo-American)\b|\bUS[ /-](?:and )?UK\b|\bUS-led\b|\bUSS |\bHMS "
)
_NAVY = re.compile(
    r"\b(?:Navy|naval forces|warships?|destroyer|frigate|corvette|cutter|coast ?guards?|air "
    r"defen[cs]e"
    r"|air force|helicopters? from|military forces|armed forces|(?:French|German|Italian|Hellenic|"
    r"Greek|Danish|Dutch|Belgian|Indian|Japanese|Egyptian|Saudi|Jordanian|Israeli|Pakistani|Chinese|"
    r"Spanish|European|EUNAVFOR|Aspides|coalition)\b)",
    re.IGNORECASE,
)
_GUARD = re.compile(r"\b(?:security team|security guards?|armed guards?|crew)\b", re.IGNORECASE)
_PIRATE = re.compile(
    r"\b(?:pirates?|Somali (?:gunmen|armed|hijackers|men)|hijackers|robbers?|bandits|smugglers)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:Houthis?|Ansar ?Allah|Islamic Resistance|militia|militants?|rebels?|Hezbollah|IRGC|"
    r"insurgents?|al[- ]Shabaab|AQAP|ISIS|IS)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:suspected|likely|presumed|unidentified|unknown|alleged|possibly)\b", re.IGNORECASE
)


def read_party(subject: str) -> Party:
    """The party that a clause's subject names.

    >>> read_party("suspected Houthi forces aboard skiffs").role.value
    'armed group'
    """
    suspected = bool(_HEDGE.search(subject))
    if _PIRATE.search(subject):
        role = Role.PIRATE
    elif _GUARD.search(subject):
        role = Role.GUARD
    elif _STRIKER.search(subject):
        role = Role.STRIKER
    elif _GROUP.search(subject) and not re.match(r"(?:\w+ )?(?:Navy|warship)", subject):
        role = Role.ARMED_GROUP
    elif _NAVY.search(subject):
        role = Role.NAVY
    else:
        role = Role.UNKNOWN
    return Party(name=subject, role=role, suspected=suspected)


_ANSWERING = (Role.STRIKER, Role.NAVY, Role.GUARD)
_ANSWERED = re.compile(r"(?:responded|returned|exchanged|clashed|came under|repelled|thwarted)\b")
_OTHER_SIDE = re.compile(
    r"\b(?:with|to|from|against|by) (?P<who>(?:(?:suspected|unidentified|likely|the) )*[A-Z][\w'-]+"
    r"(?: (?:forces|fighters|militants|gunmen|militia))?)"
)


def attackers_of(clause: Clause, party: Party, *, kind: Kind) -> str:
    """Who carried the event out, as the note names them; empty where it names nobody.

    Where navies or guards are the subject of a fight that others began, the others are meant.
    """
    if party.role is Role.UNKNOWN:
        return ""
    if kind is Kind.ATTACK_SHIP and party.role in _ANSWERING and _ANSWERED.match(clause.action):
        other = _OTHER_SIDE.search(clause.action)
        return "" if other is None else other.group("who")
    return party.name
