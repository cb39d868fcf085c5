"""Files, search and transcripts in a browser: what one may see, and nothing of another room."""

import re
from collections.abc import Iterator

import pytest

from tests.web.serving import Browser, Served, join, open_case, room_keys

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Browser, Browser]]:
    """The desk and a browser in each room, with a file given in the first."""
    with Served(tmp_path_factory.mktemp("served")) as served:
        desk = open_case(served)
        first, second = room_keys(desk)
        iran, us = join(served, desk, "Bagheri", first), join(served, desk, "McGurk", second)
        iran.keep(
            iran.http.post(
                f"{iran.base}/room/say",
                data={
                    "text": "Here is the list of names in Hodeïda.",
                    "mark": "verbatim",
                    "language": "en",
                },
                files={"file": ("names.txt", b"one\ntwo\n", "text/plain")},
            )
        )
        desk.wait_for("desk", lambda text: "names.txt" in text)
        yield desk, iran, us


def test_a_file_is_given_and_taken_out_whole(talks: tuple[Browser, Browser, Browser]) -> None:
    """What was given is what is taken out, as a download and never as a page."""
    desk, iran, us = talks
    brought = us.get("files")
    for browser in (desk, iran):
        link = re.findall(r'href="([^"]+/files/[^"]+)"', browser.get("files"))[-1]
        answer = browser.http.get(link)
        assert answer.content == b"one\ntwo\n"
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment")
    owner, sentence = link.rsplit("/", 2)[1:]
    assert owner not in brought
    assert us.http.get(f"{us.base}/files/{owner}/{sentence}").status_code == 404


def test_a_file_crosses_by_a_conveyance_only(talks: tuple[Browser, Browser, Browser]) -> None:
    """The desk carries it as it is, with words of its own beside it."""
    desk, _, us = talks
    key = room_keys(desk)[1]
    rooms = desk.get("desk")
    source = re.findall(rf"/rooms/{key}/convey\?source=([\w%~]+)", rooms)[0]
    wording = desk.get(f"rooms/{key}/convey?source={source}")
    form = {
        "source": re.findall(r'name="source" value="([^"]+)"', wording),
        "words": "Here is the list of names in Hodeïda.",
        "manner": "verbatim",
    }
    look = desk.send(f"rooms/{key}/convey/look", **form)
    assert "names.txt" in look
    assert 'role="alert"' not in look, look
    desk.send(f"rooms/{key}/convey/leave", **form)
    desk.send(f"{desk.at}/now")
    us.wait_for("room", lambda text: "names.txt" in text)
    link = re.findall(r'href="([^"]+/files/[^"]+)"', us.get("files"))[0]
    assert us.http.get(link).content == b"one\ntwo\n"


def test_search_finds_words_however_spelled_and_only_here(
    talks: tuple[Browser, Browser, Browser],
) -> None:
    """A word one remembers is enough, and another room's words are never found."""
    desk, iran, us = talks
    iran.send("room/say", text="Only for the ears of the desk: pomegranate.", mark="ears_only")
    desk.wait_for("desk", lambda text: "pomegranate" in text)
    assert "Hodeïda" in desk.get("search?q=hodeida")
    assert "pomegranate" in iran.get("search?q=pomegran")
    assert "Nothing was found" in us.get("search?q=pomegran")
    assert us.status == 200


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!"), ("json", b"{"), ("docx", b"PK")])
def test_a_transcript_is_taken_out(
    talks: tuple[Browser, Browser, Browser], form: str, begins: bytes
) -> None:
    """What was said goes into the files that people know."""
    desk, iran, _ = talks
    for browser, log in ((iran, "Iran"), (desk, "United States"), (desk, "")):
        answer = browser.http.post(f"{browser.base}/transcripts", data={"log": log, "form": form})
        assert answer.status_code == 200
        assert answer.content.lstrip().startswith(begins)
        assert answer.headers["content-disposition"].endswith(form)
