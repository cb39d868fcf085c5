"""Two words that changed places in an otherwise equal text.

"The union pays the company" and "the company pays the union" hold the same words; no count of
them differs. Where the content words of both texts stand in the same order but for two that took
each other's place, either the acts changed order or the actors changed roles.
"""

from wasit.checks.fidelity.people import side_of
from wasit.checks.fidelity.reading import Content, Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError

__all__ = ["compare_swaps"]

_ORDER_WORDS = frozenset({"first", "then", "before", "after", "not_before", "last"})
_REACH, _BESIDE = 3, 2


_AGENTS = frozenset({"by", "par", "por", "توسط", "قبل"})


def _passives(reading: Reading) -> int:
    return sum(token.key in _AGENTS for token in reading.tokens)


def _same(one: Content, other: Content) -> bool:
    return one.stem == other.stem or bool(
        one.concepts & other.concepts and one.key[:3] == other.key[:3]
    )


def compare_swaps(a: Reading, b: Reading) -> list[FidelityError]:
    """Two content words in each other's place, told as order or as actors."""
    if a.language != b.language or len(a.content) != len(b.content) or len(a.content) < 3:
        return []
    if _passives(a) != _passives(b):
        return []
    differing = [
        (one, other)
        for one, other in zip(a.content, b.content, strict=True)
        if not _same(one, other)
    ]
    if len(differing) == 1:
        return _replaced(a, b, *differing[0])
    if not 2 <= len(differing) <= 4:
        return []
    one, other = differing[0]
    if any(
        not ((_same(x, one) and _same(y, other)) or (_same(x, other) and _same(y, one)))
        for x, y in differing
    ) or all(_same(x, one) for x, _ in differing):
        return []
    if max(x.index for x, _ in differing) - min(x.index for x, _ in differing) <= _BESIDE:
        return []
    kind = ErrorKind.SEQUENCE if _ordered(a, differing) else ErrorKind.ACTOR_SWAP
    spans = (one.start, one.end), (other.start, other.end)
    return [FidelityError(kind, *spans, f"'{one.key}' and '{other.key}' changed places")]


def _else_equal(a: Reading, b: Reading, one: Content, other: Content) -> bool:
    """Whether the texts are word for word the same but for one word and the shift of person."""
    ours = [side_of(t.key) or t.key for n, t in enumerate(a.tokens) if n != one.index]
    theirs = [side_of(t.key) or t.key for n, t in enumerate(b.tokens) if n != other.index]
    person = {"self": "third"}
    return [person.get(key, key) for key in ours] == [person.get(key, key) for key in theirs]


def _ordered(reading: Reading, differing: list[tuple[Content, Content]]) -> bool:
    """Whether a word of order stands close to one of the words that moved."""
    places = [o.first for o in reading.operators if o.value in _ORDER_WORDS]
    places += [o.last for o in reading.operators if o.value in _ORDER_WORDS]
    return any(abs(place - one.index) <= _REACH for place in places for one, _ in differing[:2])


_LEAST_EQUAL = 3
_SHORT = 3


def _replaced(a: Reading, b: Reading, one: Content, other: Content) -> list[FidelityError]:
    """One content word in the place of another while everything around it is equal.

    Before the first verb of strength it is likely who acts; elsewhere likely what is named. Words
    that share a concept or a beginning may be the same thing in other words and are left alone.
    """
    if len(a.content) <= _LEAST_EQUAL or one.concepts & other.concepts:
        return []
    if one.key[:_SHORT] == other.key[:_SHORT] or min(len(one.key), len(other.key)) < _SHORT:
        return []
    known = {o.first for o in (*a.operators,) if o.family != "actor"}
    if one.index in known or other.index in {o.first for o in b.operators if o.family != "actor"}:
        return []
    before_a = [t.key for t in a.tokens[max(one.index - 1, 0) : one.index]]
    before_b = [t.key for t in b.tokens[max(other.index - 1, 0) : other.index]]
    after_a = [t.key for t in a.tokens[one.index + 1 : one.index + 2]]
    after_b = [t.key for t in b.tokens[other.index + 1 : other.index + 2]]
    if before_a != before_b or after_a != after_b or not _else_equal(a, b, one, other):
        return []
    first = a.content[0] is one
    kind = ErrorKind.ACTOR_SWAP if first and one.index <= _SHORT - 1 else ErrorKind.NAME
    spans = (one.start, one.end), (other.start, other.end)
    return [FidelityError(kind, *spans, f"'{one.key}' was replaced by '{other.key}'")]
