"""The journal's entries on the record, as the record's own values."""

from collections.abc import Mapping
from datetime import date

import msgspec

from wasit.record.claim import Tally
from wasit.record.incident import Kind
from wasit.record.rule import CountingRule, from_data
from wasit.record.understanding import Threat, Understanding
from wasit.record.when import parse_when
from wasit.talks.record_entries import PromiseWatched, TallyClaimed, ThreatNoted
from wasit.talks.record_state import RecordFold
from wasit.talks.room import RoomTalks
from wasit.talks.rounds import RoundEvent

__all__ = ["promise_of", "rounds_held", "rules_of", "tally_of", "threat_of", "threats_of"]


def rules_of(kept: RecordFold) -> tuple[CountingRule, ...]:
    """The desk's own counting rules."""
    return tuple(from_data(msgspec.to_builtins(rule)) for rule in kept.rules.values())


def tally_of(said: TallyClaimed) -> Tally:
    """A claimed total."""
    return Tally(
        number=said.number,
        of=said.of,
        said_by=said.said_by,
        since=_day(said.since),
        until=_day(said.until),
        said_at=_day(said.said_at),
        rule=said.rule,
        words=said.words,
    )


def promise_of(said: PromiseWatched) -> Understanding:
    """What an understanding forbids."""
    return Understanding(
        name=said.name,
        promised=said.promised,
        by=said.by,
        since=date.fromisoformat(said.since),
        until=_day(said.until),
        kinds=frozenset(Kind(kind) for kind in said.kinds),
        actors=said.actors,
        places=said.places,
    )


def threat_of(said: ThreatNoted) -> Threat:
    """What somebody announced."""
    return Threat(
        name=said.name,
        said_by=said.said_by,
        words=said.words,
        said_on=date.fromisoformat(said.said_on),
        due=parse_when(said.due) if said.due else None,
        kinds=frozenset(Kind(kind) for kind in said.kinds),
        places=said.places,
    )


def threats_of(kept: RecordFold) -> tuple[Threat, ...]:
    """Everything that was announced."""
    return tuple(threat_of(each) for each in kept.threats.values())


def rounds_held(rooms: Mapping[str, RoomTalks]) -> tuple[tuple[date, str], ...]:
    """The days on which rounds were held, each once, with the rooms that met."""
    met: dict[tuple[date, str], list[str]] = {}
    for room, talks in sorted(rooms.items()):
        for kept in talks.rounds.values():
            held = [step for step in kept.steps if step.convening.event is RoundEvent.HELD]
            for step in held:
                day = date.fromisoformat((kept.time or step.at)[:10])
                met.setdefault((day, kept.place or ""), []).append(room)
    return tuple(
        (day, f"talks held{f' in {place}' if place else ''} ({', '.join(dict.fromkeys(names))})")
        for (day, place), names in sorted(met.items())
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
