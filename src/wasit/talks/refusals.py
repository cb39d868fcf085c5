"""Why the gate refuses: one leaf and one stable code for each reason.

``MarkRefused`` and its leaves are a side's own decision about its words; they are the only ones an
override (duty of law, risk to life) may pass. The others say that the crossing cannot be judged,
or is not what it says it is, and nothing passes them but putting it right.
"""

from wasit.errors import Refused

__all__ = [
    "ApprovalMissing",
    "ApprovalStale",
    "CapacityMissing",
    "ChangedSinceCleared",
    "CounterpartNotIntroduced",
    "CounterpartNotSource",
    "FileDiffers",
    "FileMisplaced",
    "FileOfAnother",
    "FindingStops",
    "GateRefused",
    "HistoriesDiffer",
    "MarkCounterpart",
    "MarkEarsOnly",
    "MarkExpired",
    "MarkNotBefore",
    "MarkOfferUnmet",
    "MarkOrigin",
    "MarkRefused",
    "MarkSubstance",
    "MarkWithdrawn",
    "MarkWording",
    "NewerKindInLog",
    "NoSource",
    "NoWords",
    "OverrideUntyped",
    "OwnWordsWithSource",
    "RoomIsClosed",
    "UnknownSource",
    "WordingDiffers",
    "WrongRoom",
]


class GateRefused(Refused):
    """The gate lets these words not cross. Nothing was sent."""

    code = "gate-refused"


class MarkRefused(GateRefused):
    """A mark of the side that said it forbids this crossing."""

    code = "mark-refused"
    advice = "Nothing was sent. Ask the side whose words they are to re-mark them."


class MarkEarsOnly(MarkRefused):
    """The source is for the desk's ears only."""

    code = "mark-ears-only"


class MarkWording(MarkRefused):
    """The mark forbids the exact wording, and the words hold it."""

    code = "mark-wording"
    advice = "Nothing was sent. Put the substance in other words, or ask the side to re-mark it."


class MarkSubstance(MarkRefused):
    """The mark lets only the exact words cross, and these are others."""

    code = "mark-substance"
    advice = "Nothing was sent. Convey the exact words, or ask the side to re-mark them."


class MarkOrigin(MarkRefused):
    """The mark forbids naming whose words they are, and this manner names it."""

    code = "mark-origin"
    advice = "Nothing was sent. Convey it as the desk's own idea."


class MarkOfferUnmet(MarkRefused):
    """The offer that the mark waits for is not recorded, or the statement showing it is gone."""

    code = "mark-offer-unmet"
    advice = "Nothing was sent. Record the offer with the statement that shows it, once it is made."


class MarkNotBefore(MarkRefused):
    """The date or event that the mark waits for has not come."""

    code = "mark-not-before"


class MarkExpired(MarkRefused):
    """The time until which the words were good is past."""

    code = "mark-expired"


class MarkWithdrawn(MarkRefused):
    """The side took the words back."""

    code = "mark-withdrawn"


class MarkCounterpart(MarkRefused):
    """The mark names another counterpart than the target."""

    code = "mark-counterpart"


class CapacityMissing(MarkRefused):
    """Personal capacity or ad referendum does not travel with the words."""

    code = "capacity-missing"
    advice = "Nothing was sent. Say that it is in personal capacity, or ad referendum."


class FindingStops(GateRefused):
    """A check's finding needs a typed reason, and none was given for it."""

    code = "finding-stop"
    advice = "Nothing was sent. Change the words, or type why they may go as they are."


class NewerKindInLog(GateRefused):
    """A source's log, or the journal, holds an entry of a kind this version does not know."""

    code = "newer-kind"
    advice = "Nothing was sent. Read that log with a newer version first."


class HistoriesDiffer(GateRefused):
    """The log of the target or of a source is not the same for all its members."""

    code = "histories-differ"
    advice = "Nothing was sent. Compare the log's words with the other people in it first."


class UnknownSource(GateRefused):
    """A source, or what a report is about, names a statement or sentence that is not there."""

    code = "unknown-source"


class NoSource(GateRefused):
    """Words said to be a side's, or to rest on a side's, name no source."""

    code = "no-source"
    advice = "Nothing was sent. Name the sentences the words rest on, or call them the desk's own."


class ApprovalMissing(GateRefused):
    """The case asks for a second person's approval, and no other person of the desk gave it."""

    code = "approval-missing"
    advice = "Nothing was sent. Ask another person of the desk to approve these words."


class ApprovalStale(GateRefused):
    """What was approved is not what would cross now: a source, mark, finding or reason changed."""

    code = "approval-stale"
    advice = "Nothing was sent. Ask for the approval again, with what has changed."


class OwnWordsWithSource(GateRefused):
    """The desk's own words rest on no source, and these name one."""

    code = "own-words-with-source"
    advice = "Nothing was sent. Choose the manner that fits the source."


class NoWords(GateRefused):
    """There are no words, or one of the sentences is empty."""

    code = "no-words"


class WordingDiffers(GateRefused):
    """The manner is verbatim, and a sentence is no source's exact words in its language."""

    code = "wording-differs"
    advice = "Nothing was sent. Restore the exact words, or convey in substance."


class FileDiffers(GateRefused):
    """A file is not the one that its source holds, or its source holds none."""

    code = "file-differs"
    advice = "Nothing was sent. Name the file as its side gave it."


class FileMisplaced(GateRefused):
    """A file goes with words that it cannot go with: a report, or a side's without being theirs."""

    code = "file-misplaced"
    advice = "Nothing was sent. Send a side's file with its source, and the desk's with own words."


class FileOfAnother(GateRefused):
    """A file named as the desk's own is one that another room gave."""

    code = "file-of-another"
    advice = "Nothing was sent. Name the statement that holds it, so that its mark is asked."


class WrongRoom(GateRefused):
    """The target is no room of this case that was opened."""

    code = "wrong-room"


class RoomIsClosed(GateRefused):
    """The target room is closed."""

    code = "room-closed"


class CounterpartNotIntroduced(GateRefused):
    """The words name a counterpart that the target does not know."""

    code = "counterpart-not-introduced"
    advice = "Nothing was sent. Introduce the counterpart to that room, or do not name it."


class CounterpartNotSource(GateRefused):
    """The counterpart named is not the side that said the sources, or may not be named here."""

    code = "counterpart-not-source"
    advice = "Nothing was sent. Name the side whose words they are, or nobody."


class OverrideUntyped(GateRefused):
    """An override, or the reason given for a finding, has no typed text."""

    code = "override-untyped"
    advice = "Nothing was sent. Type the reason; it stays in the journal."


class ChangedSinceCleared(GateRefused):
    """Between two decisions a source, mark, draft or finding changed."""

    code = "changed-since-cleared"
    advice = "Nothing was sent. Look at what changed, and decide again."
