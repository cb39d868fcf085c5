"""Two worlds: the same room A, and a room B and a journal that differ in every way they can.

Everything that could differ by chance is fixed: the clock is the script's, every seat draws from a
seed of its own, wraps are the deterministic stand-in, the relay has one key. Room A's seats reach a
real relay over real sockets, and every byte the relay sends them is kept.
"""

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.scenarios.wiretap import WireTap
from wasit.adapters.relay_client import RelayClient
from wasit.bootstrap import shipped_checks
from wasit.play.performance import Performance
from wasit.play.script import parse_script
from wasit.play.stage import Stage, Switch
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.seat.desk import DeskSeat
from wasit.seat.files_here import files_here
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import Link
from wasit.seat.screen import ScreenLine, screen_of
from wasit.testing.clocks import FrozenClock
from wasit.testing.lossy_link import LossyLink
from wasit.testing.memory_files import MemoryFiles
from wasit.testing.memory_vault import MemoryVault
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping

RELAY_SEED = hashlib.sha256(b"the relay of both worlds").digest()
RELAY_NAME = "http://relay.invalid"
CREATION_TOKEN = "creation"


class WorldTheatre:
    """What both worlds stand on."""

    relay = RELAY_NAME
    creation_token = CREATION_TOKEN
    checks = shipped_checks()

    def __init__(self, url: str, stack: ExitStack) -> None:
        self.clock = FrozenClock()
        self.taps: dict[str, WireTap] = {}
        self._url = url
        self._stack = stack

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        """Seeded ports, over a tapped wire."""
        tap = self.taps[seat] = self._stack.enter_context(WireTap(self._url))
        client = RelayClient(tap.url)
        self._stack.callback(client.close)
        link = LossyLink(client)

        def link_to(_relay: str) -> Link:
            return link

        randomness = SeededRandomness(seat)
        ports = SeatPorts(
            MemoryVault(), self.clock, randomness, SeededWrapping(), link_to, files=MemoryFiles()
        )
        return ports, link


@dataclass(frozen=True)
class SeenByA:
    """What room A's seats got: bytes from the relay, lines on the screen, files with names."""

    bytes_by_seat: dict[str, bytes]
    screen: tuple[ScreenLine, ...]
    files: tuple[tuple[str, bytes], ...]


def play_world(
    text: str, folder: Path, *, on_record: Callable[[DeskSeat], None] | None = None
) -> SeenByA:
    """Play a script and keep what room A's seats received; the desk keeps a record before it."""
    script, lines = parse_script(text, name="world")
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        store = SqliteStore(folder / "relay.db")
        stack.callback(store.close)
        app = RelayApp(store, seed=RELAY_SEED, creation_token=CREATION_TOKEN)
        relay = stack.enter_context(RelayThread(app))
        theatre = WorldTheatre(relay.url, stack)
        stage = Stage(theatre)
        stage.set_up(script)
        if on_record is not None:
            on_record(stage.desk())
        performance = Performance(script, lines, "world", stage)
        performance.run()
        performance.last_reading()
        seats = stage.people_of("A")
        room = seats[-1].in_room()
        files = tuple(
            (each.name, room.log.files.content(each.file)) for each in files_here("A", room.talks)
        )
        return SeenByA(
            bytes_by_seat={player.name: theatre.taps[player.name].received for player in seats},
            screen=tuple(screen_of(seats[0].in_room().talks)),
            files=files,
        )


@dataclass(frozen=True)
class Elsewhere:
    """What differs: room B, its people and words, and what the desk does that is not for A."""

    name: str = "B"
    people: int = 1
    first_words: str = "We could live with a later date."
    statements: tuple[str, ...] = ()
    mark: str = "in_substance"
    refused: int = 0
    notes: int = 0
    terms: int = 0
    condition_met: bool = False
    conveyed_to_b: int = 0
    withdrawn: bool = False
    joins: int = 0
    before_a: bool = False
    files: tuple[str, ...] = ()
    default_mark: str = "ears_only"


