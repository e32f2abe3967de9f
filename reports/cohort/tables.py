"""One athlete's rows of the tables, from the judged day."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from planner.judging.balance import monday_of
from planner.load.legs import leg_loads
from planner.past.weeks import WEEK
from planner.week.store import stored_week
from reports.cohort.discreet import OTHER_PLACE
from reports.cohort.layouts import TABLES
from reports.cohort.parquet import parquet
from reports.documents.balance import balance_document
from reports.documents.sessions import sessions_document
from reports.files.exports import flag_rows, plan_rows
from reports.planning import PlanError, standing_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from ingest.home.home import Home
    from planner.day.judged import JudgedDay
    from planner.week.model import Plan

PLAN_WEEKS: Final = 4  # before this one: as many as the share looks back

Rows: TypeAlias = "Sequence[Mapping[str, object]]"


def tables_of(alias: str, home: Home, day: JudgedDay) -> dict[str, bytes]:
    """Return each table of an athlete as Parquet, rows oldest first."""
    return {name: _table(alias, name, rows_of(name, home, day)) for name in TABLES}


def rows_of(table: str, home: Home, day: JudgedDay) -> Rows:
    """Return the rows of one of an athlete's tables in values of JSON, but for the alias."""
    return _ROWS[table](home, day)


def empty_tables(alias: str) -> dict[str, bytes]:
    """Return each table without a row, for an athlete of whom nothing can be said."""
    return {name: _table(alias, name, ()) for name in TABLES}


def _table(alias: str, name: str, rows: Rows) -> bytes:
    return parquet([{**row, "athlete": alias} for row in rows], TABLES[name])


def _plans(home: Home, day: JudgedDay) -> list[Plan]:
    """Return the plans of the last weeks that have one, and this week's where one can be made.

    Nothing of it is kept: what is made today is made again tomorrow, from the same journal.
    """
    today = day.athlete.today
    now = datetime.combine(today, time(12), UTC)  # the tables do not hold when a plan was made
    this = monday_of(today)
    mondays = [this - back * WEEK for back in range(PLAN_WEEKS, 0, -1)]
    events = day.athlete.events
    asked = [monday for monday in mondays if stored_week(events, monday) is not None]
    try:
        return [
            standing_plan(home, day, week_start=monday, now=now, keep=False)
            for monday in (*asked, this)
        ]
    except PlanError:
        return []


def _pain_row(entry: DiaryEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "date": entry.day.isoformat(),
        "place": entry.place or OTHER_PLACE,
        "side": entry.side,
        "score": entry.score,
        "when": entry.when,
        "limp": entry.values.get("limp") is True,
    }


def days_between(earlier: date | None, later: date) -> int | None:
    """Return the whole days from one day to another, None where there is none."""
    return None if earlier is None else (later - earlier) // timedelta(days=1)


def _sessions(_home: Home, day: JudgedDay) -> Rows:
    return sessions_document(day.athlete.sessions, leg_loads(day.athlete.sessions))


def _weeks(_home: Home, day: JudgedDay) -> Rows:
    return balance_document(day.athlete, day.athlete.weeks, {})


def _flags(_home: Home, day: JudgedDay) -> Rows:
    return flag_rows(day.flags, day.athlete.today)


def _days(home: Home, day: JudgedDay) -> Rows:
    return [row for plan in _plans(home, day) for row in plan_rows(plan)]


def _pain(_home: Home, day: JudgedDay) -> Rows:
    return [_pain_row(entry) for entry in day.athlete.diary if entry.kind == "pain"]


_ROWS: Final[dict[str, Callable[[Home, JudgedDay], Rows]]] = {
    "sessions": _sessions,
    "weeks": _weeks,
    "flags": _flags,
    "plans": _days,
    "diary": _pain,
}
