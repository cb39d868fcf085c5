"""The pages' words in other languages: nothing that is filled in gets lost, and none is stale."""

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from wasit.web.language import LANGUAGES, Digits, tongue

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src" / "wasit" / "web" / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/wasit.po"))


def messages(path: Path) -> list[Message]:
    """Every text of a catalogue but its head."""
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=path.parts[-3]) if message.id]


def filled_in(text: str) -> set[str]:
    """What is filled in: ``%(name)s`` and ``{value}``."""
    braces = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return set(re.findall(r"%\((\w+)\)s", text)) | braces


def test_each_language_but_english_has_a_catalogue() -> None:
    """A language that can be chosen must have words."""
    assert {path.parts[-3] for path in CATALOGUES} == set(LANGUAGES) - {"en"}


@pytest.mark.slow
def test_no_catalogue_is_stale() -> None:
    """A text of the pages that is in no catalogue is translated by nobody."""
    command = [sys.executable, "scripts/catalogues.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_fill_in_what_the_english_fills_in(path: Path) -> None:
    """A name lost in translation is a sentence about nobody; an odd brace breaks the page."""
    for message in messages(path):
        english, other = str(message.id), str(message.string)
        if other:
            assert filled_in(other) == filled_in(english), english


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_hold_no_direction_marks(path: Path) -> None:
    """Directions are the program's; a mark in a text turns what stands beside it."""
    marks = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    assert not [message.id for message in messages(path) if marks.search(str(message.string))]


def test_digits_are_those_that_were_chosen() -> None:
    """People read numbers in the digits they learned."""
    assert tongue("fa").number(2024) == "۲۰۲۴"
    assert tongue("ar", Digits.ARABIC).number(2024) == "٢٠٢٤"
    assert tongue("ar").number(2024) == "2024"
    assert "۲۰۲۴" in tongue("fa").when("2024-01-10T09:30:00Z")


def test_an_unknown_language_is_english() -> None:
    """A browser may ask for anything."""
    assert tongue("tlh").code == "en"
    assert tongue("ar").direction == tongue("fa").direction == "rtl"
