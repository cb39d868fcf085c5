"""Device keys and ids."""

import pytest

from wasit.crypto._primitives import BadSignature
from wasit.crypto.keys import SECRETS_SIZE, BadKey, DevicePublic, DeviceSecrets

DEVICE = DeviceSecrets.from_bytes(bytes(range(SECRETS_SIZE)))


@pytest.mark.parametrize("count", [0, 32, 96, SECRETS_SIZE - 1, SECRETS_SIZE + 1])
def test_secrets_of_another_length_are_refused(count: int) -> None:
    """A key made of too few bytes could be guessed."""
    with pytest.raises(BadKey):
        DeviceSecrets.from_bytes(bytes(count))


def test_secrets_come_back_as_they_were() -> None:
    """A device is the same device after its vault is opened again."""
    assert DeviceSecrets.from_bytes(DEVICE.to_bytes()) == DEVICE
    assert DeviceSecrets.from_bytes(DEVICE.to_bytes()).public() == DEVICE.public()


@pytest.mark.parametrize(("sealing", "verifying"), [(0, 32), (1215, 32), (1217, 32), (1216, 31)])
def test_public_keys_of_another_length_are_refused(sealing: int, verifying: int) -> None:
    """Two keys of which one is longer would be hashed into one id with another pair."""
    with pytest.raises(BadKey):
        DevicePublic(sealing=bytes(sealing), verifying=bytes(verifying))


def test_an_id_changes_with_either_key() -> None:
    """Whoever swaps one of two keys has made another device."""
    public = DEVICE.public()
    ids = {public.device_id}
    for at in (0, 1183, 1184, 1215):
        spoilt = bytearray(public.sealing)
        spoilt[at] ^= 1
        ids.add(DevicePublic(sealing=bytes(spoilt), verifying=public.verifying).device_id)
    ids.add(DevicePublic(sealing=public.sealing, verifying=bytes(32)).device_id)
    assert len(ids) == 6
    assert all(len(one) == 32 and int(one, 16) >= 0 for one in ids)


def test_a_signature_fits_one_message_and_one_device() -> None:
    """Nobody speaks in another's name."""
    signature = DEVICE.sign(b"words")
    DEVICE.public().verify(signature, b"words")
    other = DeviceSecrets.from_bytes(bytes(SECRETS_SIZE))
    for device, spoilt, message in (
        (DEVICE, signature, b"other words"),
        (DEVICE, signature, b""),
        (DEVICE, signature[:-1], b"words"),
        (DEVICE, signature + b"\0", b"words"),
        (DEVICE, b"", b"words"),
        (DEVICE, bytes(64), b"words"),
        (other, signature, b"words"),
    ):
        with pytest.raises(BadSignature):
            device.public().verify(spoilt, message)
    for at in range(64):
        flipped = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
        with pytest.raises(BadSignature):
            DEVICE.public().verify(flipped, b"words")
