"""The frontier of two sides as dots, which may be links to their rows in a table beside it.

With more than two sides, two are chosen to draw, and the description says so; the table has all.
"""

from collections.abc import Sequence

from wasit.terms.figures.svg import element, figure, label, linked_part, short_number, words
from wasit.terms.views.packages import Dot, FrontierView

_WIDTH, _HEIGHT = 640, 480
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 24, 40, 64
_LINE = 15.0


def frontier_figure(
    view: FrontierView,
    *,
    name: str = "frontier",
    sides: tuple[int, int] = (0, 1),
    linked: bool = False,
) -> str:
    """The frontier as SVG; where ``linked``, point ``n`` leads to ``#NAME-point-n`` in the page."""
    across, up = sides
    parts = [*_axes(view, across, up)]
    parts += [_limit(view, across, up)] if view.dots else []
    named = _label_heights(view.dots, up)
    parts += [
        _dot(dot, across, up, named_at=named.get(dot.number, 0.0), name=name, linked=linked)
        for dot in view.dots
    ]
    return figure(
        parts,
        name=name,
        kind="frontier",
        width=_WIDTH,
        height=_HEIGHT,
        title=f"Efficient packages for {view.sides[across]} and {view.sides[up]}",
        description=_description(view, across, up),
        linked=linked,
    )


def _x(place: float) -> float:
    return _LEFT + place * (_WIDTH - _LEFT - _RIGHT)


def _y(place: float) -> float:
    return _HEIGHT - _BOTTOM - place * (_HEIGHT - _TOP - _BOTTOM)


def _axes(view: FrontierView, across: int, up: int) -> list[str]:
    low, high = view.ends[across], view.ends[up]
    left, right, bottom = _LEFT, _WIDTH - _RIGHT, _HEIGHT - _BOTTOM

    def tick(text: str, x: int, y: int, anchor: str) -> str:
        return label(short_number(text), x=x, y=y, text_anchor=anchor, class_="tick")

    def named(text: str, x: int, y: int, anchor: str) -> str:
        return label(text, x=x, y=y, text_anchor=anchor, class_="axis-name")

    line = f"M{left} {_TOP}V{bottom}H{right}"
    return [
        element("path", d=line, class_="axis", fill="none", stroke="currentColor"),
        tick(low.low, left, bottom + 18, "start"),
        tick(low.high, right, bottom + 18, "end"),
        tick(high.low, left - 8, bottom, "end"),
        tick(high.high, left - 8, _TOP + 10, "end"),
        named(f"{view.sides[across]} →", (left + right) // 2, _HEIGHT - 20, "middle"),
        named(f"{view.sides[up]} ↑", left, _TOP - 16, "start"),
    ]


def _limit(view: FrontierView, across: int, up: int) -> str:
    """What reaches both limits, as a shaded corner with a dashed edge."""
    (wide, x), (high, y) = view.limits[across], view.limits[up]
    left, bottom = _x(x), _y(y)
    return element(
        "g",
        element("title", words(f"Above the limits: {wide} and {high}")),
        element("rect", x=left, y=_y(1.0), width=_x(1.0) - left, height=bottom - _y(1.0),
                class_="above-limits", fill="currentColor", fill_opacity=0.06),
        element("path", d=f"M{left:.2f} {_y(1.0):.2f}V{bottom:.2f}H{_x(1.0):.2f}", fill="none",
                stroke="currentColor", stroke_dasharray="6 4", class_="limit"),
    )  # fmt: skip


def _label_heights(dots: Sequence[Dot], up: int) -> dict[int, float]:
    """Where the names of fair points stand, by number: beside them, and never on another."""
    heights: dict[int, float] = {}
    lowest = 0.0
    for dot in sorted((dot for dot in dots if dot.fair), key=lambda dot: _y(dot.places[up])):
        lowest = max(_y(dot.places[up]) - 8, lowest + _LINE)
        heights[dot.number] = lowest
    return heights


def _dot(dot: Dot, across: int, up: int, *, named_at: float, name: str, linked: bool) -> str:
    x, y = _x(dot.places[across]), _y(dot.places[up])
    fair = f", {' and '.join(dot.fair)}" if dot.fair else ""
    said = f"Point {dot.number}{fair}: " + "; ".join(f"{i}: {o}" for i, o in dot.package)
    return linked_part(
        element("title", words(said)),
        *(_fair_dot(dot, x, y, named_at=named_at) if dot.fair else (_plain_dot(dot, x, y),)),
        to=f"{name}-point-{dot.number}",
        class_="point",
        linked=linked,
    )


def _fair_dot(dot: Dot, x: float, y: float, *, named_at: float) -> tuple[str, str]:
    """A diamond, and what the point is called."""
    return (
        element(
            "path",
            d=f"M{x:.2f} {y - 8:.2f}l8 8l-8 8l-8 -8Z",
            class_="dot fair",
            fill="none",
            stroke="currentColor",
            stroke_width=2,
        ),
        label(", ".join(dot.fair), x=x + 12, y=named_at, class_="dot-name", font_size=12),
    )


def _plain_dot(dot: Dot, x: float, y: float) -> str:
    """A disc above every limit, a ring below one."""
    return element(
        "circle",
        cx=x,
        cy=y,
        r=4,
        class_="dot" if dot.above_limits else "dot below",
        fill="currentColor" if dot.above_limits else "none",
        stroke="currentColor",
    )


def _description(view: FrontierView, across: int, up: int) -> str:
    above = sum(1 for dot in view.dots if dot.above_limits)
    wide, high = view.ends[across], view.ends[up]
    said = [
        f"{len(view.dots)} efficient points are drawn, {above} of them above both limits.",
        f"From left to right {view.sides[across]} gets {wide}.",
        f"From bottom to top {view.sides[up]} gets {high}.",
        *(f"Point {dot.number} is {' and '.join(dot.fair)}." for dot in view.dots if dot.fair),
    ]
    if view.left_out:
        said.append(f"{view.left_out} further points are not drawn.")
    if len(view.sides) > 2:
        said.append(f"Of {len(view.sides)} sides two are drawn; the table has all.")
    if not view.complete:
        said.append(f"The answer is partial: {view.why}.")
    return " ".join(said)
