"""The journal's entries on terms, put together as one ``TermsFile`` to compute with.

What is not told yet is not invented: an option of unknown worth and an issue of unknown weight are
ranges over the whole scale, so that what is computed stays true and the next question asks for
them; each is listed in ``not_told``. What rests on something that is not there any more (an issue
withdrawn, a step taken out of the plan) is left out and listed in ``set_aside``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from wasit.errors import BadInput
from wasit.talks.crossing import SourceRef
from wasit.talks.deeds import (
    Adhered,
    Committed,
    KeptTerm,
    ProofSeen,
    StepChecked,
    StepPlanned,
    TextVersion,
)
from wasit.talks.wishes import IssueNamed, Linked, LinkForm, OptionsTaken, ThingsListed
from wasit.terms.errors import UnreadableCondition
from wasit.terms.formula import names_in, parse_formula
from wasit.terms.holding import Held, holding
from wasit.terms.linkages import Linkage, refuse_circles
from wasit.terms.own_format import (
    AdherenceIn,
    CommitmentIn,
    IssueIn,
    LinkageIn,
    Number,
    StatementIn,
    StepIn,
    TermsFile,
    TextIn,
    ThingsIn,
    VersionIn,
)
from wasit.terms.pieces import amount_of
from wasit.terms.reading import Issue
from wasit.terms.stated import linkage_of
from wasit.terms.wishes_told import wishes_of

NamedBy = Callable[[SourceRef], StatementIn]
"""The statement that a source is, as the desk's lists name it, with its words."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What the journal holds on terms, ready to compute with.

    Attributes:
        file: the terms; its sides are those of which some wish is told.
        rooms: every side of the case, whose adherence makes a text agreed.
        not_told: what is not known yet, and stands as a range meanwhile.
        waited_for: what commitments and steps wait for, and nobody offers or plans yet.
        set_aside: entries that are left out, each with the reason.
    """

    file: TermsFile
    rooms: tuple[str, ...]
    not_told: tuple[str, ...]
    waited_for: tuple[str, ...]
    set_aside: tuple[str, ...]
    held: Held

    @property
    def rests_on_withdrawn(self) -> tuple[str, ...]:
        """Statements that the terms rest on and that their side has taken back since."""
        return tuple(one.id for one in self.file.statements if one.withdrawn)


def terms_on_record(
    kept: Iterable[KeptTerm],
    *,
    rooms: Sequence[str],
    named: NamedBy,
    known_at: str = "",
    held_at: str = "",
) -> OnRecord:
    """The terms that hold at ``held_at`` by what was on record at ``known_at``."""
    held = holding(kept, known_at=known_at, held_at=held_at)
    sources = _Sources(named)
    aside: list[str] = []
    waited: list[str] = []
    issues = [_issue(one, sources) for _, one in held.of("issue")]
    told = wishes_of(held, issues, rooms, sources=sources.name)
    aside += told.set_aside
    linkages = [_linkage(one, sources) for _, one in held.of("linkage")]
    file = TermsFile(
        statements=[],
        sides=list(told.sides),
        issues=[each for each in issues if each.name in told.issues],
        linkages=_linkages(linkages, told.found, aside),
        commitments=_commitments(held, sources, aside=aside, waited=waited),
        steps=_steps(held, sources, aside=aside, waited=waited),
        texts=_texts(held, sources),
        lists=[_things(one) for _, one in held.of("things")],
    )
    return OnRecord(
        file=_with_statements(file, sources),
        rooms=tuple(rooms),
        not_told=told.not_told,
        waited_for=tuple(waited),
        set_aside=tuple(aside),
        held=held,
    )


@dataclass(slots=True)
class _Sources:
    """Names of the statements that entries rest on; without one, the entry's own number."""

    named: NamedBy
    found: dict[str, StatementIn] = field(default_factory=dict[str, StatementIn])

    def name(self, kept: KeptTerm) -> str:
        """The statement's name; it may shape a draft where all that rests on it may."""
        body = kept.body
        if body.source is None:
            given = StatementIn(id=f"entry {kept.number}", side="", at=body.said_at)
        else:
            given = self.named(body.source)
        may_use = getattr(body, "may_use", False)
        before = self.found.get(given.id)
        may_use = may_use and (before is None or before.may_use) and not given.withdrawn
        self.found[given.id] = msgspec.structs.replace(given, may_use=may_use)
        return given.id


def _with_statements(file: TermsFile, sources: _Sources) -> TermsFile:
    return msgspec.structs.replace(file, statements=list(sources.found.values()))


def _issue(kept: KeptTerm, sources: _Sources) -> IssueIn:
    body = kept.body
    assert isinstance(body, IssueNamed)  # noqa: S101 - keyed as an issue
    return IssueIn(
        name=body.name,
        kind=body.settled.value,
        options=list(body.options),
        things=list(body.things),
        low=body.low or None,
        high=body.high or None,
        step=body.step or 1,
        unit=body.unit,
        rate=body.rate or None,
        against=body.against,
        statement=sources.name(kept),
    )


def _linkage(kept: KeptTerm, sources: _Sources) -> LinkageIn:
    body = kept.body
    assert isinstance(body, Linked)  # noqa: S101 - keyed as a linkage
    of = _taken(body.of)
    match body.form:
        case LinkForm.IF_THEN:
            made = LinkageIn(id=body.id, if_=of, then=_taken(body.then))
        case LinkForm.NEVER:
            made = LinkageIn(id=body.id, never=of)
        case LinkForm.TOGETHER:
            made = LinkageIn(id=body.id, together=of)
    return msgspec.structs.replace(made, statement=sources.name(kept))


