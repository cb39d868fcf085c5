# ruff: noqa: E501 - tables of words are kept together
"""One text read for comparison: its values, operators, persons, names and content words.

Everything is found once per text and kept with its offsets. Content words carry a stem and the
negotiation concepts they touch, by which words are matched within and across languages. The
operators are in the form that ``canonical`` brings them to.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from wasit.checks.fidelity.canonical import canonical_operators
from wasit.checks.fidelity.contrasts import Contrast, contrasts_of, without_contrasts
from wasit.checks.fidelity.implied import sentences_of
from wasit.checks.fidelity.operators import Operator, operators_of
from wasit.checks.fidelity.phrases import find_phrases, synonyms
from wasit.checks.leak.concepts import matters_lexicon
from wasit.values import (
    ClockTime,
    DateMention,
    Language,
    Quantity,
    Token,
    TokenKind,
    find_clock_times,
    find_dates,
    find_quantities,
    tokens_of,
)
from wasit.values.folding import fold
from wasit.values.names import mentions
from wasit.values.stems import FUNCTION_WORDS, stem

__all__ = ["Content", "Name", "Reading", "read"]

_FUTURE: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\w{2,}(?:ra|ront|rons|rez|rai)"),
    "es": re.compile(r"\w{2,}(?:rá|rán|remos|ré)"),
    "ar": re.compile(r"[وف]?س[يتنأا]\w{2,}"),
}
_CONDITIONAL: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\w{2,}(?:rait|raient|rions|riez|rais)"),
    "es": re.compile(r"\w{2,}(?:ría|rían|ríamos)"),
}
_NO_FUTURE = frozenset({"sera", "para", "contra", "hora", "ahora", "mira", "ibera", "opera", "fuera",
    "ministre", "prendra", "era", "primera", "frontera", "madera", "carretera", "manera", "espera",
    "cualquiera", "quiera", "pueda", "palabra", "obra", "tierra", "guerra", "cifra", "compra",
    "سياسي", "سيادة", "سيارة", "سيد", "سنة", "سنوات", "ساعة", "سابق", "ستة", "ستين", "ساحة", "سنتين",
    "سيطرة", "سياسية", "سيارات", "سنويا", "ساعات", "سادس", "ساري", "سائق", "سائقين"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """A word that carries meaning: its token, stem, and the concepts and things it may tell."""

    index: int
    start: int
    end: int
    key: str
    stem: str
    concepts: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name by its folded parts."""

    parts: tuple[str, ...]
    start: int
    end: int
    opens: bool
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the comparison needs of one text."""

    text: str
    language: Language
    tokens: tuple[Token, ...]
    operators: tuple[Operator, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    clocks: tuple[ClockTime, ...]
    names: tuple[Name, ...]
    content: tuple[Content, ...]
    sentences: tuple[tuple[int, int], ...]
    denials: tuple[int, ...]
    """Tokens that say "not" or hold it, those inside a condition or a bound as well."""
    contrasts: tuple[Contrast, ...]

    def family(self, name: str) -> list[Operator]:
        """The operators of one family, in order."""
        return [each for each in self.operators if each.family == name]

    def values(self, name: str) -> set[str]:
        """The values of one family that the text has."""
        return {each.value for each in self.operators if each.family == name}

    def sentence_of(self, index: int) -> tuple[int, int]:
        """First and last token of the sentence a token stands in."""
        for first, last in self.sentences:
            if first <= index <= last:
                return first, last
        return 0, max(len(self.tokens) - 1, 0)


def _content(
    tokens: tuple[Token, ...],
    operators: tuple[Operator, ...],
    spans: list[tuple[int, int]],
    language: Language,
) -> tuple[Content, ...]:
    """Words that are neither function words, operators nor parts of values."""
    concepts: dict[int, set[str]] = {}
    for touch in matters_lexicon().touches([token.key for token in tokens], language):
        for index in range(touch.first, touch.last + 1):
            concepts.setdefault(index, set()).add(touch.concept)
    taken = {
        index
        for each in operators
        if each.family in ("cond", "skip")
        or (each.family == "att" and each.value != "theirs")
        or (each.family == "neg" and each.value == "hard")
        for index in (range(each.first, each.last + 1) if each.words > 1 else (each.first,))
        if each.last - each.first < each.words + 1 or index in (each.first, each.last)
    }
    things: dict[int, set[str]] = {}
    for each in find_phrases(tokens, language, synonyms(language)):
        for index in (each.first, each.last):
            things.setdefault(index, set()).add(each.phrase.value)
    found: list[Content] = []
    functions = FUNCTION_WORDS[language]
    for index, token in enumerate(tokens):
        if token.kind is not TokenKind.WORD or index in taken or len(token.key) < 2:
            continue
        if token.key in functions or any(s <= token.start < e for s, e in spans):
            continue
        root = stem(token.key, language)
        found.append(
            Content(
                index, token.start, token.end, token.key, root,
                frozenset(concepts.get(index, ())), frozenset(things.get(index, ())),
            )
        )  # fmt: skip
    return tuple(found)


def _tense_operators(
    tokens: tuple[Token, ...], known: tuple[Operator, ...], language: Language
) -> list[Operator]:
    """Futures and conditionals that are only an ending or a prefix."""
    found: list[Operator] = []
    taken = {each.first for each in known if each.family == "mod"}
    for value, patterns in (("reported", _CONDITIONAL), ("commit", _FUTURE)):
        pattern = patterns.get(language)
        if pattern is None:
            continue
        for index, token in enumerate(tokens):
            raw = token.text.lower()
            if index in taken or token.key in _NO_FUTURE or raw in _NO_FUTURE:
                continue
            if pattern.fullmatch(raw):
                taken.add(index)
                found.append(Operator("tense", value, token.start, token.end, index, index))
    return found


_NOT = (("neg", "hard"), ("quant", "not_all"))


@lru_cache(maxsize=512)
def read(text: str, language: Language) -> Reading:
    """The text with all its values, operators, names and content words."""
    tokens = tokens_of(text, language)
    quantities = tuple(find_quantities(text, language))
    dates = tuple(d for d in find_dates(text, language) if not _arabic_at(d, text, language))
    clocks = tuple(find_clock_times(text, language))
    quantities = tuple(
        q
        for q in quantities
        if not _persian_not(q, tokens, language) and not _part_of_town(q, tokens, language)
    )
    values = [(q.start, q.end) for q in quantities if not q.weak or q.unit]
    values += [(d.start, d.end) for d in dates] + [(c.start, c.end) for c in clocks]
    raw = [
        o
        for o in operators_of(tokens, language)
        if (_orders(o, tokens, language) or not _inside_value(o, values))
        and not _numbers(o, tokens)
    ]
    contrasts = contrasts_of(tokens, raw, language, values)
    raw = without_contrasts(raw, contrasts)
    starts = frozenset(start for start, _ in values)
    quantities, operators = canonical_operators(tokens, raw, quantities, text, starts)
    bounds = [(q.bound_start, q.start) for q in quantities if q.bound_start >= 0]
    bounds += [(q.end, q.bound_end) for q in quantities if q.bound_end >= 0]
    tense = _tense_operators(tokens, operators, language)
    operators = tuple(sorted((*operators, *tense), key=lambda o: o.first))
    names = tuple(
        Name(m.parts, m.start, m.end, m.opens, bool(m.title)) for m in mentions(fold(text))
    )
    content = _content(tokens, operators, [*values, *bounds], language)
    return Reading(
        text, language, tokens, operators, quantities, dates, clocks, names, content,
        sentences_of(tokens), tuple(o.last for o in raw if (o.family, o.value) in _NOT),
        contrasts,
    )  # fmt: skip


def _persian_not(quantity: Quantity, tokens: tuple[Token, ...], language: Language) -> bool:
    """Whether a Persian nine is a "not": "not every day", "not before that"."""
    if language != "fa" or quantity.value != _NINE or quantity.unit:
        return False
    following = next((t for t in tokens if t.start >= quantity.end), None)
    return following is not None and following.key in _NEVER_COUNTED


def _part_of_town(quantity: Quantity, tokens: tuple[Token, ...], language: Language) -> bool:
    """Whether a "quarter" is a place: "the eastern quarter"."""
    index = next((i for i, t in enumerate(tokens) if t.start >= quantity.start), 0)
    if language != "en" or not tokens or not tokens[index].key.startswith("quarter"):
        return False
    before = tokens[index - 1].key if index else ""
    after = tokens[index + 1].key if index + 1 < len(tokens) else ""
    return before.endswith(("ern", "old", "poor")) or (
        before == "the" and after not in ("of", "ends")
    )


def _arabic_at(mention: DateMention, text: str, language: Language) -> bool:
    """Whether an Arabic "at, with" was taken for a Persian month with "to" before it."""
    return language == "ar" and text[mention.start : mention.end] in ("لدى", "لدي")


_NINE = 9
_NEVER_COUNTED = frozenset(
    {
        "هر",
        "همه",
        "تنها",
        "فقط",
        "به",
        "از",
        "در",
        "پيش",
        "بعد",
        "قبل",
        "بلكه",
        "بيشتر",
        "كمتر",
        "با",
    }
)


def _numbers(operator: Operator, tokens: tuple[Token, ...]) -> bool:
    """Whether "No." stands before a figure."""
    following = tokens[operator.last + 1 : operator.last + 3]
    if tokens[operator.first].key != "no" or len(following) != len(_DOT_FIGURE):
        return False
    return following[0].key == "." and following[1].kind is TokenKind.FIGURE


_DOT_FIGURE = (TokenKind.SIGN, TokenKind.FIGURE)


def _orders(operator: Operator, tokens: tuple[Token, ...], language: Language) -> bool:
    """Whether "first" stands alone and orders acts; before a noun it counts."""
    if operator.family != "seq":
        return False
    following = tokens[operator.last + 1 : operator.last + 2]
    if not following or following[0].kind is not TokenKind.WORD:
        return True
    return following[0].key in FUNCTION_WORDS[language]


def _inside_value(operator: Operator, values: list[tuple[int, int]]) -> bool:
    return any(s <= operator.start and operator.end <= e for s, e in values)
