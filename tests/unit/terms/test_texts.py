"""One text: the same words have one hash, open brackets are seen, changes are word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.terms.errors import UnreadableTerms
from wasit.terms.texts import (
    Adherence,
    Change,
    Version,
    brackets_in,
    text_hash,
    text_standing,
    word_diff,
)


def test_the_same_words_have_one_hash() -> None:
    """Line ends, trailing space and composed letters differ between machines, not between sides."""
    assert text_hash("Caf\u00e9 \r\nends\n\n") == text_hash("\nCafe\u0301\nends")
    assert text_hash("halts") != text_hash("halt")
    assert text_hash("  halts") != text_hash("halts"), "an indented line is another line"


def test_brackets_hold_what_is_not_agreed() -> None:
    """Alternatives are parted by a bar; brackets nest."""
    words = "Within [seven | ten [working]] days"
    outer, inner = brackets_in(words)
    assert outer.alternatives == ("seven", "ten [working]")
    assert words[outer.start : outer.end] == "[seven | ten [working]]"
    assert (inner.alternatives, inner.depth) == (("working",), 1)


@pytest.mark.parametrize(("words", "place"), [("a ] b", "3"), ("a [b [c]", "3")])
def test_brackets_that_do_not_match_are_refused(words: str, place: str) -> None:
    """A bracket left open would make the rest of the text look agreed, or not."""
    with pytest.raises(UnreadableTerms, match=f"character {place}"):
        brackets_in(words)


@given(st.text("ab .\n["), st.text("ab .\n["))
def test_a_diff_holds_both_texts(before: str, after: str) -> None:
    """Kept and removed words are the one version, kept and added the other: nothing is lost."""
    runs = word_diff(before, after)
    assert "".join(run.words for run in runs if run.change is not Change.ADDED) == before
    assert "".join(run.words for run in runs if run.change is not Change.REMOVED) == after


def test_a_text_is_agreed_when_all_stand_by_one_hash() -> None:
    """Adherence is to words, not to a title: a side that named the older hash has not agreed."""
    old, new = Version("v1", "All [attacks] halt."), Version("v2", "All attacks halt.")
    first = [Adherence("A", text_hash(new.words)), Adherence("B", text_hash(old.words))]
    standing = text_standing([old, new], first, sides=["A", "B"])
    assert standing.stands_by == {"A": "v2", "B": "v1"}
    assert not standing.agreed
    later = [*first, Adherence("B", text_hash(new.words))]
    assert text_standing([old, new], later, sides=["A", "B"]).agreed
    bracketed = [Adherence(side, text_hash(old.words)) for side in ("A", "B")]
    assert not text_standing([old], bracketed, sides=["A", "B"]).agreed


def test_a_side_that_is_none_cannot_adhere() -> None:
    """And a text without a version has nothing to stand by."""
    with pytest.raises(UnreadableTerms, match="'C' adheres"):
        text_standing([Version("v1", "words")], [Adherence("C", "00")], sides=["A"])
    with pytest.raises(UnreadableTerms, match="no version"):
        text_standing([], [], sides=["A"])
