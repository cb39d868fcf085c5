"""The timeline: what happened outside, the talks, and what was announced, in lanes of one scale."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from wasit.record.figures.drawing import GREY, ORANGE, STATUS_COLOURS, Axis, Canvas, DayAxis, Drawn
from wasit.record.views import Moment

__all__ = ["timeline_figure"]

_WIDTH, _LEFT, _RIGHT = 900, 70, 20
_BAR_TOP, _BAR_HEIGHT = 40, 150
_LANE = 22


def timeline_figure(moments: Sequence[Moment], *, title: str = "Talks and events") -> Drawn:
    """Events as one bar a day, by how they stand; talks and announcements as marks below."""
    days = [date.fromisoformat(each.day) for each in moments]
    columns = ("day", "to", "lane", "what", "incident", "stands as")
    rows = tuple(
        (each.day, each.last, each.lane, each.words, each.id, each.status) for each in moments
    )
    canvas = Canvas(_WIDTH, _BAR_TOP + _BAR_HEIGHT + 2 * _LANE + 60)
    if not days:
        canvas.text(_LEFT, 60, "Nothing is on record in these days.")
        description = "Nothing is on record in these days."
        return Drawn(
            canvas.finished(title=title, description=description), title, description, columns, ()
        )
    axis = DayAxis(min(days), max(days), _LEFT, _WIDTH - _RIGHT)
    events = [each for each in moments if each.lane == "events"]
    base = _BAR_TOP + _BAR_HEIGHT
    _bars(canvas, axis, events, base=base)
    for place, (lane, colour) in enumerate((("talks", ORANGE), ("threats", GREY)), start=1):
        y = base + place * _LANE
        canvas.text(6, y + 4, lane, look="lane")
        for each in moments:
            if each.lane == lane:
                x = axis.at(date.fromisoformat(each.day)) + axis.wide / 2
                canvas.circle(x, y, 5, look=f"mark-{lane}", colour=colour, told=_told(each))
                canvas.line(x, _BAR_TOP, x, y, look=f"drop-{lane}", colour=colour)
    axis.draw(canvas, y=base + 3 * _LANE)
    counted = Counter(each.lane for each in moments)
    said = ", ".join(f"{n} {lane}" for lane, n in sorted(counted.items()))
    description = f"{axis.first} to {axis.last}: {said}."
    canvas.text(_LEFT, 18, title, look="title", size=14)
    return Drawn(
        canvas.finished(title=title, description=description), title, description, columns, rows
    )


def _bars(canvas: Canvas, axis: DayAxis, events: Sequence[Moment], *, base: float) -> None:
    per_day: dict[str, Counter[str]] = {}
    for each in events:
        per_day.setdefault(each.day, Counter())[each.status] += 1
    most = max((count.total() for count in per_day.values()), default=1)
    scale = Axis(0, most, base, _BAR_TOP)
    canvas.text(6, base - 4, "events", look="lane")
    for tick in scale.ticks(about=3):
        canvas.text(_LEFT - 6, scale.at(tick) + 4, f"{tick:g}", anchor="end", size=10)
    for day, count in sorted(per_day.items()):
        y, x = base, axis.at(date.fromisoformat(day))
        for status, colour in STATUS_COLOURS.items():
            tall = base - scale.at(count[status])
            if tall:
                y -= tall
                told = f"{day}: {count[status]} {status}"
                wide = max(axis.wide * 0.9, 0.8)
                canvas.box(x, y, wide, tall, look=f"bar-{status}", colour=colour, told=told)
    shown = [s for s in STATUS_COLOURS if any(count[s] for count in per_day.values())]
    canvas.legend([(s, STATUS_COLOURS[s]) for s in shown], x=_LEFT + 300, y=18)


def _told(moment: Moment) -> str:
    return f"{moment.day}: {moment.words}"
