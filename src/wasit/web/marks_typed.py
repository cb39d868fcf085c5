"""A mark as a form gives it: the five marks, and what each can add."""

from datetime import UTC, datetime

from wasit.talks.marks import Mark, MarkCode
from wasit.talks.moments import moment_text
from wasit.web.language import plain_digits
from wasit.web.visit import NotFilledIn, Visit

__all__ = ["mark_typed", "time_typed"]


def mark_typed(visit: Visit, default: Mark, *, prefix: str = "") -> Mark:
    """The mark whose fields begin with ``prefix``; ``default`` where none was chosen.

    Raises:
        NotFilledIn: a time is no time, or an offer is missing.
    """
    chosen = visit.chosen(f"{prefix}mark", MarkCode)
    if chosen is None:
        return default
    offer = visit.typed(f"{prefix}offer") or None
    then = visit.chosen(f"{prefix}then", MarkCode) or MarkCode.IN_SUBSTANCE
    conditional = chosen is MarkCode.IF_OFFER
    if conditional and offer is None:
        raise NotFilledIn("what they would have to offer is empty; nothing was done")
    return Mark(
        code=chosen,
        to=visit.typed(f"{prefix}to") or None,
        not_before=time_typed(visit.typed(f"{prefix}not_before")),
        not_before_event=visit.typed(f"{prefix}not_before_event") or None,
        until=time_typed(visit.typed(f"{prefix}until")),
        personal_capacity=bool(visit.typed(f"{prefix}personal_capacity")),
        ad_referendum=bool(visit.typed(f"{prefix}ad_referendum")),
        offer=offer if conditional else None,
        then=Mark(code=then) if conditional else None,
    )


def time_typed(text: str) -> str | None:
    """A UTC time as a browser's field or a person writes it; None where nothing was typed.

    Raises:
        NotFilledIn: it is no time.
    """
    if not text:
        return None
    plain = plain_digits(text).removesuffix("Z")
    try:
        at = datetime.fromisoformat(plain)
    except ValueError as error:
        raise NotFilledIn(
            f"{text!r} was typed where a time like 2024-01-10 09:30 was expected"
        ) from error
    return moment_text(at.replace(tzinfo=UTC) if at.tzinfo is None else at)
