"""``wasit serve`` as a process, and browsers without scripts that go through its pages."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

PASSPHRASE = "correct horse battery staple"


class Served:
    """A running ``wasit serve``: ``with Served(folder) as served: served.address``."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self._options = options
        self.url = ""
        self.address = ""
        self.said: dict[str, Any] = {}
        self._browsers: list[Browser] = []
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "wasit", "serve", "--home", str(self.folder)]
        command += ["--port", "0", "--passphrase-cost", "1,1,128", *self._options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        self.said = json.loads(self.process.stdout.readline())
        self.url, self.address = self.said["url"], self.said["address"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for browser in self._browsers:
            browser.close()
        if self.process is not None:
            self.stop()

    def stop(self) -> int:
        """Stop it as Ctrl+C would; its exit code."""
        assert self.process is not None
        self.process.terminate()
        code = self.process.wait(30)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None
        return code

    def browser(self) -> "Browser":
        """Somebody's browser."""
        self._browsers.append(Browser(self.url))
        return self._browsers[-1]


class Browser:
    """Follows links, fills in forms, runs no script."""

    def __init__(self, url: str) -> None:
        self.http = httpx2.Client(
            base_url=url, follow_redirects=True, headers={"origin": url}, timeout=30, verify=False
        )
        self.base = ""
        self.page: httpx2.Response | None = None

    def get(self, path: str) -> str:
        """A page of this seat, or of a whole address."""
        return self.keep(self.http.get(self._there(path)))

    def send(self, path: str, **form: Any) -> str:
        """The page that answers a form."""
        return self.keep(self.http.post(self._there(path), data=form))

    @property
    def at(self) -> str:
        """The address of the last page."""
        assert self.page is not None
        return str(self.page.url)

    @property
    def status(self) -> int:
        """The status of the last page."""
        assert self.page is not None
        return self.page.status_code

    def settle(self) -> None:
        """Take the seat's address from the last page."""
        self.base = self.at.rsplit("/", 1)[0]

    def wait_for(self, path: str, wanted: Callable[[str], bool], *, seconds: float = 15) -> str:
        """The page, once it is as wanted."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            text = self.get(path)
            if wanted(text):
                return text
            time.sleep(0.1)
        raise AssertionError(f"{path} did not become as wanted")

    def close(self) -> None:
        """Close every connection."""
        self.http.close()

    def _there(self, path: str) -> str:
        return path if path.startswith(("http:", "https:")) else f"{self.base}/{path}"

    def keep(self, answer: httpx2.Response) -> str:
        """Take an answer as the last page; its text."""
        self.page = answer
        return answer.text


def open_case(served: Served, *, rooms: tuple[str, str] = ("Iran", "United States")) -> Browser:
    """The desk's browser, after the first run with two rooms and the sheet read back."""
    desk = served.browser()
    desk.send(
        served.address,
        title="Muscat",
        desk="Oman",
        name="Sayyid",
        default_mark="ears_only",
        room=list(rooms),
        room_language=["fa", "en"],
        passphrase=PASSPHRASE,
        passphrase_again=PASSPHRASE,
    )
    assert desk.status == 200, desk.at
    desk.settle()
    sheet = desk.send("sheet/print")
    words = re.findall(r"<li>(\w+)</li>", sheet)
    places = [int(place) for place in re.findall(r"Word (\d+)", sheet)]
    desk.send("sheet/words", word=[words[place - 1] for place in places])
    return desk


def room_keys(desk: Browser) -> list[str]:
    """The rooms' keys in addresses, in order."""
    found = re.findall(r'name="room" value="(\w{16})"', desk.get("people"))
    return list(dict.fromkeys(found))


def join(served: Served, desk: Browser, name: str, key: str) -> Browser:
    """Somebody's browser, after they were invited, compared words, and were let in."""
    invitation = desk.send("people/invite", name=name, role="head", room=key)
    at = desk.at
    link = re.findall(r'id="hosted-link">([^<]+)', invitation)[0]
    joiner = served.browser()
    joiner.get(link)
    waiting = joiner.send(link, passphrase=PASSPHRASE, passphrase_again=PASSPHRASE)
    joiner.settle()
    words = " ".join(re.findall(r"<span>(\w+)</span>", waiting))
    desk.send(f"{at}/admit", words=words)
    joiner.wait_for("", lambda _text: joiner.at.endswith("/room"))
    return joiner
