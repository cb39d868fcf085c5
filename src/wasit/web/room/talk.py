"""The room's conversation with the desk: reading it, saying something, changing what was said."""

from starlette.responses import Response

from wasit.seat.visits import note_visit
from wasit.talks.marks import MarkCode
from wasit.talks.said import Position, Question, Verdict
from wasit.web.files import given_files
from wasit.web.lines import room_stretch
from wasit.web.marks_typed import mark_typed, time_typed
from wasit.web.sentences import sentences_in
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES"]


def conversation(visit: Visit) -> Response:
    """Everything said here, newest last, and the form to say more."""
    room = visit.room
    before = visit.asked("before")
    rows = len(visit.typed_all("sentence"))
    room.note_opened()
    visited = note_visit(room.seat, room.log)
    return visit.show(
        "room/conversation.html",
        room=room,
        talks=room.talks,
        stretch=room_stretch(
            room.log, now=room.seat.now(), before=int(before) if before.isdecimal() else None
        ),
        default=room.default_mark(),
        codes=list(MarkCode),
        positions=list(Position),
        unheard=room.log.unheard(),
        seen_before=visited.before,
        seen_at=visited.before_at,
        chosen=[
            [visit.typed(f"s{place}-mark"), visit.typed(f"s{place}-offer")]
            for place in range(1, rows + 1)
        ],
    )


def split(visit: Visit) -> Response:
    """The sentences of what was typed, each with a mark to choose; nothing is said yet."""
    return _each(visit, sentences_in(visit.needed("text", "what you say")))


def _each(visit: Visit, sentences: list[str]) -> Response:
    room = visit.room
    return visit.show(
        "room/sentences.html",
        room=room,
        talks=room.talks,
        sentences=sentences,
        default=room.default_mark(),
        codes=list(MarkCode),
        positions=list(Position),
    )


def say_again(visit: Visit) -> Response:
    """The form whose words were not said, with all that was typed and chosen in it."""
    taken_up = [visit.typed(name) for name in ("reads_back", "answers", "asks")]
    named = next((each.partition("#")[0] for each in taken_up if each), "")
    if named in visit.room.talks.conveyances:
        return _conveyance(visit, named)
    rows = visit.typed_all("sentence")
    return _each(visit, rows) if rows and not visit.typed("text") else conversation(visit)


def say(visit: Visit) -> Response:
    """Say it: kept first, then sent to the relay."""
    room = visit.room
    default = room.default_mark()
    whole = mark_typed(visit, default)
    rows = visit.typed_all("sentence")
    if rows:
        said = [
            (text, mark_typed(visit, whole, prefix=f"s{place}-"))
            for place, text in enumerate(rows, 1)
            if text
        ]
    else:
        said = [(text, whole) for text in sentences_in(visit.needed("text", "what you say"))]
    if not said:
        raise NotFilledIn("there is no sentence in what was typed; nothing was said")
    statement = room.say(
        said,
        language=visit.typed("language") or _language(visit),
        mark=whole,
        position=visit.chosen("position", Position),
        speaker=visit.typed("speaker") or None,
        asks=_question(visit),
        answers=visit.typed("answers") or None,
        verdict=visit.chosen("verdict", Verdict),
        reads_back=visit.typed("reads_back") or None,
        files=given_files(visit),
    )
    visit.at.tell()
    return visit.go("room", anchor=f"s-{statement}")


def statement(visit: Visit) -> Response:
    """One statement of this room: its marks, what was reported of it, and how to change it."""
    room = visit.room
    kept = room.talks.statements.get(visit.named("statement"))
    if kept is None:
        visit.not_found("a statement")
    return visit.show(
        "room/statement.html",
        room=room,
        talks=room.talks,
        kept=kept,
        default=room.default_mark(),
        codes=list(MarkCode),
    )


def mark(visit: Visit) -> Response:
    """Put another mark on a sentence, or on the whole statement."""
    named = visit.named("statement")
    chosen = mark_typed(visit, visit.room.default_mark())
    visit.room.mark(named, chosen, sentence=visit.typed("sentence") or None)
    visit.at.tell()
    return visit.go(f"statements/{named}")


def withdraw(visit: Visit) -> Response:
    """Take back a sentence, or the whole statement."""
    named = visit.named("statement")
    visit.room.withdraw(named, sentence=visit.typed("sentence") or None)
    visit.at.tell()
    return visit.go("room", anchor=f"s-{named}")


def accept(visit: Visit) -> Response:
    """Accept as said what the desk took down."""
    named = visit.named("statement")
    visit.room.accept(named)
    visit.at.tell()
    return visit.go("room", anchor=f"s-{named}")


def conveyance(visit: Visit) -> Response:
    """One conveyance, and the ways to take it up: read it back, answer it, ask about it."""
    return _conveyance(visit, visit.named("conveyance"))


def _conveyance(visit: Visit, named: str) -> Response:
    room = visit.room
    kept = room.talks.conveyances.get(named)
    if kept is None:
        visit.not_found("a conveyance")
    return visit.show(
        "room/conveyance.html",
        room=room,
        talks=room.talks,
        kept=kept,
        default=room.default_mark(),
        codes=list(MarkCode),
        positions=list(Position),
    )


def people(visit: Visit) -> Response:
    """Who is in this room, of either side, and whose words were compared."""
    room = visit.room
    members = list(room.log.channel.state.members.values())
    return visit.show("room/people.html", room=room, talks=room.talks, members=members)


def _question(visit: Visit) -> Question | None:
    about = visit.typed("asks")
    if not about:
        return None
    conveyance, _, sentence = about.partition("#")
    return Question(about=conveyance, sentence=sentence, due=time_typed(visit.typed("due")))


def _language(visit: Visit) -> str:
    opened = visit.room.talks.opened
    return opened.languages[0] if opened is not None else "en"


PAGES = [
    Page("GET", "/room", Face.ROOM, conversation),
    Page("POST", "/room/split", Face.ROOM, split, conversation),
    Page("POST", "/room/say", Face.ROOM, say, say_again),
    Page("GET", "/statements/{statement}", Face.ROOM, statement),
    Page("POST", "/statements/{statement}/mark", Face.ROOM, mark, statement),
    Page("POST", "/statements/{statement}/withdraw", Face.ROOM, withdraw, statement),
    Page("POST", "/statements/{statement}/accept", Face.ROOM, accept, statement),
    Page("GET", "/conveyances/{conveyance}", Face.ROOM, conveyance),
    Page("GET", "/room/people", Face.ROOM, people),
]
