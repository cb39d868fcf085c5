"""What was typed on a page and not yet sent: kept sealed in the seat's own vault.

Scripts send it here while somebody types, and ask for it when the page is opened again. A form
whose page has a draft says so in ``draft_page``; once the form was taken, its draft is forgotten.
"""

import re

import msgspec
from starlette.responses import JSONResponse, Response

from wasit.errors import BadInput
from wasit.seat.ports import Vault
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES", "DraftNotKept", "erase_draft", "forget_draft"]

_NAME = re.compile(r"[\w.~-]{1,200}", re.ASCII)
_FIELDS = 8
_LONGEST = 200_000
_MOST = 500


class DraftNotKept(BadInput):
    """A draft is too long, has too many parts, or there are too many. It was not kept."""

    code = "draft-not-kept"
    advice = "Say or send some of what you have typed; the rest is kept again after that."


def kept(visit: Visit) -> Response:
    """What was typed on that page."""
    raw = visit.at.seat.ports.vault.read(_place(visit.named("draft")))
    fields = msgspec.json.decode(raw, type=dict[str, str]) if raw is not None else {}
    return JSONResponse({"fields": fields})


def keep(visit: Visit) -> Response:
    """Keep it; with nothing in it, keep nothing."""
    place = _place(visit.named("draft"))
    vault = visit.at.seat.ports.vault
    fields = {
        name: value
        for name, value in visit.form.multi_items()
        if isinstance(value, str) and value.strip()
    }
    if not fields:
        vault.erase(place)
        return Response(status_code=204)
    length = sum(len(name) + len(value) for name, value in fields.items())
    if len(fields) > _FIELDS or length > _LONGEST:
        raise DraftNotKept(
            f"a draft of {len(fields)} fields and {length} characters was sent; at most {_FIELDS} "
            f"and {_LONGEST} are kept"
        )
    names = vault.names(_place(""))
    if place not in names and len(names) >= _MOST:
        raise DraftNotKept(f"there are {len(names)} drafts already; this one was not kept")
    vault.write(place, msgspec.json.encode(fields))
    return Response(status_code=204)


def forget_draft(visit: Visit) -> None:
    """Forget the draft of the form that was taken."""
    if visit.open_seat is not None:
        erase_draft(visit.at.seat.ports.vault, visit.typed("draft_page"))


def erase_draft(vault: Vault, name: str) -> None:
    """Forget the draft of that name, if there is one and it is a name."""
    if _NAME.fullmatch(name):
        vault.erase(_place(name))


def _place(name: str) -> str:
    if name and not _NAME.fullmatch(name):
        raise DraftNotKept("a draft was named as no page names one; nothing was kept")
    return f"draft-page/{name}"


PAGES = [
    Page("GET", "/draft/{draft}", Face.SIGNED_IN, kept),
    Page("POST", "/draft/{draft}", Face.SIGNED_IN, keep),
]
