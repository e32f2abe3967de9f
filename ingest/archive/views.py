"""The archive's views: what plain SQL reads without us, column by column.

Names begin with ``v_``. Units and meanings are those of ``ingest.layouts`` where an export has the
same column; ``docs/views.md`` shows all of them, and a test compares. Facts come from the tables of
``archive.schema``; what is judged, and what needs more than SQL, is put into tables of its own
(``archive.published``), which hold only what can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.archive.columns import COLUMNS
from ingest.layouts import (
    DAY,
    DIARY,
    FLAGS,
    INSTANT,
    PLANS,
    SESSIONS,
    WEEKS,
    WELLNESS,
    Column,
    names,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.layouts import Dtype

# dtype in a frame -> type in SQL; days and instants are ISO text, yes and no are 1 and 0.
TYPES: Final[dict[Dtype, str]] = {
    "string": "TEXT",
    "float64": "REAL",
    "Int64": "INTEGER",
    "boolean": "INTEGER",
    DAY: "TEXT",
    INSTANT: "TEXT",
    "object": "TEXT",
}

JUDGED_FROM: Final = Column(
    "judged_from", "string", "", "digest of all that the judgement was made from"
)
# What no file states: it follows from profile, journal and other sessions.
JUDGED: Final = (
    "local_date",
    *names(SESSIONS)[names(SESSIONS).index("ceiling_bpm") : names(SESSIONS).index("load_note") + 1],
)
JUDGED_LAYOUT: Final = (*(one for one in SESSIONS if one.name in JUDGED), JUDGED_FROM)

JUDGED_FOR: Final = (
    Column("day", DAY, "", "the local day that was looked from"),
    Column("made_from", "string", "", "digest of profile, journal, sessions, program and day"),
    Column(
        "program", "string", "", "versions of facts, decoder and planner, and the code's digest"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view; ``select`` gives its columns in the order of ``layout``, each under its name."""

    name: str
    rows: str  # what a row is, and in which order they are best read
    layout: tuple[Column, ...]
    source: str  # what follows FROM
    sql: Mapping[str, str]  # column -> its expression, where that is not the name itself

    @property
    def statement(self) -> str:
        """Return the SQL that makes it; an expression is cast, so that readers know its type."""
        columns = ",\n    ".join(map(self._column, self.layout))
        return f"CREATE VIEW {self.name} AS SELECT\n    {columns}\nFROM {self.source}"

    def _column(self, column: Column) -> str:
        name = quoted(column.name)
        told = self.sql.get(column.name)
        return name if told is None else f"CAST({told} AS {TYPES[column.dtype]}) AS {name}"


def quoted(name: str) -> str:
    """Return a column's name as SQL takes it whatever word it is."""
    return f'"{name}"'


_SESSION_FACTS: Final = ", ".join(column.name for column in COLUMNS)
_IN_TURN: Final = f"""(
    SELECT {_SESSION_FACTS} FROM session
    WHERE id NOT IN (SELECT id FROM joined) AND id NOT IN (SELECT session_id FROM copy)
    UNION ALL
    SELECT {_SESSION_FACTS} FROM joined WHERE id NOT IN (SELECT session_id FROM copy)
)"""  # noqa: S608 - names of ours
_BY_OWN_OFFSET: Final = "date(start_utc, utc_offset_s || ' seconds')"
_CODES: Final = (
    "(SELECT json_group_array(json_extract(value, '$.code'))"
    " FROM json_each(coalesce(quality_json, '[]')))"
)
_NO_LEGS: Final = tuple(one for one in SESSIONS if one.name != "leg_load")  # of many days at once

SESSION: Final = View(
    name="v_session",
    rows="One row a session of any sport that counts, copies left out.",
    layout=(*_NO_LEGS, JUDGED_FROM),
    source=f"{_IN_TURN} LEFT JOIN judged ON session_id = id",
    sql={
        "local_date": f"coalesce(local_date, {_BY_OWN_OFFSET})",
        "hr_max_bpm": "round(hr_max_bpm)",
        "quality": _CODES,
    },
)

