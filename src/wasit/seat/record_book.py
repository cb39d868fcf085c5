"""The record of a case, opened: data sets, and what people said, as one table to query.

Of each series the newest vintage learned by a day counts on that day; rows are named
``series/row``. On top of the rows lie the claims of people (``record.held``), the desk's own
incidents beside them, and judgements of same events: of incidents judged one, the one that stands
best is counted and the others are left out, unless some judgement contradicts. Nothing is written
anywhere but in the journal and in sealed files; the table lives in this process's memory and ends
with it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wasit.errors import Refused
from wasit.record.claim import Claim, Credibility, Figure, Relation, Reliability
from wasit.record.held import claims_of_row, held
from wasit.record.incident import Incident
from wasit.record.same_event import Judgement, Verdict, groups
from wasit.record.table import SCHEMA, connect, fetch, rows_of
from wasit.record.untyped import library
from wasit.record.vintage_file import VintageFile, difference
from wasit.record.when import parse_when
from wasit.seat.desk import DeskSeat
from wasit.seat.record_acts import RecordActs, RecordNameUnknown
from wasit.seat.shelf import Shelf
from wasit.talks.record_entries import VintageTaken
from wasit.talks.record_state import KeptClaim, RecordFold

__all__ = ["Case", "RecordBook", "SeriesUnlike", "Took"]


class SeriesUnlike(Refused):
    """A file shares no row with the newest vintage of its series. Nothing was taken in."""

    code = "series-unlike"
    advice = "If it is another data set, name it with --series; then both are kept."


@dataclass(frozen=True, slots=True)
class Took:
    """What taking a file in did; ``kept`` is the new vintage, None where nothing changed."""

    series: str
    format: str
    rows: int
    added: int
    changed: int
    withdrawn: int
    kept: VintageTaken | None
    held_now: bool = False
    """True where the rows were already in the case and this seat has them only now."""


@dataclass(frozen=True, slots=True)
class Case:
    """The case's record as known on a day: a table to query, and its parts to look at."""

    table: Any
    files: dict[str, VintageFile]
    claims: dict[str, tuple[Claim, ...]]
    """What people said, by incident."""
    one_event: tuple[frozenset[str], ...]
    left_out: frozenset[str]
    """Incidents that another one stands for."""
    known_on: date | None

    def incident(self, name: str) -> Incident:
        """One incident as it is held.

        Raises:
            RecordNameUnknown: there is none, or nothing was known of it then.
        """
        found = held(name, self.claims.get(name, ()), row=self._row(name), known_on=self.known_on)
        if found is None:
            raise RecordNameUnknown(f"the record holds no incident {name!r} as known then")
        return found

    def said_of(self, name: str) -> tuple[Claim, ...]:
        """Every claim of an incident: its row's, then people's in order."""
        row = self._row(name)
        of_row = claims_of_row(row) if row is not None else []
        return (*of_row, *self.claims.get(name, ()))

    def incidents(self, names: frozenset[str] | None = None) -> Iterator[Incident]:
        """Every incident that counts, or those named, read whole; for what a table cannot hold."""
        for series, file in self.files.items():
            wanted = None if names is None else _rows_named(series, names)
            for row in () if wanted == frozenset() else file.incidents(wanted):
                name = f"{series}/{row.id}"
                if name not in self.left_out:
                    found = held(
                        name,
                        self.claims.get(name, ()),
                        row=replace(row, id=name),
                        known_on=self.known_on,
                    )
                    if found is not None:
                        yield found
        for name in self.claims:
            if "/" in name or name in self.left_out or (names is not None and name not in names):
                continue
            found = held(name, self.claims[name], known_on=self.known_on)
            if found is not None:
                yield found

    def close(self) -> None:
        """Read no more of the data sets."""
        for file in self.files.values():
            file.close()

    def _row(self, name: str) -> Incident | None:
        series, slash, row = name.partition("/")
        if not slash or series not in self.files:
            return None
        found = next(self.files[series].incidents(frozenset({row})), None)
        return replace(found, id=name) if found is not None else None


