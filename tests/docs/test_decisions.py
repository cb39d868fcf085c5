"""The pages on decisions stay true to what they speak of."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def named_in_pyproject() -> set[str]:
    """Every library that pyproject.toml names, without versions and extras."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
        *(one for group in project["dependency-groups"].values() for one in group),
    ]
    return {re.split(r"[\[<>=!~; ]", requirement)[0] for requirement in requirements}


def test_the_page_on_libraries_gives_a_reason_for_each_and_for_no_other() -> None:
    """A dependency nobody can say a reason for is one nobody watches."""
    page = (ROOT / "docs" / "decisions" / "0002-libraries.md").read_text(encoding="utf-8")
    reasons = dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", page, flags=re.MULTILINE))
    assert set(reasons) == named_in_pyproject()
    assert all(len(reason) > 10 for reason in reasons.values())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_page_says_what_was_chosen_rejected_and_would_change_our_mind(page: Path) -> None:
    """A decision without its way back is a habit."""
    text = page.read_text(encoding="utf-8")
    assert re.match(rf"# {page.stem[:4]}: .+\n", text)
    for part in ("**Choice.**", "**Rejected.**", "**What would change our mind.**"):
        assert part in text
    assert len(text.splitlines()) < 90


def test_numbers_of_pages_are_used_once() -> None:
    """A decision is cited by its number."""
    numbers = [page.stem[:4] for page in PAGES]
    assert len(set(numbers)) == len(numbers)
