"""A second person's approval: words shown to another person of the desk before they cross.

Where the case asks for it, the words of a side cross only with the approval of a desk person other
than who conveys them. The draft is put into the journal (``ApprovalAsked``); another person's yes
(``Approval``) names what they saw: the hash of the words, target and manner, every source with the
marks in force, findings, reasons, and the newest numbers of the sources' logs. One approval is good
for one conveyance. The desk's own words have no source and need none.
"""

from wasit.talks.carried import Manner
from wasit.talks.crossing import (
    Cleared,
    Crossing,
    Finding,
    Head,
    Override,
    SourceInForce,
    StopReason,
)
from wasit.talks.people import Value

__all__ = ["Approval", "ApprovalAsked", "KeptApproval", "KeptAsking", "approval_of"]


class ApprovalAsked(Value, frozen=True, kw_only=True, tag_field="kind", tag="approval_asked"):
    """Words that somebody at the desk means to bring into a room, for another to look at."""

    crossing: Crossing


class Approval(Value, frozen=True, kw_only=True, tag_field="kind", tag="approval"):
    """A desk person's yes to exactly this.

    Attributes:
        words_hash: ``Cleared.words_hash``.
        sources: each source sentence with the marks in force.
        heads: newest number read of each source log.
        passed: codes of the refusals that the override passes.
    """

    words_hash: str
    target: str
    manner: Manner
    sources: tuple[SourceInForce, ...]
    heads: tuple[Head, ...]
    findings: tuple[Finding, ...] = ()
    stop_reasons: tuple[StopReason, ...] = ()
    override: Override | None = None
    passed: tuple[str, ...] = ()


class KeptAsking(Value, frozen=True, kw_only=True):
    """A crossing that waits for approval: its number in the journal, and who asked."""

    number: int
    by: str
    crossing: Crossing


class KeptApproval(Value, frozen=True, kw_only=True):
    """An approval: its number in the journal, and whose it is."""

    number: int
    by: str
    approval: Approval


def approval_of(cleared: Cleared) -> Approval:
    """The approval of what the gate found nothing else against."""
    crossing = cleared.crossing
    return Approval(
        words_hash=cleared.words_hash,
        target=crossing.target,
        manner=crossing.manner,
        sources=cleared.in_force,
        heads=cleared.heads,
        findings=cleared.findings,
        stop_reasons=crossing.stop_reasons,
        override=crossing.override,
        passed=cleared.passed,
    )
