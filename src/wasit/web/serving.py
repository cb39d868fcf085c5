"""Running the pages: ``serve`` for many rooms behind a front, ``open_here`` for one's own seat.

Both return when the program is told to stop. Beyond this machine they speak TLS, with a certificate
that was given or one made at the first start, unless plain HTTP was asked for.
"""

import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from wasit.adapters.plain_http import is_loopback
from wasit.adapters.relay_process import RelayProcess
from wasit.adapters.secret_files import read_or_make_secret
from wasit.adapters.system import SystemClock, SystemRandomness
from wasit.adapters.tls_files import own_certificate, words_of_certificate
from wasit.crypto.vault_keys import PassphraseCost
from wasit.relay.server import listen
from wasit.web.child import ChildOrders
from wasit.web.front import Front
from wasit.web.house import House, build
from wasit.web.route_table import PAGES
from wasit.web.seats import OneSeat, Opened, new_address
from wasit.web.server import PagesServer

__all__ = ["LOOPBACK", "Ready", "ServeSettings", "free_port", "open_here", "serve"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Ready:
    """What a server says once it takes requests.

    Attributes:
        url: where it listens.
        address: of the first page to open.
        first_run: whether that page opens the case.
        words: six words that stand for its certificate; empty on plain HTTP.
    """

    url: str
    address: str
    first_run: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """How ``serve`` is run.

    Attributes:
        folder: holds everything: houses, the relay's logs, keys.
        names: host names it goes by, besides its own address and this machine's.
        public_url: how browsers reach it through a proxy that ends TLS, if they do.
        relay: url and creation token of a relay elsewhere; None runs one here.
        certificate: PEM file with chain and key; None makes one where one is needed.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 0
    names: tuple[str, ...] = ()
    public_url: str = ""
    relay: tuple[str, str] | None = None
    certificate: Path | None = None
    plain_http: bool = False
    idle_minutes: int = 30
    cost: PassphraseCost | None = None


def serve(settings: ServeSettings, *, ready: Callable[[Ready], None]) -> None:
    """Serve the desk and the rooms until told to stop.

    Raises:
        CannotListen, RelayDidNotStart, NoCertificate: it did not start.
    """
    folder = settings.folder.absolute()
    houses = folder / "houses"
    houses.mkdir(parents=True, mode=0o700, exist_ok=True)
    desk = read_or_make_secret(
        folder / "desk", make=lambda: new_address(SystemRandomness().random_bytes(10))
    )
    (houses / desk).mkdir(mode=0o700, exist_ok=True)
    first_run = not any((houses / desk).glob("*/vault"))
    setting_up = secrets.token_urlsafe(18) if first_run else ""
    names = frozenset({*LOOPBACK, *settings.names, settings.host, _host_of(settings.public_url)})
    with ExitStack() as closing:
        at = listen(settings.host, settings.port)
        closing.callback(at.close)
        certificate = _certificate(settings, sorted(names - {"", "0.0.0.0", "::"}))  # noqa: S104
        relay, token = settings.relay or _own_relay(folder, closing)
        sockets = Path(tempfile.mkdtemp(prefix="wasit-"))
        closing.callback(shutil.rmtree, sockets, ignore_errors=True)
        url = _url(at, tls=certificate is not None)
        public = settings.public_url.rstrip("/") or url
        words = words_of_certificate(certificate) if certificate is not None else ()
        cost = settings.cost
        orders = ChildOrders(
            relay=relay,
            public_url=public,
            certificate_words=words,
            plain_http=settings.plain_http,
            idle_minutes=settings.idle_minutes,
            cost=(cost.iterations, cost.lanes, cost.memory_kib) if cost is not None else None,
        )
        front = Front(
            houses,
            sockets=sockets,
            desk=desk,
            orders=orders,
            creation_token=token,
            setting_up=setting_up,
            names=names,
        )
        path = f"/{desk}/new/start/{setting_up}" if first_run else f"/{desk}/"
        said = Ready(url, f"{public}{path}", first_run, words)
        PagesServer(
            front, front.stopping, at=at, ready=lambda: ready(said), certificate=certificate
        ).serve_until_stopped()


def open_here(
    opened: Opened, *, folder: Path, port: int, idle_minutes: int, ready: Callable[[Ready], None]
) -> None:
    """Serve one's own seat on this machine until told to stop.

    The address that is handed to ``ready`` lets one browser in, once.

    Raises:
        CannotListen: it did not start; the seat is closed.
    """
    seat_id = opened.seat.public.device_id[:16]
    house = House(
        OneSeat(folder, seat_id=seat_id),
        idle=timedelta(minutes=idle_minutes),
        names=LOOPBACK,
        letting_in=secrets.token_urlsafe(18),
    )
    open_seat = house.open_here(seat_id, opened)
    with ExitStack() as closing:
        closing.callback(open_seat.close)
        at = listen("127.0.0.1", port)
        closing.callback(at.close)
        open_seat.soon(open_seat.settle_in)
        house.waiting_seat = open_seat
        url = _url(at, tls=False)
        said = Ready(url, f"{url}/{seat_id}/enter/{house.letting_in}")
        app = build(house, PAGES)
        PagesServer(app, house.stopping, at=at, ready=lambda: ready(said)).serve_until_stopped()


def _certificate(settings: ServeSettings, names: list[str]) -> Path | None:
    """The certificate to show; None where plain HTTP is spoken."""
    if settings.certificate is not None:
        return settings.certificate
    if is_loopback(settings.host) or settings.plain_http:
        return None
    return own_certificate(settings.folder, names=names, clock=SystemClock())


def _own_relay(folder: Path, closing: ExitStack) -> tuple[str, str]:
    """A relay of this server's own, always at the same port."""
    place = folder / "relay"
    place.mkdir(mode=0o700, exist_ok=True)
    port = int(read_or_make_secret(folder / "relay-port", make=free_port))
    process = closing.enter_context(RelayProcess(place, port=port))
    return process.url, process.creation_token


def free_port() -> str:
    """A port of this machine that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as at:
        return str(at.getsockname()[1])


def _host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def _url(at: socket.socket, *, tls: bool) -> str:
    host, port = at.getsockname()[:2]
    scheme = "https" if tls else "http"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
