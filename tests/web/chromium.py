"""Real Chromium for the tests of the pages, and people who use it in one way or another.

Every page that is opened here is watched: a request off this machine, an error on the console, a
report of the content-security policy or an answer of 500 and more fails the test that caused it.
People find what they act on by what it does (its form, its field), never by its wording, so that
the same talks can be held in every language.
"""

import shutil
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

__all__ = ["Keyboard", "Mouse", "NoScripts", "Watched", "Windows", "launched"]

_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
_PATIENCE_MS = 30_000
_REPORT = """document.addEventListener("securitypolicyviolation", (each) =>
  console.error("policy:", each.violatedDirective, each.blockedURI));"""


@contextmanager
def launched() -> Generator[Browser]:
    """A browser; the test is skipped, loudly, where there is none."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("Chromium is not installed (scripts/system installs it): no page was tested")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """What went wrong on the pages of one context."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        self.expected: list[str] = []
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", None}:
            self.faults.append(f"request off this machine: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(each in message.text for each in self.expected):
            self.faults.append(f"console: {message.text} {message.location.get('url', '')}")


class Windows:
    """Opens windows, and says in the end what went wrong in any of them."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: list[tuple[BrowserContext, Watched]] = []

    def window(self, *, refusals: bool = False, **options: Any) -> Page:
        """A page in a context of its own.

        Args:
            refusals: whether the test means to be refused: Chromium reports each 4xx as an error.
            options: of the context.
        """
        context = self._browser.new_context(**options)
        context.set_default_timeout(_PATIENCE_MS)
        context.add_init_script(_REPORT)
        watched = Watched(context)
        if refusals:
            watched.expected.append("the server responded with a status of 4")
        self._open.append((context, watched))
        return context.new_page()

    def close(self) -> None:
        """Close every window.

        Raises:
            AssertionError: something went wrong in one of them.
        """
        for context, _ in self._open:
            context.close()
        faults = [fault for _, watched in self._open for fault in watched.faults]
        self._open.clear()
        assert not faults, "\n".join(faults)


class Mouse:
    """Somebody who points and types."""

    context: ClassVar[dict[str, Any]] = {}

    def __init__(self, windows: Windows, **options: Any) -> None:
        self.page = windows.window(**{**self.context, **options})

    @property
    def address(self) -> str:
        """Where they are."""
        return self.page.url

    def go(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)

    def find(self, selector: str) -> Locator:
        """The first thing of that kind that is there."""
        return self.page.locator(selector).first

    def press(self, selector: str) -> None:
        """Follow a link, push a button, open what is folded."""
        self.find(selector).click()

    def write(self, selector: str, text: str) -> None:
        """Put text in a field."""
        self.find(selector).fill(text)

    def choose(self, selector: str) -> None:
        """Choose one of several, or tick a box."""
        self.find(selector).check()

    def pick(self, selector: str, value: str) -> None:
        """Take a choice of a list, by its value."""
        self.find(selector).select_option(value)

    def send(self, button: str) -> None:
        """Send a form, and wait for the page that answers it."""
        with self.page.expect_navigation():
            self.press(button)

    def sees(self, text: str) -> None:
        """Wait until the page shows that text, without being asked for again."""
        expect(self.page.locator("main")).to_contain_text(text, timeout=_PATIENCE_MS)

    def has(self, selector: str) -> Locator:
        """Wait until there is such a thing on the page."""
        expect(self.find(selector)).to_be_attached(timeout=_PATIENCE_MS)
        return self.find(selector)

    def arrives(self, ending: str) -> None:
        """Wait until the address ends so."""
        self.page.wait_for_url(lambda url: url.partition("#")[0].endswith(ending))

    def sees_not(self, text: str) -> None:
        """The page does not hold that text anywhere."""
        assert text not in self.page.content()


class NoScripts(Mouse):
    """Somebody whose browser runs no script, and who asks for pages again by hand."""

    context: ClassVar[dict[str, Any]] = {"java_script_enabled": False}

    def sees(self, text: str) -> None:
        """Ask for the page again until it shows that text."""
        self._until(lambda: text in self.page.content(), text)

    def has(self, selector: str) -> Locator:
        """Ask for the page again until there is such a thing."""
        self._until(lambda: self.page.locator(selector).count() > 0, selector)
        return self.find(selector)

    def arrives(self, ending: str) -> None:
        """Ask for the page again until it leads there."""
        self._until(lambda: self.address.partition("#")[0].endswith(ending), ending)

    def _until(self, there: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE_MS / 1000
        while not there():
            assert time.monotonic() < deadline, f"{what!r} did not come"
            self.page.wait_for_timeout(300)
            self.page.goto(self.address.partition("#")[0])


class Keyboard(Mouse):
    """Somebody who has no mouse: everything is reached by Tab, and done by keys."""

    def press(self, selector: str) -> None:
        """Reach it, and press Enter."""
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector: str, text: str) -> None:
        """Reach the field, and type over what is in it."""
        if self.find(selector).get_attribute("type") == "datetime-local":
            self._write_time(selector, text)
            return
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, selector: str) -> None:
        """Reach it, or the group it is in, and press what chooses it."""
        wanted = self.find(selector)
        if wanted.get_attribute("type") == "checkbox":
            self.reach(selector)
            if not wanted.is_checked():
                self.page.keyboard.press("Space")
            return
        name = wanted.get_attribute("name")
        group = f"{selector.rpartition('input')[0]}input[name='{name}']"
        self.reach(group, any_of=True)
        for _ in range(self.page.locator(group).count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert wanted.is_checked()

    def pick(self, selector: str, value: str) -> None:
        """Reach the list, and go through it until it stands there."""
        self.reach(selector)
        self.page.keyboard.press("Home")
        for _ in range(80):
            if self.find(selector).input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value!r} cannot be chosen in {selector}")

    def _write_time(self, selector: str, text: str) -> None:
        """Go through the parts of the field as an American browser has them."""
        self.reach(selector)
        day, _, hour = text.partition("T")
        year, month, date = day.split("-")
        for part in (f"{month}{date}{year}", f"{hour.replace(':', '')}AM"):
            self.page.keyboard.type(part)
            self.page.keyboard.press("ArrowRight")
        assert self.find(selector).input_value() == text

    def reach(self, selector: str, *, any_of: bool = False) -> None:
        """Press Tab until it has the focus, or any of them has."""
        here = "(found) => found.includes(document.activeElement)"
        found = self.page.locator(selector)
        expect(found.first).to_be_attached()
        for _ in range(250):
            if found.evaluate_all(here if any_of else here.replace("found.inc", "[found[0]].inc")):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by Tab")
