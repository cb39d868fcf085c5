"""Epoch keys: wrapped to each member, to nobody else, and the same for all."""

import pytest

from wasit.crypto.epochs import (
    EPOCH_KEY_SIZE,
    HpkeWrapping,
    TooManyDevices,
    Wrapping,
    commitment,
    unwrap_epoch_key,
    wrap_epoch_key,
)
from wasit.crypto.keys import SECRETS_SIZE, BadKey, DevicePublic, DeviceSecrets
from wasit.crypto.sealing import Undecryptable
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping
from wasit.wire.frames import SLOT_CLASSES, WRAP_SIZE

LOG = bytes([1]) * 32
KEY = bytes(range(EPOCH_KEY_SIZE))
COMMITTED = commitment(KEY, log_id=LOG, epoch=3)
RANDOM = SeededRandomness("epochs")
MEMBERS = [DeviceSecrets.from_bytes(RANDOM.random_bytes(SECRETS_SIZE)) for _ in range(3)]
STRANGER = DeviceSecrets.from_bytes(RANDOM.random_bytes(SECRETS_SIZE))

WRAPPINGS = pytest.mark.parametrize(
    "wrapping", [HpkeWrapping(), SeededWrapping()], ids=["hpke", "seeded"]
)


def wraps_to(members: list[DevicePublic], wrapping: Wrapping, key: bytes = KEY) -> list[bytes]:
    """The wraps of one epoch's key."""
    return list(
        wrap_epoch_key(
            key,
            members,
            log_id=LOG,
            epoch=3,
            wrapping=wrapping,
            random_bytes=RANDOM.random_bytes,
        )
    )


def unwrapped(
    wraps: list[bytes],
    secrets: DeviceSecrets,
    wrapping: Wrapping,
    *,
    log_id: bytes = LOG,
    epoch: int = 3,
    committed: bytes = COMMITTED,
) -> bytes:
    """The key as one device finds it."""
    return unwrap_epoch_key(
        wraps, secrets, log_id=log_id, epoch=epoch, committed=committed, wrapping=wrapping
    )


@WRAPPINGS
def test_each_member_and_nobody_else_unwraps_the_key(wrapping: Wrapping) -> None:
    """Who is not named cannot read a word of the epoch."""
    wraps = wraps_to([member.public() for member in MEMBERS], wrapping)
    for member in MEMBERS:
        assert unwrapped(wraps, member, wrapping) == KEY
        assert unwrapped(wraps[::-1], member, wrapping) == KEY
    with pytest.raises(Undecryptable):
        unwrapped(wraps, STRANGER, wrapping)


