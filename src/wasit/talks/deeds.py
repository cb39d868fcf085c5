"""What sides undertake, in which steps, and on what text: bodies of journal entries.

As in ``wishes``: the desk's own record, under two clocks, replaced and corrected by later entries.
A commitment, a step, a text's version have ids that the desk gives; conditions are names of
commitments joined by ``and``, ``or`` and round brackets.
"""

from enum import StrEnum

from wasit.talks.people import Value
from wasit.talks.wishes import (
    IssueNamed,
    LimitTold,
    Linked,
    OptionRefused,
    Preferred,
    SideAmount,
    TermTold,
    TermWithdrawn,
    ThingsListed,
    Weighed,
    WeightsOrdered,
)

__all__ = [
    "Adhered",
    "Committed",
    "Control",
    "KeptTerm",
    "ProofSeen",
    "StepChecked",
    "StepPlanned",
    "TermBody",
    "TextVersion",
]


class Control(StrEnum):
    """How far the word of the one who commits binds the one who must act."""

    FULL = "full"
    STRONG = "strong"
    SOME = "some"
    SLIGHT = "slight"
    NONE = "none"


class Committed(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="committed"):
    """Somebody offers to do something, or (``offered`` false) is asked to.

    Attributes:
        behalf: the third party that must act, where ``who`` only speaks for it.
        only_if: what else must be agreed.
        not_before: what else must be done and verified first.
        until: when the offer lapses; a UTC time, or empty.
        parts: into how many equal parts it could be split.
        worth: what doing it changes for each side.
    """

    id: str
    who: str
    what: str
    behalf: str = ""
    control: Control = Control.FULL
    only_if: str = ""
    not_before: str = ""
    verified_by: str = ""
    until: str = ""
    offered: bool = True
    parts: int = 1
    worth: tuple[SideAmount, ...] = ()


class StepPlanned(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="step_planned"):
    """One step of an exchange or a plan: after which others, proof, checker, clock, on failure.

    Steps of one ``hour`` are done at once.
    """

    id: str
    who: str
    what: str
    after: tuple[str, ...] = ()
    hour: str = ""
    proof: str = ""
    checker: str = ""
    due: str = ""
    on_failure: str = ""
    commitment: str = ""
    worth: tuple[SideAmount, ...] = ()


class ProofSeen(StrEnum):
    """What a check of a step came to."""

    DONE = "done"
    BREACHED = "breached"
    NOT_DONE = "not_done"


class StepChecked(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="step_checked"):
    """A step was checked by its proof: done or breached at ``at``, or not done after all.

    ``proof`` is what was seen, ``checker`` who looked, ``incident`` the record's id of it.
    """

    step: str
    seen: ProofSeen
    at: str
    proof: str
    checker: str = ""
    incident: str = ""


class TextVersion(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="text_version"):
    """A version of an understanding's text; square brackets hold what is not agreed."""

    text: str
    id: str
    words: str
    by: str = ""


class Adhered(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="adhered"):
    """A side tells the intermediary that it stands by the text of this hash, or by none (empty).

    The hash is ``wasit.terms.text_hash`` of the words; the other side learns of it only by a
    conveyance.
    """

    side: str
    text: str
    text_hash: str


TermBody = (
    IssueNamed
    | Preferred
    | Weighed
    | WeightsOrdered
    | LimitTold
    | OptionRefused
    | Linked
    | ThingsListed
    | Committed
    | StepPlanned
    | StepChecked
    | TextVersion
    | Adhered
    | TermWithdrawn
)
"""Everything the journal may say on terms."""


class KeptTerm(Value, frozen=True, kw_only=True):
    """An entry on terms as the journal has it: its number, when it was recorded, and by whom."""

    number: int
    at: str
    by: str
    body: TermBody
