"""The key file beside a vault: the vault's random key, wrapped once per way of opening it.

Canonical JSON, ``{"openers": [...], "sum": "...", "v": 1}``. Each opener holds its kind and the
wrapped key: a ``passphrase`` with its Argon2id parameters (RFC 9106), or the ``recovery`` sheet,
whose 256 random bits need no slow derivation (HKDF-SHA256). ``sum`` is SHA-256 over the openers, so
that a damaged file is not taken for a wrong passphrase (whoever alters the file on purpose can make
it fit). The vault's key itself never touches the disk.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from wasit.crypto._primitives import Undecryptable, argon2id, hkdf, open_sealed, seal
from wasit.crypto.recovery import RecoverySheet
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
    "RecoveryOpener",
    "WrongPassphrase",
    "WrongSheet",
    "add_passphrase",
    "decode_key_file",
    "encode_key_file",
    "open_with_passphrase",
    "open_with_sheet",
    "spend_passphrase",
    "with_sheet",
    "without_passphrase",
    "without_passphrases",
]

VAULT_KEY_SIZE = 32
_SALT_SIZE = 16
_DATA = b"wasit/v1/vault-key\0"


class WrongPassphrase(Refused):
    """The passphrase opens none of the vault's locks. Nothing was opened or changed."""

    code = "wrong-passphrase"
    advice = "Try again, or open the seat with its recovery sheet."


class WrongSheet(Refused):
    """The recovery sheet opens none of the vault's locks. Nothing was opened or changed."""

    code = "wrong-sheet"
    advice = "Look for the sheet that was printed last for this seat; an older one opens nothing."


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


class RecoveryOpener(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="recovery"
):
    """The vault's key wrapped under a recovery sheet; salt and wrapped key in base64."""

    salt: str
    wrapped: str


Opener = PassphraseOpener | RecoveryOpener


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All ways of opening one vault."""

    openers: tuple[Opener, ...] = ()
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


def spend_passphrase(passphrase: str, *, cost: PassphraseCost) -> None:
    """Take as long as one try of a passphrase takes, where there is no lock to try it on.

    So who is refused cannot tell a vault that is not there from a wrong passphrase.
    """
    argon2id(
        _passphrase_bytes(passphrase),
        salt=bytes(_SALT_SIZE),
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_kib=cost.memory_kib,
    )


def open_with_passphrase(key_file: KeyFile, passphrase: str) -> bytes:
    """The vault's 32-byte key; it lives as long as the vault is open, and is never logged.

    Raises:
        WrongPassphrase: no opener gives way.
        KeyFileDamaged: an opener's fields are no base64.
    """
    for opener in key_file.openers:
        vault_key = _try_passphrase(opener, passphrase)
        if vault_key is not None:
            return vault_key
    raise WrongPassphrase("this passphrase does not open the vault; nothing was opened")


def without_passphrase(key_file: KeyFile, passphrase: str) -> KeyFile:
    """The key file without the openers that this passphrase opens."""
    kept = (each for each in key_file.openers if _try_passphrase(each, passphrase) is None)
    return KeyFile(openers=tuple(kept))


def without_passphrases(key_file: KeyFile) -> KeyFile:
    """The key file without any passphrase."""
    kept = (each for each in key_file.openers if not isinstance(each, PassphraseOpener))
    return KeyFile(openers=tuple(kept))


def with_sheet(
    key_file: KeyFile,
    *,
    vault_key: bytes,
    sheet: RecoverySheet,
    random_bytes: Callable[[int], bytes],
) -> KeyFile:
    """The key file that this sheet opens, and no earlier one."""
    salt = random_bytes(_SALT_SIZE)
    wrapped = seal(_sheet_key(sheet, salt), vault_key, data=_DATA + salt)
    opener = RecoveryOpener(
        salt=base64.b64encode(salt).decode(), wrapped=base64.b64encode(wrapped).decode()
    )
    kept = (each for each in key_file.openers if not isinstance(each, RecoveryOpener))
    return KeyFile(openers=(*kept, opener))


def open_with_sheet(key_file: KeyFile, sheet: RecoverySheet) -> bytes:
    """The vault's 32-byte key; it lives as long as the vault is open, and is never logged.

    Raises:
        WrongSheet: it is not the sheet of this vault. KeyFileDamaged: as above.
    """
    for opener in key_file.openers:
        if not isinstance(opener, RecoveryOpener):
            continue
        salt, wrapped = _from_base64(opener.salt), _from_base64(opener.wrapped)
        try:
            return open_sealed(_sheet_key(sheet, salt), wrapped, data=_DATA + salt)
        except Undecryptable:
            continue
    raise WrongSheet("this recovery sheet does not open the vault; nothing was opened")


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


def _try_passphrase(opener: Opener, passphrase: str) -> bytes | None:
    if not isinstance(opener, PassphraseOpener):
        return None
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
        return None


def _sheet_key(sheet: RecoverySheet, salt: bytes) -> bytes:
    return hkdf(sheet.secret, salt=salt, info=b"wasit/v1/recovery-key\0")


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
