"""Same-event judgements: reversible, never rewriting, contradictions named."""

from datetime import date

from tests.unit.record.notes import incident
from wasit.record.same_event import Judgement, Verdict, groups, propose

DAY = date(2030, 5, 2)


def judged(one: str, other: str, verdict: Verdict) -> Judgement:
    """One verdict."""
    return Judgement(one=one, other=other, verdict=verdict, by="desk", on=DAY)


def test_same_reaches_through_a_third() -> None:
    """Three lists of one attack are one attack."""
    found, against = groups([judged("a", "b", Verdict.SAME), judged("b", "c", Verdict.SAME)])
    assert (found, against) == ((frozenset("abc"),), ())


def test_a_later_judgement_takes_the_earlier_back() -> None:
    """A merge that cannot be undone loses an incident."""
    found, _ = groups([judged("a", "b", Verdict.SAME), judged("b", "a", Verdict.DIFFERENT)])
    assert found == ()


def test_a_contradiction_is_named_and_nothing_is_merged() -> None:
    """a is b, b is c, a is not c: a person has to look."""
    found, against = groups(
        [
            judged("a", "b", Verdict.SAME),
            judged("b", "c", Verdict.SAME),
            judged("a", "c", Verdict.DIFFERENT),
        ]
    )
    assert found == ()
    assert [j.pair for j in against] == [frozenset("ac")]


def test_a_ship_on_the_next_day_is_proposed_and_a_month_later_is_not() -> None:
    """Lists date one night by two clocks."""
    note = "On {} May 2030, X forces fired 1 missile at the Alpha tanker (IMO: 9074729)."
    one = incident(note.format(2), name="a", day="2030-05-02")
    near = incident(note.format(3), name="b", day="2030-05-03")
    far = incident(note.format(30), name="c", day="2030-05-30")
    assert [(p.one, p.other) for p in propose([one], [near, far])] == [("a", "b")]
