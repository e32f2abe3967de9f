"""How long planning takes: one week, and a year played forward by a runner who runs the plan.

    python tests/bench/planning.py

Limits: one week under 0.1 s, 52 weeks under 5 s, the weeks ahead under 1.5 s; since machines
differ, the time of one week is also told as a multiple of judging the same athlete's sessions.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.made_sessions import facts, weeks_of_runs

from planner.athlete import build_athlete
from planner.day.judged import judge_day
from planner.profile.model import Availability, DatedCategory, Profile
from planner.week.make_plan import make_plan
from planner.week.season import MOST_WEEKS, season_of

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts
    from planner.week.model import Plan

FIRST = date(2026, 1, 5)
WEEK = timedelta(days=7)
WHO = Profile(
    birth_date=date(1980, 5, 1),
    categories=(DatedCategory(category="c"),),
    availability=Availability(
        quality_wanted=True,
        strides_wanted=True,
        race_date=FIRST + 90 * WEEK,
        race_km=42.2,
    ),
)


def run_it(plan: Plan) -> list[SessionFacts]:
    """Return the sessions of a runner who does what the plan says."""
    return [
        facts(day.date, [(day.run.duration_s, 130)])
        for day in plan.days
        if day.run is not None and day.run.kind != "rest"
    ]


def main() -> None:
    """Play 52 weeks forward and print the times."""
    days = (0, 1, 3, 4, 5, 6)
    done = weeks_of_runs(FIRST - timedelta(days=1), 12, days=days, minutes=50)
    judging = planning = slowest = 0.0
    for number in range(52):
        monday = FIRST + number * WEEK
        started = time.process_time()
        athlete = build_athlete(profile=WHO, facts=done, wellness=[], events=[], today=monday)
        judged = time.process_time()
        now = datetime.combine(monday, datetime.min.time(), UTC)
        plan = make_plan(judge_day(athlete, ()), week_start=monday, created_utc=now)
        planned = time.process_time()
        judging += judged - started
        planning += planned - judged
        slowest = max(slowest, planned - judged)
        done = [*done, *run_it(plan)]
    print(f"52 weeks: {planning:.2f} s of planning (limit 5 s), {judging:.2f} s of judging")
    print(f"one week: {1000 * planning / 52:.1f} ms, slowest {1000 * slowest:.1f} ms (limit 100)")
    print(f"planning over judging: {planning / judging:.2f}")
    started = time.process_time()
    season_of(judge_day(athlete, ()), (plan,))
    season = time.process_time() - started
    print(f"a season of {MOST_WEEKS} weeks: {season:.2f} s (limit 1.5 s)")
    if planning > 5 or slowest > 0.1 or season > 1.5:
        sys.exit(1)


if __name__ == "__main__":
    main()
