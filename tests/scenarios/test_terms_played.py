"""The model case and the earlier exchange, played: what the desk's journal then says of terms."""

from pathlib import Path

import pytest

from tests.scenarios.memory_house import MemoryTheatre
from wasit.play.performance import Performance
from wasit.play.script import parse_script
from wasit.play.stage import Stage
from wasit.seat.screen import screen_of
from wasit.seat.terms import pieces_on_record, terms_of
from wasit.terms import findings
from wasit.terms.commitments import conditions, read_commitments
from wasit.terms.on_record import OnRecord
from wasit.terms.order import read_steps, safe_order
from wasit.terms.plan import State, plan_standing
from wasit.terms.stated import stated_ranges
from wasit.terms.ways_out import Kind, ways_out

pytestmark = pytest.mark.slow


def _played(name: str) -> Stage:
    script, lines = parse_script(Path(f"cases/{name}.toml").read_text(encoding="utf-8"), name=name)
    stage = Stage(MemoryTheatre())
    stage.set_up(script)
    performance = Performance(script, lines, name, stage)
    performance.run()
    performance.last_reading()
    return stage


@pytest.fixture(scope="module")
def muscat() -> Stage:
    """The model case, after its last step."""
    return _played("muscat-2024")


@pytest.fixture(scope="module")
def exchange() -> Stage:
    """The earlier exchange, after its last step."""
    return _played("detainees-for-funds")


def test_muscat_the_deadlock_is_named_by_its_statements_with_ways_out(muscat: Stage) -> None:
    """Ceasefire before halt, halt before ceasefire: read off two rooms' own words."""
    found = terms_of(muscat.desk())
    commitments = read_commitments(found.file)
    (deadlock,) = conditions(commitments).deadlocks
    assert set(deadlock.circle) == {"attacks-halt", "ceasefire"}
    said = {one.id: (one.side, one.words) for one in found.file.statements}
    assert [said[name][0] for name in deadlock.statements] == ["Iran", "United States"]
    assert "and not before" in said[deadlock.statements[0]][1]
    assert "after that we press for a ceasefire" in said[deadlock.statements[1]][1]
    by_id = {one.id: one for one in commitments}
    ways = ways_out(deadlock, by_id, sides=found.rooms)
    assert {way.kind for way in ways} == set(Kind)
    assert len(ways) >= 3


def test_muscat_both_desk_seats_have_the_same_terms(muscat: Stage) -> None:
    """What the aide took down is the envoy's too, by the one journal."""
    envoy, aide = muscat.desk("envoy"), muscat.desk("aide")
    assert terms_of(envoy) == terms_of(aide)
    assert {line.by for line in pieces_on_record(envoy)} == {"The envoy's aide"}


def test_muscat_a_question_is_found_from_partial_wishes(muscat: Stage) -> None:
    """Orders and a few ranges are enough to know what to ask, of one side, about itself."""
    found = terms_of(muscat.desk())
    assert any("how much “Gaza” matters" in each for each in found.not_told)
    asked = findings.ask_json(stated_ranges(found.file))
    questions = asked["questions"]
    assert isinstance(questions, list)
    for question in questions:  # pyright: ignore[reportUnknownVariableType]
        others = {"Iran", "United States"} - {question["side"]}
        assert not any(other in question["words"] for other in others)


def test_muscat_before_the_american_word_nothing_was_deadlocked(muscat: Stage) -> None:
    """Asked for the morning, the journal answers with what held then."""
    desk = muscat.desk()
    kept = {line.kind: line.said_at for line in pieces_on_record(desk) if line.kind == "committed"}
    assert kept
    found = terms_of(desk, held_at="2024-01-10T10:00:00Z")
    assert conditions(read_commitments(found.file)).deadlocks == ()
    assert found.waited_for == (
        "commitment 'attacks-halt' waits for 'ceasefire', which nobody offers yet",
    )


def test_exchange_has_a_safe_order_with_exposures(exchange: Stage) -> None:
    """Working as in the terms file of the same case: Iran's worst is 3, the Americans' 1."""
    found = terms_of(exchange.desk())
    order = safe_order(read_steps(found.file), sides=found.rooms)
    assert order.proved
    assert dict(zip(order.sides, map(str, order.largest), strict=True)) == {
        "Iran": "3",
        "United States": "1",
    }
    moves = [set(moment.steps) for moment in order.moments]
    assert moves.index({"transfer"}) < moves.index({"flight", "release"})
    assert moves[-1] == {"account"}


def test_exchange_its_plan_is_checked_off_by_proofs(exchange: Stage) -> None:
    """At any time the plan says what was due then, by what was on record then."""
    desk = exchange.desk()

    def states(now: str, found: OnRecord) -> dict[str, State]:
        return {one.step: one.state for one in plan_standing(read_steps(found.file), now=now)}

    end = states("2023-10-20T09:00:00Z", terms_of(desk))
    assert set(end.values()) == {State.DONE, State.BREACHED}
    assert end["account"] is State.BREACHED
    then = "2023-08-21T07:00:00Z"
    known = states(then, terms_of(desk, known_at=then))
    assert (known["house"], known["waiver"]) == (State.DONE, State.OVERDUE)
    # The waiver was published on the nineteenth, which the desk learned two days later.
    assert states(then, terms_of(desk))["waiver"] is State.DONE


@pytest.mark.parametrize("case", ["muscat", "exchange"])
def test_no_room_sees_a_word_of_the_terms(case: str, request: pytest.FixtureRequest) -> None:
    """Nothing computed from two sides' confidences reaches either."""
    stage: Stage = request.getfixturevalue(case)
    kinds = {line.kind for line in pieces_on_record(stage.desk())}
    for player in stage.players.values():
        if player.room is None:
            continue
        lines = screen_of(player.in_room().talks)
        assert not kinds & {line.kind for line in lines}
        for line in lines:
            for word in ("attacks-halt", "at one hour", "exposed", "overdue", "worth"):
                assert word not in line.text
