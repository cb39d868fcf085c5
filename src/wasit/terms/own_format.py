"""The project's own terms file: TOML, described in docs/terms.md and docs/terms.schema.json.

The types here are the file, field for field, and the schema is made from them. A number may be
written as a number or as text ("0.40", "1/3") and is read exactly either way; a range is two of
them. ``stated.py`` says what it all means.
"""

import tomllib
import unicodedata
from fractions import Fraction
from typing import Any, cast

import msgspec

from wasit.terms.errors import UnreadableTerms
from wasit.terms.exact import read_decimal

Number = int | str
Amount = Number | list[Number]
"""A number, or a range as [low, high]."""
Sources = str | list[str]
"""The statement, or the statements, that something rests on."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file: unknown keys are refused, since a misspelt one would be lost."""


class StatementIn(_Table, frozen=True):
    """Something a side said, that other tables name as their source."""

    id: str
    side: str
    words: str = ""
    at: str = ""
    may_use: bool = False
    """Whether what it says may be used in a draft."""
    withdrawn: bool = False
    """Whether the side took it back; then it may not be used, and what rests on it is named."""


class IssueIn(_Table, frozen=True):
    """Something to settle. ``kind``: categorical, ordered, numeric, list or exchange."""

    name: str
    kind: str = "categorical"
    options: list[str] = []
    things: list[str] = []
    low: Number | None = None
    high: Number | None = None
    step: Number = 1
    unit: str = ""
    rate: Number | None = None
    against: str = ""
    statement: str = ""


class ValuesIn(_Table, frozen=True):
    """What one issue's options are worth to a side: ``of`` each, in ``order``, or ``at`` points.

    With an ``order``, ``of`` may add what is known of some options: the best is 1, the worst 0.
    """

    issue: str
    of: dict[str, Amount] = {}
    order: list[str] = []
    at: list[list[Number]] = []
    statement: Sources = ""


class RefusalIn(_Table, frozen=True):
    """An option a side will not have whatever else is offered."""

    issue: str
    option: str
    statement: str = ""


class SideIn(_Table, frozen=True):
    """One side: how much each issue matters, what its options are worth, and its limit."""

    name: str
    weights: dict[str, Amount] = {}
    weight_order: list[str] = []
    swing: dict[str, Amount] = {}
    weights_statement: Sources = ""
    limit: Amount = 0
    limit_package: dict[str, str] = {}
    limit_statement: str = ""
    values: list[ValuesIn] = []
    refuses: list[RefusalIn] = []


class LinkageIn(_Table, frozen=True, rename={"if_": "if"}):
    """Options that go together or not: ``if`` with ``then``, ``never``, or ``together``."""

    id: str
    if_: dict[str, list[str]] = {}
    then: dict[str, list[str]] = {}
    never: dict[str, list[str]] = {}
    together: dict[str, list[str]] = {}
    statement: str = ""


class CommitmentIn(_Table, frozen=True, rename={"if_": "if", "for_": "for"}):
    """What somebody offers to do: if what, not before what, verified by whom."""

    id: str
    who: str
    what: str
    for_: str = ""
    """The third party that must act, where ``who`` only speaks for it."""
    control: str = "full"
    """Degree of control over the one who must act: full, strong, some, slight or none."""
    if_: str = ""
    not_before: str = ""
    verified_by: str = ""
    until: str = ""
    statement: str = ""
    offered: bool = True
    """False for what is only asked for: others may depend on it, but nobody offers it yet."""
    parts: int = 1
    """Into how many equal parts it could be split."""
    worth: dict[str, Amount] = {}
    """What doing it changes for each side."""


class StepIn(_Table, frozen=True, rename={"for_": "for"}):
    """One step of an exchange or plan: proof, checker, clock, and what happens on failure."""

    id: str
    who: str
    what: str
    after: list[str] = []
    hour: str = ""
    """Steps of one hour are done at once."""
    proof: str = ""
    checker: str = ""
    due: str = ""
    on_failure: str = ""
    worth: dict[str, Amount] = {}
    statement: str = ""
    commitment: str = ""
    done_at: str = ""
    breached_at: str = ""
    seen: str = ""
    """What was seen when it was checked off, or found breached."""


class VersionIn(_Table, frozen=True):
    """One version of a text, with brackets where it is not agreed."""

    id: str
    words: str
    by: str = ""
    at: str = ""


class AdherenceIn(_Table, frozen=True):
    """A side's word to the intermediary that it stands by the text of this hash."""

    side: str
    hash: str
    at: str = ""
    statement: str = ""


class TextIn(_Table, frozen=True):
    """An understanding as versions of one text."""

    name: str
    versions: list[VersionIn] = []
    adherences: list[AdherenceIn] = []


class ThingsIn(_Table, frozen=True):
    """A list of named things to divide, with each side's points for them."""

    name: str
    things: list[str]
    points: dict[str, dict[str, Number]]


class TermsFile(_Table, frozen=True):
    """The whole file."""

    title: str = ""
    statements: list[StatementIn] = []
    sides: list[SideIn] = []
    issues: list[IssueIn] = []
    linkages: list[LinkageIn] = []
    commitments: list[CommitmentIn] = []
    steps: list[StepIn] = []
    texts: list[TextIn] = []
    lists: list[ThingsIn] = []


def parse_terms_file(text: str, *, name: str) -> TermsFile:
    """The file's tables; a sentence naming the place where it is not one."""
    try:
        raw: dict[str, Any] = tomllib.loads(unicodedata.normalize("NFC", text), parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableTerms(f"{name} is not TOML: {error}") from error
    try:
        return msgspec.convert(raw, TermsFile)
    except msgspec.ValidationError as error:
        raise UnreadableTerms(f"{name} is not a terms file: {error}") from error


def sources(given: Sources) -> tuple[str, ...]:
    """The statements that are named, if any."""
    return tuple(given) if isinstance(given, list) else (given,) if given else ()


def read_number(value: Number, *, what: str) -> Fraction:
    """The exact value of a number as written."""
    if isinstance(value, int):
        return Fraction(value)
    over, slash, under = value.partition("/")
    if not slash:
        return read_decimal(value, what=what)
    below = read_decimal(under, what=what)
    if below == 0:
        raise UnreadableTerms(f"{what} is {value!r}, which divides by nought")
    return read_decimal(over, what=what) / below


def schema() -> dict[str, Any]:
    """The JSON Schema of a terms file as a TOML reader gives it."""
    made = msgspec.json.schema(TermsFile)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Wasit terms file",
        **cast("dict[str, Any]", _with_decimals(made)),
    }


def _with_decimals(node: object) -> object:
    """The schema with a decimal number allowed wherever a number may be written."""
    if isinstance(node, list):
        return [_with_decimals(item) for item in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    copy = {key: _with_decimals(value) for key, value in cast("dict[str, object]", node).items()}
    choices = copy.get("anyOf")
    if isinstance(choices, list) and {"type": "integer"} in choices:
        copy["anyOf"] = [
            {"type": "number"} if choice == {"type": "integer"} else choice
            for choice in cast("list[object]", choices)
        ]
    return copy
