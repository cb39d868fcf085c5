"""``wasit check fidelity``: JSON Lines in, JSON Lines out, scores on stderr."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wasit.cli.check import FileNotThere, check

CASE: dict[str, object] = {
    "id": "1",
    "mode": "in_substance",
    "orig_lang": "en",
    "conv_lang": "en",
    "original": "We pay 300 euros soon.",
    "conveyed": "They pay 200 euros soon.",
    "note": "unknown fields are passed over",
}


def _file(folder: Path, *cases: dict[str, object]) -> str:
    file = folder / "pairs.jsonl"
    file.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    return str(file)


def test_each_pair_is_answered_in_order_by_one_object(tmp_path: Path) -> None:
    """Programs read the answers beside the questions; the shape never changes."""
    same = CASE | {"id": "2", "conveyed": "They pay three hundred euros soon."}
    result = CliRunner().invoke(check, ["fidelity", _file(tmp_path, CASE, same), "--json"])
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert list(first) == ["id", "verdict", "errors", "prompts"]
    assert list(first["errors"][0]) == ["kind", "orig_span", "conv_span", "why"]
    assert list(first["prompts"][0]) == ["span", "question"]
    assert (first["verdict"], first["errors"][0]["kind"]) == ("changed", "number")
    assert first["errors"][0]["orig_span"] == "300 euros"
    assert (second["id"], second["verdict"], second["errors"]) == ("2", "faithful", [])
    assert result.stderr == ""


def test_labels_bring_figures_on_stderr_and_leave_stdout_alone(tmp_path: Path) -> None:
    """Precision and recall are for whoever labelled the file."""
    errors = [{"kind": "number", "orig_span": "300 euros", "conv_span": "200 euros"}]
    labelled = CASE | {"faithful": False, "errors": errors}
    result = CliRunner().invoke(check, ["fidelity", _file(tmp_path, labelled), "--json"])
    assert len(result.stdout.splitlines()) == 1
    assert "unfaithful flagged 1/1 = 1.00" in result.stderr
    assert "number" in result.stderr
    assert result.exit_code == 0


def test_without_json_a_person_can_read_it(tmp_path: Path) -> None:
    """The desk's people are no programs."""
    result = CliRunner().invoke(check, ["fidelity", _file(tmp_path, CASE)])
    assert "1: changed" in result.stdout
    assert "number: '300 euros' -> '200 euros'" in result.stdout
    assert "ask about 'soon'" in result.stdout


def test_standard_input_is_a_file_too(tmp_path: Path) -> None:
    """Checks stand in pipes."""
    result = CliRunner().invoke(check, ["fidelity", "-", "--json"], input=json.dumps(CASE))
    assert json.loads(result.stdout)["verdict"] == "changed"


def test_an_absent_file_is_named() -> None:
    """The person must learn which file was not there."""
    result = CliRunner().invoke(check, ["fidelity", "absent.jsonl"])
    assert isinstance(result.exception, FileNotThere)
    assert result.exception.exit_code == 3


@pytest.mark.parametrize("name", ["fidelity", "leak"])
def test_both_checks_are_listed(name: str) -> None:
    """A check nobody finds is not run."""
    assert name in CliRunner().invoke(check, ["--help"]).output
