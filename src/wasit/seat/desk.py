"""The desk: the case, its rooms and its journal, as one desk person's seat has them.

``bring`` is the only way by which anything from the desk reaches a room's log. It is called by the
acts of a person at the desk and by nothing else, and it takes words only with the gate's yes to
exactly those words.
"""

import hashlib
import unicodedata
from collections.abc import Sequence

from wasit.channel.opening import found_log
from wasit.seat.faults import AlreadyUsed, NoSuchRoom, NotASeat, UnclearedWords
from wasit.seat.log import SeatLog
from wasit.seat.records import CaseRecord, Leaving, LogKind, LogRecord, load, store
from wasit.seat.seat import Seat
from wasit.talks.approval_rules import hold_against_approvals
from wasit.talks.carried import Conveyance, Manner, Report
from wasit.talks.crossing import Cleared, Crossing, ReportAbout, SourceRef
from wasit.talks.entries import RoomBody
from wasit.talks.gate import judge
from wasit.talks.journal import Journal
from wasit.talks.kept import (
    CaseOpened,
    CaseOutcome,
    ConditionMet,
    EventHappened,
    Introduced,
    Naming,
    Note,
    RelayNamed,
    RoomAdded,
    RoundRef,
)
from wasit.talks.marks import MarkCode
from wasit.talks.opening import Counterpart, RoomClosed, RoomOpened
from wasit.talks.people import Person, Side
from wasit.talks.refusals import HistoriesDiffer, NewerKindInLog
from wasit.talks.retention import Retention, RetentionSet
from wasit.talks.room import RoomTalks
from wasit.talks.rounds import Convening, Outcome, Result, RoundEvent
from wasit.talks.wording import Check, findings_of, wording_of

__all__ = ["DeskSeat"]


