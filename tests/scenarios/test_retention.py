"""What becomes of a case at the end: kept, sealed or erased, as its own rule says."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.scenarios.disk_search import bytes_on_disk, found_in, opened_pages
from tests.unit.cli.trial import Trial, secret
from wasit.bootstrap import existing_vault, real_ports
from wasit.cli.retention import SamePassphrase
from wasit.seat.faults import CaseErased, CaseSealed
from wasit.seat.retaining import LogNotKept, NotSealed, RulesDiffer, StillOpen, rule_here, seal
from wasit.seat.seat import Seat
from wasit.talks.retention import Retention
from wasit.talks.void import NotTheirs

pytestmark = pytest.mark.slow

PASSPHRASE = "a passphrase for trials"
SECOND = "kept by the archive"
WORDS = ("cranes in the harbour", "the ferry stays ours", "Amal", "Dalal", "Port talks")


@pytest.fixture
def trial(tmp_path: Path) -> Generator[Trial]:
    """The case, where something was said in room A, exported, drafted and conveyed."""
    trial = Trial(tmp_path)
    secret(tmp_path / "second", SECOND)
    with trial.online():
        trial.set_up()
        said = trial.asks("amal", "say", WORDS[0], WORDS[1], "--mark", "in_substance", "--yes")
        carry = ("--to", "B", "--manner", "in_substance", "--from", said["id"], "--yes")
        trial.does("desk", "convey", "About the harbour.", *carry)
        trial.does("amal", "export", str(tmp_path / "older"))
        yield trial


def end(trial: Trial, rule: str) -> None:
    """State the rule and close both rooms."""
    trial.does("desk", "set-retention", rule, "--yes")
    for room in ("A", "B"):
        trial.does("desk", "close-room", room, "--yes")


def kept(trial: Trial, home: str) -> tuple[set[str], set[str]]:
    """Which words can be found on that disk: without the key, and with it."""
    vault = trial.folder / home / "vault"
    pages = opened_pages(vault, passphrase=PASSPHRASE, work=trial.folder)
    return found_in(bytes_on_disk(vault.parent), WORDS), found_in(pages, WORDS)


def test_after_erasing_the_disk_holds_no_word_and_the_export_still_proves(trial: Trial) -> None:
    """Who must destroy what was said must not lose the proof that it was said."""
    assert kept(trial, "amal") == (set(), {WORDS[0], WORDS[1], "Amal", "Dalal", "Port talks"})
    end(trial, "erase")
    trial.does("amal", "retain", "--yes")
    trial.does("desk", "retain", "--yes")
    for home in ("amal", "desk"):
        assert kept(trial, home) == (set(), set()), home
        assert isinstance(trial.tries(home, "statements").error, CaseErased)
    older = str(trial.folder / "older")
    for home in ("amal", "desk"):
        told = trial.asks(home, "verify", older, "--kept")
        assert told["kept"] == told["frames"] > 3


def test_another_log_than_the_erased_one_is_not_proved_by_it(trial: Trial) -> None:
    """Hashes that fit everything prove nothing."""
    trial.does("boris", "export", str(trial.folder / "of-b"))
    end(trial, "erase")
    trial.does("amal", "retain", "--yes")
    done = trial.tries("amal", "verify", str(trial.folder / "of-b"), "--kept")
    assert isinstance(done.error, LogNotKept)


def test_an_erased_seat_says_what_is_left_and_makes_no_new_one(trial: Trial) -> None:
    """A folder that turned into an empty seat would hide what was done."""
    end(trial, "erase")
    trial.does("amal", "retain", "--yes")
    trial.does("amal", "retain", "--yes")
    invited = trial.asks("desk", "invite", "--name", "Aziz", "--journal", "--of-desk")
    done = trial.tries("amal", "join", "--link-file", "-", given=invited["link"])
    assert isinstance(done.error, CaseErased)
    told = trial.asks("amal", "retention")
    assert told["state"] == "erased"
    assert [(each["kind"], each["name"]) for each in told["logs"]] == [("room", "")]
    assert told["logs"][0]["entries"] > 5


def test_a_sealed_case_opens_by_the_second_passphrase_and_only_to_be_read(trial: Trial) -> None:
    """A drawer that its owner alone can open, and write in, is not sealed."""
    sealing = ("--second-passphrase-file", str(trial.folder / "second"))
    by_second = ("--passphrase-file", str(trial.folder / "second"))
    end(trial, "seal")
    trial.does("amal", "retain", *sealing, "--yes")
    assert isinstance(trial.tries("amal", "statements").error, CaseSealed)
    shown = trial.asks("amal", "statements", *by_second)
    assert WORDS[0] in str(shown)
    for act in (["say", "More.", "--yes"], ["withdraw", shown[0]["id"], "--yes"]):
        assert isinstance(trial.tries("amal", *act, *by_second).error, CaseSealed), act
    assert trial.asks("amal", "retention", *by_second)["state"] == "sealed"
    assert trial.asks("amal", "statements", *by_second) == shown


def test_a_sealed_desk_lets_nobody_in_and_carries_nothing(trial: Trial) -> None:
    """The desk's acts go to the relay at once; none may slip past the seal."""
    sealing = ("--second-passphrase-file", str(trial.folder / "second"))
    by_second = ("--passphrase-file", str(trial.folder / "second"))
    end(trial, "seal")
    trial.does("desk", "retain", *sealing, "--yes")
    acts = (
        ["invite", "--name", "Aziz", "--room", "A"],
        ["note", "One more."],
        ["set-retention", "keep", "--yes"],
        ["add-room", "C"],
    )
    for act in acts:
        assert isinstance(trial.tries("desk", *act, *by_second).error, CaseSealed), act
    assert trial.asks("desk", "journal", *by_second)


