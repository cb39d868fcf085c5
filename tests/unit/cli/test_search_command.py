"""Search by command: what is printed, and that a room finds its own room only."""

from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial


@pytest.mark.slow
def test_search_prints_what_was_found_with_its_places(tmp_path: Path) -> None:
    """A program can mark the words; a person sees the id to go on with."""
    trial = Trial(tmp_path)
    with trial.online():
        trial.set_up()
        say = ("--mark", "in_substance", "--yes")
        said = trial.asks("amal", "say", "ميناء الحُدَيْدَة يفتح.", "No more.", *say)
        trial.asks("boris", "say", "The port of al-Hudayda.", *say)
        (hit,) = trial.asks("desk", "search", "الحديده")
        assert (hit["id"], hit["room"]) == (said["id"], "A")
        text = hit["sentences"][0]["text"]
        assert [text[start:end] for start, end in hit["sentences"][0]["spans"]] == ["الحُدَيْدَة"]
        assert trial.asks("boris", "search", "الحديده") == []
        assert "Nothing found." in trial.does("amal", "search", "Hudayda").out
        marked = trial.asks("desk", "search", "--mark", "in-substance", "--room", "B")
        assert [each["author"] for each in marked] == ["Boris"]
        assert trial.tries("desk", "search").code == 1
        assert trial.tries("desk", "search", "x", "--mark", "none").code == 2
        assert said["id"][:6] in trial.does("desk", "search", "more").out
