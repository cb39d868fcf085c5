# ruff: noqa: E501 - tables of cases are kept readable
"""Quantities with units, currencies and bounds; equality by value."""

from fractions import Fraction

import pytest

from wasit.values import Bound, Language, find_durations, find_quantities, same_quantity

E, LEAST, MOST, MORE = Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE_THAN
ABOUT = Bound.ABOUT
TABLE: list[tuple[Language, str, str, str, Bound]] = [
    ("en", "within 72 hours", "72", "hour", E), ("en", "at least 12 km", "12", "km", LEAST),
    ("en", "$6 billion", "6000000000", "USD", E), ("en", "EUR 640,000", "640000", "EUR", E),
    ("en", "up to 5% of the staff", "5", "percent", MOST), ("en", "half an hour", "1/2", "hour", E),
    ("en", "a year and a half", "3/2", "year", E), ("en", "a 10-day truce", "10", "day", E),
    ("en", "no more than twelve inspectors", "12", "", MOST), ("en", "a week", "1", "week", E),
    ("en", "more than 1,000 pounds", "1000", "GBP", MORE), ("en", "AED 5 million", "5000000",
    "AED", E), ("en", "12 weeks and no more", "12", "week", MOST), ("en", "10 or more", "10", "",
    LEAST), ("en", "4.2k tonnes", "4200", "tonne", E), ("en", "about a third", "1/3", "", ABOUT),
    ("fr", "6 milliards de dollars", "6000000000", "USD", E), ("fr", "quinze jours", "15", "day", E),
    ("fr", "une demi-heure", "1/2", "hour", E), ("fr", "au moins vingt et un otages", "21", "", LEAST),
    ("fr", "2,5 %", "5/2", "percent", E), ("fr", "un an et demi", "3/2", "year", E),
    ("fr", "jusqu'à 30 jours", "30", "day", MOST), ("fr", "pas plus de douze", "12", "", MOST),
    ("es", "6.000 millones de dólares", "6000000000", "USD", E), ("es", "media hora", "1/2", "hour", E),
    ("es", "un año y medio", "3/2", "year", E), ("es", "hasta 30 días", "30", "day", MOST),
    ("es", "por lo menos veintiún rehenes", "21", "", LEAST),
    ("ar", "ثلاثة أيام", "3", "day", E), ("ar", "يومين", "2", "day", E),
    ("ar", "الطفلين", "2", "", E), ("ar", "أسبوعين", "2", "week", E), ("ar", "سنة ونصف", "3/2", "year", E),
    ("ar", "ستة مليارات دولار", "6000000000", "USD", E), ("ar", "خمسة في المئة", "5", "percent", E),
    ("ar", "ما لا يقل عن ٢٠ أسيرا", "20", "", LEAST), ("ar", "ألفي طن", "2000", "tonne", E),
    ("ar", "خلال أسبوع", "1", "week", E), ("ar", "شهرين", "2", "month", E),
    ("fa", "سه روز", "3", "day", E), ("fa", "سه‌روزه", "3", "day", E), ("fa", "پنج درصد", "5", "percent", E),
    ("fa", "حداقل ۲۰ زندانی", "20", "", LEAST), ("fa", "حداکثر دو هفته", "2", "week", MOST),
    ("fa", "دو میلیون تومان", "2000000", "IRT", E), ("fa", "یک سال و نیم", "3/2", "year", E),
    ("ru", "в течение 72 часов", "72", "hour", E), ("ru", "трое суток", "3", "day", E),
    ("ru", "6 млрд долларов", "6000000000", "USD", E), ("ru", "полгода", "6", "month", E),
    ("ru", "десятидневное перемирие", "10", "day", E), ("ru", "год с половиной", "3/2", "year", E),
    ("ru", "не менее 20 заключённых", "20", "", LEAST), ("ru", "через неделю", "1", "week", E),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "value", "unit", "bound"), TABLE)
def test_a_quantity_has_value_unit_and_bound(
    language: Language, text: str, value: str, unit: str, bound: Bound
) -> None:
    """What is promised is a figure, its unit and which side of it counts."""
    assert [(q.value, q.unit, q.bound) for q in find_quantities(text, language)] == [
        (Fraction(value), unit, bound)
    ]


EQUAL: list[tuple[Language, str, Language, str]] = [
    ("en", "72 hours", "en", "three days"), ("en", "12 km", "en", "7.5 miles"),
    ("en", "4,200 men", "en", "four thousand two hundred men"), ("ar", "يومين", "en", "48 hours"),
    ("en", "a fortnight", "en", "14 days"), ("en", "six months", "ru", "полгода"),
    ("en", "30 days", "en", "one month"), ("fa", "۲۴ ماه", "en", "two years"),
    ("en", "8 kilometres", "en", "five miles"), ("en", "half a year", "es", "seis meses"),
    ("fa", "ده تومان", "fa", "صد ریال"), ("en", "2 tonnes", "fr", "2 000 kg"),
]  # fmt: skip
DIFFERENT: list[tuple[Language, str, Language, str]] = [
    ("en", "72 hours", "en", "seven days"), ("en", "a week", "en", "a month"),
    ("ar", "يومين", "ar", "ثلاثة أيام"), ("en", "12 km", "en", "12 miles"),
    ("en", "5 dollars", "en", "5 euros"), ("en", "28 days", "en", "a month"),
    ("en", "10 to 15 trucks", "en", "10 to 20 trucks"), ("en", "20 acres", "fr", "20 hectares"),
]  # fmt: skip


@pytest.mark.parametrize(("one_in", "one", "other_in", "other"), EQUAL)
def test_equal_values_in_other_words_are_equal(
    one_in: Language, one: str, other_in: Language, other: str
) -> None:
    """Value equality is the main source of false alarms; it must hold across units and scripts."""
    assert same_quantity(find_quantities(one, one_in)[0], find_quantities(other, other_in)[0])


@pytest.mark.parametrize(("one_in", "one", "other_in", "other"), DIFFERENT)
def test_different_values_are_different(
    one_in: Language, one: str, other_in: Language, other: str
) -> None:
    """A changed figure or unit is what the check is for."""
    assert not same_quantity(find_quantities(one, one_in)[0], find_quantities(other, other_in)[0])


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [("en", "between 10 and 15 trucks", 10, 15), ("en", "10-15 trucks", 10, 15),
     ("fr", "de 10 à 15 camions", 10, 15), ("ar", "ما بين ١٠ و١٥ شاحنة", 10, 15),
     ("fa", "۱۰ تا ۱۵ کامیون", 10, 15), ("ru", "от 10 до 15 грузовиков", 10, 15)],
)  # fmt: skip
def test_a_range_is_one_quantity(language: Language, text: str, low: int, high: int) -> None:
    """Two ends of one range are one promise, not two figures."""
    assert [(q.value, q.upper) for q in find_quantities(text, language)] == [(low, high)]


def test_figures_of_dates_are_no_quantities_and_durations_are() -> None:
    """15 in "15 March" counts nothing; 72 in "72 hours" is a length of time."""
    text = "by 15 March 2026 at 18:00, within 72 hours, 5 trucks"
    assert [q.unit for q in find_quantities(text, "en")] == ["hour", ""]
    assert [q.unit for q in find_durations(text, "en")] == ["hour"]