_LAP: Final = (
    Column("session_id", "string", "", "the session's id"),
    Column("lap", "Int64", "", "its number in the session, from 0"),
    Column("start_s", "float64", "s", "from the session's start, pauses in"),
    Column("end_s", "float64", "s", "the same of its end"),
    Column("timer_s", "float64", "s", "timer time"),
    Column("distance_m", "float64", "m", "distance"),
    Column("ascent_m", "float64", "m", "climb"),
    Column("hr_mean_bpm", "float64", "bpm", "mean heart rate as the device wrote it"),
    Column("intensity", "string", "", "`active`, `rest`, `warmup`, … as the device calls it"),
    Column("trigger", "string", "", "what ended it, as the device calls it"),
    Column("name", "string", "", "the workout's own name of the step"),
)
LAP: Final = View(
    name="v_lap",
    rows="One row a lap as the device wrote it, of sessions that count.",
    layout=_LAP,
    source=f"{_IN_TURN} AS one JOIN json_each(coalesce(laps_json, '[]')) AS told",
    sql={
        "session_id": "one.id",
        "lap": "told.key",
        **{one.name: f"json_extract(told.value, '$.{one.name}')" for one in _LAP[2:]},
    },
)

_WEEK: Final = tuple(one for one in WEEKS if one.name not in {"reason", "sentence"})
_WEEK_ROWS: Final = """(
    WITH RECURSIVE
    run AS (
        SELECT date(local_date, 'weekday 0', '-6 days') AS monday,
               coalesce(unknown_s, duration_s) AS not_known_s, *
        FROM v_session WHERE sport = 'running' AND local_date IS NOT NULL
    ),
    last AS (
        SELECT max(monday) AS monday FROM (
            SELECT monday FROM run
            UNION ALL SELECT date(day, 'weekday 0', '-6 days') FROM judged_for
        )
    ),
    week (monday) AS (
        SELECT min(monday) FROM run
        UNION ALL
        SELECT date(week.monday, '+7 days') FROM week, last WHERE week.monday < last.monday
    )
    SELECT week.monday AS week_start, count(id) AS runs,
           total(duration_s) AS whole_s, total(below_s) + total(in_band_s) AS under_s,
           total(above_s) AS over_s, total(not_known_s) AS open_s,
           sum(class = 'aerobic') AS aerobic_runs, sum(class <> 'unknown') AS judged_runs,
           sum(hrss) AS hrss, total(distance_m) AS far_m, max(distance_m) AS farthest_m,
           sum(ascent_m) AS climb_m
    FROM week LEFT JOIN run USING (monday) WHERE week.monday IS NOT NULL GROUP BY week.monday
)"""
WEEK: Final = View(
    name="v_week",
    rows="One row a week of running, Monday to Sunday, weeks without a run too.",
    layout=_WEEK,
    source=_WEEK_ROWS,
    sql={
        "sessions": "runs",
        "duration_s": "whole_s",
        "aerobic_s": "under_s",
        "anaerobic_s": "over_s",
        "unknown_s": "open_s",
        "aerobic_frac": "under_s / nullif(under_s + over_s, 0)",
        "aerobic_sessions_frac": "1.0 * aerobic_runs / nullif(judged_runs, 0)",
        "load_hrss": "CASE WHEN runs THEN hrss ELSE 0 END",
        "distance_m": "far_m",
        "longest_run_m": "farthest_m",
        "ascent_m": "climb_m",
    },
)

_PLAN: Final = (
    *(one for one in PLANS if not one.name.startswith("done_")),  # that is v_session's
    Column("plan_id", "string", "", "the id of the plan's line in the journal"),
)

# Tables whose rows are put in whole, by name: what SQL alone cannot make.
PUBLISHED: Final[dict[str, tuple[Column, ...]]] = {
    "wellness_day": WELLNESS,
    "diary_entry": DIARY,
    "standing_flag": FLAGS,
    "planned_day": _PLAN,
}

VIEWS: Final = (
    SESSION,
    WEEK,
    LAP,
    View(
        name="v_wellness",
        rows="One row a local day: what all files of it say together, the diary's words included.",
        layout=WELLNESS,
        source="wellness_day",
        sql={},
    ),
    View(
        name="v_diary",
        rows="One row an entry of the diary as it stands.",
        layout=DIARY,
        source="diary_entry",
        sql={},
    ),
    View(
        name="v_plan",
        rows="One row a day of each week that was planned, as it was planned last.",
        layout=_PLAN,
        source="planned_day",
        sql={},
    ),
    View(
        name="v_flag",
        rows="One row a warning that stood on the day of `v_judged_for`, the most severe first.",
        layout=FLAGS,
        source="standing_flag",
        sql={},
    ),
    View(
        name="v_judged",
        rows="One row a session that was judged: the judged columns of `v_session` alone.",
        layout=(Column("session_id", "string", "", "the session's id"), *JUDGED_LAYOUT),
        source="judged",
        sql={},
    ),
    View(
        name="v_judged_for",
        rows="One row: from which day, and from what, the judged values were made.",
        layout=JUDGED_FOR,
        source="judged_for",
        sql={},
    ),
)
