"""The plan as bars on a time axis: when a step may run, when it was done, and where now is."""

from wasit.terms.figures.svg import element, figure, label, linked_part, shortened, words
from wasit.terms.views.plan_axis import PlanAxis, PlanRow

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _BOTTOM = 860, 230, 30, 40, 34, 40
_LETTERS = 30


def plan_figure(axis: PlanAxis, *, name: str = "plan", linked: bool = False) -> str:
    """The plan as SVG; where ``linked``, row ``n`` leads to ``#NAME-step-n`` in the page."""
    height = _TOP + _ROW * len(axis.rows) + _BOTTOM
    bottom = height - _BOTTOM
    parts: list[str] = []
    for place, day in axis.ticks:
        x = _x(place)
        parts.append(
            element("path", d=f"M{x:.2f} {_TOP - 8}V{bottom}", class_="grid", fill="none",
                    stroke="currentColor", stroke_opacity=0.2)
        )  # fmt: skip
        parts.append(label(day, x=x, y=bottom + 18, text_anchor="middle", font_size=11,
                           class_="tick"))  # fmt: skip
    parts += [
        _row(row, number, name=name, linked=linked) for number, row in enumerate(axis.rows, 1)
    ]
    if axis.now_place is not None:
        x = _x(axis.now_place)
        parts.append(
            element("path", d=f"M{x:.2f} {_TOP - 14}V{bottom}", class_="now", fill="none",
                    stroke="currentColor", stroke_width=2, stroke_dasharray="6 3")
        )  # fmt: skip
        parts.append(label("now", x=x, y=_TOP - 20, text_anchor="middle", font_size=12,
                           class_="now-name"))  # fmt: skip
    return figure(
        parts,
        name=name,
        kind="plan",
        width=_WIDTH,
        height=height,
        title="The plan on a time axis",
        description=_description(axis),
        linked=linked,
    )


def _x(place: float) -> float:
    return _LEFT + place * (_WIDTH - _LEFT - _RIGHT)


def _row(row: PlanRow, number: int, *, name: str, linked: bool) -> str:
    y = _TOP + _ROW * (number - 1)
    middle = y + _ROW / 2
    parts = [
        element("title", words(f"{row.step}: {row.who} {row.what} ({row.state})")),
        label(shortened(row.step, most=_LETTERS), x=8, y=middle - 1, font_weight="bold",
              font_size=12, class_="step-name"),
        label(shortened(f"{row.state}, {row.who}", most=_LETTERS), x=8, y=middle + 13,
              font_size=11, class_="step-state"),
    ]  # fmt: skip
    if row.begins is not None and row.ends is not None:
        left = _x(row.begins)
        failed = row.state in {"overdue", "breached"}
        parts.append(
            element("rect", x=left, y=middle - 7, width=max(4.0, _x(row.ends) - left), height=14,
                    rx=3, class_=f"bar {row.state.replace(' ', '-')}", fill="currentColor",
                    fill_opacity=0.15, stroke="currentColor",
                    stroke_width=3 if failed else 1,
                    stroke_dasharray="3 2" if row.state == "waiting" else None)
        )  # fmt: skip
    if row.done is not None:
        parts.append(
            element("circle", cx=_x(row.done), cy=middle, r=5, class_="done",
                    fill="currentColor")
        )  # fmt: skip
    if row.breached is not None:
        x = _x(row.breached)
        parts.append(
            element("path", d=f"M{x - 5:.2f} {middle - 5:.2f}l10 10m0 -10l-10 10", fill="none",
                    stroke="currentColor", stroke_width=3, class_="breach")
        )  # fmt: skip
    return linked_part(*parts, to=f"{name}-step-{number}", class_="step", linked=linked)


def _description(axis: PlanAxis) -> str:
    said = [f"{len(axis.rows)} steps, judged at {axis.now}."]
    for row in axis.rows:
        due = f", due {row.due}" if row.due else ""
        done = f", done {row.done_at}" if row.done_at else ""
        breached = f", breached {row.breached_at}" if row.breached_at else ""
        then = f"; then: {row.then}" if row.then else ""
        said.append(f"{row.step}: {row.state}{due}{done}{breached}{then}.")
    return " ".join(said)
