"""What can be found on a seat's disk: in the bytes as they are, and in its pages opened by key."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import apsw

from wasit.adapters.encrypted_file import Connection
from wasit.adapters.vault_lock import key_file_beside, read_key_file
from wasit.crypto.vault_keys import open_with_passphrase


def bytes_on_disk(folder: Path) -> bytes:
    """Every byte of every file under the folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def opened_pages(vault: Path, *, passphrase: str, work: Path) -> bytes:
    """Every page of the vault as its key opens it, those that are free with them."""
    key = open_with_passphrase(read_key_file(vault, key_file_beside(vault)), passphrase)
    copy = work / "copy"
    for ending in ("", "-wal"):
        source = vault.with_name(f"{vault.name}{ending}")
        if source.exists():
            shutil.copyfile(source, copy.with_name(f"{copy.name}{ending}"))
    connection = cast("Connection", apsw.Connection(str(copy)))
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{key.hex()}")
    connection.pragma("journal_mode", "delete")
    connection.pragma("rekey", "")
    connection.close()
    raw = copy.read_bytes()
    copy.unlink()
    assert raw.startswith(b"SQLite format 3"), "the pages were not opened"
    return raw


def found_in(raw: bytes, words: Iterable[str]) -> set[str]:
    """Those of the words that stand in the bytes."""
    return {word for word in words if word.encode() in raw}
