"""The pages as people feel them: a long case's first page, words seen elsewhere, many signed in.

The desk's page is made by the house's own code, without a network, for a case of 10,000 statements;
its baseline is the same page of a case of 10. Said to seen is from a form sent in one browser to
another's page holding the words, over ``wasit serve`` with its front and houses, the second woken
by its stream of news; its baseline is one page asked for twice in a row. Memory is of one house's
process with 50 people of a room signed in, over the same with one.
"""

import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
from starlette.testclient import TestClient

from tests.scenarios.memory_house import MemoryTheatre
from tests.web.serving import Browser, Served, join, open_case, room_keys
from wasit.play.script import parse_script
from wasit.play.stage import Stage
from wasit.talks.marks import Mark, MarkCode
from wasit.testing.randomness import SeededRandomness
from wasit.web.house import House, build
from wasit.web.route_table import PAGES
from wasit.web.seats import FolderSeats, Opened

STATEMENTS = 10_000
PAGE_TIMES = 9
SAYINGS = 40
SIGNED_IN = 50
CASE = """
title = "Bench"
starts = 2024-01-10T08:00:00Z
[desk]
people = [{ seat = "desk", role = "head" }]
[[room]]
name = "A"
people = [{ seat = "amal", role = "head" }]
[[room]]
name = "B"
people = [{ seat = "boris", role = "head" }]
"""
WORDS = "We can live with the later date, if the road is open by the first week of May."


def figures() -> Iterator[dict[str, object]]:
    """The long page, then said to seen, then memory."""
    short, _ = _desk_page(10)
    long, size = _desk_page(STATEMENTS)
    yield {
        "figure": "web desk page of 10,000 statements",
        "value": round(long * 1000, 1),
        "unit": "ms",
        "baseline": "the same page of 10 statements",
        "ratio": round(long / short, 2),
        "aim": "under 150 ms",
    }
    yield {
        "figure": "web desk page of 10,000 statements, size",
        "value": round(size / 1000, 1),
        "unit": "kB",
        "aim": "under 300 kB",
    }
    with tempfile.TemporaryDirectory() as folder, Served(Path(folder)) as served:
        desk = open_case(served)
        first = join(served, desk, "Amal", room_keys(desk)[0])
        yield _said_to_seen(desk, first)
        yield _memory(served, desk)


def _desk_page(statements: int) -> tuple[float, int]:
    """Median seconds and bytes of the desk's first page."""
    script, _ = parse_script(CASE, name="bench")
    stage = Stage(MemoryTheatre())
    stage.set_up(script)
    for name in ("amal", "boris"):
        room = stage.players[name].in_room()
        for place in range(statements // 2):
            room.say([f"{WORDS} ({place})"], language="en", mark=Mark(code=MarkCode.IN_SUBSTANCE))
    player = stage.players["desk"]
    player.seat.read_up()
    house = House(
        FolderSeats(Path("/nonexistent")),
        watching=False,
        clock=stage.theatre.clock,
        randomness=SeededRandomness("bench"),
    )
    open_seat = house.open_here("desk", Opened(player.seat, ExitStack()))
    token = house.sessions.begin(open_seat)
    times: list[float] = []
    with TestClient(build(house, PAGES)) as client:
        for _ in range(PAGE_TIMES):
            begun = time.perf_counter()
            answer = client.get("/desk/desk", headers={"cookie": f"wasit-desk={token}"})
            times.append(time.perf_counter() - begun)
    assert answer.status_code == 200
    return statistics.median(times), len(answer.content)


def _said_to_seen(desk: Browser, room: Browser) -> dict[str, object]:
    news = threading.Event()
    ended = threading.Event()

    def listen() -> None:
        with (
            httpx2.Client(cookies=desk.http.cookies, timeout=60) as http,
            http.stream("GET", f"{desk.base}/live") as answer,
        ):
            for part in answer.iter_text():
                if "changed" in part:
                    news.set()
                if ended.is_set():
                    return

    threading.Thread(target=listen, daemon=True).start()
    time.sleep(0.5)
    times: list[float] = []
    pages: list[float] = []
    for place in range(SAYINGS):
        words = f"Said number {place} of many."
        news.clear()
        begun = time.perf_counter()
        sender = threading.Thread(
            target=lambda words=words: room.send("room/say", text=words, mark="in_substance")
        )
        sender.start()
        while words not in _page(desk, news):
            news.clear()
        times.append(time.perf_counter() - begun)
        sender.join()
        begun = time.perf_counter()
        desk.get("desk")
        desk.get("desk")
        pages.append(time.perf_counter() - begun)
    ended.set()
    p50 = statistics.median(times)
    return {
        "figure": "web said in one browser to seen in another, p50",
        "value": round(p50 * 1000, 1),
        "unit": "ms",
        "baseline": "one page asked for twice in a row",
        "ratio": round(p50 / statistics.median(pages), 2),
        "aim": "under 80 ms",
    }


def _page(desk: Browser, news: threading.Event) -> str:
    news.wait(2)
    return desk.get("desk")


def _memory(served: Served, desk: Browser) -> dict[str, object]:
    key = room_keys(desk)[1]
    before = 0
    for place in range(SIGNED_IN):
        joined = join(served, desk, f"Person {place}", key)
        if place == 0:
            before = _memory_of_house(joined)
    after = _memory_of_house(joined)
    return {
        "figure": "web memory of a house with 50 seats signed in",
        "value": round(after / 1024, 1),
        "unit": "MiB",
        "baseline": "the same house with one",
        "ratio": round(after / before, 2),
    }


def _memory_of_house(browser: Browser) -> int:
    """KiB that the process of the house which this browser is at has resident."""
    house = browser.base.rsplit("/", 2)[1]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            opened = [each.readlink().name for each in (status.parent / "fd").iterdir()]
            text = status.read_text()
            held = any(house in str(each) for each in _paths(status.parent))
        except OSError:
            continue
        if opened and held and "python" in text.splitlines()[0]:
            return int(re.findall(r"VmRSS:\s+(\d+)", text)[0])
    raise AssertionError("the house's process was not found")


def _paths(process: Path) -> list[Path]:
    return [each.readlink() for each in (process / "fd").iterdir()]
