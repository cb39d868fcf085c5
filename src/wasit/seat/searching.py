"""Searching all that may be seen at a seat: words, whoever spells them, by substring.

A seat searches its own logs and nothing else, so a room finds what its room holds. Texts are folded
once each (``values.folding``: Arabic and Persian letter forms, digits, diacritics, case) and kept
folded in memory as long as the seat is open; what has come since is added at the next search.
Nothing is written anywhere. Every word of a query must occur, in any order, as part of a word or
whole; what stands between double quotes is one phrase. The newest is found first.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from wasit.errors import BadInput
from wasit.seat.inbox import InboxSentence
from wasit.seat.log import SeatLog
from wasit.seat.screen import other_lines
from wasit.seat.seat import Seat
from wasit.talks.journal import Journal
from wasit.talks.marks import MarkCode
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptConveyance, KeptStatement
from wasit.values.folding import fold, plain_text

__all__ = ["BadQuery", "Found", "Query", "Searcher", "query_typed", "spans_in"]

_QUOTED = re.compile(r'"([^"]*)"?|(\S+)')
_SPACE = re.compile(r"\s+")


class BadQuery(BadInput):
    """There is nothing to look for. Nothing was searched."""

    code = "bad-query"
    advice = "Type a word, or part of one; put a phrase between double quotes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for.

    Attributes:
        words: folded; each must occur.
        room: only in this room's log (``journal`` at the desk for the journal).
        speaker: folded; a part of the name of who said or brought it.
        mark: only what has a sentence under this mark in force.
        since, until: UTC times, or the beginnings of some; the claimed time lies between.
    """

    words: tuple[str, ...]
    room: str | None = None
    speaker: str | None = None
    mark: MarkCode | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found; ``id`` names it where it can be referred to."""

    room: str
    number: int
    at: str
    author: str
    kind: str
    id: str
    sentences: tuple[InboxSentence, ...]


def query_typed(
    typed: str,
    *,
    room: str | None = None,
    speaker: str | None = None,
    mark: MarkCode | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Query:
    """The query of what a person typed.

    Raises:
        BadQuery: there is neither a word nor a filter.

    >>> query_typed('port "two days"').words
    ('port', 'two days')
    """
    parts = [one or other for one, other in _QUOTED.findall(typed)]
    words = tuple(word for word in map(_searched, parts) if word)
    if not words and all(each is None for each in (room, speaker, mark, since, until)):
        raise BadQuery(f"{typed!r} holds no word to look for; nothing was searched")
    return Query(
        words=words,
        room=room,
        speaker=_searched(speaker) if speaker is not None else None,
        mark=mark,
        since=since,
        until=until,
    )


def spans_in(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the folded words stand in a text: half-open ranges of it, in order, joined."""
    folded = fold(text)
    spans: list[tuple[int, int]] = []
    for word in words:
        start = folded.text.find(word)
        while start >= 0:
            spans.append(folded.span(start, start + len(word)))
            start = folded.text.find(word, start + 1)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


class Searcher:
    """Searches one open seat; keep it as long as the seat is open."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._folded: dict[bytes, _FoldedLog] = {}

    def search(self, query: Query, *, limit: int = 100) -> list[Found]:
        """The newest ``limit`` things in this seat's logs that the query is about."""
        found: list[Found] = []
        for name, log in sorted(self._seat.rooms.items()):
            if query.room in {None, name}:
                for kind in self._in_room(name, log, query):
                    found += islice(kind, limit)
        journal = self._seat.journal
        if journal is not None and query.room in {None, "journal"} and query.mark is None:
            found += [each for each in _of_journal(journal.view()) if _fits(each, query)]
        return sorted(found, key=_NEWEST, reverse=True)[:limit]

    def _in_room(
        self, name: str, log: SeatLog[RoomTalks], query: Query
    ) -> Iterator[Iterator[Found]]:
        """What a room's log holds, kind by kind, the newest of each kind first."""
        folded = self._folded.get(log.record.log_id)
        if folded is None or folded.talks is not log.talks:
            folded = self._folded[log.record.log_id] = _FoldedLog(log.talks)
        folded.catch_up()
        view = log.view()
        said = folded.statements(view, query.words)
        yield (
            each
            for kept in said
            if _of_mark(kept, query.mark)
            for each in _kept(_statement(name, kept), query)
        )
        if query.mark is None:
            brought = folded.conveyances(view, query.words)
            yield (each for kept in brought for each in _kept(_conveyance(name, kept, view), query))
            yield _others(name, view, query)


