"""Where a text says if, not, may, all, first, north: its operators, from one table.

``operators.txt`` lists, for six languages, the phrases of each operator as ``family value``
(``phrases`` finds them). Within a family the longest phrase at a place wins. Between families a
longer phrase uses up what a shorter one would misread: "not until" is a condition and no negation,
"no objection" is no refusal.
"""

from dataclasses import dataclass
from functools import cache

from wasit.checks.fidelity.phrases import (
    Phrase,
    Phrases,
    find_phrases,
    phrases_of,
    table_lines,
)
from wasit.values import Language, Token

__all__ = ["Operator", "operators_of"]

_USING_UP = frozenset({"skip", "cond", "mod", "quant", "scope", "bound"})
_USED_UP = frozenset({"neg", "quant", "mod", "seq", "cond", "scope", "att", "bound"})
_FRENCH_CUES = frozenset({"pas", "jamais", "rien", "aucun", "aucune", "guere", "personne", "nul"})


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator at ``text[start:end]``, made of tokens ``first`` to ``last``."""

    family: str
    value: str
    start: int
    end: int
    first: int
    last: int
    words: int = 1


@cache
def _operator_phrases(language: Language) -> Phrases:
    phrases = Phrases()
    for (family, value), spoken in table_lines("operators.txt"):
        for steps in phrases_of(spoken.get(language, ""), language):
            phrases.add(Phrase(family, value, steps))
    return phrases


def _all_matches(tokens: tuple[Token, ...], language: Language) -> list[Operator]:
    best: dict[tuple[str, int], Operator] = {}
    for found in find_phrases(tokens, language, _operator_phrases(language)):
        family, value = found.phrase.family, found.phrase.value
        place = ("faint" if value == "faint" else family, found.first)
        known = best.get(place)
        if known is None or (found.taken, found.last) > (known.words, known.last):
            start, end = tokens[found.first].start, tokens[found.last].end
            best[place] = Operator(family, value, start, end, found.first, found.last, found.taken)
    return sorted(best.values(), key=lambda o: (o.first, -o.words))


def _longest(matches: list[Operator]) -> list[Operator]:
    """Within one family, drop what lies inside a phrase of more words."""
    kept: list[Operator] = []
    for one in sorted(matches, key=lambda o: (-o.words, o.last - o.first, o.first)):
        if all(one.last < other.first or other.last < one.first for other in kept):
            kept.append(one)
    return kept


def _french_negations(tokens: tuple[Token, ...]) -> list[Operator]:
    """ "ne ... que" says only; "ne" alone with no cue after it says nothing."""
    found: list[Operator] = []
    for index, token in enumerate(tokens):
        if token.key not in ("ne", "n"):
            continue
        window = range(index + 1, min(index + 7, len(tokens)))
        cue = next((i for i in window if tokens[i].key in _FRENCH_CUES), None)
        que = next((i for i in window if tokens[i].key in ("que", "qu")), None)
        plus = next((i for i in window if tokens[i].key == "plus"), None)
        if cue is None and plus is not None and (que is None or plus < que):
            found.append(_made("neg", "hard", tokens, index, plus))
        elif cue is None and que is not None:
            found.append(_made("quant", "only", tokens, index, que))
    return found


def _made(family: str, value: str, tokens: tuple[Token, ...], first: int, last: int) -> Operator:
    return Operator(family, value, tokens[first].start, tokens[last].end, first, last, 2)


def operators_of(tokens: tuple[Token, ...], language: Language) -> tuple[Operator, ...]:
    """Every operator of a text, in order, after longer phrases have used up shorter ones."""
    by_family: dict[str, list[Operator]] = {}
    for match in _all_matches(tokens, language):
        group = match.value if match.value in ("soft", "faint") else match.family
        by_family.setdefault(group, []).append(match)
    if language == "fr":
        for match in _french_negations(tokens):
            by_family.setdefault(match.family, []).append(match)
    kept = {family: _longest(matches) for family, matches in by_family.items()}
    using = [o for family in _USING_UP for o in kept.get(family, ())]
    found: list[Operator] = []
    for family, matches in kept.items():
        for match in matches:
            if family in _USED_UP and any(_uses_up(other, match) for other in using):
                continue
            if family != "skip":
                found.append(match)
    return tuple(sorted(found, key=lambda o: (o.first, o.family)))


def _uses_up(other: Operator, match: Operator) -> bool:
    if other is match or other.family == match.family:
        return False
    inside = other.first <= match.first and match.last <= other.last
    if other.family == "skip":
        return inside
    if match.family == "seq" and other.family == "mod":
        return False
    if other.words > match.words:
        return inside and other.last - other.first <= match.last - match.first + other.words + 4
    return False
