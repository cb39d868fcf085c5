"""The chain of a log: each head commits to every frame before it, in order.

``head(0) = SHA-256("wasit/v1/log\\0" || log id)`` and
``head(n) = SHA-256("wasit/v1/link\\0" || head(n-1) || SHA-256(frame n))``.
"""

import hashlib

__all__ = ["first_head", "next_head"]


def first_head(log_id: bytes) -> bytes:
    """The head of an empty log, 32 bytes."""
    return hashlib.sha256(b"wasit/v1/log\0" + log_id).digest()


def next_head(head: bytes, frame_id: bytes) -> bytes:
    """The head after the frame with that id is numbered next, 32 bytes."""
    return hashlib.sha256(b"wasit/v1/link\0" + head + frame_id).digest()
