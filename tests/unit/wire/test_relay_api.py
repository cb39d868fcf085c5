"""Pages of frames, as a relay sends them and as garbage arrives."""

import struct

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.wire.relay_api import (
    BadPage,
    NewLog,
    Numbered,
    Refusal,
    RelayFacts,
    Right,
    TokenRight,
    decode_page,
    encode_page,
)


@given(st.binary(max_size=40), st.lists(st.binary(max_size=40), max_size=6))
def test_a_page_comes_back_as_it_was(note: bytes, frames: list[bytes]) -> None:
    """Frames travel untouched, in order, empty ones included."""
    assert decode_page(encode_page(note, frames)) == (note, frames)


@given(st.binary(max_size=20), st.lists(st.binary(min_size=1, max_size=20), max_size=4), st.data())
def test_a_page_cut_short_is_refused_or_ends_between_frames(
    note: bytes, frames: list[bytes], data: st.DataObject
) -> None:
    """A cut between two frames shows in the note's number; any other cut is no page."""
    raw = encode_page(note, frames)
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    ends = {len(encode_page(note, frames[:count])): count for count in range(len(frames))}
    if len(cut) in ends:
        assert decode_page(cut) == (note, frames[: ends[len(cut)]])
        return
    with pytest.raises(BadPage):
        decode_page(cut)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0",
        b"\0\0\0",
        b"\0\0\0\1",
        b"\xff\xff\xff\xff",
        b"\xff\xff\xff\xffnote",
        struct.pack(">I", 4) + b"not",
        struct.pack(">I", 4) + b"note" + b"\0\0\0",
        struct.pack(">I", 4) + b"note" + struct.pack(">I", 9) + b"short",
        struct.pack("<I", 4) + b"note",
        b"<html><body>502 Bad Gateway</body></html>",
        b'{"code":"no-such-log","message":"no"}',
    ],
)
def test_garbage_is_refused(raw: bytes) -> None:
    """A relay, or what stands in its place, may answer anything."""
    with pytest.raises(BadPage):
        decode_page(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_page_or_refused(raw: bytes) -> None:
    """No answer makes a seat fail in another way; what is a page has one form."""
    try:
        note, frames = decode_page(raw)
    except BadPage:
        return
    assert encode_page(note, frames) == raw


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (RelayFacts, b'{"v":1,"key":"00"}'),
        (RelayFacts, b'{"v":1,"key":"00","frame_limit":"9"}'),
        (RelayFacts, b'{"v":1,"key":"00","frame_limit":9,"more":1}'),
        (NewLog, b"{}"),
        (NewLog, b'{"owner":1}'),
        (TokenRight, b'{"right":"steal"}'),
        (Numbered, b'{"number":"1"}'),
        (Numbered, b'{"number":1,"also":2}'),
        (Refusal, b'{"code":"x"}'),
        (Refusal, b"[]"),
    ],
)
def test_messages_of_another_form_are_refused(kind: type[object], raw: bytes) -> None:
    """Both ends read the same fields, no fewer and no more."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_rights_have_stable_names() -> None:
    """They are written in relays' databases."""
    assert [right.value for right in Right] == ["own", "append", "read"]
