"""A process that forks: one seat or one relay per fork, killed at a point as a power cut would.

``python -m tests.kills.standing_by`` reads jobs, one JSON object a line, and answers each with one
line. ``fork`` starts a child that does one of ``WORK`` and answers its pid; ``wait`` answers how a
child ended. A child calls ``reach`` at every ``Point``: it writes the point's name to its trace
file, and where it is the point and the turn that the job names, the child kills itself (SIGKILL).
Importing everything once, here, is what makes a hundred real processes cheap.
"""

import json
import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.kills.mutants import plant
from tests.kills.work import WORK, Place
from wasit.adapters.relay_client import RelayClient
from wasit.bootstrap import shipped_checks
from wasit.points import Point
from wasit.talks.carried import Manner
from wasit.talks.wording import Wording, findings_of


@dataclass
class Watch:
    """Notes each point that is reached, and ends the process at one of them."""

    trace: Path
    die_at: tuple[str, int] | None
    reached: Counter[str] = field(default_factory=Counter[str])

    def reach(self, point: Point) -> None:
        self.reached[point.value] += 1
        with self.trace.open("a", encoding="utf-8") as trace:
            trace.write(f"{point.value}\n")
        if (point.value, self.reached[point.value]) == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)


def _work(job: dict[str, Any]) -> None:
    plant(job["mutant"])
    die_at = (job["point"], job["turn"]) if job["point"] else None
    watch = Watch(Path(job["trace"]), die_at)
    place = Place(folder=Path(job["folder"]), port=job["port"], reach=watch.reach)
    answer = WORK[job["work"]](place, _tell(Path(job["answer"])))
    _tell(Path(job["answer"]))(answer)


def _tell(path: Path) -> Callable[[object], None]:
    """Writes an answer as a whole: it is there or it is not."""

    def tell(answer: object) -> None:
        unfinished = path.with_suffix(".part")
        unfinished.write_text(json.dumps(answer), encoding="utf-8")
        unfinished.rename(path)

    return tell


def _fork(job: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        with Path(job["folder"], "child.log").open("a", encoding="utf-8") as log:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
            _work(job)
        code = 0
    except BaseException:  # noqa: BLE001 (the child's outermost edge)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _warm_up() -> None:
    """Load once, here, what clients and checks load when they are first used."""
    RelayClient("http://127.0.0.1:1").close()
    words = Wording(words=("One ship.",), language="en", manner=Manner.OWN_WORDS, target="A")
    findings_of(words, shipped_checks())


def main() -> None:
    """Do as each line says, until there is none."""
    _warm_up()
    for line in sys.stdin:
        job = json.loads(line)
        if job["do"] == "fork":
            answer = _fork(job)
        else:
            answer = os.waitstatus_to_exitcode(os.waitpid(job["pid"], 0)[1])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
