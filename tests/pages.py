"""Pages for tests: a season, an empty archive, one run, no heart rate, ten years."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from builders import facts, weeks_of_runs

from ingest.derive import derive
from planner.athlete import build_athlete
from planner.flags import standing_flags
from planner.profile import DatedCategory, Profile
from planner.week import make_plan
from reports.demo.seasons import season
from reports.page.context import PageInput
from reports.page.render import render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ingest.facts import SessionFacts
    from ingest.journal import Event

TODAY = date(2026, 5, 20)
MONDAY = TODAY - timedelta(days=TODAY.weekday())
PROFILE = Profile(birth_date=date(1986, 1, 1), categories=(DatedCategory(category="c"),))  # 140 bpm


def page_input(
    made: Sequence[SessionFacts], *, profile: Profile = PROFILE, events: Sequence[Event] = ()
) -> PageInput:
    """Return what a page of these sessions is made of, with flags and this week's plan."""
    athlete = build_athlete(profile=profile, facts=made, wellness=(), events=events, today=TODAY)
    flags = standing_flags(athlete)
    created = datetime(2026, 5, 18, 6, tzinfo=UTC)
    plan = make_plan(athlete, flags, week_start=MONDAY, created_utc=created)
    return PageInput(athlete=athlete, flags=flags, plan=plan)


def season_facts(name: str) -> list[SessionFacts]:
    """Return the facts of a generated season that ends today."""
    return [
        derive(activity, sha256=hashlib.sha256(f"{name} {n}".encode()).hexdigest(), leg=0)[0]
        for n, activity in enumerate(season(name, last_day=TODAY).activities)
    ]


def _ten_years() -> list[SessionFacts]:
    return [
        facts(
            TODAY - timedelta(days=3 * n), [(600, 110), (1800 + n % 700, 132 + n % 9), (300, 150)]
        )
        for n in range(1200)
    ][::-1]


PAGES: dict[str, Callable[[], list[SessionFacts]]] = {
    "season": lambda: season_facts("too_hard"),
    "empty": list,
    "one run": lambda: [facts(TODAY, [(2400, 132)])],
    "no heart rate": lambda: [
        facts(day.start_utc.date(), [(day.duration_s, 0)]) for day in weeks_of_runs(TODAY, 6)
    ],
    "ten years": _ten_years,
}


def write_page(name: str, folder: Path) -> Path:
    """Write one of ``PAGES`` into a folder and return where."""
    path = folder / f"{name.replace(' ', '-')}.html"
    path.write_bytes(render(page_input(PAGES[name]())))
    return path
