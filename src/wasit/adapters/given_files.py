"""Files on this machine's disk, read to be given, and written where a person says.

The type is told by the name's ending, from a list of our own machine's library and never from its
settings, so that two seats name one file alike. A name is shown and never used as a place to write.
"""

import mimetypes
import unicodedata
from pathlib import Path

from wasit.adapters.metadata import strip_metadata
from wasit.crypto.files import FileTooLarge
from wasit.errors import BadInput, Refused
from wasit.seat.giving import GivenFile
from wasit.talks.marks import Mark
from wasit.wire.blobs import FILE_LIMIT

__all__ = ["FileExists", "UnreadableFile", "media_type_of", "read_given", "write_new"]

_TYPES = mimetypes.MimeTypes(filenames=())
_OTHER = "application/octet-stream"


class UnreadableFile(BadInput):
    """The file cannot be read here. Nothing was attached."""

    code = "unreadable-file"
    advice = "Check the name and that you may read it."


class FileExists(Refused):
    """There is a file of that name. Nothing was written over it."""

    code = "file-exists"
    advice = "Name a file that is not there yet."


def media_type_of(name: str) -> str:
    """The type of a file of that name; one for anything where the ending is not known.

    >>> media_type_of("Plan.PDF"), media_type_of("notes")
    ('application/pdf', 'application/octet-stream')
    """
    found, encoding = _TYPES.guess_type(name.lower())
    return found if found is not None and encoding is None else _OTHER


def read_given(path: Path, *, mark: Mark | None = None, bare: bool = False) -> GivenFile:
    """The file at ``path`` to be given, under its own name; ``bare`` takes its metadata out.

    Raises:
        UnreadableFile, FileTooLarge, CannotStrip, ExtraMissing: nothing was attached.
    """
    try:
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read ({error.strerror}); nothing done") from error
    if len(content) > FILE_LIMIT:
        raise FileTooLarge(
            f"{path} is longer than {FILE_LIMIT:,} bytes, which is the most; nothing was kept"
        )
    media_type = media_type_of(path.name)
    if bare:
        content = strip_metadata(content, media_type=media_type)
    name = unicodedata.normalize("NFC", path.name.encode("utf-8", "replace").decode())
    return GivenFile(name=name, media_type=media_type, content=content, mark=mark)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is its owner's alone; nothing is ever written over.

    Raises:
        FileExists: there is one. UnreadableFile: it cannot be written there.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(content)
    except FileExistsError as error:
        raise FileExists(f"{path} is there already; nothing was written") from error
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be written ({error.strerror})") from error
