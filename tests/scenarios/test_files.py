"""Files in talks: given in a room, carried by the desk, and nothing of them anywhere else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.scenarios.memory_house import MemoryHouse
from wasit.errors import WasitError
from wasit.seat.conveying import convey
from wasit.seat.files_here import FileHere, file_named, files_here
from wasit.seat.fold import SeatPorts
from wasit.seat.giving import FileNotGiven, FilesTooLarge, GivenFile, file_of, own_file
from wasit.seat.moving import move
from wasit.seat.ports import Link, LinkLost, NoSuchBlob, NoSuchLog, RelayRefused
from wasit.seat.room import RoomSeat
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, SourceRef
from wasit.talks.kept import CarryState
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.refusals import ChangedSinceCleared, GateRefused
from wasit.testing.memory_relay import MemoryRelay
from wasit.wire.blobs import CHUNK_SIZE, FILE_LIMIT

VERBATIM = Mark(code=MarkCode.VERBATIM)
PLAN = bytes(range(256)) * (5 * CHUNK_SIZE // 256) + "خريطة".encode()
PARTS = 6


@pytest.fixture
def house() -> MemoryHouse:
    """The small case in memory."""
    return MemoryHouse()


def given(content: bytes = PLAN, *, name: str = "plan.pdf", mark: Mark | None = None) -> GivenFile:
    return GivenFile(name=name, media_type="application/pdf", content=content, mark=mark)


def gives(room: RoomSeat, *files: GivenFile, mark: Mark = VERBATIM) -> str:
    return room.say(["Here is our plan."], language="en", mark=mark, files=files)


def carrying(house: MemoryHouse, statement: str, *, manner: Manner = Manner.VERBATIM) -> Crossing:
    source = SourceRef(room="A", statement=statement, sentence="2")
    return Crossing(
        target="B",
        sentences=(),
        language="en",
        manner=manner,
        sources=(source,),
        files=(file_of(house.desk, source),),
    )


def content(room: RoomSeat, here: FileHere) -> bytes:
    return room.log.files.content(here.file)


def only_file(room: RoomSeat) -> FileHere:
    (here,) = files_here(room.log.record.name, room.talks)
    return here


def count_puts(house: MemoryHouse, fail_after: int | None = None) -> list[bytes]:
    """The blobs that the relay was asked to keep from now on; the link is cut after some."""
    put, kept = house.theatre.memory.put_blob, list[bytes]()

    def counted(log_id: bytes, blob: bytes, *, token: bytes) -> None:
        if fail_after is not None and len(kept) >= fail_after:
            raise LinkLost("cut in the middle of a file")
        kept.append(blob)
        put(log_id, blob, token=token)

    house.theatre.memory.put_blob = counted
    return kept


def test_file_given_in_a_room_is_read_at_the_desk_and_by_its_side(house: MemoryHouse) -> None:
    """It comes out as it went in, with its name, type and size."""
    gives(house.room("amal"), given())
    house.desk.seat.read_up()
    adel = house.room("adel")
    adel.receive()
    here = only_file(adel)
    assert (here.name, here.file.type, here.file.size) == ("plan.pdf", "application/pdf", len(PLAN))
    assert content(adel, here) == PLAN
    assert house.desk.room("A").files.content(here.file) == PLAN


def test_conveyed_file_is_sealed_anew(house: MemoryHouse) -> None:
    """B's copy has nothing in common with A's that a relay, or B, could match to it."""
    statement = gives(house.room("amal"), given())
    house.desk.seat.read_up()
    convey(house.desk, carrying(house, statement))
    boris = house.room("boris")
    boris.receive()
    mine, theirs = only_file(boris).file, only_file(house.room("amal")).file
    assert content(boris, only_file(boris)) == PLAN
    assert mine.key != theirs.key
    assert set(mine.chunks).isdisjoint(theirs.chunks)
    with pytest.raises(NoSuchBlob):
        boris.log.link.get_blob(
            boris.log.record.log_id,
            bytes.fromhex(theirs.chunks[0]),
            token=boris.log.record.token,
        )
    with pytest.raises(NoSuchLog):
        boris.log.link.get_blob(
            house.room("amal").log.record.log_id,
            bytes.fromhex(theirs.chunks[0]),
            token=boris.log.record.token,
        )


def test_file_that_may_not_cross_leaves_nothing_at_the_targets_relay(house: MemoryHouse) -> None:
    """What the gate refuses was not even sealed for the other room."""
    statement = gives(house.room("amal"), given(), mark=Mark(code=MarkCode.IN_SUBSTANCE))
    house.desk.seat.read_up()
    kept = count_puts(house)
    with pytest.raises(GateRefused):
        convey(house.desk, carrying(house, statement, manner=Manner.IN_SUBSTANCE))
    assert kept == []


def test_file_withdrawn_while_it_is_under_way_does_not_arrive(house: MemoryHouse) -> None:
    """The gate is asked again after the file lies at the relay, and nobody got its key."""
    amal = house.room("amal")
    statement = gives(amal, given())
    house.desk.seat.read_up()
    put = house.theatre.memory.put_blob
    withdrawn: list[str] = []

    def withdraw_meanwhile(log_id: bytes, blob: bytes, *, token: bytes) -> None:
        put(log_id, blob, token=token)
        if not withdrawn:
            withdrawn.append(statement)
            amal.withdraw(statement, sentence="2")

    house.theatre.memory.put_blob = withdraw_meanwhile
    with pytest.raises((GateRefused, ChangedSinceCleared)):
        convey(house.desk, carrying(house, statement))
    boris = house.room("boris")
    boris.receive()
    assert files_here("B", boris.talks) == []
    (carry,) = house.desk.journal.view().carries.values()
    assert carry.state is CarryState.NOT_SENT


@pytest.mark.parametrize("cut_after", [0, 1, 4])
def test_interrupted_file_goes_on_where_it_stopped(house: MemoryHouse, cut_after: int) -> None:
    """On a bad line every part is sent once, and the words go only after the last of them."""
    amal, put = house.room("amal"), house.theatre.memory.put_blob
    first = count_puts(house, fail_after=cut_after)
    statement = gives(amal, given())
    assert [outgoing.counter for outgoing in amal.log.waiting] != []
    house.desk.seat.read_up()
    assert statement not in house.desk.room("A").talks.statements
    house.theatre.memory.put_blob = put
    rest = count_puts(house)
    amal.log.send()
    assert (len(first), len(rest)) == (cut_after, PARTS - cut_after)
    house.desk.seat.read_up()
    assert house.desk.room("A").files.content(only_file(amal).file) == PLAN


def test_interrupted_conveyance_goes_on_where_it_stopped(house: MemoryHouse) -> None:
    """The journal says it was not sent; done again, the rest of the same file goes."""
    statement = gives(house.room("amal"), given())
    house.desk.seat.read_up()
    put = house.theatre.memory.put_blob
    first = count_puts(house, fail_after=4)
    with pytest.raises(LinkLost):
        convey(house.desk, carrying(house, statement))
    house.theatre.memory.put_blob = put
    rest = count_puts(house)
    convey(house.desk, carrying(house, statement))
    assert (len(first), len(rest)) == (4, PARTS - 4)
    boris = house.room("boris")
    boris.receive()
    assert content(boris, only_file(boris)) == PLAN
    states = [carry.state for carry in house.desk.journal.view().carries.values()]
    assert states == [CarryState.NOT_SENT, CarryState.HANDED_ON]
    assert house.desk.seat.ports.vault.names("resealed/") == []
    assert house.desk.seat.ports.vault.names("unput/") == []


def test_file_that_no_relay_takes_holds_up_no_other_words(house: MemoryHouse) -> None:
    """A full file space must not silence a room: the act is set aside, the next ones go."""
    amal, switch = house.room("amal"), house.theatre.switches["amal"]
    switch.offline = True
    gives(amal, given())
    later = amal.say(["And this besides."], language="en")
    switch.offline = False

    def full(log_id: bytes, blob: bytes, *, token: bytes) -> None:
        raise RelayRefused("the log holds as many bytes of files as may; nothing was stored")

    house.theatre.memory.put_blob = full
    with pytest.raises(RelayRefused):
        amal.log.send()
    amal.log.send()
    house.desk.seat.read_up()
    assert list(house.desk.room("A").talks.statements) == [later]
    assert len(amal.seat.ports.vault.names("unsent/")) == 1
    assert amal.seat.ports.vault.names("blob/") == []


def test_words_that_cannot_be_said_keep_no_file(house: MemoryHouse) -> None:
    """A vault does not fill with files that stand nowhere."""
    amal = house.room("amal")
    with pytest.raises(WasitError):
        amal.say([" "], language="en", files=[given()])
    assert amal.seat.ports.vault.names("blob/") == []


def test_files_too_long_for_one_statement_are_refused(house: MemoryHouse) -> None:
    """Nothing is sealed, kept or sent, and the message says how much may go."""
    amal = house.room("amal")
    half = given(bytes(FILE_LIMIT // 2 + 1))
    with pytest.raises(FilesTooLarge, match="together"):
        gives(amal, half, half)
    assert amal.seat.ports.vault.names("blob/") == []


def test_desks_own_file_goes_with_its_own_words(house: MemoryHouse) -> None:
    """The single text is the desk's; without the file itself nothing leaves."""
    draft = given(b"A single text.", name="text.txt")
    crossing = Crossing(
        target="B",
        sentences=("Please look at this.",),
        language="en",
        manner=Manner.OWN_WORDS,
        files=(own_file(draft),),
    )
    with pytest.raises(FileNotGiven):
        convey(house.desk, crossing)
    convey(house.desk, crossing, own_files=[draft])
    boris = house.room("boris")
    boris.receive()
    assert content(boris, only_file(boris)) == b"A single text."


