"""Whether two incidents are one: judgements by people, reversible, and proposals for them.

Merging never rewrites an incident. A judgement (same, different, unsure; by whom; why) stands until
the same two are judged again; ``groups`` reads the latest ones. Two judged "different" never end in
one group through a third: then the group is left apart and named as a contradiction.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from wasit.record.incident import Incident

__all__ = ["Judgement", "Proposal", "Verdict", "groups", "propose"]


class Verdict(Enum):
    """What a person holds of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's verdict on one pair; a later one of the same pair replaces it."""

    one: str
    other: str
    verdict: Verdict
    by: str
    on: date
    why: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two, in no order."""
        return frozenset((self.one, self.other))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two incidents that may be one, with the reasons, for a person to judge."""

    one: str
    other: str
    why: tuple[str, ...]


def groups(
    judgements: Sequence[Judgement],
) -> tuple[tuple[frozenset[str], ...], tuple[Judgement, ...]]:
    """Sets of incidents judged one, and the "different" judgements that contradict a set.

    A contradicted set is not merged.
    """
    latest = {judgement.pair: judgement for judgement in judgements}
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for judgement in latest.values():
        if judgement.verdict is Verdict.SAME:
            parent[root(judgement.one)] = root(judgement.other)
    merged: dict[str, set[str]] = {}
    for name in list(parent):
        merged.setdefault(root(name), set()).add(name)
    against = tuple(
        judgement
        for judgement in latest.values()
        if judgement.verdict is Verdict.DIFFERENT and root(judgement.one) == root(judgement.other)
    )
    broken = {root(judgement.one) for judgement in against}
    whole = (frozenset(names) for head, names in merged.items() if head not in broken)
    return tuple(sorted((s for s in whole if len(s) > 1), key=sorted)), against


def _distance_m(one: Incident, other: Incident) -> float | None:
    """Great-circle metres between two incidents, None where either has no point."""
    a, b = one.place, other.place
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return None
    lat1, lon1, lat2, lon2 = (
        math.radians(float(x or 0)) for x in (a.latitude, a.longitude, b.latitude, b.longitude)
    )
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(min(1.0, h)))


def _reasons(one: Incident, other: Incident, *, slack_days: int) -> tuple[str, ...]:
    """Why two incidents may be one; empty where dates part them or nothing else meets."""
    slack = timedelta(days=slack_days)
    first = one.when.first - slack if one.when.first else None
    last = one.when.last + slack if one.when.last else None
    if not other.when.within(since=first, until=last):
        return ()
    reasons: list[str] = []
    ships = sorted(set(one.ships) & set(other.ships))
    if ships:
        reasons.append(f"same ship, IMO {', '.join(ships)}")
    apart = _distance_m(one, other)
    reach = (one.place.radius_m or 20_000) + (other.place.radius_m or 20_000)
    if apart is not None and apart <= reach and one.kind is other.kind:
        reasons.append(f"same kind, {apart / 1000:.0f} km apart, within {reach / 1000:.0f} km")
    if reasons:
        reasons.insert(0, f"dates meet: {one.when.edtf} and {other.when.edtf}")
    return tuple(reasons)


def propose(
    ours: Iterable[Incident], theirs: Iterable[Incident], *, slack_days: int = 1
) -> tuple[Proposal, ...]:
    """Pairs from two lists that may be one event: dates that meet, and a ship or a place and
    kind."""
    by_day: dict[date, list[Incident]] = {}
    for incident in theirs:
        if incident.when.first is not None:
            by_day.setdefault(incident.when.first, []).append(incident)
    found: list[Proposal] = []
    for one in ours:
        if one.when.first is None:
            continue
        for shift in range(-slack_days, slack_days + 1):
            for other in by_day.get(one.when.first + timedelta(days=shift), ()):
                why = _reasons(one, other, slack_days=slack_days)
                if why:
                    found.append(Proposal(one=one.id, other=other.id, why=why))
    return tuple(found)
