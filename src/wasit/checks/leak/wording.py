"""The statement's own words in the draft: the longest common run, weighed by what it tells.

Pronouns of any person count as one another ("our stone" is "their stone" when carried). A run
that the room has already seen word for word is no evidence. Where only the substance may cross,
a run counts by its unusual words: those that are no concept of negotiation, or insult.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wasit.checks.leak.held import Held
from wasit.checks.leak.ledger import Ledger
from wasit.checks.leak.reading import Reading

__all__ = ["Run", "is_distinctive", "is_verbatim", "longest_run"]


@dataclass(frozen=True, slots=True)
class Run:
    """A common run: draft terms ``first`` to ``last``, its worth, its unusual words, its length."""

    first: int
    last: int
    kept_first: int
    worth: float
    unusual: float

    @property
    def length(self) -> int:
        """Number of terms."""
        return self.last - self.first + 1


def longest_run(
    draft: Reading,
    held: Held,
    wanted: Sequence[bool],
    ledger: Ledger,
    *,
    seen: frozenset[int],
) -> Run | None:
    """The common run worth most among the wanted terms, or None."""
    if draft.language != held.reading.language:
        return None
    ours, theirs = draft.symbols, held.reading.symbols
    places: dict[str, list[int]] = {}
    for at, symbol in enumerate(theirs):
        if wanted[at]:
            places.setdefault(symbol, []).append(at)
    touched = draft.touched
    best: Run | None = None
    lengths: dict[int, int] = {}
    for here, symbol in enumerate(ours):
        now: dict[int, int] = {}
        for there in places.get(symbol, ()):
            now[there] = lengths.get(there - 1, 0) + 1
            run = _weighed(draft, held, ledger, seen, touched, here, there, now[there])
            if best is None or (run.worth + run.unusual, run.length) > (
                best.worth + best.unusual,
                best.length,
            ):
                best = run
        lengths = now
    return best


def _weighed(
    draft: Reading,
    held: Held,
    ledger: Ledger,
    seen: frozenset[int],
    touched: dict[int, str],
    here: int,
    there: int,
    length: int,
) -> Run:
    first, kept_first = here - length + 1, there - length + 1
    worth = unusual = 0.0
    for at in range(first, here + 1):
        term = draft.terms[at]
        if at in seen or not term.weight:
            continue
        feature = f"{draft.language}:{term.stem}"
        worth += ledger.worth(feature, term.weight, sid=held.kept.sid)
        concept = touched.get(at)
        if concept == "insult":
            unusual += 2.0
        elif concept is None and feature not in ledger.known:
            unusual += 1.0
    return Run(first, here, kept_first, worth, unusual)


def is_verbatim(run: Run | None) -> bool:
    """Whether the run is the statement's own words rather than words anyone would use."""
    if run is None:
        return False
    return (run.length >= 4 and run.worth >= 1.7) or (run.length >= 3 and run.worth >= 2.0) or (
        run.length >= 2 and run.worth >= 2.7
    )  # fmt: skip


def is_distinctive(run: Run | None, *, private: bool, told: bool) -> bool:
    """Whether the run is wording that would be recognised, where the substance may cross.

    Args:
        run: the common run.
        private: the statement says elsewhere what to tell, and these words are not it.
        told: these are the words the statement asks to be told; only a long odd run counts.
    """
    if run is None:
        return False
    if told:
        return run.length >= 8 and run.unusual >= 5.0
    if private:
        return (run.length >= 3 and run.unusual >= 1.0) or run.length >= 5 or run.unusual >= 2.0
    return (run.length >= 3 and run.unusual >= 2.0) or (run.length >= 6 and run.unusual >= 1.0)
