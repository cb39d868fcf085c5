"""The leak guard beside words being typed, through a desk's seat that holds five thousand sayings.

The seat, its logs and the guard are the real ones; vaults and relay are in memory, since neither
is touched by a look. ``look`` is what a pause in typing costs; ``keep_up`` what an entry costs
that says something more; a re-mark makes the guard go over every statement's marks. The baseline
is rapidfuzz ``token_set_ratio`` of the same words over the same statements. Processor's times.
"""

import os
import time
from collections.abc import Callable, Iterator
from statistics import median

from rapidfuzz import fuzz

from bench.leak import DRAFT, STATEMENTS, statements
from wasit.bootstrap import shipped_checks, while_wording
from wasit.play.script import parse_script
from wasit.play.stage import Stage, Switch
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import Link
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing
from wasit.talks.marks import Mark, MarkCode
from wasit.testing.clocks import FrozenClock
from wasit.testing.lossy_link import LossyLink
from wasit.testing.memory_relay import MemoryRelay
from wasit.testing.memory_vault import MemoryVault
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping
from wasit.wire.canonical import Json

TURNS = 20
CASE = """
title = "Bench"
starts = 2024-01-10T08:00:00Z
[desk]
people = [{ seat = "desk", role = "head" }]
[[room]]
name = "A"
people = [{ seat = "amal", role = "head" }, { seat = "adel" }]
[[room]]
name = "B"
people = [{ seat = "boris", role = "head" }]
"""


class _Theatre:
    """Vaults and relay in memory."""

    relay = "http://relay.invalid"
    creation_token = "let-me"
    checks = shipped_checks()

    def __init__(self) -> None:
        self.clock = FrozenClock()
        self._relay = MemoryRelay(creation_token=self.creation_token)

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        """Seeded ports over the one relay."""
        link = LossyLink(self._relay)

        def link_to(_relay: str) -> Link:
            return link

        randomness = SeededRandomness(seat)
        return SeatPorts(MemoryVault(), self.clock, randomness, SeededWrapping(), link_to), link


def _say_all(stage: Stage) -> None:
    """Let Amal's device say all the statements, and the desk's seat accept them."""
    amal, desk = stage.players["amal"].in_room(), stage.desk().room("A")
    amal.log.read_up()
    channel, first = amal.log.channel, amal.log.next_counter()
    for index, kept in enumerate(statements()):
        body: dict[str, Json] = {
            "kind": "statement",
            "id": f"{index:016x}",
            "speaker": "amal",
            "language": "en",
            "mark": {"code": "ears_only"},
            "sentences": [{"id": "1", "text": kept.text}],
        }
        frame = channel.compose(
            body, at="2024-01-10T08:00:00Z", counter=first + index, salt=os.urandom(32)
        )
        desk.link.append(desk.record.log_id, frame, token=amal.log.record.token)
    desk.read_up()


def _timed(act: Callable[[], object]) -> float:
    started = time.thread_time()
    act()
    return time.thread_time() - started


def figures() -> Iterator[dict[str, object]]:
    """A look at words, one more statement, and a re-mark."""
    stage = Stage(_Theatre())
    script, _ = parse_script(CASE, name="bench")
    stage.set_up(script)
    _say_all(stage)
    desk, adel = stage.desk(), stage.players["adel"].in_room()
    live = while_wording(desk)
    first = _timed(lambda: live.keep_up("B"))
    texts = [kept.text for kept in statements()]
    looks: list[float] = []
    more: list[float] = []
    bound: list[float] = []
    compared: list[float] = []
    for turn in range(TURNS):
        words = DRAFT.format(n=turn + 5)
        crossing = Crossing(target="B", sentences=(words,), language="en", manner=Manner.OWN_WORDS)
        looks.append(_timed(lambda at=crossing: live.look(at)))
        compared.append(
            _timed(lambda draft=words: [fuzz.token_set_ratio(draft, text) for text in texts])
        )
        said = adel.say([f"We hold {turn + 300} crates of shells."], language="en")
        desk.room("A").read_up()
        more.append(_timed(lambda: live.keep_up("B")))
        adel.mark(said, Mark(code=MarkCode.IN_SUBSTANCE))
        desk.room("A").read_up()
        bound.append(_timed(lambda: live.keep_up("B")))
    stage.close()
    baseline = {"rapidfuzz token_set_ratio over the same, ms": round(median(compared) * 1e3, 2)}
    for figure, taken in (
        (f"leak guard at a desk: a look at 40 words, {STATEMENTS} statements", looks),
        (f"leak guard at a desk: one more statement after {STATEMENTS}", more),
        (f"leak guard at a desk: a re-mark among {STATEMENTS}", bound),
    ):
        yield {
            "figure": figure,
            "value": round(median(taken) * 1e3, 2),
            "unit": "ms",
            "most": round(max(taken) * 1e3, 2),
            "baseline": baseline,
            "ratio": round(median(taken) / median(compared), 2),
        }
    yield {
        "figure": f"leak guard at a desk: the first index of {STATEMENTS} statements",
        "value": round(first, 2),
        "unit": "s",
    }
