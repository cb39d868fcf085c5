"""Counting rules: named, in words and as data, so that a figure can be made again.

A rule says what is counted (the unit), which kinds of event are in, in which waters or on land, by
whom, and how sure an event must stand. ``words`` is written by hand beside
the data, for a person who must be able to count again without this program. ``SHIPPED`` is the list
a desk starts
with; a desk adds its own as data in the same shape (``from_data``).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import msgspec

from wasit.errors import BadInput, NotFound
from wasit.record.incident import Kind, Outcome, Status
from wasit.record.place import Waters

__all__ = [
    "SHIPPED",
    "CountingRule",
    "RuleUnknown",
    "RuleUnreadable",
    "Unit",
    "read_rules",
    "rule_named",
]


class Unit(Enum):
    """What one is, when counting."""

    EVENT = "event"
    ATTACK = "attack"
    SHIP = "ship"
    SHIP_DAY = "ship-day"
    DAY = "day"
    OPERATION = "operation"
    ROUND = "round"
    PLACE = "place"
    RAID = "raid"
    DEATH = "death"


class RuleUnknown(NotFound):
    """No counting rule has that name."""

    code = "rule-unknown"
    advice = "Name one of the rules listed, or write your own with its unit and kinds."

    def __init__(self, name: str) -> None:
        known = ", ".join(rule.name for rule in SHIPPED)
        super().__init__(
            f"no counting rule is named {name!r}; there are {known}; nothing was counted"
        )


class RuleUnreadable(BadInput):
    """A counting rule's data cannot be read. Nothing was counted."""

    code = "rule-unreadable"
    advice = "Give name, unit, words, kinds, and if wanted waters, outcomes, status and actors."


@dataclass(frozen=True, slots=True)
class CountingRule:
    """What is counted as one, and which events are in."""

    name: str
    unit: Unit
    words: str
    kinds: frozenset[Kind]
    waters: frozenset[Waters] = frozenset(Waters)
    outcomes: frozenset[Outcome] = frozenset(Outcome)
    floor: Status = Status.UNVERIFIABLE
    """The weakest status that counts."""
    split: Mapping[Kind, frozenset[Waters]] | None = None
    """Waters by kind, where a kind counts in fewer of them than the rest."""

    def data(self) -> dict[str, object]:
        """The rule as data, in an order that does not change."""
        out: dict[str, object] = {
            "name": self.name,
            "unit": self.unit.value,
            "words": self.words,
            "kinds": sorted(kind.value for kind in self.kinds),
            "waters": sorted(water.value for water in self.waters),
            "outcomes": sorted(outcome.value for outcome in self.outcomes),
            "floor": self.floor.value,
        }
        if self.split:
            out["split"] = {
                kind.value: sorted(water.value for water in waters)
                for kind, waters in self.split.items()
            }
        return out

    def admits_place(self, kind: Kind, waters: Waters) -> bool:
        """Whether an event of this kind counts in these waters."""
        allowed = (self.split or {}).get(kind, self.waters)
        return kind in self.kinds and waters in allowed


_SEA = frozenset({Waters.OPEN, Waters.COASTAL})
_OPEN = frozenset({Waters.OPEN})
_LAND = frozenset({Waters.LAND})
_ATTACK = frozenset({Kind.ATTACK_SHIP})
_STRIKE = frozenset({Kind.STRIKE})
_ATTACK_WORDS = (
    "reported attack at sea, whatever its status (a weapon used against shipping or into a "
    "shipping lane, a vessel seized, a fight of boats), without interceptions, armed approaches, "
    "seizures of arms, movements and piracy"
)
_IN_ATTACKS = f"in any {_ATTACK_WORDS}"
_BY_US_UK = "by the United States or the United Kingdom, alone or together"

