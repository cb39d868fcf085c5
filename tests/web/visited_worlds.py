"""Two worlds over HTTP: the pages of room A, while everything elsewhere differs as it can.

The script of ``tests.scenarios.worlds`` is played by real seats through a real relay; each room and
the desk have a house of pages, all in this process, so that anything shared by mistake is shared.
After every step that is not room A's, all pages of the desk and of room B are visited. After every
step that is A's, which are the same in all worlds, every page in the route table is visited at A,
by both of its people and by somebody who is not signed in, with right and with wrong ids, and every
form is sent. Each answer is kept whole: status, headers in order, body.
"""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from tests.scenarios.worlds import (
    CREATION_TOKEN,
    RELAY_NAME,
    RELAY_SEED,
    WorldTheatre,
)
from wasit.adapters.vault import NoSuchVault
from wasit.crypto.vault_keys import WrongPassphrase
from wasit.play.performance import Performance
from wasit.play.script import parse_script, step_times
from wasit.play.stage import Stage
from wasit.play.steps import Step
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.seat.seat import Seat
from wasit.testing.clocks import FrozenClock
from wasit.testing.randomness import SeededRandomness
from wasit.web.house import House, build
from wasit.web.open_seat import OpenSeat
from wasit.web.route_table import PAGES
from wasit.web.seats import Opened
from wasit.web.visit import Face, Page

MINUTES_OF_A = frozenset({0, 5, 30, 35, 40, 45, 50, 55, 70})
"""When room A speaks, or is brought something: the same in every world, and nothing else then."""

ORIGIN = {"origin": "http://testserver"}
PASSPHRASE = "open the door please"


class PreparedSeats:
    """``Seats`` that were made by the stage; new ones stand on seeded ports."""

    def __init__(self, theatre: WorldTheatre, name: str) -> None:
        self._theatre = theatre
        self._name = name
        self._made = 0

    def open(self, seat_id: str, passphrase: str) -> Opened:
        """None can be opened by a passphrase."""
        del seat_id
        raise NoSuchVault(f"nothing is opened by {len(passphrase)} characters")

    def create(self, passphrase: str) -> tuple[str, Opened]:
        """A seat of its own randomness."""
        del passphrase
        self._made += 1
        name = f"{self._name}-made-{self._made}"
        ports, _ = self._theatre.ports(name)
        return name, Opened(Seat.create(ports), ExitStack())

    def check(self, seat_id: str, passphrase: str) -> None:
        """No passphrase is right."""
        raise WrongPassphrase(f"{seat_id} {len(passphrase)}")

    def change(self, seat_id: str, *, held: str, new: str) -> None:
        """No passphrase is right."""
        raise WrongPassphrase(f"{seat_id} {len(held)} {len(new)}")

    def forget(self, seat_id: str) -> None:
        """Nothing is kept."""

    def is_empty(self) -> bool:
        """There are seats."""
        return False


@dataclass
class Hosted:
    """One house with its people's browsers."""

    house: House
    client: TestClient
    app: Any
    tokens: dict[str, str] = field(default_factory=dict[str, str])
    seats: dict[str, OpenSeat] = field(default_factory=dict[str, OpenSeat])

    @classmethod
    def of(cls, name: str, theatre: WorldTheatre, clock: FrozenClock) -> "Hosted":
        """An empty house."""
        house = House(
            PreparedSeats(theatre, name),
            prefix=f"/{name}",
            relay=RELAY_NAME,
            watching=False,
            clock=clock,
            randomness=SeededRandomness(f"house of {name}"),
            idle=timedelta(days=2),
        )
        app = build(house, PAGES)
        client = TestClient(app, follow_redirects=False, raise_server_exceptions=False)
        return cls(house, client, app)

    def take_in(self, seat_id: str, seat: Seat) -> None:
        """Sign somebody in."""
        open_seat = self.house.open_here(seat_id, Opened(seat, ExitStack()))
        self.seats[seat_id] = open_seat
        self.tokens[seat_id] = self.house.sessions.begin(open_seat)

    def ask(
        self,
        method: str,
        path: str,
        *,
        seat: str,
        signed_in: bool = True,
        form: dict[str, Any] | None = None,
    ) -> httpx2.Response:
        """The answer to one request below a seat's address."""
        headers = dict(ORIGIN)
        if signed_in:
            headers["cookie"] = f"wasit-{seat}={self.tokens[seat]}"
        url = f"{self.house.prefix}/{seat}{path}"
        self.client.cookies.clear()
        return self.client.request(method, url, headers=headers, data=form)


