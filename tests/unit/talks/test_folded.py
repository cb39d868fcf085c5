"""Folding: the same wording in another dress is the same; other wording is not."""

import pytest

from wasit.talks import FoldedWords, folded, joined


@pytest.mark.parametrize(
    "dressed",
    [
        "we will open the bridge",
        "WE WILL — OPEN “the bridge”!",
        "We  will\nopen\tthe bridge…",
        "We w\u200bill op\u00aden the\u2060 bridge",
        "Wé will ópen the bri\u0301dge",
        "\uff37\uff45 will open the bridge",
        "\u202eWe will open the bridge\u202c",
    ],
)
def test_dress_hides_nothing(dressed: str) -> None:
    """A sentence leaks as well with a zero-width space inside it."""
    assert folded(dressed) == "we will open the bridge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("لن نُهاجمَ السفن", "لن نهاجم الســفن"),
        ("می‌پذیریم", "میپذیریم"),
        ("l’accord", "l'accord"),
        ("Straße", "STRASSE"),
    ],
)
def test_scripts_of_the_talks_fold(one: str, other: str) -> None:
    """Vowel signs, tatweel and joiners are dress too."""
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("wording", "words", "repeats"),
    [
        ("We open it", ("Tomorrow we open it.",), True),
        ("We open it", ("Tomorrow we opened it.",), False),
        ("We open it", ("Tomorrow we.", "Open it!"), True),
        ("No", ("No, we will not.",), False),
        ("No", ("Well.", "No!"), True),
        ("Nevertheless-not", ("they said nevertheless not",), True),
        ("Unconditionally", ("they agree unconditionally",), True),
        ("", ("anything",), False),
        ("...", ("anything",), False),
    ],
)
def test_repeat_is_word_for_word_and_short_words_only_whole(
    wording: str, words: tuple[str, ...], repeats: bool
) -> None:
    """A guard that fires on every "no" gets switched off."""
    assert FoldedWords(words).repeat(folded(wording)) is repeats


@pytest.mark.parametrize(
    ("wording", "words", "span"),
    [
        ("we open it", ("Tomorrow, WE open\u200b -- it!",), "WE open\u200b -- it"),
        ("we open it", ("Tomorrow we.", "Open it!"), "we. Open it"),
        ("no", ("Well.", "No!"), "No"),
        ("unconditionally", ("they agree: Unconditionally.",), "Unconditionally"),
        ("we open it", ("They owe open items; we open it.",), "we open it"),
        ("we open", ("They owe open items; We open.",), "We open"),
        ("unconditionally", ("They agree (semiunconditionally).",), "unconditionally"),
        ("we open it", ("Nothing here.",), ""),
        ("", ("Nothing here.",), ""),
    ],
)
def test_span_is_an_exact_part_of_the_words(
    wording: str, words: tuple[str, ...], span: str
) -> None:
    """A person must see which of their own words are meant."""
    found = FoldedWords(words).span_of(folded(wording))
    assert found == span
    assert found in joined(words)
