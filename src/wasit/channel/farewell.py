"""The desk's last word to a device that has left a log: that it did, when, and by whom.

A device that leaves is given no key from then on and loses its rights at the relay, whose answer
tells nothing: a removed seat and a broken relay look alike. So the desk leaves it a letter in a
small log of its own, which only that device's token may read. Where it lies, and its key, follow
from the log's first epoch, which everybody who was ever a member knows; that it is true is shown by
the signature of a device of the desk. It names the epoch that began without the device: whoever has
come back since has a later one, and passes it over.
"""

import base64
import hashlib
from typing import Literal

import msgspec

from wasit.channel.state import ChannelState
from wasit.crypto.invitations import Invitation
from wasit.crypto.keys import DeviceSecrets
from wasit.errors import Untrusted
from wasit.talks.people import Person, Side

__all__ = ["Farewell", "FarewellNotTrue", "check_farewell", "farewell_to", "letter_box"]


class FarewellNotTrue(Untrusted):
    """A last word that is not the desk's, not for this device, or older than its return."""

    code = "farewell-not-true"
    advice = "Ask the desk whether this seat still belongs to the room."


class Farewell(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="farewell"
):
    """The letter: the device ``device`` is no member of ``log`` from ``epoch`` on.

    ``by`` is the desk's device that signs (``signature`` in base64), ``at`` the time by its clock.
    """

    log: str
    device: str
    epoch: int
    at: str
    by: str
    signature: str
    v: Literal[1] = 1


def letter_box(state: ChannelState, device: str) -> Invitation:
    """Where the letter for that device lies, and what seals it; a secret of the log's members."""
    first = state.epochs[min(state.epochs)].key
    purpose = b"wasit/v1/farewell-secret\0"
    return Invitation(hashlib.sha256(purpose + state.log_id + device.encode() + first).digest())


def farewell_to(device: str, state: ChannelState, *, at: str, by: DeviceSecrets) -> Farewell:
    """What the desk's device with these secrets says to one that is no member any more."""
    log, epoch = state.log_id.hex(), state.epoch
    signature = by.sign(_said(log=log, device=device, epoch=epoch, at=at))
    return Farewell(
        log=log,
        device=device,
        epoch=epoch,
        at=at,
        by=by.public().device_id,
        signature=base64.b64encode(signature).decode(),
    )


def check_farewell(farewell: Farewell, state: ChannelState, *, device: str) -> Person:
    """Who of the desk says so; only if it is true of this device, by what it knows of the log.

    Raises:
        FarewellNotTrue: it is not; the device may still belong to the log.
    """
    if (farewell.log, farewell.device) != (state.log_id.hex(), device):
        raise FarewellNotTrue("a last word for another device was read; nothing was changed")
    if farewell.epoch <= state.epoch:
        raise FarewellNotTrue("a last word from before this device's return; nothing was changed")
    signer = state.members.get(farewell.by)
    if signer is None or signer.person.side is not Side.DESK:
        raise FarewellNotTrue("a last word was signed by no device of the desk known here")
    said = _said(log=farewell.log, device=device, epoch=farewell.epoch, at=farewell.at)
    try:
        signature = base64.b64decode(farewell.signature, validate=True)
        state.device(farewell.by).verify(signature, said)
    except (ValueError, Untrusted) as error:
        raise FarewellNotTrue(
            "a last word's signature does not fit; nothing was changed"
        ) from error
    return signer.person


def _said(*, log: str, device: str, epoch: int, at: str) -> bytes:
    return b"wasit/v1/farewell\0" + f"{log}\0{device}\0{epoch}\0{at}".encode()
