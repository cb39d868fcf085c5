"""What one text sets aside ("not by the police") and the other says, compared."""

from wasit.checks.fidelity.contrasts import Contrast
from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span

__all__ = ["compare_contrasts"]

_BEFORE, _SPOKEN, _DENIED, _BEHIND, _BESIDE = 6, 8, 5, 3, 4
_AS = frozenset({"as", "comme", "como", "как", "باعتباره", "باعتبارها", "بوصفه"})
_BEGINNING = 6
_SAYS = "say_tell"


def compare_contrasts(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """What was set aside and is now said, or was said and is now set aside."""
    found: list[FidelityError] = []
    for each in a.contrasts:
        said = _said_instead(a, b, each, links)
        if said:
            spans = _whole(a, each), _cover(b, said)
            kind = _kind(a, each)
            if kind is ErrorKind.ACTOR_SWAP and _kept_too(a, b, each, links):
                kind = ErrorKind.NEGATION
            found.append(FidelityError(kind, *spans, "what was set aside is now said"))
    for each in b.contrasts if not found else ():
        said = _said_instead(b, a, each, links.turned())
        if said:
            spans = _cover(a, said), _whole(b, each)
            kind = _kind(b, each)
            if kind is ErrorKind.ACTOR_SWAP and _kept_too(b, a, each, links.turned()):
                kind = ErrorKind.NEGATION
            found.append(FidelityError(kind, *spans, "what was said is now set aside"))
    return found[:1]


def _within(reading: Reading, first: int, last: int) -> list[int]:
    return [n for n, c in enumerate(reading.content) if first <= c.index <= last]


def _said_instead(x: Reading, y: Reading, each: Contrast, links: Links) -> list[int]:
    """Words of ``y`` that say plainly what ``x`` sets aside, and where ``y`` says nothing else."""
    aside = _within(x, each.first, each.last)
    elsewhere = {c.stem for c in x.content if not each.first <= c.index <= each.last}
    order = {o.value for o in _at(x, each) if o.value in ("before", "after")}
    if order and not order & {o.value for o in y.family("cond")}:
        return []
    own = [n for n in aside if x.content[n].stem not in elsewhere]
    if not own:
        return []
    hidden = {i for c in y.contrasts for i in range(c.at, c.last + 1)}
    told: list[int] = []
    for n in own:
        if n not in links.one:
            continue
        places = [m for m in links.one.get(n, ()) if _equal(x, y, n, m)]
        open_ones = [m for m in places if not _hidden(y, m, hidden)]
        if len(open_ones) != len(places) or not open_ones:
            return []
        told += open_ones
    return told


def _acting(reading: Reading, each: Contrast) -> bool:
    """Whether someone who acts is set aside: an actor, an office, a name."""
    start, end = reading.tokens[max(each.first, 0)].start, reading.tokens[each.last].end
    if any(start <= n.start < end for n in reading.names):
        return True
    return any(
        o.family in ("actor", "office") and each.first <= o.first <= each.last
        for o in reading.operators
    )


def _kept_too(x: Reading, y: Reading, each: Contrast, links: Links) -> bool:
    """Whether what the contrast holds up is said plainly in the other text as well."""
    hidden = {i for c in y.contrasts for i in range(c.at, c.last + 1)}
    if _acting(x, each) and not _acting(x, Contrast(each.at, each.at - _BESIDE, each.at - 1)):
        return False
    kept = [n for n, c in enumerate(x.content) if each.at - _BESIDE <= c.index < each.at][-1:]
    return any(not _hidden(y, m, hidden) for n in kept for m in links.one.get(n, ()))


def _equal(x: Reading, y: Reading, one: int, other: int) -> bool:
    first, second = x.content[one], y.content[other]
    if first.stem[:_BEGINNING] == second.stem[:_BEGINNING] or x.language != y.language:
        return True
    actors = [
        {o.value for o in r.operators if o.family in ("actor", "office") and o.first <= i <= o.last}
        for r, i in ((x, first.index), (y, second.index))
    ]
    return bool(actors[0] & actors[1])


def _hidden(reading: Reading, position: int, hidden: set[int]) -> bool:
    """Whether a word stands in a contrast or right behind a denial."""
    index = reading.content[position].index
    instead = [o.last for o in reading.family("neg") if o.value == "soft"]
    if any(0 < index - at <= _DENIED for at in instead):
        return True
    return index in hidden or any(-_BEHIND <= index - at <= _DENIED for at in reading.denials)


def _whole(reading: Reading, each: Contrast) -> Span:
    """The words set aside, with what they are set against."""
    before = [c for c in reading.content if each.at - _BEFORE <= c.index < each.at]
    start = before[-1].start if before else reading.tokens[each.at].start
    return start, reading.tokens[each.last].end


def _cover(reading: Reading, positions: list[int]) -> Span:
    found = [reading.content[n] for n in positions]
    return min(c.start for c in found), max(c.end for c in found)


def _kind(reading: Reading, each: Contrast) -> ErrorKind:
    """Whose word it is, what order it had, or who it is."""
    around = range(max(each.at - _SPOKEN, 0), each.last + 1)
    if any(o.family == "seq" or o.value in ("before", "after") for o in _at(reading, each)):
        return ErrorKind.SEQUENCE
    said = any(c.index in around and _SAYS in c.things for c in reading.content)
    told = any(o.family == "att" and o.first in around for o in reading.operators)
    if said or told:
        return ErrorKind.ATTRIBUTION
    led = reading.tokens[each.first].key in _AS
    return ErrorKind.NEGATION if led else ErrorKind.ACTOR_SWAP


def _at(reading: Reading, each: Contrast) -> list[Operator]:
    return [o for o in reading.operators if each.first <= o.first <= each.last]
