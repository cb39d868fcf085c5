"""The gate's refusals, each by its code with its success twin beside it.

A row holds two crossings that differ in one thing only: the refused one and the one that passes.
"""

from collections.abc import Callable

from tests.unit.talks.case import DESK, EARS_ONLY, HEAD, SECOND, VERBATIM, Case, mark
from tests.unit.talks.gate_catalogue_files import FILE_ROWS
from wasit.talks import (
    ApprovalAsked,
    ConditionMet,
    Crossing,
    EventHappened,
    Finding,
    Manner,
    Mark,
    MarkCode,
    NewerKind,
    Override,
    OverrideKind,
    Person,
    Remark,
    ReportAbout,
    Reported,
    RoomClosed,
    RoomTalks,
    SourceRef,
    StopReason,
    Strength,
    Strictness,
    Withdrawal,
    approval_of,
    first_mark_id,
    judge,
)

WORDS = "We will open the bridge."
OTHER = "The crossing could be reopened by them."
SUBSTANCE = mark(MarkCode.IN_SUBSTANCE)
OWN_IDEA = mark(MarkCode.OWN_IDEA)
STOP = Finding(check="repeated", strength=Strength.STOP, kind="repeated_wording", span="bridge")
LAW = Override(kind=OverrideKind.DUTY_OF_LAW, text="A court ordered it.")
REASON = StopReason(check="repeated", span="bridge", reason="It is in the newspapers.")

Ask = tuple[Case, Crossing, dict[str, object]]
"""A case, what is asked of its gate, and what else ``decide`` is told."""


def ask(case: Case, *words: str, **more: object) -> Ask:
    """A crossing to the west of these words."""
    return case, case.crossing(*words, **more), {}  # pyright: ignore[reportArgumentType]


def marked(made: object, *, words: str = WORDS, hours: int = 0, **more: object) -> Ask:
    """One sentence under a mark, conveyed verbatim (or as ``more`` says) some hours later."""
    case = Case()
    source = case.say(WORDS, mark=made)  # pyright: ignore[reportArgumentType]
    case.tick(hours=hours)
    return ask(case, words, sources=(source,), **more)


def approved(*, by: Person | None, remarked: bool = False) -> Ask:
    """Words that the desk conveys where the case asks for a second person's approval."""
    case = Case(second_approval=True)
    source = case.say(WORDS, mark=VERBATIM)
    crossing = case.crossing(WORDS, sources=(source,))
    asker, giver = (SECOND, DESK) if by == DESK else (DESK, SECOND)
    case.keep(ApprovalAsked(crossing=crossing), by=asker)
    if by is not None:
        cleared = judge(crossing, rooms=case.rooms, journal=case.journal, now=case.now)
        case.keep(approval_of(cleared), by=giver)
    if remarked:
        replaces = (first_mark_id(source.statement, "a"),)
        again = Remark(id="r1", statement=source.statement, mark=VERBATIM, replaces=replaces)
        case.act("east", HEAD, again)
    return case, crossing, {"by": DESK.id}


def offer(*, recorded: bool, taken_back: bool = False, then: Mark = SUBSTANCE) -> Ask:
    """Substance that waits for an offer, which may be recorded and taken back."""
    case = Case()
    source = case.say(WORDS, mark=mark(MarkCode.IF_OFFER, then=then))
    shown = case.say("We offer a pause of ten days.", room="west")
    if recorded:
        case.keep(
            ConditionMet(
                room="east",
                statement=source.statement,
                mark=first_mark_id(source.statement, "a"),
                offered="a pause of ten days",
                shown_by=shown,
            )
        )
    if taken_back:
        case.act("west", HEAD, Withdrawal(statement=shown.statement))
    return ask(case, OTHER, sources=(source,), manner=Manner.IN_SUBSTANCE)


def remarked_offer(*, recorded_for_new: bool) -> Ask:
    """The release of one mark does not release the next one on the same sentence."""
    case = Case()
    source = case.say(WORDS, mark=mark(MarkCode.IF_OFFER))
    shown = case.say("We offer a pause of ten days.", room="west")
    first = first_mark_id(source.statement, "a")
    case.act(
        "east",
        HEAD,
        Remark(
            id="m1",
            statement=source.statement,
            mark=mark(MarkCode.IF_OFFER, offer="a pause of a month"),
            replaces=(first,),
        ),
    )
    case.keep(
        ConditionMet(
            room="east",
            statement=source.statement,
            mark="m1" if recorded_for_new else first,
            offered="a pause",
            shown_by=shown,
        )
    )
    return ask(case, OTHER, sources=(source,), manner=Manner.IN_SUBSTANCE)


