"""What files state of wellness, as rows and back."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ingest.archive.columns import instant, moment
from ingest.wellness import FileWellness, Series, Sleep

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_STATED: Final = np.dtype([("at_s", "<i8"), ("value", "<f4")])
_SERIES: Final = ("sha256", "metric", "utc_offset_s", "stated")
_TIMES: Final = ("start_utc", "stop_utc", "stated_utc")
_SAID_OR_NOT: Final = ("ended", "deleted")
_SLEEP: Final = ("sha256", *(field.name for field in fields(Sleep)))


def write(connection: sqlite3.Connection, sha256: str, wellness: FileWellness) -> None:
    """Add what one file states; inside a transaction."""
    connection.executemany(
        _insert("series", _SERIES), [_series_row(sha256, series) for series in wellness.series]
    )
    connection.executemany(
        _insert("sleep", _SLEEP), [_sleep_row(sha256, sleep) for sleep in wellness.sleeps]
    )


def read(connection: sqlite3.Connection) -> tuple[tuple[str, FileWellness], ...]:
    """Return each file's hash with what it states, in the order of hashes."""
    series: dict[str, list[Series]] = {}
    for sha256, told in _all_series(connection):
        series.setdefault(sha256, []).append(told)
    sleeps: dict[str, list[Sleep]] = {}
    for row in connection.execute(_select("sleep", _SLEEP)):
        sleeps.setdefault(row[0], []).append(_sleep(row))
    return tuple(
        (
            sha256,
            FileWellness(
                series=tuple(series.get(sha256, ())), sleeps=tuple(sleeps.get(sha256, ()))
            ),
        )
        for sha256 in sorted(series.keys() | sleeps.keys())
    )


def _series_row(sha256: str, series: Series) -> tuple[Any, ...]:
    stated = np.empty(len(series.at_s), _STATED)
    stated["at_s"], stated["value"] = series.at_s, series.value
    return (sha256, series.metric, series.utc_offset_s, stated.tobytes())


def _all_series(connection: sqlite3.Connection) -> Iterator[tuple[str, Series]]:
    for sha256, metric, offset_s, block in connection.execute(_select("series", _SERIES)):
        stated = np.frombuffer(block, _STATED)
        yield (
            sha256,
            Series(
                metric=metric,
                utc_offset_s=offset_s,
                at_s=stated["at_s"].astype(np.int64),
                value=stated["value"].astype(np.float64),
            ),
        )


def _sleep_row(sha256: str, sleep: Sleep) -> tuple[Any, ...]:
    values = {name: getattr(sleep, name) for name in _SLEEP[1:]}
    values |= {name: instant(values[name]) for name in _TIMES}
    values |= {name: int(values[name]) for name in _SAID_OR_NOT}
    return (sha256, *values.values())


def _sleep(row: tuple[Any, ...]) -> Sleep:
    values = dict(zip(_SLEEP[1:], row[1:], strict=True))
    values |= {name: moment(values[name]) for name in _TIMES}
    values |= {name: bool(values[name]) for name in _SAID_OR_NOT}
    return Sleep(**values)


def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - ours


def _select(table: str, columns: tuple[str, ...]) -> str:
    return f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid"  # noqa: S608 - ours
