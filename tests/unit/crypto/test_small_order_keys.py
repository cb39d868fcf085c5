"""A device must not choose a key under which anybody can sign in its name."""

import itertools

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wasit.crypto import _primitives as primitives
from wasit.crypto._primitives import BadSignature
from wasit.crypto.keys import DevicePublic

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
IDENTITY = (0, 1)

Point = tuple[int, int]


def add(one: Point, other: Point) -> Point:
    """The sum of two points of the curve (RFC 8032, section 5.1.4, in affine form)."""
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2 % P
    x3 = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P) % P
    return x3, (y1 * y2 + x1 * x2) * pow(1 - product, -1, P) % P


def point_of(encoded: bytes) -> Point:
    """The point that lenient decoders read: y above the prime and a sign of zero are taken."""
    number = int.from_bytes(encoded, "little")
    y, sign = number % 2**255 % P, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert x * x % P == square
    return (x if x % 2 == sign or x == 0 else P - x), y


def encodings_of(point: Point) -> set[bytes]:
    """All bytes that a lenient decoder reads as this point."""
    x, y = point
    signs = (0, 1) if x == 0 else (x % 2,)
    return {
        (value + (sign << 255)).to_bytes(32, "little")
        for value in (y, y + P)
        if value < 2**255
        for sign in signs
    }


def times_eight(point: Point) -> Point:
    """The point doubled three times."""
    for _ in range(3):
        point = add(point, point)
    return point


SMALL_ORDER = primitives._SMALL_ORDER  # pyright: ignore[reportPrivateUsage] - the table under test


def test_the_table_holds_every_encoding_of_the_eight_points() -> None:
    """One encoding left out would be the one a hostile device uses."""
    points = {point_of(encoded) for encoded in SMALL_ORDER}
    assert len(points) == 8
    assert all(times_eight(point) == IDENTITY for point in points)
    assert {encoded for point in points for encoded in encodings_of(point)} == SMALL_ORDER
    assert {add(one, other) for one, other in itertools.product(points, repeat=2)} == points


@pytest.mark.parametrize("public", sorted(SMALL_ORDER), ids=bytes.hex)
def test_nobody_signs_for_a_key_of_small_order(public: bytes) -> None:
    """Under such a key the library takes one made-up signature for most messages."""
    device = DevicePublic(sealing=bytes(1216), verifying=public)
    for point in sorted(SMALL_ORDER):
        for message in (b"", b"words", b"other words"):
            with pytest.raises(BadSignature):
                device.verify(point + bytes(32), message)


def test_the_library_alone_would_take_them() -> None:
    """Were this no longer so, the table could go."""
    identity = (1).to_bytes(32, "little")
    Ed25519PublicKey.from_public_bytes(identity).verify(identity + bytes(32), b"anything")
