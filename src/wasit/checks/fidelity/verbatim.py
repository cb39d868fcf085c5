"""Words that were to cross exactly as they are.

Equal after whitespace is brought to one form is faithful. Any other difference is an error: one of
meaning where the other comparisons name it, and of wording where none does. Within such pairs the
texts are nearly equal, so a replaced word is judged by itself.
"""

from difflib import SequenceMatcher

from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span

__all__ = ["equal_verbatim", "wording_changes"]


def equal_verbatim(original: str, conveyed: str) -> bool:
    """Whether two texts are the same but for whitespace."""
    return original.split() == conveyed.split()


def _stretch(reading: Reading, first: int, last: int) -> Span:
    """Place of tokens ``first`` to ``last`` (not included); empty where there are none."""
    if first >= last:
        return (0, 0)
    return reading.tokens[first].start, reading.tokens[last - 1].end


def wording_changes(a: Reading, b: Reading) -> list[FidelityError]:
    """Every stretch of words that differs, as a change of wording."""
    ours = [token.text for token in a.tokens]
    theirs = [token.text for token in b.tokens]
    found: list[FidelityError] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            found.append(
                FidelityError(
                    ErrorKind.WORDING,
                    _stretch(a, i1, i2),
                    _stretch(b, j1, j2),
                    "these words were to cross exactly",
                )
            )
    return found
