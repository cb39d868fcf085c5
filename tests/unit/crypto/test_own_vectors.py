"""Our own fixed vectors: the code gives them, and a second reading of the protocol agrees."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scripts import make_vectors

from tests.vectors import independent
from wasit.crypto.epochs import HpkeWrapping, unwrap_epoch_key
from wasit.crypto.invitations import Invitation
from wasit.crypto.keys import DeviceSecrets
from wasit.crypto.notes import Checkpoint, verify_checkpoint
from wasit.crypto.sealing import SIGNING_TAG, EpochSeal, Undecryptable, open_entry
from wasit.crypto.vault_keys import decode_key_file, open_with_passphrase
from wasit.wire.frames import EntryFrame, FrameKind, LetterFrame, OpeningFrame, parse_frame

FOLDER = Path(__file__).resolve().parents[2] / "vectors"


def load(name: str) -> dict[str, Any]:
    """The vectors in one file."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def test_the_code_still_gives_every_vector() -> None:
    """A byte that changes here is a wire format that changed unseen."""
    for name in make_vectors.FILES:
        assert make_vectors.text_of(name) == (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def test_each_vector_file_names_its_source() -> None:
    """Bytes nobody can make again prove nothing."""
    files = sorted(path.stem for path in FOLDER.glob("*.json"))
    assert files == sorted(make_vectors.FILES)
    assert {load(name)["source"] for name in files} == {"scripts/make_vectors.py"}


def test_a_second_reading_derives_the_same_devices() -> None:
    """Another program must come to the same id for the same keys."""
    for row in load("devices")["devices"]:
        secret = bytes.fromhex(row["secret"])
        assert independent.xwing_public(secret[:96]).hex() == row["sealing"]
        assert independent.ed25519_public(secret[96:]).hex() == row["verifying"]
        sealing, verifying = bytes.fromhex(row["sealing"]), bytes.fromhex(row["verifying"])
        assert independent.device_id(sealing, verifying) == row["id"]
        assert independent.ed25519_sign(secret[96:], b"").hex() == row["signature_of_empty"]


def test_a_second_reading_unwraps_the_epoch_key_where_it_is_meant() -> None:
    """Each member finds its slot, and nobody finds another's."""
    epochs, devices = load("epochs"), load("devices")["devices"]
    wraps = [bytes.fromhex(wrap) for wrap in epochs["wraps"]]
    log_id, number = bytes.fromhex(epochs["log_id"]), epochs["epoch"]
    key, committed = bytes.fromhex(epochs["key"]), bytes.fromhex(epochs["commitment"])
    assert len(wraps) == 4
    for index, row in enumerate(devices):
        secrets = DeviceSecrets.from_bytes(bytes.fromhex(row["secret"]))
        if index not in epochs["members"]:
            with pytest.raises(Undecryptable):
                unwrap_epoch_key(
                    wraps,
                    secrets,
                    log_id=log_id,
                    epoch=number,
                    committed=committed,
                    wrapping=HpkeWrapping(),
                )
            continue
        found = unwrap_epoch_key(
            wraps,
            secrets,
            log_id=log_id,
            epoch=number,
            committed=committed,
            wrapping=HpkeWrapping(),
        )
        info = (
            b"wasit/v1/epoch-wrap\0"
            + log_id
            + number.to_bytes(4, "big")
            + bytes.fromhex(row["sealing"] + row["verifying"])
        )
        slot: int = epochs["members"].index(index)
        opened = independent.hpke_base_open(secrets.sealing_seed, wraps[slot], info=info)
        assert found == key == opened


def test_a_second_reading_opens_every_frame_and_walks_the_chain() -> None:
    """What one program seals, signs and numbers, another opens, verifies and counts alike."""
    vectors, devices = load("frames"), load("devices")["devices"]
    log_id, key = bytes.fromhex(vectors["log_id"]), bytes.fromhex(vectors["epoch_key"])
    committed = bytes.fromhex(vectors["commitment"])
    so_far: list[bytes] = []
    for row in vectors["frames"]:
        raw, verifying = bytes.fromhex(row["frame"]), devices[row["author"]]["verifying"]
        so_far.append(raw)
        assert independent.head_after(log_id, so_far).hex() == row["head"]
        theirs = independent.open_entry(
            raw, epoch_key=key, commitment=committed, verifying=bytes.fromhex(verifying)
        )
        frame = parse_frame(raw)
        assert isinstance(frame, EntryFrame | OpeningFrame)
        under = EpochSeal(log_id=log_id, epoch=frame.epoch, key=key, commitment=committed)
        ours = open_entry(frame.sealed, under=under, salt=frame.salt, kind=FrameKind(raw[1]))
        author = DeviceSecrets.from_bytes(bytes.fromhex(devices[row["author"]]["secret"])).public()
        author.verify(ours.signature, SIGNING_TAG + ours.unverified_json)
        assert ours.unverified_json == theirs
    assert [len(raw) - 86 for raw in so_far[1:]] == [1024, 1024, 4096, 16384]


def test_a_second_reading_opens_letters() -> None:
    """Joiner and desk may run two different programs."""
    vectors = load("invitations")
    secret = bytes.fromhex(vectors["secret"])
    assert Invitation.from_text(vectors["text"]).secret == secret
    token = independent.hkdf_sha256(secret, salt=b"", info=b"wasit/v1/invitation/token")
    assert token.hex() == vectors["token"]
    for row in vectors["letters"]:
        raw = bytes.fromhex(row["frame"])
        opened = independent.open_letter(raw, secret=secret, sender=row["sender"])
        assert opened.decode() == row["json"]
        letter = parse_frame(raw)
        assert isinstance(letter, LetterFrame)
        assert Invitation(secret).open_letter(letter, sender=row["sender"]) == opened


def test_a_second_reading_verifies_checkpoints() -> None:
    """Any program that knows C2SP signed notes can check a relay."""
    vectors = load("notes")
    relay_key = bytes.fromhex(vectors["key"])
    assert independent.ed25519_public(bytes.fromhex(vectors["seed"])) == relay_key
    for row in vectors["notes"]:
        note, log_id = row["note"].encode(), bytes.fromhex(row["log_id"])
        expected = (row["number"], bytes.fromhex(row["head"]))
        origin, *seen = independent.note_signature_fits(note, relay_key=relay_key)
        assert origin == f"wasit.relay/{row['log_id']}"
        assert tuple(seen) == expected
        checkpoint = verify_checkpoint(note, log_id=log_id, relay_key=relay_key)
        assert checkpoint == Checkpoint(log_id, *expected)


def test_a_second_reading_finds_the_same_words() -> None:
    """Two people on two programs must read out the same six words."""
    cases = load("words")["cases"]
    for row in cases:
        parts = [bytes.fromhex(part) for part in row["parts"]]
        assert independent.six_words(row["purpose"], parts) == row["words"]
    assert len({tuple(row["words"]) for row in cases}) == len(cases)


def test_a_second_reading_opens_the_key_file() -> None:
    """A vault must be openable by a later, other program."""
    vectors = load("vault_keys")
    opener = json.loads(vectors["key_file"])["openers"][0]
    opened = independent.unwrap_vault_key(
        vectors["passphrase"],
        salt=base64.b64decode(opener["salt"]),
        wrapped=base64.b64decode(opener["wrapped"]),
        **{field: opener[field] for field in ("iterations", "lanes", "memory_kib")},
    )
    key_file = decode_key_file(vectors["key_file"].encode())
    assert open_with_passphrase(key_file, vectors["passphrase"]) == opened
    assert opened.hex() == vectors["vault_key"]


def _flip(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def _cut(raw: bytes, at: int) -> bytes:
    return raw[:at]


def _extend(raw: bytes, at: int) -> bytes:
    return raw + raw[:at]


@pytest.mark.parametrize("spoil", [_flip, _cut, _extend])
def test_the_second_reading_refuses_spoilt_frames(spoil: Callable[[bytes, int], bytes]) -> None:
    """A second reading that accepts everything would agree with anything."""
    vectors, devices = load("frames"), load("devices")["devices"]
    row = vectors["frames"][1]
    raw = bytes.fromhex(row["frame"])
    for at in range(1, len(raw), 97):
        with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, it is not accepted
            independent.open_entry(
                spoil(raw, at),
                epoch_key=bytes.fromhex(vectors["epoch_key"]),
                commitment=bytes.fromhex(vectors["commitment"]),
                verifying=bytes.fromhex(devices[row["author"]]["verifying"]),
            )
