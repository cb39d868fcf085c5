"""The worked terms cases, as the desk meets them on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from wasit.cli.main import main

_CASES = Path(__file__).resolve().parents[2] / "cases" / "terms"


def _terms(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["terms", *words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_muscat_the_deadlock_is_found_and_named() -> None:
    """ "If a ceasefire, then all attacks halt, but not before", against "once attacks halt"."""
    found = _terms("conditions", str(_CASES / "muscat-2024.toml"))
    (deadlock,) = found["deadlocks"]
    assert set(deadlock["circle"]) == {"attacks-halt", "ceasefire"}
    assert set(deadlock["statements"]) == {"iran-1", "usa-1"}
    assert len(deadlock["ways_out"]) >= 3
    assert {way["kind"] for way in deadlock["ways_out"]} == {
        "at one hour",
        "through a holder",
        "in parts",
        "by promise to the intermediary",
    }
    parts = next(way for way in deadlock["ways_out"] if way["kind"] == "in parts")["order"]
    whole = next(way for way in deadlock["ways_out"] if "promise" in way["kind"])["order"]
    assert max(float(e["decimal"]) for e in parts["largest_exposure"].values()) < max(
        float(e["decimal"]) for e in whole["largest_exposure"].values()
    )


def test_muscat_what_is_agreed_and_what_is_missing() -> None:
    """The assurances stand at once; the old understanding lacks what nobody offers."""
    found = _terms("conditions", str(_CASES / "muscat-2024.toml"))
    assert found["can_happen"] == ["no-confrontation-usa", "no-confrontation-iran"]
    assert found["left_out"] == [
        {
            "commitment": "old-understanding",
            "who": "Iran",
            "lacks": ["funds-released"],
            "statement": "iran-3",
        }
    ]
    assert {one["control"] for one in found["for_others"]} == {"some"}


@pytest.mark.slow
def test_muscat_what_to_ask_next() -> None:
    """Ranges leave a package possible, not sure; a question narrows it, and is about one side."""
    found = _terms("ask", str(_CASES / "muscat-2024.toml"))
    assert found["packages"]["sure"] < found["packages"]["possible"] < found["packages"]["all"]
    assert found["work_with"]["standing"] == "possible"
    first = found["questions"][0]
    now = float(found["work_with"]["worst_shortfall"]["decimal"])
    assert float(first["worst_shortfall_after"]["decimal"]) < now
    other = next(side for side in found["sides"] if side != first["side"])
    assert other not in first["words"]
    settled = {one["issue"]: one["settled"] for one in found["by_issue"]}
    assert settled["Channel"] == "a standing line through Muscat"


def test_muscat_statements_not_for_drafts_are_named() -> None:
    """A limit told in confidence shapes the answer and must not reach a draft."""
    found = _terms("solve", str(_CASES / "muscat-2024.toml"))
    assert found["not_for_drafts"] == ["iran-3", "usa-2"]
    assert found["reading"] == "middle of every range"


def test_detainees_for_funds_has_a_safe_order() -> None:
    """Both begin small, the funds wait with the holder, and the two releases are one move."""
    found = _terms(
        "order", str(_CASES / "detainees-for-funds.toml"), "--at", "2023-09-01T00:00:00Z"
    )
    assert found["proved_least"] is True
    moves = [set(move["steps"]) for move in found["moves"]]
    assert {"flight", "release"} in moves
    assert moves.index({"transfer"}) < moves.index({"flight", "release"})
    assert moves[-1] == {"account"}
    assert all(set(move["exposure"]) == {"USA", "Iran"} for move in found["moves"])
    # Working: Iran's worst is after the two releases: house -1, waiver 0, transfer +1, flight -5,
    # release +2 leave it at -3; the USA's is 1, after waiver -1, house +1 and transfer -1.
    largest = {side: one["exact"] for side, one in found["largest_exposure"].items()}
    assert largest == {"USA": "1/1", "Iran": "3/1"}
    assert set(found["overdue"]) == {"waiver", "house"}


def test_offers_without_steps_are_ordered_and_the_deadlock_shows_there_too() -> None:
    """Only what is agreed is ordered; what waits for itself is named, with its circle."""
    found = _terms("order", str(_CASES / "muscat-2024.toml"))
    assert [move["steps"] for move in found["moves"]] == [
        ["no-confrontation-usa"],
        ["no-confrontation-iran"],
    ]
    assert found["blocked"] == ["attacks-halt", "ceasefire"]
    assert [set(circle) for circle in found["circles"]] == [{"attacks-halt", "ceasefire"}]


def test_an_empty_zone_names_the_statements_behind_it(tmp_path: Path) -> None:
    """Iran's limit told higher and the USA's too: each fits alone, and both are named."""
    text = (_CASES / "muscat-2024.toml").read_text(encoding="utf-8")
    path = tmp_path / "terms.toml"
    higher = text.replace('["0.45", "0.55"]', '"0.75"').replace('["0.4", "0.5"]', '"0.7"')
    path.write_text(higher, encoding="utf-8")
    found = _terms("solve", str(path))
    assert found["nash"] is None
    assert found["empty_zone"] == {
        "limits_of": ["Iran", "USA"],
        "linkages_and_refusals": [],
        "statements": ["iran-3", "usa-2"],
        "smallest": True,
    }


def test_a_lapsed_offer_is_off_the_table(tmp_path: Path) -> None:
    """An offer that stood until yesterday meets nobody's condition today."""
    text = (_CASES / "muscat-2024.toml").read_text(encoding="utf-8")
    path = tmp_path / "terms.toml"
    path.write_text(
        text.replace("parts = 3", 'parts = 3\nuntil = "2024-01-11T00:00:00Z"'), encoding="utf-8"
    )
    before = _terms("conditions", str(path), "--at", "2024-01-10T23:00:00Z")
    after = _terms("conditions", str(path), "--at", "2024-01-12T00:00:00Z")
    assert before["lapsed"] == []
    assert len(before["deadlocks"]) == 1
    assert after["lapsed"] == ["ceasefire"]
    assert after["deadlocks"] == []
    assert {one["commitment"]: one["lacks"] for one in after["left_out"]} == {
        "attacks-halt": ["ceasefire"],
        "old-understanding": ["ceasefire", "funds-released"],
    }


def test_the_understanding_shows_brackets_and_changes() -> None:
    """What is not agreed is in brackets, and the new version shows what was put in their place."""
    found = _terms("text", str(_CASES / "muscat-2024.toml"))
    (text,) = found["texts"]
    first, second = text["versions"]
    assert first["brackets"][0]["alternatives"] == ["before", "once"]
    assert second["brackets"] == []
    assert {"change": "removed", "words": "[before | once] "} in second["changes"]
    assert text["stands_by"] == {"Iran": None, "USA": None}
    assert text["agreed"] is False


def test_a_draft_is_seen_from_the_frontier() -> None:
    """What is better for both, nearest, and left on the table."""
    draft = {
        "Ships": "attacks go on",
        "Bases": "attacks go on",
        "Gaza": "nothing",
        "Channel": "as before",
    }
    words = [word for name, option in draft.items() for word in ("--draft", f"{name}={option}")]
    found = _terms("solve", str(_CASES / "muscat-2024.toml"), *words)["draft"]
    assert found["package"] == draft
    assert found["efficient"] is False
    assert found["better_for_all"] >= 1
    assert float(found["left_on_the_table"][0]["decimal"]) > 0
