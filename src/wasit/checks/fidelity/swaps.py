"""Two words that changed places in an otherwise equal text.

"The union pays the company" and "the company pays the union" hold the same words; no count of
them differs. Where the content words of both texts stand in the same order but for two that took
each other's place, either the acts changed order or the actors changed roles.
"""

from wasit.checks.fidelity.reading import Content, Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError

__all__ = ["compare_swaps"]

_ORDER_WORDS = frozenset({"first", "then", "before", "after", "not_before", "last"})
_REACH = 3


def _same(one: Content, other: Content) -> bool:
    return one.stem == other.stem or bool(
        one.concepts & other.concepts and one.key[:3] == other.key[:3]
    )


def compare_swaps(a: Reading, b: Reading) -> list[FidelityError]:
    """Two content words in each other's place, told as order or as actors."""
    if a.language != b.language or len(a.content) != len(b.content) or len(a.content) < 3:
        return []
    differing = [
        (one, other)
        for one, other in zip(a.content, b.content, strict=True)
        if not _same(one, other)
    ]
    if not 2 <= len(differing) <= 4:
        return []
    one, other = differing[0]
    if any(
        not ((_same(x, one) and _same(y, other)) or (_same(x, other) and _same(y, one)))
        for x, y in differing
    ) or all(_same(x, one) for x, _ in differing):
        return []
    kind = ErrorKind.SEQUENCE if _ordered(a, differing) else ErrorKind.ACTOR_SWAP
    spans = (one.start, one.end), (other.start, other.end)
    return [FidelityError(kind, *spans, f"'{one.key}' and '{other.key}' changed places")]


def _ordered(reading: Reading, differing: list[tuple[Content, Content]]) -> bool:
    """Whether a word of order stands close to one of the words that moved."""
    places = [o.first for o in reading.operators if o.value in _ORDER_WORDS]
    places += [o.last for o in reading.operators if o.value in _ORDER_WORDS]
    return any(abs(place - one.index) <= _REACH for place in places for one, _ in differing[:2])
