"""A log with a desk and two people of a room, and a relay's place played by a list of frames."""

import hashlib
from dataclasses import dataclass, field

from wasit.channel.channel import Accepted, Channel, Void
from wasit.channel.members import Member
from wasit.channel.opening import found_log, open_epoch
from wasit.crypto.epochs import Wrapping
from wasit.crypto.keys import SECRETS_SIZE, DevicePublic, DeviceSecrets
from wasit.crypto.notes import relay_public_key
from wasit.talks.people import Person, Role, Side
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping
from wasit.wire.canonical import Json

AT = "2024-01-10T09:00:00Z"
RELAY_SEED = hashlib.sha256(b"relay").digest()


def secrets_of(name: str) -> DeviceSecrets:
    """A device's secrets, the same for the same name."""
    return DeviceSecrets.from_bytes(SeededRandomness(name).random_bytes(SECRETS_SIZE))


def person(name: str, side: Side = Side.ROOM) -> Person:
    """A person who may speak."""
    return Person(id=name, name=name.title(), side=side, role=Role.HEAD, may_speak=True)


def said(text: str) -> dict[str, Json]:
    """A body that says ``text``; channels do not look inside."""
    return {"kind": "statement", "text": text}


@dataclass
class Scene:
    """Channels by device name, all fed the same frames."""

    frames: list[bytes] = field(default_factory=list[bytes])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    members: dict[str, tuple[DevicePublic, Member]] = field(
        default_factory=dict[str, tuple[DevicePublic, Member]]
    )
    wrapping: Wrapping = field(default_factory=SeededWrapping)
    random: SeededRandomness = field(default_factory=lambda: SeededRandomness("scene"))

    @classmethod
    def begin(cls, wrapping: Wrapping | None = None, seed: str = "scene") -> "Scene":
        """A founded log with the desk's device in it, then an epoch with ``anna`` and ``omid``."""
        scene = cls(wrapping=wrapping or SeededWrapping(), random=SeededRandomness(seed))
        desk = secrets_of("desk")
        desk_person = person("desk", Side.DESK)
        channel, frame = found_log(
            secrets=desk,
            person=desk_person,
            relay_key=relay_public_key(RELAY_SEED),
            at=AT,
            random_bytes=scene.random.random_bytes,
            wrapping=scene.wrapping,
        )
        scene.channels["desk"] = channel
        scene.members[channel.device_id] = (desk.public(), Member(channel.device_id, desk_person))
        scene.number(frame)
        scene.enrol("anna", "omid")
        return scene

    @property
    def log_id(self) -> bytes:
        """The log's id."""
        return self.channels["desk"].state.log_id

    def number(self, frame: bytes) -> dict[str, Accepted | Void]:
        """Number a frame as a relay would, and give it to every channel."""
        self.frames.append(frame)
        return {name: channel.accept(frame) for name, channel in self.channels.items()}

    def opening(self, by: str = "desk") -> bytes:
        """An opening frame for the present members."""
        channel = self.channels[by]
        return open_epoch(
            channel,
            self.members,
            at=AT,
            counter=self.next_counter(by),
            random_bytes=self.random.random_bytes,
            wrapping=self.wrapping,
        )

    def enrol(self, *names: str) -> None:
        """Begin an epoch with these people added; their channels fold the log from its start."""
        for name in names:
            public = secrets_of(name).public()
            self.members[public.device_id] = (public, Member(public.device_id, person(name)))
        self.number(self.opening())
        for name in names:
            self.channels[name] = self.read_from_start(name)

    def read_from_start(self, name: str) -> Channel:
        """A newcomer's channel, folded from the first frame."""
        channel = Channel.empty(self.log_id, secrets_of(name), wrapping=self.wrapping)
        channel.recover_keys(self.frames)
        for frame in self.frames:
            channel.accept(frame)
        return channel

    def remove(self, name: str) -> None:
        """Begin an epoch without this person."""
        del self.members[secrets_of(name).public().device_id]
        self.number(self.opening())

    def next_counter(self, name: str) -> int:
        """The counter this device's next entry takes."""
        channel = self.channels[name]
        return channel.state.counters.get(channel.device_id, 0) + 1

    def say(self, name: str, text: str, *, counter: int | None = None) -> bytes:
        """A sealed entry of this person, not yet numbered."""
        return self.channels[name].compose(
            said(text),
            at=AT,
            counter=counter or self.next_counter(name),
            salt=self.random.random_bytes(32),
        )
