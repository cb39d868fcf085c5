"""An export: some entries of one log, opened, with what shows that they stand in it unaltered.

It carries the frames of the entries it shows with the key of each (never an epoch's key), the ids
of all other frames, the relay's checkpoint where it could be had, the public keys of the devices
that signed, and the exporter's signature over all of it. Entry 1 is always shown: it holds the
founding record, whose hash is the log's id, and with it the founding desk device and the relay's
key. Later openings are never shown, because each holds the preceding epoch's key; so whose a later
device is rests on the exporter's word. ``docs/export.md`` says what that proves.
"""

from typing import Any, Literal

import msgspec

from wasit.channel.members import DeviceKeys
from wasit.errors import BadInput, Untrusted
from wasit.talks.people import Person
from wasit.wire.canonical import encode

__all__ = [
    "EXPORT_TAG",
    "Export",
    "ExportAltered",
    "ExportedDevice",
    "NoExport",
    "ShownEntry",
    "SignedExport",
    "signed_bytes",
]

EXPORT_TAG = b"wasit/v1/export\0"
"""Stands before the canonical bytes that an exporter signs."""


class NoExport(BadInput):
    """The file is no export of version 1. Nothing was verified."""

    code = "no-export"
    advice = "Name a file made by wasit export, or a folder made by wasit play --keep."


class ExportAltered(Untrusted):
    """Something in the export does not fit the rest: it was altered after it was made."""

    code = "export-altered"
    advice = "Do not rely on this file; ask for it again, and compare with another copy."


class ShownEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry that is shown.

    Attributes:
        number: its place in the log.
        frame: the exact frame, base64.
        key: the key of this entry alone, hex.
        entry: what is inside, for readers without our program; it must be what the frame holds.
    """

    number: int
    frame: str
    key: str
    entry: dict[str, Any]  # canonical Json, which msgspec cannot spell


class ExportedDevice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A device of the log, whose it is, and whether the joining words were compared."""

    device: str
    keys: DeviceKeys
    person: Person
    compared: bool


class Export(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One log's export.

    Attributes:
        log: the log's id, hex. name, kind: what the exporter calls it: a room, or the journal.
        frames: ids of all frames, hex, from number 1.
        head: the head after the last of them, hex.
        checkpoint: the relay's signed note for that number, or None where it was away.
        commitments: epoch number (as text) to its commitment, hex, of every epoch shown from.
        devices: every device of the log up to here, whose author it may be.
        made_at, made_by: when by the exporter's clock, and by which device.
    """

    format: Literal["wasit-export"]
    v: Literal[1]
    log: str
    name: str
    kind: Literal["room", "journal"]
    frames: tuple[str, ...]
    head: str
    checkpoint: str | None
    commitments: dict[str, str]
    shown: tuple[ShownEntry, ...]
    devices: tuple[ExportedDevice, ...]
    made_at: str
    made_by: str


class SignedExport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: the export, and the exporting device's signature (hex) over ``signed_bytes``."""

    export: Export
    signature: str


def signed_bytes(export: Export) -> bytes:
    """What the exporting device signs."""
    return EXPORT_TAG + encode(export)
