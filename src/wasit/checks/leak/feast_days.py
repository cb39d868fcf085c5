"""Days that people name by their feast, as dates: Nowruz is 1 Farvardin, May Day is 1 May.

Only feasts with a fixed day in one of the three calendars are here; Easter and its kin move and
are left to be compared by name. Seasons are told too: "until spring" is a date of its kind.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from wasit.values.folding import Folded, fold_word
from wasit.values.found import Calendar, DateMention

__all__ = ["feast_days", "in_part", "seasons"]

_G, _J, _H = Calendar.GREGORIAN, Calendar.JALALI, Calendar.HIJRI
_FEASTS: tuple[tuple[Calendar, int, int, str], ...] = (
    (_G, 12, 25, "christmas day|christmas|noël|navidad|عيد الميلاد|کریسمس|рождество|рождества"),
    (_G, 12, 24, "christmas eve|veille de noël|nochebuena|ليلة الميلاد|شب کریسمس|сочельник"),
    (_G, 12, 31, "new year's eve|saint-sylvestre|nochevieja|ليلة رأس السنة|канун нового года"),
    (_G, 1, 1, "new year's day|new year|jour de l'an|año nuevo|رأس السنة|новый год|нового года"),
    (_G, 5, 1, "may day|labour day|fête du travail|día del trabajo|عيد العمال|روز کارگر|первомай"),
    (_G, 5, 9, "victory day|день победы|дня победы"),
    (_G, 3, 8, "women's day|journée des femmes|día de la mujer|يوم المرأة|روز زن|женский день"),
    (_G, 2, 14, "valentine's day|saint-valentin|san valentín|عيد الحب"),
    (_G, 1, 6, "epiphany|épiphanie|día de reyes|los reyes"),
    (_G, 8, 15, "assumption day|assomption"),
    (_G, 11, 1, "all saints' day|toussaint|todos los santos"),
    (_G, 10, 31, "halloween"),
    (_J, 1, 1, "nowruz|norouz|nauruz|newroz|نوروز|النوروز|новруз|навруз"),
    (_J, 9, 30, "yalda|شب یلدا|یلدا"),
    (_H, 10, 1, "eid al-fitr|eid ul-fitr|aïd el-fitr|عيد الفطر|عید فطر|ураза-байрам"),
    (_H, 12, 10, "eid al-adha|aïd el-kebir|aïd el-adha|عيد الأضحى|عید قربان|курбан-байрам"),
    (_H, 1, 10, "ashura|achoura|عاشوراء|عاشورا|ашура"),
)  # fmt: skip


_PARTS = {
    "early": "first week of|first days of|opening days of|premiere semaine de|premiers jours de"
    "|premiers jours d|primera semana de|primeros dias de|الاسبوع الاول من|الايام الاولي من"
    "|هفته اول|نخستين روزهاي|первой неделе|первую неделю|первых числах|первые дни",
    "mid": "halfway through|half way through|half-way through",
    "end": "last week of|last days of|last day of|closing days of|derniere semaine de"
    "|derniers jours de|dernier jour de|ultima semana de|ultimos dias de|ultimo dia de"
    "|الاسبوع الاخير من|الايام الاخيرة من|اخر يوم من|هفته اخر|اخرين روز|последней неделе"
    "|последнюю неделю|последних числах|последние дни|последний день",
}
_PART_BEFORE = {
    part: re.compile(rf"(?:{'|'.join(fold_word(f) for f in forms.split('|'))})\s*'?$")
    for part, forms in _PARTS.items()
}
_LEAD = 40


def in_part(text: str, mention: DateMention) -> DateMention:
    """The mention with the part of its month that the words before it name, if they do."""
    if mention.month is None or mention.day is not None or mention.part:
        return mention
    before = fold_word(text[max(0, mention.start - _LEAD) : mention.start])
    for part, pattern in _PART_BEFORE.items():
        match = pattern.search(before)
        if match:
            start = mention.start - (len(before) - match.start())
            return replace(mention, part=part, start=max(0, start))
    return mention


_SEASONS = {
    "spring": "spring|printemps|primavera|الربيع|ربيع|بهار|весна|весны|весной|весне|весну",
    "summer": "summer|été|verano|الصيف|صيف|تابستان|лето|лета|летом|лету",
    "autumn": "autumn|automne|otoño|الخريف|خريف|پاییز|осень|осени|осенью",
    "winter": "winter|hiver|invierno|الشتاء|شتاء|زمستان|зима|зимы|зимой|зиме|зиму",
}


def _season_patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for season, names in _SEASONS.items():
        forms = "|".join(re.escape(fold_word(name)) for name in names.split("|"))
        found[season] = re.compile(rf"(?<![^\W_])(?:{forms})(?![^\W_])")
    return found


_SEASON_PATTERNS = _season_patterns()


def seasons(folded: Folded) -> Iterator[DateMention]:
    """The seasons named in a text, as relative dates."""
    for season, pattern in _SEASON_PATTERNS.items():
        for match in pattern.finditer(folded.text):
            start, end = folded.span(match.start(), match.end())
            if folded.original[start:end] == "été" or match.group() != "ete":
                yield DateMention(start, end, relative=season)


def _patterns() -> list[tuple[re.Pattern[str], Calendar, int, int]]:
    found: list[tuple[re.Pattern[str], Calendar, int, int]] = []
    for calendar, month, day, names in _FEASTS:
        forms = sorted((fold_word(name) for name in names.split("|")), key=len, reverse=True)
        joined = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
        found.append((re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])"), calendar, month, day))
    return found


_PATTERNS = _patterns()
_ANY = re.compile("|".join(pattern.pattern for pattern, *_ in _PATTERNS))


def feast_days(folded: Folded) -> Iterator[DateMention]:
    """The feasts named in a text as dates, the longer name where two overlap."""
    if not _ANY.search(folded.text):
        return
    found: list[DateMention] = []
    for pattern, calendar, month, day in _PATTERNS:
        for match in pattern.finditer(folded.text):
            start, end = folded.span(match.start(), match.end())
            found.append(DateMention(start, end, calendar=calendar, month=month, day=day))
    for one in found:
        if not any(o.start <= one.start and one.end <= o.end and o is not one for o in found):
            yield one
