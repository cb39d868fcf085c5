"""Exports: they show what was asked, betray no more, and no part of one can be altered unseen."""

import base64
import json
import pathlib
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec
import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.channel.exports import ExportAltered, NoExport, SignedExport, signed_bytes
from wasit.channel.verifying import check_export
from wasit.errors import WasitError
from wasit.seat.admitting import admit, invite
from wasit.seat.conveying import convey
from wasit.seat.exporting import export_log
from wasit.seat.joining import answer_invitation, complete_joining
from wasit.seat.seat import Seat
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.people import Person, Side

Path = tuple[str | int, ...]


class Exported:
    """Room A after a few words, a newcomer whose words were not compared, and more words."""

    def __init__(self) -> None:
        self.house = house = MemoryHouse()
        amal = house.room("amal")
        mark = Mark(code=MarkCode.IN_SUBSTANCE)
        self.secret = amal.say(["Only hashed."], language="en", mark=mark)
        late = Seat.create(house.theatre.ports("late")[0])
        person = Person(id="late", name="Lamia", side=Side.ROOM)
        invitation, link = invite(house.desk, person, rooms=["A"])
        answer_invitation(late, link)
        admit(house.desk, invitation, words=None)
        complete_joining(late)
        amal.receive()
        self.said = amal.say(["We will open the port."], language="en", mark=mark)
        house.desk.seat.send()
        convey(house.desk, in_substance(self.said, "They would let ships in."))
        house.desk.own_words("A", "x")
        amal.receive()
        self.amal = amal

    def raw(self) -> bytes:
        numbers = {self.amal.talks.statements[self.said].number}
        return export_log(self.amal.seat, self.amal.log, only=numbers)


@pytest.fixture(scope="module")
def exported() -> Exported:
    return Exported()


@pytest.fixture(scope="module")
def raw(exported: Exported) -> bytes:
    return exported.raw()


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Where every text, number, truth and null of a JSON value stands."""
    if isinstance(value, dict):
        for key, item in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from leaves(item, (*path, str(key)))  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list):
        for index, item in enumerate(value):  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
            yield from leaves(item, (*path, index))
    else:
        yield path


def altered(value: Any) -> Any:
    """Something else of the same kind."""
    match value:
        case None:
            return "x"
        case bool():
            return not value
        case int():
            return value + 1
        case str() if value:
            middle = len(value) // 2
            other = "0" if value[middle] != "0" else "1"
            return f"{value[:middle]}{other}{value[middle + 1 :]}"
        case _:
            return "x"


def put(value: Any, path: Path, change: Any) -> None:
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = change(value[path[-1]])


def test_an_export_proves_what_it_shows(exported: Exported, raw: bytes) -> None:
    """Whoever gets the file must be able to rely on the words in it, and know on what no."""
    checked = check_export(raw)
    assert checked.export.shown[0].number == 1
    assert checked.export.shown[1].entry["body"]["id"] == exported.said
    assert (checked.founder.name, checked.exporter.name) == ("Dalal", "Amal")
    assert checked.with_checkpoint
    assert checked.on_word == ("Amal",)
    assert checked.not_compared == ("Lamia",)


def test_an_export_holds_no_more_than_it_shows(exported: Exported, raw: bytes) -> None:
    """An epoch's key would open everything; the words not shown must stay hashes."""
    state = exported.amal.log.channel.state
    assert len(state.epochs) > 2
    for known in state.epochs.values():
        assert known.key.hex().encode() not in raw
        assert base64.b64encode(known.key) not in raw
    assert b"Only hashed" not in raw
    assert exported.secret.encode() not in raw
    frames = list(exported.amal.seat.ports.vault.frames(state.log_id))
    assert sum(base64.b64encode(frame) in raw for frame in frames) == 2
    assert exported.amal.log.record.token.hex().encode() not in raw


def test_an_export_is_of_its_published_schema(raw: bytes) -> None:
    """Another team reads exports by the schema, not by our program."""
    place = pathlib.Path(__file__).resolve().parents[3] / "docs" / "export.schema.json"
    schema = json.loads(place.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator: Any = jsonschema.Draft202012Validator(schema)  # its own types are partly unknown
    validator.validate(json.loads(raw))


def test_every_field_of_an_export_is_held_to_the_rest(raw: bytes) -> None:
    """A file that changes hands can be changed; any one change must be found."""
    value = json.loads(raw)
    paths = list(leaves(value))
    assert len(paths) > 60
    for path in paths:
        copy = json.loads(raw)
        put(copy, path, altered)
        with pytest.raises((ExportAltered, NoExport)):
            check_export(json.dumps(copy).encode())


def test_every_field_of_an_export_is_needed(raw: bytes) -> None:
    """A part that can be left out unseen is a part that proves nothing."""
    for path in leaves(json.loads(raw)):
        copy = json.loads(raw)
        holder = copy
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        with pytest.raises((ExportAltered, NoExport)):
            check_export(json.dumps(copy).encode())


ONLY_WORD: set[tuple[str, ...]] = {
    ("name",),
    ("kind",),
    ("made_at",),
    ("devices", "compared"),
    ("devices", "person", "id"),
    ("devices", "person", "name"),
    ("devices", "person", "side"),
    ("devices", "person", "role"),
    ("devices", "person", "may_speak"),
}
"""What a dishonest exporter can write as it likes, as ``docs/export.md`` says."""


def test_an_exporter_can_lie_only_about_names(exported: Exported, raw: bytes) -> None:
    """Whoever signs anew can still not put a word, an order or a device in another's mouth."""
    lies: set[tuple[str, ...]] = set()
    for path in leaves(json.loads(raw)["export"]):
        copy = json.loads(raw)["export"]
        put(copy, path, altered)
        try:
            signed = _resigned(exported, copy)
            check_export(signed)
        except (WasitError, msgspec.ValidationError):
            continue
        lies.add(tuple(step for step in path if isinstance(step, str)))
    assert lies <= ONLY_WORD
    assert ("devices", "person", "name") in lies


def test_dropping_the_checkpoint_is_told(exported: Exported, raw: bytes) -> None:
    """An exporter may have been offline; the reader must know that the end is not proved."""
    copy = json.loads(raw)["export"]
    copy["checkpoint"] = None
    assert not check_export(_resigned(exported, copy)).with_checkpoint


def test_an_export_made_offline_has_no_checkpoint(exported: Exported) -> None:
    """What the relay did not sign must not look as if it had."""
    switch = exported.house.theatre.switches["amal"]
    switch.offline = True
    try:
        assert not check_export(exported.raw()).with_checkpoint
    finally:
        switch.offline = False


def test_the_journal_can_be_exported(exported: Exported) -> None:
    """The desk must be able to show what it did and why."""
    desk = exported.house.desk
    checked = check_export(export_log(desk.seat, desk.journal))
    kinds = [each.entry["body"]["kind"] for each in checked.export.shown]
    assert checked.export.kind == "journal"
    assert {"case_opened", "intent", "handed_on"} <= set(kinds)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", b'{"export":{}}'])
def test_what_is_no_export_is_called_none(content: bytes) -> None:
    """A wrong file is a mistake, not a forgery."""
    with pytest.raises(NoExport):
        check_export(content)


def _resigned(exported: Exported, plain: dict[str, Any]) -> bytes:
    """The export as the same dishonest exporter would sign it."""
    unsigned = msgspec.json.encode({"export": plain, "signature": ""})
    export = msgspec.json.decode(unsigned, type=SignedExport).export
    signature = exported.amal.seat.secrets.sign(signed_bytes(export)).hex()
    return msgspec.json.encode(SignedExport(export, signature))
