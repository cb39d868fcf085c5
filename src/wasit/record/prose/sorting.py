"""The kind of an event from its note: the written rules behind every shipped count.

At sea, in this order:

1. forces moved, arms seized from a carrier, ships changed hands long ago: no attack;
2. pirates: piracy, whatever they did;
3. weapons of an attack shot down or stopped by a navy: an interception; an aircraft of a navy shot
   down by an armed group: not an interception;
4. guards' warning shots, suspicious approaches, boardings thwarted with no shot known: an approach;
5. a strike by the United States or the United Kingdom that answers no fire: a strike;
6. a weapon used, a vessel seized, or a fight of boats: an attack on shipping, even where the weapon
   fell into the water and no ship is named.

On land: a strike where the United States or the United Kingdom carry one out, also where the coder
calls it an interception (a launcher struck before launch); shooting down in the air is not a
strike.
"""

import re

from wasit.record.incident import Kind
from wasit.record.place import Waters
from wasit.record.prose.clause import Clause
from wasit.record.prose.party import Party, Role

__all__ = ["sort_event"]

_WEAPON_USED = re.compile(
    r"\b(?:fired|launched|hijack(?:ed|ing)|seiz(?:ed|ing)|detonated|exploded|exchanged fire|"
    r"opened fire|"
    r"shelled|bomb(?:ed|arded)|attack(?:ed|s)?|target(?:ed|ing)|struck|hit|clash(?:ed|es)?|"
    r"carried out|"
    r"conducted|used \d+|used \w+ (?:drone|missile|boat|USV|vessel)|rammed|impacted|sank|sunk|"
    r"captured|"
    r"drones?|missiles?|USVs?|UAVs?|rockets?|projectiles?|mine|explosion)\b",
    re.IGNORECASE,
)
_SHOT_DOWN = re.compile(
    r"\b(?:shot down|intercept(?:ed|s)?|downed|destroyed|engaged|repelled)\b", re.IGNORECASE
)
_THEIR_AIRCRAFT = re.compile(
    r"\b(?:MQ-?\s?\d+\w*|Reaper|Predator|ScanEagle|Wing Loong|aircraft|fighter jet|helicopter|"
    r"(?:reconnaissance|surveillance|spy) (?:drone|UAV|aircraft))\b",
    re.IGNORECASE,
)
_APPROACH = re.compile(
    r"\b(?:warning shots?|suspicious(?:ly)? approach\w*|approach(?:ed|ing)\b|attempted (?:attack|"
    r"boarding|"
    r"hijack)|attempt to board|followed|shadowed)\b",
    re.IGNORECASE,
)
_FIRED_AT = re.compile(
    r"\b(?:fired (?:\w+ ){0,4}(?:missiles?|drones?|rockets?|UAVs?|projectiles?)|exchanged fire|"
    r"opened fire|fired (?:up)?on|hijacked|seized the)\b",
    re.IGNORECASE,
)
_STRIKE = re.compile(
    r"\b(?:(?:air ?|missile |drone )?strikes?|(?:air ?)?raids?|airstrikes?|tomahawks?|bomb(?:ed|"
    r"ing|s)|"
    r"shelled|targeted|struck|destroyed|hit)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:responded to|returned fire|exchanged fire|came under)\b", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:deployed|redeployed|arrived|entered|transformed|planted|booby-trapped|moved|docked)\b",
    re.IGNORECASE,
)
_ARMS = re.compile(r"\b(?:weapons?|arms|ammunition|shipment|smuggl\w+|dhow)\b", re.IGNORECASE)
_QUIET_LABELS = {
    "Movement of forces": Kind.MOVE,
    "Weapons seizure": Kind.SEIZE_ARMS,
}
_VIOLENT_TYPES = ("explosions", "battles", "violence against civilians", "remote violence")


def _at_sea(clause: Clause, party: Party, *, violent: bool) -> Kind:
    """The kind of an event at sea."""
    whole = f"{clause.lead}. {clause.rest}"
    shooter_is_group = party.role in (Role.ARMED_GROUP, Role.UNKNOWN)
    kind = Kind.OTHER
    if clause.label in _QUIET_LABELS:
        kind = _QUIET_LABELS[clause.label]
    elif party.role is Role.PIRATE:
        kind = Kind.PIRACY
    elif clause.label in ("Interception", "Disrupted weapons use"):
        theirs = party.role is Role.ARMED_GROUP and _THEIR_AIRCRAFT.search(clause.action)
        kind = Kind.DOWN_AIRCRAFT if theirs else Kind.INTERCEPT
    elif party.role in (Role.NAVY, Role.STRIKER) and re.match(
        r"(?:seized|intercepted)", clause.action
    ):
        arms = _ARMS.search(clause.lead) and not violent
        kind = Kind.SEIZE_ARMS if arms else Kind.INTERCEPT
    elif party.role in (Role.NAVY, Role.STRIKER) and _ANSWERED.search(clause.action):
        kind = Kind.ATTACK_SHIP
    elif party.role in (Role.NAVY, Role.STRIKER) and _SHOT_DOWN.match(clause.action):
        kind = Kind.INTERCEPT
    elif party.role is Role.STRIKER and violent and _STRIKE.search(clause.action):
        kind = Kind.STRIKE
    elif (
        not violent
        and _APPROACH.search(clause.lead)
        and not (shooter_is_group and _FIRED_AT.search(clause.action))
    ):
        kind = Kind.APPROACH
    elif shooter_is_group and _SHOT_DOWN.match(clause.action) and _THEIR_AIRCRAFT.search(whole):
        kind = Kind.DOWN_AIRCRAFT
    elif not violent and (_MOVED.match(clause.action) or not _FIRED_AT.search(clause.action)):
        kind = Kind.MOVE if clause.label == "" and _MOVED.match(clause.action) else Kind.OTHER
    elif _WEAPON_USED.search(clause.lead):
        kind = Kind.ATTACK_SHIP
    return kind


def _on_land(clause: Clause, party: Party, *, violent: bool) -> Kind:
    """The kind of an event on land."""
    in_the_air = re.match(r"(?:shot down|downed)", clause.action) and not re.search(
        r"\b(?:strikes?|raids?|airstrikes?)\b", clause.action
    )
    if clause.label in _QUIET_LABELS:
        return _QUIET_LABELS[clause.label]
    if party.role is Role.STRIKER and _STRIKE.search(clause.action) and not in_the_air:
        return Kind.STRIKE
    if party.role is Role.ARMED_GROUP and re.match(r"(?:shot down|downed)\b", clause.action):
        return Kind.DOWN_AIRCRAFT
    if clause.label in ("Interception", "Disrupted weapons use"):
        return Kind.INTERCEPT
    return Kind.ATTACK_LAND if violent else Kind.OTHER


def sort_event(clause: Clause, party: Party, *, waters: Waters, event_type: str) -> Kind:
    """The kind of the event that the clause tells, by the rules at the top of this file."""
    violent = any(name in event_type.lower() for name in _VIOLENT_TYPES)
    if waters is Waters.LAND:
        return _on_land(clause, party, violent=violent)
    return _at_sea(clause, party, violent=violent)
