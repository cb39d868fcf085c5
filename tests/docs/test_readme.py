"""The README and the pages: every command runs, every file they name is there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#:]+)\)")


def commands(page: Path) -> list[str]:
    """Every line of every shell block of a page."""
    blocks = _SHELL.findall(page.read_text(encoding="utf-8"))
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_a_page_run(page: Path, tmp_path: Path) -> None:
    """A command that a reader copies must work as it stands; make targets must exist."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (tmp_path / "cases").symlink_to(ROOT / "cases")
    for line in commands(page):
        program, *rest = shlex.split(line)
        if program == "make":
            assert re.search(rf"^{rest[0]}:", makefile, re.MULTILINE), line
            continue
        assert program in {".venv/bin/wasit", "wasit"}, f"{page.name}: {line} cannot be tested"
        command = [sys.executable, "-m", "wasit", *rest]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{line}: {done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_a_page_names_are_there(page: Path) -> None:
    """A link or a test that is named and is not there is a promise nobody keeps."""
    text = page.read_text(encoding="utf-8")
    for link in _LINK.findall(text):
        assert (page.parent / link).exists(), f"{page.name} links to {link}"
    for path in re.findall(r"`((?:tests|src|cases|docs)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), f"{page.name} names {path}"


def test_pages_that_the_code_names_are_there() -> None:
    """A docstring that sends its reader to a page nobody wrote wastes their time."""
    for source in sorted((ROOT / "src").rglob("*.py")):
        for page in re.findall(r"docs/[\w./-]+\.(?:md|json)", source.read_text(encoding="utf-8")):
            assert (ROOT / page).exists(), f"{source.name} names {page}"


def test_every_command_has_help() -> None:
    """Whoever types --help gets a sentence, not a traceback."""
    from click.testing import CliRunner

    from wasit.cli.main import COMMANDS, main

    for name in COMMANDS:
        done = CliRunner().invoke(main, [name, "--help"])
        assert done.exit_code == 0, done.output
        assert "Usage:" in done.stdout