class RecordBook(RecordActs):
    """A desk seat's record: acts, data sets, and the case as one table."""

    def __init__(self, desk: DeskSeat) -> None:
        super().__init__(desk)
        self.shelf = Shelf(desk.seat.ports, randomness=desk.journal.random)

    # Data sets ----------------------------------------------------------------------------------

    def newest(self, series: str) -> VintageTaken | None:
        """The newest vintage of a series, whether or not its rows are at this seat."""
        of_series = [each for each in self.kept.vintages if each.series == series]
        return of_series[-1] if of_series else None

    def same_file(self, series: str, source_sha256: str) -> VintageTaken | None:
        """The newest vintage, where it was read from exactly this file and its rows are here."""
        newest = self.newest(series)
        if newest is None or newest.source_sha256 != source_sha256:
            return None
        return newest if self.shelf.holds(newest.id) else None

    def take_in(
        self, packed: bytes, *, series: str, layout: str, source_sha256: str, learned_on: str = ""
    ) -> Took:
        """Keep a file's rows as a vintage, unless its newest vintage says the same already.

        Raises:
            SeriesUnlike: it shares no row with the newest vintage; nothing was kept.
            NoSuchSealedFile: the newest vintage's rows are at another seat, so that nobody here
                can say what changed; nothing was kept.
        """
        newer, newest = VintageFile(packed), self.newest(series)
        if newest is not None and not self.shelf.holds(newest.id):
            if newest.source_sha256 == source_sha256:
                self.shelf.keep(newest.id, packed)
                return Took(series, layout, newer.rows, 0, 0, 0, kept=None, held_now=True)
            self.shelf.open(newest.id).close()
        if newest is None:
            added, changed, withdrawn = newer.taken, 0, 0
        else:
            with self.shelf.open(newest.id) as plain:
                found = difference(older=VintageFile(plain), newer=newer)
            shared = newer.taken - len(found.added)
            added, changed, withdrawn = (
                len(each) for each in (found.added, found.changed, found.withdrawn)
            )
            if not shared and newest.rows > newest.kept_aside:
                raise SeriesUnlike(
                    f"the file shares no row with the newest vintage of {series!r}; nothing was "
                    "taken in"
                )
        if newest is not None and not added + changed + withdrawn:
            return Took(series, layout, newer.rows, 0, 0, 0, kept=None)
        kept = VintageTaken(
            id=self._id(),
            series=series,
            format=layout,
            rows=newer.rows,
            added=added,
            changed=changed,
            withdrawn=withdrawn,
            kept_aside=len(newer.aside),
            sha256=hashlib.sha256(packed).hexdigest(),
            source_sha256=source_sha256,
            learned_on=learned_on or self.today(),
        )
        self.shelf.tidy({each.id for each in self.kept.vintages})
        self.shelf.keep(kept.id, packed)
        self.desk.journal.act(kept)
        return Took(series, layout, newer.rows, added, changed, withdrawn, kept=kept)

    # The case as one table ----------------------------------------------------------------------

    def vintages(self, *, known_on: date | None = None) -> tuple[VintageTaken, ...]:
        """Of each series the newest vintage that was learned by that day."""
        newest: dict[str, VintageTaken] = {}
        for each in self.kept.vintages:
            if known_on is None or date.fromisoformat(each.learned_on) <= known_on:
                newest[each.series] = each
        return tuple(newest.values())

    def open_case(self, *, known_on: date | None = None) -> Case:
        """The record as known on a day.

        Raises:
            NoSuchSealedFile: the rows of a series are at another seat.
        """
        files = {
            each.series: VintageFile(self.shelf.open(each.id))
            for each in self.vintages(known_on=known_on)
        }
        claims = claims_by_incident(self.kept)
        one_event, _ = groups(judgements_of(self.kept))
        case = Case(None, files, claims, one_event, frozenset(), known_on)
        touched = [name for name in claims if _is_here(name, files)]
        read = [_held_of(case, name) for name in touched]
        backend = connect()
        table = _joined(backend, files, touched, [each for each in read if each is not None])
        left_out = _left_out(table, one_event)
        if left_out:
            table = table.filter(~table.id.isin(sorted(left_out)))
        return replace(case, table=table, left_out=left_out)


