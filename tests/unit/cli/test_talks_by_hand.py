"""Real talks by commands alone: three homes, one relay, from the invitation to the read-back."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial
from wasit.seat.faults import NotASeat, WordsDiffer
from wasit.talks.refusals import MarkEarsOnly, MarkWording

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Generator[Trial]:
    trial = Trial(tmp_path_factory.mktemp("talks"))
    with trial.online():
        trial.set_up()
        yield trial


def say(talks: Trial, home: str, *arguments: str) -> str:
    return str(talks.asks(home, "say", *arguments, "--yes")["id"])


def test_words_cross_from_room_to_room_by_commands_alone(talks: Trial) -> None:
    """What one side said reaches the other in the desk's words, and nothing of its own does."""
    said = say(talks, "amal", "We will open the port.", "--mark", "in_substance")
    line = next(each for each in talks.asks("desk", "inbox") if each["id"] == said)
    assert [each["text"] for each in line["sentences"]] == ["We will open the port."]
    carried = talks.asks(
        *("desk", "convey", "They would let ships in.", "--to", "B", "--from", f"{said[:8]}#1"),
        *("--manner", "in_substance", "--as", "side A", "--yes"),
    )
    heard = [each for each in talks.asks("boris", "inbox") if each["id"] == carried["id"]]
    assert heard[0]["text"] == "They would let ships in."
    assert heard[0]["author"] == "side A (through The desk)"
    everything = talks.does("boris", "inbox", "--all", "--json").out
    assert "open the port" not in everything
    assert said not in everything


def test_own_words_go_from_the_relay_to_the_desk(talks: Trial) -> None:
    """A side must know whether its words are on their way, and must not learn more."""
    said = say(talks, "amal", "A word on pilots.")
    state = {each["id"]: each["state"] for each in talks.asks("amal", "statements")}[said]
    assert state == "at_relay"
    talks.does("desk", "report", said, "--what", "received", "--yes")
    state = {each["id"]: each["state"] for each in talks.asks("amal", "statements")}[said]
    assert state == "received_by_desk"


@pytest.mark.parametrize(
    ("mark", "words", "error"),
    [
        ("ears_only", "They are short of fuel.", MarkEarsOnly),
        ("in_substance", "Our fuel is short, we said.", MarkWording),
    ],
)
def test_the_gates_refusal_is_printed_and_kept(
    talks: Trial, mark: str, words: str, error: type[Exception]
) -> None:
    """A no must say why, send nothing, and stand in the journal."""
    text = "Our fuel is short, we said." if mark == "in_substance" else "Fuel is low with us."
    said = say(talks, "amal", text, "--mark", mark)
    carry = ("--to", "B", "--manner", "in_substance", "--from", said)
    before = talks.does("boris", "inbox", "--all", "--json").out
    done = talks.tries("desk", "convey", words, *carry, "--yes", "--reason", "none")
    assert (done.code, type(done.error)) == (4, error)
    assert talks.does("boris", "inbox", "--all", "--json").out == before


def test_a_dry_run_shows_what_the_room_would_see_and_sends_nothing(talks: Trial) -> None:
    """Who carries words must be able to look before they leap."""
    said = say(talks, "amal", "Grain may pass.", "--mark", "in_substance")
    carry = ("--to", "B", "--manner", "in_substance", "--from", said, "--as", "side A")
    before = talks.does("boris", "inbox", "--all", "--json").out
    done = talks.does("desk", "convey", "Food would pass.", *carry, "--dry-run", "--json")
    assert done.told["would_send"]["sentences"] == ["Food would pass."]
    assert "\u2068Food would pass.\u2069" in done.err
    assert "\u2068side A\u2069 (through \u2068The desk\u2069)" in done.err
    assert talks.does("boris", "inbox", "--all", "--json").out == before


