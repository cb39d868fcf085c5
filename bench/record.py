"""A million GDELT-shaped rows taken in and queried, beside pandas on the same file.

The rows are made by this script: every column of the published table, one row in a thousand spoilt
(no such day, a point off the globe, too few cells, an id twice). Each measurement runs in a process
of its own, so that memory is its own too; the two sides take turns and a figure is the median.
Ours parses dates, keeps bad rows aside, keeps every cell as found, seals the file and makes it
durable; taken in again (as if its bytes had changed) it is compared row by row and changes nothing.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from wasit.record.formats.gdelt import EVENT_COLUMNS

ROWS = 1_000_000
ROUNDS = 3
IMPORT_AIM = 5.0
QUERY_AIM = 10.0

HEAD = """
import json, resource, sys, time
path = sys.argv[1]
def told(seconds, **more):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, **more}))
"""
OURS_IMPORT = """
import hashlib
from pathlib import Path
from wasit.adapters.gdelt_bulk import take_in_bulk
from wasit.adapters.record_files import header_of
from wasit.adapters.sealed_folder import SealedFolder
from wasit.crypto.sealed_file import seal_file
from wasit.record.vintage_file import pack_batches
began = time.perf_counter()
with open(path, "rb") as file:
    hashlib.file_digest(file, "sha256")
cells, separator = header_of(Path(path))
big = take_in_bulk(Path(path), cells, separator, keep_rows=True)
data = pack_batches(big.batches(), columns=big.columns, layout="gdelt-events", rows=big.rows,
                    aside=big.aside)
hashlib.sha256(data)
pieces = (data[at : at + (1 << 20)] for at in range(0, len(data), 1 << 20))
SealedFolder(Path(path).parent).keep("0a", seal_file(pieces, key=bytes(32)))
told(time.perf_counter() - began, rows=big.rows, aside=len(big.aside), parquet=len(data))
"""
OURS_AGAIN = """
from pathlib import Path
from wasit.adapters.gdelt_bulk import take_in_bulk
from wasit.adapters.record_files import header_of
from wasit.crypto.sealed_file import SealedReader
from wasit.record.vintage_file import VintageFile, difference, pack_batches
began = time.perf_counter()
cells, separator = header_of(Path(path))
big = take_in_bulk(Path(path), cells, separator, keep_rows=True)
data = pack_batches(big.batches(), columns=big.columns, layout="gdelt-events", rows=big.rows,
                    aside=big.aside)
older = VintageFile(SealedReader((Path(path).parent / "0a.sealed").open("rb"), key=bytes(32)))
found = difference(older=older, newer=VintageFile(data))
told(time.perf_counter() - began, changes=sum(map(len, (found.added, found.changed,
                                                        found.withdrawn))))
"""
PANDAS_IMPORT = """
import pandas
began = time.perf_counter()
frame = pandas.read_csv(path, sep="\\t", header=None, low_memory=False, on_bad_lines="skip")
told(time.perf_counter() - began, rows=len(frame))
"""
OURS_QUERY = """
from datetime import date
from pathlib import Path
from wasit.record.count import Window, admitted
from wasit.record.readings.series import daily
from wasit.record.rule import rule_named
from wasit.crypto.sealed_file import SealedReader
from wasit.record.table import connect, fetch
from wasit.record.vintage_file import VintageFile
opening = time.perf_counter()
file = VintageFile(SealedReader((Path(path).parent / "0a.sealed").open("rb"), key=bytes(32)))
table = connect().create_table("incidents", file.incident_rows())
opening = time.perf_counter() - opening
rule, window = rule_named("events"), Window(since=date(2023, 3, 1), until=date(2024, 2, 29))
times = []
for _ in range(5):
    began = time.perf_counter()
    rows = admitted(table, rule, window=window)
    by_status = fetch(rows.group_by("status").aggregate(n=rows.count()))
    series = daily(table, rule, window=window)
    cells = rows.mutate(x=rows.longitude.round(), y=rows.latitude.round())
    drawn = fetch(cells.group_by("x", "y").aggregate(n=cells.count()))
    times.append(time.perf_counter() - began)
