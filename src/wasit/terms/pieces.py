"""A terms file as journal entries, one a piece, and amounts as both write them.

What the desk types, whether a whole file or a single option's worth, is a ``TermsFile``; the
journal keeps pieces. ``on_record`` puts pieces together again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from wasit.talks.crossing import SourceRef
from wasit.talks.deeds import (
    Adhered,
    Committed,
    Control,
    ProofSeen,
    StepChecked,
    StepPlanned,
    TermBody,
    TextVersion,
)
from wasit.talks.wishes import (
    Amount as AmountSaid,
)
from wasit.talks.wishes import (
    IssueKind,
    IssueNamed,
    LimitTold,
    Linked,
    LinkForm,
    OptionAmount,
    OptionRefused,
    OptionsTaken,
    PointAmount,
    Preferred,
    Scale,
    SideAmount,
    ThingPoints,
    ThingsListed,
    Weighed,
    WeightsOrdered,
)
from wasit.terms.commitments import CONTROL
from wasit.terms.errors import UnreadableTerms
from wasit.terms.own_format import (
    Amount,
    CommitmentIn,
    IssueIn,
    LinkageIn,
    Number,
    SideIn,
    Sources,
    StepIn,
    TermsFile,
    ValuesIn,
    sources,
)


@dataclass(frozen=True, slots=True)
class Told:
    """On what a piece rests, since when it holds, and whether it may shape a draft."""

    said_at: str
    source: SourceRef | None = None
    may_use: bool = False


ToldBy = Callable[[str], Told]
"""From a file's statement id, empty where none is named, to what the journal keeps of it."""


def pieces_of(file: TermsFile, told: ToldBy) -> tuple[TermBody, ...]:
    """Every piece of the file as a journal entry, in an order in which each is known before use.

    Raises:
        UnreadableTerms: a kind, a control or a linkage is none that there is.
    """
    return (
        *(_issue(each, told) for each in file.issues),
        *(piece for side in file.sides for piece in _side(side, told)),
        *(_linkage(each, told) for each in file.linkages),
        *(_commitment(each, told) for each in file.commitments),
        *(piece for step in file.steps for piece in _step(step, told)),
        *_texts(file, told),
        *_things(file, told),
    )


def amount_said(value: Amount) -> AmountSaid:
    """A number or range as the journal writes it."""
    if not isinstance(value, list):
        return AmountSaid(number_said(value))
    if len(value) != 2:
        raise UnreadableTerms(f"seen a list of {len(value)} where a range [low, high] was expected")
    return AmountSaid(*(number_said(end) for end in value))


def number_said(value: Number) -> str:
    """A number as the journal writes it."""
    return str(value).strip()


def amount_of(said: AmountSaid) -> Amount:
    """An amount of the journal as a terms file has it."""
    return [said.low, said.high] if said.high else said.low


def _resting(body: TermBody, told: Told) -> TermBody:
    return msgspec.structs.replace(
        body, said_at=told.said_at, source=told.source, may_use=told.may_use
    )


def _first(given: Sources) -> str:
    named = sources(given)
    return named[0] if named else ""


def _issue(given: IssueIn, told: ToldBy) -> TermBody:
    try:
        kind = IssueKind(given.kind)
    except ValueError as error:
        raise UnreadableTerms(
            f"issue {given.name!r} is of kind {given.kind!r}; "
            f"{', '.join(kind.value for kind in IssueKind)} are the kinds"
        ) from error
    return _resting(
        IssueNamed(
            said_at="",
            name=given.name,
            settled=kind,
            options=tuple(given.options),
            things=tuple(given.things),
            low="" if given.low is None else number_said(given.low),
            high="" if given.high is None else number_said(given.high),
            step="" if given.step == 1 else number_said(given.step),
            unit=given.unit,
            rate="" if given.rate is None else number_said(given.rate),
            against=given.against,
        ),
        told(given.statement),
    )


def _side(given: SideIn, told: ToldBy) -> Iterator[TermBody]:
    side = given.name
    weights = told(_first(given.weights_statement))
    for scale, named in ((Scale.WEIGHT, given.weights), (Scale.SWING, given.swing)):
        for issue, value in named.items():
            amount = amount_said(value)
            yield _resting(
                Weighed(said_at="", side=side, issue=issue, amount=amount, scale=scale), weights
            )
    if given.weight_order:
        issues = tuple(given.weight_order)
        yield _resting(WeightsOrdered(said_at="", side=side, issues=issues), weights)
    for values in given.values:
        yield _resting(_preferred(side, values), told(_first(values.statement)))
    limit = told(given.limit_statement)
    if given.limit_package:
        package = tuple(
            OptionsTaken(issue=issue, options=(option,))
            for issue, option in given.limit_package.items()
        )
        yield _resting(LimitTold(said_at="", side=side, package=package), limit)
    elif given.limit != 0:
        yield _resting(LimitTold(said_at="", side=side, amount=amount_said(given.limit)), limit)
    for refused in given.refuses:
        yield _resting(
            OptionRefused(said_at="", side=side, issue=refused.issue, option=refused.option),
            told(refused.statement),
        )


