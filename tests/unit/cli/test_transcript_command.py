"""Transcripts by command: four formats, one room's words each, and nothing written over."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial

BEGINS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "docx": b"PK", "json": b"{"}


@pytest.mark.slow
def test_each_format_is_written_once_and_for_one_room(tmp_path: Path) -> None:
    """A person who asks for A's words gets A's words, in a file that is theirs alone."""
    trial = Trial(tmp_path)
    with trial.online():
        trial.set_up()
        trial.does("amal", "say", "Amal's words.", "--yes")
        trial.does("boris", "say", "Boris's words.", "--yes")
        for form, begins in BEGINS.items():
            out = tmp_path / f"a.{form}"
            one = ("transcript", "--format", form, "--out", str(out))
            trial.does("desk", *one, "--room", "A")
            assert out.read_bytes().startswith(begins)
            assert out.stat().st_mode & 0o077 == 0
            assert trial.tries("desk", *one, "--room", "A").code == 4
        page = (tmp_path / "a.html").read_text()
        assert "Amal&#39;s words." in page
        assert "Boris" not in page
        assert json.loads((tmp_path / "a.json").read_text())["export"]["name"] == "A"
        desk = ("transcript", "--format", "html", "--out", str(tmp_path / "j.html"))
        trial.does("desk", *desk, "--journal")
        assert trial.tries("desk", *desk).code == 3
        assert trial.tries("amal", *desk, "--journal").code == 3
        assert trial.tries("amal", *desk, "--room", "B").code == 3
