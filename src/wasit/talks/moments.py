"""Moments: UTC times as text, ``YYYY-MM-DDTHH:MM:SSZ``, in which earlier sorts before later.

Every time in an entry is claimed by a person's device. One form only, so that texts compare as
times do and signed bytes have one spelling.
"""

import re
from datetime import UTC, datetime, timedelta

from wasit.errors import BadInput

__all__ = ["BadMoment", "is_moment", "later", "moment", "moment_text"]

_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class BadMoment(BadInput):
    """A text that is no UTC time of the form ``2024-01-10T09:30:00Z``."""

    code = "bad-moment"


def moment(text: str) -> datetime:
    """The time that ``text`` names, in UTC.

    Raises:
        BadMoment: ``text`` has another form, or names no day or hour of the calendar.

    >>> moment("2024-01-10T09:30:00Z").hour
    9
    """
    if _FORM.fullmatch(text):
        try:
            return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
        except ValueError:
            pass
    raise BadMoment(f"seen {text!r} where a UTC time like 2024-01-10T09:30:00Z was expected")


def is_moment(text: str) -> bool:
    """Whether ``text`` is a time in the one form."""
    try:
        moment(text)
    except BadMoment:
        return False
    return True


def moment_text(time: datetime) -> str:
    """``time`` in the one form, whole seconds, rounded down.

    >>> moment_text(moment("2024-01-10T09:30:00Z"))
    '2024-01-10T09:30:00Z'
    """
    plain = time.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return plain.isoformat() + "Z"


def later(text: str, *, hours: int = 0, minutes: int = 0) -> str:
    """The moment that many hours and minutes after ``text``.

    >>> later("2024-01-10T23:30:00Z", hours=1)
    '2024-01-11T00:30:00Z'
    """
    return moment_text(moment(text) + timedelta(hours=hours, minutes=minutes))
