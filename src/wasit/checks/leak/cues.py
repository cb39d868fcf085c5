"""The shipped phrases by which speakers mark handling, and drafts give away origin or direction.

``cues.toml`` has the shape of the concept list; here its names are not concepts but signs: asides,
instructions, conditions, attributions, advice, ratios, and the everyday words of each language.
"""

from functools import lru_cache
from importlib.resources import files
from tomllib import loads
from typing import cast

from wasit.checks.leak.concepts import Lexicon
from wasit.values.folding import fold_word
from wasit.values.languages import Language
from wasit.values.stems import stem

__all__ = ["RATIOS", "everyday_stems", "shipped_cues"]

RATIOS = {
    "half": 0.5, "half_more": 1.5, "double": 2.0, "triple": 3.0, "third": 1 / 3,
    "two_thirds": 2 / 3, "quarter": 0.25, "three_quarters": 0.75, "tenth": 0.1, "fifth": 0.2,
}  # fmt: skip
"""Names of the cues that speak of a part or a multiple, with its value."""


@lru_cache(maxsize=1)
def _document() -> dict[str, object]:
    text = files("wasit.checks.leak").joinpath("cues.toml").read_text(encoding="utf-8")
    return loads(text)


@lru_cache(maxsize=1)
def shipped_cues() -> Lexicon:
    """All cues but the everyday words. Read once; callers do not extend it."""
    lexicon = Lexicon()
    lexicon.extend({k: v for k, v in _document().items() if k != "everyday"}, source="cues.toml")
    return lexicon


@lru_cache(maxsize=6)
def everyday_stems(language: Language) -> frozenset[str]:
    """Stems of the everyday words of the language; sharing one says next to nothing."""
    lists = cast("dict[str, str]", _document()["everyday"])
    bare = (word.strip(" *") for word in lists[language].split(","))
    return frozenset(stem(fold_word(word), language) for word in bare if word)