def test_a_finding_is_shown_with_its_words_and_asks_for_a_reason(talks: Trial) -> None:
    """Words kept from a room may be repeated by chance; only a person can say so."""
    say(talks, "amal", "Noon on Monday.", "--mark", "ears_only")
    other = say(talks, "amal", "We could meet.", "--mark", "in_substance")
    carry = ("--to", "B", "--manner", "in_substance", "--from", other)
    asked = talks.tries(
        "desk", "convey", "Noon on Monday.", *carry, given="the harbour's hours\n" * 3 + "y\n"
    )
    assert asked.code == 0, asked.err
    assert "stop [repeated] \u2068Noon on Monday\u2069" in asked.err
    assert "Why may" in asked.err
    assert "Send this?" in asked.err


def test_a_no_sends_nothing(talks: Trial) -> None:
    """The question before something leaves must be a real one."""
    before = len(talks.asks("amal", "statements"))
    done = talks.tries("amal", "say", "Never mind.", given="n\n")
    assert done.code == 130
    assert len(talks.asks("amal", "statements")) == before


def test_a_read_back_is_asked_answered_and_settled(talks: Trial) -> None:
    """What was heard must be put beside what was said, and end in one of two ways."""
    said = say(talks, "amal", "Two ships a day.", "--mark", "in_substance")
    carry = ("--to", "B", "--manner", "in_substance", "--from", said, "--yes")
    carried = talks.asks("desk", "convey", "Some ships, daily.", *carry)["id"]
    asked = talks.asks("boris", "ask", carried[:8], "How many?", "--yes")["id"]
    told = talks.asks(
        *("desk", "convey", "Two a day.", "--to", "B", "--manner", "in_substance"),
        *("--from", said, "--answers", asked, "--yes"),
    )["id"]
    restated = talks.asks("boris", "read-back", told[:8], "Two ships daily.", "--yes")["id"]
    talks.does("desk", "settle", restated[:8], "--so-it-stands", "--yes")
    kept = {each["id"]: each for each in talks.asks("boris", "statements")}
    assert kept[restated]["read_back"] == "stands"
    answered = talks.asks("boris", "answer", told, "Then we are near.", "--yes")["id"]
    kept = {each["id"]: each for each in talks.asks("boris", "statements")}
    assert kept[answered]["answers"] == told


def test_marks_and_withdrawals_reach_the_desks_inbox(talks: Trial) -> None:
    """A desk that does not see a re-mark would rely on yesterday's."""
    said = say(talks, "amal", "First.", "Second.", "--mark", "in_substance")
    talks.does("desk", "inbox")
    talks.does("amal", "mark", f"{said}#1", "--mark", "own_idea", "--if-offer", "a truce", "--yes")
    talks.does("amal", "withdraw", f"{said}#2", "--yes")
    new = talks.asks("desk", "inbox")
    assert [(each["kind"], each["id"]) for each in new] == [
        ("mark", f"{said}#1"),
        ("withdrawal", f"{said}#2"),
    ]
    assert "a truce" in new[0]["text"]
    assert talks.asks("desk", "inbox") == []


def test_wrong_words_let_nobody_in(talks: Trial) -> None:
    """Six words that differ mean somebody may stand between."""
    invited = talks.asks("desk", "invite", "--name", "Eve", "--room", "A")
    talks.does("eve", "join", "--link-file", "-", given=invited["link"])
    waiting = talks.asks("desk", "newcomers")
    assert waiting == [{"invitation": invited["invitation"], "name": "Eve"}]
    done = talks.tries("desk", "admit", invited["invitation"], "--words", "a b c d e f")
    assert (done.code, type(done.error)) == (4, WordsDiffer)
    done = talks.tries("eve", "inbox")
    assert done.code == 4
    assert "has not confirmed yet" in done.err
    talks.does("desk", "revoke", invited["invitation"])
    assert talks.asks("desk", "newcomers") == []


def test_who_was_removed_gets_nothing_more(talks: Trial) -> None:
    """Leaving takes effect at once, for every device of the person."""
    talks.let_in("adel", "Adel", room="A", role="adviser")
    talks.does("desk", "remove", "Adel", "--room", "A", "--yes")
    said = say(talks, "amal", "Among ourselves.")
    assert said not in talks.does("adel", "statements", "--json").out
    assert "Adel" not in talks.does("desk", "people", "--json").out


