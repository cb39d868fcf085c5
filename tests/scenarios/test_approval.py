"""Where the case asks for it, a side's words leave only after another desk person's yes."""

from tests.scenarios.memory_house import MemoryTheatre
from wasit.play.performance import Performance
from wasit.play.script import parse_script
from wasit.play.stage import Stage
from wasit.play.telling import Told
from wasit.seat.approving import waiting_for_approval

HEAD = """
title = "Two at the desk"
starts = 2024-03-01T08:00:00Z
second_approval = true
[desk]
people = [{ seat = "dalal", role = "head" }, { seat = "dina" }]
[[room]]
name = "A"
people = [{ seat = "amal", role = "head" }]
[[room]]
name = "B"
people = [{ seat = "boris", role = "head" }]
counterparts = [{ name = "side A", room = "A" }]
[[step]]
seat = "amal"
act = "say"
id = "opening"
text = "We will open the road on Monday."
mark = "verbatim"
"""

WORDS = """
to = "B"
manner = "verbatim"
text = "We will open the road on Monday."
sources = ["opening"]
counterpart = "side A"
"""


def step(seat: str, act: str, more: str = "", *, refused: str = "", id: str = "") -> str:  # noqa: A002
    """One step of a script."""
    lines = [f'\n[[step]]\nseat = "{seat}"\nact = "{act}"\nat = "+1m"', more.strip()]
    if id:
        lines.append(f'id = "{id}"')
    if refused:
        lines.append(f'expect = {{ refused = "{refused}" }}')
    return "\n".join(lines) + "\n"


def play(*steps: str) -> tuple[Stage, Told]:
    """Played in memory; every log is folded anew at the end."""
    script, lines = parse_script(HEAD + "".join(steps), name="case")
    stage = Stage(MemoryTheatre())
    stage.set_up(script)
    performance = Performance(script, lines, "case", stage)
    performance.run()
    performance.last_reading()
    for player in stage.players.values():
        for log in player.seat.logs():
            log.recheck()
    return stage, Told.of(performance)


def crossed(told: Told) -> int:
    """How often the words came into room B."""
    return sum("on Monday" in line.text for line in told.rooms["B"])


def test_words_cross_once_with_the_second_persons_yes() -> None:
    """One mediator alone conveys nothing, however they try; two do, once."""
    _, told = play(
        step("dalal", "convey", WORDS, refused="approval-missing"),
        step("dalal", "ask_approval", WORDS, id="asked"),
        step("dalal", "convey", WORDS, refused="approval-missing"),
        step("dalal", "approve", 'what = "asked"', refused="not-theirs"),
        step("dina", "approve", 'what = "asked"'),
        step("dina", "convey", WORDS, refused="approval-missing"),
        step("dalal", "convey", WORDS),
        step("dalal", "convey", WORDS, refused="approval-missing"),
    )
    assert crossed(told) == 1
    kinds = [line.kind for line in told.journal]
    assert kinds.index("approval_asked") < kinds.index("approval") < kinds.index("intent")


def test_what_the_side_changes_after_the_yes_returns_to_both() -> None:
    """The yes was to those words under that mark."""
    _, told = play(
        step("dalal", "ask_approval", WORDS, id="asked"),
        step("dina", "approve", 'what = "asked"'),
        step("amal", "mark", 'on = "opening"\nmark = { code = "verbatim", ad_referendum = true }'),
        step("dalal", "convey", WORDS + "ad_referendum = true", refused="approval-missing"),
        step("amal", "mark", 'on = "opening"\nmark = "verbatim"'),
        step("dalal", "convey", WORDS, refused="approval-stale"),
    )
    assert crossed(told) == 0


def test_nothing_is_approved_that_could_not_cross() -> None:
    """The gate looks at a draft before the second person does, and again when they say yes."""
    _, told = play(
        step("dalal", "ask_approval", WORDS, id="asked"),
        step("amal", "withdraw", 'what = "opening"'),
        step("dina", "approve", 'what = "asked"', refused="mark-withdrawn"),
        step("dalal", "ask_approval", WORDS, refused="mark-withdrawn"),
    )
    assert [line.kind for line in told.journal].count("approval") == 0


def test_the_second_person_sees_what_waits() -> None:
    """With its words, its target and who asks."""
    stage, _ = play(step("dalal", "ask_approval", WORDS, id="asked"))
    (asked,) = waiting_for_approval(stage.desk("dina")).values()
    assert (asked.by, asked.crossing.target) == ("dalal", "B")
    assert asked.crossing.sentences == ("We will open the road on Monday.",)


def test_the_rooms_learn_nothing_of_approvals() -> None:
    """Who at the desk looked at what is the desk's own matter."""
    approved = (
        step("dalal", "ask_approval", WORDS, id="asked"),
        step("dina", "approve", 'what = "asked"'),
        step("dalal", "convey", WORDS),
    )
    _, told = play(*approved)
    shown = " ".join(line.text for lines in told.rooms.values() for line in lines)
    assert "approv" not in shown
    assert "dina" not in shown
