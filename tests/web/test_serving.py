"""``wasit serve`` and ``wasit open`` as people start them: first run, sign-in, locks, TLS, end."""

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.web.serving import PASSPHRASE, Browser, Served, join, open_case, room_keys

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a case of two rooms."""
    with Served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="module")
def desk(served: Served) -> Browser:
    """The desk's browser."""
    return open_case(served)


@pytest.fixture(scope="module")
def iran(served: Served, desk: Browser) -> Browser:
    """A browser in the first room."""
    return join(served, desk, "Bagheri", room_keys(desk)[0])


def test_words_cross_from_browser_to_browser_without_scripts(
    served: Served, desk: Browser, iran: Browser
) -> None:
    """The whole way of one sentence, by forms and links alone."""
    us = join(served, desk, "McGurk", room_keys(desk)[1])
    iran.send("room/say", text="We can use our influence with them.", mark="in_substance")
    rooms = desk.wait_for("desk", lambda text: "our influence" in text)
    source = re.findall(rf"/rooms/{room_keys(desk)[1]}/convey\?source=([\w%~]+)", rooms)[-1]
    wording = desk.get(f"rooms/{room_keys(desk)[1]}/convey?source={source}")
    form = {
        "source": re.findall(r'name="source" value="([^"]+)"', wording),
        "words": "They say that they could bring some weight to bear.",
        "manner": "in_substance",
    }
    look = desk.send(f"rooms/{room_keys(desk)[1]}/convey/look", **form)
    assert "bring some weight to bear" in look
    assert "<strong>The gate refuses." not in look
    desk.send(f"rooms/{room_keys(desk)[1]}/convey/leave", **form)
    desk.send(f"{desk.at}/now")
    assert "Handed on" in desk.get(desk.at)
    heard = us.wait_for("room", lambda text: "some weight to bear" in text)
    assert "influence" not in heard
    us.close()


def test_words_can_be_held_back_before_they_leave(desk: Browser, iran: Browser) -> None:
    """A slip of the hand must not cross."""
    key = room_keys(desk)[0]
    form = {"words": "A word too many.", "manner": "own_words"}
    desk.send(f"rooms/{key}/convey/leave", **form)
    leaving = desk.at
    assert "Held back" in desk.send(f"{leaving}/hold-back")
    time.sleep(7)
    assert "Held back" in desk.get(leaving)
    assert "A word too many" not in iran.get("room")


def test_words_leave_by_themselves_when_the_time_is_over(desk: Browser, iran: Browser) -> None:
    """Who confirmed need not stay on the page."""
    key = room_keys(desk)[0]
    desk.send(f"rooms/{key}/convey/leave", words="We meet at nine.", manner="own_words")
    assert "We meet at nine" not in iran.get("room")
    iran.wait_for("room", lambda text: "We meet at nine" in text)


def test_sign_in_tells_nothing_and_slows_down(served: Served, iran: Browser) -> None:
    """A wrong passphrase and a seat that is not there are answered alike."""
    nobody = iran.base.rsplit("/", 1)[0] + "/" + "a" * 16
    pages: list[str] = []
    for base in (iran.base, nobody):
        stranger = served.browser()
        stranger.base = base
        refused = [stranger.send("sign-in", passphrase="not it at all") for _ in range(5)]
        assert stranger.status == 409
        pages.append(refused[-1].replace(base.rsplit("/", 1)[1], "SEAT"))
        assert "too-many-tries" in stranger.send("sign-in", passphrase=PASSPHRASE)
        stranger.close()
    assert pages[0] == pages[1]


def test_a_locked_seat_opens_by_its_passphrase_only(served: Served, desk: Browser) -> None:
    """Walking away from the table must be safe."""
    guest = join(served, desk, "Guest", room_keys(desk)[0])
    guest.send("room/say", text="Before the lock.", mark="ears_only")
    guest.send("sign-out")
    guest.get("room")
    assert guest.at.endswith("/sign-in")
    assert "Before the lock" not in guest.get("room")
    guest.send("sign-in", passphrase=PASSPHRASE)
    guest.wait_for("room", lambda text: "Before the lock" in text)
    guest.close()


def test_a_cookie_of_one_seat_opens_no_other(served: Served, desk: Browser, iran: Browser) -> None:
    """Three seats in one browser never mix."""
    thief = served.browser()
    cookies = {each.name: each.value or "" for each in iran.http.cookies.jar}
    mine = next(value for name, value in cookies.items() if "look" not in name)
    seat = desk.base.rsplit("/", 1)[1]
    for name in (*cookies, f"wasit-{seat}"):
        thief.get(f"{desk.base}/desk")
        answer = httpx2.get(f"{desk.base}/desk", headers={"cookie": f"{name}={mine}"})
        assert answer.status_code == 303


def test_a_host_name_that_is_not_ours_is_refused(served: Served) -> None:
    """DNS rebinding: a page elsewhere must not read what is here."""
    answer = httpx2.get(f"{served.url}/", headers={"host": "evil.example"})
    assert answer.status_code == 421


