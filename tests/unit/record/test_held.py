"""What the record holds of an incident, from the claims made of it."""

from dataclasses import replace
from datetime import date

import pytest

from wasit.errors import WasitError
from wasit.record.claim import Claim, Credibility, Figure, Relation, Reliability
from wasit.record.held import check_value, claims_of_row, held
from wasit.record.incident import Casualties, Incident, Kind, Status, Whose
from wasit.record.place import Place, Waters
from wasit.record.when import day

ON = date(2030, 5, 2)
ROW = Incident(
    id="list/7",
    when=day(ON),
    place=Place("South Red Sea", 14.0, 42.0, waters=Waters.OPEN),
    kind=Kind.ATTACK_SHIP,
    perpetrator="the movement",
    ships=("9074729",),
    casualties=(Casualties(Whose.TARGET, None, 2, None),),
    says="a monitor",
    dataset="list",
    known_on=ON,
)


def claim(name: str, field: str, value: str | Figure, **given: object) -> Claim:
    """A claim of the harbour, learned on the day."""
    told: dict[str, object] = {"said_by": "harbour", "learned_at": ON}
    return Claim(id=name, incident="i", field=field, value=value, **(told | given))  # pyright: ignore[reportArgumentType]


OWN = (
    claim("1", "when", "2030-05-01~"),
    claim("2", "kind", "attack on shipping"),
    claim("3", "place", "Gulf of Aden"),
    claim("4", "point", "12.5 45"),
    claim("5", "ship", "9074729"),
    claim("6", "dead of target", Figure(1, 2, 3)),
)


def found(*claims: Claim, row: Incident | None = None, known_on: date | None = None) -> Incident:
    """What is held."""
    incident = held("i", claims, row=row, known_on=known_on)
    assert incident is not None
    return incident


def test_an_incident_is_read_from_its_claims() -> None:
    """Place names say the waters, dates keep their doubt, casualties their range."""
    incident = found(*OWN)
    assert (incident.when.edtf, incident.kind) == ("2030-05-01~", Kind.ATTACK_SHIP)
    assert incident.place == Place("Gulf of Aden", 12.5, 45.0, None, Waters.OPEN)
    assert (incident.ships, incident.dead(Whose.TARGET)) == (("9074729",), 2)
    assert (incident.status, incident.says) == (Status.REPORTED, "harbour")


def test_the_best_graded_claim_is_held_and_a_difference_shows() -> None:
    """Credibility goes before reliability; who did it is disputed where two say two names."""
    weak = claim("7", "perpetrator", "a state", said_by="radio")
    strong = claim(
        "8", "perpetrator", "the movement", said_by="navy",
        credibility=Credibility.TWO, reliability=Reliability.C,
    )  # fmt: skip
    incident = found(*OWN, weak, strong)
    assert (incident.perpetrator, incident.status) == ("the movement", Status.DISPUTED)
    judged = claim("9", "status", "confirmed", said_by="the desk")
    assert found(*OWN, weak, strong, judged).status is Status.CONFIRMED


def test_only_its_own_sayer_corrects_a_claim() -> None:
    """Another's correction is a dispute, and both stand."""
    first = claim("7", "target", "a tanker")
    again = claim("8", "target", "a carrier", relation=Relation.CORRECTS, earlier="7")
    assert found(*OWN, first, again).target == "a carrier"
    other = replace(again, said_by="radio")
    assert found(*OWN, first, other).target == "a tanker"


def test_claims_only_of_its_doer_are_claimed_and_all_withdrawn_is_withdrawn() -> None:
    """A boast is not a report, and a report taken back does not count."""
    boast = [
        claim("1", "kind", "attack on shipping", said_by="the movement"),
        claim("2", "perpetrator", "the movement", said_by="the movement"),
    ]
    assert found(*boast).status is Status.CLAIMED
    back = [
        claim(f"{c.id}b", c.field, "", said_by="the movement", relation=Relation.WITHDRAWS,
              earlier=c.id)
        for c in boast
    ]  # fmt: skip
    withdrawn = found(*boast, *back)
    assert (withdrawn.status, withdrawn.kind) == (Status.WITHDRAWN, Kind.ATTACK_SHIP)


def test_nothing_is_held_before_it_was_learned() -> None:
    """The second clock: as known on a day."""
    assert held("i", OWN, known_on=date(2030, 5, 1)) is None
    late = claim("7", "outcome", "hit", learned_at=date(2030, 6, 1))
    assert found(*OWN, late, known_on=ON).outcome.value == "unknown"
    assert found(*OWN, late).outcome.value == "hit"


def test_a_row_with_a_claim_stays_what_it_was_but_for_that() -> None:
    """Reading a row as claims loses nothing, and a person's dispute is seen in its status."""
    same = found(claim("1", "scale of attack", "large"), row=ROW)
    assert replace(same, id=ROW.id) == ROW
    denied = claim(
        "2", "perpetrator", "not us", said_by="the movement", relation=Relation.DISPUTES,
        earlier="list/7#perpetrator",
    )  # fmt: skip
    disputed = found(denied, row=ROW)
    assert (disputed.perpetrator, disputed.status) == ("the movement", Status.DISPUTED)
    assert "list/7#perpetrator" in {said.id for said in claims_of_row(ROW)}


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("when", "2030-05~", "soon"),
        ("point", "12.5, 45", "north"),
        ("kind", "strike", "bang"),
        ("status", "confirmed", "sure"),
        ("outcome", "hit", "bad"),
        ("waters", "open", "wet"),
        ("ship", "9074729", "9074728"),
        ("direction", "known", "west"),
        ("radius_m", "5000", "far"),
        ("dead of target", "3", "three"),
    ],
)
def test_a_value_must_have_its_fields_form(field: str, good: str, bad: str) -> None:
    """What the counts cannot read later is refused when it is said."""
    check_value(field, good)
    with pytest.raises(WasitError):
        check_value(field, bad)
