"""A case half way (``wasit demo``) as a running process, with windows signed in at its seats."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Page

from tests.web.chromium import Windows

__all__ = ["Seated"]

ROOT = Path(__file__).resolve().parents[2]


class Seated:
    """``with Seated() as talks: desk = talks.sit("", windows)``."""

    def __init__(self, case: str = "muscat") -> None:
        self._case = case
        self.url = ""
        self.passphrase = ""
        self.seats: dict[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "wasit", "demo", "--case", self._case, "--json"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
        assert self._process.stdout is not None
        told = json.loads(self._process.stdout.readline())
        self.url, self.passphrase = told["url"], told["passphrase"]
        for each in told["seats"]:
            self.seats.setdefault(each["room"], each["address"])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        process = self._process
        if process is not None and process.stdout is not None:
            process.send_signal(signal.SIGINT)
            process.wait(30)
            process.stdout.close()

    def sit(self, room: str, windows: Windows, **options: Any) -> Page:
        """A window of the first person of that room (the desk has no name), signed in."""
        page = windows.window(**options)
        page.goto(f"{self.seats[room]}sign-in")
        page.locator("input[name=passphrase]").fill(self.passphrase)
        page.locator("main button.primary").click()
        page.wait_for_url(lambda url: url.endswith(("/desk", "/room")))
        return page
