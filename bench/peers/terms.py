"""Our exact frontier beside NegMAS's, on the same domains in the same run.

NegMAS lives in an environment of its own (``make bench-peers``); a process speaks to it.
Ratios are ours to theirs, the median over alternating rounds; below 1 we are faster. Point
counts stand beside them: NegMAS counts in floats and, past 100,000 points, cuts without a word.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.terms_domains import independent, opposed
from wasit.terms.frontier import frontier
from wasit.terms.reading import Reading

_PEER = Path(__file__).with_name("negmas_frontier.py")
ROUNDS = 3

CASES: list[tuple[str, str, Reading]] = [
    (
        "pareto_frontier on 10^5 outcomes, independent",
        "enumeration",
        independent(sides=2, issues=5, options=10, seed=1),
    ),
    (
        "pareto_frontier on 10^5 outcomes, opposed",
        "enumeration",
        opposed(issues=5, options=10, seed=1),
    ),
    (
        "MOBANOS on 10 x 10, independent",
        "mobanos",
        independent(sides=2, issues=10, options=10, seed=1),
    ),
    ("MOBANOS on 10 x 10, opposed", "mobanos", opposed(issues=10, options=10, seed=1)),
]


def figures(python: str) -> Iterator[dict[str, object]]:
    """Per case: seconds of ours and theirs, and the ratio."""
    for name, method, reading in CASES:
        ours: list[float] = []
        theirs: list[float] = []
        points = {"ours": 0, "theirs": 0}
        for _ in range(ROUNDS):
            started = time.perf_counter()
            points["ours"] = len(frontier(reading).points)
            ours.append(time.perf_counter() - started)
            answer = _ask(python, method, reading)
            theirs.append(answer["seconds"])
            points["theirs"] = int(answer["points"])
        yield {
            "figure": f"exact frontier to NegMAS {name}",
            "value": round(statistics.median(a / b for a, b in zip(ours, theirs, strict=True)), 5),
            "unit": "ratio",
            "better": "lower",
            "seconds": {
                "ours": round(statistics.median(ours), 5),
                "theirs": round(statistics.median(theirs), 5),
            },
            "points": points,
        }


def _ask(python: str, method: str, reading: Reading) -> dict[str, float]:
    worth = [[[float(value) for value in row] for row in table] for table in reading.worth]
    done = subprocess.run(
        [python, str(_PEER)],
        input=json.dumps({"method": method, "worth": worth}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    for figure in figures(sys.argv[1]):
        print(json.dumps(figure), flush=True)
