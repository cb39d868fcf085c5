"""Compliance incident by incident, and threats watched."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.record.notes import incident
from wasit.record.incident import Incident, Kind, Status
from wasit.record.understanding import (
    Bearing,
    Threat,
    UnderstandingUnreadable,
    bearing_of,
    compliance,
    read_understanding,
    threats_due,
)
from wasit.record.when import parse_when

TERMS = {
    "name": "no attacks",
    "promised": "no attacks on ships",
    "by": "side A",
    "since": "2030-05-01",
    "kinds": ["attack on shipping"],
    "actors": ["Houthi"],
}
HIT = incident("On 2 May 2030, Houthi forces fired 1 missile that struck the Alpha tanker.")

CASES: list[tuple[Incident, Bearing]] = [
    (HIT, Bearing.BREAKS),
    (replace(HIT, status=Status.CLAIMED), Bearing.ARGUABLY),
    (replace(HIT, perpetrator="suspected Houthi forces"), Bearing.ARGUABLY),
    (replace(HIT, perpetrator=""), Bearing.CANNOT_TELL),
    (replace(HIT, perpetrator="pirates"), Bearing.DOES_NOT),
    (replace(HIT, kind=Kind.INTERCEPT), Bearing.DOES_NOT),
    (replace(HIT, when=parse_when("2030-04-28/2030-05-03")), Bearing.CANNOT_TELL),
    (replace(HIT, when=parse_when("2030-04-28")), Bearing.DOES_NOT),
    (replace(HIT, status=Status.WITHDRAWN), Bearing.DOES_NOT),
]


@pytest.mark.parametrize(("what", "bearing"), CASES)
def test_each_incident_bears_on_the_understanding_in_one_way(
    what: Incident, bearing: Bearing
) -> None:
    """A breach alleged on a suspected doer must not be printed as a breach."""
    assert bearing_of(what, read_understanding(TERMS))[0] is bearing


def test_compliance_leaves_no_incident_of_its_days_out() -> None:
    """ "Does not" is an answer too, and the other side will ask for it."""
    found = compliance([what for what, _ in CASES], read_understanding(TERMS))
    assert sum(map(len, found.values())) == len(CASES) - 1


def test_an_understanding_that_names_no_breach_is_refused() -> None:
    """What breaks it must be said before it is judged."""
    with pytest.raises(UnderstandingUnreadable):
        read_understanding({**TERMS, "kinds": ["unkindness"]})


@pytest.mark.parametrize(
    ("today", "kinds", "state"),
    [
        (date(2030, 5, 1), {Kind.ATTACK_SHIP}, "open"),
        (date(2030, 5, 2), {Kind.ATTACK_SHIP}, "carried out"),
        (date(2030, 6, 10), {Kind.STRIKE}, "due"),
        (date(2030, 7, 1), {Kind.STRIKE}, "overdue"),
    ],
)
def test_a_threat_is_watched_against_the_record(today: date, kinds: set[Kind], state: str) -> None:
    """ "We will use force" has a day on which somebody must look."""
    threat = Threat(
        name="t",
        said_by="side B",
        words="we will act in June",
        said_on=date(2030, 4, 30),
        due=parse_when("2030-06"),
        kinds=frozenset(kinds),
    )
    assert threats_due([threat], [HIT], today=today)[0].state == state
