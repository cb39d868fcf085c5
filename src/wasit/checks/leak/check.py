"""The leak guard as a check of a wording: what the desk runs before words cross.

A wording lists everything kept from its target and everything the target knows, afresh each time.
``LeakGuard`` keeps an index per target and takes in only what changed since the last wording. What
it answers to a wording depends on the wording alone. ``look`` answers from the index as it stands:
who types is told at every pause, while ``take_in`` follows the logs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wasit.checks.leak.concepts import Lexicon
from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.reading import Reading
from wasit.checks.leak.shapes import Draft, Hit, Kept, Mark
from wasit.talks import (
    Finding,
    KeptText,
    KnownText,
    MarkCode,
    Permits,
    SourceRef,
    Strength,
    Wording,
)
from wasit.values.names import NameBook

__all__ = ["CHECK", "LeakGuard", "leaks"]

CHECK = "leak"
"""The check's name in findings."""

_KNOWN = "known "
_NOTHING = Permits(wording=False, substance=False, origin=False)


@dataclass
class _Room:
    """One target's index, with what it was made from."""

    index: CaseIndex
    kept: dict[str, KeptText] = field(default_factory=dict[str, KeptText])
    known: dict[str, KnownText] = field(default_factory=dict[str, KnownText])

    def know(self, text: KnownText) -> bool:
        """Take in a text the target has; whether it was another before."""
        name = _KNOWN + text.id
        if self.known.get(name) == text:
            return False
        self.forget(name)
        self.index.know(text.text, language=text.language, name=name)
        self.known[name] = text
        return True

    def keep(self, text: KeptText) -> bool:
        """Take in a sentence of another room; whether it was another, or bound otherwise."""
        name = _sid(text.source)
        before = self.kept.get(name)
        if before == text:
            return False
        self.kept[name] = text
        if before is not None and _kept(before) == _kept(text):
            return False
        self.index.forget(name)
        self.index.add(_kept(text))
        return True

    def forget(self, name: str) -> None:
        """Take back a text of either sort."""
        self.index.forget(name)
        self.kept.pop(name, None)
        self.known.pop(name, None)

    def order_as(self, wording: Wording) -> None:
        """Keep the sentences in the wording's order, in which findings are given."""
        self.kept = {_sid(text.source): text for text in wording.kept}


class LeakGuard:
    """A check that remembers its indexes between wordings of one case."""

    def __init__(self, *, lexicon: Lexicon | None = None, aliases: NameBook | None = None) -> None:
        self._lexicon = lexicon
        self._aliases = aliases
        self._rooms: dict[str, _Room] = {}
        self._readings: dict[tuple[str, str], Reading] = {}

    def __call__(self, wording: Wording) -> tuple[Finding, ...]:
        """What the words give away of the statements kept from their target."""
        self.take_in(wording)
        return self.look(wording.target, wording.words, language=wording.language)

    def take_in(self, wording: Wording) -> int:
        """Bring the target's index to what the wording keeps and knows; how many texts changed.

        Only what is new, was re-marked or was taken back since the last wording is touched.
        """
        room = self._room(wording.target)
        names = {_sid(text.source) for text in wording.kept}
        names |= {_KNOWN + text.id for text in wording.known}
        gone = [name for name in (*room.kept, *room.known) if name not in names]
        for name in gone:
            room.forget(name)
        changed = self.take_more(wording)
        room.order_as(wording)
        return len(gone) + changed

    def take_more(self, wording: Wording) -> int:
        """Add what the wording keeps and knows to the target's index; how many texts changed."""
        room = self._room(wording.target)
        changed = 0
        for text in wording.known:
            changed += room.know(text)
        for text in wording.kept:
            changed += room.keep(text)
        return changed

    def look(self, target: str, words: Sequence[str], *, language: str) -> tuple[Finding, ...]:
        """What the words give away of what was last taken in for the target.

        Fast enough for every pause in typing: no statement is read again.
        """
        room = self._room(target)
        report = guard(Draft(target, "\n".join(words), language=language), room.index)
        order = {name: at for at, name in enumerate(room.kept)} if report.hits else {}
        hits = sorted(report.hits, key=lambda hit: order[hit.sid])
        return tuple(_finding(hit, room.kept[hit.sid].source) for hit in hits)

    def _room(self, target: str) -> _Room:
        if target not in self._rooms:
            index = CaseIndex(
                target, lexicon=self._lexicon, aliases=self._aliases, readings=self._readings
            )
            self._rooms[target] = _Room(index)
        return self._rooms[target]


def leaks(wording: Wording) -> tuple[Finding, ...]:
    """What the words give away, with the shipped concepts and no memory between calls."""
    return LeakGuard()(wording)


def _sid(source: SourceRef) -> str:
    parts = (source.room, source.statement, source.sentence or "")
    return "/".join(part for part in parts if part)


def _kept(text: KeptText) -> Kept:
    """The sentence with the mark that its permits amount to for this target now."""
    waiting = [m.mark for m in text.marks if m.mark.code is MarkCode.IF_OFFER and not m.offer_met]
    limited = tuple(m.mark.to for m in text.marks if m.mark.to)
    condition = ""
    rooms: tuple[str, ...] | None = None
    if text.permits.wording:
        mark = Mark.VERBATIM
    elif text.permits.substance:
        mark = Mark.IN_SUBSTANCE if text.permits.origin else Mark.OWN_IDEA
    elif waiting and not text.withdrawn:
        mark, condition = Mark.IF_OFFER, waiting[0].offer or ""
    else:
        mark = Mark.EARS_ONLY
        rooms = limited if limited and text.permits == _NOTHING else None
    return Kept(
        sid=_sid(text.source),
        owner=text.source.room,
        mark=mark.value,
        text=text.text,
        condition=condition,
        may_go_to=rooms,
        language=text.language,
    )


def _finding(hit: Hit, source: SourceRef) -> Finding:
    return Finding(
        check=CHECK,
        strength=Strength(hit.strength),
        kind=hit.kind,
        span=max(hit.span.split("\n"), key=len),
        source=source,
        why=f"It {hit.why}.",
    )
