"""Claimed totals beside counts."""

from datetime import date

import pytest

from tests.unit.record.notes import incident
from wasit.record.claim import Tally
from wasit.record.incident import Incident
from wasit.record.reconcile import reconcile
from wasit.record.table import connect, incident_table

WINDOW = (date(2030, 5, 1), date(2030, 5, 31))


def some() -> list[Incident]:
    """Three attacks, one of them only claimed, and two interceptions."""
    hit = (
        "On 2 May 2030, Houthi forces fired 1 missile that struck the Alpha tanker (IMO: 9074729)."
    )
    said = "On 2 May 2030, Houthi forces claimed to have fired 1 missile at the Beta tanker."
    shot = "Interception: On 2 May 2030, US Navy destroyer USS Example shot down 1 Houthi drone."
    strategic = "Strategic developments"
    return [
        incident(hit, name="h1"),
        incident(hit, name="h2"),
        incident(said, name="c"),
        incident(shot, name="s1", kind=strategic),
        incident(shot, name="s2", kind=strategic),
    ]


def test_a_claim_between_two_rules_names_what_it_turns_on() -> None:
    """Both sides can then look at the same two incidents."""
    table = incident_table(some(), backend=connect())
    tally = Tally(number=4, of="attacks", said_by="X", since=WINDOW[0], until=WINDOW[1])
    found = reconcile(table, tally)
    assert (found.below and found.below.total, found.above and found.above.total) == (3, 5)
    assert {d.incident for d in found.doubts if d.why.startswith("in ")} == {"s1", "s2"}
    assert "if 1 of the 2" in found.words()


def test_a_claim_that_meets_a_rule_still_names_the_unconfirmed() -> None:
    """Agreement of figures is not agreement on events."""
    table = incident_table(some(), backend=connect())
    found = reconcile(table, Tally(number=3, of="attacks", said_by="X"))
    assert found.gap == 0
    assert [(d.incident, d.why) for d in found.doubts] == [("c", "stands as claimed")]


@pytest.mark.parametrize(("number", "side"), [(900, "above"), (0, "below")])
def test_a_claim_beyond_every_rule_is_said_to_be(number: int, side: str) -> None:
    """No choice of rule makes it hold, and that must be said plainly."""
    table = incident_table(some(), backend=connect())
    found = reconcile(table, Tally(number=number, of="attacks", said_by="X"))
    assert f"lies {side} every rule" in found.words()
