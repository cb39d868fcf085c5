"""Canonical bytes: the same value has one form, and only that form is accepted."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from wasit.wire.canonical import NotCanonical, decode, encode

_TEXT = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: __import__("unicodedata").normalize("NFC", text)
)
_KEYS = st.text(st.characters(max_codepoint=127))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_bytes_equal_those_of_rfc_8785(value: dict[str, object]) -> None:
    """Another program with any RFC 8785 library must get the bytes that were signed."""
    raw = encode(value)
    assert raw == rfc8785.dumps(value)  # pyright: ignore[reportArgumentType]
    assert decode(raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1.0}',
        b'{"a":-0}',
        b'{"a":1e2}',
        b'{"a":9007199254740992}',
        b'{"a":"\\u0041"}',
        b'{"a":"e\xcc\x81"}',
        b'{"a":"\\ud800"}',
        b"[1]",
        b"null",
        b"",
        b"\xff",
        b'{"a":1}{"b":2}',
        b"[" * 100_000,
    ],
)
def test_other_forms_are_refused(raw: bytes) -> None:
    """A second form of one value would let two readers check two different texts."""
    with pytest.raises(NotCanonical):
        decode(raw)


@pytest.mark.parametrize(
    "value", [{"a": 1.5}, {"é": 1}, {"a": 2**53}, {"a": "e\u0301"}, {"a": "\ud800"}]
)
def test_values_outside_the_subset_are_refused(value: object) -> None:
    """What cannot be read back the same way everywhere must not be signed."""
    with pytest.raises(NotCanonical):
        encode(value)
