"""Wrong input: one clear sentence, a stable code, and nothing lost."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.play.script import BadScript, parse_script
from wasit.seat.conveying import KeptCrossing, References, convey, drafts
from wasit.seat.faults import ClockSetBack
from wasit.seat.ports import LinkLost, Outgoing
from wasit.talks.carried import InPerson
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.refusals import NewerKindInLog
from wasit.wire.canonical import encode
from wasit.wire.relay_api import BadPage

OPEN = Mark(code=MarkCode.IN_SUBSTANCE)
GOOD = """
starts = 2024-01-07T08:00:00Z
[[room]]
name = "A"
people = [{ seat = "amal" }]
[[step]]
seat = "amal"
act = "say"
text = "Hello."
"""

BAD_SCRIPTS: dict[str, tuple[str, str]] = {
    "no TOML": (GOOD + "[[", "bad.toml"),
    "no rooms": ("starts = 2024-01-07T08:00:00Z\n", "room"),
    "no start": (GOOD.replace("starts = 2024-01-07T08:00:00Z", ""), "starts"),
    "start is no time": (GOOD.replace("2024-01-07T08:00:00Z", '"soon"', 1), "soon"),
    "unknown field": (GOOD + "colour = 3\n", "line 6"),
    "unknown act": (GOOD.replace('act = "say"', 'act = "shout"'), "line 6"),
    "unknown seat": (GOOD.replace('seat = "amal"\nact', 'seat = "omar"\nact'), "omar"),
    "seat twice": (
        GOOD.replace('{ seat = "amal" }', '{ seat = "amal" }, { seat = "amal" }'),
        "amal",
    ),
    "step twice": (
        GOOD + 'id = "x"\n' + '[[step]]\nid = "x"\nseat = "amal"\nact = "receive"\n',
        "x",
    ),
    "time backwards": (GOOD + "at = 2023-01-07T08:00:00Z\n", "line 6"),
    "wait of another form": (GOOD + 'at = "+2 hours"\n', "+2 hours"),
    "counterpart of no room": (
        GOOD.replace("people = [", 'counterparts = [{ name = "x", room = "Z" }]\npeople = ['),
        "Z",
    ),
}


@pytest.mark.parametrize("name", BAD_SCRIPTS)
def test_bad_script_is_refused_before_anything_is_played(name: str) -> None:
    """A trainer corrects the line that is named; nobody has sat down yet."""
    text, named = BAD_SCRIPTS[name]
    parse_script(GOOD, name="good.toml")
    with pytest.raises(BadScript, match=r"^bad\.toml") as refused:
        parse_script(text, name="bad.toml")
    assert named in str(refused.value)


@pytest.mark.parametrize(
    ("spelt", "role"),
    [
        ("Note-taker", "note_taker"),
        ("HEAD", "head"),
        ("may speak", "member"),
        ("adviser", "adviser"),
    ],
)
def test_roles_may_be_spelt_as_people_write_them(spelt: str, role: str) -> None:
    """A trainer should not be sent back for a hyphen."""
    text = GOOD.replace('seat = "amal" }', f'seat = "amal", role = "{spelt}" }}')
    script, _ = parse_script(text, name="good.toml")
    assert script.room[0].people[0].role == role


def wasit(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    command = [sys.executable, "-m", "wasit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "bad-script"),
        ("\x00\x01", "bad-script"),
        (GOOD.replace("Hello.", ""), "no-text"),
        (GOOD + 'mark = "loud"\n', "bad-mark"),
        (GOOD + 'expect = { refused = "never" }\n', "play-failed"),
        (GOOD + '[[step]]\nseat = "amal"\nact = "withdraw"\nwhat = "nothing"\n', "bad-reference"),
        (GOOD + '[[step]]\nseat = "amal"\nact = "expect"\nsees = ["Goodbye"]\n', "play-failed"),
        (GOOD + '[[step]]\nseat = "amal"\nact = "expect"\nnot_sees = ["Hello"]\n', "play-failed"),
    ],
)
def test_failed_play_exits_1_and_names_step_and_line(
    text: str | None, said: str, tmp_path: Path
) -> None:
    """A script run in the night must fail loudly, at the first thing that does not hold."""
    file = tmp_path / "case.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    done = wasit("play", str(file))
    assert done.returncode == 1
    assert said in done.stderr
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
def test_unknown_seat_to_show_is_not_found() -> None:
    """Exit code 3 is for what is not there."""
    done = wasit("play", "cases/muscat-2024.toml", "--seat", "nobody")
    assert done.returncode == 3
    assert "no-such-seat" in done.stderr


@pytest.mark.slow
def test_folder_without_a_kept_play_is_refused(tmp_path: Path) -> None:
    """Verifying nothing must not look like success."""
    done = wasit("verify", str(tmp_path))
    assert done.returncode == 1
    assert "no-kept-play" in done.stderr


def test_clock_set_back_keeps_nothing_and_loses_nothing() -> None:
    """An entry that claims an earlier time than the one before it would mislead everybody."""
    house = MemoryHouse()
    amal = house.room("amal")
    house.theatre.clock.advance(timedelta(hours=5))
    amal.say(["First."], language="en")
    house.theatre.clock.advance(timedelta(minutes=-1))
    amal.say(["A moment later."], language="en")
    times = [kept.at for kept in amal.talks.statements.values()]
    assert times == sorted(times)
    house.theatre.clock.advance(timedelta(hours=-4))
    with pytest.raises(ClockSetBack, match="nothing was kept"):
        amal.say(["Third."], language="en")
    assert len(amal.talks.statements) == 2
    assert amal.log.waiting == []
    house.theatre.clock.advance(timedelta(hours=5))
    amal.say(["Third."], language="en")
    assert len(amal.talks.statements) == 3


def test_entry_of_a_newer_version_closes_the_gate_for_its_log() -> None:
    """What this version cannot read might be a withdrawal."""
    house = MemoryHouse()
    amal = house.room("amal")
    statement = amal.say(["The road may open in May."], language="en", mark=OPEN)
    channel = amal.log.channel
    frame = channel.compose(
        {"kind": "reservation", "about": statement},
        at="2024-03-01T08:00:00Z",
        counter=amal.log.next_counter(),
        salt=bytes(32),
    )
    house.theatre.vaults["amal"].queue(
        Outgoing(
            channel.state.log_id,
            amal.log.next_counter(),
            "2024-03-01T08:00:00Z",
            encode({"kind": "reservation", "about": statement}),
            frame,
        )
    )
    amal.log.send()
    with pytest.raises(NewerKindInLog):
        convey(house.desk, in_substance(statement, "They see the road open by May."))
    assert house.desk.rooms()["B"].conveyances == {}
    house.room("boris").say(["Other rooms go on."], language="en", mark=OPEN)


def test_desk_without_a_link_keeps_the_draft_and_sends_nothing() -> None:
    """Offline a conveyance waits as not yet checked, and never leaves by itself."""
    house = MemoryHouse()
    statement = house.room("amal").say(["The road may open in May."], language="en", mark=OPEN)
    house.desk.seat.send()
    crossing = in_substance(statement, "They see the road open by May.")
    house.theatre.switches["desk"].offline = True
    aloud = InPerson(carried_by="Dalal", heard_by=("Boris",), at="2024-03-01T09:00:00Z")
    references = References(reads_back="a read-back", in_person=aloud)
    for kept in (None, references, references):
        with pytest.raises(LinkLost):
            convey(house.desk, crossing, kept)
    waiting = sorted(
        drafts(house.desk).values(), key=lambda each: each.references.in_person is None
    )
    assert waiting == [KeptCrossing(crossing, references), KeptCrossing(crossing)]
    house.theatre.switches["desk"].offline = False
    house.desk.seat.send()
    assert house.desk.rooms()["B"].conveyances == {}
    convey(house.desk, crossing)
    assert len(house.desk.rooms()["B"].conveyances) == 1


def test_relay_that_answers_garbage_changes_nothing() -> None:
    """A broken proxy between seat and relay must not be believed, nor lose what was said."""
    house = MemoryHouse()
    amal = house.room("amal")
    number = amal.log.number

    def garbage(_call: int) -> None:
        raise BadPage("the relay's answer is cut short; nothing was accepted")

    house.theatre.hooks["amal"].before = garbage
    amal.say(["Kept."], language="en", mark=OPEN)
    with pytest.raises(BadPage):
        amal.log.send()
    assert amal.log.number == number
    assert len(amal.log.waiting) == 1
    house.theatre.hooks["amal"].before = lambda _: None
    amal.log.send()
    assert amal.log.waiting == []
    assert [
        line.text for kept in amal.talks.statements.values() for line in kept.said.sentences
    ] == ["Kept."]
