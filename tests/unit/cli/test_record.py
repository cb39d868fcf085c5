"""The record's commands, on a small file of our own."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from wasit.cli.main import main
from wasit.cli.record import COMMANDS
from wasit.cli.record_files import needing_extra

TEXT = """id,event_date,event_type,location,latitude,longitude,fatalities,notes
1,2030-05-02,Explosions/Remote violence,South Red Sea,14,42,0,"On 2 May 2030, Houthi forces fired 1 missile that struck the Alpha tanker (IMO: 9074729)."
2,2030-05-03,Explosions/Remote violence,Gulf of Aden,12,45,0,"On 3 May 2030, Houthi forces claimed to have fired 1 missile at the Alpha tanker (IMO: 9074729)."
3,2030-13-03,Explosions/Remote violence,Gulf of Aden,12,45,0,x
"""  # noqa: E501 - rows of a file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of two attacks and one bad row."""
    path = tmp_path / "sea.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def told(*words: str) -> dict[str, Any]:
    """What a command prints as data."""
    result = CliRunner().invoke(main, ["record", *words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_an_import_prints_exactly_its_figures(file: Path) -> None:
    """Programs read these names; the counts are integers."""
    found = told("import", str(file), "--dry-run")
    rows = found.pop("kept_aside_rows")
    assert found == {
        "format": "acled", "rows": 3, "added": 2, "changed": 0, "withdrawn": 0, "kept_aside": 1,
    }  # fmt: skip
    assert [row["line"] for row in rows] == [4]
    assert "2030-13-03" in rows[0]["reason"]


@pytest.mark.slow
def test_a_tally_prints_all_that_makes_it_again(file: Path) -> None:
    """Rule, unit, words, window, incidents and the split by status."""
    found = told(
        "tally", "--file", str(file), "--rule", "attacks", "--since", "2030-05-01",
        "--until", "2030-05-03",
    )  # fmt: skip
    assert {"rule", "unit", "words", "count", "since", "until", "known_on", "incidents"} <= set(
        found
    )
    assert (found["count"], found["incidents"]) == (2, ["1", "2"])
    assert found["by_status"] == {"confirmed": 1, "claimed": 1}
    assert (found["since"], found["until"], found["known_on"]) == ("2030-05-01", "2030-05-03", None)
    ships = told("tally", "--file", str(file), "--rule", "ships", "--status", "confirmed")
    assert (ships["count"], ships["incidents"]) == (1, ["1"])


@pytest.mark.slow
def test_a_desk_counts_under_its_own_rule(file: Path, tmp_path: Path) -> None:
    """A side that counts otherwise must be able to write down how."""
    rules = tmp_path / "rules.toml"
    rules.write_text(
        '[[rule]]\nname="hits"\nunit="attack"\nwords="Hits."\nkinds=["attack on shipping"]\n'
        'outcomes=["hit"]\n'
    )
    found = told("tally", "--file", str(file), "--rules", str(rules), "--rule", "hits")
    assert (found["count"], found["incidents"], found["words"]) == (1, ["1"], "Hits.")


@pytest.mark.parametrize("shape", ["csv", "geojson", "ftm"])
def test_an_export_goes_to_stdout(file: Path, shape: str) -> None:
    """A pipe needs data on stdout and nothing else."""
    result = CliRunner().invoke(main, ["record", "export", "--file", str(file), "--to", shape])
    assert result.exit_code == 0
    assert "9074729" in result.stdout


def test_show_gives_an_incident_with_its_claims(file: Path) -> None:
    """Each value stands with who says it."""
    found = told("show", "2", "--file", str(file))
    assert (found["kind"], found["status"]) == ("attack on shipping", "claimed")
    assert {claim["said_by"] for claim in found["claims"]} == {"Houthi forces"}


def test_compliance_names_each_breach(file: Path, tmp_path: Path) -> None:
    """One confirmed attack breaks it, one only claimed arguably does."""
    terms = tmp_path / "terms.toml"
    terms.write_text(
        'name="n"\npromised="none"\nby="A"\nsince=2030-05-01\nkinds=["attack on shipping"]\n'
    )
    found = told("compliance", "--file", str(file), "--understanding", str(terms))
    assert [(row["incident"], row["bearing"]) for row in found["incidents"]] == [
        ("1", "breaks"),
        ("2", "arguably breaks"),
    ]


def test_every_command_has_help() -> None:
    """A command that cannot be asked about cannot be used."""
    for name in COMMANDS:
        result = CliRunner().invoke(main, ["record", name, "--help"])
        assert result.exit_code == 0, name


def test_without_the_extra_one_line_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who installed the program plainly must be told what to add."""

    def missing(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}", name="ibis")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(Exception, match=r"wasit\[record\]") as caught:
        needing_extra("wasit.record.count")
    assert "\n" not in str(caught.value)


def test_import_without_a_case_needs_a_dry_run(file: Path) -> None:
    """Nothing is kept anywhere but in a case's vault."""
    result = CliRunner().invoke(main, ["record", "import", str(file)])
    assert result.exit_code != 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["timeline", "map", "tallies", "rate"])
def test_a_figure_is_written_with_its_table(file: Path, tmp_path: Path, name: str) -> None:
    """The numbers go beside the picture, for whoever checks it."""
    out = tmp_path / f"{name}.svg"
    found = told("figure", name, "--file", str(file), "--out", str(out))
    assert out.read_text(encoding="utf-8").startswith("<svg")
    table = (tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    assert table[0] == ",".join(found["columns"])
    assert len(found["rows"]) >= 1


def test_a_picture_without_the_extra_is_refused_in_one_line(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks for PNG and lacks what draws it is told what to add."""
    plain = importlib.import_module

    def without(name: str, package: str | None = None) -> Any:
        if name == "vl_convert":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return plain(name, package)

    monkeypatch.setattr(importlib, "import_module", without)
    words = ["record", "figure", "map", "--file", str(file), "--out", str(tmp_path / "m.png")]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, "wasit[notebook]" in result.stderr) == (1, True)
    assert not (tmp_path / "m.png").exists()
