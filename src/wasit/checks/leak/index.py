"""What is kept from one room and what that room knows, indexed; changes one text at a time.

Statements are found again by the features they share with a draft (stems, concepts), by the size
of their figures, the month of their dates, and whether they name anyone. A statement the room may
have whole (its own, or released to it) is never kept: it becomes part of what the room knows.
"""

from heapq import nlargest
from itertools import islice
from math import log

from msgspec.structs import replace

from wasit.checks.leak.concepts import Lexicon, shipped_lexicon
from wasit.checks.leak.cues import shipped_cues
from wasit.checks.leak.facts import near_shelves, shelves_of
from wasit.checks.leak.held import Held, hold
from wasit.checks.leak.inference import is_steerable
from wasit.checks.leak.known_names import shipped_names
from wasit.checks.leak.ledger import Ledger, features_of
from wasit.checks.leak.meeting import meets
from wasit.checks.leak.reading import Reading, read
from wasit.checks.leak.shapes import Kept, Mark
from wasit.values.languages import Language
from wasit.values.names import NameBook, name_keys

__all__ = ["CaseIndex"]

_MOST_CANDIDATES = 40
_TOO_COMMON = 20


class CaseIndex:
    """What is kept from one room, and what that room knows; changes one text at a time.

    ``readings`` may be shared by the indexes of a case: a text is read once for all its rooms.
    """

    def __init__(
        self,
        room: str,
        *,
        lexicon: Lexicon | None = None,
        aliases: NameBook | None = None,
        readings: dict[tuple[str, str], Reading] | None = None,
    ) -> None:
        self.room = room
        self._readings = readings
        self.lexicon = lexicon or shipped_lexicon()
        self.cues = shipped_cues()
        self.aliases = aliases or shipped_names()
        self.ledger = Ledger(self.lexicon)
        self.held: dict[str, Held] = {}
        self._known: dict[str, Reading] = {}
        self._by_feature: dict[str, dict[str, None]] = {}
        self._by_shelf: dict[str, dict[str, None]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._steerable: dict[str, None] = {}

    def _read(self, text: str, language: str) -> Reading:
        """The text's reading, out of those kept for all the rooms of a case where there are any."""
        if self._readings is None:
            return read(text, self.lexicon, language=language)
        if (text, language) not in self._readings:
            self._readings[text, language] = read(text, self.lexicon, language=language)
        return self._readings[text, language]

    def know(self, text: str, *, language: str = "", name: str = "") -> None:
        """Take in a text the room has: its own words, what was conveyed, what is public.

        A text that was given a name can be taken back by it.
        """
        reading = self._read(text, language)
        self.ledger.know(reading)
        if name:
            self._known[name] = reading

    def forget(self, name: str) -> None:
        """Take back the statement or the known text of that name, where there is one."""
        if name in self._known:
            self.ledger.forget(self._known.pop(name))
        held = self.held.pop(name, None)
        if held is None:
            return
        self.ledger.forbid(name, held.reading)
        features = features_of(held.reading)
        self.ledger.uncount(features)
        for feature in features:
            self._by_feature[feature].pop(name, None)
        for fact in held.facts:
            for shelf in shelves_of(fact):
                self._by_shelf[shelf].pop(name, None)
        for key in _keys_of(held):
            self._by_name[key].discard(name)
        self._steerable.pop(name, None)

    def add(self, kept: Kept) -> None:
        """Take in a statement; the room's own and those it may have whole become known to it."""
        if _is_free(kept, self.room):
            self.know(kept.text, language=kept.language or "", name=kept.sid)
            return
        if kept.may_go_to and self.room in kept.may_go_to:
            kept = replace(kept, may_go_to=None)
        held = hold(kept, self._read(kept.text, kept.language or ""), self.cues)
        self.held[kept.sid] = held
        open_terms = [at for at, secret in enumerate(held.secret) if not secret]
        if held.substance_free or held.origin_only:
            self.ledger.allow(kept.sid, held.reading, open_terms)
        features = features_of(held.reading)
        self.ledger.count(features)
        for feature in features:
            self._by_feature.setdefault(feature, {})[kept.sid] = None
        for fact in held.facts:
            for shelf in shelves_of(fact):
                self._by_shelf.setdefault(shelf, {})[kept.sid] = None
        for key in _keys_of(held):
            self._by_name.setdefault(key, set()).add(kept.sid)
        if is_steerable(held):
            self._steerable[kept.sid] = None

    def candidates(self, draft: Reading) -> list[str]:
        """Statements worth looking at for the draft; all of them where they are few."""
        if len(self.held) <= _MOST_CANDIDATES:
            return list(self.held)
        scores: dict[str, float] = {}
        for feature in self._draft_features(draft):
            sids = self._by_feature.get(feature, {})
            if len(sids) > max(200, len(self.held) // _TOO_COMMON):
                continue
            gain = 1.0 / (1.0 + log(1 + len(sids)))
            for sid in sids:
                scores[sid] = scores.get(sid, 0.0) + gain
        best = nlargest(_MOST_CANDIDATES, scores, key=lambda sid: scores[sid])
        return list(dict.fromkeys((*self._by_fact(draft), *self._named_in(draft), *best)))

    def with_words(self, stems: set[str], language: Language) -> list[str]:
        """Statements with one of the stems, where few have it."""
        found: set[str] = set()
        for root in stems:
            sids = self._by_feature.get(f"{language}:{root}", {})
            if len(sids) <= _MOST_CANDIDATES:
                found.update(sids)
        return sorted(found)

    def steerable(self) -> list[str]:
        """Statements about a limit or a weakness: what advice in a draft may be prompted by."""
        return list(islice(reversed(self._steerable), _MOST_CANDIDATES))[::-1]

    def _named_in(self, draft: Reading) -> list[str]:
        found: set[str] = set()
        for term in draft.terms:
            if term.weight and len(term.text) > 2:
                for key in name_keys(term.text):
                    found |= self._by_name.get(key, set())
        return sorted(found)[:_MOST_CANDIDATES]

    def _draft_features(self, draft: Reading) -> set[str]:
        features = {f"{draft.language}:{t.stem}" for t in draft.terms if t.weight}
        for touch in draft.touches:
            if self.lexicon.tells(touch.concept):
                features.add(f"concept:{touch.concept}")
                features.update(f"concept:{n}" for n in self.lexicon.near(touch.concept))
        return features

    def _by_fact(self, draft: Reading) -> list[str]:
        found: list[str] = []
        for fact in draft.facts:
            near = {sid for shelf in near_shelves(fact) for sid in self._by_shelf.get(shelf, ())}
            met = (sid for sid in near if any(meets(fact, f) for f in self.held[sid].facts))
            found.extend(islice(met, _MOST_CANDIDATES))
        return found


def _keys_of(held: Held) -> set[str]:
    """Name keys of the statement: its names, and odd words of a script without capitals."""
    words = {part for name in held.names for part in name.parts if len(part) > 2}
    if held.reading.language in ("ar", "fa"):
        touched = {at for t in held.reading.touches for at in range(t.first, t.last + 1)}
        words |= {
            t.text
            for at, t in enumerate(held.reading.terms)
            if t.weight and held.secret[at] and at not in touched and len(t.text) > 3
        }
    return {key for word in words for key in name_keys(word)}


def _is_free(kept: Kept, room: str) -> bool:
    """Whether the room may have the statement's words whole."""
    if kept.owner == room:
        return True
    if kept.handling is Mark.VERBATIM and not (kept.may_go_to and room not in kept.may_go_to):
        return True
    released = bool(kept.may_go_to and room in kept.may_go_to)
    return released and kept.handling is Mark.EARS_ONLY
