"""Proper names as a text shows them, and keys under which one name meets its other spellings.

Theory of operation. A name is written differently in every script and by every clerk (Haddad,
Hadad, حداد, Хаддад). ``name_keys`` reduces a word to its consonants in a small common alphabet, in
the few ways its letters allow (Arabic و is a vowel or a v, ض is d or z); two words may be the same
name when a key is shared and, for short names, the vowels do not contradict it. ``mentions`` finds
names in a text: by capitals where the script has them, by a title before them where it has not.
``NameBook`` adds aliases a case declares (a person's nickname, an office's short form) and the few
shipped for bodies known by different words in each language.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from wasit.values.folding import Folded, Word, fold, words
from wasit.values.languages import Language, language_of
from wasit.values.stems import FUNCTION_WORDS

__all__ = ["Mention", "NameBook", "mentions", "name_keys", "same_word_name"]


def _folded_words(text: str) -> frozenset[str]:
    return frozenset(w.text for w in words(fold(text)))


_TITLES = _folded_words(
    """mr mrs ms miss dr prof professor colonel col general gen major captain sergeant
        lieutenant
        admiral judge justice minister president senator ambassador sheikh sheik imam rabbi bishop
        father brother sister king prince queen princess sir lady lord deputy commander director
        chairman chairwoman envoy governor mayor secretary inspector
        monsieur madame mme mlle maitre juge colonel ministre president presidente cheikh docteur
        general commandant capitaine gouverneur maire ambassadeur directeur directrice
        senor senora don dona doctor doctora juez jueza coronel ministro ministra alcalde alcaldesa
        gobernador embajador comandante capitan licenciado licenciada ingeniero padre
        السيد السيدة الدكتور الدكتورة العقيد العميد اللواء الرائد النقيب القاضي الوزير الرئيس
        الشيخ الحاج المهندس السفير الملازم الاستاذ المحامي المحامية الجنرال القائد ابو الامير الاخ
        اقاي خانم دكتر سرهنگ سرتيپ سردار مهندس حاج شيخ قاضي وزير استاد سرگرد ژنرال امير
        г-н г-жа господин госпожа доктор профессор полковник генерал майор капитан судья министр
        президент посол шейх имам губернатор мэр директор лейтенант адмирал командир"""
)
_PLACES = _folded_words(
    """مدينة قرية سد جسر مخيم ميناء نهر وادي جبل جزيرة سجن معبر شركة حي شارع بحيرة مطار معسكر
        قلعة عين بئر مركز مؤسسة
        شهر روستاي سد پل بندر رود دره كوه جزيره زندان گذرگاه شركت خيابان درياچه فرودگاه اردوگاه"""
)
_CONNECTORS = _folded_words("al el bin ben ibn bint abu de del la van von der den da dos du le")
_NOT_NAMES = _folded_words(
    """january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday ramadan eid easter christmas
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
        lundi mardi mercredi jeudi vendredi samedi dimanche
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        lunes martes miercoles jueves viernes sabado domingo
        января февраля марта апреля мая июня июля августа сентября октября ноября декабря
        esfand farvardin mehr muharram safar shawwal shaban rajab
        eur usd gbp chf sar aed i ok euro euros dollar dollars"""
)

_ARABIC: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("اعىي", ("",)), "و": ("", "f"), "ب": ("b",), "پ": ("b",), "ت": ("t",),
    "ط": ("t",), "ث": ("t", "s"), "ج": ("g",), "گ": ("g",), "غ": ("g",), "ژ": ("g",),
    "ق": ("k", "g"), "ك": ("k",), "چ": ("S",), "ش": ("S",), "ح": ("h",), "خ": ("h",),
    "ه": ("h",), "د": ("d",), "ذ": ("z", "d"), "ض": ("d", "z"), "ظ": ("z", "d"), "ز": ("z",),
    "س": ("s",), "ص": ("s",), "ر": ("r",), "ل": ("l",), "م": ("m",), "ن": ("n",), "ف": ("f",),
    "ڤ": ("f",),
}  # fmt: skip
_CYRILLIC: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("аеиоуыэюяйьъё", ("",)), "б": ("b",), "в": ("f", ""), "г": ("g", "h"),
    "д": ("d",), "ж": ("g",), "з": ("z",), "к": ("k",), "л": ("l",), "м": ("m",), "н": ("n",),
    "п": ("b",), "р": ("r",), "с": ("s",), "т": ("t",), "ф": ("f",), "х": ("h",), "ц": ("ts", "s"),
    "ч": ("S",), "ш": ("S",), "щ": ("S",),
}  # fmt: skip
_LATIN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("aeiouy'", ("",)), "b": ("b",), "p": ("b",), "c": ("k",), "k": ("k",),
    "q": ("k",), "d": ("d",), "f": ("f",), "g": ("g",), "j": ("g",), "h": ("h",), "l": ("l",),
    "m": ("m",), "n": ("n",), "r": ("r",), "s": ("s",), "t": ("t",), "v": ("f",), "w": ("", "f"),
    "x": ("ks",), "z": ("z",),
}  # fmt: skip
_LATIN_PAIRS: tuple[tuple[str, str], ...] = (
    ("tch", "1"), ("sch", "1"), ("sh", "1"), ("ch", "1"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("dj", "j"), ("dh", "2"), ("th", "3"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("ou", "u"),
    ("ow", "u"), ("aw", "a"), ("ew", "e"),
)  # fmt: skip
_MARKED = {"1": ("S",), "2": ("z", "d"), "3": ("t", "s")}
_CASES = ("ами", "ями", "ого", "ому", "ыми", "ым", "ом", "ем", "ой", "ей", "ах")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = {
    **dict.fromkeys("aeаяэе", "a"), **dict.fromkeys("iyиыйь", "i"), **dict.fromkeys("ouоуюw", "u"),
    "ا": "a", "ي": "i", "و": "u",
}  # fmt: skip


@lru_cache(maxsize=32768)
def name_keys(word: str) -> frozenset[str]:
    """Consonant keys of a folded word, in Latin letters; empty where nothing is left to compare.

    >>> name_keys("haddad") & name_keys("حداد") & name_keys("хаддад")
    frozenset({'hdd'})
    """
    if not word or word.isdigit():
        return frozenset()
    keys: set[str] = set()
    for form in _forms(word):
        choices = [_letter_keys(c) for c in _DOUBLED.sub(r"\1", form)]
        if sum(len(c) > 1 for c in choices) > 4:
            choices = [c[:1] for c in choices]
        keys.update("".join(parts) for parts in product(*choices))
    return frozenset(k for k in keys if len(k) > 1)


def _forms(word: str) -> tuple[str, ...]:
    first = word[0]
    if "\u0400" <= first <= "\u052f":
        plain = word.replace("дж", "ж").replace("тч", "ч").replace("кс", "кс")
        cut = [plain[: -len(e)] for e in _CASES if plain.endswith(e) and len(plain) - len(e) > 2]
        return (plain, *cut[:1])
    if "\u0600" <= first <= "\u06ff":
        plain = word.replace("تش", "ش").replace("كس", "كس")
        bare = plain
        for prefix in ("وال", "بال", "لل", "ال"):
            if plain.startswith(prefix) and len(plain) - len(prefix) > 2:
                bare = plain[len(prefix) :]
                break
        ends = tuple(f[:-1] for f in (bare,) if f.endswith("ه") and len(f) > 3)
        loose = (bare[1:],) if bare[0] in "ولبف" and len(bare) > 4 else ()
        return tuple(dict.fromkeys((bare, *ends, *loose)))
    plain = word
    for pair, mark in _LATIN_PAIRS:
        plain = plain.replace(pair, mark)
    ends = (plain[:-1],) if plain.endswith(("ah", "eh", "s")) and len(plain) > 4 else ()
    return (plain, *ends)


def _letter_keys(char: str) -> tuple[str, ...]:
    for table in (_LATIN, _ARABIC, _CYRILLIC, _MARKED):
        if char in table:
            return table[char]
    return ("",)


@lru_cache(maxsize=8192)
def _vowels(word: str) -> str:
    """Long-vowel shape of a word: classes a, i, u in order, the first letter marked."""
    shape = "".join(_VOWELS.get(c, "") for c in word)
    return _DOUBLED.sub(r"\1", shape)


def _starts_open(word: str) -> bool:
    return word[0] in "aeiouyاعيаеиоуыэюя"


def same_word_name(one: str, other: str) -> bool:
    """Whether two folded words may be spellings of one name, within a script or across.

    >>> same_word_name("okafor", "اوكافور"), same_word_name("marr", "عمر")
    (True, False)
    """
    if one == other:
        return len(one) > 1
    if _script_of(one) == _script_of(other) != "arabic" and abs(len(one) - len(other)) > 3:
        return False
    shared = name_keys(one) & name_keys(other)
    if not shared:
        return False
    if _starts_open(one) != _starts_open(other) and one[0] not in "وw" and other[0] not in "وw":
        return False
    longest = max(map(len, shared))
    if longest >= 4:
        return True
    if longest == 3:
        return _compatible(one, other, slack=1)
    inflected = _script_of(one) == _script_of(other) == "cyrillic"
    return min(len(one), len(other)) > 2 and _compatible(one, other, slack=int(inflected))


def _compatible(one: str, other: str, *, slack: int) -> bool:
    """Whether the vowels written in both do not contradict each other."""
    a, b = _vowels(one), _vowels(other)
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    missed = sum(1 for v in short if v not in rest)
    scripts = {_script_of(one), _script_of(other)}
    if scripts == {"latin"} or scripts == {"cyrillic"}:
        return missed == 0 and len(long) - len(short) <= slack
    return missed <= slack


def _script_of(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        return "arabic"
    return "cyrillic" if "\u0400" <= word[0] <= "\u052f" else "latin"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as a text has it: its folded words without title, and its range in the original."""

    parts: tuple[str, ...]
    title: str
    start: int
    end: int
    opens: bool
    """Whether the name opens its sentence (title and all)."""


