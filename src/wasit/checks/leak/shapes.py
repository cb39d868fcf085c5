"""What the leak guard is given and what it answers.

The fields are those of the command's JSON Lines. A ``Kept`` statement is one the desk holds from
some room; whether it may reach the draft's room is decided by its mark, its rooms and the
conditions met, never by the guard's layers. ``Hit.span`` is the exact substring of the draft;
``Hit.why`` names the statement and the kind of match and never its words.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Literal

import msgspec

__all__ = ["Draft", "Hit", "Kept", "Kind", "Mark", "Report", "Strength", "Verdict"]

Kind = Literal[
    "number",
    "date",
    "name",
    "verbatim",
    "paraphrase",
    "translation",
    "obfuscated",
    "attribution",
    "inference",
    "condition_unmet",
    "wrong_room",
]
Strength = Literal["stop", "ask", "note"]
Verdict = Literal["stop", "ask", "note", "clear"]


class Mark(Enum):
    """What may be done with a statement; both vocabularies of the product are read."""

    EARS_ONLY = "ears_only"
    VERBATIM = "verbatim"
    IN_SUBSTANCE = "in_substance"
    OWN_IDEA = "own_idea"
    IF_OFFER = "if_offer"

    @classmethod
    def _missing_(cls, value: object) -> "Mark | None":
        return {"substance_only": cls.IN_SUBSTANCE, "substance": cls.IN_SUBSTANCE}.get(str(value))


class Kept(msgspec.Struct, frozen=True):
    """A statement the desk holds: whose it is, its mark, and its words.

    ``may_go_to`` lists the only rooms it was released to; where there are none the mark alone
    decides. A language that is not given is told from the text.
    """

    sid: str
    owner: str
    mark: str
    text: str
    condition: str | None = None
    language: str | None = None
    may_go_to: tuple[str, ...] | None = None

    @property
    def handling(self) -> Mark:
        """The mark as this program knows it; an unknown mark is ears only."""
        try:
            return Mark(self.mark)
        except ValueError:
            return Mark.EARS_ONLY


class Draft(msgspec.Struct, frozen=True):
    """Words about to go to room ``to``, and the statements whose condition the desk recorded."""

    to: str
    text: str
    conditions_met: frozenset[str] = frozenset()
    language: str = ""


class Hit(msgspec.Struct, frozen=True):
    """One finding of the guard: statement, exact span of the draft, kind, strength and reason."""

    sid: str
    span: str
    kind: Kind
    strength: Strength
    why: str


class Report(msgspec.Struct, frozen=True):
    """The guard's answer on one draft."""

    verdict: Verdict
    hits: tuple[Hit, ...]

    @property
    def flagged(self) -> bool:
        """Whether a person must look before the words go: stop or ask."""
        return self.verdict in ("stop", "ask")

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> "Report":
        """The report whose verdict is the strongest of the hits."""
        for strength in ("stop", "ask", "note"):
            if any(hit.strength == strength for hit in hits):
                return cls(strength, tuple(hits))
        return cls("clear", ())
