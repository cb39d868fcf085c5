"""The record of a case by commands: data sets, claims, judgements, and what a room is told."""

import csv
from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial
from tests.unit.seat.record_samples import ROWS, text

pytestmark = pytest.mark.slow

SAYS = ("--says", "harbour", "--learned", "2030-05-06")
INCIDENT = (
    "record", "add", "incident", "--when", "2030-05-04", "--kind", "attack on shipping",
    "--place", "Gulf of Aden", "--point", "12 45", "--ship", "9074729", "--dead", "1/2/3", *SAYS,
)  # fmt: skip
PROMISE = 'name="n"\npromised="none"\nby="A"\nsince=2030-05-01\nkinds=["attack on shipping"]\n'
RULE = (
    '[[rule]]\nname="hits"\nunit="attack"\nwords="Hits."\nkinds=["attack on shipping"]\n'
    'outcomes=["hit"]\n'
)


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """Files to take in, in the folder of a trial."""
    (tmp_path / "sea.csv").write_text(text(), encoding="utf-8")
    (tmp_path / "newer.csv").write_text(text(ROWS[:1]), encoding="utf-8")
    (tmp_path / "promise.toml").write_text(PROMISE)
    (tmp_path / "rules.toml").write_text(RULE)
    return Trial(tmp_path)


def test_a_case_keeps_its_record_and_reads_it(trial: Trial) -> None:
    """Every face of the record works on a case as it does on a file."""
    with trial.online():
        trial.set_up()
        sea, terms = str(trial.folder / "sea.csv"), str(trial.folder / "promise.toml")
        did = trial.asks("desk", "record", "import", sea, "--series", "sea")
        assert (did["rows"], did["added"], did["kept_aside"]) == (3, 2, 1)
        assert did["vintage"] is not None
        again = trial.asks("desk", "record", "import", sea, "--series", "sea")
        assert (again["added"], again["changed"], again["vintage"]) == (0, 0, None)
        assert again["kept_aside_rows"] == did["kept_aside_rows"]

        own = trial.asks("desk", *INCIDENT)["incident"]
        claims = trial.asks(
            "desk", "record", "add", "claim", own[:8], "perpetrator=the movement",
            "--says", "radio", "--visible-to", "A",
        )["claims"]  # fmt: skip
        trial.does(
            "desk", "record", "add", "claim", own, "perpetrator=not us",
            "--disputes", claims[0][:8], "--says", "the movement",
        )  # fmt: skip
        trial.does("desk", "record", "add", "source", "radio", "--reliability", "B")
        trial.does("desk", "record", "add", "rule", str(trial.folder / "rules.toml"))

        shown = trial.asks("desk", "record", "show", own[:8])
        assert (shown["status"], shown["disputed"]) == ("disputed", ["perpetrator"])
        assert {line["grade"] for line in shown["claims"] if line["said_by"] == "radio"} == {"B6"}
        counted = trial.asks("desk", "record", "tally", "--rule", "attacks")
        assert (counted["count"], counted["by_status"]) == (
            3, {"confirmed": 1, "disputed": 1, "claimed": 1},
        )  # fmt: skip
        assert trial.asks("desk", "record", "tally", "--rule", "hits")["incidents"] == ["sea/1"]
        assert trial.asks("desk", "record", "rate")["n"] == 3

        tally = trial.asks("desk", "record", "add", "tally", "4", "attacks", *SAYS)["tally"]
        found = trial.asks("desk", "record", "reconcile", "--tally", tally[:8])
        assert (found["claim"]["number"], found["claim"]["said_by"]) == (4, "harbour")

        trial.does("desk", "record", "add", "promise", terms)
        bearing = ("sea/2", "does not", "--promise", "n", "--why", "a test")
        trial.does("desk", "record", "add", "bearing", *bearing)
        held = trial.asks("desk", "record", "compliance", "--promise", "n")
        assert held["counts"] == {
            "breaks": 1, "arguably breaks": 1, "does not": 1, "can't tell": 0,
        }  # fmt: skip
        assert {row["incident"]: row["bearing"] for row in held["incidents"]}["sea/2"] == "does not"

        (pair,) = trial.asks("desk", "record", "proposals")["proposals"]
        assert {pair["one"]["id"], pair["other"]["id"]} == {own, "sea/2"}
        trial.does("desk", "record", "add", "same", own, "sea/2", "same", "--why", "one ship")
        assert trial.asks("desk", "record", "tally", "--rule", "attacks")["count"] == 2
        assert trial.asks("desk", "record", "proposals")["proposals"] == []

        trial.does(
            "desk", "record", "add", "threat", "wider", "--says", "B", "--words", "Wider.",
            "--said", "2030-05-01", "--due", "2030-05", "--kind", "attack on shipping",
        )  # fmt: skip
        (threat,) = trial.asks("desk", "record", "threats", "--today", "2030-06-01")["threats"]
        assert threat["state"] == "carried out"

        trial.does("desk", "record", "add", "same", own, "sea/2", "different")
        table = csv.DictReader(
            trial.does("desk", "record", "export", "--to", "csv").out.splitlines()
        )
        said = [row for row in table if row["incident"] == own and row["field"] == "perpetrator"]
        assert [(row["said_by"], row["relation"], row["grade"]) for row in said] == [
            ("radio", "adds", "B6"),
            ("the movement", "disputes", "F6"),
        ]
        assert said[1]["earlier"] == said[0]["claim"]
        lines = trial.does("desk", "journal").out
        assert "taken in: sea (acled), 3 rows" in lines
        assert trial.asks("desk", "record", "show")["own"] == [own]


