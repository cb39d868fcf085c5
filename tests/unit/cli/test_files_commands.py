"""Files by commands alone: given, listed, carried and saved, over a real relay."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from tests.unit.cli.trial import Trial
from wasit.cli.attaching import FileBar

PLAN = bytes(range(256)) * 600


@pytest.mark.slow
def test_file_goes_from_room_to_room_by_the_desk(tmp_path: Path) -> None:
    """Three people, three homes: what Boris saves is what Amal gave, under the mark she set."""
    trial = Trial(tmp_path)
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(PLAN)
    with trial.online():
        trial.set_up()
        say = ("say", "Here is our plan.", "--mark", "in_substance", "--yes")
        said = trial.does(
            "amal", *say, "--attach", str(plan), "--attach-mark", "verbatim", "--json"
        )
        assert "--strip-metadata" in said.err
        assert "plan.pdf" in said.err
        statement = said.told["id"]
        (listed,) = trial.asks("desk", "files")
        assert listed["id"] == f"{statement}#2"
        assert (listed["name"], listed["size"]) == ("plan.pdf", len(PLAN))
        assert listed["sha256"] == hashlib.sha256(PLAN).hexdigest()
        to_b = ("--to", "B", "--manner", "in_substance", "--as", "side A", "--yes")
        shown = trial.does("desk", "convey", "--attach", f"{statement}#2", *to_b, "--json")
        assert "plan.pdf" in shown.err
        (brought,) = trial.asks("boris", "files")
        assert (brought["author"], brought["kind"]) == ("side A", "conveyance")
        out = tmp_path / "saved.pdf"
        trial.does("boris", "save", brought["id"], "--out", str(out))
        assert out.read_bytes() == PLAN
        again = trial.tries("boris", "save", brought["id"], "--out", str(out))
        assert again.code == 4
        (line,) = trial.asks("boris", "inbox", "--all")[-1]["sentences"]
        assert line["file"] == {k: brought[k] for k in ("type", "size", "sha256")}
        assert "[file, application/pdf" in trial.does("amal", "statements").out


@pytest.mark.slow
def test_file_that_may_not_cross_is_refused_by_its_mark(tmp_path: Path) -> None:
    """The mark of the words is the file's where it has none of its own."""
    trial = Trial(tmp_path)
    plan = tmp_path / "plan.txt"
    plan.write_text("our plan")
    with trial.online():
        trial.set_up()
        say = ("say", "Here is our plan.", "--mark", "in_substance", "--yes", "--json")
        statement = trial.does("amal", *say, "--attach", str(plan)).told["id"]
        to_b = ("--to", "B", "--manner", "in_substance", "--yes")
        refused = trial.tries("desk", "convey", "A plan.", "--attach", f"{statement}#2", *to_b)
        assert (refused.code, getattr(refused.error, "code", "")) == (4, "mark-wording")
        named = ("--to", "B", "--manner", "own_words", "--yes")
        as_own = trial.tries("desk", "convey", "See this.", "--attach-own", str(plan), *named)
        assert getattr(as_own.error, "code", "") == "file-of-another"
        nothing = trial.tries("desk", "convey", *named)
        assert nothing.code == 2
        assert trial.asks("boris", "files") == []


@pytest.mark.slow
def test_stripped_picture_is_what_is_given(tmp_path: Path) -> None:
    """The place where it was taken stays at home, and the note does not come."""
    trial = Trial(tmp_path)
    exif = Image.Exif()
    exif[0x010E] = "Hotel Al Bustan"
    photo = tmp_path / "bridge.jpg"
    Image.new("RGB", (8, 8)).save(photo, exif=exif)
    with trial.online():
        trial.set_up()
        say = ("say", "The bridge today.", "--yes", "--attach", str(photo), "--strip-metadata")
        said = trial.does("amal", *say, "--json")
        assert "may tell where" not in said.err
        trial.does("amal", "save", said.told["id"], "--out", str(tmp_path / "out.jpg"))
    assert b"Bustan" in photo.read_bytes()
    assert b"Bustan" not in (tmp_path / "out.jpg").read_bytes()


def test_bar_is_shown_on_a_terminal_after_a_second_only(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A quick file needs no bar, a slow one needs one, and a script gets neither."""
    now = [0.0]
    monkeypatch.setattr("wasit.cli.attaching.time.monotonic", lambda: now[0])

    def run(seconds: float, *, terminal: bool) -> str:
        monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
        bar, now[0] = FileBar(), 0.0
        for done in range(4):
            bar(done, 4)
            now[0] += seconds
        bar(4, 4)
        return capfd.readouterr().err

    assert run(0.1, terminal=True) == ""
    assert run(5.0, terminal=False) == ""
    assert "parts" in run(5.0, terminal=True)
