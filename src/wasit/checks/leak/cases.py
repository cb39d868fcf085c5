"""Leak cases as JSON Lines: one draft with what is kept from its room, and labels where given.

One line is checked by itself: its statements and known texts make an index, its draft is guarded.
Labels are never looked at while checking. ``Score`` counts afterwards: a leak is caught when its
draft is flagged at stop or ask; a labelled hit is found when its draft is flagged for that
statement, and its span is right when some reported span overlaps it and is at most three times
as long.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from wasit.checks.leak.concepts import Lexicon
from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.shapes import Draft, Hit, Kept, Report
from wasit.errors import BadInput

__all__ = [
    "Answer",
    "Case",
    "CaseUnreadable",
    "Label",
    "Score",
    "answer",
    "read_cases",
    "spans_agree",
]

_SPAN_RATIO = 3


class CaseUnreadable(BadInput):
    """A line of a case file is not a case."""

    code = "case-unreadable"
    advice = "Each line is one JSON object with id, secrets, known_to_audience, to and draft."


class Label(msgspec.Struct, frozen=True):
    """A leak as its author marked it."""

    sid: str
    span: str = ""
    kind: str = ""


class Case(msgspec.Struct, frozen=True):
    """One line: a draft for room ``to``, what is kept from it, what it knows; labels optional."""

    id: str | int
    to: str
    draft: str
    secrets: tuple[Kept, ...] = ()
    known_to_audience: tuple[str, ...] | None = ()
    conditions_met: tuple[str, ...] | None = ()
    setting: str | None = None
    lang: str | None = None
    leak: bool | None = None
    hits: tuple[Label, ...] | None = ()


class Answer(msgspec.Struct, frozen=True):
    """One line out: the verdict and the findings."""

    id: str | int
    verdict: str
    hits: tuple[Hit, ...]


def read_cases(lines: Iterable[bytes], *, source: str) -> Iterator[Case]:
    """The cases of a file, in order; empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line, type=Case)
        except msgspec.DecodeError as error:
            raise CaseUnreadable(
                f"{source}, line {number}: {error}; expected a leak case, "
                "and the lines after it were not checked"
            ) from error


def answer(case: Case, *, lexicon: Lexicon | None = None) -> Report:
    """The guard's report on one case."""
    index = CaseIndex(case.to, lexicon=lexicon)
    for text in case.known_to_audience or ():
        index.know(text)
    for kept in case.secrets:
        index.add(kept)
    return guard(
        Draft(to=case.to, text=case.draft, conditions_met=frozenset(case.conditions_met or ())),
        index,
    )


@dataclass
class _Tally:
    labelled: int = 0
    caught: int = 0
    placed: int = 0
    reported: int = 0
    right: int = 0


@dataclass
class Score:
    """Counts over labelled cases: leaks caught, false alarms, and by kind and language."""

    leaks: int = 0
    caught: int = 0
    clean: int = 0
    alarms: int = 0
    kinds: dict[str, _Tally] = field(default_factory=dict[str, _Tally])
    languages: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def add(self, case: Case, report: Report) -> None:
        """Count one labelled case; a case without label is passed over."""
        if case.leak is None:
            return
        per_language = self.languages.setdefault(case.lang or "?", [0, 0, 0, 0])
        if case.leak:
            self.leaks += 1
            self.caught += report.flagged
            per_language[0] += 1
            per_language[1] += report.flagged
        else:
            self.clean += 1
            self.alarms += report.flagged
            per_language[2] += 1
            per_language[3] += report.flagged
        self._add_labels(case, report)

    def _add_labels(self, case: Case, report: Report) -> None:
        telling = [hit for hit in report.hits if hit.strength != "note"]
        for label in case.hits or ():
            tally = self.kinds.setdefault(label.kind, _Tally())
            tally.labelled += 1
            tally.caught += any(hit.sid == label.sid for hit in telling)
            tally.placed += any(spans_agree(case.draft, hit.span, label.span) for hit in telling)
        for hit in telling:
            tally = self.kinds.setdefault(hit.kind, _Tally())
            tally.reported += 1
            tally.right += any(hit.sid == label.sid for label in case.hits or ())

    @property
    def recall(self) -> float:
        """Leaks flagged over leaks."""
        return self.caught / self.leaks if self.leaks else 0.0

    @property
    def false_alarms(self) -> float:
        """Clean drafts flagged over clean drafts."""
        return self.alarms / self.clean if self.clean else 0.0

    @property
    def placed(self) -> float:
        """Labelled hits with a right span over labelled hits caught."""
        caught = sum(t.caught for t in self.kinds.values())
        return sum(t.placed for t in self.kinds.values()) / caught if caught else 0.0

    def lines(self) -> Iterator[str]:
        """The score for a person to read."""
        yield f"leaks {self.caught}/{self.leaks} = {self.recall:.2f} recall"
        yield f"clean {self.alarms}/{self.clean} = {self.false_alarms:.2f} false alarms"
        yield f"span right in {self.placed:.2f} of labelled hits caught"
        for kind, t in sorted(self.kinds.items()):
            recall = f"{t.caught}/{t.labelled}" if t.labelled else "-"
            precision = f"{t.right}/{t.reported}" if t.reported else "-"
            yield f"  {kind}: recall {recall}, span {t.placed}, precision {precision}"
        for language, (leaks, caught, clean, alarms) in sorted(self.languages.items()):
            yield f"  {language}: recall {caught}/{leaks}, false alarms {alarms}/{clean}"


def spans_agree(draft: str, reported: str, labelled: str) -> bool:
    """Whether the spans overlap and the reported one is at most three times as long."""
    if not reported or not labelled or len(reported) > _SPAN_RATIO * len(labelled):
        return False
    return any(
        a < b + len(labelled) and b < a + len(reported)
        for a in _places(draft, reported)
        for b in _places(draft, labelled)
    )


def _places(text: str, part: str) -> list[int]:
    found: list[int] = []
    at = text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found
