"""What can go wrong at a seat that is not the relay's answer and not the gate's."""

from wasit.errors import Fault, NotFound, Refused, Untrusted

__all__ = [
    "AlreadyUsed",
    "CaseErased",
    "CaseSealed",
    "ClockSetBack",
    "FoldDiffers",
    "HistoriesDiverged",
    "NameTaken",
    "NoLongerLetIn",
    "NoSuchConveyance",
    "NoSuchInvitation",
    "NoSuchPerson",
    "NoSuchRoom",
    "NotASeat",
    "NotEnrolled",
    "NotResumed",
    "NotYetAdmitted",
    "OnlyTheDesk",
    "OtherCase",
    "ProbeLost",
    "SeatCopied",
    "StillLeaving",
    "UnclearedWords",
    "UnexpectedLetter",
    "WordsDiffer",
    "YouLeft",
]


class NotASeat(NotFound):
    """The vault holds no seat yet, or another kind of seat than was asked for."""

    code = "not-a-seat"
    advice = "Open a case as the desk, or join one by an invitation, first."


class NoSuchRoom(NotFound):
    """The case has no room of that name at this seat."""

    code = "no-such-room"


class NoSuchConveyance(NotFound):
    """The journal knows no conveyance of that id. Nothing was changed."""

    code = "no-such-conveyance"


class NoSuchPerson(NotFound):
    """Nobody of that name or id is in the room."""

    code = "no-such-person"


class NoSuchInvitation(NotFound):
    """The desk has no open invitation like this one; it may be used, revoked or expired."""

    code = "no-such-invitation"
    advice = "Make a new invitation; the old link opens nothing any more."


class AlreadyUsed(Refused):
    """The vault holds a seat already. Nothing was changed."""

    code = "seat-exists"
    advice = "Use a new folder for a new seat."


class CaseErased(NotFound):
    """The case was erased at this seat: only hashes of its entries are left."""

    code = "case-erased"
    advice = "See what is left with: wasit retention. An export is held to it by: verify --kept."


class CaseSealed(Refused):
    """The case is sealed at this seat: it opens by its second passphrase, and only to be read."""

    code = "case-sealed"
    advice = "Ask who has the second passphrase or the sheet; wasit unseal opens the case again."


class NameTaken(Refused):
    """This seat has a room of that name already, in another log. Nothing was joined."""

    code = "room-name-taken"
    advice = "Take a new folder for this invitation, or ask who sent it which case it is for."


class OtherCase(Refused):
    """The invitation is not from anybody of this seat's case. Nothing was sent."""

    code = "other-case"
    advice = "Two cases share no vault: join with --case NAME, which makes a seat of its own."


class NotEnrolled(Refused):
    """A seat restored from a backup, which no live device has let in yet. Nothing was sent."""

    code = "not-enrolled"
    advice = "Ask the desk to invite this device; until then it shows what the backup held."


class NotYetAdmitted(Refused):
    """The desk has not yet confirmed the six words. Nothing was read."""

    code = "not-yet-admitted"
    advice = "Read the six words to the desk and ask it to confirm them."


class UnexpectedLetter(Untrusted):
    """An invitation's log holds something that is no letter of the kind expected."""

    code = "unexpected-letter"
    advice = "Nothing was joined. Ask the desk for a new invitation."


class SeatCopied(Untrusted):
    """An entry signed by this device that this seat did not make: a copy of it is in use."""

    code = "seat-copied"
    advice = "Stop using this seat on one of the machines, and tell the desk to replace the device."


class StillLeaving(Fault):
    """An earlier act of the desk is on its way and its fate is not yet known."""

    code = "still-leaving"
    advice = "Let the seat reach the relay once, so that it can see whether the act arrived."


class ProbeLost(Untrusted):
    """A test entry came back from the relay as another one, or not at all."""

    code = "probe-lost"
    advice = "Do not rely on this relay; ask whoever runs it."


class UnclearedWords(Fault):
    """This program was about to send words without the gate's yes. Nothing was sent."""

    code = "uncleared-words"
    advice = "Report this; it is a fault of the program."


class WordsDiffer(Untrusted):
    """The six words a joiner reads out are not the desk's: someone may stand between."""

    code = "words-differ"
    advice = "Nobody was let in. Revoke the invitation and send a new one by another way."


class ClockSetBack(Fault):
    """This machine's clock is behind the time this seat itself claimed before. Nothing was kept."""

    code = "clock-set-back"
    advice = "Set the clock right, then do it again; the words are not lost."


class FoldDiffers(Fault):
    """Folding a log's frames anew gives another state than the seat shows."""

    code = "fold-differs"
    advice = "Do not rely on this screen; export the seat and report this."


class HistoriesDiverged(Refused):
    """The relay's history and the one kept here part at some number. Nothing was changed."""

    code = "histories-diverged"
    advice = (
        "Compare the log's words with the others. Then give up what only this seat keeps, or move "
        "the log to another relay, where it goes on as it is kept here."
    )


class NotResumed(Refused):
    """Nobody at the desk has said there how the log goes on. Nothing was changed."""

    code = "not-resumed"
    advice = "Wait for the desk to resume the log, or ask it where the log goes on."


class OnlyTheDesk(Refused):
    """Only a person at the desk may say how a log goes on. Nothing was changed."""

    code = "only-the-desk"
    advice = "Ask the desk."


class YouLeft(Refused):
    """The desk took this seat out of a log, and says so by its signature. Compare NoLongerLetIn."""

    code = "you-left"
    advice = (
        "What was said until then stays readable here. To come back, ask the desk to invite you."
    )

    def __init__(self, log: str, *, at: str, by: str) -> None:
        super().__init__(
            f"this seat was taken out of {log!r} at {at} by {by} of the desk; "
            "nothing more is sent or received there"
        )


class NoLongerLetIn(NotFound):
    """The relay lets a seat no longer read a log, and no word of the desk says why."""

    code = "no-longer-let-in"
    advice = "Ask the desk, by another way, whether this seat still belongs to the room."
