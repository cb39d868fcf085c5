"""What the fidelity check takes and gives: pairs, errors, prompts and verdicts."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from wasit.values import Language

__all__ = ["ErrorKind", "FidelityError", "Manner", "Outcome", "Pair", "Prompt", "Span"]


class Manner(Enum):
    """How the words were to be conveyed."""

    VERBATIM = "verbatim"
    IN_SUBSTANCE = "in_substance"
    OWN_IDEA = "own_idea"


class ErrorKind(Enum):
    """What was lost, added, changed or moved."""

    NUMBER = "number"
    UNIT = "unit"
    CURRENCY = "currency"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    CONDITION_LOST = "condition_lost"
    CONDITION_CHANGED = "condition_changed"
    QUANTIFIER = "quantifier"
    SCOPE = "scope"
    SEQUENCE = "sequence"
    ATTRIBUTION = "attribution"
    ACTOR_SWAP = "actor_swap"
    OMISSION = "omission"
    ADDITION = "addition"
    WORDING = "wording"


Span = tuple[int, int]
"""Start and end offsets in one text; an empty span is ``(0, 0)``."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What was said, and the words that are to carry it."""

    original: str
    conveyed: str
    original_language: Language
    conveyed_language: Language
    manner: Manner = Manner.IN_SUBSTANCE


@dataclass(frozen=True, slots=True)
class FidelityError:
    """One difference of meaning, with its place in both texts and one sentence why."""

    kind: ErrorKind
    original: Span
    conveyed: Span
    why: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A place in the conveyed words that can be read two ways, and what to ask about it."""

    span: Span
    question: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that was found for one pair; ``unchecked`` says plainly what was not compared."""

    verdict: Literal["faithful", "changed"]
    errors: tuple[FidelityError, ...]
    prompts: tuple[Prompt, ...]
    unchecked: tuple[str, ...] = ()
