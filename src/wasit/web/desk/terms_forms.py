"""What a side told, taken down by forms: issues, wishes, commitments, steps, texts, or TOML.

Each form makes pieces of ``wasit.terms.own_format`` and keeps them as ``wasit terms`` does. All of
it stays in the journal; no form here sends anything to a room.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from starlette.responses import Response

from wasit.seat.terms import adhere, check_step, terms_of, withdraw_term
from wasit.talks.deeds import Control, ProofSeen
from wasit.terms.own_format import (
    CommitmentIn,
    IssueIn,
    LinkageIn,
    RefusalIn,
    SideIn,
    StepIn,
    TermsFile,
    TextIn,
    ValuesIn,
    VersionIn,
    parse_terms_file,
)
from wasit.web.desk.rooms import RoomAtDesk, rooms_at
from wasit.web.desk.terms_typed import (
    amount_of,
    amounts_of,
    keep,
    lines_of,
    options_of,
    source_typed,
    word_needed,
    word_typed,
    words_typed,
)
from wasit.web.marks_typed import time_typed
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES"]

_MOST_STATEMENTS = 300
_MOST_LETTERS = 90


class Kind(StrEnum):
    """How an issue can be settled, as the form asks for it."""

    CATEGORICAL = "categorical"
    ORDERED = "ordered"
    NUMERIC = "numeric"
    LIST = "list"


class LinkKind(StrEnum):
    """How a linkage binds what it names."""

    IF_THEN = "if_then"
    NEVER = "never"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Quotable:
    """A statement that a piece can rest on: its id, and how a list shows it."""

    id: str
    room: str
    at: str
    words: str


def take_down(visit: Visit) -> Response:
    """Every form that takes a piece down."""
    desk = visit.desk
    found = terms_of(desk)
    rooms = rooms_at(desk)
    begun_from = visit.asked("source")
    quotable = sorted(
        _quotable(rooms), key=lambda each: (each.id == begun_from, each.at), reverse=True
    )
    return visit.show(
        "desk/terms_down.html",
        desk=desk,
        found=found,
        rooms=rooms,
        quotable=quotable[:_MOST_STATEMENTS],
        quotable_left_out=max(0, len(quotable) - _MOST_STATEMENTS),
        kinds=list(Kind),
        link_kinds=list(LinkKind),
        controls=list(Control),
        proofs=list(ProofSeen),
        opened=visit.request.url.path.rpartition("/")[2] if visit.fault else visit.asked("open"),
        kept=bool(visit.asked("kept")),
        step=_asked_of([each.id for each in found.file.steps], visit.asked("step")),
        text=_asked_of([each.name for each in found.file.texts], visit.asked("text")),
    )


def _quotable(rooms: list[RoomAtDesk]) -> Iterator[Quotable]:
    for room in rooms:
        for id_, kept in room.talks.statements.items():
            words = " ".join(
                each.text for each in kept.sentences.values() if each.withdrawn is None
            )
            if words:
                yield Quotable(id_, room.name, kept.at, words[:_MOST_LETTERS])


def issue(visit: Visit) -> Response:
    """An issue, and how it can be settled."""
    kind = visit.chosen_one("kind", Kind, "how the issue is settled")
    options = lines_of(words_typed(visit, "options"))
    ends = amount_of(visit.typed("numbers"))
    if kind is Kind.NUMERIC and not isinstance(ends, list):
        raise NotFilledIn("the least and the most are missing; LOW..HIGH was expected")
    low, high = ends if isinstance(ends, list) else (None, None)
    made = IssueIn(
        name=word_needed(visit, "name", "the issue's name"),
        kind=kind.value,
        options=options if kind in {Kind.CATEGORICAL, Kind.ORDERED} else [],
        things=options if kind is Kind.LIST else [],
        low=low if kind is Kind.NUMERIC else None,
        high=high if kind is Kind.NUMERIC else None,
        step=str(amount_of(visit.typed("step"))) if visit.typed("step") else 1,
        unit=word_typed(visit, "unit") if kind is Kind.NUMERIC else "",
    )
    return _kept(visit, TermsFile(issues=[made]), "issue")


def prefer(visit: Visit) -> Response:
    """What the options of an issue are worth to a side, in numbers, ranges, or an order."""
    values = ValuesIn(
        issue=word_needed(visit, "issue", "the issue"),
        of=amounts_of(words_typed(visit, "worth")),
        order=lines_of(words_typed(visit, "order")),
    )
    if not values.of and not values.order:
        raise NotFilledIn("neither a worth nor an order was typed; nothing was taken down")
    made = SideIn(name=word_needed(visit, "side", "the side"), values=[values])
    return _kept(visit, TermsFile(sides=[made]), "prefer")


def weigh(visit: Visit) -> Response:
    """How much the issues matter to a side: numbers, swing answers, or an order."""
    told = amounts_of(words_typed(visit, "weights"))
    order = lines_of(words_typed(visit, "order"))
    if not told and not order:
        raise NotFilledIn("neither weights nor an order was typed; nothing was taken down")
    swing = bool(visit.typed("swing"))
    made = SideIn(
        name=word_needed(visit, "side", "the side"),
        weights={} if swing else told,
        swing=told if swing else {},
        weight_order=order,
    )
    return _kept(visit, TermsFile(sides=[made]), "weigh")


def limit(visit: Visit) -> Response:
    """The least that a side wants, as an amount or a package, and what it refuses."""
    amount = visit.typed("amount")
    package = options_of(words_typed(visit, "package"))
    refused = options_of(words_typed(visit, "refuse"))
    if not (amount or package or refused):
        raise NotFilledIn("no limit and no refusal was typed; nothing was taken down")
    made = SideIn(
        name=word_needed(visit, "side", "the side"),
        limit=amount_of(amount) if amount else 0,
        limit_package={name: options[0] for name, options in package.items()},
        refuses=[
            RefusalIn(issue=name, option=option)
            for name, options in refused.items()
            for option in options
        ],
    )
    return _kept(visit, TermsFile(sides=[made]), "limit")


def link(visit: Visit) -> Response:
    """Options that go together or not."""
    kind = visit.chosen_one("form", LinkKind, "how they are linked")
    of, then = options_of(words_typed(visit, "of")), options_of(words_typed(visit, "then"))
    if not of or (kind is LinkKind.IF_THEN and not then):
        raise NotFilledIn("the options that are linked are missing; nothing was taken down")
    id_ = word_needed(visit, "id", "the name of the linkage")
    match kind:
        case LinkKind.IF_THEN:
            made = LinkageIn(id=id_, if_=of, then=then)
        case LinkKind.NEVER:
            made = LinkageIn(id=id_, never=of)
        case LinkKind.TOGETHER:
            made = LinkageIn(id=id_, together=of)
    return _kept(visit, TermsFile(linkages=[made]), "link")


def commit(visit: Visit) -> Response:
    """What somebody offers to do, or is asked for, and on which conditions."""
    made = CommitmentIn(
        id=word_needed(visit, "id", "the name of the commitment"),
        who=word_needed(visit, "who", "who would do it"),
        what=word_needed(visit, "what", "what they would do"),
        for_=word_typed(visit, "for"),
        control=(visit.chosen("control", Control) or Control.FULL).value,
        if_=word_typed(visit, "if"),
        not_before=word_typed(visit, "not_before"),
        verified_by=word_typed(visit, "verified_by"),
        until=time_typed(visit.typed("until")) or "",
        offered=not visit.typed("asked_for"),
        parts=visit.number_typed("parts") or 1,
        worth=amounts_of(words_typed(visit, "worth")),
    )
    return _kept(visit, TermsFile(commitments=[made]), "commit")


def step(visit: Visit) -> Response:
    """A step of the plan: who, what, after which, by when, and what shows it."""
    made = StepIn(
        id=word_needed(visit, "id", "the name of the step"),
        who=word_needed(visit, "who", "who does it"),
        what=word_needed(visit, "what", "what they do"),
        after=lines_of(words_typed(visit, "after")),
        hour=word_typed(visit, "hour"),
        proof=word_typed(visit, "proof"),
        checker=word_typed(visit, "checker"),
        due=time_typed(visit.typed("due")) or "",
        on_failure=word_typed(visit, "on_failure"),
        commitment=word_typed(visit, "commitment"),
        worth=amounts_of(words_typed(visit, "worth")),
    )
    return _kept(visit, TermsFile(steps=[made]), "step")


def check_off(visit: Visit) -> Response:
    """Check a step off by its proof, or note that it was breached or not done."""
    check_step(
        visit.desk,
        word_needed(visit, "step", "the step"),
        visit.chosen_one("seen", ProofSeen, "what the proof shows"),
        proof=word_needed(visit, "proof", "what was seen"),
        at=time_typed(visit.typed("at")) or "",
        checker=word_typed(visit, "checker"),
        incident=word_typed(visit, "incident"),
        source=source_typed(visit),
    )
    visit.at.tell()
    return visit.go("terms", anchor="steps")


def version(visit: Visit) -> Response:
    """A version of a text."""
    made = VersionIn(
        id=word_needed(visit, "id", "the name of the version"),
        words=words_typed(visit, "words"),
        by=word_typed(visit, "by"),
    )
    if not made.words:
        raise NotFilledIn("the words of the version are empty; nothing was taken down")
    text = TextIn(name=word_needed(visit, "text", "the name of the text"), versions=[made])
    return _kept(visit, TermsFile(texts=[text]), "version")


def stand_by(visit: Visit) -> Response:
    """A side's word to the intermediary that it stands by a version of a text."""
    adhere(
        visit.desk,
        word_needed(visit, "side", "the side"),
        word_needed(visit, "text", "the name of the text"),
        version=word_typed(visit, "version"),
        said_at=time_typed(visit.typed("said_at")) or "",
        source=source_typed(visit),
    )
    visit.at.tell()
    return visit.go("terms", anchor="texts")


