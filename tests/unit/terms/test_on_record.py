"""Terms in the journal: the same findings as from a file, two clocks, and nothing invented."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from wasit.talks.crossing import SourceRef
from wasit.talks.deeds import Adhered, KeptTerm, ProofSeen, StepChecked, TermBody, TextVersion
from wasit.talks.wishes import (
    Amount,
    IssueNamed,
    LimitTold,
    Linked,
    LinkForm,
    OptionAmount,
    OptionsTaken,
    Preferred,
    Scale,
    TermWithdrawn,
    Weighed,
    WeightsOrdered,
)
from wasit.terms import findings, told_findings
from wasit.terms.commitments import read_commitments
from wasit.terms.holding import Hold, holding
from wasit.terms.on_record import OnRecord, terms_on_record
from wasit.terms.order import read_steps
from wasit.terms.own_format import StatementIn, TermsFile, parse_terms_file
from wasit.terms.pieces import Told, pieces_of
from wasit.terms.ranges import middle
from wasit.terms.solution import as_json, solve
from wasit.terms.stated import stated_ranges
from wasit.terms.texts import text_hash

_CASES = Path(__file__).resolve().parents[3] / "cases" / "terms"
MON, TUE, WED = ("2024-01-08T09:00:00Z", "2024-01-09T09:00:00Z", "2024-01-10T09:00:00Z")
ROOMS = ("A", "B")


def _named(ref: SourceRef) -> StatementIn:
    return StatementIn(id=ref.statement, side=ref.room, words="…")


def _kept(*bodies: TermBody, at: str = MON) -> list[KeptTerm]:
    """Bodies recorded one after the other, under numbers from 1."""
    return [
        KeptTerm(number=number, at=at, by="d1", body=body) for number, body in enumerate(bodies, 1)
    ]


def _on_record(
    kept: Sequence[KeptTerm],
    *,
    rooms: Sequence[str] = ROOMS,
    known_at: str = "",
    held_at: str = "",
) -> OnRecord:
    return terms_on_record(kept, rooms=rooms, named=_named, known_at=known_at, held_at=held_at)


def _recorded(file: TermsFile) -> OnRecord:
    """The file as the journal gives it back, each statement being one of its side's room."""
    statements = {one.id: one for one in file.statements}

    def told(statement: str) -> Told:
        if not statement:
            return Told(said_at=MON)
        one = statements[statement]
        source = SourceRef(room=one.side, statement=one.id)
        return Told(said_at=one.at or MON, source=source, may_use=one.may_use)

    return _on_record(_kept(*pieces_of(file, told)), rooms=[side.name for side in file.sides])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["muscat-2024", "detainees-for-funds"])
def test_the_journal_gives_back_what_a_file_says(name: str) -> None:
    """Whichever way the desk keeps its terms, it is advised alike."""
    file = parse_terms_file((_CASES / f"{name}.toml").read_text(encoding="utf-8"), name=name)
    found = _recorded(file)
    assert (found.not_told, found.set_aside) == ((), ())
    assert stated_ranges(found.file) == stated_ranges(file)
    assert [
        replace(one, statement="" if one.statement.startswith("entry") else one.statement)
        for one in read_commitments(found.file)
    ] == list(read_commitments(file))
    assert read_steps(found.file) == read_steps(file)
    assert told_findings.texts_json(found.file) == told_findings.texts_json(file)
    barred = told_findings.not_for_drafts
    named = [one for one in barred(found.file) if not one.startswith("entry")]
    assert named == barred(file)


def _limit(amount: str, *, said_at: str = MON, corrects: int | None = None) -> LimitTold:
    return LimitTold(side="A", amount=Amount(amount), said_at=said_at, corrects=corrects)


def _withdrawn(number: int, *, said_at: str, mistaken: bool = False) -> TermWithdrawn:
    return TermWithdrawn(number=number, said_at=said_at, why="…", mistaken=mistaken)


