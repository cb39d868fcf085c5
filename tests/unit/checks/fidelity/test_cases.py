"""The project's own pairs: enough of them, and answered as docs/checks.md says."""

import json
from collections import Counter
from pathlib import Path

import pytest

from wasit.checks.fidelity.cases import CaseUnreadable, FidelityCase, Scores, answer, read_cases
from wasit.values import LANGUAGES

CASES = Path(__file__).parents[3] / "cases" / "fidelity"
FILES = (
    "tuned",
    "kept-aside",
    "reworded",
    "reworded-2",
    "outside",
    "outside-2",
    "outside-3",
    "outside-aside",
)


def _cases(name: str) -> list[FidelityCase]:
    return list(read_cases((CASES / f"{name}.jsonl").read_bytes().splitlines()))


def _scores(cases: list[FidelityCase]) -> Scores:
    scores = Scores()
    for case in cases:
        scores.add(case, answer(case))
    return scores


def test_there_are_enough_pairs_of_every_sort() -> None:
    """Three hundred pairs, half faithful, all languages within and across, all three manners."""
    every = [case for name in FILES for case in _cases(name)]
    faithful = sum(bool(case.faithful) for case in every)
    assert len(every) >= 300
    assert 0.4 <= faithful / len(every) <= 0.6
    assert {case.orig_lang for case in every} == set(LANGUAGES) == {c.conv_lang for c in every}
    assert any(case.orig_lang != case.conv_lang for case in every)
    assert {case.mode for case in every} == {"verbatim", "in_substance", "own_idea"}
    lines = [
        json.loads(line)
        for name in FILES
        for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len({line["setting"] for line in lines}) >= 8
    assert max(Counter(case.id for case in every).values()) == 1


def test_every_labelled_span_is_an_exact_substring() -> None:
    """A label that points nowhere would count as missed whatever the check does."""
    for case in (each for name in FILES for each in _cases(name)):
        for label in case.errors:
            assert label.orig_span in case.original, case.id
            assert label.conv_span in case.conveyed, case.id


@pytest.mark.slow
def test_every_answered_span_is_an_exact_substring() -> None:
    """Programs look the spans up in the texts."""
    for case in _cases("tuned"):
        given = answer(case)
        assert all(e.orig_span in case.original for e in given.errors), case.id
        assert all(e.conv_span in case.conveyed for e in given.errors), case.id
        assert all(p.span in case.conveyed for p in given.prompts), case.id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "flagged", "kinds", "alarms"),
    [
        ("tuned", 0.95, 0.90, 0.05),
        ("reworded", 0.94, 0.90, 0.05),
        ("reworded-2", 0.90, 0.88, 0.08),
        ("kept-aside", 0.90, 0.85, 0.08),
        ("outside", 0.80, 0.75, 0.07),
        ("outside-2", 0.66, 0.58, 0.06),
        ("outside-3", 0.40, 0.33, 0.06),
    ],
)
def test_the_figures_hold(name: str, flagged: float, kinds: float, alarms: float) -> None:
    """What docs/checks.md reports must stay true; reported errors stay below twice the labelled."""
    scores = _scores(_cases(name))
    assert scores.unfaithful_flagged / scores.unfaithful >= flagged
    assert scores.faithful_flagged / scores.faithful <= alarms
    assert scores.right_kind.total() / scores.labelled.total() >= kinds
    assert scores.reported.total() <= 2 * scores.labelled.total()


def test_an_unreadable_line_says_which_and_what_was_not_done() -> None:
    """Of a thousand lines, the person must find the one to mend."""
    good = (CASES / "tuned.jsonl").read_bytes().splitlines()[0]
    with pytest.raises(CaseUnreadable, match=r"line 2 .* not checked"):
        list(read_cases([good, b'{"id": "x"}']))


@pytest.mark.parametrize("mode", ["in_substance", "substance_only", "substance"])
def test_three_names_for_in_substance_are_one_manner(mode: str) -> None:
    """Files written for older names are still read."""
    line = (
        b'{"id": "1", "mode": "' + mode.encode() + b'", "orig_lang": "en", "conv_lang": "en", '
        b'"original": "We pay 5 euros.", "conveyed": "They pay 6 euros."}'
    )
    (case,) = read_cases([line, b""])
    assert [e.kind.value for e in answer(case).errors] == ["number"]
    assert case.faithful is None
