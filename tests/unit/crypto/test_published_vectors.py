"""The primitives against published vectors, from the ``cryptography-vectors`` package.

What cannot be checked, and why. The library's HPKE takes neither randomness nor associated data:
so encapsulation is not checked against fixed bytes, only by opening what it made with the second
reading in ``tests/vectors/independent.py``; and published ciphertexts, which carry associated data,
are not opened as they stand. Instead the published key and nonce are shown to give the published
ciphertext, the same message is sealed under them without associated data, and that must open from
the published encapsulation and private key. Published Argon2id outputs with a secret or associated
data are not reachable through ``argon2id``, which has neither; the others are. The AEAD's published
nonces are not zero and ours always is: the library's cipher is checked with theirs, and ours
against it.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import cryptography_vectors
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from tests.vectors import independent
from wasit.crypto import _primitives as primitives

_BASE_MODE = 0
_XWING, _X25519 = 0x647A, 0x20
_HKDF_SHA256, _CHACHA = 1, 3


def text_of(name: str) -> str:
    """A vector file's text."""
    return (Path(cryptography_vectors.__file__).parent / name).read_text(encoding="utf-8")


def blocks_of(name: str, separator: str) -> list[dict[str, str]]:
    """The vectors of a NIST-like file: one dictionary of fields per COUNT."""
    found: list[dict[str, str]] = []
    for line in text_of(name).splitlines():
        key, sign, value = line.partition(separator)
        if line.startswith("#") or not sign:
            continue
        if key.strip() == "COUNT":
            found.append({})
        elif found:
            found[-1][key.strip()] = value.strip()
    return found


def hpke_vectors(name: str, *, kem: int, kdf: int) -> list[dict[str, Any]]:
    """The Base-mode vectors of one KEM and KDF that carry encryptions."""
    found = [
        vector
        for vector in json.loads(text_of(f"HPKE/{name}"))
        if (vector["mode"], vector["kem_id"], vector["kdf_id"]) == (_BASE_MODE, kem, kdf)
        and vector["aead_id"] != 0xFFFF
    ]
    assert found, "the vector file no longer holds what this test is about"
    return found


def test_ed25519_signs_and_verifies_as_published() -> None:
    """Who said what rests on these signatures."""
    lines = text_of("asymmetric/Ed25519/sign.input").split()
    assert len(lines) == 1024
    for line in lines[::16]:
        secret, public_hex, message_hex, signed = line.split(":")[:4]
        seed, message = bytes.fromhex(secret)[:32], bytes.fromhex(message_hex)
        public, signature = bytes.fromhex(public_hex), bytes.fromhex(signed)[:64]
        assert primitives.ed25519_public(seed) == public
        assert primitives.ed25519_sign(seed, message) == signature
        primitives.ed25519_verify(public, signature, message)
        for spoilt in (
            (public, signature, message + b"\0"),
            (public, signature[:-1], message),
            (public, signature + b"\0", message),
            (public, signature[32:] + signature[:32], message),
            (bytes(32), signature, message),
            (public[:-1], signature, message),
            (b"", b"", b""),
        ):
            with pytest.raises(primitives.BadSignature):
                primitives.ed25519_verify(*spoilt)


@pytest.mark.parametrize("vector", blocks_of("asymmetric/X25519/rfc7748.txt", "="))
def test_x25519_agrees_as_published(vector: dict[str, str]) -> None:
    """RFC 7748, section 5.2."""
    shared = primitives.x25519_shared(
        bytes.fromhex(vector["INPUT_SCALAR"]), bytes.fromhex(vector["INPUT_U"])
    )
    assert shared.hex() == vector["OUTPUT_U"]


@pytest.mark.parametrize(
    "low_order",
    [
        "00" * 32,
        "01" + "00" * 31,
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    ],
)
def test_x25519_refuses_points_of_low_order(low_order: str) -> None:
    """A share of low order would make the secret known to all (RFC 7748, section 6.1)."""
    with pytest.raises(primitives.Undecryptable):
        primitives.x25519_shared(bytes([1]) * 32, bytes.fromhex(low_order))


@pytest.mark.parametrize(
    "vector",
    [
        *blocks_of("KDF/rfc-5869-HKDF-SHA256.txt", "="),
        *blocks_of("KDF/hkdf-generated.txt", "="),
    ],
)
def test_hkdf_derives_as_published(vector: dict[str, str]) -> None:
    """RFC 5869, appendix A; the second reading must agree too, since it checks ours later."""
    key, salt, info = (bytes.fromhex(vector[field]) for field in ("IKM", "salt", "info"))
    length = int(vector["L"])
    assert primitives.hkdf(key, salt=salt, info=info, length=length).hex() == vector["OKM"]
    assert independent.hkdf_sha256(key, salt=salt, info=info, length=length).hex() == vector["OKM"]


def _aead_bytes(field: str) -> bytes:
    return field.strip('"').encode() if field.startswith('"') else bytes.fromhex(field)


