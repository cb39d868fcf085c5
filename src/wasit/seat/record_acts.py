"""Putting things on record: a desk person's acts, each an entry of the journal.

Every value is held to its field's form before it is kept (``record.held``), since the fold takes
words as they come. Days of learning are those of the seat's clock unless a person says otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from wasit.errors import BadInput, NotFound
from wasit.record.held import check_value
from wasit.record.incident import Kind
from wasit.record.rule import from_data
from wasit.record.understanding import Bearing
from wasit.record.when import parse_when
from wasit.seat.desk import DeskSeat
from wasit.talks.record_entries import (
    BearingJudged,
    ClaimMade,
    ClaimRelation,
    ClaimsMade,
    PairVerdict,
    PromiseWatched,
    RuleKept,
    SameEventJudged,
    SourceGraded,
    TallyClaimed,
    ThreatNoted,
)
from wasit.talks.record_state import RecordFold

__all__ = ["RecordActs", "RecordNameUnknown", "Saying", "WordUnknown"]


class RecordNameUnknown(NotFound):
    """The record holds nothing of that name, or more than one thing. Nothing was kept."""

    code = "record-name-unknown"
    advice = "Look at what wasit record show lists; the beginning of an id is enough."


class WordUnknown(BadInput):
    """A word is none that the record counts by. Nothing was kept."""

    code = "record-word-unknown"
    advice = "Use one of the words listed."


@dataclass(frozen=True, slots=True)
class Saying:
    """How something was said: by whom, through whom, in what words, when, and to be shown to."""

    said_by: str
    through: str = ""
    words: str = ""
    basis: str = ""
    scale: str = ""
    reliability: str = ""
    credibility: int = 6
    happened_at: str = ""
    said_at: str = ""
    learned_at: str = ""
    visible_to: tuple[str, ...] = ()


class RecordActs:
    """What a desk person can put on record."""

    def __init__(self, desk: DeskSeat) -> None:
        self.desk = desk

    @property
    def kept(self) -> RecordFold:
        """The record as the journal has it, waiting acts included."""
        return self.desk.journal.view().outside

    def today(self) -> str:
        """The day of this seat's clock."""
        return self.desk.seat.now()[:10]

    def named(self, name: str) -> str:
        """The incident that a name or the beginning of an own incident's id means.

        Raises:
            RecordNameUnknown: it means none, or several.
        """
        if "/" in name:
            return name
        return _one(name, self.kept.opened, "incident")

    def claim_named(self, name: str) -> str:
        """The claim that the beginning of an id means; a row's value is named ``ROW#field``."""
        return name if "#" in name else _one(name, self.kept.claims, "claim")

    def part_named(self, name: str) -> str:
        """The tally, claim or incident that a name or the beginning of an id means."""
        if "/" in name:
            return name
        return _one(name, [*self.kept.tallies, *self.kept.claims, *self.kept.opened], "thing")

    def tally_named(self, name: str) -> TallyClaimed:
        """The claimed total that the beginning of an id means."""
        return self.kept.tallies[_one(name, self.kept.tallies, "tally")]

    def promise_named(self, name: str) -> PromiseWatched:
        """The understanding of that name that the case watches."""
        return self.kept.promises[_one(name, self.kept.promises, "understanding")]

    def open_incident(self, values: Sequence[tuple[str, str]], saying: Saying) -> str:
        """A new incident of these (field, value) pairs, all said so; its id."""
        incident = self._id()
        self._say(incident, values, saying, opens=True)
        return incident

    def say(
        self,
        incident: str,
        values: Sequence[tuple[str, str]],
        saying: Saying,
        *,
        relation: ClaimRelation = ClaimRelation.ADDS,
        earlier: str = "",
    ) -> tuple[str, ...]:
        """Claims added to an incident; their ids."""
        return self._say(
            self.named(incident), values, saying, relation=relation, earlier=earlier, opens=False
        )

    def withdraw(self, claim: str, saying: Saying) -> str:
        """Record that who said a claim takes it back."""
        name = self.claim_named(claim)
        if name in self.kept.claims:
            held = self.kept.claims[name]
            incident, field = held.incident, held.claim.field
        else:
            incident, _, field = name.rpartition("#")
        made = self._claim(field, "", saying, ClaimRelation.WITHDRAWS, name)
        self.desk.journal.act(ClaimsMade(incident=incident, claims=(made,)))
        return made.id

    def grade(self, source: str, reliability: str, *, why: str = "") -> None:
        """Trust a source so far from now on."""
        self.desk.journal.act(SourceGraded(source=source, reliability=reliability, why=why))

    def claim_total(
        self,
        number: int,
        of: str,
        saying: Saying,
        *,
        since: str = "",
        until: str = "",
        rule: str = "",
    ) -> str:
        """A total as somebody claims it; its id."""
        name = self._id()
        self.desk.journal.act(
            TallyClaimed(
                id=name,
                number=number,
                of=of,
                said_by=saying.said_by,
                through=saying.through,
                words=saying.words,
                since=since,
                until=until,
                said_at=saying.said_at,
                learned_at=saying.learned_at or self.today(),
                rule=rule,
                visible_to=saying.visible_to,
            )
        )
        return name

    def keep_rule(self, data: Mapping[str, object]) -> None:
        """A counting rule of the desk's own, as its data says it."""
        self.desk.journal.act(msgspec.convert(from_data(data).data(), RuleKept))

    def watch_promise(self, promise: PromiseWatched) -> None:
        """What an understanding forbids, to hold incidents against."""
        _kinds(promise.kinds)
        self.desk.journal.act(promise)

    def judge_bearing(self, promise: str, incident: str, bearing: str, *, why: str) -> None:
        """How an incident bears on an understanding, as this person holds."""
        _known_word(bearing, (each.value for each in Bearing))
        self.desk.journal.act(
            BearingJudged(promise=promise, incident=self.named(incident), bearing=bearing, why=why)
        )

    def note_threat(self, threat: ThreatNoted) -> None:
        """What somebody announced or demanded, and by when."""
        _kinds(threat.kinds)
        if threat.due:
            parse_when(threat.due)
        self.desk.journal.act(threat)

    def judge_same(self, one: str, other: str, verdict: PairVerdict, *, why: str = "") -> None:
        """Whether two incidents are one event, as this person holds for now."""
        pair = SameEventJudged(
            one=self.named(one), other=self.named(other), verdict=verdict, why=why
        )
        self.desk.journal.act(pair)

    def _say(
        self,
        incident: str,
        values: Sequence[tuple[str, str]],
        saying: Saying,
        *,
        opens: bool,
        relation: ClaimRelation = ClaimRelation.ADDS,
        earlier: str = "",
    ) -> tuple[str, ...]:
        before = self.claim_named(earlier) if earlier else ""
        made = tuple(self._claim(field, value, saying, relation, before) for field, value in values)
        self.desk.journal.act(ClaimsMade(incident=incident, claims=made, opens=opens))
        return tuple(each.id for each in made)

    def _claim(
        self, field: str, value: str, saying: Saying, relation: ClaimRelation, earlier: str
    ) -> ClaimMade:
        low, best, high, text = _figures(value) if field.startswith("dead of ") else (*_NONE, value)
        if relation is not ClaimRelation.WITHDRAWS and text and relation is not _DISPUTES:
            check_value(field, text)
        if saying.happened_at:
            parse_when(saying.happened_at)
        for each in (saying.said_at, saying.learned_at):
            if each:
                _day(each)
        return ClaimMade(
            id=self._id(),
            field=field,
            value=text,
            low=low,
            best=best,
            high=high,
            said_by=saying.said_by,
            through=saying.through,
            words=saying.words,
            basis=saying.basis,
            scale=saying.scale,
            reliability=saying.reliability,
            credibility=saying.credibility,
            happened_at=saying.happened_at,
            said_at=saying.said_at,
            learned_at=saying.learned_at or self.today(),
            relation=relation,
            earlier=earlier,
            visible_to=saying.visible_to,
        )

    def _id(self) -> str:
        return self.desk.journal.new_id()


