"""Names in the draft that only a kept statement gives.

A name meets another spelling by transliteration key, in any script. In scripts without capitals a
name need not be recognised as one: every word of the draft is compared with the statement's known
names, and the other way round. A name alone is harmless in two cases: the draft is courtesy or
procedure ("Mr Okafor sends his regards") and the statement is about what becomes of a person whom
everyone meets anyway.
"""

from wasit.checks.leak.concepts import Lexicon
from wasit.checks.leak.held import Held
from wasit.checks.leak.ledger import Ledger
from wasit.checks.leak.reading import Reading
from wasit.values.names import Mention, NameBook, same_word_name

__all__ = ["named"]

_COURTESY = ("courtesy", "procedure")
_POLITE = frozenset({"apology"})
_PUBLIC = frozenset(
    [
        *("united", "nations", "un", "onu", "оон", "eu", "ue", "usa", "us", "european", "union"),
        *("red", "cross", "crescent", "croix", "rouge", "croissant", "cruz", "roja", "media"),
        *("luna", "europe", "unicef", "who", "nato", "god"),
    ]
)
_LEAST = 3
_SUBJECT_REACH = 5


def named(
    draft: Reading, held: Held, ledger: Ledger, book: NameBook
) -> tuple[tuple[int, int], ...]:
    """Term ranges of the draft that give a name the room does not know."""
    found: list[tuple[int, int]] = []
    for name in held.names:
        if ledger.knows_name(name) or _PUBLIC.issuperset(name.parts):
            continue
        for first, last in _occurrences(draft, name, book):
            found.append((first, last))
    found.extend(_unrecognised(draft, held, ledger))
    found.extend(_of_one_group(draft, held, ledger, book))
    return tuple(sorted(set(found)))


def is_harmless(draft: Reading, held: Held, at: int, lexicon: Lexicon) -> bool:
    """Whether the name at term ``at`` is there by courtesy or procedure and gives nothing away."""
    clause = next(c for c in draft.clauses if c.first <= at <= c.last)
    here = [t for t in draft.touches if clause.first <= t.first <= clause.last]
    polite = any(t.concept in _COURTESY for t in here)
    theirs = {t.concept for t in held.reading.touches}
    theirs |= {near for concept in theirs for near in lexicon.near(concept)}
    telling = any(lexicon.tells(t.concept) >= 2 and t.concept in theirs - _POLITE for t in here)
    subject = any(
        name.opens or name.title or held.reading.term_at(name.start) < _SUBJECT_REACH
        for name in held.names
    )
    return polite and not telling and subject


def _occurrences(draft: Reading, name: Mention, book: NameBook) -> list[tuple[int, int]]:
    found = [
        (draft.term_at(mention.start), draft.term_at(mention.end - 1))
        for mention in draft.names
        if book.same(mention.parts, name.parts)
    ]
    if found:
        return found
    if name.opens and not name.title:
        return []
    parts = [p for p in name.parts if len(p) > _LEAST]
    whole = len(name.parts) == 1 or bool(name.title)
    for at, term in enumerate(draft.terms):
        if term.weight < 1.0 or len(term.text) <= _LEAST or at in draft.concepts_at:
            continue
        spoken = whole or draft.language in ("ar", "fa") or draft.text.islower()
        if spoken and any(_same_word(term.text, part) for part in parts):
            found.append((at, at))
    return found


def _same_word(one: str, part: str) -> bool:
    """Whether a draft's word is the name's word, exactly within a script, by key across."""
    if one == part or one.rstrip("s") == part:
        return True
    if one.isascii() and part.isascii():
        return False
    return same_word_name(one, part)


def _of_one_group(
    draft: Reading, held: Held, ledger: Ledger, book: NameBook
) -> list[tuple[int, int]]:
    """Words of the draft that stand for a name of the statement, in whatever script."""
    theirs = {
        book.group(term.text)
        for term, secret in zip(held.reading.terms, held.secret, strict=True)
        if secret and term.weight and not ledger.has_word(term.text)
    } - {None}
    return [
        (at, at)
        for at, term in enumerate(draft.terms)
        if theirs
        and term.weight
        and book.group(term.text) in theirs
        and not ledger.has_word(term.text)
    ]


def _unrecognised(draft: Reading, held: Held, ledger: Ledger) -> list[tuple[int, int]]:
    """Names the draft shows as such and the statement writes in a script without capitals."""
    if held.reading.language not in ("ar", "fa"):
        return []
    found: list[tuple[int, int]] = []
    touched = {at for t in held.reading.touches for at in range(t.first, t.last + 1)}
    words = [
        t.text
        for at, t in enumerate(held.reading.terms)
        if t.weight and held.secret[at] and at not in touched and len(t.text) > _LEAST
    ]
    for mention in draft.names:
        if ledger.knows_name(mention):
            continue
        long = [p for p in mention.parts if len(p) > _LEAST]
        if any(same_word_name(part, word) for part in long for word in words):
            found.append((draft.term_at(mention.start), draft.term_at(mention.end - 1)))
    return found