def kept(asked: str, answer: httpx2.Response) -> bytes:
    """An answer whole, under what was asked for."""
    headers = b"\n".join(name + b": " + value for name, value in answer.headers.raw)
    return b"%s\n%d\n%s\n\n%s\n" % (asked.encode(), answer.status_code, headers, answer.content)


def filled(page: Page, parts: dict[str, list[str]]) -> Iterator[str]:
    """The page's paths with every known value in its braces, and with one that is not there."""
    names = [each.split("}")[0] for each in page.path.split("{")[1:]]
    if not names:
        yield page.path
        return
    for values in zip(*(parts.get(name, ["0000"]) for name in names), strict=False):
        path = page.path
        for name, value in zip(names, values, strict=True):
            path = path.replace(f"{{{name}}}", value)
        yield path


FORMS: dict[str, dict[str, Any]] = {
    "/room/say": {"text": "The toll is not the point. The date is.", "mark": "in_substance"},
    "/room/split": {"text": "One thing. Another thing."},
    "/room/meetings/step": {"event": "request", "words": "Let us meet."},
    "/statements/{statement}/mark": {"mark": "verbatim"},
    "/sign-in": {"passphrase": PASSPHRASE},
    "/look": {"language": "en"},
    "/seat/passphrase": {"held": "no", "new": "eleven chars", "again": "eleven chars"},
}
"""What a form is sent with, where an empty one would only be refused."""

NOT_SENT = {"/sign-out", "/statements/{statement}/withdraw"}
"""Forms whose sending would end the visit; they are sent once, at the very end."""


class VisitedPerformance(Performance):
    """A performance whose audience goes through the pages after every step."""

    visits: "Visits"

    def _play(self, index: int, step: Step) -> None:
        super()._play(index, step)
        self.visits.after(index)