_NONE = (None, None, None)
_DISPUTES = ClaimRelation.DISPUTES


def _figures(text: str) -> tuple[int | None, int | None, int | None, str]:
    """Low, best and high of ``3`` or ``2/3/5``, where a ``?`` is left open; words stay words."""
    parts = text.split("/")
    if len(parts) == 1 and text.isdecimal():
        return None, int(text), None, ""
    if len(parts) == 3 and all(part.isdecimal() or part in {"", "?"} for part in parts):
        low, best, high = (int(part) if part.isdecimal() else None for part in parts)
        return low, best, high, ""
    return None, None, None, text


def _one(name: str, there: Iterable[str], what: str) -> str:
    found = [each for each in there if each.startswith(name)]
    if name and name in found:
        return name
    if not name or len(found) != 1:
        raise RecordNameUnknown(f"{len(found)} {what}s are named {name!r}; one was expected")
    return found[0]


def _day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise WordUnknown(f"{text!r} is no day as YYYY-MM-DD; nothing was kept") from error


def _kinds(kinds: Iterable[str]) -> None:
    for kind in kinds:
        _known_word(kind, (each.value for each in Kind))


def _known_word(word: str, words: Iterable[str]) -> None:
    known = tuple(words)
    if word not in known:
        raise WordUnknown(f"{word!r} is none of {', '.join(known)}; nothing was kept")
