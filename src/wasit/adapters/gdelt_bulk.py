"""GDELT event files of millions of rows, taken in by DuckDB instead of row by row.

The outcome is that of the row-by-row reader: rows that pass plain checks (a day, a point on the
globe,
an id) are dated and placed by the database; every other row goes through the format's own reader,
whose verdict and reason count. Lines are those of the file: rows that are no rows (too few cells,
bytes that are no text) are known by the database's own list of rejects. Nothing is written to disk.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wasit.errors import BadInput
from wasit.record.formats.gdelt import EVENT_COLUMNS, GDELT_EVENTS, headerless_columns
from wasit.record.incident import STANDING, Kind, Status
from wasit.record.place import Waters
from wasit.record.table import SCHEMA, connect, rows_of
from wasit.record.untyped import library
from wasit.record.vintage import Aside

__all__ = ["BIG_BYTES", "Bulk", "can_take", "take_in_bulk"]

BIG_BYTES = 16_000_000
"""Files from this size on are worth the database."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """A big vintage: its table, and the rows kept aside."""

    backend: Any
    table: Any
    rows: int
    aside: tuple[Aside, ...]
    columns: tuple[str, ...] = ()
    """Columns of the rows as found, where they are kept with the table."""

    def batches(self) -> Any:
        """The table with each row as found beside it (``row``, ``sum``), as Arrow batches."""
        said = ", ".join(f'"{name}" := coalesce(s."{name}", \'\')' for name in self.columns)
        text = ", ".join(f"coalesce(trim(s.\"{name}\"), '')" for name in self.columns)
        query = (
            f"SELECT i.*, struct_pack({said}) AS row, "  # noqa: S608 - only our own column names
            f"sha256(concat_ws(chr(31), {text})) AS sum "
            "FROM incidents i JOIN staged s ON i.line = s.n"
        )
        return self.backend.con.sql(query).to_arrow_reader(65_536)


def can_take(path: Path, cells: list[str]) -> bool:
    """Whether this is a big file of GDELT events."""
    columns = headerless_columns(cells) or [cell.strip().lower() for cell in cells]
    if path.suffix == ".gz" or path.stat().st_size < BIG_BYTES:
        return False
    return "sqldate" in columns and len(columns) in (58, len(EVENT_COLUMNS), len(EVENT_COLUMNS) + 1)


def _quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _stage(con: Any, path: Path, cells: list[str], separator: str) -> list[str]:
    """Every row of the file as text in ``staged``, numbered; the columns it has."""
    headerless = headerless_columns(cells)
    columns = headerless or [cell.strip().lower() for cell in cells]
    shape = ", ".join(f"{_quoted(column)}: 'VARCHAR'" for column in columns)
    quote = "''" if headerless and separator == "\t" else "'\"'"
    con.execute(
        f"CREATE TABLE staged AS SELECT row_number() OVER () AS n, * FROM read_csv("  # noqa: S608 - columns and path are quoted
        f"{_quoted(str(path))}, delim={_quoted(separator)}, header={headerless is None}, "
        f"columns={{{shape}}}, quote={quote}, escape={quote}, store_rejects=true, "
        "rejects_limit=0, strict_mode=true, nullstr='')"
    )
    return columns


def _line_map(con: Any, *, header: bool) -> tuple[list[Aside], Any]:
    """Rejected rows with their reason, and a function from row numbers to lines."""
    numpy = library("numpy")
    found: list[tuple[int, str]] = con.execute(
        "SELECT line, first(error_type) FROM reject_errors GROUP BY line ORDER BY line"
    ).fetchall()
    words = {"MISSING COLUMNS": "too few cells", "TOO MANY COLUMNS": "too many cells"}
    aside = [Aside(int(line), words.get(str(kind), str(kind).lower())) for line, kind in found]
    # The k-th reject on line L has L - k - (lines before the first row) good rows before it.
    first = 2 if header else 1
    before = numpy.asarray([int(line) - k - first for k, (line, _) in enumerate(found)])

    def line_of(number: int) -> int:
        return number - 1 + first + int(numpy.searchsorted(before, number - 1, side="right"))

    return aside, line_of


_DAY = "CAST(try_strptime({0}, ['%Y%m%d', '%Y-%m-%d']) AS DATE)"
_ADDED = (
    "CAST(try_strptime(CASE WHEN length({0}) = 14 THEN left({0}, 8) ELSE {0} END, '%Y%m%d') "
    "AS DATE)"
)


def _prepare(con: Any, columns: list[str]) -> None:
    """``parsed``: ids, days and points beside each row.

    ``plain`` is false where the format's own reader has to decide.
    """
    have = set(columns)

    def cell(name: str) -> str:
        return f"trim({name})" if name in have else "CAST(NULL AS VARCHAR)"

    con.execute(
        f"""
        CREATE TABLE parsed AS
        SELECT n, id, day, added, latitude, longitude,
               coalesce(id = id_text AND day IS NOT NULL
               AND (added IS NOT NULL OR added_text IS NULL)
               AND ((latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)
                    OR (latitude_text IS NULL AND longitude_text IS NULL))
               AND coalesce(code, '') <> '', false) AS plain
        FROM (SELECT n,
               CAST(try_cast({cell("globaleventid")} AS BIGINT) AS VARCHAR) AS id,
               {cell("globaleventid")} AS id_text,
               {_DAY.format(cell("sqldate"))} AS day,
               {cell("dateadded")} AS added_text,
               {_ADDED.format(cell("dateadded"))} AS added,
               {cell("actiongeo_lat")} AS latitude_text,
               {cell("actiongeo_long")} AS longitude_text,
               try_cast({cell("actiongeo_lat")} AS DOUBLE) AS latitude,
               try_cast({cell("actiongeo_long")} AS DOUBLE) AS longitude,
               {cell("eventcode")} AS code
              FROM staged)
        """  # noqa: S608 - only our own column names are put in
    )


def _slow_rows(con: Any, columns: list[str], line_of: Any) -> tuple[list[Any], list[Aside]]:
    """Rows that the plain checks leave open, as the format's own reader takes or refuses them."""
    listed = ", ".join(f's."{column}"' for column in columns)
    cursor = con.execute(
        f"SELECT p.n, {listed} FROM staged s "  # noqa: S608 - as above
        "JOIN parsed p ON s.n = p.n WHERE NOT p.plain ORDER BY p.n"
    )
    taken: list[Any] = []
    aside: list[Aside] = []
    for number, *cells in cursor.fetchall():
        row = {
            column: "" if cell is None else str(cell)
            for column, cell in zip(columns, cells, strict=True)
        }
        line = line_of(int(number))
        name = ""
        try:
            name = GDELT_EVENTS.key(row)
            incident = GDELT_EVENTS.read(row, line)
        except BadInput as error:
            aside.append(Aside(line, str(error), name))
            continue
        taken.append({**rows_of(incident), "line": int(number)})
    return taken, aside