_CLOCKS: dict[str, tuple[list[tuple[str, TermBody]], str, str, str | None]] = {
    # what: entries with the time each was recorded, known at, held at, the limit that holds
    "said once": ([(MON, _limit("1"))], "", "", "1"),
    "not on record yet": ([(TUE, _limit("1"))], MON, "", None),
    "not held yet": ([(MON, _limit("1", said_at=TUE))], "", MON, None),
    "said later holds": ([(MON, _limit("1")), (TUE, _limit("2", said_at=TUE))], "", "", "2"),
    "then, the earlier held": (
        [(MON, _limit("1")), (TUE, _limit("2", said_at=TUE))],
        "",
        MON,
        "1",
    ),
    "recorded late, said early": (
        [(MON, _limit("2", said_at=TUE)), (WED, _limit("1", said_at=MON))],
        "",
        "",
        "2",
    ),
    "corrected": ([(MON, _limit("1")), (WED, _limit("3", corrects=1))], "", "", "3"),
    "before the correction was known": (
        [(MON, _limit("1")), (WED, _limit("3", corrects=1))],
        TUE,
        "",
        "1",
    ),
    "correction of an earlier word leaves the later": (
        [
            (MON, _limit("1")),
            (TUE, _limit("2", said_at=TUE)),
            (WED, _limit("3", corrects=1)),
        ],
        "",
        "",
        "2",
    ),
    "withdrawn: nothing in its place": (
        [
            (MON, _limit("1")),
            (TUE, _limit("2", said_at=TUE)),
            (WED, _withdrawn(2, said_at=WED)),
        ],
        "",
        "",
        None,
    ),
    "held until withdrawn": (
        [(MON, _limit("1")), (WED, _withdrawn(1, said_at=WED))],
        "",
        TUE,
        "1",
    ),
    "never held: what it replaced stands": (
        [
            (MON, _limit("1")),
            (TUE, _limit("2", said_at=TUE)),
            (WED, _withdrawn(2, said_at=WED, mistaken=True)),
        ],
        "",
        "",
        "1",
    ),
    "a correction that was itself a mistake": (
        [
            (MON, _limit("1")),
            (TUE, _limit("3", corrects=1)),
            (WED, _withdrawn(2, said_at=WED, mistaken=True)),
        ],
        "",
        "",
        "1",
    ),
    "said again after a withdrawal": (
        [
            (MON, _limit("1")),
            (TUE, _withdrawn(1, said_at=TUE)),
            (WED, _limit("4", said_at=WED)),
        ],
        "",
        "",
        "4",
    ),
}


@pytest.mark.parametrize("what", _CLOCKS)
def test_two_clocks_say_which_limit_holds(what: str) -> None:
    """What the desk knew then, and what held then, are both asked in a dispute."""
    entries, known_at, held_at, wanted = _CLOCKS[what]
    kept = [
        KeptTerm(number=number, at=at, by="d1", body=body)
        for number, (at, body) in enumerate(entries, 1)
    ]
    found = holding(kept, known_at=known_at, held_at=held_at).by_key.get(("limit", "A"))
    told = None if found is None else found.body
    assert (told.amount.low if isinstance(told, LimitTold) and told.amount else None) == wanted


def test_each_entry_says_whether_it_holds() -> None:
    """The list of pieces shows why one does not count, not only that it does not."""
    kept = _kept(
        _limit("1"),
        _limit("2", said_at=TUE),
        _limit("9", said_at=WED, corrects=2),
        IssueNamed(said_at=MON, name="x", options=("a", "b")),
        _withdrawn(4, said_at=TUE),
        Weighed(said_at=WED, side="A", issue="x", amount=Amount("1")),
    )
    states = holding(kept, held_at=TUE).states
    assert states == {
        1: Hold.HOLDS,
        2: Hold.CORRECTED,
        3: Hold.NOT_YET,
        4: Hold.WITHDRAWN,
        5: Hold.HOLDS,
        6: Hold.NOT_YET,
    }
    assert holding(kept).states[1] is Hold.REPLACED


ISSUE = IssueNamed(said_at=MON, name="Truce", options=("none", "week", "month"))
MONEY = IssueNamed(said_at=MON, name="Funds", options=("held", "freed"))


def _worth(option: str, amount: Amount, *, said_at: str = MON, side: str = "A") -> Preferred:
    worth = (OptionAmount(option=option, amount=amount),)
    return Preferred(said_at=said_at, side=side, issue="Truce", worth=worth)


def test_what_is_not_told_is_a_range_and_is_named() -> None:
    """A made-up number would decide; a range only asks."""
    found = _on_record(_kept(ISSUE, MONEY, _worth("week", Amount("0.4")), _limit("0.5")))
    (side,) = found.file.sides
    assert side.weights == {"Truce": ["0", "1"], "Funds": ["0", "1"]}
    assert [values.of for values in side.values] == [
        {"none": ["0", "1"], "week": "0.4", "month": ["0", "1"]},
        {"held": ["0", "1"], "freed": ["0", "1"]},
    ]
    assert set(found.not_told) == {
        "A: what “none”, “month” of “Truce” is worth",
        "A: what any option of “Funds” is worth",
        "A: how much “Truce” matters",
        "A: how much “Funds” matters",
    }


