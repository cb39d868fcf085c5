"""The fidelity check: are the words to be conveyed still what was said?"""

from wasit.checks.fidelity.check import check_fidelity
from wasit.checks.fidelity.shapes import (
    ErrorKind,
    FidelityError,
    Manner,
    Outcome,
    Pair,
    Prompt,
    Span,
)

__all__ = [
    "ErrorKind",
    "FidelityError",
    "Manner",
    "Outcome",
    "Pair",
    "Prompt",
    "Span",
    "check_fidelity",
]
