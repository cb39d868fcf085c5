"""A countersignature in the member list is one that a live device of the side made."""

from collections.abc import Callable

import msgspec
import pytest

from tests.unit.channel.scene import Scene, person, secrets_of
from wasit.channel.channel import Accepted, Void
from wasit.channel.members import Member, Vouch
from wasit.channel.vouching import vouch_for
from wasit.talks.people import Side

PHONE = secrets_of("anna's phone").public()


def vouch(scene: Scene, by: str, *, person_id: str = "anna") -> Vouch:
    """What ``by`` says of Anna's phone."""
    return vouch_for(PHONE, person_id=person_id, log_id=scene.log_id, by=secrets_of(by))


def enrol_phone(scene: Scene, vouch: Vouch | None) -> Accepted | Void:
    """Begin an epoch with Anna's phone in it; what Anna's laptop makes of that."""
    member = Member(PHONE.device_id, person("anna"), vouch=vouch)
    scene.members[PHONE.device_id] = (PHONE, member)
    return scene.number(scene.opening())["anna"]


@pytest.mark.parametrize("by", ["anna", "omid"])
def test_a_device_of_the_side_vouches(by: str) -> None:
    """Any live device of the side will do: a person may have lost their only one."""
    scene = Scene.begin()
    given = vouch(scene, by)
    assert isinstance(enrol_phone(scene, given), Accepted)
    for channel in (scene.channels["anna"], scene.read_from_start("anna's phone")):
        assert channel.state.members[PHONE.device_id].vouch == given


def _of_the_desk(scene: Scene) -> Vouch:
    return vouch(scene, "desk")


def _of_a_stranger(scene: Scene) -> Vouch:
    return vouch(scene, "stranger")


def _of_the_phone_itself(scene: Scene) -> Vouch:
    return vouch(scene, "anna's phone")


def _in_another_name(scene: Scene) -> Vouch:
    return msgspec.structs.replace(
        vouch(scene, "desk"), device=secrets_of("anna").public().device_id
    )


def _for_another_person(scene: Scene) -> Vouch:
    return vouch(scene, "anna", person_id="omid")


def _for_another_log(scene: Scene) -> Vouch:
    return vouch_for(PHONE, person_id="anna", log_id=bytes(32), by=secrets_of("anna"))


def _for_another_device(scene: Scene) -> Vouch:
    other = secrets_of("thief").public()
    return vouch_for(other, person_id="anna", log_id=scene.log_id, by=secrets_of("anna"))


def _of_no_form(scene: Scene) -> Vouch:
    return msgspec.structs.replace(vouch(scene, "anna"), signature="no base64 é")


def _of_one_who_leaves(scene: Scene) -> Vouch:
    given = vouch(scene, "omid")
    del scene.members[secrets_of("omid").public().device_id]
    return given


@pytest.mark.parametrize(
    "make",
    [
        _of_the_desk,
        _of_a_stranger,
        _of_the_phone_itself,
        _in_another_name,
        _for_another_person,
        _for_another_log,
        _for_another_device,
        _of_no_form,
        _of_one_who_leaves,
    ],
)
def test_a_desk_cannot_make_up_a_countersignature(make: Callable[[Scene], Vouch]) -> None:
    """The epoch is void; with the same device and no vouch it is begun."""
    scene = Scene.begin()
    before = dict(scene.channels["anna"].state.members)
    outcome = enrol_phone(scene, make(scene))
    assert isinstance(outcome, Void)
    assert outcome.fault.code == "bad-epoch"
    assert scene.channels["anna"].state.members == before
    assert isinstance(enrol_phone(scene, None), Accepted)


def test_a_vouch_stays_when_who_gave_it_has_left() -> None:
    """How a device came in is not forgotten, and cannot be earned later."""
    scene = Scene.begin()
    given = vouch(scene, "omid")
    enrol_phone(scene, given)
    scene.remove("omid")
    state = scene.channels["anna"].state
    assert secrets_of("omid").public().device_id not in state.members
    assert state.members[PHONE.device_id].vouch == given
    assert state.members[PHONE.device_id].person.side is Side.ROOM
