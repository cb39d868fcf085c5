"""What a draft lets its hearer find out: by a sum, by waiting, or by looking where it points."""

from collections.abc import Iterator, Sequence

from wasit.checks.leak.concepts import Touch
from wasit.checks.leak.inference import is_steerable
from wasit.checks.leak.look import Look, is_question, matched, without_names
from wasit.checks.leak.shapes import Hit

__all__ = ["hints"]

_POINTED = 1.0
_TOPIC = 0.5


def hints(look: Look) -> Iterator[Hit]:
    if look.drafted.inferences.possible:
        for hint in look.drafted.inferences.of(look.held):
            yield look.hit("inference", hint.first, hint.last, "ask")
    if look.drafted.steering and is_steerable(look.held):
        for hint in look.drafted.steering:
            yield look.hit("inference", hint.first, hint.last, "ask")
    yield from _pointed_at(look)


def _pointed_at(look: Look) -> Iterator[Hit]:
    """Advice to look into the very matter that the statement is about, known or not."""
    signs = look.drafted.cues.get("look_into", ())
    if not signs:
        return
    found = matched(look, without_names(look), seen=frozenset())
    for sentence in look.draft.sentences:
        span = range(sentence.first, sentence.last + 1)
        advised = [t for t in signs if t.first in span]
        if not advised or is_question(look.draft, sentence):
            continue
        shared = [m for m in found if m.first in span and not _inside(m.first, advised)]
        if sum(m.raw for m in shared) >= _POINTED and any(m.raw >= _TOPIC for m in shared):
            first = min(m.first for m in shared)
            yield look.hit("inference", first, max(m.last for m in shared), "ask")


def _inside(at: int, touches: Sequence[Touch]) -> bool:
    """Whether the term is one of the advice's own outer words."""
    return any(at in (touch.first, touch.last) for touch in touches)
