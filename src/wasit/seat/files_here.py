"""The files that stand in a seat's logs, and what a person types to name one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wasit.errors import NotFound
from wasit.seat.references import AmbiguousId, conveyance_named, statement_named
from wasit.talks.files import AttachedFile
from wasit.talks.marks import Mark
from wasit.talks.room import RoomTalks

__all__ = ["FileHere", "NoFileThere", "file_named", "files_here"]


class NoFileThere(NotFound):
    """What was named is no file. Nothing was written."""

    code = "no-file-there"
    advice = "Look at wasit files for the files there are."


@dataclass(frozen=True, slots=True)
class FileHere:
    """A file in a room's log.

    Attributes:
        kind: ``statement`` where the room's side gave it, ``conveyance`` where the desk brought it.
        id: of that statement or conveyance; ``sentence`` is the file's own id in it, ``place`` its
            place from 1.
        marks: in force; none on what the desk brought.
    """

    room: str
    number: int
    at: str
    author: str
    kind: str
    id: str
    sentence: str
    place: int
    name: str
    file: AttachedFile
    marks: tuple[Mark, ...] = ()
    withdrawn: bool = False


def files_here(room: str, talks: RoomTalks) -> list[FileHere]:
    """Every file of a room's log, in the log's order."""
    return sorted(_files(room, talks), key=lambda each: (each.number, each.place))


def file_named(typed: str, rooms: Mapping[str, RoomTalks]) -> FileHere:
    """The file that ``ID#N`` names; the only file of a statement or conveyance needs no number.

    Raises:
        NoFileThere, NoSuchId, AmbiguousId: nothing, or more than one thing, fits.
    """
    named, _, _ = typed.partition("#")
    bare = named.rpartition("/")[2]
    if any(each.startswith(bare) for talks in rooms.values() for each in talks.statements):
        ref = statement_named(typed, rooms)
        room, owner, sentence = ref.room, ref.statement, ref.sentence
    else:
        brought = conveyance_named(typed, rooms)
        room, owner, sentence = brought.room, brought.conveyance, brought.sentence
    found = [
        each
        for each in _files(room, rooms[room])
        if each.id == owner and sentence in {None, each.sentence}
    ]
    if not found:
        raise NoFileThere(f"{typed!r} is no file; nothing was done")
    if len(found) > 1:
        raise AmbiguousId(
            f"{typed!r} has {len(found)} files; say which, as {typed}#{found[0].place}; "
            "nothing was done"
        )
    return found[0]


def _files(room: str, talks: RoomTalks) -> Iterator[FileHere]:
    for kept in talks.statements.values():
        for place, each in enumerate(kept.sentences.values(), 1):
            if each.file is not None:
                yield FileHere(
                    room=room,
                    number=kept.number,
                    at=kept.at,
                    author=kept.speaker_name,
                    kind="statement",
                    id=kept.said.id,
                    sentence=each.id,
                    place=place,
                    name=each.text,
                    file=each.file,
                    marks=tuple(mark.mark for mark in each.in_force()),
                    withdrawn=each.withdrawn is not None,
                )
    for brought in talks.conveyances.values():
        for place, conveyed in enumerate(brought.conveyed.sentences, 1):
            if conveyed.file is not None:
                yield FileHere(
                    room=room,
                    number=brought.number,
                    at=brought.at,
                    author=brought.conveyed.counterpart or brought.author_name,
                    kind="conveyance",
                    id=brought.conveyed.id,
                    sentence=conveyed.id,
                    place=place,
                    name=conveyed.text,
                    file=conveyed.file,
                )