def test_a_link_can_go_to_a_file_of_its_owner_alone(talks: Trial) -> None:
    """Whoever holds the link can answer it."""
    place = talks.folder / "link"
    told = talks.asks("desk", "invite", "--name", "Farid", "--room", "B", "--link-file", str(place))
    assert "link" not in told
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.read_text().startswith("http://127.0.0.1")


def test_right_to_left_words_come_out_isolated_and_in_one_form(talks: Trial) -> None:
    """An Arabic sentence beside an English id must not reorder either."""
    words = "الحديدة cafe\u0301"
    said = say(talks, "amal", words, "--mark", "verbatim")
    listed = talks.does("desk", "statements").out
    assert "\u2068الحديدة caf\u00e9\u2069" in listed
    carry = ("--to", "B", "--manner", "verbatim", "--from", said, "--language", "ar", "--yes")
    refused = talks.tries("desk", "convey", words, *carry)
    assert refused.code == 4
    said = say(talks, "amal", words, "--mark", "verbatim", "--language", "ar")
    carry = ("--to", "B", "--manner", "verbatim", "--from", said, "--language", "ar", "--yes")
    talks.does("desk", "convey", words, *carry)


def test_sentences_and_passphrase_come_by_stdin(talks: Trial) -> None:
    """What stands on a command line stands in a history and a process list."""
    passphrase = (talks.folder / "passphrase").read_text()
    given = f"{passphrase}From stdin.\n\n  And more. \n"
    said = talks.asks("amal", "say", "-", "--passphrase-file", "-", "--yes", given=given)["id"]
    kept = {each["id"]: each for each in talks.asks("amal", "statements")}[said]
    assert [each["text"] for each in kept["sentences"]] == ["From stdin.", "And more."]


def test_settings_come_from_the_environment(talks: Trial) -> None:
    """Every option has a name there, so that a script need not repeat it."""
    env = {"WASIT_SAY_LANGUAGE": "ar", "WASIT_SAY_YES": "1", "WASIT_SAY_MARK": "own_idea"}
    done = talks.tries("amal", "say", "One.", "--json", env=env)
    assert done.code == 0, done.err
    kept = {each["id"]: each for each in talks.asks("amal", "statements")}[done.told["id"]]
    assert kept["language"] == "ar"
    assert kept["sentences"][0]["marks"][0]["code"] == "own_idea"


def test_a_condition_is_met_in_the_journal_alone(talks: Trial) -> None:
    """The owner of a condition learns by a report or not at all; the gate opens at once."""
    bound = ("--mark", "in_substance", "--if-offer", "a truce")
    waiting = say(talks, "amal", "Then all attacks stop.", *bound)
    carry = ("--to", "B", "--manner", "in_substance", "--from", waiting, "--yes")
    assert talks.tries("desk", "convey", "Attacks would end.", *carry).code == 4
    offer = say(talks, "boris", "We offer a truce.", "--mark", "in_substance")
    before = talks.does("amal", "inbox", "--all", "--json").out
    talks.does(
        *("desk", "condition-met", waiting, "--offered", "a truce", "--shown-by", f"B/{offer}")
    )
    talks.does("desk", "convey", "Attacks would end.", *carry)
    assert talks.does("amal", "inbox", "--all", "--json").out == before
    kinds = [each["kind"] for each in talks.asks("desk", "journal")["entries"]]
    assert "condition_met" in kinds
    assert kinds.count("refusal") >= 1


