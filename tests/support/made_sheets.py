"""Pages whose week is printed: each a runner whose sheet is full in another way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from support.made_pages import MONDAY, TODAY, logged, page_input, season_page
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import athlete, profile

from planner.day.judged import judge_day
from planner.week.make_plan import make_plan
from planner.week.season import season_of
from reports.page.input import PageInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.home.events import Event
    from planner.week.model import Plan

CREATED = datetime(2026, 5, 18, 6, tzinfo=UTC)


def next_week(page: PageInput) -> Plan:
    """Return the plan of the week after the page's own."""
    day = judge_day(page.athlete)
    return make_plan(day, week_start=MONDAY + timedelta(days=7), created_utc=CREATED)


def following(page: PageInput) -> PageInput:
    """Return the page as `report --next` makes it."""
    return replace(page, week=next_week(page))


def patient() -> PageInput:
    """Return a beginner of 68 who runs and walks, with a little pain."""
    said = [
        logged(TODAY - timedelta(days=1), "pain", place="knee", side="left", score=2.0),
        logged(TODAY - timedelta(days=1), "pain", place="achilles", side="right", score=3.0),
    ]
    first = facts(MONDAY - timedelta(days=3), [(1200, 120)])
    return page_input([first], profile=profile(born=date(1958, 5, 1)), events=said)


def ladders() -> list[Event]:
    """Return a diary with which every rung up to the weights is open."""
    done = (
        *(("balance", "B1", ago, {"hold_s": 60.0}) for ago in (20, 19)),
        *(("balance", "B2", ago, {"hold_s": 20.0}) for ago in (18, 17)),
        *(("squat", "S2", ago, {"hold_s": 200.0}) for ago in (9, 8)),
        *(("slrdl", "R1", ago, {"reps": 10.0}) for ago in (7, 4)),
    )
    return [
        logged(
            MONDAY - timedelta(days=ago),
            "strength",
            values={"exercise": exercise, "level": level} | values,
        )
        for exercise, level, ago, values in done
    ]


def seven_days() -> PageInput:
    """Return a whole week of a runner of every day, every rung open: a test and strides."""
    who = profile(doubles=True, strides_wanted=True)
    runs = weeks_of_runs(MONDAY - timedelta(days=1), 12, days=tuple(range(7)), minutes=75)
    seen = athlete(who, runs=runs, said=tuple(ladders()))
    day = judge_day(seen)
    plan = make_plan(day, week_start=MONDAY, created_utc=CREATED)
    return PageInput(athlete=seen, flags=day.flags, plan=plan, season=season_of(day, (plan,)))


def pregnant() -> PageInput:
    """Return a runner who goes by words, with the longest stop signs."""
    runs = weeks_of_runs(MONDAY - timedelta(days=1), 10)
    return page_input(runs, profile=profile(pregnant=True))


def stopped() -> PageInput:
    """Return a runner with two signs that bar everything, one of which tells an option."""
    said = [
        logged(TODAY, "redflag", values={"name": "chest-pain"}),
        logged(TODAY, "redflag", values={"name": "after-birth"}),
    ]
    return page_input(weeks_of_runs(MONDAY - timedelta(days=1), 10), events=said)


def race() -> PageInput:
    """Return a runner in the week of a race."""
    who = profile(race_date=MONDAY + timedelta(days=6), race_km=21.0975, strides_wanted=True)
    return page_input(weeks_of_runs(MONDAY - timedelta(days=1), 20), profile=who)


SHEETS: dict[str, Callable[[], PageInput]] = {
    "season": lambda: season_page("too_hard"),
    "patient": patient,
    "seven days": seven_days,
    "pregnant": pregnant,
    "stopped": stopped,
    "race": race,
    "empty": lambda: page_input([]),
}
