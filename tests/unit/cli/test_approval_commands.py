"""Two people at the desk: words cross by commands with the second one's yes, and not without."""

from collections.abc import Generator

import pytest

from tests.unit.cli.trial import Trial
from wasit.seat.references import NoSuchId
from wasit.talks.refusals import ApprovalMissing, MarkEarsOnly
from wasit.talks.void import NotTheirs

pytestmark = pytest.mark.slow

CARRY = ("--to", "B", "--manner", "in_substance")


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Generator[Trial]:
    """Talks with Dalal and Dina at a desk that asks for two."""
    trial = Trial(tmp_path_factory.mktemp("approval"))
    with trial.online():
        token = ("--creation-token-file", str(trial.folder / "token"))
        case = ("--title", "Port talks", "--name", "Dalal", "--relay", trial.url)
        rooms = ("--room", "A", "--room", "B")
        trial.does("desk", "new", *case, *token, *rooms, "--second-approval")
        trial.read_sheet_back()
        trial.let_in("amal", "Amal", room="A")
        trial.let_in("boris", "Boris", room="B")
        dina = ("--name", "Dina", "--of-desk", "--journal", "--room", "A", "--room", "B")
        invited = trial.asks("desk", "invite", *dina)
        words = trial.asks("dina", "join", "--link-file", "-", given=invited["link"])["words"]
        trial.does("desk", "admit", invited["invitation"], "--words", " ".join(words))
        trial.does("dina", "join")
        yield trial


def said(talks: Trial, text: str, mark: str = "in_substance") -> str:
    """The id of what Amal said."""
    return str(talks.asks("amal", "say", text, "--mark", mark, "--yes")["id"])


def test_words_cross_once_with_the_second_persons_yes(talks: Trial) -> None:
    """One mediator alone conveys nothing; two do, and the second saw what it rests on."""
    draft = ("They would let ships in.", *CARRY, "--from", said(talks, "We open the port."))
    refused = talks.tries("desk", "convey", *draft, "--yes")
    assert isinstance(refused.error, ApprovalMissing)
    asked = talks.asks("desk", "ask-approval", *draft, "--yes")["words"]
    (waits,) = talks.asks("dina", "waiting")
    assert (waits["words"], waits["asked_by"]) == (asked, "Dalal")
    assert [each["text"] for each in waits["rests_on"]] == ["We open the port."]
    assert isinstance(talks.tries("desk", "approve", asked, "--yes").error, NotTheirs)
    shown = talks.does("dina", "approve", asked[:8], "--yes").err
    assert "\u2068They would let ships in.\u2069" in shown
    assert talks.asks("dina", "waiting") == []
    talks.does("desk", "convey", *draft, "--yes")
    assert isinstance(talks.tries("desk", "convey", *draft, "--yes").error, ApprovalMissing)
    heard = talks.asks("boris", "inbox", "--all")
    assert [each["text"] for each in heard].count("They would let ships in.") == 1


def test_a_reason_that_was_approved_is_typed_again_by_who_conveys(talks: Trial) -> None:
    """A finding must not bar what two people looked at, nor pass with another reason."""
    said(talks, "Noon on Monday.", "ears_only")
    draft = ("Noon on Monday.", *CARRY, "--from", said(talks, "We could meet."))
    asked = talks.asks("desk", "ask-approval", *draft, "--yes", "--reason", "harbour hours")
    (waits,) = talks.asks("dina", "waiting")
    assert {each["reason"] for each in waits["reasons"]} == {"harbour hours"}
    talks.does("dina", "approve", asked["words"], "--yes")
    assert talks.tries("desk", "convey", *draft, "--yes", "--reason", "another").code == 4
    talks.does("desk", "convey", *draft, "--yes", "--reason", "harbour hours")


def test_what_could_not_cross_is_not_put_before_anybody(talks: Trial) -> None:
    """A yes to what the gate refuses would be worth nothing."""
    draft = ("Fuel is low there.", *CARRY, "--from", said(talks, "Fuel is low.", "ears_only"))
    refused = talks.tries("desk", "ask-approval", *draft, "--yes", "--reason", "none")
    assert isinstance(refused.error, MarkEarsOnly)
    assert talks.asks("dina", "waiting") == []
    assert isinstance(talks.tries("dina", "approve", "abc", "--yes").error, NoSuchId)


def test_a_dry_run_asks_nobody(talks: Trial) -> None:
    """Who asks must be able to look first."""
    draft = ("Grain would pass.", *CARRY, "--from", said(talks, "Grain may pass."))
    talks.does("desk", "ask-approval", *draft, "--dry-run")
    assert talks.asks("dina", "waiting") == []