def test_the_seal_comes_off_by_the_second_passphrase_or_the_sheet(trial: Trial) -> None:
    """Whoever holds neither must not get in; whoever holds one must."""
    sealing = ("--second-passphrase-file", str(trial.folder / "second"))
    secret(trial.folder / "new", "opened again")
    new = ("--new-passphrase-file", str(trial.folder / "new"))
    secret(trial.folder / "sheet", trial.does("desk", "sheet").out)
    end(trial, "seal")
    for home in ("amal", "desk"):
        trial.does(home, "retain", *sealing, "--yes")
        assert isinstance(trial.tries(home, "unseal", *new).error, CaseSealed)
    by_second = ("--passphrase-file", str(trial.folder / "second"))
    trial.does("amal", "unseal", *by_second, *new)
    trial.does("desk", "unseal", "--sheet-file", str(trial.folder / "sheet"), *new)
    for home in ("amal", "desk"):
        trial.does(home, "words", *("--room", "A"), "--passphrase-file", new[1])
        done = trial.tries(home, "unseal", "--passphrase-file", new[1], *new)
        assert isinstance(done.error, NotSealed)


def test_nothing_is_sealed_or_erased_while_a_room_is_open(trial: Trial) -> None:
    """Half a case erased would leave the other half unproved."""
    trial.does("desk", "set-retention", "erase", "--yes")
    trial.does("desk", "close-room", "B", "--yes")
    for home in ("amal", "desk"):
        assert isinstance(trial.tries(home, "retain", "--yes").error, StillOpen)
        trial.does(home, "statements")


def test_to_keep_changes_nothing_and_a_no_erases_nothing(trial: Trial) -> None:
    """The rule is asked for before the deed, and the deed is asked for before it is done."""
    end(trial, "keep")
    assert "keep" in trial.does("amal", "retain").out
    trial.does("desk", "set-retention", "erase", "--yes")
    assert trial.tries("amal", "retain", given="n\n").code == 130
    assert trial.asks("amal", "statements")


