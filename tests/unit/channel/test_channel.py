"""One fault per case: what a relay, a room member or a thief can put into a log, and what it is.

Every refusal shares its set-up with a success beside it, and leaves the rest of the state as it was
before (compared as snapshots with the chain set aside, since a void entry keeps its number).
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from tests.unit.channel.scene import AT, RELAY_SEED, Scene, person, said, secrets_of
from wasit.channel.channel import Accepted, Channel, Void
from wasit.channel.faults import ChainBroken, LogForked, LogShorter, NotAMember
from wasit.crypto.epochs import HpkeWrapping
from wasit.crypto.notes import BadNote, Checkpoint, relay_public_key, sign_checkpoint
from wasit.crypto.sealing import SIGNING_TAG, EpochSeal, Signed, seal_entry
from wasit.talks.people import Side
from wasit.testing.wrapping import SeededWrapping
from wasit.wire.canonical import Json, encode
from wasit.wire.frames import (
    EntryFrame,
    FrameKind,
    OpeningFrame,
    encode_frame,
    frame_id,
    parse_frame,
)
from wasit.wire.hash_chain import next_head


def without_chain(channel: Channel) -> dict[str, object]:
    """Everything a channel knows but the heads."""
    state = msgspec.to_builtins(channel.state)
    del state["heads"]
    return state


def forge(scene: Scene, sign_as: str, **changes: object) -> bytes:
    """An entry sealed by a member who holds the epoch's key, with fields changed before signing."""
    channel = scene.channels["anna"]
    state = channel.state
    fields: dict[str, object] = {
        "at": AT,
        "body": said("forged"),
        "counter": 1,
        "device": secrets_of(sign_as).public().device_id,
        "epoch": state.epoch,
        "log": state.log_id.hex(),
        "seen": {"number": state.number, "head": state.head().hex()},
        "v": 1,
    }
    return seal_json(scene, encode({**fields, **changes}), sign_as)


def seal_json(scene: Scene, json: bytes, sign_as: str) -> bytes:
    """Any bytes, signed and sealed under the current epoch."""
    state = scene.channels["desk"].state
    epoch = state.epochs[state.epoch]
    under = EpochSeal(state.log_id, state.epoch, epoch.key, epoch.commitment)
    salt = scene.random.random_bytes(32)
    signature = secrets_of(sign_as).sign(SIGNING_TAG + json)
    signed = Signed(unverified_json=json, signature=signature)
    sealed = seal_entry(signed, under=under, salt=salt, kind=FrameKind.ENTRY)
    return encode_frame(EntryFrame(state.log_id, state.epoch, salt, sealed))


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def two_epochs_at_once(scene: Scene) -> bytes:
    first, second = scene.opening(), scene.opening()
    scene.number(first)
    return second


def from_removed_device(scene: Scene) -> bytes:
    frame = scene.say("omid", "still here")
    scene.remove("omid")
    return frame


def under_new_epoch_by_removed_device(scene: Scene) -> bytes:
    scene.remove("omid")
    return forge(scene, "omid")


def opening_by_room_member(scene: Scene) -> bytes:
    return scene.opening(by="anna")


def opening_by_stranger(scene: Scene) -> bytes:
    channel = scene.channels["desk"]
    stranger = Channel(channel.state, secrets_of("stranger"), wrapping=scene.wrapping)
    frame = parse_frame(scene.opening())
    assert isinstance(frame, OpeningFrame)
    key = channel.state.epochs[channel.state.epoch].key
    return stranger.seal_opening(frame, said("x"), key=key, at=AT, counter=1)


def opening_with_swapped_wraps(scene: Scene) -> bytes:
    frame = parse_frame(scene.opening())
    assert isinstance(frame, OpeningFrame)
    return encode_frame(replace(frame, wraps=frame.wraps[1:] + frame.wraps[:1]))


