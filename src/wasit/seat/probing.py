"""A sealed test entry through the relay: founded, sealed, appended, read back and opened.

It goes through a small log of its own, so that no room and no journal gains a line by it. The log
stays at the relay, holding one opening and one entry that nobody else has a key to.
"""

from wasit.channel.channel import Accepted, Channel
from wasit.channel.opening import found_log
from wasit.seat.faults import ProbeLost
from wasit.seat.records import CaseRecord
from wasit.seat.seat import Seat
from wasit.talks.people import Person
from wasit.wire.canonical import Json

__all__ = ["send_test_entry"]

_WORDS = "wasit doctor was here"


def send_test_entry(seat: Seat, case: CaseRecord, person: Person) -> None:
    """Return when a test entry came back from the case's relay as it was sent.

    Raises:
        ProbeLost: it did not. LinkLost, RelayRefused: as the relay answered.
    """
    random = seat.ports.randomness
    channel, opening = found_log(
        secrets=seat.secrets,
        person=person,
        relay_key=case.relay_key,
        at=seat.now(),
        random_bytes=random.random_bytes,
        wrapping=seat.ports.wrapping,
    )
    log_id, token = channel.state.log_id, random.random_bytes(32)
    link = seat.ports.link_to(case.relay)
    link.create_log(log_id, owner_token=token, creation_token=case.creation_token)
    link.append(log_id, opening, token=token)
    channel.accept(opening)
    body: dict[str, Json] = {"kind": "test", "words": _WORDS}
    frame = channel.compose(body, at=seat.now(), counter=2, salt=random.random_bytes(32))
    link.append(log_id, frame, token=token)
    page = link.read(log_id, after=0, token=token)
    again = Channel.empty(log_id, seat.secrets, wrapping=seat.ports.wrapping)
    again.recover_keys(page.frames)
    again.confirm(page.unverified_note, page.frames, relay_key=case.relay_key)
    outcomes = [again.accept(raw) for raw in page.frames]
    newest = outcomes[-1] if len(outcomes) == 2 else None
    if not isinstance(newest, Accepted) or newest.envelope.body != body:
        raise ProbeLost("the entry that came back is not the one that was sent")
