"""The guard: what it stops, and what it must leave alone."""

import pytest

from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.shapes import Draft, Kept, Report


def _report(
    draft: str,
    *kept: Kept,
    known: tuple[str, ...] = (),
    to: str = "B",
    met: tuple[str, ...] = (),
) -> Report:
    index = CaseIndex(to)
    for text in known:
        index.know(text)
    for statement in kept:
        index.add(statement)
    return guard(Draft(to, draft, frozenset(met)), index)


GUNS = Kept("a", "A", "ears_only", "We would move the guns back 8 kilometres by 15 March 2026.")
SUM = Kept("b", "A", "ears_only", "Our client would pay 4,200 and not more.")


@pytest.mark.parametrize(
    ("draft", "kept", "kind", "span"),
    [
        ("Four thousand two hundred could be had.", SUM, "number", "Four thousand two hundred"),
        ("I hear 4.2k.", SUM, "number", "4.2k"),
        ("Il y a quatre mille deux cents à prendre.", SUM, "number", "quatre mille deux cents"),
        ("ربما ٤٢٠٠.", SUM, "number", "٤٢٠٠"),
        ("About 4,100 could be had.", SUM, "number", "4,100"),
        ("Five miles, perhaps?", GUNS, "number", "Five miles"),
        ("By mid-March, perhaps.", GUNS, "date", "mid-March"),
        ("شاید ۲۴ اسفند.", GUNS, "date", "۲۴ اسفند"),
        ("Four-two-0-0? 42O0, rather.", SUM, "obfuscated", "42O0"),
    ],
)
def test_a_value_is_found_however_it_is_written(
    draft: str, kept: Kept, kind: str, span: str
) -> None:
    """A figure leaks in words, other units, other calendars and other scripts."""
    hits = _report(draft, kept).hits
    assert (kind, span) in [(hit.kind, hit.span) for hit in hits]


@pytest.mark.parametrize(
    ("known", "draft"),
    [
        ("You were offered 4,200.", "The offer of four thousand two hundred stands."),
        ("A meeting on 15 March was agreed.", "See you in mid-March."),
    ],
)
def test_what_the_room_knows_is_free_in_any_form(known: str, draft: str) -> None:
    """Half of what crosses is already known; flagging it would get the guard switched off."""
    assert _report(draft, GUNS, SUM, known=(known,)).verdict == "clear"


def test_what_a_side_said_goes_back_to_it_freely() -> None:
    """A room's own words are never kept from it."""
    assert _report(GUNS.text, GUNS, to="A").verdict == "clear"
    assert _report(GUNS.text, GUNS, to="B").verdict == "stop"


def test_a_released_room_may_have_what_another_may_not() -> None:
    """A statement released to one room is a wrong-room leak in every other."""
    kept = Kept("a", "A", "ears_only", "We could share the airstrip.", may_go_to=("C",))
    assert _report("They could share the airstrip.", kept, to="C").verdict == "clear"
    wrong = _report("They could share the airstrip.", kept, to="B")
    assert {hit.kind for hit in wrong.hits} == {"wrong_room"}


def test_a_released_room_is_still_bound_by_the_mark() -> None:
    """A statement for room C in substance only is no licence for its wording."""
    text = "We want the road open; this siege is a slow drowning."
    kept = Kept("a", "A", "substance_only", text, may_go_to=("C",))
    assert _report("They want the road open.", kept, to="C").verdict == "clear"
    assert _report("They call it a slow drowning.", kept, to="C").verdict == "stop"
    assert _report("They call it a slow drowning.", kept, to="B").hits[0].kind == "wrong_room"


def test_an_empty_list_of_rooms_leaves_the_mark_to_decide() -> None:
    """Programs write an empty list where a person would leave the field out."""
    text = "We want the road open by May."
    kept = Kept("a", "A", "substance_only", text, may_go_to=())
    assert _report("They want the road to open in May.", kept).verdict == "clear"


