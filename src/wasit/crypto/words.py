"""Words to compare: six short words two people read to each other to see that no one is between.

Proquints (D. Wilkerson, "A Proposal for Proquints", arXiv:0901.4016): 16 bits become five letters,
consonant-vowel-consonant-vowel-consonant, which people of any language can say and spell. Six of
them carry 96 bits of SHA-256 over what is to be compared.
"""

import hashlib

__all__ = ["WORD_COUNT", "words_for"]

WORD_COUNT = 6
_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"


def words_for(purpose: str, *parts: bytes) -> tuple[str, ...]:
    """Six words that differ, but for one chance in 2**96, when any part differs.

    >>> len(words_for("example", b"a", b"b"))
    6
    """
    digest = hashlib.sha256(b"wasit/v1/words\0" + purpose.encode() + b"\0")
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    raw = digest.digest()
    return tuple(
        _word(int.from_bytes(raw[2 * index : 2 * index + 2], "big")) for index in range(WORD_COUNT)
    )


def _word(bits: int) -> str:
    return "".join(
        (
            _CONSONANTS[bits >> 12 & 15],
            _VOWELS[bits >> 10 & 3],
            _CONSONANTS[bits >> 6 & 15],
            _VOWELS[bits >> 4 & 3],
            _CONSONANTS[bits & 15],
        )
    )
