"""``wasit serve``: the desk and the rooms in a browser."""

import json
import secrets
import shutil
import socket
import tempfile
import webbrowser
from contextlib import ExitStack
from pathlib import Path

import click

from wasit.adapters.plain_http import refuse_plain_http
from wasit.adapters.relay_process import RelayProcess
from wasit.adapters.secret_files import read_or_make_secret
from wasit.adapters.system import SystemRandomness
from wasit.cli.home import cost_option, cost_typed, default_home, secret_from
from wasit.relay.server import listen
from wasit.web.child import ChildOrders
from wasit.web.front import Front
from wasit.web.seats import new_address
from wasit.web.server import PagesServer

__all__ = ["serve"]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option(
    "--home",
    envvar="WASIT_SERVE_HOME",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that holds everything (else a folder in this platform's data folder).",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=8770,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 takes a free one.",
)
@click.option("--name", "names", multiple=True, help="A host name it goes by; may be repeated.")
@click.option("--relay", help="A relay elsewhere; without it, one runs here as part of this.")
@click.option(
    "--creation-token-file", metavar="FILE", help="With --relay: the token its operator gave you."
)
@click.option("--idle-minutes", default=30, show_default=True, help="When a seat locks itself.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the desk's page.")
@click.option("--plain-http", is_flag=True, help="Speak plain HTTP beyond this machine.")
@cost_option
def serve(
    *,
    home: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    relay: str | None,
    creation_token_file: str | None,
    idle_minutes: int,
    open_browser: bool,
    plain_http: bool,
    passphrase_cost: str | None,
) -> None:
    """Serve the desk and the rooms to browsers, with a relay of its own. Ctrl+C stops it.

    Prints one line of JSON with the address of the desk once it takes requests.
    """
    refuse_plain_http(host, allowed=plain_http)
    folder = (home or default_home() / "serve").absolute()
    houses = folder / "houses"
    houses.mkdir(parents=True, mode=0o700, exist_ok=True)
    cost = cost_typed(passphrase_cost)
    with ExitStack() as closing:
        at = listen(host, port)
        closing.callback(at.close)
        relay_url, token = _relay(folder, relay, creation_token_file, closing)
        sockets = Path(tempfile.mkdtemp(prefix="wasit-"))
        closing.callback(shutil.rmtree, sockets, ignore_errors=True)
        desk = read_or_make_secret(
            folder / "desk", make=lambda: new_address(SystemRandomness().random_bytes(10))
        )
        fresh = not any((houses / desk).glob("*/vault"))
        (houses / desk).mkdir(mode=0o700, exist_ok=True)
        setting_up = secrets.token_urlsafe(18) if fresh else ""
        room_orders = ChildOrders(
            folder="",
            socket="",
            prefix="",
            relay=relay_url,
            plain_http=plain_http,
            idle_minutes=idle_minutes,
            cost=(cost.iterations, cost.lanes, cost.memory_kib),
        )
        desk_orders = ChildOrders(
            folder="",
            socket="",
            prefix="",
            relay=relay_url,
            houses=str(houses),
            creation_token=token,
            setting_up=setting_up,
            plain_http=plain_http,
            idle_minutes=idle_minutes,
            cost=(cost.iterations, cost.lanes, cost.memory_kib),
        )
        front = Front(
            houses,
            sockets=sockets,
            desk=desk,
            desk_orders=desk_orders,
            room_orders=room_orders,
            names=frozenset({*_LOOPBACK, *names, host}),
        )
        url = _url(at)
        address = f"{url}/{desk}/new/start/{setting_up}" if fresh else f"{url}/{desk}/"

        def ready() -> None:
            click.echo(json.dumps({"url": url, "desk": address, "first_run": fresh}))
            if open_browser:
                webbrowser.open(address)

        PagesServer(front, front.stopping, at=at, ready=ready).serve_until_stopped()


def _relay(
    folder: Path, relay: str | None, token_file: str | None, closing: ExitStack
) -> tuple[str, str]:
    """Where logs are made, and the token that lets the desk make them."""
    if relay is not None:
        return relay.rstrip("/"), secret_from(token_file, prompt="Creation token")
    place = folder / "relay"
    place.mkdir(mode=0o700, exist_ok=True)
    port = int(read_or_make_secret(folder / "relay-port", make=lambda: str(_free_port())))
    process = closing.enter_context(RelayProcess(place, port=port))
    return process.url, process.creation_token


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as at:
        return int(at.getsockname()[1])


def _url(at: socket.socket) -> str:
    host, port = at.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
