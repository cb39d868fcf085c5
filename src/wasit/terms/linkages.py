"""Linkages in words, turned into clauses; circles among them are named.

Three forms: *if* these, *then* those; *never* these at once; these *together* or none. What an
issue takes is a set of options. A circle of "if … then …" is refused: it says either that something
can never be chosen, or that all of it goes together, and then one ``together`` says it better.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from wasit.terms.errors import LinkageCircle
from wasit.terms.reading import Clause, Issue

Terms = tuple[tuple[int, frozenset[int]], ...]
"""Issues with the options meant, read as "all of these"."""


class Form(Enum):
    """How a linkage binds what it names."""

    IF_THEN = "if_then"
    NEVER = "never"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Linkage:
    """One linkage; ``then`` is empty but for if-then."""

    name: str
    form: Form
    of: Terms
    then: Terms = ()


def clauses_of(linkages: Sequence[Linkage], issues: Sequence[Issue]) -> tuple[Clause, ...]:
    """The clauses that a package must meet for every linkage to hold."""
    refuse_circles(linkages, issues)
    clauses: list[Clause] = []
    for linkage in linkages:
        match linkage.form:
            case Form.IF_THEN:
                clauses += _implies(linkage.name, linkage.of, linkage.then, issues)
            case Form.NEVER:
                clauses.append(Clause(linkage.name, tuple(_nots(linkage.of, issues))))
            case Form.TOGETHER:
                for one in linkage.of:
                    others = tuple(other for other in linkage.of if other != one)
                    clauses += _implies(linkage.name, (one,), others, issues)
    return tuple(clauses)


def _nots(of: Terms, issues: Sequence[Issue]) -> list[tuple[int, frozenset[int]]]:
    return [
        (issue, frozenset(range(len(issues[issue].options))) - options) for issue, options in of
    ]


def _implies(name: str, of: Terms, then: Terms, issues: Sequence[Issue]) -> list[Clause]:
    return [Clause(name, _joined((*_nots(of, issues), one))) for one in then]


def _joined(
    literals: tuple[tuple[int, frozenset[int]], ...],
) -> tuple[tuple[int, frozenset[int]], ...]:
    """One literal an issue: two about the same issue hold where either does."""
    by_issue: dict[int, frozenset[int]] = {}
    for issue, options in literals:
        by_issue[issue] = by_issue.get(issue, frozenset()) | options
    return tuple(by_issue.items())


def refuse_circles(linkages: Sequence[Linkage], issues: Sequence[Issue]) -> None:
    """Raises where what one linkage demands sets off another, and so on back to an issue it asks.

    A linkage sets off another where meeting its *then* surely meets a part of the other's *if*.
    """
    rules = [linkage for linkage in linkages if linkage.form is Form.IF_THEN]
    for start in rules:
        asked = {issue for issue, _ in start.of}
        chain = _chain_back(start, rules, asked=asked, path=(start,))
        if chain:
            names = ", ".join(repr(rule.name) for rule in chain)
            back = sorted(issues[i].name for i in asked & {i for i, _ in chain[-1].then})
            raise LinkageCircle(
                f"linkages {names} run in a circle: each sets off the next, and the last decides "
                f"{', '.join(map(repr, back))}, where the first began; nothing was computed"
            )


def _chain_back(
    rule: Linkage, rules: Sequence[Linkage], *, asked: set[int], path: tuple[Linkage, ...]
) -> tuple[Linkage, ...]:
    """The linkages set off in turn from the path's first to one that decides ``asked``."""
    if any(issue in asked for issue, _ in rule.then):
        return path
    for other in rules:
        if other not in path and _sets_off(rule.then, other.of):
            chain = _chain_back(other, rules, asked=asked, path=(*path, other))
            if chain:
                return chain
    return ()


def _sets_off(then: Terms, of: Terms) -> bool:
    return any(
        issue == other and options <= asked for issue, options in then for other, asked in of
    )
