"""Phrases of the tables beside this file, and where a text has them.

A table lists, for six languages, phrases under a family and a value. A phrase is one or more folded
words; ``*`` stands for any ending, ``..`` for one or two words that may stand between, ``=word``
for a word that must be written exactly so. Finding is one walk over the tokens; a phrase does not
reach over the end of a sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from wasit.values import Language, Token, TokenKind, fold_word

__all__ = [
    "Found",
    "Phrase",
    "Phrases",
    "find_phrases",
    "folded",
    "phrases_of",
    "synonyms",
    "table_lines",
]

_GAP = ".."
_GAP_WORDS = 2
_LONGEST_BEGINNING = 14
_ARABIC_PREFIXES = ("وال", "بال", "فال", "لل", "ال", "ول", "وب", "فل", "و", "ف", "ب", "ل", "ك", "س")
_ELIDED = {"que": ("qu",), "de": ("d",), "si": ("s", "'", "il*")}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for one value of one family."""

    family: str
    value: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase made of ``taken`` words between tokens ``first`` and ``last``."""

    phrase: Phrase
    first: int
    last: int
    taken: int


class Phrases:
    """One language's phrases, by their first word or its beginning."""

    def __init__(self) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._beginning: dict[str, list[Phrase]] = {}
        self._raw: dict[str, list[Phrase]] = {}
        self._known: dict[tuple[str, str], tuple[Phrase, ...]] = {}

    def add(self, phrase: Phrase) -> None:
        """Take a phrase in."""
        head = phrase.steps[0]
        if head.startswith("="):
            self._raw.setdefault(head[1:], []).append(phrase)
        elif "*" in head:
            self._beginning.setdefault(head[: head.index("*")], []).append(phrase)
        else:
            self._exact.setdefault(head, []).append(phrase)

    def at(self, key: str, raw: str) -> tuple[Phrase, ...]:
        """The phrases whose first word a token may be."""
        found = self._known.get((key, raw))
        if found is None:
            found = tuple(self._starting(key, raw))
            if len(self._known) < _MOST_REMEMBERED:
                self._known[key, raw] = found
        return found

    def _starting(self, key: str, raw: str) -> Iterator[Phrase]:
        yield from self._exact.get(key, ())
        yield from self._raw.get(raw, ())
        for length in range(1, min(len(key), _LONGEST_BEGINNING) + 1):
            for phrase in self._beginning.get(key[:length], ()):
                if _fits(phrase.steps[0], key):
                    yield phrase


_MOST_REMEMBERED = 20_000


def table_lines(name: str) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The heads of a table's lines, and what each line says for each language."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            head, *parts = line.split("|")
            pairs = (part.strip().partition(":") for part in parts)
            yield head.split(), {spoken: phrases for spoken, _, phrases in pairs}


def phrases_of(written: str, language: Language) -> Iterator[tuple[str, ...]]:
    """The phrases of a comma-separated list, each as its steps."""
    for phrase in written.split(","):
        steps = tuple(_fold_step(step) for step in _apart(phrase).split())
        if steps and steps[0] != _GAP:
            yield steps
            if language == "fr" and steps[-1] in _ELIDED:
                yield (*steps[:-1], *_ELIDED[steps[-1]])


def _apart(phrase: str) -> str:
    return phrase.replace("-", " - ")


def _fold_step(step: str) -> str:
    if step.startswith("="):
        return step
    head, star, tail = step.partition("*")
    return fold_word(head) + star + fold_word(tail)


def _fits(step: str, key: str) -> bool:
    head, star, tail = step.partition("*")
    return key == step if not star else key.startswith(head) and key.endswith(tail)


@lru_cache(maxsize=32768)
def _looks(key: str, language: Language) -> tuple[str, ...]:
    """The word, and in Arabic the word without what may be joined before it."""
    if language != "ar":
        return (key,)
    cut = [key[len(p) :] for p in _ARABIC_PREFIXES if key.startswith(p) and len(key) - len(p) > 2]
    led = [key[1:]] if key[:1] in ("و", "ف") and len(key) == 3 else []
    return tuple(dict.fromkeys((key, *led, *cut)))


def _step_at(tokens: tuple[Token, ...], index: int, step: str, language: Language) -> bool:
    if step.startswith("="):
        return tokens[index].text.lower() == step[1:]
    return any(_fits(step, look) for look in _looks(tokens[index].key, language))


def _end(
    steps: tuple[str, ...], tokens: tuple[Token, ...], at: int, language: Language
) -> tuple[int, int] | None:
    """Index of a phrase's last word when its first stands at ``at``, and its count of words."""
    reach, taken = 0, 1
    for step in steps[1:]:
        if step == _GAP:
            reach += _GAP_WORDS
            continue
        for ahead in range(at + 1, min(at + 2 + reach, len(tokens))):
            if tokens[ahead].kind is TokenKind.SIGN and tokens[ahead].key in ".;!?؟؛":
                return None
            if _step_at(tokens, ahead, step, language):
                at, taken = ahead, taken + 1
                break
        else:
            return None
        reach = 0
    return at, taken


def find_phrases(
    tokens: tuple[Token, ...], language: Language, phrases: Phrases
) -> Iterable[Found]:
    """Every phrase of a table that the tokens have, wherever it begins."""
    for index, token in enumerate(tokens):
        for look in _looks(token.key, language):
            for phrase in phrases.at(look, token.text.lower()):
                if len(phrase.steps) == 1:
                    yield Found(phrase, index, index, 1)
                    continue
                reached = _end(phrase.steps, tokens, index, language)
                if reached is not None:
                    yield Found(phrase, index, *reached)


def folded(words: str) -> frozenset[str]:
    """The folded words of a list written as one text."""
    return frozenset(fold_word(word) for word in words.split())


@cache
def synonyms(language: Language) -> Phrases:
    """The words of ``synonyms.txt``: each thing's name is the value."""
    phrases = Phrases()
    for head, spoken in table_lines("synonyms.txt"):
        for steps in phrases_of(spoken.get(language, ""), language):
            phrases.add(Phrase("thing", head[0], steps))
    return phrases
