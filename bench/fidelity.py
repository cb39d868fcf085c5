"""How long the fidelity check takes over a pair, and how that compares with a token ratio.

Every pair of the project's own cases is checked once, read afresh; the ratio is to rapidfuzz
``token_set_ratio`` over the same pairs in the same run. Times are the processor's.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz

from wasit.checks.fidelity import check_fidelity
from wasit.checks.fidelity.cases import FidelityCase, read_cases
from wasit.checks.fidelity.reading import read

CASES = Path(__file__).parent.parent / "tests" / "cases" / "fidelity"
REPEATS = 200


def all_cases() -> list[FidelityCase]:
    """Every pair of the project's own cases."""
    found: list[FidelityCase] = []
    for name in ("tuned", "kept-aside", "reworded", "outside", "outside-2", "outside-3"):
        lines = (CASES / f"{name}.jsonl").read_bytes().splitlines()
        found.extend(read_cases(lines))
    return found


def figures() -> Iterator[dict[str, object]]:
    """Time for one pair, its slowest hundredth, and the ratio to a token ratio."""
    cases = all_cases()
    check_fidelity(cases[0].pair())
    times: list[float] = []
    for case in cases:
        read.cache_clear()
        started = time.thread_time()
        check_fidelity(case.pair())
        times.append((time.thread_time() - started) * 1e3)
    started = time.thread_time()
    for _ in range(REPEATS):
        for case in cases:
            fuzz.token_set_ratio(case.original, case.conveyed)
    plain = (time.thread_time() - started) * 1e3 / REPEATS / len(cases)
    yield {
        "figure": f"fidelity check: one pair, over {len(cases)} pairs in six languages",
        "value": round(median(times), 2),
        "unit": "ms",
        "baseline": {"rapidfuzz token_set_ratio, ms": round(plain, 5)},
        "ratio": round(median(times) / plain, 1),
        "most_of_99_in_100": round(sorted(times)[len(times) * 99 // 100], 2),
        "most": round(max(times), 2),
    }
