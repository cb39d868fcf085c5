"""The grammar over coders' notes, on sentences of our own."""

import pytest

from tests.unit.record.notes import incident
from wasit.record.incident import Kind, Outcome, Status, Whose

STRATEGIC = "Strategic developments"
AT_SEA = [
    (("On 2 May 2030, Zand forces fired 2 missiles at the Alpha tanker (IMO: 9074729). They fell "
     "into the water near the ship."), "Explosions/Remote violence", Kind.ATTACK_SHIP),
    ("On 2 May 2030, Houthi forces hijacked the Alpha tanker (IMO: 9074729).",
     "Violence against civilians", Kind.ATTACK_SHIP),
    (("On 2 May 2030, the armed security team aboard the Alpha tanker exchanged fire with "
      "suspected "
     "Houthi forces aboard skiffs."), "Battles", Kind.ATTACK_SHIP),
    ("Interception: On 2 May 2030, US Navy destroyer USS Example shot down 2 Houthi drones.",
     STRATEGIC, Kind.INTERCEPT),
    (("Interception: On 2 May 2030, Houthi forces shot down 1 MQ-9 Reaper drone operated by US "
     "forces."),
     STRATEGIC, Kind.DOWN_AIRCRAFT),
    (("Other: On 2 May 2030, the armed security team aboard the Alpha tanker fired warning shots "
      "toward "
     "a craft carrying out a suspicious approach."), STRATEGIC, Kind.APPROACH),
    ("Other: On 2 May 2030, Somali gunmen boarded and attempted to hijack the Alpha tanker.",
     STRATEGIC, Kind.PIRACY),
    ("Weapons seizure: On 2 May 2030, US forces seized a dhow with missile parts.",
     STRATEGIC, Kind.SEIZE_ARMS),
    (("Movement of forces: On 2 May 2030, the carrier USS Example entered the area amid attacks "
     "on ships."),
     STRATEGIC, Kind.MOVE),
    ("On 2 May 2030, US forces conducted 3 strikes on Houthi boats moored off an island.",
     "Explosions/Remote violence", Kind.STRIKE),
    (("Around 2 May 2030 (as reported), Houthi forces transformed the hijacked Alpha carrier "
      "into a "
     "stage."), STRATEGIC, Kind.MOVE),
]  # fmt: skip


@pytest.mark.parametrize(("note", "event_type", "kind"), AT_SEA)
def test_each_kind_of_event_at_sea_is_told_apart(note: str, event_type: str, kind: Kind) -> None:
    """A warning shot counted as an attack moves the tally that two sides dispute."""
    assert incident(note, kind=event_type).kind is kind


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Interception: On 2 May 2030, US forces conducted 2 strikes to intercept 1 launcher in A.",
         Kind.STRIKE),
        ("On 2 May 2030, UK Royal Air Force forces conducted 3 raids on sites in A.", Kind.STRIKE),
        ("Interception: On 2 May 2030, US forces shot down 1 drone over A.", Kind.INTERCEPT),
        ("On 2 May 2030, Saudi forces fired shells at A.", Kind.ATTACK_LAND),
        ("On 2 May 2030, Houthi forces claimed that US-UK forces conducted 2 air raids on A.",
         Kind.STRIKE),
    ],
)  # fmt: skip
def test_a_strike_is_known_by_who_carries_it_out(note: str, kind: Kind) -> None:
    """Strikes on launchers are called interceptions by those who carry them out."""
    assert incident(note, place="A").kind is kind


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("On 2 May 2030, Houthi forces claimed to have fired 1 missile at the Alpha tanker.",
         Status.CLAIMED),
        (("On 2 May 2030, Houthi forces claimed to have fired 1 missile at the Alpha tanker. The "
          "attack "
         "was not confirmed by other sources with the navy denying it."), Status.DISPUTED),
        (("On 2 May 2030, Houthi forces claimed to have fired 1 missile at the Alpha tanker. UKMTO "
         "confirmed the attack."), Status.CONFIRMED),
        (("On 2 May 2030, Houthi forces fired 1 missile that struck the Alpha tanker. The "
          "affiliation of "
         "the ship was disputed by its owner."), Status.CONFIRMED),
        (("On 2 May 2030, Houthi forces fired 1 missile at the Alpha tanker. The attack was not "
          "reported "
         "by UKMTO but by a security agency."), Status.REPORTED),
        ("Around 2 May 2030 (as reported), Houthi forces fired 1 missile at the Alpha tanker.",
         Status.REPORTED),
    ],
)  # fmt: skip
def test_a_status_is_earned_by_the_words_of_the_note(note: str, status: Status) -> None:
    """No figure may mix what one side claims with what others confirm."""
    assert incident(note).status is status


@pytest.mark.parametrize(
    ("rest", "outcome"),
    [
        ("There were no fatalities or injuries although the missile struck the ship.", Outcome.HIT),
        ("There were no injuries as the missile impacted the water near the ship.", Outcome.MISSED),
        ("The attack resulted in 3 fatalities as the missile struck the ship.", Outcome.CREW_HURT),
        ("The ship later sank.", Outcome.LOST),
    ],
)
def test_the_outcome_climbs_one_ladder(rest: str, outcome: Outcome) -> None:
    """ "No damage" beside "struck" must not read as a miss, nor the other way."""
    note = f"On 2 May 2030, Houthi forces fired 1 missile at the Alpha tanker. {rest}"
    assert incident(note).outcome is outcome


