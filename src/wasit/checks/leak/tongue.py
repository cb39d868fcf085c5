"""Which language a short draft is in, told by more than a parser of figures needs.

Drafts of five words are common, and a wrong guess costs a stem or a number word. Arabic script and
Cyrillic are left to ``wasit.values``; among English, French and Spanish the vote is over the full
lists of function words, endings, letters, and number words.
"""

import re

from wasit.values.folding import fold_word
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
_FIGURES: dict[Language, str] = {
    "en": "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand days weeks months years hours half monday "
    "tuesday wednesday thursday friday saturday sunday january february march june july august",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "vingt trente quarante cinquante soixante cent cents mille jours semaine semaines mois heures "
    "ans lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin "
    "juillet aout septembre octobre novembre decembre",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte "
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos mil dias "
    "semana semanas meses horas anos lunes martes miercoles jueves viernes sabado domingo enero "
    "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ar": "اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة عشرة يوم ايام اسبوع اسابيع شهر اشهر سنة عام "
    "ساعة ساعات الف مئة مليون نصف",
    "fa": "يازده دوازده سيزده چهارده پانزده شانزده هفده هجده نوزده دويست سيصد "
    "دو سه چهار پنج شش هفت هشت نه ده بيست سي چهل پنجاه شصت هفتاد هشتاد نود صد هزار روز هفته "
    "ماه سال ساعت نفر درصد",
}
_FIGURE_WORDS = {
    tongue: frozenset(fold_word(word) for word in words.split())
    for tongue, words in _FIGURES.items()
}


def tongue_of(text: str, folded_words: list[str]) -> Language:
    """The likeliest language of ``text``.

    >>> tongue_of("Una franja de sesenta metros", ["una", "franja", "de", "sesenta", "metros"])
    'es'
    """
    guess = language_of(text)
    if guess == "ar":
        return _arabic_or_persian(folded_words)
    if guess not in _LATIN or not folded_words:
        return guess
    scores: dict[Language, float] = dict.fromkeys(_LATIN, 0.0)
    for word in folded_words:
        owners: list[Language] = [tongue for tongue in _LATIN if word in FUNCTION_WORDS[tongue]]
        for tongue in owners:
            scores[tongue] += 1.0 / len(owners)
        for tongue in _LATIN:
            scores[tongue] += 0.8 * (word in _FIGURE_WORDS[tongue])
            if not owners and len(word) > 3 and _ENDINGS[tongue].search(word):
                scores[tongue] += 0.35
    for tongue in _LATIN:
        letters = _LETTERS.get(tongue)
        if letters is not None and letters.search(text):
            scores[tongue] += 0.7
    best = max(_LATIN, key=lambda tongue: scores[tongue])
    return best if scores[best] > scores[guess] else guess


def _arabic_or_persian(folded_words: list[str]) -> Language:
    """Persian where its words outnumber Arabic ones and nothing carries the Arabic article."""
    votes: dict[Language, int] = {"ar": 0, "fa": 0}
    for tongue in votes:
        known = FUNCTION_WORDS[tongue] | _FIGURE_WORDS[tongue]
        votes[tongue] = sum(word in known for word in folded_words)
    votes["ar"] += sum(word.startswith("ال") for word in folded_words)
    return "fa" if votes["fa"] > votes["ar"] else "ar"
