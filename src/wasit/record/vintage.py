"""A vintage: one file's rows as taken in, which never changes, and how two vintages differ.

Rows that cannot be read are kept aside with the reason and the line they begin on; a row that
repeats another's id is kept aside too, since taking both would count one event twice. Where the
source gives no ids, rows that say the same are numbered and all taken: two alike may be two events.
Two vintages are compared on parsed values, so a file that differs by white space, the spelling of
numbers or the order of its rows or columns differs in nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wasit.errors import BadInput
from wasit.record.formats.row import DERIVED, Format, Row
from wasit.record.incident import Incident

__all__ = ["Aside", "Difference", "Line", "Vintage", "compare", "differ", "fresh", "take_in"]


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

    layout: Format
    rows: int
    incidents: tuple[Incident, ...]
    said: dict[str, Row]
    """Each row taken, as found, by id."""
    aside: tuple[Aside, ...]

    @property
    def format(self) -> str:
        """The layout's name."""
        return self.layout.name


@dataclass(frozen=True, slots=True)
class Difference:
    """What a newer vintage did to an older one, by row id."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]


def _read(
    layout: Format, lines: Iterable[Line], said: dict[str, Row]
) -> Iterator[Incident | Aside]:
    """Each line's incident or the reason it is kept aside; fills ``said`` with the rows taken."""
    first_seen: dict[str, int] = {}
    twice: dict[str, int] = {}
    for line in lines:
        if line.row is None:
            yield Aside(line.number, line.fault)
            continue
        name = ""
        try:
            name = layout.key(line.row)
            incident = layout.read(line.row, line.number)
        except BadInput as error:
            yield Aside(line.number, str(error), name)
            continue
        if name.startswith(DERIVED) and name in first_seen:
            twice[name] = twice.get(name, 1) + 1
            name = f"{name}.{twice[name]}"
            incident = replace(incident, id=name)
        if name in first_seen:
            same = "other" if differ(layout, said[name], line.row) else "the same"
            yield Aside(
                line.number,
                f"id {name!r} stands on line {first_seen[name]} already, with {same} values",
                name,
            )
            continue
        first_seen[name] = line.number
        said[name] = line.row
        yield incident


def differ(layout: Format, one: Row, other: Row) -> bool:
    """Whether two rows say different values in some column that both have."""
    if one == other:
        return False
    ours, theirs = layout.values(one), layout.values(other)
    return any(ours[column] != theirs[column] for column in ours.keys() & theirs.keys())


def take_in(layout: Format, lines: Iterable[Line]) -> Vintage:
    """The vintage that the lines make under a layout."""
    said: dict[str, Row] = {}
    incidents: list[Incident] = []
    aside: list[Aside] = []
    for taken in _read(layout, lines, said):
        if isinstance(taken, Aside):
            aside.append(taken)
        else:
            incidents.append(taken)
    return Vintage(
        layout=layout,
        rows=len(incidents) + len(aside),
        incidents=tuple(incidents),
        said=said,
        aside=tuple(aside),
    )


def fresh(vintage: Vintage) -> Difference:
    """What a vintage does to a record that has none: everything it holds is added."""
    return Difference(added=tuple(vintage.said), changed=(), withdrawn=())


def compare(*, older: Vintage, newer: Vintage) -> Difference:
    """Ids added, changed in some column both have, and withdrawn.

    A row that the newer file holds but keeps aside is not called withdrawn: it is there, unread.
    """
    unread = {row.id for row in newer.aside if row.id}
    changed = [
        name
        for name, row in newer.said.items()
        if name in older.said and differ(newer.layout, older.said[name], row)
    ]
    return Difference(
        added=tuple(name for name in newer.said if name not in older.said),
        changed=tuple(changed),
        withdrawn=tuple(n for n in older.said if n not in newer.said and n not in unread),
    )
