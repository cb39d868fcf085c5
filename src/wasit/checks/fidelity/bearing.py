"""What an operator bears on: its place, its words, and the content word behind it."""

from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import Span

__all__ = ["bears_on_known", "mods_of", "span_of", "with_next", "word_of"]

_NEAR, _SLOT, _BEHIND = 4, 3, 5


def span_of(operator: Operator) -> Span:
    return operator.start, operator.end


def with_next(reading: Reading, operator: Operator) -> Span:
    """An operator with the content word it bears on."""
    following = next((c for c in reading.content if c.index > operator.last), None)
    if following is None or following.index - operator.last > 3:
        return span_of(operator)
    return operator.start, following.end


def bears_on_known(operator: Operator, reading: Reading, table: dict[int, tuple[int, ...]]) -> bool:
    """Whether a word beside an operator has a match: else its whole clause is at stake."""
    following = next((n for n, c in enumerate(reading.content) if c.index > operator.last), None)
    known = following is not None and following in table
    if following is None or reading.content[following].index - operator.last > _NEAR:
        known = True
    if reading.language == "fa":
        before = [n for n, c in enumerate(reading.content) if c.index <= operator.first]
        known = known or (bool(before) and before[-1] in table)
    return known


def word_of(reading: Reading, operator: Operator) -> str:
    return reading.text[operator.start : operator.end].lower()


def mods_of(reading: Reading) -> list[Operator]:
    return [
        o for o in reading.operators if o.family in ("mod", "tense") and not _forbids(reading, o)
    ]


def _forbids(reading: Reading, operator: Operator) -> bool:
    """ "May not" forbids, "not able to" denies; neither is a hedge."""
    if operator.value not in ("possible", "willing", "commit", "intend", "request", "consider"):
        return False
    following = reading.tokens[operator.last + 1 : operator.last + 2]
    if word_of(reading, operator) == "may" and bool(following) and following[0].key == "not":
        return True
    reach = _BEHIND if reading.language == "fr" else _SLOT - 1
    if any(0 < operator.first - at <= reach for at in reading.denials):
        return True
    behind = range(operator.last + 1, operator.last + _BEHIND + 1)
    return reading.language == "fa" and any(at in behind for at in reading.denials)
