"""One round of indirect talks, in the domain alone: asked for, held, misheard, put right, ended."""

import pytest

from tests.unit.talks.case import DESK, HEAD, Case, conveyance, mark
from wasit.checks.repeated import repeated
from wasit.talks import (
    ConditionMet,
    Convening,
    Ending,
    Fate,
    Manner,
    MarkCode,
    MarkOfferUnmet,
    Outcome,
    ReadBackSettled,
    ReadBackState,
    Receipt,
    Refusal,
    Result,
    RoundEvent,
    RoundState,
    SourceRef,
    StopReason,
    Verdict,
    decide,
    first_mark_id,
    standing_of,
    wording_of,
)

OFFER = "All attacks can cease."
CONDITION = "They cease once the guns in the south are silent, and not before."


def _convene(case: Case) -> None:
    """The east asks, the desk recommends, the west accepts, and each is told place and time."""
    case.act(case.east, HEAD, Convening(round="re", event=RoundEvent.REQUEST))
    case.act(case.west, DESK, Convening(round="rw", event=RoundEvent.RECOMMENDATION))
    case.act(case.west, HEAD, Convening(round="rw", event=RoundEvent.ACCEPTANCE))
    for room, name in ((case.east, "re"), (case.west, "rw")):
        case.act(
            room,
            DESK,
            Convening(
                round=name, event=RoundEvent.SET, place="Muscat", time="2024-01-10T09:00:00Z"
            ),
        )
        case.act(room, DESK, Convening(round=name, event=RoundEvent.HELD))


def test_lost_condition_is_caught_by_read_back_and_put_right() -> None:
    """ "If, and not before" is what gets lost between two rooms; the record must show it found."""
    case = Case()
    _convene(case)
    source = case.say(OFFER, CONDITION, mark=mark(MarkCode.IF_OFFER, offer="a halt in the south"))

    early = case.crossing("Attacks could end.", sources=(source,), manner=Manner.IN_SUBSTANCE)
    with pytest.raises(MarkOfferUnmet) as refused:
        case.convey(early)
    case.keep(
        Refusal(
            target=case.west,
            manner=early.manner,
            words=early.sentences,
            sources=early.sources,
            code=refused.value.code,
            reason=str(refused.value),
        )
    )

    shown = case.say("We could speak of a halt in the south.", room=case.west)
    for sentence in ("a", "b"):
        case.keep(
            ConditionMet(
                room=case.east,
                statement=source.statement,
                sentence=sentence,
                mark=first_mark_id(source.statement, sentence),
                offered="a halt in the south",
                shown_by=shown,
            )
        )
    half = SourceRef(room=case.east, statement=source.statement, sentence="a")
    lost = case.convey(
        case.crossing(
            "The eastern side could end the attacks.",
            sources=(half,),
            manner=Manner.IN_SUBSTANCE,
            counterpart="the eastern side",
        )
    )
    heard = case.say("So they end the attacks now.", room=case.west, reads_back=lost)

    case.act(
        case.west,
        DESK,
        conveyance(
            "Not now: only after the south is quiet.",
            id="correction",
            manner=Manner.OWN_WORDS,
            corrects=lost,
        ),
    )
    case.act(
        case.west,
        DESK,
        ReadBackSettled(
            statement=heard.statement, ending=Ending.DESK_CORRECTS, corrected_by="correction"
        ),
    )
    west = case.rooms[case.west]
    assert west.statements[heard.statement].read_back is ReadBackState.CORRECTED
    assert west.conveyances[lost].corrected_by == ["correction"]

    case.act(
        case.east,
        DESK,
        conveyance("They heard: now.", id="carried", reads_back=source.statement),
    )
    case.say("Not before.", answers="carried", verdict=Verdict.CORRECTS)
    assert len(case.rooms[case.east].conveyances["carried"].answered_by) == 1

    standing = standing_of(
        room=case.east,
        statement=source.statement,
        journal=case.journal,
        rooms=case.rooms,
        now=case.now,
    )
    assert standing[0].fates == (Fate.CONVEYED, Fate.READ_BACK)
    assert standing[1].fates == (Fate.HELD,)

    for room, name in ((case.east, "re"), (case.west, "rw")):
        case.act(room, DESK, Outcome(round=name, result=Result.NONE))
        assert case.rooms[room].rounds[name].state is RoundState.ENDED
    assert [kept.code for _, _, kept in case.journal.refusals] == ["mark-offer-unmet"]


def test_own_idea_crosses_without_its_origin_and_a_copied_secret_stops() -> None:
    """What is offered as the desk's own must not carry the side's sentence inside it."""
    case = Case()
    secret = case.say("Our port is closed by ice until April.", mark=mark(MarkCode.EARS_ONLY))
    idea = case.say("A pause of ten days might suit us.", mark=mark(MarkCode.OWN_IDEA))
    made = case.convey(
        case.crossing("What of ten days of quiet?", sources=(idea,), manner=Manner.OWN_IDEA)
    )
    assert case.rooms[case.west].conveyances[made].conveyed.counterpart is None

    words = "Their port is what matters: our port is closed by ice until April!"
    draft = case.crossing(words, manner=Manner.OWN_WORDS)
    wording = wording_of(draft, rooms=case.rooms, journal=case.journal, now=case.now)
    (finding,) = repeated(wording)
    assert finding.source == SourceRef(room=case.east, statement=secret.statement, sentence="a")
    reason = StopReason(check=finding.check, span=finding.span, reason="It was on the radio.")
    passed = case.crossing(words, manner=Manner.OWN_WORDS, stop_reasons=(reason,))
    cleared = decide(
        passed, rooms=case.rooms, journal=case.journal, now=case.now, findings=(finding,)
    )
    assert cleared.findings == (finding,)


def test_nothing_of_one_rooms_state_moves_with_the_other() -> None:
    """The state of a room is a fold of its own log and of nothing else."""
    quiet, busy = Case(), Case()
    for case in (quiet, busy):
        case.say("We ask for the bridge.")
    kept = quiet.rooms[quiet.east].snapshot()
    source = busy.say("We hear you.", room=busy.west)
    for number in range(5):
        busy.say(f"We hear you, {number}.", room=busy.west)
        busy.act(busy.west, DESK, conveyance("Go on.", id=f"x{number}"))
        busy.act(busy.west, HEAD, Receipt(busy.rooms[busy.west].number))
    busy.keep(
        ConditionMet(
            room=busy.east,
            statement="s1",
            mark=first_mark_id("s1", "a"),
            offered="x",
            shown_by=source,
        )
    )
    assert busy.rooms[busy.east].snapshot() == kept
