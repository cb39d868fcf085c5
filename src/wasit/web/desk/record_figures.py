"""The record's figures at the desk: timeline, map, tallies and readings, each with its table.

A figure is made from what the address asks, so that the page and the SVG and CSV files of it are
the same. A reading that these data cannot give is said in words, in its place.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import Response

from wasit.record.claim import Credibility, Reliability, Tally
from wasit.record.incident import Kind
from wasit.seat.record_acts import RecordActs
from wasit.seat.record_views import tally_of
from wasit.web.desk.record_case import DRAWN, RecordAt, day_of, record_at
from wasit.web.desk.record_incidents import saying_typed
from wasit.web.desk.rooms import rooms_at
from wasit.web.visit import Face, NotFilledIn, Page, Visit

if TYPE_CHECKING:
    from wasit.record.figures.drawing import Drawn
    from wasit.record.reconcile import Reconciliation

__all__ = ["PAGES", "Reading"]

_ONSETS = (Kind.ATTACK_SHIP, Kind.STRIKE, Kind.ATTACK_LAND)
"""Kinds whose beginning in the record may be mistaken for another event's effect."""
_ASKED = ("since", "until", "known_on", "rule", "other", "at", "event", "tally", "of")
_LONGEST = 20_000
"""Most days that a page reads over; the command line takes more."""
_DOUBTS = 200
"""Incidents in doubt that a page lists."""
_DRAWS = 499
"""Shuffled or even draws that a page tests against; the command line takes more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure, and what stands beside it in words."""

    drawn: "Drawn"
    words: tuple[str, ...] = ()
    reconciled: "Reconciliation | None" = None
    left_out: int = 0


def _timeline(visit: Visit, record: RecordAt) -> Reading:
    from wasit.record.figures.timeline import timeline_figure
    from wasit.record.views import timeline

    del visit
    incidents, n = record.incidents()
    moments = timeline(incidents, talks=record.talks(), threats=record.threats())
    since, until = record.window.since, record.window.until
    shown = [
        each
        for each in moments
        if (since is None or each.last >= since.isoformat())
        and (until is None or each.day <= until.isoformat())
    ]
    return Reading(timeline_figure(shown), left_out=n - min(n, DRAWN))


def _map(visit: Visit, record: RecordAt) -> Reading:
    from wasit.record.figures.map import map_figure

    del visit
    incidents, n = record.incidents()
    return Reading(map_figure(incidents), left_out=n - min(n, DRAWN))


def _tallies(visit: Visit, record: RecordAt) -> Reading:
    from wasit.record.count import Window, count
    from wasit.record.figures.tallies import tallies_figure
    from wasit.record.reconcile import reconcile, rules_about
    from wasit.record.views import tally_rows

    claimed: Tally | None = None
    window = record.window
    if name := visit.asked("tally"):
        claimed = tally_of(record.book.tally_named(name))
        window = Window(
            since=window.since or claimed.since,
            until=window.until or claimed.until,
            known_on=window.known_on,
        )
    found = (
        None
        if claimed is None
        else reconcile(record.case.table, claimed, rules=record.rules, window=window)
    )
    about = claimed.of if claimed is not None else visit.asked("of") or "attacks"
    counts = (
        found.counts
        if found is not None
        else [
            count(record.case.table, rule, window=window)
            for rule in rules_about(about, record.rules)
        ]
    )
    rows = tally_rows(
        [(c.rule.name, c.rule.unit.value, c.rule.words, c.total, c.by_status) for c in counts],
        claimed,
    )
    words = (found.words(),) if found is not None else ()
    return Reading(tallies_figure(rows, claimed=claimed), words, found)


def _rate(visit: Visit, record: RecordAt) -> Reading:
    from wasit.record.figures.series import rate_figure
    from wasit.record.readings.changes import change_points
    from wasit.record.readings.rate import by_month, dispersion_of, rate
    from wasit.record.readings.series import daily

    rule = record.rule(visit.asked("rule"))
    series = daily(record.case.table, rule, window=record.window)
    whole = rate(series.total, days=series.days, dispersion=dispersion_of(series.counts))
    changes = ", ".join(series.at(place).isoformat() for place in change_points(series.counts))
    return Reading(
        rate_figure(series, by_month(series)),
        (
            rule.words,
            f"{whole.per_day:.2f} a day ({whole.low:.2f} to {whole.high:.2f})",
            f"n {series.total} in {series.days} days.",
            f"Changes of rate: {changes or 'none found'}.",
            "A rate counts what was reported; a change in reporting looks the same.",
        ),
    )