def event(*, happened: bool) -> Ask:
    """Words that wait for an event."""
    case = Case()
    source = case.say(WORDS, mark=mark(MarkCode.VERBATIM, not_before_event="the ships left"))
    if happened:
        made = first_mark_id(source.statement, "a")
        case.keep(
            EventHappened(
                room="east",
                statement=source.statement,
                mark=made,
                words="The harbour said so.",
                at=case.now,
            )
        )
    return ask(case, WORDS, sources=(source,))


def withdrawn(sentence: str) -> Ask:
    """The first of two sentences, after one of them was taken back."""
    case = Case()
    source = case.say(WORDS, "We hope.")
    case.act("east", HEAD, Withdrawal(statement=source.statement, sentence=sentence))
    chosen = SourceRef(room="east", statement=source.statement, sentence="a")
    return ask(case, WORDS, sources=(chosen,))


def told(told: dict[str, object]) -> Ask:
    """The same crossing, with ``decide`` told this as well."""
    case, crossing, _ = marked(VERBATIM)
    return case, crossing, told


def newer(log: str | None) -> Ask:
    """A crossing with an entry of a newer kind in one log."""
    case, crossing, told = marked(VERBATIM)
    if log == "journal":
        case.keep(NewerKind("hold"))
    elif log is not None:
        case.act(log, HEAD, NewerKind("poll"))
    return case, crossing, told


def closed(room: str) -> Ask:
    """A crossing after one of the rooms was closed."""
    case, crossing, told = marked(VERBATIM)
    case.act(room, DESK, RoomClosed())
    return case, crossing, told


def unopened() -> Ask:
    """A crossing to a room that was never opened."""
    case, crossing, told = marked(VERBATIM)
    case.rooms["west"] = RoomTalks()
    return case, crossing, told


def found(*, strictness: Strictness = Strictness.STOPS, finding: Finding, **more: object) -> Ask:
    """A crossing in which a check found something."""
    case = Case(strictness=strictness)
    source = case.say(WORDS)
    crossing = case.crossing(WORDS, sources=(source,), **more)  # pyright: ignore[reportArgumentType]
    return case, crossing, {"findings": (finding,)}


def report(statement: str | None) -> Ask:
    """A report to the west about its own statement, or about one it never made."""
    case = Case()
    own = case.say("We ask for the road.", room="west")
    about = ReportAbout(statement=statement or own.statement, what=Reported.HANDED_ON, at=case.now)
    return ask(case, manner=Manner.OWN_WORDS, report=about)


def two_sides(counterpart: str | None) -> Ask:
    """Words that rest on both sides' statements can be named as nobody's."""
    case = Case()
    east, west = case.say(WORDS), case.say("We ask for the bridge.", room="west")
    return ask(case, WORDS, sources=(east, west), counterpart=counterpart)


