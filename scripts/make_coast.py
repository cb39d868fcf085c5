"""Cut the coastlines that the record's map draws out of Natural Earth's land.

Natural Earth is in the public domain (naturalearthdata.com); the npm package ``world-atlas``
(2.0.2, ISC) ships it as TopoJSON. The whole world is taken at 1:110m, and the seas from the
eastern Mediterranean to the Arabian Sea at 1:50m; borders and names are not taken at all.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_coast.py package

writes ``src/wasit/record/figures/coast.json``: lines of longitude and latitude in hundredths of a
degree, the first point as it is and each further one as the step from the one before.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "src/wasit/record/figures/coast.json"
REGION = (20, -5, 80, 45)
"""West, south, east and north of the part that is drawn finely."""
SOURCE = "Natural Earth 1:110m and 1:50m land, public domain, by way of world-atlas 2.0.2"


def lines(path: Path) -> Iterator[list[tuple[float, float]]]:
    """Every arc of a topology, in degrees; the frame around the map is no coast."""
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    (wide, high), (west, south) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    for arc in topology["arcs"]:
        x = y = 0
        line: list[tuple[float, float]] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * wide + west, y * high + south))
        yield line


def inside(line: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """The stretches of a line within the region."""
    west, south, east, north = REGION
    part: list[tuple[float, float]] = []
    for x, y in line:
        if west <= x <= east and south <= y <= north:
            part.append((x, y))
            continue
        yield part
        part = []
    yield part


def steps(line: list[tuple[float, float]]) -> list[int]:
    """The line in hundredths of a degree, step by step; points that fall together are one."""
    found: list[int] = []
    at = (0, 0)
    for x, y in line:
        here = (round(x * 100), round(y * 100))
        if not found or here != at:
            found += [here[0] - at[0], here[1] - at[1]]
            at = here
    return found


def main() -> None:
    """Write the coastlines."""
    package = Path(sys.argv[1])
    fine = [part for line in lines(package / "land-50m.json") for part in inside(line)]
    cut = {
        "source": SOURCE,
        "region": REGION,
        "world": [steps(line) for line in lines(package / "land-110m.json") if len(line) > 1],
        "fine": [steps(line) for line in fine if len(line) > 1],
    }
    TARGET.write_text(json.dumps(cut, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