def world(elsewhere: Elsewhere) -> str:
    """A script whose room A says and is told the same whatever ``elsewhere`` holds."""
    people_b = ", ".join(
        f'{{ seat = "b{number}", name = "Person {number} of {elsewhere.name}", role = "{role}" }}'
        for number, role in zip(
            range(1, elsewhere.people + 1), ["head"] + ["member"] * 9, strict=False
        )
    )
    room_a = """
[[room]]
name = "A"
people = [{ seat = "a1", name = "Amal", role = "head" }, { seat = "a2", name = "Adel" }]
counterparts = [{ name = "the others", room = "ROOM_B" }]
"""
    room_b = f"""
[[room]]
name = "ROOM_B"
default_mark = "{elsewhere.default_mark}"
people = [{people_b}]
counterparts = [{{ name = "side A", room = "A" }}]
"""
    rooms = room_b + room_a if elsewhere.before_a else room_a + room_b
    head = """
title = "Two worlds"
starts = 2024-03-01T08:00:00Z
[desk]
name = "The desk"
people = [{ seat = "d1", name = "Dalal", role = "head" }, { seat = "d2", name = "Dana" }]
"""
    steps = sorted(_of_a() + _of_b(elsewhere), key=lambda step: step[0])
    body = "".join(f"\n[[step]]\nat = {at}\n{fields}\n" for at, fields in steps)
    return (head + rooms + body).replace("ROOM_B", elsewhere.name)


def _at(minute: int) -> str:
    return f"2024-03-01T{9 + minute // 60:02}:{minute % 60:02}:00Z"


def _of_a() -> list[tuple[str, str]]:
    """What room A says, and what a person at the desk deliberately brings to it."""
    return [
        (
            _at(0),
            'id = "a-terms"\nseat = "a1"\nact = "say"\nmark = "in_substance"\n'
            'sentences = ["We need the road open by May.", "The price can be talked about."]\n'
            'files = [{ name = "road.txt", text = "The road, mile by mile.", mark = "verbatim" }]',
        ),
        (
            _at(5),
            'id = "a-offer"\nseat = "a2"\nact = "say"\n'
            'mark = { code = "if_offer", offer = "a later date", then = "in_substance" }\n'
            'text = "If they move the date, we drop the toll."',
        ),
        (
            _at(30),
            'id = "to-a"\nseat = "d1"\nact = "convey"\nto = "A"\nmanner = "in_substance"\n'
            'counterpart = "the others"\nsources = ["b-first"]\n'
            'text = "They might accept another date."\nfiles = ["b-paper#2"]',
        ),
        (_at(35), 'seat = "a1"\nact = "receive"'),
        (
            _at(40),
            'id = "a-back"\nseat = "a1"\nact = "read_back"\nof = "to-a"\nmark = "verbatim"\n'
            'text = "They may take another date."',
        ),
        (
            _at(45),
            'seat = "d1"\nact = "settle"\nread_back = "a-back"\nending = "so_it_stands"',
        ),
        (
            _at(50),
            'seat = "d1"\nact = "report"\nabout = "a-terms"\nwhat = "handed_on"\n'
            'text = "Your first point was handed on this morning."',
        ),
        (_at(55), 'seat = "a1"\nact = "withdraw"\nwhat = "a-terms#2"'),
        (_at(70), 'seat = "a2"\nact = "receive"'),
    ]


