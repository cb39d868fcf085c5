"""Days that people name by their feast, as dates: Nowruz is 1 Farvardin, May Day is 1 May.

Only feasts with a fixed day in one of the three calendars are here; Easter and its kin are in
``named_days``. Seasons are told too: "until spring" is a date of its kind.
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
    (_G, 12, 6, "st nicholas' day|st nicholas|saint-nicolas|san nicolás|николин день"),
    (_G, 12, 26, "boxing day|saint-étienne|san esteban"),
    (_G, 12, 28, "santos inocentes|holy innocents"),
    (_G, 12, 8, "immaculate conception|immaculée conception|inmaculada concepción|inmaculada"),
    (_G, 1, 7, "orthodox christmas|noël orthodoxe|православное рождество"),
    (_G, 1, 14, "old new year|старый новый год|старого нового года"),
    (_G, 1, 25, "tatiana day|татьянин день"),
    (_G, 2, 2, "candlemas|chandeleur|candelaria|groundhog day"),
    (_G, 2, 23, "defender of the fatherland day|день защитника отечества"),
    (_G, 3, 15, "ides of march|ides de mars|idus de marzo"),
    (_G, 3, 17, "st patrick's day|st patrick|saint-patrick"),
    (_G, 3, 19, "san josé|saint-joseph|st joseph's day"),
    (_G, 3, 25, "lady day|annunciation|annonciation|البشارة|благовещение"),
    (_G, 4, 1, "april fools' day|april fool's day|all fools' day|poisson d'avril|كذبة نيسان"),
    (_G, 4, 23, "st george's day|saint-georges|sant jordi|san jorge"),
    (_G, 6, 12, "день россии|russia day"),
    (_G, 6, 24, "midsummer's day|midsummer day|midsummer|st john's day|saint-jean|san juan"),
    (_G, 7, 4, "independence day|fourth of july"),
    (_G, 7, 14, "bastille day|fête nationale"),
    (_G, 9, 29, "michaelmas|saint-michel|san miguel"),
    (_G, 10, 12, "hispanidad|columbus day"),
    (_G, 11, 2, "all souls' day|jour des morts|fête des morts|día de los muertos|fieles difuntos"),
    (_G, 11, 4, "день народного единства"),
    (_G, 11, 5, "guy fawkes|bonfire night"),
    (_G, 11, 11, "armistice day|martinmas|st martin's day|saint-martin|san martín|armistice"),
    (_J, 1, 13, "sizdah bedar|سیزده‌به‌در|سیزده به در|سیزده بدر"),
    (_H, 1, 1, "islamic new year|رأس السنة الهجرية"),
    (_H, 2, 20, "arbaeen|اربعین|الأربعين|أربعينية"),
    (_H, 3, 12, "mawlid|mouloud|المولد النبوي|مولد النبي|مولود نبی"),
    (_J, 1, 1, "nowruz|norouz|nauruz|newroz|نوروز|النوروز|новруз|навруз"),
    (_J, 9, 30, "yalda|شب یلدا|یلدا"),
    (_H, 10, 1, "eid al-fitr|eid ul-fitr|aïd el-fitr|عيد الفطر|العيد الصغير|عید فطر|ураза-байрам"),
    (_H, 12, 10, "eid al-adha|aïd el-kebir|aïd el-adha|عيد الأضحى|العيد الكبير|عید قربان"),
    (_H, 12, 10, "курбан-байрам"),
    (_H, 1, 10, "ashura|achoura|عاشوراء|عاشورا|ашура"),
)  # fmt: skip


_PARTS = {
    "early": "first week of|first days of|opening days of|premiere semaine de|premiers jours de"
    "|premiers jours d|primera semana de|primeros dias de|الاسبوع الاول من|الايام الاولي من"
    "|هفته اول|نخستين روزهاي|первой неделе|первую неделю|первых числах|первые дни"
    "|first third of|first half of|start of|opening of|premier tiers de|premiere moitie de"
    "|primer tercio de|primera mitad de|النصف الاول من|الثلث الاول من|نيمه اول|первой половине"
    "|первой трети|beginning of|outset of",
    "mid": "halfway through|half way through|half-way through|middle of|middle third of|coeur de"
    "|second third of|second week of|third week of|segundo tercio de|середине",
    "late": "last third of|final third of|second half of|latter half of|dernier tiers de"
    "|seconde moitie de|deuxieme moitie de|ultimo tercio de|segunda mitad de|النصف الثاني من"
    "|الثلث الاخير من|نيمه دوم|второй половине|последней трети",
    "end": "last week of|last days of|last day of|closing days of|derniere semaine de"
    "|derniers jours de|dernier jour de|ultima semana de|ultimos dias de|ultimo dia de"
    "|الاسبوع الاخير من|الايام الاخيرة من|اخر يوم من|هفته اخر|اخرين روز|последней неделе"
    "|последнюю неделю|последних числах|последние дни|последний день",
}
_PART_BEFORE = {
    part: re.compile(rf"(?:{'|'.join(fold_word(f) for f in forms.split('|'))})\s*'?$")
    for part, forms in _PARTS.items()
}
_PART_AFTER = {
    "early": re.compile(
        r"(?:['’]s)?\s+(?:opens|begins|starts|comes in|first days|first week|debute|commence"
        r"|empieza|comienza|начнется|начинается|يبدا|اغاز)(?![^\W_])"
    ),
    "end": re.compile(
        r"(?:['’]s)?\s+(?:closes|ends|is out|is over|runs out|last days|last week|s ?['’]?acheve"
        r"|se termine|termina|acaba|кончится|закончится|кончается|ينتهي)(?![^\W_])"
    ),
}
_THIRDS = {"first": "early", "second": "mid", "middle": "mid", "last": "late", "final": "late"}
_THIRD = re.compile(rf"\b({'|'.join(_THIRDS)}) third of \w+$", re.IGNORECASE)
_THIRD_DAY = 3
_HALF = re.compile("half|moitie|mitad|نصف|نيمه|половине")
_LEAD = 40


def in_part(text: str, mention: DateMention) -> DateMention:
    """The mention with the part of its month that the words around it name, if they do."""
    third = _THIRD.search(text[: mention.end]) if mention.day == _THIRD_DAY else None
    if third:
        part = _THIRDS[third.group(1).lower()]
        return replace(mention, start=third.start(), day=None, part=part)
    if mention.month is None or mention.day is not None or mention.part:
        return mention
    before = fold_word(text[max(0, mention.start - _LEAD) : mention.start])
    for part, pattern in _PART_BEFORE.items():
        match = pattern.search(before)
        if match:
            start = max(0, mention.start - (len(before) - match.start()))
            found = replace(mention, part=part, start=start)
            half = _HALF.search(match.group())
            return replace(found, alternatives=(replace(found, part="mid"),)) if half else found
    after = fold_word(text[mention.end : mention.end + _LEAD])
    for part, pattern in _PART_AFTER.items():
        match = pattern.match(after)
        if match:
            return replace(mention, part=part, end=mention.end + match.end())
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


_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SEASON_THIRDS = {
    "early": ((0, "early"), (0, "mid"), (0, "late")),
    "mid": ((1, "early"), (1, "mid"), (1, "late")),
    "end": ((2, "late"), (3, "early"), (3, "mid"), (3, "late")),
}
_SEASON_LEADS = {
    "early": "early|start of|beginning of|debut|commencement|principios|comienzos|inicio|اوائل"
    "|بدايه|اوايل|اغاز|начале|начало",
    "mid": "mid|middle of|height of|milieu|plein|coeur|mediados|pleno|منتصف|وسط|اواسط|середине"
    "|разгар",
    "end": "late|end of|close of|fin|finales|fines|اواخر|نهايه|پايان|конце|концу|исходе",
}
_SEASON_FOLLOWS = {
    "early": "begins|starts|opens|comes|commence|debute|empieza|comienza|начнется|يبدا",
    "mid": "is at its height",
    "end": "ends|closes|is over|is out|finit|s ?['’]?acheve|se termine|termina|acaba|кончит"
    "|закончит|ينتهي",
}
_SEASON_PARTS = {
    part: (
        re.compile(rf"(?:{lead})\s*(?:the|de|du|d|del|l|la|le|el)*\s*['’]?\s*$"),
        re.compile(rf"\s+(?:{_SEASON_FOLLOWS[part]})"),
    )
    for part, lead in _SEASON_LEADS.items()
}
_SEASON_PATTERNS = _season_patterns()


def seasons(folded: Folded) -> Iterator[DateMention]:
    """The seasons named in a text, as relative dates."""
    for season, pattern in _SEASON_PATTERNS.items():
        for match in pattern.finditer(folded.text):
            start, end = folded.span(match.start(), match.end())
            if folded.original[start:end] == "été" or match.group() != "ete":
                yield from _in_season(folded, season, start, end)
                yield DateMention(start, end, relative=season)


def _in_season(folded: Folded, season: str, start: int, end: int) -> Iterator[DateMention]:
    """The part of a season that the words around it name, as parts of its months."""
    before = fold_word(folded.original[max(0, start - _LEAD) : start])
    after = fold_word(folded.original[end : end + _LEAD])
    month = _SEASON_MONTHS[season]
    for part, (lead, follow) in _SEASON_PARTS.items():
        led, followed = lead.search(before), follow.match(after)
        if led or followed:
            first = max(0, start - (len(before) - led.start())) if led else start
            last = end + followed.end() if followed else end
            every = [
                DateMention(first, last, month=(month + offset - 1) % 12 + 1, part=third)
                for offset, third in _SEASON_THIRDS[part]
            ]
            yield replace(every[0], alternatives=tuple(every[1:]))


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
