"""One person's home may hold several cases, and no command takes one for the other."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial, secret
from wasit.cli.places import BadCaseName, CaseNotNamed, place_of
from wasit.seat.faults import AlreadyUsed, NotASeat, OtherCase
from wasit.talks.moments import moment_text

pytestmark = pytest.mark.slow


def other_case(trial: Trial, *more: str) -> str:
    """A desk of another case opens it, and invites Amal; the link."""
    case = ("--title", "Rail talks", "--name", "Omar", "--relay", trial.url, "--room", "North:en")
    trial.does("rail", "new", *case, "--creation-token-file", str(trial.folder / "token"))
    told = trial.asks("rail", "sheet")
    words = " ".join(told["words"][place - 1] for place in told["asked_back"])
    trial.does("rail", "sheet", "--read-back", "--words-file", "-", given=words)
    invited = trial.asks("rail", "invite", "--name", "Amal", "--room", "North", "--role", "adviser")
    (trial.folder / "invitation").write_text(invited["invitation"])
    return str(invited["link"])


def join_rail(trial: Trial) -> None:
    """Amal, in the case of Port talks, joins the other as case ``rail``."""
    join = ("join", "--case", "rail")
    words = trial.asks("amal", *join, "--link-file", "-", given=other_case(trial))["words"]
    invitation = (trial.folder / "invitation").read_text()
    trial.does("rail", "admit", invitation, "--words", " ".join(words))
    trial.does("amal", *join)


def test_two_cases_of_one_home_share_no_vault_and_one_must_be_named(tmp_path: Path) -> None:
    """A word said in the wrong case is said to the wrong desk."""
    trial = Trial(tmp_path)
    with trial.online():
        trial.set_up()
        trial.does("amal", "say", "The port.", "--yes")
        join_rail(trial)
        trial.does("amal", "say", "The rails.", "--yes", "--case", "default")
        done = trial.tries("amal", "say", "Lost?", "--yes")
        assert isinstance(done.error, CaseNotNamed)
        assert "default, rail" in done.err
        assert trial.asks("amal", "statements", "--case", "rail") == []
        port = trial.tries("amal", "statements", "--json", env={"WASIT_CASE": "default"}).told
        assert [each["sentences"][0]["text"] for each in port] == ["The port.", "The rails."]
    vaults = sorted(path.relative_to(tmp_path) for path in (tmp_path / "amal").rglob("vault*"))
    assert [str(path) for path in vaults if path.suffix != ".key"] == [
        "amal/cases/rail/vault",
        "amal/vault",
    ]


def test_cases_are_listed_with_role_and_last_contact(tmp_path: Path) -> None:
    """Whoever sits in several talks must see which is which, and which has gone quiet."""
    trial = Trial(tmp_path)
    with trial.online():
        trial.set_up()
        join_rail(trial)
    port, rail = trial.asks("amal", "cases")
    assert (port["name"], port["title"], port["role"]) == (
        "default",
        "Port talks",
        "head of the room",
    )
    assert (rail["name"], rail["title"], rail["role"]) == (
        "rail",
        "Rail talks",
        "adviser of the room",
    )
    before = moment_text(datetime.now(UTC) - timedelta(minutes=2))
    assert before < port["last_contact"] <= rail["last_contact"]
    assert {port["state"], rail["state"]} == {"open"}
    assert "Rail talks" in trial.does("amal", "cases").out
    closed = trial.asks("amal", "cases", "--names-only")
    assert [(each["name"], each["state"], each["title"]) for each in closed] == [
        ("default", "closed", None),
        ("rail", "closed", None),
    ]


def test_a_case_with_another_passphrase_is_listed_as_closed(tmp_path: Path) -> None:
    """One passphrase in a file is no reason to hide that there is another case."""
    trial = Trial(tmp_path)
    secret(tmp_path / "other", "another passphrase")
    with trial.online():
        trial.set_up()
        link = other_case(trial)
        other = ("--case", "rail", "--passphrase-file", str(tmp_path / "other"))
        trial.does("amal", "join", *other, "--link-file", "-", given=link)
    states = {each["name"]: each["state"] for each in trial.asks("amal", "cases")}
    assert states == {"default": "open", "rail": "closed"}
    tried = trial.asks("amal", "cases", "--passphrase-file", str(tmp_path / "other"))
    assert {each["name"]: each["state"] for each in tried} == {
        "default": "closed",
        "rail": "joining",
    }


def test_an_invitation_of_another_case_is_not_answered_by_this_ones_seat(tmp_path: Path) -> None:
    """One device key in two cases would tell their relays, and a thief, that they are one's."""
    trial = Trial(tmp_path)
    with trial.online():
        trial.set_up()
        done = trial.tries("amal", "join", "--link-file", "-", given=other_case(trial))
        assert isinstance(done.error, OtherCase)
        trial.does("amal", "say", "The port.", "--yes")


def test_a_second_case_is_opened_beside_the_first_by_name_only(tmp_path: Path) -> None:
    """A desk with two cases must not open the second inside the first."""
    trial = Trial(tmp_path)
    case = ("--name", "Dalal", "--creation-token-file", str(tmp_path / "token"))
    with trial.online():
        trial.does("desk", "new", "--title", "One", "--relay", trial.url, *case)
        again = ("new", "--title", "Two", "--relay", trial.url, *case)
        assert isinstance(trial.tries("desk", *again).error, AlreadyUsed)
        trial.does("desk", *again, "--case", "two")
        assert [each["title"] for each in trial.asks("desk", "cases")] == ["One", "Two"]
        assert isinstance(trial.tries("desk", "journal", "--case", "three").error, NotASeat)


@pytest.mark.parametrize("name", ["", " ", "..", ".x", "a/b", "a\\b", "x" * 61, "a\x00b", "a."])
def test_a_name_that_is_no_folders_leads_nowhere(name: str, tmp_path: Path) -> None:
    """A name from a message must not lead out of the home."""
    with pytest.raises(BadCaseName):
        place_of(tmp_path, name)


def test_the_only_case_is_meant_wherever_it_lies(tmp_path: Path) -> None:
    """Who has one case should never have to name it."""
    assert place_of(tmp_path, None) == tmp_path
    only = tmp_path / "cases" / "قضية"
    only.mkdir(parents=True)
    (only / "vault").touch()
    assert place_of(tmp_path, None) == only
    assert place_of(tmp_path, "قضية") == only
