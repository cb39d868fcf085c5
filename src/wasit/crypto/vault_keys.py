"""The key file beside a vault: the vault's random key, wrapped once per way of opening it.

Canonical JSON, ``{"openers": [...], "v": 1}``. Each opener holds its kind (``passphrase``), its
Argon2id parameters (RFC 9106) and the wrapped key. The vault's key itself never touches the disk.
"""

import base64
import binascii
from collections.abc import Callable
from typing import Literal

import msgspec

from wasit.crypto._primitives import Undecryptable, argon2id, open_sealed, seal
from wasit.errors import Fault, Refused
from wasit.wire.canonical import NotCanonical, decode, encode

__all__ = [
    "VAULT_KEY_SIZE",
    "KeyFile",
    "KeyFileDamaged",
    "PassphraseOpener",
    "WrongPassphrase",
    "add_passphrase",
    "decode_key_file",
    "encode_key_file",
    "open_with_passphrase",
]

VAULT_KEY_SIZE = 32
_DATA = b"wasit/v1/vault-key\0"


class WrongPassphrase(Refused):
    """The passphrase opens none of the vault's locks. Nothing was opened or changed."""

    code = "wrong-passphrase"
    advice = "Try again, or open the seat with its recovery sheet."


class KeyFileDamaged(Fault):
    """The key file beside a vault cannot be read. The vault itself was not touched."""

    code = "key-file-damaged"
    advice = "Restore the key file from a backup; without it the vault cannot be opened."


class PassphraseOpener(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="passphrase"
):
    """The vault's key wrapped under a passphrase; salt and wrapped key in base64."""

    salt: str
    iterations: int
    lanes: int
    memory_kib: int
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
    iterations: int = 3,
    lanes: int = 4,
    memory_kib: int = 65536,
) -> KeyFile:
    """The key file with one more passphrase (RFC 9106's second recommended parameters)."""
    salt = random_bytes(16)
    key = argon2id(
        passphrase.encode(), salt=salt, iterations=iterations, lanes=lanes, memory_kib=memory_kib
    )
    opener = PassphraseOpener(
        salt=base64.b64encode(salt).decode(),
        iterations=iterations,
        lanes=lanes,
        memory_kib=memory_kib,
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
        try:
            salt = base64.b64decode(opener.salt, validate=True)
            wrapped = base64.b64decode(opener.wrapped, validate=True)
        except binascii.Error as error:
            raise KeyFileDamaged(
                "the key file's openers are no base64; nothing was opened"
            ) from error
        key = argon2id(
            passphrase.encode(),
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
    return encode(key_file)


def decode_key_file(raw: bytes) -> KeyFile:
    """The key file of those bytes.

    Raises:
        KeyFileDamaged: they are no key file of version 1.
    """
    try:
        return msgspec.convert(decode(raw), KeyFile)
    except (NotCanonical, msgspec.ValidationError) as error:
        raise KeyFileDamaged("the key file cannot be read; nothing was opened") from error
