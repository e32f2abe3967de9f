"""Rows of plain values as CSV, JSON or Parquet: what spreadsheets and notebooks read."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from ingest.errors import AerobaseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMATS: Final = ("csv", "json", "parquet")
# A cell that begins so would be run as a formula by a spreadsheet.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class TableError(AerobaseError):
    """The table cannot be written in the format asked for."""


def table_bytes(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str) -> bytes:
    """Return rows as a file; every row has every column, null where it says nothing.

    CSV: UTF-8, one header line, empty where null, lists and mappings as JSON, text that a
    spreadsheet would run as a formula with an apostrophe before it.

    Raises
    ------
    TableError
        Parquet is asked for and its extra is not installed.
    """
    if form == "json":
        whole = [{name: row.get(name) for name in columns} for row in rows]
        return (json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
    if form == "parquet":
        return _parquet(rows, columns)
    return _csv(rows, columns)


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _parquet(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise TableError(
            "Parquet files need the package pyarrow, which is not installed.",
            hint="Install aerobase[parquet], or use --format csv.",
        ) from error
    table = pa.table({name: [_nested(row.get(name)) for row in rows] for name in columns})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def _nested(value: Any) -> Any:
    """Return mappings and lists as JSON text: their members differ from row to row."""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    return value
