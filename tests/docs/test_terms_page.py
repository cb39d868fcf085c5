"""The page on terms: its commands for the journal run as they stand, in real talks."""

import re
import shlex
from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial
from wasit.cli.terms import COMMANDS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "terms.md"
TEXT = PAGE.read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SAID = {"3f2a": "North", "81c0": "North", "9be1": "North", "77d2": "North"}


def test_every_command_on_terms_is_on_the_page() -> None:
    """A command that no page names is found by nobody."""
    for name in COMMANDS:
        assert f"`{name}`" in TEXT or f"wasit terms {name} " in TEXT, name


@pytest.mark.slow
def test_the_commands_for_the_journal_run_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever copies them, with ids of their own, gets what the page says."""
    (block,) = _BLOCK.findall(TEXT)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text("No attacks [before | once].\n", encoding="utf-8")
    (tmp_path / "pieces.toml").write_text(
        '[[issues]]\nname = "Aid"\noptions = ["none", "daily"]\n', encoding="utf-8"
    )
    trial = Trial(tmp_path)
    with trial.online():
        token = ("--creation-token-file", str(tmp_path / "token"))
        case = ("--title", "Truce talks", "--name", "Dalal", "--relay", trial.url)
        trial.does("desk", "new", *case, *token, "--room", "North", "--room", "South")
        trial.read_sheet_back()
        trial.let_in("nora", "Nora", room="North")
        ids = {
            page: str(trial.asks("nora", "say", f"First. {page}", "Second.", "--yes")["id"])
            for page in _SAID
        }
        trial.does("desk", "terms", "issue", "Funds", "--option", "held", "--option", "freed")
        trial.does("desk", "terms", "issue", "Aid", "--option", "none", "--option", "daily")
        lines = block.splitlines()
        assert len(lines) > 10
        for line in lines:
            typed = line
            for page, real in ids.items():
                typed = typed.replace(page, real[:12])
            program, *words = shlex.split(typed)
            assert program == "wasit"
            if "take-back" in words:
                pieces = trial.asks("desk", "terms", "pieces")
                (limit,) = [each for each in pieces if each["kind"] == "limit_told"]
                words[words.index("41")] = str(limit["number"])
            trial.does("desk", *words)
        left = {each["kind"] for each in trial.asks("desk", "terms", "pieces")}
        assert {"preferred", "weighed", "linked", "committed", "adhered"} <= left
        assert "limit_told" not in left
