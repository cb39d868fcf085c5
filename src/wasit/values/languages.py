"""Which of Wasit's languages a text is in: by script first, then by its small words.

Arabic and Persian share a script; Persian is told by the letters Arabic lacks and by its small
words. The three Latin languages are told by counting frequent function words, which even a short
sentence carries. A guess is only used where nobody said what the language is.
"""

import re
from typing import Literal, get_args

__all__ = ["LANGUAGES", "Language", "language_of"]

Language = Literal["en", "fr", "es", "ar", "fa", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_PERSIAN_LETTERS = re.compile(r"[پچژگ\u06cc\u06a9]|\u200c")
_PERSIAN_WORDS = _words("از به را که این برای است نیست با تا در می نمی ما آنها اگر شد شود")
_ARABIC_WORDS = _words("في من إلى على أن إن لن لا ما التي الذي هذا هذه إذا قبل بعد")
_LATIN_WORDS: dict[Language, frozenset[str]] = {
    "en": _words(
        "the of and to in is are will would if not that they their we our a by for it be with as "
        "on at this no has have was were unless until before after"
    ),
    "fr": _words(
        "le la les des du de et à en est sont si ne pas que ils leur nous notre un une par pour il "
        "au aux avec dans sur ce cette sera l d qu n avant après"
    ),
    "es": _words(
        "el la los las del de y a en es son si no que ellos su nosotros nuestro un una por para "
        "lo al con sobre este esta será se sus hasta antes después"
    ),
}
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> Language:
    """The language the text is most likely in; English where nothing tells."""
    arabic, cyrillic = len(_ARABIC.findall(text)), len(_CYRILLIC.findall(text))
    latin = sum(1 for character in text if "a" <= character.lower() <= "z")
    words = [word.lower() for word in _LETTERS.findall(text)]
    if arabic > max(cyrillic, latin):
        persian = len(_PERSIAN_LETTERS.findall(text)) + sum(w in _PERSIAN_WORDS for w in words)
        return "fa" if persian > sum(word in _ARABIC_WORDS for word in words) else "ar"
    if cyrillic > latin:
        return "ru"
    scores: dict[Language, int] = {
        code: sum(w in known for w in words) for code, known in _LATIN_WORDS.items()
    }
    if re.search(r"[ñ¿¡]", text):
        scores["es"] += 2
    if re.search(r"[çœèêùû]", text):
        scores["fr"] += 2
    return max(scores, key=lambda code: scores[code])