def test_dead_attackers_are_no_victims_of_the_attack() -> None:
    """The dead of a boat fight were once printed as victims of attacks on ships."""
    fight = incident(
        "On 2 May 2030, helicopters from USS Example responded to Houthi small arms fire from 2 "
        "boats. "
        "The clash resulted in the sinking of the boats and the killing of 6 Houthi fighters.",
        kind="Battles",
        dead="6",
    )
    assert fight.kind is Kind.ATTACK_SHIP
    assert (fight.dead(Whose.PERPETRATOR), fight.dead(Whose.TARGET)) == (6, 0)
    assert "Houthi" in fight.perpetrator


def test_casualties_keep_the_range_their_source_gives() -> None:
    """One to two dead is neither one nor two."""
    found = incident(
        "On 2 May 2030, Houthi forces fired at a boat. The attack killed between 1 and 2 "
        "fishermen.",
        dead="1",
    ).casualties
    assert [(part.low, part.best, part.high) for part in found] == [(1, 1, 2)]


def test_ships_are_read_from_every_number_in_the_note() -> None:
    """A note that names two ships is two ships and one event."""
    note = "On 2 May 2030, X forces fired at the A and B ships (IMO: 9074729 and IMO: 9333034)."
    assert incident(note).ships == ("9074729", "9333034")


MORE_AT_SEA = [
    ("On 2 May 2030, 2 missiles exploded near the Alpha tanker.", "Explosions/Remote violence",
     Kind.ATTACK_SHIP),
    ("On 2 May 2030, a suspected Zand missile impacted the water near the Alpha tanker.",
     "Explosions/Remote violence", Kind.ATTACK_SHIP),
    ("On 2 May 2030, Zand forces struck the Alpha tanker (IMO: 9074729) with 1 uncrewed boat.",
     "Explosions/Remote violence", Kind.ATTACK_SHIP),
    ("Interception: On 2 May 2030, Houthi forces claimed to have shot down 1 MQ-9 Reaper drone.",
     "Strategic developments", Kind.DOWN_AIRCRAFT),
    ("Interception: On 2 May 2030, US forces destroyed 1 Zand uncrewed boat.",
     "Strategic developments", Kind.INTERCEPT),
    ("Other: On 2 May 2030, 3 small crafts suspiciously approached the Alpha tanker.",
     "Strategic developments", Kind.APPROACH),
    ("Other: On 2 May 2030, unidentified gunmen opened fire on the Alpha tanker.",
     "Strategic developments", Kind.ATTACK_SHIP),
    (("Weapons seizure: On 2 May 2030, coast guards seized a boat with weapons fired at ships "
     "before."),
     "Strategic developments", Kind.SEIZE_ARMS),
    ("On 2 May 2030, Zand naval forces abducted 12 fishermen.", "Violence against civilians",
     Kind.OTHER),
    ("On 2 May 2030, pirates hijacked the Alpha ship.", "Violence against civilians", Kind.PIRACY),
]  # fmt: skip


@pytest.mark.parametrize(("note", "event_type", "kind"), MORE_AT_SEA)
def test_other_ways_of_saying_it_are_sorted_alike(note: str, event_type: str, kind: Kind) -> None:
    """The next file's coders will say it otherwise."""
    assert incident(note, kind=event_type, place="Gulf of Aden").kind is kind


@pytest.mark.parametrize(
    ("tail", "operation"),
    [
        ("This was part of a joint US-UK operation that day that struck 9 targets.", True),
        ("The strikes were part of joint US and UK strikes on 4 places.", True),
        ("It was a joint operation between the US and the UK.", True),
        ("This was a follow-on action to a joint US-UK operation the day prior.", False),
        ("Casualties unknown.", False),
    ],
)
def test_a_joint_operation_is_told_from_its_follow_on(tail: str, operation: bool) -> None:
    """Four operations, not five."""
    found = incident(f"On 2 May 2030, US forces conducted 3 strikes in A. {tail}", place="A")
    assert bool(found.part_of.operation) is operation
    assert found.part_of.raids == 3


def test_a_passive_sentence_names_the_same_doer() -> None:
    """ "A ship was hit by X" is X's attack, whoever stands first in the sentence."""
    sea = incident("On 2 May 2030, the Alpha tanker was struck by suspected Houthi forces near B.")
    assert (sea.kind, sea.perpetrator) == (Kind.ATTACK_SHIP, "suspected Houthi forces")
    land = incident("On 2 May 2030, a camp in A was bombed by US forces.", place="A")
    assert (land.kind, land.perpetrator) == (Kind.STRIKE, "US forces")


def test_a_navy_that_opens_fire_is_the_doer() -> None:
    """Whom a navy shoots at did not shoot."""
    note = "On 2 May 2030, Zandian gunboats of the naval forces opened fire toward Ruritan boats."
    assert "Zandian" in incident(note).perpetrator


def test_a_strike_by_others_is_no_strike_of_those_two() -> None:
    """A third state's raid must not enter the tally of two."""
    note = "On 2 May 2030, Israeli forces conducted 10 airstrikes with US-made jets on A."
    assert incident(note, place="A").kind is Kind.ATTACK_LAND
