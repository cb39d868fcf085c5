"""What a script's desk seats do, as calls of ``DeskSeat`` and of conveying and admitting."""

import msgspec

from wasit.play.memory import Memory, Said
from wasit.play.room_acts import WrongSeat, file_given, mark_of, sentence_of
from wasit.play.script import PersonLine
from wasit.play.stage import Stage
from wasit.play.steps import (
    AloudTable,
    Approve,
    AskApproval,
    CheckOff,
    CloseRoom,
    ConditionIsMet,
    Convene,
    Convey,
    EventIsHere,
    Introduce,
    Join,
    Leave,
    NoteDown,
    Receive,
    ReportStep,
    RoundOutcome,
    SettleReadBack,
    StandBy,
    Step,
    TakeDown,
    TakeTerms,
)
from wasit.seat.admitting import remove
from wasit.seat.approving import approve, ask_approval
from wasit.seat.conveying import References, convey, report, settle_read_back
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import NoSuchPerson
from wasit.seat.giving import file_of, own_file
from wasit.seat.heard import Bearing, Speaker, take_down
from wasit.seat.terms import adhere, check_step, record_terms
from wasit.talks.carried import InPerson, Manner
from wasit.talks.crossing import Crossing, Override, ReportAbout, StopReason, Strength
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.wording import findings_of, wording_of
from wasit.terms.own_format import StatementIn, TermsFile

__all__ = ["act_at_desk"]


def act_at_desk(stage: Stage, step: Step, *, step_id: str, memory: Memory) -> None:
    """Do one step at a desk seat.

    Raises:
        WrongSeat: the act belongs to a room. Otherwise as the seat call raises.
    """
    desk = stage.desk(step.seat)
    match step:
        case Convey():
            _convey(desk, step, step_id=step_id, memory=memory)
        case TakeDown():
            _take_down(desk, step, step_id=step_id, memory=memory)
        case AskApproval():
            memory.askings[step_id] = ask_approval(desk, _crossing(desk, step, memory=memory))
        case Approve():
            approve(desk, memory.asking(step.what))
        case ReportStep():
            _report(desk, step, memory=memory)
        case SettleReadBack():
            _settle(desk, step, memory=memory)
        case Join():
            line = PersonLine(
                seat=step.who.seat,
                name=step.who.name,
                role=step.who.role,
                may_speak=step.who.may_speak,
            )
            stage.join(desk, line, room=step.room)
        case Leave():
            _leave(stage, desk, step)
        case ConditionIsMet() | EventIsHere():
            _release(desk, step, memory=memory)
        case TakeTerms() | CheckOff() | StandBy():
            _terms(desk, step, memory=memory)
        case _:
            _keep_or_tell(desk, step, memory=memory)


def _keep_or_tell(desk: DeskSeat, step: Step, *, memory: Memory) -> None:
    match step:
        case Introduce():
            desk.introduce(step.to, name=step.name, stands_for=step.stands_for)
        case Convene():
            key = (step.to, step.round)
            round_id = memory.rounds.get(key) or desk.room(step.to).new_id()
            desk.convene(
                step.to,
                round_id,
                step.event,
                place=step.place,
                time=step.time,
                words=step.words,
            )
            memory.rounds[key] = round_id
        case RoundOutcome():
            rounds = memory.rounds_of(step.round)
            desk.outcome(step.result, rounds=rounds, words=step.words)
        case NoteDown():
            desk.note(step.text)
        case CloseRoom():
            desk.close_room(step.room, words=step.words)
        case Receive():
            desk.seat.send()
        case _:
            raise WrongSeat(f"{step.seat!r} is at the desk; {type(step).__name__} is a room's act")


def _leave(stage: Stage, desk: DeskSeat, step: Leave) -> None:
    player = stage.players.get(step.who)
    if player is None or player.room != step.room:
        raise NoSuchPerson(f"{step.who!r} is not in {step.room!r}; nobody was removed")
    remove(desk, player.person.id, rooms=[step.room])


def _release(desk: DeskSeat, step: ConditionIsMet | EventIsHere, *, memory: Memory) -> None:
    said, sentence = memory.statement(step.of)
    match step:
        case ConditionIsMet():
            desk.condition_met(
                room=said.room,
                statement=said.id,
                sentence=sentence,
                offered=step.offered,
                shown_by=memory.source(step.shown_by),
            )
        case EventIsHere():
            desk.event_happened(
                room=said.room,
                statement=said.id,
                sentence=sentence,
                words=step.words,
                at=desk.seat.now(),
            )


def _terms(desk: DeskSeat, step: TakeTerms | CheckOff | StandBy, *, memory: Memory) -> None:
    match step:
        case TakeTerms():
            file = TermsFile(
                statements=[StatementIn(id=each, side="", may_use=True) for each in step.may_use],
                issues=list(step.issues),
                sides=list(step.sides),
                linkages=list(step.linkages),
                commitments=list(step.commitments),
                steps=list(step.steps),
                texts=list(step.texts),
                lists=list(step.lists),
            )
            record_terms(desk, file, source_of=memory.source, source=step.source)
        case CheckOff():
            check_step(
                desk,
                step.what,
                step.seen,
                proof=step.proof,
                at=step.when,
                checker=step.checker,
                incident=step.incident,
                source=memory.source(step.source) if step.source else None,
            )
        case StandBy():
            source = memory.source(step.source) if step.source else None
            adhere(desk, step.side, step.text, version=step.version, source=source)


