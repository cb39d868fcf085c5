"""Findings as the desk is shown them: one JSON object for each question the desk may ask.

Only written down here; computed in the modules named. Numbers are shown exactly and as decimals.
All of it is for the desk's eyes: it joins what several sides said in confidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wasit.terms.commitments import Commitment, Deadlock, conditions
from wasit.terms.drafts import see_draft
from wasit.terms.exact import decimal_text, shown
from wasit.terms.frontier import Caps, Frontier
from wasit.terms.order import SafeOrder, Step, safe_order
from wasit.terms.plan import plan_standing
from wasit.terms.question import About, Question, advise, in_words
from wasit.terms.ranges import Ranged, Span
from wasit.terms.reading import Package
from wasit.terms.uncertainty import (
    Doubted,
    Leaning,
    count_standings,
    if_limits_doubted,
    leanings,
    packages_to_try,
)
from wasit.terms.ways_out import ways_out

Json = dict[str, object]
_MOST_QUESTIONS = 10


def span_json(span: Span) -> Json:
    """A range by its ends; a known number by itself."""
    if span.width == 0:
        return dict(shown(span.low))
    return {"low": shown(span.low), "high": shown(span.high)}


def ask_json(ranged: Ranged, *, caps: Caps | None = None) -> Json:
    """What is sure and settled, the package to work with, and the questions about it."""
    caps = caps or Caps()
    counted = count_standings(ranged, caps=caps)
    readings = packages_to_try(ranged)
    leaning = leanings(ranged, readings=readings)
    advice = advise(ranged)
    questions = advice.questions if advice else ()
    why: list[str] = []
    if None in (counted.all, counted.possible, counted.sure):
        why.append(f"counting would hold more than {caps.sums} sums at once")
    if advice is None:
        why.append("no package tried is possible for every side")
    return {
        "sides": list(ranged.sides),
        "issues": [issue.name for issue in ranged.issues],
        "packages": {"all": counted.all, "possible": counted.possible, "sure": counted.sure},
        "readings_tried": 1 if ranged.known else readings,
        "by_issue": [_leaning_json(one, ranged) for one in leaning],
        "work_with": None
        if advice is None
        else {
            "package": _named(ranged, advice.package),
            "standing": advice.standing.value,
            "worst_shortfall": shown(advice.shortfall),
            "short_of": _named(ranged, advice.instead),
        },
        "questions": [_question_json(one, ranged) for one in questions[:_MOST_QUESTIONS]],
        "questions_in_all": len(questions),
        "if_a_limit_is_doubted": [
            _doubted_json(one, ranged) for one in if_limits_doubted(ranged, caps=caps)
        ],
        "complete": not why,
        "why": "; ".join(why) or None,
    }


def _named(ranged: Ranged, package: Package | None) -> dict[str, str] | None:
    if package is None:
        return None
    return {
        issue.name: issue.options[option]
        for issue, option in zip(ranged.issues, package, strict=True)
    }


def _leaning_json(leaning: Leaning, ranged: Ranged) -> Json:
    issue = ranged.issues[leaning.issue]
    settled = leaning.settled
    return {
        "issue": issue.name,
        "settled": None if settled is None else issue.options[settled],
        "surely": leaning.surely is not None,
        "shares": {
            option: decimal_text(share)
            for option, share in zip(issue.options, leaning.shares, strict=True)
            if share
        },
    }


def _question_json(question: Question, ranged: Ranged) -> Json:
    issue = None if question.issue is None else ranged.issues[question.issue]
    return {
        "side": ranged.sides[question.side],
        "about": question.about.value,
        "issue": issue.name if issue else None,
        "option": issue.options[question.option]
        if issue and question.about is About.VALUE and question.option is not None
        else None,
        "known": span_json(question.span),
        "words": in_words(question, ranged),
        "worst_shortfall_after": shown(question.left),
    }


def _doubted_json(doubted: Doubted, ranged: Ranged) -> Json:
    return {
        "side": ranged.sides[doubted.side],
        "packages_above_limits": doubted.above_limits,
        "without_this_limit": doubted.above_limits_without,
        "nash": None if doubted.nash is None else _named(ranged, doubted.nash),
        "nash_without": None
        if doubted.nash_without is None
        else _named(ranged, doubted.nash_without),
        "same_answer": doubted.nash == doubted.nash_without,
    }


def draft_json(frontier: Frontier, draft: Package) -> Json:
    """A draft beside the frontier: what betters it, what is nearest, what is left on the table."""
    seen = see_draft(frontier, draft)
    reading = frontier.reading

    def points(listed: Sequence[int]) -> list[Json]:
        return [
            {
                "values": [shown(value) for value in frontier.values(point)],
                "package": reading.named(frontier.package(point)),
            }
            for point in listed[:100]
        ]

    return {
        "package": reading.named(draft),
        "values": [shown(value) for value in seen.values],
        "gains": [shown(value) for value in seen.gains],
        "allowed": seen.allowed,
        "efficient": seen.efficient,
        "better_for_all": len(seen.better_for_all),
        "better_for_all_first": points(seen.better_for_all),
        "nearest": points(seen.nearest),
        "issues_changed": seen.changes,
        "left_on_the_table": [shown(value) for value in seen.left_on_the_table],
    }


def conditions_json(
    commitments: Sequence[Commitment], *, sides: Sequence[str], now: str = ""
) -> Json:
    """What is agreed now, what it lacks, what waits for itself, and the ways out.

    With ``now``, offers that stood until an earlier time are off the table.
    """
    lapsed = [one.id for one in commitments if now and one.until and one.until < now]
    commitments = [replace(one, offered=False) if one.id in lapsed else one for one in commitments]
    found = conditions(commitments)
    by_id = {commitment.id: commitment for commitment in commitments}
    return {
        "agreed": list(found.agreed),
        "left_out": [
            {
                "commitment": one.commitment,
                "who": by_id[one.commitment].who,
                "lacks": list(one.lacks),
                "statement": by_id[one.commitment].statement or None,
            }
            for one in found.left_out
        ],
        "can_happen": list(found.can_happen),
        "blocked": list(found.blocked),
        "lapsed": lapsed,
        "deadlocks": [_deadlock_json(one, by_id, sides=sides) for one in found.deadlocks],
        "for_others": [
            {
                "commitment": one.id,
                "who": one.who,
                "for": one.behalf,
                "control": one.control,
            }
            for one in commitments
            if one.behalf
        ],
    }


def _deadlock_json(
    deadlock: Deadlock, by_id: Mapping[str, Commitment], *, sides: Sequence[str]
) -> Json:
    return {
        "circle": list(deadlock.circle),
        "statements": list(deadlock.statements),
        "words": " ".join(
            f"{by_id[one].who}: “{by_id[one].what}”, not before {other}."
            for one, other in zip(
                deadlock.circle, (*deadlock.circle[1:], deadlock.circle[0]), strict=True
            )
        ),
        "also_waiting": list(deadlock.others),
        "ways_out": [
            {
                "kind": way.kind.value,
                "words": way.words,
                "order": None if way.order is None else order_json(way.order),
            }
            for way in ways_out(deadlock, by_id, sides=sides)
        ],
    }


def order_json(order: SafeOrder) -> Json:
    """An order with each side's exposure after every move."""
    return {
        "moves": [
            {
                "steps": list(moment.steps),
                "exposure": {
                    side: span_json(span)
                    for side, span in zip(order.sides, moment.exposure, strict=True)
                },
                "tempted_to_stop": list(moment.tempted),
            }
            for moment in order.moments
        ],
        "largest_exposure": {
            side: shown(exposed) for side, exposed in zip(order.sides, order.largest, strict=True)
        },
        "proved_least": order.proved,
        "blocked": list(order.blocked),
        "circles": [list(circle) for circle in order.circles],
    }


def plan_json(steps: Sequence[Step], *, sides: Sequence[str], now: str) -> Json:
    """The safe order of the steps, and where each stands at that time."""
    by_id = {step.id: step for step in steps}
    standings = plan_standing(steps, now=now)
    return {
        **order_json(safe_order(steps, sides=sides)),
        "at": now,
        "plan": [
            {
                "step": one.step,
                "who": by_id[one.step].who,
                "what": by_id[one.step].what,
                "state": one.state.value,
                "waits_for": list(one.waits_for),
                "proof": by_id[one.step].proof or None,
                "checker": by_id[one.step].checker or None,
                "due": by_id[one.step].due or None,
                "then": one.then or None,
            }
            for one in standings
        ],
        "overdue": [one.step for one in standings if one.state.value == "overdue"],
        "breached": [one.step for one in standings if one.state.value == "breached"],
    }
