"""One sealed log as one of its devices sees it: accept what the relay numbered, seal what is said.

There is no I/O here. ``accept`` takes the next frame in order and either yields the entry or names
why it is void; a void entry keeps its number and changes nothing else. Everything is checked before
anything is changed. Rules of who may begin an epoch live in ``_epochs``; rules of entries here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from wasit.channel._epochs import Opened, read_opening, recover_epochs
from wasit.channel.continuing import Continuing, is_continuing, read_continuing
from wasit.channel.entry import Envelope, SeenHead, encode_envelope, parse_envelope
from wasit.channel.faults import (
    ChainBroken,
    CounterReused,
    CounterSkipped,
    LogForked,
    LogShorter,
    NotAMember,
    OtherHistory,
    UnknownAuthor,
    WrongEpoch,
    WrongLog,
)
from wasit.channel.state import ChannelState, KnownEpoch
from wasit.crypto.epochs import Wrapping, commitment
from wasit.crypto.keys import DeviceSecrets
from wasit.crypto.notes import Checkpoint, verify_checkpoint
from wasit.crypto.sealing import SIGNING_TAG, EpochSeal, Signed, open_entry, seal_entry
from wasit.crypto.words import words_for
from wasit.errors import Untrusted
from wasit.talks.people import Person
from wasit.wire.canonical import Json
from wasit.wire.frames import (
    EntryFrame,
    FrameKind,
    LetterFrame,
    OpeningFrame,
    encode_frame,
    frame_id,
    parse_frame,
)
from wasit.wire.hash_chain import next_head

__all__ = ["Accepted", "Channel", "Void"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry that counts: its number, id (hex), author and envelope.

    ``people`` is the whole member list where the entry began an epoch, else None; ``continues`` is
    what a desk device said on how the log goes on, else None.
    """

    number: int
    entry_id: str
    author: Person
    envelope: Envelope
    people: tuple[Person, ...] | None = None
    continues: Continuing | None = None

    @property
    def is_of_talks(self) -> bool:
        """Whether the body is the talks' and not the log's own."""
        return self.people is None and self.continues is None


@dataclass(frozen=True, slots=True)
class Void:
    """A numbered frame that changes nothing, and why."""

    number: int
    entry_id: str
    fault: Untrusted


