"""The columns of our tables: their names in order, dtype in a frame, unit and meaning.

Exports, frames and the archive's views take their columns from here, ``docs/library.md`` and
``docs/views.md`` show them, and tests hold all of them against each other. Unknown is an empty
cell, null, NaN or ``pandas.NA``, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Dtype: TypeAlias = Literal[
    "string", "float64", "Int64", "boolean", "datetime64[us]", "datetime64[us, UTC]", "object"
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``dtype`` is that of pandas, ``unit`` is empty where there is none."""

    name: str
    dtype: Dtype
    unit: str
    meaning: str


def names(layout: tuple[Column, ...]) -> tuple[str, ...]:
    """Return the names of a layout's columns, in order."""
    return tuple(column.name for column in layout)


DAY: Final = "datetime64[us]"
INSTANT: Final = "datetime64[us, UTC]"

SESSIONS: Final[tuple[Column, ...]] = (
    Column("id", "string", "", "the session's id, as `sessions` shows it"),
    Column("start_utc", INSTANT, "", "when it began"),
    Column("utc_offset_s", "Int64", "s", "the runner's local time minus UTC, by the file"),
    Column("local_date", DAY, "", "the runner's local day"),
    Column("sport", "string", "", "`running`, `cycling`, …"),
    Column("sub_sport", "string", "", "`trail`, `treadmill`, …"),
    Column("name", "string", "", "what the file calls it"),
    Column("device", "string", "", "maker and model"),
    Column("duration_s", "float64", "s", "timer time, pauses out"),
    Column("elapsed_s", "float64", "s", "from start to end, pauses in"),
    Column("moving_s", "float64", "s", "time in motion"),
    Column("distance_m", "float64", "m", "distance"),
    Column("ascent_m", "float64", "m", "climb"),
    Column("descent_m", "float64", "m", "descent"),
    Column(
        "duration_source",
        "string",
        "",
        "what the duration stands on: `samples`, `device` or `both`",
    ),
    Column("distance_source", "string", "", "what the distance stands on"),
    Column("ascent_source", "string", "", "what the climb stands on"),
    Column("running_s", "float64", "s", "timer time at 140 steps a minute or more"),
    Column("hr_mean_bpm", "float64", "bpm", "mean of the clean heart rate"),
    Column("hr_max_bpm", "Int64", "bpm", "highest clean heart rate"),
    Column("hr_coverage_frac", "float64", "0 to 1", "timer time with clean heart rate"),
    Column("hr_source", "string", "", "`wrist`, `chest` or `unknown`"),
    Column("hr_excluded_s", "float64", "s", "heart rate left out as wrong"),
    Column("hr_repaired_s", "float64", "s", "short gaps and spikes bridged"),
    Column("quality", "object", "", "tuple of codes: what is wrong with the data"),
    Column("ceiling_bpm", "Int64", "bpm", "the aerobic ceiling of that day"),
    Column("ceiling_method", "string", "", "how that ceiling is known"),
    Column("ceiling_rough", "boolean", "", "whether it is an estimate from estimates"),
    Column("below_s", "float64", "s", "below the band under the ceiling"),
    Column("in_band_s", "float64", "s", "in the band, ceiling included"),
    Column("above_s", "float64", "s", "above the ceiling"),
    Column("unknown_s", "float64", "s", "without heart rate to judge by"),
    Column("aerobic_frac", "float64", "0 to 1", "share of the known time at or under the ceiling"),
    Column("aerobic_frac_as_written", "float64", "0 to 1", "the same had nothing been left out"),
    Column("excursions_above", "Int64", "", "how often it rose above the ceiling"),
    Column("longest_above_s", "float64", "s", "the longest stay above the ceiling"),
    Column("class", "string", "", "`aerobic`, `mixed`, `anaerobic` or `unknown`"),
    Column("class_reason", "string", "", "why it is of this class"),
    Column("trimp", "float64", "", "Banister's TRIMP"),
    Column("hrss", "float64", "", "TRIMP, an hour at threshold being 100"),
    Column("load_note", "string", "", "what of the load is estimated, or why there is none"),
    Column("decoupling_frac", "float64", "1", "loss of speed per beat, second half against first"),
    Column("decoupling_reason", "string", "", "why there is no decoupling"),
    Column("efficiency", "float64", "m/min/bpm", "speed per beat of the steady part, on the flat"),
    Column("temperature_mean_c", "float64", "°C", "mean temperature at the watch"),
    Column("rpe", "float64", "0 to 10", "how hard it felt, by the file"),
    Column("leg_load", "float64", "", "load on the legs; 1 is the usual running day before it"),
    Column("sha256", "string", "", "of the watch file kept"),
)

