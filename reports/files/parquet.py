"""Rows of plain values as Parquet; pyarrow is the extra `aerobase[parquet]`."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.layouts import DAY, INSTANT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.layouts import Column, Dtype

# dtype in a frame -> type in a typed file; days are days there, not midnights.
TYPES: Final[dict[Dtype, Any]] = {
    "string": pa.string(),
    "float64": pa.float64(),
    "Int64": pa.int64(),
    "boolean": pa.bool_(),
    DAY: pa.date32(),
    INSTANT: pa.timestamp("us", tz="UTC"),
    "object": pa.list_(pa.string()),
}


def typed_parquet_bytes(rows: Sequence[Mapping[str, object]], layout: Sequence[Column]) -> bytes:
    """Return rows of JSON values as a Parquet file of exactly these columns and types.

    The whole schema stands in it even without a row, and one pyarrow writes the same rows as the
    same bytes. Text of days and instants becomes days and instants, lists stay lists of text.
    """
    schema = pa.schema([(column.name, TYPES[column.dtype]) for column in layout])
    values = {
        column.name: [_typed(row.get(column.name), column.dtype) for row in rows]
        for column in layout
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(values, schema=schema), sink, compression="snappy", store_schema=False)
    return sink.getvalue()


def rows_in(data: bytes, layout: Sequence[Column]) -> list[dict[str, object]]:
    """Return what ``typed_parquet_bytes`` made of these columns as rows of JSON values again.

    Raises
    ------
    ValueError
        It is no Parquet file, or a column of the layout is not in it or of another type.
    """
    try:
        table = pq.read_table(io.BytesIO(data))
        wanted = pa.schema([(column.name, TYPES[column.dtype]) for column in layout])
        return [
            {name: _untyped(value) for name, value in row.items()}
            for row in table.select(wanted.names).cast(wanted).to_pylist()
        ]
    except (pa.ArrowException, KeyError, OSError) as error:
        raise ValueError(str(error)) from error


def _untyped(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(value: Any, dtype: Dtype) -> object:
    if value is None:
        return None
    if dtype == DAY:
        return date.fromisoformat(value)
    if isinstance(value, dict):  # its members differ from row to row
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    return datetime.fromisoformat(value) if dtype == INSTANT else value
