"""One log at a seat: its channel, its fold, the frames in the vault, the acts waiting to be sent.

Order of things. An act is sealed and in the vault before it is sent (``act``), or is sent now or
not at all (``post``: the desk's words, which never wait past the gate). What the relay numbered is
held to its checkpoint before anything is accepted (``read_up``), then kept and folded in one
transaction. An own act is settled when it is read back out of the log, never earlier.
"""

from datetime import datetime
from typing import Any

import msgspec

from wasit.channel.channel import Accepted, Void
from wasit.channel.faults import CounterReused, LogStopped, NewerEntry, NotAMember, WrongEpoch
from wasit.crypto.keys import DeviceSecrets
from wasit.crypto.notes import BadNote
from wasit.points import Point
from wasit.seat.blobs import FileSpace, files_in
from wasit.seat.claimed_time import time_to_claim
from wasit.seat.faults import (
    NotEnrolled,
    SeatCopied,
    StillLeaving,
    YouLeft,
)
from wasit.seat.fold import FoldKind, FoldT, LogFold, SeatPorts, refuse_sealed
from wasit.seat.moved import (
    GoesOnElsewhere,
    StillMoving,
    is_held,
    stay_unless_elsewhere,
    word_of,
)
from wasit.seat.ports import (
    EpochNotCurrent,
    Link,
    LinkLost,
    NoSuchLog,
    Outgoing,
    RelayRefused,
)
from wasit.seat.records import GoodbyeRecord, Leaving, LogRecord, load, store
from wasit.talks.entries import body_to_plain
from wasit.talks.people import Authored, Person
from wasit.talks.void import VoidEntry
from wasit.wire.canonical import composed, decode, encode
from wasit.wire.frames import EntryFrame, NewerFrame, frame_id, parse_frame
from wasit.wire.relay_api import BadPage

__all__ = ["SeatLog"]

_SNAPSHOT_EVERY = 1000


