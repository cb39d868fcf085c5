"""From a domain and its profiles, as any published format gives them, to one reading.

The rules are the same for every format: what a profile says of options the domain lacks is ignored
with a warning, and so are weights of no issue; what the domain has and a profile does not evaluate
is refused; weights are never normalised; a missing reservation is nought. Discounts, and the
figures that the sources print beside their domains, are not applied.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from wasit.terms.errors import MissingEvaluation, NegativeWeight, UnreadableTerms
from wasit.terms.reading import Issue, Reading

_MOST_OPTIONS = 100_000


@dataclass(frozen=True, slots=True)
class DomainIssue:
    """An issue as a domain file gives it; ``key`` is what profiles join by."""

    key: str
    name: str
    options: tuple[str, ...]


@dataclass(slots=True)
class Profile:
    """What one file says one side wants, as read; ``worth`` is before weights."""

    side: str
    worth: dict[str, dict[str, Fraction]] = field(default_factory=dict[str, dict[str, Fraction]])
    weights: dict[str, Fraction] = field(default_factory=dict[str, Fraction])
    reservation: Fraction = Fraction(0)
    reservation_package: dict[str, str] | None = None
    scaled_by_highest: bool = False
    """Genius XML: an evaluation counts as a share of the issue's highest."""
    unscaled: set[str] = field(default_factory=set[str])
    """Issues whose worth is already on the scale from 0 to 1."""


@dataclass(frozen=True, slots=True)
class FoundTerms:
    """A reading, and what was ignored on the way to it, a sentence each."""

    reading: Reading
    warnings: tuple[str, ...]


def distinct_options(options: Sequence[str], *, issue: str, warnings: list[str]) -> tuple[str, ...]:
    """The options, each once; refused where there are none or too many to hold."""
    distinct = tuple(dict.fromkeys(options))
    if len(distinct) < len(options):
        warnings.append(f"issue {issue!r} repeats an option in the domain; each is taken once")
    if not distinct:
        raise UnreadableTerms(f"issue {issue!r} has no options; nothing was computed")
    if len(distinct) > _MOST_OPTIONS:
        raise UnreadableTerms(
            f"issue {issue!r} has {len(distinct)} options; at most {_MOST_OPTIONS} are read, and "
            "nothing was computed"
        )
    return distinct


def reading_of(
    issues: Sequence[DomainIssue], profiles: Sequence[Profile], *, warnings: list[str]
) -> FoundTerms:
    """The reading of a domain and its profiles, in the profiles' order."""
    _refuse_unusable(issues, profiles)
    tables: list[tuple[tuple[Fraction, ...], ...]] = []
    limits: list[Fraction] = []
    for profile in profiles:
        table = tuple(_row(issue, profile, warnings=warnings) for issue in issues)
        _warn_of_strays(issues, profile, warnings=warnings)
        tables.append(table)
        limits.append(_limit(issues, profile, table))
    reading = Reading(
        sides=tuple(profile.side for profile in profiles),
        issues=tuple(Issue(issue.name, issue.options) for issue in issues),
        worth=tuple(tables),
        limits=tuple(limits),
    )
    return FoundTerms(reading, tuple(warnings))


def _refuse_unusable(issues: Sequence[DomainIssue], profiles: Sequence[Profile]) -> None:
    if not issues:
        raise UnreadableTerms("the domain has no issues; nothing was computed")
    names = [issue.name for issue in issues]
    keys = [issue.key for issue in issues]
    for listed, what in ((names, "name"), (keys, "index")):
        if len(set(listed)) < len(listed):
            twice = next(one for one in listed if listed.count(one) > 1)
            raise UnreadableTerms(f"two issues have the {what} {twice!r}; nothing was computed")
    if len(profiles) < 2:
        raise UnreadableTerms(
            f"{len(profiles)} profile beside the domain file; one for each of two or more sides "
            "was expected, and nothing was computed"
        )


def _row(issue: DomainIssue, profile: Profile, *, warnings: list[str]) -> tuple[Fraction, ...]:
    """What each option of the issue adds to the side's value."""
    given = profile.worth.get(issue.key)
    if given is None:
        raise MissingEvaluation(
            f"{profile.side} evaluates no option of issue {issue.name!r}; every option needs an "
            "evaluation, and nothing was computed"
        )
    weight = profile.weights.get(issue.key)
    if weight is None:
        raise MissingEvaluation(
            f"{profile.side} gives issue {issue.name!r} no weight; nothing was computed"
        )
    if weight < 0:
        raise NegativeWeight(
            f"{profile.side} gives issue {issue.name!r} the weight {float(weight):g}; a weight is "
            "nought or more, and nothing was computed"
        )
    missing = [option for option in issue.options if option not in given]
    if missing:
        raise MissingEvaluation(
            f"{profile.side} gives no evaluation for {missing[0]!r} of issue {issue.name!r}; "
            "nothing was computed"
        )
    strays = [option for option in given if option not in set(issue.options)]
    if strays:
        warnings.append(
            f"{profile.side}: {', '.join(map(repr, strays))} of issue {issue.name!r} is not in "
            "the domain and is ignored"
        )
    row = [given[option] for option in issue.options]
    if profile.scaled_by_highest and issue.key not in profile.unscaled:
        highest = max(row)
        if highest < 0:
            raise UnreadableTerms(
                f"{profile.side} gives issue {issue.name!r} only evaluations below nought; a share "
                "of the highest cannot be taken, and nothing was computed"
            )
        # All nought: every option is worth nothing to this side.
        row = [value / highest if highest else Fraction(0) for value in row]
    return tuple(weight * value for value in row)


def _warn_of_strays(
    issues: Sequence[DomainIssue], profile: Profile, *, warnings: list[str]
) -> None:
    known = {issue.key for issue in issues}
    warnings += [
        f"{profile.side}: the weight of {key!r} is of no issue and is ignored"
        for key in profile.weights
        if key not in known
    ]
    warnings += [
        f"{profile.side}: issue {key!r} is not in the domain and is ignored"
        for key in profile.worth
        if key not in known
    ]


def _limit(
    issues: Sequence[DomainIssue], profile: Profile, table: tuple[tuple[Fraction, ...], ...]
) -> Fraction:
    if profile.reservation_package is None:
        return profile.reservation
    total = Fraction(0)
    for issue, row in zip(issues, table, strict=True):
        option = profile.reservation_package.get(issue.name)
        if option not in issue.options:
            raise MissingEvaluation(
                f"{profile.side}'s reservation package does not settle issue {issue.name!r} with "
                "an option of the domain; nothing was computed"
            )
        total += row[issue.options.index(option)]
    return total
