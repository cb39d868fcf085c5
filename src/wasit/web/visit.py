"""One request to a page, and the ways of answering it.

A page is a plain function from a ``Visit`` to a response, run in the thread of its seat. ``Page``
says where it is and who may see it; ``wasit.web.route_table.PAGES`` lists every one there is, so
that tests visit them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from urllib.parse import urlencode

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from wasit.errors import BadInput, NotFound, WasitError, describe
from wasit.seat.desk import DeskSeat
from wasit.seat.room import RoomSeat
from wasit.talks.people import Value
from wasit.web.language import Tongue, plain_digits
from wasit.web.open_seat import OpenSeat
from wasit.web.rendering import render

if TYPE_CHECKING:
    from wasit.web.house import House

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)

__all__ = ["Face", "Look", "NotFilledIn", "Page", "Visit"]


class NotFilledIn(BadInput):
    """A field of a form is empty, or holds what it cannot hold. Nothing was done."""

    code = "not-filled-in"
    advice = "Fill in the field that is named; what you typed elsewhere is still there."


class Face(Enum):
    """Who may ask for a page."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    DESK = "desk"
    ROOM = "room"


class Look(Value, frozen=True, kw_only=True):
    """How a person wants pages to look; kept in a cookie of their seat's path."""

    language: str = "en"
    digits: str = ""
    theme: str = "auto"


@dataclass(frozen=True, slots=True)
class Page:
    """One route below a seat's address.

    Attributes:
        path: begins with ``/``; parts in braces are given to the page by ``Visit.named``.
        answer: makes the response.
        again: for a form's page: shows the form again with what was typed and why it was refused.
    """

    method: str
    path: str
    face: Face
    answer: "Callable[[Visit], Response]"
    again: "Callable[[Visit], Response] | None" = None


@dataclass(slots=True)
class Visit:
    """One request, with the seat it is about."""

    request: Request
    house: "House"
    seat_id: str
    look: Look
    tongue: Tongue
    form: FormData
    open_seat: OpenSeat | None = None
    fault: dict[str, str] | None = None
    status: int = HTTPStatus.OK
    draft_waits: bool = False
    """Whether the form's draft is still needed though the form was taken."""
    cookies: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    # The seat -----------------------------------------------------------------------------------

    @property
    def at(self) -> OpenSeat:
        """The open seat of a signed-in visit."""
        if self.open_seat is None:
            raise TypeError("this page is asked for by nobody who is signed in")
        return self.open_seat

    @property
    def desk(self) -> DeskSeat:
        """The seat as the desk's."""
        return self.at.desk()

    @property
    def room(self) -> RoomSeat:
        """The seat as a room's."""
        return self.at.room()

    # What was asked -----------------------------------------------------------------------------

    def named(self, part: str) -> str:
        """The part of the path in braces of that name."""
        return str(self.request.path_params[part])

    def asked(self, name: str, default: str = "") -> str:
        """A value after the question mark."""
        return self.request.query_params.get(name, default)

    def asked_all(self, name: str) -> list[str]:
        """Every value of that name after the question mark."""
        return self.request.query_params.getlist(name)

    def typed(self, name: str, default: str = "") -> str:
        """What was typed in a field, without blanks around it."""
        value = self.form.get(name, default)
        return value.strip() if isinstance(value, str) else default

    def typed_all(self, name: str) -> list[str]:
        """Everything that was typed or chosen under one name, in order."""
        return [value.strip() for value in self.form.getlist(name) if isinstance(value, str)]

    def number_typed(self, name: str) -> int | None:
        """A whole number, in any of the three sets of digits; None where nothing was typed."""
        text = plain_digits(self.typed(name))
        if not text:
            return None
        if not text.isdecimal():
            raise NotFilledIn(f"{text!r} was typed where a whole number was expected")
        return int(text)

    def needed(self, name: str, what: str) -> str:
        """What was typed in a field that may not be empty.

        Raises:
            NotFilledIn: it is.
        """
        value = self.typed(name)
        if not value:
            raise NotFilledIn(f"{what} is empty; nothing was done")
        return value

    def chosen(self, name: str, among: type[ChoiceT]) -> ChoiceT | None:
        """One of a few words; None where nothing was chosen.

        Raises:
            NotFilledIn: it is none of them.
        """
        value = self.typed(name)
        if not value:
            return None
        if value not in {each.value for each in among}:
            raise NotFilledIn(f"{value!r} is none of the choices of {name}; nothing was done")
        return among(value)

    def chosen_one(self, name: str, among: type[ChoiceT], what: str) -> ChoiceT:
        """One of a few words.

        Raises:
            NotFilledIn: it is none of them, or nothing was chosen.
        """
        value = self.chosen(name, among)
        if value is None:
            raise NotFilledIn(f"{what} was not chosen; nothing was done")
        return value

    def file(self, name: str) -> UploadFile | None:
        """A file that was chosen, if one was."""
        value = self.form.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    # Answers ------------------------------------------------------------------------------------

    def url(self, path: str = "", **asked: str | list[str]) -> str:
        """The address of a page of this seat, with what is asked for after the question mark."""
        base = f"{self.house.prefix}/{self.seat_id}/{path.lstrip('/')}"
        return f"{base}?{urlencode(asked, doseq=True)}" if asked else base

    @property
    def idle_s(self) -> int:
        """After how many seconds without a request this seat locks."""
        return int(self.house.idle.total_seconds())

    @property
    def here(self) -> str:
        """This page below the seat's address, to come back to; the first page for a sent form."""
        if self.request.method != "GET":
            return ""
        asked = self.request.url.query
        path = self.request.url.path.removeprefix(self.url())
        return f"{path}?{asked}" if asked else path

    def static(self, name: str) -> str:
        """The address of a file that all pages share."""
        return f"{self.house.prefix}/static/{name}"

    def show(self, template: str, **values: Any) -> Response:
        """A page made of a template."""
        html = render(template, self, values)
        return HTMLResponse(html, status_code=self.status)

    def go(self, path: str = "", *, anchor: str = "", **asked: str | list[str]) -> Response:
        """Send the browser to another page of this seat."""
        there = self.url(path, **asked)
        return RedirectResponse(f"{there}#{anchor}" if anchor else there, HTTPStatus.SEE_OTHER)

    def not_found(self, what: str) -> NoReturn:
        """Say that something named in the address is not there."""
        raise NotFound(f"{what} was named in the address and is not here")

    def refused(self, error: WasitError) -> None:
        """Keep why the act was not done, to be shown on the page that answers."""
        self.fault = describe(error)
        match error:
            case BadInput():
                self.status = HTTPStatus.UNPROCESSABLE_ENTITY
            case NotFound():
                self.status = HTTPStatus.NOT_FOUND
            case _:
                self.status = HTTPStatus.CONFLICT