class _FoldedLog:
    """The statements and conveyances of one log, folded, in their order."""

    def __init__(self, talks: RoomTalks) -> None:
        self.talks = talks
        self._said: list[str] = []
        self._said_ids: list[str] = []
        self._brought: list[str] = []
        self._brought_ids: list[str] = []

    def catch_up(self) -> None:
        """Fold what has come since."""
        for statement in islice(self.talks.statements.values(), len(self._said), None):
            self._said.append(_text_of(statement))
            self._said_ids.append(statement.said.id)
        for conveyance in islice(self.talks.conveyances.values(), len(self._brought), None):
            self._brought.append(_brought_text(conveyance))
            self._brought_ids.append(conveyance.conveyed.id)

    def statements(self, view: RoomTalks, words: tuple[str, ...]) -> Iterator[KeptStatement]:
        """Those with every word, as ``view`` has them; what waits to be sent among them."""
        for kept in islice(view.statements.values(), len(self._said), None):
            if all(word in _text_of(kept) for word in words):
                yield kept
        yield from (view.statements[self._said_ids[at]] for at in _with_all(self._said, words))

    def conveyances(self, view: RoomTalks, words: tuple[str, ...]) -> Iterator[KeptConveyance]:
        """Likewise."""
        yield from (
            view.conveyances[self._brought_ids[at]] for at in _with_all(self._brought, words)
        )


def _others(name: str, view: RoomTalks, query: Query) -> Iterator[Found]:
    """Reports, steps of rounds, outcomes and counterparts."""
    for line in sorted(other_lines(view), key=attrgetter("number"), reverse=True):
        words = (InboxSentence(1, line.text),)
        each = Found(name, line.number, line.at, line.author, line.kind, line.id, words)
        if _fits(each, query):
            yield each


def _with_all(texts: list[str], words: tuple[str, ...]) -> Iterable[int]:
    """Places of the texts in which every word occurs, the last first; longest words first."""
    places: Iterable[int] = range(len(texts) - 1, -1, -1)
    for word in sorted(words, key=len, reverse=True):
        places = [at for at in places if word in texts[at]]
    return places


def _searched(text: str) -> str:
    """A text as it is compared: folded, and every stretch of white space one space."""
    return _SPACE.sub(" ", plain_text(text)).strip()


def _text_of(kept: KeptStatement) -> str:
    return _searched(" ".join(each.text for each in kept.said.sentences))


def _brought_text(kept: KeptConveyance) -> str:
    return _searched(" ".join(each.text for each in kept.conveyed.sentences))


def _of_mark(kept: KeptStatement, mark: MarkCode | None) -> bool:
    return mark is None or any(
        held.mark.code is mark
        for each in kept.sentences.values()
        if each.withdrawn is None
        for held in each.in_force()
    )


def _kept(found: Found, query: Query) -> Iterator[Found]:
    if _in_time(found, query) and (
        query.speaker is None or query.speaker in _searched(found.author)
    ):
        yield found


def _fits(found: Found, query: Query) -> bool:
    text = _searched(" ".join(each.text for each in found.sentences))
    return all(word in text for word in query.words) and bool(list(_kept(found, query)))


def _in_time(found: Found, query: Query) -> bool:
    if query.since is not None and found.at < query.since:
        return False
    return query.until is None or found.at[: len(query.until)] <= query.until


def _statement(room: str, kept: KeptStatement) -> Found:
    sentences = tuple(
        InboxSentence(
            place,
            each.text,
            tuple(mark.mark for mark in each.in_force()),
            withdrawn=each.withdrawn is not None,
            file=each.file,
        )
        for place, each in enumerate(kept.sentences.values(), 1)
    )
    return Found(
        room, kept.number, kept.at, kept.speaker_name, "statement", kept.said.id, sentences
    )


def _conveyance(room: str, kept: KeptConveyance, talks: RoomTalks) -> Found:
    conveyed = kept.conveyed
    desk = talks.opened.desk if talks.opened is not None else ""
    sentences = tuple(
        InboxSentence(place, each.text, file=each.file)
        for place, each in enumerate(conveyed.sentences, 1)
    )
    author = conveyed.counterpart or desk
    return Found(room, kept.number, kept.at, author, "conveyance", conveyed.id, sentences)


def _of_journal(journal: Journal) -> Iterator[Found]:
    for number, at, note in journal.notes:
        yield _line(number, at, "note", note.text)
    for number, at, refusal in journal.refusals:
        yield _line(number, at, "refusal", " ".join((*refusal.words, refusal.reason)))
    for number, kept in journal.outcomes:
        yield _line(number, "", "outcome", kept.words)
    for carry in journal.carries.values():
        reasons = [each.reason for each in carry.intent.stop_reasons]
        if carry.intent.override is not None:
            reasons.append(carry.intent.override.text)
        if reasons:
            yield _line(carry.number, carry.at, "intent", " ".join(reasons))
    for events in journal.events.values():
        for event in events.values():
            yield _line(0, event.at, "event", event.words)
    for conditions in journal.conditions.values():
        for records in conditions.values():
            for record in records:
                yield _line(0, "", "condition", record.offered)


def _line(number: int, at: str, kind: str, text: str) -> Found:
    return Found("journal", number, at, "", kind, "", (InboxSentence(1, text),))


_NEWEST: Callable[[Found], tuple[str, int]] = attrgetter("at", "number")
