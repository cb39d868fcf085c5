"""The model case's record: the public event file of the Red Sea, counted under written rules."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from wasit.cli.main import main

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "record"
RED_SEA = DATA / "acled_houthi_2023-10-07_2024-03-14.csv"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not RED_SEA.exists(), reason=f"shared data absent: {RED_SEA.name}"),
]


def say(*words: str) -> dict[str, object]:
    """What a command prints, as data."""
    result = CliRunner().invoke(main, ["record", *words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize(
    ("rule", "since", "figure"),
    [
        ("ships", date(2023, 11, 19), 47),
        ("ship-days", date(2023, 11, 19), 49),
        ("attacks", date(2023, 11, 19), 61),
        ("attacks-and-interceptions", date(2023, 11, 19), 116),
        ("sea-events", date(2023, 11, 19), 125),
        ("strike-operations", date(2024, 1, 11), 4),
        ("strike-days", date(2024, 1, 11), 40),
        ("strike-places", date(2024, 1, 11), 124),
    ],
)
def test_the_model_case_counts_as_written(rule: str, since: date, figure: int) -> None:
    """The figures two sides quote must come out of rules a person can read."""
    told = say(
        "tally", "--file", str(RED_SEA), "--rule", rule,
        "--since", since.isoformat(), "--until", "2024-03-14",
    )  # fmt: skip
    assert told["count"] == figure
    split = told["by_status"]
    assert isinstance(split, dict)
    assert sum(split.values()) == figure  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def test_repeated_totals_are_not_added_into_raids() -> None:
    """Adding every row's number gives 250: three totals stand in two rows each."""
    told = say(
        "tally", "--file", str(RED_SEA), "--rule", "strike-raids",
        "--since", "2024-01-11", "--until", "2024-03-14",
    )  # fmt: skip
    assert told["count"] == 225


def test_the_boat_crew_of_new_years_eve_are_no_victims() -> None:
    """Ten attackers died on 31 December; deaths on ships must not hold them."""
    told = say(
        "tally", "--file", str(RED_SEA), "--rule", "deaths-on-ships",
        "--since", "2023-12-31", "--until", "2023-12-31",
    )  # fmt: skip
    assert told["count"] == 0


def test_importing_the_file_changes_nothing_the_second_time() -> None:
    """A second import that doubles the record would double every count."""
    once = say("import", str(RED_SEA), "--dry-run")
    again = say("import", str(RED_SEA), "--dry-run", "--against", str(RED_SEA))
    assert (once["rows"], once["added"], once["kept_aside"]) == (818, 818, 0)
    assert (again["added"], again["changed"], again["withdrawn"]) == (0, 0, 0)


ASAM = DATA / "nga_asam_1978-2012_vintage_2022-06.csv"


@pytest.mark.skipif(not ASAM.exists(), reason=f"shared data absent: {ASAM.name}")
def test_a_vintage_that_differs_by_white_space_only_changes_nothing(tmp_path: Path) -> None:
    """Two downloads of this list differ in every row by the white space of its positions."""
    newer = tmp_path / "newer.csv"
    text = ASAM.read_text(encoding="utf-8")
    newer.write_text(re.sub(r"(?<=[NS])\s*\n", "  ", text), encoding="utf-8")
    told = say("import", str(newer), "--dry-run", "--against", str(ASAM))
    assert newer.read_text(encoding="utf-8") != text
    assert (told["rows"], told["kept_aside"]) == (5998, 0)
    assert (told["added"], told["changed"], told["withdrawn"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "layout", "rows", "aside"),
    [
        ("acled_full_schema_world_part1.csv", "acled", 4524, 0),
        ("ucdp_ged_syria_2016-2017.csv.gz", "ucdp-ged", 11757, 0),
        ("gdelt_events2_sample.csv", "gdelt-events", 6090, 0),
        ("gdelt_mentions_sample.csv", "gdelt-mentions", 1635, 0),
        ("imo_piracy_2010-2016.csv", "imo", 1795, 3),
    ],
)
def test_every_shared_list_is_taken_in(name: str, layout: str, rows: int, aside: int) -> None:
    """Real dirt must be read or named, row by row."""
    file = DATA / name
    if not file.exists():
        pytest.skip(f"shared data absent: {name}")
    told = say("import", str(file), "--dry-run")
    assert (told["format"], told["rows"], told["kept_aside"]) == (layout, rows, aside)


def test_the_102_attacks_lie_between_two_rules() -> None:
    """No simple rule gives the figure; it holds if 41 of 55 interceptions are counted."""
    told = say(
        "reconcile", "--file", str(RED_SEA), "--count", "102", "--of", "attacks",
        "--by", "the Pentagon", "--since", "2023-11-19", "--until", "2024-03-14",
    )  # fmt: skip
    assert (told["nearest"], told["gap"]) == (["attacks-and-interceptions"], -14)
    assert (told["below"], told["above"]) == ("attacks", "attacks-and-interceptions")
    assert "41 of the 55" in str(told["words"])


def test_the_44_strikes_meet_the_rule_of_rounds() -> None:
    """Four rules give 4, 40, 124 and 225; rounds of one stated hour give the figure."""
    told = say(
        "reconcile", "--file", str(RED_SEA), "--count", "44", "--of", "strikes",
        "--since", "2024-01-11", "--until", "2024-03-14",
    )  # fmt: skip
    assert (told["nearest"], told["gap"]) == (["strike-rounds"], 0)
    assert told["in_doubt"]


WINDOW = ("--file", str(RED_SEA), "--since", "2023-11-19", "--until", "2024-03-14")


def test_the_strikes_effect_has_an_interval_that_holds_one() -> None:
    """No fall can be seen, and a fall of up to about half cannot be ruled out."""
    told = say("effect", *WINDOW, "--at", "strikes=2024-01-12", "--also", "talks=2024-01-10")
    low, high = told["low"], told["high"]
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert low < 1 < high
    assert "talks" in str(told["cannot_say"])


@pytest.mark.parametrize("also", [(), ("--also", "strikes=2024-01-11")])
def test_the_talks_effect_is_refused_as_confounded(also: tuple[str, ...]) -> None:
    """Talks on 10 January and the first strikes a day or two later cannot be told apart."""
    result = CliRunner().invoke(
        main,
        ["record", "effect", *WINDOW, "--at", "talks=2024-01-10", *also, "--json"],
        standalone_mode=False,
    )
    assert result.return_value == 4
    told = json.loads(result.stdout)
    assert told["refused"] == "confounded"
    assert "rate_ratio" not in told


def test_no_retaliation_is_found_beyond_chance() -> None:
    """Short lags on both sides arise by chance where both act on most days."""
    told = say("responds", "--file", str(RED_SEA), "--since", "2024-01-11", "--until", "2024-03-14")
    answers = told["answers"]
    assert isinstance(answers, list)
    assert [answer["finding"] for answer in answers] == [False, False]  # pyright: ignore[reportUnknownVariableType]
