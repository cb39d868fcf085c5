"""The shipped names that stand for one another: countries with capitals and peoples, nicknames.

``aliases.txt`` holds one group a line. A case's own groups may be added to them.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from wasit.values.names import NameBook

__all__ = ["names_with", "shipped_names"]


def _groups() -> list[list[str]]:
    text = files("wasit.checks.leak").joinpath("aliases.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [
        [form.strip() for form in line.split(",")]
        for line in lines
        if line and not line.startswith("#")
    ]


@lru_cache(maxsize=1)
def shipped_names() -> NameBook:
    """The shipped groups alone. Read once."""
    return NameBook.of(_groups())


def names_with(groups: Iterable[Iterable[str]]) -> NameBook:
    """The shipped groups and a case's own; a name in both belongs to the case's.

    >>> names_with([["Hawk", "Karim Nader"]]).same(("hawk",), ("karim", "nader"))
    True
    """
    return NameBook.of([*_groups(), *groups])
