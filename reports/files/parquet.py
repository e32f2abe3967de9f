"""Rows of plain values as Parquet; pyarrow is the extra `aerobase[parquet]`."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def parquet_bytes(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> bytes:
    """Return rows as a Parquet file; every row has every column, null where it says nothing."""
    table = pa.table({name: [_nested(row.get(name)) for row in rows] for name in columns})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def _nested(value: object) -> object:
    """Return mappings and lists as JSON text: their members differ from row to row."""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    return value
