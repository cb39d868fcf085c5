"""The page on attacks: whatever it says nobody can do names tests, and those tests are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "attacks.md"
_TEST = re.compile(r"`(tests/[a-z0-9_/]+\.py)(?:::(test_[a-z0-9_]+))?`")

ADVERSARIES = (
    "A relay's operator who follows the rules and is curious",
    "A relay that lies",
    "The network between",
    "Who watches sizes and times",
    "A member of a room",
    "A former member",
    "A thief of a locked laptop",
    "A thief of an unlocked laptop",
    "An insider at the desk",
    "A host of hosted seats",
    "Who holds an old backup",
    "Who copied a vault and knows its passphrase",
    "Who has a stolen token",
    "Who has a stolen invitation link",
    "A relay and a member of a room together",
    "Whoever pulls the plug",
    "A quantum computer, one day",
)
NOTHING_CLAIMED = {"A host of hosted seats"}


def sections() -> dict[str, str]:
    """Each section's text, by its title."""
    _, *parts = PAGE.read_text(encoding="utf-8").split("\n## ")
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def rows(text: str) -> list[tuple[str, str]]:
    """What cannot be done, and the cell of its tests."""
    found = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [(cannot, tests) for cannot, tests in found if not {cannot, tests} & {"cannot", "---"}]


def named_in(file: Path) -> set[str]:
    """The names of the test functions of a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_adversary_of_the_catalogue_has_its_section() -> None:
    """Who is left out is not thought of again."""
    assert tuple(sections()) == ADVERSARIES


@pytest.mark.parametrize("title", ADVERSARIES)
def test_a_section_says_what_can_be_done_and_what_cannot(title: str) -> None:
    """A page of comforts only would be worth nothing."""
    text = sections()[title]
    assert re.search(r"\b[Cc]an\b|could", text)
    assert bool(rows(text)) == (title not in NOTHING_CLAIMED)


@pytest.mark.parametrize(
    ("cannot", "tests"), [row for text in sections().values() for row in rows(text)]
)
def test_whatever_cannot_be_done_is_shown_by_a_test_that_is_there(cannot: str, tests: str) -> None:
    """A claim without its test is a hope."""
    named = _TEST.findall(tests)
    assert named, cannot
    assert _TEST.sub("", tests).strip(" ,") == ""
    for file, name in named:
        assert name in named_in(ROOT / file), f"{file} has no {name}"


def test_files_named_by_the_page_on_soundness_are_there() -> None:
    """Its claims rest on tests too."""
    text = (ROOT / "docs" / "soundness.md").read_text(encoding="utf-8")
    for file in re.findall(r"`(tests/[a-z0-9_/.]+)`", text):
        assert (ROOT / file).exists(), file
