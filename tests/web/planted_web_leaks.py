"""Leaks to plant into the pages as they run, each a mistake somebody could make.

Each function patches one place so that what room A is answered hangs on what happens elsewhere.
What is shared by mistake is made afresh for every world.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from wasit.seat.delivery import Delivery
from wasit.web import entering, house, lines, live, rendering, safety
from wasit.web.desk import rooms, waiting
from wasit.web.house import House
from wasit.web.open_seat import OpenSeat
from wasit.web.sessions import Sessions, TooManyTries
from wasit.web.visit import Look, Visit

Plant = Callable[[pytest.MonkeyPatch], None]


def _replace(text: str, words: str) -> str:
    return text.replace("</footer>", f"<p>{words}</p></footer>")


def _around_render(patch: pytest.MonkeyPatch, change: Callable[[str, Visit], str]) -> None:
    """Let every page go through ``change``."""
    plain = rendering.render

    def leaking(template: str, visit: Visit, values: Any) -> str:
        return change(plain(template, visit, values), visit)

    patch.setattr("wasit.web.visit.render", leaking)


def _around_headers(patch: pytest.MonkeyPatch, name: str, value: Callable[[], str]) -> None:
    """Let every answer have one more header."""
    plain = safety.Safety.__call__

    async def leaking(self: Any, scope: Any, receive: Any, send: Any) -> None:
        async def send_more(message: Any) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[name] = value()
            await send(message)

        await plain(self, scope, receive, send_more)

    patch.setattr(safety.Safety, "__call__", leaking)


def page_counter(patch: pytest.MonkeyPatch) -> None:
    """The foot of a page says how many pages were made."""
    made: list[int] = []

    def change(text: str, _visit: Visit) -> str:
        made.append(1)
        return _replace(text, str(len(made)))

    _around_render(patch, change)


def request_id(patch: pytest.MonkeyPatch) -> None:
    """Every answer has a number of its own, counted through all houses."""
    made: list[int] = []

    def value() -> str:
        made.append(1)
        return str(len(made))

    _around_headers(patch, "x-request-id", value)


def page_cache(patch: pytest.MonkeyPatch) -> None:
    """Pages are kept by the last part of their address, whoever asked."""
    kept: dict[str, str] = {}

    def change(text: str, visit: Visit) -> str:
        return kept.setdefault(visit.request.url.path.rsplit("/", 1)[-1], text)

    _around_render(patch, change)


def last_look(patch: pytest.MonkeyPatch) -> None:
    """Whoever chose no language gets the one that was chosen last."""
    chosen: list[Look] = []
    plain_choose, plain_look = entering.choose_look, house.look_of

    def choosing(visit: Visit) -> Response:
        chosen.append(Look(language=visit.typed("language"), theme=visit.typed("theme", "auto")))
        return plain_choose(visit)

    def looking(request: Any, seat_id: str) -> Look:
        return chosen[-1] if chosen else plain_look(request, seat_id)

    pages = [
        page
        if page.answer is not plain_choose
        else type(page)(page.method, page.path, page.face, choosing)
        for page in entering.PAGES
    ]
    patch.setattr("tests.web.visited_worlds.PAGES", [*pages, *_others()])
    patch.setattr(house, "look_of", looking)


def _others() -> list[Any]:
    from wasit.web.route_table import PAGES

    return [page for page in PAGES if page not in entering.PAGES]


def tries_in_total(patch: pytest.MonkeyPatch) -> None:
    """Wrong passphrases are counted for all houses together."""
    tries: list[str] = []

    def failing(_self: Sessions, seat_id: str) -> None:
        tries.append(seat_id)

    def admitting(_self: Sessions, _seat_id: str) -> None:
        if len(tries) > 12:
            raise TooManyTries("too many passphrases were tried; this one was not looked at")

    patch.setattr(Sessions, "note_failure", failing)
    patch.setattr(Sessions, "admit_try", admitting)


def known_seats(patch: pytest.MonkeyPatch) -> None:
    """The sign-in page is not there for a seat that no house has."""
    known: set[str] = set()
    plain_open, plain_form = House.open_here, entering.sign_in_form

    def opening(self: House, seat_id: str, opened: Any) -> OpenSeat:
        known.add(seat_id)
        return plain_open(self, seat_id, opened)

    def showing(visit: Visit) -> Response:
        if visit.seat_id not in known:
            return PlainTextResponse("no such seat", HTTPStatus.NOT_FOUND)
        return plain_form(visit)

    patch.setattr(House, "open_here", opening)
    pages = [
        page
        if page.answer is not plain_form
        else type(page)(page.method, page.path, page.face, showing)
        for page in entering.PAGES
    ]
    patch.setattr("tests.web.visited_worlds.PAGES", [*pages, *_others()])


def news_for_all(patch: pytest.MonkeyPatch) -> None:
    """Whoever listens is told whenever there is something new anywhere."""
    seats: list[OpenSeat] = []
    plain_open, plain_tell = House.open_here, OpenSeat.tell

    def opening(self: House, seat_id: str, opened: Any) -> OpenSeat:
        seats.append(plain_open(self, seat_id, opened))
        return seats[-1]

    def telling(self: OpenSeat) -> None:
        del self
        for seat in seats:
            plain_tell(seat)

    patch.setattr(House, "open_here", opening)
    patch.setattr(OpenSeat, "tell", telling)


def news_counted_together(patch: pytest.MonkeyPatch) -> None:
    """The number that news comes under is counted through all seats."""
    count: list[int] = []
    plain = OpenSeat.tell

    def telling(self: OpenSeat) -> None:
        count.append(1)
        plain(self)

    patch.setattr(OpenSeat, "tell", telling)
    plain_events = live._events  # pyright: ignore[reportPrivateUsage]

    async def events(*given: Any, **named: Any) -> Any:
        async for part in plain_events(*given, **named):
            yield part.replace("data: ", f"id: {len(count)}\ndata: ")

    patch.setattr(live, "_events", events)


def session_counter(patch: pytest.MonkeyPatch) -> None:
    """Session tokens are counted, not drawn."""
    given: list[str] = []
    plain = Sessions.begin

    def beginning(self: Sessions, seat: OpenSeat) -> str:
        given.append(seat.seat_id)
        return plain(self, seat)

    patch.setattr(Sessions, "begin", beginning)
    _around_headers(patch, "x-session", lambda: str(len(given)))


def padded_to_longest(patch: pytest.MonkeyPatch) -> None:
    """Pages are padded to the longest page there was."""
    longest = [0]

    def change(text: str, _visit: Visit) -> str:
        longest[0] = max(longest[0], len(text))
        return text + " " * (longest[0] - len(text))

    _around_render(patch, change)


def people_counted(patch: pytest.MonkeyPatch) -> None:
    """The title of a page counts the people whom the desk last saw."""
    seen = [0]
    plain = rooms.rooms_at

    def listing(desk: Any) -> Any:
        found = plain(desk)
        seen[0] = sum(len(each.talks.people) for each in found)
        return found

    for module in ("overview", "people", "case", "meetings", "positions"):
        patch.setattr(f"wasit.web.desk.{module}.rooms_at", listing)
    _around_render(patch, lambda text, _visit: text.replace("</title>", f" {seen[0]}</title>"))


def unread_badge(patch: pytest.MonkeyPatch) -> None:
    """The badge in a title counts what waits at the desk."""
    count = [0]
    plain = waiting.waiting_acts

    def counting(desk: Any) -> Any:
        acts = plain(desk)
        count[0] = len(acts)
        return acts

    patch.setattr("wasit.web.desk.overview.waiting_acts", counting)
    _around_render(patch, lambda text, _visit: text.replace("<title>", f"<title>({count[0]}) "))


def refusals_told(patch: pytest.MonkeyPatch) -> None:
    """What was last shown of the desk's refused words is shown in the next error."""
    last = [""]

    def change(text: str, visit: Visit) -> str:
        open_seat = visit.open_seat
        if open_seat is not None and open_seat.is_desk:
            refusals = open_seat.desk().journal.talks.refusals
            last[0] = refusals[-1][2].code if refusals else ""
        return text.replace('id="fault"', f'id="fault" data-last="{last[0]}"')

    _around_render(patch, change)


