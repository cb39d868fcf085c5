"""One query text, three databases: every figure equal to the row.

Run by ``make test-spark`` (PySpark in local mode, an environment of its own) and, where
``WASIT_TEST_POSTGRES`` names a server, on PostgreSQL too. Not part of ``make test``.
"""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.unit.record.notes import incident
from wasit.record.count import Window, count
from wasit.record.incident import Incident
from wasit.record.readings.series import daily
from wasit.record.rule import SHIPPED
from wasit.record.table import SCHEMA, connect, incident_table, rows_of
from wasit.record.untyped import library

pytestmark = [pytest.mark.backends, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
WINDOW = Window(since=date(2030, 5, 1), until=date(2030, 5, 20))
SPARK_TYPES = {
    "string": "string", "date32[day]": "date", "double": "double", "int64": "bigint",
}  # fmt: skip


def some() -> list[Incident]:
    """Attacks, interceptions and strikes of three weeks."""
    attack = (
        "On {d} May 2030, Houthi forces fired 1 missile that struck the A and B ships "
        "(IMO: 9074729 and IMO: 93330{d:02})."
    )
    shot = "Interception: On {d} May 2030, US Navy destroyer USS Example shot down 1 Houthi drone."
    strike = "On {d} May 2030, at around 2:30 am Sanaa time, US forces conducted {d} strikes in A."
    found: list[Incident] = []
    for d in range(1, 25):
        day = f"2030-05-{d:02}"
        found.append(incident(attack.format(d=d), name=f"a{d}", day=day))
        found.append(
            incident(shot.format(d=d), name=f"s{d}", day=day, kind="Strategic developments")
        )
        found.append(incident(strike.format(d=d), name=f"r{d}", day=day, place="A"))
    return found


def figures(table: Any) -> list[object]:
    """Every shipped rule's count and daily series."""
    told: list[object] = [count(table, rule, window=WINDOW).data() for rule in SHIPPED]
    told += [daily(table, rule, window=WINDOW).counts for rule in SHIPPED]
    return told


@pytest.fixture
def expected() -> list[object]:
    """The figures on DuckDB."""
    return figures(incident_table(some(), backend=connect()))


@pytest.fixture
def spark() -> Iterator[Any]:
    """A local Spark, in UTC."""
    pytest.importorskip("pyspark", reason="pyspark absent: run make test-spark")
    builder = library("pyspark.sql").SparkSession.builder.master("local[2]")
    session = (
        builder.config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_gives_the_same_figures(spark: Any, expected: list[object]) -> None:
    """Who outgrows one machine must not get another count."""
    shape = ", ".join(
        f"`{column.name}` {SPARK_TYPES.get(str(column.type), 'array<string>')}" for column in SCHEMA
    )
    rows = [tuple(rows_of(one).values()) for one in some()]
    spark.createDataFrame(rows, schema=shape).createOrReplaceTempView("incidents")
    table = library("ibis").pyspark.connect(spark).table("incidents")
    assert figures(table) == expected


def test_postgresql_gives_the_same_figures(expected: list[object]) -> None:
    """A desk that already runs PostgreSQL must get the same count."""
    url = os.environ.get("WASIT_TEST_POSTGRES")
    if not url:
        pytest.skip("no PostgreSQL named: set WASIT_TEST_POSTGRES to its URL")
    pytest.importorskip("psycopg", reason="psycopg absent: run make test-spark")
    backend = library("ibis").connect(url)
    assert figures(incident_table(some(), backend=backend)) == expected
