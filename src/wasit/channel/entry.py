"""An entry's envelope: what is signed around every body.

The signed bytes are canonical JSON of: ``at`` (time claimed), ``body``, ``counter`` (the device's
own in this log, from 1), ``device``, ``epoch``, ``log`` (hex), ``seen`` (the newest number and head
the device had downloaded) and ``v``.
"""

from typing import Any, cast

import msgspec

from wasit.channel.faults import NewerEntry, NotAnEntry
from wasit.wire.canonical import decode, encode

__all__ = ["Envelope", "SeenHead", "encode_envelope", "parse_envelope"]


class SeenHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number and the head (hex) at that number."""

    number: int
    head: str


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a device signs. ``body`` is an object with a ``kind``."""

    at: str
    body: dict[str, Any]  # canonical Json, which msgspec cannot spell
    counter: int
    device: str
    epoch: int
    log: str
    seen: SeenHead
    v: int = 1


def encode_envelope(envelope: Envelope) -> bytes:
    """The canonical bytes to sign.

    Raises:
        NotCanonical: the body holds something outside the canonical subset.
    """
    return encode(envelope)


def parse_envelope(unverified_json: bytes) -> Envelope:
    """The envelope of those bytes; who signed it is not yet verified.

    Raises:
        NotCanonical: the bytes are no canonical JSON object.
        NewerEntry: ``v`` is above 1. NotAnEntry: fields are missing, unknown or of another type.
    """
    value = decode(unverified_json)
    version = value.get("v")
    if isinstance(version, int) and version > 1:
        raise NewerEntry(f"an entry of version {version}; this program knows 1")
    try:
        envelope = msgspec.convert(value, Envelope)
    except msgspec.ValidationError as error:
        raise NotAnEntry("an entry's fields are not those of version 1; it is void") from error
    if envelope.v != 1 or not isinstance(cast("object", envelope.body.get("kind")), str):
        raise NotAnEntry("an entry has no kind or no version; it is void")
    return envelope
