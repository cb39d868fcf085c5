"""Counting incidents under a rule, showing always how sure each one counted stands.

A count is a list of units (a ship, a day, an operation ...), each with the incidents that make it.
The unit's status is the strongest among its incidents, so the figures by status add up to the count
and no figure hides claimed ones among confirmed. An event with an inexact date counts on the first
day it allows; those whose days reach over an edge of the window are listed as straddling. Events
known only later than ``known_on`` are left out, where the source says when it knew.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wasit.record.incident import STANDING, Kind, Outcome, Status
from wasit.record.place import Waters
from wasit.record.rule import CountingRule, Unit
from wasit.record.table import fetch
from wasit.record.untyped import library

__all__ = ["KEYED_BY_ROW", "Count", "Counted", "Window", "admitted", "count", "units_of"]

ibis = library("ibis")


@dataclass(frozen=True, slots=True)
class Window:
    """The days counted, both ends included, and the day as of which the record is read."""

    since: date | None = None
    until: date | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One unit that was counted."""

    key: str
    weight: int
    status: Status
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with all that is needed to make it again."""

    rule: CountingRule
    window: Window
    status: Status | None
    counted: tuple[Counted, ...]
    straddling: tuple[str, ...]

    @property
    def total(self) -> int:
        """The figure."""
        return sum(unit.weight for unit in self.counted)

    @property
    def by_status(self) -> dict[str, int]:
        """The figure split by how sure each unit stands, strongest first; nought is left out."""
        order = sorted(Status, key=STANDING.__getitem__, reverse=True)
        sums = {s.value: sum(u.weight for u in self.counted if u.status is s) for s in order}
        return {name: figure for name, figure in sums.items() if figure}

    @property
    def incidents(self) -> tuple[str, ...]:
        """Every incident behind the figure, each once, in the order of the record."""
        return tuple(dict.fromkeys(name for unit in self.counted for name in unit.incidents))

    def data(self) -> dict[str, object]:
        """The figure as data."""
        window = self.window
        return {
            "rule": self.rule.name,
            "unit": self.rule.unit.value,
            "words": self.rule.words,
            "count": self.total,
            "by_status": self.by_status,
            "since": window.since.isoformat() if window.since else None,
            "until": window.until.isoformat() if window.until else None,
            "known_on": window.known_on.isoformat() if window.known_on else None,
            "status": self.status.value if self.status else None,
            "incidents": list(self.incidents),
            "counted": [
                {
                    "key": unit.key,
                    "count": unit.weight,
                    "status": unit.status.value,
                    "incidents": list(unit.incidents),
                }
                for unit in self.counted
            ],
            "straddling": list(self.straddling),
            "definition": self.rule.data(),
        }


def _tests(table: Any, rule: CountingRule) -> list[Any]:
    """What the rule asks of a row; a test that every row passes is left out."""
    split = rule.split or {}
    tests: list[Any] = []
    if rule.kinds != frozenset(Kind) or rule.waters != frozenset(Waters) or split:
        plain = sorted(kind.value for kind in rule.kinds if kind not in split)
        waters = sorted(water.value for water in rule.waters)
        let_in: Any = table.kind.isin(plain) & table.waters.isin(waters)
        for kind in sorted(split, key=lambda k: k.value):
            places = sorted(water.value for water in split[kind])
            let_in = let_in | ((table.kind == kind.value) & table.waters.isin(places))
        tests.append(let_in)
    if rule.outcomes != frozenset(Outcome):
        tests.append(table.outcome.isin(sorted(outcome.value for outcome in rule.outcomes)))
    if STANDING[rule.floor] > min(STANDING.values()):
        tests.append(table.standing >= STANDING[rule.floor])
    return tests


def admitted(
    table: Any, rule: CountingRule, *, window: Window, status: Status | None = None
) -> Any:
    """The rows of ``table`` that the rule lets in, within the window; an Ibis expression."""
    rows = table
    for test in _tests(table, rule):
        rows = rows.filter(test)
    if window.since is not None:
        rows = rows.filter(rows["first"] >= window.since)
    if window.until is not None:
        rows = rows.filter(rows["first"] <= window.until)
    if window.known_on is not None:
        rows = rows.filter(rows.known_on.isnull() | (rows.known_on <= window.known_on))
    if status is not None:
        rows = rows.filter(rows.status == status.value)
    return rows


KEYED_BY_ROW = frozenset({Unit.EVENT, Unit.ATTACK, Unit.PLACE})
"""Units of which every row is one."""


def units_of(rows: Any, unit: Unit) -> Any:
    """Rows as (key, weight, id, standing, first, line): what each adds, and to which unit."""
    day: Any = rows["first"].cast("string")
    one: Any = ibis.literal(1, type="int64")
    if unit in (Unit.SHIP, Unit.SHIP_DAY):
        rows = rows.mutate(ship=rows.ships.unnest())
        day = rows["first"].cast("string")
        keyed = rows.mutate(
            key=rows.ship if unit is Unit.SHIP else day + " " + rows.ship, weight=one
        )
    elif unit is Unit.DAY:
        keyed = rows.mutate(key=day, weight=one)
    elif unit in (Unit.OPERATION, Unit.ROUND):
        column = rows.operation if unit is Unit.OPERATION else rows["round"]
        keyed = rows.filter(column != "").mutate(key=column, weight=one)
    elif unit is Unit.RAID:
        numbered = rows.filter(rows.raids.notnull())
        keyed = numbered.mutate(key=numbered.raids_of, weight=numbered.raids)
    elif unit is Unit.DEATH:
        dead = rows.filter(rows.dead_of_target > 0)
        keyed = dead.mutate(key=dead.id, weight=dead.dead_of_target)
    else:
        keyed = rows.mutate(key=rows.id, weight=one)
    return keyed.select("key", "weight", "id", "standing", "first", "line")


def _straddling(table: Any, rule: CountingRule, *, window: Window) -> tuple[str, ...]:
    """Ids of rows let in by the rule whose possible days reach over an edge of the window."""
    rows = admitted(table, rule, window=Window(known_on=window.known_on))
    over: Any = ibis.literal(value=False)
    if window.since is not None:
        over = over | ((rows["first"] < window.since) & (rows["last"] >= window.since))
    if window.until is not None:
        over = over | ((rows["first"] <= window.until) & (rows["last"] > window.until))
    found = fetch(rows.filter(over).order_by("first", "line", "id").select("id"))
    return tuple(row["id"] for row in found)


@dataclass(slots=True)
class _Unit:
    """One unit while its rows are read."""

    weight: int = 0
    standing: int = 0
    incidents: dict[str, None] = field(default_factory=dict[str, None])


def count(table: Any, rule: CountingRule, *, window: Window, status: Status | None = None) -> Count:
    """The count of ``table`` under the rule, within the window."""
    units = units_of(admitted(table, rule, window=window, status=status), rule.unit)
    found: dict[str, _Unit] = {}
    for row in fetch(units.order_by("first", "line", "key", "id")):
        unit = found.setdefault(str(row["key"]), _Unit())
        unit.weight = max(unit.weight, int(row["weight"]))
        unit.standing = max(unit.standing, int(row["standing"]))
        unit.incidents[str(row["id"])] = None
    by_standing = {place: state for state, place in STANDING.items()}
    return Count(
        rule=rule,
        window=window,
        status=status,
        counted=tuple(
            Counted(
                key=key,
                weight=unit.weight,
                status=by_standing[unit.standing],
                incidents=tuple(unit.incidents),
            )
            for key, unit in found.items()
        ),
        straddling=_straddling(table, rule, window=window),
    )