def test_an_unknown_worth_covers_the_scale_that_the_side_speaks_on() -> None:
    """A side that counts to sixty must not have its unknown option held below one."""
    found = _on_record(_kept(ISSUE, _worth("week", Amount("-5", "60"))))
    assert found.file.sides[0].values[0].of["month"] == ["-5", "60"]


def test_the_answer_to_a_question_narrows_an_order() -> None:
    """Sides tell an order first and a number when asked; both are kept, and both count."""
    order = Preferred(said_at=MON, side="A", issue="Truce", order=("month", "week", "none"))
    other = msgspec.structs.replace(order, side="B")
    weights = [Weighed(said_at=MON, side=side, issue="Truce", amount=Amount("1")) for side in ROOMS]
    before = _on_record(_kept(ISSUE, order, other, *weights))
    after = _on_record(
        _kept(ISSUE, order, other, *weights, _worth("week", Amount("0.8"), said_at=TUE))
    )
    spans = [stated_ranges(found.file).of[0].values[0] for found in (before, after)]
    assert [str(spans[0][1].low), str(spans[0][1].high)] == ["0", "1"]
    assert [str(spans[1][1].low), str(spans[1][1].high)] == ["4/5", "4/5"]
    assert stated_ranges(after.file).of[0].orders[0] == (2, 1, 0)
    assert after.set_aside == ()


def test_of_an_order_and_numbers_that_contradict_the_later_holds() -> None:
    """Both cannot be true; what was said last is, and the other is named."""
    order = Preferred(said_at=TUE, side="A", issue="Truce", order=("month", "week", "none"))
    older = _on_record(_kept(ISSUE, _worth("none", Amount("0.9")), order))
    assert older.file.sides[0].values[0].order == ["month", "week", "none"]
    assert older.file.sides[0].values[0].of == {}
    assert any("contradicts the order" in why for why in older.set_aside)
    newer = _on_record(_kept(ISSUE, order, _worth("none", Amount("0.9"), said_at=WED)))
    assert newer.file.sides[0].values[0].order == []
    assert newer.file.sides[0].values[0].of["none"] == "0.9"
    assert any("contradict each other" in why for why in newer.set_aside)


def test_weights_hold_in_the_way_told_last() -> None:
    """Shares and swings do not mix on one scale."""
    swing = Weighed(said_at=MON, side="A", issue="Truce", amount=Amount("60"), scale=Scale.SWING)
    order = WeightsOrdered(said_at=TUE, side="A", issues=("Funds", "Truce"))
    found = _on_record(_kept(ISSUE, MONEY, swing, order))
    assert found.file.sides[0].weights == {"Truce": ["0", "1/2"], "Funds": ["1/2", "1/1"]}
    assert any("in another way later" in why for why in found.set_aside)
    again = _on_record(
        _kept(ISSUE, MONEY, swing, order, msgspec.structs.replace(swing, said_at=WED))
    )
    assert again.file.sides[0].swing == {"Truce": "60", "Funds": ["0", "100"]}


def test_what_rests_on_an_issue_withdrawn_is_set_aside_by_name() -> None:
    """Computing on with half of it would answer another question than the desk asked."""
    kept = _kept(
        ISSUE,
        MONEY,
        Weighed(said_at=MON, side="A", issue="Funds", amount=Amount("1")),
        _withdrawn(2, said_at=TUE),
    )
    found = _on_record(kept)
    assert [issue.name for issue in found.file.issues] == ["Truce"]
    assert found.set_aside == ("entry 3, A: issue 'Funds' is not there",)


def _if(name: str, issue: str, option: str, then: str, chosen: str) -> Linked:
    return Linked(
        said_at=MON,
        id=name,
        form=LinkForm.IF_THEN,
        of=(OptionsTaken(issue=issue, options=(option,)),),
        then=(OptionsTaken(issue=then, options=(chosen,)),),
    )


def test_a_linkage_that_closes_a_circle_is_set_aside_and_the_rest_is_solved() -> None:
    """One linkage too many, told by whoever, must not stop the desk's computing."""
    kept = _kept(
        ISSUE,
        MONEY,
        _if("one", "Truce", "week", "Funds", "freed"),
        _if("two", "Funds", "freed", "Truce", "week"),
        _if("three", "Funds", "freed", "Peace", "now"),
    )
    found = _on_record(kept)
    assert [each.id for each in found.file.linkages] == ["one"]
    (circle, unknown) = found.set_aside
    assert "'two'" in circle
    assert "run in a circle" in circle
    assert "'Peace'" in unknown