def other_log(scene: Scene) -> bytes:
    return Scene.begin(scene.wrapping, seed="other").say("anna", "elsewhere")


def moved_here(scene: Scene) -> bytes:
    frame = other_log(scene)
    return frame[:2] + scene.log_id + frame[34:]


def newer(scene: Scene) -> bytes:
    return b"\x02" + scene.say("anna", "x")[1:]


def replayed(scene: Scene) -> bytes:
    frame = scene.say("anna", "once")
    scene.number(frame)
    return frame


def reflected(scene: Scene) -> bytes:
    frame = scene.say("desk", "to the room")
    scene.number(frame)
    return frame


def reused_by_copy(scene: Scene) -> bytes:
    first, copy = scene.say("anna", "here"), scene.say("anna", "from a copy")
    scene.number(first)
    return copy


def skipped(scene: Scene) -> bytes:
    return scene.say("anna", "x", counter=scene.next_counter("anna") + 1)


def non_zero_filler(scene: Scene) -> bytes:
    """Seal a padded plaintext whose last byte is not zero."""
    from wasit.crypto import _primitives, sealing

    state = scene.channels["desk"].state
    epoch = state.epochs[state.epoch]
    under = EpochSeal(state.log_id, state.epoch, epoch.key, epoch.commitment)
    json = b'{"kind":"x"}'
    padded = sealing._pad(json, bytes(64))[:-1] + b"\x01"  # pyright: ignore[reportPrivateUsage]
    salt = bytes(32)
    key = _primitives.hkdf(epoch.key, salt=salt, info=b"wasit/v1/entry-key\0")
    sealed = _primitives.seal(key, padded, data=under.data(FrameKind.ENTRY))
    return encode_frame(EntryFrame(state.log_id, state.epoch, salt, sealed))


def long_ago(scene: Scene) -> bytes:
    """An entry under the epoch before the current one."""
    frame = scene.say("anna", "late")
    scene.number(scene.opening())
    return frame


CASES: dict[str, tuple[Callable[[Scene], bytes], str]] = {
    "truncated": (lambda s: s.say("anna", "x")[:-1], "malformed-frame"),
    "emptied": (lambda _: b"", "malformed-frame"),
    "extended": (lambda s: s.say("anna", "x") + b"\0", "malformed-frame"),
    "byte flipped in the seal": (lambda s: flipped(s.say("anna", "x"), 200), "undecryptable"),
    "byte flipped in the salt": (lambda s: flipped(s.say("anna", "x"), 40), "undecryptable"),
    "byte flipped in the tag": (lambda s: flipped(s.say("anna", "x"), 1109), "undecryptable"),
    "epoch number changed": (lambda s: flipped(s.say("anna", "x"), 37), "wrong-epoch"),
    "kind changed to letter": (
        lambda s: s.say("anna", "x")[:1] + b"\x07" + s.say("anna", "x")[2:],
        "malformed-frame",
    ),
    "of another log": (other_log, "wrong-log"),
    "moved here from another log": (moved_here, "undecryptable"),
    "under an epoch that is over": (long_ago, "wrong-epoch"),
    "replayed": (replayed, "counter-reused"),
    "reflected": (reflected, "counter-reused"),
    "counter reused by a copied vault": (reused_by_copy, "counter-reused"),
    "counter skipped": (skipped, "counter-skipped"),
    "newer frame": (newer, "newer-frame"),
    "newer entry": (lambda s: forge(s, "anna", v=2), "newer-entry"),
    "in another member's name": (
        lambda s: forge(s, "anna", device=secrets_of("omid").public().device_id),
        "bad-signature",
    ),
    "in the desk's name": (
        lambda s: forge(s, "anna", device=secrets_of("desk").public().device_id, counter=3),
        "bad-signature",
    ),
    "by a stranger who has the key": (lambda s: forge(s, "stranger"), "unknown-author"),
    "signed for another log": (lambda s: forge(s, "anna", log="00" * 32), "wrong-log"),
    "signed for another epoch": (lambda s: forge(s, "anna", epoch=1), "wrong-epoch"),
    "without a kind": (lambda s: forge(s, "anna", body={}), "not-an-entry"),
    "with an unknown field": (lambda s: forge(s, "anna", more=1), "not-an-entry"),
    "not canonical": (lambda s: seal_json(s, b'{"v": 1}', "anna"), "not-canonical"),
    "duplicate key": (lambda s: seal_json(s, b'{"v":1,"v":1}', "anna"), "not-canonical"),
    "non-zero filler": (non_zero_filler, "bad-plaintext"),
    "by a removed member's stolen device": (from_removed_device, "wrong-epoch"),
    "by a removed member who has the new key": (
        under_new_epoch_by_removed_device,
        "unknown-author",
    ),
    "epoch begun by a room member": (opening_by_room_member, "bad-epoch"),
    "epoch begun by a stranger": (opening_by_stranger, "undecryptable"),
    "two epochs at once": (two_epochs_at_once, "wrong-epoch"),
    "wraps of an epoch swapped": (opening_with_swapped_wraps, "bad-epoch"),
}


