"""One house as a process of its own: what it is told on stdin, served on a private socket.

``python -m wasit.web.child`` reads one line of JSON (secrets never stand on a command line), says
one line when it takes requests, and ends when its stdin does: a front that is gone leaves no house
behind.
"""

import os
import socket
import sys
import threading
from datetime import timedelta
from pathlib import Path

import click
import msgspec

from wasit.crypto.vault_keys import RECOMMENDED_COST, PassphraseCost
from wasit.web.house import House, build
from wasit.web.route_table import PAGES
from wasit.web.seats import FolderSeats
from wasit.web.server import PagesServer

__all__ = ["ChildOrders", "HousesBeside", "serve_house"]


class ChildOrders(msgspec.Struct, frozen=True, kw_only=True):
    """What a front tells a house.

    Attributes:
        folder: of its seats.
        socket: path of the private socket to serve on.
        houses: the folder with a folder for each house, for the desk's house; else empty.
        setting_up: the token that opens the case, for the desk's house.
        public_url: what the addresses in invitations begin with.
        certificate_words: what stands for the server's certificate, for invitations to say.
        cost: Argon2id passes, lanes and KiB of new seats.
    """

    relay: str
    folder: str = ""
    socket: str = ""
    prefix: str = ""
    public_url: str = ""
    certificate_words: tuple[str, ...] = ()
    houses: str = ""
    creation_token: str = ""
    setting_up: str = ""
    plain_http: bool = False
    idle_minutes: int = 30
    cost: tuple[int, int, int] | None = None


class HousesBeside:
    """The desk's way to a house for each room: a folder, served by the front once it is there."""

    def __init__(self, folder: Path, *, relay: str, creation_token: str) -> None:
        self._folder = folder
        self.relay = relay
        self.creation_token = creation_token

    def prefix_of(self, house: str) -> str:
        """See ``Hosting.prefix_of``."""
        (self._folder / house).mkdir(mode=0o700, parents=True, exist_ok=True)
        return f"/{house}"


def serve_house(orders: ChildOrders) -> None:
    """Serve until told to stop."""
    os.umask(0o077)
    cost = PassphraseCost(*orders.cost) if orders.cost is not None else RECOMMENDED_COST
    hosting = None
    if orders.houses:
        hosting = HousesBeside(
            Path(orders.houses), relay=orders.relay, creation_token=orders.creation_token
        )
    house = House(
        FolderSeats(Path(orders.folder), cost=cost, plain_http=orders.plain_http),
        prefix=orders.prefix,
        setting_up=orders.setting_up,
        hosting=hosting,
        relay=orders.relay,
        public_url=orders.public_url,
        certificate_words=orders.certificate_words,
        secure_cookies=orders.public_url.startswith("https:"),
        idle=timedelta(minutes=orders.idle_minutes),
    )
    at = socket.socket(socket.AF_UNIX)
    at.bind(orders.socket)
    at.listen(256)
    server = PagesServer(build(house, PAGES), house.stopping, at=at, ready=_say_ready)
    threading.Thread(target=_end_with_stdin, args=(server,), daemon=True).start()
    server.serve_until_stopped()


def _end_with_stdin(server: PagesServer) -> None:
    while sys.stdin.buffer.read(1):
        continue
    server.should_exit = True


def _say_ready() -> None:
    click.echo("ready")


if __name__ == "__main__":
    serve_house(msgspec.json.decode(sys.stdin.buffer.readline(), type=ChildOrders))
