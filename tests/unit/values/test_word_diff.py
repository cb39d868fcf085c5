"""Word by word: what was kept, taken out and put in, in three scripts."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wasit.values.word_diff import (
    Change,
    Piece,
    is_same,
    side_after,
    side_before,
    word_diff,
)

K, R, A = Change.KEPT, Change.REMOVED, Change.ADDED

CASES: dict[str, tuple[str, str, list[tuple[Change, str]]]] = {
    "the same": ("We agree.", "We agree.", [(K, "We agree.")]),
    "nothing": ("", "", []),
    "all new": ("", "We agree.", [(A, "We agree.")]),
    "all gone": ("We agree.", "", [(R, "We agree.")]),
    "a word": ("in May", "in June", [(K, "in "), (R, "May"), (A, "June")]),
    "a whole word, not its letters": ("accepted", "accepts", [(R, "accepted"), (A, "accepts")]),
    "a word put in": ("We agree", "We do agree", [(K, "We "), (A, "do "), (K, "agree")]),
    "a sign": ("Go.", "Go!", [(K, "Go"), (R, "."), (A, "!")]),
    "two words side by side are one change": (
        "open the old port now",
        "open a new port now",
        [(K, "open "), (R, "the old"), (A, "a new"), (K, " port now")],
    ),
    "a number": (
        "4,200 tonnes",
        "4,500 tonnes",
        [(K, "4,"), (R, "200"), (A, "500"), (K, " tonnes")],
    ),
    "Arabic": (
        "لن نفتح الميناء قبل أيار",
        "سنفتح الميناء بعد أيار",
        [(R, "لن نفتح"), (A, "سنفتح"), (K, " الميناء "), (R, "قبل"), (A, "بعد"), (K, " أيار")],
    ),
    "vowel signs belong to their word": (
        "ميناء الحُدَيْدَة",
        "ميناء الحديدة",
        [(K, "ميناء "), (R, "الحُدَيْدَة"), (A, "الحديدة")],
    ),
    "Persian, a joiner inside a word": (
        "ما می‌خواهیم برویم",
        "ما نمی‌خواهیم برویم",
        [(K, "ما "), (R, "می‌خواهیم"), (A, "نمی‌خواهیم"), (K, " برویم")],
    ),
    "an apostrophe inside a word": (
        "We don't know",
        "We won’t know",
        [(K, "We "), (R, "don't"), (A, "won’t"), (K, " know")],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES)
def test_changes_are_shown_by_whole_words(
    before: str, after: str, expected: list[tuple[Change, str]]
) -> None:
    """A reader sees what became of each word, in the order of reading."""
    assert [(piece.change, piece.text) for piece in word_diff(before, after)] == expected


TEXTS = st.text(st.sampled_from("ab 'é.,\n\u200c\u0651سفن١2"), max_size=30)


@given(before=TEXTS, after=TEXTS)
@example(before="a b", after="c d")
@example(before=" ", after="a ")
def test_two_sides_are_the_two_texts(before: str, after: str) -> None:
    """Nothing is lost or made up in showing a difference."""
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in side_before(pieces)) == before
    assert "".join(piece.text for piece in side_after(pieces)) == after
    assert is_same(pieces) is (before == after)
    assert all(piece.text for piece in pieces)
    assert all(one.change is not two.change for one, two in pairwise(pieces))


@given(text=TEXTS)
def test_text_beside_itself_has_no_change(text: str) -> None:
    """What was conveyed word for word shows nothing to look at."""
    assert word_diff(text, text) == ((Piece(K, text),) if text else ())
