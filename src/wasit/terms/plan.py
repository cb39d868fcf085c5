"""A plan against the clock: which steps are done, ready, waiting, overdue or breached.

A step is checked off by its proof (``done_at``, with who checked it) or by what the record holds;
both reach this module as facts, with the time they are judged at. Times are UTC, written
``YYYY-MM-DDTHH:MM:SSZ``, and compare as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from wasit.terms.order import Step


class State(Enum):
    """Where one step of a plan stands."""

    DONE = "done"
    DONE_LATE = "done late"
    BREACHED = "breached"
    OVERDUE = "overdue"
    READY = "ready"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class StepStanding:
    """One step, where it stands, and what the plan says should now happen."""

    step: str
    state: State
    waits_for: tuple[str, ...]
    then: str
    """What the plan says happens on failure, where the step has failed."""


def plan_standing(steps: Sequence[Step], *, now: str) -> tuple[StepStanding, ...]:
    """Where each step stands at that time."""
    good = {step.id for step in steps if step.done_at and not _breached(step, now)}
    return tuple(_standing(step, good, now=now) for step in steps)


def _breached(step: Step, now: str) -> bool:
    return bool(step.breached_at) and step.breached_at <= now


def _standing(step: Step, done: set[str], *, now: str) -> StepStanding:
    waits = tuple(sorted(step.after - done))
    late = bool(step.due) and step.due < (step.done_at or now)
    if _breached(step, now):
        state = State.BREACHED
    elif step.done_at and step.done_at <= now:
        state = State.DONE_LATE if late else State.DONE
    elif late:
        state = State.OVERDUE
    else:
        state = State.WAITING if waits else State.READY
    failed = state in {State.BREACHED, State.OVERDUE}
    return StepStanding(step.id, state, waits, step.on_failure if failed else "")
