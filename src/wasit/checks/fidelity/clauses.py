# ruff: noqa: E501 - tables of words are kept together
"""Whole clauses that are missing from the conveyed words, or stand there without a source.

A text is cut into clauses at signs and at joining words. A clause is missing when few of its
content words have a match in the other text and the other text has too few unmatched words of its
own to be telling it in other words. That budget is what keeps heavy rewording quiet.
"""

from dataclasses import dataclass
from itertools import pairwise

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.phrases import folded
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span
from wasit.values import (
    ClockTime,
    DateMention,
    Quantity,
    fold_word,
    same_day,
    same_quantity,
)

__all__ = ["Clause", "clauses_of", "compare_clauses"]

_NONE: Span = (0, 0)
_SIGNS = frozenset(',،.;!?؟؛:—–()«»"“”')
_JOINS = frozenset({"and", "but", "while", "et", "mais", "tandis", "y", "pero", "mientras", "و", "ولكن",
    "لكن", "اما", "ولی", "и", "но", "а", "plus", "nor", "ni", "whereas", "with", "avec", "con", "مع",
    "با", "с", "ولي", "at", "in", "for", "sin", "sans", "including", "who", "which"})  # fmt: skip
_LIGHT = frozenset(
    fold_word(word)
    for word in [
        "something",
        "position",
        "view",
        "way",
        "part",
        "case",
        "matter",
        "matters",
        "thing",
        "things",
        "begins",
        "begin",
        "takes",
        "take",
        "effect",
        "lasts",
        "lasting",
        "stands",
        "goes",
        "says",
        "said",
        "told",
        "side",
        "sides",
        "people",
        "order",
        "fact",
        "point",
        "terms",
        "also",
        "however",
        "nevertheless",
        "excepted",
        "idea",
        "thought",
        "mr",
        "mrs",
        "respectively",
        "place",
        "time",
        "times",
        "use",
        "used",
        "using",
        "made",
        "make",
        "makes",
        "put",
        "keep",
        "keeps",
        "kept",
        "going",
        "cette",
        "façon",
        "cas",
        "chose",
        "lieu",
        "fait",
        "être",
        "manera",
        "caso",
        "cosa",
        "parte",
        "hecho",
        "такова",
        "позиция",
        "является",
        "образом",
        "случае",
        "это",
        "اي",
        "ذلك",
        "بشكل",
        "بصورة",
        "حالة",
        "موقف",
        "آن",
        "این",
        "صورت",
        "انجام",
        "مورد",
        "چنین",
        "ones",
        "one",
        "yet",
        "still",
        "will",
        "may",
        "ils",
        "elle",
    ]
)
_COMPARED = frozenset({"quant", "seq", "bound", "time", "mod", "scope", "att"})
"""Families whose words are compared elsewhere and make no clause."""
_COVERED = 0.25
_BRIEF = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text: its tokens and the content words in it, by position."""

    first: int
    last: int
    words: tuple[int, ...]


def _weighty(reading: Reading) -> list[int]:
    """Positions of the content words that say something of their own."""
    said = {
        index
        for o in reading.operators
        if o.family in _COMPARED
        for index in range(o.first, min(o.last, o.first + 2) + 1)
    }
    return [n for n, c in enumerate(reading.content) if c.key not in _LIGHT and c.index not in said]


def clauses_of(reading: Reading) -> list[Clause]:
    """The clauses of a text; a piece without a weighty word joins the one before it."""
    edges = [0]
    for index, token in enumerate(reading.tokens):
        arabic_and = reading.language == "ar" and token.key.startswith("و") and len(token.key) > 3
        if index and (token.key in _SIGNS or token.key in _JOINS or arabic_and):
            edges.append(index)
    edges.append(len(reading.tokens))
    weighty = _weighty(reading)
    found: list[Clause] = []
    for start, stop in pairwise(edges):
        words = tuple(n for n in weighty if start <= reading.content[n].index < stop)
        if found and not words and not _values_within(reading, start, stop):
            before = found[-1]
            found[-1] = Clause(before.first, stop - 1, before.words)
        else:
            found.append(Clause(start, stop - 1, words))
    return found


def _values_within(reading: Reading, start: int, stop: int) -> int:
    """How many quantities, dates and times stand between two tokens."""
    return len(_between(reading, start, stop))


def _between(reading: Reading, start: int, stop: int) -> list[Quantity | DateMention | ClockTime]:
    if start >= stop:
        return []
    low, high = reading.tokens[start].start, reading.tokens[stop - 1].end
    values = (*reading.quantities, *reading.dates, *reading.clocks)
    return [v for v in values if low <= v.start < high]


def _values_lost(reading: Reading, other: Reading, clause: Clause) -> int:
    """How many of a clause's values have no equal in the other text."""
    lost = 0
    for value in _between(reading, clause.first, clause.last + 1):
        if isinstance(value, Quantity):
            lost += not value.weak and not any(_same_count(value, q) for q in other.quantities)
        elif isinstance(value, DateMention):
            lost += not any(same_day(value, d) for d in other.dates)
        else:
            lost += not any(value.same_time(c) for c in other.clocks)
    return lost


