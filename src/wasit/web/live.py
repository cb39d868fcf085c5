"""Live news over server-sent events: that there is something new at this seat, and nothing more.

The browser then asks for its page again. A heartbeat keeps the line open; the stream ends when the
server stops or the session does, and holds nothing of any other seat.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from wasit.web.open_seat import OpenSeat

if TYPE_CHECKING:
    from wasit.web.house import House

__all__ = ["live"]

_HEARTBEAT_S = 15.0


async def live(house: "House", request: Request) -> Response:
    """The stream of a signed-in browser; 403 for any other."""
    seat_id = str(request.path_params["seat_id"])
    token = request.cookies.get(house.cookie_name(seat_id))
    open_seat = house.sessions.find(seat_id, token, touch=False)
    if open_seat is None:
        return Response(status_code=HTTPStatus.FORBIDDEN)

    def signed_in() -> bool:
        return house.sessions.find(seat_id, token, touch=False) is not None

    return StreamingResponse(
        _events(house, open_seat, signed_in=signed_in), media_type="text/event-stream"
    )


async def _events(
    house: "House", open_seat: OpenSeat, *, signed_in: Callable[[], bool]
) -> AsyncIterator[str]:
    queue = open_seat.listen()
    stopping = asyncio.create_task(house.stopping.wait())
    news: asyncio.Task[int] | None = None
    try:
        yield "retry: 2000\n\n"
        while True:
            news = asyncio.create_task(queue.get())
            done, _ = await asyncio.wait(
                {news, stopping}, timeout=_HEARTBEAT_S, return_when=asyncio.FIRST_COMPLETED
            )
            if stopping in done or not signed_in():
                yield "event: ended\ndata: -\n\n"
                return
            if news in done:
                yield f"event: changed\ndata: {news.result()}\n\n"
            else:
                news.cancel()
                yield ": still here\n\n"
    finally:
        if news is not None:
            news.cancel()
        stopping.cancel()
        open_seat.unlisten(queue)
