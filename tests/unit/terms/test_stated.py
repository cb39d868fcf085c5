"""Our own terms file: what it says becomes ranges exactly, and what is wrong is one sentence."""

import json
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from wasit.errors import WasitError
from wasit.terms.commitments import read_commitments
from wasit.terms.counting import packages_in_all
from wasit.terms.errors import (
    LinkageCircle,
    MissingEvaluation,
    NegativeWeight,
    UnknownCommitment,
    UnknownName,
    UnreadableTerms,
)
from wasit.terms.own_format import parse_terms_file, schema
from wasit.terms.ranges import Ranged, middle
from wasit.terms.stated import stated_ranges

_ROOT = Path(__file__).resolve().parents[3]

_TERMS = """
[[statements]]
id = "a-1"
side = "A"
[[issues]]
name = "Truce"
options = ["none", "week", "month"]
[[issues]]
name = "Trucks"
kind = "numeric"
low = 0
high = "1"
step = 0.5
unit = "a day"
[[sides]]
name = "A"
limit = ["0.1", 0.3]
weights = { Truce = 2, Trucks = [0, "1/3"] }
[[sides.values]]
issue = "Truce"
order = ["month", "week", "none"]
statement = "a-1"
[[sides.values]]
issue = "Trucks"
at = [[0, 0], [1, 4]]
[[sides]]
name = "B"
weight_order = ["Trucks", "Truce"]
[[sides.values]]
issue = "Truce"
of = { none = 1, week = [0.2, 0.4], month = 0 }
[[sides.values]]
issue = "Trucks"
at = [[0, 1], [1, 0]]
"""


def _ranged(text: str = _TERMS) -> Ranged:
    return stated_ranges(parse_terms_file(text, name="terms.toml"))


def test_numbers_ranges_and_orders_become_spans() -> None:
    """Each way in which a side may state a wish, read exactly."""
    ranged = _ranged()
    a, b = ranged.of
    assert [issue.options for issue in ranged.issues] == [
        ("none", "week", "month"),
        ("0 a day", "0.5 a day", "1 a day"),
    ]
    assert (a.weights[1].low, a.weights[1].high) == (0, Fraction(1, 3))
    assert (a.limit.low, a.limit.high, a.limit.middle) == (
        Fraction(1, 10),
        Fraction(3, 10),
        Fraction(1, 5),
    )
    assert a.orders[0] == (2, 1, 0)
    assert [(v.low, v.high, v.middle) for v in a.values[0]] == [
        (0, 0, 0),
        (0, 1, Fraction(1, 2)),
        (1, 1, 1),
    ]
    assert [v.middle for v in a.values[1]] == [0, 2, 4]
    # Of two weights in order: the first at least 1/2 and at most 1, the second between 0 and 1/2;
    # the centroid is (1 + 1/2) / 2 and (1/2) / 2.
    assert [(w.low, w.high, w.middle) for w in b.weights] == [
        (0, Fraction(1, 2), Fraction(1, 4)),
        (Fraction(1, 2), 1, Fraction(3, 4)),
    ]


def test_swing_answers_are_shares_of_their_sum() -> None:
    """100 against 60 to 100: the first is 100/200 to 100/160, the second 60/160 to 100/200."""
    text = _TERMS.replace(
        'weight_order = ["Trucks", "Truce"]', "swing = { Trucks = 100, Truce = [60, 100] }"
    )
    truce, trucks = _ranged(text).of[1].weights
    assert (trucks.low, trucks.high) == (Fraction(1, 2), Fraction(5, 8))
    assert (truce.low, truce.high) == (Fraction(3, 8), Fraction(1, 2))
    assert trucks.middle == Fraction(5, 9)


def test_a_list_is_an_issue_for_each_thing() -> None:
    """Who gets what is settled thing by thing; a side's points count where the thing is its own."""
    text = """
[[issues]]
name = "Detainees"
kind = "list"
things = ["first", "second"]
[[sides]]
name = "A"
weights = { Detainees = 1 }
values = [{ issue = "Detainees", of = { first = 3, second = 1 } }]
[[sides]]
name = "B"
weights = { Detainees = 1 }
values = [{ issue = "Detainees", of = { first = 2, second = 2 } }]
"""
    reading = middle(_ranged(text))
    assert [issue.name for issue in reading.issues] == ["Detainees: first", "Detainees: second"]
    assert reading.issues[0].options == ("A", "B")
    assert reading.worth == (((3, 0), (1, 0)), ((0, 2), (0, 2)))


def test_a_limit_package_is_worth_what_its_options_are() -> None:
    """A side may say which package it would rather walk away with."""
    text = _TERMS.replace(
        'limit = ["0.1", 0.3]', 'limit_package = { Truce = "month", Trucks = "0 a day" }'
    )
    assert middle(_ranged(text)).limits == (2, 0)


