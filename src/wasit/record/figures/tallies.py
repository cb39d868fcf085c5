"""Tallies side by side: a bar for each rule, split by how its units stand, and what was claimed."""

from collections.abc import Sequence

from wasit.record.claim import Tally
from wasit.record.figures.drawing import ORANGE, STATUS_COLOURS, Axis, Canvas, Drawn
from wasit.record.views import TallyRow

__all__ = ["tallies_figure"]

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 860, 280, 70, 44, 26


def tallies_figure(
    rows: Sequence[TallyRow], *, claimed: Tally | None = None, title: str = "Counts under each rule"
) -> Drawn:
    """Each rule's count, confirmed and claimed apart; a claimed total is a line across them all."""
    most = max([row.count for row in rows] + ([claimed.number] if claimed else []), default=0)
    scale = Axis(0, max(most, 1), _LEFT, _WIDTH - _RIGHT)
    bottom = _TOP + _ROW * len(rows)
    canvas = Canvas(_WIDTH, bottom + 50)
    canvas.text(6, 18, title, look="title", size=14)
    for place, row in enumerate(rows):
        y, x = _TOP + _ROW * place, scale.start
        canvas.text(_LEFT - 8, y + 14, row.rule, look="rule", anchor="end")
        for status, n in row.by_status:
            wide = scale.at(n) - scale.start
            told = f"{row.rule}: {n} {status}"
            colour = STATUS_COLOURS[status]
            canvas.box(x, y, wide, _ROW - 8, look=f"bar-{status}", colour=colour, told=told)
            x += wide
        canvas.text(scale.at(row.count) + 5, y + 14, str(row.count), look="count")
    if claimed is not None:
        x = scale.at(claimed.number)
        canvas.line(x, _TOP - 8, x, bottom, look="claimed", colour=ORANGE)
        words = f"{claimed.said_by}: {claimed.number}"
        canvas.text(x, _TOP - 12, words, look="claimed-label", anchor="middle", size=11)
    shown = {status for row in rows for status, n in row.by_status if n}
    canvas.legend([(s, c) for s, c in STATUS_COLOURS.items() if s in shown], x=_LEFT, y=bottom + 24)
    said = ", ".join(f"{row.rule} {row.count}" for row in rows)
    beside = f" Claimed by {claimed.said_by}: {claimed.number} {claimed.of}." if claimed else ""
    description = f"{said or 'No rule was counted'}.{beside}"
    return Drawn(
        canvas.finished(title=title, description=description),
        title,
        description,
        ("rule", "unit", "count", "by status", "gap to the claim", "in words"),
        tuple(
            (
                row.rule,
                row.unit,
                str(row.count),
                ", ".join(f"{n} {status}" for status, n in row.by_status),
                "" if row.gap is None else f"{row.gap:+}",
                row.words,
            )
            for row in rows
        ),
    )
