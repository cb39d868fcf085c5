"""Seats as people feel them: say to seen, and opening a seat with a long history.

Say to seen is from the call of ``say`` in one seat to the fold of another that has asked the relay,
both open, through a real relay process on loopback and encrypted vaults; its baseline is one
append and one read of a frame of the same size through the same relay. The long history is of
100,000 accepted statements (``WASIT_BENCH_ENTRIES`` changes it) in an encrypted vault, opened in a
process of its own; its baseline reads the same frames out of the vault and hashes them.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from wasit.bootstrap import open_vault, real_ports, shipped_checks
from wasit.crypto.invitations import Invitation
from wasit.play.script import parse_script
from wasit.play.stage import Stage, Switch
from wasit.play.theatre import PLAY_PASSPHRASE, RealTheatre
from wasit.seat.fold import SeatPorts
from wasit.seat.joining import token_hash
from wasit.seat.ports import Link
from wasit.talks.marks import Mark, MarkCode
from wasit.testing.clocks import FrozenClock
from wasit.testing.lossy_link import LossyLink
from wasit.testing.memory_relay import MemoryRelay
from wasit.wire.canonical import Json
from wasit.wire.frames import encode_frame
from wasit.wire.relay_api import Right

SAYINGS = 120
ENTRIES = int(os.environ.get("WASIT_BENCH_ENTRIES", "100000"))
CASE = """
title = "Bench"
starts = 2024-01-10T08:00:00Z
[desk]
people = [{ seat = "desk", role = "head" }]
[[room]]
name = "A"
people = [{ seat = "amal", role = "head" }]
"""


def figures() -> Iterator[dict[str, object]]:
    """Say to seen, then a long history."""
    script, _ = parse_script(CASE, name="bench")
    with tempfile.TemporaryDirectory() as folder:
        with RealTheatre(Path(folder) / "play") as theatre:
            stage = Stage(theatre)
            stage.set_up(script)
            yield from _say_to_seen(stage)
            stage.close()
        stage = Stage(_QuickTheatre(Path(folder) / "history"))
        stage.set_up(script)
        _write_history(stage)
        stage.close()
        yield from _long_history(Path(folder) / "history" / "desk")


class _QuickTheatre:
    """Encrypted vaults on the disk, and a relay in memory, to write a long history soon."""

    relay = "http://relay.invalid"
    creation_token = "let-me"
    checks = shipped_checks()

    def __init__(self, folder: Path) -> None:
        self.clock = FrozenClock()
        self._folder = folder
        self._relay = MemoryRelay(creation_token=self.creation_token)

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        """A vault in the seat's folder, a link to the relay in memory."""
        vault = open_vault(self._folder / seat, passphrase=PLAY_PASSPHRASE)
        real, link = real_ports(vault, clock=self.clock), LossyLink(self._relay)

        def link_to(_relay: str) -> Link:
            return link

        return SeatPorts(vault, self.clock, real.randomness, real.wrapping, link_to), link


def _say_to_seen(stage: Stage) -> Iterator[dict[str, object]]:
    amal, desk = stage.players["amal"].in_room(), stage.desk().room("A")
    mark = Mark(code=MarkCode.IN_SUBSTANCE)
    bare_log = Invitation(os.urandom(32))
    link, owner = desk.link, os.urandom(32)
    link.create_log(bare_log.log_id, owner_token=owner, creation_token=stage.theatre.creation_token)
    link.grant(bare_log.log_id, token=owner, to_hash=token_hash(bare_log.token), right=Right.APPEND)
    took: list[float] = []
    bare: list[float] = []
    for turn in range(SAYINGS):
        start = time.perf_counter()
        statement = amal.say([f"Words number {turn}."], language="en", mark=mark)
        desk.read_up()
        took.append(time.perf_counter() - start)
        assert statement in desk.talks.statements
        letter = encode_frame(bare_log.seal_letter(b"{}", salt=os.urandom(32), sender="desk"))
        start = time.perf_counter()
        number = link.append(bare_log.log_id, letter, token=owner)
        link.read(bare_log.log_id, after=number - 1, token=owner)
        bare.append(time.perf_counter() - start)
    yield _milliseconds("say to seen, both seats open, p50", statistics.median(took), aim=25)
    yield _milliseconds("one append and one read of a frame, p50", statistics.median(bare))
    ratio = statistics.median(took) / statistics.median(bare)
    yield {
        "figure": "say to seen, to one append and read",
        "value": round(ratio, 2),
        "unit": "ratio",
    }


def _write_history(stage: Stage) -> None:
    """Let Amal's device say ENTRIES things, and the desk's seat accept them all."""
    amal, desk = stage.players["amal"].in_room(), stage.desk().room("A")
    channel, first = amal.log.channel, amal.log.next_counter()
    for index in range(ENTRIES):
        body: dict[str, Json] = {
            "kind": "statement",
            "id": f"{index:016x}",
            "speaker": "amal",
            "language": "en",
            "mark": {"code": "in_substance"},
            "sentences": [{"id": "1", "text": f"We could accept step {index} in spring."}],
        }
        frame = channel.compose(
            body, at="2024-01-10T08:00:00Z", counter=first + index, salt=os.urandom(32)
        )
        desk.link.append(desk.record.log_id, frame, token=amal.log.record.token)
    desk.read_up()
    assert len(desk.talks.statements) >= ENTRIES


def _long_history(folder: Path) -> Iterator[dict[str, object]]:
    measured = json.loads(
        subprocess.run(
            [sys.executable, "-m", "bench.opening_seat", str(folder)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    yield {
        "figure": f"opening a seat of {ENTRIES:,} accepted entries, Argon2id apart",
        "value": round(measured["open_s"], 3),
        "unit": "s",
        "aim": 1,
        "baseline": round(measured["frames_s"], 3),
        "memory_mib": measured["memory_mib"],
    }
    yield {
        "figure": "opening a seat, to reading and hashing its frames",
        "value": round(measured["open_s"] / measured["frames_s"], 3),
        "unit": "ratio",
    }


def _milliseconds(figure: str, seconds: float, **more: object) -> dict[str, object]:
    return {"figure": figure, "value": round(seconds * 1000, 2), "unit": "ms", **more}
