"""A second person's approval at the desk: asked by who will convey, given by another.

Who approves reads every log to its end and has the gate and the checks look at the draft, as who
conveys will; only the approval itself is not asked for. So nobody approves what could not cross.
"""

from wasit.errors import NotFound
from wasit.seat.desk import DeskSeat
from wasit.talks.approval import Approval, ApprovalAsked, KeptAsking, approval_of
from wasit.talks.approval_rules import waiting_for_approval as waiting_in
from wasit.talks.crossing import Crossing, words_hash

__all__ = ["NoSuchDraft", "approve", "ask_approval", "waiting_for_approval"]


class NoSuchDraft(NotFound):
    """Nothing with these words waits for approval."""

    code = "no-such-draft"
    advice = "Look at what waits for approval; it may have been approved or have crossed already."


def ask_approval(desk: DeskSeat, crossing: Crossing) -> str:
    """Put a draft before the other people of the desk; the hash of its words names it.

    Raises:
        GateRefused: it could not cross whoever approved it; nothing was asked.
        VoidEntry: the desk's own words need no approval. LinkLost: nothing was asked.
    """
    desk.seat.send()
    desk.judge(crossing)
    desk.journal.act(ApprovalAsked(crossing=crossing))
    return words_hash(crossing)


def waiting_for_approval(desk: DeskSeat) -> dict[str, KeptAsking]:
    """Drafts that wait for the yes of a person other than who asked, by the hash of their words."""
    return waiting_in(desk.journal.view())


def approve(desk: DeskSeat, words: str) -> Approval:
    """Say yes to the draft with that hash, as it and its sources stand now; what was approved.

    Raises:
        NoSuchDraft: nothing like it waits. GateRefused: it cannot cross any more.
        NotTheirs: this person asked for it. LinkLost: nothing was approved.
    """
    desk.seat.send()
    asked = waiting_for_approval(desk).get(words)
    if asked is None:
        raise NoSuchDraft(f"no draft {words[:12]!r} waits for approval; nothing was approved")
    approval = approval_of(desk.judge(asked.crossing))
    desk.journal.act(approval)
    desk.journal.send()
    return approval
