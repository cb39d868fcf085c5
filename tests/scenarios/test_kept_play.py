"""What a play leaves on the disk: no word of it in any byte, nothing alterable unseen."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wasit.play.verifying import FramesDiffer, verify_folder

pytestmark = pytest.mark.slow

CASE = Path("cases/muscat-2024.toml")
QUIET_CASE = """
title = "Zz"
starts = 2024-01-07T08:00:00Z
[desk]
name = "Qq"
people = [{ seat = "d", name = "Ww", role = "head" }]
[[room]]
name = "Xx"
people = [{ seat = "x", name = "Vv" }]
"""


def wasit(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    command = [sys.executable, "-m", "wasit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Muscat played and kept, and what ``--json`` said of it."""
    folder = tmp_path_factory.mktemp("kept") / "muscat"
    done = wasit("play", str(CASE), "--json", "--keep", str(folder))
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


def bytes_of(folder: Path) -> bytes:
    """Every byte of every file, and every file's name."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = "\n".join(str(path.relative_to(folder)) for path in files).encode()
    return names + b"\n".join(path.read_bytes() for path in files)


def spoken(text: str) -> set[str]:
    """Every text, name, mark and longer word of a script.

    Eight letters and more: a shorter word stands in a megabyte of sealed bytes by chance alone
    ("aide", once in a few dozen runs); eight letters do so once in millions.
    """
    texts = set(re.findall(r'"([^"\n]{8,})"', text))
    return texts | {word for each in texts for word in re.findall(r"\w{8,}", each)}


def test_kept_folder_holds_no_word_spoken(
    kept: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    """Whoever copies the disk of the relay or of a closed seat learns none of it."""
    quiet = tmp_path / "quiet.toml"
    quiet.write_text(QUIET_CASE)
    assert wasit("play", str(quiet), "--keep", str(tmp_path / "quiet")).returncode == 0
    of_the_program = bytes_of(tmp_path / "quiet").lower()
    found = bytes_of(kept[0]).lower()
    words = spoken(CASE.read_text(encoding="utf-8"))
    assert len(words) > 150
    for word in words:
        for encoded in (word.lower().encode(), word.lower().encode("utf-16-le")):
            assert encoded not in found or encoded in of_the_program, word


def test_json_tells_the_whole_play(kept: tuple[Path, dict[str, Any]]) -> None:
    """Programs that grade or replay a training case read this object."""
    told = kept[1]
    assert told["case"] == "Muscat, January 2024"
    assert told["verified"] is True
    assert [each["step"] for each in told["refused"]] == [
        "patience-refused",
        "offer-held",
        "step-29",
        "syria-refused",
    ]
    assert set(told["rooms"]) == {"Iran", "United States"}
    assert all(set(line) == {"from", "text", "at"} for line in told["rooms"]["Iran"])
    assert all(line["at"] for lines in told["rooms"].values() for line in lines)
    assert {"intent", "handed_on", "refusal", "outcome", "committed"} <= {
        each["kind"] for each in told["journal"]
    }
    assert told["relay_saw"]["frames"] > 100
    assert len(told["relay_saw"]["frames_by_size"]) <= 12


def test_one_seat_is_shown_its_own_room_only() -> None:
    """Trainers hand this to the players of one side."""
    done = wasit("play", str(CASE), "--json", "--seat", "mcgurk")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {"case", "rooms", "verified"}
    assert set(told["rooms"]) == {"United States"}
    assert "lever" not in done.stdout


def test_verify_passes_on_what_was_kept(kept: tuple[Path, dict[str, Any]]) -> None:
    """The success beside the refusals below."""
    done = wasit("verify", str(kept[0]), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["frames"] > 100


def relay_frames(folder: Path) -> list[tuple[int, str, int, bytes]]:
    """Place, log id, number and bytes of every frame in the relay's database."""
    with sqlite3.connect(folder / "relay" / "relay.db") as db:
        rows = db.execute(
            "SELECT place, hex(log_id), place & 4294967295, frame FROM frames "
            "JOIN logs ON logs.log = place >> 32 ORDER BY 1"
        ).fetchall()
    return [(row, log.lower(), number, frame) for row, log, number, frame in rows]


def put_frame(folder: Path, row: int, frame: bytes) -> None:
    """Alter one frame where it lies."""
    with sqlite3.connect(folder / "relay" / "relay.db") as db:
        db.execute("UPDATE frames SET frame = ? WHERE place = ?", (frame, row))


def test_any_altered_frame_is_named(kept: tuple[Path, dict[str, Any]]) -> None:
    """Of every log one frame in five, each at another byte: found, with its log and number."""
    folder = kept[0]
    frames = relay_frames(folder)
    for row, log, number, frame in frames[:: len(frames) // 40]:
        at = (row * 7919) % len(frame)
        put_frame(folder, row, frame[:at] + bytes([frame[at] ^ (1 << row % 8)]) + frame[at + 1 :])
        with pytest.raises(FramesDiffer, match=f"log {log}, number {number}:"):
            verify_folder(folder)
        put_frame(folder, row, frame)
    verify_folder(folder)


def test_altered_frame_exits_4(kept: tuple[Path, dict[str, Any]]) -> None:
    """A script that verifies nightly must not read past it."""
    folder = kept[0]
    row, log, number, frame = relay_frames(folder)[30]
    put_frame(folder, row, frame[:-1] + bytes([frame[-1] ^ 1]))
    done = wasit("verify", str(folder))
    put_frame(folder, row, frame)
    assert done.returncode == 4
    assert log in done.stderr
    assert f"number {number}" in done.stderr


def test_altered_vault_is_found(kept: tuple[Path, dict[str, Any]]) -> None:
    """Flips in a vault are found by its authenticated pages, or change nothing it holds."""
    vault = kept[0] / "seats" / "03" / "vault"
    whole = vault.read_bytes()
    found = 0
    for at in range(1000, len(whole), len(whole) // 12):
        vault.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            verify_folder(kept[0])
        except FramesDiffer:
            found += 1
        finally:
            vault.write_bytes(whole)
    assert found >= 10


def test_folder_that_holds_something_is_not_played_into(tmp_path: Path) -> None:
    """A play must not overwrite another one."""
    (tmp_path / "precious").write_text("x")
    done = wasit("play", str(CASE), "--keep", str(tmp_path))
    assert done.returncode == 4
    assert "folder-not-empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]