def _effect(visit: Visit, record: RecordAt) -> Reading:
    from wasit.record.figures.series import effect_figure
    from wasit.record.readings.effect import SAME_NIGHT, Happening, effect
    from wasit.record.readings.series import daily, onsets

    day = day_of(visit.asked("at"))
    if day is None:
        raise NotFilledIn("an effect is read before and after a day, and no day was named")
    rule = record.rule(visit.asked("rule"))
    series = daily(record.case.table, rule, window=record.window)
    named = [Happening(words, on) for on, words in record.talks() if on != day]
    counted = {kind.value for kind in rule.kinds}
    kinds = [kind.value for kind in _ONSETS if kind.value not in counted]
    begun = [
        Happening(f"first {kind} in the record", on)
        for on, kind in onsets(record.case.table, window=record.window, kinds=kinds)
        if _apart(on, day, SAME_NIGHT) and all(_apart(on, each.on, SAME_NIGHT) for each in named)
    ]
    called = visit.asked("event").strip() or "the event"
    found = effect(series, Happening(called, day), others=[*named, *begun])
    read = (
        ()
        if found.refused
        else (
            f"Rate from {called} on, to that before: {found.ratio:.2f}",
            f"({found.low:.2f} to {found.high:.2f}), p {found.p:.2f}; {found.model}.",
        )
    )
    also = [f"Also in the window: {each.name}, {each.on}." for each in found.also]
    return Reading(effect_figure(found), (rule.words, *read, *also, found.cannot_say()))


def _apart(one: date, other: date, days: int) -> bool:
    return abs((one - other).days) > days


def _surges(visit: Visit, record: RecordAt) -> Reading:
    from wasit.record.figures.series import surges_figure
    from wasit.record.readings.series import daily
    from wasit.record.readings.surges import ERROR, surges

    rule = record.rule(visit.asked("rule"))
    series = daily(record.case.table, rule, window=record.window)
    found = surges(series, draws=_DRAWS)
    return Reading(
        surges_figure(series, found),
        (
            rule.words,
            f"Tested against {_DRAWS} even draws; stated error {ERROR}.",
            "A surge of reports may be a surge of reporting; why it came is not shown.",
        ),
    )


def _responds(visit: Visit, record: RecordAt) -> Reading:
    from wasit.record.count import Window
    from wasit.record.figures.series import lags_figure
    from wasit.record.readings.responds import answers
    from wasit.record.readings.series import daily

    table = record.case.table
    acts = daily(table, record.rule(visit.asked("rule")), window=record.window)
    same_days = Window(since=acts.since, until=acts.until, known_on=record.window.known_on)
    rule = record.rule(visit.asked("other") or "strike-days")
    other = daily(table, rule, window=same_days)
    found = [answers(other, acts, draws=_DRAWS), answers(acts, other, draws=_DRAWS)]
    return Reading(
        lags_figure(acts, other, finding=found[0].words()),
        (
            acts.rule.words,
            other.rule.words,
            *(each.words() for each in found),
            "Acts of one day have no order here, and an answer later than two weeks is not seen.",
            "Following is not causing.",
        ),
    )


READINGS: dict[str, Callable[[Visit, RecordAt], Reading]] = {
    "rate": _rate,
    "effect": _effect,
    "surges": _surges,
    "responds": _responds,
}
FIGURES = {"timeline": _timeline, "map": _map, "tallies": _tallies, **READINGS}


def timeline(visit: Visit) -> Response:
    """What happened outside, the talks, and what was announced, on one scale."""
    return _one(visit, "timeline")


def where(visit: Visit) -> Response:
    """The map."""
    return _one(visit, "map")


