"""What is agreed, what waits for itself, and ways out: worked by hand."""

import pytest

from wasit.terms.commitments import Commitment, conditions, read_commitments
from wasit.terms.errors import UnreadableCondition
from wasit.terms.formula import holds, missing, parse_formula, ways_to_meet
from wasit.terms.own_format import parse_terms_file
from wasit.terms.ways_out import Kind, least_split, ways_out


def _offers(*lines: str) -> tuple[Commitment, ...]:
    """Each line: id | who | if | not before | more keys."""
    text = ""
    for line in lines:
        name, who, only_if, not_before, more = (part.strip() for part in line.split("|"))
        text += (
            f'[[commitments]]\nid = "{name}"\nwho = "{who}"\nwhat = "{name}"\n'
            f'if = "{only_if}"\nnot_before = "{not_before}"\nstatement = ""\n{more}\n'
        )
    return read_commitments(parse_terms_file(text, name="test"))


def test_what_is_agreed_is_the_greatest_set_that_meets_itself() -> None:
    """a and b need one another and stand; c needs d, which nobody offers, and e needs c."""
    found = conditions(
        _offers(
            "a | A | b | |",
            "b | B | a | |",
            "c | A | a and d | |",
            "d | B | | | offered = false",
            "e | B | c or d | |",
        )
    )
    assert found.agreed == ("a", "b")
    assert {one.commitment: one.lacks for one in found.left_out} == {"c": ("d",), "e": ("c",)}


def test_what_waits_for_something_nobody_offers_is_left_out_not_blocked() -> None:
    """ "Not before" what nobody offers is never: the message to carry is that it is missing."""
    found = conditions(_offers("a | A | | d |", "d | B | | | offered = false"))
    assert found.agreed == ()
    assert [(one.commitment, one.lacks) for one in found.left_out] == [("a", ("d",))]
    assert found.blocked == ()


def test_each_waiting_for_the_other_is_a_deadlock() -> None:
    """Both are agreed and neither can happen; a third waits behind them without being in it."""
    found = conditions(
        _offers(
            "halt | A | ceasefire | ceasefire |",
            "ceasefire | B | halt | halt |",
            "talks | B | | ceasefire |",
            "line | A | | |",
        )
    )
    assert found.agreed == ("halt", "ceasefire", "talks", "line")
    assert found.can_happen == ("line",)
    assert found.blocked == ("halt", "ceasefire", "talks")
    assert [set(one.circle) for one in found.deadlocks] == [{"halt", "ceasefire"}]


def test_an_alternative_undoes_a_deadlock() -> None:
    """ "Not before a ceasefire or a pause": the pause can come first, so nothing is stuck."""
    found = conditions(
        _offers(
            "halt | A | | ceasefire or pause |",
            "ceasefire | B | | halt |",
            "pause | B | | |",
        )
    )
    assert found.can_happen == ("pause", "halt", "ceasefire")
    assert found.deadlocks == ()


def test_a_longer_circle_is_named_in_its_order() -> None:
    """Three that wait in a ring are one deadlock; each is followed by what it waits for."""
    (deadlock,) = conditions(_offers("a | A | | b |", "b | B | | c |", "c | C | | a |")).deadlocks
    assert deadlock.circle == ("a", "b", "c")


def test_ways_out_of_a_deadlock_and_what_they_expose() -> None:
    """Halt costs A 4 and brings B 4; ceasefire costs B 6 and brings A 6.

    The end leaves A at +2 and B at -2, so B's exposure is never less than 2. At one hour that is
    all. By promise, A going first is exposed to 4 and B to 6, so A begins. Split, halt in 2 and
    ceasefire in 3, every part costs 2 and brings 2: in turn, neither is exposed to more than 2.
    """
    offers = _offers(
        "halt | A | | ceasefire | parts = 2\nworth = { A = -4, B = 4 }",
        "ceasefire | B | | halt | parts = 3\nworth = { A = 6, B = -6 }",
    )
    by_id = {offer.id: offer for offer in offers}
    (deadlock,) = conditions(offers).deadlocks
    ways = {way.kind: way for way in ways_out(deadlock, by_id)}
    assert set(ways) == set(Kind)
    at_once = ways[Kind.ONE_HOUR].order
    assert at_once is not None
    assert at_once.largest == (0, 2)
    promise = ways[Kind.PROMISE].order
    assert promise is not None
    assert promise.largest == (4, 2)
    split = least_split([by_id[name] for name in deadlock.circle])
    assert split is not None
    counts, order = split
    assert dict(zip(deadlock.circle, counts, strict=True)) == {"halt": 2, "ceasefire": 3}
    assert max(order.largest) == 2


def test_what_cannot_be_split_is_not_offered_in_parts() -> None:
    """No worth and no parts: three ways remain, and none claims a number."""
    offers = _offers("halt | A | | ceasefire |", "ceasefire | B | | halt |")
    (deadlock,) = conditions(offers).deadlocks
    ways = ways_out(deadlock, {offer.id: offer for offer in offers})
    assert [way.kind for way in ways] == [Kind.ONE_HOUR, Kind.HOLDER, Kind.PROMISE]
    assert "not known" in ways[-1].words


_FORMULAS = [
    ("", set[str](), True, set[str]()),
    ("a", {"a"}, True, set[str]()),
    ("a and b or c", {"c"}, True, set[str]()),
    ("a and (b or c)", {"c"}, False, {"a"}),
    ("(a and b) or (c and d and e)", {"b"}, False, {"a"}),
]


@pytest.mark.parametrize(("text", "given", "met", "lacks"), _FORMULAS)
def test_conditions_hold_or_lack_the_fewest(
    text: str, given: set[str], met: bool, lacks: set[str]
) -> None:
    """``and`` binds closer than ``or``; what is missing is the shortest way there."""
    formula = parse_formula(text)
    assert holds(formula, given) is met
    assert missing(formula, given) == lacks
    assert holds(formula, given | missing(formula, given))
    assert any(way <= given for way in ways_to_meet(formula)) is met


@pytest.mark.parametrize("text", ["a and", "or b", "(a", "a)", "a b", "()", "a and or b"])
def test_unreadable_conditions_are_refused(text: str) -> None:
    """A condition read half would be a condition lost."""
    with pytest.raises(UnreadableCondition, match="condition"):
        parse_formula(text)
