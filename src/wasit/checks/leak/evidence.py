"""What a draft and a kept statement share, each shared thing with its worth.

A ``Match`` is one thing shared: a stem in one language, a concept in any, a concept told in
another's words. Every term of either text is used once, for its dearest match. ``densest`` is the
narrowest stretch of the draft that holds most of the worth: the span a person is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from wasit.checks.leak.concepts import Lexicon
from wasit.checks.leak.held import Held
from wasit.checks.leak.ledger import Ledger
from wasit.checks.leak.reading import CONCEPT_WEIGHTS, Reading

__all__ = ["Match", "densest", "matches", "total"]

_NEAR = 0.55
_KIN = 5
_KIN_SHARE = 0.65
_KIN_WORTH = 0.8
_MEASURE_OF_GAP = 6


@dataclass(frozen=True, slots=True)
class Match:
    """Something shared: draft terms, statement terms, worth now and worth before subtraction."""

    first: int
    last: int
    kept_first: int
    kept_last: int
    worth: float
    raw: float
    by_concept: bool


def matches(
    draft: Reading,
    held: Held,
    wanted: Sequence[bool],
    ledger: Ledger,
    lexicon: Lexicon,
    *,
    seen: frozenset[int],
) -> tuple[Match, ...]:
    """What the draft shares with the wanted terms of the statement, dearest first."""
    found = [
        *_by_stem(draft, held, wanted, ledger),
        *_by_concept(draft, held, wanted, ledger, lexicon),
    ]
    found = [m for m in found if not seen.issuperset(range(m.first, m.last + 1))]
    found.sort(key=lambda m: (-m.worth, -m.raw, m.by_concept, m.first))
    used_draft: set[int] = set()
    used_kept: set[int] = set()
    chosen: list[Match] = []
    for match in found:
        here = set(range(match.first, match.last + 1))
        there = set(range(match.kept_first, match.kept_last + 1))
        if here & used_draft or there & used_kept:
            continue
        used_draft |= here
        used_kept |= there
        chosen.append(match)
    return tuple(chosen)


def _by_stem(draft: Reading, held: Held, wanted: Sequence[bool], ledger: Ledger) -> list[Match]:
    if draft.language != held.reading.language:
        return []
    places = draft.places
    found: list[Match] = []
    for there, term in enumerate(held.reading.terms):
        if not wanted[there] or not term.weight:
            continue
        feature = f"{draft.language}:{term.stem}"
        for here in places.get(term.stem, ()):
            base = min(term.weight, draft.terms[here].weight)
            worth = ledger.worth(feature, base, sid=held.kept.sid)
            found.append(Match(here, here, there, there, worth, base, by_concept=False))
        if term.stem in places or len(term.stem) < _KIN:
            continue
        for here in draft.beginnings.get(term.stem[:_KIN], ()):
            ours = draft.terms[here]
            if not _are_kin(ours.stem, term.stem):
                continue
            base = _KIN_WORTH * min(term.weight, ours.weight)
            features = (feature, f"{draft.language}:{ours.stem}")
            worth = min(ledger.worth(each, base, sid=held.kept.sid) for each in features)
            found.append(Match(here, here, there, there, worth, base, by_concept=False))
    return found


def _are_kin(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: "inspect" and "inspector"."""
    pairs = zip(one, other, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return common >= max(_KIN, _KIN_SHARE * max(len(one), len(other)))


def _by_concept(
    draft: Reading, held: Held, wanted: Sequence[bool], ledger: Ledger, lexicon: Lexicon
) -> list[Match]:
    found: list[Match] = []
    for theirs in held.reading.touches:
        if not wanted[theirs.first]:
            continue
        near = lexicon.near(theirs.concept)
        for ours in draft.touches:
            if ours.concept == theirs.concept:
                factor = 1.0
            elif ours.concept in near:
                factor = _NEAR
            else:
                continue
            tells = min(lexicon.tells(ours.concept), lexicon.tells(theirs.concept))
            base = CONCEPT_WEIGHTS[tells] * factor
            worth = ledger.worth(f"concept:{ours.concept}", base, sid=held.kept.sid)
            if factor < 1.0:
                also = ledger.worth(f"concept:{theirs.concept}", base, sid=held.kept.sid)
                worth = min(worth, also)
            found.append(
                Match(
                    ours.first, ours.last, theirs.first, theirs.last, worth, base, by_concept=True
                )
            )
    return found


def total(found: Sequence[Match]) -> float:
    """The worth of all matches together."""
    return sum(m.worth for m in found)


def densest(found: Sequence[Match], *, least: float = 0.3) -> tuple[int, int] | None:
    """First and last draft term of the stretch that holds most worth for its length."""
    telling = sorted((m for m in found if m.worth >= least), key=lambda m: m.first)
    if not telling:
        return None
    best = (0.0, telling[0].first, telling[0].last)
    for i, start in enumerate(telling):
        gained = 0.0
        for match in telling[i:]:
            gained += match.worth
            length = match.last - start.first + 1
            score = gained / (length + _MEASURE_OF_GAP)
            if score > best[0]:
                best = (score, start.first, match.last)
    return best[1], best[2]
