"""Canonical JSON: one value, one sequence of bytes (a subset of RFC 8785).

Rules of this file. Allowed are objects with ASCII keys, arrays, strings in NFC without lone
surrogates, booleans, null, and integers with ``|n| < 2**53``. There are no floating-point numbers:
RFC 8785 writes ``1.0`` as ``1``, so money and weights are integers or decimal strings. Bytes are
accepted only when decoding and encoding them again gives the same bytes, which refuses duplicate
keys, white space, other number forms and other orders.
"""

import re
import unicodedata
from typing import Any

import msgspec

from wasit.errors import Untrusted

__all__ = ["Json", "NotCanonical", "composed", "decode", "encode"]

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None

_INTEGER_LIMIT = 2**53
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER: msgspec.json.Decoder[dict[str, Json]] = msgspec.json.Decoder(dict)


class NotCanonical(Untrusted):
    """Bytes or a value outside the canonical subset. Nothing was encoded or accepted."""

    code = "not-canonical"
    advice = "The entry is shown as refused; the program that made it should be replaced."


def encode(value: object) -> bytes:
    """The canonical bytes of ``value`` (built-in types or a msgspec Struct).

    Raises:
        NotCanonical: ``value`` holds something the subset does not allow.
    """
    plain = msgspec.to_builtins(value, order="deterministic")
    _refuse_outside_subset(plain)
    return _ENCODER.encode(plain)


def composed(plain: dict[str, Any]) -> dict[str, Any]:
    """The same object with every string in NFC: what people typed, spelt as it is signed.

    Keyboards and files write one letter as one sign or as two; readers see no difference.

    >>> composed({"text": "Cafe\u0301"})
    {'text': 'Café'}
    """
    return {key: _composed(value) for key, value in plain.items()}


def _composed(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list() | tuple():
            return [_composed(item) for item in value]  # pyright: ignore[reportUnknownVariableType] - JSON
        case dict():
            return composed(value)  # pyright: ignore[reportUnknownArgumentType] - JSON
        case _:
            return value


def decode(raw: bytes) -> dict[str, Json]:
    """The object whose canonical bytes are exactly ``raw``.

    Raises:
        NotCanonical: ``raw`` is not JSON, not an object, or not in canonical form.
    """
    try:
        value = _DECODER.decode(raw)
        again = encode(value)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotCanonical("the bytes are no JSON object; nothing was accepted") from error
    if again != raw:
        raise NotCanonical("the JSON is not in canonical form; nothing was accepted")
    return value


def _refuse_outside_subset(value: object) -> None:
    match value:
        case None | bool():
            return
        case str():
            _refuse_text(value)
        case int():
            if abs(value) >= _INTEGER_LIMIT:
                raise NotCanonical("an integer is 2**53 or more; nothing was encoded")
        case list() | tuple():
            for item in value:  # pyright: ignore[reportUnknownVariableType]
                _refuse_outside_subset(item)  # pyright: ignore[reportUnknownArgumentType]
        case dict():
            for key, item in value.items():  # pyright: ignore[reportUnknownVariableType]
                if not (isinstance(key, str) and key.isascii()):
                    raise NotCanonical("an object has a key that is not ASCII; nothing was encoded")
                _refuse_outside_subset(item)  # pyright: ignore[reportUnknownArgumentType]
        case _:
            kind = type(value).__name__
            raise NotCanonical(f"a value of type {kind} has no canonical form; nothing was encoded")


def _refuse_text(text: str) -> None:
    if text.isascii():
        return
    if _SURROGATE.search(text):
        raise NotCanonical("a string holds a lone surrogate; nothing was encoded")
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("a string is not in Unicode NFC; nothing was encoded")
