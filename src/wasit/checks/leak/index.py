"""What is kept from one room and what that room knows, indexed; grows one text at a time.

Statements are found again by the features they share with a draft (stems, concepts), by the size
of their figures, the month of their dates, and whether they name anyone. A statement the room may
have whole (its own, or released to it) is never kept: it becomes part of what the room knows.
"""

from collections.abc import Iterator
from math import log

from wasit.checks.leak.concepts import Lexicon, shipped_lexicon
from wasit.checks.leak.cues import shipped_cues
from wasit.checks.leak.facts import Fact
from wasit.checks.leak.held import Held, hold
from wasit.checks.leak.ledger import Ledger, features_of
from wasit.checks.leak.reading import Reading, read
from wasit.checks.leak.shapes import Kept, Mark
from wasit.values.names import NameBook

__all__ = ["CaseIndex"]

_MOST_CANDIDATES = 60


class CaseIndex:
    """What is kept from one room, and what that room knows; grows one text at a time."""

    def __init__(
        self, room: str, *, lexicon: Lexicon | None = None, aliases: NameBook | None = None
    ) -> None:
        self.room = room
        self.lexicon = lexicon or shipped_lexicon()
        self.cues = shipped_cues()
        self.aliases = aliases or NameBook.of(())
        self.ledger = Ledger(self.lexicon)
        self.held: dict[str, Held] = {}
        self._by_feature: dict[str, list[str]] = {}
        self._by_value: dict[int, list[str]] = {}
        self._by_month: dict[str, list[str]] = {}
        self._with_names: list[str] = []
        self._with_aside: list[str] = []

    def know(self, text: str) -> None:
        """Take in a text the room has: its own words, what was conveyed, what is public."""
        self.ledger.know(read(text, self.lexicon))

    def add(self, kept: Kept) -> None:
        """Take in a statement; the room's own and those it may have whole become known to it."""
        if _is_free(kept, self.room):
            self.know(kept.text)
            return
        held = hold(kept, self.lexicon, self.cues)
        self.held[kept.sid] = held
        open_terms = [at for at, secret in enumerate(held.secret) if not secret]
        if held.substance_free or held.origin_only:
            self.ledger.allow(kept.sid, held.reading, open_terms)
        features = features_of(held.reading)
        self.ledger.count(features)
        for feature in features:
            self._by_feature.setdefault(feature, []).append(kept.sid)
        for fact in held.facts:
            self._file(fact, kept.sid)
        if held.names:
            self._with_names.append(kept.sid)

    def _file(self, fact: Fact, sid: str) -> None:
        if fact.day:
            self._by_month.setdefault(_month_key(fact), []).append(sid)
        else:
            self._by_value.setdefault(_value_key(fact), []).append(sid)

    def candidates(self, draft: Reading) -> list[str]:
        """Statements that share something telling with the draft, most telling first."""
        scores: dict[str, float] = {}
        for feature in self._draft_features(draft):
            sids = self._by_feature.get(feature, ())
            if len(sids) > max(200, len(self.held) // 5):
                continue
            gain = 1.0 / (1.0 + log(1 + len(sids)))
            for sid in sids:
                scores[sid] = scores.get(sid, 0.0) + gain
        for sid in self._by_fact(draft):
            scores[sid] = scores.get(sid, 0.0) + 5.0
        ranked = sorted(scores, key=lambda sid: -scores[sid])
        return ranked[:_MOST_CANDIDATES]

    def _draft_features(self, draft: Reading) -> set[str]:
        features = {f"{draft.language}:{t.stem}" for t in draft.terms if t.weight}
        for touch in draft.touches:
            if self.lexicon.tells(touch.concept):
                features.add(f"concept:{touch.concept}")
                features.update(f"concept:{n}" for n in self.lexicon.near(touch.concept))
        return features

    def _by_fact(self, draft: Reading) -> Iterator[str]:
        for fact in draft.facts:
            if fact.day:
                for key, sids in self._by_month.items():
                    if key == _month_key(fact) or not key.startswith("gregorian"):
                        yield from sids
            else:
                key = _value_key(fact)
                for near in range(key - 3, key + 4):
                    yield from self._by_value.get(near, ())

    def everyone(self) -> list[str]:
        """All statements, where there are few enough to look at each."""
        return list(self.held) if len(self.held) <= _MOST_CANDIDATES else []

    def with_names(self) -> list[str]:
        """Statements that give names."""
        return self._with_names


def _is_free(kept: Kept, room: str) -> bool:
    """Whether the room may have the statement's words whole."""
    if kept.owner == room or kept.handling is Mark.VERBATIM:
        return True
    if kept.may_go_to is not None and kept.handling is Mark.EARS_ONLY:
        return room in kept.may_go_to
    return False


def _month_key(fact: Fact) -> str:
    day = fact.day
    return f"{day.calendar.value}:{day.month}" if day else ""


def _value_key(fact: Fact) -> int:
    return int(log(abs(fact.base) + 1) * 20)