@pytest.mark.parametrize("vector", blocks_of("ciphers/ChaCha20Poly1305/boringssl.txt", "="))
def test_chacha20_poly1305_seals_as_published(vector: dict[str, str]) -> None:
    """RFC 8439; under the nonce we always use, ours and the library's are one."""
    key = _aead_bytes(vector["KEY"])
    plain, data = _aead_bytes(vector["IN"]), _aead_bytes(vector["AD"])
    cipher = ChaCha20Poly1305(key)
    published = _aead_bytes(vector["CT"]) + bytes.fromhex(vector["TAG"])
    assert cipher.encrypt(_aead_bytes(vector["NONCE"]), plain, data) == published
    sealed = primitives.seal(key, plain, data=data)
    assert sealed == cipher.encrypt(bytes(12), plain, data)
    assert primitives.open_sealed(key, sealed, data=data) == plain
    for spoilt, spoilt_data in (
        (sealed[:-1], data),
        (sealed + b"\0", data),
        (sealed, data + b"\0"),
    ):
        with pytest.raises(primitives.Undecryptable):
            primitives.open_sealed(key, spoilt, data=spoilt_data)


@pytest.mark.parametrize(
    "vector",
    [
        vector
        for vector in blocks_of("KDF/argon2id.txt", "=")
        if not vector.get("secret") and not vector.get("ad") and vector["length"] == "32"
    ],
)
def test_argon2id_derives_as_published(vector: dict[str, str]) -> None:
    """RFC 9106 and the reference program's outputs; a vault's passphrase rests on it."""
    derived = primitives.argon2id(
        bytes.fromhex(vector["pass"]),
        salt=bytes.fromhex(vector["salt"]),
        iterations=int(vector["iter"]),
        lanes=int(vector["lanes"]),
        memory_kib=int(vector["memcost"]),
    )
    assert derived.hex() == vector["output"]


_AEADS: dict[int, tuple[AEAD, type[AESGCM | ChaCha20Poly1305]]] = {
    1: (AEAD.AES_128_GCM, AESGCM),
    2: (AEAD.AES_256_GCM, AESGCM),
    3: (AEAD.CHACHA20_POLY1305, ChaCha20Poly1305),
}


@pytest.mark.parametrize("vector", hpke_vectors("test-vectors.json", kem=_X25519, kdf=_HKDF_SHA256))
def test_hpke_opens_from_published_encapsulations(vector: dict[str, Any]) -> None:
    """RFC 9180, appendix A: KEM and key schedule of the library, as far as its API shows them."""
    aead, cipher = _AEADS[vector["aead_id"]]
    first = vector["encryptions"][0]
    key, nonce = bytes.fromhex(vector["key"]), bytes.fromhex(vector["base_nonce"])
    plain, data = bytes.fromhex(first["pt"]), bytes.fromhex(first["aad"])
    assert cipher(key).encrypt(nonce, plain, data).hex() == first["ct"]
    sealed = bytes.fromhex(vector["enc"]) + cipher(key).encrypt(nonce, plain, b"")
    own = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["skRm"]))
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, aead)
    assert suite.decrypt(sealed, own, info=bytes.fromhex(vector["info"])) == plain


@pytest.mark.parametrize(
    "vector",
    [
        vector
        for vector in hpke_vectors("hpke-pq-test-vectors.json", kem=_XWING, kdf=_HKDF_SHA256)
        if vector["aead_id"] == _CHACHA
    ],
)
def test_our_own_suite_opens_from_its_published_encapsulation(vector: dict[str, Any]) -> None:
    """MLKEM768_X25519, HKDF-SHA256, ChaCha20-Poly1305: the very suite that wraps epoch keys."""
    seed = hashlib.shake_256(bytes.fromhex(vector["skRm"])).digest(96)
    enc, info = bytes.fromhex(vector["enc"]), bytes.fromhex(vector["info"])
    assert primitives.hpke_public(seed).hex() == vector["pkRm"]
    assert independent.xwing_public(seed).hex() == vector["pkRm"]
    assert independent.xwing_decapsulate(seed, enc).hex() == vector["shared_secret"]
    schedule = independent.hpke_key_schedule(bytes.fromhex(vector["shared_secret"]), info=info)
    assert schedule.key.hex() == vector["key"]
    assert schedule.base_nonce.hex() == vector["base_nonce"]
    first = vector["encryptions"][0]
    plain, data = bytes.fromhex(first["pt"]), bytes.fromhex(first["aad"])
    cipher = ChaCha20Poly1305(schedule.key)
    assert cipher.encrypt(schedule.base_nonce, plain, data).hex() == first["ct"]
    sealed = enc + cipher.encrypt(schedule.base_nonce, plain, b"")
    assert primitives.hpke_open(seed, sealed, info=info) == plain
    assert independent.hpke_base_open(seed, sealed, info=info) == plain


def test_what_our_suite_seals_the_second_reading_opens() -> None:
    """Encapsulation draws its own randomness, so it is checked by someone else opening it."""
    seed = hashlib.shake_256(b"a device").digest(96)
    sealed = primitives.hpke_seal(primitives.hpke_public(seed), b"key", info=b"purpose")
    assert len(sealed) == 1120 + 3 + 16
    assert independent.hpke_base_open(seed, sealed, info=b"purpose") == b"key"
    again = primitives.hpke_seal(primitives.hpke_public(seed), b"key", info=b"purpose")
    assert sealed != again
