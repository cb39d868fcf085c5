"""The record's pages at the desk: every form, read back from the page that follows it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.seat.record_samples import HEAD, ROWS, text
from tests.web.serving import Browser, Served, open_case
from wasit.web.desk.record_pages import PAGES

pytestmark = pytest.mark.slow

PATHS = [page.path[1:] for page in PAGES if page.method == "GET" and "figure." not in page.path]
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


def test_an_empty_record_names_the_next_step(tmp_path: Path) -> None:
    """Who has nothing yet is told how to begin, on every page."""
    with Served(tmp_path) as served:
        desk = open_case(served)
        for path in set(PATHS) - {"record/incident"}:
            page = desk.get(path)
            assert desk.status == 200, path
            assert 'class="empty"' in page or 'method="post"' in page, path


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


@pytest.fixture(scope="module")
def told(desk: Browser) -> str:
    """An incident of 2030-05-04 that is on record; the figures have something to draw."""
    return put_on_record(desk)


@pytest.mark.parametrize("what", ["timeline", "map", "tallies"])
def test_a_figure_stands_beside_its_table_and_can_be_kept(
    desk: Browser, told: str, what: str
) -> None:
    """Who cannot see the picture reads the same numbers; both can be taken along."""
    page = desk.get(f"record/{what}?since=2030-05-01")
    assert desk.status == 200
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="record-figure" role="img"' in page
    assert "<desc>" in page
    assert "style=" not in page
    assert re.search(r'<table class="figures">.*<th scope="col"', page)
    if what != "tallies":
        assert told in page
    svg = desk.get(f"record/figure.svg?what={what}&since=2030-05-01")
    assert desk.page is not None
    assert desk.page.headers["content-type"].startswith("image/svg+xml")
    assert svg in page
    assert desk.get(f"record/figure.csv?what={what}&since=2030-05-01").count("\n") > 1


def test_a_reading_that_cannot_be_given_is_refused_on_its_own_form(desk: Browser) -> None:
    """The days can be changed where they were typed."""
    page = desk.get("record/readings?what=effect")
    assert desk.status == 422
    assert "no day was named" in page
    assert 'name="at"' in page
    assert desk.get("record/figure.svg?what=nothing")
    assert desk.status == 404


def test_a_claimed_total_is_set_beside_the_rules(desk: Browser, told: str) -> None:
    """The nearest rule is named, and what the claim turns on can be looked at."""
    page = desk.send(
        "record/tally", **{"number": "٣", "of": "attacks", "from": "2030-05-04"}, **SAYS
    )
    assert desk.status == 200
    assert "the harbour master claims 3 attacks" in page
    assert desk.send("record/tally", of="attacks", **SAYS)
    assert desk.status == 422


def sent(desk: Browser, content: str, **fields: str) -> str:
    """The page after a file was sent to be read."""
    answer = desk.http.post(
        f"{desk.base}/record/import",
        data=fields,
        files={"file": ("sea.csv", content.encode(), "text/csv")},
    )
    desk.page = answer
    return answer.text


@pytest.fixture(scope="module")
def many(desk: Browser) -> str:
    """A data set of 70 attacks, on record."""
    rows = tuple(
        ROWS[0].replace("1,2030-05-02", f"{n},2030-{3 + n // 28:02}-{n % 28 + 1:02}", 1)
        for n in range(10, 80)
    )
    page = sent(desk, "\n".join((HEAD, *rows)) + "\n", series="more")
    desk.send("record/import/keep", token=re.findall(r'name="token" value="(\w+)"', page)[0])
    return "more"


def test_a_file_is_shown_before_it_is_kept(desk: Browser) -> None:
    """Nothing is on record until a person has seen what the file would change."""
    page = sent(desk, text(), series="sea")
    assert desk.status == 200
    assert "was read, and is not kept yet" in page
    assert "2030-13-03" in page
    assert "sea/" not in desk.get("record?q=alpha")
    token = re.findall(r'name="token" value="(\w+)"', page)[0]
    desk.send("record/import/keep", token="0" * 32)
    assert desk.status == 422
    page = desk.send("record/import/keep", token=token)
    assert desk.status == 200
    assert "not kept yet" not in page
    assert "sea/1" in desk.get("record?until=2030-05-02").replace("%2F", "/")
    assert "Alpha" in desk.get("record/incident?id=sea/1")

    page = sent(desk, text(ROWS[:1]).replace("struck", "hit"), series="sea")
    assert re.findall(r"<td>(\d+)</td>", page)[:5] == ["1", "0", "1", "1", "0"]
    assert "not kept yet" not in desk.send("record/import/drop")


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\x01", "{"])
def test_a_file_of_no_layout_is_refused(desk: Browser, content: str) -> None:
    """The form stays, and nothing waits."""
    page = sent(desk, content)
    assert desk.status == 422
    assert 'name="mapping"' in page
    assert "not kept yet" not in page


def test_a_file_larger_than_a_page_takes_is_refused(desk: Browser) -> None:
    """The command line takes it."""
    page = sent(desk, "x" * (33 * 1024 * 1024))
    assert desk.status == 422
    assert "wasit record import" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("what=rate", "a change in reporting looks the same"),
        ("what=effect&at=2030-04-20&event=x", "Before and after"),
        ("what=surges", "stated error"),
        ("what=responds&other=sea-events", "Following is not causing"),
    ],
)
def test_a_reading_says_what_it_cannot_say(
    desk: Browser, many: str, asked: str, shown: str
) -> None:
    """A figure with no limits beside it is read as more than it is."""
    page = desk.get(f"record/readings?rule=attacks&since=2030-03-01&until=2030-05-30&{asked}")
    assert desk.status == 200, page
    assert shown in page
    assert "<svg" in page


def test_two_reports_are_held_side_by_side_and_judged_again(desk: Browser, many: str) -> None:
    """A judgement takes the pair off the list; the latest one stands on both incidents."""
    name = put_on_record(desk, when="2030-03-20", place="South Red Sea", point="14 42")
    page = desk.get("record/same?since=2030-03-20&until=2030-03-20")
    pairs = re.findall(
        rf'name="one" value="({name})"><input[^>]*name="other" value="([^"]+)"', page
    )
    assert pairs
    assert "same ship, IMO 9074729" in page
    for verdict, shown in (("unsure", "unsure"), ("same", "the same event")):
        desk.send("record/judge", one=name, other=pairs[0][1], verdict=verdict, why="One ship.")
        assert desk.status == 200
        page = desk.get(f"record/incident?id={name}")
        assert shown in page
        assert "One ship." in page
    page = desk.get("record/same?since=2030-03-20&until=2030-03-20")
    assert page.index("Judged so far") < page.index(f'name="other" value="{pairs[0][1]}"')
    assert desk.send("record/judge", one=name, other=pairs[0][1], verdict="perhaps")
    assert desk.status == 422


PROMISE = {
    "name": "No attacks at sea",
    "by": "the movement",
    "promised": "None, from the first of May.",
    "from": "2030-05-01",
    "kind": "attack on shipping",
}


def test_an_incident_is_held_against_a_promise_and_judged(desk: Browser, told: str) -> None:
    """A person's reason replaces what was read."""
    page = desk.send("record/promise", **PROMISE)
    assert desk.status == 200
    assert "arguably breaks it" in page
    assert told in page
    page = desk.send(
        "record/bearing", promise=PROMISE["name"], incident=told, bearing="does not",
        why="It was another ship.",
    )  # fmt: skip
    assert "It was another ship." in page
    assert "as judged" in page
    assert "was chosen" in desk.send("record/promise", **{**PROMISE, "kind": []})
    assert desk.status == 422


def test_a_threat_is_watched(desk: Browser, told: str) -> None:
    """Who announced what, and whether its day is over."""
    page = desk.send(
        "record/threat", name="The strait", said_by="the movement", words="We will close it.",
        said_on="2020-01-01", due="2020-02", kind="piracy",
    )  # fmt: skip
    assert desk.status == 200
    assert "We will close it." in page
    assert "overdue" in page
    assert "We will close it." in desk.get("record/timeline")
