"""The frontier of two sides as dots, which may be links to their rows in a table beside it.

With more than two sides, two are chosen to draw, and the description says so; the table has all.
"""

from wasit.terms.figures.svg import element, figure, label, linked_part, words
from wasit.terms.views.packages import Dot, FrontierView

_WIDTH, _HEIGHT = 640, 480
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 24, 24, 64


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
    parts += [_dot(dot, across, up, name=name, linked=linked) for dot in view.dots]
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
    return [
        element("path", d=f"M{_LEFT} {_TOP}V{_HEIGHT - _BOTTOM}H{_WIDTH - _RIGHT}", class_="axis",
                fill="none", stroke="currentColor"),
        label(low.low, x=_LEFT, y=_HEIGHT - _BOTTOM + 18, text_anchor="start", class_="tick"),
        label(low.high, x=_WIDTH - _RIGHT, y=_HEIGHT - _BOTTOM + 18, text_anchor="end",
              class_="tick"),
        label(high.low, x=_LEFT - 8, y=_HEIGHT - _BOTTOM, text_anchor="end", class_="tick"),
        label(high.high, x=_LEFT - 8, y=_TOP + 10, text_anchor="end", class_="tick"),
        label(f"{view.sides[across]} →", x=(_LEFT + _WIDTH) // 2, y=_HEIGHT - 20,
              text_anchor="middle", class_="axis-name"),
        label(f"{view.sides[up]} ↑", x=_LEFT, y=_TOP - 8, text_anchor="start",
              class_="axis-name"),
    ]  # fmt: skip


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


def _dot(dot: Dot, across: int, up: int, *, name: str, linked: bool) -> str:
    x, y = _x(dot.places[across]), _y(dot.places[up])
    fair = f", {' and '.join(dot.fair)}" if dot.fair else ""
    said = f"Point {dot.number}{fair}: " + "; ".join(f"{i}: {o}" for i, o in dot.package)
    return linked_part(
        element("title", words(said)),
        *(_fair_dot(dot, x, y) if dot.fair else (_plain_dot(dot, x, y),)),
        to=f"{name}-point-{dot.number}",
        class_="point",
        linked=linked,
    )


def _fair_dot(dot: Dot, x: float, y: float) -> tuple[str, str]:
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
        label(", ".join(dot.fair), x=x + 12, y=y - 8, class_="dot-name", font_size=12),
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