class Channel:
    """A log's state, with this device's secrets to open and sign. Not shared between threads."""

    def __init__(self, state: ChannelState, secrets: DeviceSecrets, *, wrapping: Wrapping) -> None:
        self.state = state
        self._secrets = secrets
        self._wrapping = wrapping
        self._hints: dict[bytes, bytes] = {}
        self.device_id = secrets.public().device_id

    @classmethod
    def empty(cls, log_id: bytes, secrets: DeviceSecrets, *, wrapping: Wrapping) -> "Channel":
        """The log before its first frame."""
        return cls(ChannelState.empty(log_id), secrets, wrapping=wrapping)

    @classmethod
    def restore(cls, snapshot: bytes, secrets: DeviceSecrets, *, wrapping: Wrapping) -> "Channel":
        """The channel whose ``snapshot`` this is."""
        state = msgspec.msgpack.decode(snapshot, type=ChannelState)
        return cls(state, secrets, wrapping=wrapping)

    def snapshot(self) -> bytes:
        """The state as bytes. They hold epoch keys: for the vault only."""
        return msgspec.msgpack.encode(self.state)

    @property
    def is_member(self) -> bool:
        """Whether this device belongs to the current epoch."""
        return self.device_id in self.state.members

    def words(self) -> tuple[str, ...]:
        """Six words that two members read to each other to compare their histories."""
        state = self.state
        return words_for("log", state.log_id, state.number.to_bytes(8, "big"), state.head())

    def recover_keys(self, frames: Iterable[bytes]) -> None:
        """Learn past epochs' keys from a whole log, backwards from the newest opening for us.

        Each key counts only under the commitment its own opening frame made, so that nothing is
        taken on trust here. A newcomer calls this once before accepting frame 1.
        """
        self._hints.update(
            recover_epochs(
                frames, log_id=self.state.log_id, secrets=self._secrets, wrapping=self._wrapping
            )
        )

    def know_epochs(self, epochs: Mapping[int, KnownEpoch]) -> None:
        """Take epochs' keys out of a backup; each counts only under its own commitment."""
        for number, known in epochs.items():
            committed = commitment(known.key, log_id=self.state.log_id, epoch=number)
            self._hints[committed] = known.key

    def accept(self, raw: bytes) -> Accepted | Void:
        """Number the next frame of the log and say what it is worth."""
        state = self.state
        number, entry_id = state.number + 1, frame_id(raw)
        try:
            outcome = self._read(raw, number=number, entry_id=entry_id.hex())
        except Untrusted as fault:
            outcome = Void(number=number, entry_id=entry_id.hex(), fault=fault)
        state.extend(entry_id)
        return outcome

    def compose(self, body: dict[str, Json], *, at: str, counter: int, salt: bytes) -> bytes:
        """The frame of an entry of this device under the current epoch.

        Raises:
            NotAMember: this device is not in the current epoch.
            TooLong: the body does not fit the largest size class.
        """
        under = self._seal()
        envelope = self._envelope(body, at=at, counter=counter, epoch=under.epoch)
        sealed = seal_entry(self._sign(envelope), under=under, salt=salt, kind=FrameKind.ENTRY)
        return encode_frame(
            EntryFrame(log_id=under.log_id, epoch=under.epoch, salt=salt, sealed=sealed)
        )

    def seal_opening(
        self, opening: OpeningFrame, body: dict[str, Json], *, key: bytes, at: str, counter: int
    ) -> bytes:
        """The opening frame with its first entry sealed in; see ``wasit.channel.opening``."""
        under = EpochSeal(opening.log_id, opening.epoch, key, opening.commitment)
        envelope = self._envelope(body, at=at, counter=counter, epoch=opening.epoch)
        sealed = seal_entry(
            self._sign(envelope), under=under, salt=opening.salt, kind=FrameKind.OPENING
        )
        return encode_frame(replace(opening, sealed=sealed))

    def confirm(
        self, unverified_note: bytes, frames: Sequence[bytes] = (), *, relay_key: bytes
    ) -> Checkpoint:
        """The relay's checkpoint, where it fits what this seat knows followed by ``frames``.

        Nothing is accepted yet. A number beyond those frames is no fault: read on, and confirm
        again.

        Raises:
            BadNote: the relay with this key did not sign it for this log.
            LogShorter: the relay has fewer frames than we have seen.
            LogForked: the relay has another head at its number than we have.
            ChainBroken: the frames do not make the head that the relay signed.
        """
        state = self.state
        checkpoint = verify_checkpoint(unverified_note, log_id=state.log_id, relay_key=relay_key)
        if checkpoint.number < state.number:
            raise LogShorter(
                f"the relay shows {checkpoint.number} frames where {state.number} were seen; "
                "nothing was accepted"
            )
        number, head = state.number, state.head()
        for raw in frames:
            if number == checkpoint.number:
                raise ChainBroken("the relay shows frames beyond its checkpoint; none was accepted")
            number, head = number + 1, next_head(head, frame_id(raw))
        if checkpoint.number == number and checkpoint.head != head:
            if frames:
                raise ChainBroken(
                    f"the frames up to {number} do not make the head the relay signed; "
                    "none was accepted"
                )
            raise LogForked(
                f"the relay shows another history at number {number}; nothing was accepted"
            )
        return checkpoint

    def _read(self, raw: bytes, *, number: int, entry_id: str) -> Accepted:
        state = self.state
        frame = parse_frame(raw)
        if frame.log_id != state.log_id or isinstance(frame, LetterFrame):
            raise WrongLog("a frame of another log was numbered here; it is void")
        if isinstance(frame, OpeningFrame):
            opened = read_opening(
                frame, state, hints=self._hints, secrets=self._secrets, wrapping=self._wrapping
            )
            self._check_counter(opened.envelope)
            opened.adopt(state)
            return self._accepted_opening(opened, number=number, entry_id=entry_id)
        return self._read_entry(frame, number=number, entry_id=entry_id)

    def _accepted_opening(self, opened: Opened, *, number: int, entry_id: str) -> Accepted:
        return Accepted(
            number=number,
            entry_id=entry_id,
            author=opened.author,
            envelope=opened.envelope,
            people=opened.people(),
        )

    def _read_entry(self, frame: EntryFrame, *, number: int, entry_id: str) -> Accepted:
        state = self.state
        if frame.epoch != state.epoch or frame.epoch not in state.epochs:
            raise WrongEpoch(
                f"an entry under epoch {frame.epoch} where {state.epoch} is current; it is void"
            )
        signed = open_entry(
            frame.sealed, under=self._seal_of(frame.epoch), salt=frame.salt, kind=FrameKind.ENTRY
        )
        envelope = parse_envelope(signed.unverified_json)
        member = state.members.get(envelope.device)
        if member is None:
            raise UnknownAuthor("an entry names a device that is no member; it is void")
        state.device(envelope.device).verify(signed.signature, SIGNING_TAG + signed.unverified_json)
        if envelope.log != state.log_id.hex():
            raise WrongLog("an entry signed for another log was sealed here; it is void")
        if envelope.epoch != frame.epoch:
            raise WrongEpoch("an entry signed for another epoch was sealed here; it is void")
        self._check_counter(envelope)
        state.counters[envelope.device] = envelope.counter
        state.claimed[envelope.device] = envelope.at
        self._check_seen(envelope.seen, number=number)
        author, continues = member.person, None
        if is_continuing(envelope):
            continues = read_continuing(envelope, author=author, state=state, number=number)
            state.differ, state.moved_to = False, continues.relay_key
        return Accepted(number, entry_id, author, envelope, continues=continues)

    def _check_counter(self, envelope: Envelope) -> None:
        newest = self.state.counters.get(envelope.device, 0)
        if envelope.counter <= newest:
            raise CounterReused(
                f"counter {envelope.counter} of this device was used before; the entry is void",
                device=envelope.device,
            )
        if envelope.counter != newest + 1:
            raise CounterSkipped(
                f"counter {envelope.counter} where {newest + 1} was expected; the entry is void"
            )

    def _check_seen(self, seen: SeenHead, *, number: int) -> None:
        state = self.state
        if not 0 <= seen.number < number or state.head(seen.number).hex() != seen.head:
            state.differ = True
            raise OtherHistory(
                f"the author saw another history at number {seen.number}; the entry is void"
            )

    def _seal(self) -> EpochSeal:
        if not self.is_member or self.state.epoch not in self.state.epochs:
            raise NotAMember("this seat is no member of the log; nothing was sealed")
        return self._seal_of(self.state.epoch)

    def _seal_of(self, epoch: int) -> EpochSeal:
        known = self.state.epochs[epoch]
        return EpochSeal(self.state.log_id, epoch, known.key, known.commitment)

    def _envelope(self, body: dict[str, Json], *, at: str, counter: int, epoch: int) -> Envelope:
        state = self.state
        return Envelope(
            at=at,
            body=body,
            counter=counter,
            device=self.device_id,
            epoch=epoch,
            log=state.log_id.hex(),
            seen=SeenHead(number=state.number, head=state.head().hex()),
        )

    def _sign(self, envelope: Envelope) -> Signed:
        json = encode_envelope(envelope)
        return Signed(unverified_json=json, signature=self._secrets.sign(SIGNING_TAG + json))