WEEKS: Final[tuple[Column, ...]] = (
    Column("week_start", DAY, "", "the Monday"),
    Column("sessions", "Int64", "", "number of runs"),
    Column("duration_s", "float64", "s", "timer time of the runs"),
    Column("aerobic_s", "float64", "s", "at or under the ceiling of each run's day"),
    Column("anaerobic_s", "float64", "s", "above it"),
    Column("unknown_s", "float64", "s", "without heart rate to judge by"),
    Column("aerobic_frac", "float64", "0 to 1", "aerobic share of the known time"),
    Column(
        "aerobic_sessions_frac", "float64", "0 to 1", "runs of class `aerobic` among the judged"
    ),
    Column("load_hrss", "float64", "", "sum of the runs' HRSS"),
    Column("distance_m", "float64", "m", "distance of the runs"),
    Column("longest_run_m", "float64", "m", "distance of the longest run"),
    Column("ascent_m", "float64", "m", "climb of the runs"),
    Column("reason", "string", "", "what the week counts for when the next is planned"),
    Column("sentence", "string", "", "the week in one sentence"),
)

PLAN: Final[tuple[Column, ...]] = (
    Column("date", DAY, "", "the local day"),
    Column("kind", "string", "", "`rest`, `easy`, `long`, … of the run planned"),
    Column("duration_s", "Int64", "s", "how long it is to take"),
    Column("band_low_bpm", "Int64", "bpm", "lower end of its band, where one may be given"),
    Column("band_high_bpm", "Int64", "bpm", "upper end of it"),
    Column("effort", "string", "", "the effort in words"),
    Column("distance_m_estimate", "float64", "m", "how far that may be"),
    Column("why", "string", "", "why this run"),
    Column("second_run_s", "Int64", "s", "how long the other runs of the day are to take"),
    Column("squat", "string", "", "level of the deep squat"),
    Column("balance", "string", "", "level of the single-leg balance"),
    Column("slrdl", "string", "", "level of the single-leg Romanian deadlift"),
    Column("checks", "string", "", "what is to be looked at on the day"),
    Column("done_s", "float64", "s", "what was run; empty on days to come"),
    Column("done_aerobic_frac", "float64", "0 to 1", "aerobic share of what was run"),
)

