"""What is said and brought aloud, by commands; and questions that must be answered by a time."""

from collections.abc import Generator
from typing import Any

import pytest

from tests.unit.cli.trial import Trial
from wasit.seat.references import NoSuchId
from wasit.talks.refusals import MarkEarsOnly
from wasit.talks.void import NotTheirs, NotWellFormed

pytestmark = pytest.mark.slow

COLONEL = ("--room", "Hills", "--speaker-name", "The colonel", "--place", "the mill", "--yes")
CARRY = ("--manner", "in_substance", "--yes")
LATER = "2999-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Generator[Trial]:
    """Talks with a third room, Hills, in which nobody has a seat."""
    trial = Trial(tmp_path_factory.mktemp("heard"))
    with trial.online():
        trial.set_up()
        trial.does("desk", "add-room", "Hills")
        yield trial


def statement(talks: Trial, home: str, id_: str) -> dict[str, Any]:
    """A statement as that seat lists it."""
    return next(each for each in talks.asks(home, "statements") if each["id"] == id_)


def test_words_said_aloud_cross_and_their_answer_is_brought_aloud(talks: Trial) -> None:
    """A side without a machine is talked with by the same rules as one with."""
    words = "We can let the doctors through."
    heard = talks.asks("desk", "take-down", words, *COLONEL, "--mark", "in_substance")["id"]
    told = "Medical staff could pass."
    carried = talks.asks("desk", "convey", told, "--to", "A", "--from", heard, *CARRY)["id"]
    shown = talks.does("amal", "inbox", "--all", "--json").out
    assert told in shown
    assert "colonel" not in shown
    reply = talks.asks("amal", "answer", carried, "Let them come by day.", "--yes")["id"]
    talks.does("amal", "mark", reply, "--mark", "in_substance", "--yes")
    aloud = ("--aloud", "--heard-by", "The colonel", "--left-behind", "nothing")
    back = ("They would want daylight.", "--to", "Hills", "--from", reply, *CARRY)
    asked = talks.does("desk", "convey", *back, *aloud)
    assert "brought aloud by \u2068Dalal\u2069 to \u2068The colonel\u2069" in asked.err
    refused = talks.tries("desk", "take-down", "By day, then.", *COLONEL, "--answers", carried)
    assert isinstance(refused.error, NoSuchId)
    kept = talks.folder / "hills"
    talks.does("desk", "export", str(kept), "--room", "Hills")
    assert '"carried_by":"Dalal"' in kept.read_text().replace(" ", "")


def test_words_heard_without_a_mark_bind_the_desk_as_the_rooms_default(talks: Trial) -> None:
    """A mediator's pen must not be a way past a mark."""
    heard = talks.asks("desk", "take-down", "Fuel is low with us.", *COLONEL)["id"]
    carry = ("convey", "Fuel is low there.", "--to", "A", "--from", heard, "--reason", "none")
    assert isinstance(talks.tries("desk", *carry, *CARRY).error, MarkEarsOnly)


def test_a_person_with_a_seat_accepts_what_was_taken_down(talks: Trial) -> None:
    """Until then it is the desk's word for theirs, and shown as such."""
    given = ("--room", "A", "--speaker", "Amal", "--place", "the corridor", "--yes")
    heard = talks.asks("desk", "take-down", "An aside.", *given)["id"]
    assert statement(talks, "amal", heard)["unconfirmed"] is True
    talks.does("amal", "accept", heard[:8])
    assert statement(talks, "desk", heard)["unconfirmed"] is False


@pytest.mark.parametrize(
    "command",
    [
        ("take-down", "Words.", "--room", "A", "--place", "the mill", "--yes"),
        ("take-down", "Words.", *COLONEL, "--speaker", "Amal"),
        ("convey", "Words.", "--to", "A", "--manner", "own_words", "--aloud"),
        ("convey", "Words.", "--to", "A", "--manner", "own_words", "--heard-by", "Amal"),
        ("convey", "Words.", "--to", "A", "--manner", "own_words", "--due", LATER),
    ],
)
def test_half_a_telling_is_wrong_use(talks: Trial, command: tuple[str, ...]) -> None:
    """Who said or heard it, and what is due, must be there, or nothing is entered."""
    assert talks.tries("desk", *command).code == 2


