"""``wasit terms``: data on stdout, warnings on stderr, exit codes as documented."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from wasit.cli.main import main
from wasit.errors import WasitError

_LOG = {
    "reservationValue": 0.0,
    "issueWeights": {"Truce": 0.5, "Funds": 0.5},
    "issues": {"Truce": {"none": 0, "week": 1}, "Funds": {"held": 0, "freed": 1}},
}


def _folder(tmp_path: Path, *, reservation: float = 0.0) -> Path:
    other: dict[str, Any] = {
        **_LOG,
        "reservationValue": reservation,
        "issues": {"Truce": {"none": 1, "week": 0}, "Funds": {"held": 1, "freed": 0, "half": 1}},
        "issueWeights": {"Truce": 0.2, "Funds": 0.8},
    }
    (tmp_path / "a.json").write_text(json.dumps(_LOG), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(other), encoding="utf-8")
    return tmp_path


def test_solve_prints_one_object(tmp_path: Path) -> None:
    """What another program reads: numbers exact and decimal, packages in the issues' own words.

    (A, B): none, held (0, 1); none, freed (1/2, 1/5); week, held (1/2, 4/5); week, freed (1, 0).
    (1/2, 4/5) betters (1/2, 1/5), and has the largest product, 2/5.
    """
    result = CliRunner().invoke(main, ["terms", "solve", str(_folder(tmp_path)), "--json"])
    assert result.exit_code == 0, result.output
    assert "'half' of issue 'Funds'" in result.stderr
    found = json.loads(result.stdout)
    assert found["sides"] == ["a", "b"]
    assert found["issues"] == ["Truce", "Funds"]
    assert [found[name] for name in ("outcomes", "points", "packages")] == [4, 3, 3]
    assert [found["points_above_limits"], found["outcomes_above_limits"]] == [3, 4]
    assert found["frontier"][1] == {
        "values": [{"exact": "1/2", "decimal": "0.5"}, {"exact": "4/5", "decimal": "0.8"}],
        "count": 1,
        "package": {"Truce": "week", "Funds": "held"},
    }
    assert found["nash"]["product"] == {"exact": "2/5", "decimal": "0.4"}
    assert found["nash"]["packages"] == [{"Truce": "week", "Funds": "held"}]
    assert found["nash"]["gains"] == found["nash"]["values"]
    assert (found["complete"], found["why"]) == (True, None)


def test_an_empty_zone_is_a_result(tmp_path: Path) -> None:
    """That nothing fits is what the desk needs to know; it is not a failure of the program."""
    folder = _folder(tmp_path, reservation=1.5)
    result = CliRunner().invoke(main, ["terms", "solve", str(folder), "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["nash"] is None
    assert found["outcomes_above_limits"] == 0
    assert "the limit of b (1.5)" in found["why"]


def test_without_json_a_person_can_read_it(tmp_path: Path) -> None:
    """The same facts in lines."""
    result = CliRunner().invoke(main, ["terms", "solve", str(_folder(tmp_path))])
    assert result.exit_code == 0
    assert "nash: values 0.5 0.8" in result.stdout
    assert "Truce: week" in result.stdout
    assert "complete: yes" in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["solve", "nowhere"], "terms-not-found", 3),
        (["order", "notes.txt"], "terms-unreadable", 1),
        (["solve", ".", "--draft", "Peace=now"], "terms-unknown-name", 1),
        (["solve", ".", "--draft", "Truce=year"], "terms-unknown-name", 1),
    ],
)
def test_what_is_wrong_has_a_code_and_an_exit_status(
    tmp_path: Path, words: list[str], code: str, status: int
) -> None:
    """Programs read the code, people the sentence; nothing half-computed is on stdout."""
    folder = _folder(tmp_path)
    (folder / "notes.txt").write_text("words", encoding="utf-8")
    words[1] = str(folder / words[1])
    result = CliRunner().invoke(main, ["terms", *words, "--json"])
    assert isinstance(result.exception, WasitError)
    assert result.exception.code == code
    assert result.exception.exit_code == status
    assert result.stdout == ""


_CASES = Path(__file__).resolve().parents[3] / "cases" / "terms"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("figure", "case", "word"),
    [
        ("frontier", "muscat-2024", "Nash"),
        ("conditions", "muscat-2024", "in a deadlock"),
        ("plan", "detainees-for-funds", "overdue"),
    ],
)
def test_a_figure_goes_to_stdout_or_to_a_file(
    tmp_path: Path, figure: str, case: str, word: str
) -> None:
    """What a person pastes into a page is the same either way."""
    words = ["terms", "draw", str(_CASES / f"{case}.toml"), "--figure", figure]
    at = ["--at", "2023-09-01T00:00:00Z"]
    shown = CliRunner().invoke(main, [*words, *at])
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("<svg")
    assert word in shown.stdout
    out = tmp_path / "figure.svg"
    kept = CliRunner().invoke(main, [*words, *at, "--out", str(out)])
    assert (kept.exit_code, kept.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == shown.stdout.rstrip("\n")


def test_a_figure_of_nothing_says_what_is_missing(tmp_path: Path) -> None:
    """An empty picture would look like an empty zone."""
    path = tmp_path / "terms.toml"
    path.write_text('title = "x"\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["terms", "draw", str(path), "--figure", "frontier"])
    assert isinstance(done.exception, WasitError)
    assert done.exception.code == "terms-nothing-to-draw"
    assert "two or more" in str(done.exception)


def test_the_board_names_statements_beside_each_worth() -> None:
    """A program that shows positions can show on what they rest."""
    done = CliRunner().invoke(main, ["terms", "board", str(_CASES / "muscat-2024.toml"), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["sides"] == ["Iran", "USA"]
    cell = found["issues"][0]["options"][0]["cells"][0]
    assert (cell["worth"], cell["statements"]) == ({"low": "1", "high": "1"}, ["iran-2"])
