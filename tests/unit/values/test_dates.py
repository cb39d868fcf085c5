# ruff: noqa: E501 - tables of cases are kept readable
"""Dates and clock times over three calendars, as said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.values import (
    Calendar,
    DateMention,
    Language,
    find_clock_times,
    find_dates,
    language_of,
    same_day,
)
from wasit.values.calendars import from_hijri, from_jalali

G, J, H = Calendar.GREGORIAN, Calendar.JALALI, Calendar.HIJRI
DATES: list[tuple[Language, str, Calendar, int | None, int, int | None, str]] = [
    ("en", "15 March 2026", G, 2026, 3, 15, ""), ("en", "March 15, 2026", G, 2026, 3, 15, ""),
    ("en", "the tenth of October", G, None, 10, 10, ""), ("en", "mid-March", G, None, 3, None, "mid"),
    ("en", "the end of June", G, None, 6, None, "end"), ("en", "2026-03-15", G, 2026, 3, 15, ""),
    ("en", "24 Esfand 1404", J, 1404, 12, 24, ""), ("en", "26 Ramadan 1447", H, 1447, 9, 26, ""),
    ("fr", "le 1er mai", G, None, 5, 1, ""), ("fr", "mi-mars", G, None, 3, None, "mid"),
    ("fr", "fin juin", G, None, 6, None, "end"), ("fr", "15 août 2026", G, 2026, 8, 15, ""),
    ("es", "15 de marzo de 2026", G, 2026, 3, 15, ""), ("es", "a mediados de marzo", G, None, 3, None, "mid"),
    ("ar", "١٥ آذار ٢٠٢٦", G, 2026, 3, 15, ""), ("ar", "١٠ حزيران", G, None, 6, 10, ""),
    ("ar", "العاشر من تشرين الأول", G, None, 10, 10, ""), ("ar", "3 غشت", G, None, 8, 3, ""),
    ("ar", "5 جانفي", G, None, 1, 5, ""), ("ar", "٢٦ رمضان ١٤٤٧", H, 1447, 9, 26, ""),
    ("ar", "منتصف نيسان", G, None, 4, None, "mid"), ("ar", "كانون الثاني", G, None, 1, None, ""),
    ("fa", "۲۴ اسفند ۱۴۰۴", J, 1404, 12, 24, ""), ("fa", "دوازدهم خرداد", J, None, 3, 12, ""),
    ("fa", "۱۵ مارس ۲۰۲۶", G, 2026, 3, 15, ""), ("fa", "۱۴۰۴/۱۲/۲۴", J, 1404, 12, 24, ""),
    ("ru", "15 марта 2026 года", G, 2026, 3, 15, ""), ("ru", "первого мая", G, None, 5, 1, ""),
    ("ru", "к концу июня", G, None, 6, None, "end"), ("ru", "15.03.2026", G, 2026, 3, 15, ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "calendar", "year", "month", "day", "part"), DATES)
def test_a_date_is_read_in_its_own_calendar(
    language: Language,
    text: str,
    calendar: Calendar,
    year: int | None,
    month: int,
    day: int | None,
    part: str,
) -> None:
    """Levantine, Maghrebi, Jalali and Hijri names are where other parsers fail."""
    (found,) = find_dates(text, language)
    assert (found.calendar, found.year, found.month, found.day, found.part) == (
        calendar, year, month, day, part,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "readings"), [("03/04/2026", 2), ("13/04/2026", 1), ("04/04/2026", 1)]
)
def test_a_date_that_reads_two_ways_keeps_both(text: str, readings: int) -> None:
    """Silently choosing 4 March is the trap; the desk must ask."""
    (found,) = find_dates(text, "en")
    assert 1 + len(found.alternatives) == readings


SAME: list[tuple[Language, str, Language, str]] = [
    ("en", "15 March 2026", "fa", "۲۴ اسفند ۱۴۰۴"), ("en", "15 March 2026", "ar", "٢٦ رمضان ١٤٤٧"),
    ("en", "15 March 2026", "en", "March 15"), ("en", "15 March", "en", "mid-March"),
    ("fr", "le 15 mars", "fa", "۲۴ اسفند"), ("es", "el lunes", "ar", "يوم الاثنين"),
    ("ru", "завтра", "en", "tomorrow"), ("ar", "١٠ حزيران", "ar", "10 يونيو"),
]  # fmt: skip
OTHER: list[tuple[Language, str, Language, str]] = [
    ("en", "15 March 2026", "fa", "۲۵ فروردین ۱۴۰۴"), ("en", "15 March", "en", "15 May"),
    ("en", "5 March", "en", "mid-March"), ("en", "Monday", "en", "Tuesday"),
    ("en", "15 March 2026", "en", "15 March 2027"), ("ar", "١٥ آذار", "ar", "١٥ نيسان"),
]  # fmt: skip


@pytest.mark.parametrize(("one_in", "one", "other_in", "other"), SAME)
def test_the_same_day_in_other_words_is_the_same(
    one_in: Language, one: str, other_in: Language, other: str
) -> None:
    """A conveyance may change calendars without changing the day."""
    assert same_day(find_dates(one, one_in)[0], find_dates(other, other_in)[0])


@pytest.mark.parametrize(("one_in", "one", "other_in", "other"), OTHER)
def test_another_day_is_another_day(
    one_in: Language, one: str, other_in: Language, other: str
) -> None:
    """A moved deadline must show."""
    assert not same_day(find_dates(one, one_in)[0], find_dates(other, other_in)[0])


CLOCKS: list[tuple[Language, str, int, str]] = [
    ("en", "at 18:00 GMT", 1080, "UTC"), ("en", "at 6 p.m.", 1080, ""), ("en", "at noon", 720, ""),
    ("en", "6 o'clock in the evening", 1080, ""), ("en", "9:30 a.m.", 570, ""),
    ("fr", "à 18 heures", 1080, ""), ("fr", "à 18h30", 1110, ""), ("fr", "à minuit", 0, ""),
    ("es", "a las 18:00", 1080, ""), ("es", "a las seis de la tarde", 1080, ""),
    ("ar", "الساعة السادسة مساء", 1080, ""), ("fa", "ساعت ۱۸", 1080, ""),
    ("ru", "в 18 часов", 1080, ""), ("en", "12:00 a.m.", 0, ""),
    ("en", "at half past five in the evening", 1050, ""), ("en", "a quarter to six", 345, ""),
    ("fr", "à cinq heures et demie", 330, ""), ("es", "a las cinco y media de la tarde", 1050, ""),
    ("ar", "الساعة الخامسة والنصف مساء", 1050, ""), ("ru", "в шесть вечера", 1080, ""),
    ("en", "tomorrow at nine", 540, ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "minute", "zone"), CLOCKS)
def test_a_clock_time_is_minutes_after_midnight(
    language: Language, text: str, minute: int, zone: str
) -> None:
    """6 p.m. and 18:00 are one time."""
    assert [(c.minute, c.zone) for c in find_clock_times(text, language)] == [(minute, zone)]


def test_an_hour_without_its_half_of_the_day_may_be_either() -> None:
    """ "At six" and 18:00 can be one time; 6 a.m. and 18:00 cannot."""
    six, evening, morning = (
        find_clock_times(text, "en")[0] for text in ("at six", "at 18:00", "at 6 a.m.")
    )
    assert six.same_time(evening)
    assert six.same_time(morning)
    assert not morning.same_time(evening)


def test_from_monday_to_friday_is_no_pair_of_dates() -> None:
    """ "From Monday to Friday" says on weekdays."""
    assert find_dates("open from Monday to Friday", "en") == []


@pytest.mark.parametrize("text", ["They may leave.", "A march against it.", "about 12 trucks"])
def test_words_that_only_look_like_months_are_no_dates(text: str) -> None:
    """ "May" is a verb unless a day or a year stands beside it."""
    assert find_dates(text, "en") == []


def test_jalali_new_years_fall_where_the_published_calendar_puts_them() -> None:
    """Known new years of leap and common years hold the arithmetic."""
    known = {1399: date(2020, 3, 20), 1400: date(2021, 3, 21), 1403: date(2024, 3, 20),
             1404: date(2025, 3, 21), 1405: date(2026, 3, 21), 1409: date(2030, 3, 21)}  # fmt: skip
    assert {year: from_jalali(year, 1, 1) for year in known} == known


@given(year=st.integers(1380, 1440), month=st.integers(1, 12))
def test_months_follow_each_other_without_gap(year: int, month: int) -> None:
    """No day is lost or counted twice between one month and the next, in either calendar."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    for convert, lengths in ((from_jalali, {29, 30, 31}), (from_hijri, {29, 30})):
        assert (convert(*following, 1) - convert(year, month, 1)).days in lengths


def test_a_hijri_day_carries_a_doubt_of_one_day() -> None:
    """The moon is sighted locally; a tabular date must not be taken as exact."""
    (found,) = find_dates("26 Ramadan 1447", "en")
    assert found.days() == (date(2026, 3, 14), date(2026, 3, 16))
    assert DateMention(0, 0).days() is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("We will leave if they agree.", "en"), ("Nous partirons si les autres partent.", "fr"),
     ("Nos iremos si ellos se van.", "es"), ("سنغادر إذا وافقوا على ذلك", "ar"),
     ("ما می‌رویم اگر آنها موافقت کنند", "fa"), ("Мы уйдём, если они согласятся", "ru")],
)  # fmt: skip
def test_the_language_is_told_from_a_short_sentence(text: str, language: str) -> None:
    """Where nobody said the language, a sentence is enough."""
    assert language_of(text) == language
