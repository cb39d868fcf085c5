"""The command: JSON Lines in, JSON Lines out, scores on stderr."""

import json
from pathlib import Path

from click.testing import CliRunner

from wasit.cli.check_leak import leak

CASE = {
    "id": "1",
    "to": "B",
    "draft": "Would 8 kilometres be of interest?",
    "secrets": [
        {"sid": "a", "owner": "A", "mark": "ears_only", "text": "We would go back 8 km.", "x": 1}
    ],
    "known_to_audience": [],
    "conditions_met": [],
}


def test_each_line_is_answered_in_order(tmp_path: Path) -> None:
    """Programs read the answers beside the questions."""
    file = tmp_path / "cases.jsonl"
    clear = CASE | {"id": "2", "draft": "Good morning."}
    file.write_text(json.dumps(CASE) + "\n" + json.dumps(clear) + "\n")
    result = CliRunner().invoke(leak, [str(file), "--json"])
    assert result.exit_code == 0
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert list(first) == ["id", "verdict", "hits"]
    assert list(first["hits"][0]) == ["sid", "span", "kind", "strength", "why"]
    assert (first["verdict"], first["hits"][0]["span"]) == ("stop", "8 kilometres")
    assert (second["verdict"], second["hits"]) == ("clear", [])
    assert result.stderr == ""


def test_labels_bring_a_score(tmp_path: Path) -> None:
    """Precision and recall are for whoever labelled the file."""
    file = tmp_path / "cases.jsonl"
    hits = [{"sid": "a", "span": "8 kilometres", "kind": "number"}]
    file.write_text(json.dumps(CASE | {"leak": True, "hits": hits}))
    result = CliRunner().invoke(leak, [str(file)])
    assert "leaks 1/1" in result.stderr
    assert "number: recall 1/1, span 1, precision 1/1" in result.stderr


def test_a_missing_file_is_named() -> None:
    """Nothing checked must not look like nothing found."""
    result = CliRunner().invoke(leak, ["absent.jsonl"])
    assert "absent.jsonl" in str(result.exception)
