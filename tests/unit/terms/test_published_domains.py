"""Every shared domain: the figures published with it, and brute force over fractions."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.unit.terms import brute
from wasit.adapters.terms_files import read_published
from wasit.terms.solution import as_json, solve

_SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "genius"
_NAMES = [
    "2010-itex-cypress",
    "2010-travel",
    "2011-grocery",
    "2011-laptop",
    "2013-camera",
    "anl2022-03",
    "anl2022-09",
    "genius-6issues",
    "negolog-domain57",
    "other-thompson",
]
_LARGE = {"2010-travel", "genius-6issues"}
"""Past ten thousand packages, too many to try one by one over fractions."""


def _domain(name: str) -> dict[str, Any]:
    manifest = _SHARED / "MANIFEST.json"
    if not manifest.exists():
        pytest.skip(f"shared data absent: {manifest}")
    domains = json.loads(manifest.read_text(encoding="utf-8"), parse_float=Decimal)["domains"]
    return next(domain for domain in domains if domain["name"] == name)


@pytest.mark.parametrize("name", _NAMES)
def test_published_figures_are_met(name: str) -> None:
    """Points, packages, counts above limits, and what each fair point maximises."""
    domain = _domain(name)
    reference = domain["reference"]
    found = read_published(_SHARED / name)
    assert found.warnings == ()
    result: dict[str, Any] = as_json(solve(found.reading))
    assert result["complete"] is True
    assert result["sides"] == [profile.rsplit(".", 1)[0] for profile in domain["profiles"]]
    assert [len(issue.options) for issue in found.reading.issues] == domain["options"]
    limits = [Decimal(value or 0) for value in domain["reservation"]]
    assert [Decimal(limit["decimal"]) for limit in result["limits"]] == limits
    assert {
        "outcomes": result["outcomes"],
        "points": result["points"],
        "packages": result["packages"],
        "points_above_limits": result["points_above_limits"],
        "outcomes_above_limits": result["outcomes_above_limits"],
    } == {
        "outcomes": domain["outcomes"],
        "points": reference["pareto_points"],
        "packages": reference["pareto_outcomes"],
        "points_above_limits": reference["pareto_points_above_reservation"],
        "outcomes_above_limits": reference["outcomes_above_reservation"],
    }
    a, b = (value - limit for value, limit in zip(reference["nash"], limits, strict=True))
    near = Decimal("1e-9")
    assert abs(Decimal(result["nash"]["product"]["decimal"]) - a * b) < near
    smallest = min(
        value - limit
        for value, limit in zip(reference["egalitarian_raw_gain"], limits, strict=True)
    )
    assert abs(Decimal(result["egalitarian"]["best"]["decimal"]) - smallest) < near
    total = sum(reference["max_welfare"])
    assert abs(Decimal(result["utilitarian"]["best"]["decimal"]) - total) < near


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in _NAMES if name not in _LARGE])
def test_small_domains_equal_brute_force(name: str) -> None:
    """Points, ties and packages, with nothing clever between them and the files."""
    assert _domain(name)["outcomes"] <= 10_000
    reading = read_published(_SHARED / name).reading
    solution = solve(reading)
    found = solution.frontier
    expected = brute.frontier_of(reading)
    assert {found.values(p): set(found.packages(p)) for p in found.points} == expected
    measures = brute.best_measures(reading)
    assert measures is not None
    assert solution.fair is not None
    assert {name: getattr(solution.fair, name).best for name in measures} == measures
