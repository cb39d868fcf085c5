"""What the fidelity check catches on the kept-aside pairs, beside three plain methods.

    python -m bench.fidelity_quality [FILE ...]

Without a file: the kept-aside pairs of the project's own cases. The plain methods are those a desk
could rig up in an afternoon, each with the threshold that serves it best on the tuned pairs:
shared shingles of five words; figures and capitalised words that differ; rapidfuzz
``token_set_ratio``. They only say that something changed, never what.
"""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from rapidfuzz import fuzz

from wasit.checks.fidelity.cases import FidelityCase, Scores, answer, read_cases

CASES = Path(__file__).parent.parent / "tests" / "cases" / "fidelity"
Measure = Callable[[FidelityCase], float]
"""How alike a pair is, 0 to 1; below a threshold it counts as changed."""
_WORD = re.compile(r"\w+")


def cases_of(path: Path) -> list[FidelityCase]:
    """The pairs of a file."""
    return list(read_cases(path.read_bytes().splitlines()))


def _overlap(one: set[object], other: set[object]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def shingles(case: FidelityCase, size: int = 5) -> float:
    """Share of five-word runs that both texts have."""

    def runs(text: str) -> set[object]:
        words = _WORD.findall(text.lower())
        return {tuple(words[at : at + size]) for at in range(max(len(words) - size + 1, 1))}

    return _overlap(runs(case.original), runs(case.conveyed))


def figures_and_capitals(case: FidelityCase) -> float:
    """Share of figures and capitalised words, past the first word, that both texts have."""

    def marks(text: str) -> set[object]:
        words = _WORD.findall(text)
        return {w for at, w in enumerate(words) if w[0].isdigit() or (at and w[0].isupper())}

    return _overlap(marks(case.original), marks(case.conveyed))


def token_set(case: FidelityCase) -> float:
    """The token set ratio, as a fraction."""
    return fuzz.token_set_ratio(case.original, case.conveyed) / 100


def _rates(cases: Iterable[FidelityCase], measure: Measure, at: float) -> tuple[float, float]:
    """Unfaithful and faithful pairs called changed, as fractions."""
    called = {True: [0, 0], False: [0, 0]}
    for case in cases:
        counts = called[bool(case.faithful)]
        counts[0] += measure(case) < at
        counts[1] += 1
    return called[False][0] / called[False][1], called[True][0] / called[True][1]


def best_threshold(cases: list[FidelityCase], measure: Measure) -> float:
    """The threshold with the most unfaithful pairs caught beyond faithful ones flagged."""

    def gain(at: float) -> float:
        caught, alarms = _rates(cases, measure, at)
        return caught - alarms

    return max((n / 20 for n in range(1, 21)), key=gain)


def main() -> None:
    """Print the check's figures by kind and language, then one line for each plain method."""
    paths = [Path(name) for name in sys.argv[1:]] or [CASES / "outside-aside.jsonl"]
    cases = [case for path in paths for case in cases_of(path)]
    scores = Scores()
    for case in cases:
        scores.add(case, answer(case))
    print("\n".join(scores.lines()))
    tuned = cases_of(CASES / "tuned.jsonl")
    plain: dict[str, Measure] = {
        "5-word shingles": shingles,
        "figures and capitals": figures_and_capitals,
        "rapidfuzz token_set_ratio": token_set,
    }
    for name, measure in plain.items():
        at = best_threshold(tuned, measure)
        caught, alarms = _rates(cases, measure, at)
        print(f"{name} < {at}: unfaithful flagged {caught:.2f}, faithful flagged {alarms:.2f}")


if __name__ == "__main__":
    main()
