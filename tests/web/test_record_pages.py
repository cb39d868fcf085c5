"""The record's pages at the desk: every form, read back from the page that follows it."""

import re
from collections.abc import Iterator

import pytest

from tests.web.serving import Browser, Served, open_case

pytestmark = pytest.mark.slow

SAYS = {"said_by": "the harbour master", "credibility": "2", "learned_at": "2030-05-06"}
INCIDENT = {
    "when": "2030-05-04",
    "kind": "attack on shipping",
    "place": "Gulf of Aden",
    "point": "12 45",
    "radius_m": "5000",
    "ship": "9074729",
    "dead of target": "1/2/3",
    "perpetrator": "the movement",
    "words": "\u202eThree were <b>lost</b>.",
    **SAYS,
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The desk of a case, in a browser without scripts."""
    with Served(tmp_path_factory.mktemp("record")) as served:
        yield open_case(served)


def put_on_record(desk: Browser, **other: str) -> str:
    """The id of an incident that was just typed in."""
    desk.send("record/add", **{**INCIDENT, **other})
    assert desk.status == 200, desk.at
    return re.findall(r"record/incident\?id=(\w+)", desk.at)[0]


def test_an_empty_record_names_the_next_step(desk: Browser) -> None:
    """Who has nothing yet is told how to begin."""
    page = desk.get("record")
    assert desk.status == 200
    assert "Nothing is on record yet" in page
    assert 'action="' in page


def test_an_incident_is_added_by_one_form_and_found_by_filters(desk: Browser) -> None:
    """What was typed is what is held; another's dispute stays to be seen beside it."""
    name = put_on_record(desk)
    page = desk.get(f"record/incident?id={name}")
    assert "the harbour master" in page
    assert "2 (1 to 3)" in page
    assert "&lt;b&gt;lost" in page
    assert "\u202e" not in page
    claim = re.findall(r'value="(\w+)"[^>]*>perpetrator: the movement', page)[0]
    page = desk.send(
        "record/claim", incident=name, relation="disputes", earlier=claim, field="perpetrator",
        value="not us", said_by="the spokesman", learned_at="2030-05-07",
    )  # fmt: skip
    assert "In dispute:" in page
    assert "not us" in page
    assert name in desk.get("record?kind=attack+on+shipping&status=disputed&q=aden")
    assert name in desk.get("record?since=٢٠٣٠-٠٥-٠٤&until=2030-05-04")
    assert name not in desk.get("record?until=2030-05-03")
    assert name not in desk.get("record?known_on=2030-05-05")


def test_a_claim_is_taken_back_by_who_made_it(desk: Browser) -> None:
    """It stays to be seen, and stands no more."""
    name = put_on_record(desk, note="A first report.")
    page = desk.get(f"record/incident?id={name}")
    claim = re.findall(r'value="(\w+)"[^>]*>note: A first', page)[0]
    page = desk.send("record/claim", incident=name, relation="withdraws", earlier=claim, **SAYS)
    assert desk.status == 200
    assert "stands no more" in page
    assert "A first report." in page


def test_a_refused_form_keeps_what_was_typed(desk: Browser) -> None:
    """Nobody types an incident twice because a day was wrong."""
    page = desk.send("record/add", **{**INCIDENT, "when": "the other day"})
    assert desk.status == 422
    assert 'value="Gulf of Aden"' in page
    name = put_on_record(desk)
    desk.send("record/claim", incident=name, relation="corrects", field="place", value="x", **SAYS)
    assert desk.status == 422
    assert desk.send("record/claim", incident="zz", relation="adds", **SAYS)
    assert desk.status == 404
