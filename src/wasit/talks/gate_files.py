"""What the gate asks of files that are to cross, besides what their marks say.

A side's file is named by the sentence that holds it, and has its content, so that it is held
against its marks. The desk's own file goes with the desk's own words or idea; a content that
another room gave is never the desk's own.
"""

from collections.abc import Iterator

from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing
from wasit.talks.in_force import Logs
from wasit.talks.refusals import FileDiffers, FileMisplaced, FileOfAnother
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptSentence, KeptStatement

__all__ = ["check_files"]

Source = tuple[str, KeptStatement, KeptSentence]

_OWN = frozenset({Manner.OWN_WORDS, Manner.OWN_IDEA})


def check_files(crossing: Crossing, target: RoomTalks, sources: list[Source], rooms: Logs) -> None:
    """Return when every file may go with these words, marks aside.

    Raises:
        FileMisplaced, FileDiffers, FileOfAnother: nothing was sent.
    """
    if crossing.files and crossing.report is not None:
        raise FileMisplaced("a report carries no file; nothing was sent")
    held = {
        (room, statement.said.id, sentence.id): sentence for room, statement, sentence in sources
    }
    for file in crossing.files:
        ref = file.source
        if ref is None:
            if crossing.manner not in _OWN:
                raise FileMisplaced(
                    f"the file {file.name!r} has no source and goes with a side's words; "
                    "nothing was sent"
                )
            if file.sha256 in set(_given_elsewhere(crossing.target, target, rooms)):
                raise FileOfAnother(
                    f"the file {file.name!r} is one that another room gave; nothing was sent"
                )
            continue
        sentence = held.get((ref.room, ref.statement, ref.sentence or ""))
        found = sentence.file if sentence is not None else None
        if found is None or (found.sha256, found.size, found.type) != (
            file.sha256,
            file.size,
            file.type,
        ):
            raise FileDiffers(
                f"the file {file.name!r} is not what statement {ref.statement!r} holds, or that "
                "is no source of these words; nothing was sent"
            )


def _given_elsewhere(name: str, target: RoomTalks, rooms: Logs) -> Iterator[str]:
    """Hashes of what other rooms gave and this one neither gave nor was brought."""
    known = {file.sha256 for file in target.files()}
    for room, talks in rooms.items():
        if room != name:
            for statement in talks.statements.values():
                for sentence in statement.sentences.values():
                    if sentence.file is not None and sentence.file.sha256 not in known:
                        yield sentence.file.sha256
