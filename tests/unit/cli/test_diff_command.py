"""Differences by command: marked for a person, in pieces for a program."""

from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial


@pytest.mark.slow
def test_conveyed_words_are_shown_beside_the_original(tmp_path: Path) -> None:
    """What was put otherwise is seen at once, by the desk alone; a room compares its own."""
    trial = Trial(tmp_path)
    with trial.online():
        trial.set_up()
        say = ("--mark", "in_substance", "--yes")
        said = trial.asks("amal", "say", "لن نفتح الميناء قبل أيار", *say, "--language", "ar")
        to_b = ("--to", "B", "--manner", "in_substance", "--from", said["id"], "--yes")
        conveyed = trial.asks(
            "desk", "convey", "لن يفتحوا الميناء قبل أيار", *to_b, "--language", "ar"
        )
        shown = trial.does("desk", "diff", conveyed["id"])
        assert shown.out == "لن [-نفتح-]{+يفتحوا+} الميناء قبل أيار\n"
        told = trial.asks("desk", "diff", said["id"], conveyed["id"])
        assert {each["change"] for each in told["pieces"]} == {"kept", "removed", "added"}
        refused = trial.tries("boris", "diff", conveyed["id"])
        assert (refused.code, getattr(refused.error, "code", "")) == (3, "nothing-beside")
        assert trial.tries("boris", "diff", said["id"]).code == 3
