"""Views of the record: what a page shows, with nothing left out that was said."""

from dataclasses import replace
from datetime import date

from wasit.record.claim import Claim, Figure, Relation, Tally
from wasit.record.held import held
from wasit.record.incident import Incident, Kind
from wasit.record.place import Place
from wasit.record.same_event import propose
from wasit.record.views import incident_view, pair_views, tally_rows, timeline, value_words
from wasit.record.when import day, parse_when

ON = date(2030, 5, 2)


def claim(name: str, field: str, value: str | Figure, by: str, **given: object) -> Claim:
    """A claim learned on the day."""
    told: dict[str, object] = {"learned_at": ON}
    return Claim(id=name, incident="i", field=field, value=value, said_by=by, **(told | given))  # pyright: ignore[reportArgumentType]


CLAIMS = (
    claim("1", "kind", "strike", "harbour"),
    claim("2", "dead of target", Figure(1, 2, None), "harbour"),
    claim("3", "perpetrator", "a navy", "radio"),
    claim("4", "perpetrator", "not us", "a navy", relation=Relation.DISPUTES, earlier="3"),
    claim("5", "target", "a barge", "harbour"),
    claim("6", "target", "a tug", "harbour", relation=Relation.CORRECTS, earlier="5"),
    claim("7", "note", "seen later", "harbour", learned_at=date(2030, 6, 1)),
)


def test_an_incidents_page_has_every_claim_and_names_the_disputes() -> None:
    """What was corrected is still to be read, marked as standing no more."""
    incident = held("i", CLAIMS)
    assert incident is not None
    seen = incident_view(incident, CLAIMS)
    assert [line.id for line in seen.claims] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [line.id for line in seen.claims if not line.stands] == ["5"]
    assert (seen.disputed, seen.status, seen.target) == (("perpetrator",), "disputed", "a tug")
    assert seen.claims[1].value == "2 (1 to ?)"
    early = incident_view(incident, CLAIMS, known_on=ON)
    assert "7" not in {line.id for line in early.claims}


def test_values_are_said_in_words() -> None:
    """A bare number where no range was given."""
    assert value_words(Figure(None, 3, None)) == "3"
    assert value_words("a tug") == "a tug"


def incident(name: str, edtf: str, *, ship: str = "9074729") -> Incident:
    """An attack on a ship."""
    return Incident(
        id=name,
        when=parse_when(edtf),
        place=Place("Gulf of Aden"),
        kind=Kind.ATTACK_SHIP,
        ships=(ship,),
    )


def test_a_timeline_is_in_order_and_leaves_the_undated_out() -> None:
    """An open end stands on the day that is known."""
    moments = timeline(
        [incident("b", "2030-05-04"), incident("a", "../2030-05-01"), incident("c", "../..")],
        talks=[(date(2030, 5, 2), "talks")],
        threats=[(date(2030, 5, 3), "wider")],
    )
    assert [(each.lane, each.id) for each in moments] == [
        ("events", "a"), ("talks", ""), ("threats", ""), ("events", "b"),
    ]  # fmt: skip


def test_tallies_stand_beside_what_is_claimed() -> None:
    """The gap is said rule by rule; without a claim there is none."""
    counted = [("attacks", "attack", "One each.", 61, {"confirmed": 51, "claimed": 10})]
    (row,) = tally_rows(counted, Tally(number=102, of="attacks", said_by="a ministry"))
    assert (row.gap, row.by_status) == (41, (("confirmed", 51), ("claimed", 10)))
    assert tally_rows(counted)[0].gap is None


def test_a_proposal_shows_both_and_where_they_differ() -> None:
    """A person judges two incidents by what sets them apart."""
    one, other = incident("x/1", "2030-05-04"), incident("y/9", "2030-05-05")
    found = propose([one], [replace(other, target="a tanker"), incident("y/8", "2031-01-01")])
    views = {each.id: incident_view(each, ()) for each in (one, replace(other, target="a tanker"))}
    (pair,) = pair_views(found, views)
    assert (pair.one.id, pair.other.id) == ("x/1", "y/9")
    assert pair.differing == ("when", "target")
    assert day(ON).words() == "2 May 2030"
