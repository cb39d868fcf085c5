"""Rules of approval: what the journal takes, and what the gate finds good."""

import msgspec

from wasit.talks.approval import Approval, ApprovalAsked, KeptApproval, KeptAsking, approval_of
from wasit.talks.carried import Manner
from wasit.talks.crossing import Cleared, Crossing, words_hash
from wasit.talks.grounds import known, some_text
from wasit.talks.journal_state import JournalFold
from wasit.talks.kept import CarryState
from wasit.talks.people import Authored
from wasit.talks.refusals import ApprovalMissing, ApprovalStale
from wasit.talks.void import NotTheirs, NotWellFormed

__all__ = ["check_approval", "hold_against_approvals", "keep_approval", "waiting_for_approval"]

_GONE = frozenset({CarryState.HANDED_ON, CarryState.RECEIVED})


def check_approval(
    fold: JournalFold, entry: Authored[object], body: ApprovalAsked | Approval
) -> None:
    """Return when it may be asked, or approved, now."""
    match body:
        case ApprovalAsked():
            known(fold.rooms, body.crossing.target, "room")
            if not needs_approval(body.crossing):
                raise NotWellFormed("the desk's own words need no approval; nothing was asked")
        case Approval():
            some_text(body.words_hash, "the hash of the words approved")
            known(fold.askings, body.words_hash, "wish for approval of these words")
            if fold.askings[body.words_hash].by == entry.author.id:
                raise NotTheirs(
                    "who asks for an approval does not give it; another person of the desk does"
                )


def keep_approval(
    fold: JournalFold, entry: Authored[object], body: ApprovalAsked | Approval
) -> None:
    """Keep what was checked."""
    match body:
        case ApprovalAsked():
            fold.askings[words_hash(body.crossing)] = KeptAsking(
                number=entry.number, by=entry.author.id, crossing=body.crossing
            )
        case Approval():
            kept = KeptApproval(number=entry.number, by=entry.author.id, approval=body)
            fold.approvals.setdefault(body.words_hash, []).append(kept)


def needs_approval(crossing: Crossing) -> bool:
    """Whether the crossing brings what a side said."""
    return crossing.manner is not Manner.OWN_WORDS


def hold_against_approvals(cleared: Cleared, fold: JournalFold, *, by: str | None) -> None:
    """Return when the case asks for no approval here, or another person than ``by`` gave it.

    Raises:
        ApprovalMissing: nobody else approved these words since they last crossed.
        ApprovalStale: somebody did, and a source, mark, finding or reason has changed since.
    """
    if fold.opened is None or not fold.opened.second_approval:
        return
    if not needs_approval(cleared.crossing):
        return
    given = _unused(fold, cleared.words_hash)
    if by is None or not any(kept.by != by for kept in given):
        raise ApprovalMissing(
            "the case asks for a second person's approval of these words, and there is none; "
            "nothing was sent"
        )
    wanted = _but_heads(approval_of(cleared))
    if not any(kept.by != by and _but_heads(kept.approval) == wanted for kept in given):
        raise ApprovalStale(
            "a source, its mark, a finding or a reason changed after these words were approved; "
            "nothing was sent"
        )


def waiting_for_approval(fold: JournalFold) -> dict[str, KeptAsking]:
    """What was asked and neither approved nor handed on since, by the hash of its words."""
    return {
        words: asked
        for words, asked in fold.askings.items()
        if asked.number > _last_crossed(fold, words)
        and not any(kept.number > asked.number for kept in fold.approvals.get(words, ()))
    }


def _unused(fold: JournalFold, words: str) -> list[KeptApproval]:
    crossed = _last_crossed(fold, words)
    return [kept for kept in fold.approvals.get(words, ()) if kept.number > crossed]


def _last_crossed(fold: JournalFold, words: str) -> int:
    """The number of the newest intent by which these words were handed on; 0 where none was."""
    return max(
        (
            carry.number
            for carry in fold.carries.values()
            if carry.intent.words_hash == words and carry.state in _GONE
        ),
        default=0,
    )


def _but_heads(approval: Approval) -> Approval:
    """The approval without how far the logs were read: they may go on."""
    return msgspec.structs.replace(approval, heads=())
