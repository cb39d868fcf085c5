"""Words of others on a terminal: they cannot command it, nor turn what stands beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.cli.plain_text import harmless, isolated
from wasit.cli.text_type import in_signed_form


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("سفينتان في اليوم", "سفينتان في اليوم"),
        ("می‌خواهیم", "می‌خواهیم"),
        ("abc\u202edef", "abc<U+202E>def"),
        ("abc\u2066def\u2069", "abc<U+2066>def<U+2069>"),
        ("\x1b[2J", "<U+001B>[2J"),
        ("\x9b2J", "<U+009B>2J"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("a\x00b\x7f", "a<U+0000>b<U+007F>"),
    ],
)
def test_what_would_command_or_turn_is_shown_by_its_code(text: str, shown: str) -> None:
    """A text that clears the screen or reads backwards can make a person agree to another."""
    assert harmless(text) == shown


@given(st.text())
def test_an_isolate_is_closed_exactly_where_it_should_be(text: str) -> None:
    """An isolate that a text can close lets its words run into ours."""
    shown = isolated(text)
    assert shown[0] == "\u2068"
    assert shown[-1] == "\u2069"
    assert not set(shown[1:-1]) & set("\u2066\u2067\u2068\u2069\n\x1b")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_typed_words_take_the_form_in_which_entries_are_signed(text: str) -> None:
    """Two keyboards must not give two forms of one word."""
    once = in_signed_form(text)
    assert in_signed_form(once) == once