def claims_by_incident(kept: RecordFold) -> dict[str, tuple[Claim, ...]]:
    """What people said of each incident, in order, graded by the newest grade of each source."""
    found: dict[str, list[Claim]] = {}
    for each in kept.claims.values():
        found.setdefault(each.incident, []).append(claim_of(each, kept))
    return {name: tuple(said) for name, said in found.items()}


def claim_of(each: KeptClaim, kept: RecordFold) -> Claim:
    """A kept claim as the record reads it; the source's grade where the claim has none."""
    said = each.claim
    figures = (said.low, said.best, said.high)
    graded = kept.sources.get(said.said_by)
    letter = said.reliability or (graded.reliability if graded is not None else "F")
    return Claim(
        id=said.id,
        incident=each.incident,
        field=said.field,
        value=said.value if all(part is None for part in figures) else Figure(*figures),
        said_by=said.said_by,
        learned_at=date.fromisoformat(said.learned_at),
        through=said.through,
        words=said.words,
        basis=said.basis,
        reliability=Reliability[letter],
        credibility=list(Credibility)[said.credibility - 1],
        scale=said.scale,
        happened_at=parse_when(said.happened_at) if said.happened_at else None,
        said_at=date.fromisoformat(said.said_at) if said.said_at else None,
        relation=Relation(said.relation.value),
        earlier=said.earlier,
        visible_to=frozenset(said.visible_to),
    )


def judgements_of(kept: RecordFold) -> list[Judgement]:
    """Every judgement of two incidents, in order."""
    return [
        Judgement(
            one=each.judged.one,
            other=each.judged.other,
            verdict=Verdict(each.judged.verdict.value),
            by=each.by,
            on=date.fromisoformat(each.at[:10]),
            why=each.judged.why,
        )
        for each in kept.pairs
    ]


def _rows_named(series: str, names: frozenset[str]) -> frozenset[str]:
    """The rows of a series among those names."""
    return frozenset(n.partition("/")[2] for n in names if n.startswith(f"{series}/"))


def _is_here(name: str, files: dict[str, VintageFile]) -> bool:
    series, slash, _ = name.partition("/")
    return not slash or series in files


def _held_of(case: Case, name: str) -> Incident | None:
    try:
        return case.incident(name)
    except RecordNameUnknown:
        return None


def _joined(
    backend: Any,
    files: dict[str, VintageFile],
    touched: Sequence[str],
    read: Iterable[Incident],
) -> Any:
    """Every row that counts, as one table: those of data sets, and those that people spoke of."""
    arrow: Any = library("pyarrow")
    own = arrow.Table.from_pylist([rows_of(incident) for incident in read], schema=SCHEMA)
    table = backend.create_table("said", own, overwrite=True)
    for place, (series, file) in enumerate(files.items()):
        rows = backend.create_table(f"rows_{place}", file.incident_rows(), overwrite=True)
        mine = [name.partition("/")[2] for name in touched if name.startswith(f"{series}/")]
        if mine:
            rows = rows.filter(~rows.id.isin(mine))
        table = table.union(rows.mutate(id=library("ibis").literal(f"{series}/") + rows.id))
    return table


def _left_out(table: Any, one_event: Sequence[frozenset[str]]) -> frozenset[str]:
    """Of each set of incidents judged one, all but the one that stands best."""
    left: set[str] = set()
    for names in one_event:
        found = fetch(table.filter(table.id.isin(sorted(names))).select("id", "standing"))
        there = sorted(found, key=lambda row: (-int(row["standing"]), str(row["id"])))
        left.update(str(row["id"]) for row in there[1:])
    return frozenset(left)
