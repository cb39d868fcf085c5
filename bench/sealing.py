"""Entries sealed and signed, opened and verified, per second on one core, beside the bare ciphers.

The baseline signs and seals (or opens and verifies) the same padded bytes with Ed25519 and
ChaCha20-Poly1305, keys loaded beforehand. Rounds alternate, and a figure is the median ratio.
"""

import statistics
import time
from collections.abc import Callable, Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from wasit.channel.channel import Accepted, Channel
from wasit.channel.opening import found_log
from wasit.crypto.keys import SECRETS_SIZE, DeviceSecrets
from wasit.talks.people import Person, Role, Side
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping
from wasit.wire.canonical import Json

ENTRIES = 400
ROUNDS = 9
AIM = 0.5
AT = "2024-01-10T09:00:00Z"
BODY: dict[str, Json] = {
    "kind": "statement",
    "id": "0123456789abcdef",
    "speaker": "amal",
    "language": "en",
    "mark": {"code": "in_substance"},
    "sentences": [{"id": "1", "text": "We could accept a first step in spring. " * 4}],
}


def founded() -> tuple[Channel, DeviceSecrets]:
    """A log of one desk device, its founding accepted, and the device's secrets."""
    random = SeededRandomness("bench")
    secrets = DeviceSecrets.from_bytes(random.random_bytes(SECRETS_SIZE))
    person = Person(id="d", name="Desk", side=Side.DESK, role=Role.HEAD, may_speak=True)
    channel, frame = found_log(
        secrets=secrets,
        person=person,
        relay_key=bytes(32),
        at=AT,
        random_bytes=random.random_bytes,
        wrapping=SeededWrapping(),
    )
    assert isinstance(channel.accept(frame), Accepted)
    return channel, secrets


def figures() -> Iterator[dict[str, object]]:
    """Sealing and opening: entries per second, and ratios to the bare ciphers."""
    (channel, secrets), key = founded(), Ed25519PrivateKey.generate()
    aead, public, plain = ChaCha20Poly1305(bytes(32)), key.public_key(), bytes(955)
    signature = key.sign(plain)
    sealed = aead.encrypt(bytes(12), plain + signature + bytes(5), b"data")
    reader = Channel.restore(channel.snapshot(), secrets, wrapping=SeededWrapping())
    frames: list[bytes] = []

    def seal_ours() -> None:
        frames.append(
            channel.compose(BODY, at=AT, counter=2 + len(frames), salt=len(frames).to_bytes(32))
        )

    def open_ours() -> None:
        assert isinstance(reader.accept(frames[reader.state.number - 1]), Accepted)

    def seal_bare() -> None:
        aead.encrypt(bytes(12), plain + key.sign(plain) + bytes(5), b"data")

    def open_bare() -> None:
        aead.decrypt(bytes(12), sealed, b"data")
        public.verify(signature, plain)

    yield from _compare("sealed and signed", seal_ours, seal_bare)
    yield from _compare("opened and verified", open_ours, open_bare)
    yield {"figure": "bytes on the wire per short statement", "value": len(frames[0]), "unit": "B"}


def _compare(
    what: str, ours: Callable[[], None], bare: Callable[[], None]
) -> Iterator[dict[str, object]]:
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    for _ in range(ROUNDS):
        for name, call in (("ours", ours), ("bare", bare)):
            start = time.perf_counter()
            for _ in range(ENTRIES):
                call()
            rates[name].append(ENTRIES / (time.perf_counter() - start))
    ratios = [a / b for a, b in zip(rates["ours"], rates["bare"], strict=True)]
    yield {
        "figure": f"entries {what} per second on one core",
        "value": round(statistics.median(rates["ours"])),
        "unit": "1/s",
        "baseline": round(statistics.median(rates["bare"])),
    }
    yield {
        "figure": f"entries {what}, ratio to Ed25519 and ChaCha20-Poly1305 of the same bytes",
        "value": round(statistics.median(ratios), 3),
        "unit": "ratio",
        "aim": AIM,
    }
