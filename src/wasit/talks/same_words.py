"""What counts as words: two texts that are exactly the same ones, and a text that says nothing."""

import unicodedata

__all__ = ["is_blank", "same_words"]


def same_words(one: str, other: str) -> bool:
    """Whether the two are exactly the same words: in Unicode NFC, and outer white space aside.

    >>> same_words("Cafe\u0301 at nine. ", "Café at nine.")
    True
    >>> same_words("Not before Friday", "Not before friday")
    False
    """
    return unicodedata.normalize("NFC", one).strip() == unicodedata.normalize("NFC", other).strip()


def is_blank(text: str) -> bool:
    """Whether ``text`` shows nothing: only spaces, invisible characters and controls.

    >>> is_blank(" \\t"), is_blank("…")
    (True, False)
    """
    return all(unicodedata.category(character)[0] in "ZC" for character in text)
