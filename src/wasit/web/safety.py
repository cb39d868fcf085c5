"""What holds for every answer of the pages: headers, hosts, and where a form may come from.

The content-security policy lets a page use its own server's files and nothing else: no inline
script or style, no other origin, no frame around it. A write is taken only from a page of the same
origin (``Origin``, or ``Sec-Fetch-Site`` where a browser sends no ``Origin``).
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "Safety"]

HEADERS: dict[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}

_BODY_LIMIT = 40 * 1024 * 1024


class Safety:
    """An ASGI application around the pages."""

    def __init__(self, app: ASGIApp, *, names: frozenset[str] = frozenset()) -> None:
        """``names`` are the host names it answers to; none are any, behind a front."""
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what comes from elsewhere; put the headers on every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
                if not scope["path"].partition("/static/")[1]:
                    answer.setdefault("cache-control", "no-store")
            await send(message)

        refusal = self._not_by_that_name(headers) or _refusal(scope["method"], headers)
        if refusal is not None:
            await refusal(scope, receive, send_safely)
        else:
            await self._app(scope, receive, send_safely)

    def _not_by_that_name(self, headers: Headers) -> PlainTextResponse | None:
        """A refusal of a host name that is not ours (DNS rebinding)."""
        if not self._names or urlsplit(f"//{headers.get('host', '')}").hostname in self._names:
            return None
        return PlainTextResponse(
            "This server does not go by that name.", HTTPStatus.MISDIRECTED_REQUEST
        )


def _refusal(method: str, headers: Headers) -> PlainTextResponse | None:
    if method in {"GET", "HEAD"}:
        return None
    if not _same_origin(headers):
        return PlainTextResponse(
            "This form did not come from a page of this server; nothing was done.",
            HTTPStatus.FORBIDDEN,
        )
    length = headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _BODY_LIMIT:
        return PlainTextResponse(
            "What was sent is longer than this server takes; nothing was done.",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    return None


def _same_origin(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is not None:
        return bool(origin) and urlsplit(origin).netloc == headers.get("host")
    return headers.get("sec-fetch-site") == "same-origin"
