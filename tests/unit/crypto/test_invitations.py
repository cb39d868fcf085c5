"""Invitations: one secret, in one form, for one small log."""

import base64

import pytest

from wasit.crypto.invitations import BadInvitation, Invitation
from wasit.crypto.sealing import Undecryptable
from wasit.wire.frames import LetterFrame, encode_frame, parse_frame

INVITATION = Invitation(bytes(range(32)))
OTHER = Invitation(bytes(32))
SALT = bytes([5]) * 32


def test_a_link_gives_back_its_invitation() -> None:
    """People copy links with spaces and line ends around them."""
    text = INVITATION.to_text()
    assert len(text) == 43
    for copied in (text, f" {text}\n", f"\t{text}"):
        assert Invitation.from_text(copied) == INVITATION


@pytest.mark.parametrize(
    "spoil",
    [
        "",
        "#",
        "a",
        INVITATION.to_text()[:-1],
        INVITATION.to_text()[1:],
        INVITATION.to_text() + "A",
        INVITATION.to_text() + "=",
        INVITATION.to_text()[:20] + " " + INVITATION.to_text()[20:],
        INVITATION.to_text()[:20] + "%20" + INVITATION.to_text()[23:],
        "!" + INVITATION.to_text(),
        INVITATION.to_text()[:-1] + "9",
        INVITATION.to_text()[:-1] + "\u0660",
        base64.b64encode(b"\xff" * 32).decode().rstrip("="),
        INVITATION.secret.hex(),
    ],
)
def test_a_spoilt_link_holds_no_invitation(spoil: str) -> None:
    """A link cut off in an e-mail is named as such, and shown to nobody."""
    with pytest.raises(BadInvitation, match="nothing was sent") as raised:
        Invitation.from_text(spoil)
    assert len(spoil) < 2 or spoil not in str(raised.value)


def test_what_follows_from_the_secret_is_told_apart_by_purpose() -> None:
    """The log's id is public at the relay; it must tell nothing of token or key."""
    values = [one for it in (INVITATION, OTHER) for one in (it.secret, it.log_id, it.token)]
    assert len(set(values)) == 6
    assert {len(value) for value in values} == {32}


def test_a_letter_opens_for_holders_of_the_secret_from_the_sender_it_names() -> None:
    """A letter reflected to its writer must not pass for an answer."""
    letter = INVITATION.seal_letter(b'{"v":1}', salt=SALT, sender="joiner")
    assert INVITATION.open_letter(letter, sender="joiner") == b'{"v":1}'
    for invitation, sender in ((INVITATION, "desk"), (INVITATION, ""), (OTHER, "joiner")):
        with pytest.raises(Undecryptable):
            invitation.open_letter(letter, sender=sender)


def test_a_letter_altered_at_any_byte_does_not_open() -> None:
    """Whoever runs the relay cannot put keys of their own into a letter."""
    letter = INVITATION.seal_letter(b'{"v":1}', salt=SALT, sender="joiner")
    raw = encode_frame(letter)
    for at in [*range(34, 70), *range(70, len(raw), 17)]:
        spoilt = parse_frame(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert isinstance(spoilt, LetterFrame)
        with pytest.raises(Undecryptable):
            INVITATION.open_letter(spoilt, sender="joiner")
