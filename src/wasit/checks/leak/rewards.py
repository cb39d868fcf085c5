"""What a side would give, before the desk has recorded what it gives it for."""

from collections.abc import Iterator

from wasit.checks.leak.evidence import densest, total
from wasit.checks.leak.held import Part
from wasit.checks.leak.look import Look, matched, weak_facts
from wasit.checks.leak.shapes import Hit
from wasit.checks.leak.wording import is_verbatim, longest_run

__all__ = ["reward"]

_REWARD = 0.8
_LINKED_REWARD = 0.1
_PROMISE = 0.5


def reward(look: Look) -> Iterator[Hit]:
    """What a side would give, before the desk has recorded what it gives it for."""
    held = look.held
    everything = frozenset[int]()
    condition = matched(look, [p is Part.CONDITION for p in held.parts], seen=everything)
    asked = {at for m in condition if m.raw >= 0.3 for at in range(m.first, m.last + 1)}
    found = tuple(m for m in matched(look, held.secret) if m.first not in asked)
    cues = look.drafted.cues
    linked = sum(m.raw for m in condition) >= (0.4 if "condition" in cues else 1.0)
    raw = sum(m.raw for m in found)
    worth = total(found) + weak_facts(look)
    if raw and look.drafted.promises:
        worth += _PROMISE
    enough = worth >= _REWARD or (linked and raw >= 0.3 and worth >= _LINKED_REWARD)
    if enough and not (look.drafted.asks and worth < _REWARD + _PROMISE and not linked):
        stretch = densest(found) or densest(found, least=0.05)
        if stretch is None and found:
            stretch = found[0].first, found[0].last
        if stretch is not None:
            yield look.hit("condition_unmet", *stretch, "stop")
        return
    run = longest_run(look.draft, held, held.secret, look.drafted.ledger, seen=look.drafted.seen)
    if run is None or run.first in asked:
        return
    promised = look.drafted.promises
    if is_verbatim(run) or (promised and run.length >= 4 and run.worth > 0.2):
        yield look.hit("condition_unmet", run.first, run.last, "stop")
    elif promised and "yours" in cues and _topic(look) is not None:
        first, last = _topic(look) or (run.first, run.last)
        yield look.hit("condition_unmet", first, last, "stop")


def _topic(look: Look) -> tuple[int, int] | None:
    """Where the draft names what the reward is of, known to the room or not."""
    stems = {
        t.stem
        for t, secret in zip(look.held.reading.terms, look.held.secret, strict=True)
        if secret and t.weight >= 0.5
    }
    if look.draft.language != look.held.reading.language:
        return None
    places = [at for at, t in enumerate(look.draft.terms) if t.stem in stems]
    return (places[0], places[0]) if places else None
