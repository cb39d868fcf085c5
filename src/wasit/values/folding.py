"""Text made comparable, with every character still knowing where it stood in the original.

Theory of operation. ``fold`` walks the text once and writes a plainer one: compatibility forms
opened (NFKC), case folded, accents dropped, Arabic and Persian letter forms made one, digits of
three scripts made ASCII, zero-width and bidirectional marks removed. Each folded character keeps
the half-open range of original characters it stands for, so whatever is found in the folded text
can be shown as the exact substring of what a person wrote.

A second pass undoes disguises: letters that look like another script's inside one word
(``о`` for ``o``), letters spelled out one by one (``c l o w n``), ``O`` for zero among digits,
marks hidden inside a word. Where it changed anything the range is kept in ``disguised``.

``й`` is kept (it is a letter of its own), ``ё`` becomes ``е``, ``ñ`` becomes ``n``.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Folded", "Word", "fold", "fold_word", "plain_text", "words"]

_SINGLE = {
    **dict.fromkeys("أإآٱا", "ا"),
    **dict.fromkeys("يىیئېے", "ي"),
    **dict.fromkeys("كکڪ", "ك"),
    **dict.fromkeys("هةۀہەھ", "ه"),
    **dict.fromkeys("وؤۆ", "و"),
    "ء": "",
    "ـ": "",
    "٫": ".",
    "٬": ",",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "۔": ".",
    "٪": "%",
    **dict.fromkeys("’‘ʼ`´‛′", "'"),
    **dict.fromkeys("“”„«»‹›″", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ɑ": "a",
    "ɡ": "g",
    "ɩ": "i",
    "⁄": "/",
}
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_TO_LATIN = {
    **dict(zip("авекмнорстухіјѕԁһԛԝүѵгпи", "abekmhopctyxijsdhqwyvrnu", strict=True)),
    **dict(zip("αορνικτυηχεγβμω", "aopviktunxeybuw", strict=True)),
}
_TO_CYRILLIC = dict(zip("aevkmhopctyxbun", "аевкмнорстухвип", strict=True))
_BREVE = "\u0306"
_JOINERS = "\u200c\u200d"
_ARABIC = re.compile("[\u0600-\u06ff]")
_RUN = re.compile(r"[^\W_]+")
_SPELLED = re.compile(
    r"(?<![^\W_])[^\W\d_](?:([ .\-_*·|/])[^\W\d_])(?:\1[^\W\d_]){2,}(?![^\W_])"
    r"|(?<![^\W_])[^\W\d_](?:([-_*·|])[^\W\d_])(?:\2[^\W\d_])(?![^\W_])"
)
_INNER = re.compile(r"(?<=[^\W\d_])[*_|·~^+](?=[^\W\d_])")
_O_FOR_ZERO = re.compile(
    r"(?<![^\W_])(?:o*\d[\do]*o[\do]*|(?<=[\do][,. ])o{2,3}|[li]\d+)(?![^\W_])"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``starts[i]`` to ``ends[i]`` is what folded character ``i`` stands for."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    disguised: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """Range of the original that folded ``start`` to ``end`` stands for (half-open)."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def cut(self, start: int, end: int) -> str:
        """The exact original substring that folded ``start`` to ``end`` stands for."""
        first, last = self.span(start, end)
        return self.original[first:last]

    def is_disguised(self, start: int, end: int) -> bool:
        """Whether original ``start`` to ``end`` touches a place where a disguise was undone."""
        return any(start < last and first < end for first, last in self.disguised)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded form, and its range in the original."""

    text: str
    start: int
    end: int
    capital: bool


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    single = _SINGLE.get(char)
    if single is not None:
        return single
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char in ("й", "Й"):
        return "й"
    opened = unicodedata.normalize("NFKD", char)
    if len(opened) > 1 and "⁄" in opened:
        return " " + opened.replace("⁄", "/")
    out: list[str] = []
    for piece in opened.casefold():
        if unicodedata.category(piece) in ("Mn", "Me", "Cf"):
            continue
        if piece.isdecimal():
            out.append(str(unicodedata.decimal(piece)))
        else:
            out.append(_SINGLE.get(piece, _SMALL_CAPITALS.get(piece, piece)))
    return "".join(out)


def _is_dressed(char: str) -> bool:
    """Whether the character is a letter or digit in a decorative form."""
    code = ord(char)
    return (
        0x1D400 <= code <= 0x1D7FF
        or 0xFF00 <= code <= 0xFF5E
        or 0x2460 <= code <= 0x24FF
        or 0x1F100 <= code <= 0x1F1FF
        or char in _SMALL_CAPITALS
    )


def _hides(text: str, at: int) -> bool:
    """Whether an invisible mark at ``at`` splits a word in a script that has no use for it."""
    left, right = at - 1, at + 1
    while left >= 0 and unicodedata.category(text[left]) == "Cf":
        left -= 1
    while right < len(text) and unicodedata.category(text[right]) == "Cf":
        right += 1
    if not (left >= 0 and right < len(text)):
        return False
    if not (text[left].isalnum() and text[right].isalnum()):
        return False
    return not (text[at] in _JOINERS and _ARABIC.match(text[left]))


class _Draft:
    """The folded text while it is being written: three lists of equal length."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.disguised: list[Span] = []

    def text(self) -> str:
        return "".join(self.chars)

    def drop(self, at: list[int]) -> None:
        gone = set(at)
        kept = [i for i in range(len(self.chars)) if i not in gone]
        self.chars = [self.chars[i] for i in kept]
        self.starts = [self.starts[i] for i in kept]
        self.ends = [self.ends[i] for i in kept]

    def unmask(self, first: int, last: int) -> None:
        self.disguised.append((self.starts[first], self.ends[last - 1]))


