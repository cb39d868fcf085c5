"""The conditions as boxes and arrows; an arrow of a deadlock is heavy, dashed, and named."""

from wasit.terms.figures.svg import element, figure, label, linked_part, shortened, words
from wasit.terms.views.graph import ConditionsGraph, GraphEdge, GraphNode

_BOX, _TALL, _GAP, _BETWEEN, _EDGE, _OVER = 220, 72, 110, 34, 24, 64
_LETTERS = 30


def conditions_figure(
    graph: ConditionsGraph, *, name: str = "conditions", linked: bool = False
) -> str:
    """The graph as SVG; where ``linked``, box ``n`` leads to ``#NAME-n``, its row in a list."""
    width = max(1, graph.columns) * (_BOX + _GAP) - _GAP + 2 * _EDGE
    tall = max(1, graph.rows) * (_TALL + _BETWEEN) - _BETWEEN
    above = _OVER if any(edge.in_circle for edge in graph.edges) else 0
    height = tall + 2 * _EDGE + above
    at = {node.id: (_x(node), _y(node) + above) for node in graph.nodes}
    arrows = [_arrow(edge, at, name=name) for edge in graph.edges]
    boxes = [
        _box(node, number, at[node.id], name=name, linked=linked)
        for number, node in enumerate(graph.nodes, 1)
    ]
    return figure(
        [_heads(name), *arrows, *boxes],
        name=name,
        kind="conditions",
        width=width,
        height=height,
        title="What waits for what",
        description=_description(graph),
        linked=linked,
    )


def _x(node: GraphNode) -> int:
    return _EDGE + node.column * (_BOX + _GAP)


def _y(node: GraphNode) -> int:
    return _EDGE + node.row * (_TALL + _BETWEEN)


def _heads(name: str) -> str:
    return element(
        "defs",
        element(
            "marker",
            element("path", d="M0 0L10 5L0 10Z", fill="currentColor"),
            id=f"{name}-head",
            viewBox="0 0 10 10",
            refX=10,
            refY=5,
            markerWidth=9,
            markerHeight=9,
            markerUnits="userSpaceOnUse",
            orient="auto",
        ),
    )


def _arrow(edge: GraphEdge, at: dict[str, tuple[int, int]], *, name: str) -> str:
    (left, top), (right, bottom) = at[edge.before], at[edge.after]
    start, end = (left + _BOX, top + _TALL // 2), (right, bottom + _TALL // 2)
    if right > left:
        middle = (start[0] + end[0]) // 2
        path = f"M{start[0]} {start[1]}C{middle} {start[1]} {middle} {end[1]} {end[0]} {end[1]}"
    else:
        # Back to an earlier column: out of the upper edge, round above, and in from above.
        out, into = left + _BOX * 2 // 3, right + _BOX // 3
        high = max(4, min(top, bottom) - _OVER)
        path = f"M{out} {top}C{out} {high} {into} {high} {into} {bottom}"
    said = f"{edge.after} waits for {edge.before} ({edge.kind})"
    return element(
        "path",
        element("title", words(f"{said}, in a deadlock" if edge.in_circle else said)),
        d=path,
        class_=f"arrow {edge.kind.replace(' ', '-')}{' deadlock' if edge.in_circle else ''}",
        fill="none",
        stroke="currentColor",
        stroke_width=3 if edge.in_circle else 1.5,
        stroke_dasharray="8 4" if edge.in_circle else "2 3" if edge.kind == "if" else None,
        marker_end=f"url(#{name}-head)",
    )


def _box(node: GraphNode, number: int, at: tuple[int, int], *, name: str, linked: bool) -> str:
    x, y = at
    state = f"{node.state}, in a deadlock" if node.in_circle else node.state
    lacks = f"; lacks {', '.join(node.lacks)}" if node.lacks else ""
    return linked_part(
        element("title", words(f"{node.id}: {node.who}, {node.what} ({state}{lacks})")),
        element("rect", x=x, y=y, width=_BOX, height=_TALL, rx=6,
                class_=f"box {node.state.replace(' ', '-')}{' deadlock' if node.in_circle else ''}",
                fill="none", stroke="currentColor", stroke_width=3 if node.in_circle else 1.5,
                stroke_dasharray="4 3" if node.state in {"asked for", "left out"} else None),
        label(shortened(node.id, most=_LETTERS), x=x + 10, y=y + 20, class_="box-name",
              font_weight="bold", font_size=13),
        label(shortened(node.who, most=_LETTERS), x=x + 10, y=y + 40, font_size=12,
              class_="box-who"),
        label(shortened(state, most=_LETTERS), x=x + 10, y=y + 60, font_size=12,
              class_="box-state"),
        to=f"{name}-{number}",
        class_="node",
        linked=linked,
    )  # fmt: skip


def _description(graph: ConditionsGraph) -> str:
    said = [f"{len(graph.nodes)} commitments; an arrow leads to what waits."]
    for state in ("can happen", "blocked", "left out", "asked for"):
        named = [node.id for node in graph.nodes if node.state == state]
        if named:
            said.append(f"{state.capitalize()}: {', '.join(named)}.")
    for circle, statements in zip(graph.circles, graph.statements, strict=True):
        waits = " waits for ".join((*circle, circle[0]))
        rests = f", by {' and '.join(statements)}" if statements else ""
        said.append(f"Deadlock: {waits}{rests}.")
    return " ".join(said)
