"""Leaks to plant into the running modules, each a mistake somebody could make.

Each function patches one place so that room A gets something that hangs on what happens elsewhere.
They are planted afresh for every world.
"""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from wasit.crypto.epochs import Wrapping, wrap_epoch_key
from wasit.seat import admitting, claimed_time, conveying, log
from wasit.seat.blobs import FileSpace
from wasit.seat.desk import DeskSeat
from wasit.seat.log import SeatLog
from wasit.seat.ports import Randomness
from wasit.seat.seat import Seat
from wasit.talks.files import AttachedFile
from wasit.talks.opening import Counterpart, RoomOpened
from wasit.testing.randomness import SeededRandomness

Plant = Callable[[pytest.MonkeyPatch], None]


def _tell_a(seat: Seat, text: str) -> None:
    """Append to room A's log without anybody's act; where it was told already, let it be."""
    room = seat.rooms["A"]
    if text not in room.talks.counterparts:
        room.post(Counterpart(text))


def shared_id_counter(patch: pytest.MonkeyPatch) -> None:
    """Ids counted through the whole case."""
    count = itertools.count(1)

    def new_id(_self: SeatLog[Any]) -> str:
        return f"{next(count):016x}"

    patch.setattr(SeatLog, "new_id", new_id)


def shared_randomness(patch: pytest.MonkeyPatch) -> None:
    """One stream for all logs, so that draws for B move those for A."""

    def stream(self: SeededRandomness, name: str) -> SeededRandomness:
        del name
        return self

    patch.setattr(SeededRandomness, "stream", stream)


def id_from_source(patch: pytest.MonkeyPatch) -> None:
    """A conveyance's id made from the words it rests on."""
    convey = conveying.convey

    def leaking(
        desk: DeskSeat, crossing: Any, references: Any = None, *, own_files: Any = ()
    ) -> str:
        target = desk.room(crossing.target)
        if not crossing.sources:
            return convey(desk, crossing, references, own_files=own_files)
        source = crossing.sources[0]
        kept = desk.rooms()[source.room].statements[source.statement]
        text = "".join(sentence.text for sentence in kept.sentences.values())
        with pytest.MonkeyPatch.context() as inner:
            count = itertools.count(len(target.talks.conveyances))

            def new_id() -> str:
                return log.frame_id(f"{text}{next(count)}".encode()).hex()[:16]

            inner.setattr(target, "new_id", new_id)
            return convey(desk, crossing, references, own_files=own_files)

    patch.setattr("wasit.play.desk_acts.convey", leaking)


def automatic_report(patch: pytest.MonkeyPatch) -> None:
    """A is told each time something of its own was handed on."""
    hand_on = conveying._hand_on  # pyright: ignore[reportPrivateUsage]

    def leaking(desk: DeskSeat, cleared: Any, body: Any) -> Any:
        result = hand_on(desk, cleared, body)
        if cleared.crossing.target != "A":
            _tell_a(desk.seat, f"handed on: {body.id}")
        return result

    patch.setattr(conveying, "_hand_on", leaking)


def refusal_shown(patch: pytest.MonkeyPatch) -> None:
    """A is told that something was held back from it."""
    clear = conveying._clear_or_keep_refusal  # pyright: ignore[reportPrivateUsage]

    def leaking(desk: DeskSeat, crossing: Any) -> Any:
        try:
            return clear(desk, crossing)
        except conveying.GateRefused:
            _tell_a(desk.seat, f"held back: {len(desk.journal.talks.refusals)}")
            raise

    patch.setattr(conveying, "_clear_or_keep_refusal", leaking)


def release_shown(patch: pytest.MonkeyPatch) -> None:
    """The release of A's condition is shown in A's room."""
    condition_met = DeskSeat.condition_met

    def leaking(self: DeskSeat, **fields: Any) -> None:
        condition_met(self, **fields)
        _tell_a(self.seat, "your condition is met")

    patch.setattr(DeskSeat, "condition_met", leaking)


def withdrawal_shown(patch: pytest.MonkeyPatch) -> None:
    """A is told, by the desk's program, that the others took something back."""
    send = Seat.send

    def leaking(self: Seat) -> None:
        send(self)
        if self.journal is None:
            return
        for name, room in self.rooms.items():
            for statement in room.talks.statements.values():
                if name != "A" and any(each.withdrawn for each in statement.sentences.values()):
                    _tell_a(self, "they took something back")

    patch.setattr(Seat, "send", leaking)


def receipt_passed_on(patch: pytest.MonkeyPatch) -> None:
    """B's receipts are passed on to A."""
    send = Seat.send

    def leaking(self: Seat) -> None:
        send(self)
        if self.journal is None:
            return
        receipts = sum(len(room.talks.receipts) for name, room in self.rooms.items() if name != "A")
        if receipts:
            _tell_a(self, f"read {receipts} times")

    patch.setattr(Seat, "send", leaking)


