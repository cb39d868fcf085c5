"""Numbers in figures and words.

A number is read from left to right: small words add up, a hundred multiplies what stands before
it, a scale word closes a group. A joiner ("and", "et", "و") belongs to the number only where what
follows continues it. Arabic says units before tens, French counts by twenties, and both are
handled by what may follow what, in ``_Reader``.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from wasit.values.figures import figure_value
from wasit.values.found import Number
from wasit.values.languages import Language
from wasit.values.number_words import ARTICLES, JOINERS, NumberWords, number_words
from wasit.values.tokens import Token, TokenKind, tokens_of

__all__ = ["find_numbers", "read_number"]

_PREFIXES = (
    "وال",
    "فال",
    "بال",
    "كال",
    "لل",
    "ال",
    "ول",
    "وب",
    "فب",
    "فل",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)
_LETTER_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9}
_PART_FRACTIONS = frozenset({"tercera", "terceras", "cuarta", "cuartas", "quinta", "quintas"})
_AFTER_PART = frozenset(
    {"", "of", "is", "was", "are", "were", "in", "for", "more", "less", "to", "and", "or", "by",
     "on", "at", "from", "has", "have", "will", ",", ".", ";", ")", "as", "than"}
)  # fmt: skip
_PERCENT_LEADS = frozenset({"per", "pour", "por"})
_ARABIC_HUNDREDS = frozenset({"الميه", "المايه", "ميه", "مايه"})
_ARABIC_PERCENT = frozenset({"بالميه", "بالمايه"})
_ORDINAL_TAILS = frozenset({"st", "nd", "rd", "th", "er", "re", "eme", "e", "го", "й", "я", "м"})
_ZERO, _ONE, _HUNDRED = Fraction(0), Fraction(1), Fraction(100)


@dataclass(slots=True)
class _Reader:
    """One number being read; ``at`` is the token after what has been taken."""

    tokens: tuple[Token, ...]
    language: Language
    words: NumberWords
    at: int
    total: Fraction = _ZERO
    current: Fraction | None = None
    last_small: Fraction = _ZERO
    last_scale: int = 0
    figures: bool = False
    ordinal: bool = False

    def key(self, index: int) -> str:
        return self.tokens[index].key if index < len(self.tokens) else ""

    def forms(self, index: int) -> tuple[tuple[str, bool], ...]:
        """The word's key, and for Arabic the key without a joined و, ب, ال; whether و led."""
        key = self.key(index)
        if self.language != "ar":
            return ((key, False),)
        stripped = [(key, False)]
        stripped.extend(
            (key[len(prefix) :], prefix.startswith("و"))
            for prefix in _PREFIXES
            if key.startswith(prefix) and len(key) > len(prefix) + 1
        )
        return tuple(stripped)

    def take(self, index: int, *, joined: bool) -> bool:
        """Take the word at ``index`` if it continues the number."""
        if self.ordinal:
            return False
        for form, led in self.forms(index):
            if self._take_form(form, joined=joined or led, first=not self.started):
                self.at = index + 1
                return True
        return False

    @property
    def started(self) -> bool:
        return self.figures or self.current is not None or self.total != 0

    def _take_form(self, form: str, *, joined: bool, first: bool) -> bool:
        if form in self.words.small:
            return self._add(self.words.small[form], joined=joined)
        if form in self.words.hundred:
            return self._hundred(joined=joined)
        if form in self.words.scale:
            if form in self.words.plural_scale and first:
                return False
            return self._scale(self.words.scale[form])
        if form in self.words.ordinal and (first or (self.last_small >= 20 and not self.figures)):
            value = Fraction(self.words.ordinal[form])
            if first or value < 10:
                self.current = (self.current or _ZERO) + value
                self.ordinal = True
                return True
        return False

    def _add(self, value: Fraction, *, joined: bool) -> bool:
        if self.figures and not self.last_scale:
            return False
        current = self.current
        if current is None:
            if self.total and value == 0:
                return False
            if self.total and not joined and self.language in ("ar", "fa"):
                return False
            self.current = value
        elif not self._may_follow(current, value, joined=joined):
            return False
        elif self.language == "fr" and self.last_small == 4 and value == 20:
            self.current = current - 4 + 80
            self.last_small = Fraction(80)
            return True
        else:
            self.current = current + value
        self.last_small = value
        return True

    def _may_follow(self, current: Fraction, value: Fraction, *, joined: bool) -> bool:
        rest, last = current % 100, self.last_small
        if current.denominator != 1 or value == 0:
            return False
        if rest == 0 and current >= 100:
            return value < 100 and (joined or self.language not in ("ar", "fa", "es") or value > 0)
        if self.language == "ar":
            if joined and 0 < last < 10 and 20 <= value <= 90:
                return True
            return not joined and 0 < last < 10 and value == 10
        if self.language == "fr" and last == 10:
            return 7 <= value <= 9
        if self.language == "fr" and not (last == 60 or last == 80 or last == 4):
            return last >= 20 and last % 10 == 0 and value < 10
        if self.language == "fr" and last in (60, 80):
            return value < 20
        if self.language == "fr":
            return value == 20 and not joined
        return last >= 20 and last % 10 == 0 and last < 100 and value < 10

    def _hundred(self, *, joined: bool) -> bool:
        if self.figures and self.last_scale == 0:
            return False
        current = self.current
        if current is None or (self.language == "ar" and joined):
            if current is not None or (self.total and not joined and self.language == "en"):
                return False
            self.current = _HUNDRED
        elif 1 <= current < 100:
            self.current = current * 100
        else:
            return False
        self.last_small = _HUNDRED
        return True

    def _scale(self, scale: int) -> bool:
        if self.last_scale and self.current is None:
            if scale <= self.last_scale:
                return False
            self.total *= scale
            self.last_scale = scale
            return True
        if self.last_scale and scale >= self.last_scale:
            return False
        self.total += (self.current if self.current is not None else _ONE) * scale
        self.current, self.last_small, self.last_scale = None, _ZERO, scale
        return True

    def value(self) -> Fraction:
        return self.total + (self.current or _ZERO)


