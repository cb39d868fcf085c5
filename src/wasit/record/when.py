"""When something happened: an EDTF date with its precision, kept as said.

The text is the value: ``2024-01~`` stays "about January 2024" and never turns into a first of the
month. ``first`` and ``last`` are the days the text allows, None at an open end; everything that
orders or counts uses them and says so. The part of EDTF (Library of Congress, levels 0 and 1, and
unspecified digits) that reports use is read: years, months, days, times, intervals, open ends,
``~`` about, ``?`` unsure, ``%`` both, and ``X`` for a digit nobody knows.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum

from wasit.errors import BadInput

__all__ = ["DateUnreadable", "Precision", "When", "day", "parse_when", "read_date"]


class Precision(Enum):
    """How exactly the day is known, as a coder would say it."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    VAGUER = "vaguer"


class DateUnreadable(BadInput):
    """A date is not in a form this reads. Write it as EDTF; nothing was guessed."""

    code = "date-unreadable"
    advice = "Write the date as 2024-01-12, 2024-01, 2024-01~ or 2024-01-05/2024-01-12."

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a date this reads; nothing was dated by it")
        self.text = text


@dataclass(frozen=True, slots=True)
class When:
    """A time as said: its EDTF text, the days it allows, and how sure the sayer was."""

    edtf: str
    first: date | None
    last: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    at: str = ""
    """Time of day as said, ``2:30 am`` or ``02:30Z``; empty where nobody gave one."""

    def within(self, *, since: date | None, until: date | None) -> bool:
        """Whether some allowed day lies from ``since`` to ``until``, both included."""
        starts_in_time = until is None or self.first is None or self.first <= until
        ends_in_time = since is None or self.last is None or self.last >= since
        return starts_in_time and ends_in_time

    def words(self) -> str:
        """The date as a person would read it aloud in a report."""
        if self.first is not None and self.first == self.last:
            span = f"{self.first.day} {calendar.month_name[self.first.month]} {self.first.year}"
        elif self.first is None or self.last is None:
            known = self.last if self.first is None else self.first
            side = "until" if self.first is None else "from"
            span = f"{side} {known.isoformat()}" if known else "at an unknown time"
        elif self.precision is Precision.MONTH:
            span = f"{calendar.month_name[self.first.month]} {self.first.year}"
        else:
            span = f"{self.first.isoformat()} to {self.last.isoformat()}"
        doubt = " (unsure)" if self.uncertain else ""
        return f"{'about ' if self.approximate else ''}{span}{doubt}"


def day(value: date, *, at: str = "") -> When:
    """The exact day ``value``."""
    precision = Precision.HOUR if at else Precision.DAY
    return When(edtf=value.isoformat(), first=value, last=value, precision=precision, at=at)


_POINT = re.compile(r"(\d{3}[\dX]|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?")


def _span(text: str) -> tuple[date, date, Precision, str]:
    """The days one EDTF point allows, its precision, and its qualifier."""
    moment = _MOMENT.fullmatch(text)
    if moment is not None:
        value = date.fromisoformat(moment[1])
        return value, value, Precision.HOUR, ""
    point = _POINT.fullmatch(text)
    if point is None:
        raise ValueError(text)
    year, month, dom, qualifier = point[1], point[2], point[3], point[4]
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month in (None, "XX"):
        return date(first_year, 1, 1), date(last_year, 12, 31), Precision.VAGUER, qualifier
    if dom in (None, "XX"):
        end = calendar.monthrange(last_year, int(month))[1]
        first, last = date(first_year, int(month), 1), date(last_year, int(month), end)
        return first, last, Precision.MONTH, qualifier
    value = date(first_year, int(month), int(dom))
    return value, value, Precision.DAY, qualifier


def _width(first: date, last: date) -> Precision:
    """The precision an interval of days amounts to."""
    days = (last - first).days + 1
    if days == 1:
        return Precision.DAY
    return Precision.WEEK if days <= 7 else Precision.MONTH if days <= 31 else Precision.VAGUER


def parse_when(text: str) -> When:
    """The time that an EDTF text says.

    >>> parse_when("2024-01-05/2024-01-10").precision.value
    'week'
    >>> parse_when("2024-02~").words()
    'about February 2024'
    """
    text = text.strip()
    try:
        if "/" not in text:
            first, last, precision, qualifier = _span(text)
            moment = _MOMENT.fullmatch(text)
            return When(
                edtf=text,
                first=first,
                last=last,
                precision=precision,
                approximate=qualifier in ("~", "%") and bool(qualifier),
                uncertain=qualifier in ("?", "%") and bool(qualifier),
                at="" if moment is None else moment[2] + (moment[3] or ""),
            )
        start, end = text.split("/")
        opened = None if start in ("", "..") else _span(start)
        closed = None if end in ("", "..") else _span(end)
    except ValueError as error:
        raise DateUnreadable(text) from error
    first_day = None if opened is None else opened[0]
    last_day = None if closed is None else closed[1]
    if first_day is not None and last_day is not None:
        if last_day < first_day:
            raise DateUnreadable(text)
        precision = _width(first_day, last_day)
    else:
        precision = Precision.VAGUER
    marks = "".join(part[3] for part in (opened, closed) if part is not None)
    return When(
        edtf=text,
        first=first_day,
        last=last_day,
        precision=precision,
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
    )


_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}
_FORMS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?"), "ymd"),
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"), "ymd"),
    (re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?"), "ymd"),
    (re.compile(r"(\d{1,2})[ -]([A-Za-z]+)\.?,?[ -](\d{4})"), "dMy"),
    (re.compile(r"([A-Za-z]+)\.? (\d{1,2}),? (\d{4})"), "Mdy"),
    (re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})"), "dmy"),
)


def read_date(text: str) -> date:
    """The day written in one of the forms that data sets use; day before month where unsaid.

    >>> read_date("12 January 2024"), read_date("20240112134500")
    (datetime.date(2024, 1, 12), datetime.date(2024, 1, 12))
    """
    folded = " ".join(text.split())
    for form, order in _FORMS:
        match = form.fullmatch(folded)
        if match is None:
            continue
        parts = dict(zip(order, match.groups(), strict=True))
        month = int(parts["m"]) if "m" in parts else _MONTHS.get(parts["M"].lower(), 0)
        try:
            return date(int(parts["y"]), month, int(parts["d"]))
        except ValueError as error:
            raise DateUnreadable(text) from error
    raise DateUnreadable(text)


def unix_day(seconds: float) -> date:
    """The UTC day of a Unix time."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()
