"""Wording a conveyance for one room: sources beside the words, findings, what the room will see.

Three steps, each a page that works without scripts: the words; a look at exactly what the room will
see, with the findings of the checks beside it; and leaving, with a short time to undo.
"""

from starlette.responses import JSONResponse, Response

from wasit.errors import WasitError
from wasit.seat.approving import ask_approval
from wasit.seat.previewing import preview
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, OverrideKind, SourceRef
from wasit.talks.kept import CaseOpened
from wasit.talks.marks import MarkCode
from wasit.values.word_diff import Piece, side_after, side_before, word_diff
from wasit.web.desk.crossing_typed import (
    crossing_typed,
    references_typed,
    source_named,
    source_text,
)
from wasit.web.desk.leaving import let_leave
from wasit.web.desk.rooms import RoomAtDesk, room_at, rooms_at
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]


def wording(visit: Visit) -> Response:
    """The form that words a conveyance for the room of the address."""
    target = room_at(visit)
    desk = visit.desk
    named = visit.typed_all("source") or visit.asked_all("source")
    sources = [(each, source_named(desk, each)) for each in named if each]
    return visit.show(
        "desk/wording.html",
        desk=desk,
        target=target,
        rooms=rooms_at(desk),
        sources=[_shown(visit, name, source) for name, source in sources],
        manners=list(Manner),
        overrides=list(OverrideKind),
        prefilled=_prefilled(visit, [each for _, each in sources]),
        manner=_usual_manner(visit, [each for _, each in sources]),
        opened=_case(visit),
    )


def look(visit: Visit) -> Response:
    """Exactly what the room would see, what the checks find in it, and what the gate says."""
    target = room_at(visit)
    crossing = crossing_typed(visit, target)
    references = references_typed(visit)
    return visit.show(
        "desk/look.html",
        desk=visit.desk,
        target=target,
        crossing=crossing,
        references=references,
        seen=preview(visit.desk, crossing),
        before=side_before(_beside_sources(visit, crossing)),
        after=side_after(_beside_sources(visit, crossing)),
        fields=_fields_carried(visit),
        opened=_case(visit),
    )


def findings(visit: Visit) -> Response:
    """What the checks find in the words so far, for the page beside them. Nothing is kept."""
    target = room_at(visit)
    try:
        seen = preview(visit.desk, crossing_typed(visit, target))
    except WasitError as error:
        return JSONResponse({"findings": [], "refusal": str(error)})
    return JSONResponse(
        {
            "findings": [
                {"strength": each.strength, "kind": each.kind, "span": each.span, "why": each.why}
                for each in seen.findings
            ],
            "refusal": str(seen.refusal) if seen.refusal is not None else "",
        }
    )


def leave(visit: Visit) -> Response:
    """Let the words leave after a short time in which they can be held back."""
    target = room_at(visit)
    crossing = crossing_typed(visit, target)
    leaving = let_leave(visit.at, crossing, references_typed(visit), fields=_fields_carried(visit))
    visit.draft_waits = True
    return visit.go(f"leaving/{leaving}")


def ask(visit: Visit) -> Response:
    """Put the words before another person of the desk."""
    target = room_at(visit)
    ask_approval(visit.desk, crossing_typed(visit, target))
    return visit.go("desk")


def _beside_sources(visit: Visit, crossing: Crossing) -> tuple[Piece, ...]:
    """The sources' words against those that would be conveyed; nothing where there are none."""
    words = [text for each in crossing.sources for text in source_text(visit.desk, each)]
    return word_diff(" ".join(words), " ".join(crossing.sentences)) if words else ()


def _marks_of(visit: Visit, sources: list[SourceRef]) -> set[MarkCode]:
    """The marks in force on the sources; the second one of a condition."""
    found: set[MarkCode] = set()
    for source in sources:
        kept = visit.desk.room(source.room).talks.statements[source.statement]
        for sentence in kept.sentences.values():
            if source.sentence in {None, sentence.id}:
                marks = [each.mark for each in sentence.in_force()]
                found |= {(each.then or each).code for each in marks}
    return found


def _usual_manner(visit: Visit, sources: list[SourceRef]) -> Manner:
    """The manner that the marks of the sources point to; a person may choose another."""
    marks = _marks_of(visit, sources)
    if not sources:
        return Manner.OWN_WORDS
    if marks == {MarkCode.VERBATIM}:
        return Manner.VERBATIM
    return Manner.OWN_IDEA if MarkCode.OWN_IDEA in marks else Manner.IN_SUBSTANCE


def _prefilled(visit: Visit, sources: list[SourceRef]) -> str:
    """The sources' exact words, where their marks let exactly those cross; else nothing."""
    if _usual_manner(visit, sources) is not Manner.VERBATIM:
        return ""
    return "\n".join(text for each in sources for text in source_text(visit.desk, each))


def _case(visit: Visit) -> CaseOpened | None:
    return visit.desk.journal.talks.opened


def _shown(visit: Visit, name: str, source: SourceRef) -> dict[str, object]:
    desk = visit.desk
    room: RoomAtDesk = next(each for each in rooms_at(desk) if each.name == source.room)
    kept = room.talks.statements[source.statement]
    sentences = [each for each in kept.sentences.values() if source.sentence in {None, each.id}]
    return {"name": name, "room": room, "kept": kept, "sentences": sentences}


def _fields_carried(visit: Visit) -> list[tuple[str, str]]:
    """The fields of the form that go on to the next step as they are."""
    return [
        (name, value)
        for name, value in visit.form.multi_items()
        if isinstance(value, str) and not name.startswith("reason")
    ]


PAGES = [
    Page("GET", "/rooms/{room}/convey", Face.DESK, wording),
    Page("POST", "/rooms/{room}/convey", Face.DESK, wording),
    Page("POST", "/rooms/{room}/convey/look", Face.DESK, look, wording),
    Page("POST", "/rooms/{room}/convey/findings", Face.DESK, findings),
    Page("POST", "/rooms/{room}/convey/leave", Face.DESK, leave, look),
    Page("POST", "/rooms/{room}/convey/ask", Face.DESK, ask, look),
]
