"""The desk's pages on terms, gone through by forms and links alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.serving import Browser, Served, join, open_case, room_keys
from wasit.terms.own_format import parse_terms_file

pytestmark = pytest.mark.slow

_CASES = Path(__file__).resolve().parents[2] / "cases" / "terms"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The desk's browser, in a case whose terms every test adds to."""
    with Served(tmp_path_factory.mktemp("served")) as running:
        yield open_case(running, rooms=("Iran", "USA"))


def _take_down(desk: Browser, form: str, /, **typed: str) -> str:
    page = desk.send(f"terms/{form}", **typed)
    assert desk.status == 200, re.findall(r'id="fault".*?</div>', page, re.DOTALL)
    assert "Taken down." in page
    return page


def test_terms_are_taken_down_and_followed_up_by_forms_alone(tmp_path: Path) -> None:
    """A mediator with a browser and no scripts gets from an empty page to a way out."""
    with Served(tmp_path) as served:
        desk = open_case(served, rooms=("Iran", "USA"))
        _wishes(desk)
        _conditions_plan_and_text(desk)


def _wishes(desk: Browser) -> None:
    empty = desk.get("terms")
    assert desk.status == 200
    assert "Nothing is taken down on terms yet" in empty
    _take_down(
        desk,
        "issue",
        name="Truce",
        kind="ordered",
        options="none\r\na week\r\na <b>month</b>",
    )
    _take_down(desk, "issue", name="Aid", kind="numeric", numbers="0..20", step="10", unit="trucks")
    half = desk.get("terms")
    assert "sides (none); two or more" in half
    assert "a &lt;b&gt;month&lt;/b&gt;" in half
    _take_down(desk, "prefer", side="Iran", issue="Truce", order="a <b>month</b>\na week\nnone")
    _take_down(
        desk,
        "prefer",
        side="USA",
        issue="Truce",
        worth="none = 1\na week = ۰٫۵..0.8\na <b>month</b> = 0",
        may_use="yes",
    )
    _take_down(desk, "weigh", side="Iran", weights="Truce = 0.6..0.7\nAid = 0.3")
    _take_down(desk, "limit", side="USA", amount="0.2..0.3")
    _take_down(desk, "link", id="L1", form="if_then", of="Truce = none", then="Aid = 0 trucks")
    page = desk.get("terms")
    assert "USA</bdi> wants at least <bdi>0.2 to 0.3" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" id="frontier"' in page
    links = set(re.findall(r'href="#(frontier-point-\d+)"', page))
    rows = set(re.findall(r'<tr id="(frontier-point-\d+)"', page))
    assert links
    assert links <= rows
    assert "worst shortfall now" in page
    address = re.findall(r'<tr id="frontier-point-1"><th scope="row"><a href="([^"]+)"', page)[0]
    path = address.replace("&amp;", "&").partition("#")[0].rpartition("/")[2]
    asked = desk.get(path)
    assert desk.status == 200
    assert "Gain over the limit" in asked
    desk.get("terms?option=7&option=0")
    assert desk.status == 422


def _conditions_plan_and_text(desk: Browser) -> None:
    _take_down(desk, "commit", id="halt", who="Iran", what="halts attacks", not_before="ceasefire")
    _take_down(desk, "commit", id="ceasefire", who="USA", what="presses for it", not_before="halt")
    _take_down(desk, "step", id="free", who="USA", what="frees five", due="2024-01-02T10:00")
    _take_down(desk, "step", id="pay", who="Iran", what="lets funds go", after="free")
    _take_down(desk, "version", text="Note", id="v1", words="No attacks at sea.\r\nNone on bases.")
    _take_down(desk, "version", text="Note", id="v2", words="No attacks [at sea|anywhere].")
    page = desk.get("terms")
    assert "Deadlock" in page
    assert all(way in page for way in ("At one hour", "Through a holder", "By promise"))
    assert 'href="#conditions-1"' in page
    assert 'id="conditions-1"' in page
    assert "Overdue: <bdi>free</bdi>" in page
    assert 'id="plan-step-1"' in page
    assert "<del" in page
    assert '<ins class="bracket">' in page
    desk.send("terms/check-off", step="free", seen="done", proof="seen at the airport")
    assert "done late" in desk.get("terms")
    desk.send("terms/stand-by", side="Iran", text="Note")
    assert "Iran</bdi> stands by <bdi>v2" in desk.get("terms")
    old = desk.get("terms?text=0&version=0")
    assert "None on bases." in old
    assert "<del" not in old


