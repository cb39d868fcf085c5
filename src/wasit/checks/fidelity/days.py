# ruff: noqa: E501 - tables of words are kept together
"""Days, months, weekdays and deadlines compared."""

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.measures import (
    NOWHERE,
    REWORDED,
    found_in,
    is_time,
    keys_of,
    words_before,
)
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError
from wasit.values import (
    DateMention,
    same_day,
)

__all__ = ["compare_dates"]

_TOLD_ALIKE = 0.75


def _adjacent(mention: DateMention, others: list[DateMention], text: str) -> bool:
    """Whether a weekday stands beside a date that was found in the other text."""
    return any(
        len(text[min(mention.end, o.end) : max(mention.start, o.start)].strip(" ,،")) <= 4
        for o in others
    )


def compare_dates(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Days, months, weekdays and relative days changed, lost or added."""
    pairs: list[tuple[DateMention, DateMention]] = []
    left = [d for d in a.dates if not _weekend(d, b)]
    right = [d for d in b.dates if not _weekend(d, a)]
    for one in list(left):
        twin = next((o for o in right if _may_be_same(one, o)), None)
        if twin is not None:
            pairs.append((one, twin))
            left.remove(one)
            right.remove(twin)
    left = [
        m
        for m in left
        if not (m.weekday is not None and _adjacent(m, [p[0] for p in pairs], a.text))
    ]
    right = [
        m
        for m in right
        if not (m.weekday is not None and _adjacent(m, [p[1] for p in pairs], b.text))
    ]
    left = [m for m in left if not any(same_day(m, o) for _, o in pairs) and not _next(a, b, m)]
    right = [m for m in right if not any(same_day(m, o) for o, _ in pairs)]
    found: list[FidelityError] = []
    for one in list(left):
        if right:
            other = min(right, key=lambda m: (_shape(m) != _shape(one), abs(m.start - one.start)))
            left.remove(one)
            right.remove(other)
            years = _bare_year(one) and _bare_year(other)
            kind = ErrorKind.NUMBER if years else ErrorKind.DATE
            spans = (one.start, one.end), (other.start, other.end)
            found.append(found_in(kind, *spans, "the days differ"))
    found += [
        found_in(
            ErrorKind.SCOPE if _lasting(a, m) else ErrorKind.DATE,
            (m.start, m.end),
            NOWHERE,
            "a date or deadline is gone",
        )
        for m in left
        if _worth_telling(m, links)
    ]
    found += [
        found_in(ErrorKind.DATE, NOWHERE, (m.start, m.end), "a date was added")
        for m in right
        if _worth_telling(m, links)
        and not (m.weekday is not None and _reworded(a, b, links) and _counts_days(a))
    ]
    found += [error for one, other in pairs for error in _deadline_moved(a, b, one, other)]
    return found


_SATURDAY_ON = frozenset({5, 6})


def _weekend(mention: DateMention, other: Reading) -> bool:
    """ "On Saturdays and Sundays" and "at weekends" are one."""
    return mention.weekday in _SATURDAY_ON and "weekends" in other.values("scope")


_FOLLOWING = frozenset({"following", "next", "coming", "subsequent", "suivant", "suivante", "suivants", "siguiente",
    "siguientes", "التالي", "التاليه", "المقبل", "المقبله", "القادم", "القادمه", "بعد", "بعدي", "اينده", "следующий",
    "следующем", "следующего", "следующую", "будущем", "prochain", "prochaine", "proximo", "proxima"})  # fmt: skip


def _next(a: Reading, b: Reading, mention: DateMention) -> bool:
    """Whether "next year" may be told as "the following one"."""
    words = {t.key for t in a.tokens if mention.start <= t.start < mention.end}
    return bool(mention.relative and words & _FOLLOWING and keys_of(b) & _FOLLOWING)


def _worth_telling(mention: DateMention, links: Links) -> bool:
    """Whether a date without a fellow is a change by itself: "next week" can be said otherwise."""
    if mention.relative == "today":
        return False
    loose = mention.relative or (mention.month is not None and mention.day is None)
    return not loose or links.close >= _TOLD_ALIKE


def _reworded(a: Reading, b: Reading, links: Links) -> bool:
    return a.language == b.language and links.close < REWORDED


def _counts_days(reading: Reading) -> bool:
    """Whether a text counts time ("two days later"), which may be told as a weekday."""
    return any(is_time(q) for q in reading.quantities) or bool(_EACH_DAY & keys_of(reading))


_EACH_DAY = frozenset({"كل", "هر"})


def _bare_year(mention: DateMention) -> bool:
    return mention.year is not None and mention.month is None


_LASTING = frozenset({"during", "until", "till", "throughout", "pendant", "durant", "jusqu", "durante",
    "hasta", "خلال", "طوال", "حتي", "در"})  # fmt: skip


def _lasting(reading: Reading, mention: DateMention) -> bool:
    """Whether a date says how long something holds, not by when it is due."""
    words = [w for w in words_before(reading, mention.start, 4) if w not in _FILLERS]
    return bool(words) and words[-1] in _LASTING


def _shape(mention: DateMention) -> tuple[bool, bool, bool]:
    return mention.weekday is None, not mention.relative, mention.month is None


def _may_be_same(one: DateMention, other: DateMention) -> bool:
    readings = [(x, y) for x in (one, *one.alternatives) for y in (other, *other.alternatives)]
    return any(same_day(x, y) for x, y in readings)


_DATE_LEADS: dict[str, str] = {
    **dict.fromkeys(["by", "before", "than", "later", "within", "avant", "antes", "قبل", "بحلول", "موعد", "قبل", "پیش", "до", "к", "раньше", "позднее", "tard", "tardar", "limite", "latest"], "by"),
    **dict.fromkeys(["until", "till", "through", "hasta", "jusqu", "jusque", "حتى", "لغايه", "تا", "вплоть"], "until"),
    **dict.fromkeys(["from", "after", "since", "starting", "as", "partir", "depuis", "apres", "desde", "despues", "من", "بعد", "منذ", "اعتبارا", "از", "پس", "после", "с", "начиная", "des", "dès", "following"], "from"),
    **dict.fromkeys(["on", "in", "at", "le", "en", "el", "في", "در", "в", "во", "on"], "on"),
}  # fmt: skip
_FILLERS = frozenset({"the", "of", "le", "la", "el", "los", "de", "du", "يوم", "روز", "than", "end",
    "fin", "noon", "midnight", "au", "a", "l", "'", "شهر", "ماه", "تاريخ", "انتهاء", "انقضاء", "حلول", "نهايه", "پايان", "dawn", "dusk"})  # fmt: skip


def _lead(reading: Reading, start: int) -> str:
    for word in reversed(words_before(reading, start, 4)):
        if word in _DATE_LEADS:
            return _DATE_LEADS[word]
        if word not in _FILLERS:
            return ""
    return ""


def _deadline_moved(
    a: Reading, b: Reading, one: DateMention, other: DateMention
) -> list[FidelityError]:
    first, second = _lead(a, one.start), _lead(b, other.start)
    ends, starts = {"by", "until"}, {"from"}
    moved = (first in ends and second in starts) or (first in starts and second in ends)
    english = a.language == b.language == "en"
    moved = moved or (english and {first, second} == {"by", "until"})
    if not moved:
        return []
    why = f"the date was a limit '{first}', now it is '{second}'"
    return [found_in(ErrorKind.DATE, (one.start, one.end), (other.start, other.end), why)]
