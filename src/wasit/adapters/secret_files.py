"""Small secret files (a relay's key, its creation token): made once, mode 0600, read ever after."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from wasit.errors import BadInput

__all__ = ["SecretFileOpen", "UnusableSecretFile", "read_or_make_secret", "read_secret"]


class UnusableSecretFile(BadInput):
    """A secret file that cannot be read or made, or holds something else. Nothing was started."""

    code = "secret-file-unusable"


class SecretFileOpen(UnusableSecretFile):
    """A secret file that other people of this machine may read. Nothing was started."""

    code = "secret-file-open"
    advice = "Make it yours alone (chmod 600), and replace the secret if someone may have read it."


def read_or_make_secret(path: Path, *, make: Callable[[], str]) -> str:
    """The one line in the file at ``path``; made by ``make``, mode 0600, where there is no file.

    Raises:
        SecretFileOpen: group or others may read it.
        UnusableSecretFile: it cannot be read or made, or is empty.
    """
    try:
        return _make(path, make()) if not path.exists() else _read(path)
    except FileExistsError:
        return read_or_make_secret(path, make=make)
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableSecretFile(
            f"the secret file {path} cannot be read or made ({type(error).__name__});"
            " nothing was started"
        ) from error


def read_secret(path: Path) -> str:
    """The one line in the file at ``path``, which must be there and be its owner's alone.

    Raises:
        SecretFileOpen: group or others may read it.
        UnusableSecretFile: it is not there, cannot be read, or is empty.
    """
    try:
        return _read(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableSecretFile(
            f"the secret file {path} cannot be read ({type(error).__name__}); nothing was started"
        ) from error


def _make(path: Path, secret: str) -> str:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{secret}\n")
        file.flush()
        os.fsync(file.fileno())
    return secret


def _read(path: Path) -> str:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & (0o037 if _is_systemd_credential(path) else 0o077):
        raise SecretFileOpen(f"{path} has mode {mode:04o}; 0600 was expected; nothing was started")
    secret = path.read_text(encoding="utf-8").strip()
    if not secret:
        raise UnusableSecretFile(f"the secret file {path} is empty; nothing was started")
    return secret


def _is_systemd_credential(path: Path) -> bool:
    """Whether systemd handed the file to this service.

    Only the service can enter that folder; where systemd lets it in by an access list, the list's
    mask stands where a mode has the group's bits, and they say 0440.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return bool(folder) and path.parent == Path(folder)