def in_toml(visit: Visit) -> Response:
    """Every piece of a terms file that was put into a field."""
    text = words_typed(visit, "toml")
    if not text:
        raise NotFilledIn("the field for pieces is empty; nothing was taken down")
    return _kept(visit, parse_terms_file(text, name="what was typed"), "toml")


def take_back(visit: Visit) -> Response:
    """Take a piece back; it stays in the journal."""
    number = visit.number_typed("number")
    if number is None:
        raise NotFilledIn("no piece was named; nothing was done")
    withdraw_term(
        visit.desk,
        number,
        why=word_needed(visit, "why", "why it holds no longer"),
        mistaken=bool(visit.typed("mistaken")),
    )
    visit.at.tell()
    return visit.go("terms/pieces", all="yes", anchor=f"piece-{number}")


def _kept(visit: Visit, file: TermsFile, form: str) -> Response:
    """Take it down, and show the form again, empty; the page of terms shows what it waits for."""
    keep(visit, file)
    return visit.go("terms/take-down", kept="yes", open=form)


def _asked_of(names: list[str], place: str) -> str:
    """The name at the place that an address gives; addresses hold no words of a side."""
    fits = place.isascii() and place.isdecimal() and len(place) < 7 and int(place) < len(names)
    return names[int(place)] if fits else ""


PAGES = [
    Page("GET", "/terms/take-down", Face.DESK, take_down),
    Page("POST", "/terms/issue", Face.DESK, issue, take_down),
    Page("POST", "/terms/prefer", Face.DESK, prefer, take_down),
    Page("POST", "/terms/weigh", Face.DESK, weigh, take_down),
    Page("POST", "/terms/limit", Face.DESK, limit, take_down),
    Page("POST", "/terms/link", Face.DESK, link, take_down),
    Page("POST", "/terms/commit", Face.DESK, commit, take_down),
    Page("POST", "/terms/step", Face.DESK, step, take_down),
    Page("POST", "/terms/check-off", Face.DESK, check_off, take_down),
    Page("POST", "/terms/version", Face.DESK, version, take_down),
    Page("POST", "/terms/stand-by", Face.DESK, stand_by, take_down),
    Page("POST", "/terms/toml", Face.DESK, in_toml, take_down),
    Page("POST", "/terms/take-back", Face.DESK, take_back),
]
"""Forms; one that is refused is shown again with what was typed."""
