"""The gate: each refusal once, by its code, with its success twin beside it.

The twin differs in one thing only, so that what is refused is refused for that reason.
"""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.unit.talks.case import DESK, EARS_ONLY, HEAD, VERBATIM, Case, mark, opened_room
from wasit.errors import WasitError
from wasit.talks import (
    Cleared,
    ConditionMet,
    Crossing,
    EventHappened,
    Finding,
    GateRefused,
    Manner,
    Mark,
    MarkCode,
    MarkRefused,
    NewerKind,
    Override,
    OverrideKind,
    Remark,
    ReportAbout,
    Reported,
    RoomAdded,
    RoomClosed,
    RoomTalks,
    SourceRef,
    StopReason,
    Strength,
    Strictness,
    Withdrawal,
    decide,
    first_mark_id,
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


def _ask(case: Case, *words: str, **more: object) -> Ask:
    return case, case.crossing(*words, **more), {}  # pyright: ignore[reportArgumentType]


def _marked(made: object, *, words: str = WORDS, hours: int = 0, **more: object) -> Ask:
    """One sentence under a mark, conveyed verbatim (or as ``more`` says) some hours later."""
    case = Case()
    source = case.say(WORDS, mark=made)  # pyright: ignore[reportArgumentType]
    case.tick(hours=hours)
    return _ask(case, words, sources=(source,), **more)


def _offer(*, recorded: bool, taken_back: bool = False, then: Mark = SUBSTANCE) -> Ask:
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
    return _ask(case, OTHER, sources=(source,), manner=Manner.IN_SUBSTANCE)


def _remarked_offer(*, recorded_for_new: bool) -> Ask:
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
    return _ask(case, OTHER, sources=(source,), manner=Manner.IN_SUBSTANCE)


def _event(*, happened: bool) -> Ask:
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
    return _ask(case, WORDS, sources=(source,))


def _withdrawn(sentence: str) -> Ask:
    case = Case()
    source = case.say(WORDS, "We hope.")
    case.act("east", HEAD, Withdrawal(statement=source.statement, sentence=sentence))
    chosen = SourceRef(room="east", statement=source.statement, sentence="a")
    return _ask(case, WORDS, sources=(chosen,))


def _told(told: dict[str, object]) -> Ask:
    case, crossing, _ = _marked(VERBATIM)
    return case, crossing, told


def _newer(log: str | None) -> Ask:
    case, crossing, told = _marked(VERBATIM)
    if log == "journal":
        case.keep(NewerKind("hold"))
    elif log is not None:
        case.act(log, HEAD, NewerKind("poll"))
    return case, crossing, told


def _closed(room: str) -> Ask:
    case, crossing, told = _marked(VERBATIM)
    case.act(room, DESK, RoomClosed())
    return case, crossing, told


def _unopened() -> Ask:
    case, crossing, told = _marked(VERBATIM)
    case.rooms["west"] = RoomTalks()
    return case, crossing, told


def _found(*, strictness: Strictness = Strictness.STOPS, finding: Finding, **more: object) -> Ask:
    case = Case(strictness=strictness)
    source = case.say(WORDS)
    crossing = case.crossing(WORDS, sources=(source,), **more)  # pyright: ignore[reportArgumentType]
    return case, crossing, {"findings": (finding,)}


def _report(statement: str | None) -> Ask:
    """A report to the west about its own statement, or about one it never made."""
    case = Case()
    own = case.say("We ask for the road.", room="west")
    about = ReportAbout(statement=statement or own.statement, what=Reported.HANDED_ON, at=case.now)
    return _ask(case, manner=Manner.OWN_WORDS, report=about)


def _two_sides(counterpart: str | None) -> Ask:
    """Words that rest on both sides' statements can be named as nobody's."""
    case = Case()
    east, west = case.say(WORDS), case.say("We ask for the bridge.", room="west")
    return _ask(case, WORDS, sources=(east, west), counterpart=counterpart)


CATALOGUE: dict[str, tuple[str, Callable[[], Ask], Callable[[], Ask]]] = {
    # what it is, the code, what is refused, its twin
    "ears only": (
        "mark-ears-only",
        lambda: _marked(EARS_ONLY),
        lambda: _marked(VERBATIM),
    ),
    "wording, verbatim": (
        "mark-wording",
        lambda: _marked(SUBSTANCE),
        lambda: _marked(SUBSTANCE, words=OTHER, manner=Manner.IN_SUBSTANCE),
    ),
    "wording, inside other words": (
        "mark-wording",
        lambda: _marked(
            SUBSTANCE,
            words="They said: WE WILL, open\u200b the Bridge -- soon.",
            manner=Manner.IN_SUBSTANCE,
        ),
        lambda: _marked(
            SUBSTANCE, words="They said: we will reopen the bridge.", manner=Manner.IN_SUBSTANCE
        ),
    ),
    "wording, as an own idea": (
        "mark-wording",
        lambda: _marked(OWN_IDEA, manner=Manner.OWN_IDEA),
        lambda: _marked(OWN_IDEA, words=OTHER, manner=Manner.OWN_IDEA),
    ),
    "substance of what is verbatim": (
        "mark-substance",
        lambda: _marked(VERBATIM, words=OTHER, manner=Manner.IN_SUBSTANCE),
        lambda: _marked(SUBSTANCE, words=OTHER, manner=Manner.IN_SUBSTANCE),
    ),
    "origin of an own idea": (
        "mark-origin",
        lambda: _marked(OWN_IDEA, words=OTHER, manner=Manner.IN_SUBSTANCE),
        lambda: _marked(OWN_IDEA, words=OTHER, manner=Manner.OWN_IDEA),
    ),
    "offer not recorded": (
        "mark-offer-unmet",
        lambda: _offer(recorded=False),
        lambda: _offer(recorded=True),
    ),
    "offer taken back": (
        "mark-offer-unmet",
        lambda: _offer(recorded=True, taken_back=True),
        lambda: _offer(recorded=True),
    ),
    "offer recorded for an earlier mark": (
        "mark-offer-unmet",
        lambda: _remarked_offer(recorded_for_new=False),
        lambda: _remarked_offer(recorded_for_new=True),
    ),
    "before its time": (
        "mark-not-before",
        lambda: _marked(mark(MarkCode.VERBATIM, not_before="2024-01-10T12:00:00Z")),
        lambda: _marked(mark(MarkCode.VERBATIM, not_before="2024-01-10T12:00:00Z"), hours=4),
    ),
    "before its event": (
        "mark-not-before",
        lambda: _event(happened=False),
        lambda: _event(happened=True),
    ),
    "past its time": (
        "mark-expired",
        lambda: _marked(mark(MarkCode.VERBATIM, until="2024-01-10T12:00:00Z"), hours=4),
        lambda: _marked(mark(MarkCode.VERBATIM, until="2024-01-10T12:00:00Z")),
    ),
    "taken back": ("mark-withdrawn", lambda: _withdrawn("a"), lambda: _withdrawn("b")),
    "other counterpart": (
        "mark-counterpart",
        lambda: _marked(mark(MarkCode.VERBATIM, to="the northern side")),
        lambda: _marked(mark(MarkCode.VERBATIM, to="the western side")),
    ),
    "personal capacity left out": (
        "capacity-missing",
        lambda: _marked(mark(MarkCode.VERBATIM, personal_capacity=True)),
        lambda: _marked(mark(MarkCode.VERBATIM, personal_capacity=True), personal_capacity=True),
    ),
    "ad referendum left out": (
        "capacity-missing",
        lambda: _marked(mark(MarkCode.VERBATIM, ad_referendum=True), personal_capacity=True),
        lambda: _marked(mark(MarkCode.VERBATIM, ad_referendum=True), ad_referendum=True),
    ),
    "capacity of a second mark left out": (
        "capacity-missing",
        lambda: _offer(recorded=True, then=mark(MarkCode.IN_SUBSTANCE, ad_referendum=True)),
        lambda: _offer(recorded=True),
    ),
    "capacity of an own idea": (
        "capacity-missing",
        lambda: _marked(
            mark(MarkCode.IN_SUBSTANCE, ad_referendum=True),
            words=OTHER,
            manner=Manner.IN_SUBSTANCE,
        ),
        lambda: _marked(
            mark(MarkCode.IN_SUBSTANCE, ad_referendum=True), words=OTHER, manner=Manner.OWN_IDEA
        ),
    ),
    "finding without a reason": (
        "finding-stop",
        lambda: _found(finding=STOP),
        lambda: _found(finding=STOP, stop_reasons=(REASON,)),
    ),
    "reason for another finding": (
        "finding-stop",
        lambda: _found(
            finding=STOP,
            stop_reasons=(StopReason(check="repeated", span="open", reason="Known."),),
        ),
        lambda: _found(finding=STOP, stop_reasons=(REASON,)),
    ),
    "question in a strict case": (
        "finding-stop",
        lambda: _found(
            finding=Finding(check="n", strength=Strength.ASK, kind="k", span="s"),
            strictness=Strictness.STOPS_AND_ASKS,
        ),
        lambda: _found(finding=Finding(check="n", strength=Strength.ASK, kind="k", span="s")),
    ),
    "override without a reason": (
        "override-untyped",
        lambda: _marked(EARS_ONLY, override=Override(kind=OverrideKind.RISK_TO_LIFE, text=" ")),
        lambda: _marked(EARS_ONLY, override=LAW),
    ),
    "empty reason for a finding": (
        "override-untyped",
        lambda: _found(
            finding=STOP, stop_reasons=(StopReason(check="repeated", span="bridge", reason=""),)
        ),
        lambda: _found(finding=STOP, stop_reasons=(REASON,)),
    ),
    "newer kind in the source's log": (
        "newer-kind",
        lambda: _newer("east"),
        lambda: _newer("west"),
    ),
    "newer kind in the journal": (
        "newer-kind",
        lambda: _newer("journal"),
        lambda: _newer(None),
    ),
    "newer kind known to the seat": (
        "newer-kind",
        lambda: _told({"newer_kinds": {"east"}}),
        lambda: _told({"newer_kinds": {"west"}}),
    ),
    "histories of the source differ": (
        "histories-differ",
        lambda: _told({"differing": {"east"}}),
        lambda: _told({"differing": set[str]()}),
    ),
    "histories of the target differ": (
        "histories-differ",
        lambda: _told({"differing": {"west"}}),
        lambda: _told({"differing": {"north"}}),
    ),
    "no such statement": (
        "unknown-source",
        lambda: _ask(Case(), WORDS, sources=(SourceRef(room="east", statement="s9"),)),
        lambda: _marked(VERBATIM),
    ),
    "no such sentence": (
        "unknown-source",
        lambda: _ask(
            (case := Case()),
            WORDS,
            sources=(SourceRef(room="east", statement=case.say(WORDS).statement, sentence="z"),),
        ),
        lambda: _marked(VERBATIM),
    ),
    "report on another's statement": (
        "unknown-source",
        lambda: _report("s9"),
        lambda: _report(None),
    ),
    "no source": (
        "no-source",
        lambda: _ask(Case(), WORDS),
        lambda: _ask(Case(), WORDS, manner=Manner.OWN_WORDS),
    ),
    "own words with a source": (
        "own-words-with-source",
        lambda: _marked(VERBATIM, manner=Manner.OWN_WORDS),
        lambda: _ask(Case(), WORDS, manner=Manner.OWN_WORDS),
    ),
    "no words": (
        "no-words",
        lambda: _ask(Case(), manner=Manner.OWN_WORDS),
        lambda: _ask(Case(), "Good morning.", manner=Manner.OWN_WORDS),
    ),
    "empty sentence": (
        "no-words",
        lambda: _ask(Case(), "Good morning.", " ", manner=Manner.OWN_WORDS),
        lambda: _ask(Case(), "Good morning.", manner=Manner.OWN_WORDS),
    ),
    "verbatim, one letter changed": (
        "wording-differs",
        lambda: _marked(VERBATIM, words="We will open the bridges."),
        lambda: _marked(VERBATIM, words=f" {WORDS}\n"),
    ),
    "verbatim in another language": (
        "wording-differs",
        lambda: _marked(VERBATIM, language="fr"),
        lambda: _marked(VERBATIM, language="en"),
    ),
    "no such room": (
        "wrong-room",
        lambda: _marked(VERBATIM, target="north"),
        lambda: _marked(VERBATIM, target="west"),
    ),
    "room not opened": ("wrong-room", _unopened, lambda: _marked(VERBATIM)),
    "ears only, back to its own room": (
        "mark-ears-only",
        lambda: _marked(EARS_ONLY, target="west"),
        lambda: _marked(EARS_ONLY, target="east"),
    ),
    "room closed": ("room-closed", lambda: _closed("west"), lambda: _closed("east")),
    "counterpart nobody introduced": (
        "counterpart-not-introduced",
        lambda: _marked(VERBATIM, counterpart="the northern side"),
        lambda: _marked(VERBATIM, counterpart="the eastern side"),
    ),
    "counterpart of an own idea": (
        "counterpart-not-source",
        lambda: _marked(
            OWN_IDEA, words=OTHER, manner=Manner.OWN_IDEA, counterpart="the eastern side"
        ),
        lambda: _marked(OWN_IDEA, words=OTHER, manner=Manner.OWN_IDEA),
    ),
    "counterpart who did not say it": (
        "counterpart-not-source",
        lambda: _marked(VERBATIM, target="east", counterpart="the western side"),
        lambda: _marked(VERBATIM, target="west", counterpart="the eastern side"),
    ),
    "counterpart beside one's own words": (
        "counterpart-not-source",
        lambda: _ask(
            (case := Case()),
            "We ask for the bridge.",
            sources=(case.say("We ask for the bridge.", room="west"),),
            counterpart="the eastern side",
        ),
        lambda: _two_sides("the eastern side"),
    ),
}


def _decide(ask: Ask) -> Cleared:
    case, crossing, told = ask
    return decide(crossing, rooms=case.rooms, journal=case.journal, now=case.now, **told)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(("code", "refused", "twin"), CATALOGUE.values(), ids=CATALOGUE)
def test_gate_refuses_by_code_and_passes_the_twin(
    code: str, refused: Callable[[], Ask], twin: Callable[[], Ask]
) -> None:
    """A refusal for the wrong reason sends a person to mend the wrong thing."""
    ask = refused()
    kept = [ask[0].journal.snapshot(), *(room.snapshot() for room in ask[0].rooms.values())]
    with pytest.raises(GateRefused) as caught:
        _decide(ask)
    assert caught.value.code == code
    assert "sent" in str(caught.value) or "conveyed" in str(caught.value)
    after = [ask[0].journal.snapshot(), *(room.snapshot() for room in ask[0].rooms.values())]
    assert kept == after
    cleared = _decide(twin())
    assert cleared == _decide(twin())


def _leaves(error: type[WasitError]) -> list[type[WasitError]]:
    below = error.__subclasses__()
    return [error] if not below else [leaf for each in below for leaf in _leaves(each)]


def test_every_code_of_the_gate_is_in_the_catalogue() -> None:
    """A refusal that no test reaches may be one that never happens."""
    codes = {leaf.code for leaf in _leaves(GateRefused)}
    assert codes - {code for code, _, _ in CATALOGUE.values()} == {"changed-since-cleared"}


OVERRIDABLE = {leaf.code for leaf in _leaves(MarkRefused)}
OVERRIDDEN = {what: row for what, row in CATALOGUE.items() if row[0] != "override-untyped"}


@pytest.mark.parametrize(
    ("code", "refused"), [row[:2] for row in OVERRIDDEN.values()], ids=OVERRIDDEN
)
def test_override_passes_marks_and_nothing_else(code: str, refused: Callable[[], Ask]) -> None:
    """Duty of law may pass a side's wish; it cannot mend a log that differs or invent words."""
    case, crossing, told = refused()
    asked: Ask = (case, replace(crossing, override=LAW), told)
    if code in OVERRIDABLE:
        assert code in _decide(asked).passed
        assert _decide(asked).crossing.override == LAW
    else:
        with pytest.raises(GateRefused) as caught:
            _decide(asked)
        assert caught.value.code == code


def test_offer_shown_by_another_room_than_the_target_does_not_count() -> None:
    """The concession goes to those who offered, not to whoever else listens."""
    case, crossing, told = _offer(recorded=True)
    case.rooms["north"] = opened_room("north")
    case.keep(RoomAdded(room="north", log="log-n"))
    north = replace(crossing, target="north")
    with pytest.raises(GateRefused) as caught:
        _decide((case, north, told))
    assert caught.value.code == "mark-offer-unmet"
    assert _decide((case, crossing, told)).in_force[0].marks[0].offer_met


def test_crossed_remarks_are_held_to_the_strictest_at_the_gate() -> None:
    """Neither of two seats that re-marked at once may open what the other closed."""
    case = Case()
    source = case.say(WORDS)
    first = first_mark_id(source.statement, "a")
    for name, made in (("m1", VERBATIM), ("m2", SUBSTANCE)):
        body = Remark(id=name, statement=source.statement, mark=made, replaces=(first,))
        case.act("east", HEAD, body)
    for words, manner, code in (
        (WORDS, Manner.VERBATIM, "mark-wording"),
        (OTHER, Manner.IN_SUBSTANCE, "mark-substance"),
        (OTHER, Manner.OWN_IDEA, "mark-substance"),
    ):
        with pytest.raises(GateRefused) as caught:
            _decide(_ask(case, words, sources=(source,), manner=manner))
        assert caught.value.code == code
    settled = Remark(id="m3", statement=source.statement, mark=VERBATIM, replaces=("m1", "m2"))
    case.act("east", HEAD, settled)
    cleared = _decide(_ask(case, WORDS, sources=(source,)))
    assert [held.id for held in cleared.in_force[0].marks] == ["m3"]


def test_cleared_says_what_it_rests_on() -> None:
    """The journal's intent must hold each source's number, marks and log head as they were."""
    case = Case()
    source = case.say(WORDS, "We hope.")
    own = case.say("We ask for it.", room="west")
    cleared = _decide(_ask(case, WORDS, sources=(source, own, source)))
    assert [(each.room, each.sentence, each.number) for each in cleared.in_force] == [
        ("east", "a", 3),
        ("east", "b", 3),
        ("west", "a", 3),
    ]
    assert [(head.room, head.number) for head in cleared.heads] == [("east", 3), ("west", 3)]
