"""The fidelity check: whether the words to be conveyed still say what was said.

Both texts are read once (``reading``), their content words are linked (``links``), and each
comparison names its differences. What several comparisons say of one place is told once, by the
kind that ranks first: conditions before order, omission and dates; strength before omission; order
before negation. Across languages only values, names and operators are compared.
"""

from wasit.checks.fidelity.clauses import compare_clauses
from wasit.checks.fidelity.conditions import compare_conditions
from wasit.checks.fidelity.days import compare_dates
from wasit.checks.fidelity.extent import compare_quantifiers, compare_scope
from wasit.checks.fidelity.figures import compare_quantities
from wasit.checks.fidelity.hours import compare_clocks
from wasit.checks.fidelity.links import Links, link
from wasit.checks.fidelity.negation import compare_negation
from wasit.checks.fidelity.opposites import compare_opposites
from wasit.checks.fidelity.order import compare_order
from wasit.checks.fidelity.people import compare_actors, compare_attribution, compare_names
from wasit.checks.fidelity.prompts import prompts_of
from wasit.checks.fidelity.reading import Reading, read
from wasit.checks.fidelity.roles import compare_roles
from wasit.checks.fidelity.set_aside import compare_contrasts
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Manner, Outcome, Pair, Span
from wasit.checks.fidelity.strength import compare_modality
from wasit.checks.fidelity.swaps import compare_swaps
from wasit.checks.fidelity.verbatim import equal_verbatim, wording_changes

__all__ = ["check_fidelity"]

_RANK = (
    ErrorKind.CONDITION_LOST,
    ErrorKind.CONDITION_CHANGED,
    ErrorKind.SEQUENCE,
    ErrorKind.ACTOR_SWAP,
    ErrorKind.ATTRIBUTION,
    ErrorKind.NUMBER,
    ErrorKind.UNIT,
    ErrorKind.CURRENCY,
    ErrorKind.DATE,
    ErrorKind.NAME,
    ErrorKind.MODALITY,
    ErrorKind.OMISSION,
    ErrorKind.ADDITION,
    ErrorKind.NEGATION,
    ErrorKind.QUANTIFIER,
    ErrorKind.SCOPE,
    ErrorKind.WORDING,
)
_MOST_ERRORS = 4
_ALIKE_FOR = {
    ErrorKind.NEGATION: 0.7,
    ErrorKind.QUANTIFIER: 0.7,
    ErrorKind.SEQUENCE: 0.7,
    ErrorKind.CONDITION_CHANGED: 0.7,
}
_DENIALS = frozenset({ErrorKind.NEGATION, ErrorKind.QUANTIFIER, ErrorKind.CONDITION_CHANGED})
_FEW, _LONG = 2, 3
"""Unmatched words up to which texts are alike; matched ones that place a denial surely."""
_ACROSS = (
    "word choice, omitted or added detail, word order and actors are not checked across languages",
)


def check_fidelity(pair: Pair) -> Outcome:
    """Every difference of meaning between what was said and the words that are to carry it."""
    a = read(pair.original, pair.original_language)
    b = read(pair.conveyed, pair.conveyed_language)
    prompts = prompts_of(b)
    verbatim = pair.manner is Manner.VERBATIM
    if verbatim and equal_verbatim(pair.original, pair.conveyed):
        return Outcome("faithful", (), prompts)
    if pair.original.split() == pair.conveyed.split() and pair.manner is Manner.IN_SUBSTANCE:
        return Outcome("faithful", (), prompts)
    links = link(a, b)
    errors = _settle([e for e in _compare(a, b, links, pair.manner) if _sure(e, links, a, b)])
    if verbatim and not errors:
        errors = wording_changes(a, b)[:_MOST_ERRORS]
    unchecked = _ACROSS if a.language != b.language else ()
    return Outcome("changed" if errors else "faithful", tuple(errors), prompts, unchecked)


def _compare(a: Reading, b: Reading, links: Links, manner: Manner) -> list[FidelityError]:
    return [
        *compare_conditions(a, b, links, manner),
        *compare_order(a, b, links),
        *compare_quantities(a, b, links),
        *compare_dates(a, b, links),
        *compare_clocks(a, b),
        *compare_names(a, b),
        *compare_attribution(a, b, links, manner),
        *compare_contrasts(a, b, links),
        *compare_swaps(a, b),
        *compare_actors(a, b, links),
        *compare_roles(a, b, links),
        *compare_opposites(a, b, links),
        *compare_modality(a, b, links, manner),
        *compare_negation(a, b, links),
        *compare_quantifiers(a, b, links),
        *compare_scope(a, b, links),
        *compare_clauses(a, b, links),
    ]


def _touch(one: Span, other: Span) -> bool:
    return one[1] > one[0] and other[1] > other[0] and one[0] < other[1] and other[0] < one[1]


def _length(span: Span) -> int:
    return span[1] - span[0]


def _sure(error: FidelityError, links: Links, a: Reading, b: Reading) -> bool:
    """Whether the texts are alike enough for a difference of this kind to be meant.

    These kinds rest on a few words, which a text told in other words throughout changes anyway.
    """
    if a.language != b.language or links.close >= _ALIKE_FOR.get(error.kind, 0.0):
        return True
    unmatched = len(a.content) + len(b.content) - 2 * len(links.single)
    if unmatched <= _FEW:
        return True
    return error.kind in _DENIALS and len(links.single) >= _LONG


def _settle(errors: list[FidelityError]) -> list[FidelityError]:
    """One error per place: the first in rank stays, what lies inside it goes."""
    ranked = sorted(errors, key=lambda e: (_RANK.index(e.kind), e.original, e.conveyed))
    whole = [e for e in ranked if e.kind in (ErrorKind.OMISSION, ErrorKind.ADDITION)]
    kept: list[FidelityError] = []
    for error in ranked:
        if any(_inside(error, other) for other in whole if other is not error) and (
            error.kind
            not in (ErrorKind.CONDITION_LOST, ErrorKind.CONDITION_CHANGED, ErrorKind.MODALITY)
        ):
            continue
        if any(
            _touch(error.original, k.original) or _touch(error.conveyed, k.conveyed) for k in kept
        ):
            continue
        kept.append(error)
    return kept[:_MOST_ERRORS]


def _inside(error: FidelityError, whole: FidelityError) -> bool:
    """Whether an error lies wholly in a clause that is gone or added."""
    if whole.kind is ErrorKind.OMISSION:
        own, other = (error.original, whole.original), error.conveyed
    else:
        own, other = (error.conveyed, whole.conveyed), error.original
    return _touch(*own) and _length(other) == 0 and error.kind is not whole.kind