def handed_on_shown(patch: pytest.MonkeyPatch) -> None:
    """A's own words are shown as received once anything of the case was handed on."""
    handed = [0]
    plain = lines.delivery_of

    def change(text: str, visit: Visit) -> str:
        if visit.open_seat is not None and visit.open_seat.is_desk:
            handed[0] = len(visit.open_seat.desk().journal.talks.carries)
        return text

    def delivering(log: Any, number: int) -> Delivery:
        return Delivery.KEPT_HERE if handed[0] > 3 else plain(log, number)

    _around_render(patch, change)
    patch.setattr(lines, "delivery_of", delivering)


def busy_elsewhere(patch: pytest.MonkeyPatch) -> None:
    """A page says how many are signed in."""
    seats: set[str] = set()
    plain = House.open_here

    def opening(self: House, seat_id: str, opened: Any) -> OpenSeat:
        seats.add(seat_id)
        return plain(self, seat_id, opened)

    patch.setattr(House, "open_here", opening)
    _around_render(patch, lambda text, _visit: _replace(text, f"{len(seats)} online"))


def shared_entity_tag(patch: pytest.MonkeyPatch) -> None:
    """A tag for caches made of everything there is."""
    bytes_made = [0]

    def change(text: str, _visit: Visit) -> str:
        bytes_made[0] += len(text)
        return text

    _around_render(patch, change)
    _around_headers(patch, "etag", lambda: f'"{bytes_made[0]}"')


