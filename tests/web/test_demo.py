"""``wasit demo``: a newcomer sees a case half way, signs in, and goes on with it."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.serving import Browser

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("case", ["muscat", "labour", "family"])
def test_demo_serves_the_case_half_way_and_ends_cleanly(case: str) -> None:
    """Who wants to see it needs one command, and leaves nothing behind."""
    command = [sys.executable, "-m", "wasit", "demo", "--case", case, "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    try:
        told = json.loads(process.stdout.readline())
        desk = next(each for each in told["seats"] if not each["room"])
        room = next(each for each in told["seats"] if each["room"])
        for seat, page, wanted in ((desk, "desk", "columns"), (room, "room", 'class="line')):
            browser = Browser(told["url"])
            browser.base = seat["address"].rstrip("/")
            assert "Passphrase" in browser.get("")
            browser.send("sign-in", passphrase=told["passphrase"])
            browser.wait_for(page, lambda text, wanted=wanted: wanted in text)
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        process.stdout.close()


def test_a_case_that_is_not_there_is_said_to_be_not_there() -> None:
    """A mistyped name must not open a server."""
    command = [sys.executable, "-m", "wasit", "demo", "--case", "atlantis"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT)
    assert done.returncode == 3
    assert b"no-such-case" in done.stderr
