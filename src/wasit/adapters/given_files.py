"""Files on this machine's disk, read to be given, and written where a person says.

The type is told by the name's ending, by the list below and never by the machine's own, so that two
seats name one file alike. A name is shown and never used as a place to write.
"""

import unicodedata
from pathlib import Path

from wasit.adapters.metadata import strip_metadata
from wasit.crypto.files import FileTooLarge
from wasit.errors import BadInput, Refused
from wasit.seat.giving import GivenFile
from wasit.talks.marks import Mark
from wasit.wire.blobs import FILE_LIMIT

__all__ = ["FileExists", "UnreadableFile", "media_type_of", "read_given", "write_new"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".odt": f"{_OPEN}.text",
    ".ods": f"{_OPEN}.spreadsheet",
    ".odp": f"{_OPEN}.presentation",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".xml": "application/xml",
    ".eml": "message/rfc822",
    ".zip": "application/zip",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
    ".bmp": "image/bmp",
    ".svg": "image/svg+xml",
    ".heic": "image/heic",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/opus",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
}
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
    return _TYPES.get(Path(name.lower()).suffix, _OTHER)


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
