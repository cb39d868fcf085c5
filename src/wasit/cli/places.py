"""Which folder a command is about: a person's home, and the cases in it.

A home holds one case right in it, or any number of cases each in a folder of its own under
``cases``, or both. Each has a vault, a key file and a passphrase of its own; two cases share
nothing but the home's name. Where there is one case it is meant without being named; where there
are several, the one that is meant is named.
"""

import os
import sys
import unicodedata
from pathlib import Path

import click

from wasit.errors import BadInput, NotFound

__all__ = ["OWN_CASE", "BadCaseName", "CaseNotNamed", "cases_in", "default_home", "place_of"]

OWN_CASE = "default"
"""The name of the case that lies right in the home."""

_LONGEST = 60
_BARRED = frozenset('/\\:*?"<>|')


class CaseNotNamed(NotFound):
    """The home holds several cases and none was named. Nothing was opened."""

    code = "case-not-named"
    advice = "Name one with --case or WASIT_CASE; wasit cases lists them."


class BadCaseName(BadInput):
    """The name of a case cannot be a folder's on every system. Nothing was opened or made."""

    code = "bad-case-name"
    advice = "Take letters, digits and spaces; the name is seen by whoever sees this disk."


def default_home() -> Path:
    """The platform's folder for the data of programs, and in it ours."""
    data = os.environ.get("XDG_DATA_HOME")
    if data:
        return Path(data) / "wasit"
    if sys.platform in {"darwin", "win32"}:
        return Path(click.get_app_dir("wasit"))
    return Path.home() / ".local" / "share" / "wasit"


def cases_in(home: Path) -> dict[str, Path]:
    """The folder of each case in this home, by its name, the home's own first."""
    found = {OWN_CASE: home} if (home / "vault").exists() else {}
    for vault in sorted(home.glob("cases/*/vault")):
        found[unicodedata.normalize("NFC", vault.parent.name)] = vault.parent
    return found


def place_of(home: Path | None, case: str | None) -> Path:
    """The folder of the case that is meant; it need not be there yet.

    Raises:
        CaseNotNamed: there are several, and none was named. BadCaseName: it can be no folder's.
    """
    base = home or default_home()
    if case is not None:
        return base if case == OWN_CASE else base / "cases" / _checked(case)
    found = cases_in(base)
    if len(found) > 1:
        raise CaseNotNamed(f"{base} holds the cases {', '.join(found)}; nothing was opened")
    return next(iter(found.values()), base)


def _checked(name: str) -> str:
    name = unicodedata.normalize("NFC", name.strip())
    odd = not name.isprintable() or _BARRED & set(name)
    if odd or not 0 < len(name) <= _LONGEST or name[0] == "." or name[-1] == ".":
        raise BadCaseName(f"{name!r} is no name for a case's folder; nothing was opened or made")
    return name
