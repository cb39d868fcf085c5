"""Which language a short draft is in, told by more than a parser of figures needs.

Drafts of five words are common, and a wrong guess costs a stem or a number word. Arabic script and
Cyrillic are left to ``wasit.values``; among English, French and Spanish the vote is over the full
lists of function words, endings, letters, and number words.
"""

import re

from wasit.values.languages import Language, language_of
from wasit.values.stems import FUNCTION_WORDS

__all__ = ["tongue_of"]

_LATIN: tuple[Language, ...] = ("en", "fr", "es")
_LETTERS = {
    "es": re.compile("[ñ¿¡áíóú]", re.IGNORECASE),
    "fr": re.compile("[çœèêùûâîôàë]", re.IGNORECASE),
}
_ENDINGS = {
    "en": re.compile(r"(?:th|ing|ght|wn|ly|ck|[^aeiou]y)$|^(?:wh|th|sh|kn)|w|k"),
    "fr": re.compile(r"(?:eux|aient|rait|ez|ment|eur|eurs|elle|ette|ais|oir|aux|ques?)$|^qu"),
    "es": re.compile(
        r"(?:cion|ciones|dad|dades|aria|eria|iria|ando|iendo|aron|ieron|os|as|o|ian|ias)$"
    ),
}
_NUMBERS = {
    "en": "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand",
    "fr": "deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt "
    "trente quarante cinquante soixante cent cents mille",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte "
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos mil",
}
_NUMBER_WORDS = {tongue: frozenset(words.split()) for tongue, words in _NUMBERS.items()}


def tongue_of(text: str, folded_words: list[str]) -> Language:
    """The likeliest language of ``text``.

    >>> tongue_of("Una franja de sesenta metros", ["una", "franja", "de", "sesenta", "metros"])
    'es'
    """
    guess = language_of(text)
    if guess not in _LATIN or not folded_words:
        return guess
    scores: dict[Language, float] = dict.fromkeys(_LATIN, 0.0)
    for word in folded_words:
        owners: list[Language] = [tongue for tongue in _LATIN if word in FUNCTION_WORDS[tongue]]
        for tongue in owners:
            scores[tongue] += 1.0 / len(owners)
        for tongue in _LATIN:
            scores[tongue] += 0.8 * (word in _NUMBER_WORDS[tongue])
            if not owners and len(word) > 3 and _ENDINGS[tongue].search(word):
                scores[tongue] += 0.35
    for tongue in _LATIN:
        letters = _LETTERS.get(tongue)
        if letters is not None and letters.search(text):
            scores[tongue] += 0.7
    best = max(_LATIN, key=lambda tongue: scores[tongue])
    return best if scores[best] > scores[guess] else guess
