"""Days told by a rule rather than by a number: moving feasts, the last Friday of a month, eves.

A moving feast or a weekday of a month without a year is given for each year that talks of our time
can mean, the other years as alternatives. "The day after" and "the eve of" move any date by one.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from wasit.values.folding import Folded, fold_word, words
from wasit.values.found import Calendar, DateMention
from wasit.values.languages import Language
from wasit.values.month_names import month_names, weekday_names

__all__ = [
    "OUR_YEARS",
    "easter",
    "moved",
    "moving_feasts",
    "numbered_weeks",
    "parts_of_years",
    "weekdays_of_months",
]

OUR_YEARS = (2026, 2027)
"""The years that a day without a year is taken to be in."""

_FEASTS: tuple[tuple[int, str], ...] = (
    (0, "easter sunday|easter day|easter|pâques|pascua|domingo de resurrección|عيد الفصح|الفصح"),
    (0, "عید پاک|пасха|пасхи|пасху|пасхе|пасхой"),
    (1, "easter monday|lundi de pâques|lunes de pascua"),
    (-2, "good friday|vendredi saint|viernes santo|الجمعة العظيمة|страстная пятница"),
    (-2, "страстной пятницы|страстную пятницу"),
    (-7, "palm sunday|rameaux|domingo de ramos|holy week|semana santa|semaine sainte"),
    (-7, "вербное воскресенье|страстная неделя|страстной неделе"),
    (-46, "ash wednesday|mercredi des cendres|miércoles de ceniza|start of lent"),
    (-47, "shrove tuesday|mardi gras|martes de carnaval|carnaval|carnival|pancake day"),
    (39, "ascension day|ascension|ascensión|вознесение|вознесения"),
    (49, "pentecost|whitsun|whit sunday|pentecôte|pentecostés|троица|троицы|троицу|العنصرة"),
)
_YEAR_AFTER = re.compile(r"\s*,?\s*(20\d\d)(?!\d)")
_ORDINALS: dict[str, int] = {
    fold_word(word): number
    for number, forms in {
        1: "first 1st premier première primer primero primera первый первом первая первую первой"
        " اول الاول الاولي نخستين اولين",
        2: "second 2nd deuxième segundo segunda второй втором вторая вторую الثاني الثانية دومين",
        3: "third 3rd troisième tercer tercero tercera третий третьем третья третью третьей"
        " الثالث الثالثة سومين",
        4: "fourth 4th quatrième cuarto cuarta четвертый четвертом четвертая четвертую"
        " الرابع الرابعة",
        -1: "last dernier dernière último última последний последняя последнюю последней الاخير"
        " الاخيرة اخر اخرين",
    }.items()
    for word in forms.split()
}
_LINKS = frozenset(["of", "in", "the", "de", "du", "d", "del", "من", "شهر", "ماه", "в", "l", "le"])
_WEEKEND = frozenset(["weekend", "week", "findesemana", "выходные", "выходных"])
_SATURDAY = 5
_WEEKS, _DAYS = 52, range(1, 8)
_WEEK = re.compile(
    r"(?:week|semaine|semana|неделя|неделю|неделе|الاسبوع|هفته)(?: (?:no|numero|number|номер|رقم))?"
    r" (\d{1,2})(?![\d.,])|(\d{1,2})-?(?:я|ю|й) недел"
)
_MOVES: tuple[tuple[int, str], ...] = (
    (
        -1,
        "day before|eve of|night before|la veille de|la veille du|la veille d|veille de|veille du",
    ),
    (-1, "vispera de|vispera del|dia antes de|dia antes del|накануне|за день до|عشيه|عشية"),
    (-1, "اليوم السابق ل|قبل يوم من|يك روز پيش از|روز پيش از|روز قبل از"),
    (1, "day after|day following|morning after|lendemain de|lendemain du|lendemain d|lendemain"),
    (1, "dia siguiente de|dia siguiente al|dia despues de|dia despues del"),
    (1, "на следующий день после|день спустя после|غداه|غداة|اليوم التالي ل|بعد يوم من|فرداي"),
    (1, "روز بعد از|روز پس از|يك روز پس از"),
)
_ARTICLE = r"\s*(?:the|la|le|les|l|el|los|las)?\s*['’]?\s*$"
_MOVE_BEFORE = [
    (by, re.compile(rf"(?:{'|'.join(fold_word(f) for f in forms.split('|'))}){_ARTICLE}"))
    for by, forms in _MOVES
]
_EVE_AFTER = re.compile(r"(?:['’]s?)?\s+eve\b")
_LEAD = 40
_QUARTERS = re.compile(
    r"(?:(first|second|third|fourth|premier|deuxieme|troisieme|quatrieme|primer|segundo|tercer"
    r"|cuarto|первый|первом|второй|втором|третий|третьем|четвертый|четвертом)\s+"
    r"(?:quarter|trimestre|квартал[еа]?)|(الربع)\s+(الاول|الثاني|الثالث|الرابع))"
    r"(?:\s+(?:of|de|du|من|in))?(?:\s+(20\d\d))?"
)
_MID_YEAR = re.compile(
    r"(?:mid[- ]?year|mid[- ](20\d\d)|middle of (?:the |next |this )?year|milieu de l ?['’]?annee"
    r"|mediados de(?:l)? ano|mediados de (20\d\d)|середин[аеу] года|منتصف العام|منتصف السنة"
    r"|نيمه سال|ميانه سال)(?:\s*(?:prochaine|que viene|proximo|المقبل|القادم|آينده))?"
)


def easter(year: int, *, julian: bool = False) -> date:
    """Easter Sunday of a year as a Gregorian day, by the Western or the Julian reckoning.

    Source: the anonymous Gregorian algorithm and Meeus's Julian algorithm.

    >>> easter(2027), easter(2027, julian=True)
    (datetime.date(2027, 3, 28), datetime.date(2027, 5, 2))
    """
    if julian:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=13)
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    wanted = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * wanted) // 451
    month, day = divmod(h + wanted - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _mention(start: int, end: int, days: list[date]) -> DateMention:
    every = [DateMention(start, end, year=d.year, month=d.month, day=d.day) for d in days]
    return replace(every[0], alternatives=tuple(every[1:]))


def _any_of(forms: str) -> re.Pattern[str]:
    folded = (re.escape(fold_word(form)) for form in forms.split("|"))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(folded)})(?![^\W_])")


_FEAST_PATTERNS = [(offset, _any_of(forms)) for offset, forms in _FEASTS]


def moving_feasts(folded: Folded) -> Iterator[DateMention]:
    """The feasts that move with Easter, the longest name at each place."""
    found: list[tuple[int, int, int]] = []
    for offset, pattern in _FEAST_PATTERNS:
        found.extend((m.start(), m.end(), offset) for m in pattern.finditer(folded.text))
    for first, last, offset in found:
        if any(a <= first and last <= b and (a, b) != (first, last) for a, b, _ in found):
            continue
        given = _YEAR_AFTER.match(folded.text, last)
        years = (int(given.group(1)),) if given else OUR_YEARS
        days = [
            easter(year, julian=julian) + timedelta(days=offset)
            for julian in (False, True)
            for year in years
        ]
        yield _mention(*folded.span(first, given.end() if given else last), days)


def weekdays_of_months(folded: Folded, language: Language) -> Iterator[DateMention]:
    """Days told as a weekday of a month: "the last Friday of October"."""
    every = words(folded)
    texts = [word.text for word in every]
    if not any(text in _ORDINALS for text in texts):
        return
    for at in range(len(every) - 2):
        pair = {_as_ordinal(texts[at]), _as_ordinal(texts[at + 1])} - {None}
        weekday = _weekday(texts[at], language)
        weekday = _weekday(texts[at + 1], language) if weekday is None else weekday
        if len(pair) != 1 or weekday is None:
            continue
        month_at = at + 2
        while month_at < len(texts) and texts[month_at] in _LINKS:
            month_at += 1
        named = month_names(language).get((texts[month_at],)) if month_at < len(texts) else None
        if named is None or named[0] is not Calendar.GREGORIAN:
            continue
        after = texts[month_at + 1] if month_at + 1 < len(texts) else ""
        years = (int(after),) if re.fullmatch(r"20\d\d", after) else OUR_YEARS
        last = month_at + (len(years) == 1)
        days = [_nth(year, named[1], weekday, next(iter(pair)) or 1) for year in years]
        yield _mention(every[at].start, every[last].end, days)


def numbered_weeks(folded: Folded) -> Iterator[DateMention]:
    """The days of weeks told by their number: "week 45"."""
    for match in _WEEK.finditer(folded.text):
        number = int(match.group(1) or match.group(2))
        if 1 <= number <= _WEEKS:
            days = [date.fromisocalendar(year, number, day) for year in OUR_YEARS for day in _DAYS]
            yield _mention(*folded.span(match.start(), match.end()), days)


def _as_ordinal(word: str) -> int | None:
    return _ORDINALS.get(word)


def _weekday(word: str, language: Language) -> int | None:
    if word in _WEEKEND:
        return _SATURDAY
    return weekday_names(language).get((word,))


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    length = monthrange(year, month)[1]
    days = [date(year, month, day) for day in range(1, length + 1)]
    fitting = [day for day in days if day.weekday() == weekday]
    return fitting[-1] if number < 0 else fitting[number - 1]


def moved(folded: Folded, mention: DateMention) -> DateMention | None:
    """The day before or after the mention, where the words around it say so; else None."""
    if mention.day is None or mention.month is None:
        return None
    before = fold_word(folded.original[max(0, mention.start - _LEAD) : mention.start])
    for by, pattern in _MOVE_BEFORE:
        match = pattern.search(before)
        if match:
            start = max(0, mention.start - (len(before) - match.start()))
            return _shifted(replace(mention, start=start), by)
    match = _EVE_AFTER.match(folded.original.lower(), mention.end)
    return _shifted(replace(mention, end=match.end()), -1) if match else None


def _shifted(mention: DateMention, by: int) -> DateMention | None:
    days: list[DateMention] = []
    for one in (mention, *mention.alternatives):
        span = one.days(default_year=OUR_YEARS[0] if one.calendar is Calendar.GREGORIAN else None)
        if span is None or span[0] != span[1]:
            return None
        day = span[0] + timedelta(days=by)
        year = day.year if one.year is not None else None
        days.append(
            DateMention(mention.start, mention.end, year=year, month=day.month, day=day.day)
        )
    return replace(days[0], alternatives=tuple(days[1:]))


def parts_of_years(folded: Folded) -> Iterator[DateMention]:
    """Quarters and middles of years, as the months they hold."""
    for match in _QUARTERS.finditer(folded.text):
        number = _ORDINALS[match.group(1) or match.group(3)]
        months = range(3 * number - 2, 3 * number + 1)
        year = int(match.group(4)) if match.group(4) else None
        yield _months(*folded.span(match.start(), match.end()), months, year)
    for match in _MID_YEAR.finditer(folded.text):
        given = match.group(1) or match.group(2)
        year = int(given) if given else None
        yield _months(*folded.span(match.start(), match.end()), range(6, 8), year)


def _months(start: int, end: int, months: range, year: int | None) -> DateMention:
    every = [DateMention(start, end, year=year, month=month) for month in months]
    return replace(every[0], alternatives=tuple(every[1:]))