SHIPPED: tuple[CountingRule, ...] = (
    CountingRule(
        name="attacks",
        unit=Unit.ATTACK,
        words=f"One for each {_ATTACK_WORDS}.",
        kinds=_ATTACK,
        waters=_SEA,
    ),
    CountingRule(
        name="attacks-and-interceptions",
        unit=Unit.ATTACK,
        words="One for each attack as under 'attacks', and one for each interception at sea of "
        "attacking weapons coded to a sea, gulf, strait or ocean; an interception off a coast, "
        "and an "
        "aircraft of a navy shot down, are not in.",
        kinds=_ATTACK | {Kind.INTERCEPT},
        waters=_SEA,
        split={Kind.INTERCEPT: _OPEN},
    ),
    CountingRule(
        name="attacks-interceptions-and-approaches",
        unit=Unit.ATTACK,
        words="As 'attacks-and-interceptions', and one for each armed approach at sea in which no "
        "shot at the ship is known.",
        kinds=_ATTACK | {Kind.INTERCEPT, Kind.APPROACH},
        waters=_SEA,
        split={Kind.INTERCEPT: _OPEN},
    ),
    CountingRule(
        name="sea-events",
        unit=Unit.EVENT,
        words="One for each event coded to a sea, gulf, strait or ocean, of whatever kind: "
        "attacks, "
        "interceptions, approaches, seizures of arms, movements and piracy. Events coded to a "
        "coast "
        "('Coast of X') are not in.",
        kinds=frozenset(Kind),
        waters=_OPEN,
    ),
    CountingRule(
        name="ships",
        unit=Unit.SHIP,
        words=f"One for each IMO number named {_IN_ATTACKS}; a ship attacked twice is one.",
        kinds=_ATTACK,
        waters=_SEA,
    ),
    CountingRule(
        name="ship-days",
        unit=Unit.SHIP_DAY,
        words=f"One for each pair of day and IMO number named {_IN_ATTACKS}; a ship attacked "
        f"twice on "
        "one day is one, on two days two.",
        kinds=_ATTACK,
        waters=_SEA,
    ),
    CountingRule(
        name="attack-days",
        unit=Unit.DAY,
        words="One for each day with an attack as under 'attacks'.",
        kinds=_ATTACK,
        waters=_SEA,
    ),
    CountingRule(
        name="strike-operations",
        unit=Unit.OPERATION,
        words="One for each joint operation of the United States and the United Kingdom on land; a "
        "follow-on action of a later day and strikes outside a joint operation are not in.",
        kinds=_STRIKE,
        waters=_LAND,
    ),
    CountingRule(
        name="strike-rounds",
        unit=Unit.ROUND,
        words=f"One for each round of strikes on land {_BY_US_UK}: strikes of one day at one "
        f"stated "
        "hour are one round, and those of a day without a stated hour are one.",
        kinds=_STRIKE,
        waters=_LAND,
    ),
    CountingRule(
        name="strike-days",
        unit=Unit.DAY,
        words=f"One for each day with any strike on land {_BY_US_UK}, launchers struck before "
        f"launch "
        "included.",
        kinds=_STRIKE,
        waters=_LAND,
    ),
    CountingRule(
        name="strike-places",
        unit=Unit.PLACE,
        words=f"One for each row of a place on land struck {_BY_US_UK}: the source writes a row "
        f"for "
        "each place of each round, so a place struck in two rounds of one day is two.",
        kinds=_STRIKE,
        waters=_LAND,
    ),
    CountingRule(
        name="strike-raids",
        unit=Unit.RAID,
        words=f"The raids that the source numbers in strikes on land {_BY_US_UK}; a number "
        f"repeated "
        "in the rows of several places is taken once, and rows that give no number add none.",
        kinds=_STRIKE,
        waters=_LAND,
    ),
    CountingRule(
        name="piracy",
        unit=Unit.EVENT,
        words="One for each event of piracy or armed robbery against a ship, attempted or done.",
        kinds=frozenset({Kind.PIRACY}),
    ),
    CountingRule(
        name="events",
        unit=Unit.EVENT,
        words="One for each row of the record, of whatever kind, at sea and on land.",
        kinds=frozenset(Kind),
    ),
    CountingRule(
        name="deaths-on-ships",
        unit=Unit.DEATH,
        words="The dead aboard the vessels attacked, best figure, in attacks as under 'attacks'; "
        "the "
        "dead among the attackers are not in.",
        kinds=_ATTACK,
        waters=_SEA,
    ),
)


def rule_named(name: str, rules: Iterable[CountingRule] = SHIPPED) -> CountingRule:
    """The rule of that name, among those given."""
    for rule in rules:
        if rule.name == name:
            return rule
    raise RuleUnknown(name)


def read_rules(text: str) -> tuple[CountingRule, ...]:
    """The rules that a TOML text says, each a table ``[[rule]]`` in the shape of ``data``."""
    try:
        given = msgspec.convert(tomllib.loads(text), dict[str, list[dict[str, object]]])
        return tuple(from_data(data) for data in given["rule"])
    except (tomllib.TOMLDecodeError, KeyError, msgspec.ValidationError) as error:
        raise RuleUnreadable(f"the rules cannot be read: {error}; nothing was counted") from error


def _split(given: object) -> dict[Kind, frozenset[Waters]] | None:
    """Waters by kind as a rule's data gives them."""
    if given is None:
        return None
    by_kind = msgspec.convert(given, dict[str, list[str]])
    return {Kind(kind): frozenset(map(Waters, waters)) for kind, waters in by_kind.items()}


def from_data(data: Mapping[str, object]) -> CountingRule:
    """The rule that its data says; the other way round from ``CountingRule.data``."""

    def members(key: str, default: Iterable[Enum]) -> list[str]:
        if key not in data:
            return [str(member.value) for member in default]
        return msgspec.convert(data[key], list[str])

    try:
        return CountingRule(
            name=str(data["name"]),
            unit=Unit(data["unit"]),
            words=str(data["words"]),
            kinds=frozenset(Kind(k) for k in members("kinds", ())),
            waters=frozenset(Waters(w) for w in members("waters", Waters)),
            outcomes=frozenset(Outcome(o) for o in members("outcomes", Outcome)),
            floor=Status(data.get("floor", Status.UNVERIFIABLE.value)),
            split=_split(data.get("split")),
        )
    except (KeyError, ValueError, msgspec.ValidationError) as error:
        raise RuleUnreadable(f"the rule has no usable {error}; nothing was counted") from error