def test_only_the_head_of_the_desk_states_the_rule_and_every_room_learns_it(trial: Trial) -> None:
    """A rule that anybody could change would let anybody have the record destroyed."""
    desk = ("--of-desk", "--journal", "--room", "A", "--room", "B", "--role", "member")
    invited = trial.asks("desk", "invite", "--name", "Dima", *desk)
    words = trial.asks("dima", "join", "--link-file", "-", given=invited["link"])["words"]
    trial.does("desk", "admit", invited["invitation"], "--words", " ".join(words))
    trial.does("dima", "join")
    assert isinstance(trial.tries("dima", "set-retention", "erase", "--yes").error, NotTheirs)
    trial.does("desk", "set-retention", "seal", "--yes")
    for home in ("amal", "boris", "desk", "dima"):
        trial.tries(home, "inbox")
        assert {each["rule"] for each in trial.asks(home, "retention")["logs"]} == {"seal"}


def test_a_rule_that_reached_one_room_only_is_carried_out_nowhere(trial: Trial) -> None:
    """A desk seat that was cut off half-way must not erase by half a rule."""
    trial.does("desk", "add-room", "C")
    end(trial, "keep")
    trial.does("desk", "close-room", "C", "--yes")
    vault = existing_vault(trial.folder / "desk", passphrase=PASSPHRASE)
    seat = Seat.open(real_ports(vault))
    seat.rooms["B"].talks.retention = Retention.ERASE
    with pytest.raises(RulesDiffer, match="B: erase"):
        rule_here(seat)
    vault.close()


def test_a_sealing_that_was_cut_off_lets_nothing_be_done_and_is_finished(trial: Trial) -> None:
    """Between the mark and the lock the case is readable by the old passphrase, and no more."""
    end(trial, "seal")
    trial.does("amal", "inbox")
    vault = existing_vault(trial.folder / "amal", passphrase=PASSPHRASE)
    seat = Seat.open(real_ports(vault))
    seal(seat)
    vault.close()
    assert trial.asks("amal", "statements")
    assert isinstance(trial.tries("amal", "say", "More.", "--yes").error, CaseSealed)
    trial.does("amal", "retain", "--second-passphrase-file", str(trial.folder / "second"), "--yes")
    assert isinstance(trial.tries("amal", "statements").error, CaseSealed)


def test_todays_passphrase_is_no_second_one(trial: Trial) -> None:
    """A drawer with one lock is not sealed by turning the same key again."""
    end(trial, "seal")
    same = ("--second-passphrase-file", str(trial.folder / "passphrase"), "--yes")
    assert isinstance(trial.tries("amal", "retain", *same).error, SamePassphrase)
    trial.does("amal", "statements")


def test_a_seat_that_was_taken_out_carries_the_rule_out_too(trial: Trial) -> None:
    """Who left an open case must be able to obey its rule."""
    trial.does("desk", "set-retention", "erase", "--yes")
    trial.does("amal", "inbox")
    trial.does("desk", "remove", "Amal", "--room", "A", "--yes")
    trial.does("amal", "statements")
    assert [each["state"] for each in trial.asks("amal", "cases")] == ["left"]
    trial.does("amal", "retain", "--yes")
    assert [each["state"] for each in trial.asks("amal", "cases")] == ["erased"]


def test_a_sealed_seat_and_one_taken_out_are_still_looked_at(trial: Trial) -> None:
    """A check-up that stops at a case which is over tells nothing of the disk."""
    by_second = ("--passphrase-file", str(trial.folder / "second"))
    end(trial, "seal")
    trial.does("amal", "retain", "--second-passphrase-file", by_second[1], "--yes")
    trial.does("desk", "remove", "Boris", "--room", "B", "--yes")
    for home, given in (("amal", by_second), ("boris", ())):
        done = trial.tries(home, "doctor", "--json", *given)
        assert {"disk", "vault"} <= {each["what"] for each in done.told}, done
