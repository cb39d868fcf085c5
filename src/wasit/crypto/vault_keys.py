"""The key file beside a vault: the vault's random key, wrapped once per way of opening it.

Canonical JSON, ``{"openers": [...], "sum": "...", "v": 1}``. Each opener holds its kind
(``passphrase``), its Argon2id parameters (RFC 9106) and the wrapped key; ``sum`` is SHA-256 over
the openers, so that a damaged file is not taken for a wrong passphrase (whoever alters the file on
purpose can make it fit). The vault's key itself never touches the disk.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from wasit.crypto._primitives import Undecryptable, argon2id, open_sealed, seal
from wasit.errors import Fault, Refused
from wasit.wire.canonical import Json, NotCanonical, decode, encode
from wasit.wire.frames import TAG_SIZE

__all__ = [
    "RECOMMENDED_COST",
    "VAULT_KEY_SIZE",
    "KeyFile",
    "KeyFileDamaged",
    "PassphraseCost",
    "PassphraseOpener",
    "WrongPassphrase",
    "add_passphrase",
    "decode_key_file",
    "encode_key_file",
    "open_with_passphrase",
]

VAULT_KEY_SIZE = 32
_SALT_SIZE = 16
_DATA = b"wasit/v1/vault-key\0"


class WrongPassphrase(Refused):
    """The passphrase opens none of the vault's locks. Nothing was opened or changed."""

    code = "wrong-passphrase"
    advice = "Try again, or open the seat with its recovery sheet."


class KeyFileDamaged(Fault):
    """The key file beside a vault cannot be read. The vault itself was not touched."""

    code = "key-file-damaged"
    advice = "Restore the key file from a backup; without it the vault cannot be opened."


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """What one try of a passphrase costs by Argon2id: passes, lanes, and memory in KiB."""

    iterations: int
    lanes: int
    memory_kib: int


RECOMMENDED_COST = PassphraseCost(iterations=3, lanes=4, memory_kib=65536)
"""RFC 9106, section 4, the second recommended option."""


class PassphraseOpener(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="passphrase"
):
    """The vault's key wrapped under a passphrase; salt and wrapped key in base64."""

    salt: str
    iterations: Annotated[int, msgspec.Meta(ge=1, le=64)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)]
    memory_kib: Annotated[int, msgspec.Meta(ge=128, le=4 * 1024 * 1024)]
    wrapped: str


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All ways of opening one vault."""

    openers: tuple[PassphraseOpener, ...] = ()
    v: Literal[1] = 1


def add_passphrase(
    key_file: KeyFile,
    *,
    vault_key: bytes,
    passphrase: str,
    random_bytes: Callable[[int], bytes],
    cost: PassphraseCost = RECOMMENDED_COST,
) -> KeyFile:
    """The key file with one more passphrase."""
    salt = random_bytes(_SALT_SIZE)
    key = argon2id(
        _passphrase_bytes(passphrase),
        salt=salt,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_kib=cost.memory_kib,
    )
    opener = PassphraseOpener(
        salt=base64.b64encode(salt).decode(),
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_kib=cost.memory_kib,
        wrapped=base64.b64encode(seal(key, vault_key, data=_DATA + salt)).decode(),
    )
    return KeyFile(openers=(*key_file.openers, opener))


def open_with_passphrase(key_file: KeyFile, passphrase: str) -> bytes:
    """The vault's 32-byte key; it lives as long as the vault is open, and is never logged.

    Raises:
        WrongPassphrase: no opener gives way.
        KeyFileDamaged: an opener's fields are no base64.
    """
    for opener in key_file.openers:
        salt, wrapped = _from_base64(opener.salt), _from_base64(opener.wrapped)
        key = argon2id(
            _passphrase_bytes(passphrase),
            salt=salt,
            iterations=opener.iterations,
            lanes=opener.lanes,
            memory_kib=opener.memory_kib,
        )
        try:
            return open_sealed(key, wrapped, data=_DATA + salt)
        except Undecryptable:
            continue
    raise WrongPassphrase("this passphrase does not open the vault; nothing was opened")


def encode_key_file(key_file: KeyFile) -> bytes:
    """The bytes to keep beside the vault."""
    plain = msgspec.to_builtins(key_file)
    return encode({**plain, "sum": _sum(plain["openers"])})


def decode_key_file(raw: bytes) -> KeyFile:
    """The key file of those bytes.

    Raises:
        KeyFileDamaged: they are no key file of version 1.
    """
    try:
        plain = decode(raw)
        if plain.pop("sum", None) != _sum(plain.get("openers")):
            raise KeyFileDamaged("the key file's sum does not fit it; nothing was opened")
        key_file = msgspec.convert(plain, KeyFile)
    except (NotCanonical, msgspec.ValidationError) as error:
        raise KeyFileDamaged("the key file cannot be read; nothing was opened") from error
    for opener in key_file.openers:
        salt, wrapped = _from_base64(opener.salt), _from_base64(opener.wrapped)
        if len(salt) != _SALT_SIZE or len(wrapped) != VAULT_KEY_SIZE + TAG_SIZE:
            raise KeyFileDamaged("an opener in the key file has a wrong size; nothing was opened")
    return key_file


def _passphrase_bytes(passphrase: str) -> bytes:
    """UTF-8 of the passphrase in NFC: keyboards differ in how they compose a letter."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _sum(openers: Json) -> str:
    return hashlib.sha256(encode({"openers": openers})).hexdigest()


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise KeyFileDamaged("the key file's openers are no base64; nothing was opened") from error
