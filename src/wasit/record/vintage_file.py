"""A vintage as one Parquet file: its incidents to be queried, and its rows as they were found.

The columns are those of ``table.SCHEMA``, and two more: ``row``, the cells as found, from which an
incident is read again whole; and ``sum``, SHA-256 of the cells, so that rows that stayed the same
are known without looking at them. The file's own note holds the layout (its name, or the mapping's
text), how many rows there were, and every row kept aside with its line and reason.

Two files are compared as two vintages are: on parsed values. Rows whose sums differ are read and
compared value by value, so another spelling is no change, however many rows it touches.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, BinaryIO

from wasit.record.formats.known import FORMATS, FormatUnknown
from wasit.record.formats.mapped import mapped_format, read_mapping
from wasit.record.formats.row import Format, Row
from wasit.record.incident import Incident
from wasit.record.table import SCHEMA, SETTINGS, rows_of
from wasit.record.untyped import library
from wasit.record.vintage import Aside, Difference, Vintage, differ

__all__ = ["VintageFile", "difference", "pack", "pack_batches"]

pa = library("pyarrow")

_NOTE = b"wasit"
_SLOW_COLUMNS = ("id", "sum")


@dataclass(frozen=True, slots=True)
class _Note:
    """What the file says of itself."""

    layout: str
    mapping: str
    rows: int
    aside: tuple[Aside, ...]

    def metadata(self) -> dict[bytes, bytes]:
        """The note as the file's metadata."""
        told = {
            "layout": self.layout,
            "mapping": self.mapping,
            "rows": self.rows,
            "aside": [asdict(row) for row in self.aside],
        }
        return {_NOTE: json.dumps(told, ensure_ascii=False).encode()}


def pack(vintage: Vintage, *, mapping: str = "") -> bytes:
    """The Parquet file of a vintage; ``mapping`` is the text of the mapping it was read by."""
    found: dict[str, None] = {name: None for row in vintage.said.values() for name in row}
    columns = list(found)
    rows: list[dict[str, object]] = []
    for incident in vintage.incidents:
        row = vintage.said[incident.id]
        rows.append({**rows_of(incident), "row": dict(row), "sum": _sum(row)})
    note = _Note(vintage.format, mapping, vintage.rows, vintage.aside)
    schema = _schema(columns)
    table = pa.Table.from_pylist(rows, schema=schema)
    return _written(schema, table.to_batches(), note)


def pack_batches(
    batches: Iterable[Any],
    *,
    columns: Sequence[str],
    layout: str,
    rows: int,
    aside: Sequence[Aside],
) -> bytes:
    """The Parquet file of Arrow batches with the columns of ``SCHEMA``, ``row`` and ``sum``."""
    return _written(_schema(columns), batches, _Note(layout, "", rows, tuple(aside)))


def _sum(row: Row) -> str:
    text = "\x1f".join(f"{name}\x1e{row[name].strip()}" for name in sorted(row))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _schema(columns: Sequence[str]) -> Any:
    cells = pa.struct([(name, pa.string()) for name in columns or ("nothing",)])
    return pa.schema([*SCHEMA, pa.field("row", cells), pa.field("sum", pa.string())])


def _written(schema: Any, batches: Iterable[Any], note: _Note) -> bytes:
    parquet = library("pyarrow.parquet")
    sink = pa.BufferOutputStream()
    with parquet.ParquetWriter(
        sink, schema.with_metadata(note.metadata()), compression="zstd", compression_level=1
    ) as writer:
        for batch in batches:
            writer.write_batch(batch.cast(schema))
    written: bytes = sink.getvalue().to_pybytes()
    return written


class VintageFile:
    """A vintage's Parquet file, open for reading; only the columns asked for are read."""

    def __init__(self, plain: BinaryIO | io.RawIOBase | bytes) -> None:
        self._plain = plain
        source: Any = pa.BufferReader(plain) if isinstance(plain, bytes) else pa.PythonFile(plain)
        self._file: Any = library("pyarrow.parquet").ParquetFile(source)
        told: dict[str, Any] = json.loads(self._file.schema_arrow.metadata[_NOTE])
        self.rows: int = told["rows"]
        self.aside = tuple(Aside(**row) for row in told["aside"])
        self._layout: str = told["layout"]
        self._mapping: str = told["mapping"]

    @property
    def layout(self) -> Format:
        """The layout that reads the file's rows.

        Raises:
            FormatUnknown: this version knows none of that name.
        """
        if self._mapping:
            return mapped_format(read_mapping(self._mapping))
        if self._layout not in FORMATS:
            raise FormatUnknown([self._layout])
        return FORMATS[self._layout]

    @property
    def taken(self) -> int:
        """How many rows are incidents."""
        count: int = self._file.metadata.num_rows
        return count

    def incident_rows(self) -> Any:
        """The incidents, with the columns of ``SCHEMA``, as an Arrow table."""
        return self._file.read(columns=SCHEMA.names).cast(SCHEMA)

    def sums(self) -> Any:
        """Id and sum of every row, as an Arrow table."""
        return self._file.read(columns=list(_SLOW_COLUMNS))

    def said(self, ids: frozenset[str] | None = None) -> Iterator[tuple[str, int, Row]]:
        """Id, line and cells of the rows named, or of all."""
        for batch in self._file.iter_batches(columns=["id", "line", "row"], batch_size=8192):
            if ids is not None:
                wanted = pa.array(sorted(ids), pa.string())
                batch = batch.filter(library("pyarrow.compute").is_in(batch["id"], wanted))  # noqa: PLW2901
            for held in batch.to_pylist():
                cells = {name: cell for name, cell in held["row"].items() if cell is not None}
                yield held["id"], held["line"], cells

    def incidents(self, ids: frozenset[str] | None = None) -> Iterator[Incident]:
        """The incidents named, or all, read again from their rows."""
        layout = self.layout
        for name, line, row in self.said(ids):
            incident = layout.read(row, line)
            yield incident if incident.id == name else replace(incident, id=name)

    def close(self) -> None:
        """Read no more."""
        self._file.close()
        if not isinstance(self._plain, bytes):
            self._plain.close()


def difference(*, older: VintageFile, newer: VintageFile) -> Difference:
    """Ids added, changed on parsed values, and withdrawn; a row kept aside is not withdrawn."""
    con: Any = library("duckdb").connect()
    for line in SETTINGS:
        con.execute(line)
    con.register("older", older.sums())
    con.register("newer", newer.sums())
    added = _ids(con, "SELECT id FROM newer ANTI JOIN older USING (id) ORDER BY id")
    gone = _ids(con, "SELECT id FROM older ANTI JOIN newer USING (id) ORDER BY id")
    touched = frozenset(
        _ids(con, "SELECT n.id FROM newer n JOIN older o ON n.id = o.id WHERE n.sum <> o.sum")
    )
    con.close()
    unread = {row.id for row in newer.aside if row.id}
    return Difference(
        added=added,
        changed=tuple(_changed(newer.layout, older, newer, touched)) if touched else (),
        withdrawn=tuple(name for name in gone if name not in unread),
    )


def _ids(con: Any, query: str) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in con.execute(query).fetchall())


def _changed(
    layout: Format, older: VintageFile, newer: VintageFile, touched: frozenset[str]
) -> Iterator[str]:
    before: Mapping[str, Row] = {name: row for name, _, row in older.said(touched)}
    for name, _, row in newer.said(touched):
        if differ(layout, before[name], row):
            yield name
