"""What steps of a script are made of: their head, and the tables inside them."""

import msgspec

from wasit.talks.crossing import OverrideKind
from wasit.talks.marks import MarkCode
from wasit.talks.people import Role

__all__ = [
    "AloudTable",
    "Expected",
    "FileTable",
    "MarkTable",
    "NewPerson",
    "OverrideTable",
    "SentenceTable",
    "StepHead",
]


class _Table(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Base of the tables inside a step."""


class MarkTable(_Table, frozen=True, kw_only=True):
    """A mark with its additions; the five marks alone can be written as text."""

    code: MarkCode
    to: str | None = None
    not_before: str | None = None
    not_before_event: str | None = None
    until: str | None = None
    personal_capacity: bool = False
    ad_referendum: bool = False
    offer: str | None = None
    then: "str | MarkTable | None" = None


class SentenceTable(_Table, frozen=True, kw_only=True):
    """A sentence with a mark of its own."""

    text: str
    mark: str | MarkTable | None = None


class FileTable(_Table, frozen=True, kw_only=True):
    """A file whose content is ``text``; without a mark it stands under that of the words."""

    name: str
    text: str
    type: str = "text/plain"
    mark: str | MarkTable | None = None


class OverrideTable(_Table, frozen=True, kw_only=True):
    """A typed reason to pass a mark."""

    kind: OverrideKind
    text: str


class AloudTable(_Table, frozen=True, kw_only=True):
    """How words were brought aloud or on paper; ``at`` is the step's time unless given."""

    carried_by: str
    heard_by: tuple[str, ...]
    at: str = ""
    left_behind: str = ""


class NewPerson(_Table, frozen=True, kw_only=True):
    """Someone who joins while the case runs."""

    seat: str
    name: str = ""
    role: Role = Role.MEMBER
    may_speak: bool = True


class Expected(_Table, frozen=True, kw_only=True):
    """What a step must come to; ``refused`` is the stable code of the refusal."""

    refused: str


class StepHead(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="act",
):
    """What every step has."""

    seat: str
    id: str = ""
    at: str = ""
    expect: Expected | None = None

    @property
    def brings_person(self) -> bool:
        """Whether the step brings somebody new to a seat."""
        return False

    @property
    def person(self) -> NewPerson:
        """Who is brought, where somebody is."""
        raise AttributeError("this act brings nobody")