WELLNESS: Final[tuple[Column, ...]] = (
    Column("day", DAY, "", "the runner's local day"),
    Column("rhr_bpm", "float64", "bpm", "resting heart rate"),
    Column("hrv_rmssd_ms", "float64", "ms", "rMSSD of the night that ends on the day"),
    Column("stress_score", "float64", "0 to 100", "mean of the watch's stress scores"),
    Column("sleep_s", "float64", "s", "asleep in the night that ends on the day"),
    Column("nap_s", "float64", "s", "asleep in naps"),
    Column("second_sleep_s", "float64", "s", "asleep in another night that ends on the day"),
    Column("sleep_score", "float64", "0 to 100", "the watch's own score of the night"),
    Column("sleep_start_utc", INSTANT, "", "when the night began"),
    Column("sleep_stop_utc", INSTANT, "", "when it ended, or how far it is told"),
    Column("sleep_awake_s", "float64", "s", "awake in the night"),
    Column("stress_scores", "Int64", "", "how many scores the mean has"),
    Column("hrv_how", "string", "", "what the HRV stands on, or why there is none"),
    Column("hrv_baseline_low_ms", "float64", "ms", "lower end of the watch's own HRV band"),
    Column("hrv_baseline_high_ms", "float64", "ms", "upper end of it"),
    Column("so_far", "boolean", "", "whether no file goes beyond the day yet"),
    Column("said_until_utc", INSTANT, "", "the last instant of the day that a file tells of"),
    Column("provisional", "object", "", "names of the values that a later file may change"),
    Column("rhr_from", "object", "", "files (first 12 digits of the hash) or diary entry of it"),
    Column("hrv_from", "object", "", "the same of the HRV"),
    Column("hrv_baseline_from", "object", "", "the same of the watch's band"),
    Column("stress_from", "object", "", "the same of the stress"),
    Column("sleep_from", "object", "", "the same of the time asleep"),
    Column("sleep_window_from", "object", "", "the same of start, stop, time awake and score"),
    Column("nap_from", "object", "", "the same of the naps"),
    Column("second_sleep_from", "object", "", "the same of the second night"),
)

LOAD: Final[tuple[Column, ...]] = (
    Column("date", DAY, "", "the local day"),
    Column("load_hrss", "float64", "", "HRSS of the day; 0 on a day of rest"),
    Column("run_distance_m", "float64", "m", "distance run"),
    Column("fitness", "float64", "", "weighted mean of 42 days' load (CTL); from day 42 on"),
    Column("fatigue", "float64", "", "weighted mean of 7 days' load (ATL); from day 42 on"),
    Column("form", "float64", "", "fitness less fatigue of the day before (TSB)"),
    Column("ramp", "float64", "", "fitness less that of a week before"),
    Column("monotony", "float64", "1", "mean of 7 days' load over their spread, at most 10"),
    Column("strain", "float64", "", "load of 7 days times monotony"),
    Column(
        "longest_run_ratio",
        "float64",
        "1",
        "longest run of the day over the longest of the 30 before",
    ),
)

FLAGS: Final[tuple[Column, ...]] = (
    Column("id", "string", "", "the warning's id, as `flags` shows it"),
    Column("check", "string", "", "which check found it"),
    Column("severity", "string", "", "`stop`, `act`, `watch` or `note`"),
    Column("title", "string", "", "the warning in a line"),
    Column("since", DAY, "", "the first day on which it stood"),
    Column("standing_days", "Int64", "d", "for how many days, that one and today counted"),
    Column("tissue", "string", "", "`soleus`, `achilles`, `knee`, `hip`, `calf` or `general`"),
    Column("side", "string", "", "`left`, `right` or `both`"),
    Column("evidence", "string", "", "the numbers behind it, in metric units"),
    Column("evidence_strength", "string", "", "how strong the evidence for the rule is"),
    Column("do_today", "string", "", "what to do first"),
    Column("plan_effect", "string", "", "what the planner does: `none`, `no_growth`, …, `stop`"),
    Column(
        "plugin", "string", "", "the plug-in that says it, by its name; empty where aerobase does"
    ),
)

DIARY: Final[tuple[Column, ...]] = (
    Column("id", "string", "", "the entry's id"),
    Column("date", DAY, "", "the local day it is said of"),
    Column("kind", "string", "", "`pain`, `sleep`, `strength`, …: what `log` has commands for"),
    Column("score", "float64", "0 to 10", "how much, where the kind has a score"),
    Column("place", "string", "", "where in the body"),
    Column("side", "string", "", "`left`, `right` or `both`"),
    Column("when", "string", "", "`during`, `after` or `next morning`"),
    Column("text", "string", "", "the words that were said; empty where none were"),
    Column("values", "string", "", 'JSON of what only some kinds have: `{"hours": 7.5}`'),
)

PLANS: Final = (Column("week_start", DAY, "", "the Monday of the week"), *PLAN)
