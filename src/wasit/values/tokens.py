"""Words, figures and signs of a text, each with its place and a folded key for looking up.

A token keeps ``(start, end)`` offsets into the text as it was given, so that everything found
later can be shown as an exact substring. The key is what tables are searched by: lower case, no
accents or vowel signs, Arabic letter forms and digits brought to one form. Folding here is only as
strong as table look-up needs; the look-alike folding of the leak guard is another matter.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from wasit.values.languages import Language

__all__ = ["Token", "TokenKind", "fold_word", "to_ascii_digits", "tokens_of"]


class TokenKind(Enum):
    """What a token is made of."""

    WORD = "word"
    FIGURE = "figure"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure or sign at ``text[start:end]``; ``key`` is its folded form."""

    start: int
    end: int
    text: str
    key: str
    kind: TokenKind


_DIGITS = {ord(c): str(i) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩")} | {
    ord(c): str(i) for i, c in enumerate("۰۱۲۳۴۵۶۷۸۹")
}
_ARABIC_FORMS = str.maketrans("أإآٱىیېئؤةۀکگـ\u200c\u200d", "ااااييييوههكگ\u0640\u0640\u0640") | {
    0x640: None,
    0x200C: None,
    0x200D: None,
    0x621: None,
}
_MARK = r"\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d"
_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_MARK}])*"
_FIGURE = r"\d+(?:[.,٫٬’']\d+|[\u00a0\u202f\u2009 ]\d{3}(?![\d]))*"
_SPLIT = {
    True: re.compile(rf"(?P<f>{_FIGURE})|(?P<w>{_WORD}(?:['’](?:t|s|re|ve|ll|d|m)\b)?)|(?P<s>\S)"),
    False: re.compile(rf"(?P<f>{_FIGURE})|(?P<w>{_WORD})|(?P<s>\S)"),
}
_KINDS = {"f": TokenKind.FIGURE, "w": TokenKind.WORD, "s": TokenKind.SIGN}


def to_ascii_digits(text: str) -> str:
    """The same text with Arabic-Indic and Persian digits as 0-9; length unchanged."""
    return text.translate(_DIGITS)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """The look-up key of a word: lower case, unaccented, Arabic forms and digits unified.

    >>> fold_word("Février"), fold_word("أسبوعًا"), fold_word("می‌شود")
    ('fevrier', 'اسبوعا', 'ميشود')
    """
    if word.isascii():
        return word.lower()
    lowered = unicodedata.normalize("NFKC", word).lower().replace("’", "'")
    lowered = lowered.replace("й", "\ue000").replace("ё", "е").translate(_ARABIC_FORMS)
    plain = "".join(
        c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c)
    )
    return plain.replace("\ue000", "й").translate(_DIGITS).replace("œ", "oe")


_ZERO_WIDTH_JOIN = "\u200c"
_PERSIAN_COUNTS = frozenset(
    fold_word(word)
    for word in (
        [
            "یک",
            "دو",
            "سه",
            "چهار",
            "پنج",
            "شش",
            "هفت",
            "هشت",
            "نه",
            "ده",
            "بیست",
            "سی",
            "چهل",
            "پنجاه",
            "شصت",
            "هفتاد",
            "هشتاد",
            "نود",
            "صد",
            "نیم",
        ]
    )
)
"""Persian numbers that a zero-width non-joiner may tie to the word they count."""


@lru_cache(maxsize=256)
def tokens_of(text: str, language: Language) -> tuple[Token, ...]:
    """Every word, figure and sign of the text, in order; spaces are dropped."""
    found: list[Token] = []
    for match in _SPLIT[language == "en"].finditer(text):
        group = match.lastgroup or "s"
        raw = match.group()
        if group == "w" and _ZERO_WIDTH_JOIN in raw:
            found.extend(_joined_words(raw, match.start()))
            continue
        key = to_ascii_digits(raw) if group == "f" else fold_word(raw)
        found.append(Token(match.start(), match.end(), raw, key, _KINDS[group]))
    return tuple(found)


def _joined_words(raw: str, start: int) -> list[Token]:
    """A Persian word, cut at its joins where it begins with a number ("سه‌روزه")."""
    pieces = raw.split(_ZERO_WIDTH_JOIN)
    if fold_word(pieces[0]) not in _PERSIAN_COUNTS:
        return [Token(start, start + len(raw), raw, fold_word(raw), TokenKind.WORD)]
    found: list[Token] = []
    for piece in pieces:
        if piece:
            end = start + len(piece)
            found.append(Token(start, end, piece, fold_word(piece), TokenKind.WORD))
        start += len(piece) + 1
    return found