def test_a_round_is_convened_held_and_ends(talks: Trial) -> None:
    """Bringing a meeting about takes steps of both, each in its turn."""
    asked = talks.asks("boris", "convene", "request", "--words", "We would meet.", "--yes")
    here = ("--to", "B", "--round", asked["round"][:8], "--yes")
    set_at = ("--place", "Muscat", "--time", "2030-01-10T09:00:00Z")
    talks.does("desk", "convene", "set", *here, *set_at)
    talks.does("desk", "convene", "held", *here)
    talks.does("desk", "outcome", "none", "--round", f"B/{asked['round']}", "--yes")
    state = {each["round"]: each for each in talks.asks("boris", "rounds")}[asked["round"]]
    assert (state["state"], state["place"]) == ("ended", "Muscat")
    assert talks.asks("amal", "rounds") == []


def test_a_command_of_the_other_side_is_refused(talks: Trial) -> None:
    """A desk says nothing as a side, and a side carries nothing."""
    for home, arguments in [("desk", ["say", "x", "--yes"]), ("amal", ["note", "x"])]:
        done = talks.tries(home, *arguments)
        assert isinstance(done.error, NotASeat), arguments
        assert done.code == 3


def test_a_person_in_two_rooms_says_in_which(talks: Trial) -> None:
    """Words said into the wrong room cannot be called back."""
    both = ("--name", "Iman", "--room", "A", "--room", "B", "--role", "interpreter")
    invited = talks.asks("desk", "invite", *both)
    words = talks.asks("iman", "join", "--link-file", "-", given=invited["link"])["words"]
    talks.does("desk", "admit", invited["invitation"], "--words", " ".join(words))
    talks.does("iman", "inbox")
    assert talks.tries("iman", "say", "One.", "--yes").code == 3
    speaker = ("--speaker", "Boris", "--yes")
    said = talks.asks("iman", "say", "Said by Boris.", "--room", "B", *speaker)["id"]
    kept = {each["id"]: each for each in talks.asks("boris", "statements")}
    assert kept[said]["speaker"] == "Boris"


def test_words_of_a_log_are_the_same_at_both_its_ends(talks: Trial) -> None:
    """Two people compare them aloud; equal histories must give equal words."""
    here = {each["log"]: each["words"] for each in talks.asks("desk", "words")}
    there = {each["log"]: each["words"] for each in talks.asks("boris", "words")}
    assert there["B"] == here["B"]


def test_offline_words_are_kept_and_sent_later(tmp_path: Path) -> None:
    """A side writes on a train; nothing is lost, and nothing claims to have arrived."""
    trial = Trial(tmp_path)
    with trial.online() as relay:
        trial.set_up()
        port = int(relay.url.rpartition(":")[2])
    done = trial.does("amal", "say", "From the train.", "--yes")
    assert "kept here, not yet at the relay" in done.out
    assert "The relay is away" in done.err
    said = trial.asks("amal", "statements")[0]
    assert (said["state"], said["number"]) == ("kept_here", None)
    carry = ("--to", "B", "--manner", "own_words", "--yes")
    refused = trial.tries("desk", "convey", "We are on our way.", *carry)
    assert refused.code == 5
    aloud = ("--aloud", "--heard-by", "Boris", "--left-behind", "a map")
    assert trial.tries("desk", "convey", "This is the road.", *carry, *aloud).code == 5
    kept = {each["sentences"][0]: each for each in trial.asks("desk", "drafts")}
    assert {each["to"] for each in kept.values()} == {"B"}
    assert kept["We are on our way."]["refers_to"]["in_person"] is None
    brought = kept["This is the road."]["refers_to"]["in_person"]
    assert (brought["heard_by"], brought["left_behind"]) == (["Boris"], "a map")
    assert "aloud by" in trial.does("desk", "drafts").out
    with trial.online(port=port):
        assert trial.asks("amal", "statements")[0]["state"] == "at_relay"
        assert trial.asks("desk", "inbox")[0]["text"] == "From the train."
        assert "on our way" not in trial.does("boris", "inbox", "--all").out
        sent = trial.asks("desk", "convey", "We are on our way.", *carry)["id"]
        told = trial.asks("desk", "settle-conveyance", sent)
        assert told == {"id": sent, "state": "handed_on"}