def _fraction_at(reader: _Reader, index: int) -> tuple[Fraction, int] | None:
    """A fraction word at ``index``, with or without article or count before it: value, end."""
    start = index
    articles = ARTICLES[reader.language]
    count = _ONE
    key = reader.key(index)
    if key in articles:
        index += 1
    elif key in reader.words.small and 0 < reader.words.small[key] < 10:
        count = reader.words.small[key]
        index += 1
    while reader.key(index) == "-":
        index += 1
    for form, _ in reader.forms(index):
        if form in reader.words.fraction:
            value = reader.words.fraction[form]
            if form in reader.words.ordinal and index == start:
                return None
            article = key in articles and reader.language == "en"
            if (
                article
                and form in reader.words.ordinal
                and reader.key(index + 1) not in _AFTER_PART
            ):
                return None
            if form in _PART_FRACTIONS and reader.key(index + 1) not in ("parte", "partes"):
                return None
            return count * value, index + 1
    return None


def _take_figure(reader: _Reader) -> bool:
    token = reader.tokens[reader.at]
    value = figure_value(token.key, reader.language)
    if value is None:
        return False
    reader.current, reader.figures, reader.last_small = value, True, value
    reader.at += 1
    if reader.at < len(reader.tokens):
        following = reader.tokens[reader.at]
        adjacent = following.start == token.end
        if adjacent and following.key in _LETTER_SCALES and reader.language in ("en", "fr", "es"):
            reader.current = value * _LETTER_SCALES[following.key]
            reader.at += 1
        elif adjacent and following.key in _ORDINAL_TAILS:
            reader.ordinal = True
            reader.at += 1
        elif (
            following.key == "/"
            and adjacent
            and reader.at + 1 < len(reader.tokens)
            and reader.tokens[reader.at + 1].start == following.end
        ):
            _take_slash(reader, value)
    return True


def _take_slash(reader: _Reader, value: Fraction) -> None:
    """``1/2`` is a half; in Persian ``2/5`` is two and a half."""
    below = figure_value(reader.key(reader.at + 1), reader.language)
    if below is None or below.denominator != 1 or reader.key(reader.at + 2) == "/":
        return
    if reader.language == "fa" and reader.tokens[reader.at + 1].text[0] in "۰۱۲۳۴۵۶۷۸۹":
        reader.current = value + Fraction(int(below), 10 ** len(reader.key(reader.at + 1)))
    elif 1 < below <= 10 and value < below:
        reader.current = value / below
    else:
        return
    reader.at += 2


