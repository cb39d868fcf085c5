"""The whole page: every part that can be computed, and a sentence for each that cannot."""

from pathlib import Path

import pytest

from wasit.terms.own_format import TermsFile, parse_terms_file
from wasit.terms.views.page import terms_page

_CASES = Path(__file__).resolve().parents[4] / "cases" / "terms"
NOW = "2024-01-10T18:00:00Z"


def _file(name: str) -> TermsFile:
    return parse_terms_file((_CASES / f"{name}.toml").read_text(encoding="utf-8"), name=name)


@pytest.mark.slow
def test_page_of_the_model_case_has_every_part() -> None:
    """Four ways out beside the deadlock, a draft with gains, a question, the text's changes."""
    page = terms_page(_file("muscat-2024"), sides=("Iran", "USA"), now=NOW)
    assert page.why_not == ()
    assert page.packages is not None
    assert page.packages.draft is not None
    assert page.packages.draft.barred == ("iran-3", "usa-2")
    assert page.packages.questions
    assert page.conditions is not None
    (ways,) = page.conditions.ways_out
    assert len(ways) == 4
    (circle,) = page.conditions.graph.statements
    assert all(page.conditions.statements[name] for name in circle)
    assert page.plan is not None
    assert page.plan.axis.rows == ()
    assert [text.version for text in page.texts] == ["v2"]


def test_page_before_anything_is_told_says_what_is_missing() -> None:
    """An empty case is no failure; the page stands and says what to take down."""
    page = terms_page(TermsFile(), sides=("A", "B"), now=NOW)
    assert page.packages is None
    assert any("two or more" in why for why in page.why_not)
    assert page.conditions is not None
    assert page.conditions.graph.nodes == ()


def test_page_with_one_bad_part_shows_the_others() -> None:
    """A bracket that does not close must not hide an overdue step."""
    text = """
[[steps]]
id = "pay"
who = "A"
what = "pays"
due = "2024-01-01T00:00:00Z"
[[texts]]
name = "U"
versions = [{ id = "v1", words = "No attacks [at sea." }]
"""
    page = terms_page(parse_terms_file(text, name="bad"), sides=("A", "B"), now=NOW)
    assert page.plan is not None
    assert page.plan.axis.overdue == ("pay",)
    assert page.texts == ()
    assert any("never closed" in why for why in page.why_not)


@pytest.mark.slow
def test_page_shows_the_draft_that_was_asked_for() -> None:
    """The desk tries its own package, and sees the same columns."""
    page = terms_page(_file("muscat-2024"), sides=("Iran", "USA"), now=NOW, draft=(0, 0, 0, 0))
    assert page.packages is not None
    assert page.packages.draft is not None
    assert [row.option for row in page.packages.draft.rows][:3] == [
        "attacks go on",
        "attacks go on",
        "nothing",
    ]