@WRAPPINGS
@pytest.mark.parametrize("slots", SLOT_CLASSES)
def test_the_number_of_wraps_is_a_slot_class_and_all_look_alike(
    wrapping: Wrapping, slots: int
) -> None:
    """The relay sees a class, not how many devices a room has nor which slots are used."""
    members = [member.public() for member in MEMBERS] * 22
    for count in (slots // 2 + 1, slots):
        wraps = wraps_to(members[:count], wrapping)
        assert len(wraps) == slots
        assert {len(wrap) for wrap in wraps} == {WRAP_SIZE}


def test_a_log_takes_no_more_devices_than_there_are_slots() -> None:
    """The refusal comes before anything is wrapped."""
    with pytest.raises(TooManyDevices, match="nobody was added"):
        wraps_to([MEMBERS[0].public()] * (SLOT_CLASSES[-1] + 1), SeededWrapping())


def test_unused_slots_are_wraps_that_nobody_keeps_a_key_for() -> None:
    """An unused slot that held the epoch's key would be one more way in."""
    wrapped_keys: list[bytes] = []

    class Watched(SeededWrapping):
        def wrap(self, key: bytes, to: DevicePublic, *, info: bytes) -> bytes:
            wrapped_keys.append(key)
            return super().wrap(key, to, info=info)

    wraps = wraps_to([MEMBERS[0].public()], Watched())
    assert len(set(wraps)) == len(set(wrapped_keys)) == SLOT_CLASSES[0]
    assert wrapped_keys.count(KEY) == 1
    for member in MEMBERS[1:]:
        with pytest.raises(Undecryptable):
            unwrapped(wraps, member, SeededWrapping())


@WRAPPINGS
def test_a_wrap_moved_or_committed_otherwise_does_not_open(wrapping: Wrapping) -> None:
    """A wrap opens in one log and epoch, under one commitment, for one pair of keys."""
    wraps = wraps_to([MEMBERS[0].public()], wrapping)
    member = MEMBERS[0]
    other_signing = DeviceSecrets(
        sealing_seed=member.sealing_seed, signing_seed=STRANGER.signing_seed
    )
    assert unwrapped(wraps, member, wrapping) == KEY
    elsewhere = bytes([2]) * 32
    for secrets, log_id, epoch, committed in (
        (member, elsewhere, 3, COMMITTED),
        (member, elsewhere, 3, commitment(KEY, log_id=elsewhere, epoch=3)),
        (member, LOG, 4, COMMITTED),
        (member, LOG, 4, commitment(KEY, log_id=LOG, epoch=4)),
        (member, LOG, 3, commitment(bytes(32), log_id=LOG, epoch=3)),
        (member, LOG, 3, bytes(32)),
        (member, LOG, 3, b""),
        (other_signing, LOG, 3, COMMITTED),
    ):
        with pytest.raises(Undecryptable):
            unwrapped(wraps, secrets, wrapping, log_id=log_id, epoch=epoch, committed=committed)


def test_a_wrap_of_another_key_is_not_taken_for_the_epochs() -> None:
    """A desk device that wraps two keys to two rooms' devices is found out by the commitment."""
    wraps = wraps_to([MEMBERS[0].public()], HpkeWrapping(), key=bytes(32))
    with pytest.raises(Undecryptable):
        unwrapped(wraps, MEMBERS[0], HpkeWrapping())


@WRAPPINGS
def test_a_wrap_cut_extended_or_altered_does_not_open(wrapping: Wrapping) -> None:
    """All failures look alike: Undecryptable, with no reason."""
    good = wraps_to([MEMBERS[0].public()], wrapping)[0]
    info = (
        b"wasit/v1/epoch-wrap\0"
        + LOG
        + (3).to_bytes(4, "big")
        + MEMBERS[0].public().sealing
        + MEMBERS[0].public().verifying
    )
    assert wrapping.unwrap(good, MEMBERS[0], info=info) == KEY
    low_order = good[:1088] + bytes(32) + good[1120:]
    spoilt = [b"", good[:31], good[:32], good[:80], good[:-1], good + b"\0", good[16:] + good[:16]]
    spoilt += [good[:at] for at in (1087, 1088, 1119, 1120, 1136, 1152)]
    spoilt += [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(0, WRAP_SIZE, 61)]
    spoilt += [low_order, bytes(WRAP_SIZE), b"\xff" * WRAP_SIZE]
    for wrap in spoilt:
        with pytest.raises(Undecryptable):
            wrapping.unwrap(wrap, MEMBERS[0], info=info)
        with pytest.raises(Undecryptable):
            unwrapped([wrap], MEMBERS[0], wrapping)
    with pytest.raises(Undecryptable):
        unwrapped([], MEMBERS[0], wrapping)
    assert unwrapped([*spoilt[:3], good], MEMBERS[0], wrapping) == KEY


@pytest.mark.parametrize(
    "low_order",
    [
        bytes(32),
        b"\x01" + bytes(31),
        b"\xec" + b"\xff" * 30 + b"\x7f",
        bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    ],
)
def test_a_joiners_key_of_low_order_is_named_and_nothing_is_sealed(low_order: bytes) -> None:
    """A hostile joiner must not stop the desk with an error that nobody names."""
    sealing = STRANGER.public().sealing[:-32] + low_order
    hostile = DevicePublic(sealing=sealing, verifying=bytes(32))
    with pytest.raises(BadKey, match="nothing was sealed"):
        wraps_to([MEMBERS[0].public(), hostile], HpkeWrapping())


def test_a_joiners_key_that_is_no_mlkem_key_is_named() -> None:
    """FIPS 203, section 7.2: an encapsulation key is checked before it is used."""
    sealing = b"\xff" * 1184 + STRANGER.public().sealing[-32:]
    with pytest.raises(BadKey):
        wraps_to([DevicePublic(sealing=sealing, verifying=bytes(32))], HpkeWrapping())


def test_a_commitment_names_log_epoch_and_key() -> None:
    """Two members who compare commitments hold the same key for the same stretch."""
    commitments = {
        commitment(key, log_id=log_id, epoch=epoch)
        for key in (KEY, bytes(32))
        for log_id in (LOG, bytes(32))
        for epoch in (0, 1, 256)
    }
    assert len(commitments) == 12
