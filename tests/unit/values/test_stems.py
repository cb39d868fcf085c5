"""Stems join inflections and leave meanings alone."""

import pytest

from wasit.values.folding import fold_word
from wasit.values.languages import Language
from wasit.values.stems import stem


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