def test_a_newer_vintage_is_told_and_known_on_goes_back(trial: Trial) -> None:
    """Two clocks, by commands."""
    with trial.online():
        trial.set_up()
        for name, day in (("sea.csv", "2030-05-10"), ("newer.csv", "2030-06-10")):
            told = trial.asks(
                "desk", "record", "import", str(trial.folder / name), "--learned", day
            )
        assert (told["added"], told["withdrawn"], told["series"]) == (0, 1, "acled")
        for known_on, count in (("2030-05-01", 0), ("2030-05-20", 2), ("2030-07-01", 1)):
            counted = trial.asks(
                "desk", "record", "tally", "--rule", "attacks", "--known-on", known_on
            )
            assert counted["count"] == count


def test_a_room_is_told_only_what_is_for_it(trial: Trial) -> None:
    """Release is a conveyance of the desk's own words; the journal keeps which parts."""
    with trial.online():
        trial.set_up()
        own = trial.asks("desk", *INCIDENT, "--visible-to", "A")["incident"]
        trial.does("desk", "record", "add", "claim", own, "note=for us", "--says", "a friend")
        refused = trial.tries("desk", "record", "release", own, "--to", "B", "--yes")
        assert (refused.code, "may be told" in refused.err) == (4, True)
        assert trial.tries("desk", "record", "release", own, "--to", "A", "--dry-run").code == 0
        assert "attack on shipping" not in trial.does("amal", "inbox").out
        told = trial.asks("desk", "record", "release", own[:8], "--to", "A", "--yes")
        assert told["parts"] == [own[:8]]
        heard = trial.does("amal", "inbox").out
        assert "kind, by harbour: attack on shipping." in heard
        assert "2 (1 to 3)" in heard
        assert "for us" not in heard
        assert "attack on shipping" not in trial.does("boris", "inbox").out
        assert "released to A" in trial.does("desk", "journal").out


def test_a_room_has_no_record(trial: Trial) -> None:
    """The record is the desk's."""
    with trial.online():
        trial.set_up()
        for words in (("show",), ("import", str(trial.folder / "sea.csv"))):
            assert trial.tries("amal", "record", *words).code != 0


def test_the_disk_holds_no_word_of_the_record(trial: Trial) -> None:
    """Data sets and claims lie sealed: not beside the vault, not in a temporary file, nowhere."""
    with trial.online():
        trial.set_up()
        trial.does("desk", "record", "import", str(trial.folder / "sea.csv"))
        trial.does("desk", *INCIDENT, "--words", "they came out of the haze")
        trial.does("desk", "record", "tally")
    words = (
        b"Houthi",
        b"Alpha tanker",
        b"9074729",
        b"they came out of the haze",
        b"PAR1",
        b"acled",
    )
    kept = [path for path in (trial.folder / "desk").rglob("*") if path.is_file()]
    assert any(path.suffix == ".sealed" and path.stat().st_size > 1000 for path in kept)
    for path in [*kept, trial.folder / "relay.db"]:
        raw = path.read_bytes()
        assert [word for word in words if word in raw] == [], path
