"""The figures of the week: what the runner may turn, and what is fixed, each with its tag."""

from __future__ import annotations

from typing import Final

from planner.profile.limits import own, practitioner, published

# fmt: off
GROWTH: Final = own("plan_growth_frac", 0.1, "1", "most growth over the highest normal week", "RULES 7.1")
BUILD: Final = own("plan_build_frac", 0.07, "1", "growth of a building week over the highest normal week", "RULES 7.1")
DELOAD: Final = own("plan_step_back_frac", 0.25, "1", "how much less a deload week holds", "RULES 7.1")
LONG_OVER_LONGEST: Final = published("plan_long_over_longest", 1.1, "1", "a run is at most so many times the longest of 30 days", "Frandsen 2025; RULES 5.1")
LONG_SHARE: Final = own("plan_long_share_frac", 0.3, "1", "long run's share of a week of four or more runs", "RULES 7.1")
LONG_SHARE_THREE: Final = own("plan_long_share_three_frac", 0.4, "1", "long run's share of a week of three runs", "RULES 7.1")
LONG_MOST: Final = own("plan_long_most_min", 150, "min", "the long run grows no further than this", "RULES 7.5")
EASY_MOST: Final = own("plan_easy_most_min", 75, "min", "easy runs beyond this become one day more", "RULES 7.1")
MAF_TEST_EVERY: Final = practitioner("plan_maf_test_weeks", 4, "weeks", "weeks between two MAF tests", "RULES 1.2; Maffetone")
QUALITY_SHARE: Final = own("plan_quality_share_frac", 0.1, "1", "most weekly time above the ceiling at first", "RULES 1.3")
TAPER_DAYS: Final = published("plan_taper_days", 14, "d", "taper before a race; 21 at most", "Bosquet 2007; RULES 7.3")
SORENESS_SKIP: Final = own("plan_soreness_skip_score", 4, "0-10", "soreness that skips the deadlift", "RULES 6.3")
# fmt: on

TAPER_FIRST_CUT: Final = 0.41  # published: 41 to 60 %, the week before the race week (Bosquet 2007)
TAPER_LAST_CUT: Final = 0.6  # published: 41 to 60 %, the race week without the race (Bosquet 2007)
FIRST_RUNS_MIN: Final = 30  # own choice: most of the first two runs after illness (RULES 7.1)
CROSS_SESSIONS: Final = 3  # own choice: of other endurance a week, and a break is a trained one
CROSS_LEAST_MIN: Final = 30  # own choice: least length of such a session
SLRDL_APART_DAYS: Final = 2  # own choice: 48 hours (RULES 6.2)
