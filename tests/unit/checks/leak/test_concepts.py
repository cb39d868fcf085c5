"""The concept list: shipped in six languages, and open to a case's own."""

from pathlib import Path

import pytest

from wasit.checks.leak.concepts import ConceptsUnreadable, read_lexicon, shipped_lexicon
from wasit.values.folding import fold, words
from wasit.values.languages import LANGUAGES, Language


def _touched(text: str, language: Language) -> set[str]:
    every = [word.text for word in words(fold(text))]
    return {touch.concept for touch in shipped_lexicon().touches(every, language)}


@pytest.mark.parametrize(
    ("concept", "texts"),
    [
        (
            "resignation",
            {
                "en": "He will be stepping down.",
                "fr": "Il démissionnera.",
                "es": "Ha presentado la dimisión.",
                "ar": "قدم استقالته.",
                "fa": "استعفای او",
                "ru": "Он подал в отставку.",
            },
        ),
        (
            "prisoner",
            {
                "en": "the detainees",
                "fr": "les détenus",
                "es": "los prisioneros",
                "ar": "والأسرى",
                "fa": "زندانیان",
                "ru": "военнопленных и пленных",
            },
        ),
        (
            "bankruptcy",
            {
                "en": "It is going under.",
                "fr": "la faillite",
                "es": "la quiebra",
                "ar": "الإفلاس",
                "fa": "ورشکستگی",
                "ru": "банкротство",
            },
        ),
    ],
)
def test_a_concept_is_found_in_every_language(concept: str, texts: dict[Language, str]) -> None:
    """A concept missing in one language is a hole for translations."""
    for language, text in texts.items():
        assert concept in _touched(text, language), language


def test_every_concept_has_forms_in_all_six_languages() -> None:
    """The list promises at least a hundred and fifty concepts, each in six languages."""
    lexicon = shipped_lexicon()
    assert len(lexicon.concepts) >= 150
    for concept in lexicon.concepts:
        assert {tongue for tongue in LANGUAGES if lexicon.has_forms(concept, tongue)} == {
            *LANGUAGES
        }, concept


def test_a_file_of_one_s_own_extends_the_list(tmp_path: Path) -> None:
    """A case knows its own matters best."""
    mine = tmp_path / "mine.toml"
    mine.write_text('[smelter]\ntells = 2\nen = "crucible*"\n[illness]\nen = "gout"\n')
    lexicon = read_lexicon(mine)
    assert lexicon.touches(["crucibles"], "en")[0].concept == "smelter"
    assert lexicon.touches(["gout"], "en")[0].concept == "illness"
    assert lexicon.tells("illness") == shipped_lexicon().tells("illness")
    assert not shipped_lexicon().touches(["gout"], "en")


@pytest.mark.parametrize(
    "text",
    ["smelter = 2", "[smelter]\ntells = 9\n", '[smelter]\nde = "ofen"\n', "[smelter\n"],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    """A list that silently lacks a concept is worse than none."""
    mine = tmp_path / "mine.toml"
    mine.write_text(text)
    with pytest.raises(ConceptsUnreadable, match=r"mine\.toml"):
        read_lexicon(mine)