def test_what_is_refused_is_shown_again_as_it_was_typed(desk: Browser) -> None:
    """A word too many must not cost the whole form."""
    page = desk.send("terms/prefer", side="Iran", issue="Truce", worth="a week: half")
    assert desk.status == 422
    assert "NAME = VALUE was expected" in page
    assert "a week: half</textarea>" in page
    assert '<details class="act" id="prefer" open>' in page
    desk.send("terms/toml", toml="[[sides]\n")
    assert desk.status == 422
    desk.send("terms/check-off", step="nowhere", seen="done", proof="x")
    assert desk.status in {404, 422}


def test_a_piece_is_taken_back_and_stays_listed(desk: Browser) -> None:
    """What was told wrongly goes from the findings, never from the journal."""
    _take_down(desk, "issue", name="Misheard", kind="categorical", options="yes\nno")
    number = re.findall(r'name="number" value="(\d+)"', desk.get("terms/pieces"))[0]
    page = desk.send("terms/take-back", number=number, why="misheard", mistaken="yes")
    assert desk.status == 200
    assert f'id="piece-{number}"' in page
    assert "taken back" in page


def test_many_pieces_are_taken_down_at_once_from_toml(desk: Browser) -> None:
    """A file that the command line reads is read in a field too, and nothing is run as a style."""
    text = (_CASES / "muscat-2024.toml").read_text(encoding="utf-8")
    bare = re.sub(r"(?m)^\w*statement\s*=.*$|^\[\[statements\]\]\n(\w+ = .*\n)*", "", text)
    bare = re.sub(r',? *statement = ("[^"]*"|\[[^\]]*\])', "", bare)
    parse_terms_file(bare, name="bare")
    _take_down(desk, "toml", toml=bare)
    page = desk.get("terms")
    assert "Deadlock" in page
    assert " style=" not in page
    assert "<script>" not in page
    policy = desk.page.headers["content-security-policy"] if desk.page else ""
    assert "'unsafe-inline'" not in policy
    entry = re.findall(r'href="[^"]*/terms/pieces\?all=yes#(piece-\d+)"', page)[0]
    assert f'id="{entry}"' in desk.get("terms/pieces?all=yes")


def test_a_piece_taken_down_from_a_statement_rests_on_it(tmp_path: Path) -> None:
    """A number whose source cannot be named is nobody's."""
    with Served(tmp_path) as served:
        desk = open_case(served, rooms=("Iran", "USA"))
        key = room_keys(desk)[0]
        iran = join(served, desk, "Bagheri", key)
        iran.send("room/say", text="A month is worth twice a week.", mark="ears_only")
        page = desk.wait_for("desk", lambda text: "worth twice" in text)
        statement = re.findall(rf"rooms/{key}/statements/(\w+)", page)[0]
        begun = desk.get(f"rooms/{key}/statements/{statement}")
        link = re.findall(r"terms/take-down\?source=(\w+)", begun)[0]
        assert f'value="{link}" selected' in desk.get(f"terms/take-down?source={link}")
        worth = "week = 0.5\nmonth = 1"
        _take_down(desk, "issue", name="Truce", kind="ordered", options="week\nmonth")
        _take_down(desk, "prefer", side="Iran", issue="Truce", worth=worth, source=link)
        assert f"rests on <bdi>Iran/{link[:8]}</bdi>" in desk.get("terms/pieces")
