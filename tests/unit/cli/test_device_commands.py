"""Devices by commands: one more, countersigned or not; one instead of another; one less."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.trial import Trial, secret
from wasit.seat.faults import NoSuchPerson, WordsDiffer
from wasit.seat.vouches import NothingToCountersign

pytestmark = pytest.mark.slow


@pytest.fixture
def talks(tmp_path: Path) -> Generator[Trial]:
    """Amal in room A, Boris in B, a desk; the relay is there throughout."""
    trial = Trial(tmp_path)
    with trial.online():
        trial.set_up()
        yield trial


def bring(talks: Trial, invited: Any, home: str, *, vouching: str | None = None) -> None:
    """Answer that invitation at a new home, countersigned by another or not, and get in."""
    link = ("--link-file", "-")
    words = " ".join(talks.asks(home, "join", *link, given=invited["link"])["words"])
    if vouching is not None:
        said = ("countersign", *link, "--words", words)
        told = talks.asks(vouching, *said, given=invited["link"])
        assert " ".join(told["words"]) == words
    talks.does("desk", "admit", invited["invitation"], "--words", words)
    talks.does(home, "join")


def devices(talks: Trial, home: str, name: str) -> list[dict[str, Any]]:
    """That person's devices in room A, as a seat lists them."""
    listed = talks.asks(home, "devices", "--room", "A")
    return [each for each in listed if each["name"] == name]


def test_a_second_device_is_countersigned_by_the_first_and_both_speak(talks: Trial) -> None:
    """A phone that the desk alone let in looks otherwise than one the side vouched for."""
    bring(talks, talks.asks("desk", "invite-device", "Amal"), "phone", vouching="amal")
    bring(talks, talks.asks("desk", "invite-device", "Amal"), "tablet")
    talks.does("phone", "say", "From the phone.", "--yes")
    assert [each["speaker"] for each in talks.asks("amal", "statements")] == ["Amal"]
    for home in ("amal", "phone", "tablet", "desk"):
        talks.does(home, "inbox")
        hows = [(each["how"], each["countersigned_by"]) for each in devices(talks, home, "Amal")]
        assert hows == [
            ("by the desk alone", None),
            ("countersigned", "Amal"),
            ("by the desk alone", None),
        ], home
    assert "countersigned by \u2068Amal\u2069" in talks.does("desk", "devices").out


def test_who_forgot_the_passphrase_comes_back_by_a_new_device(talks: Trial) -> None:
    """The old device goes out as the new one comes in, and what was said is all there."""
    talks.does("amal", "say", "Before.", "--yes")
    (lost,) = devices(talks, "desk", "Amal")
    invited = talks.asks("desk", "invite-device", "Amal", "--replaces", lost["device"][:10])
    bring(talks, invited, "laptop")
    talks.does("laptop", "say", "After.", "--yes")
    said = [each["sentences"][0]["text"] for each in talks.asks("laptop", "statements")]
    assert said == ["Before.", "After."]
    (now,) = devices(talks, "desk", "Amal")
    assert now["device"] != lost["device"]


def test_a_restored_backup_comes_back_in_by_an_invitation_for_the_same_person(
    talks: Trial,
) -> None:
    """A broken machine must not cost the person what they had written down."""
    talks.does("amal", "say", "Before.", "--yes")
    secret(talks.folder / "of-backup", "only for the backup")
    by = ("--backup-passphrase-file", str(talks.folder / "of-backup"))
    talks.does("amal", "backup", str(talks.folder / "kept"), *by)
    talks.does("mended", "restore", str(talks.folder / "kept"), *by)
    (lost,) = devices(talks, "desk", "Amal")
    invited = talks.asks("desk", "invite-device", "Amal", "--replaces", lost["device"])
    bring(talks, invited, "mended")
    talks.does("mended", "say", "After.", "--yes")
    assert len(talks.asks("mended", "statements")) == 2


def test_one_device_is_removed_and_its_person_stays(talks: Trial) -> None:
    """A lost phone must go at once, before there is a new one."""
    bring(talks, talks.asks("desk", "invite-device", "Amal"), "phone", vouching="amal")
    phone = next(each for each in talks.asks("phone", "devices") if each["here"])["device"]
    assert talks.tries("desk", "remove-device", phone, given="n\n").code == 130
    told = talks.asks("desk", "remove-device", phone[:10], "--yes")
    assert told == {"device": phone, "logs": ["A"]}
    assert talks.tries("phone", "say", "Still here?", "--yes").code != 0
    talks.does("amal", "say", "I am.", "--yes")
    assert len(talks.asks("desk", "statements")) == 1
    again = talks.tries("desk", "remove-device", phone, "--yes")
    assert again.code == 3


def test_a_person_is_replaced_in_one_step(talks: Trial) -> None:
    """Between one head of delegation and the next there is none with two, and none with nobody."""
    bring(talks, talks.asks("desk", "invite-device", "Amal"), "phone")
    talks.does("amal", "say", "Before.", "--yes")
    invited = talks.asks("desk", "replace", "Amal", "--name", "Adel")
    assert {each["name"] for each in talks.asks("desk", "people")} >= {"Amal"}
    bring(talks, invited, "adel")
    there = [each for each in talks.asks("adel", "people") if each["side"] == "room"]
    assert [(each["name"], each["role"], each["may_speak"]) for each in there] == [
        ("Adel", "head", True)
    ]
    talks.does("adel", "say", "After.", "--yes")
    said = [(each["speaker"]) for each in talks.asks("adel", "statements")]
    assert said == ["Amal", "Adel"]
    for gone in ("amal", "phone"):
        assert talks.tries(gone, "say", "Still here?", "--yes").code != 0


def test_nothing_is_countersigned_unseen(talks: Trial) -> None:
    """A signature for a device nobody looked at vouches for whoever holds the link."""
    invited = talks.asks("desk", "invite-device", "Amal")
    link = ("countersign", "--link-file", "-", "--words")
    early = talks.tries("amal", *link, "babab babab", given=invited["link"])
    assert isinstance(early.error, NothingToCountersign)
    words = talks.asks("phone", "join", "--link-file", "-", given=invited["link"])["words"]
    wrong = talks.tries("amal", *link, " ".join(words[::-1]), given=invited["link"])
    assert isinstance(wrong.error, WordsDiffer)
    other = talks.tries("boris", *link, " ".join(words), given=invited["link"])
    assert isinstance(other.error, NothingToCountersign)


def test_nobody_replaces_or_removes_themselves(talks: Trial) -> None:
    """A desk that locked itself out could let nobody in again."""
    (mine,) = devices(talks, "desk", "Dalal")
    for act in (
        ["replace", "Dalal", "--name", "Dima"],
        ["remove-device", mine["device"], "--yes"],
        ["invite-device", "Dalal", "--replaces", mine["device"]],
    ):
        assert isinstance(talks.tries("desk", *act).error, NoSuchPerson), act