def _project(con: Any, columns: list[str], slow: list[Any]) -> None:
    """``incidents``: every row taken, in the shape that queries read; repeats still in it."""
    have = set(columns)

    def said(name: str) -> str:
        return f"coalesce(trim(s.{name}), '')" if name in have else "''"

    values = {
        "id": "p.id",
        "first": "p.day",
        "last": "p.day",
        "edtf": "CAST(p.day AS VARCHAR)",
        "place": said("actiongeo_fullname"),
        "country": said("actiongeo_countrycode"),
        "latitude": "p.latitude",
        "longitude": "p.longitude",
        "waters": _quoted(Waters.LAND.value),
        "kind": _quoted(Kind.REPORT.value),
        "status": _quoted(Status.REPORTED.value),
        "standing": str(STANDING[Status.REPORTED]),
        "outcome": "'unknown'",
        "perpetrator": said("actor1name"),
        "target": said("actor2name"),
        "ships": "CAST([] AS VARCHAR[])",
        "raids": "CAST(NULL AS BIGINT)",
        "dead_of_target": "0",
        "dead_of_perpetrator": "0",
        "dead": "0",
        "known_on": "p.added",
        "source_type": said("eventcode"),
        "says": said("sourceurl"),
        "note": said("cameocodedescription"),
        "dataset": "'gdelt-events'",
        "line": "p.n",
    }
    listed = ", ".join(f"{values.get(name, _quoted(''))} AS {name}" for name in SCHEMA.names)
    slow_table = library("pyarrow").Table.from_pylist(slow, schema=SCHEMA)
    con.register("slow_rows", slow_table)
    con.execute(
        f"CREATE TABLE taken AS SELECT {listed} FROM staged s JOIN parsed p ON s.n = p.n "  # noqa: S608 - as above
        "WHERE p.plain UNION ALL BY NAME SELECT * FROM slow_rows"
    )
    con.unregister("slow_rows")


def _repeats(con: Any, line_of: Any) -> list[Aside]:
    """Rows whose id stands on an earlier line; ``incidents`` is what is left."""
    con.execute("CREATE TABLE firsts AS SELECT id, min(line) AS line FROM taken GROUP BY id")
    found = con.execute(
        "SELECT t.line, f.line, t.id FROM taken t JOIN firsts f ON t.id = f.id AND t.line > f.line "
        "ORDER BY t.line"
    ).fetchall()
    con.execute(
        "CREATE TABLE incidents AS SELECT t.* FROM taken t SEMI JOIN firsts f "
        "ON t.id = f.id AND t.line = f.line"
    )
    return [
        Aside(line_of(int(n)), f"id {name!r} stands on line {line_of(int(first))} already", name)
        for n, first, name in found
    ]


def take_in_bulk(path: Path, cells: list[str], separator: str, *, keep_rows: bool = False) -> Bulk:
    """The file as a table of incidents, and the rows kept aside.

    With ``keep_rows`` the rows as found stay beside it, for ``Bulk.batches``.
    """
    backend = connect()
    con = backend.con
    columns = _stage(con, path, cells, separator)
    header = headerless_columns(cells) is None
    rejected, line_of = _line_map(con, header=header)
    _prepare(con, columns)
    slow, refused = _slow_rows(con, columns, line_of)
    _project(con, columns, slow)
    repeated = _repeats(con, line_of)
    rows = int(con.execute("SELECT count(*) FROM staged").fetchone()[0]) + len(rejected)
    for name in ("parsed", "taken", "firsts") + (() if keep_rows else ("staged",)):
        con.execute(f"DROP TABLE {name}")
    aside = sorted([*rejected, *refused, *repeated], key=lambda row: row.line)
    return Bulk(
        backend=backend,
        table=backend.table("incidents"),
        rows=rows,
        aside=tuple(aside),
        columns=tuple(columns) if keep_rows else (),
    )
