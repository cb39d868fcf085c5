"""The desk's signed word on which history of a log goes on."""

import pytest

from tests.unit.channel.scene import AT, RELAY_SEED, Scene, said
from wasit.channel.channel import Accepted, Void
from wasit.channel.continuing import BadContinuing, Continuing, continuing_body
from wasit.channel.faults import OtherHistory
from wasit.crypto.notes import relay_public_key
from wasit.wire.canonical import Json

KEY = relay_public_key(RELAY_SEED)


def a_log() -> Scene:
    """A desk, anna and omid, and two statements."""
    scene = Scene.begin()
    for text in ("one", "two"):
        scene.number(scene.say("anna", text))
    return scene


def entry(scene: Scene, by: str, body: dict[str, Json]) -> bytes:
    """That body, sealed by that device."""
    return scene.channels[by].compose(
        body, at=AT, counter=scene.next_counter(by), salt=scene.random.random_bytes(32)
    )


def body_at(scene: Scene, number: int) -> dict[str, Json]:
    state = scene.channels["desk"].state
    return continuing_body(state, number=number, relay="https://relay.example", relay_key=KEY)


@pytest.mark.parametrize("number", [0, 2, 4])
def test_every_member_reads_the_desks_word(number: int) -> None:
    """A seat that has stopped goes on by it, and needs nothing else."""
    scene = a_log()
    outcomes = scene.number(entry(scene, "desk", body_at(scene, number)))
    head = scene.channels["anna"].state.head(number).hex()
    for outcome in outcomes.values():
        assert isinstance(outcome, Accepted)
        assert outcome.continues == Continuing(number, head, "https://relay.example", KEY.hex())
        assert not outcome.is_of_talks


def test_an_ordinary_entry_says_nothing_of_how_the_log_goes_on() -> None:
    """What is not the log's own is the talks'."""
    scene = a_log()
    outcome = scene.number(scene.say("desk", "hello"))["anna"]
    assert isinstance(outcome, Accepted)
    assert outcome.continues is None
    assert outcome.is_of_talks


BAD: list[tuple[str, str, dict[str, Json], type[Exception]]] = [
    ("by the room", "anna", {}, BadContinuing),
    ("a field more", "desk", {"why": "so"}, BadContinuing),
    ("a number as text", "desk", {"number": "4"}, BadContinuing),
    ("no relay", "desk", {"relay": "ftp://relay"}, BadContinuing),
    ("a short key", "desk", {"relay_key": "ab"}, BadContinuing),
    ("a key that is no hex", "desk", {"relay_key": "z" * 64}, BadContinuing),
    ("another head", "desk", {"head": "ab" * 32}, OtherHistory),
    ("a head of another number", "desk", {"number": 3}, OtherHistory),
    ("a number not yet reached", "desk", {"number": 9}, OtherHistory),
    ("its own number", "desk", {"number": 5}, OtherHistory),
    ("a number before the first", "desk", {"number": -1}, OtherHistory),
]


@pytest.mark.parametrize(
    ("by", "changed", "fault"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_what_is_not_the_desks_word_on_this_history_is_void(
    by: str, changed: dict[str, Json], fault: type[Exception]
) -> None:
    """Nobody else decides which history holds, and no word is moved to another history."""
    scene = a_log()
    outcome = scene.number(entry(scene, by, {**body_at(scene, 4), **changed}))["omid"]
    assert isinstance(outcome, Void)
    assert type(outcome.fault) is fault
    after = scene.number(scene.say(by, "and on"))["omid"]
    assert isinstance(after, Accepted)


def test_the_desks_word_takes_away_the_mark_that_histories_differ() -> None:
    """Conveyances wait until a desk person has compared; this is that person's word."""
    scene = a_log()
    other = a_log()
    other.number(other.say("omid", "told to anna only"))
    state = other.channels["anna"].state
    astray = other.channels["anna"].compose(
        said("astray"), at=AT, counter=scene.next_counter("anna"), salt=bytes(32)
    )
    assert state.number == 5
    scene.number(scene.say("omid", "told to all"))
    scene.number(astray)
    assert all(channel.state.differ for channel in scene.channels.values())
    scene.number(entry(scene, "anna", body_at(scene, 4)))
    assert all(channel.state.differ for channel in scene.channels.values())
    scene.number(entry(scene, "desk", body_at(scene, 4)))
    assert not any(channel.state.differ for channel in scene.channels.values())
