"""Rows of plain values as CSV or JSON: what spreadsheets and notebooks read."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Literal

from ingest.diary.csv_file import FORMULA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def table_bytes(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str], form: Literal["csv", "json"]
) -> bytes:
    """Return rows as a file; every row has every column, null where it says nothing.

    CSV: UTF-8, one header line, empty where null, lists and mappings as JSON, text that a
    spreadsheet would run as a formula with an apostrophe before it.
    """
    if form == "json":
        whole = [{name: row.get(name) for name in columns} for row in rows]
        return (json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
    return _csv(rows, columns)


def _csv(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