def clock_moved_by_journal(patch: pytest.MonkeyPatch) -> None:
    """The time claimed moves with the number of frames read in any log."""
    adopt, text_of = SeatLog[Any]._adopt, claimed_time.moment_text  # pyright: ignore[reportPrivateUsage]
    frames_read = 0

    def counting(self: SeatLog[Any], frames: list[bytes], *, staying: bool = True) -> None:
        nonlocal frames_read
        frames_read += len(frames)
        adopt(self, frames, staying=staying)

    def leaking(time: Any) -> str:
        return text_of(time.replace(second=frames_read % 60))

    patch.setattr(SeatLog, "_adopt", counting)
    patch.setattr(claimed_time, "moment_text", leaking)


def rooms_counted_in_title(patch: pytest.MonkeyPatch) -> None:
    """A room's title says how many rooms there were before it."""
    bring = DeskSeat.bring

    def leaking(self: DeskSeat, room: str, body: Any, **rest: Any) -> int:
        if isinstance(body, RoomOpened):
            body = RoomOpened(
                title=f"{body.title} {len(self.seat.rooms)}",
                room=body.room,
                desk=body.desk,
                default_mark=body.default_mark,
                languages=body.languages,
            )
        return bring(self, room, body, **rest)

    patch.setattr(DeskSeat, "bring", leaking)


def everybody_introduced(patch: pytest.MonkeyPatch) -> None:
    """Every new room is introduced to A by its real name."""
    add_room = DeskSeat.add_room

    def leaking(self: DeskSeat, name: str, **rest: Any) -> None:
        add_room(self, name, **rest)
        if name != "A" and "A" in self.seat.rooms:
            _tell_a(self.seat, name)
        elif name == "A":
            for other in self.seat.rooms:
                if other != "A":
                    _tell_a(self.seat, other)

    patch.setattr(DeskSeat, "add_room", leaking)


def epochs_in_step(patch: pytest.MonkeyPatch) -> None:
    """Whenever anybody joins anywhere, every room begins an epoch."""
    begin = admitting._begin_epoch  # pyright: ignore[reportPrivateUsage]

    def leaking(desk: DeskSeat, at: Any, **rest: Any) -> None:
        begin(desk, at, **rest)
        room = desk.seat.rooms["A"]
        if room.record.log_id != at.record.log_id and room.talks.opened is not None:
            begin(desk, room)

    patch.setattr(admitting, "_begin_epoch", leaking)


def slots_by_case(patch: pytest.MonkeyPatch) -> None:
    """The slot class of an opening hangs on how many devices the case has had."""
    wraps_made = 0

    def leaking(key: bytes, members: Any, *, wrapping: Wrapping, **rest: Any) -> tuple[bytes, ...]:
        nonlocal wraps_made
        wraps_made += len(members)
        wraps = wrap_epoch_key(key, members, wrapping=wrapping, **rest)
        return wraps + wraps if wraps_made > 20 and len(wraps) == 4 else wraps

    patch.setattr("wasit.channel.opening.wrap_epoch_key", leaking)


def relay_counts_all(patch: pytest.MonkeyPatch) -> None:
    """The relay answers an append with a number counted over all its logs."""
    from wasit.wire.relay_api import Numbered

    count = itertools.count(1)

    def leaking(number: int) -> Numbered:
        del number
        return Numbered(next(count))

    patch.setattr("wasit.relay.app.Numbered", leaking)


def relay_header(patch: pytest.MonkeyPatch) -> None:
    """A header that counts all the answers the relay has given."""
    from starlette.responses import Response

    init, count = Response.init_headers, itertools.count(1)

    def leaking(self: Response, headers: Any = None) -> None:
        init(self, headers)
        self.raw_headers.append((b"x-request", str(next(count)).encode()))

    patch.setattr(Response, "init_headers", leaking)


def file_keys_counted(patch: pytest.MonkeyPatch) -> None:
    """Keys of files drawn from one count for all rooms."""
    seal, count = FileSpace.seal, itertools.count(1)

    def leaking(
        self: FileSpace, content: bytes, *, media_type: str, random: Randomness
    ) -> AttachedFile:
        counted = SeededRandomness(f"file {next(count)}")
        del random
        return seal(self, content, media_type=media_type, random=counted)

    patch.setattr(FileSpace, "seal", leaking)


LEAKS: dict[str, Plant] = {
    plant.__name__: plant
    for plant in (
        shared_id_counter,
        shared_randomness,
        id_from_source,
        automatic_report,
        refusal_shown,
        release_shown,
        withdrawal_shown,
        receipt_passed_on,
        clock_moved_by_journal,
        rooms_counted_in_title,
        everybody_introduced,
        epochs_in_step,
        slots_by_case,
        relay_counts_all,
        relay_header,
        file_keys_counted,
    )
}
