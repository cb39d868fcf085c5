"""Names: one name in many spellings, and names found in texts."""

import pytest

from wasit.values.folding import fold, fold_word
from wasit.values.names import NameBook, mentions, same_word_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haddad", "حداد"),
        ("Haddad", "Хаддад"),
        ("Mohammed", "محمد"),
        ("Mohammed", "Muhamad"),
        ("Leila", "ليلى"),
        ("Reza", "رضا"),
        ("Walid", "Валид"),
        ("Tehran", "Тегеран"),
        ("Okafor", "أوكافور"),
        ("Lindqvist", "ليندكفيست"),
        ("Khalil", "خلیل"),
        ("Jafar", "جعفر"),
        ("Youssef", "Юсуф"),
    ],
)
def test_spellings_of_a_name_meet_across_scripts(one: str, other: str) -> None:
    """A name leaks in whatever script it is written."""
    assert same_word_name(fold_word(one), fold_word(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marr", "عمر"),
        ("Haddad", "Hamid"),
        ("Walid", "خالد"),
        ("Salem", "Soleimani"),
        ("Dal", "ليل"),
    ],
)
def test_other_names_do_not_meet(one: str, other: str) -> None:
    """Two people are not one because their letters are few."""
    assert not same_word_name(fold_word(one), fold_word(other))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr Okafor is about to leave.", ["Okafor"]),
        ("Let Colonel Rashid Dal and Leila al-Marr meet.", ["Rashid Dal", "Leila al-Marr"]),
        ("The guns move on 10 October.", []),
        ("Наш источник — полковник Соколов из Твери.", ["Соколов", "Твери"]),
        ("مصدرنا هو العقيد راشد من مدينة طرسا", ["راشد", "طرسا"]),
        ("La juge Hélène Marchand accepterait.", ["Hélène Marchand"]),
    ],
)
def test_names_are_found_by_capitals_or_by_title(text: str, names: list[str]) -> None:
    """Scripts without capitals still name people by their titles."""
    assert [text[m.start : m.end] for m in mentions(fold(text))] == names


def test_aliases_stand_for_one_another() -> None:
    """A nickname known to the case must count as the name."""
    book = NameBook.of([["Adu Okafor", "the Falcon", "الصقر"]])
    assert book.same(("adu", "okafor"), ("الصقر",))
    assert not book.same(("adu", "okafor"), ("الاسد",))
    assert book.same(("f", "haddad"), ("farid", "haddad"))
    assert not book.same(("rami", "haddad"), ("farid", "haddad"))