told(sorted(times)[2], opening=opening, events=sum(row["n"] for row in by_status), days=series.days)
"""
PANDAS_QUERY = """
import pandas
began = time.perf_counter()
frame = pandas.read_csv(path, sep="\\t", header=None, low_memory=False, on_bad_lines="skip")
frame["day"] = pandas.to_datetime(frame[1].astype(str), format="%Y%m%d", errors="coerce")
inside = frame[(frame.day >= "2023-03-01") & (frame.day <= "2024-02-29")]
count = len(inside)
per_day = inside.groupby("day").size()
lat = pandas.to_numeric(inside[56], errors="coerce").round()
lon = pandas.to_numeric(inside[57], errors="coerce").round()
drawn = inside.groupby([lon, lat]).size()
told(time.perf_counter() - began, events=count, drawn=len(drawn))
"""
NAMES = ("UNITED STATES", "YEMEN", "IRAN", "OMAN", "MILITARY", "REBEL", "", "SHIP OWNER")
CODES = ("010", "020", "036", "043", "051", "084", "111", "120", "173", "190", "193", "195")


def _row(number: int, chance: random.Random) -> dict[str, str]:
    """One event, as the published table writes it."""
    day = (date(2023, 1, 1) + timedelta(days=chance.randrange(500))).strftime("%Y%m%d")
    return dict.fromkeys(EVENT_COLUMNS, "") | {
        "globaleventid": str(700_000_000 + number),
        "sqldate": day,
        "monthyear": day[:6],
        "year": day[:4],
        "fractiondate": f"{day[:4]}.{chance.randrange(9999):04}",
        "actor1name": chance.choice(NAMES),
        "actor2name": chance.choice(NAMES),
        "isrootevent": "1",
        "eventcode": chance.choice(CODES),
        "quadclass": str(chance.randrange(1, 5)),
        "goldsteinscale": str(chance.randrange(-100, 100) / 10),
        "nummentions": str(chance.randrange(1, 30)),
        "numsources": "1",
        "numarticles": str(chance.randrange(1, 30)),
        "avgtone": f"{chance.uniform(-9, 9):.12f}",
        "actiongeo_type": "4",
        "actiongeo_fullname": "Some Port, Some Land",
        "actiongeo_countrycode": "YM",
        "actiongeo_lat": f"{chance.uniform(-60, 60):.4f}",
        "actiongeo_long": f"{chance.uniform(-170, 170):.4f}",
        "dateadded": f"{day}120000",
        "sourceurl": f"https://example.org/news/{number}/a-story-about-something.html",
    }


SPOILT = (
    {"sqldate": "20231399"},
    {"actiongeo_lat": "95.5"},
    {"actiongeo_long": "x"},
    {"dateadded": "soon"},
    {"globaleventid": ""},
)


def make(path: Path, *, rows: int, spoilt: float = 0.001, seed: int = 1) -> None:
    """Write a file of made-up events."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as out:
        for number in range(rows):
            row = _row(number, chance)
            cells = list(row.values())
            if chance.random() < spoilt:
                kind = chance.randrange(len(SPOILT) + 2)
                if kind < len(SPOILT):
                    cells = list((row | SPOILT[kind]).values())
                elif kind == len(SPOILT):
                    cells = cells[:40]
                else:
                    cells[0] = str(700_000_000 + max(0, number - 5))
            out.write("\t".join(cells) + "\n")


def _run(script: str, path: Path) -> dict[str, float]:
    """What one measurement says, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", HEAD + script, str(path)], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _side(name: str, runs: list[dict[str, float]]) -> dict[str, object]:
    """The median of one side's runs, with its peak memory."""
    return {
        "figure": name,
        "value": round(statistics.median(run["seconds"] for run in runs), 3),
        "unit": "s",
        "peak_mb": round(max(run["peak_mb"] for run in runs)),
        "rows": ROWS,
    }


def figures() -> Iterator[dict[str, object]]:
    """Import and queries of a million rows, ours and pandas', and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.tsv"
        make(path, rows=ROWS)
        pairs = (
            ("import", OURS_IMPORT, PANDAS_IMPORT, IMPORT_AIM),
            ("tally, rate and map queries", OURS_QUERY, PANDAS_QUERY, QUERY_AIM),
        )
        for name, ours, theirs, aim in pairs:
            runs: dict[str, list[dict[str, float]]] = {"ours": [], "pandas": []}
            for _ in range(ROUNDS):
                runs["ours"].append(_run(ours, path))
                runs["pandas"].append(_run(theirs, path))
            yield _side(f"record {name}, ours", runs["ours"])
            if name == "import":
                again = _run(OURS_AGAIN, path)
                yield _side("record import again, compared row by row, ours", [again])
                yield {
                    "figure": "record import again, rows it changed",
                    "value": again["changes"],
                    "unit": "rows",
                    "aim": 0,
                }
            else:
                yield {
                    "figure": "record opening of the sealed vintage, ours",
                    "value": round(statistics.median(run["opening"] for run in runs["ours"]), 3),
                    "unit": "s",
                }
            yield _side(f"record {name}, pandas from the file", runs["pandas"])
            pairs_s = zip(runs["ours"], runs["pandas"], strict=True)
            ratio = statistics.median(a["seconds"] / b["seconds"] for a, b in pairs_s)
            yield {
                "figure": f"record {name}, "
                + ("ours to pandas" if name == "import" else "pandas to ours"),
                "value": round(ratio if name == "import" else 1 / ratio, 2),
                "unit": "ratio",
                "aim": aim,
            }


if __name__ == "__main__":
    for figure in figures():
        print(json.dumps(figure), flush=True)
