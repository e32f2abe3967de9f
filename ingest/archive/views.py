"""The archive's views: what plain SQL reads without us, column by column.

Names begin with ``v_``. Units and meanings are those of ``ingest.layouts`` where an export has the
same column; ``docs/views.md`` shows all of them, and a test compares. Facts come from the tables of
``archive.schema``; what is judged, and what needs more than SQL, is put into tables of its own
(``archive.published``), which hold only what can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ingest.archive.columns import COLUMNS
from ingest.archive.said import SAID, TYPES, quoted
from ingest.layouts import (
    DAY,
    DIARY,
    FLAGS,
    SESSIONS,
    WEEKS,
    WELLNESS,
    Column,
    names,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    sql: Mapping[str, str] = field(
        default_factory=dict
    )  # column -> its expression, where that is not the name itself

    @property
    def statement(self) -> str:
        """Return the SQL that makes it; an expression is cast, so that readers know its type."""
        columns = ",\n    ".join(map(self._column, self.layout))
        return f"CREATE VIEW {self.name} AS SELECT\n    {columns}\nFROM {self.source}"

    def _column(self, column: Column) -> str:
        name = quoted(column.name)
        told = self.sql.get(column.name)
        return name if told is None else f"CAST({told} AS {TYPES[column.dtype]}) AS {name}"


# DuckDB attaches an SQLite file and reads the text of its views by its own rules. So they hold no
# SQL but what both understand; the rest is worked out when a row is put in.
_FACTS: Final = ", ".join(column.name for column in COLUMNS)
IN_TURN: Final = f"""(
    SELECT {_FACTS} FROM session WHERE id NOT IN (SELECT id FROM joined)
    UNION ALL
    SELECT {_FACTS} FROM joined
) AS told"""  # noqa: S608 - names of ours
_NO_LEGS: Final = tuple(one for one in SESSIONS if one.name != "leg_load")  # of many days at once

SESSION: Final = View(
    name="v_session",
    rows="One row a session of any sport that counts, copies left out.",
    layout=(*_NO_LEGS, JUDGED_FROM),
    source=f"{IN_TURN} JOIN counted ON counted.session_id = told.id"
    " LEFT JOIN judged ON judged.session_id = told.id",
    sql={
        "local_date": "coalesce(judged.local_date, counted.own_date)",
        "hr_max_bpm": "round(hr_max_bpm)",
    },
)

LAPS: Final = (
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
# Both need all weeks at once; `export weeks` has them.
_WEEKS: Final = tuple(one for one in WEEKS if one.name not in {"reason", "sentence"})

# Tables whose rows are put in whole, by name: what SQL alone cannot make.
PUBLISHED: Final[dict[str, tuple[Column, ...]]] = {
    "week": _WEEKS,
    "wellness_day": WELLNESS,
    "diary_entry": SAID["diary_entry"],
    "standing_flag": FLAGS,
    "planned_day": SAID["planned_day"],
}

VIEWS: Final = (
    SESSION,
    View(
        name="v_week",
        rows="One row a week of running, Monday to Sunday, up to the day of `v_judged_for`.",
        layout=_WEEKS,
        source="week",
    ),
    View(
        name="v_lap",
        rows="One row a lap as the device wrote it, of sessions that count.",
        layout=LAPS,
        source="lap",
    ),
    View(
        name="v_wellness",
        rows="One row a local day: what all files of it say together, the diary's words included.",
        layout=WELLNESS,
        source="wellness_day",
    ),
    View(
        name="v_diary",
        rows="One row an entry of the diary as it stands.",
        layout=DIARY,
        source="diary_entry",
    ),
    View(
        name="v_plan",
        rows="One row a day of each week that was planned, as it was planned last.",
        layout=SAID["planned_day"],
        source="planned_day",
    ),
    View(
        name="v_flag",
        rows="One row a warning that stood on the day of `v_judged_for`, the most severe first,"
        " those of plug-ins behind ours.",
        layout=FLAGS,
        source="standing_flag",
    ),
    View(
        name="v_judged",
        rows="One row a session that was judged: the judged columns of `v_session` alone.",
        layout=(Column("session_id", "string", "", "the session's id"), *JUDGED_LAYOUT),
        source="judged",
    ),
    View(
        name="v_judged_for",
        rows="One row: from which day, and from what, the judged values were made.",
        layout=JUDGED_FOR,
        source="judged_for",
    ),
)
