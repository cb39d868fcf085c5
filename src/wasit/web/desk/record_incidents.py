"""The record's incidents: the list with its filters, one incident with its claims, and adding both.

The list is a query of a page's length. An incident is shown with everything that anybody said of
it, and what is in dispute is named first.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from starlette.responses import Response

from wasit.record.claim import Credibility, Reliability
from wasit.record.held import DEAD, FIELDS
from wasit.record.incident import Kind, Outcome, Status
from wasit.record.views import incident_view
from wasit.seat.record_acts import RecordActs, Saying
from wasit.talks.record_entries import ClaimRelation
from wasit.web.desk.record_case import RecordAt, day_of, record_at
from wasit.web.desk.rooms import rooms_at
from wasit.web.language import plain_digits
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES", "saying_typed"]

_SHOWN = 50
_SAID_FIRST = ("when", "kind", "place", "point", "radius_m", "perpetrator", "target", "outcome",
               "status", "ship", "dead of target", "note")  # fmt: skip
_COLUMNS = ("id", "edtf", "place", "kind", "status", "outcome", "perpetrator", "target", "says")


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the incidents that were asked for, latest first, and how many there are in all."""

    rows: list[dict[str, Any]]
    n: int
    earlier: int
    later: int | None


def incidents(visit: Visit) -> Response:
    """The incidents that the filters let through, and the form that adds one."""
    record = record_at(visit)
    return visit.show(
        "desk/record.html",
        found=_found(visit, record),
        empty=not record.case.files and not record.case.claims,
        **_choices(visit),
    )


def incident(visit: Visit) -> Response:
    """One incident with its claims and disputes."""
    record = record_at(visit)
    name = record.book.named(visit.asked("id") or visit.typed("incident"))
    claims = record.case.said_of(name)
    held = record.case.incident(name)
    return visit.show(
        "desk/record_incident.html",
        incident=incident_view(held, claims, known_on=record.window.known_on),
        note=held.note,
        dead=[each for each in held.casualties if each.best is not None],
        fields=[*FIELDS, *DEAD],
        forms=FIELDS,
        pairs=[p for p in record.book.kept.pairs if name in (p.judged.one, p.judged.other)],
        **_choices(visit),
    )


def add(visit: Visit) -> Response:
    """Put a new incident on record, by what one source says of it."""
    visit.needed("when", "when it happened")
    visit.needed("kind", "what kind of event it was")
    values = [
        (field, plain_digits(text) if field in {"when", "point", "radius_m"} else text)
        for field in _SAID_FIRST
        if field != "ship" and (text := visit.typed(field))
    ]
    values += [("ship", number) for number in plain_digits(visit.typed("ship")).split()]
    name = RecordActs(visit.desk).open_incident(values, saying_typed(visit))
    visit.at.tell()
    return visit.go("record/incident", id=name)


def claim(visit: Visit) -> Response:
    """What somebody says of an incident, or takes back."""
    acts = RecordActs(visit.desk)
    name = acts.named(visit.needed("incident", "the incident"))
    relation = visit.chosen_one("relation", ClaimRelation, "what the claim does")
    earlier = visit.typed("earlier")
    if (relation is ClaimRelation.ADDS) == bool(earlier):
        raise NotFilledIn(
            "a claim that corrects, disputes or takes back needs the earlier claim, and one that "
            "adds has none; nothing was kept"
        )
    if relation is ClaimRelation.WITHDRAWS:
        acts.withdraw(earlier, saying_typed(visit))
    else:
        field = visit.typed("other_field") or visit.needed("field", "the field")
        value = visit.needed("value", "what is said")
        acts.say(name, [(field, value)], saying_typed(visit), relation=relation, earlier=earlier)
    visit.at.tell()
    return visit.go("record/incident", id=name)


def saying_typed(visit: Visit) -> Saying:
    """Who says it, through whom, in what words, how sure, and which rooms may be told.

    Raises:
        NotFilledIn: nobody says it, or a grade or a room is none.
    """
    said_at = day_of(visit.typed("said_at"))
    learned_at = day_of(visit.typed("learned_at"))
    rooms = visit.desk.rooms()
    told = visit.typed_all("visible_to")
    if any(each not in rooms for each in told):
        raise NotFilledIn("a room was named that is not in this case; nothing was kept")
    reliability = visit.typed("reliability")
    if reliability and reliability not in Reliability.__members__:
        raise NotFilledIn(f"{reliability!r} is none of A to F; nothing was kept")
    credibility = visit.number_typed("credibility") or len(Credibility)
    if credibility > len(Credibility):
        raise NotFilledIn(f"{credibility} is no grade from 1 to 6; nothing was kept")
    return Saying(
        said_by=visit.needed("said_by", "who says so"),
        through=visit.typed("through"),
        words=visit.typed("words"),
        basis=visit.typed("basis"),
        reliability=reliability,
        credibility=credibility,
        said_at=said_at.isoformat() if said_at else "",
        learned_at=learned_at.isoformat() if learned_at else "",
        visible_to=tuple(told),
    )


def _found(visit: Visit, record: RecordAt) -> Found:
    from wasit.record.table import fetch

    rows = record.rows()
    for field, among in (("kind", Kind), ("status", Status)):
        if wanted := _asked(visit, field, among):
            rows = rows.filter(rows[field] == wanted)
    if words := visit.asked("q").strip().lower():
        text = rows.place + " " + rows.perpetrator + " " + rows.target + " " + rows.note
        rows = rows.filter(text.lower().contains(words))
    n = int(rows.count().to_pyarrow().as_py())
    start = _start(visit.asked("from"))
    latest = rows.order_by(rows["first"].desc(), "id").limit(_SHOWN, offset=start)
    return Found(
        rows=fetch(latest.select(*_COLUMNS)),
        n=n,
        earlier=start + _SHOWN if start + _SHOWN < n else 0,
        later=max(0, start - _SHOWN) if start else None,
    )


def _asked(visit: Visit, name: str, among: type[Enum]) -> str:
    value = visit.asked(name)
    if value and value not in {each.value for each in among}:
        raise NotFilledIn(f"{value!r} is none of the choices of {name}")
    return value


def _start(text: str) -> int:
    plain = plain_digits(text)
    return min(int(plain), 10**9) if plain.isdecimal() and len(plain) < 12 else 0


def _choices(visit: Visit) -> dict[str, Any]:
    return {
        "kinds": list(Kind),
        "statuses": list(Status),
        "outcomes": list(Outcome),
        "reliabilities": list(Reliability),
        "credibilities": list(Credibility),
        "relations": list(ClaimRelation),
        "rooms": rooms_at(visit.desk),
        "today": visit.desk.seat.now()[:10],
    }


PAGES = [
    Page("GET", "/record", Face.DESK, incidents),
    Page("POST", "/record/add", Face.DESK, add, incidents),
    Page("GET", "/record/incident", Face.DESK, incident),
    Page("POST", "/record/claim", Face.DESK, claim, incident),
]
