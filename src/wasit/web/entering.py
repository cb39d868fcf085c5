"""Coming in: signing in and out, answering an invitation, opening the case, how pages look."""

from datetime import timedelta
from http import HTTPStatus
from urllib.parse import unquote

from starlette.responses import RedirectResponse, Response

from wasit.adapters.vault import NoSuchVault
from wasit.bootstrap import shipped_checks
from wasit.crypto.vault_keys import WrongPassphrase
from wasit.errors import BadInput, Refused
from wasit.seat.desk import DeskSeat
from wasit.seat.joining import answer_invitation, waiting_words
from wasit.seat.recovery import asked_back, confirm_sheet, print_sheet
from wasit.talks.marks import MarkCode
from wasit.talks.people import Person, Role, Side
from wasit.web.language import LANGUAGES, Digits
from wasit.web.seats import Opened
from wasit.web.sessions import SignInRefused
from wasit.web.visit import Face, Look, NotFilledIn, Page, Visit

__all__ = ["PAGES"]

_LOOK_FOR_S = int(timedelta(days=400).total_seconds())
_SHORTEST = 10


class PassphrasesDiffer(BadInput):
    """The passphrase was typed differently the second time. Nothing was made."""

    code = "passphrases-differ"
    advice = "Type the same passphrase in both fields."


class PassphraseTooShort(BadInput):
    """The passphrase is too short to keep anything. Nothing was made."""

    code = "passphrase-too-short"
    advice = "Take four or more words that nobody would guess together."


class SetUpAlready(Refused):
    """The case was opened here already, or this is not the link that was printed."""

    code = "set-up-already"
    advice = "Sign in with your passphrase, or read the link again where the program printed it."


# Signing in -------------------------------------------------------------------------------------


def sign_in_form(visit: Visit) -> Response:
    """The form that asks for the passphrase; the same for every id, whether there is a seat."""
    return visit.show("sign_in.html")


def sign_in(visit: Visit) -> Response:
    """Open the seat, and begin a session."""
    house, seat_id = visit.house, visit.seat_id
    house.sessions.admit_try(seat_id)
    passphrase = visit.needed("passphrase", "the passphrase")
    open_seat = house.sessions.open_seat(seat_id)
    try:
        if open_seat is None:
            opened = house.seats.open(seat_id, passphrase)
        else:
            house.seats.check(seat_id, passphrase)
            opened = None
    except (WrongPassphrase, NoSuchVault) as error:
        house.sessions.note_failure(seat_id)
        raise SignInRefused("this link and this passphrase open nothing") from error
    return _begin(visit, seat_id, opened)


def enter(visit: Visit) -> Response:
    """Let one browser in to the seat that is open here; the address is good once."""
    house = visit.house
    given, seat = visit.named("token"), house.waiting_seat
    if seat is None or not house.letting_in or given != house.letting_in:
        raise SignInRefused("this address lets nobody in any more")
    house.letting_in, house.waiting_seat = "", None
    token = house.sessions.begin(seat)
    response = RedirectResponse(visit.url(), HTTPStatus.SEE_OTHER)
    house.set_cookie(response, visit.seat_id, token)
    return response


def sign_out(visit: Visit) -> Response:
    """Close the seat for everybody who is signed in at it."""
    response = RedirectResponse(visit.url("sign-in"), HTTPStatus.SEE_OTHER)
    visit.house.sign_out_soon(visit.seat_id)
    return response


def _begin(visit: Visit, seat_id: str, opened: Opened | None, path: str = "") -> Response:
    house = visit.house
    open_seat = house.sessions.open_seat(seat_id)
    if open_seat is None:
        if opened is None:
            raise TypeError("a session begins at an open seat")
        open_seat = house.open_here(seat_id, opened)
        open_seat.soon(open_seat.settle_in)
    token = house.sessions.begin(open_seat)
    there = f"{house.prefix}/{seat_id}/{path}"
    response = RedirectResponse(there, HTTPStatus.SEE_OTHER)
    house.set_cookie(response, seat_id, token)
    if seat_id != visit.seat_id:
        _keep_look(visit, response, visit.look, seat_id)
    return response


# Answering an invitation ------------------------------------------------------------------------


def join_form(visit: Visit) -> Response:
    """The page an invitation's link leads to. Asking for it changes nothing."""
    return visit.show("join.html", link=visit.named("invitation"))


def join(visit: Visit) -> Response:
    """Make a seat here, answer the invitation with its keys, and wait for the desk."""
    passphrase = _new_passphrase(visit)
    link = unquote(visit.named("invitation"))
    relay = visit.house.relay
    seat_id, opened = visit.house.seats.create(passphrase)
    try:
        answer_invitation(opened.seat, f"{relay}/#{link}")
    except BaseException:
        opened.closing.close()
        visit.house.seats.forget(seat_id)
        raise
    return _begin(visit, seat_id, opened, "waiting")


def waiting(visit: Visit) -> Response:
    """The six words to read to the desk, until it has let this seat in."""
    if visit.at.admitted:
        return visit.go()
    return visit.show("waiting.html", words=waiting_words(visit.at.seat))


# Opening the case -------------------------------------------------------------------------------


def start_form(visit: Visit) -> Response:
    """The first run: one page that asks what a case needs."""
    _refuse_set_up(visit)
    return visit.show("start.html", marks=_MARKS, rooms=max(2, len(visit.typed_all("room"))))


