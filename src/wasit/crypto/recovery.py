"""The recovery sheet: 256 random bits as seventeen words on paper, which open a vault.

Sixteen proquints carry the secret and a seventeenth is its check (16 bits of SHA-256), so that a
word copied wrongly is named as such and is not taken for another vault's sheet. The secret lives on
the paper and, wrapped around the vault's key, nowhere else; it is never logged.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from wasit.crypto.words import spell, unspell
from wasit.errors import BadInput

__all__ = ["SHEET_SIZE", "SHEET_WORDS", "BadSheet", "RecoverySheet"]

SHEET_SIZE = 32
"""Bytes of the secret."""

SHEET_WORDS = SHEET_SIZE // 2 + 1
"""Words on the sheet, the check included."""


class BadSheet(BadInput):
    """Words that are no recovery sheet: too few, too many, or one copied wrongly."""

    code = "bad-recovery-sheet"
    advice = "Read the words off the sheet again, in order; nothing was opened."


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """One sheet's secret."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a secret of another size."""
        if len(self.secret) != SHEET_SIZE:
            raise BadSheet(f"a sheet holds {SHEET_SIZE} bytes, not {len(self.secret)}")

    @classmethod
    def from_words(cls, words: Sequence[str]) -> "RecoverySheet":
        """The sheet that says these words; capitals and spaces around them do not matter.

        Raises:
            BadSheet: they are no sheet's.
        """
        said = [word.strip().lower() for word in words]
        if len(said) != SHEET_WORDS:
            raise BadSheet(f"{len(said)} words were given; a sheet has {SHEET_WORDS}")
        for place, word in enumerate(said, start=1):
            if unspell(word) is None:
                raise BadSheet(f"word {place} is no word of a sheet; nothing was opened")
        raw = b"".join(unspell(word) or b"" for word in said)
        sheet = cls(raw[:SHEET_SIZE])
        if sheet.words() != tuple(said):
            raise BadSheet("the words do not fit together: one of them was copied wrongly")
        return sheet

    def words(self) -> tuple[str, ...]:
        """The seventeen words to print."""
        check = hashlib.sha256(b"wasit/v1/recovery-sheet\0" + self.secret).digest()[:2]
        return spell(self.secret + check)
