"""The shipped phrases by which speakers mark handling, and drafts give away origin or direction.

``cues.toml`` has the shape of the concept list; here its names are not concepts but signs: asides,
instructions, conditions, attributions, advice, ratios, and the everyday words of each language.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from tomllib import loads

from wasit.checks.leak.concepts import Lexicon
from wasit.values.languages import Language

__all__ = ["everyday", "shipped_cues"]


@lru_cache(maxsize=2)
def _lexicon(*, common: bool) -> Lexicon:
    text = files("wasit.checks.leak").joinpath("cues.toml").read_text(encoding="utf-8")
    document = {k: v for k, v in loads(text).items() if (k == "everyday") is common}
    lexicon = Lexicon()
    lexicon.extend(document, source="cues.toml")
    return lexicon


def shipped_cues() -> Lexicon:
    """All cues but the everyday words. Read once; callers do not extend it."""
    return _lexicon(common=False)


def everyday(words: Sequence[str], language: Language) -> frozenset[int]:
    """Indexes of the folded words that are everyday words of the language."""
    return frozenset(t.first for t in _lexicon(common=True).touches(words, language))
