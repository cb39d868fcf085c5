"""Counting under named rules."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.record.notes import incident
from wasit.record.count import Window, count
from wasit.record.incident import Incident, Kind, Status
from wasit.record.rule import SHIPPED, RuleUnknown, from_data, rule_named
from wasit.record.table import connect, incident_table

STRIKE = "On 2 May 2030, at around 2:30 am Sanaa time, US forces conducted 7 strikes in A and B."
ATTACK = (
    "On {day} May 2030, Houthi forces fired 1 missile that struck the Alpha tanker (IMO: {ship})."
)


def total(incidents: list[Incident], rule: str, **window: date) -> int:
    """The figure of some incidents under a rule."""
    table = incident_table(incidents, backend=connect())
    return count(table, rule_named(rule), window=Window(**window)).total


def test_a_total_repeated_in_two_rows_is_counted_once() -> None:
    """Seven raids on two places are seven, though the words stand in both rows."""
    rows = [incident(STRIKE, name=name, place=name) for name in ("A", "B")]
    assert total(rows, "strike-raids") == 7
    assert total(rows, "strike-places") == 2
    assert total(rows, "strike-rounds") == 1


def test_a_ship_attacked_twice_is_one_ship_and_two_ship_days() -> None:
    """47 and 49 are both right, under their rules."""
    rows = [
        incident(ATTACK.format(day=d, ship="9074729"), name=str(n), day=f"2030-05-0{d}")
        for n, d in enumerate((2, 2, 3))
    ]
    assert [total(rows, rule) for rule in ("attacks", "ships", "ship-days")] == [3, 1, 2]


def test_both_ends_of_the_window_count() -> None:
    """A tally "from 19 November to 14 March" holds both days."""
    rows = [
        incident(ATTACK.format(day=d, ship="9074729"), name=str(d), day=f"2030-05-0{d}")
        for d in (1, 2, 3, 4)
    ]
    assert total(rows, "attacks", since=date(2030, 5, 2), until=date(2030, 5, 3)) == 2


def test_statuses_always_add_up_to_the_count() -> None:
    """A claimed attack beside a confirmed one on the same ship leaves one ship, confirmed."""
    rows = [
        incident(ATTACK.format(day=2, ship="9074729"), name="1"),
        incident(
            "On 2 May 2030, Houthi forces claimed to have fired 1 missile at the Alpha tanker "
            "(IMO: 9074729).",
            name="2",
        ),
    ]
    table = incident_table(rows, backend=connect())
    attacks = count(table, rule_named("attacks"), window=Window())
    assert attacks.by_status == {"confirmed": 1, "claimed": 1}
    ships = count(table, rule_named("ships"), window=Window())
    assert ships.by_status == {"confirmed": 1}
    only = count(table, rule_named("attacks"), window=Window(), status=Status.CONFIRMED)
    assert (only.total, only.incidents) == (1, ("1",))


@given(days=st.lists(st.integers(1, 28), max_size=12))
@settings(max_examples=20)
@pytest.mark.slow
def test_two_windows_side_by_side_add_up(days: list[int]) -> None:
    """No attack may fall between two periods or into both."""
    rows = [
        incident(ATTACK.format(day=d, ship="9074729"), name=str(n), day=f"2030-05-{d:02}")
        for n, d in enumerate(days)
    ]
    cut = date(2030, 5, 14)
    parts = total(rows, "attacks", until=cut) + total(rows, "attacks", since=date(2030, 5, 15))
    assert parts == total(rows, "attacks") == len(days)


def test_a_rule_survives_as_data() -> None:
    """A figure can be made again only if its rule can be read back."""
    for rule in SHIPPED:
        again = from_data(rule.data())
        assert (again.kinds, again.waters, again.unit) == (rule.kinds, rule.waters, rule.unit)
        for kind in Kind:
            assert all(
                again.admits_place(kind, w) == rule.admits_place(kind, w) for w in rule.waters
            )


def test_an_unknown_rule_is_refused_with_the_names_there_are() -> None:
    """A misspelt rule must not count something else."""
    with pytest.raises(RuleUnknown, match="ship-days"):
        rule_named("shipdays")