def test_every_answer_carries_the_policy(served: Served, desk: Browser) -> None:
    """No script but ours, no frame, no cache."""
    desk.get("desk")
    assert desk.page is not None
    headers = desk.page.headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers
    assert "date" not in headers
    nothing = httpx2.get(f"{served.url}/nothing")
    assert nothing.status_code == 404
    assert "server" not in nothing.headers


def test_no_file_of_the_front_or_of_another_house_holds_a_word(
    served: Served, desk: Browser, iran: Browser
) -> None:
    """The disk of the server holds sealed bytes and random names."""
    iran.send("room/say", text="Unmistakable pomegranate.", mark="ears_only")
    desk.wait_for("desk", lambda text: "pomegranate" in text)
    for path in served.folder.rglob("*"):
        if path.is_file():
            assert b"pomegranate" not in path.read_bytes(), path
            assert "iran" not in str(path.relative_to(served.folder)).lower()


def test_it_ends_cleanly_with_streams_open(tmp_path: Path) -> None:
    """Ctrl+C must not hang on a browser that listens."""
    with Served(tmp_path) as served:
        desk = open_case(served)
        parts: list[bytes] = []

        def listen() -> None:
            with desk.http.stream("GET", f"{desk.base}/live") as answer:
                parts.extend(answer.iter_raw())

        listener = threading.Thread(target=listen)
        listener.start()
        time.sleep(0.5)
        begun = time.monotonic()
        assert served.stop() == 0
        assert time.monotonic() - begun < 15
        listener.join(10)
        assert not listener.is_alive()
        assert parts
    again = tmp_path / "houses"
    assert any(again.glob("*/*/vault"))


def test_a_case_is_opened_once(tmp_path: Path) -> None:
    """The link of the first run is worthless afterwards, and talks go on where they were."""
    with Served(tmp_path) as served:
        desk = open_case(served)
        stranger = served.browser()
        stranger.get(served.address)
        assert stranger.status == 409
        base = desk.base
    with Served(tmp_path) as served:
        assert served.said["first_run"] is False
        again = served.browser()
        again.base = served.url + base.removeprefix(base[: base.index("/", 8)])
        again.get("desk")
        assert again.at.endswith("/sign-in")
        again.send("sign-in", passphrase=PASSPHRASE)
        again.wait_for("desk", lambda text: "Iran" in text)


def test_beyond_this_machine_it_speaks_tls(tmp_path: Path) -> None:
    """Plain HTTP there would show passphrases to everybody on the way."""
    with Served(tmp_path, "--host", "0.0.0.0") as served:
        assert served.url.startswith("https://")
        assert len(served.said["certificate_words"]) == 6
        port = served.url.rsplit(":", 1)[1]
        with pytest.raises(httpx2.TransportError):
            httpx2.get(f"http://127.0.0.1:{port}/")
        with httpx2.Client(verify=False) as client:
            answer = client.get(f"https://127.0.0.1:{port}/nothing")
        assert answer.status_code == 404


def test_own_seat_opens_by_a_link_that_is_good_once(tmp_path: Path) -> None:
    """Who keeps their own keys runs the same pages on their own machine."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE)
    passphrase.chmod(0o600)
    with Served(tmp_path / "served") as served:
        desk = open_case(served)
        invitation = desk.send("people/invite", name="Ali", role="head", room=room_keys(desk)[0])
        at = desk.at
        link = tmp_path / "link"
        link.write_text(re.findall(r'id="own-link">([^<]+)', invitation)[0])
        link.chmod(0o600)
        options = ["--home", str(tmp_path / "ali"), "--passphrase-file", str(passphrase)]
        cheap = ["--passphrase-cost", "1,1,128"]
        wasit = [sys.executable, "-m", "wasit"]
        told = subprocess.run(
            [*wasit, "join", *options, *cheap, "--link-file", str(link), "--json"],
            capture_output=True,
            check=True,
        )
        desk.send(f"{at}/admit", words=" ".join(json.loads(told.stdout)["words"]))
        opened = subprocess.Popen([*wasit, "open", *options], stdout=subprocess.PIPE)
        assert opened.stdout is not None
        said = json.loads(opened.stdout.readline())
        try:
            ali = Browser(said["url"])
            ali.get(said["address"])
            ali.settle()
            ali.wait_for("", lambda _text: ali.at.endswith("/room"))
            ali.send("room/say", text="From my own machine.", mark="ears_only")
            desk.wait_for("desk", lambda text: "From my own machine" in text)
            other = Browser(said["url"])
            assert "sign-in-refused" in other.get(said["address"])
            ali.close()
            other.close()
        finally:
            opened.terminate()
            assert opened.wait(20) == 0
            opened.stdout.close()


def test_the_look_shows_word_by_word_what_changed(desk: Browser, iran: Browser) -> None:
    """A condition lost on the way is seen before it is lost."""
    iran.send("room/say", text="The road opens in May if the toll stays.", mark="in_substance")
    desk.wait_for("desk", lambda text: "the toll stays" in text)
    keys = room_keys(desk)
    statement = re.findall(rf"rooms/{keys[0]}/statements/(\w+)", desk.get("desk"))[-1]
    look = desk.send(
        f"rooms/{keys[1]}/convey/look",
        source=f"{keys[0]}~{statement}",
        words="The road may open in May.",
        manner="in_substance",
    )
    assert "<del>" in look
    assert "<ins>" in look
