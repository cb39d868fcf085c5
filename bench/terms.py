"""How long the exact frontier takes, the frontier call alone, best of three rounds.

The domains are those of ``terms_domains.py``; a figure names the points found and whether the
frontier is complete, so that a fast partial answer cannot pass for a fast one.
"""

import json
import time
from collections.abc import Callable, Iterator

from bench.terms_domains import independent, linked, opposed, powers_of_two
from wasit.terms.frontier import Frontier, frontier
from wasit.terms.reading import Reading

ROUNDS = 3

CASES: list[tuple[str, Callable[[], Reading], float | None]] = [
    ("2 sides, 10 opposed issues of 10", lambda: opposed(issues=10, options=10, seed=1), 0.15),
    ("2 sides, 20 opposed issues of 10", lambda: opposed(issues=20, options=10, seed=1), 0.3),
    ("2 sides, 50 opposed issues of 10", lambda: opposed(issues=50, options=10, seed=1), None),
    (
        "2 sides, 20 opposed issues of 5, 16 linkages",
        lambda: linked(issues=20, options=5, links=16, seed=1),
        0.2,
    ),
    (
        "3 sides, 10 independent issues of 10",
        lambda: independent(sides=3, issues=10, options=10, seed=1),
        0.5,
    ),
    ("2 sides, 20 yes or no issues in powers of two", lambda: powers_of_two(issues=20), None),
]


def timed(reading: Reading) -> tuple[Frontier, list[float]]:
    """The frontier and how long each round took, in seconds."""
    found = frontier(reading)
    rounds: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        found = frontier(reading)
        rounds.append(time.perf_counter() - started)
    return found, rounds


def figures() -> Iterator[dict[str, object]]:
    """Per case: seconds for the exact frontier, its points, and the aim where there is one."""
    for name, make, aim in CASES:
        found, rounds = timed(make())
        figure: dict[str, object] = {
            "figure": f"exact frontier, {name}",
            "value": round(min(rounds), 4),
            "unit": "s",
            "rounds": [round(taken, 4) for taken in rounds],
            "points": len(found.points),
            "complete": found.complete,
        }
        if aim is not None:
            figure |= {"aim": aim, "better": "lower"}
        if found.why:
            figure["why"] = found.why
        yield figure


if __name__ == "__main__":
    for figure in figures():
        print(json.dumps(figure), flush=True)
