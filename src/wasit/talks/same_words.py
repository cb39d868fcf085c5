"""When two texts are exactly the same words: after Unicode NFC, and outer white space aside."""

import unicodedata

__all__ = ["same_words"]


def same_words(one: str, other: str) -> bool:
    """Whether the two are exactly the same words.

    >>> same_words("Cafe\u0301 at nine. ", "Café at nine.")
    True
    >>> same_words("Not before Friday", "Not before friday")
    False
    """
    return unicodedata.normalize("NFC", one).strip() == unicodedata.normalize("NFC", other).strip()
