"""Judged sessions and weeks as pandas frames, in the columns of ``ingest.layouts``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ingest.layouts import DAY, INSTANT, SESSIONS, WEEKS
from planner.load.legs import leg_loads
from reports.documents.balance import balance_document
from reports.documents.sessions import sessions_document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.layouts import Column
    from planner.athlete import Athlete


def sessions_frame(athlete: Athlete) -> pd.DataFrame:
    """Return one row a session of any sport, oldest first, with what `sessions --json` says of it.

    Columns, dtypes and units are those of ``layouts.SESSIONS``.
    """
    return _frame(sessions_document(athlete.sessions, leg_loads(athlete.sessions)), SESSIONS)


def weeks_frame(athlete: Athlete) -> pd.DataFrame:
    """Return one row a week of running, oldest first, weeks without a run too.

    Columns, dtypes and units are those of ``layouts.WEEKS``; other sports are in the sessions.
    """
    return _frame(balance_document(athlete, athlete.weeks, {}), WEEKS)


def _frame(rows: Sequence[Mapping[str, Any]], layout: Sequence[Column]) -> pd.DataFrame:
    return pd.DataFrame(
        {column.name: _series([row[column.name] for row in rows], column) for column in layout}
    )


def _series(values: list[Any], column: Column) -> pd.Series[Any]:
    if column.dtype in {DAY, INSTANT}:
        at = pd.to_datetime(pd.Series(values, dtype="object"), format="ISO8601", utc=True)
        return (
            at.astype(INSTANT) if column.dtype == INSTANT else at.dt.tz_localize(None).astype(DAY)
        )
    if column.dtype == "object":
        return pd.Series([tuple(value) for value in values], dtype="object")
    return pd.Series(values, dtype=column.dtype)
