"""Findings as the desk is shown them: one JSON object for each question the desk may ask.

Only written down here; computed in the modules named. Numbers are shown exactly and as decimals.
All of it is for the desk's eyes: it joins what several sides said in confidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from wasit.terms.commitments import Commitment, Deadlock, conditions
from wasit.terms.drafts import see_draft
from wasit.terms.empty_zone import Cause
from wasit.terms.exact import decimal_text, shown
from wasit.terms.frontier import Caps, Frontier
from wasit.terms.named_things import adjusted_winner, largest_nash_product
from wasit.terms.order import SafeOrder, Step, safe_order
from wasit.terms.own_format import TermsFile, read_number, sources
from wasit.terms.plan import plan_standing
from wasit.terms.question import About, Question, advise, in_words
from wasit.terms.ranges import Ranged, Span
from wasit.terms.reading import Package
from wasit.terms.texts import (
    Adherence,
    Version,
    brackets_in,
    text_hash,
    text_standing,
    word_diff,
)
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


def texts_json(terms: TermsFile, *, sides: Sequence[str] = ()) -> Json:
    """Every text: versions with hash, brackets and word diff, and who stands by which.

    ``sides`` are those whose adherence makes a text agreed; by default the sides of the terms.
    """
    sides = sides or [side.name for side in terms.sides]
    texts: list[Json] = []
    for text in terms.texts:
        versions = [Version(v.id, v.words, v.by, v.at) for v in text.versions]
        adherences = [Adherence(a.side, a.hash, a.at) for a in text.adherences]
        named = sides or list(dict.fromkeys(a.side for a in adherences))
        standing = text_standing(versions, adherences, sides=named)
        texts.append(
            {
                "name": text.name,
                "versions": [
                    _version_json(version, before)
                    for version, before in zip(versions, [None, *versions[:-1]], strict=True)
                ],
                "newest": standing.newest,
                "hash": standing.hash,
                "stands_by": standing.stands_by,
                "open_brackets": standing.open_brackets,
                "agreed": standing.agreed,
            }
        )
    return {"texts": texts}


def _version_json(version: Version, before: Version | None) -> Json:
    return {
        "id": version.id,
        "by": version.by or None,
        "at": version.at or None,
        "hash": text_hash(version.words),
        "brackets": [
            {"start": bracket.start, "end": bracket.end, "alternatives": list(bracket.alternatives)}
            for bracket in brackets_in(version.words)
        ],
        "changes": None
        if before is None
        else [
            {"change": run.change.value, "words": run.words}
            for run in word_diff(before.words, version.words)
        ],
    }


def lists_json(terms: TermsFile) -> list[Json]:
    """Each list of named things, divided by adjusted winner and by the largest Nash product."""
    found: list[Json] = []
    for given in terms.lists:
        points: dict[str, dict[str, Fraction]] = {
            side: {
                thing: read_number(value, what=f"{side}'s points for {thing!r}")
                for thing, value in row.items()
            }
            for side, row in given.points.items()
        }
        nash = largest_nash_product(given.things, points)
        winner = adjusted_winner(given.things, points) if len(points) == 2 else None
        found.append(
            {
                "name": given.name,
                "adjusted_winner": None
                if winner is None
                else {
                    "shares": {
                        thing: {
                            side: shown(share) for side, share in zip(points, shares, strict=True)
                        }
                        for thing, shares in winner.shares.items()
                    },
                    "points": [shown(value) for value in winner.points],
                    "split": winner.split,
                },
                "largest_nash_product": {
                    "gets": {side: list(things) for side, things in nash.gets.items()},
                    "points": [shown(value) for value in nash.points],
                    "product": shown(nash.product),
                    "ties": nash.ties,
                },
            }
        )
    return found


def empty_zone_json(cause: Cause | None, terms: TermsFile) -> Json | None:
    """Which statements leave no package, where none is left."""
    if cause is None:
        return None
    sides = [terms.sides[place] for place in cause.limits]
    linkages = [one for one in terms.linkages if one.id in cause.sources]
    named = [
        *(side.limit_statement for side in sides),
        *(linkage.statement for linkage in linkages),
    ]
    return {
        "limits_of": [side.name for side in sides],
        "linkages_and_refusals": list(cause.sources),
        "statements": [source for source in dict.fromkeys(named) if source],
        "smallest": cause.smallest,
    }


def not_for_drafts(terms: TermsFile) -> list[str]:
    """Statements that shape the result but may not be used in a draft."""
    used = {
        source
        for side in terms.sides
        for source in (
            *sources(side.weights_statement),
            side.limit_statement,
            *(each for values in side.values for each in sources(values.statement)),
            *(refused.statement for refused in side.refuses),
        )
    } | {linkage.statement for linkage in terms.linkages}
    return [one.id for one in terms.statements if one.id in used and not one.may_use]
