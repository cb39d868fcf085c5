"""How fast the leak guard answers: a draft against five thousand statements, and one more kept.

Statements are made from the test cases' own secrets, cut and joined so that five thousand differ.
The ratio is to rapidfuzz ``token_set_ratio`` of the same draft over the same statements, in the
same run. Times are the processor's, so that a busy machine does not change them.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz

from wasit.checks.leak.cases import read_cases
from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.shapes import Draft, Kept

STATEMENTS = 5_000
DRAFTS = 20
CASES = Path(__file__).parent.parent / "tests" / "cases" / "leak"
DRAFT = (
    "Would you consider moving the guns back some {n} kilometres by the tenth of October, if the "
    "ferry reopened and the wheat convoys could pass, and what would Mr Okafor say about 640,000 "
    "euros for the licence of the turbines?"
)


def statements() -> Iterator[Kept]:
    """Five thousand statements that differ, in six languages."""
    texts: dict[str, None] = {}
    for name in ("tuned", "kept-aside"):
        with (CASES / f"{name}.jsonl").open("rb") as lines:
            for case in read_cases(lines, source=name):
                texts |= dict.fromkeys(kept.text for kept in case.secrets)
    pool = [text.split() for text in texts]
    marks = ("ears_only", "ears_only", "in_substance", "own_idea")
    for number in range(STATEMENTS):
        one = pool[number % len(pool)]
        other = pool[(number * 7 + number // len(pool)) % len(pool)]
        text = " ".join((*one[: len(one) * 2 // 3], *other[len(other) // 3 :]))
        yield Kept(f"s{number}", "A", marks[number % len(marks)], text)


def figures() -> Iterator[dict[str, object]]:
    """The guard's two times, and its ratio to comparing every statement by its words."""
    index = CaseIndex("B")
    kept = list(statements())
    added: list[float] = []
    for statement in kept:
        started = time.thread_time()
        index.add(statement)
        added.append(time.thread_time() - started)
    drafts = [DRAFT.format(n=n) for n in range(5, 5 + DRAFTS)]
    guarded: list[float] = []
    compared: list[float] = []
    for draft in drafts:
        started = time.thread_time()
        guard(Draft("B", draft), index)
        guarded.append(time.thread_time() - started)
        started = time.thread_time()
        for statement in kept:
            fuzz.token_set_ratio(draft, statement.text)
        compared.append(time.thread_time() - started)
    baseline = median(compared) * 1e3
    yield {
        "figure": f"leak guard: {len(DRAFT.split())} words against {STATEMENTS} statements",
        "value": round(median(guarded) * 1e3, 2),
        "unit": "ms",
        "baseline": {"rapidfuzz token_set_ratio over the same, ms": round(baseline, 2)},
        "ratio": round(median(guarded) * 1e3 / baseline, 2),
        "most": round(max(guarded) * 1e3, 2),
    }
    yield {
        "figure": f"leak guard: one more statement kept, of {STATEMENTS}",
        "value": round(sum(added) / len(added) * 1e3, 3),
        "unit": "ms",
        "baseline": {"rapidfuzz token_set_ratio over all statements, ms": round(baseline, 2)},
        "median": round(median(added) * 1e3, 3),
        "most_of_99_in_100": round(sorted(added)[len(added) * 99 // 100] * 1e3, 3),
    }
