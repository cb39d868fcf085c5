"""Frames: exact bytes in, exact frame out, and everything else refused."""

import pytest

from wasit.errors import WasitError
from wasit.wire.frames import (
    FRAME_LIMIT,
    SIZE_CLASSES,
    SLOT_CLASSES,
    TAG_SIZE,
    VERSION,
    WRAP_SIZE,
    EntryFrame,
    Frame,
    LetterFrame,
    MalformedFrame,
    NewerFrame,
    OpeningFrame,
    encode_frame,
    frame_id,
    parse_frame,
)

LOG = bytes(range(32))
SALT = bytes(range(100, 132))


def entry(size: int = 1024) -> EntryFrame:
    """An entry frame of one size class."""
    return EntryFrame(log_id=LOG, epoch=0x01020304, salt=SALT, sealed=b"s" * (size + TAG_SIZE))


def letter(size: int = 1024) -> LetterFrame:
    """A letter frame of one size class."""
    return LetterFrame(log_id=LOG, salt=SALT, sealed=b"s" * (size + TAG_SIZE))


def opening(slots: int = 4, size: int = 1024) -> OpeningFrame:
    """An opening frame with that many slots."""
    return OpeningFrame(
        log_id=LOG,
        epoch=5,
        follows_number=0x0102030405060708,
        follows_head=b"h" * 32,
        commitment=b"c" * 32,
        wraps=tuple(bytes([slot]) * WRAP_SIZE for slot in range(slots)),
        salt=SALT,
        sealed=b"s" * (size + TAG_SIZE),
    )


ALL_SHAPES: list[Frame] = [
    *[make(size) for make in (entry, letter) for size in SIZE_CLASSES],
    *[opening(slots, size) for slots in SLOT_CLASSES for size in SIZE_CLASSES],
]
ONE_OF_EACH: list[Frame] = [entry(), letter(), opening()]
KINDS = ["entry", "letter", "opening"]


@pytest.mark.parametrize("frame", ALL_SHAPES, ids=lambda frame: type(frame).__name__)
def test_every_shape_comes_back_as_it_was(frame: Frame) -> None:
    """What is kept must be what was sent, in every size there is."""
    raw = encode_frame(frame)
    assert parse_frame(raw) == frame
    assert len(raw) <= FRAME_LIMIT


def test_the_longest_frame_is_the_limit() -> None:
    """A relay refuses by this number; one byte too low would stop the largest room."""
    assert len(encode_frame(opening(SLOT_CLASSES[-1], SIZE_CLASSES[-1]))) == FRAME_LIMIT


def test_bytes_lie_where_the_page_says() -> None:
    """Another team writes its program from the table of offsets."""
    raw = encode_frame(entry())
    assert raw[:2] == b"\x01\x01"
    assert raw[2:34] == LOG
    assert raw[34:38] == b"\x01\x02\x03\x04"
    assert raw[38:70] == SALT
    assert raw[70:] == b"s" * 1040
    raw = encode_frame(opening(8))
    assert raw[:2] == b"\x01\x02"
    assert raw[34:38] == b"\0\0\0\x05"
    assert raw[38:46] == bytes(range(1, 9))
    assert raw[46:78] == b"h" * 32
    assert raw[78:110] == b"c" * 32
    assert raw[110] == 8
    assert raw[111 + 7 * 1168 : 111 + 8 * 1168] == b"\x07" * 1168
    assert raw[111 + 8 * 1168 :][:32] == SALT
    assert raw[: 111 + 8 * 1168] == opening(8).opening_bytes()
    raw = encode_frame(letter())
    assert raw[:2] == b"\x01\x03"
    assert raw[34:66] == SALT
    assert raw[66:] == b"s" * 1040


@pytest.mark.parametrize("frame", ONE_OF_EACH, ids=KINDS)
def test_a_frame_cut_at_any_byte_is_refused(frame: Frame) -> None:
    """A link that breaks in the middle must not leave half a frame behind."""
    raw = encode_frame(frame)
    boundaries = {0, 1, 2, 33, 34, 37, 38, 45, 46, 65, 66, 69, 70, 77, 78, 109, 110, 111}
    for length in sorted(boundaries | set(range(0, len(raw), 53)) | {len(raw) - 1}):
        if length < len(raw):
            with pytest.raises(MalformedFrame):
                parse_frame(raw[:length])


@pytest.mark.parametrize("frame", ONE_OF_EACH, ids=KINDS)
@pytest.mark.parametrize("extra", [1, 16, 31, 1040, 3072 - 1, 3072 + 1, FRAME_LIMIT])
def test_a_frame_with_bytes_after_it_is_refused(frame: Frame, extra: int) -> None:
    """Bytes nobody reads are a place to hide something."""
    with pytest.raises(MalformedFrame):
        parse_frame(encode_frame(frame) + bytes(extra))


