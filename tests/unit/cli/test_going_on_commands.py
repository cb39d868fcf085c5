"""A relay is put back or left, and a log goes on by commands."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.trial import TOKEN, Trial
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.seat.faults import HistoriesDiverged, NotResumed, OnlyTheDesk

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The folder of talks with Amal and Adel in room A, and the relay's port; then all is shut."""
    trial = Trial(tmp_path_factory.mktemp("going-on"))
    with trial.online() as relay:
        trial.set_up()
        trial.let_in("adel", "Adel", room="A")
        trial.does("amal", "say", "one", "--yes")
        for home in ("adel", "desk"):
            trial.does(home, "words")
        port = int(relay.url.rsplit(":", 1)[1])
    return trial.folder, port


@pytest.fixture
def talks(begun: tuple[Path, int], tmp_path: Path) -> "GoingOn":
    """The same talks, begun again."""
    folder, port = begun
    shutil.copytree(folder, tmp_path / "talks")
    return GoingOn(Trial(tmp_path / "talks"), port)


class GoingOn:
    """Talks whose relay can lose what came last."""

    def __init__(self, trial: Trial, port: int) -> None:
        self.trial = trial
        self.port = port

    def lost(self, text: str, *, seen_by: tuple[str, ...]) -> None:
        """Amal says something, some read it, and the relay is put back to before it."""
        database, kept = self.trial.folder / "relay.db", self.trial.folder / "kept.db"
        shutil.copy(database, kept)
        with self.trial.online(port=self.port):
            self.trial.does("amal", "say", text, "--yes")
            for home in seen_by:
                self.trial.does(home, "words")
        for each in self.trial.folder.glob("relay.db*"):
            each.unlink()
        shutil.copy(kept, database)

    def online(self) -> Any:
        """The relay at its port."""
        return self.trial.online(port=self.port)

    def texts(self, home: str) -> list[str]:
        """What was said in room A, by the screen of that seat."""
        said = self.trial.asks(home, "statements", "--room", "A")
        return [sentence["text"] for each in said for sentence in each["sentences"]]


@contextmanager
def another_relay(folder: Path) -> Generator[str]:
    """The URL of an empty relay with a key of its own."""
    store = SqliteStore(folder / "another.db")
    try:
        with RelayThread(RelayApp(store=store, seed=bytes([1]) * 32, creation_token=TOKEN)) as one:
            yield one.url
    finally:
        store.close()


def test_a_log_that_went_back_goes_on_by_the_desks_word_alone(talks: GoingOn) -> None:
    """Nothing that was acknowledged may be lost, and no side decides it."""
    trial = talks.trial
    talks.lost("two", seen_by=("desk",))
    with talks.online():
        trial.does("desk", "words")
        assert isinstance(trial.tries("amal", "follow").error, NotResumed)
        assert isinstance(trial.tries("amal", "resume", "--yes").error, OnlyTheDesk)
        told = trial.asks("desk", "resume", "--room", "A", "--yes")
        assert (told["log"], told["given_back"], told["given_up"]) == ("A", 1, 0)
        assert trial.asks("amal", "follow")["head"] == told["head"]
        trial.does("amal", "say", "three", "--yes")
        assert talks.texts("desk") == ["one", "two", "three"]


def test_a_side_that_saw_more_gives_it_back_before_the_desk_resumes(talks: GoingOn) -> None:
    """What only one seat saw must not depend on that seat's being believed."""
    trial = talks.trial
    talks.lost("two", seen_by=())
    with talks.online():
        assert trial.asks("amal", "return-kept") == {"log": "A", "given_back": 1}
        trial.does("desk", "resume", "--room", "A", "--yes")
        trial.does("amal", "follow")
        assert talks.texts("desk") == talks.texts("amal") == ["one", "two"]


def test_where_histories_parted_only_a_persons_wish_gives_one_up(talks: GoingOn) -> None:
    """A program that chose would lose somebody's words without anybody's knowing."""
    trial = talks.trial
    talks.lost("two", seen_by=("desk",))
    with talks.online():
        trial.does("adel", "say", "on the old state", "--yes")
        refused = trial.tries("desk", "resume", "--room", "A", "--yes")
        assert isinstance(refused.error, HistoriesDiverged)
        told = trial.asks("desk", "resume", "--room", "A", "--give-up", "--yes")
        assert told["given_up"] == 1
        assert talks.texts("desk") == ["one", "on the old state"]


def test_a_dry_run_resumes_nothing(talks: GoingOn) -> None:
    """Who decides for a room must be able to look first."""
    trial = talks.trial
    talks.lost("two", seen_by=("desk",))
    with talks.online():
        shown = trial.does("desk", "resume", "--room", "A", "--dry-run").err
        assert "the relay gets back what it lacks" in shown
        assert isinstance(trial.tries("amal", "follow").error, NotResumed)


def test_a_renewed_token_changes_nothing_for_the_talks(talks: GoingOn) -> None:
    """Whoever fears for a token must be able to end it without stopping anybody."""
    trial = talks.trial
    with talks.online():
        trial.does("desk", "words")
        told = trial.asks("desk", "renew", "--room", "A", "--yes")
        assert (told["log"], told["epoch"] > 1) == ("A", True)
        assert isinstance(trial.tries("amal", "renew", "--yes").error, OnlyTheDesk)
        trial.does("amal", "say", "two", "--yes")
        assert talks.texts("desk") == ["one", "two"]


def test_a_moved_log_is_followed_and_the_other_room_stays(talks: GoingOn) -> None:
    """Each log goes on by an act of its own; the old relay need not answer any more."""
    trial = talks.trial
    token = ("--creation-token", str(trial.folder / "token"))
    with another_relay(trial.folder) as url:
        there = ("--room", "A", "--relay", url)
        with talks.online():
            assert trial.asks("desk", "move", *there, *token, "--yes")["relay"] == url
            trial.does("amal", "words")
        trial.does("amal", "say", "two", "--yes")
        assert isinstance(trial.tries("amal", "move", *there, *token).error, OnlyTheDesk)
        assert talks.texts("desk") == ["one", "two"]
        with talks.online():
            trial.does("boris", "say", "in B", "--yes")
            assert trial.asks("boris", "statements")[0]["state"] == "at_relay"


def test_a_relay_that_is_gone_is_left_by_telling_people_the_address(talks: GoingOn) -> None:
    """A server may burn; the log goes on from what the desk keeps."""
    trial = talks.trial
    token = ("--creation-token", str(trial.folder / "token"))
    with another_relay(trial.folder) as url:
        move = ("move", "--room", "A", "--relay", url, *token, "--old-is-gone", "--yes")
        trial.does("desk", *move)
        trial.does("amal", "follow", "--relay", url)
        trial.does("amal", "say", "two", "--yes")
        assert talks.texts("desk") == ["one", "two"]


@pytest.mark.parametrize("command", ["resume", "follow", "return-kept"])
def test_the_desk_names_one_log(talks: GoingOn, command: str) -> None:
    """There is no form for all rooms: what holds of one log says nothing of another."""
    assert talks.trial.tries("desk", command).code == 2
    assert talks.trial.tries("desk", command, "--journal", "--room", "A").code == 2
