"""Raw appends by several clients at once: what a relay acknowledged must be on its disk.

A seat reads its own words back before it believes in them, and would mend what a relay lost. So
here frames are sent with no seat between, and each acknowledgement is noted as it comes.
"""

import hashlib
import json
import threading
from typing import Any

from tests.kills.place import CREATION_TOKEN, Place, Tell
from tests.sample_frames import digest, entry, opening
from wasit.adapters.relay_client import RelayClient
from wasit.errors import WasitError
from wasit.wire.frames import frame_id

LOG, TOKEN = digest("kills"), digest("kills token")
CLIENTS, FRAMES = 3, 3


def open_log(place: Place, _tell: Tell) -> object:
    """A log of one opening."""
    with RelayClient(place.relay) as client:
        client.create_log(LOG, owner_token=TOKEN, creation_token=CREATION_TOKEN)
        client.append(LOG, opening(LOG), token=TOKEN)
    return None


def append(place: Place, _tell: Tell) -> object:
    """Every client appends its frames one after the other; the numbers that were acknowledged."""
    acknowledged: dict[str, int] = {}

    def send(client_number: int) -> None:
        with RelayClient(place.relay) as client:
            for frame in _frames(client_number):
                try:
                    acknowledged[frame_id(frame).hex()] = client.append(LOG, frame, token=TOKEN)
                except WasitError:
                    return

    threads = [threading.Thread(target=send, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return acknowledged


def append_again(place: Place, _tell: Tell) -> object:
    """What the log holds, what numbers the same frames get when all are sent again, and after."""
    with RelayClient(place.relay) as client:
        before = _held(client)
        again = {
            frame_id(frame).hex(): client.append(LOG, frame, token=TOKEN)
            for number in range(CLIENTS)
            for frame in _frames(number)
        }
        return {"before": before, "again": again, "after": _held(client)}


def _frames(client_number: int) -> list[bytes]:
    return [entry(LOG, f"{client_number} {number}") for number in range(FRAMES)]


def _held(client: RelayClient) -> dict[str, list[int]]:
    """The numbers under which each frame stands."""
    held: dict[str, Any] = {}
    frames = client.read(LOG, after=0, token=TOKEN).frames
    for number, frame in enumerate(frames, 1):
        held.setdefault(hashlib.sha256(frame).hexdigest(), []).append(number)
    return json.loads(json.dumps(held))
