"""Invitations: a 256-bit secret that opens a small log of its own.

From the secret come, by HKDF with a purpose each, the log's id, the token that reads and appends
there, and the key under which joiner and desk seal their letters. Whoever has only the relay's
database has none of them. The secret lives seven days, is used once, and is never logged.
"""

import base64
import binascii
from dataclasses import dataclass

from wasit.crypto._primitives import hkdf
from wasit.crypto.sealing import open_plain, seal_plain
from wasit.errors import BadInput
from wasit.wire.frames import LetterFrame

__all__ = ["INVITATION_SIZE", "BadInvitation", "Invitation"]

INVITATION_SIZE = 32


class BadInvitation(BadInput):
    """A link that holds no invitation. Nobody was asked and nothing was sent."""

    code = "bad-invitation"
    advice = "Copy the whole link, or ask the desk for a new one."


@dataclass(frozen=True, slots=True)
class Invitation:
    """One invitation's secret and what follows from it."""

    secret: bytes

    def __repr__(self) -> str:
        """Never the secret."""
        return "Invitation(...)"

    @classmethod
    def from_text(cls, text: str) -> "Invitation":
        """The invitation in the part of a link after ``#``.

        Raises:
            BadInvitation: the text holds none.
        """
        try:
            secret = base64.urlsafe_b64decode(text.strip() + "=")
        except (binascii.Error, ValueError) as error:
            raise BadInvitation("the link's secret cannot be read; nothing was sent") from error
        if len(secret) != INVITATION_SIZE:
            raise BadInvitation("the link's secret is cut short or too long; nothing was sent")
        invitation = cls(secret)
        if invitation.to_text() != text.strip():
            raise BadInvitation("the link's secret holds other signs; nothing was sent")
        return invitation

    def to_text(self) -> str:
        """43 characters for a link or a QR code."""
        return base64.urlsafe_b64encode(self.secret).decode().rstrip("=")

    @property
    def log_id(self) -> bytes:
        """The id of the invitation's own log, 32 bytes."""
        return self._derive(b"log")

    @property
    def token(self) -> bytes:
        """The token with which joiner and desk append and read there, 32 bytes."""
        return self._derive(b"token")

    def seal_letter(self, json: bytes, *, salt: bytes, sender: str) -> LetterFrame:
        """A letter for holders of the secret; ``sender`` is ``desk`` or ``joiner``."""
        sealed = seal_plain(json, key=self._derive(b"key"), salt=salt, data=self._data(sender))
        return LetterFrame(log_id=self.log_id, salt=salt, sealed=sealed)

    def open_letter(self, letter: LetterFrame, *, sender: str) -> bytes:
        """The JSON of a letter from that sender.

        Raises:
            Undecryptable: it is not from there, or of another invitation.
        """
        key = self._derive(b"key")
        return open_plain(letter.sealed, key=key, salt=letter.salt, data=self._data(sender))

    def _data(self, sender: str) -> bytes:
        return b"wasit/v1/letter\0" + sender.encode() + b"\0" + self.log_id

    def _derive(self, purpose: bytes) -> bytes:
        return hkdf(self.secret, salt=b"", info=b"wasit/v1/invitation/" + purpose)