def tallies(visit: Visit) -> Response:
    """Rules side by side, and a claimed total beside them."""
    record = record_at(visit)
    reading = _tallies(visit, record)
    return visit.show(
        "desk/record_tallies.html",
        reading=reading,
        picture=_picture(reading),
        doubts=reading.reconciled.doubts[:_DOUBTS] if reading.reconciled is not None else (),
        asked=_asked(visit),
        claimed=record.book.kept.tallies,
        rules=record.rules,
        reliabilities=list(Reliability),
        credibilities=list(Credibility),
        rooms=rooms_at(visit.desk),
        today=record.book.today(),
    )


def claim_total(visit: Visit) -> Response:
    """Put a total on record, as somebody claims it."""
    number = visit.number_typed("number")
    if number is None:
        raise NotFilledIn("the total is empty; nothing was kept")
    since, until = (day_of(visit.typed(name)) for name in ("from", "to"))
    name = RecordActs(visit.desk).claim_total(
        number,
        visit.needed("of", "what it is a total of"),
        saying_typed(visit),
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
        rule=visit.typed("named_rule"),
    )
    visit.at.tell()
    return visit.go("record/tallies", tally=name)


def readings(visit: Visit) -> Response:
    """One reading, once it was asked for."""
    record = record_at(visit)
    what = visit.asked("what")
    window = record.window
    if window.since and window.until and (window.until - window.since).days > _LONGEST:
        raise NotFilledIn(f"{window.since} to {window.until} is longer than {_LONGEST} days")
    return _readings_page(visit, record, READINGS.get(what))


def no_reading(visit: Visit) -> Response:
    """The form for a reading again, with why these data do not give it."""
    return _readings_page(visit, record_at(visit), None)


def _readings_page(
    visit: Visit, record: RecordAt, read: Callable[[Visit, RecordAt], Reading] | None
) -> Response:
    what = visit.asked("what")
    reading = read(visit, record) if read is not None else None
    return visit.show(
        "desk/record_readings.html",
        what=what,
        reading=reading,
        rules=record.rules,
        names=list(READINGS),
        asked=_asked(visit),
        picture=_picture(reading),
    )


def as_svg(visit: Visit) -> Response:
    """A figure as a file."""
    drawn = _wanted(visit).drawn
    return _file(drawn.svg, "image/svg+xml", f"{visit.asked('what')}.svg")


def as_csv(visit: Visit) -> Response:
    """The numbers of a figure as a file."""
    drawn, out = _wanted(visit).drawn, io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([drawn.columns, *drawn.rows])
    return _file(out.getvalue(), "text/csv", f"{visit.asked('what')}.csv")


def _one(visit: Visit, what: str) -> Response:
    record = record_at(visit)
    reading = FIGURES[what](visit, record)
    return visit.show(
        "desk/record_figure.html",
        what=what,
        reading=reading,
        asked=_asked(visit),
        picture=_picture(reading),
        empty=not record.case.files and not record.case.claims,
    )


def _wanted(visit: Visit) -> Reading:
    what = visit.asked("what")
    if what not in FIGURES:
        visit.not_found(f"a figure {what!r}")
    return FIGURES[what](visit, record_at(visit))


def _picture(reading: Reading | None) -> Markup:
    """The SVG as it stands: ``figures.drawing`` has escaped every word in it."""
    return Markup(reading.drawn.svg) if reading is not None else Markup("")  # noqa: S704


def _asked(visit: Visit) -> dict[str, str]:
    return {name: value for name in _ASKED if (value := visit.asked(name))}


def _file(text: str, media: str, name: str) -> Response:
    return Response(
        text,
        media_type=media,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


PAGES = [
    Page("GET", "/record/timeline", Face.DESK, timeline),
    Page("GET", "/record/map", Face.DESK, where),
    Page("GET", "/record/tallies", Face.DESK, tallies),
    Page("POST", "/record/tally", Face.DESK, claim_total, tallies),
    Page("GET", "/record/readings", Face.DESK, readings, no_reading),
    Page("GET", "/record/figure.svg", Face.DESK, as_svg),
    Page("GET", "/record/figure.csv", Face.DESK, as_csv),
]
