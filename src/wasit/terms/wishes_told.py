"""Each side's wishes as the journal has them, made whole with what is not told yet.

Numbers of options and their order stand beside each other where they agree; where they contradict
each other, the one said later holds. Of weights told as such, as swings, or as an order, the way
that was used last holds. An unknown worth lies between the least and the most that the side has
named on that issue, and at least between nought and one; an unknown weight likewise.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from wasit.errors import BadInput
from wasit.talks.deeds import KeptTerm
from wasit.talks.wishes import (
    LimitTold,
    OptionAmount,
    OptionRefused,
    Preferred,
    Scale,
    Weighed,
    WeightsOrdered,
)
from wasit.terms.errors import UnreadableTerms
from wasit.terms.holding import Held
from wasit.terms.own_format import (
    Amount,
    IssueIn,
    Number,
    RefusalIn,
    SideIn,
    ValuesIn,
    read_number,
)
from wasit.terms.pieces import amount_of
from wasit.terms.reading import Issue
from wasit.terms.stated import issues_of, side_values

SourceName = Callable[[KeptTerm], str]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the sides want, whole; and what of it is not told, or is left out."""

    sides: tuple[SideIn, ...]
    issues: frozenset[str]
    """Issues that can be computed with."""
    found: tuple[Issue, ...]
    """The same, a thing of a list being an issue of its own."""
    not_told: tuple[str, ...]
    set_aside: tuple[str, ...]


@dataclass(slots=True)
class _Notes:
    not_told: list[str] = field(default_factory=list[str])
    set_aside: list[str] = field(default_factory=list[str])


def wishes_of(
    held: Held, issues: Sequence[IssueIn], rooms: Sequence[str], *, sources: SourceName
) -> Wishes:
    """Every side that told a wish, with a value for each option and a weight for each issue."""
    notes = _Notes()
    speaking = [
        room
        for room in rooms
        if any(
            key[0] in {"worth", "order", "points", "weight", "weights", "limit", "refused"}
            and key[1] == room
            for key in held.by_key
        )
    ]
    if len(speaking) > 1:
        notes.not_told += [f"{room}: every wish" for room in rooms if room not in speaking]
    known = _known_issues(issues, speaking, notes)
    every = tuple(one for _, found in known.values() for one in found)
    sides = tuple(
        _Side(room, held, known, notes=notes, sources=sources).made() for room in speaking
    )
    return Wishes(sides, frozenset(known), every, tuple(notes.not_told), tuple(notes.set_aside))


def _known_issues(
    issues: Sequence[IssueIn], sides: Sequence[str], notes: _Notes
) -> dict[str, tuple[IssueIn, list[Issue]]]:
    known: dict[str, tuple[IssueIn, list[Issue]]] = {}
    for given in issues:
        try:
            known[given.name] = (given, issues_of(given, sides))
        except BadInput as error:
            notes.set_aside.append(f"issue {given.name!r}: {error}")
    return known