class DeskSeat:
    """A desk person's seat in a case. ``checks`` run over every wording before the gate decides."""

    def __init__(self, seat: Seat, *, checks: Sequence[Check]) -> None:
        self.seat = seat
        self.checks = tuple(checks)
        if seat.journal is None:
            raise NotASeat("this folder is no desk's seat; nothing was opened")
        self.journal: SeatLog[Journal] = seat.journal

    @classmethod
    def open_case(
        cls,
        seat: Seat,
        *,
        title: str,
        desk: str,
        person: Person,
        default_mark: MarkCode,
        relay: str,
        creation_token: str,
        checks: Sequence[Check],
        second_approval: bool = False,
        retention: Retention = Retention.KEEP,
    ) -> "DeskSeat":
        """A new case with its journal on that relay; ``person`` is the one who opens it.

        With ``second_approval`` a side's words cross only after another desk person's yes.

        Raises:
            AlreadyUsed: this seat runs a case already.
            LinkLost, RelayRefused: it may be half opened; the same call finishes it.
        """
        if seat.journal is None:
            relay_key = bytes.fromhex(seat.ports.link_to(relay).facts().key)
            case = CaseRecord(title, desk, relay, relay_key, creation_token)
            seat.ports.vault.write("case", store(case))
            _found(seat, case, person, kind=LogKind.JOURNAL, name="journal")
        self = cls(seat, checks=checks)
        if self.journal.number == 0:
            self.journal.settle()
        if self.journal.view().opened is not None:
            raise AlreadyUsed("this seat runs a case already; nothing was opened")
        opened = CaseOpened(
            title=title,
            desk=desk,
            default_mark=default_mark,
            second_approval=second_approval,
            retention=retention,
        )
        self.journal.act(opened)
        return self

    # What is known here -------------------------------------------------------------------------

    @property
    def me(self) -> Person:
        """The desk person whose seat this is."""
        return self.journal.me

    @property
    def case(self) -> CaseRecord:
        """Where this case's logs are made: as this seat opened it, or as the journal says.

        Raises:
            NotASeat: this seat did not open the case, and the journal does not say.
        """
        raw = self.seat.ports.vault.read("case")
        if raw is not None:
            return load(raw, CaseRecord)
        opened, relay = self.journal.talks.opened, self.journal.talks.relay
        if opened is None or relay is None:
            raise NotASeat("this seat did not open the case, so it makes no new logs")
        return CaseRecord(
            opened.title, opened.desk, relay.relay, bytes.fromhex(relay.relay_key), relay.token
        )

    def share_relay(self) -> None:
        """Tell the other desk devices, by the journal, where and with what logs are made."""
        case = self.case
        named = RelayNamed(
            relay=case.relay, relay_key=case.relay_key.hex(), token=case.creation_token
        )
        if self.journal.view().relay != named:
            self.journal.act(named)

    def room(self, name: str) -> SeatLog[RoomTalks]:
        """A room of the case by the name it has at the desk; raises ``NoSuchRoom``."""
        if name not in self.seat.rooms:
            known = ", ".join(sorted(self.seat.rooms)) or "none"
            raise NoSuchRoom(f"room {name!r} was named; this seat has {known}")
        return self.seat.rooms[name]

    def rooms(self) -> dict[str, RoomTalks]:
        """Every room's fold, by name."""
        return {name: log.talks for name, log in self.seat.rooms.items()}

    # The gate -----------------------------------------------------------------------------------

    def clear(self, crossing: Crossing) -> Cleared:
        """The gate's yes to a crossing, as the logs stand at this seat now.

        Raises:
            GateRefused: a leaf that says why not; nothing was sent.
        """
        cleared = self.judge(crossing)
        hold_against_approvals(cleared, self.journal.talks, by=self.me.id)
        return cleared

    def judge(self, crossing: Crossing) -> Cleared:
        """What the gate says of a crossing but for a second person's approval.

        Raises:
            GateRefused: a leaf that says why not; nothing was sent.
        """
        rooms, journal, now = self.rooms(), self.journal.talks, self.seat.now()
        self._refuse_unsure_journal()
        wording = wording_of(crossing, rooms=rooms, journal=journal, now=now)
        logs = self.seat.rooms
        return judge(
            crossing,
            rooms=rooms,
            journal=journal,
            now=now,
            findings=findings_of(wording, self.checks),
            newer_kinds={name for name, log in logs.items() if log.holds_newer},
            differing={name for name, log in logs.items() if log.channel.state.differ},
        )

    def bring(self, room: str, body: RoomBody, *, cleared: Cleared | None = None) -> int:
        """Append an act of this desk person to a room's log, now or not at all; its number.

        Raises:
            UnclearedWords: ``body`` holds words, or is a report, and ``cleared`` is not the gate's
                yes to exactly that.
            VoidEntry: why it cannot be done there and now. EpochNotCurrent, LinkLost: as ``post``.
        """
        if not _is_cleared(body, cleared, room=room):
            raise UnclearedWords("words without the gate's yes were to leave; nothing was sent")
        return self.room(room).post(body)

    def _refuse_unsure_journal(self) -> None:
        """The journal releases marks: what it holds must be readable, and the same for all."""
        if self.journal.holds_newer:
            raise NewerKindInLog(
                "the journal holds an entry of a version this program does not know; "
                "nothing was sent"
            )
        if self.journal.channel.state.differ:
            raise HistoriesDiffer("the journal differs by member; nothing was sent")

    def own_words(self, room: str, *words: str) -> Cleared | None:
        """The gate's yes to the desk's own words for a room, which were not said elsewhere.

        None where there are none. Every log that can be read now was read up for it.
        """
        said = tuple(word for word in words if word)
        if not said:
            return None
        read = self.seat.send_where_possible()
        for log in (self.room(room), self.journal):
            if log.record.log_id not in read:
                log.send()
        talks = self.room(room).talks
        language = talks.opened.languages[0] if talks.opened is not None else "en"
        return self.clear(
            Crossing(target=room, sentences=said, language=language, manner=Manner.OWN_WORDS)
        )

    # The case and its rooms ---------------------------------------------------------------------

    def add_room(self, name: str, *, default_mark: MarkCode, languages: Sequence[str]) -> None:
        """Found a room's log, open the room, and note it in the journal. Finishes what was begun.

        Raises:
            LinkLost, RelayRefused: the room may be half made; the same call finishes it.
        """
        case, name = self.case, unicodedata.normalize("NFC", name)
        if name not in self.seat.rooms:
            _found(self.seat, case, self.me, kind=LogKind.ROOM, name=name)
        log = self.room(name)
        log.settle()
        if log.talks.opened is None:
            opened = RoomOpened(
                title=case.title,
                room=name,
                desk=case.desk,
                default_mark=default_mark,
                languages=tuple(languages),
                retention=self.journal.view().retention,
            )
            self.bring(name, opened)
        if name not in self.journal.view().rooms:
            self.journal.act(RoomAdded(room=name, log=log.record.log_id.hex()))

    def introduce(self, room: str, *, name: str, stands_for: str) -> None:
        """Tell a room of a counterpart under a name; the journal keeps which room it stands for.

        Finishes what was begun: the journal may know the name, and the room not yet.
        """
        kept = self.journal.view().naming.get(room, {})
        cleared = self.own_words(room, name)
        told = name in self.room(room).talks.counterparts
        if told or kept.get(name) != stands_for:
            self.journal.act(Introduced(to_room=room, naming=Naming(name=name, room=stands_for)))
        self.bring(room, Counterpart(name), cleared=cleared)

    def close_room(self, room: str, *, words: str = "") -> None:
        """Close a room; nothing more is taken there."""
        self.bring(room, RoomClosed(words), cleared=self.own_words(room, words))

    def set_retention(self, rule: Retention) -> None:
        """State what every seat is to do at the end: in the journal, and in each room of this seat.

        Finishes what was begun: a log that has this rule is passed over.

        Raises:
            VoidEntry: this person is not the head of the desk. LinkLost: some rooms may not know it
                yet; the same call tells them.
        """
        if self.journal.view().retention is not rule:
            self.journal.act(RetentionSet(rule=rule))
        for name, log in self.seat.rooms.items():
            log.settle()
            if log.talks.opened is not None and log.talks.retention is not rule:
                self.bring(name, RetentionSet(rule=rule))

    def convene(
        self,
        room: str,
        round_id: str,
        event: RoundEvent,
        *,
        place: str | None = None,
        time: str | None = None,
        words: str = "",
    ) -> None:
        """Recommend a round to a room, set its place and time, postpone, hold or cancel it."""
        body = Convening(round=round_id, event=event, place=place, time=time, words=words)
        self.bring(room, body, cleared=self.own_words(room, *_words_of(body)))

    def outcome(
        self, result: Result, *, rounds: Sequence[tuple[str, str]], words: str = ""
    ) -> None:
        """Record how a round came out, and tell it to each of those (room, round id).

        Finishes what was begun: an outcome on record is told to the rooms that lack it.
        """
        refs = tuple(RoundRef(room=room, round=round_id) for room, round_id in rounds)
        kept = CaseOutcome(rounds=refs, result=result, words=words)
        cleared = {ref: self.own_words(ref.room, words) for ref in refs}
        told = {ref: self._times_told(ref, result, words) for ref in refs}
        on_record = [each for _, each in self.journal.view().outcomes].count(kept)
        if on_record <= min(told.values(), default=on_record):
            self.journal.act(kept)
            on_record += 1
        for ref, times in told.items():
            if times < on_record:
                body = Outcome(round=ref.round, result=result, words=words)
                self.bring(ref.room, body, cleared=cleared[ref])

    def _times_told(self, ref: RoundRef, result: Result, words: str) -> int:
        kept = self.room(ref.room).talks.rounds.get(ref.round)
        outcomes = kept.outcomes if kept is not None else []
        return [each.outcome for each in outcomes].count(
            Outcome(round=ref.round, result=result, words=words)
        )

    # The journal --------------------------------------------------------------------------------

    def condition_met(
        self, *, room: str, statement: str, sentence: str | None, offered: str, shown_by: SourceRef
    ) -> None:
        """Record that what an ``if_offer`` mark waits for was offered, and what shows it.

        The owner's room learns nothing of it.
        """
        for mark in self._marks_in_force(room, statement, sentence):
            self.journal.act(
                ConditionMet(
                    room=room,
                    statement=statement,
                    sentence=sentence,
                    mark=mark,
                    offered=offered,
                    shown_by=shown_by,
                )
            )

    def event_happened(
        self, *, room: str, statement: str, sentence: str | None, words: str, at: str
    ) -> None:
        """Record that the event which a not-before mark waits for happened.

        Marks for which it is on record already are passed over, unless all are.
        """
        marks = self._marks_in_force(room, statement, sentence)
        on_record = self.journal.view().events.get(room, {})
        for mark in [each for each in marks if each not in on_record] or marks:
            self.journal.act(
                EventHappened(
                    room=room, statement=statement, sentence=sentence, mark=mark, words=words, at=at
                )
            )

    def note(self, text: str) -> None:
        """Keep a note in the journal."""
        self.journal.act(Note(text))

    def _marks_in_force(self, room: str, statement: str, sentence: str | None) -> list[str]:
        kept = self.room(room).talks.statements.get(statement)
        sentences = kept.sentences.values() if kept is not None else ()
        return [
            head
            for each in sentences
            if sentence is None or each.id == sentence
            for head in each.heads
        ]


