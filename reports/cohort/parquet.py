"""Rows as Parquet, written by an extra that is looked for when the first table is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ingest.imports.binding import bound
from reports.cohort.errors import CohortError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.layouts import Column

_WRITE: Final = "reports.files.parquet:typed_parquet_bytes"


def parquet(rows: Sequence[Mapping[str, object]], layout: Sequence[Column]) -> bytes:
    """Return rows in values of JSON as a Parquet file of these columns.

    Raises
    ------
    CohortError
        pyarrow is not installed.
    """
    try:
        write = bound(_WRITE)
    except ImportError as error:
        raise CohortError(
            "The tables need the package pyarrow, which is not installed.",
            hint="Install aerobase[parquet]; on a cluster, for the workers too.",
        ) from error
    data: bytes = write(rows, layout)
    return data
