"""A vintage: one file's rows as taken in, which never changes, and how two vintages differ.

Rows that cannot be read are kept aside with the reason and the line they begin on; a row that
repeats another's id is kept aside too, since taking both would count one event twice. Two vintages
are compared on parsed values, so a file that differs by white space, the spelling of numbers or the
order of its rows or columns differs in nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wasit.errors import BadInput
from wasit.record.formats.row import Format, Row
from wasit.record.incident import Incident

__all__ = ["Aside", "Difference", "Line", "Vintage", "compare", "fresh", "take_in"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file as found: the line it begins on, its cells, or why it has none."""

    number: int
    row: Row | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A row kept aside."""

    line: int
    reason: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Vintage:
    """What one file says, by row id."""

    format: str
    rows: int
    incidents: tuple[Incident, ...]
    values: dict[str, dict[str, object]]
    """Compared values by id and column."""
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a newer vintage did to an older one, by row id."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]


def _read(
    layout: Format, lines: Iterable[Line], values: dict[str, dict[str, object]]
) -> Iterator[Incident | Aside]:
    """Each line's incident or the reason it is kept aside; fills ``values`` of those taken."""
    first_seen: dict[str, int] = {}
    for line in lines:
        if line.row is None:
            yield Aside(line.number, line.fault)
            continue
        name = ""
        try:
            name = layout.key(line.row)
            incident = layout.read(line.row, line.number)
            compared = layout.values(line.row)
        except BadInput as error:
            yield Aside(line.number, str(error), name)
            continue
        if name in first_seen:
            same = "the same" if compared == values[name] else "other"
            yield Aside(
                line.number,
                f"id {name!r} stands on line {first_seen[name]} already, with {same} values",
                name,
            )
            continue
        first_seen[name] = line.number
        values[name] = compared
        yield incident


def take_in(layout: Format, lines: Iterable[Line]) -> Vintage:
    """The vintage that the lines make under a layout."""
    values: dict[str, dict[str, object]] = {}
    incidents: list[Incident] = []
    aside: list[Aside] = []
    for taken in _read(layout, lines, values):
        if isinstance(taken, Aside):
            aside.append(taken)
        else:
            incidents.append(taken)
    return Vintage(
        format=layout.name,
        rows=len(incidents) + len(aside),
        incidents=tuple(incidents),
        values=values,
        aside=tuple(aside),
    )


def fresh(vintage: Vintage) -> Difference:
    """What a vintage does to a record that has none: everything it holds is added."""
    return Difference(added=tuple(vintage.values), changed=(), withdrawn=())


def compare(*, older: Vintage, newer: Vintage) -> Difference:
    """Ids added, changed in some column both have, and withdrawn.

    A row that the newer file holds but that is kept aside there is not called withdrawn: it is
    there,
    unread.
    """
    unread = {row.id for row in newer.aside if row.id}
    changed = [
        name
        for name, values in newer.values.items()
        if name in older.values
        and any(
            values[column] != older.values[name][column]
            for column in values.keys() & older.values[name].keys()
        )
    ]
    return Difference(
        added=tuple(name for name in newer.values if name not in older.values),
        changed=tuple(changed),
        withdrawn=tuple(n for n in older.values if n not in newer.values and n not in unread),
    )
