# ruff: noqa: E501 - tables of words are kept together
"""Places in the words to be conveyed that can be read two ways, each with a question.

Prompts never change the verdict: ambiguity may be meant, but it should be chosen.
"""

import re

from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import Prompt
from wasit.values.tokens import fold_word

__all__ = ["prompts_of"]

_VAGUE: dict[str, str] = {
    "When exactly? 'Soon' binds nobody.": "soon shortly bientôt prochainement pronto قريبا به‌زودی "
    "بزودی скоро вскоре",
    "Who decides what is appropriate or reasonable?": "appropriate reasonable adequate suitable "
    "approprié appropriée raisonnable apropiado apropiada razonable adecuado مناسب مناسبة معقول "
    "معقولة متناسب معقول подходящий разумный разумные надлежащий соответствующие",
    "How many? A bare 'several' or 'some' can be read high or low.": "several some various "
    "plusieurs quelques varios algunos عدة بعض چند برخی несколько некоторые",
    "From when, and counted how?": "immediately promptly immédiatement inmediatamente فورا فوری "
    "немедленно",
}
_AND_OR = re.compile(r"\band/or\b|\bet/ou\b|\by/o\b|و/أو|و/یا|и/или")
_BY = re.compile(r"\bby (?=(?:the )?(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|"
                 r"aug|sep|oct|nov|dec|noon|midnight|tomorrow))", re.IGNORECASE)  # fmt: skip
_UNTIL = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
_PLURALS = frozenset({"territories", "areas", "prisoners", "hostages", "weapons", "forces", "troops",
    "settlements", "attacks", "payments", "detainees", "positions", "villages", "wells", "territoires",
    "zonas", "prisoneros", "armas", "fuerzas"})  # fmt: skip
_DETERMINERS = frozenset({"the", "all", "these", "those", "some", "their", "our", "your", "any", "both",
    "most", "its", "his", "her", "no", "of", "les", "des", "los", "las", "todas", "todos"})  # fmt: skip
_THIRD = frozenset({"they", "them", "their", "ils", "ellos", "هم", "они"})


def _vague_words() -> dict[str, str]:
    return {fold_word(w): q for q, words in _VAGUE.items() for w in words.split()}


_VAGUE_WORDS = _vague_words()


def prompts_of(conveyed: Reading) -> tuple[Prompt, ...]:
    """Every place of the conveyed words that deserves a question before they leave."""
    found = [
        Prompt((t.start, t.end), _VAGUE_WORDS[t.key])
        for t in conveyed.tokens
        if t.key in _VAGUE_WORDS
    ]
    found += [
        Prompt(m.span(), "Both, or either one? 'And/or' leaves it open.")
        for m in _AND_OR.finditer(conveyed.text)
    ]
    found += [
        Prompt((d.start, d.end), "Which is the day and which the month? Name the month.")
        for d in conveyed.dates
        if d.alternatives
    ]
    found += [
        Prompt((c.start, c.end), "In whose time? No zone is named.")
        for c in conveyed.clocks
        if not c.zone
    ]
    if conveyed.language == "en":
        found += _english(conveyed)
    return tuple(sorted(found, key=lambda prompt: prompt.span))


def _english(conveyed: Reading) -> list[Prompt]:
    found = [
        Prompt(m.span(), "'By' a day: is that day still in time?")
        for m in _BY.finditer(conveyed.text)
    ]
    found += [
        Prompt(m.span(), "'Until' a day: does that day still count?")
        for m in _UNTIL.finditer(conveyed.text)
        if any(0 <= d.start - m.end() <= 5 for d in conveyed.dates)
    ]
    for before, token in zip(conveyed.tokens, conveyed.tokens[1:], strict=False):
        counted = any(q.start <= before.start < q.end for q in conveyed.quantities)
        if token.key in _PLURALS and before.key not in _DETERMINERS and not counted:
            found.append(
                Prompt((token.start, token.end), "All of them, or some? The plural has no article.")
            )
    actors = {o.value for o in conveyed.family("actor")} | {n.parts for n in conveyed.names}
    pronoun = next((t for t in conveyed.tokens if t.key in _THIRD), None)
    if pronoun is not None and len(actors) >= 2:
        found.append(
            Prompt((pronoun.start, pronoun.end), "Whom does this stand for? Two could be meant.")
        )
    return found
