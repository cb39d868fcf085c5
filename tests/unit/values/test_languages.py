"""Languages: told by script and function words; stems join inflections."""

import pytest

from wasit.values.folding import fold, fold_word, words
from wasit.values.languages import Language, language_of, stem


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The convoys may pass if the bridge opens.", "en"),
        ("Les convois pourraient passer si le pont ouvre.", "fr"),
        ("Los convoyes podrían pasar si se abre el puente.", "es"),
        ("قد تمر القوافل إذا فتح الجسر.", "ar"),
        ("اگر پل باز شود کاروان‌ها می‌توانند بگذرند.", "fa"),
        ("این پیشنهاد ما است", "fa"),
        ("Колонны могут пройти, если мост откроют.", "ru"),
    ],
)
def test_the_language_of_a_sentence_is_told(text: str, language: str) -> None:
    """Stems are per language; a wrong guess would split a word from its own plural."""
    assert language_of(w.text for w in words(fold(text))) == language


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["withdrawal", "withdrawals"]),
        ("en", ["resign", "resigned", "resigning", "resignation"]),
        ("fr", ["retrait", "retraits"]),
        ("es", ["prisionero", "prisioneros", "prisioneras"]),
        ("ru", ["отставка", "отставки", "отставку", "отставкой"]),
        ("ar", ["انسحاب", "الانسحاب", "انسحابهم", "وانسحابنا"]),
        ("fa", ["زندانی", "زندانیان", "زندانی‌ها"]),
    ],
)
def test_inflections_share_a_stem(language: Language, forms: list[str]) -> None:
    """A plural or a case ending is the same word."""
    assert len({stem(fold_word(form), language) for form in forms}) == 1