def _preferred(side: str, given: ValuesIn) -> Preferred:
    if any(len(point) != 2 for point in given.at):
        raise UnreadableTerms(f"{side}'s value of {given.issue!r} needs points as [number, value]")
    return Preferred(
        said_at="",
        side=side,
        issue=given.issue,
        worth=_option_amounts(given.of),
        order=tuple(given.order),
        points=tuple(
            PointAmount(number=number_said(number), worth=number_said(worth))
            for number, worth in given.at
        ),
    )


def _option_amounts(given: Mapping[str, Amount]) -> tuple[OptionAmount, ...]:
    return tuple(
        OptionAmount(option=option, amount=amount_said(value)) for option, value in given.items()
    )


def _side_amounts(given: Mapping[str, Amount]) -> tuple[SideAmount, ...]:
    return tuple(SideAmount(side=side, amount=amount_said(value)) for side, value in given.items())


def _taken(given: Mapping[str, list[str]]) -> tuple[OptionsTaken, ...]:
    return tuple(
        OptionsTaken(issue=issue, options=tuple(options)) for issue, options in given.items()
    )


def _linkage(given: LinkageIn, told: ToldBy) -> TermBody:
    forms = [bool(given.if_ and given.then), bool(given.never), bool(given.together)]
    if sum(forms) != 1 or bool(given.if_) != bool(given.then):
        raise UnreadableTerms(f"linkage {given.id!r} needs one of: if with then, never, together")
    form = (LinkForm.IF_THEN, LinkForm.NEVER, LinkForm.TOGETHER)[forms.index(True)]
    of = _taken(given.if_ or given.never or given.together)
    body = Linked(said_at="", id=given.id, form=form, of=of, then=_taken(given.then))
    return _resting(body, told(given.statement))


def _commitment(given: CommitmentIn, told: ToldBy) -> TermBody:
    if given.control not in CONTROL:
        raise UnreadableTerms(
            f"control of commitment {given.id!r} is {given.control!r}; one of "
            f"{', '.join(CONTROL)} was expected"
        )
    return _resting(
        Committed(
            said_at="",
            id=given.id,
            who=given.who,
            what=given.what,
            behalf=given.for_,
            control=Control(given.control),
            only_if=given.if_,
            not_before=given.not_before,
            verified_by=given.verified_by,
            until=given.until,
            offered=given.offered,
            parts=given.parts,
            worth=_side_amounts(given.worth),
        ),
        told(given.statement),
    )


def _step(given: StepIn, told: ToldBy) -> Iterator[TermBody]:
    rests = told(given.statement)
    yield _resting(
        StepPlanned(
            said_at="",
            id=given.id,
            who=given.who,
            what=given.what,
            after=tuple(given.after),
            hour=given.hour,
            proof=given.proof,
            checker=given.checker,
            due=given.due,
            on_failure=given.on_failure,
            commitment=given.commitment,
            worth=_side_amounts(given.worth),
        ),
        rests,
    )
    for seen, at in ((ProofSeen.DONE, given.done_at), (ProofSeen.BREACHED, given.breached_at)):
        if at:
            checked = StepChecked(
                said_at="",
                step=given.id,
                seen=seen,
                at=at,
                proof=given.seen or given.proof or "not said",
                checker=given.checker,
            )
            yield _resting(checked, replace(rests, said_at=at))


def _texts(file: TermsFile, told: ToldBy) -> Iterator[TermBody]:
    for text in file.texts:
        for version in text.versions:
            rests = told("")
            body = TextVersion(
                said_at="", text=text.name, id=version.id, words=version.words, by=version.by
            )
            yield _resting(body, replace(rests, said_at=version.at or rests.said_at))
        for each in text.adherences:
            rests = told(each.statement)
            stands = Adhered(said_at="", side=each.side, text=text.name, text_hash=each.hash)
            yield _resting(stands, replace(rests, said_at=each.at or rests.said_at))


def _things(file: TermsFile, told: ToldBy) -> Iterator[TermBody]:
    for given in file.lists:
        points = tuple(
            ThingPoints(side=side, points=_option_amounts(dict(row)))
            for side, row in given.points.items()
        )
        body = ThingsListed(said_at="", name=given.name, things=tuple(given.things), points=points)
        yield _resting(body, told(""))