def mentions(folded: Folded, *, common: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The proper names of a text, in order.

    Args:
        folded: the text.
        common: folded words that are no names even where a sentence begins with one, or where
            one stands behind a title or a kind of place.

    >>> [m.parts for m in mentions(fold("Let Mr Adu Okafor and Leila al-Marr meet in Tarsa."))]
    [('adu', 'okafor'), ('leila', 'al', 'marr'), ('tarsa',)]
    """
    every = words(folded)
    language = language_of(folded.original)
    found: list[Mention] = []
    at = 0
    while at < len(every):
        mention, at = _mention_at(folded, every, at, language, common)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _mention_at(
    folded: Folded,
    every: tuple[Word, ...],
    at: int,
    language: Language,
    common: frozenset[str],
) -> tuple[Mention | None, int]:
    word = every[at]
    opens = _opens_sentence(folded, every, at)
    if language in ("ar", "fa") and not word.text.isascii():
        return _by_cue(folded, every, at, common, opens=opens)
    titled = at
    title = ""
    while titled < len(every) and every[titled].text in _TITLES and titled - at < 2:
        title = every[titled].text
        titled += 1
    if titled >= len(every) or not _is_name_word(every[titled]):
        return None, at + 1
    head = every[titled]
    if opens and not title and _is_common(head.text, language, common):
        return None, at + 1
    last = titled
    while (nxt := _next_part(folded, every, last)) is not None:
        last = nxt
    if opens and not title and last == titled and head.text in common:
        return None, at + 1
    parts = tuple(w.text for w in every[titled : last + 1])
    return Mention(parts, title, head.start, every[last].end, opens), last + 1


def _is_common(word: str, language: Language, common: frozenset[str]) -> bool:
    return word in common or word in FUNCTION_WORDS[language] or word in FUNCTION_WORDS["en"]


def _is_name_word(word: Word) -> bool:
    return word.capital and word.text not in _NOT_NAMES and not word.text[0].isdigit()


def _next_part(folded: Folded, every: tuple[Word, ...], at: int) -> int | None:
    """Index of the word that carries the name on after ``at``, or None."""
    for ahead in (at + 1, at + 2):
        if ahead >= len(every):
            return None
        between = folded.original[every[at].end : every[ahead].start]
        if ahead == at + 2 and every[at + 1].text not in _CONNECTORS:
            return None
        if len(between) > 8 or any(c in between for c in ',.;:!?()"«»،؛'):
            return None
        if _is_name_word(every[ahead]) and every[ahead].text not in _TITLES:
            return ahead
    return None


def _opens_sentence(folded: Folded, every: tuple[Word, ...], at: int) -> bool:
    if at == 0:
        return True
    between = folded.original[every[at - 1].end : every[at].start]
    return any(c in between for c in '.!?:;\n"“«—')


def _by_cue(
    folded: Folded,
    every: tuple[Word, ...],
    at: int,
    common: frozenset[str],
    *,
    opens: bool,
) -> tuple[Mention | None, int]:
    """A name of one or two words after a title or a kind of place, in a script without capitals."""
    word = every[at].text
    bare = word[1:] if word[:1] in "وبل" and len(word) > 4 else word
    if word.startswith("لل"):
        bare = "ال" + word[2:]
    titled = word in _TITLES or bare in _TITLES
    if not titled and word not in _PLACES and bare.removeprefix("ال") not in _PLACES:
        return None, at + 1
    first = at + 1
    while titled and first < len(every) and every[first].text in _TITLES:
        first += 1
    functions = FUNCTION_WORDS["ar"] | FUNCTION_WORDS["fa"] | common
    if first >= len(every) or every[first].text in functions or len(every[first].text) < 3:
        return None, at + 1
    gap = folded.original[every[first - 1].end : every[first].start]
    if gap.strip():
        return None, at + 1
    title = word if titled else ""
    found = Mention((every[first].text,), title, every[first].start, every[first].end, opens)
    return found, first + 1


@dataclass(frozen=True, slots=True)
class NameBook:
    """Groups of names that stand for one another, each a folded phrase.

    >>> book = NameBook.of([["United Nations", "ООН", "الأمم المتحدة"]])
    >>> book.group("оон") == book.group("united nations")
    True
    """

    groups: dict[str, int]

    @classmethod
    def of(cls, aliases: Iterable[Iterable[str]]) -> "NameBook":
        """A book in which every phrase of one inner list stands for the others."""
        groups: dict[str, int] = {}
        for number, group in enumerate(aliases):
            for phrase in group:
                groups[" ".join(w.text for w in words(fold(phrase)))] = number
        return cls(groups)

    def group(self, folded_phrase: str) -> int | None:
        """Number of the group a folded phrase belongs to, or None."""
        return self.groups.get(folded_phrase)

    def same(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two names may be one: an alias, or a shared distinctive part."""
        if one == other:
            return True
        first, second = self.group(" ".join(one)), self.group(" ".join(other))
        if first is not None and first == second:
            return True
        a = [p for p in one if p not in _CONNECTORS and len(p) > 1]
        b = [p for p in other if p not in _CONNECTORS and len(p) > 1]
        if not a or not b:
            return False
        if len(one) == 1 or len(other) == 1:
            single, full = (a, b) if len(one) == 1 else (b, a)
            return any(self._alike(single[0], part) for part in (full[0], full[-1]))
        return same_word_name(a[-1], b[-1]) and (
            self._alike(a[0], b[0]) or a[0][0] == b[0][0] or len(a) != len(b)
        )

    def _alike(self, one: str, other: str) -> bool:
        """Whether two words may be one name: spelled alike, or of one group."""
        group = self.group(one)
        return same_word_name(one, other) or (group is not None and group == self.group(other))
