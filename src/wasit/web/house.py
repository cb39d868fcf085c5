"""The pages of one program: the seats of one room, or of the desk, or of one person.

``House`` holds what its pages share; ``build`` makes the application. Where a front stands before
several houses (``wasit serve``), each is a process of its own below a prefix of its own, and no
house can open another's vaults.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Protocol

from babel import negotiate_locale
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from wasit.adapters.system import SystemClock, SystemRandomness
from wasit.errors import WasitError
from wasit.seat.ports import Clock, Randomness
from wasit.web.drafts import forget_draft
from wasit.web.language import LANGUAGES, Digits, tongue
from wasit.web.live import live
from wasit.web.open_seat import OpenSeat
from wasit.web.safety import Safety
from wasit.web.seats import Opened, Seats
from wasit.web.sessions import Sessions
from wasit.web.visit import Face, Look, Page, Visit

__all__ = ["Hosting", "House", "build"]

_STATIC = Path(__file__).parent / "static"
_IDLE = timedelta(minutes=30)
_LOOK_FOR_IDLE_S = 15.0
_BY_ITSELF = "wasit-by-itself"
"""The header of a page that was asked for by a script and by nobody: it keeps no seat open."""
_FORM_FIELDS = 2000
_FORM_FILES = 8
MultiPartParser.spool_max_size = 1 << 40
"""A file that is sent stays in memory, since a spooled one would lie on the disk in clear; how
large it can be is for ``Safety``."""


class Hosting(Protocol):
    """How the desk's house gets a house for each room; None where people keep their own keys."""

    relay: str
    creation_token: str

    def prefix_of(self, house: str) -> str:
        """The prefix of the house of that id, which is there from now on."""
        ...


@dataclass
class House:
    """What the pages of one program share.

    Attributes:
        prefix: what every address of this house begins with, or nothing.
        setting_up: the token that lets somebody open the case here, while nobody has.
        hosting: for the desk's house.
        relay: where invitations that are answered here are kept.
        public_url: what the addresses in invitations begin with.
        certificate_words: what stands for the server's certificate.
        names: host names it answers to; none where a front has looked already.
        letting_in: the token in the address that lets one browser in, once.
        waiting_seat: the seat that it lets it in to.
        watching: whether open seats wait at the relay; tests that compare bytes look by hand.
    """

    seats: Seats
    prefix: str = ""
    setting_up: str = ""
    hosting: Hosting | None = None
    relay: str = ""
    public_url: str = ""
    certificate_words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    letting_in: str = ""
    waiting_seat: OpenSeat | None = None
    secure_cookies: bool = False
    watching: bool = True
    clock: Clock = field(default_factory=SystemClock)
    randomness: Randomness = field(default_factory=SystemRandomness)
    idle: timedelta = _IDLE
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    sessions: Sessions = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nobody signed in."""
        self.sessions = Sessions(clock=self.clock, randomness=self.randomness, idle=self.idle)

    # Cookies ------------------------------------------------------------------------------------

    def cookie_name(self, seat_id: str) -> str:
        """The name of the session cookie of a seat; no two seats share one."""
        return f"wasit-{seat_id}"

    def set_cookie(self, response: Response, seat_id: str, token: str) -> None:
        """Give the browser its session."""
        response.set_cookie(
            self.cookie_name(seat_id),
            token,
            path=f"{self.prefix}/{seat_id}/",
            secure=self.secure_cookies,
            httponly=True,
            samesite="strict",
        )

    def open_here(self, seat_id: str, opened: Opened) -> OpenSeat:
        """The seat, with a thread of its own."""
        return OpenSeat(seat_id, opened, watching=self.watching)

    def sign_out_soon(self, seat_id: str) -> None:
        """End every session at the seat; it is closed once the act under way is done."""
        seat = self.sessions.end(seat_id)
        if seat is not None:
            threading.Thread(target=seat.close, name="closing").start()

    def sign_out(self, seat_id: str) -> None:
        """End every session at the seat, and close it."""
        seat = self.sessions.end(seat_id)
        if seat is not None:
            seat.close()


def build(house: House, pages: "list[Page]") -> Safety:
    """The application that serves ``pages`` for the seats of ``house``."""
    seat = f"{house.prefix}/{{seat_id}}"

    async def news(request: Request) -> Response:
        return await live(house, request)

    routes = [
        Mount(f"{house.prefix}/static", StaticFiles(directory=_STATIC)),
        Route(f"{seat}/live", news, methods=["GET"]),
        *(
            Route(f"{seat}{page.path}", _endpoint(house, page), methods=[page.method])
            for page in pages
        ),
    ]

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        watch = asyncio.create_task(_lock_idle(house))
        yield
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch
        for open_seat in house.sessions.seats():
            await asyncio.to_thread(house.sign_out, open_seat.seat_id)

    return Safety(Starlette(routes=routes, lifespan=lifespan), names=house.names)


def _endpoint(house: House, page: Page) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        seat_id = str(request.path_params["seat_id"])
        try:
            form = await _form(request)
        except MultiPartException as error:
            return PlainTextResponse(error.message, HTTPStatus.BAD_REQUEST)
        look = look_of(request, seat_id)
        digits = Digits(look.digits) if look.digits in set(Digits) else None
        visit = Visit(request, house, seat_id, look, tongue(look.language, digits), form)
        if page.face is Face.ANYONE:
            return await asyncio.to_thread(_answer, page, visit)
        open_seat = house.sessions.find(
            seat_id,
            request.cookies.get(house.cookie_name(seat_id)),
            touch=_BY_ITSELF not in request.headers,
        )
        if open_seat is None:
            return RedirectResponse(visit.url("sign-in"), HTTPStatus.SEE_OTHER)
        visit.open_seat = open_seat
        return await open_seat.run(_answer, page, visit)

    return endpoint


async def _form(request: Request) -> FormData:
    if request.method != "POST":
        return FormData()
    return await request.form(max_fields=_FORM_FIELDS, max_files=_FORM_FILES)


def _answer(page: Page, visit: Visit) -> Response:
    """The page's answer; where the act was refused, the form again, or a page that says why."""
    if page.face in {Face.DESK, Face.ROOM} and not visit.at.admitted:
        return visit.go("waiting")
    if page.face is not Face.ANYONE and page.face is not Face.SIGNED_IN:
        right = visit.at.is_desk == (page.face is Face.DESK)
        if not right:
            visit.status = HTTPStatus.NOT_FOUND
            return visit.show("refused.html")
    try:
        answer = page.answer(visit)
    except WasitError as error:
        visit.refused(error)
    else:
        if answer.status_code == HTTPStatus.SEE_OTHER and not visit.draft_waits:
            forget_draft(visit)
        return answer
    try:
        return visit.show("refused.html") if page.again is None else page.again(visit)
    except WasitError:
        return visit.show("refused.html")


def look_of(request: Request, seat_id: str) -> Look:
    """How pages are to look for this browser at this seat."""
    raw = request.cookies.get(f"wasit-look-{seat_id}", "")
    with suppress(ValueError):
        language, digits, theme = raw.split(".")
        return Look(language=language, digits=digits, theme=theme)
    accepted = request.headers.get("accept-language", "").split(",")
    preferred = [part.partition(";")[0].strip() for part in accepted]
    found = negotiate_locale(preferred, list(LANGUAGES), sep="-")
    return Look(language=found or "en")


async def _lock_idle(house: House) -> None:
    while True:
        await asyncio.sleep(_LOOK_FOR_IDLE_S)
        for seat_id in house.sessions.idle_seats():
            await asyncio.to_thread(house.sign_out, seat_id)
