"""The guide for three machines, run as it stands: three homes and a relay process of its own."""

import json
import shlex
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.docs.console import Bound, Step, hold_to, steps_of
from tests.unit.cli.trial import secret
from wasit.cli.main import COMMANDS, status_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "three-machines.md"


@contextmanager
def relay_process(command: str, folder: Path, bound: Bound, shown: str) -> Generator[None]:
    """``wasit relay`` as the page starts it, at a free port; its address is bound."""
    program, *rest = shlex.split(command.replace("8750", "0").replace("/srv/wasit", str(folder)))
    assert program == "wasit"
    process = subprocess.Popen(
        [sys.executable, "-m", "wasit", *rest], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        told, page = json.loads(process.stdout.readline()), json.loads(shown)
        assert told.keys() == page.keys()
        bound.by_page[page["url"]] = told["url"]
        yield
    finally:
        process.terminate()
        assert process.wait(20) == 0
        if process.stdout is not None:
            process.stdout.close()


def run(step: Step, folder: Path, bound: Bound) -> list[str]:
    """The lines that a step printed, stdout and stderr as a person sees them."""
    program, *arguments = shlex.split(bound.put_into(step.command))
    assert program == "wasit"
    arguments = [each.replace("/srv/wasit", str(folder)) for each in arguments]
    typed = "".join(f"{bound.put_into(each)}\n" for each in step.typed)
    env = {
        "WASIT_HOME": str(folder / step.machine),
        "WASIT_PASSPHRASE_FILE": str(folder / "passphrase"),
        "WASIT_PASSPHRASE_COST": "1,1,128",
    }
    with CliRunner().isolation(input=typed, env=env) as (_, _, both):
        code = status_of(arguments)
        text = both.getvalue().decode()
    text = text.replace("\u2068", "").replace("\u2069", "").replace(str(folder), "/srv/wasit")
    refused = any(line.startswith("wasit: ") for line in step.shown)
    assert code == (4 if refused else 0), f"{step.command}: {text}"
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.slow
def test_the_guide_runs_as_it_stands(tmp_path: Path) -> None:
    """A person who types what the guide says must see what the guide shows."""
    secret(tmp_path / "passphrase", "a passphrase for the guide")
    bound = Bound()
    first, *steps = steps_of(PAGE)
    assert first.machine == "relay"
    with relay_process(first.command, tmp_path, bound, first.shown[0]):
        for step in steps:
            printed = run(step, tmp_path, bound)
            if step.shown != ("...",):
                hold_to(step.shown, printed, bound)


def test_the_guide_uses_only_commands_that_are_there() -> None:
    """The quick half of the test above."""
    for step in steps_of(PAGE):
        assert shlex.split(step.command)[1] in COMMANDS, step.command


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("abcdef  done", "123456  undone"),
        ("abcdef abcdef", "123456 654321"),
        ("at 2026-01-10T09:00:00Z", "at noon"),
        ("one line", "one line more"),
    ],
)
def test_another_output_than_shown_is_noticed(shown: str, printed: str) -> None:
    """A guide's test that takes anything shows nothing."""
    with pytest.raises(AssertionError):
        hold_to((shown,), [printed], Bound())
