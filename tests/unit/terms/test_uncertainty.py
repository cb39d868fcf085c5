"""What is sure, settled, and worth asking, worked by hand."""

from dataclasses import replace
from fractions import Fraction

from wasit.terms.question import About, advise, in_words
from wasit.terms.ranges import (
    Ranged,
    SideRanges,
    Span,
    Standing,
    between,
    difference,
    exactly,
    standing,
    weighed,
)
from wasit.terms.reading import Issue
from wasit.terms.uncertainty import (
    count_standings,
    if_limits_doubted,
    leanings,
    worst_shortfall,
)

_ISSUES = (Issue("Truce", ("none", "week", "month")), Issue("Line", ("no", "yes")))


def _side(truce: list[Span], line: list[int], *, limit: Span | None = None) -> SideRanges:
    return SideRanges(
        weights=(exactly(1), exactly(1)),
        values=(tuple(truce), tuple(exactly(value) for value in line)),
        limit=limit or exactly(0),
        orders=((), ()),
    )


def _ranged(*, limit: Span | None = None) -> Ranged:
    """A: none 0, week 2 to 6, month 5; B: none 5, week 4, month 0; both want the line."""
    return Ranged(
        ("A", "B"),
        _ISSUES,
        (
            _side([exactly(0), between(Fraction(2), Fraction(6)), exactly(5)], [0, 1], limit=limit),
            _side([exactly(5), exactly(4), exactly(0)], [0, 1]),
        ),
    )


def test_sure_possible_impossible() -> None:
    """A wants 4 at least. Week and line: 3 to 7, possible; month and line: 6, sure; none: never."""
    ranged = _ranged(limit=exactly(4))
    assert standing(ranged, (1, 1)) is Standing.POSSIBLE
    assert standing(ranged, (2, 1)) is Standing.SURE
    assert standing(ranged, (0, 1)) is Standing.IMPOSSIBLE
    counted = count_standings(ranged)
    assert (counted.all, counted.possible, counted.sure) == (6, 4, 2)


def test_a_limit_package_is_compared_package_to_package() -> None:
    """A would walk away with a week and no line. The same week with the line is surely better,
    whatever a week is worth, since it is worth the same in both."""
    side = replace(_ranged().of[0], limit_package=(1, 0))
    ranged = replace(_ranged(), of=(side, _ranged().of[1]))
    assert standing(ranged, (1, 1)) is Standing.SURE
    assert standing(ranged, (2, 0)) is Standing.POSSIBLE
    assert standing(ranged, (0, 1)) is Standing.IMPOSSIBLE


def test_a_worth_below_nought_is_weighed_from_its_own_end() -> None:
    """A weight of 1 to 2 on a worth of -3 to 4 adds -6 to 8; on -3 to -1 it adds -6 to -1."""
    weight = between(Fraction(1), Fraction(2))
    mixed = weighed(weight, between(Fraction(-3), Fraction(4)))
    below = weighed(weight, between(Fraction(-3), Fraction(-1)))
    assert (mixed.low, mixed.high) == (-6, 8)
    assert (below.low, below.high) == (-6, -1)


def test_a_known_order_narrows_a_difference() -> None:
    """Two options anywhere between 0 and 1, the first known to be no worse: never below nought."""
    unknown = Span(Fraction(0), Fraction(1), Fraction(1, 2))
    side = SideRanges((exactly(2),), ((unknown, unknown),), exactly(0), ((0, 1),))
    first = difference(side, 0, of=0, over=1)
    assert (first.low, first.high) == (0, 2)
    unordered = replace(side, orders=((),))
    assert difference(unordered, 0, of=0, over=1).low == -2


def test_worst_shortfall_by_hand() -> None:
    """Sums: none 5, week 6 to 10, month 5, and one more for each with the line.

    Month and line falls short of week and line by at most 5; week and line by nothing at all:
    at its worst 6, as much as the others' 5.
    """
    ranged = _ranged()
    assert worst_shortfall(ranged, (2, 1)) == (5, (1, 1))
    assert worst_shortfall(ranged, (1, 1))[0] == 0
    assert worst_shortfall(ranged, (2, 0)) == (7, (1, 1))


def test_what_all_want_is_settled_surely() -> None:
    """The line is best for both whatever a week is worth; the truce is not settled by that."""
    truce, line = leanings(_ranged(limit=exactly(5)))
    assert (line.surely, line.settled) == (1, 1)
    assert truce.surely is None
    assert sum(truce.shares) == 1


def test_the_question_is_about_what_the_shortfall_hinges_on() -> None:
    """Only a week's worth to A is in doubt, so that is asked, of A, in words about A alone."""
    ranged = replace(
        _ranged(),
        of=(
            _side([exactly(0), between(Fraction(0), Fraction(9)), exactly(5)], [0, 1]),
            _side([exactly(5), exactly(1), exactly(0)], [0, 1]),
        ),
    )
    advice = advise(ranged)
    assert advice is not None
    assert advice.shortfall > 0
    first = advice.questions[0]
    assert (first.side, first.about, first.issue, first.option) == (0, About.VALUE, 0, 1)
    assert first.left < advice.shortfall
    words = in_words(first, ranged)
    assert "“week”" in words
    assert "B" not in words


def test_a_doubtful_limit_is_asked_after() -> None:
    """Nothing else is in doubt, but whether the package is enough for A is."""
    ranged = Ranged(
        ("A", "B"),
        _ISSUES,
        (
            _side(
                [exactly(0), exactly(3), exactly(4)], [0, 1], limit=Span(*map(Fraction, (2, 9, 4)))
            ),
            _side([exactly(4), exactly(3), exactly(0)], [0, 1]),
        ),
    )
    advice = advise(ranged)
    assert advice is not None
    assert advice.standing is Standing.POSSIBLE
    assert [(q.side, q.about) for q in advice.questions] == [(0, About.LIMIT)]


def test_doubting_a_limit_shows_how_the_answer_moves() -> None:
    """A's limit of 6 leaves only month and line; without it Nash's package is a week's truce."""
    ranged = Ranged(
        ("A", "B"),
        _ISSUES,
        (
            _side([exactly(0), exactly(4), exactly(5)], [0, 1], limit=exactly(6)),
            _side([exactly(5), exactly(4), exactly(0)], [0, 1]),
        ),
    )
    (doubted,) = if_limits_doubted(ranged)
    assert (doubted.side, doubted.above_limits, doubted.above_limits_without) == (0, 1, 6)
    assert (doubted.nash, doubted.nash_without) == ((2, 1), (1, 1))
