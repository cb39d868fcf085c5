"""Verifying an export with nothing but its bytes: no network, no vault, no clock.

Every step holds one part against another, from the hash of the founding record up to the
exporter's signature; the first that does not fit is named. What is left to the exporter's word is
told by ``Checked``, and is listed in ``docs/export.md``.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from wasit.channel.entry import Envelope, parse_envelope
from wasit.channel.exports import (
    Export,
    ExportAltered,
    ExportedDevice,
    NoExport,
    SignedExport,
    signed_bytes,
)
from wasit.channel.members import EpochBody, FoundingRecord, founding_log_id
from wasit.crypto.notes import verify_checkpoint
from wasit.crypto.sealing import SIGNING_TAG, EpochSeal, open_shown_entry
from wasit.errors import Untrusted
from wasit.talks.people import Person
from wasit.wire.canonical import decode
from wasit.wire.frames import FrameKind, LetterFrame, OpeningFrame, frame_id, parse_frame
from wasit.wire.hash_chain import first_head, next_head

__all__ = ["Checked", "check_export"]

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Checked:
    """An export in which everything fits.

    Attributes:
        export: as read.
        founder: the person whose device founded the log, by the founding entry.
        exporter: who made the export, by its own word unless it is the founder.
        with_checkpoint: whether the relay signed that the log has this number and head.
        on_word: names of shown authors whose device is tied to them by the exporter's word only.
        not_compared: names of people whose joining words were not compared.
    """

    export: Export
    founder: Person
    exporter: Person
    with_checkpoint: bool
    on_word: tuple[str, ...]
    not_compared: tuple[str, ...]


def check_export(raw: bytes) -> Checked:
    """What the export in these bytes shows, all of it fitting.

    Raises:
        NoExport: the bytes are no export. ExportAltered: names what does not fit.
    """
    try:
        signed = msgspec.json.decode(raw, type=SignedExport)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoExport(f"the file is no export of version 1 ({error})") from error
    try:
        return _check(signed)
    except ExportAltered:
        raise
    except (Untrusted, ValueError) as error:
        raise ExportAltered(f"something in the export cannot be read: {error}") from error


def _check(signed: SignedExport) -> Checked:
    export = signed.export
    devices = _devices(export)
    exporter = devices.get(export.made_by)
    if exporter is None:
        raise ExportAltered("the exporting device is not among the devices")
    _fits(
        lambda: exporter.keys.public().verify(_hex(signed.signature), signed_bytes(export)),
        "the exporter's signature does not fit what is in the file",
    )
    heads = _heads(export)
    envelopes = [
        _open(export, place, heads=heads, devices=devices) for place in range(len(export.shown))
    ]
    founding, founder = _founding(export, envelopes)
    if export.checkpoint is not None:
        _check_checkpoint(export, founding)
    first = founding.devices
    authors = {envelope.device for envelope in envelopes}
    return Checked(
        export=export,
        founder=founder,
        exporter=exporter.person,
        with_checkpoint=export.checkpoint is not None,
        on_word=_names(devices, [each for each in authors if each not in first]),
        not_compared=_names(devices, [each for each in devices if not devices[each].compared]),
    )


def _devices(export: Export) -> dict[str, ExportedDevice]:
    """By id; each id is the hash of the keys beside it."""
    devices: dict[str, ExportedDevice] = {}
    for each in export.devices:
        if each.keys.public().device_id != each.device or each.device in devices:
            raise ExportAltered(f"the keys of device {each.device} are not that device's")
        devices[each.device] = each
    return devices


def _heads(export: Export) -> list[bytes]:
    """The heads at numbers 0, 1, 2 and so on, made from the frames' ids."""
    heads = [first_head(_hex(export.log, size=32))]
    for each in export.frames:
        heads.append(next_head(heads[-1], _hex(each, size=32)))
    if heads[-1].hex() != export.head:
        raise ExportAltered("the frames' ids do not make the head that is named")
    numbers = [each.number for each in export.shown]
    if numbers != sorted(set(numbers)) or not numbers or numbers[0] != 1:
        raise ExportAltered("the entries shown are not in order, or the first is not among them")
    if numbers[-1] > len(export.frames):
        raise ExportAltered("an entry is shown beyond the end of the log")
    return heads


