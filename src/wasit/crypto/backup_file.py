"""A backup file: bytes sealed under a random key, which a passphrase of the backup's own opens.

======  ====  ==============================================================
offset  size  field
======  ====  ==============================================================
0       8     ``wasitbk1``
8       4     length n of the key file
12      n     key file of the backup's key, as beside a vault (``vault_keys``)
12 + n  ...   ChaCha20-Poly1305 of the content; the bytes before it are bound in
======  ====  ==============================================================
"""

from collections.abc import Callable

from wasit.crypto._primitives import Undecryptable, hkdf, open_sealed, seal
from wasit.crypto.vault_keys import (
    RECOMMENDED_COST,
    VAULT_KEY_SIZE,
    KeyFile,
    PassphraseCost,
    add_passphrase,
    decode_key_file,
    encode_key_file,
    open_with_passphrase,
)
from wasit.errors import Fault

__all__ = ["BackupDamaged", "open_backup", "seal_backup"]

_MAGIC = b"wasitbk1"
_HEAD = len(_MAGIC) + 4


class BackupDamaged(Fault):
    """A backup file that is cut short, altered, or something else. Nothing was restored."""

    code = "backup-damaged"
    advice = "Try another backup of this seat; nothing was changed."


def seal_backup(
    content: bytes,
    *,
    passphrase: str,
    random_bytes: Callable[[int], bytes],
    cost: PassphraseCost = RECOMMENDED_COST,
) -> bytes:
    """The backup file of ``content``."""
    key = random_bytes(VAULT_KEY_SIZE)
    lock = encode_key_file(
        add_passphrase(
            KeyFile(), vault_key=key, passphrase=passphrase, random_bytes=random_bytes, cost=cost
        )
    )
    head = _MAGIC + len(lock).to_bytes(4, "big") + lock
    return head + seal(_content_key(key), content, data=head)


def open_backup(raw: bytes, *, passphrase: str) -> bytes:
    """The content of a backup file.

    Raises:
        WrongPassphrase: it is another. KeyFileDamaged, BackupDamaged: the file is not whole.
    """
    end = _HEAD + int.from_bytes(raw[len(_MAGIC) : _HEAD], "big")
    if not raw.startswith(_MAGIC) or len(raw) < end:
        raise BackupDamaged("the file is no backup, or is cut short; nothing was restored")
    key = open_with_passphrase(decode_key_file(raw[_HEAD:end]), passphrase)
    try:
        return open_sealed(_content_key(key), raw[end:], data=raw[:end])
    except Undecryptable as error:
        raise BackupDamaged("the backup was altered or cut short; nothing was restored") from error


def _content_key(key: bytes) -> bytes:
    return hkdf(key, salt=b"", info=b"wasit/v1/backup\0")
