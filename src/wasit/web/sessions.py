"""Who is signed in: session tokens, the seats they open, and the idle lock.

A browser holds a random token in a cookie of its seat's own name and path; here is its SHA-256.
A seat stays open while anybody is signed in at it; when the last session ends or has been idle too
long it is closed, and only the passphrase opens it again. Failed tries are counted per seat id,
whether or not there is such a seat, so that nothing can be learned from being refused.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from wasit.errors import Refused
from wasit.seat.ports import Clock, Randomness
from wasit.web.open_seat import OpenSeat

__all__ = ["Sessions", "SignInRefused", "TooManyTries"]

_TRIES = 5
_PAUSE = timedelta(minutes=1)
_REMEMBERED = 4096


class SignInRefused(Refused):
    """There is no such seat, or this is not its passphrase; which of the two is not said."""

    code = "sign-in-refused"
    advice = "Look at the link you were given, and type the passphrase you chose."


class TooManyTries(Refused):
    """Too many wrong passphrases were tried here. None is looked at for a minute."""

    code = "too-many-tries"
    advice = "Wait a minute and try again."


@dataclass(slots=True)
class _Session:
    seat: OpenSeat
    used_at: datetime


@dataclass(slots=True)
class _Tries:
    count: int
    until: datetime


class Sessions:
    """Everybody who is signed in at one program."""

    def __init__(self, *, clock: Clock, randomness: Randomness, idle: timedelta) -> None:
        self._clock = clock
        self._randomness = randomness
        self._idle = idle
        self._sessions: dict[bytes, _Session] = {}
        self._tries: OrderedDict[str, _Tries] = OrderedDict()

    def begin(self, seat: OpenSeat) -> str:
        """The token of a new session at that seat."""
        token = self._randomness.random_bytes(32).hex()
        self._sessions[_hash(token)] = _Session(seat, self._clock.now())
        self._tries.pop(seat.seat_id, None)
        return token

    def find(self, seat_id: str, token: str | None, *, touch: bool = True) -> OpenSeat | None:
        """The open seat of a session that is not idle too long; None where there is none."""
        session = self._sessions.get(_hash(token or ""))
        if session is None or session.seat.seat_id != seat_id:
            return None
        if self._clock.now() - session.used_at > self._idle:
            return None
        if touch:
            session.used_at = self._clock.now()
        return session.seat

    def open_seat(self, seat_id: str) -> OpenSeat | None:
        """The seat of that id, if somebody is signed in at it."""
        for session in self._sessions.values():
            if session.seat.seat_id == seat_id:
                return session.seat
        return None

    def end(self, seat_id: str) -> OpenSeat | None:
        """End every session at a seat; the seat, now nobody's, for the caller to close."""
        seat = self.open_seat(seat_id)
        gone = [key for key, each in self._sessions.items() if each.seat.seat_id == seat_id]
        for key in gone:
            del self._sessions[key]
        return seat

    def idle_seats(self) -> list[str]:
        """Ids of the seats at which every session has been idle too long."""
        now = self._clock.now()
        newest: dict[str, datetime] = {}
        for session in self._sessions.values():
            at = newest.get(session.seat.seat_id, session.used_at)
            newest[session.seat.seat_id] = max(at, session.used_at)
        return [seat_id for seat_id, at in newest.items() if now - at > self._idle]

    def seats(self) -> list[OpenSeat]:
        """Every open seat, once."""
        return list({each.seat.seat_id: each.seat for each in self._sessions.values()}.values())

    # Tries --------------------------------------------------------------------------------------

    def admit_try(self, seat_id: str) -> None:
        """Return when another passphrase may be tried at that id.

        Raises:
            TooManyTries: not for a minute.
        """
        tries = self._tries.get(seat_id)
        if tries is not None and tries.count >= _TRIES:
            if self._clock.now() < tries.until:
                raise TooManyTries("too many passphrases were tried; this one was not looked at")
            del self._tries[seat_id]

    def note_failure(self, seat_id: str) -> None:
        """Count a wrong passphrase."""
        tries = self._tries.setdefault(seat_id, _Tries(0, self._clock.now()))
        tries.count += 1
        tries.until = self._clock.now() + _PAUSE
        self._tries.move_to_end(seat_id)
        while len(self._tries) > _REMEMBERED:
            self._tries.popitem(last=False)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