def _is_cleared(body: RoomBody, cleared: Cleared | None, *, room: str) -> bool:
    """Whether the gate's yes is to exactly this body for this room, or none is needed."""
    words = _words_of(body)
    if cleared is None:
        return not words and not isinstance(body, (Conveyance, Report))
    crossing = cleared.crossing
    if crossing.target != room or crossing.sentences != words:
        return False
    if _files_of(body) != tuple((f.name, f.type, f.size, f.sha256) for f in crossing.files):
        return False
    match body:
        case Conveyance():
            return crossing.report is None and all(
                getattr(body, field) == getattr(crossing, field) for field in _HEARD
            )
        case Report():
            return crossing.report == ReportAbout(
                statement=body.statement, sentence=body.sentence, what=body.what, at=body.at
            )
        case _:
            return crossing.manner is Manner.OWN_WORDS and crossing.report is None


_HEARD = ("language", "manner", "counterpart", "personal_capacity", "ad_referendum")
"""What the hearers of a conveyance get besides its words; the gate judged it too."""


def _files_of(body: RoomBody) -> tuple[tuple[str, str, int, str], ...]:
    """Name, type, size and hash of every file that a room would get."""
    sentences = body.sentences if isinstance(body, Conveyance) else ()
    return tuple(
        (each.text, each.file.type, each.file.size, each.file.sha256)
        for each in sentences
        if each.file is not None
    )


