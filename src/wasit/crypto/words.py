"""Words to compare: six short words two people read to each other to see that no one is between.

Proquints (D. Wilkerson, "A Proposal for Proquints", arXiv:0901.4016): 16 bits become five letters,
consonant-vowel-consonant-vowel-consonant, which people of any language can say and spell. Six of
them carry 96 bits of SHA-256 over what is to be compared.
"""

import hashlib

__all__ = ["WORD_COUNT", "spell", "unspell", "words_for"]

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
    return spell(digest.digest()[: 2 * WORD_COUNT])


def spell(raw: bytes) -> tuple[str, ...]:
    """One word for each two bytes; an odd last byte is not spelt.

    >>> spell(bytes([0, 0, 255, 255]))
    ('babab', 'zuzuz')
    """
    return tuple(
        _word(int.from_bytes(raw[at : at + 2], "big")) for at in range(0, len(raw) // 2 * 2, 2)
    )


def unspell(word: str) -> bytes | None:
    """The two bytes that ``spell`` makes this word of; None where it makes it of none.

    >>> unspell("zuzuz"), unspell("zizzy")
    (b'\\xff\\xff', None)
    """
    letters = (_CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS)
    if len(word) != len(letters) or any(
        letter not in alphabet for letter, alphabet in zip(word, letters, strict=True)
    ):
        return None
    bits = 0
    for letter, alphabet in zip(word, letters, strict=True):
        bits = bits * len(alphabet) + alphabet.index(letter)
    return bits.to_bytes(2, "big")


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