class SeatLog(LogFold[FoldT]):
    """A log as this seat has it, with what waits to be sent there."""

    def __init__(
        self,
        record: LogRecord,
        *,
        kind: FoldKind[FoldT],
        ports: SeatPorts,
        secrets: DeviceSecrets,
    ) -> None:
        self.last_contact: datetime | None = None
        self._overlay: FoldT | None = None
        self._told = False
        self._left: Accepted | Void | None = None
        self.random = ports.randomness.stream(record.name)
        super().__init__(record, kind=kind, ports=ports, secrets=secrets)
        self._load()

    # What is known here -------------------------------------------------------------------------

    @property
    def waiting(self) -> list[Outgoing]:
        """The acts that are kept here and not yet seen in the log."""
        return self._ports.vault.outgoing(self.record.log_id)

    def unheard(self) -> dict[int, Any]:
        """This seat's own acts that were numbered and are void, by number: what they would say.

        Nobody else was shown them; the person may say them again.
        """
        prefix = f"{self._name('refused')}/"
        vault = self._ports.vault
        kept = {int(name.removeprefix(prefix)): vault.read(name) for name in vault.names(prefix)}
        return {
            number: self._kind.read_body(decode(body))
            for number, body in sorted(kept.items())
            if body is not None
        }

    @property
    def holds_newer(self) -> bool:
        """Whether an entry of a later version stands in the log; then nothing leaves from it."""
        codes = {NewerFrame.code, NewerEntry.code}
        return any(refused.code in codes for refused in self.refused)

    @property
    def me(self) -> Person:
        """The person whose device this is.

        Raises:
            NotAMember: this device is not in the current epoch.
        """
        member = self.channel.state.members.get(self.channel.device_id)
        if member is None:
            raise NotAMember("this seat is no member of the log; nothing was done")
        return member.person

    def view(self) -> FoldT:
        """The fold with this seat's waiting acts laid over it, as the screen here shows it."""
        waiting = self.waiting
        if not waiting:
            return self.talks
        if self._overlay is None:
            self._overlay = self._kind.restore(self.talks.snapshot())
            for outgoing in waiting:
                body = self._kind.read_body(decode(outgoing.body))
                number = max(self._overlay.number, self.number) + 1
                entry = self._authored(body, at=outgoing.at, number=number)
                try:
                    self._overlay.apply(entry)
                except VoidEntry:
                    continue
        return self._overlay

    # Acting -------------------------------------------------------------------------------------

    def act(self, body: Any) -> None:
        """Keep an act, and send it if the relay answers; else it waits and is sent once.

        An answer that is none (``BadPage``, ``BadNote``) is told by the next ``send`` or
        ``read_up``: the act is kept, and an error here would have it done twice.

        Raises:
            VoidEntry: a leaf that says why the act cannot be done here and now; nothing was kept.
            NotAMember, TooLong: nothing was kept, unless the text says that it was.
            LogStopped: it is kept, and not sent. CaseSealed, YouLeft: nothing was kept.
        """
        if self._ports.sealed:
            refuse_sealed()
        self._refuse_if_left()
        now = self._now()
        view = self.view()
        view.check(self._authored(body, at=now, number=max(view.number, self.number) + 1))
        outgoing = self._seal(body_to_plain(body), at=now)
        self._ports.reach(Point.ACT_SEALED)
        self._ports.vault.queue(outgoing)
        self._ports.reach(Point.ACT_KEPT)
        self._overlay = None
        try:
            self.send()
        except (LinkLost, BadPage, BadNote):
            return

    def send(self) -> None:
        """Send every waiting act, in order, and read up.

        Raises:
            LinkLost: the relay is away; what waits still waits. LogStopped: likewise.
            NotAMember: the log went on without this seat; what waits still waits.
            RelayRefused: it takes no more files; the act that holds one is set aside as unsent.
        """
        self._refuse_if_stopped()
        if self.is_leaving:
            self.settle()
        relay = self.record.relay
        for outgoing in self.waiting:
            self._put_files(outgoing)
            self._append(outgoing)
        self.read_up()
        if self.record.relay != relay and self.waiting:
            self.send()

    def post(self, body: Any) -> int:
        """Append an act now, or not at all; its number in the log.

        Raises:
            VoidEntry: why the act cannot be done here and now; nothing was sent.
            EpochNotCurrent: people changed meanwhile; nothing was sent. Read up and decide again.
            LinkLost: it may or may not have arrived; ``settle`` tells, and ``send`` settles.
        """
        now = self._now()
        if self.waiting:
            self.send()
        self.talks.check(self._authored(body, at=now, number=self.number + 1))
        self.files.put(files_in(body))
        frame = self._seal(body_to_plain(body), at=now)
        return self.post_frame(frame.frame, counter=frame.counter)

    def post_frame(self, frame: bytes, *, counter: int) -> int:
        """Append a frame sealed here now, or not at all; its number. Raises as ``post`` does.

        The number, and that the entry counts, are read out of the log: the relay's word for it is
        not taken.
        """
        self._refuse_if_stopped()
        vault = self._ports.vault
        if self.is_leaving:
            raise StillLeaving("an earlier act is still on its way; this one was not sent")
        self._ports.reach(Point.POST_SEALED)
        vault.write(self._name("leaving"), store(Leaving(counter=counter, frame=frame)))
        self._ports.reach(Point.POST_KEPT)
        self._left = None
        try:
            self.link.append(self.record.log_id, frame, token=self.record.token)
        except (RelayRefused, NoSuchLog):
            self._give_up()
            raise
        self._ports.reach(Point.POST_NUMBERED)
        self.read_up()
        return self._number_left()

    @property
    def is_leaving(self) -> bool:
        """Whether an act of the desk is on its way and its fate is not known here."""
        return self._ports.vault.read(self._name("leaving")) is not None

    def settle(self) -> None:
        """Learn the fate of an act that was on its way: read up, and let go of what did not arrive.

        Raises:
            LinkLost: still not known.
        """
        self.read_up()
        self._give_up()

    # Reading ------------------------------------------------------------------------------------

    def read_up(self) -> int:
        """Accept everything the relay has; how many frames were new.

        Raises:
            LinkLost: the relay is away. NoSuchLog: it no longer lets this seat read.
            LogStopped: what it shows cannot be; nothing was accepted and the log is stopped.
            StillMoving: the log goes on at another relay, which does not hold it yet.
            SeatCopied: all was accepted, and among it acts of a copy of this seat. It is said
                again whenever the seat was opened anew.
        """
        self._refuse_if_stopped()
        try:
            frames = self._download()
        except LogStopped as fault:
            self._stop(fault)
            raise
        self.last_contact = self._ports.clock.now()
        new = 0
        if frames:
            self._ports.reach(Point.FRAMES_READ)
            new = self._adopt_and_follow(frames)
            self._ports.reach(Point.FRAMES_KEPT)
        if not self._told and self._ports.vault.read(self._name("copied")) is not None:
            self._told = True
            raise SeatCopied(
                "the log holds an act of this device that this seat did not make; "
                "all that was numbered is kept"
            )
        return new

    @property
    def files(self) -> FileSpace:
        """The files of this log, as they lie here and at its relay."""
        return FileSpace(self.record, self._ports)

    @property
    def link(self) -> Link:
        """The connection to this log's relay."""
        return self._ports.link_to(self.record.relay)

    def reload(self, record: LogRecord) -> None:
        """Be the log of that record, as the vault keeps its frames."""
        self.record = record
        self._load()

    def seal_anew(self) -> None:
        """Seal every waiting act again, with the counters that are next in the log as it is now."""
        waiting, vault = self.waiting, self._ports.vault
        for outgoing in waiting:
            vault.settle(self.record.log_id, outgoing.counter)
        for outgoing in waiting:
            vault.queue(self._seal(decode(outgoing.body), at=outgoing.at))
        self._overlay = None

    def seal_of_log(self, plain: dict[str, Any]) -> tuple[bytes, int]:
        """An entry of the log's own, not the talks', sealed now; and its counter.

        Its counter is the next in the log itself: acts that wait are to be sealed anew after it.
        """
        counter = self.channel.state.counters.get(self.channel.device_id, 0) + 1
        sealed = self._seal(plain, at=self._now(), counter=counter)
        return sealed.frame, counter

    def new_id(self) -> str:
        """A random id for something said in this log: 16 hex digits."""
        return self.random.random_bytes(8).hex()

    def _begin(self) -> None:
        super()._begin()
        self._overlay = None

    def _load(self) -> None:
        super()._load()
        self._overlay = None

    # Within -------------------------------------------------------------------------------------

    def next_counter(self) -> int:
        """The counter of this device's next act in this log."""
        newest = self.channel.state.counters.get(self.channel.device_id, 0)
        return max([newest, *(outgoing.counter for outgoing in self.waiting)]) + 1

    def _now(self) -> str:
        """The time to claim, as ``time_to_claim``."""
        newest = self.channel.state.claimed.get(self.channel.device_id, "")
        claimed = [newest, *(outgoing.at for outgoing in self.waiting)]
        return time_to_claim(self._ports.clock.now(), claimed)

    def _seal(self, plain: dict[str, Any], *, at: str, counter: int | None = None) -> Outgoing:
        plain = composed(plain)
        counter = counter or self.next_counter()
        salt = self.random.random_bytes(32)
        frame = self.channel.compose(plain, at=at, counter=counter, salt=salt)
        return Outgoing(self.record.log_id, counter, at, encode(plain), frame)

    def _put_files(self, outgoing: Outgoing) -> None:
        """Put the act's files at the relay first; where it takes none, set the act aside."""
        files = files_in(self._kind.read_body(decode(outgoing.body)))
        try:
            self.files.put(files)
        except RelayRefused:
            log, vault = self.record.log_id, self._ports.vault
            vault.write(f"unsent/{log.hex()}/{outgoing.at}/{outgoing.counter}", outgoing.body)
            vault.settle(log, outgoing.counter)
            self.files.drop(files)
            self.seal_anew()
            raise

    def _append(self, outgoing: Outgoing) -> None:
        while True:
            try:
                self.link.append(self.record.log_id, outgoing.frame, token=self.record.token)
            except EpochNotCurrent as error:
                self.read_up()
                if outgoing.counter not in {each.counter for each in self.waiting}:
                    return
                if self._sealed_under_newest(outgoing):
                    raise NotAMember(
                        "the log went on under an epoch whose key this seat was not given; "
                        "what was written is kept here and was not sent"
                    ) from error
                plain = decode(outgoing.body)
                outgoing = self._seal(plain, at=outgoing.at, counter=outgoing.counter)
                self._ports.vault.queue(outgoing)
            else:
                self._ports.reach(Point.ACT_NUMBERED)
                return

    def _sealed_under_newest(self, outgoing: Outgoing) -> bool:
        frame = parse_frame(outgoing.frame)
        return isinstance(frame, EntryFrame) and frame.epoch == self.channel.state.epoch

    def _download(self) -> list[bytes]:
        frames: list[bytes] = []
        while True:
            after = self.number + len(frames)
            page = self.link.read(self.record.log_id, after=after, token=self.record.token)
            frames += page.frames
            checkpoint = self.channel.confirm(
                page.unverified_note, frames, relay_key=self.record.relay_key
            )
            if checkpoint.number == self.number + len(frames):
                return frames
            if not page.frames:
                raise LinkLost("the relay names more frames than it gives; nothing was accepted")

    def _adopt_and_follow(self, frames: list[bytes]) -> int:
        """Adopt frames; where the desk's last word is that the log goes on elsewhere, go there and
        read up there. How many frames were new.

        What the relay numbered after that word is not of the log. Own acts among it still wait.
        """
        try:
            self._adopt(frames, staying=False)
        except GoesOnElsewhere as word:
            there, before = word.record_after(self.record), frames[: word.count - 1]
            if not is_held(self._ports.link_to(there.relay), there, self.number, frames, word):
                self._adopt(before)
                raise StillMoving(
                    f"the log goes on at {there.relay}, which does not hold it yet; "
                    "nothing of what waits was sent"
                ) from None
            self._adopt(frames[: word.count])
            self.record = there
            self._ports.vault.write(self._name("log"), store(there))
            return word.count + self.read_up()
        return len(frames)

    def _adopt(self, frames: list[bytes], *, staying: bool = True) -> None:
        vault = self._ports.vault
        own = {frame_id(outgoing.frame).hex(): outgoing for outgoing in self.waiting}
        leaving = self._leaving()
        self._overlay = None
        try:
            if not self.channel.is_member:
                self.channel.recover_keys(frames)
            with vault.transaction():
                vault.keep_frames(self.record.log_id, after=self.number, frames=frames)
                word = None
                for count, raw in enumerate(frames, 1):
                    outcome = self._take(raw)
                    self._settle_own(outcome, own, leaving)
                    word = word_of(outcome, count) or word
                if not staying:
                    stay_unless_elsewhere(word, self.record)
                if leaving is not None and not self.is_leaving:
                    self._renumber_after(leaving.counter)
        except BaseException:
            self._load()
            raise
        if self.number - self._saved_at >= _SNAPSHOT_EVERY:
            self.save()

    def _settle_own(
        self, outcome: Accepted | Void, own: dict[str, Outgoing], leaving: Leaving | None
    ) -> None:
        vault = self._ports.vault
        if leaving is not None and outcome.entry_id == frame_id(leaving.frame).hex():
            vault.erase(self._name("leaving"))
            self._left = outcome
            if isinstance(outcome, Void) and isinstance(outcome.fault, CounterReused):
                self._note_copied()
            return
        mine = own.get(outcome.entry_id)
        if mine is None:
            if self._is_a_copys(outcome):
                self._note_copied()
            return
        if isinstance(outcome, Void):
            if isinstance(outcome.fault, WrongEpoch):
                return
            vault.write(f"{self._name('refused')}/{outcome.number}", mine.body)
            if isinstance(outcome.fault, CounterReused):
                self._note_copied()
        vault.settle(self.record.log_id, mine.counter)

    def _is_a_copys(self, outcome: Accepted | Void) -> bool:
        """Whether this device signed the entry and this seat never had it on its way."""
        me = self.channel.device_id
        if isinstance(outcome, Accepted):
            signed_here = outcome.envelope.device == me
        else:
            signed_here = isinstance(outcome.fault, CounterReused) and outcome.fault.device == me
        given_up = f"{self._name('given-up')}/{outcome.entry_id}"
        return signed_here and self._ports.vault.read(given_up) is None

    def _number_left(self) -> int:
        """The number of the act that ``post_frame`` appended, as the log has it."""
        match self._left:
            case None:
                raise LinkLost("the relay took the act and does not show it; it may have arrived")
            case Void(fault=fault):
                raise fault
            case Accepted(number=number):
                return number

    def _note_copied(self) -> None:
        self._ports.vault.write(self._name("copied"), b"")
        self._told = False

    def _leaving(self) -> Leaving | None:
        raw = self._ports.vault.read(self._name("leaving"))
        return load(raw, Leaving) if raw is not None else None

    def _give_up(self) -> None:
        """Let go of an act that is not in the log, and know it for ours should it still come."""
        leaving, vault = self._leaving(), self._ports.vault
        if leaving is None:
            return
        with vault.transaction():
            vault.write(f"{self._name('given-up')}/{frame_id(leaving.frame).hex()}", b"")
            vault.erase(self._name("leaving"))

    def _renumber_after(self, taken: int) -> None:
        """Seal acts anew that were queued, and never sent, while another had their counter."""
        waiting = [each for each in self.waiting if each.counter >= taken]
        for outgoing in waiting:
            self._ports.vault.settle(self.record.log_id, outgoing.counter)
        for outgoing in waiting:
            self._ports.vault.queue(self._seal(decode(outgoing.body), at=outgoing.at))

    def _authored(self, body: Any, *, at: str, number: int) -> Authored[Any]:
        return Authored(
            number=number,
            at=at,
            author=self.me,
            device=self.channel.device_id,
            seen=self.number,
            body=body,
        )

    @property
    def has_left(self) -> bool:
        """Whether this device belongs to the log no more, by its history or the desk's word."""
        return not self.channel.is_member or self._goodbye() is not None

    def _goodbye(self) -> GoodbyeRecord | None:
        raw = self._ports.vault.read(self._name("goodbye"))
        return load(raw, GoodbyeRecord) if raw is not None else None

    def _refuse_if_left(self) -> None:
        goodbye = self._goodbye()
        if goodbye is not None:
            raise YouLeft(self.record.name, at=goodbye.at, by=goodbye.by)

    def _refuse_if_stopped(self) -> None:
        self._refuse_if_left()
        if not self.record.token:
            raise NotEnrolled(
                f"this seat was restored up to number {self.number} and is not let in yet; "
                "nothing was sent or read"
            )
        if self.record.stopped is not None:
            raise LogStopped(
                f"the log is stopped ({self.record.stopped}); nothing was sent or accepted"
            )

    def _stop(self, fault: LogStopped) -> None:
        self.record = msgspec.structs.replace(self.record, stopped=fault.code)
        self._ports.vault.write(self._name("log"), store(self.record))
