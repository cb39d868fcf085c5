"""The leak guard as a check of a wording: what the desk runs before words cross.

A wording lists everything kept from its target and everything the target knows, afresh each time.
``LeakGuard`` keeps an index per target and takes in only what is new since the last wording; where
something was withdrawn or re-marked it starts that room's index again. What it answers depends on
the wording alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wasit.checks.leak.concepts import Lexicon
from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.shapes import Draft, Hit, Kept, Mark
from wasit.talks import Finding, KeptText, MarkCode, Permits, SourceRef, Strength, Wording
from wasit.values.names import NameBook

__all__ = ["CHECK", "LeakGuard", "leaks"]

CHECK = "leak"
"""The check's name in findings."""

_NOTHING = Permits(wording=False, substance=False, origin=False)


@dataclass
class _Room:
    """One target's index, with what it was made from."""

    index: CaseIndex
    kept: dict[str, Kept] = field(default_factory=dict[str, Kept])
    known: dict[str, str] = field(default_factory=dict[str, str])


class LeakGuard:
    """A check that remembers its indexes between wordings of one case."""

    def __init__(self, *, lexicon: Lexicon | None = None, aliases: NameBook | None = None) -> None:
        self._lexicon = lexicon
        self._aliases = aliases
        self._rooms: dict[str, _Room] = {}

    def __call__(self, wording: Wording) -> tuple[Finding, ...]:
        """What the words give away of the statements kept from their target."""
        sources = {_sid(kept.source): kept.source for kept in wording.kept}
        index = self._index_for(wording)
        draft = Draft(wording.target, "\n".join(wording.words), language=wording.language)
        return tuple(_finding(hit, sources[hit.sid]) for hit in guard(draft, index).hits)

    def _index_for(self, wording: Wording) -> CaseIndex:
        kept = {_sid(text.source): _kept(text) for text in wording.kept}
        known = {text.id: text.text for text in wording.known}
        languages = {text.id: text.language for text in wording.known}
        room = self._rooms.get(wording.target)
        if room is None or not (_grew(room.kept, kept) and _grew(room.known, known)):
            fresh = CaseIndex(wording.target, lexicon=self._lexicon, aliases=self._aliases)
            room = self._rooms[wording.target] = _Room(fresh)
        for name in known.keys() - room.known.keys():
            room.index.know(known[name], language=languages[name])
        for sid in (s for s in kept if s not in room.kept):
            room.index.add(kept[sid])
        room.kept, room.known = kept, known
        return room.index


def leaks(wording: Wording) -> tuple[Finding, ...]:
    """What the words give away, with the shipped concepts and no memory between calls."""
    return LeakGuard()(wording)


def _grew(before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Whether nothing of ``before`` was taken away or changed."""
    return all(now.get(key) == value for key, value in before.items())


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
