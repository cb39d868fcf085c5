"""Counts that carry no number word: Arabic duals, an article before a time, "полгода".

An Arabic dual says "two" in the noun's ending. Endings alone would also catch plurals, so the dual
is only read for the nouns listed here and for units.
"""

import re
from fractions import Fraction
from functools import cache

from wasit.values.found import Quantity
from wasit.values.languages import Language
from wasit.values.number_words import ARTICLES
from wasit.values.tokens import Token, fold_word
from wasit.values.units import dual_units, unit_names, units

__all__ = ["bare_units", "dual_nouns"]

_DUAL_STEMS = """طفل أسير جندي سجين محتجز معتقل موظف عامل رهين مرحلت دفعت سفينت قاعدت قريت بلدت معبر
طريق مدرست ضابط شاحنت قافلت شرط طرف جانب وفد خطوت جسر منزل بيت مفتش مراقب مرت اجتماع جلست فريق لجنت
ولد بنت ابن قارب بئر ناقلت شهيد جريح قتيل مواطن صحفي طبيب ممرض معلم طالب مهندس قاض ممثل مندوب خبير
مبعوث وسيط شاهد ناقل حافلت سيارت طائرت مركب زورق صاروخ دبابت موقع نقطت حاجز مخيم حي منطقت دولت بلد
شركت مصنع منجم حقل خط أنبوب محطت سد قناة قنات ميناء مطار فصل دورت جولت بند مادت ملحق وثيقت رسالت
قائمت نسخت مقعد حصت ثلث غرفت شقت قطعت كتيبت لواء شقيق أخ أخت ابنت زوج والد عائلت أسرت""".split()  # noqa: SIM905 - a table
_DUAL_ENDINGS = ("ان", "ين")
_LEAD = re.compile(r"^(?:[وفبلك]|ال|لل|وال|بال|فال|كال)*")
_ARTICLE_PREFIXES = ("", "ال", "و", "ب", "ل", "وال", "بال", "لل", "ف", "ك", "فال", "كال")
_BARE_LEADS: dict[Language, frozenset[str]] = {
    "ar": frozenset(
        fold_word(w) for w in ("خلال", "لمدة", "بعد", "قبل", "مدة", "غضون", "طوال", "كل")
    ),
    "ru": frozenset({"течение", "на", "через", "за", "спустя", "каждый", "каждую", "каждые"}),
    "fa": frozenset({"هر"}),
    "en": frozenset({"every", "each", "per"}),
    "fr": frozenset({"chaque", "par"}),
    "es": frozenset({"cada", "por"}),
}
_FREQUENCIES = {
    fold_word(word): unit
    for unit, words in {
        "hour": ("hourly",),
        "day": ("daily", "quotidien", "quotidienne", "quotidiennement", "diario", "diaria",
                "diariamente", "يوميا", "اليومية", "يومية", "روزانه", "ежедневно", "ежедневный",
                "ежедневные", "ежедневного"),
        "week": ("weekly", "hebdomadaire", "hebdomadaires", "semanal", "semanales",
                 "semanalmente", "أسبوعيا", "أسبوعية", "الأسبوعية", "هفتگی", "еженедельно",
                 "еженедельные", "еженедельный", "еженедельного"),
        "month": ("monthly", "mensuel", "mensuelle", "mensuels", "mensuellement", "mensual",
                  "mensuales", "mensualmente", "شهريا", "شهرية", "الشهرية", "ماهانه", "ماهیانه",
                  "ежемесячно", "ежемесячный", "ежемесячные", "ежемесячного"),
        "year": ("yearly", "annual", "annually", "annuel", "annuelle", "annuellement", "anual",
                 "anuales", "anualmente", "سنويا", "سنوية", "السنوية", "سالانه", "ежегодно",
                 "ежегодный", "ежегодные", "ежегодного"),
        "fortnight": ("fortnightly", "biweekly"),
    }.items()
    for word in words
}  # fmt: skip
_HALVES = frozenset({"نصف", "ونصف", "половиной", "نيم", "half"})
_LONG = frozenset({"km", "mile"})
_SINGLE = frozenset({"time", "months", "mass", "volume", "area", "barrels", "energy"})
"""Dimensions of which "a tonne" or "per litre" says one."""
_RUSSIAN_PARTS = {
    "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8,
    "девяти": 9, "десяти": 10, "двенадцати": 12, "четырнадцати": 14, "пятнадцати": 15,
    "двадцати": 20, "тридцати": 30, "сорока": 40, "шестидесяти": 60, "девяносто": 90,
}  # fmt: skip
_RUSSIAN_UNITS = {"дневн": "day", "недельн": "week", "месячн": "month", "летн": "year",
                  "часов": "hour", "минутн": "minute", "суточн": "day"}  # fmt: skip
_RUSSIAN_ADJECTIVE = re.compile(
    "(" + "|".join(_RUSSIAN_PARTS) + ")(" + "|".join(_RUSSIAN_UNITS) + r")\w+"
)
_RUSSIAN_WHOLE = {"полгода": ("month", Fraction(6)), "полчаса": ("minute", Fraction(30)),
                  "полтора": ("", Fraction(3, 2))}  # fmt: skip


@cache
def _dual_words() -> dict[str, tuple[str, str]]:
    """Folded dual forms to unit code and noun."""
    found = {word: (code, "") for word, code in dual_units().items()}
    for stem in _DUAL_STEMS:
        for ending in _DUAL_ENDINGS:
            found[fold_word(stem + ending)] = ("", fold_word(stem))
    return found


def dual_nouns(tokens: tuple[Token, ...], language: Language) -> list[Quantity]:
    """Arabic duals of known nouns and units, as quantities of two."""
    if language != "ar":
        return []
    found: list[Quantity] = []
    words = _dual_words()
    for token in tokens:
        for prefix in _ARTICLE_PREFIXES:
            if not token.key.startswith(prefix):
                continue
            hit = words.get(token.key[len(prefix) :])
            if hit:
                found.append(Quantity(token.start, token.end, Fraction(2), hit[0], hit[1]))
                break
    return found


def bare_units(tokens: tuple[Token, ...], language: Language) -> list[Quantity]:
    """Units of time that stand with an article or after "within", as weak quantities of one."""
    names = unit_names(language)
    found: list[Quantity] = []
    for index, token in enumerate(tokens):
        if language == "ru":
            special = _russian_compound(token)
            if special:
                found.append(special)
                continue
        if token.key in _FREQUENCIES:
            unit = _FREQUENCIES[token.key]
            found.append(Quantity(token.start, token.end, Fraction(1), unit, weak=True))
            continue
        code = names.get((token.key,))
        if code is None or (units()[code].dimension not in _SINGLE and code not in _LONG):
            continue
        before = tokens[index - 1] if index else token
        articles = ARTICLES[language] - {"le", "la"}
        led = before.key in articles or before.key in _BARE_LEADS[language]
        following = tokens[index + 1 : index + 4]
        if led or any(each.key in _HALVES for each in following):
            start = before.start if led and before is not token else token.start
            found.append(Quantity(start, token.end, Fraction(1), code, weak=True))
    return found


def _russian_compound(token: Token) -> Quantity | None:
    whole = _RUSSIAN_WHOLE.get(token.key)
    if whole and whole[0]:
        return Quantity(token.start, token.end, whole[1], whole[0])
    match = _RUSSIAN_ADJECTIVE.fullmatch(token.key)
    if match is None:
        return None
    count, unit = _RUSSIAN_PARTS[match.group(1)], _RUSSIAN_UNITS[match.group(2)]
    return Quantity(token.start, token.end, Fraction(count), unit)
