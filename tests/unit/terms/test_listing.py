"""Listing a long frontier: point by point, the same packages, and an honest end where time ends."""

import importlib
from collections.abc import Iterator
from typing import cast

import pytest

from bench.terms_domains import linked, opposed
from wasit.terms.frontier import frontier
from wasit.terms.reading import Reading
from wasit.terms.solution import as_json, json_parts, solve

_READINGS = {
    "free": opposed(issues=6, options=5, seed=3),
    "linked": linked(issues=6, options=4, links=4, seed=2),
}


@pytest.mark.parametrize("kind", _READINGS)
@pytest.mark.parametrize("chunk", [1, 3, 4_096])
def test_listed_together_each_point_has_the_package_it_has_alone(
    kind: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fast way back must be the slow one's."""
    monkeypatch.setattr(importlib.import_module("wasit.terms.frontier"), "_CHUNK", chunk)
    found = frontier(_READINGS[kind])
    assert len(found.points) > 5
    listed = list(found.first_packages(found.points))
    assert listed == [found.package(point) for point in found.points]
    for point, package in zip(found.points, listed, strict=True):
        assert found.reading.values(package) == found.values(point)
        assert found.reading.allows(package)


def _drained(reading: Reading, *, points: int) -> tuple[list[object], dict[str, object]]:
    """The listed points, and the other keys, where the watch allows so many points."""
    listed: list[object] = []
    rest: dict[str, object] = {}
    for key, value in json_parts(solve(reading), watch=lambda done, _: done < points):
        if isinstance(value, Iterator):
            listed += list(cast("Iterator[object]", value))
        else:
            rest[key] = value
    return listed, rest


def test_a_list_cut_by_the_clock_says_so_and_is_not_complete() -> None:
    """What follows the list must not claim that it was whole."""
    reading = _READINGS["free"]
    whole = as_json(solve(reading))
    listed, rest = _drained(reading, points=4)
    assert listed == cast("list[object]", whole["frontier"])[:4]
    assert rest["complete"] is False
    assert f"4 of {whole['points']} points are listed" in str(rest["why"])
    assert rest["points"] == whole["points"]
    assert rest["nash"] == whole["nash"]


def test_a_list_that_ends_in_time_is_whole() -> None:
    """The success beside it: the same keys in the same order as the object held whole."""
    reading = _READINGS["linked"]
    whole = as_json(solve(reading))
    listed, rest = _drained(reading, points=10**9)
    assert listed == whole["frontier"]
    assert rest["complete"] is True
    assert [key for key in whole if key != "frontier"] == list(rest)
