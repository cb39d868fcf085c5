"""A vault that forgets everything with the program. For tests and plays that keep nothing."""

import contextlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wasit.crypto.recovery import RecoverySheet
from wasit.seat.ports import (
    FramesOutOfOrder,
    NoSuchOutgoing,
    Outgoing,
    TransactionNested,
    VaultClosed,
)

__all__ = ["MemoryVault"]


@dataclass(frozen=True, slots=True)
class _Held:
    """Everything in a vault; a new value for each change, so that going back is one assignment."""

    kept: dict[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    frames: dict[bytes, tuple[bytes, ...]] = field(default_factory=dict[bytes, tuple[bytes, ...]])
    waiting: dict[tuple[bytes, int], Outgoing] = field(
        default_factory=dict[tuple[bytes, int], Outgoing], repr=False
    )


class MemoryVault:
    """A ``Vault`` in memory; passes the same contract tests as the encrypted one."""

    def __init__(self) -> None:
        self._held = _Held()
        self._before: _Held | None = None
        self._open = True
        self._sheet: RecoverySheet | None = None

    @contextlib.contextmanager
    def transaction(self) -> Generator[None]:
        """All calls within are kept together, or not at all. Transactions do not nest."""
        if self._before is not None:
            raise TransactionNested("a transaction was begun inside another; nothing was kept")
        self._before = self._now()
        try:
            yield
            self._now()
        except BaseException:
            self._held = self._before
            raise
        finally:
            self._before = None

    def read(self, name: str) -> bytes | None:
        """What is kept under ``name``, or None."""
        return self._now().kept.get(name)

    def write(self, name: str, value: bytes) -> None:
        """Keep ``value`` under ``name``, in place of what was there."""
        self._held = replace(self._now(), kept={**self._held.kept, name: value})

    def erase(self, name: str) -> None:
        """Keep nothing under ``name``."""
        kept = {other: value for other, value in self._now().kept.items() if other != name}
        self._held = replace(self._held, kept=kept)

    def names(self, prefix: str) -> list[str]:
        """All names that begin with ``prefix``, sorted."""
        return sorted(name for name in self._now().kept if name.startswith(prefix))

    def frame_count(self, log_id: bytes) -> int:
        """How many frames of this log are kept: they are numbered 1 to this."""
        return len(self._now().frames.get(log_id, ()))

    def frames(self, log_id: bytes, *, after: int = 0) -> Iterator[bytes]:
        """The exact frames kept, from number ``after + 1`` on, in order."""
        yield from self._now().frames.get(log_id, ())[after:]

    def keep_frames(self, log_id: bytes, *, after: int, frames: Sequence[bytes]) -> None:
        """Keep ``frames`` as numbers ``after + 1`` and on.

        Raises:
            FramesOutOfOrder: ``after`` is not ``frame_count(log_id)``.
        """
        before = self._now().frames.get(log_id, ())
        if after != len(before):
            raise FramesOutOfOrder(
                f"frames after {after} were given; {len(before)} are kept; nothing was kept"
            )
        all_frames = {**self._held.frames, log_id: (*before, *frames)}
        self._held = replace(self._held, frames=all_frames)

    def drop_frames(self, log_id: bytes, *, after: int) -> None:
        """Keep no frame of this log that is numbered above ``after``."""
        kept = self._now().frames.get(log_id, ())[:after]
        self._held = replace(self._held, frames={**self._held.frames, log_id: kept})

    def outgoing(self, log_id: bytes) -> list[Outgoing]:
        """The acts waiting for this log, by counter."""
        waiting = sorted(self._now().waiting.items())
        return [act for (log, _counter), act in waiting if log == log_id]

    def queue(self, outgoing: Outgoing) -> None:
        """Keep an act until it is settled; an act of that log and counter is replaced."""
        key = (outgoing.log_id, outgoing.counter)
        self._held = replace(self._now(), waiting={**self._held.waiting, key: outgoing})

    def settle(self, log_id: bytes, counter: int) -> None:
        """Forget a waiting act: it is numbered.

        Raises:
            NoSuchOutgoing: none waits under this counter.
        """
        waiting = dict(self._now().waiting)
        if waiting.pop((log_id, counter), None) is None:
            raise NoSuchOutgoing(f"no act {counter} waits; nothing was changed")
        self._held = replace(self._held, waiting=waiting)

    def lock_with_sheet(self, sheet: RecoverySheet) -> None:
        """Let this recovery sheet open the vault from now on, and no earlier sheet."""
        self._now()
        self._sheet = sheet

    def scrub(self, left: Mapping[str, bytes]) -> None:
        """Hold these names and nothing else."""
        self._now()
        self._held = _Held(kept=dict(left))

    def opens_with(self, sheet: RecoverySheet) -> bool:
        """Whether this is the sheet that opens the vault."""
        return sheet == self._sheet

    def close(self) -> None:
        """Take no more calls. Closing twice does no harm."""
        self._open = False

    def _now(self) -> _Held:
        if not self._open:
            raise VaultClosed("the vault is closed; nothing was read or kept")
        return self._held
