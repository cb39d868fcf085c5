"""A case script: who sits where, and what each seat does when. TOML in, frozen values out.

``docs/case-scripts.md`` is the format's page; ``script_schema`` gives its JSON Schema. Every field
is checked before anything is played: a script is played whole, or refused with its line.
"""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import msgspec

from wasit.errors import BadInput
from wasit.play.steps import Step
from wasit.talks.marks import MarkCode
from wasit.talks.moments import moment, moment_text
from wasit.talks.people import Role

__all__ = [
    "BadScript",
    "CounterpartLine",
    "DeskLine",
    "PersonLine",
    "RoomLine",
    "Script",
    "parse_script",
    "script_schema",
    "step_times",
]

_STEP_HEAD = re.compile(r"^\s*\[\[\s*step\s*\]\]", re.MULTILINE)
_WAIT = re.compile(r"\+(\d+)(m|h|d)", re.ASCII)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class BadScript(BadInput):
    """A case script that cannot be played. Nothing was played."""

    code = "bad-script"
    advice = "Correct the line that is named; docs/case-scripts.md has the format."


class _Line(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Base of the tables of a script."""


class PersonLine(_Line, frozen=True, kw_only=True):
    """One person, and the seat that is theirs."""

    seat: str
    name: str = ""
    role: Role = Role.MEMBER
    may_speak: bool = True
    title: str = ""


class CounterpartLine(_Line, frozen=True, kw_only=True):
    """A counterpart that the desk introduces to a room, and the room it stands for."""

    name: str
    room: str


class DeskLine(_Line, frozen=True, kw_only=True):
    """The desk: the first of its people opens the case and works from this seat."""

    name: str = "Desk"
    people: tuple[PersonLine, ...] = (PersonLine(seat="desk", role=Role.HEAD),)


class RoomLine(_Line, frozen=True, kw_only=True):
    """One room and its people; ``languages`` are BCP 47 tags, the room's own first."""

    name: str
    people: tuple[PersonLine, ...]
    languages: tuple[str, ...] = ("en",)
    default_mark: MarkCode | None = None
    counterparts: tuple[CounterpartLine, ...] = ()


class Script(_Line, frozen=True, kw_only=True):
    """A whole case; ``second_approval`` as in ``CaseOpened``."""

    title: str = "Untitled case"
    starts: str
    default_mark: MarkCode = MarkCode.EARS_ONLY
    second_approval: bool = False
    about: str = ""
    desk: DeskLine = DeskLine()
    room: tuple[RoomLine, ...]
    step: tuple[Step, ...] = ()

    def step_id(self, index: int) -> str:
        """The id of the step with that index: its own, or ``step-N`` counted from 1."""
        return self.step[index].id or f"step-{index + 1}"


def parse_script(text: str, *, name: str) -> tuple[Script, tuple[int, ...]]:
    """The script in ``text`` (called ``name`` in errors), and the line of each of its steps.

    Raises:
        BadScript: it is no TOML, a field is missing, unknown or of another form, two seats or
            steps share a name, or a step names a seat that is not there.
    """
    try:
        plain: Any = _as_fields(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadScript(f"{name}: {error}; nothing was played") from error
    lines = tuple(text.count("\n", 0, match.start()) + 1 for match in _STEP_HEAD.finditer(text))
    try:
        script = msgspec.convert(plain, Script)
    except msgspec.ValidationError as error:
        raise BadScript(f"{_place(name, str(error), lines)}; nothing was played") from error
    if len(lines) != len(script.step):
        lines = (0,) * len(script.step)
    _check_names(script, name=name, lines=lines)
    step_times(script, name=name, lines=lines)
    return script, lines


def step_times(script: Script, *, name: str, lines: tuple[int, ...]) -> tuple[datetime, ...]:
    """When each step happens; ``+2h`` counts from the step before, an empty ``at`` is the same.

    Raises:
        BadScript: a time has another form, or goes backwards.
    """
    times: list[datetime] = []
    now = _moment(script.starts, f"{name}: starts")
    for step, line in zip(script.step, lines, strict=True):
        place = f"{name}, line {line}: at"
        wait = _WAIT.fullmatch(step.at)
        if wait:
            at = now + timedelta(**{_UNITS[wait[2]]: int(wait[1])})
        else:
            at = _moment(step.at, place) if step.at else now
        if at < now:
            raise BadScript(
                f"{place} = {step.at} is before the step above it ({moment_text(now)}); "
                "nothing was played"
            )
        times.append(at)
        now = at
    return tuple(times)


def script_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a script, with times as text."""
    schema: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Script)))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _moment(text: str, place: str) -> datetime:
    try:
        return moment(text)
    except BadInput as error:
        raise BadScript(
            f"{place} = {text!r}; a UTC time like 2024-01-10T09:30:00Z or a wait like +2h was "
            "expected; nothing was played"
        ) from error


def _place(name: str, message: str, lines: tuple[int, ...]) -> str:
    found = re.search(r"\$\.step\[(\d+)\]", message)
    if found and int(found[1]) < len(lines):
        return f"{name}, line {lines[int(found[1])]}: {message}"
    return f"{name}: {message}"


def _check_names(script: Script, *, name: str, lines: tuple[int, ...]) -> None:
    people = [*script.desk.people, *(person for room in script.room for person in room.people)]
    seats = [person.seat for person in people]
    rooms = [room.name for room in script.room]
    for what, names in (("seat", seats), ("room", rooms)):
        twice = sorted({each for each in names if names.count(each) > 1 or not each.strip()})
        if twice:
            raise BadScript(f"{name}: {what} {twice[0]!r} is there twice or empty")
    for room in script.room:
        for counterpart in room.counterparts:
            if counterpart.room not in rooms or counterpart.room == room.name:
                raise BadScript(
                    f"{name}: {room.name!r} has a counterpart that stands for "
                    f"{counterpart.room!r}; another room was expected"
                )
    joined = {step.person.seat for step in script.step if step.brings_person}
    ids: set[str] = set()
    for index, (step, line) in enumerate(zip(script.step, lines, strict=True)):
        if step.seat not in seats and step.seat not in joined:
            known = ", ".join(seats)
            raise BadScript(
                f"{name}, line {line}: seat {step.seat!r} is nobody's; the seats are {known}; "
                "nothing was played"
            )
        step_id = script.step_id(index)
        if step_id in ids:
            raise BadScript(f"{name}, line {line}: step {step_id!r} is there twice")
        ids.add(step_id)


def _role_word(value: object) -> object:
    """A role as fields spell it: ``Note-taker`` is ``note_taker``, who "may speak" is a member."""
    if not isinstance(value, str):
        return value
    word = value.strip().lower().replace("-", "_").replace(" ", "_")
    return Role.MEMBER.value if word == "may_speak" else word


def _as_fields(value: object) -> object:
    """TOML's values as the fields take them: times as text, roles as words."""
    match value:
        case datetime():
            return moment_text(value if value.tzinfo else value.replace(tzinfo=UTC))
        case dict():
            table = cast("dict[str, object]", value)
            return {
                key: _role_word(item) if key == "role" else _as_fields(item)
                for key, item in table.items()
            }
        case list():
            return [_as_fields(item) for item in cast("list[object]", value)]
        case _:
            return value
