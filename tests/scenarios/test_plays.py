"""Every case that ships plays to its end, and says what it should of marks, journal and rooms."""

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import jsonschema
import msgspec
import pytest

from tests.scenarios.memory_house import MemoryTheatre
from wasit.play.performance import Performance
from wasit.play.script import parse_script, script_schema
from wasit.play.stage import Stage
from wasit.play.telling import Told

CASES = sorted(Path("cases").glob("*.toml"))


def played(text: str) -> Told:
    """A script played in memory."""
    script, lines = parse_script(text, name="case")
    stage = Stage(MemoryTheatre())
    stage.set_up(script)
    performance = Performance(script, lines, "case", stage)
    performance.run()
    performance.last_reading()
    for player in stage.players.values():
        for log in player.seat.logs():
            log.recheck()
    return Told.of(performance)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case_plays_and_a_refused_crossing_stays_out_of_its_room(case: Path) -> None:
    """The words of a refusal are in the journal, and on its target's screen only if a later
    conveyance, which the gate cleared, brought the same words."""
    told = played(case.read_text(encoding="utf-8"))
    refusals = [line for line in told.journal if line.kind == "refusal"]
    cleared = {line.plain["conveyance"]: line.at for line in told.journal if line.kind == "intent"}
    assert refusals
    for refusal in refusals:
        words = cast("list[str]", refusal.plain["words"])
        for line in told.rooms[str(refusal.plain["target"])]:
            if any(word in line.text for word in words):
                assert line.kind == "conveyance"
                assert cleared[line.id] > refusal.at


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case_fits_the_published_schema(case: Path) -> None:
    """Editors and other programs check scripts by the schema we publish."""
    import tomllib

    plain = msgspec.to_builtins(tomllib.loads(case.read_text(encoding="utf-8")))
    schema = json.loads(Path("docs/case-scripts.schema.json").read_text(encoding="utf-8"))
    assert schema == script_schema()
    jsonschema.validate(plain, schema)


@pytest.mark.slow
def test_play_prints_what_each_room_saw_and_ends_with_the_verification() -> None:
    """What a newcomer sees first."""
    done = subprocess.run(
        [sys.executable, "-m", "wasit", "play", "cases/muscat-2024.toml"],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "160", "LANG": "C.UTF-8"},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "room Iran" in done.stdout
    assert "the desk" in done.stdout
    assert "room United States" in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("Verified: ")


def test_two_rooms_never_show_the_same_line_unless_it_was_conveyed() -> None:
    """Of Muscat: what one room said is on the other's screen only as a conveyance."""
    told = played(Path("cases/muscat-2024.toml").read_text(encoding="utf-8"))
    said = {
        name: {line.text for line in lines if line.kind == "statement"}
        for name, lines in told.rooms.items()
    }
    for name, lines in told.rooms.items():
        (other,) = [texts for room, texts in said.items() if room != name]
        for line in lines:
            if line.text in other - {"(withdrawn)"}:
                assert line.kind == "conveyance"
