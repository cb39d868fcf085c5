"""Frames under any mutation: refused, or another frame whose entry does not open."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wasit.crypto.epochs import commitment
from wasit.crypto.sealing import EpochSeal, Signed, Undecryptable, open_entry, seal_entry
from wasit.wire.frames import (
    SIZE_CLASSES,
    SLOT_CLASSES,
    TAG_SIZE,
    WRAP_SIZE,
    EntryFrame,
    Frame,
    FrameKind,
    LetterFrame,
    MalformedFrame,
    NewerFrame,
    OpeningFrame,
    encode_frame,
    frame_id,
    parse_frame,
)

_32_BYTES = st.binary(min_size=32, max_size=32)
_U32 = st.integers(0, 2**32 - 1)
_U64 = st.integers(0, 2**64 - 1)


def _stream(seed: int, size: int) -> bytes:
    """Bytes that look like a seal's; Hypothesis would spend its time on drawing them one by one."""
    return hashlib.shake_256(seed.to_bytes(4, "big")).digest(size)


def _a_seal(seed: int, size: int) -> bytes:
    return _stream(seed, size + TAG_SIZE)


def _some_wraps(seed: int, slots: int) -> tuple[bytes, ...]:
    return tuple(_stream((seed + slot) % 2**32, WRAP_SIZE) for slot in range(slots))


_SEALED = st.builds(_a_seal, _U32, st.sampled_from(SIZE_CLASSES))
_WRAPS = st.builds(_some_wraps, _U32, st.sampled_from(SLOT_CLASSES))
_ENTRIES = st.builds(EntryFrame, log_id=_32_BYTES, epoch=_U32, salt=_32_BYTES, sealed=_SEALED)
_LETTERS = st.builds(LetterFrame, log_id=_32_BYTES, salt=_32_BYTES, sealed=_SEALED)
_OPENINGS = st.builds(
    OpeningFrame,
    log_id=_32_BYTES,
    epoch=_U32,
    follows_number=_U64,
    follows_head=_32_BYTES,
    commitment=_32_BYTES,
    wraps=_WRAPS,
    salt=_32_BYTES,
    sealed=_SEALED,
)
_FRAMES = st.one_of(_ENTRIES, _LETTERS, _OPENINGS)

KEY, LOG, SALT = bytes([1]) * 32, bytes([2]) * 32, bytes([3]) * 32
UNDER = EpochSeal(log_id=LOG, epoch=6, key=KEY, commitment=commitment(KEY, log_id=LOG, epoch=6))
SIGNED = Signed(unverified_json=b'{"text":"said in room A"}', signature=bytes(range(64)))


def _sealed(kind: FrameKind) -> bytes:
    return seal_entry(SIGNED, under=UNDER, salt=SALT, kind=kind)


ENTRY = EntryFrame(log_id=LOG, epoch=6, salt=SALT, sealed=_sealed(FrameKind.ENTRY))
OPENING = OpeningFrame(
    log_id=LOG,
    epoch=6,
    follows_number=9,
    follows_head=bytes(32),
    commitment=UNDER.commitment,
    wraps=tuple(_stream(slot, WRAP_SIZE) for slot in range(4)),
    salt=SALT,
    sealed=_sealed(FrameKind.OPENING),
)


def opened(frame: Frame) -> Signed:
    """What a member who holds the epoch's key makes of a frame, by what the frame says of itself.

    The commitment is the epoch's own: a member takes it from the opening it has accepted.
    """
    match frame:
        case EntryFrame():
            under = replace(UNDER, log_id=frame.log_id, epoch=frame.epoch)
            return open_entry(frame.sealed, under=under, salt=frame.salt, kind=FrameKind.ENTRY)
        case OpeningFrame():
            under = replace(
                UNDER, log_id=frame.log_id, epoch=frame.epoch, commitment=frame.commitment
            )
            return open_entry(frame.sealed, under=under, salt=frame.salt, kind=FrameKind.OPENING)
        case LetterFrame():
            return open_entry(frame.sealed, under=UNDER, salt=frame.salt, kind=FrameKind.LETTER)


