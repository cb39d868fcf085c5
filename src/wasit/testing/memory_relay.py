"""A relay in memory: a ``Link`` that keeps to the rules of a real one, without sockets or disk."""

import hashlib
import threading
import time
from dataclasses import dataclass, field

from wasit.crypto.notes import Checkpoint, relay_public_key, sign_checkpoint
from wasit.errors import Untrusted
from wasit.seat.ports import (
    EpochNotCurrent,
    FrameTooLarge,
    HeadMoved,
    LogExists,
    NoSuchBlob,
    NoSuchLog,
    Page,
    RelayRefused,
)
from wasit.wire.blobs import BLOB_SIZE, blob_id
from wasit.wire.frames import FRAME_LIMIT, frame_id, parse_frame
from wasit.wire.numbering import LogKind, LogState, allows, empty_log, take_frame
from wasit.wire.relay_api import PAGE_BYTES, PAGE_FRAMES, RefusalCode, RelayFacts, Right

__all__ = ["MemoryRelay"]

_RAISES: dict[RefusalCode, type[NoSuchLog | NoSuchBlob | RelayRefused]] = {
    RefusalCode.NO_SUCH_LOG: NoSuchLog,
    RefusalCode.NO_SUCH_BLOB: NoSuchBlob,
    RefusalCode.FRAME_TOO_LARGE: FrameTooLarge,
    RefusalCode.EPOCH_NOT_CURRENT: EpochNotCurrent,
    RefusalCode.HEAD_MOVED: HeadMoved,
    RefusalCode.LOG_EXISTS: LogExists,
}


@dataclass
class _Log:
    state: LogState
    rights: dict[bytes, Right]
    frames: list[bytes] = field(default_factory=list[bytes])
    numbers: dict[bytes, int] = field(default_factory=dict[bytes, int])
    blobs: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])


class MemoryRelay:
    """A ``Link`` straight to a relay that lives as long as this object. Safe between threads."""

    def __init__(self, *, creation_token: str, seed: bytes = bytes(32)) -> None:
        self._seed = seed
        self._creation_token = creation_token
        self._logs: dict[bytes, _Log] = {}
        self._changed = threading.Condition()

    def facts(self) -> RelayFacts:
        """See ``Link.facts``."""
        return RelayFacts(v=1, key=relay_public_key(self._seed).hex(), frame_limit=FRAME_LIMIT)

    def create_log(self, log_id: bytes, *, owner_token: bytes, creation_token: str) -> None:
        """See ``Link.create_log``."""
        if creation_token != self._creation_token:
            raise _refused(RefusalCode.CREATION_REFUSED)
        owner_hash = _hash(owner_token)
        with self._changed:
            log = self._logs.setdefault(log_id, _Log(empty_log(log_id), {owner_hash: Right.OWN}))
            if log.rights.get(owner_hash) is not Right.OWN:
                raise _refused(RefusalCode.LOG_EXISTS)

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        """See ``Link.append``."""
        if len(frame) > FRAME_LIMIT:
            raise _refused(RefusalCode.FRAME_TOO_LARGE)
        try:
            parsed = parse_frame(frame)
        except Untrusted as error:
            raise _refused(RefusalCode.MALFORMED_FRAME) from error
        if parsed.log_id != log_id:
            raise _refused(RefusalCode.MALFORMED_FRAME)
        name = frame_id(frame)
        with self._changed:
            log = self._logs.get(log_id) or _Log(empty_log(log_id), {})
            held = log.rights.get(_hash(token))
            taken = take_frame(log.state, parsed, frame_id=name, held=held)
            if taken is not RefusalCode.NO_SUCH_LOG and name in log.numbers:
                return log.numbers[name]
            if isinstance(taken, RefusalCode):
                raise _refused(taken)
            log.state = taken
            log.frames.append(frame)
            log.numbers[name] = taken.number
            self._changed.notify_all()
            return taken.number

    def read(self, log_id: bytes, *, after: int, token: bytes) -> Page:
        """See ``Link.read``."""
        with self._changed:
            log = self._log(log_id, token, needed=Right.READ)
            checkpoint = Checkpoint(log_id, number=log.state.number, head=log.state.head)
            frames: list[bytes] = []
            room = PAGE_BYTES - 1024
            for frame in log.frames[after : after + PAGE_FRAMES]:
                room -= 4 + len(frame)
                if room < 0:
                    break
                frames.append(frame)
        return Page(sign_checkpoint(checkpoint, seed=self._seed), frames)

    def wait(self, log_id: bytes, *, after: int, token: bytes, timeout_s: float) -> int | None:
        """See ``Link.wait``."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while True:
                newest = self._log(log_id, token, needed=Right.READ).state.number
                if newest > after:
                    return newest
                if not self._changed.wait(deadline - time.monotonic()):
                    return None

    def grant(self, log_id: bytes, *, token: bytes, to_hash: bytes, right: Right) -> None:
        """See ``Link.grant``."""
        with self._changed:
            log = self._log(log_id, token, needed=Right.OWN)
            _keep_an_owner(log, without=None if right is Right.OWN else to_hash)
            log.rights[to_hash] = right
            self._changed.notify_all()

    def revoke(self, log_id: bytes, *, token: bytes, from_hash: bytes) -> None:
        """See ``Link.revoke``."""
        with self._changed:
            log = self._log(log_id, token, needed=Right.OWN)
            _keep_an_owner(log, without=from_hash)
            log.rights.pop(from_hash, None)
            self._changed.notify_all()

    def put_blob(self, log_id: bytes, blob: bytes, *, token: bytes) -> None:
        """See ``Link.put_blob``."""
        if len(blob) != BLOB_SIZE:
            raise _refused(RefusalCode.MALFORMED_BLOB)
        with self._changed:
            log = self._log(log_id, token, needed=Right.APPEND)
            if log.state.kind is not LogKind.ENTRIES:
                raise _refused(RefusalCode.WRONG_KIND_OF_LOG)
            log.blobs[blob_id(blob)] = blob

    def get_blob(self, log_id: bytes, blob_id: bytes, *, token: bytes) -> bytes:
        """See ``Link.get_blob``."""
        with self._changed:
            blob = self._log(log_id, token, needed=Right.READ).blobs.get(blob_id)
        if blob is None:
            raise _refused(RefusalCode.NO_SUCH_BLOB)
        return blob

    def _log(self, log_id: bytes, token: bytes, *, needed: Right) -> _Log:
        log = self._logs.get(log_id)
        if log is None or not allows(log.rights.get(_hash(token)), needed):
            raise _refused(RefusalCode.NO_SUCH_LOG)
        return log


def _keep_an_owner(log: _Log, *, without: bytes | None) -> None:
    owners = {token_hash for token_hash, right in log.rights.items() if right is Right.OWN}
    if owners == {without}:
        raise _refused(RefusalCode.LAST_OWNER)


def _refused(code: RefusalCode) -> NoSuchLog | NoSuchBlob | RelayRefused:
    return _RAISES.get(code, RelayRefused)(f"the relay said {code.message!r} ({code})")


def _hash(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
