"""A look at a crossing before it leaves: what the checks see in it, and what the gate would say.

Nothing is kept and nothing is sent. The look decides nothing either: ``convey`` asks the gate again
at the moment of leaving.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from wasit.seat.desk import DeskSeat
from wasit.talks.crossing import Crossing, Finding, StopReason, Strength
from wasit.talks.kept import Strictness
from wasit.talks.refusals import ApprovalStale, GateRefused
from wasit.talks.wording import findings_of, wording_of

__all__ = ["Preview", "preview", "with_reasons"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What was seen.

    Attributes:
        findings: of every check; they belong on the desk's screen only.
        asking: those of them that need a typed reason and have none.
        refusal: the gate's no once those reasons are given, or None. Whether they are the reasons
            that a second person approved is seen only when they are typed.
    """

    findings: tuple[Finding, ...]
    asking: tuple[Finding, ...]
    refusal: GateRefused | None


def preview(desk: DeskSeat, crossing: Crossing) -> Preview:
    """What checks and gate say of this crossing as the logs stand at this seat now.

    Raises:
        GateRefused: the crossing names what is not there, so that no check could read it.
    """
    rooms, journal = desk.rooms(), desk.journal.talks
    wording = wording_of(crossing, rooms=rooms, journal=journal, now=desk.seat.now())
    findings = findings_of(wording, desk.checks)
    strict = journal.opened is not None and journal.opened.strictness is Strictness.STOPS_AND_ASKS
    stopping = {Strength.STOP, Strength.ASK} if strict else {Strength.STOP}
    given = {(reason.check, reason.span) for reason in crossing.stop_reasons}
    asking = tuple(
        finding
        for finding in findings
        if finding.strength in stopping and (finding.check, finding.span) not in given
    )
    pretended = with_reasons(crossing, dict.fromkeys(asking, "not yet typed"))
    try:
        desk.clear(pretended)
    except ApprovalStale as stale:
        return Preview(findings, asking, None if asking else stale)
    except GateRefused as refusal:
        return Preview(findings, asking, refusal)
    return Preview(findings, asking, None)


def with_reasons(crossing: Crossing, reasons: Mapping[Finding, str]) -> Crossing:
    """The crossing with these typed reasons added for these findings."""
    added = tuple(
        StopReason(check=finding.check, span=finding.span, reason=reason)
        for finding, reason in reasons.items()
    )
    return msgspec.structs.replace(crossing, stop_reasons=(*crossing.stop_reasons, *added))
