"""Write the project's own fixed vectors, ``tests/vectors/*.json``, or check them.

``python scripts/make_vectors.py`` writes; ``--check`` changes nothing and exits 1 where a file
differs from what the code gives today. All inputs are fixed below. HPKE draws randomness of its
own, so the wraps of ``epochs.json`` are made once and kept as they are.

A change in one of these files is a change of the wire format: it needs a new version byte.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from wasit.crypto.epochs import HpkeWrapping, commitment, wrap_epoch_key
from wasit.crypto.invitations import Invitation
from wasit.crypto.keys import SECRETS_SIZE, DeviceSecrets
from wasit.crypto.notes import Checkpoint, relay_public_key, sign_checkpoint
from wasit.crypto.sealing import SIGNING_TAG, EpochSeal, Signed, seal_entry
from wasit.crypto.vault_keys import KeyFile, PassphraseCost, add_passphrase, encode_key_file
from wasit.crypto.words import words_for
from wasit.wire.canonical import encode
from wasit.wire.frames import EntryFrame, FrameKind, OpeningFrame, encode_frame, frame_id
from wasit.wire.hash_chain import first_head, next_head

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "vectors"

Vectors = dict[str, object]


def fixed_bytes(name: str, count: int = 32) -> bytes:
    """``count`` bytes that follow from a name: SHAKE-256 of ``wasit/vectors/`` and the name."""
    return hashlib.shake_256(b"wasit/vectors/" + name.encode()).digest(count)


DEVICES = [DeviceSecrets.from_bytes(fixed_bytes(f"device {n}", SECRETS_SIZE)) for n in range(3)]
LOG_ID = fixed_bytes("log")
EPOCH = 7
EPOCH_KEY = fixed_bytes("epoch key")
UNDER = EpochSeal(
    log_id=LOG_ID,
    epoch=EPOCH,
    key=EPOCH_KEY,
    commitment=commitment(EPOCH_KEY, log_id=LOG_ID, epoch=EPOCH),
)


def devices() -> Vectors:
    """Secrets, public keys and ids of three devices."""
    return {
        "devices": [
            {
                "secret": device.to_bytes().hex(),
                "sealing": device.public().sealing.hex(),
                "verifying": device.public().verifying.hex(),
                "id": device.public().device_id,
                "signature_of_empty": device.sign(b"").hex(),
            }
            for device in DEVICES
        ]
    }


def _wraps() -> list[bytes]:
    """Wraps to two devices in four slots; once made, those in the file."""
    made = FOLDER / "epochs.json"
    if made.exists():
        kept: list[str] = json.loads(made.read_text(encoding="utf-8"))["wraps"]
        return [bytes.fromhex(wrap) for wrap in kept]
    wraps = wrap_epoch_key(
        EPOCH_KEY,
        [device.public() for device in DEVICES[:2]],
        log_id=LOG_ID,
        epoch=EPOCH,
        wrapping=HpkeWrapping(),
        random_bytes=lambda count: fixed_bytes("nobody", count),
    )
    return list(wraps)


def epochs() -> Vectors:
    """A commitment, and the wraps of the key to the first two devices."""
    return {
        "log_id": LOG_ID.hex(),
        "epoch": EPOCH,
        "key": EPOCH_KEY.hex(),
        "commitment": UNDER.commitment.hex(),
        "members": [0, 1],
        "wraps": [wrap.hex() for wrap in _wraps()],
    }


def _signed(value: dict[str, object], author: DeviceSecrets) -> Signed:
    raw = encode(value)
    return Signed(unverified_json=raw, signature=author.sign(SIGNING_TAG + raw))


def _entry_frames() -> list[tuple[int, bytes]]:
    frames: list[tuple[int, bytes]] = []
    for number, text in enumerate(("", "words", "\N{ARABIC LETTER WAW}" * 700, "x" * 16000)):
        author = number % len(DEVICES)
        salt = fixed_bytes(f"salt {number}")
        signed = _signed({"number": number, "text": text}, DEVICES[author])
        sealed = seal_entry(signed, under=UNDER, salt=salt, kind=FrameKind.ENTRY)
        frame = EntryFrame(log_id=LOG_ID, epoch=EPOCH, salt=salt, sealed=sealed)
        frames.append((author, encode_frame(frame)))
    return frames


def _opening_frame() -> bytes:
    salt = fixed_bytes("opening salt")
    signed = _signed({"opens": EPOCH}, DEVICES[0])
    return encode_frame(
        OpeningFrame(
            log_id=LOG_ID,
            epoch=EPOCH,
            follows_number=41,
            follows_head=fixed_bytes("head"),
            commitment=UNDER.commitment,
            wraps=tuple(_wraps()),
            salt=salt,
            sealed=seal_entry(signed, under=UNDER, salt=salt, kind=FrameKind.OPENING),
        )
    )


def frames() -> Vectors:
    """An opening frame and entries of three size classes, and the chain over them."""
    chained = [(0, _opening_frame()), *_entry_frames()]
    head = first_head(LOG_ID)
    rows: list[dict[str, object]] = []
    for author, raw in chained:
        head = next_head(head, frame_id(raw))
        rows.append(
            {"author": author, "frame": raw.hex(), "id": frame_id(raw).hex(), "head": head.hex()}
        )
    return {
        "log_id": LOG_ID.hex(),
        "epoch_key": EPOCH_KEY.hex(),
        "commitment": UNDER.commitment.hex(),
        "frames": rows,
    }


def invitations() -> Vectors:
    """An invitation, what follows from its secret, and a letter each way."""
    invitation = Invitation(fixed_bytes("invitation"))
    return {
        "secret": invitation.secret.hex(),
        "text": invitation.to_text(),
        "log_id": invitation.log_id.hex(),
        "token": invitation.token.hex(),
        "letters": [
            {
                "sender": sender,
                "json": f'{{"from":"{sender}"}}',
                "frame": encode_frame(
                    invitation.seal_letter(
                        encode({"from": sender}), salt=fixed_bytes(sender), sender=sender
                    )
                ).hex(),
            }
            for sender in ("joiner", "desk")
        ],
    }


def notes() -> Vectors:
    """Checkpoints signed by a relay."""
    seed = fixed_bytes("relay")
    return {
        "seed": seed.hex(),
        "key": relay_public_key(seed).hex(),
        "notes": [
            {
                "log_id": LOG_ID.hex(),
                "number": number,
                "head": fixed_bytes(f"head {number}").hex(),
                "note": sign_checkpoint(
                    Checkpoint(LOG_ID, number, fixed_bytes(f"head {number}")), seed=seed
                ).decode(),
            }
            for number in (0, 1, 9, 2**40)
        ],
    }


def words() -> Vectors:
    """Six words of several parts."""
    cases = [[], [b""], [b"a", b"b"], [b"ab", b""], [LOG_ID, DEVICES[0].public().sealing]]
    return {
        "cases": [
            {
                "purpose": "joining",
                "parts": [part.hex() for part in parts],
                "words": list(words_for("joining", *parts)),
            }
            for parts in cases
        ]
    }


PASSPHRASE = "caf\u00e9 \N{ARABIC LETTER WAW}"  # noqa: S105 - opens only a vector


def vault_keys() -> Vectors:
    """A key file opened by a passphrase (at a cost for tests only)."""
    key_file = add_passphrase(
        KeyFile(),
        vault_key=fixed_bytes("vault key"),
        passphrase=PASSPHRASE,
        random_bytes=lambda count: fixed_bytes("vault salt", count),
        cost=PassphraseCost(iterations=2, lanes=1, memory_kib=256),
    )
    return {
        "passphrase": PASSPHRASE,
        "vault_key": fixed_bytes("vault key").hex(),
        "key_file": encode_key_file(key_file).decode(),
    }


FILES: dict[str, Callable[[], Vectors]] = {
    "devices": devices,
    "epochs": epochs,
    "frames": frames,
    "invitations": invitations,
    "notes": notes,
    "vault_keys": vault_keys,
    "words": words,
}


def text_of(name: str) -> str:
    """What ``tests/vectors/{name}.json`` holds."""
    vectors = {"source": "scripts/make_vectors.py", **FILES[name]()}
    return json.dumps(vectors, indent=1, ensure_ascii=True) + "\n"


def main() -> int:
    """Write or check each file; 1 where one differs."""
    differs = 0
    for name in FILES:
        path, text = FOLDER / f"{name}.json", text_of(name)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in sys.argv:
            print(f"{path.name} differs from what the code gives", file=sys.stderr)
            differs = 1
        else:
            path.write_text(text, encoding="utf-8")
    return differs


if __name__ == "__main__":
    sys.exit(main())