def _crossing(desk: DeskSeat, step: Convey | AskApproval, *, memory: Memory) -> Crossing:
    given = [memory.source(reference) for reference in step.files]
    named = [memory.source(reference) for reference in step.sources]
    own = [own_file(file_given(each)) for each in step.own_files]
    crossing = Crossing(
        target=step.to,
        sentences=step.sentences or ((step.text,) if step.text else ()),
        language=step.language or _language(desk, step.to),
        manner=step.manner,
        sources=tuple(dict.fromkeys([*named, *given])),
        files=(*(file_of(desk, each) for each in given), *own),
        counterpart=step.counterpart,
        personal_capacity=step.personal_capacity,
        ad_referendum=step.ad_referendum,
        override=(
            Override(kind=step.override.kind, text=step.override.text) if step.override else None
        ),
    )
    return _with_reasons(desk, crossing, step.reason) if step.reason else crossing


def _convey(desk: DeskSeat, step: Convey, *, step_id: str, memory: Memory) -> None:
    crossing = _crossing(desk, step, memory=memory)
    references = References(
        asks=memory.asked(*memory.statement(step.asks), due=step.due) if step.asks else None,
        answers=memory.statement(step.answers)[0].id if step.answers else None,
        corrects=memory.conveyance(step.corrects)[0].id if step.corrects else None,
        reads_back=memory.statement(step.reads_back)[0].id if step.reads_back else None,
        round=memory.rounds.get((step.to, step.round)) if step.round else None,
        in_person=_in_person(desk, step.aloud),
    )
    own = [file_given(each) for each in step.own_files]
    conveyance = convey(desk, crossing, references, own_files=own)
    kept = desk.room(step.to).talks.conveyances[conveyance]
    ids = tuple(sentence.id for sentence in kept.conveyed.sentences)
    memory.conveyances[step_id] = Said(room=step.to, id=conveyance, sentences=ids)


def _in_person(desk: DeskSeat, aloud: AloudTable | None) -> InPerson | None:
    if aloud is None:
        return None
    return InPerson(
        carried_by=aloud.carried_by,
        heard_by=aloud.heard_by,
        at=aloud.at or desk.seat.now(),
        left_behind=aloud.left_behind,
    )


def _take_down(desk: DeskSeat, step: TakeDown, *, step_id: str, memory: Memory) -> None:
    opened = desk.room(step.room).talks.opened
    default = opened.default_mark if opened is not None else MarkCode.EARS_ONLY
    mark = mark_of(step.mark) if step.mark is not None else Mark(code=default)
    given = step.sentences or (step.text,)
    statement = take_down(
        desk,
        step.room,
        [sentence_of(each, mark) for each in given],
        speaker=Speaker(id=step.speaker, name=step.speaker_name),
        place=step.place,
        heard_at=step.heard_at or desk.seat.now(),
        language=step.language or _language(desk, step.room),
        mark=mark,
        bearing=Bearing(position=step.position),
        files=[file_given(each) for each in step.files],
    )
    ids = tuple(str(number) for number in range(1, len(given) + len(step.files) + 1))
    memory.statements[step_id] = Said(room=step.room, id=statement, sentences=ids)


def _with_reasons(desk: DeskSeat, crossing: Crossing, reason: str) -> Crossing:
    """The crossing with the typed reason given for every finding that stops it."""
    desk.seat.send()
    wording = wording_of(
        crossing, rooms=desk.rooms(), journal=desk.journal.talks, now=desk.seat.now()
    )
    reasons = tuple(
        StopReason(check=finding.check, span=finding.span, reason=reason)
        for finding in findings_of(wording, desk.checks)
        if finding.strength is Strength.STOP
    )
    return msgspec.structs.replace(crossing, stop_reasons=reasons)


def _report(desk: DeskSeat, step: ReportStep, *, memory: Memory) -> None:
    said, sentence = memory.statement(step.about)
    about = ReportAbout(statement=said.id, sentence=sentence, what=step.what, at=desk.seat.now())
    report(
        desk,
        Crossing(
            target=said.room,
            sentences=(step.text,) if step.text else (),
            language=_language(desk, said.room),
            manner=Manner.OWN_WORDS,
            report=about,
        ),
    )


def _settle(desk: DeskSeat, step: SettleReadBack, *, memory: Memory) -> None:
    said, _ = memory.statement(step.read_back)
    by = memory.conveyance(step.corrected_by)[0].id if step.corrected_by else None
    settle_read_back(desk, said.room, said.id, step.ending, corrected_by=by)


def _language(desk: DeskSeat, room: str) -> str:
    opened = desk.room(room).talks.opened
    return opened.languages[0] if opened is not None else "en"