CATALOGUE: dict[str, tuple[str, Callable[[], Ask], Callable[[], Ask]]] = {
    # what it is, the code, what is refused, its twin
    "ears only": (
        "mark-ears-only",
        lambda: marked(EARS_ONLY),
        lambda: marked(VERBATIM),
    ),
    "wording, verbatim": (
        "mark-wording",
        lambda: marked(SUBSTANCE),
        lambda: marked(SUBSTANCE, words=OTHER, manner=Manner.IN_SUBSTANCE),
    ),
    "wording, inside other words": (
        "mark-wording",
        lambda: marked(
            SUBSTANCE,
            words="They said: WE WILL, open\u200b the Bridge -- soon.",
            manner=Manner.IN_SUBSTANCE,
        ),
        lambda: marked(
            SUBSTANCE, words="They said: we will reopen the bridge.", manner=Manner.IN_SUBSTANCE
        ),
    ),
    "wording, as an own idea": (
        "mark-wording",
        lambda: marked(OWN_IDEA, manner=Manner.OWN_IDEA),
        lambda: marked(OWN_IDEA, words=OTHER, manner=Manner.OWN_IDEA),
    ),
    "substance of what is verbatim": (
        "mark-substance",
        lambda: marked(VERBATIM, words=OTHER, manner=Manner.IN_SUBSTANCE),
        lambda: marked(SUBSTANCE, words=OTHER, manner=Manner.IN_SUBSTANCE),
    ),
    "origin of an own idea": (
        "mark-origin",
        lambda: marked(OWN_IDEA, words=OTHER, manner=Manner.IN_SUBSTANCE),
        lambda: marked(OWN_IDEA, words=OTHER, manner=Manner.OWN_IDEA),
    ),
    "offer not recorded": (
        "mark-offer-unmet",
        lambda: offer(recorded=False),
        lambda: offer(recorded=True),
    ),
    "offer taken back": (
        "mark-offer-unmet",
        lambda: offer(recorded=True, taken_back=True),
        lambda: offer(recorded=True),
    ),
    "offer recorded for an earlier mark": (
        "mark-offer-unmet",
        lambda: remarked_offer(recorded_for_new=False),
        lambda: remarked_offer(recorded_for_new=True),
    ),
    "before its time": (
        "mark-not-before",
        lambda: marked(mark(MarkCode.VERBATIM, not_before="2024-01-10T12:00:00Z")),
        lambda: marked(mark(MarkCode.VERBATIM, not_before="2024-01-10T12:00:00Z"), hours=4),
    ),
    "before its event": (
        "mark-not-before",
        lambda: event(happened=False),
        lambda: event(happened=True),
    ),
    "past its time": (
        "mark-expired",
        lambda: marked(mark(MarkCode.VERBATIM, until="2024-01-10T12:00:00Z"), hours=4),
        lambda: marked(mark(MarkCode.VERBATIM, until="2024-01-10T12:00:00Z")),
    ),
    "taken back": ("mark-withdrawn", lambda: withdrawn("a"), lambda: withdrawn("b")),
    "other counterpart": (
        "mark-counterpart",
        lambda: marked(mark(MarkCode.VERBATIM, to="the northern side")),
        lambda: marked(mark(MarkCode.VERBATIM, to="the western side")),
    ),
    "personal capacity left out": (
        "capacity-missing",
        lambda: marked(mark(MarkCode.VERBATIM, personal_capacity=True)),
        lambda: marked(mark(MarkCode.VERBATIM, personal_capacity=True), personal_capacity=True),
    ),
    "ad referendum left out": (
        "capacity-missing",
        lambda: marked(mark(MarkCode.VERBATIM, ad_referendum=True), personal_capacity=True),
        lambda: marked(mark(MarkCode.VERBATIM, ad_referendum=True), ad_referendum=True),
    ),
    "capacity of a second mark left out": (
        "capacity-missing",
        lambda: offer(recorded=True, then=mark(MarkCode.IN_SUBSTANCE, ad_referendum=True)),
        lambda: offer(recorded=True),
    ),
    "capacity of an own idea": (
        "capacity-missing",
        lambda: marked(
            mark(MarkCode.IN_SUBSTANCE, ad_referendum=True),
            words=OTHER,
            manner=Manner.IN_SUBSTANCE,
        ),
        lambda: marked(
            mark(MarkCode.IN_SUBSTANCE, ad_referendum=True), words=OTHER, manner=Manner.OWN_IDEA
        ),
    ),
    "finding without a reason": (
        "finding-stop",
        lambda: found(finding=STOP),
        lambda: found(finding=STOP, stop_reasons=(REASON,)),
    ),
    "reason for another finding": (
        "finding-stop",
        lambda: found(
            finding=STOP,
            stop_reasons=(StopReason(check="repeated", span="open", reason="Known."),),
        ),
        lambda: found(finding=STOP, stop_reasons=(REASON,)),
    ),
    "question in a strict case": (
        "finding-stop",
        lambda: found(
            finding=Finding(check="n", strength=Strength.ASK, kind="k", span="s"),
            strictness=Strictness.STOPS_AND_ASKS,
        ),
        lambda: found(finding=Finding(check="n", strength=Strength.ASK, kind="k", span="s")),
    ),
    "override without a reason": (
        "override-untyped",
        lambda: marked(EARS_ONLY, override=Override(kind=OverrideKind.RISK_TO_LIFE, text=" ")),
        lambda: marked(EARS_ONLY, override=LAW),
    ),
    "empty reason for a finding": (
        "override-untyped",
        lambda: found(
            finding=STOP, stop_reasons=(StopReason(check="repeated", span="bridge", reason=""),)
        ),
        lambda: found(finding=STOP, stop_reasons=(REASON,)),
    ),
    "newer kind in the source's log": (
        "newer-kind",
        lambda: newer("east"),
        lambda: newer("west"),
    ),
    "newer kind in the journal": (
        "newer-kind",
        lambda: newer("journal"),
        lambda: newer(None),
    ),
    "newer kind known to the seat": (
        "newer-kind",
        lambda: told({"newer_kinds": {"east"}}),
        lambda: told({"newer_kinds": {"west"}}),
    ),
    "histories of the source differ": (
        "histories-differ",
        lambda: told({"differing": {"east"}}),
        lambda: told({"differing": set[str]()}),
    ),
    "histories of the target differ": (
        "histories-differ",
        lambda: told({"differing": {"west"}}),
        lambda: told({"differing": {"north"}}),
    ),
    "no such statement": (
        "unknown-source",
        lambda: ask(Case(), WORDS, sources=(SourceRef(room="east", statement="s9"),)),
        lambda: marked(VERBATIM),
    ),
    "no such sentence": (
        "unknown-source",
        lambda: ask(
            (case := Case()),
            WORDS,
            sources=(SourceRef(room="east", statement=case.say(WORDS).statement, sentence="z"),),
        ),
        lambda: marked(VERBATIM),
    ),
    "report on another's statement": (
        "unknown-source",
        lambda: report("s9"),
        lambda: report(None),
    ),
    "no source": (
        "no-source",
        lambda: ask(Case(), WORDS),
        lambda: ask(Case(), WORDS, manner=Manner.OWN_WORDS),
    ),
    "own words with a source": (
        "own-words-with-source",
        lambda: marked(VERBATIM, manner=Manner.OWN_WORDS),
        lambda: ask(Case(), WORDS, manner=Manner.OWN_WORDS),
    ),
    "no words": (
        "no-words",
        lambda: ask(Case(), manner=Manner.OWN_WORDS),
        lambda: ask(Case(), "Good morning.", manner=Manner.OWN_WORDS),
    ),
    "empty sentence": (
        "no-words",
        lambda: ask(Case(), "Good morning.", " ", manner=Manner.OWN_WORDS),
        lambda: ask(Case(), "Good morning.", manner=Manner.OWN_WORDS),
    ),
    "verbatim, one letter changed": (
        "wording-differs",
        lambda: marked(VERBATIM, words="We will open the bridges."),
        lambda: marked(VERBATIM, words=f" {WORDS}\n"),
    ),
    "verbatim in another language": (
        "wording-differs",
        lambda: marked(VERBATIM, language="fr"),
        lambda: marked(VERBATIM, language="en"),
    ),
    "no such room": (
        "wrong-room",
        lambda: marked(VERBATIM, target="north"),
        lambda: marked(VERBATIM, target="west"),
    ),
    "room not opened": ("wrong-room", unopened, lambda: marked(VERBATIM)),
    "ears only, back to its own room": (
        "mark-ears-only",
        lambda: marked(EARS_ONLY, target="west"),
        lambda: marked(EARS_ONLY, target="east"),
    ),
    "room closed": ("room-closed", lambda: closed("west"), lambda: closed("east")),
    "nobody approved": (
        "approval-missing",
        lambda: approved(by=None),
        lambda: approved(by=SECOND),
    ),
    "approved by who conveys": (
        "approval-missing",
        lambda: approved(by=DESK),
        lambda: approved(by=SECOND),
    ),
    "re-marked after it was approved": (
        "approval-stale",
        lambda: approved(by=SECOND, remarked=True),
        lambda: approved(by=SECOND),
    ),
    "counterpart nobody introduced": (
        "counterpart-not-introduced",
        lambda: marked(VERBATIM, counterpart="the northern side"),
        lambda: marked(VERBATIM, counterpart="the eastern side"),
    ),
    "counterpart of an own idea": (
        "counterpart-not-source",
        lambda: marked(
            OWN_IDEA, words=OTHER, manner=Manner.OWN_IDEA, counterpart="the eastern side"
        ),
        lambda: marked(OWN_IDEA, words=OTHER, manner=Manner.OWN_IDEA),
    ),
    "counterpart who did not say it": (
        "counterpart-not-source",
        lambda: marked(VERBATIM, target="east", counterpart="the western side"),
        lambda: marked(VERBATIM, target="west", counterpart="the eastern side"),
    ),
    "counterpart beside one's own words": (
        "counterpart-not-source",
        lambda: ask(
            (case := Case()),
            "We ask for the bridge.",
            sources=(case.say("We ask for the bridge.", room="west"),),
            counterpart="the eastern side",
        ),
        lambda: two_sides("the eastern side"),
    ),
    **FILE_ROWS,
}
