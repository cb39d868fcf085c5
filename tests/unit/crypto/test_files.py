"""Files under keys of their own: what comes back, and everything that must not open."""

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sample_frames import digest
from wasit.crypto._primitives import Undecryptable, hkdf, seal
from wasit.crypto.files import BadFile, FileTooLarge, open_chunks, seal_chunks
from wasit.errors import Untrusted
from wasit.wire.blobs import BLOB_SIZE, CHUNK_SIZE, FILE_LIMIT, chunk_count

KEY, LOG, OTHER = digest("a file's key"), digest("log"), digest("other log")
CONTENT = b"".join(digest(str(n)) for n in range(3 * CHUNK_SIZE // 32)) + b"end"
HASH = hashlib.sha256(CONTENT).digest()


def opened(blobs: list[bytes], *, key: bytes = KEY, log_id: bytes = LOG) -> bytes:
    return open_chunks(blobs, key=key, log_id=log_id, size=len(CONTENT), sha256=HASH)


@settings(max_examples=12, deadline=None)
@given(size=st.integers(0, 3 * CHUNK_SIZE + 1), fill=st.binary(min_size=1, max_size=9))
def test_file_comes_back_as_it_was(size: int, fill: bytes) -> None:
    """Every byte and no other, zeros at the end included; every blob has the one size."""
    content = (fill * (size // len(fill) + 1))[:size]
    blobs = list(seal_chunks(content, key=KEY, log_id=LOG))
    assert {len(blob) for blob in blobs} == {BLOB_SIZE}
    assert len(blobs) == chunk_count(size)
    digested = hashlib.sha256(content).digest()
    assert open_chunks(blobs, key=KEY, log_id=LOG, size=size, sha256=digested) == content


def test_blobs_hold_nothing_of_the_file() -> None:
    """A relay that keeps two copies of one file, for two rooms, cannot tell that it does."""
    here = list(seal_chunks(bytes(2 * CHUNK_SIZE), key=KEY, log_id=LOG))
    there = list(seal_chunks(bytes(2 * CHUNK_SIZE), key=digest("another key"), log_id=OTHER))
    assert len({*here, *there}) == 4
    assert not any(bytes(64) in blob for blob in here)


CHANGED: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "another order": lambda blobs: [blobs[1], blobs[0], *blobs[2:]],
    "one twice": lambda blobs: [blobs[0], blobs[0], *blobs[2:]],
    "one left out": lambda blobs: blobs[:-1],
    "one more": lambda blobs: [*blobs, blobs[-1]],
    "a bit turned": lambda blobs: [bytes([blobs[0][0] ^ 1]) + blobs[0][1:], *blobs[1:]],
    "cut short": lambda blobs: [blobs[0][:-1], *blobs[1:]],
    "nothing": lambda _: [],
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_changed_blobs_do_not_open(change: Callable[[list[bytes]], list[bytes]]) -> None:
    """A relay can keep a file back; it cannot give another one."""
    blobs = list(seal_chunks(CONTENT, key=KEY, log_id=LOG))
    assert opened(blobs) == CONTENT
    with pytest.raises(Untrusted):
        opened(change(blobs))


@pytest.mark.parametrize(("key", "log_id"), [(digest("guessed"), LOG), (KEY, OTHER)])
def test_blobs_open_only_under_their_key_and_in_their_log(key: bytes, log_id: bytes) -> None:
    """A file crosses by being sealed anew, never by moving its blobs."""
    blobs = list(seal_chunks(CONTENT, key=KEY, log_id=LOG))
    with pytest.raises(Undecryptable):
        opened(blobs, key=key, log_id=log_id)


def test_file_of_another_hash_or_length_is_refused() -> None:
    """Who sealed it is not trusted to have sealed what they described."""
    blobs = list(seal_chunks(CONTENT, key=KEY, log_id=LOG))
    with pytest.raises(BadFile):
        open_chunks(blobs, key=KEY, log_id=LOG, size=len(CONTENT), sha256=digest("other"))
    with pytest.raises(BadFile):
        open_chunks(blobs, key=KEY, log_id=LOG, size=len(CONTENT) - 1, sha256=HASH)


def test_filler_is_zeros_and_chunks_are_whole() -> None:
    """Nothing travels in a file's chunks beside the file."""
    info = b"wasit/v1/file-chunk\0" + (0).to_bytes(4, "big") + (1).to_bytes(4, "big")
    own = hkdf(KEY, salt=LOG, info=info)
    empty = hashlib.sha256(b"a").digest()
    for inside in (b"a".ljust(CHUNK_SIZE, b"x"), b"a"):
        blob = seal(own, inside, data=b"wasit/v1/file-chunk\0" + LOG)
        with pytest.raises(BadFile):
            open_chunks([blob], key=KEY, log_id=LOG, size=1, sha256=empty)


def test_too_large_a_file_is_refused_before_anything_is_sealed() -> None:
    """The hashes of its chunks must fit the one entry that holds them."""
    with pytest.raises(FileTooLarge):
        next(seal_chunks(bytes(FILE_LIMIT + 1), key=KEY, log_id=LOG))
