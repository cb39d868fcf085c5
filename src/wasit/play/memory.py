"""What a play remembers: which step said or conveyed what, and where rounds are known."""

from dataclasses import dataclass, field

from wasit.errors import BadInput
from wasit.talks.crossing import SourceRef
from wasit.talks.said import Question

__all__ = ["BadReference", "Memory", "Said"]


class BadReference(BadInput):
    """A step refers to one that is not there, or that said nothing. The play stops here."""

    code = "bad-reference"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement or conveyance: the room whose log holds it, its id, its sentences' ids."""

    room: str
    id: str
    sentences: tuple[str, ...]


@dataclass(slots=True)
class Memory:
    """Step ids to what they made."""

    statements: dict[str, Said] = field(default_factory=dict[str, Said])
    conveyances: dict[str, Said] = field(default_factory=dict[str, Said])
    askings: dict[str, str] = field(default_factory=dict[str, str])
    rounds: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def statement(self, reference: str) -> tuple[Said, str | None]:
        """The statement a reference names, and the sentence's id or None for all of it."""
        return _find(self.statements, reference, what="a statement")

    def conveyance(self, reference: str) -> tuple[Said, str | None]:
        """The conveyance a reference names, and the sentence's id or None."""
        return _find(self.conveyances, reference, what="a conveyance")

    def asking(self, reference: str) -> str:
        """The hash of the words that a step asked approval for."""
        if reference not in self.askings:
            raise BadReference(f"step {reference!r} asked for no approval")
        return self.askings[reference]

    def source(self, reference: str) -> SourceRef:
        """A statement or sentence as a source for the gate."""
        said, sentence = self.statement(reference)
        return SourceRef(room=said.room, statement=said.id, sentence=sentence)

    def asked(self, said: Said, sentence: str | None, *, due: str | None) -> Question:
        """A question about that sentence, or about the first one."""
        return Question(about=said.id, sentence=sentence or said.sentences[0], due=due)

    def rounds_of(self, label: str) -> list[tuple[str, str]]:
        """(room, the room's id for it) of every room that knows the round."""
        return [(room, round_id) for (room, name), round_id in self.rounds.items() if name == label]


def _find(made: dict[str, Said], reference: str, *, what: str) -> tuple[Said, str | None]:
    step, mark, number = reference.partition("#")
    said = made.get(step)
    if said is None:
        raise BadReference(f"step {step!r} made no such thing: {what} was expected")
    if not mark:
        return said, None
    if not number.isdecimal() or not 1 <= int(number) <= len(said.sentences):
        raise BadReference(
            f"{reference!r} names no sentence: {step!r} has {len(said.sentences)} of them"
        )
    return said, said.sentences[int(number) - 1]
