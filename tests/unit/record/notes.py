"""Made-up notes in the manner of event coders; every ship, number and day is invented."""

from collections.abc import Mapping

from wasit.record.formats.acled import ACLED
from wasit.record.incident import Incident

FIELDS = ("id", "event_date", "location", "event_type", "fatalities", "notes")


def row(
    note: str,
    *,
    name: str = "1",
    place: str = "South Red Sea",
    kind: str = "Explosions/Remote violence",
    day: str = "2030-05-02",
    dead: str = "0",
) -> Mapping[str, str]:
    """One row of the layout that the notes stand in."""
    return dict(zip(FIELDS, (name, day, place, kind, dead, note), strict=True))


def incident(
    note: str,
    *,
    name: str = "1",
    place: str = "South Red Sea",
    kind: str = "Explosions/Remote violence",
    day: str = "2030-05-02",
    dead: str = "0",
) -> Incident:
    """What the importer makes of one note."""
    given = row(note, name=name, place=place, kind=kind, day=day, dead=dead)
    return ACLED.read(given, 2)
