"""The page on the command line: every command is there, and prints what the page says."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.unit.cli.trial import Trial
from wasit.cli.main import COMMANDS, main
from wasit.errors import WasitError

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", TEXT, re.MULTILINE))


def test_every_command_is_on_the_page() -> None:
    """A command that no page names is found by nobody."""
    for name in COMMANDS:
        assert f"`wasit {name}`" in TEXT, name


def test_every_command_with_json_says_what_it_prints() -> None:
    """A program that reads our output needs names that are promised."""
    context = main.make_context("wasit", ["paths"], resilient_parsing=True)
    with_json: set[str] = set()
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        if any("--json" in option.opts for option in command.params):
            with_json.add(name)
    assert set(ROWS) == with_json


@pytest.mark.slow
def test_json_holds_the_names_that_the_page_promises(tmp_path: Path) -> None:
    """Held against what the commands print in real talks."""
    trial = Trial(tmp_path)
    with trial.online():
        trial.set_up()
        paper = tmp_path / "paper.txt"
        paper.write_text("a paper")
        page = str(tmp_path / "page.html")
        marked = ("--mark", "in_substance", "--yes", "--attach", str(paper))
        said = trial.asks("amal", "say", "One.", *marked)
        carry = ("--to", "B", "--manner", "in_substance", "--from", said["id"], "--yes")
        carried = trial.asks("desk", "convey", "The first.", *carry)
        asked = trial.asks("boris", "ask", carried["id"], "Why?", "--yes")
        requested = trial.asks("boris", "convene", "request", "--yes")
        printed: dict[str, Any] = {
            "say": said,
            "convey": carried,
            "ask": asked,
            "convene": requested,
            "files": trial.asks("amal", "files"),
            "diff": trial.asks("desk", "diff", carried["id"]),
            "search": trial.asks("desk", "search", "one"),
            "save": trial.asks("amal", "save", said["id"], "--out", str(tmp_path / "saved")),
            "doctor": trial.asks("amal", "doctor"),
            "inbox": trial.asks("desk", "inbox"),
            "invitations": trial.asks("desk", "invitations"),
            "journal": trial.asks("desk", "journal"),
            "people": trial.asks("desk", "people"),
            "paths": trial.asks("desk", "paths"),
            "report": trial.asks("desk", "report", said["id"], "--what", "held", "--yes"),
            "rounds": trial.asks("boris", "rounds"),
            "statements": trial.asks("amal", "statements"),
            "words": trial.asks("amal", "words"),
            "export": trial.asks("amal", "export", str(tmp_path / "out")),
            "transcript": trial.asks("amal", "transcript", "--format", "html", "--out", page),
            "verify": trial.asks("nobody", "verify", str(tmp_path / "out")),
        }
    for command, value in printed.items():
        one: dict[str, Any] = value if "keys" in dir(value) else value[0]
        row = re.sub(r"\([^)]*\)", "", ROWS[command]).partition(";")[0]
        assert list(one) == re.findall(r"`([a-z_0-9]+)`", row), command
    sentence = re.search(r"`sentences` \(each (.*?)\)", ROWS["inbox"])
    assert sentence is not None
    first = printed["inbox"][0]["sentences"][0]
    assert list(first) == re.findall(r"`([a-z_0-9]+)`", sentence[1])


def test_exit_codes_on_the_page_are_those_of_the_errors() -> None:
    """Scripts branch on these numbers."""
    codes = {int(code) for code in re.findall(r"^\| (\d+) \| ", TEXT, re.MULTILINE)}
    groups = {each.exit_code for each in WasitError.__subclasses__()}
    assert groups | {0, 2, 130} == codes


@pytest.mark.slow
def test_a_shell_can_complete_commands_and_options() -> None:
    """Whoever types under stress should not have to remember."""
    runner = [sys.executable, "-m", "wasit"]
    for words, wanted in [("wasit con", "condition-met"), ("wasit say --ma", "--mark")]:
        env = os.environ | {
            "_WASIT_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        }
        done = subprocess.run(runner, env=env, capture_output=True, text=True, timeout=60)
        assert f"plain,{wanted}" in done.stdout.splitlines(), done


@pytest.mark.slow
def test_a_reader_that_goes_away_ends_a_command_quietly(tmp_path: Path) -> None:
    """``| head`` must not print a traceback over the words."""
    piped = f'"{sys.executable}" -m wasit say --help | true'
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""


def test_an_error_with_json_is_one_object(tmp_path: Path) -> None:
    """A program that calls ours must not parse sentences."""
    import json

    from wasit.cli.main import status_of

    env = {"WASIT_HOME": str(tmp_path / "none")}
    with CliRunner().isolation(env=env) as (out, err, _):
        code = status_of(["inbox", "--json"])
        printed, told = out.getvalue(), json.loads(err.getvalue())
    assert (code, printed) == (3, b"")
    assert (set(told), told["code"]) == ({"code", "message", "advice"}, "not-a-seat")