@dataclass(frozen=True, slots=True)
class _Side:
    """One side's wishes being put together."""

    name: str
    held: Held
    known: Mapping[str, tuple[IssueIn, list[Issue]]]
    notes: _Notes
    sources: SourceName

    def made(self) -> SideIn:
        """The side's table, whole."""
        for sort in ("worth", "order", "points"):
            for key, kept in self._mine(sort):
                if key[2] not in self.known:
                    self._aside(kept, f"issue {key[2]!r} is not there")
        weights, swing, weighed_by = self._weights()
        limit, package, limited_by = self._limit()
        return SideIn(
            name=self.name,
            weights=weights,
            swing=swing,
            weights_statement=weighed_by,
            limit=limit,
            limit_package=package,
            limit_statement=limited_by,
            values=[self._values(given, found) for given, found in self.known.values()],
            refuses=self._refuses(),
        )

    def _mine(self, sort: str) -> list[tuple[tuple[str, ...], KeptTerm]]:
        return [(key, kept) for key, kept in self.held.of(sort) if key[1] == self.name]

    def _unknown(self, what: str) -> None:
        self.notes.not_told.append(f"{self.name}: {what}")

    def _aside(self, kept: KeptTerm, why: str) -> None:
        self.notes.set_aside.append(f"entry {kept.number}, {self.name}: {why}")

    # Values -------------------------------------------------------------------------------------

    def _values(self, given: IssueIn, found: Sequence[Issue]) -> ValuesIn:
        named = tuple(given.things) if given.kind == "list" else found[0].options
        worth: dict[str, tuple[KeptTerm, Amount]] = {}
        for key, kept in self._mine("worth"):
            if key[2] != given.name:
                continue
            if key[3] not in named:
                self._aside(kept, f"{key[3]!r} is no option of issue {given.name!r}")
            else:
                worth[key[3]] = (kept, _amount_of_option(kept, key[3]))
        points = self._one("points", given.name)
        newest = max((_when(kept) for kept, _ in worth.values()), default=None)
        if points is not None and (newest is None or _when(points) >= newest):
            at = self._points(points, given)
            if at is not None:
                return at
        return self._by_option(given, found, named, worth)

    def _one(self, sort: str, issue: str) -> KeptTerm | None:
        return self.held.by_key.get((sort, self.name, issue))

    def _points(self, kept: KeptTerm, given: IssueIn) -> ValuesIn | None:
        body = kept.body
        assert isinstance(body, Preferred)  # noqa: S101 - keyed as points
        if given.kind not in {"numeric", "exchange"}:
            self._aside(kept, f"points are for numbers, and issue {given.name!r} has options")
            return None
        at: list[list[Number]] = [[point.number, point.worth] for point in body.points]
        return ValuesIn(issue=given.name, at=at, statement=self.sources(kept))

    def _by_option(
        self,
        given: IssueIn,
        found: Sequence[Issue],
        named: Sequence[str],
        worth: dict[str, tuple[KeptTerm, Amount]],
    ) -> ValuesIn:
        of = {option: amount for option, (_, amount) in worth.items()}
        order = self._one("order", given.name)
        if order is not None and given.kind != "list":
            body = order.body
            assert isinstance(body, Preferred)  # noqa: S101 - keyed as an order
            made = ValuesIn(issue=given.name, of=of, order=list(body.order))
            try:
                side_values(SideIn(name=self.name, values=[made]), found[0], given)
            except BadInput as error:
                older = [kept for kept, _ in worth.values() if _when(kept) < _when(order)]
                if not isinstance(error, UnreadableTerms) or not older:
                    self._aside(order, str(error))
                    order = None
                else:
                    for kept in older:
                        self._aside(kept, f"contradicts the order told later on {given.name!r}")
                    worth = {o: w for o, w in worth.items() if w[0] not in older}
                    return self._by_option(given, found, named, worth)
            else:
                by = [order, *(kept for kept, _ in worth.values())]
                return ValuesIn(
                    issue=given.name, of=of, order=list(body.order), statement=self._by(by)
                )
        unknown = [option for option in named if option not in of]
        if unknown:
            which = "any option" if not of else ", ".join(f"“{each}”" for each in unknown[:8])
            self._unknown(f"what {which} of “{given.name}” is worth")
        span = _scale(of.values(), most=Fraction(1))
        return ValuesIn(
            issue=given.name,
            of={option: of.get(option, span) for option in named},
            statement=self._by(kept for kept, _ in worth.values()),
        )

    def _by(self, kept: Iterable[KeptTerm]) -> list[str]:
        return list(dict.fromkeys(self.sources(each) for each in kept))

    # Weights ------------------------------------------------------------------------------------

    def _weights(self) -> tuple[dict[str, Amount], dict[str, Amount], list[str]]:
        told: dict[Scale, dict[str, tuple[KeptTerm, Amount]]] = {Scale.WEIGHT: {}, Scale.SWING: {}}
        for _, kept in self._mine("weight"):
            body = kept.body
            assert isinstance(body, Weighed)  # noqa: S101 - keyed as a weight
            if body.issue not in self.known:
                self._aside(kept, f"issue {body.issue!r} is not there")
            else:
                told[body.scale][body.issue] = (kept, amount_of(body.amount))
        order = self.held.by_key.get(("weights", self.name))
        ways: dict[str, list[KeptTerm]] = {
            **{scale.value: [kept for kept, _ in row.values()] for scale, row in told.items()},
            "order": [order] if order is not None else [],
        }
        used = max(
            (way for way, kept in ways.items() if kept),
            key=lambda way: max(_when(each) for each in ways[way]),
            default="",
        )
        for way, listed in ways.items():
            if way != used:
                for kept in listed:
                    self._aside(kept, f"weights were told in another way later ({used})")
        if used == "order" and order is not None:
            return self._ordered(order), {}, [self.sources(order)]
        scale = Scale.SWING if used == Scale.SWING.value else Scale.WEIGHT
        return self._weighed(told[scale], scale)

    def _weighed(
        self, row: Mapping[str, tuple[KeptTerm, Amount]], scale: Scale
    ) -> tuple[dict[str, Amount], dict[str, Amount], list[str]]:
        top = Fraction(100) if scale is Scale.SWING else Fraction(1)
        span = _scale((amount for _, amount in row.values()), most=top)
        for issue in self.known:
            if issue not in row:
                self._unknown(f"how much “{issue}” matters")
        made = {issue: row[issue][1] if issue in row else span for issue in self.known}
        by = self._by(kept for kept, _ in row.values())
        return ({}, made, by) if scale is Scale.SWING else (made, {}, by)

    def _ordered(self, kept: KeptTerm) -> dict[str, Amount]:
        """Bounds that the order gives: the *i*-th of weights that add up to 1 is at most 1/i."""
        body = kept.body
        assert isinstance(body, WeightsOrdered)  # noqa: S101 - keyed as an order of weights
        places = {issue: place for place, issue in enumerate(body.issues, 1)}
        for issue in self.known:
            if issue not in places:
                self._unknown(f"how much “{issue}” matters")
        whole = set(places) == set(self.known)
        return {
            issue: [
                f"1/{len(places)}" if whole and places[issue] == 1 else "0",
                f"1/{places[issue]}" if issue in places else "1",
            ]
            for issue in self.known
        }

    # Limits -------------------------------------------------------------------------------------

    def _limit(self) -> tuple[Amount, dict[str, str], str]:
        kept = self.held.by_key.get(("limit", self.name))
        if kept is None:
            self._unknown("the least it wants (taken as nought)")
            return 0, {}, ""
        body = kept.body
        assert isinstance(body, LimitTold)  # noqa: S101 - keyed as a limit
        if body.amount is not None:
            return amount_of(body.amount), {}, self.sources(kept)
        package = {each.issue: each.options[0] for each in body.package}
        options = self._options()
        if set(package) != set(options) or any(
            option not in options[issue] for issue, option in package.items()
        ):
            self._aside(kept, "its limit package does not settle each issue by an option there is")
            self._unknown("the least it wants (taken as nought)")
            return 0, {}, ""
        return 0, package, self.sources(kept)

    def _options(self) -> dict[str, tuple[str, ...]]:
        return {one.name: one.options for _, found in self.known.values() for one in found}

    def _refuses(self) -> list[RefusalIn]:
        found: list[RefusalIn] = []
        for _, kept in self._mine("refused"):
            body = kept.body
            assert isinstance(body, OptionRefused)  # noqa: S101 - keyed as a refusal
            if body.option not in self._options().get(body.issue, ()):
                self._aside(kept, f"{body.option!r} is no option of issue {body.issue!r}")
            else:
                found.append(
                    RefusalIn(issue=body.issue, option=body.option, statement=self.sources(kept))
                )
        return found


def _amount_of_option(kept: KeptTerm, option: str) -> Amount:
    body = kept.body
    assert isinstance(body, Preferred)  # noqa: S101 - keyed as a worth
    told: OptionAmount = next(each for each in body.worth if each.option == option)
    return amount_of(told.amount)


def _when(kept: KeptTerm) -> tuple[str, int]:
    return kept.body.said_at, kept.number


def _scale(told: Iterable[Amount], *, most: Fraction) -> Amount:
    """The whole scale on which a side speaks, as far as its own numbers show it."""
    ends = [
        read_number(end, what="an amount")
        for amount in told
        for end in (amount if isinstance(amount, list) else [amount])
    ]
    return [str(min((*ends, Fraction(0)))), str(max((*ends, most)))]
