"""Conditions over names: ``a and (b or c)``, and nothing negative.

Conditions only ever ask for more to be agreed or done, so what meets one still meets it when more
is added; that is why the fixpoints of ``agreement.py`` exist and are unique.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from wasit.terms.errors import UnreadableCondition

_TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")


@dataclass(frozen=True, slots=True)
class Name:
    """That what is so named is agreed, or done."""

    name: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part; with no parts, nothing is asked."""

    parts: "tuple[Formula, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part."""

    parts: "tuple[Formula, ...]"


Formula = Name | AllOf | AnyOf
NOTHING = AllOf(())


def parse_formula(text: str) -> Formula:
    """The condition as written; ``and`` binds closer than ``or``.

    >>> parse_formula("truce and (funds or release)")
    AllOf(parts=(Name(name='truce'), AnyOf(parts=(Name(name='funds'), Name(name='release')))))
    """
    tokens = _TOKEN.findall(text)
    if not tokens:
        return NOTHING
    formula, rest = _any_of(tokens, text)
    if rest:
        raise UnreadableCondition(f"condition {text!r} goes on at {rest[0]!r}, where it should end")
    return formula


def _any_of(tokens: list[str], text: str) -> tuple[Formula, list[str]]:
    return _joined(tokens, text, word="or")


def _joined(tokens: list[str], text: str, *, word: str) -> tuple[Formula, list[str]]:
    parts: list[Formula] = []
    while True:
        part, tokens = _joined(tokens, text, word="and") if word == "or" else _one(tokens, text)
        parts.append(part)
        if not tokens or tokens[0] != word:
            break
        tokens = tokens[1:]
    if len(parts) == 1:
        return parts[0], tokens
    return (AnyOf if word == "or" else AllOf)(tuple(parts)), tokens


def _one(tokens: list[str], text: str) -> tuple[Formula, list[str]]:
    if not tokens or tokens[0] in {")", "and", "or"}:
        seen = repr(tokens[0]) if tokens else "its end"
        raise UnreadableCondition(f"condition {text!r} has {seen} where a name was expected")
    if tokens[0] != "(":
        return Name(tokens[0]), tokens[1:]
    inner, rest = _any_of(tokens[1:], text)
    if not rest or rest[0] != ")":
        raise UnreadableCondition(f"condition {text!r} has a bracket that is never closed")
    return inner, rest[1:]


def names_in(formula: Formula) -> Iterator[str]:
    """Every name the condition mentions, as often as it does."""
    if isinstance(formula, Name):
        yield formula.name
    else:
        for part in formula.parts:
            yield from names_in(part)


def holds(formula: Formula, given: AbstractSet[str]) -> bool:
    """Whether the condition is met by what is given."""
    match formula:
        case Name(name):
            return name in given
        case AllOf(parts):
            return all(holds(part, given) for part in parts)
        case AnyOf(parts):
            return any(holds(part, given) for part in parts)


def missing(formula: Formula, given: AbstractSet[str]) -> frozenset[str]:
    """The fewest names that would meet the condition if added; none where it is met."""
    if holds(formula, given):
        return frozenset()
    match formula:
        case Name(name):
            return frozenset({name})
        case AllOf(parts):
            return frozenset[str]().union(*(missing(part, given) for part in parts))
        case AnyOf(parts):
            return min((missing(part, given) for part in parts), key=lambda m: (len(m), sorted(m)))


def ways_to_meet(formula: Formula) -> list[frozenset[str]]:
    """Every set of names, least ones only, that meets the condition."""
    match formula:
        case Name(name):
            return [frozenset({name})]
        case AnyOf(parts):
            found = [way for part in parts for way in ways_to_meet(part)]
        case AllOf(parts):
            found = [
                frozenset[str]().union(*chosen)
                for chosen in product(*(ways_to_meet(part) for part in parts))
            ]
    least = dict.fromkeys(found)
    return [way for way in least if not any(other < way for other in least)]