def _words_of(body: RoomBody) -> tuple[str, ...]:
    """Every free word of the desk in a body that a room would get."""
    match body:
        case Conveyance():
            return tuple(each.text for each in body.sentences if each.file is None)
        case Report():
            return body.words
        case Counterpart():
            return (body.name,)
        case Convening():
            return tuple(word for word in (body.words, body.place) if word)
        case Outcome() | RoomClosed():
            return (body.words,) if body.words else ()
        case _:
            return ()


def _found(seat: Seat, case: CaseRecord, person: Person, *, kind: LogKind, name: str) -> None:
    if person.side is not Side.DESK:
        raise NotASeat(f"{person.name} is not of the desk; no log was founded")
    ports, random = seat.ports, seat.ports.randomness.stream(name)
    token = random.random_bytes(32)
    channel, frame = found_log(
        secrets=seat.secrets,
        person=person,
        relay_key=case.relay_key,
        at=seat.now(),
        random_bytes=random.random_bytes,
        wrapping=ports.wrapping,
        token_hash=hashlib.sha256(token).digest(),
    )
    log_id = channel.state.log_id
    link = ports.link_to(case.relay)
    link.create_log(log_id, owner_token=token, creation_token=case.creation_token)
    ports.vault.write(f"leaving/{log_id.hex()}", store(Leaving(counter=1, frame=frame)))
    link.append(log_id, frame, token=token)
    seat.add_log(LogRecord(log_id, kind, name, case.relay, case.relay_key, token, owner=True))
    log = seat.journal if kind is LogKind.JOURNAL else seat.rooms[name]
    if log is not None:
        log.read_up()
