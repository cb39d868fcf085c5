"""Drafts: words not yet said, kept sealed in the vault of who writes them, for one log each.

A draft belongs to the log it is meant for, so that words begun for one room are never offered in
another. It holds the fields of what is being written as the person left them, finished or not, and
nothing is checked before it is said. Backups carry drafts. (What waited for the relay past the
desk's own wish is a crossing not yet checked: ``conveying.drafts``.)
"""

from collections.abc import Mapping

import msgspec

from wasit.errors import NotFound
from wasit.seat.log import SeatLog
from wasit.seat.records import load, store
from wasit.seat.seat import Seat
from wasit.talks.journal import Journal
from wasit.talks.room import RoomTalks

__all__ = ["Draft", "DraftGone", "drafts_for", "drop_draft", "load_draft", "save_draft"]

_WRITING = "writing/"

AnyLog = SeatLog[RoomTalks] | SeatLog[Journal]


class DraftGone(NotFound):
    """There is no such draft for this room; it may have been said or dropped."""

    code = "draft-gone"
    advice = "Look at the list of drafts; one that was said is in the room."


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Something being written. Secret.

    Attributes:
        id: random.
        about: what kind of act it is to become, and to what it refers, as its writer's page names
            it (``say``, ``answer/ID``).
        fields: what was filled in, by name.
        saved_at: when it was last kept.
    """

    id: str
    about: str
    fields: dict[str, tuple[str, ...]]
    saved_at: str

    def __repr__(self) -> str:
        """Never the words."""
        return f"Draft(id={self.id!r}, about={self.about!r})"


def save_draft(
    seat: Seat,
    log: AnyLog,
    fields: Mapping[str, tuple[str, ...]],
    *,
    about: str,
    draft: str | None = None,
) -> Draft:
    """The draft as it is now kept: a new one, or (``draft``) that one with these fields instead.

    Raises:
        DraftGone: ``draft`` is none of this log; nothing was kept.
    """
    if draft is not None:
        load_draft(seat, log, draft)
    kept = Draft(
        id=draft or seat.ports.randomness.stream("drafts").random_bytes(8).hex(),
        about=about,
        fields=dict(fields),
        saved_at=seat.now(),
    )
    seat.ports.vault.write(_name(log, kept.id), store(kept))
    return kept


def drafts_for(seat: Seat, log: AnyLog, *, about: str | None = None) -> list[Draft]:
    """The drafts for this log, or those of one kind, the newest first."""
    vault = seat.ports.vault
    found = [vault.read(name) for name in vault.names(_name(log, ""))]
    drafts = [load(raw, Draft) for raw in found if raw is not None]
    wanted = [each for each in drafts if about in {None, each.about}]
    return sorted(wanted, key=lambda each: (each.saved_at, each.id), reverse=True)


def load_draft(seat: Seat, log: AnyLog, draft: str) -> Draft:
    """The draft of that id for this log.

    Raises:
        DraftGone: there is none.
    """
    raw = seat.ports.vault.read(_name(log, draft)) if "/" not in draft else None
    if raw is None:
        raise DraftGone(f"no draft {draft!r} is kept for {log.record.name!r}")
    return load(raw, Draft)


def drop_draft(seat: Seat, log: AnyLog, draft: str) -> None:
    """Keep that draft no longer: it was said, or is not wanted. Dropping twice does no harm."""
    seat.ports.vault.erase(_name(log, draft))


def _name(log: AnyLog, draft: str) -> str:
    return f"{_WRITING}{log.record.log_id.hex()}/{draft}"
