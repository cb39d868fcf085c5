"""Entries on terms in one line of plain words each, for the desk alone."""

from collections.abc import Iterable

from wasit.talks.deeds import (
    Adhered,
    Committed,
    StepChecked,
    StepPlanned,
    TermBody,
    TextVersion,
)
from wasit.talks.wishes import (
    Amount,
    IssueNamed,
    LimitTold,
    Linked,
    OptionRefused,
    OptionsTaken,
    Preferred,
    TermTold,
    TermWithdrawn,
    ThingsListed,
    Weighed,
    WeightsOrdered,
)

__all__ = ["term_in_words"]


def term_in_words(body: TermBody) -> str:
    """The entry as the journal's screen shows it, with what it corrects."""
    corrected = body.corrects if isinstance(body, TermTold) else None
    return _words(body) + (f" (corrects number {corrected})" if corrected is not None else "")


def _words(body: TermBody) -> str:
    match body:
        case Preferred() | Weighed() | WeightsOrdered() | LimitTold() | OptionRefused() | Adhered():
            return _of_side(body)
        case IssueNamed() | Linked() | ThingsListed():
            return _of_shape(body)
        case Committed():
            behalf = f" for {body.behalf} ({body.control.value} control)" if body.behalf else ""
            waits = f", not before {body.not_before}" if body.not_before else ""
            verb = "offers" if body.offered else "is asked for"
            return f"{body.who}{behalf} {verb} {body.id}: {body.what}{waits}"
        case StepPlanned():
            after = f", after {', '.join(body.after)}" if body.after else ""
            due = f", due {body.due}" if body.due else ""
            return f"step {body.id}: {body.who} {body.what}{after}{due}"
        case StepChecked():
            seen = body.seen.value.replace("_", " ")
            return f"step {body.step} {seen} at {body.at}: {body.proof}"
        case TextVersion():
            return f"text {body.text}, version {body.id}"
        case TermWithdrawn():
            held = "never held" if body.mistaken else "holds no longer"
            return f"number {body.number} {held}: {body.why}"


def _of_side(
    body: Preferred | Weighed | WeightsOrdered | LimitTold | OptionRefused | Adhered,
) -> str:
    match body:
        case Preferred():
            return f"{body.side} on {body.issue}: {_preferred(body)}"
        case Weighed():
            return f"{body.side}: {body.issue} matters {_amount(body.amount)} ({body.scale.value})"
        case WeightsOrdered():
            return f"{body.side}, what matters most first: {', '.join(body.issues)}"
        case LimitTold():
            least = _amount(body.amount) if body.amount is not None else _taken(body.package)
            return f"{body.side} wants at the least {least}"
        case OptionRefused():
            return f"{body.side} refuses {body.option} of {body.issue}"
        case Adhered():
            stands = f"stands by {body.text_hash[:12]}" if body.text_hash else "stands by no text"
            return f"{body.side} {stands} of {body.text}"


def _of_shape(body: IssueNamed | Linked | ThingsListed) -> str:
    match body:
        case IssueNamed():
            ways = ", ".join((*body.options, *body.things)) or f"{body.low} to {body.high}"
            return f"issue {body.name}: {ways} {body.unit}".rstrip()
        case Linked():
            then = f", then {_taken(body.then)}" if body.then else ""
            return (
                f"linkage {body.id}, {body.form.value.replace('_', ' ')}: {_taken(body.of)}{then}"
            )
        case ThingsListed():
            return f"list {body.name}: {', '.join(body.things)}"


def _preferred(body: Preferred) -> str:
    if body.points:
        return "; ".join(f"{point.number} is worth {point.worth}" for point in body.points)
    worth = [f"{each.option} is worth {_amount(each.amount)}" for each in body.worth]
    order = [" before ".join(body.order)] if body.order else []
    return "; ".join((*order, *worth))


def _amount(amount: Amount) -> str:
    return f"{amount.low} to {amount.high}" if amount.high else amount.low


def _taken(taken: Iterable[OptionsTaken]) -> str:
    return "; ".join(f"{each.issue} is {' or '.join(each.options)}" for each in taken)