@pytest.mark.parametrize("name", CASES)
def test_fault_makes_one_entry_void_and_changes_nothing_else(name: str) -> None:
    """Whatever a relay, a member or a thief numbers, talks go on as if it had not been said."""
    make, code = CASES[name]
    scene = Scene.begin()
    scene.number(scene.say("anna", "before"))
    frame = make(scene)
    before = {who: without_chain(channel) for who, channel in scene.channels.items()}
    for who, outcome in scene.number(frame).items():
        if who == "omid" and "removed" in name:
            continue
        assert isinstance(outcome, Void), (who, outcome)
        assert outcome.fault.code == code, (who, outcome.fault)
        assert without_chain(scene.channels[who]) == before[who]
    after = scene.number(scene.say("anna", "after"))
    assert isinstance(after["desk"], Accepted)
    assert isinstance(after["anna"], Accepted)


def test_entry_is_read_alike_by_every_member() -> None:
    """All members of a log see the same words, author and number."""
    scene = Scene.begin()
    outcomes = scene.number(scene.say("anna", "hello"))
    for outcome in outcomes.values():
        assert isinstance(outcome, Accepted)
        assert outcome.author == person("anna")
        assert outcome.envelope.body == said("hello")
        assert outcome.number == 3


@pytest.mark.slow
def test_real_wraps_open_for_members_only() -> None:
    """The stand-in used elsewhere must not be what makes the tests pass."""
    scene = Scene.begin(HpkeWrapping())
    assert isinstance(scene.number(scene.say("anna", "hello"))["omid"], Accepted)
    stranger = Channel.empty(scene.log_id, secrets_of("stranger"), wrapping=HpkeWrapping())
    stranger.recover_keys(scene.frames)
    assert all(isinstance(stranger.accept(frame), Void) for frame in scene.frames)


def test_newcomer_folds_the_log_from_its_beginning() -> None:
    """Someone who joins later reads what was said before, under keys each opening vouches for."""
    scene = Scene.begin()
    scene.number(scene.say("anna", "early"))
    scene.number(scene.opening())
    scene.enrol("laila")
    assert without_chain(scene.channels["laila"]) == without_chain(scene.channels["desk"])
    assert scene.channels["laila"].words() == scene.channels["desk"].words()


def test_who_left_reads_nothing_more() -> None:
    """Words sealed after a removal are not for the one who was removed."""
    scene = Scene.begin()
    scene.remove("omid")
    outcome = scene.number(scene.say("anna", "without omid"))["omid"]
    assert isinstance(outcome, Void)
    reader = scene.read_from_start("omid")
    assert reader.state.epoch == 2
    scene.channels["omid"].state.members.clear()
    with pytest.raises(NotAMember):
        scene.say("omid", "x")


