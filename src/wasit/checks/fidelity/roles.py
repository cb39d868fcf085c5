# ruff: noqa: E501 - tables of words are kept together
"""Who does which act: actors told with each other's words.

Each clause with one actor ties that actor to the words beside it. Where two actors stand in both
texts and each has in the second the words the other had in the first, they changed places. It
needs no order of words, so passive and active are one.
"""

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span

__all__ = ["compare_roles"]

_ENDS = frozenset(",،.;:!?؟؛()—–")
_JOINS = frozenset({"and", "but", "while", "whereas", "et", "mais", "tandis", "y", "pero", "mientras", "и", "но",
    "а", "اما", "ولي", "ولكن", "لكن"})  # fmt: skip
_LEAST = 2
_Tied = dict[str, tuple[Span, set[int]]]


def compare_roles(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Two actors of whom each does what the other was said to do."""
    if a.language != b.language:
        return []
    ours, theirs = _tied(a), _tied(b)
    both = [name for name in ours if name in theirs]
    for n, one in enumerate(both):
        for other in both[n + 1 :]:
            straight = _shared(links, ours, theirs, one, one) + _shared(
                links, ours, theirs, other, other
            )
            to_other = _shared(links, ours, theirs, one, other)
            to_one = _shared(links, ours, theirs, other, one)
            if to_other and to_one and to_other + to_one >= straight + _LEAST:
                spans = ours[one][0], theirs[other][0]
                why = "two of those named do what the other was said to do"
                return [FidelityError(ErrorKind.ACTOR_SWAP, *spans, why)]
    return []


def _shared(links: Links, ours: _Tied, theirs: _Tied, one: str, other: str) -> int:
    """How many words tied to one actor are tied to the other in the second text."""
    return sum(1 for n in ours[one][1] if set(links.one.get(n, ())) & theirs[other][1])


def _tied(reading: Reading) -> _Tied:
    """Each actor that is alone in a clause, with its place and the clause's other words."""
    actors = [o for o in reading.operators if o.family == "actor"]
    acting = {i for o in actors for i in range(o.first, o.last + 1)}
    found: _Tied = {}
    edges = [-1, *(i for i, t in enumerate(reading.tokens) if t.key in _ENDS | _JOINS)]
    for start, stop in zip(edges, [*edges[1:], len(reading.tokens)], strict=True):
        inside = [o for o in actors if start < o.first < stop]
        names = {o.value for o in inside}
        if len(names) != 1:
            continue
        words = {
            n
            for n, c in enumerate(reading.content)
            if start < c.index < stop and c.index not in acting
        }
        place, known = found.get(inside[0].value, ((inside[0].start, inside[0].end), set[int]()))
        found[inside[0].value] = place, known | words
    return found
