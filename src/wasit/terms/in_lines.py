"""What follows from the terms, in lines of plain words: offers, deadlocks, moves, plan, texts.

For the desk alone, as all findings; a play's expectations look at the same lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wasit.terms.commitments import conditions, read_commitments
from wasit.terms.exact import decimal_text
from wasit.terms.order import Step, read_steps, safe_order
from wasit.terms.own_format import TermsFile
from wasit.terms.plan import plan_standing
from wasit.terms.ranges import Span
from wasit.terms.texts import Adherence, Version, text_standing
from wasit.terms.ways_out import ways_out


def lines_of(file: TermsFile, *, sides: Sequence[str], now: str) -> tuple[str, ...]:
    """Everything that follows at ``now``, most pressing last."""
    return (
        *_offers(file, sides=sides, now=now),
        *_plan(read_steps(file), sides=sides, now=now),
        *_texts(file, sides=sides),
    )


def _offers(file: TermsFile, *, sides: Sequence[str], now: str) -> Iterator[str]:
    said = {one.id: f"{one.side}: “{one.words}”" for one in file.statements}
    offers = [
        replace(one, offered=False) if one.until and one.until < now else one
        for one in read_commitments(file)
    ]
    found = conditions(offers)
    by_id = {one.id: one for one in offers}
    for name in found.can_happen:
        yield f"can happen: {by_id[name].who}, {by_id[name].what}"
    for left in found.left_out:
        yield f"left out: {left.commitment} lacks {', '.join(left.lacks)}"
    for deadlock in found.deadlocks:
        circle = " waits for ".join((*deadlock.circle, deadlock.circle[0]))
        yield f"deadlock: {circle}"
        for name in deadlock.statements:
            yield f"deadlock rests on {said.get(name, name)}"
        for way in ways_out(deadlock, by_id, sides=sides):
            yield f"way out, {way.kind.value}: {way.words}"


def _plan(steps: Sequence[Step], *, sides: Sequence[str], now: str) -> Iterator[str]:
    if not steps:
        return
    order = safe_order(steps, sides=sides)
    for number, moment in enumerate(order.moments, 1):
        exposed = ", ".join(
            f"{side} {_most(span)}" for side, span in zip(order.sides, moment.exposure, strict=True)
        )
        yield f"move {number}: {' and '.join(moment.steps)}; exposed {exposed}"
    largest = ", ".join(
        f"{side} {decimal_text(most)}"
        for side, most in zip(order.sides, order.largest, strict=True)
    )
    yield f"largest exposure: {largest}; {'proved least' if order.proved else 'not proved least'}"
    for one in plan_standing(steps, now=now):
        then = f"; then: {one.then}" if one.then else ""
        yield f"step {one.step}: {one.state.value}{then}"


def _most(span: Span) -> str:
    return decimal_text(span.high)


def _texts(file: TermsFile, *, sides: Sequence[str]) -> Iterator[str]:
    for text in file.texts:
        versions = [Version(each.id, each.words, each.by, each.at) for each in text.versions]
        stands = [Adherence(each.side, each.hash, each.at) for each in text.adherences]
        found = text_standing(versions, stands, sides=sides)
        agreed = "agreed" if found.agreed else "not agreed"
        yield f"text {text.name}: {found.newest}, {agreed}, {found.open_brackets} brackets open"
        for side, version in found.stands_by.items():
            yield f"text {text.name}: {side} stands by {version or 'no version'}"