def test_author_with_another_history_marks_the_log() -> None:
    """A fork is noticed when an entry naming the other branch arrives; nothing is conveyed then."""
    scene = Scene.begin()
    frame = forge(scene, "anna", seen={"number": 1, "head": "00" * 32})
    outcome = scene.number(frame)["desk"]
    assert isinstance(outcome, Void)
    assert outcome.fault.code == "other-history"
    assert scene.channels["desk"].state.differ
    assert scene.channels["desk"].state.counters[secrets_of("anna").public().device_id] == 1


def test_author_cannot_have_seen_what_is_not_yet_numbered() -> None:
    """A seen head at or beyond the entry's own number is another history."""
    scene = Scene.begin()
    outcome = scene.number(forge(scene, "anna", seen={"number": 9, "head": "00" * 32}))["desk"]
    assert isinstance(outcome, Void)
    assert outcome.fault.code == "other-history"


def note(scene: Scene, *, number: int, head: bytes, seed: bytes = RELAY_SEED) -> bytes:
    return sign_checkpoint(Checkpoint(scene.log_id, number, head), seed=seed)


def test_relay_is_held_to_what_it_showed() -> None:
    """A rollback or a fork stops the log; a relay that is ahead does not."""
    scene = Scene.begin()
    desk, key = scene.channels["desk"], relay_public_key(RELAY_SEED)
    state = desk.state
    frame = scene.say("anna", "next")
    after = next_head(state.head(), frame_id(frame))
    assert desk.confirm(note(scene, number=2, head=state.head()), relay_key=key).number == 2
    assert desk.confirm(note(scene, number=3, head=after), [frame], relay_key=key).number == 3
    assert desk.confirm(note(scene, number=5, head=bytes(32)), [frame], relay_key=key).number == 5
    with pytest.raises(LogShorter):
        desk.confirm(note(scene, number=1, head=state.head(1)), relay_key=key)
    with pytest.raises(LogForked):
        desk.confirm(note(scene, number=2, head=bytes(32)), relay_key=key)
    with pytest.raises(ChainBroken):
        desk.confirm(note(scene, number=3, head=bytes(32)), [frame], relay_key=key)
    with pytest.raises(ChainBroken):
        desk.confirm(note(scene, number=2, head=state.head()), [frame], relay_key=key)
    with pytest.raises(BadNote):
        desk.confirm(note(scene, number=2, head=state.head(), seed=bytes(32)), relay_key=key)


def test_snapshot_equals_a_full_fold() -> None:
    """A seat opened from its snapshot must not know more or less than one that read everything."""
    scene = Scene.begin()
    scene.number(scene.say("anna", "x"))
    desk = scene.channels["desk"]
    restored = Channel.restore(desk.snapshot(), secrets_of("desk"), wrapping=SeededWrapping())
    assert restored.state == desk.state
    assert scene.read_from_start("desk").state == desk.state


def test_founding_is_fixed_by_the_log_id() -> None:
    """Nobody can found another log under the same id, nor enter another founder."""
    scene = Scene.begin()
    reader = Channel.empty(
        hashlib.sha256(b"x").digest(), secrets_of("anna"), wrapping=SeededWrapping()
    )
    reader.recover_keys(scene.frames)
    outcome = reader.accept(scene.frames[0])
    assert isinstance(outcome, Void)
    assert reader.state.epoch == 0


def test_keys_are_in_no_repr() -> None:
    """What is printed in a traceback must not open anything."""
    scene = Scene.begin()
    state = scene.channels["desk"].state
    key = state.epochs[1].key
    shown = repr(state)
    assert key.hex() not in shown
    assert repr(key) not in shown
    assert base64.b64encode(key).decode() not in shown
    assert person("desk", Side.DESK) in [member.person for member in state.members.values()]
    body: dict[str, Json] = said("x")
    assert body
