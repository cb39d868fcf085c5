# ruff: noqa: E501 - tables of words are kept together
"""What is said by what it is not: "by the hospital, not by the police"; "her, and not her deputy".

The "not" of a contrast denies no act; it only sets one person, place or time against another. It is
kept apart from negations; ``set_aside`` compares it.
"""

from dataclasses import dataclass

from wasit.checks.fidelity.operators import Operator
from wasit.values import Language, Token, TokenKind

__all__ = ["Contrast", "contrasts_of", "without_contrasts"]

_SIGNS = frozenset(',،;:.!?؟؛()—–«»"“”')
_JOINS = frozenset({"and", "et", "y", "e", "а", "و"})
_STOPS = frozenset({"and", "but", "et", "mais", "y", "pero", "и", "но", "ولكن", "بل", "ولي", "that", "que",
    "who", "which", "if", "что", "ان", "كه"})  # fmt: skip
_PLAIN: dict[Language, frozenset[str]] = {
    "en": frozenset({"not"}),
    "fr": frozenset({"pas", "non"}),
    "es": frozenset({"no"}),
    "ru": frozenset({"не"}),
    "ar": frozenset({"لا", "ليس", "وليس", "ولا", "وليست"}),
    "fa": frozenset({"نه"}),
}
_NOUN_LEADS: dict[Language, frozenset[str]] = {
    "fr": frozenset({"le", "la", "les", "l", "un", "une", "des", "son", "sa", "ses", "leur", "leurs", "notre",
        "nos", "votre", "vos", "de", "du", "par", "a", "au", "aux", "avec", "celui", "celle", "ceux", "pas"}),
    "es": frozenset({"el", "la", "los", "las", "un", "una", "su", "sus", "nuestro", "nuestra", "por", "a", "de",
        "del", "en", "con", "al", "ese", "esa"}),
}  # fmt: skip
_VERBS = frozenset({"be", "to", "is", "are", "was", "were", "do", "does", "have", "has", "been", "only", "yet",
    "least", "if", "until", "before", "when", "once", "all", "every", "everyone", "necessarily", "because",
    "so", "that", "more", "less", "fewer", "later", "earlier", "sooner", "one", "a", "an", "even", "exceed",
    "exceeding", "under", "over", "above", "below", "without", "pay", "accept", "sign"})  # fmt: skip
_VERB_ENDINGS = {
    "fr": ("rons", "ront", "rez", "ivre", "dre", "tre"),
    "es": ("remos", "ran", "amos", "emos", "aran"),
}
_RUSSIAN_LEADS = frozenset({"от", "из", "в", "на", "с", "по", "к", "для", "у", "через", "со", "во"})
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Contrast:
    """A "not" at token ``at`` that sets tokens ``first`` to ``last`` aside."""

    at: int
    first: int
    last: int


def contrasts_of(
    tokens: tuple[Token, ...],
    operators: list[Operator],
    language: Language,
    values: list[tuple[int, int]],
) -> tuple[Contrast, ...]:
    """The contrasts of a text, in order; those of figures and dates are compared as values."""
    found: list[Contrast] = []
    for each in operators:
        if each.family != "neg" or each.value != "hard" or each.words > 1:
            continue
        contrast = _contrast(tokens, each.first, language)
        if contrast is None:
            continue
        start, end = tokens[contrast.first].start, tokens[contrast.last].end
        if not any(start <= value < end for value, _ in values):
            found.append(contrast)
    return tuple(found)


def _contrast(tokens: tuple[Token, ...], at: int, language: Language) -> Contrast | None:
    if tokens[at].key not in _PLAIN[language] or at == 0:
        return None
    joined = tokens[at].key.startswith("و") and len(tokens[at].key) > 2
    before = tokens[at - 1].key
    if not joined and before not in _JOINS and before not in _SIGNS:
        return None
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if language == "ru" and before not in _JOINS and following not in _RUSSIAN_LEADS:
        return None
    last = at
    for index in range(at + 1, min(at + 1 + _LONGEST, len(tokens))):
        if tokens[index].key in _SIGNS or (index > at + 1 and tokens[index].key in _STOPS):
            break
        last = index
    closed = last + 1 >= len(tokens) or tokens[last + 1].key in (_SIGNS | _STOPS)
    if last == at or not closed or not _names(tokens, at + 1, language):
        return None
    return Contrast(at, at + 1, last)


def _names(tokens: tuple[Token, ...], index: int, language: Language) -> bool:
    """Whether what follows a "not" names something, as far as its first word tells."""
    token = tokens[index]
    if token.kind is not TokenKind.WORD or token.key in _VERBS:
        return False
    leads = _NOUN_LEADS.get(language)
    if leads is not None:
        following = tokens[index + 1].key if index + 1 < len(tokens) else ""
        return token.key in leads and not following.endswith(_VERB_ENDINGS[language])
    if language == "ar":
        return token.key.startswith(("ال", "بال", "لل", "من", "في", "على", "عند"))
    return True


def without_contrasts(operators: list[Operator], contrasts: tuple[Contrast, ...]) -> list[Operator]:
    """The operators, the "not" of each contrast left out."""
    places = {c.at for c in contrasts}
    return [o for o in operators if not (o.family == "neg" and o.first in places)]
