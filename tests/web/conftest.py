"""One Chromium for a module of tests; windows that say what went wrong in them.

For a module and not for the session: while Playwright is there, its event loop runs in this thread,
and tests elsewhere begin loops of their own.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.web.chromium import Windows, launched


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with launched() as browser:
        yield browser


@pytest.fixture
def windows(chromium: Browser) -> Iterator[Windows]:
    """Windows of one test; it fails where anything went wrong in one of them."""
    opened = Windows(chromium)
    yield opened
    opened.close()
