"""Brings the tables of a relay's SQLite file up to date, by numbered ``.sql`` files.

``schema_version`` holds one row. Each file runs in one transaction with the row's change, so a file
is either as before or as after. A database of a later version than this program is refused.
"""

import sqlite3
from importlib import resources

from wasit.relay.store import StoreUnsafe

__all__ = ["migrate"]

_FOLDER = "sqlite_migrations"


def migrate(db: sqlite3.Connection) -> int:
    """The schema's version after every migration has run.

    Raises:
        StoreUnsafe: the database was written by a later version; nothing was changed.
    """
    scripts = _scripts()
    db.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT")
    (version,) = db.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchone()
    if version > len(scripts):
        raise StoreUnsafe(
            f"the database is of version {version}; this program knows {len(scripts)};"
            " the relay did not start"
        )
    for number in range(version + 1, len(scripts) + 1):
        db.executescript(
            f"BEGIN IMMEDIATE;\n{scripts[number - 1]}\nDELETE FROM schema_version;\n"
            f"INSERT INTO schema_version VALUES ({number});\nCOMMIT;"
        )
    return len(scripts)


def _scripts() -> list[str]:
    folder = resources.files("wasit.relay") / _FOLDER
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".sql")),
        key=lambda entry: entry.name,
    )
    for number, file in enumerate(files, start=1):
        if not file.name.startswith(f"{number:04d}_"):
            raise StoreUnsafe(f"migration {number} is missing; the relay did not start")
    return [file.read_text(encoding="utf-8") for file in files]
