"""The gate's refusals of files, each with its success twin; rows of ``gate_catalogue``."""

import hashlib
from collections.abc import Callable

from msgspec.structs import replace

from tests.unit.talks.case import DESK, EARS_ONLY, HEAD, VERBATIM, Case, mark, statement
from wasit.talks import (
    AttachedFile,
    Conveyance,
    ConveyedSentence,
    Crossing,
    CrossingFile,
    Manner,
    Mark,
    MarkCode,
    ReportAbout,
    Reported,
    Sentence,
    SourceRef,
)

__all__ = ["FILE_ROWS", "a_file"]

Ask = tuple[Case, Crossing, dict[str, object]]

SUBSTANCE, OWN_IDEA = mark(MarkCode.IN_SUBSTANCE), mark(MarkCode.OWN_IDEA)
MAP = b"a map"


def a_file(content: bytes = MAP, *, media_type: str = "image/png") -> AttachedFile:
    """A file in one chunk; nothing of it is sealed."""
    digest = hashlib.sha256(content).hexdigest()
    return AttachedFile(
        type=media_type, size=len(content), sha256=digest, key=digest, chunks=(digest,)
    )


def gives(case: Case, *, room: str = "east", under: Mark = VERBATIM) -> SourceRef:
    """The head of a room gives the map, beside a sentence; the reference to the map."""
    words = (
        Sentence(id="a", text="Here is our map."),
        Sentence(id="b", text="map.png", file=a_file()),
    )
    said = replace(statement(id=case.new_id("s"), mark=under), sentences=words)
    case.act(room, HEAD, said)
    return SourceRef(room=room, statement=said.id, sentence="b")


def carried(
    under: Mark = VERBATIM,
    *,
    content: bytes = MAP,
    media_type: str = "image/png",
    name: str = "map.png",
    manner: Manner = Manner.VERBATIM,
    named: bool = True,
    to: str = "west",
) -> Ask:
    """The map of the east, conveyed to the west under a mark; ``named`` as a source."""
    case = Case()
    source = gives(case, under=under)
    other = case.say("We keep the map.") if not named else source
    words = ("We keep the map.",) if not named else ()
    held = a_file(content, media_type=media_type)
    file = CrossingFile(
        name=name, type=held.type, size=held.size, sha256=held.sha256, source=source
    )
    crossing = case.crossing(*words, sources=(other,), manner=manner, files=(file,), target=to)
    return case, crossing, {}


def own(
    content: bytes = b"the desk's draft",
    *,
    manner: Manner = Manner.OWN_WORDS,
    known: bool = False,
    report: bool = False,
) -> Ask:
    """A file of the desk's own beside its words; the east gave the map, ``known`` in the west."""
    case = Case()
    gives(case)
    source = case.say("We agree.") if manner is Manner.VERBATIM else None
    if known:
        brought = ConveyedSentence(id="a", text="map.png", file=a_file())
        body = Conveyance(id="c9", sentences=(brought,), language="en", manner=Manner.OWN_WORDS)
        case.act("west", DESK, body)
    about = None
    if report:
        said = case.say("Ours.", room="west").statement
        about = ReportAbout(statement=said, what=Reported.HELD, at=case.now)
    held = a_file(content)
    file = CrossingFile(name="draft.txt", type="text/plain", size=held.size, sha256=held.sha256)
    crossing = case.crossing(
        "We agree.",
        manner=manner,
        files=(file,),
        sources=(source,) if source else (),
        report=about,
    )
    return case, crossing, {}


FILE_ROWS: dict[str, tuple[str, Callable[[], Ask], Callable[[], Ask]]] = {
    "file for the desk's ears only": (
        "mark-ears-only",
        lambda: carried(EARS_ONLY),
        lambda: carried(VERBATIM),
    ),
    "file whose substance only may cross": (
        "mark-wording",
        lambda: carried(SUBSTANCE, manner=Manner.IN_SUBSTANCE),
        lambda: carried(VERBATIM, manner=Manner.IN_SUBSTANCE),
    ),
    "file as the desk's own idea": (
        "mark-origin",
        lambda: carried(VERBATIM, manner=Manner.OWN_IDEA),
        lambda: carried(VERBATIM),
    ),
    "file marked as an own idea": (
        "mark-wording",
        lambda: carried(OWN_IDEA, manner=Manner.IN_SUBSTANCE),
        lambda: carried(OWN_IDEA, manner=Manner.IN_SUBSTANCE, to="east"),
    ),
    "another content than the source's": (
        "file-differs",
        lambda: carried(content=b"another map"),
        carried,
    ),
    "another type than the source's": (
        "file-differs",
        lambda: carried(media_type="application/pdf"),
        carried,
    ),
    "file of a statement that is no source": (
        "file-differs",
        lambda: carried(named=False),
        lambda: carried(named=True),
    ),
    "file without a name": ("no-words", lambda: carried(name=" "), lambda: carried(name="m")),
    "file without source beside a side's words": (
        "file-misplaced",
        lambda: own(manner=Manner.VERBATIM),
        own,
    ),
    "file with a report": ("file-misplaced", lambda: own(report=True), own),
    "another room's file as the desk's own": (
        "file-of-another",
        lambda: own(MAP),
        lambda: own(MAP, known=True),
    ),
}
"""What is refused, by which code, and what passes beside it."""
