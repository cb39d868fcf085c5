"""Times of day, zones and parts of the day compared."""

from wasit.checks.fidelity.measures import NOWHERE, found_in, is_hour
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError

__all__ = ["compare_clocks"]


def compare_clocks(a: Reading, b: Reading) -> list[FidelityError]:
    """Times of day and zones changed, lost or added."""
    found: list[FidelityError] = []
    left, right = list(a.clocks), list(b.clocks)
    for one in a.clocks:
        twin = next((o for o in right if one.same_time(o)), None)
        if twin is None:
            continue
        left.remove(one)
        right.remove(twin)
        if one.zone != twin.zone:
            spans = (one.start, one.end), (twin.start, twin.end)
            found.append(found_in(ErrorKind.DATE, *spans, "the time zone differs"))
    left = [c for c in left if right or not any(is_hour(q, c) for q in b.quantities)]
    right = [c for c in right if left or not any(is_hour(q, c) for q in a.quantities)]
    for one, other in zip(left, right, strict=False):
        spans = (one.start, one.end), (other.start, other.end)
        found.append(found_in(ErrorKind.DATE, *spans, "the hours differ"))
    found += [
        found_in(ErrorKind.DATE, (one.start, one.end), NOWHERE, "a time of day is gone")
        for one in left[len(right) :]
    ]
    found += [
        found_in(ErrorKind.DATE, NOWHERE, (other.start, other.end), "a time was added")
        for other in right[len(left) :]
    ]
    return found + _day_parts(a, b)


def _day_parts(a: Reading, b: Reading) -> list[FidelityError]:
    first, second = a.family("time"), b.family("time")
    lost = [o for o in first if o.value not in {p.value for p in second}]
    new = [o for o in second if o.value not in {p.value for p in first}]
    if lost and new and not a.clocks and not b.clocks:
        spans = (lost[0].start, lost[0].end), (new[0].start, new[0].end)
        return [found_in(ErrorKind.DATE, *spans, "another part of the day")]
    return []
