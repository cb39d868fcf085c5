"""Countersigning: a live device of a side says that a new device is its side's.

The desk begins every epoch and so lets every device in. What it cannot do alone is sign as another
device: a member that carries a vouch was countersigned by a device that was of the log just before,
on the same side. A member without one came in by the desk alone, and every screen says so. A device
that leaves as the new one comes vouches for nothing: it may be the one that was stolen.
"""

import base64
from collections.abc import Mapping

from wasit.channel.members import BadEpoch, DeviceKeys, Member, Vouch
from wasit.crypto.keys import DevicePublic, DeviceSecrets
from wasit.errors import Untrusted

__all__ = ["check_vouch", "vouch_for"]


def vouch_for(newcomer: DevicePublic, *, person_id: str, log_id: bytes, by: DeviceSecrets) -> Vouch:
    """What the device with these secrets says: that device is that person's, in that log."""
    signature = by.sign(_said(newcomer, person_id=person_id, log_id=log_id))
    return Vouch(device=by.public().device_id, signature=base64.b64encode(signature).decode())


def check_vouch(
    vouch: Vouch,
    newcomer: Member,
    *,
    log_id: bytes,
    members: Mapping[str, Member],
    keys: Mapping[str, DeviceKeys],
) -> None:
    """Return only if a member device of the newcomer's side made this vouch for the newcomer.

    Args:
        vouch: what is claimed.
        newcomer: the device as the member list is to name it.
        log_id: the log.
        members: who belonged to the log just before, and stays.
        keys: of all devices concerned, the newcomer's among them.

    Raises:
        BadEpoch: nobody there did; the epoch was not begun.
    """
    voucher = members.get(vouch.device)
    if voucher is None or voucher.person.side is not newcomer.person.side:
        raise BadEpoch("a device is vouched for by none of its side; the epoch was not begun")
    said = _said(keys[newcomer.device].public(), person_id=newcomer.person.id, log_id=log_id)
    try:
        signature = base64.b64decode(vouch.signature, validate=True)
        keys[vouch.device].public().verify(signature, said)
    except (ValueError, Untrusted) as error:
        raise BadEpoch("a countersignature does not fit; the epoch was not begun") from error


def _said(newcomer: DevicePublic, *, person_id: str, log_id: bytes) -> bytes:
    return b"wasit/v1/vouch\0" + log_id + newcomer.sealing + newcomer.verifying + person_id.encode()
