"""A case on the disk that is put back to a beginning again and again, and killed at points.

``KillHouse`` keeps the process that forks (``standing_by``), one port for the relay of all copies
(the seats' vaults name it), and a copy of the case's folder for each beginning.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

KILLED = -signal.SIGKILL
_PATIENCE_S = 30.0


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code, its answer (None where it had none), what it passed."""

    code: int
    answer: Any
    passed: tuple[str, ...]


@dataclass(frozen=True)
class Child:
    """A child under way."""

    pid: int
    answer: Path
    trace: Path


@dataclass(frozen=True)
class Death:
    """At which point, and at which turn there, a process is killed; nowhere for an empty name."""

    point: str = ""
    turn: int = 0


NOWHERE = Death()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@dataclass
class KillHouse:
    """Use it as a context manager."""

    folder: Path
    port: int = field(default_factory=_free_port)
    _made: int = 0

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.standing_by"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(_PATIENCE_S)
        self._process.stdout.close()

    def fresh(self) -> Path:
        """An empty case folder."""
        self._made += 1
        folder = self.folder / f"{self._made:04}"
        (folder / "relay").mkdir(parents=True)
        return folder

    def copy_of(self, beginning: Path) -> Path:
        """Another folder that holds what the beginning holds."""
        self._made += 1
        return shutil.copytree(beginning, self.folder / f"{self._made:04}")

    def start(self, work: str, folder: Path, *, dies: Death = NOWHERE, mutant: str = "") -> Child:
        """A child that does that work there."""
        self._made += 1
        answer, trace = (folder / f"{self._made}.{kind}" for kind in ("answer", "trace"))
        trace.touch()
        job = {
            "do": "fork",
            "work": work,
            "folder": str(folder),
            "port": self.port,
            "point": dies.point,
            "turn": dies.turn,
            "mutant": mutant,
            "answer": str(answer),
            "trace": str(trace),
        }
        return Child(self._ask(job), answer, trace)

    def end(self, child: Child) -> Ended:
        """How the child ended."""
        code = self._ask({"do": "wait", "pid": child.pid})
        answer = json.loads(child.answer.read_text()) if child.answer.exists() else None
        return Ended(code, answer, tuple(child.trace.read_text().splitlines()))

    def do(self, work: str, folder: Path, *, dies: Death = NOWHERE, mutant: str = "") -> Ended:
        """Start a child, and wait for its end."""
        return self.end(self.start(work, folder, dies=dies, mutant=mutant))

    def do_well(self, work: str, folder: Path, *, mutant: str = "") -> Any:
        """What a child answered that must not fail."""
        ended = self.do(work, folder, mutant=mutant)
        assert ended.code == 0, (work, ended, (folder / "child.log").read_text())
        return ended.answer

    @contextmanager
    def relay(self, folder: Path, *, mutant: str = "") -> Generator[None]:
        """A relay on that folder, stopped as a power cut would when the block is left."""
        child = self.start_relay(folder, mutant=mutant)
        try:
            yield
        finally:
            self.kill(child)

    def start_relay(self, folder: Path, *, dies: Death = NOWHERE, mutant: str = "") -> Child:
        """A relay on that folder that takes requests."""
        child = self.start("relay", folder, dies=dies, mutant=mutant)
        until = time.monotonic() + _PATIENCE_S
        while not child.answer.exists():
            assert time.monotonic() < until, (folder / "child.log").read_text()
            time.sleep(0.002)
        return child

    def kill(self, child: Child) -> Ended:
        """End the child now, if it has not died by itself."""
        os.kill(child.pid, signal.SIGKILL)
        return self.end(child)

    def _ask(self, job: dict[str, Any]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(job), file=self._process.stdin, flush=True)
        return int(json.loads(self._process.stdout.readline()))


def deaths_at(passed: tuple[str, ...]) -> list[Death]:
    """Each moment of a run that was watched: its point, and its turn there."""
    turns: Counter[str] = Counter()
    found: list[Death] = []
    for point in passed:
        turns[point] += 1
        found.append(Death(point, turns[point]))
    return found
