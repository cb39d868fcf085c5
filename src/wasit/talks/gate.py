"""The gate: the only way from room to room, as one function.

``decide`` is pure: the same crossing, logs, time and findings give the same answer. The desk's seat
calls it twice, before the intent and after it has read every source log and the journal to their
ends, and compares the two with ``still_cleared``. What a side said itself always goes back to it
freely; everything else is held against every mark in force (``mark_refusals``).
"""

from collections.abc import Collection

from wasit.talks.approval_rules import hold_against_approvals
from wasit.talks.carried import Manner
from wasit.talks.crossing import (
    Cleared,
    Crossing,
    Finding,
    Head,
    SourceInForce,
    Strength,
    words_hash,
)
from wasit.talks.gate_files import check_files
from wasit.talks.in_force import Logs, source_in_force, sources_of
from wasit.talks.journal import Journal
from wasit.talks.kept import Intent, Strictness
from wasit.talks.mark_refusals import mark_refusals
from wasit.talks.opening import RoomState
from wasit.talks.refusals import (
    ChangedSinceCleared,
    CounterpartNotIntroduced,
    CounterpartNotSource,
    FindingStops,
    HistoriesDiffer,
    NewerKindInLog,
    NoSource,
    NoWords,
    OverrideUntyped,
    OwnWordsWithSource,
    RoomIsClosed,
    UnknownSource,
    WordingDiffers,
    WrongRoom,
)
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptSentence, KeptStatement
from wasit.talks.same_words import is_blank, same_words

__all__ = ["decide", "intent_of", "judge", "still_cleared"]

_NAMELESS = frozenset({Manner.OWN_IDEA, Manner.OWN_WORDS})


def decide(
    crossing: Crossing,
    *,
    rooms: Logs,
    journal: Journal,
    now: str,
    findings: tuple[Finding, ...] = (),
    newer_kinds: Collection[str] = (),
    differing: Collection[str] = (),
    by: str | None = None,
) -> Cleared:
    """The gate's yes to exactly these words, for this target, at this time, by this person.

    Args:
        by: id of the desk person who conveys; their own approval does not count.
        crossing, rooms, journal, now, findings, newer_kinds, differing: as for ``judge``.

    Raises:
        GateRefused: one of its leaves; the first reason found. Nothing was sent.
    """
    cleared = judge(
        crossing,
        rooms=rooms,
        journal=journal,
        now=now,
        findings=findings,
        newer_kinds=newer_kinds,
        differing=differing,
    )
    hold_against_approvals(cleared, journal, by=by)
    return cleared


def judge(
    crossing: Crossing,
    *,
    rooms: Logs,
    journal: Journal,
    now: str,
    findings: tuple[Finding, ...] = (),
    newer_kinds: Collection[str] = (),
    differing: Collection[str] = (),
) -> Cleared:
    """What the gate would let cross but for a second person's approval: what one approves.

    Args:
        crossing: the words, and what the person at the desk says of them.
        rooms: every room of the case by its name in the journal.
        journal: the desk's own record.
        now: the time of the decision.
        findings: of every check, over ``wording_of`` the same crossing.
        newer_kinds: rooms whose log holds an entry this version cannot read; the folds' own
            ``newer_kinds`` count as well.
        differing: rooms whose log is marked "histories differ".

    Raises:
        GateRefused: one of its leaves; the first reason found. Nothing was sent.
    """
    target = _open_target(crossing, rooms, journal)
    _check_words(crossing, target)
    sources = list(sources_of(crossing.sources, rooms))
    _check_logs(crossing, rooms, journal, newer_kinds=newer_kinds, differing=differing)
    _check_counterpart(crossing, target, journal)
    check_files(crossing, target, sources, rooms)
    if crossing.manner is Manner.VERBATIM:
        _check_verbatim(crossing, sources)
    if crossing.override is not None and is_blank(crossing.override.text):
        raise OverrideUntyped("an override came without a typed reason; nothing was sent")
    in_force = tuple(
        source_in_force(
            statement,
            sentence,
            room=room,
            target=crossing.target,
            rooms=rooms,
            journal=journal,
        )
        for room, statement, sentence in sources
    )
    texts = [sentence.text for _, _, sentence in sources]
    passed = _hold_against_marks(crossing, in_force, texts, journal=journal, now=now)
    _check_findings(crossing, findings, journal)
    return Cleared(
        crossing=crossing,
        words_hash=words_hash(crossing),
        in_force=in_force,
        heads=tuple(
            Head(room=room, number=rooms[room].number)
            for room in dict.fromkeys(source.room for source in in_force)
        ),
        findings=findings,
        passed=passed,
    )


def _open_target(crossing: Crossing, rooms: Logs, journal: Journal) -> RoomTalks:
    target = rooms.get(crossing.target)
    if target is None or crossing.target not in journal.rooms or target.opened is None:
        raise WrongRoom(
            f"{crossing.target!r} is no room of this case that was opened; nothing was sent"
        )
    if target.life is RoomState.CLOSED:
        raise RoomIsClosed(f"room {crossing.target!r} is closed; nothing was sent")
    return target


