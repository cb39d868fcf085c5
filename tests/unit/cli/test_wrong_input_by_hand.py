"""Wrong input on the command line: one clear sentence, the right exit code, and nothing done."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial, secret

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Generator[Trial]:
    trial = Trial(tmp_path_factory.mktemp("wrong"))
    with trial.online():
        trial.set_up()
        trial.does("amal", "say", "One.", "--mark", "in_substance", "--yes")
        secret(trial.folder / "wrong", "another passphrase")
        secret(trial.folder / "empty", "")
        open_to_all = trial.folder / "open"
        open_to_all.write_text("a passphrase for trials\n")
        open_to_all.chmod(0o644)
        yield trial


CONVEY = ("convey", "x", "--to", "B", "--manner")

NEW = ("new", "--title", "x", "--name", "x", "--relay", "http://x", "--creation-token-file")

WRONG: list[tuple[str, tuple[str, ...], int, str]] = [
    ("nobody", ("inbox",), 3, "holds no seat"),
    ("amal", ("inbox", "--passphrase-file", "{}/wrong"), 4, "does not open"),
    ("amal", ("inbox", "--passphrase-file", "{}/open"), 1, "mode 0644"),
    ("amal", ("inbox", "--passphrase-file", "{}/none"), 1, "cannot be read"),
    ("amal", ("inbox", "--passphrase-file", "{}/empty"), 1, "is empty"),
    ("amal", ("inbox", "--room", "B"), 3, "this seat has A"),
    ("amal", ("say", "x", "--mark", "loud", "--yes"), 2, "is no mark"),
    ("amal", ("say", "x", "--mark", "if_offer", "--yes"), 2, "is no mark"),
    ("amal", ("say", " ", "--yes"), 4, "a sentence is empty"),
    ("amal", ("say", "x" * 70_000, "--yes"), 1, "at most"),
    ("amal", ("say", "x", "--not-before", "tomorrow", "--yes"), 4, "a UTC time"),
    ("amal", ("say", "x", "--only-to", "Nemo", "--yes"), 3, "called 'Nemo'"),
    ("amal", ("say", "x", "--speaker", "Nemo", "--yes"), 3, "no person here"),
    ("amal", ("say", "x"), 2, "say --yes or --dry-run"),
    ("amal", ("mark", "zzz", "--mark", "verbatim", "--yes"), 3, "no statement here"),
    ("amal", ("ask", "zzz", "x", "--yes"), 3, "no conveyance here"),
    (
        "amal",
        (
            "convene",
            "accepted",
        ),
        2,
        "acceptance",
    ),
    ("amal", ("convene", "set", "--yes"), 4, "set"),
    ("amal", ("convene", "acceptance", "--round", "zz", "--yes"), 3, "no round here"),
    ("amal", ("export", "{}/out", "--journal"), 3, "no journal"),
    ("amal", ("export", "{}/passphrase"), 4, "is there already"),
    ("desk", (*NEW, "{}/token"), 4, "runs a case already"),
    ("desk", (*NEW, "-"), 1, "is empty"),
    ("eve", ("join", "--link-file", "-"), 1, "is empty"),
    ("desk", (*CONVEY, "own_words", "--to", "C", "--yes"), 3, "'C' was named"),
    ("desk", (*CONVEY, "in_substance", "--yes"), 4, "no source"),
    ("desk", (*CONVEY, "in_substance", "--from", "zz", "--yes"), 3, "no statement"),
    ("desk", (*CONVEY, "shouted", "--yes"), 2, "shouted"),
    ("desk", (*CONVEY, "own_words", "--as", "Nemo", "--yes"), 4, "Nemo"),
    ("desk", (*CONVEY, "own_words", "--override-reason", "x", "--yes"), 2, "belongs to --override"),
    ("desk", ("settle", "zz", "--yes"), 2, "one of them"),
    ("desk", ("admit", "zz", "--words", "a"), 3, "no invitation here"),
    ("desk", ("invite", "--name", "x"), 2, "name a --room"),
    ("desk", ("invite", "--name", "x", "--room", "C"), 3, "'C' was named"),
    ("desk", ("invite", "--name", "x", "--room", "A", "--journal"), 3, "is not of the desk"),
    ("desk", ("remove", "Nemo", "--room", "A", "--yes"), 3, "no person here"),
    ("desk", ("introduce", "x", "--to", "A", "--stands-for", "C", "--yes"), 3, "'C' was named"),
    ("desk", ("export", "{}/out"), 3, "this seat has A, B"),
    ("desk", ("drafts", "--drop", "zz"), 3, "no draft here"),
    ("desk", ("settle-conveyance", "zz"), 3, "no conveyance here"),
    ("desk", ("renew", "--yes"), 2, "must say --room or --journal"),
    ("eve", ("join", "--link-file", "{}/passphrase"), 1, "a link like"),
    ("desk", ("verify", "{}/passphrase"), 1, "no export"),
    ("desk", ("verify", "{}/nowhere"), 1, "nothing was verified"),
]


@pytest.mark.parametrize(("home", "arguments", "code", "says"), WRONG)
def test_wrong_input_gets_one_sentence(
    talks: Trial, home: str, arguments: tuple[str, ...], code: int, says: str
) -> None:
    """A person in a hurry must learn what was wrong, and that nothing was done."""
    before = talks.asks("desk", "statements"), talks.asks("desk", "people")
    filled = [each.replace("{}", str(talks.folder)) for each in arguments]
    done = talks.tries(home, *filled)
    assert done.code == code, f"{done.code}: {done.err}"
    assert says in done.err
    assert "Traceback" not in done.err
    assert not (talks.folder / "out").exists()
    assert (talks.asks("desk", "statements"), talks.asks("desk", "people")) == before


def test_doctor_finds_a_healthy_seat_well(talks: Trial) -> None:
    """Before a round the desk wants to know that everything works, end to end."""
    looks = talks.asks("desk", "doctor")
    assert {each["health"] for each in looks} == {"well"}, looks
    assert {"disk", "file", "vault", "clock", "relay", "checkpoint", "test entry"} == {
        each["what"] for each in looks
    }
    in_room = {each["what"]: each["health"] for each in talks.asks("amal", "doctor")}
    assert in_room["test entry"] == "not_looked_at"


def test_doctor_says_what_is_not_well(talks: Trial) -> None:
    """A vault that others may read, or a relay that is away, must not pass as well."""
    key = talks.folder / "boris" / "vault-copy"
    key.write_bytes(b"")
    key.chmod(0o644)
    done = talks.tries("boris", "doctor")
    key.unlink()
    assert done.code == 1
    assert "NOT WELL" in done.out
    assert "mode 0644" in done.out


def test_paths_opens_and_makes_nothing(tmp_path: Path) -> None:
    """Asking where a seat lies must not make one."""
    trial = Trial(tmp_path)
    told = trial.asks("nobody", "paths")
    assert told["home"] == str(tmp_path / "nobody")
    assert told["there"] is False
    assert not (tmp_path / "nobody").exists()


def test_an_export_is_verified_by_hand(talks: Trial) -> None:
    """The file is checked where there is no seat, no relay and no passphrase."""
    place = talks.folder / "room-a.json"
    talks.does("amal", "export", str(place))
    assert place.stat().st_mode & 0o777 == 0o600
    told = talks.asks("nobody", "verify", str(place))
    assert (told["verified"], told["founder"], told["exporter"]) == (True, "Dalal", "Amal")
    said = talks.does("nobody", "verify", str(place)).out
    assert "Proved: the log's relay signed" in said
    assert "On the exporter's word only" in said
    place.write_text(place.read_text().replace("One.", "Two."))
    done = talks.tries("nobody", "verify", str(place))
    assert done.code == 4
