"""What the leak guard catches on the kept-aside cases, beside three plain methods.

    python -m bench.leak_quality [FILE ...]

Without a file: those of the project's own cases that were kept aside. The plain methods are those a
desk could rig up in an afternoon: shingles of five words; any figure or capitalised word of the
draft that a statement has and the room does not know; rapidfuzz ``token_set_ratio`` at three
thresholds.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rapidfuzz import fuzz

from wasit.checks.leak.cases import Case, Score, answer, read_cases
from wasit.checks.leak.shapes import Hit, Kept, Report

CASES = Path(__file__).parent.parent / "tests" / "cases" / "leak"
Method = Callable[[Case], Report]
THRESHOLDS = (45, 55, 65)
_WORD = re.compile(r"\w+")


def cases_of(path: Path) -> list[Case]:
    """The cases of a file."""
    with path.open("rb") as lines:
        return list(read_cases(lines, source=path.name))


def score_of(cases: Iterable[Case], method: Method) -> Score:
    """The method's score on labelled cases."""
    score = Score()
    for case in cases:
        score.add(case, method(case))
    return score


def _kept_from(case: Case) -> Iterator[Kept]:
    for kept in case.secrets:
        if kept.owner != case.to and kept.sid not in (case.conditions_met or ()):
            yield kept


def _report(case: Case, found: Callable[[Kept], str]) -> Report:
    spans = ((kept.sid, found(kept)) for kept in _kept_from(case))
    return Report.of([Hit(sid, span, "verbatim", "stop", "") for sid, span in spans if span])


def _shingles(text: str, size: int = 5) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def shingles(case: Case) -> Report:
    """A run of five words of a statement that no known text has."""
    known = {s for text in case.known_to_audience or () for s in _shingles(text)}
    ours = _shingles(case.draft) - known
    return _report(case, lambda kept: case.draft if ours & _shingles(kept.text) else "")


def _marks(text: str) -> set[str]:
    words = _WORD.findall(text)
    return {w for at, w in enumerate(words) if w[0].isdigit() or (at and w[0].isupper())}


def figures_and_capitals(case: Case) -> Report:
    """A figure or a capitalised word of a statement that no known text has."""
    known = {w for text in case.known_to_audience or () for w in _WORD.findall(text)}
    ours = set(_WORD.findall(case.draft)) - known
    return _report(case, lambda kept: next(iter(sorted(ours & _marks(kept.text))), ""))


def token_set(threshold: int) -> Method:
    """``token_set_ratio`` of draft and statement at or above a threshold."""

    def method(case: Case) -> Report:
        def found(kept: Kept) -> str:
            return case.draft if fuzz.token_set_ratio(case.draft, kept.text) >= threshold else ""

        return _report(case, found)

    return method


def main() -> None:
    """Print the guard's score by kind and language, then one line for each plain method."""
    paths = [Path(name) for name in sys.argv[1:]] or [CASES / "kept-aside-2.jsonl"]
    cases = [case for path in paths for case in cases_of(path)]
    print("\n".join(score_of(cases, answer).lines()))
    plain: dict[str, Method] = {
        "5-word shingles": shingles,
        "figures and capitals": figures_and_capitals,
        **{f"token_set_ratio >= {at}": token_set(at) for at in THRESHOLDS},
    }
    for name, method in plain.items():
        score = score_of(cases, method)
        print(f"{name}: recall {score.recall:.2f}, false alarms {score.false_alarms:.2f}")


if __name__ == "__main__":
    main()
