"""Whose idea it is: phrases of a draft that say an idea comes from another room.

An idea carried as the desk's own may cross with its words, never with its origin. Three ways of
giving the origin away are looked for: a phrase that says so ("at their request"), another side as
the one who proposes ("they suggest"), and any third-person subject before a proposing verb
("the shore villages propose"). The desk speaking of itself, or of what the hearer said, does not.
"""

from collections.abc import Mapping, Sequence

from wasit.checks.leak.concepts import Touch
from wasit.checks.leak.reading import Clause, Reading

__all__ = ["attributions"]

_REACH = 6
_YOURS = frozenset(["your", "votre", "vos"])
_HEARERS = frozenset(
    ["delegation", "side", "people", "team", "government", "room", "party", "colleagues", "own"]
)
_AUXILIARIES = frozenset(
    [
        "who",
        "that",
        "qui",
        "que",
        "quien",
        "который",
        "которая",
        "الذي",
        "التي",
        "كه",
        "has",
        "have",
        "had",
        "is",
        "are",
        "a",
        "ont",
        "ha",
        "han",
        "also",
        "s",
        "itself",
        "themselves",
        "himself",
        "herself",
    ]
)
_ARTICLES = frozenset(
    ["the", "our", "their", "your", "his", "her", "le", "la", "les", "l", "el", "los"]
)


def attributions(
    draft: Reading, by_name: Mapping[str, Sequence[Touch]]
) -> tuple[tuple[int, int], ...]:
    """Term ranges of the draft that name another side as the origin of an idea."""
    found = [(t.first, t.last) for t in by_name.get("origin", ())]
    for verb in by_name.get("asserting", ()):
        clause = next(c for c in draft.clauses if c.first <= verb.first <= c.last)
        subject = _subject(draft, clause, verb, by_name)
        if subject is not None:
            found.append((min(subject, verb.first), max(subject, verb.last)))
    return tuple(sorted(set(found)))


def _subject(
    draft: Reading, clause: Clause, verb: Touch, by_name: Mapping[str, Sequence[Touch]]
) -> int | None:
    """First term of a third-person subject of the verb within its clause, or None."""
    near = range(max(clause.first, verb.first - _REACH), verb.first)
    own = [t.first for t in by_name.get("self", ())]
    own += [t.first for t in by_name.get("you", ()) if not _of_another(draft, t.first)]
    others = [t.first for t in by_name.get("other_side", ()) if t.first in near]
    last_own = max((at for at in own if at in near or at == verb.first), default=-1)
    if others and max(others) > last_own:
        return max(others)
    if last_own >= 0:
        return None
    if draft.language in ("ar", "es", "ru", "fr"):
        after = range(verb.last + 1, min(verb.last + 4, clause.last + 1))
        if any(other.first in after for other in by_name.get("other_side", ())):
            return verb.first
    return _noun_around(draft, clause, verb)


def _of_another(draft: Reading, at: int) -> bool:
    """Whether "your" at ``at`` owns a third person: "your brother", not "your delegation"."""
    if draft.terms[at].text not in _YOURS or at + 1 >= len(draft.terms):
        return False
    owned = draft.terms[at + 1]
    return owned.weight > 0 and owned.text not in _HEARERS


def _noun_around(draft: Reading, clause: Clause, verb: Touch) -> int | None:
    """A name or noun right before the verb (over an auxiliary), or in Arabic right after it."""
    at = verb.first - 1
    while at >= clause.first and draft.terms[at].text in _AUXILIARIES:
        at -= 1
    if at >= clause.first and (draft.terms[at].weight or at in draft.set_apart):
        while at > clause.first and (draft.terms[at - 1].weight or at - 1 in draft.set_apart):
            at -= 1
        if at > clause.first and draft.terms[at - 1].text in _ARTICLES:
            at -= 1
        return at
    if draft.language == "fa":
        first = draft.terms[clause.first]
        return clause.first if clause.first < verb.first and first.weight else None
    if draft.language == "ar" and verb.last + 1 <= clause.last:
        following = draft.terms[verb.last + 1]
        if following.weight and following.text.startswith("ال"):
            return verb.first
    return None
