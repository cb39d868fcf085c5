"""``--quiet``: nothing on stderr but what is asked, and errors."""

from collections.abc import Generator

import pytest

from tests.unit.cli.trial import Trial
from wasit.seat.references import NoSuchId

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Generator[Trial]:
    """The case as it is set up."""
    trial = Trial(tmp_path_factory.mktemp("quiet"))
    with trial.online():
        trial.set_up()
        yield trial


def test_a_quiet_command_says_its_data_and_nothing_else(talks: Trial) -> None:
    """A script that mails what stands on stderr must not mail every day."""
    say = ("say", "Bread.", "--mark", "in_substance", "--yes")
    assert "To the desk" in talks.does("amal", *say).err
    done = talks.does("amal", *say, "--quiet")
    assert done.err == ""
    assert "at the relay" in done.out
    assert talks.tries("amal", *say, env={"WASIT_QUIET": "1"}).err == ""


def test_a_quiet_command_still_shows_what_it_asks_about(talks: Trial) -> None:
    """A person must see what they say yes to."""
    done = talks.tries("amal", "say", "Salt.", "--quiet", given="n\n")
    assert done.code == 130
    assert "Salt." in done.err
    assert "Send this?" in done.err
    dry = talks.does("amal", "say", "Salt.", "--quiet", "--dry-run")
    assert "Salt." in dry.err


def test_a_quiet_command_that_fails_says_why(talks: Trial) -> None:
    """Quiet is not silent."""
    done = talks.tries("amal", "withdraw", "beef", "--quiet", "--yes")
    assert isinstance(done.error, NoSuchId)
