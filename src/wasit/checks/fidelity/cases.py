"""Fidelity pairs as lines of a file: reading them, answering them, and scoring the answers.

The shapes are those of ``wasit check fidelity FILE --json``: spans are exact substrings, empty
where there is none. A labelled pair also carries ``faithful`` and ``errors``.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from wasit.checks.fidelity.check import check_fidelity
from wasit.checks.fidelity.shapes import ErrorKind, Manner, Outcome, Pair, Span
from wasit.errors import BadInput
from wasit.values import Language

__all__ = ["Answer", "CaseUnreadable", "FidelityCase", "Labelled", "Scores", "answer", "read_cases"]

_Mode = Literal["verbatim", "in_substance", "own_idea", "substance_only", "substance"]
_MANNERS: dict[str, Manner] = {
    "verbatim": Manner.VERBATIM,
    "in_substance": Manner.IN_SUBSTANCE,
    "substance_only": Manner.IN_SUBSTANCE,
    "substance": Manner.IN_SUBSTANCE,
    "own_idea": Manner.OWN_IDEA,
}


class CaseUnreadable(BadInput):
    """A line of a file of pairs is not one."""

    code = "fidelity-case-unreadable"
    advice = "Compare the line with docs/checks.md; the lines before it were answered."

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(
            f"line {number} is not a fidelity pair: {reason}; expected id, mode, orig_lang, "
            "conv_lang, original and conveyed; this line and those after it were not checked"
        )
        self.number = number


class Labelled(msgspec.Struct, frozen=True):
    """One labelled error: its kind and the exact substrings it concerns."""

    kind: ErrorKind
    orig_span: str = ""
    conv_span: str = ""


class FidelityCase(msgspec.Struct, frozen=True):
    """One line: a pair, and where labelled whether it is faithful and what is wrong."""

    id: str
    mode: _Mode
    orig_lang: Language
    conv_lang: Language
    original: str
    conveyed: str
    faithful: bool | None = None
    errors: tuple[Labelled, ...] = ()

    def pair(self) -> Pair:
        """The pair to check."""
        return Pair(
            self.original, self.conveyed, self.orig_lang, self.conv_lang, _MANNERS[self.mode]
        )


class AnswerError(msgspec.Struct, frozen=True):
    """One difference, spans as substrings."""

    kind: ErrorKind
    orig_span: str
    conv_span: str
    why: str


class AnswerPrompt(msgspec.Struct, frozen=True):
    """One ambiguity, with what to ask."""

    span: str
    question: str


class Answer(msgspec.Struct, frozen=True):
    """What is printed for one line."""

    id: str
    verdict: Literal["faithful", "changed"]
    errors: tuple[AnswerError, ...]
    prompts: tuple[AnswerPrompt, ...]


def read_cases(lines: Iterable[bytes]) -> Iterable[FidelityCase]:
    """The pairs of a file of JSON Lines, one by one; empty lines are passed over."""
    decoder = msgspec.json.Decoder(FidelityCase)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CaseUnreadable(number, str(error)) from error


def _cut(text: str, span: Span) -> str:
    return text[span[0] : span[1]]


def answer(case: FidelityCase) -> Answer:
    """The check's answer to one line."""
    outcome: Outcome = check_fidelity(case.pair())
    return Answer(
        case.id,
        outcome.verdict,
        tuple(
            AnswerError(
                e.kind, _cut(case.original, e.original), _cut(case.conveyed, e.conveyed), e.why
            )
            for e in outcome.errors
        ),
        tuple(AnswerPrompt(_cut(case.conveyed, p.span), p.question) for p in outcome.prompts),
    )


def _place(text: str, part: str) -> Span:
    start = text.find(part) if part else -1
    return (start, start + len(part)) if start >= 0 else (0, 0)


def _spans_meet(text: str, one: str, other: str) -> bool:
    a, b = _place(text, one), _place(text, other)
    overlap = min(a[1], b[1]) - max(a[0], b[0])
    return overlap > 0 and (a[1] - a[0]) <= 3 * (b[1] - b[0])


