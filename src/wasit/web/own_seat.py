"""The visitor's own seat: its devices, the words of its logs, its passphrase."""

from starlette.responses import Response

from wasit.errors import BadInput
from wasit.seat.devices import devices_of
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]


class NewPassphraseDiffers(BadInput):
    """The new passphrase is too short, or was typed differently. The old one still opens."""

    code = "new-passphrase-differs"
    advice = "Type the same new passphrase of ten or more characters in both fields."


def own_seat(visit: Visit) -> Response:
    """Which devices belong to this person's logs, and what to compare."""
    seat = visit.at.seat
    return visit.show(
        "own_seat.html",
        frame="desk/frame.html" if visit.at.is_desk else "room/frame.html",
        logs=[(log.record.name, log, devices_of(log), log.channel.words()) for log in seat.logs()],
        mine=seat.public.device_id,
    )


def change_passphrase(visit: Visit) -> Response:
    """Open this seat by another passphrase from now on."""
    new = visit.needed("new", "the new passphrase")
    if len(new) < 10 or visit.typed("again") != new:
        raise NewPassphraseDiffers(
            "the new passphrase is shorter than ten characters or was typed differently; "
            "nothing was changed"
        )
    held = visit.needed("held", "the passphrase that opens this seat now")
    visit.house.seats.change(visit.seat_id, held=held, new=new)
    return visit.go("seat", changed="yes")


PAGES = [
    Page("GET", "/seat", Face.SIGNED_IN, own_seat),
    Page("POST", "/seat/passphrase", Face.SIGNED_IN, change_passphrase, own_seat),
]
