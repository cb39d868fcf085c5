"""What would have to be true for a claimed total to hold.

The claim is counted against every rule of its subject. Where it lies between two rules, the
incidents
that one lets in and the other does not are what the claim turns on, and how many of them it would
need is said. Where a rule meets it, the incidents in doubt are those under that rule that do not
stand confirmed. Meeting a figure is agreement, never proof that the sayer counted so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wasit.record.claim import Tally
from wasit.record.count import Count, Window, count
from wasit.record.incident import Kind, Status
from wasit.record.rule import SHIPPED, CountingRule, Unit

__all__ = ["Doubt", "Reconciliation", "reconcile", "rules_about"]

_SUBJECTS: dict[str, frozenset[Kind]] = {
    "attacks": frozenset({Kind.ATTACK_SHIP}),
    "strikes": frozenset({Kind.STRIKE}),
    "piracy": frozenset({Kind.PIRACY}),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """An incident on which the claim turns, and why."""

    incident: str
    why: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A claimed total beside what the record counts."""

    tally: Tally
    counts: tuple[Count, ...]
    nearest: tuple[Count, ...]
    below: Count | None
    above: Count | None
    doubts: tuple[Doubt, ...]

    @property
    def gap(self) -> int:
        """The claim less the nearest count."""
        return self.tally.number - self.nearest[0].total if self.nearest else self.tally.number

    def words(self) -> str:
        """What is found, in sentences."""
        tally = self.tally
        names = " and ".join(f"'{found.rule.name}' ({found.total})" for found in self.nearest)
        said = f"{tally.said_by} claims {tally.number} {tally.of}. The nearest rule is {names}"
        if self.gap == 0:
            unsure = len({doubt.incident for doubt in self.doubts})
            return (
                f"{said}, which meets it; {unsure} of the incidents behind it do not stand "
                f"confirmed. "
                "That a rule meets the figure does not show that it was counted so."
            )
        said += f", {abs(self.gap)} {'under' if self.gap > 0 else 'over'} it."
        if self.below is None or self.above is None:
            side = "above" if self.below is not None else "below"
            return f"{said} The claim lies {side} every rule: no choice of rule makes it hold."
        between = [d for d in self.doubts if d.why.startswith("in ")]
        need = tally.number - self.below.total
        return (
            f"{said} It lies between '{self.below.rule.name}' ({self.below.total}) and "
            f"'{self.above.rule.name}' ({self.above.total}): it holds if {need} of the "
            f"{len(between)} incidents that only the second lets in are counted."
        )

    def data(self) -> dict[str, object]:
        """The reconciliation as data."""
        return {
            "claim": self.tally.data(),
            "counts": [
                {
                    "rule": found.rule.name,
                    "unit": found.rule.unit.value,
                    "words": found.rule.words,
                    "count": found.total,
                    "gap": self.tally.number - found.total,
                    "by_status": found.by_status,
                }
                for found in self.counts
            ],
            "nearest": [found.rule.name for found in self.nearest],
            "gap": self.gap,
            "below": self.below.rule.name if self.below else None,
            "above": self.above.rule.name if self.above else None,
            "in_doubt": [{"incident": d.incident, "why": d.why} for d in self.doubts],
            "words": self.words(),
        }


def rules_about(subject: str, rules: Sequence[CountingRule] = SHIPPED) -> list[CountingRule]:
    """The rules that could be meant by a total of ``subject``: those that let its kind in.

    A word that names no subject leaves every rule that counts happenings.
    """
    counted = [rule for rule in rules if rule.unit is not Unit.DEATH and rule.name != "events"]
    wanted = next((kinds for name, kinds in _SUBJECTS.items() if name in subject.lower()), None)
    if wanted is None:
        return counted
    narrow = [
        rule
        for rule in counted
        if rule.kinds & wanted and (rule.kinds != frozenset(Kind) or Kind.ATTACK_SHIP in wanted)
    ]
    return narrow or counted


def _unconfirmed(found: Count) -> list[Doubt]:
    """Incidents behind a count whose unit does not stand confirmed."""
    return [
        Doubt(incident=name, why=f"stands as {unit.status.value}")
        for unit in found.counted
        if unit.status is not Status.CONFIRMED
        for name in unit.incidents
    ]


def reconcile(
    table: Any,
    tally: Tally,
    *,
    rules: Sequence[CountingRule] = SHIPPED,
    window: Window | None = None,
) -> Reconciliation:
    """The claimed total beside the table's counts under each rule of its subject."""
    days = window or Window(since=tally.since, until=tally.until)
    counts = tuple(count(table, rule, window=days) for rule in rules_about(tally.of, rules))
    least = min((abs(tally.number - found.total) for found in counts), default=0)
    nearest = tuple(found for found in counts if abs(tally.number - found.total) == least)
    lower = [found for found in counts if found.total <= tally.number]
    upper = [found for found in counts if found.total >= tally.number]
    below = max(lower, key=lambda found: found.total, default=None)
    above = min(upper, key=lambda found: found.total, default=None)
    doubts: list[Doubt] = []
    if least and below is not None and above is not None:
        inside = set(below.incidents)
        doubts += [
            Doubt(incident=name, why=f"in '{above.rule.name}' and not in '{below.rule.name}'")
            for name in above.incidents
            if name not in inside
        ]
    for found in nearest:
        doubts += _unconfirmed(found)
        doubts += [
            Doubt(incident=name, why="its date reaches over an edge of the days claimed")
            for name in found.straddling
        ]
    return Reconciliation(
        tally=tally,
        counts=counts,
        nearest=nearest,
        below=below,
        above=above,
        doubts=tuple(dict.fromkeys(doubts)),
    )
