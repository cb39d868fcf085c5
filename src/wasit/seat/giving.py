"""Giving files: with a statement of a side, and with what the desk carries.

A file given in a room stays in that room's log. It crosses only by a conveyance: the desk's seat
fetches it, sees that it is the file its source names, and seals it anew for the target's log, under
a key and with blobs that have nothing in common with the source's.
"""

import hashlib
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from wasit.errors import BadInput
from wasit.seat.desk import DeskSeat
from wasit.seat.log import SeatLog
from wasit.seat.records import Resealed, load, store
from wasit.talks.crossing import Crossing, CrossingFile, SourceRef, words_hash
from wasit.talks.files import AttachedFile
from wasit.talks.marks import Mark
from wasit.talks.refusals import FileDiffers
from wasit.talks.room import RoomTalks
from wasit.talks.said import Sentence
from wasit.wire.blobs import FILE_LIMIT

__all__ = [
    "FileNotGiven",
    "FilesTooLarge",
    "GivenFile",
    "attached",
    "contents_of",
    "file_of",
    "own_file",
    "resealed",
    "settled",
]


class FilesTooLarge(BadInput):
    """The files of one statement are longer together than they may be. Nothing was kept."""

    code = "files-too-large"
    advice = "Give them with several statements, or make them smaller."


class FileNotGiven(BadInput):
    """The desk's own file is to go, and its content was not given. Nothing was sent."""

    code = "file-not-given"
    advice = "Give the file itself again: a draft keeps its name and hash only."


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as a person gives it; ``mark`` None is the statement's."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    mark: Mark | None = None


@contextmanager
def attached(
    log: SeatLog[RoomTalks], files: Sequence[GivenFile], *, after: int
) -> Generator[tuple[Sentence, ...]]:
    """The files as sentences numbered after ``after``, sealed and kept for this log.

    Where what is done within fails, and nothing waits that names them, nothing of them is kept.

    Raises:
        FileTooLarge, FilesTooLarge: nothing was kept.
    """
    together = sum(len(file.content) for file in files)
    if len(files) > 1 and together > FILE_LIMIT:
        raise FilesTooLarge(
            f"the files have {together:,} bytes together; at most {FILE_LIMIT:,} go with one "
            "statement; nothing was kept"
        )
    sealed = [
        log.files.seal(file.content, media_type=file.media_type, random=log.random)
        for file in files
    ]
    try:
        yield tuple(
            Sentence(id=str(after + place), text=file.name, mark=file.mark, file=sealed_file)
            for place, (file, sealed_file) in enumerate(zip(files, sealed, strict=True), 1)
        )
    except BaseException:
        waiting = b"".join(outgoing.body for outgoing in log.waiting)
        log.files.drop(file for file in sealed if file.key.encode() not in waiting)
        raise


def own_file(file: GivenFile) -> CrossingFile:
    """A file of the desk's own, as a crossing names it."""
    return CrossingFile(
        name=file.name,
        type=file.media_type,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
    )


def file_of(desk: DeskSeat, source: SourceRef, *, name: str | None = None) -> CrossingFile:
    """The file that a sentence of a statement is, as a crossing names it.

    Raises:
        FileDiffers: that sentence is none.
    """
    statement = desk.room(source.room).talks.statements.get(source.statement)
    sentence = statement.sentences.get(source.sentence or "") if statement is not None else None
    file = sentence.file if sentence is not None else None
    if sentence is None or file is None:
        raise FileDiffers(f"statement {source.statement!r} holds no file there; nothing was sent")
    return CrossingFile(
        name=name or sentence.text,
        type=file.type,
        size=file.size,
        sha256=file.sha256,
        source=source,
    )


def contents_of(
    desk: DeskSeat, crossing: Crossing, own: Sequence[GivenFile]
) -> Mapping[str, bytes]:
    """What the files of a crossing hold, by hash; a side's are fetched and seen to be theirs.

    Raises:
        FileNotGiven, LinkLost, NoSuchBlob, Untrusted: nothing was sent.
    """
    found = {hashlib.sha256(file.content).hexdigest(): file.content for file in own}
    for file in crossing.files:
        if file.source is None:
            if file.sha256 not in found:
                raise FileNotGiven(f"the file {file.name!r} itself was not given; nothing was sent")
        else:
            talks = desk.room(file.source.room).talks
            held = talks.statements[file.source.statement].sentences[file.source.sentence or ""]
            if held.file is not None:
                found[file.sha256] = desk.room(file.source.room).files.content(held.file)
    return found


def resealed(
    desk: DeskSeat, crossing: Crossing, contents: Mapping[str, bytes]
) -> tuple[AttachedFile, ...]:
    """The crossing's files, sealed for the target's log and acknowledged by its relay.

    What was interrupted goes on where it stopped when the same crossing is tried again.

    Raises:
        LinkLost, RelayRefused: the words were not sent.
    """
    if not crossing.files:
        return ()
    log, vault = desk.room(crossing.target), desk.seat.ports.vault
    name = _name(log, crossing)
    raw = vault.read(name)
    if raw is not None:
        files = load(raw, Resealed).files
    else:
        files = tuple(
            log.files.seal(contents[file.sha256], media_type=file.type, random=log.random)
            for file in crossing.files
        )
        vault.write(name, store(Resealed(files)))
    log.files.put(files)
    return files


def settled(desk: DeskSeat, crossing: Crossing) -> None:
    """Forget what ``resealed`` keeps: the words stand in the target's log."""
    if crossing.files:
        desk.seat.ports.vault.erase(_name(desk.room(crossing.target), crossing))


def _name(log: SeatLog[RoomTalks], crossing: Crossing) -> str:
    return f"resealed/{log.record.log_id.hex()}/{words_hash(crossing)}"