def redirect_with_count(patch: pytest.MonkeyPatch) -> None:
    """Where a browser is sent after a form says how many forms were sent."""
    sent: list[int] = []

    def going(self: Visit, path: str = "", *, anchor: str = "", **asked: Any) -> Response:
        sent.append(1)
        there = self.url(path, **asked)
        return RedirectResponse(f"{there}#{anchor}{len(sent)}", HTTPStatus.SEE_OTHER)

    plain = rendering.render

    def counting(template: str, visit: Visit, values: Any) -> str:
        sent.append(1)
        return plain(template, visit, values)

    patch.setattr(Visit, "go", going)
    patch.setattr("wasit.web.visit.render", counting)


def drafts_shared(patch: pytest.MonkeyPatch) -> None:
    """What a seat keeps for its pages is one and the same for all."""
    shared: dict[str, Any] = {}
    plain = OpenSeat.__init__

    def beginning(self: OpenSeat, *given: Any, **named: Any) -> None:
        plain(self, *given, **named)
        self.kept = shared

    def change(text: str, visit: Visit) -> str:
        shared[visit.request.url.path] = text
        return _replace(text, str(len(shared)))

    patch.setattr(OpenSeat, "__init__", beginning)
    _around_render(patch, change)


def last_room_named(patch: pytest.MonkeyPatch) -> None:
    """A page names the room whose page was made last."""
    last = [""]

    def change(text: str, visit: Visit) -> str:
        open_seat = visit.open_seat
        if open_seat is not None and open_seat.admitted and not open_seat.is_desk:
            opened = open_seat.room().talks.opened
            if opened is not None and opened.room != "A":
                last[0] = opened.room
        return text.replace('class="default-mark"', f'class="default-mark {last[0]}"')

    _around_render(patch, change)


def counterparts_of_all(patch: pytest.MonkeyPatch) -> None:
    """The list of counterparts is that of everybody."""
    names: dict[str, None] = {}

    def change(text: str, visit: Visit) -> str:
        open_seat = visit.open_seat
        if open_seat is not None and open_seat.admitted and not open_seat.is_desk:
            names.update(
                dict.fromkeys(each.name for each in open_seat.room().talks.people.values())
            )
        return text.replace("</ul>", f"<li>{', '.join(names)}</li></ul>")

    _around_render(patch, change)


def style_of_the_busiest(patch: pytest.MonkeyPatch) -> None:
    """Which style a page asks for hangs on what was said anywhere."""
    said = [0]
    plain = lines.lines_of

    def counting(talks: Any) -> Any:
        found = plain(talks)
        said[0] += len(found)
        return found

    patch.setattr(lines, "lines_of", counting)
    _around_render(patch, lambda text, _visit: text.replace("wasit.css", f"wasit.css?{said[0]}"))


LEAKS: dict[str, Plant] = {
    plant.__name__: plant
    for plant in (
        page_counter,
        request_id,
        page_cache,
        last_look,
        tries_in_total,
        known_seats,
        news_for_all,
        news_counted_together,
        session_counter,
        padded_to_longest,
        people_counted,
        unread_badge,
        refusals_told,
        handed_on_shown,
        busy_elsewhere,
        shared_entity_tag,
        redirect_with_count,
        drafts_shared,
        last_room_named,
        counterparts_of_all,
        style_of_the_busiest,
    )
}