def start(visit: Visit) -> Response:
    """Make the desk's seat, open the case and its rooms."""
    _refuse_set_up(visit)
    title = visit.needed("title", "the name of the case")
    name = visit.needed("name", "your name")
    rooms = _rooms_typed(visit)
    mark = visit.chosen("default_mark", MarkCode) or MarkCode.EARS_ONLY
    passphrase = _new_passphrase(visit)
    house, hosting = visit.house, visit.house.hosting
    if hosting is None:
        raise SetUpAlready("no case can be opened here; nothing was made")
    seat_id, opened = house.seats.create(passphrase)
    seat = opened.seat
    try:
        desk = DeskSeat.open_case(
            seat,
            title=title,
            desk=visit.typed("desk") or visit.tongue.words("The desk"),
            person=Person(
                id=seat.ports.randomness.random_bytes(4).hex(),
                name=name,
                side=Side.DESK,
                role=Role.HEAD,
                may_speak=True,
            ),
            default_mark=mark,
            relay=hosting.relay,
            creation_token=hosting.creation_token,
            checks=shipped_checks(),
            second_approval=bool(visit.typed("second_approval")),
        )
        for room, languages in rooms:
            desk.add_room(room, default_mark=mark, languages=languages)
    except BaseException:
        opened.closing.close()
        visit.house.seats.forget(seat_id)
        raise
    return _begin(visit, seat_id, opened, "sheet")


def sheet(visit: Visit) -> Response:
    """The desk's recovery sheet, made anew and shown once; or that it was read back."""
    seat = visit.at.seat
    if "sheet" in visit.at.kept:
        return visit.show("sheet.html", words=visit.at.kept["sheet"], places=asked_back(seat))
    return visit.show("sheet.html", words=(), places=None)


def print_it(visit: Visit) -> Response:
    """Make a new sheet; an earlier one opens nothing any more."""
    visit.at.kept["sheet"] = print_sheet(visit.at.seat)
    return visit.go("sheet")


def read_back(visit: Visit) -> Response:
    """Take the two words that were asked back; from then on people can be invited."""
    confirm_sheet(visit.at.seat, [word.lower() for word in visit.typed_all("word")])
    visit.at.kept.pop("sheet", None)
    return visit.go("people")


def _refuse_set_up(visit: Visit) -> None:
    house = visit.house
    given = visit.named("token")
    if not house.setting_up or given != house.setting_up or not house.seats.is_empty():
        raise SetUpAlready("a case is opened here once, by the link that was printed")


def _rooms_typed(visit: Visit) -> list[tuple[str, list[str]]]:
    names, languages = visit.typed_all("room"), visit.typed_all("room_language")
    found = [
        (name, [language or "en"]) for name, language in zip(names, languages, strict=False) if name
    ]
    if not found:
        raise NotFilledIn("no room was named; nothing was made")
    return found


def _new_passphrase(visit: Visit) -> str:
    passphrase = visit.needed("passphrase", "the passphrase")
    if len(passphrase) < _SHORTEST:
        raise PassphraseTooShort(
            f"a passphrase of {len(passphrase)} characters was typed; {_SHORTEST} or more were "
            "expected; nothing was made"
        )
    if visit.typed("passphrase_again") != passphrase:
        raise PassphrasesDiffer("the two passphrases differ; nothing was made")
    return passphrase


# How pages look ---------------------------------------------------------------------------------


def choose_look(visit: Visit) -> Response:
    """Keep the language, digits and theme in a cookie, and go back to the page."""
    language = visit.typed("language", visit.look.language)
    digits = visit.typed("digits", visit.look.digits)
    theme = visit.typed("theme", visit.look.theme)
    look = Look(
        language=language if language in LANGUAGES else "en",
        digits=digits if digits in set(Digits) else "",
        theme=theme if theme in {"light", "dark", "auto"} else "auto",
    )
    back = visit.typed("back")
    there = visit.url(back if back.isascii() and "//" not in back and ":" not in back else "")
    response = RedirectResponse(there, HTTPStatus.SEE_OTHER)
    _keep_look(visit, response, look, visit.seat_id)
    return response


def _keep_look(visit: Visit, response: Response, look: Look, seat_id: str) -> None:
    response.set_cookie(
        f"wasit-look-{seat_id}",
        f"{look.language}.{look.digits}.{look.theme}",
        max_age=_LOOK_FOR_S,
        path=f"{visit.house.prefix}/{seat_id}/",
        secure=visit.house.secure_cookies,
        httponly=True,
        samesite="lax",
    )


_MARKS = [MarkCode.EARS_ONLY, MarkCode.IN_SUBSTANCE, MarkCode.VERBATIM, MarkCode.OWN_IDEA]

PAGES = [
    Page("GET", "/sign-in", Face.ANYONE, sign_in_form),
    Page("POST", "/sign-in", Face.ANYONE, sign_in, sign_in_form),
    Page("GET", "/enter/{token}", Face.ANYONE, enter),
    Page("POST", "/sign-out", Face.SIGNED_IN, sign_out),
    Page("GET", "/invitation/{invitation}", Face.ANYONE, join_form),
    Page("POST", "/invitation/{invitation}", Face.ANYONE, join, join_form),
    Page("GET", "/waiting", Face.SIGNED_IN, waiting),
    Page("GET", "/start/{token}", Face.ANYONE, start_form),
    Page("POST", "/start/{token}", Face.ANYONE, start, start_form),
    Page("GET", "/sheet", Face.DESK, sheet),
    Page("POST", "/sheet/print", Face.DESK, print_it),
    Page("POST", "/sheet/words", Face.DESK, read_back, sheet),
    Page("POST", "/look", Face.ANYONE, choose_look),
]
"""``/new`` is no seat's id; invitations and the first run are asked for below it."""