def test_a_piece_without_a_statement_is_named_by_its_entry() -> None:
    """Every finding can say what it rests on, even where the desk only wrote its impression."""
    found = _on_record(_kept(ISSUE, _limit("0.5")))
    assert found.file.sides[0].limit_statement == "entry 2"
    assert "entry 2" in told_findings.not_for_drafts(found.file)


def test_one_piece_that_may_not_shape_a_draft_bars_its_statement() -> None:
    """The strictest word about a statement holds."""
    source = SourceRef(room="A", statement="s1")
    free = LimitTold(said_at=MON, side="A", amount=Amount("1"), source=source, may_use=True)
    kept = _kept(ISSUE, free, _worth("week", Amount("1")))
    assert told_findings.not_for_drafts(_on_record(kept).file) == ["entry 3"]
    barred = msgspec.structs.replace(_worth("none", Amount("0")), source=source)
    both = _on_record([*kept, KeptTerm(number=4, at=MON, by="d1", body=barred)])
    assert set(told_findings.not_for_drafts(both.file)) == {"entry 3", "s1"}


def test_steps_are_checked_off_by_the_newest_proof() -> None:
    """A proof that turned out false is taken back by a later look, not rubbed out."""
    file = parse_terms_file(
        (_CASES / "detainees-for-funds.toml").read_text(encoding="utf-8"), name="x"
    )
    told = [*_recorded(file).held.by_key.values()]
    bodies = [kept.body for kept in sorted(told, key=lambda kept: kept.number)]

    def checked(seen: ProofSeen, at: str) -> StepChecked:
        return StepChecked(said_at=at, step="waiver", seen=seen, at=at, proof="the waiver, seen")

    rooms = ("USA", "Iran")
    done = _on_record(_kept(*bodies, checked(ProofSeen.DONE, MON)), rooms=rooms)
    assert (done.file.steps[0].done_at, done.file.steps[0].seen) == (MON, "the waiver, seen")
    undone = _on_record(
        _kept(*bodies, checked(ProofSeen.DONE, MON), checked(ProofSeen.NOT_DONE, TUE)),
        rooms=rooms,
    )
    assert undone.file.steps[0].done_at == ""
    broken = _on_record(
        _kept(*bodies, checked(ProofSeen.DONE, MON), checked(ProofSeen.BREACHED, WED)),
        rooms=rooms,
    )
    assert (broken.file.steps[0].done_at, broken.file.steps[0].breached_at) == ("", WED)


def test_a_text_is_agreed_when_every_room_stands_by_its_newest_hash() -> None:
    """Adherence is to words, by their hash; a new version asks for it anew."""
    words = "No attacks while the ships pass.\n"
    digest = text_hash(words)
    first = TextVersion(said_at=MON, text="U", id="v1", words=words)
    stands = [Adhered(said_at=TUE, side=side, text="U", text_hash=digest) for side in ROOMS]
    found = _on_record(_kept(first, *stands))
    (text,) = texts(found)
    assert (text["agreed"], text["stands_by"]) == (True, {"A": "v1", "B": "v1"})
    second = TextVersion(said_at=WED, text="U", id="v2", words="No attacks [at sea].")
    (text,) = texts(_on_record(_kept(first, *stands, second)))
    assert (text["agreed"], text["newest"]) == (False, "v2")
    (text,) = texts(_on_record(_kept(first, stands[0])))
    assert text["agreed"] is False


def texts(found: OnRecord) -> list[dict[str, object]]:
    """The texts as the desk is shown them."""
    listed = told_findings.texts_json(found.file, sides=found.rooms)["texts"]
    assert isinstance(listed, list)
    return listed  # pyright: ignore[reportUnknownVariableType]


@pytest.mark.slow
def test_a_side_that_told_little_is_solved_within_ranges() -> None:
    """From the first word on there is an answer, as wide as what is not known."""
    order = Preferred(said_at=MON, side="A", issue="Truce", order=("month", "week", "none"))
    found = _on_record(_kept(ISSUE, order, _worth("none", Amount("1"), side="B"), _limit("0.3")))
    solved = as_json(solve(middle(stated_ranges(found.file))))
    assert solved["complete"] is True
    asked = findings.ask_json(stated_ranges(found.file))
    questions = asked["questions"]
    assert isinstance(questions, list)
    assert questions