def test_a_reward_waits_for_its_condition() -> None:
    """A concession shown early is pocketed."""
    kept = Kept(
        "d",
        "A",
        "if_offer",
        "If they reopen the ferry, we would let the wheat convoys through.",
        condition="B offers to reopen the ferry",
    )
    draft = "They will let the wheat convoys through."
    assert [h.kind for h in _report(draft, kept).hits] == ["condition_unmet"]
    assert _report(draft, kept, met=("d",)).verdict == "clear"
    assert _report("Could the ferry be reopened?", kept).verdict == "clear"


@pytest.mark.parametrize(
    ("draft", "span"),
    [
        ("The shore villages propose a shared list of missing persons.", "villages propose"),
        ("A shared list of missing persons is their idea.", "their idea"),
        ("Ils proposent une liste commune des personnes disparues.", "Ils proposent"),
    ],
)
def test_the_origin_of_an_idea_is_kept(draft: str, span: str) -> None:
    """An idea lent to the desk must not carry its owner's name."""
    kept = Kept("c", "A", "own_idea", "A shared list of missing persons. Present it as yours.")
    hits = _report(draft, kept).hits
    assert any(span in hit.span and hit.kind == "attribution" for hit in hits)
    assert _report("Let me suggest a shared list of missing persons.", kept).verdict == "clear"


def test_substance_may_cross_and_the_aside_may_not() -> None:
    """Speakers put what may be told and what may not in one breath."""
    kept = Kept(
        "b",
        "A",
        "substance_only",
        "Tell them the ferry must run again; between us, their minister is a clown.",
    )
    assert _report("They want the ferry to run again.", kept).verdict == "clear"
    hits = _report("They say your minister is a clown.", kept).hits
    assert [(h.kind, h.span) for h in hits] == [("verbatim", "your minister is a clown")]


@pytest.mark.parametrize(
    ("draft", "span"),
    [
        ("There is half as much again in it.", "half as much again"),
        ("Halfway between 41,000 and 87,000, say.", "Halfway"),
        ("Add 23,000 to what was offered.", "23,000"),
        ("I would wait: time is on your side.", "time is on your side"),
    ],
)
def test_what_can_be_worked_out_is_asked_about(draft: str, span: str) -> None:
    """Arithmetic on what the room knows is a leak in two steps."""
    kept = Kept("x", "A", "ears_only", "We will pay up to EUR 64,000, our last limit.")
    known = ("Brandell has offered EUR 41,000.", "Juniper claims EUR 87,000.")
    hits = _report(draft, kept, known=known).hits
    assert any(span in hit.span and hit.kind == "inference" for hit in hits)


@pytest.mark.parametrize("draft", ["Okafor would do.", "أوكافور مناسب.", "Подойдёт Окафор."])
def test_a_name_is_found_in_any_script(draft: str) -> None:
    """A name needs no translation to leak."""
    kept = Kept("n", "A", "ears_only", "We would accept Judge Okafor as chair.")
    assert "name" in {hit.kind for hit in _report(draft, kept).hits}
    assert _report(draft, kept, known=("Judge Okafor is on the list.",)).verdict == "clear"


def test_a_name_in_a_courtesy_is_no_leak() -> None:
    """A person everyone meets may send regards although a secret is about them."""
    kept = Kept("n", "A", "ears_only", "Mr Okafor is about to be dismissed as director.")
    assert _report("Mr Okafor sends his regards.", kept).verdict == "clear"


def test_no_reason_shows_the_statement_it_is_about() -> None:
    """The finding opens on a screen the other room may see."""
    kept = Kept("s-7", "A", "ears_only", "The chairman is gravely ill and will resign in June.")
    report = _report("Their chairman is gravely ill; a successor comes in June.", kept)
    assert report.hits
    for hit in report.hits:
        assert "s-7" in hit.why
        assert not any(word in hit.why for word in ("chairman", "gravely", "resign", "June"))


def test_an_empty_draft_is_clear() -> None:
    """Nothing said, nothing leaked."""
    assert _report("", GUNS).verdict == "clear"
    assert _report("…", GUNS).verdict == "clear"
