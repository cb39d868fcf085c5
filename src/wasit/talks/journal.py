"""The journal: the fold of what the desk keeps for itself.

Only people of the desk write here; an entry of anyone else is void. As in a room, everything is
checked before anything is changed, and the work for one entry does not grow with the journal.
What an entry says of a room (a statement, a mark) is not checked against that room's log, because
the order of two logs is not defined; the gate reads both and judges.
"""

import msgspec

from wasit.talks import approval_rules, journal_rules, record_rules, terms_rules
from wasit.talks.approval import Approval, ApprovalAsked
from wasit.talks.entries import JournalBody, NewerKind
from wasit.talks.grounds import from_desk, in_order
from wasit.talks.journal_state import JournalFold
from wasit.talks.kept import (
    CaseOpened,
    CaseOutcome,
    ConditionMet,
    EventHappened,
    HandedOn,
    Intent,
    Introduced,
    Note,
    NotSent,
    Received,
    Refusal,
    RelayNamed,
    ReportKept,
    RoomAdded,
)
from wasit.talks.people import Authored, PeopleChanged
from wasit.talks.retention import RetentionSet
from wasit.talks.void import OutOfTurn
from wasit.talks.wishes import TermEntry

__all__ = ["Journal"]


class Journal(JournalFold):
    """The state of the journal, on the seats of the desk people who belong to it."""

    def check(self, entry: Authored[JournalBody | NewerKind]) -> None:
        """Return when ``entry`` may be applied here.

        Raises:
            VoidEntry: one of its leaves, saying why not; nothing was changed.
        """
        in_order(entry, self.number)
        from_desk(entry, "a journal entry")
        body = entry.body
        if isinstance(body, NewerKind):
            return
        if isinstance(body, CaseOpened) != (self.opened is None):
            raise OutOfTurn(
                "a journal begins with the opening of the case, and has one; nothing was changed"
            )
        match body:
            case CaseOpened() | RoomAdded() | RelayNamed() | Introduced() | RetentionSet():
                journal_rules.check_case(self, entry, body)
            case ConditionMet() | EventHappened():
                journal_rules.check_release(self, body)
            case Intent() | HandedOn() | NotSent() | Received():
                journal_rules.check_carry(self, body)
            case ApprovalAsked() | Approval():
                approval_rules.check_approval(self, entry, body)
            case Refusal() | ReportKept() | CaseOutcome() | Note():
                journal_rules.check_record(self, body)
            case TermEntry():
                terms_rules.check_term(self, body)
            case _:
                record_rules.check_record_entry(self.outside, body)

    def apply(self, entry: Authored[JournalBody | NewerKind] | PeopleChanged) -> None:
        """Fold one entry, or a new member list.

        Raises:
            VoidEntry: one of its leaves; the entry is void and nothing was changed.
        """
        if isinstance(entry, PeopleChanged):
            self.people = {person.id: person for person in entry.people}
            return
        self.check(entry)
        self.number = entry.number
        body = entry.body
        match body:
            case NewerKind():
                self.newer_kinds.append(entry.number)
            case CaseOpened() | RoomAdded() | RelayNamed() | Introduced() | RetentionSet():
                journal_rules.keep_case(self, body)
            case ConditionMet() | EventHappened():
                journal_rules.keep_release(self, body)
            case Intent() | HandedOn() | NotSent() | Received():
                journal_rules.keep_carry(self, entry, body)
            case ApprovalAsked() | Approval():
                approval_rules.keep_approval(self, entry, body)
            case Refusal() | ReportKept() | CaseOutcome() | Note():
                journal_rules.keep_record(self, entry, body)
            case TermEntry():
                terms_rules.keep_term(self, entry, body)
            case _:
                record_rules.keep_record_entry(self.outside, entry, body)

    def snapshot(self) -> bytes:
        """The whole state as msgpack; equal states give equal bytes."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def restore(cls, snapshot: bytes) -> "Journal":
        """The state that ``snapshot`` holds.

        Raises:
            msgspec.DecodeError: the bytes are no snapshot of this version; fold the log again.
        """
        return msgspec.msgpack.decode(snapshot, type=cls)