def _seal_is_the_same(other: OpeningFrame) -> bool:
    bound = ("log_id", "epoch", "commitment", "salt", "sealed")
    return all(getattr(other, field) == getattr(OPENING, field) for field in bound)


@given(_FRAMES)
def test_what_is_encoded_is_parsed_back_and_has_one_form(frame: Frame) -> None:
    """One frame, one sequence of bytes, one id."""
    raw = encode_frame(frame)
    assert parse_frame(raw) == frame
    assert encode_frame(parse_frame(raw)) == raw


@given(st.binary(max_size=3000))
def test_any_bytes_are_one_frame_or_refused(raw: bytes) -> None:
    """No bytes make a relay or a seat fail in another way."""
    try:
        frame = parse_frame(raw)
    except (MalformedFrame, NewerFrame):
        return
    assert encode_frame(frame) == raw


@given(
    st.sampled_from([ENTRY, OPENING]),
    st.lists(st.tuples(st.integers(0, 5900), st.integers(1, 255)), min_size=1, max_size=3),
    st.sampled_from(["alter", "cut", "extend", "drop", "double", "swap"]),
)
@example(ENTRY, [(1, 1 ^ 3)], "alter")
@example(ENTRY, [(37, 1)], "alter")
@example(OPENING, [(110, 4 ^ 8)], "alter")
@example(OPENING, [(37, 1)], "alter")
def test_any_mutation_is_refused_or_does_not_open(
    frame: Frame, places: list[tuple[int, int]], how: str
) -> None:
    """The relay, or anyone between, can lose a frame but not change what it says."""
    raw = encode_frame(frame)
    mutated = bytearray(raw)
    for place, mask in places:
        at = place % len(mutated)
        match how:
            case "alter":
                mutated[at] ^= mask
            case "cut":
                del mutated[max(at, 1) :]
            case "extend":
                mutated += bytes(mask)
            case "drop":
                del mutated[at : at + mask]
            case "double":
                mutated[at:at] = mutated[at : at + mask]
            case _:
                mutated[at:] = mutated[at:][::-1]
        if not mutated:
            break
    if bytes(mutated) == raw:
        return
    try:
        other = parse_frame(bytes(mutated))
    except (MalformedFrame, NewerFrame):
        return
    assert other != frame
    assert frame_id(bytes(mutated)) != frame_id(raw)
    if isinstance(other, OpeningFrame) and _seal_is_the_same(other):
        # Number, head and wraps are bound by the opening's hash, which the first entry names and
        # the channel compares.
        assert other.opening_bytes() != OPENING.opening_bytes()
        return
    with pytest.raises(Undecryptable):
        opened(other)


def test_the_unmutated_frames_do_open() -> None:
    """A test that opens nothing would pass on any bytes."""
    assert opened(ENTRY) == opened(OPENING) == SIGNED


@given(st.lists(st.integers(0, 65536 - 69), min_size=1, max_size=30))
def test_lengths_on_the_wire_are_at_most_the_size_classes(lengths: list[int]) -> None:
    """Whoever counts bytes sees four lengths, whatever is said."""
    on_the_wire: set[int] = set()
    for length in lengths:
        signed = Signed(unverified_json=b"x" * length, signature=bytes(64))
        sealed = seal_entry(signed, under=UNDER, salt=SALT, kind=FrameKind.ENTRY)
        on_the_wire.add(len(encode_frame(replace(ENTRY, sealed=sealed))))
    assert on_the_wire <= {70 + size + TAG_SIZE for size in SIZE_CLASSES}


@given(st.binary(max_size=5000), st.binary(min_size=64, max_size=64))
def test_any_words_and_signature_come_back_from_a_seal(words: bytes, signature: bytes) -> None:
    """Zeros at the end of the words must not be taken for filler, nor filler for words."""
    for json in (words, words + bytes(3)):
        signed = Signed(unverified_json=json, signature=signature)
        sealed = seal_entry(signed, under=UNDER, salt=SALT, kind=FrameKind.ENTRY)
        assert opened(replace(ENTRY, sealed=sealed)) == signed