def _no_languages() -> dict[str, Counter[str]]:
    return {}


@dataclass(slots=True)
class Scores:
    """Counts over labelled lines, by kind and by language, for precision and recall."""

    faithful: int = 0
    faithful_flagged: int = 0
    unfaithful: int = 0
    unfaithful_flagged: int = 0
    labelled: Counter[str] = field(default_factory=Counter[str])
    reported: Counter[str] = field(default_factory=Counter[str])
    reported_faithful: Counter[str] = field(default_factory=Counter[str])
    right_kind: Counter[str] = field(default_factory=Counter[str])
    right_span: Counter[str] = field(default_factory=Counter[str])
    languages: dict[str, Counter[str]] = field(default_factory=_no_languages)

    def add(self, case: FidelityCase, given: Answer) -> None:
        """Count one labelled line and its answer."""
        flagged = given.verdict == "changed"
        tongue = case.orig_lang if case.orig_lang == case.conv_lang else "across"
        counts = self.languages.setdefault(tongue, Counter())
        if case.faithful:
            self.faithful += 1
            self.faithful_flagged += flagged
            counts["faithful"] += 1
            counts["faithful_flagged"] += flagged
            self.reported_faithful.update(e.kind.value for e in given.errors)
            return
        self.unfaithful += 1
        self.unfaithful_flagged += flagged
        counts["unfaithful"] += 1
        counts["unfaithful_flagged"] += flagged
        self.reported.update(e.kind.value for e in given.errors)
        wanted = Counter(e.kind.value for e in case.errors)
        self.labelled.update(wanted)
        got = Counter(e.kind.value for e in given.errors)
        self.right_kind.update(wanted & got)
        counts["labelled"] += sum(wanted.values())
        counts["right_kind"] += sum((wanted & got).values())
        for label in case.errors:
            if any(_same_place(case, label, e) for e in given.errors if e.kind is label.kind):
                self.right_span[label.kind.value] += 1

    def lines(self) -> list[str]:
        """The figures as text, totals first, then by kind and by language."""
        right, labelled = self.right_kind.total(), self.labelled.total()
        return [
            f"unfaithful flagged {_ratio(self.unfaithful_flagged, self.unfaithful)}",
            f"faithful flagged   {_ratio(self.faithful_flagged, self.faithful)}",
            f"right kind         {_ratio(right, labelled)}",
            f"right span         {_ratio(self.right_span.total(), labelled)}",
            f"reported per label {_ratio(self.reported.total(), labelled)}",
            *(self._kind(kind) for kind in sorted(self._kinds())),
            *(self._tongue(*each) for each in sorted(self.languages.items())),
        ]

    def _kinds(self) -> set[str]:
        return {*self.labelled, *self.reported, *self.reported_faithful}

    def _kind(self, kind: str) -> str:
        recall = _ratio(self.right_kind[kind], self.labelled[kind])
        reported = self.reported[kind] + self.reported_faithful[kind]
        precision = _ratio(self.right_kind[kind], reported)
        alarms = self.reported_faithful[kind]
        return f"  {kind:18} recall {recall}  precision {precision}  on faithful {alarms}"

    def _tongue(self, tongue: str, counts: Counter[str]) -> str:
        flagged = _ratio(counts["unfaithful_flagged"], counts["unfaithful"])
        alarms = _ratio(counts["faithful_flagged"], counts["faithful"])
        kinds = _ratio(counts["right_kind"], counts["labelled"])
        return f"  {tongue:18} flagged {flagged}  right kind {kinds}  false alarms {alarms}"


def _same_place(case: FidelityCase, label: Labelled, given: AnswerError) -> bool:
    if label.orig_span and _spans_meet(case.original, given.orig_span, label.orig_span):
        return True
    if label.conv_span and _spans_meet(case.conveyed, given.conv_span, label.conv_span):
        return True
    return not label.orig_span and not label.conv_span


def _ratio(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.2f}" if whole else f"{part}/0"
