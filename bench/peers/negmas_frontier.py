"""Times NegMAS on one domain: run in the peers' own environment, by ``terms.py`` beside this file.

Reads ``{"method", "worth"}`` as JSON from stdin (worth by side, issue and option, as floats) and
prints ``{"seconds", "points"}``. Only the frontier call is timed.
"""

import json
import sys
import time

from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction, pareto_frontier
from negmas.preferences.pareto_sampler import MOBANOSParetoSampler
from negmas.preferences.value_fun import TableFun


def main() -> None:
    """One domain, one method, one line."""
    asked = json.load(sys.stdin)
    names = [[f"o{option}" for option in range(len(row))] for row in asked["worth"][0]]
    issues = [make_issue(row, name=f"i{number}") for number, row in enumerate(names)]
    space = make_os(issues)
    ufuns = [
        LinearAdditiveUtilityFunction(
            [
                TableFun(dict(zip(labels, row, strict=True)))
                for labels, row in zip(names, table, strict=True)
            ],
            weights=[1.0] * len(issues),
            outcome_space=space,
            reserved_value=0.0,
        )
        for table in asked["worth"]
    ]
    if asked["method"] == "enumeration":
        outcomes = list(space.enumerate_or_sample())
        started = time.perf_counter()
        points, _ = pareto_frontier(ufuns, outcomes=outcomes)
        seconds = time.perf_counter() - started
        found = len(points)
    else:
        sampler = MOBANOSParetoSampler()
        started = time.perf_counter()
        sampler.init(ufuns[0], ufuns[1])
        seconds = time.perf_counter() - started
        found = len(list(sampler.pareto_outcomes()))
    print(json.dumps({"seconds": seconds, "points": found}))


if __name__ == "__main__":
    main()
