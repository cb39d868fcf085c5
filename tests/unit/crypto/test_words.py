"""Six words: the same for the same parts, others for others, easy to say."""

import re

from hypothesis import given
from hypothesis import strategies as st

from wasit.crypto import words
from wasit.crypto.words import WORD_COUNT, words_for


@given(st.sampled_from(["", "joining", "log"]), st.lists(st.binary(max_size=20), max_size=4))
def test_words_can_be_spelled_in_any_language(purpose: str, parts: list[bytes]) -> None:
    """Five letters, consonant and vowel in turn, six times."""
    six = words_for(purpose, *parts)
    assert len(six) == WORD_COUNT == 6
    assert six == words_for(purpose, *parts)
    for word in six:
        assert re.fullmatch("([bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz]", word)


def test_words_differ_wherever_anything_differs() -> None:
    """Parts moved from one place to the next must not give the same words."""
    cases = [
        ("joining", (b"ab", b"c")),
        ("joining", (b"a", b"bc")),
        ("joining", (b"abc",)),
        ("joining", (b"abc", b"")),
        ("joining", (b"", b"abc")),
        ("joining", (b"c", b"ab")),
        ("joining", ()),
        ("log", (b"abc",)),
        ("", (b"abc",)),
    ]
    assert len({words_for(purpose, *parts) for purpose, parts in cases}) == len(cases)


def test_a_known_number_gives_the_published_proquint() -> None:
    """The proposal's own example: 127.0.0.1 is lusab-babad."""
    spelled = [words._word(bits) for bits in (0x7F00, 0x0001)]  # pyright: ignore[reportPrivateUsage]
    assert spelled == ["lusab", "babad"]
