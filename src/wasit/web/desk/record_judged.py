"""What asks for a person's judgement: pairs that may be one event, promises, and threats.

What the record reads off is shown with its reason; what a person at the desk holds replaces it and
can be judged again. Nothing is merged or called a breach by the program alone.
"""

from datetime import date
from itertools import combinations

from starlette.responses import Response

from wasit.record.incident import Incident, Kind
from wasit.record.same_event import Proposal, propose
from wasit.record.understanding import Bearing, Understanding, compliance, threats_due
from wasit.record.views import incident_view, pair_views
from wasit.seat.record_acts import RecordActs
from wasit.seat.record_views import promise_of, threats_of
from wasit.talks.record_entries import PairVerdict, PromiseWatched, ThreatNoted
from wasit.web.desk.record_case import DRAWN, RecordAt, day_of, record_at
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES"]

_PAIRS = 25
_BEARINGS = 200


def pairs(visit: Visit) -> Response:
    """Incidents of different data sets, or told by people, that may be one event."""
    record = record_at(visit)
    found, n = record.incidents()
    incidents = {each.id: each for each in found}
    proposals = _proposals(record, incidents)
    shown = proposals[:_PAIRS]
    names = {name for each in shown for name in (each.one, each.other)}
    views = {n: incident_view(incidents[n], record.case.said_of(n)) for n in names}
    return visit.show(
        "desk/record_pairs.html",
        pairs=pair_views(shown, views),
        n=len(proposals),
        left_out=n - min(n, DRAWN),
        verdicts=list(PairVerdict),
        judged=list(reversed(record.book.kept.pairs)),
    )


def judge(visit: Visit) -> Response:
    """Hold two incidents for one event, for two, or for neither as yet."""
    verdict = visit.chosen_one("verdict", PairVerdict, "whether they are one event")
    one, other = visit.needed("one", "the first"), visit.needed("other", "the second")
    RecordActs(visit.desk).judge_same(one, other, verdict, why=visit.typed("why"))
    visit.at.tell()
    return visit.go("record/same")


def promises(visit: Visit) -> Response:
    """How incidents bear on what was promised, and what was announced and whether it is due."""
    record = record_at(visit)
    kept = record.book.kept
    name = visit.asked("promise") or visit.typed("promise") or next(iter(kept.promises), "")
    promised = promise_of(record.book.promise_named(name)) if name else None
    incidents, n = record.incidents() if promised is not None or kept.threats else ([], 0)
    rows = _bearings(record, promised, incidents) if promised is not None else []
    told = [each for each in rows if each[1] is not Bearing.DOES_NOT or each[3]]
    return visit.show(
        "desk/record_promises.html",
        promised=promised,
        promises=list(kept.promises),
        counts={each: sum(row[1] is each for row in rows) for each in Bearing},
        rows=told[:_BEARINGS],
        more=len(told) - min(len(told), _BEARINGS),
        left_out=n - min(n, DRAWN),
        bearings=list(Bearing),
        kinds=list(Kind),
        threats=threats_due(
            threats_of(kept), incidents, today=date.fromisoformat(record.book.today())
        ),
    )


def watch(visit: Visit) -> Response:
    """Watch an understanding: what was promised, by whom, from when, and what would break it."""
    since, until = day_of(visit.needed("from", "the first day")), day_of(visit.typed("to"))
    kinds = tuple(sorted(visit.typed_all("kind")))
    if not kinds or since is None:
        raise NotFilledIn("no kind of event that would break it was chosen; nothing was kept")
    name = visit.needed("name", "its name")
    RecordActs(visit.desk).watch_promise(
        PromiseWatched(
            name=name,
            promised=visit.needed("promised", "what was promised"),
            by=visit.needed("by", "who promised it"),
            since=since.isoformat(),
            until=until.isoformat() if until else "",
            kinds=kinds,
            actors=_words(visit.typed("actors")),
            places=_words(visit.typed("places")),
        )
    )
    visit.at.tell()
    return visit.go("record/promises", promise=name)


def bear(visit: Visit) -> Response:
    """Judge how an incident bears on an understanding, with a reason."""
    acts = RecordActs(visit.desk)
    promise = acts.promise_named(visit.needed("promise", "the understanding")).name
    acts.judge_bearing(
        promise,
        visit.needed("incident", "the incident"),
        visit.needed("bearing", "how it bears"),
        why=visit.needed("why", "the reason"),
    )
    visit.at.tell()
    return visit.go("record/promises", promise=promise)


def note(visit: Visit) -> Response:
    """Note what somebody announced or demanded, and by when."""
    said_on = day_of(visit.needed("said_on", "the day it was said"))
    RecordActs(visit.desk).note_threat(
        ThreatNoted(
            name=visit.needed("name", "its name"),
            said_by=visit.needed("said_by", "who said it"),
            words=visit.needed("words", "in what words"),
            said_on=said_on.isoformat() if said_on else "",
            due=visit.typed("due"),
            kinds=tuple(sorted(visit.typed_all("kind"))),
            places=_words(visit.typed("places")),
        )
    )
    visit.at.tell()
    return visit.go("record/promises", anchor="threats")


def _words(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _proposals(record: RecordAt, incidents: dict[str, Incident]) -> list[Proposal]:
    """Pairs between data sets, and between them and people's incidents, that nobody judged."""
    judged = {frozenset((each.judged.one, each.judged.other)) for each in record.book.kept.pairs}
    by_series: dict[str, list[Incident]] = {}
    for name, each in incidents.items():
        by_series.setdefault(name.partition("/")[0] if "/" in name else "", []).append(each)
    return [
        each
        for one, other in combinations(sorted(by_series), 2)
        for each in propose(by_series[one], by_series[other])
        if frozenset((each.one, each.other)) not in judged
    ]


def _bearings(
    record: RecordAt, promised: Understanding, incidents: list[Incident]
) -> list[tuple[Incident, Bearing, str, bool]]:
    """Each incident, how it bears, why, and whether a person judged so; those that break first."""
    own = record.book.kept.bearings.get(promised.name, {})
    read = compliance(incidents, promised)
    rows = [
        (each, Bearing(own[each.id].bearing), own[each.id].why, True)
        if each.id in own
        else (each, bearing, why, False)
        for bearing in Bearing
        for each, why in read[bearing]
    ]
    return [row for bearing in Bearing for row in rows if row[1] is bearing]


PAGES = [
    Page("GET", "/record/same", Face.DESK, pairs),
    Page("POST", "/record/judge", Face.DESK, judge, pairs),
    Page("GET", "/record/promises", Face.DESK, promises),
    Page("POST", "/record/promise", Face.DESK, watch, promises),
    Page("POST", "/record/bearing", Face.DESK, bear, promises),
    Page("POST", "/record/threat", Face.DESK, note, promises),
]
