"""Tables of what may follow what: one step through a table, or ``OutOfTurn``.

Each state machine of the talks is such a table in the file of its idea: rooms (``opening``),
rounds (``rounds``), read-backs (``carried``) and conveyances in the journal (``kept``).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from wasit.talks.void import OutOfTurn

__all__ = ["step"]

StateT = TypeVar("StateT", bound=StrEnum)
EventT = TypeVar("EventT", bound=StrEnum)


def step(
    transitions: Mapping[StateT, Mapping[EventT, StateT]], state: StateT, event: EventT
) -> StateT:
    """The state that ``event`` leads to from ``state``.

    Raises:
        OutOfTurn: the table has no such step; nothing was changed.
    """
    after = transitions[state].get(event)
    if after is None:
        open_here = ", ".join(sorted(transitions[state])) or "nothing"
        raise OutOfTurn(
            f"{event.value} cannot follow {state.value}: expected {open_here}; nothing was changed"
        )
    return after
