"""Numbers in figures and words, in six languages and three scripts of digits."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.values import Language, find_numbers

TABLE: dict[Language, dict[str, str]] = {
    "en": {
        "four thousand two hundred": "4200", "three and three-quarter million": "3750000",
        "two and a half": "5/2", "4.2k": "4200", "12,500": "12500", "0.125": "1/8",
        "a hundred and twenty-one": "121", "a third of the staff": "1/3", "two thirds": "2/3",
        "1.5 million": "1500000", "a dozen": "12", "half a million": "500000",
        "$4.2 bn": "4200000000", "two hundred thousand": "200000", "1/2": "1/2",
        "one in three": "1/3", "two out of three": "2/3", "a fourth of it": "1/4",
        "1,234,567.89": "123456789/100", "ninety-nine": "99", "nine hundred and one": "901",
    },
    "fr": {
        "quatre-vingt-dix-sept": "97", "soixante et onze": "71", "deux cent mille": "200000",
        "trois millions et demi": "3500000", "12 500": "12500", "1,25": "5/4", "dix-sept": "17",
        "mille deux cents": "1200", "vingt et un": "21", "quatre-vingts": "80", "un tiers": "1/3",
        "trois quarts": "3/4", "1.500": "1500", "quatre-vingt-trois": "83",
    },
    "es": {
        "treinta y cinco": "35", "mil doscientos": "1200", "dos millones y medio": "2500000",
        "ciento veintiuno": "121", "mil millones": "1000000000", "1.500": "1500", "2,5": "5/2",
        "tres cuartas partes": "3/4", "la mitad": "1/2",
        "cuatrocientos cincuenta y dos mil": "452000",
    },
    "ar": {
        "ثلاثة وعشرون": "23", "أربعة آلاف ومئتان": "4200", "٤٬٢٠٠": "4200", "خمسمئة ألف": "500000",
        "مليون ونصف": "1500000", "مئة وخمسة وعشرين": "125", "اثنا عشر": "12", "ثلاثة عشر": "13",
        "ألفين": "2000", "ثلاث مئة": "300", "٢٫٥": "5/2", "ثلثي": "2/3", "ثلاثة أرباع": "3/4",
        "بخمسة": "5",
    },
    "fa": {
        "چهار هزار و دویست": "4200", "دو و نیم": "5/2", "۱۲٬۵۰۰": "12500", "بیست و سه": "23",
        "سه میلیون و پانصد هزار": "3500000", "۲/۵": "5/2", "یک سوم": "1/3", "دو سوم": "2/3",
        "نیم میلیون": "500000", "یک و نیم میلیون": "1500000", "یک‌سوم": "1/3",
    },
    "ru": {
        "четыре тысячи двести": "4200", "двадцать три": "23", "полтора миллиона": "1500000",
        "три с половиной": "7/2", "2,5 млн": "2500000", "12 500": "12500", "пятьдесят": "50",
        "две трети": "2/3", "сто двадцать пять": "125", "двадцать первого": "21",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [(language, *row) for language, rows in TABLE.items() for row in rows.items()],
)
def test_a_number_is_read_by_value(language: Language, text: str, value: str) -> None:
    """Two texts are compared by value, so each way of writing must give the same fraction."""
    assert [number.value for number in find_numbers(text, language)] == [Fraction(value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "hundreds of people"), ("en", "millions of them"), ("fr", "des milliers de gens"),
     ("en", "no figure at all"), ("ar", "لا رقم هنا"), ("ru", "нет чисел")],
)  # fmt: skip
def test_vague_plurals_are_no_numbers(language: Language, text: str) -> None:
    """ "Hundreds" names no number; calling it 100 would invent a fact."""
    assert find_numbers(text, language) == []


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
@given(value=st.integers(min_value=0, max_value=10**12), head=st.text("ab, ", max_size=9))
def test_figures_of_every_script_keep_value_and_place(digits: str, value: int, head: str) -> None:
    """The same figure in any script is one value, and its span is exactly its substring."""
    figure = "".join(digits[int(c)] for c in str(value))
    text = f"{head} {figure} end"
    found = [number for number in find_numbers(text, "en") if not number.weak]
    assert [number.value for number in found] == [value]
    assert text[found[0].start : found[0].end] == figure


def test_one_is_weak_and_ordinals_are_marked() -> None:
    """ "One of them" is an article more than a count; "third" is a place, not a quantity."""
    assert [n.weak for n in find_numbers("one of them", "en")] == [True]
    assert [n.ordinal for n in find_numbers("the third meeting, the 21st", "en")] == [True, True]
