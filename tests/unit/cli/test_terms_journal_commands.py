"""``wasit terms`` at a desk: pieces taken down by commands, and findings read off the journal."""

from collections.abc import Generator

import pytest

from tests.unit.cli.trial import Trial
from wasit.seat.faults import NotASeat
from wasit.seat.references import NoSuchId
from wasit.seat.terms import NotOnePiece, PieceDoesNotFit
from wasit.talks.void import NotWellFormed, UnknownReference
from wasit.terms.errors import UnknownName

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Generator[Trial]:
    """Talks between rooms A and B, with wishes of both taken down."""
    trial = Trial(tmp_path_factory.mktemp("terms"))
    with trial.online():
        trial.set_up()
        trial.does("desk", "terms", "issue", "Truce", "--option", "none", "--option", "week")
        trial.does("desk", "terms", "issue", "Funds", "--option", "held", "--option", "freed")
        said = trial.asks("amal", "say", "A week is worth most to us.", "--yes")["id"]
        wish = ("Truce", "none=0", "week=1", "--from", said, "--may-use")
        trial.does("desk", "terms", "prefer", "A", *wish)
        trial.does("desk", "terms", "prefer", "A", "Funds", "--order", "freed", "--order", "held")
        trial.does("desk", "terms", "weigh", "A", "Truce=0.6", "Funds=0.3..0.5", "--from", said)
        trial.does("desk", "terms", "prefer", "B", "Truce", "none=1", "week=0.2")
        trial.does("desk", "terms", "limit", "B", "0.1")
        yield trial


def test_findings_without_a_path_are_the_journals(talks: Trial) -> None:
    """What was told piece by piece is computed with; what was not is named."""
    found = talks.asks("desk", "terms", "solve")
    assert found["sides"] == ["A", "B"]
    assert found["issues"] == ["Truce", "Funds"]
    assert found["complete"] is True
    assert "B: what any option of “Funds” is worth" in found["not_told"]
    asked = talks.asks("desk", "terms", "ask")
    assert asked["not_told"] == found["not_told"]
    assert asked["packages"]["all"] == found["outcomes"]


def test_a_piece_names_the_statement_that_it_rests_on(talks: Trial) -> None:
    """The desk must be able to say who told it what, and when."""
    listed = talks.asks("desk", "terms", "pieces")
    (wish,) = [each for each in listed if "week is worth 1" in each["text"]]
    assert wish["source"].startswith("A/")
    assert wish["may_use"] is True
    assert wish["by"] == "Dalal"
    assert "\u2068A on Truce" in talks.does("desk", "terms", "pieces").out


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("prefer", "A", "Truce", "year=1"), PieceDoesNotFit),
        (("prefer", "A", "Peace", "year=1"), PieceDoesNotFit),
        (("prefer", "C", "Truce", "week=1"), UnknownReference),
        (("prefer", "A", "Truce", "week=much"), NotWellFormed),
        (("prefer", "A", "Truce", "week=1", "--from", "ffff"), NoSuchId),
        (("limit", "A", "0.5", "--corrects", "1"), UnknownName),
        (("limit", "A", "0.5", "--refuse", "Truce=none", "--corrects", "9"), NotOnePiece),
        (("check-off", "s1", "--proof", "seen"), UnknownName),
        (("stand-by", "A", "Nothing drafted"), UnknownName),
        (("commit", "x", "--who", "A", "--what", "y", "--if", "a and"), PieceDoesNotFit),
    ],
)
def test_a_piece_that_does_not_fit_is_refused_and_nothing_is_kept(
    talks: Trial, words: tuple[str, ...], error: type[Exception]
) -> None:
    """A misspelt option would be computed with for weeks."""
    before = talks.asks("desk", "terms", "pieces", "--all")
    assert isinstance(talks.tries("desk", "terms", *words).error, error)
    assert talks.asks("desk", "terms", "pieces", "--all") == before


def test_a_correction_and_a_withdrawal_leave_what_was(talks: Trial) -> None:
    """A dispute asks what the desk knew then."""
    talks.does("desk", "terms", "limit", "A", "0.9", "--said-at", "2024-01-01T00:00:00Z")
    (wrong,) = [e for e in talks.asks("desk", "terms", "pieces") if "A wants" in e["text"]]
    talks.does("desk", "terms", "limit", "A", "0.2", "--corrects", str(wrong["number"]))
    (right,) = [e for e in talks.asks("desk", "terms", "pieces") if "A wants" in e["text"]]
    assert "at the least 0.2" in right["text"]
    talks.does("desk", "terms", "take-back", str(right["number"]), "--why", "They took it back.")
    every = talks.asks("desk", "terms", "pieces", "--all")
    states = {each["number"]: each["state"] for each in every}
    assert (states[wrong["number"]], states[right["number"]]) == ("corrected", "withdrawn")