def _same_count(one: Quantity, other: Quantity) -> bool:
    """Equal, or "the ninth day" and "nine days"."""
    nth = "ordinal" in (one.unit, other.unit) and one.value == other.value
    return nth or same_quantity(one, other)


def _span(reading: Reading, first: int, last: int) -> Span:
    while first < last and reading.tokens[first].key in _SIGNS:
        first += 1
    while last > first and reading.tokens[last].key in _SIGNS:
        last -= 1
    return reading.tokens[first].start, reading.tokens[last].end


def _missing(one: Reading, table: dict[int, tuple[int, ...]], *, across: bool) -> list[Clause]:
    """Runs of neighbouring clauses with next to nothing in the other text."""
    found: list[Clause] = []
    for clause in clauses_of(one):
        words = clause.words
        if across:
            words = tuple(n for n in words if one.content[n].concepts)
        covered = sum(1 for n in words if n in table)
        if not clause.words or covered > _COVERED * len(words) or (across and not words):
            continue
        if found and found[-1].last + 1 == clause.first:
            found[-1] = Clause(found[-1].first, clause.last, found[-1].words + words)
        else:
            found.append(Clause(clause.first, clause.last, words))
    return found


def compare_clauses(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Clauses of the original that are gone, and clauses that were added."""
    across = a.language != b.language
    left, right = (
        len(a.content) - len(links.single),
        len(b.content) - len(links.single_other),
    )
    sizes = len(_weighty(a)), len(_weighty(b))
    found: list[FidelityError] = []
    for clause in _missing(a, links.single, across=across):
        shrunk = sizes[0] - sizes[1]
        whole = clause.last - clause.first + 2 >= len(a.tokens)
        if not whole and _gone(a, b, clause, links.single, spare=right, shrunk=shrunk):
            span = _span(a, clause.first, clause.last)
            found.append(FidelityError(ErrorKind.OMISSION, span, _NONE, "a clause is gone"))
    found += _told_besides(a, b, links)
    for clause in _missing(b, links.other, across=across):
        grown = sizes[1] - sizes[0]
        if _gone(b, a, clause, links.single_other, spare=left, shrunk=grown):
            span = _span(b, clause.first, clause.last)
            found.append(FidelityError(ErrorKind.ADDITION, _NONE, span, "a clause was added"))
    return found


_BESIDES = folded("""also moreover furthermore besides additionally
    aussi également outre además asimismo también también кроме также вдобавок همچنین نیز أيضا كذلك علاوة""")
_NEW, _OWN = 2, 0.6


def _told_besides(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """A clause that says "also" where nothing did, with words of its own."""
    if any(t.key in _BESIDES for t in a.tokens) or a.language != b.language:
        return []
    found: list[FidelityError] = []
    for clause in clauses_of(b):
        if not any(t.key in _BESIDES for t in b.tokens[clause.first : clause.last + 1]):
            continue
        new = [n for n in clause.words if n not in links.other and b.content[n].key not in _BESIDES]
        if (
            len(new) >= min(_NEW, len(clause.words))
            and len(new) >= _OWN * len(clause.words)
            and new
        ):
            span = _span(b, clause.first, clause.last)
            found.append(FidelityError(ErrorKind.ADDITION, _NONE, span, "a clause was added"))
    return found[:1]


_EXCEPTING = folded("""except excepting excluding including apart save
    sauf hormis excepté salvo excepto menos إلا باستثناء سوى عدا кроме исключением جز استثنای مگر""")


def _gone(
    reading: Reading,
    other: Reading,
    clause: Clause,
    table: dict[int, tuple[int, ...]],
    *,
    spare: int,
    shrunk: int,
) -> bool:
    """Whether a clause has no telling in the other text, given that text's spare words."""
    inside = {t.key for t in reading.tokens[clause.first : clause.last + 1]}
    if inside & _EXCEPTING and any(t.key in _EXCEPTING for t in other.tokens):
        return False
    values = _values_within(reading, clause.first, clause.last + 1)
    if values > _values_lost(reading, other, clause):
        return False
    own = sum(1 for n in clause.words if n not in table)
    own += _values_lost(reading, other, clause)
    if reading.language != other.language:
        return own >= 3 and shrunk >= own
    if own >= _BRIEF and spare == 0 and shrunk >= _BRIEF - 1:
        return True
    return own >= _BRIEF + 1 and spare <= own * 0.5 and shrunk >= max(2, own * 0.6)