def test_linkages_and_refusals_bind() -> None:
    """Nine packages; together takes four, a refusal more."""
    together = (
        _TERMS
        + """
[[linkages]]
id = "hand in hand"
together = { Truce = ["month"], Trucks = ["1 a day"] }
"""
    )
    # Both (1), or neither (2 x 2).
    assert packages_in_all(middle(_ranged(together))) == 5
    refused = _TERMS.replace(
        'name = "B"', 'name = "B"\nrefuses = [{ issue = "Truce", option = "month" }]'
    )
    assert packages_in_all(middle(_ranged(refused))) == 6
    never = (
        _TERMS
        + """
[[linkages]]
id = "not both"
never = { Truce = ["month"], Trucks = ["1 a day"] }
"""
    )
    assert packages_in_all(middle(_ranged(never))) == 8


def test_linkages_that_may_but_need_not_meet_are_no_circle() -> None:
    """A month demands trucks, one or half a day; only one a day would demand that there be none."""
    text = (
        _TERMS
        + """
[[linkages]]
id = "one"
if = { Truce = ["month"] }
then = { Trucks = ["1 a day", "0.5 a day"] }
[[linkages]]
id = "two"
if = { Trucks = ["1 a day"] }
then = { Truce = ["none"] }
"""
    )
    # Month with 0.5; week with 0 or 0.5; none with any: 1 + 2 + 3.
    assert packages_in_all(middle(_ranged(text))) == 6


def _with(old: str, new: str) -> str:
    assert old in _TERMS
    return _TERMS.replace(old, new)


_CIRCLE = """
[[linkages]]
id = "one"
if = { Truce = ["month"] }
then = { Trucks = ["1 a day"] }
[[linkages]]
id = "two"
if = { Trucks = ["1 a day", "0 a day"] }
then = { Truce = ["none"] }
"""
_UNKNOWN = """
[[commitments]]
id = "halt"
who = "A"
what = "halts"
if = "truce"
"""

_WRONG: list[tuple[str, type[WasitError], str]] = [
    ("a = ", UnreadableTerms, "is not TOML"),
    (_with('name = "A"', 'nam = "A"'), UnreadableTerms, "unknown field `nam`"),
    (_with('name = "A"', 'name = "B"'), UnreadableTerms, "2 sides"),
    (_with("[0.2, 0.4]", "[0.4, 0.2]"), UnreadableTerms, "runs from 0.4 down to 0.2"),
    (_with("[0.2, 0.4]", "[0.4]"), UnreadableTerms, "a list of 1"),
    (_with("[0.2, 0.4]", '"a lot"'), UnreadableTerms, "not a decimal number"),
    (_with("week = [0.2, 0.4], ", ""), MissingEvaluation, "B gives no evaluation for 'week'"),
    (_with('issue = "Truce"\nof', 'issue = "Peace"\nof'), MissingEvaluation, "no option of issue"),
    (_with("Truce = 2, ", ""), MissingEvaluation, "issue 'Truce' no weight"),
    (_with("Truce = 2", "Truce = -2"), NegativeWeight, "the weight -2"),
    (_with("Truce = 2", "Peace = 2"), UnknownName, "weighs issue 'Peace'"),
    (_with('order = ["month", ', "order = ["), MissingEvaluation, "orders 2 of 3"),
    (_with('statement = "a-1"', 'statement = "a-9"'), UnknownName, "'a-9'"),
    (_with('kind = "numeric"', 'kind = "fuzzy"'), UnreadableTerms, "'fuzzy'"),
    (_with("step = 0.5", "step = 0"), UnreadableTerms, "step above nought"),
    (_TERMS + _CIRCLE, LinkageCircle, "'one', 'two' run in a circle"),
    (_TERMS + _CIRCLE.replace('"none"', '"noon"'), UnknownName, "'noon'"),
    (_TERMS + _UNKNOWN, UnknownCommitment, "names 'truce', which is no commitment"),
]


@pytest.mark.parametrize(("text", "error", "words"), _WRONG)
def test_wrong_terms_are_one_clear_sentence(text: str, error: type[WasitError], words: str) -> None:
    """A desk corrects the file from the sentence alone."""

    def read() -> None:
        file = parse_terms_file(text, name="terms.toml")
        stated_ranges(file)
        read_commitments(file)

    with pytest.raises(error, match=words) as caught:
        read()
    assert str(caught.value).count("\n") == 0


def test_the_schema_page_is_the_schema() -> None:
    """Editors check terms files against the page; it must be what the reader accepts."""
    page = json.loads((_ROOT / "docs" / "terms.schema.json").read_text(encoding="utf-8"))
    assert page == schema()


@pytest.mark.parametrize("name", ["muscat-2024.toml", "detainees-for-funds.toml"])
def test_worked_cases_follow_the_schema(name: str) -> None:
    """A schema that refused our own files would be no help."""
    raw: dict[str, Any] = tomllib.loads(
        (_ROOT / "cases" / "terms" / name).read_text(encoding="utf-8")
    )
    jsonschema.validate(raw, schema())
