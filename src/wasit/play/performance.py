"""A performance: the steps of a script, one after the other, at the seats on the stage.

Before a step its seat, if online, sends what waits and reads up, as an open program does. A step
that is refused must have said so (``expect.refused``), and one that said so must be refused; the
first that does not hold ends the play with ``PlayFailed``, naming step and line.
"""

from dataclasses import dataclass, field
from itertools import islice

from wasit.errors import WasitError
from wasit.play.desk_acts import act_at_desk
from wasit.play.memory import Memory
from wasit.play.room_acts import act_in_room
from wasit.play.script import Script, step_times
from wasit.play.stage import Player, Stage
from wasit.play.steps import Expect, Offline, Online, Step
from wasit.seat.conveying import finish_conveyances
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import NoSuchRoom
from wasit.seat.journal_screen import crossed_lines
from wasit.seat.ports import LinkLost, NoSuchLog
from wasit.seat.screen import screen_of
from wasit.seat.terms import follows_from_terms
from wasit.talks.entries import body_to_plain
from wasit.wire.canonical import encode

__all__ = ["Performance", "PlayFailed", "RefusedStep"]


class PlayFailed(WasitError):
    """A step did not come to what the script expects. The play stopped there."""

    code = "play-failed"
    advice = "Look at the step that is named: either the script or the program is wrong."


@dataclass(frozen=True, slots=True)
class RefusedStep:
    """A step that was refused, with the stable code and the reason shown."""

    step: str
    code: str
    reason: str


@dataclass(slots=True)
class Performance:
    """A script being played on a stage."""

    script: Script
    lines: tuple[int, ...]
    name: str
    stage: Stage
    memory: Memory = field(default_factory=Memory)
    refused: list[RefusedStep] = field(default_factory=list[RefusedStep])

    def run(self, *, steps: int | None = None) -> None:
        """Play every step, or the first few.

        Raises:
            PlayFailed: a step did not come to what the script expects.
        """
        times = step_times(self.script, name=self.name, lines=self.lines)
        both = zip(self.script.step, times, strict=True)
        for index, (step, at) in enumerate(islice(both, steps)):
            self.stage.theatre.clock.set(at)
            self._play(index, step)

    def last_reading(self) -> None:
        """Let every seat that is online read up once more, as at the end of a day."""
        for player in self.stage.players.values():
            self._catch_up(player)

    def _play(self, index: int, step: Step) -> None:
        step_id = self.script.step_id(index)
        expected = step.expect.refused if step.expect is not None else None
        try:
            self._do(step, step_id)
        except PlayFailed as error:
            raise PlayFailed(f"{self._place(index)}: {error}") from error
        except WasitError as error:
            self.refused.append(RefusedStep(step_id, error.code, str(error)))
            if error.code != expected:
                wanted = f"refusal {expected!r}" if expected else "no refusal"
                raise PlayFailed(
                    f"{self._place(index)}: {wanted} was expected; seen {error.code!r}: {error}"
                ) from error
        else:
            if expected is not None:
                raise PlayFailed(
                    f"{self._place(index)}: refusal {expected!r} was expected; it was done"
                )

    def _do(self, step: Step, step_id: str) -> None:
        player = self.stage.players.get(step.seat)
        if player is None:
            raise PlayFailed(f"{step.seat!r} has not joined yet")
        match step:
            case Offline():
                player.switch.offline = True
            case Online():
                player.switch.offline = False
                self._catch_up(player)
            case Expect():
                self._catch_up(player)
                self._expect(player, step)
            case _:
                self._catch_up(player)
                if player.room is None:
                    act_at_desk(self.stage, step, step_id=step_id, memory=self.memory)
                else:
                    act_in_room(player, step, step_id=step_id, memory=self.memory)

    def _catch_up(self, player: Player) -> None:
        """What an open program does by itself: send what waits, read up, finish what was cut.

        A log that is stopped, or a copy of the seat, is told and not passed over.
        """
        try:
            player.seat.send()
            if player.room is None:
                finish_conveyances(self.stage.desk(player.name))
            elif player.in_room().log.channel.is_member:
                player.in_room().receive()
        except (LinkLost, NoSuchLog):
            return

    def _expect(self, player: Player, step: Expect) -> None:
        shown = self._shown(player, step.where)
        for text in step.sees:
            if not any(text in line for line in shown):
                raise PlayFailed(f"{player.name!r} should see {text!r} and does not")
        for text in step.not_sees:
            if any(text in line for line in shown):
                raise PlayFailed(f"{player.name!r} sees {text!r} and must not")

    def _shown(self, player: Player, where: str) -> list[str]:
        if player.room is not None:
            return [
                f"{line.author}: {line.text}"
                for line in screen_of(player.in_room().talks, now=player.seat.now())
            ]
        desk = self.stage.desk(player.name)
        if where == "journal":
            return journal_texts(desk)
        if where == "terms":
            return list(follows_from_terms(desk))
        names = [where] if where else sorted(desk.seat.rooms)
        for name in names:
            if name not in desk.seat.rooms:
                raise NoSuchRoom(f"the desk has no room {name!r}")
        return [
            f"{line.author}: {line.text}"
            for name in names
            for line in screen_of(desk.room(name).talks, now=desk.seat.now())
        ]

    def _place(self, index: int) -> str:
        return f"{self.name}, line {self.lines[index]}, step {self.script.step_id(index)!r}"


def journal_texts(desk: DeskSeat) -> list[str]:
    """Every entry of the journal as text, and what crossed too early, for expectations."""
    return [
        encode(body_to_plain(entry.body)).decode()
        for entry in desk.journal.history()
        if entry.body is not None
    ] + crossed_lines(desk)
