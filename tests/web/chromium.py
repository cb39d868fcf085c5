"""A real Chromium, and pages that fail their test on anything a person would be harmed by.

One browser for the whole session. A page fails its test on a request that leaves this machine, an
error in the console, a report of the content-security policy, or an answer of 500 and above.
"""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

__all__ = ["CHROMIUM", "Watched", "chromium", "context"]

CHROMIUM = shutil.which("chromium")
"""Debian's browser; ``scripts/system`` installs it."""

_FLAGS = [
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]

_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""


@contextmanager
def chromium() -> Generator[Browser]:
    """The browser."""
    flags = [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else _FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page, and everything that went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("response", self._response)
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.wrong.append(f"console: {message.text}")

    def _response(self, response: Any) -> None:
        if response.status >= 500:
            self.wrong.append(f"answer {response.status}: {response.url}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "blob:", "data:")):
            self.wrong.append(f"request off this machine: {request.url}")


@contextmanager
def context(browser: Browser, **options: Any) -> Generator[BrowserContext]:
    """A browser of its own; at the end, nothing went wrong on any of its pages."""
    made = browser.new_context(**options)
    watched: list[Watched] = []
    made.on("page", lambda page: watched.append(Watched(page)))
    made.add_init_script(_POLICY)
    try:
        yield made
        wrong = [each for page in watched for each in page.wrong]
        assert not wrong, wrong
    finally:
        made.close()