def test_a_question_can_be_due(talks: Trial) -> None:
    """An urgent question that carries no time is answered when it suits."""
    said = talks.asks("amal", "say", "Two ships.", "--mark", "in_substance", "--yes")["id"]
    told = ("Some ships.", "--to", "B", "--from", said, *CARRY)
    carried = talks.asks("desk", "convey", *told)["id"]
    asked = talks.asks("boris", "ask", carried, "How many?", "--due", LATER, "--yes")["id"]
    asks = statement(talks, "boris", asked)["asks"]
    assert isinstance(asks, dict)
    assert asks["due"] == LATER
    past = talks.tries("boris", "ask", carried, "When?", "--due", "2001-01-01T00:00:00Z", "--yes")
    assert isinstance(past.error, NotWellFormed)
    ours = ("convey", "Which?", "--to", "B", "--manner", "own_words", "--yes", "--asks", asked)
    talks.does("desk", *ours, "--due", LATER)


def test_a_side_without_a_seat_changes_its_mind_through_the_desk(talks: Trial) -> None:
    """Words heard by telephone are taken back by telephone, and the gate is bound at once."""
    asked = ("--asked-by-name", "The colonel", "--yes")
    heard = talks.asks("desk", "take-down", "Now.", "Later.", *COLONEL, "--mark", "in_substance")
    one, other = f"{heard['id']}#1", f"{heard['id']}#2"
    told = talks.asks("desk", "mark-for", one, "--mark", "ears_only", *asked)
    assert told == {"id": heard["id"], "room": "Hills"}
    carry = ("convey", "At once.", "--to", "A", "--from", one, "--reason", "none")
    assert isinstance(talks.tries("desk", *carry, *CARRY).error, MarkEarsOnly)
    talks.does("desk", "withdraw-for", other, *asked)
    kept = statement(talks, "desk", heard["id"])
    assert [each["withdrawn"] for each in kept["sentences"]] == [False, True]


def test_what_is_changed_for_a_side_is_asked_of_the_desk_first(talks: Trial) -> None:
    """A mark slipped into a room by a slip of the hand binds a side that said nothing."""
    asked = ("--asked-by-name", "The colonel")
    heard = talks.asks("desk", "take-down", "Fuel.", *COLONEL, "--mark", "in_substance")["id"]
    for act in (["mark-for", heard, "--mark", "verbatim"], ["withdraw-for", heard]):
        assert talks.tries("desk", *act, *asked, given="n\n").code == 130
        assert talks.tries("desk", *act, "--yes").code == 2
    (sentence,) = statement(talks, "desk", heard)["sentences"]
    assert (sentence["withdrawn"], sentence["marks"][0]["code"]) == (False, "in_substance")


def test_words_that_the_side_accepted_are_marked_by_the_side_alone(talks: Trial) -> None:
    """What a side has made its own, it changes at its own seat."""
    heard = talks.asks(
        "desk",
        "take-down",
        "Grain.",
        "--room",
        "A",
        "--speaker",
        "Amal",
        "--place",
        "here",
        "--yes",
    )["id"]
    talks.does("amal", "accept", heard)
    talks.does("desk", "inbox")
    act = ("mark-for", heard, "--asked-by", "Amal", "--mark", "verbatim", "--yes")
    assert isinstance(talks.tries("desk", *act).error, NotTheirs)


def test_a_side_without_a_seat_asks_for_a_meeting_through_the_desk(talks: Trial) -> None:
    """A round that only sides with machines could ask for would leave the others outside."""
    hills = ("--to", "Hills", "--yes")
    aloud = ("--speaker-name", "The colonel", "--heard-in", "the mill")
    asked = talks.asks("desk", "convene", "request", *hills, *aloud, "--words", "Soon.")
    round_ = ("--round", asked["round"])
    talks.does("desk", "convene", "recommendation", *hills, *round_)
    talks.does("desk", "convene", "acceptance", *hills, *round_, *aloud)
    where = ("--place", "the mill", "--time", LATER)
    talks.does("desk", "convene", "set", *hills, *round_, *where)
    rounds = [each for each in talks.asks("desk", "rounds") if each["round"] == asked["round"]]
    assert [(each["room"], each["state"]) for each in rounds] == [("Hills", "set")]
    for wrong in (
        ["convene", "request", *hills],
        ["convene", "held", *hills, *round_, *aloud],
    ):
        assert talks.tries("desk", *wrong).code == 4, wrong
    assert talks.tries("desk", "convene", "request", *hills, *aloud[:2]).code == 2
