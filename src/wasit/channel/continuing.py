"""A desk device's signed word on which history of a log goes on, and at which relay.

After a fault of a log (see ``wasit.channel.faults``) its seats have stopped. An entry of kind
``continue``, signed by a device of the desk, names a number, the head there, and the relay where
the log goes on. It stands in the history it speaks for: whoever reads it in a chain that holds
together beyond what they know has the desk's word that this chain, and no other, is the log. It is
void where the chain has another head at that number, or where its author is not of the desk. Being
the desk's word after a comparison, it also takes away the mark that histories differ.
"""

import msgspec

from wasit.channel.entry import Envelope
from wasit.channel.faults import OtherHistory
from wasit.channel.state import ChannelState
from wasit.errors import Untrusted
from wasit.talks.people import Person, Side
from wasit.wire.canonical import Json

__all__ = ["BadContinuing", "Continuing", "continuing_body", "is_continuing", "read_continuing"]

_KIND = "continue"


class BadContinuing(Untrusted):
    """An entry says that a log goes on, and is not the desk's or cannot be read. It is void."""

    code = "bad-continuing"


class Continuing(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag=_KIND
):
    """The log goes on from that number and head, at that relay; ``head`` and key are hex."""

    number: int
    head: str
    relay: str
    relay_key: str


def continuing_body(
    state: ChannelState, *, number: int, relay: str, relay_key: bytes
) -> dict[str, Json]:
    """The body of the entry by which the log goes on from ``number``, as ``state`` has it."""
    body = Continuing(
        number=number, head=state.head(number).hex(), relay=relay, relay_key=relay_key.hex()
    )
    plain: dict[str, Json] = msgspec.to_builtins(body)
    return plain


def is_continuing(envelope: Envelope) -> bool:
    """Whether the entry says that its log goes on."""
    return envelope.body["kind"] == _KIND


def read_continuing(
    envelope: Envelope, *, author: Person, state: ChannelState, number: int
) -> Continuing:
    """What a verified entry numbered ``number`` says of how its log goes on.

    Raises:
        BadContinuing: it is not of the desk, or has another form.
        OtherHistory: this log has another head at the number it names.
    """
    if author.side is not Side.DESK:
        raise BadContinuing("a device not of the desk says that the log goes on; it is void")
    try:
        body = msgspec.convert(envelope.body, Continuing)
        key = bytes.fromhex(body.relay_key)
    except (msgspec.ValidationError, ValueError) as error:
        raise BadContinuing("an entry on how the log goes on cannot be read; it is void") from error
    if len(key) != 32 or not body.relay.startswith(("http://", "https://")):
        raise BadContinuing("an entry on how the log goes on names no relay; it is void")
    if not 0 <= body.number < number or state.head(body.number).hex() != body.head:
        raise OtherHistory(
            f"the desk goes on from another history at number {body.number}; the entry is void"
        )
    return body
