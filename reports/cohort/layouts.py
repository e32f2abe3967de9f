"""The columns of a cohort's tables; ``docs/cohort.md`` shows them, and a test compares.

What could name a person or a place is in none of them: of the sessions' columns the file's own
name, its hash and the reason of the class (which may hold the workout's name) are left out, of the
diary all but pain, and its words.
"""

from __future__ import annotations

from typing import Final

from ingest import layouts
from ingest.layouts import DAY, Column

ATHLETE: Final = Column("athlete", "string", "", "the alias")
LEFT_OUT: Final = frozenset({"name", "class_reason", "sha256"})

SESSIONS: Final = (ATHLETE, *(one for one in layouts.SESSIONS if one.name not in LEFT_OUT))
WEEKS: Final = (ATHLETE, *layouts.WEEKS)
FLAGS: Final = (ATHLETE, *layouts.FLAGS)
PLANS: Final = (ATHLETE, *layouts.PLANS)
DIARY: Final = (
    ATHLETE,
    Column("id", "string", "", "the entry's id"),
    Column("date", DAY, "", "the local day it is said of"),
    Column("place", "string", "", "where it hurt; `other` where no known place was named"),
    Column("side", "string", "", "`left`, `right` or `both`"),
    Column("score", "float64", "0 to 10", "how much; 0 is none"),
    Column("when", "string", "", "`during`, `after` or `next morning`"),
    Column("limp", "boolean", "", "whether it made limp"),
)
TRIAGE: Final = (
    ATHLETE,
    Column("today", DAY, "", "the day that is looked from"),
    Column("severity", "string", "", "of the worst warning that stands; none stands where empty"),
    Column("flag_id", "string", "", "which warning that is"),
    Column("flag_title", "string", "", "the same in a line"),
    Column("flag_since", DAY, "", "since when it stands"),
    Column("flag_evidence", "string", "", "the first number behind it"),
    Column("flag_do_today", "string", "", "what to do first about it"),
    Column("flags", "Int64", "", "how many warnings stand"),
    Column("verdict", "string", "", "`stop`, `act`, `ill`, `way back` or `balance`"),
    Column("headline", "string", "", "what comes first today"),
    Column("plan_effect", "string", "", "what is held of the week: `none`, `no_growth`, …, `stop`"),
    Column("aerobic_4_weeks_frac", "float64", "0 to 1", "aerobic share of the last 28 days"),
    Column("aerobic_target_frac", "float64", "0 to 1", "what it should be"),
    Column("runs_4_weeks", "Int64", "", "runs of the last 28 days"),
    Column("load_7_days_hrss", "float64", "", "HRSS of the last 7 days, where all is known"),
    Column("usual_7_days_hrss", "float64", "", "median of every 7 days of the year before today"),
    Column("load_ratio", "float64", "1", "the one over the other"),
    Column("running_7_days_s", "float64", "s", "running time of the last 7 days"),
    Column("usual_week_s", "float64", "s", "the usual week that plans are made from"),
    Column("running_ratio", "float64", "1", "the one over the other"),
    Column("pain_left_score", "float64", "0 to 10", "the worst pain that stands on the left"),
    Column("pain_left_place", "string", "", "where"),
    Column("pain_left_date", DAY, "", "when it was said"),
    Column("pain_right_score", "float64", "0 to 10", "the worst pain that stands on the right"),
    Column("pain_right_place", "string", "", "where"),
    Column("pain_right_date", DAY, "", "when it was said"),
    Column("days_since_run", "Int64", "d", "days since the last run"),
    Column("days_since_diary", "Int64", "d", "days since the last entry of the diary"),
    Column("plan_kept", "boolean", "", "whether last week's plan was run; empty without a plan"),
    Column("plan_asked_s", "float64", "s", "what last week's plan asked"),
    Column("last_week_s", "float64", "s", "what was run last week"),
    Column("ceiling_bpm", "Int64", "bpm", "the ceiling in force"),
    Column("ceiling_method", "string", "", "how it is known"),
    Column("sessions", "Int64", "", "sessions of any sport"),
    Column("files", "Int64", "", "files that were met"),
    Column("refused_files", "Int64", "", "files that nothing could be read of"),
    Column("error", "string", "", "why nothing could be said of the athlete; empty where it could"),
)

# Table -> its columns; each athlete has one file in the folder of that name.
TABLES: Final[dict[str, tuple[Column, ...]]] = {
    "sessions": SESSIONS,
    "weeks": WEEKS,
    "flags": FLAGS,
    "plans": PLANS,
    "diary": DIARY,
}
