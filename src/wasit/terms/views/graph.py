"""The conditions as a graph with places: what must come before what, and which arrows deadlock.

An arrow leads from what must be agreed or done to what waits for it. Columns are by longest path,
circles first opened at one arrow each (Sugiyama, Tagawa & Toda 1981); within a column, boxes are
put near what they hang on by a few sweeps of means. Same conditions, same drawing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wasit.terms.commitments import Commitment, Conditions, conditions
from wasit.terms.formula import names_in

_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One commitment in its column and row.

    ``state`` is ``can happen``, ``blocked``, ``left out`` or ``asked for``; ``in_circle`` is true
    for those that a deadlock runs through.
    """

    id: str
    who: str
    what: str
    state: str
    in_circle: bool
    column: int
    row: int
    statement: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """``after`` waits for ``before`` to be done (``not before``), or to be agreed (``if``)."""

    before: str
    after: str
    kind: str
    in_circle: bool


@dataclass(frozen=True, slots=True)
class ConditionsGraph:
    """Nodes and arrows, and each deadlock as a circle of ids with its statements."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    circles: tuple[tuple[str, ...], ...]
    statements: tuple[tuple[str, ...], ...]
    columns: int
    rows: int


def conditions_graph(commitments: Sequence[Commitment]) -> ConditionsGraph:
    """The graph of these commitments, laid out."""
    found = conditions(commitments)
    kinds = _edges(commitments)
    circling = {
        (other, one)
        for deadlock in found.deadlocks
        for one, other in zip(
            deadlock.circle, (*deadlock.circle[1:], deadlock.circle[0]), strict=True
        )
    }
    ids = [one.id for one in commitments]
    column = _columns(ids, list(kinds))
    in_circle = {name for deadlock in found.deadlocks for name in deadlock.circle}
    row = _rows(ids, list(kinds), column, first=in_circle)
    state = _states(commitments, found)
    lacks = {left.commitment: left.lacks for left in found.left_out}
    return ConditionsGraph(
        nodes=tuple(
            GraphNode(
                id=one.id,
                who=f"{one.who} for {one.behalf}" if one.behalf else one.who,
                what=one.what,
                state=state[one.id],
                in_circle=one.id in in_circle,
                column=column[one.id],
                row=row[one.id],
                statement=one.statement,
                lacks=lacks.get(one.id, ()),
            )
            for one in commitments
        ),
        edges=tuple(
            GraphEdge(before=before, after=after, kind=kind, in_circle=(before, after) in circling)
            for (before, after), kind in kinds.items()
        ),
        circles=tuple(deadlock.circle for deadlock in found.deadlocks),
        statements=tuple(deadlock.statements for deadlock in found.deadlocks),
        columns=max(column.values(), default=-1) + 1,
        rows=max(row.values(), default=-1) + 1,
    )


def _edges(commitments: Sequence[Commitment]) -> dict[tuple[str, str], str]:
    kinds: dict[tuple[str, str], str] = {}
    for one in commitments:
        for name in names_in(one.only_if):
            kinds[name, one.id] = "if"
    for one in commitments:
        for name in names_in(one.not_before):
            kinds[name, one.id] = "not before"
    return kinds


def _states(commitments: Sequence[Commitment], found: Conditions) -> dict[str, str]:
    states: dict[str, str] = {}
    for one in commitments:
        if not one.offered:
            states[one.id] = "asked for"
        elif one.id in found.can_happen:
            states[one.id] = "can happen"
        else:
            states[one.id] = "blocked" if one.id in found.blocked else "left out"
    return states


def _columns(ids: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Longest path from what waits for nothing, without the arrows that close a circle."""
    follows: dict[str, list[str]] = {name: [] for name in ids}
    for before, after in edges:
        follows[before].append(after)
    forward = set(edges) - _closing(ids, follows)
    column = dict.fromkeys(ids, 0)
    for _ in ids:
        for before, after in forward:
            column[after] = max(column[after], column[before] + 1)
    return column


def _closing(ids: Sequence[str], follows: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    """Arrows back to something still on the path that a walk from the first ids has taken."""
    closing: set[tuple[str, str]] = set()
    state: dict[str, str] = {}
    for start in ids:
        if start in state:
            continue
        state[start] = "open"
        path = [(start, iter(follows[start]))]
        while path:
            name, rest = path[-1]
            other = next(rest, None)
            if other is None:
                state[name] = "done"
                path.pop()
            elif state.get(other) == "open":
                closing.add((name, other))
            elif other not in state:
                state[other] = "open"
                path.append((other, iter(follows[other])))
    return closing


def _rows(
    ids: Sequence[str],
    edges: Sequence[tuple[str, str]],
    column: Mapping[str, int],
    *,
    first: Collection[str],
) -> dict[str, int]:
    """Rows near what a box hangs on; those of a circle first, so that arrows back are clear."""
    columns: dict[int, list[str]] = {}
    for name in ids:
        columns.setdefault(column[name], []).append(name)
    row = {name: place for names in columns.values() for place, name in enumerate(names)}
    near: dict[str, list[str]] = {name: [] for name in ids}
    for before, after in edges:
        near[before].append(after)
        near[after].append(before)
    for sweep in range(_SWEEPS):
        for number in sorted(columns, reverse=bool(sweep % 2)):
            names = columns[number]
            means = {
                name: sum(row[other] for other in near[name]) / len(near[name])
                if near[name]
                else float(row[name])
                for name in names
            }
            names.sort(key=lambda name: (name not in first, means[name], ids.index(name)))
            row |= {name: place for place, name in enumerate(names)}
    return row