def _of_b(elsewhere: Elsewhere) -> list[tuple[str, str]]:
    """Everything else."""
    steps = [
        (
            _at(10),
            f'id = "b-first"\nseat = "b1"\nact = "say"\nmark = "{elsewhere.mark}"\n'
            f'text = "{elsewhere.first_words}"',
        ),
        (
            _at(20),
            'id = "to-b"\nseat = "d1"\nact = "convey"\nto = "ROOM_B"\nmanner = "in_substance"\n'
            'counterpart = "side A"\nsources = ["a-terms#1"]\n'
            'text = "Side A wants the road by May."',
        ),
    ]
    steps.append(
        (
            _at(12),
            'id = "b-paper"\nseat = "b1"\nact = "say"\nmark = "verbatim"\ntext = "Our dates."\n'
            'files = [{ name = "dates.txt", text = "June, or later." }]',
        )
    )
    for index, content in enumerate(elsewhere.files):
        steps.append(
            (
                _at(13 + index),
                f'id = "b-file-{index}"\nseat = "b1"\nact = "say"\nmark = "verbatim"\n'
                f'text = "A paper."\nfiles = [{{ name = "f", text = "{content}" }}]',
            )
        )
        steps.append(
            (
                _at(24),
                'seat = "d1"\nact = "convey"\nto = "ROOM_B"\nmanner = "verbatim"\n'
                'files = ["a-terms#3"]',
            )
        )
    for index, words in enumerate(elsewhere.statements):
        steps.append(
            (_at(11 + index), f'id = "b-{index}"\nseat = "b1"\nact = "say"\ntext = "{words}"')
        )
    if elsewhere.refused:
        steps.append(
            (
                _at(11),
                'id = "b-secret"\nseat = "b1"\nact = "say"\nmark = "ears_only"\n'
                'text = "Our director resigns on Friday."',
            )
        )
    for index in range(elsewhere.refused):
        steps.append(
            (
                _at(22 + index),
                'seat = "d2"\nact = "convey"\nto = "A"\nmanner = "in_substance"\n'
                'sources = ["b-secret"]\ntext = "There will be a change at the top."\n'
                'expect = { refused = "mark-ears-only" }',
            )
        )
    for index in range(elsewhere.notes):
        steps.append((_at(25), f'seat = "d2"\nact = "note"\ntext = "Note {index} on room B."'))
    steps += [(_at(29), _terms_kept(index)) for index in range(elsewhere.terms)]
    for index in range(elsewhere.conveyed_to_b):
        steps.append(
            (
                _at(26),
                'seat = "d1"\nact = "convey"\nto = "ROOM_B"\nmanner = "in_substance"\n'
                'sources = ["a-terms#1"]\n'
                f'text = "Side A comes back to the road ({index})."',
            )
        )
    if elsewhere.condition_met:
        steps.append(
            (
                _at(27),
                'seat = "d1"\nact = "condition_met"\nof = "a-offer"\n'
                'offered = "a later date"\nshown_by = "b-first"',
            )
        )
    if elsewhere.withdrawn:
        steps.append((_at(52), 'seat = "b1"\nact = "withdraw"\nwhat = "b-first"'))
    for index in range(elsewhere.joins):
        steps.append(
            (
                _at(28),
                f'seat = "d1"\nact = "join"\nroom = "ROOM_B"\n'
                f'who = {{ seat = "late{index}", name = "Latecomer {index}" }}',
            )
        )
    return steps


def _terms_kept(index: int) -> str:
    """What the desk takes down of both sides' wishes, with a deadlock, a plan and a text."""
    return f"""seat = "d2"
act = "terms"
may_use = ["a-terms#1", "b-first"]
issues = [{{ name = "Road {index}", options = ["closed", "open by May"] }}]
texts = [{{ name = "Road {index}", versions = [{{ id = "v1", words = "[Now | May]." }}] }}]
[[step.sides]]
name = "A"
limit = "0.{index + 1}"
weights = {{ "Road {index}" = 1 }}
[[step.sides.values]]
issue = "Road {index}"
of = {{ closed = 0, "open by May" = 1 }}
statement = "a-terms"
[[step.sides]]
name = "ROOM_B"
values = [{{ issue = "Road {index}", order = ["closed", "open by May"], statement = "b-first" }}]
[[step.commitments]]
id = "toll-{index}"
who = "A"
what = "drops the toll"
not_before = "road-{index}"
statement = "a-offer"
[[step.commitments]]
id = "road-{index}"
who = "ROOM_B"
what = "opens the road"
not_before = "toll-{index}"
statement = "b-first"
[[step.steps]]
id = "survey-{index}"
who = "the desk"
what = "looks at the road"
due = "2024-02-01T00:00:00Z"
worth = {{ A = [-1, 0], ROOM_B = 1 }}
[[step]]
seat = "d2"
act = "check_off"
what = "survey-{index}"
seen = "breached"
proof = "Nobody came."
[[step]]
seat = "d2"
act = "stand_by"
side = "A"
text = "Road {index}"
source = "a-terms"
[[step]]
seat = "d2"
act = "expect"
where = "terms"
sees = ["deadlock: road-{index}", "survey-{index}: breached"]"""
