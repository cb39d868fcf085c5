"""What the front does when a house does not answer: no session and no form is lost."""

import asyncio
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from starlette.testclient import TestClient

from tests.web.serving import Served, open_case
from wasit.web.child import ChildOrders
from wasit.web.front import Front, RunningHouse

HOUSE = "abcdefghjkmnpqrs"


class Alive:
    """A process that goes on."""

    stdin = stdout = None

    def poll(self) -> None:
        """It has not ended."""

    def wait(self, timeout: float = 0) -> int:
        """It ends when it is told to."""
        del timeout
        return 0

    def kill(self) -> None:
        """Nothing is there to kill."""


class Flaky(httpx2.AsyncBaseTransport):
    """Fails as often as it is told to, and counts what came."""

    def __init__(self, fails: int) -> None:
        self.fails = fails
        self.came: list[str] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Lose the connection, or answer."""
        self.came.append(request.method)
        await asyncio.sleep(0)
        if len(self.came) <= self.fails:
            raise httpx2.ReadError("the connection was closed")
        return httpx2.Response(200, stream=httpx2.ByteStream(b"the page"))


@pytest.mark.parametrize(
    ("method", "fails", "status", "came"),
    [
        ("GET", 0, 200, ["GET"]),
        ("GET", 1, 200, ["GET", "GET"]),
        ("GET", 2, 503, ["GET", "GET"]),
        ("POST", 0, 200, ["POST"]),
        ("POST", 1, 503, ["POST"]),
    ],
)
def test_a_lost_connection_ends_no_house_and_sends_no_form_twice(
    tmp_path: Path, method: str, fails: int, status: int, came: list[str]
) -> None:
    """A house that was begun anew would have signed everybody of that room out."""
    (tmp_path / HOUSE).mkdir()
    transport = Flaky(fails)
    begun: list[str] = []

    def begin(name: str) -> RunningHouse:
        begun.append(name)
        return RunningHouse(cast("Any", Alive()), httpx2.AsyncClient(transport=transport))

    front = Front(
        tmp_path,
        sockets=tmp_path,
        desk=HOUSE,
        orders=ChildOrders(relay=""),
        creation_token="",
        setting_up="",
        names=frozenset({"testserver"}),
        begin=begin,
    )
    with TestClient(front) as client:
        answer = client.request(method, f"/{HOUSE}/seat/desk")
    assert answer.status_code == status
    assert transport.came == came
    assert begun == [HOUSE]


@pytest.mark.slow
def test_a_house_that_died_is_begun_again(tmp_path: Path) -> None:
    """Who was signed in signs in again, and goes on where they were."""
    with Served(tmp_path) as served:
        desk = open_case(served)
        assert served.process is not None
        told = subprocess.run(
            ["pgrep", "-f", "-P", str(served.process.pid), "wasit.web.child"],
            capture_output=True,
            check=True,
        )
        house = int(told.stdout.split()[0])
        os.kill(house, signal.SIGKILL)
        while Path(f"/proc/{house}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
            time.sleep(0.02)
        desk.get("desk")
        assert desk.at.endswith("/sign-in"), (desk.status, desk.page and desk.page.text[:300])
        desk.send("sign-in", passphrase="correct horse battery staple")
        assert "Iran" in desk.get("desk")