def _open(
    export: Export, place: int, *, heads: list[bytes], devices: dict[str, ExportedDevice]
) -> Envelope:
    """The envelope of one shown entry, its place, seal, signature, author and history checked."""
    shown = export.shown[place]
    at = f"entry {shown.number}"
    raw = base64.b64decode(shown.frame, validate=True)
    if frame_id(raw).hex() != export.frames[shown.number - 1]:
        raise ExportAltered(f"{at} is not the frame that was numbered")
    frame = parse_frame(raw)
    opening = isinstance(frame, OpeningFrame)
    if isinstance(frame, LetterFrame) or opening != (shown.number == 1):
        raise ExportAltered(f"{at} is no entry that an export shows")
    commitment = _hex(export.commitments.get(str(frame.epoch), ""), size=32)
    seal = EpochSeal(_hex(export.log, size=32), frame.epoch, b"", commitment)
    data = seal.data(FrameKind.OPENING if opening else FrameKind.ENTRY)
    signed = _fits(
        lambda: open_shown_entry(frame.sealed, key=_hex(shown.key, size=32), data=data),
        f"{at} does not open under the key beside it",
    )
    if decode(signed.unverified_json) != shown.entry:
        raise ExportAltered(f"{at} holds other words than those shown")
    envelope = parse_envelope(signed.unverified_json)
    author = devices.get(envelope.device)
    if author is None:
        raise ExportAltered(f"{at} names a device that is not among the devices")
    _fits(
        lambda: author.keys.public().verify(signed.signature, SIGNING_TAG + signed.unverified_json),
        f"{at} was not signed by the device it names",
    )
    if envelope.log != export.log or envelope.epoch != frame.epoch:
        raise ExportAltered(f"{at} was signed for another log or epoch")
    seen = envelope.seen
    if not 0 <= seen.number < shown.number or heads[seen.number].hex() != seen.head:
        raise ExportAltered(f"the author of {at} had seen another history")
    if opening and commitment != frame.commitment:
        raise ExportAltered(f"{at} begins an epoch under another commitment")
    return envelope


def _founding(export: Export, envelopes: list[Envelope]) -> tuple[FoundingRecord, Person]:
    """The founding record, whose hash is the log's id, and the person who founded the log."""
    first = envelopes[0]
    body = msgspec.convert(first.body, EpochBody)
    founding = body.founding
    if founding is None or founding_log_id(founding).hex() != export.log:
        raise ExportAltered("the founding record is not this log's")
    frame = parse_frame(base64.b64decode(export.shown[0].frame))
    opening = frame.opening_bytes() if isinstance(frame, OpeningFrame) else b""
    if body.opening != hashlib.sha256(opening).hexdigest():
        raise ExportAltered("the founding entry belongs to another opening")
    people = {member.device: member.person for member in body.members}
    if first.device not in founding.devices or first.device not in people:
        raise ExportAltered("the log was not founded by a device of its founding record")
    return founding, people[first.device]


def _check_checkpoint(export: Export, founding: FoundingRecord) -> None:
    checkpoint = verify_checkpoint(
        (export.checkpoint or "").encode(),
        log_id=_hex(export.log, size=32),
        relay_key=_hex(founding.relay, size=32),
    )
    if (checkpoint.number, checkpoint.head.hex()) != (len(export.frames), export.head):
        raise ExportAltered("the relay's checkpoint is for another number or head")


def _names(devices: dict[str, ExportedDevice], which: list[str]) -> tuple[str, ...]:
    return tuple(sorted({devices[each].person.name for each in which}))


def _fits(check: Callable[[], ResultT], otherwise: str) -> ResultT:
    try:
        return check()
    except Untrusted as error:
        raise ExportAltered(otherwise) from error


def _hex(text: str, *, size: int | None = None) -> bytes:
    """The bytes of ``text`` in lower-case hex, of that size."""
    raw = bytes.fromhex(text)
    if raw.hex() != text or (size is not None and len(raw) != size):
        raise ExportAltered(f"{text[:20]!r} is no hex of the size expected")
    return raw
