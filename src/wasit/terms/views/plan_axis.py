"""A plan on a time axis: from when each step can begin until it is due, and when it was done.

Times are UTC, ``YYYY-MM-DDTHH:MM:SSZ``; a step without a due time, or with one that is written
otherwise, is listed without a bar. A step can begin when the last step before it is done, or else
due.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wasit.talks.moments import is_moment, moment, moment_text
from wasit.terms.order import Step
from wasit.terms.plan import plan_standing

_DAY = timedelta(days=1)
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One step on the axis; places lie between 0 and 1, None where there is no such time."""

    step: str
    who: str
    what: str
    state: str
    waits_for: tuple[str, ...]
    then: str
    proof: str
    checker: str
    due: str
    done_at: str
    breached_at: str
    hour: str
    begins: float | None
    ends: float | None
    done: float | None
    breached: float | None


@dataclass(frozen=True, slots=True)
class PlanAxis:
    """The rows in the order of their times, the ticks (place and day), and where now is."""

    rows: tuple[PlanRow, ...]
    ticks: tuple[tuple[float, str], ...]
    now: str
    now_place: float | None
    overdue: tuple[str, ...]
    breached: tuple[str, ...]


def plan_axis(steps: Sequence[Step], *, now: str) -> PlanAxis:
    """The plan at ``now``, ready to draw."""
    by_id = {step.id: step for step in steps}
    ends = {step.id: _time(step.due) for step in steps}
    begins = {step.id: _begins(step, by_id) for step in steps}
    times = [
        time
        for step in steps
        for time in (
            ends[step.id],
            begins[step.id],
            _time(step.done_at),
            _time(step.breached_at),
        )
        if time is not None
    ]
    present = _time(now)
    first, last = _bounds([*times, *([present] if present is not None and times else [])])

    def place(time: datetime | None) -> float | None:
        if time is None or first is None or last is None:
            return None
        return (time - first) / (last - first)

    standings = plan_standing(steps, now=now)
    rows = [
        PlanRow(
            step=one.step,
            who=by_id[one.step].who,
            what=by_id[one.step].what,
            state=one.state.value,
            waits_for=one.waits_for,
            then=one.then,
            proof=by_id[one.step].proof,
            checker=by_id[one.step].checker,
            due=by_id[one.step].due,
            done_at=by_id[one.step].done_at,
            breached_at=by_id[one.step].breached_at,
            hour=by_id[one.step].hour,
            begins=place(begins[one.step] or first) if ends[one.step] is not None else None,
            ends=place(ends[one.step]),
            done=place(_time(by_id[one.step].done_at)),
            breached=place(_time(by_id[one.step].breached_at)),
        )
        for one in standings
    ]
    order = {step.id: number for number, step in enumerate(steps)}
    rows.sort(key=lambda row: (row.ends is None, row.ends or 0.0, order[row.step]))
    return PlanAxis(
        rows=tuple(rows),
        ticks=_ticks(first, last),
        now=now,
        now_place=place(present),
        overdue=tuple(row.step for row in rows if row.state == "overdue"),
        breached=tuple(row.step for row in rows if row.state == "breached"),
    )


def _time(text: str) -> datetime | None:
    return moment(text) if is_moment(text) else None


def _begins(step: Step, by_id: Mapping[str, Step]) -> datetime | None:
    """When the last step before it is done, or else due; never after its own end."""
    before = [
        time
        for name in step.after
        if name in by_id
        for time in [_time(by_id[name].done_at) or _time(by_id[name].due)]
        if time is not None
    ]
    end = _time(step.due)
    begins = max(before, default=None)
    return min(begins, end) if begins is not None and end is not None else begins


def _bounds(times: Sequence[datetime]) -> tuple[datetime | None, datetime | None]:
    """First and last, with a margin of a twentieth, and of half a day at least."""
    if not times:
        return None, None
    margin = max((max(times) - min(times)) / 20, _DAY / 2)
    return min(times) - margin, max(times) + margin


def _ticks(first: datetime | None, last: datetime | None) -> tuple[tuple[float, str], ...]:
    """Midnights at even distances, at most eight."""
    if first is None or last is None:
        return ()
    days = (last - first) / _DAY
    apart = max(1, -(-int(days) // _MOST_TICKS))
    day = first.replace(hour=0, minute=0, second=0) + _DAY
    found: list[tuple[float, str]] = []
    while day <= last:
        found.append(((day - first) / (last - first), moment_text(day)[:10]))
        day += _DAY * apart
    return tuple(found)
