"""Sealed files: any part opens alone, and no part opens elsewhere."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.crypto.sealed_file import CHUNK_SIZE, SealedReader, Undecryptable, seal_file

KEY = bytes(range(32))
CHUNK = CHUNK_SIZE + 16


def sealed(plain: bytes, key: bytes = KEY) -> bytes:
    """The sealed file."""
    return b"".join(seal_file([plain], key=key))


def reader(raw: bytes, key: bytes = KEY) -> SealedReader:
    """A reader of these sealed bytes."""
    return SealedReader(io.BytesIO(raw), key=key)


@pytest.mark.parametrize("size", [0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 200_000])
def test_a_file_comes_back_whole(size: int) -> None:
    """Also where it ends with a chunk, or is empty."""
    plain = bytes(place % 251 for place in range(size))
    with reader(sealed(plain)) as file:
        assert (file.size, file.read()) == (size, plain)
        assert file.read(1) == b""


@given(
    pieces=st.lists(st.binary(max_size=90_000), max_size=4),
    start=st.integers(0, 300_000),
    length=st.integers(0, 70_000),
)
def test_any_part_reads_as_the_plain_file_does(
    pieces: list[bytes], start: int, length: int
) -> None:
    """Parquet is read from its end; a part must not depend on what was read before."""
    plain = b"".join(pieces)
    with reader(b"".join(seal_file(pieces, key=KEY))) as file:
        file.seek(start)
        assert file.read(length) == plain[start : start + length]


PLAIN = bytes(3 * CHUNK_SIZE + 5)
RAW = sealed(PLAIN)
ALTERED = {
    "a bit": RAW[:-1] + bytes([RAW[-1] ^ 1]),
    "the last chunk cut off": RAW[: 8 + 3 * CHUNK],
    "a byte cut off": RAW[:-1],
    "two chunks changed about": RAW[:8] + RAW[8 + CHUNK : 8 + 2 * CHUNK] + RAW[8 : 8 + CHUNK]
    + RAW[8 + 2 * CHUNK :],
    "a chunk taken out": RAW[:8] + RAW[8 + CHUNK :],
    "bytes added": RAW + bytes(40),
    "another kind of file": b"wasitbk1" + RAW[8:],
    "almost nothing": RAW[:20],
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_file_does_not_read_through(name: str) -> None:
    """Rows that somebody cut off must not look like rows that never were."""
    with pytest.raises(Undecryptable):
        reader(ALTERED[name]).read()


def test_another_key_opens_nothing_and_none_is_shown() -> None:
    """One key, one file; a traceback must not print it."""
    with pytest.raises(Undecryptable):
        reader(RAW, key=bytes(32)).read()
    assert KEY.hex() not in repr(reader(RAW))
    assert b"\0" * 64 not in RAW
