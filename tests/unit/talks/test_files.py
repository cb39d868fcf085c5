"""Files in a room's talks: what is taken, what is void, and that a file is marked like words."""

import pytest
from msgspec.structs import replace

from tests.unit.talks.case import EARS_ONLY, HEAD, Case, authored, opened_room, statement
from tests.unit.talks.gate_catalogue_files import a_file, gives
from wasit.talks import (
    AttachedFile,
    Conveyance,
    ConveyedSentence,
    CrossingFile,
    GateRefused,
    Manner,
    NotWellFormed,
    Remark,
    RoomTalks,
    Sentence,
    Withdrawal,
    decide,
    first_mark_id,
    words_hash,
)
from wasit.wire.blobs import CHUNK_SIZE, FILE_LIMIT

FILE = a_file()
NO_FILES: dict[str, AttachedFile] = {
    "no type": replace(FILE, type=""),
    "a type with markup": replace(FILE, type="text/<b>"),
    "a type of two lines": replace(FILE, type="text/plain\n"),
    "a negative size": replace(FILE, size=-1),
    "too large": replace(FILE, size=FILE_LIMIT + 1),
    "fewer chunks than its size": replace(FILE, size=CHUNK_SIZE + 1),
    "more chunks than its size": replace(FILE, chunks=FILE.chunks * 2),
    "no chunk": replace(FILE, chunks=()),
    "a short key": replace(FILE, key=FILE.key[:-2]),
    "a hash in capitals": replace(FILE, sha256=FILE.sha256.upper()),
    "a chunk that is no hash": replace(FILE, chunks=("../../etc",)),
}


@pytest.mark.parametrize("file", NO_FILES.values(), ids=NO_FILES)
def test_what_cannot_be_a_file_is_void_and_changes_nothing(file: AttachedFile) -> None:
    """A seat that offers it to save must not meet it first."""
    room = opened_room()
    before = room.snapshot()
    said = replace(statement("x"), sentences=(Sentence(id="a", text="map.png", file=file),))
    with pytest.raises(NotWellFormed):
        room.apply(authored(3, HEAD, said))
    brought = Conveyance(
        id="c1",
        sentences=(ConveyedSentence(id="a", text="map.png", file=file),),
        language="en",
        manner=Manner.OWN_WORDS,
    )
    case = Case()
    with pytest.raises(NotWellFormed):
        case.act("east", case.rooms["east"].people["d1"], brought)
    assert room.snapshot() == before


def test_file_stands_in_its_room_and_survives_a_snapshot() -> None:
    """What a seat shows after it was opened again is what it showed before."""
    case = Case()
    source = gives(case)
    east = case.rooms["east"]
    kept = east.statements[source.statement].sentences["b"]
    assert (kept.text, kept.file) == ("map.png", FILE)
    assert list(east.files()) == [FILE]
    assert list(case.rooms["west"].files()) == []
    assert RoomTalks.restore(east.snapshot()).snapshot() == east.snapshot()


@pytest.mark.parametrize("what", ["withdrawn", "re-marked"])
def test_file_taken_back_or_re_marked_crosses_no_more(what: str) -> None:
    """Its side can still change its mind, as with any sentence, and leave the words as they are."""
    case = Case()
    source = gives(case)
    file = CrossingFile(
        name="map.png", type=FILE.type, size=FILE.size, sha256=FILE.sha256, source=source
    )
    crossing = case.crossing(sources=(source,), files=(file,))
    decide(crossing, rooms=case.rooms, journal=case.journal, now=case.now)
    if what == "withdrawn":
        case.act("east", HEAD, Withdrawal(statement=source.statement, sentence="b"))
    else:
        replaces = (first_mark_id(source.statement, "b"),)
        again = Remark(
            id="r1",
            statement=source.statement,
            sentence="b",
            mark=EARS_ONLY,
            replaces=replaces,
        )
        case.act("east", HEAD, again)
    with pytest.raises(GateRefused):
        decide(crossing, rooms=case.rooms, journal=case.journal, now=case.now)


@pytest.mark.parametrize(
    "change",
    [{"name": "plan.png"}, {"sha256": "0" * 64}, {"size": 6}, {"type": "image/gif"}],
    ids=lambda change: next(iter(change)),
)
def test_what_is_approved_is_the_very_file(change: dict[str, object]) -> None:
    """Another file under the same words is another thing to approve; the source is not said."""
    case = Case()
    source = gives(case)
    file = CrossingFile(name="map.png", type="image/png", size=5, sha256="ab" * 32, source=source)
    crossing = case.crossing("Here.", sources=(source,), files=(file,))
    other = replace(crossing, files=(replace(file, **change),))
    assert words_hash(other) != words_hash(crossing)
    assert words_hash(crossing) != words_hash(replace(crossing, files=()))
    unsourced = replace(crossing, files=(replace(file, source=None),))
    assert words_hash(unsourced) == words_hash(crossing)


def test_key_of_a_file_is_in_no_representation() -> None:
    """A traceback or a log line must not open a file."""
    said = Sentence(id="a", text="map.png", file=replace(FILE, key="ab" * 32))
    assert "abab" not in repr(said)