@pytest.mark.parametrize("frame", ONE_OF_EACH, ids=KINDS)
@pytest.mark.parametrize("version", [0, 2, 3, 127, 255])
def test_another_version_is_named_as_such(frame: Frame, version: int) -> None:
    """A newer program's frame is kept and waited for; version 0 never was."""
    raw = bytes([version]) + encode_frame(frame)[1:]
    with pytest.raises(NewerFrame if version > VERSION else MalformedFrame):
        parse_frame(raw)


@pytest.mark.parametrize("kind", [0, 4, 5, 128, 255])
def test_an_unknown_kind_is_refused(kind: int) -> None:
    """A kind no program of this version makes is somebody's attempt."""
    with pytest.raises(MalformedFrame):
        parse_frame(bytes([VERSION, kind]) + encode_frame(entry())[2:])


@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        (frame, kind)
        for frame, own in zip(ONE_OF_EACH, (1, 3, 2), strict=True)
        for kind in (1, 2, 3)
        if kind != own
    ],
)
def test_a_frame_under_another_kind_is_no_frame(frame: Frame, kind: int) -> None:
    """The sizes of the kinds do not meet, so that one cannot be read as another."""
    with pytest.raises(MalformedFrame):
        parse_frame(bytes([VERSION, kind]) + encode_frame(frame)[2:])


@pytest.mark.parametrize("slots", [n for n in range(256) if n not in SLOT_CLASSES])
def test_another_number_of_slots_is_refused(slots: int) -> None:
    """A number of slots outside the classes would tell the number of devices."""
    raw = bytearray(encode_frame(opening()))
    raw[110] = slots
    fitting = bytes(raw[:111]) + bytes(slots * WRAP_SIZE) + SALT + bytes(1024 + TAG_SIZE)
    for spoilt in (bytes(raw), fitting):
        with pytest.raises(MalformedFrame):
            parse_frame(spoilt)


def test_what_is_longer_than_any_frame_is_refused_whatever_it_says_of_itself() -> None:
    """Nobody is made to keep more than the limit by calling it newer."""
    with pytest.raises(NewerFrame):
        parse_frame(bytes([2]) + bytes(FRAME_LIMIT - 1))
    with pytest.raises(MalformedFrame):
        parse_frame(bytes([2]) + bytes(FRAME_LIMIT))


@pytest.mark.parametrize("slots", [8, 16, 32, 64])
def test_a_slot_count_that_does_not_fit_the_length_is_refused(slots: int) -> None:
    """Slots must not reach into the sealed entry."""
    raw = bytearray(encode_frame(opening(4, 65536)))
    raw[110] = slots
    with pytest.raises(MalformedFrame):
        parse_frame(bytes(raw))


@pytest.mark.parametrize("size", [0, 1, 1023, 1025, 2048, 8192, 65535, 65537])
def test_a_sealed_part_of_another_size_is_refused(size: int) -> None:
    """A size outside the classes would tell the length of the words."""
    for raw in (
        encode_frame(entry())[:70] + bytes(size + TAG_SIZE),
        encode_frame(letter())[:66] + bytes(size + TAG_SIZE),
        encode_frame(opening())[: 111 + 4 * WRAP_SIZE + 32] + bytes(size + TAG_SIZE),
    ):
        with pytest.raises(MalformedFrame):
            parse_frame(raw)


def test_the_sizes_on_the_wire_are_the_size_classes() -> None:
    """Whoever counts bytes learns one of four sizes, and of a room one of five."""
    assert len({len(encode_frame(entry(size))) for size in SIZE_CLASSES}) == len(SIZE_CLASSES)
    opened = {len(encode_frame(opening(slots))) for slots in SLOT_CLASSES}
    assert len(opened) == len(SLOT_CLASSES)


def test_the_id_of_a_frame_changes_with_every_byte() -> None:
    """A retry has the same id, anything else another."""
    raw = encode_frame(entry())
    assert frame_id(raw) == frame_id(bytes(raw))
    ids = {frame_id(raw)}
    for at in range(0, len(raw), 37):
        ids.add(frame_id(raw[:at] + bytes([raw[at] ^ 128]) + raw[at + 1 :]))
    assert len(ids) == 1 + len(range(0, len(raw), 37))
    assert all(len(one) == 32 for one in ids)


def test_refusals_say_that_nothing_was_accepted() -> None:
    """A person must know whether something came of it."""
    errors: list[WasitError] = []
    for raw in (b"", bytes(100), b"\x01\x09" + bytes(100)):
        with pytest.raises(MalformedFrame) as raised:
            parse_frame(raw)
        errors.append(raised.value)
    assert all("nothing was accepted" in str(error) for error in errors)