def test_another_rooms_file_is_never_the_desks_own(house: MemoryHouse) -> None:
    """Saved and attached again, it would pass every mark."""
    gives(house.room("amal"), given())
    house.desk.seat.read_up()
    crossing = Crossing(
        target="B",
        sentences=("Please look at this.",),
        language="en",
        manner=Manner.OWN_WORDS,
        files=(own_file(given(name="innocent.pdf")),),
    )
    with pytest.raises(GateRefused) as refused:
        convey(house.desk, crossing, own_files=[given()])
    assert refused.value.code == "file-of-another"


def test_file_is_named_by_its_statement_and_place(house: MemoryHouse) -> None:
    """As any sentence is; the only file of a statement needs no number."""
    amal = house.room("amal")
    one = gives(amal, given())
    two = gives(amal, given(b"1", name="one.txt"), given(b"2", name="two.txt"))
    rooms = {"A": amal.talks}
    assert file_named(one[:6], rooms).name == "plan.pdf"
    assert file_named(f"A/{two}#3", rooms).name == "two.txt"
    refused: list[tuple[str, Callable[[], object]]] = [
        ("ambiguous-id", lambda: file_named(two, rooms)),
        ("no-file-there", lambda: file_named(f"{two}#1", rooms)),
        ("no-such-id", lambda: file_named(f"{two}#9", rooms)),
        ("no-such-id", lambda: file_named("zz", rooms)),
    ]
    for code, ask in refused:
        with pytest.raises(WasitError) as caught:
            ask()
        assert caught.value.code == code


def either(ports: SeatPorts, new: Link) -> Callable[[str], Link]:
    """Links to the old relay and to a new one, by their addresses."""
    return lambda relay: new if "new" in relay else ports.link_to(relay)


def test_moved_log_takes_its_files_along(house: MemoryHouse) -> None:
    """What a relay that goes out of service held is still there to be read."""
    adel = house.room("adel")
    gives(house.room("amal"), given())
    house.desk.seat.read_up()
    new = MemoryRelay(creation_token="there", seed=b"\1" * 32)
    for seat in ("desk", "amal", "adel"):
        player = house.stage.players[seat]
        player.seat.ports = replace(player.seat.ports, link_to=either(player.seat.ports, new))
        for log in player.seat.logs():
            log._ports = player.seat.ports  # pyright: ignore[reportPrivateUsage]
    moved = move(house.desk.room("A"), relay="http://new.invalid", creation_token="there")
    assert moved.files_lacking == 0
    adel.receive()
    assert adel.log.record.relay == "http://new.invalid"
    assert content(adel, only_file(adel)) == PLAN