def fold(text: str) -> Folded:
    """The comparable form of ``text``, with offsets into it.

    >>> folded = fold("ЕUR ٤٬٢٠٠ for the cl\u200bown")
    >>> folded.text
    'eur 4,200 for the clown'
    >>> folded.cut(4, 9)
    '٤٬٢٠٠'
    >>> [folded.original[a:b] for a, b in folded.disguised][-1]
    'ЕUR'
    """
    draft = _Draft()
    for at, char in enumerate(text):
        if char.isascii():
            plain = char.lower()
        else:
            plain = _plain(char)
            if char == _BREVE and draft.chars and draft.chars[-1] == "и":
                draft.chars[-1] = "й"
            if not plain:
                category = unicodedata.category(char)
                if category == "Cf" and _hides(text, at):
                    draft.disguised.append((at - 1, at + 2))
                elif category in ("Mn", "Me") and draft.ends:
                    draft.ends[-1] = at + 1
                continue
            if _is_dressed(char):
                draft.disguised.append((at, at + 1))
        for piece in plain:
            draft.chars.append(piece)
            draft.starts.append(at)
            draft.ends.append(at + 1)
    if not text.isascii():
        _undo_look_alikes(draft)
    _undo_spelling(draft, text)
    return Folded(
        original=text,
        text=draft.text(),
        starts=tuple(draft.starts),
        ends=tuple(draft.ends),
        disguised=tuple(draft.disguised),
    )


def _script(char: str) -> str:
    if char.isascii():
        return "latin" if char.isalpha() else ""
    code = ord(char)
    if 0x0400 <= code <= 0x052F:
        return "cyrillic"
    if 0x0370 <= code <= 0x03FF:
        return "greek"
    return ""


def _undo_look_alikes(draft: _Draft) -> None:
    text = draft.text()
    latin_text = sum(map(str.isascii, text)) * 2 > len(text)
    for run in _RUN.finditer(text):
        scripts = {_script(c) for c in run.group()} - {""}
        foreign = scripts & {"cyrillic", "greek"}
        if not foreign:
            continue
        if "latin" not in scripts and not (latin_text and scripts == foreign):
            continue
        table = _table_for(run.group(), scripts)
        if table is None:
            continue
        for at in range(run.start(), run.end()):
            draft.chars[at] = table.get(draft.chars[at], draft.chars[at])
        draft.unmask(run.start(), run.end())


def _table_for(word: str, scripts: set[str]) -> dict[str, str] | None:
    """The table that makes ``word`` one script again, or None where it is honest text."""
    strange = [c for c in word if _script(c) in ("cyrillic", "greek")]
    latin = [c for c in word if _script(c) == "latin"]
    if all(c in _TO_LATIN for c in strange) and len(strange) <= max(len(latin), 1) * 2:
        return _TO_LATIN
    if latin and "cyrillic" in scripts and all(c in _TO_CYRILLIC for c in latin):
        return _TO_CYRILLIC
    if not latin and len(word) > 2 and all(c in "асеорхуіјѕԁһ" for c in word):
        return _TO_LATIN
    return None


def _undo_spelling(draft: _Draft, original: str) -> None:
    text = draft.text()
    for match in _O_FOR_ZERO.finditer(text):
        if text[match.start()] in "li" and original[draft.starts[match.start()]] not in "lI":
            continue
        for at in range(match.start(), match.end()):
            draft.chars[at] = {"o": "0", "l": "1", "i": "1"}.get(text[at], text[at])
        draft.unmask(match.start(), match.end())
    gone: list[int] = []
    for match in _SPELLED.finditer(text):
        gone.extend(range(match.start() + 1, match.end(), 2))
        draft.unmask(match.start(), match.end())
    for match in _INNER.finditer(text):
        gone.append(match.start())
        draft.unmask(match.start() - 1, match.end() + 1)
    if gone:
        draft.drop(gone)


class _Plainer(dict[int, str]):
    """Code point to its plain form, learnt as it is met; for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


_PLAINER = _Plainer()


def plain_text(text: str) -> str:
    """``fold`` without offsets and with disguises left as they are: for searching much text fast.

    >>> plain_text("الحُدَيْدَة ۱۲"), plain_text("الحديده 12")
    ('الحديده 12', 'الحديده 12')
    """
    return text.lower() if text.isascii() else text.translate(_PLAINER)


def fold_word(word: str) -> str:
    """The folded form of one word, without offsets.

    >>> fold_word("Résignation"), fold_word("آذار")
    ('resignation', 'اذار')
    """
    return fold(word).text


def words(folded: Folded) -> tuple[Word, ...]:
    """The words of a folded text in order; numbers count as words, punctuation does not.

    >>> [w.text for w in words(fold("L’offre: 4,200 tonnes"))]
    ['l', 'offre', '4', '200', 'tonnes']
    """
    return tuple(_words(folded))


def _words(folded: Folded) -> Iterator[Word]:
    for match in _RUN.finditer(folded.text):
        start, end = folded.span(match.start(), match.end())
        yield Word(match.group(), start, end, folded.original[start].isupper())