def _taken(meant: Iterable[OptionsTaken]) -> dict[str, list[str]]:
    return {each.issue: list(each.options) for each in meant}


def _linkages(
    given: Iterable[LinkageIn], issues: Sequence[Issue], aside: list[str]
) -> list[LinkageIn]:
    """Linkages that can hold together: each names what there is and closes no circle of ifs."""
    kept: list[LinkageIn] = []
    meant: list[Linkage] = []
    for each in given:
        try:
            one = linkage_of(each, issues)
            refuse_circles([*meant, one], issues)
        except BadInput as error:
            aside.append(f"linkage {each.id!r}: {error}")
        else:
            kept.append(each)
            meant.append(one)
    return kept


def _commitments(
    held: Held, sources: _Sources, *, aside: list[str], waited: list[str]
) -> list[CommitmentIn]:
    """The commitments; one that others wait for and nobody offers stands as asked for."""
    found: dict[str, CommitmentIn] = {}
    wanted: dict[str, str] = {}
    for _, kept in held.of("commitment"):
        body = kept.body
        assert isinstance(body, Committed)  # noqa: S101 - keyed as a commitment
        try:
            for text in (body.only_if, body.not_before):
                wanted |= dict.fromkeys(names_in(parse_formula(text)), body.id)
        except UnreadableCondition as error:
            aside.append(f"commitment {body.id!r}: {error}")
            continue
        found[body.id] = CommitmentIn(
            id=body.id,
            who=body.who,
            what=body.what,
            for_=body.behalf,
            control=body.control.value,
            if_=body.only_if,
            not_before=body.not_before,
            verified_by=body.verified_by,
            until=body.until,
            statement=sources.name(kept),
            offered=body.offered,
            parts=body.parts,
            worth={each.side: amount_of(each.amount) for each in body.worth},
        )
    for name, waiting in wanted.items():
        if name not in found:
            waited.append(f"commitment {waiting!r} waits for {name!r}, which nobody offers yet")
            found[name] = CommitmentIn(id=name, who="nobody yet", what=name, offered=False)
    return list(found.values())


def _steps(held: Held, sources: _Sources, *, aside: list[str], waited: list[str]) -> list[StepIn]:
    """The plan's steps with what was seen of each; a missing one before others stays waited for."""
    checked = {
        kept.body.step: kept.body
        for _, kept in held.of("checked")
        if isinstance(kept.body, StepChecked)
    }
    found: dict[str, StepIn] = {}
    after: dict[str, str] = {}
    for _, kept in held.of("step"):
        body = kept.body
        assert isinstance(body, StepPlanned)  # noqa: S101 - keyed as a step
        seen = checked.pop(body.id, None)
        after |= dict.fromkeys(body.after, body.id)
        found[body.id] = StepIn(
            id=body.id,
            who=body.who,
            what=body.what,
            after=list(body.after),
            hour=body.hour,
            proof=body.proof,
            checker=body.checker,
            due=body.due,
            on_failure=body.on_failure,
            worth={each.side: amount_of(each.amount) for each in body.worth},
            statement=sources.name(kept),
            commitment=body.commitment,
            done_at=seen.at if seen is not None and seen.seen is ProofSeen.DONE else "",
            breached_at=seen.at if seen is not None and seen.seen is ProofSeen.BREACHED else "",
            seen=seen.proof if seen is not None else "",
        )
    aside += [f"step {step!r} was checked, and is not in the plan" for step in checked]
    for name, waiting in after.items():
        if name not in found:
            waited.append(f"step {waiting!r} comes after {name!r}, which is not in the plan yet")
            found[name] = StepIn(id=name, who="nobody yet", what=name)
    return list(found.values())


def _texts(held: Held, sources: _Sources) -> list[TextIn]:
    """Each text with its versions and adherences, in the order in which they were said."""
    versions: dict[str, list[tuple[str, int, VersionIn]]] = {}
    for _, kept in held.of("version"):
        body = kept.body
        assert isinstance(body, TextVersion)  # noqa: S101 - keyed as a version
        made = VersionIn(id=body.id, words=body.words, by=body.by, at=body.said_at)
        versions.setdefault(body.text, []).append((body.said_at, kept.number, made))
    stands: dict[str, list[tuple[str, int, AdherenceIn]]] = {}
    for _, kept in held.of("adhered"):
        body = kept.body
        assert isinstance(body, Adhered)  # noqa: S101 - keyed as an adherence
        told = AdherenceIn(
            side=body.side, hash=body.text_hash, at=body.said_at, statement=sources.name(kept)
        )
        stands.setdefault(body.text, []).append((body.said_at, kept.number, told))
    return [
        TextIn(
            name=name,
            versions=[made for _, _, made in sorted(listed, key=lambda each: each[:2])],
            adherences=[
                told for _, _, told in sorted(stands.get(name, ()), key=lambda each: each[:2])
            ],
        )
        for name, listed in versions.items()
    ]


def _things(kept: KeptTerm) -> ThingsIn:
    body = kept.body
    assert isinstance(body, ThingsListed)  # noqa: S101 - keyed as a list of things
    points: dict[str, dict[str, Number]] = {
        row.side: {each.option: each.amount.low for each in row.points} for row in body.points
    }
    return ThingsIn(name=body.name, things=list(body.things), points=points)


def sides_of(file: TermsFile) -> tuple[str, ...]:
    """The sides of the terms, by name."""
    return tuple(side.name for side in file.sides)
