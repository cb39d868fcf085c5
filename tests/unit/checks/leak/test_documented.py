"""What docs/checks-leak.md says of the guard is what the guard does."""

import re
from pathlib import Path

import pytest

from bench.leak_quality import CASES, cases_of, score_of
from wasit.checks.leak.cases import answer

PAGE = Path(__file__).parents[4] / "docs" / "checks-leak.md"


@pytest.mark.slow
def test_the_documented_figures_are_the_measured_ones() -> None:
    """Figures in a page outlive the code they were measured on unless a test holds them."""
    page = PAGE.read_text(encoding="utf-8")
    block = re.search(r"<!-- figures -->\n```\n(.*?)```", page, re.DOTALL)
    assert block is not None
    measured = list(score_of(cases_of(CASES / "kept-aside-2.jsonl"), answer).lines())
    assert block.group(1).splitlines()[: len(measured)] == measured
