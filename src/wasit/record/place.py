"""Where something happened: a point with the radius it is known to, and the waters it lies in.

A place name decides the waters: the name of a sea, gulf, strait, channel or ocean is open water,
"Coast of X" is coastal water, and everything else is land. Positions are read from decimal degrees
or from degrees, minutes and seconds in any spacing; what cannot be read is refused, not guessed.
"""

import re
from dataclasses import dataclass
from enum import Enum

from wasit.errors import BadInput

__all__ = ["Place", "PositionUnreadable", "Waters", "read_degrees", "read_position", "waters_of"]


class Waters(Enum):
    """What the place's name says it is."""

    LAND = "land"
    COASTAL = "coastal"
    OPEN = "open"


class PositionUnreadable(BadInput):
    """A position is not in a form this reads, or lies off the globe; nothing was placed by it."""

    code = "position-unreadable"
    advice = "Write latitude and longitude in decimal degrees, or as 12°30'00\"N 043°15'00\"E."

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a position this reads; nothing was placed by it")
        self.text = text


@dataclass(frozen=True, slots=True)
class Place:
    """A named point; ``radius_m`` is how far from it the event may lie, None where unsaid."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    radius_m: int | None = None
    waters: Waters = Waters.LAND
    country: str = ""


_OPEN = re.compile(
    r"(?:^|\s)(?:sea|gulf|straits?|ocean|channel|bab[ -][ea]l[ -]mand[ae]b)(?:$| of\b| \()",
    re.IGNORECASE,
)
_COASTAL = re.compile(
    r"\b(?:coast of|off the coast|offshore|territorial waters|coastal waters|waters of)\b",
    re.IGNORECASE,
)


def waters_of(name: str) -> Waters:
    """The waters that a place name says.

    >>> [waters_of(n).value for n in ("South Red Sea", "Coast of Al Mukha", "Red Sea Mills")]
    ['open', 'coastal', 'land']
    """
    if _COASTAL.search(name):
        return Waters.COASTAL
    return Waters.OPEN if _OPEN.search(name) else Waters.LAND


_DMS = re.compile(
    r"(\d{1,3})[°º* -](?:(\d{1,3}(?:\.\d+)?)['′’ -]?)?(?:(\d{1,3}(?:\.\d+)?)[\"″”]?)?([NSEW])",
    re.IGNORECASE,
)


def read_degrees(text: str, *, limit: float) -> float:
    """Degrees within ``limit``, from decimal or sexagesimal text of any spacing."""
    folded = re.sub(r"\s+", "", text)
    try:
        value = float(folded)
    except ValueError:
        match = _DMS.fullmatch(folded)
        if match is None:
            raise PositionUnreadable(text) from None
        degrees, minutes, seconds = (float(match[n] or 0) for n in (1, 2, 3))
        if minutes > 60 or seconds > 60:  # published lists write 9°60' for 10°
            raise PositionUnreadable(text) from None
        value = degrees + minutes / 60 + seconds / 3600
        if match[4].upper() in "SW":
            value = -value
    if not -limit <= value <= limit:
        raise PositionUnreadable(text)
    return value


def read_position(text: str) -> tuple[float, float]:
    """Latitude and longitude from one text that holds both, in that order.

    >>> read_position('3°43\\'00"S\\n114°27\\'00"E')
    (-3.716666666666667, 114.45)
    """
    folded = re.sub(r"\s+", "", text)
    match = re.fullmatch(r"(.+?[NS])[,;/]?(.+?[EW])", folded, re.IGNORECASE)
    if match is None:
        match = re.fullmatch(r"([-+]?\d+(?:\.\d+)?)[,;]([-+]?\d+(?:\.\d+)?)", folded)
    if match is None:
        raise PositionUnreadable(text)
    return read_degrees(match[1], limit=90), read_degrees(match[2], limit=180)
