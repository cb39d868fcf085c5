"""What a condition or a "before" governs: the words to the end of its clause.

Prepositions that only lead a date, a time or a length are no conditions here; the comparison of
values has those.
"""

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import Span

__all__ = ["clause_span", "conditions_of", "governed", "span_of", "turned_round", "words_of"]

_GOVERNED, _MOST_GOVERNED = 9, 4


def span_of(operator: Operator) -> Span:
    return operator.start, operator.end


def words_of(reading: Reading, operator: Operator) -> str:
    return reading.text[operator.start : operator.end]


def conditions_of(reading: Reading) -> list[Operator]:
    """Conditions of a text, without prepositions that only lead a date, a time or a length."""
    values = [
        *((q.start, q.bound_start) for q in reading.quantities if not q.weak or q.unit),
        *((d.start, -1) for d in reading.dates),
        *((c.start, -1) for c in reading.clocks),
    ]
    starts = {start for start, _ in values} | {bound for _, bound in values if bound >= 0}
    found: list[Operator] = []
    aside = {i for c in reading.contrasts for i in range(c.first, c.last + 1)}
    for each in reading.family("cond"):
        if each.first in aside:
            continue
        following = [t for t in reading.tokens if t.start >= each.end][:3]
        leads = any(t.start in starts for t in following[:2] if t.text not in ".;")
        if leads and each.value in ("before", "after", "until"):
            continue
        if each.value in ("until", "not_before") and _leads_a_place(reading, each):
            continue
        found.append(each)
    return found


def _leads_a_place(reading: Reading, operator: Operator) -> bool:
    """ "Jusqu'à Marseille", "hasta Lima": a way, not a time."""
    if operator.words > 2:
        return False
    return any(0 <= name.start - operator.end <= 2 for name in reading.names)


def governed(reading: Reading, operator: Operator) -> list[int]:
    """Positions in ``content`` of the words an operator governs: to the end of its clause."""
    stop = reading.sentence_of(operator.first)[1]
    for index in range(operator.last + 1, stop + 1):
        if reading.tokens[index].key in (",", "،"):
            stop = index
            break
    stop = min(stop, operator.last + _GOVERNED)
    found = [n for n, c in enumerate(reading.content) if operator.last < c.index <= stop]
    return found[:_MOST_GOVERNED]


def clause_span(reading: Reading, operator: Operator) -> Span:
    """The operator with the words it governs, for showing what was lost."""
    stop = reading.sentence_of(operator.first)[1]
    last = operator.last
    for index in range(operator.last + 1, stop + 1):
        token = reading.tokens[index]
        if token.key in ",،.;!?؟؛:)»":
            break
        last = index
    return operator.start, max(operator.end, reading.tokens[last].end)


def turned_round(a: Reading, b: Reading, links: Links, one: Operator, other: Operator) -> bool:
    """Whether "X before Y" was told as "Y after X": the governed words changed sides."""
    mine = governed(a, one)
    theirs = set(governed(b, other))
    if not mine or not theirs:
        return False
    same = sum(1 for n in mine if theirs & set(links.one.get(n, ())))
    elsewhere = sum(1 for n in mine if set(links.one.get(n, ())) - theirs)
    return elsewhere > same