class Visits:
    """Who visits what, and everything room A was answered."""

    def __init__(
        self, stage: Stage, theatre: WorldTheatre, minutes: list[int], *, thorough: bool
    ) -> None:
        self._thorough = thorough
        self.answers: list[bytes] = []
        self._stage = stage
        self._minutes = minutes
        self._theatre = theatre
        self._hosted: dict[str, Hosted] = {}
        self._streams: list[Stream] = []

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Everybody who is there signs in; both of A listen for news."""
        for player in self._stage.players.values():
            self._host(player.name)
        self._streams = [
            Stream(self._hosted["A"], seat, loop) for seat in sorted(self._hosted["A"].tokens)
        ]

    def after(self, index: int) -> None:
        """Go through the pages."""
        for player in self._stage.players.values():
            self._host(player.name)
        minute = self._minutes[index]
        if minute in MINUTES_OF_A and (self._thorough or minute in {35, 70}):
            for seat in self._hosted["A"].seats.values():
                seat.look()
            self._visit_a(sending=minute == 70)
            for stream in self._streams:
                stream.wait_until_told()
        elif minute not in MINUTES_OF_A and (self._thorough or minute in {10, 20, 28, 52}):
            for name, hosted in self._hosted.items():
                if name != "A":
                    self._stir(hosted)

    def end(self) -> bytes:
        """The last visits; every byte that A was answered, and the news it was told of."""
        hosted = self._hosted["A"]
        for seat in sorted(hosted.tokens):
            for path in ("/statements/0000/withdraw", "/sign-out"):
                self._keep("POST", path, seat=seat, form={})
        return b"".join([*self.answers, *(stream.end() for stream in self._streams)])

    def _host(self, name: str) -> None:
        player = self._stage.players[name]
        where = player.room if player.room is not None else "desk"
        hosted = self._hosted.get(where)
        if hosted is None:
            hosted = self._hosted[where] = Hosted.of(where, self._theatre, self._theatre.clock)
        if name not in hosted.tokens:
            hosted.take_in(name, player.seat)

    def _visit_a(self, *, sending: bool) -> None:
        hosted = self._hosted["A"]
        for seat in sorted(hosted.tokens):
            parts = self._parts(hosted.seats[seat])
            for page in PAGES:
                for path in filled(page, parts):
                    if page.method == "GET":
                        self._keep("GET", path, seat=seat)
                    elif sending and page.path not in NOT_SENT:
                        self._keep("POST", path, seat=seat, form=FORMS.get(page.path, {}))
        for page in PAGES if sending else ():
            path = next(filled(page, {}))
            for stranger in ("b3", "a1", "nobody"):
                form = FORMS.get(page.path, {})
                self._keep(page.method, path, seat=stranger, signed_in=False, form=form)

    def _parts(self, seat: OpenSeat) -> dict[str, list[str]]:
        talks = seat.room().talks
        return {
            "statement": [*talks.statements, "0000"],
            "conveyance": [*talks.conveyances, "0000"],
        }

    def _keep(
        self,
        method: str,
        path: str,
        *,
        seat: str,
        signed_in: bool = True,
        form: dict[str, Any] | None = None,
    ) -> None:
        answer = self._hosted["A"].ask(method, path, seat=seat, signed_in=signed_in, form=form)
        self.answers.append(kept(f"{method} {seat} {path}", answer))

    def _stir(self, hosted: Hosted) -> None:
        """Visit every page of a house, and fail to sign in at it."""
        for seat in sorted(hosted.tokens):
            hosted.seats[seat].look()
            for page in PAGES:
                if page.method == "GET" and page.face is not Face.ANYONE:
                    for path in filled(page, {}):
                        hosted.ask("GET", path, seat=seat)
            hosted.ask("POST", "/sign-in", seat=seat, signed_in=False, form=FORMS["/sign-in"])
            language = ("fa", "ar")[len(hosted.tokens) % 2]
            hosted.ask("POST", "/look", seat=seat, form={"language": language, "theme": "dark"})


class Stream:
    """One browser that listens for news, in a loop beside the visits."""

    def __init__(self, hosted: Hosted, seat: str, loop: asyncio.AbstractEventLoop) -> None:
        self._hosted = hosted
        self._seat = seat
        self._parts: list[bytes] = []
        self._begun = threading.Event()
        self._ended = asyncio.run_coroutine_threadsafe(self._listen(), loop)
        assert self._begun.wait(10)

    def wait_until_told(self) -> None:
        """Return when the browser was told of everything there is so far."""
        wanted = self._hosted.seats[self._seat].news
        deadline = time.monotonic() + 10
        while self._told() < wanted and time.monotonic() < deadline:
            time.sleep(0.005)
        assert self._told() == wanted

    def _told(self) -> int:
        return sum(b"event: changed" in part for part in self._parts)

    def end(self) -> bytes:
        """Everything that came; the session has ended, so the stream does."""
        self._ended.result(10)
        return b"".join(self._parts)

    async def _listen(self) -> None:
        path = f"{self._hosted.house.prefix}/{self._seat}/live"
        cookie = f"wasit-{self._seat}={self._hosted.tokens[self._seat]}".encode()
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "scheme": "http",
            "query_string": b"",
            "headers": [(b"host", b"testserver"), (b"cookie", cookie)],
            "client": ("testclient", 1),
            "server": ("testserver", 80),
        }

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(3600)
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            self._parts.append(repr(message).encode())
            if message["type"] == "http.response.body":
                self._begun.set()

        await self._hosted.app(scope, receive, send)


def visit_world(text: str, folder: Path, *, thorough: bool = True) -> bytes:
    """Play a world; every byte that room A's browsers were answered.

    Not ``thorough``: the pages are gone through at two of room A's moments only.
    """
    script, lines = parse_script(text, name="world")
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        store = SqliteStore(folder / "relay.db")
        stack.callback(store.close)
        app = RelayApp(store, seed=RELAY_SEED, creation_token=CREATION_TOKEN)
        relay = stack.enter_context(RelayThread(app))
        theatre = WorldTheatre(relay.url, stack)
        stage = Stage(theatre)
        stage.set_up(script)
        performance = VisitedPerformance(script, lines, "world", stage)
        times = step_times(script, name="world", lines=lines)
        minutes = [at.minute + 60 * (at.hour - 9) for at in times]
        performance.visits = Visits(stage, theatre, minutes, thorough=thorough)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("wasit.web.live._HEARTBEAT_S", 3600.0)
        loop = asyncio.new_event_loop()
        beside = threading.Thread(target=loop.run_forever, daemon=True)
        beside.start()
        stack.callback(loop.close)
        stack.callback(beside.join)
        stack.callback(loop.call_soon_threadsafe, loop.stop)
        performance.visits.begin(loop)
        performance.run()
        return performance.visits.end()
