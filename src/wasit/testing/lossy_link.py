"""A link that loses what it is told to lose, and nothing else: the same losses on every run."""

import enum
from collections.abc import Callable, Iterable
from typing import TypeVar

from wasit.seat.ports import Link, LinkLost, Page
from wasit.wire.relay_api import RelayFacts, Right

__all__ = ["Loss", "LossyLink"]

Answer = TypeVar("Answer")


class Loss(enum.Enum):
    """What becomes of one call."""

    NONE = "none"
    BEFORE = "before"
    """The relay never hears it."""
    AFTER = "after"
    """The relay does it, and the answer is lost."""
    TWICE = "twice"
    """The relay does it twice; the second answer is given."""


class LossyLink:
    """A ``Link`` through which calls are lost.

    ``losses`` are taken one a call, ``Loss.NONE`` when they run out; ``lose_next`` adds more.
    While ``offline`` is true every call is lost before the relay hears it, and takes no loss.
    """

    def __init__(self, inner: Link, losses: Iterable[Loss] = ()) -> None:
        self._inner = inner
        self._losses = list(losses)
        self.offline = False

    def lose_next(self, *losses: Loss) -> None:
        """Let these losses happen to the next calls, in this order, after those still waiting."""
        self._losses.extend(losses)

    def facts(self) -> RelayFacts:
        """See ``Link.facts``."""
        return self._carry(self._inner.facts)

    def create_log(self, log_id: bytes, *, owner_token: bytes, creation_token: str) -> None:
        """See ``Link.create_log``."""
        self._carry(
            lambda: self._inner.create_log(
                log_id, owner_token=owner_token, creation_token=creation_token
            )
        )

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        """See ``Link.append``."""
        return self._carry(lambda: self._inner.append(log_id, frame, token=token))

    def read(self, log_id: bytes, *, after: int, token: bytes) -> Page:
        """See ``Link.read``."""
        return self._carry(lambda: self._inner.read(log_id, after=after, token=token))

    def wait(self, log_id: bytes, *, after: int, token: bytes, timeout_s: float) -> int | None:
        """See ``Link.wait``."""
        return self._carry(
            lambda: self._inner.wait(log_id, after=after, token=token, timeout_s=timeout_s)
        )

    def grant(self, log_id: bytes, *, token: bytes, to_hash: bytes, right: Right) -> None:
        """See ``Link.grant``."""
        self._carry(lambda: self._inner.grant(log_id, token=token, to_hash=to_hash, right=right))

    def revoke(self, log_id: bytes, *, token: bytes, from_hash: bytes) -> None:
        """See ``Link.revoke``."""
        self._carry(lambda: self._inner.revoke(log_id, token=token, from_hash=from_hash))

    def put_blob(self, log_id: bytes, blob: bytes, *, token: bytes) -> None:
        """See ``Link.put_blob``."""
        self._carry(lambda: self._inner.put_blob(log_id, blob, token=token))

    def get_blob(self, log_id: bytes, blob_id: bytes, *, token: bytes) -> bytes:
        """See ``Link.get_blob``."""
        return self._carry(lambda: self._inner.get_blob(log_id, blob_id, token=token))

    def _carry(self, call: Callable[[], Answer]) -> Answer:
        if self.offline:
            raise LinkLost("the link is offline; nothing was sent")
        loss = self._losses.pop(0) if self._losses else Loss.NONE
        if loss is Loss.BEFORE:
            raise LinkLost("the call was lost on the way; nothing arrived")
        answer = call()
        if loss is Loss.TWICE:
            answer = call()
        if loss is Loss.AFTER:
            raise LinkLost("the answer was lost on the way; the call arrived")
        return answer