def test_offers_steps_and_a_text_are_taken_down_and_read_back(talks: Trial) -> None:
    """A deadlock between two rooms is found in the journal, by the statements that make it."""
    first = talks.asks("amal", "say", "First the road, then the money.", "--yes")["id"]
    second = talks.asks("boris", "say", "First the money, then the road.", "--yes")["id"]
    money = ("commit", "money", "--who", "A", "--what", "pays", "--not-before", "road")
    told = talks.does("desk", "terms", *money, "--from", first).err
    assert "nobody offers yet" in told
    road = ("commit", "road", "--who", "B", "--what", "opens the road", "--not-before", "money")
    talks.does("desk", "terms", *road, "--from", second)
    found = talks.asks("desk", "terms", "conditions")
    (deadlock,) = found["deadlocks"]
    assert set(deadlock["circle"]) == {"money", "road"}
    words = {one["id"]: one["words"] for one in found["statements"]}
    assert {words[name] for name in deadlock["statements"]} == {
        "First the road, then the money.",
        "First the money, then the road.",
    }
    plan = ("--due", "2024-01-01T00:00:00Z", "--on-failure", "the desk calls both")
    talks.does("desk", "terms", "step", "deposit", "--who", "A", "--what", "deposits", *plan)
    order = talks.asks("desk", "terms", "order")
    assert order["overdue"] == ["deposit"]
    seen = ("--proof", "the bank's receipt", "--at", "2023-12-31T00:00:00Z")
    talks.does("desk", "terms", "check-off", "deposit", *seen)
    assert talks.asks("desk", "terms", "order")["plan"][0]["state"] == "done"
    words_of_it = "The road opens as the money is paid.\n"
    talks.does("desk", "terms", "version", "U", "v1", "-", given=words_of_it)
    stood = talks.asks("desk", "terms", "stand-by", "A", "U")["hash"]
    (text,) = talks.asks("desk", "terms", "text")["texts"]
    assert (text["hash"], text["stands_by"], text["agreed"]) == (
        stood,
        {"A": "v1", "B": None},
        False,
    )
    talks.does("desk", "terms", "stand-by", "B", "U")
    assert talks.asks("desk", "terms", "text")["texts"][0]["agreed"] is True


def test_a_file_of_pieces_is_taken_down_whole(talks: Trial) -> None:
    """What the desk prepared in an editor comes in at once, with its sources."""
    said = talks.asks("boris", "say", "The funds matter little.", "--yes")["id"]
    name = f"B/{said[:8]}"
    text = f"""
[[statements]]
id = "{name}"
side = "B"
may_use = true
[[sides]]
name = "B"
weights = {{ Truce = 1, Funds = "0.1" }}
weights_statement = "{name}"
"""
    assert talks.asks("desk", "terms", "record", "-", given=text)["pieces"] == 2
    (one, two) = [e for e in talks.asks("desk", "terms", "pieces") if "B: " in e["text"]]
    assert {one["source"], two["source"]} == {name}
    assert one["may_use"] is two["may_use"] is True


def test_a_piece_on_words_taken_back_is_named_and_barred(talks: Trial) -> None:
    """The mark is gone from the words; the desk must not draft on as if it were there."""
    said = talks.asks("amal", "say", "We could wait a month.", "--yes")["id"]
    talks.does("desk", "terms", "weigh", "A", "Funds=0.4", "--from", said, "--may-use")
    name = f"A/{said[:8]}"
    before = talks.asks("desk", "terms", "solve")
    assert name not in before["not_for_drafts"]
    assert before["rests_on_withdrawn"] == []
    talks.does("amal", "withdraw", said, "--yes")
    after = talks.asks("desk", "terms", "solve")
    assert after["rests_on_withdrawn"] == [name]
    assert name in after["not_for_drafts"]


def test_no_room_has_terms(talks: Trial) -> None:
    """They are the desk's alone; a room's seat has no journal to read or write."""
    for words in (("solve",), ("pieces",), ("limit", "A", "1")):
        assert isinstance(talks.tries("amal", "terms", *words).error, NotASeat)