def _is_percent_lead(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a word for a hundred here only says "percent"."""
    key = tokens[index].key
    if key in _ARABIC_PERCENT:
        return True
    if index == 0:
        return False
    before = tokens[index - 1].key
    return (key == "cent" and before in _PERCENT_LEADS) or (
        key in _ARABIC_HUNDREDS and before == "في"
    )


def _begin(reader: _Reader) -> bool:
    """Take the first word or figure of a number; ``reader.at`` stands after it."""
    index, language = reader.at, reader.language
    key = reader.key(index)
    if reader.tokens[index].kind is TokenKind.FIGURE:
        return _take_figure(reader)
    if key in ARTICLES[language]:
        following = reader.key(index + 1)
        if following in reader.words.scale or following in reader.words.hundred:
            reader.at = index + 1
            reader.current = _ONE
            return True
    fraction = _fraction_at(reader, index)
    if fraction is not None:
        reader.current, reader.at = fraction
        if reader.key(reader.at) in ARTICLES[language]:
            scaled = reader.key(reader.at + 1) in reader.words.scale
            reader.at += 1 if scaled else 0
        return True
    if _is_percent_lead(reader.tokens, index):
        return False
    if _one_in(reader, index):
        return True
    return reader.take(index, joined=False)


_ONE_IN: dict[Language, tuple[tuple[str, ...], ...]] = {
    "en": (("one", "in"), ("one", "out", "of")),
    "fr": (("un", "sur"), ("une", "sur")),
    "es": (("uno", "de", "cada"), ("una", "de", "cada")),
    "ar": (("واحد", "من", "كل"),),
    "fa": (("يك", "نفر", "از", "هر"),),
    "ru": (("один", "из"),),
}


_ONES = frozenset({"one", "un", "une", "uno", "una", "واحد", "يك", "один"})


def _one_in(reader: _Reader, index: int) -> bool:
    """ "One in three" is a third, "two out of three" two thirds."""
    if reader.key(index) not in _ONES:
        return _some_out_of(reader, index)
    for lead in _ONE_IN[reader.language]:
        keys = tuple(token.key for token in reader.tokens[index : index + len(lead)])
        below = reader.words.small.get(reader.key(index + len(lead)))
        if keys == lead and below is not None and 2 <= below <= 10:
            reader.current, reader.at = 1 / below, index + len(lead) + 1
            return True
    return False


_OUT_OF: dict[Language, tuple[str, ...]] = {
    "en": ("out", "of"), "fr": ("sur",), "es": ("de", "cada"), "ar": ("من", "كل"),
    "fa": ("از", "هر"), "ru": (),
}  # fmt: skip


def _some_out_of(reader: _Reader, index: int) -> bool:
    """ "Two out of three": a share, where both are small words."""
    link = _OUT_OF[reader.language]
    above = reader.words.small.get(reader.key(index))
    keys = tuple(token.key for token in reader.tokens[index + 1 : index + 1 + len(link)])
    if above is None or not link or keys != link:
        return False
    below = reader.words.small.get(reader.key(index + 1 + len(link)))
    if below is None or not 1 <= above < below <= 10:
        return False
    reader.current, reader.at = above / below, index + len(link) + 2
    return True


def _continue(reader: _Reader) -> None:
    joiners = JOINERS[reader.language]
    while reader.at < len(reader.tokens):
        joined = reader.key(reader.at) in joiners
        index = reader.at + 1 if joined else reader.at
        if index >= len(reader.tokens) or _is_percent_lead(reader.tokens, index):
            return
        if reader.tokens[index].kind is TokenKind.FIGURE:
            return
        led = reader.language == "ar" and reader.key(index).startswith("و")
        if joined or led:
            tail = _fraction_at(reader, index)
            if tail is not None and tail[0] < 1 and not reader.ordinal:
                value, reader.at = tail
                if reader.current is not None:
                    reader.current += value
                else:
                    reader.total += value * (reader.last_scale or 1)
                continue
        if not reader.take(index, joined=joined and reader.key(reader.at) != "-"):
            return


_AFTER_NO = frozenset(
    {"به", "از", "بيشتر", "كمتر", "تنها", "فقط", "پيش", "قبل", "و", "در", "براي", "بيش", "اينكه"}
)


def _is_nine(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether Persian نه is nine: a word to count follows, and it opens no clause as "no"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.kind is not TokenKind.WORD or following.key in _AFTER_NO:
        return False
    before = tokens[index - 1] if index else None
    return before is None or not (before.kind is TokenKind.SIGN or before.key == "و")


def read_number(tokens: tuple[Token, ...], index: int, language: Language) -> Number | None:
    """The number beginning at a token, as long as it goes; None where none begins there."""
    read = _read(tokens, index, language)
    return read[0] if read else None


def _read(tokens: tuple[Token, ...], index: int, language: Language) -> tuple[Number, int] | None:
    reader = _Reader(tokens, language, number_words(language), index)
    if language == "fa" and tokens[index].key == "نه" and not _is_nine(tokens, index):
        return None
    if not _begin(reader):
        return None
    _continue(reader)
    if not reader.started:
        return None
    value = reader.value()
    first, last = tokens[index], tokens[reader.at - 1]
    weak = value == 1 and reader.at == index + 1 and first.kind is TokenKind.WORD
    weak = weak and not reader.ordinal
    return Number(first.start, last.end, value, reader.ordinal, weak), reader.at


@lru_cache(maxsize=256)
def numbers_and_ends(text: str, language: Language) -> tuple[tuple[Number, int, int], ...]:
    """Each number with the indices of its first token and of the token after it."""
    tokens = tokens_of(text, language)
    found: list[tuple[Number, int, int]] = []
    index = 0
    while index < len(tokens):
        read = _read(tokens, index, language)
        if read is None:
            index += 1
            continue
        found.append((read[0], index, read[1]))
        index = read[1]
    return tuple(found)


def find_numbers(text: str, language: Language) -> list[Number]:
    """Every number in the text, in order, with offsets into it.

    >>> [str(n.value) for n in find_numbers("three and three-quarter million, and 4.2k", "en")]
    ['3750000', '4200']
    """
    return [number for number, _, _ in numbers_and_ends(text, language)]