def _check_words(crossing: Crossing, target: RoomTalks) -> None:
    """There are words, and the manner fits their having sources or none."""
    report = crossing.report
    if report is not None:
        statement = target.statements.get(report.statement)
        if statement is None or (
            report.sentence is not None and report.sentence not in statement.sentences
        ):
            raise UnknownSource(
                f"the report is about {report.statement!r}, which room {crossing.target!r} did "
                "not say; nothing was sent"
            )
    if not crossing.sentences and not crossing.files and report is None:
        raise NoWords("there are no words to bring; nothing was sent")
    if any(is_blank(text) for text in (*crossing.sentences, *(f.name for f in crossing.files))):
        raise NoWords("one of the sentences, or a file's name, is empty; nothing was sent")
    own = crossing.manner is Manner.OWN_WORDS
    if (own or report is not None) and crossing.sources:
        raise OwnWordsWithSource("the desk's own words name a source; nothing was sent")
    if not own and not crossing.sources:
        raise NoSource(f"words {crossing.manner.value} name no source; nothing was sent")


def _check_logs(
    crossing: Crossing,
    rooms: Logs,
    journal: Journal,
    *,
    newer_kinds: Collection[str],
    differing: Collection[str],
) -> None:
    """The logs that the decision rests on can be read, and are the same for all members."""
    source_rooms = dict.fromkeys(source.room for source in crossing.sources)
    for room in (crossing.target, *source_rooms):
        if room in differing:
            raise HistoriesDiffer(f"the log of room {room!r} differs by member; nothing was sent")
    for room in source_rooms:
        if room in newer_kinds or rooms[room].newer_kinds:
            raise NewerKindInLog(
                f"the log of room {room!r} holds an entry of a kind this version does not know; "
                "nothing was sent"
            )
    if journal.newer_kinds:
        raise NewerKindInLog(
            "the journal holds an entry of a kind this version does not know; nothing was sent"
        )


def _check_counterpart(crossing: Crossing, target: RoomTalks, journal: Journal) -> None:
    """Who is named is known to the target, and is the side that said all of the sources."""
    name = crossing.counterpart
    if name is None:
        return
    if name not in target.counterparts:
        raise CounterpartNotIntroduced(
            f"room {crossing.target!r} was told of no counterpart {name!r}; nothing was sent"
        )
    stands_for = journal.naming.get(crossing.target, {}).get(name)
    others = {each.room for each in crossing.sources} - {crossing.target}
    if crossing.manner in _NAMELESS or others != {stands_for}:
        raise CounterpartNotSource(
            f"the words are named as those of {name!r}, who did not say all their sources, or "
            "may not be named in this manner; nothing was sent"
        )


def _check_verbatim(
    crossing: Crossing, sources: list[tuple[str, KeptStatement, KeptSentence]]
) -> None:
    """Every sentence is a source's exact words, in the language they were said in."""
    for text in crossing.sentences:
        if not any(
            statement.said.language == crossing.language and same_words(text, sentence.text)
            for _, statement, sentence in sources
        ):
            raise WordingDiffers(
                f"the sentence {text!r} is to go verbatim and is no source's exact words in "
                f"{crossing.language}; nothing was sent"
            )


def _hold_against_marks(
    crossing: Crossing,
    in_force: tuple[SourceInForce, ...],
    texts: list[str],
    *,
    journal: Journal,
    now: str,
) -> tuple[str, ...]:
    """Codes of the refusals that the override passed; without one the first refusal is raised."""
    passed: dict[str, None] = {}
    for source, text in zip(in_force, texts, strict=True):
        if source.room == crossing.target:
            continue
        for refusal in mark_refusals(crossing, source, text, journal=journal, now=now):
            if crossing.override is None:
                raise refusal
            passed[refusal.code] = None
    return tuple(passed)


def _check_findings(crossing: Crossing, findings: tuple[Finding, ...], journal: Journal) -> None:
    """Every finding that needs a typed reason has one."""
    asking = {Strength.STOP}
    if journal.opened is not None and journal.opened.strictness is Strictness.STOPS_AND_ASKS:
        asking.add(Strength.ASK)
    if any(is_blank(given.reason) for given in crossing.stop_reasons):
        raise OverrideUntyped("the reason given for a finding is empty; nothing was sent")
    reasons = {(given.check, given.span) for given in crossing.stop_reasons}
    for finding in findings:
        if finding.strength in asking and (finding.check, finding.span) not in reasons:
            raise FindingStops(
                f"the check {finding.check!r} found {finding.kind} in {finding.span!r}, and no "
                "reason was typed for it; nothing was sent"
            )


def still_cleared(before: Cleared, after: Cleared) -> Cleared:
    """``after``, when nothing a person decided on has changed since ``before``.

    Source heads may have moved on; words, marks in force, findings and reasons may not.

    Raises:
        ChangedSinceCleared: it returns to a person; nothing was sent.
    """
    for what, was, became in (
        ("the words", before.words_hash, after.words_hash),
        ("the draft", before.crossing, after.crossing),
        ("a source or its mark", before.in_force, after.in_force),
        ("a finding", before.findings, after.findings),
        ("what the override passes", before.passed, after.passed),
    ):
        if was != became:
            raise ChangedSinceCleared(f"{what} changed after it was cleared; nothing was sent")
    reached = {head.room: head.number for head in after.heads}
    if any(reached.get(head.room, -1) < head.number for head in before.heads):
        raise ChangedSinceCleared(
            "a source's log is shorter than when it was cleared; nothing was sent"
        )
    return after


def intent_of(cleared: Cleared, *, conveyance: str) -> Intent:
    """The journal's intent for what the gate cleared, under the conveyance's random id."""
    crossing = cleared.crossing
    return Intent(
        conveyance=conveyance,
        words_hash=cleared.words_hash,
        target=crossing.target,
        manner=crossing.manner,
        sources=cleared.in_force,
        heads=cleared.heads,
        findings=cleared.findings,
        stop_reasons=crossing.stop_reasons,
        override=crossing.override,
        passed=cleared.passed,
        own_words=crossing.manner is Manner.OWN_WORDS,
    )
