"""Claims: disputes stay visible, nothing is overwritten, and the two clocks are apart."""

from datetime import date

import pytest

from wasit.record.claim import (
    Claim,
    ClaimUnreadable,
    Credibility,
    Figure,
    Relation,
    Reliability,
    disputed_fields,
    standing_of,
)


def claim(
    name: str,
    value: str,
    *,
    by: str = "navy",
    on: int = 1,
    relation: Relation = Relation.ADDS,
    earlier: str = "",
) -> Claim:
    """A claim about one incident's weapon."""
    return Claim(
        id=name,
        incident="i",
        field="weapon",
        value=value,
        said_by=by,
        learned_at=date(2030, 5, on),
        relation=relation,
        earlier=earlier,
        reliability=Reliability.B,
        credibility=Credibility.TWO,
    )


def test_two_who_disagree_both_stand() -> None:
    """A hypersonic missile and a medium-range test are two claims, not one value."""
    said = [claim("a", "hypersonic", by="press"), claim("b", "test launch", by="official")]
    assert set(disputed_fields(said)) == {("i", "weapon")}
    assert standing_of(said) == tuple(said)


def test_only_its_own_sayer_takes_a_claim_back() -> None:
    """Otherwise one side could erase what the other said."""
    first = claim("a", "drone")
    other = claim("b", "missile", by="press", relation=Relation.CORRECTS, earlier="a")
    own = claim("c", "missile", relation=Relation.CORRECTS, earlier="a")
    assert first in standing_of([first, other])
    assert first not in standing_of([first, own])


def test_a_withdrawn_claim_still_stood_before() -> None:
    """As known on 2 May it was said; as known on 3 May it was taken back."""
    said = [
        claim("a", "drone", on=1),
        claim("b", "", on=3, relation=Relation.WITHDRAWS, earlier="a"),
    ]
    assert [c.id for c in standing_of(said, known_on=date(2030, 5, 2))] == ["a"]
    assert standing_of(said, known_on=date(2030, 5, 3)) == ()


def test_source_and_information_are_graded_apart() -> None:
    """A usually reliable source can pass on what is only probably true."""
    assert claim("a", "x").grade == "B2"


@pytest.mark.parametrize("figures", [(3, 2, 4), (None, None, None), (5, None, 4)])
def test_a_range_out_of_order_is_refused(
    figures: tuple[int | None, int | None, int | None],
) -> None:
    """Low over high is a slip of the hand."""
    with pytest.raises(ClaimUnreadable):
        Figure(*figures)


def test_a_correction_names_what_it_corrects() -> None:
    """Nobody could tell later which value it replaced."""
    with pytest.raises(ClaimUnreadable):
        claim("a", "x", relation=Relation.CORRECTS)
