"""Pages for tests: a season, an empty archive, one run, no heart rate, five and ten years."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from support.made_sessions import facts, weeks_of_runs

from ingest.home.events import Event
from ingest.imports.derive import derive
from ingest.imports.tracing import trace_of
from planner.athlete import build_athlete
from planner.day.judged import judge_day
from planner.profile.model import DatedCategory, Profile
from planner.week.make_plan import make_plan
from planner.week.season import season_of
from reports.demo.seasons import season
from reports.page.input import PageInput
from reports.page.render import render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ingest.session.facts import SessionFacts
    from ingest.session.trace import Trace

TODAY = date(2026, 5, 20)
MONDAY = TODAY - timedelta(days=TODAY.weekday())
PROFILE = Profile(birth_date=date(1986, 1, 1), categories=(DatedCategory(category="c"),))  # 140 bpm


def page_input(
    made: Sequence[SessionFacts],
    *,
    profile: Profile = PROFILE,
    events: Sequence[Event] = (),
    traces: Mapping[str, Trace] | None = None,
) -> PageInput:
    """Return what a page of these sessions is made of, with flags and this week's plan."""
    athlete = build_athlete(profile=profile, facts=made, wellness=(), events=events, today=TODAY)
    day = judge_day(athlete)
    created = datetime(2026, 5, 18, 6, tzinfo=UTC)
    plan = make_plan(day, week_start=MONDAY, created_utc=created)
    return PageInput(
        athlete=athlete,
        flags=day.flags,
        hard=day.effect.hard.sentence,
        plan=plan,
        season=season_of(day, (plan,)),
        traces=traces or {},
    )


def logged(day: date, kind: str, **data: object) -> Event:
    """Return a journal event that writes one entry into the diary."""
    at_utc = datetime.combine(day, time(20), tzinfo=UTC)
    event_id = hashlib.sha256(f"{day} {kind} {data}".encode()).hexdigest()[:8]
    return Event(id=event_id, kind="log", at_utc=at_utc, day=day, data={"kind": kind} | data)


@cache
def season_sessions(name: str) -> tuple[list[SessionFacts], dict[str, Trace]]:
    """Return the facts and traces of a generated season that ends today."""
    made, traces = [], {}
    for n, activity in enumerate(season(name, last_day=TODAY).activities):
        sha256 = hashlib.sha256(f"{name} {n}".encode()).hexdigest()
        one, stream = derive(activity, sha256=sha256, leg=0)
        made.append(one)
        found = trace_of(stream)
        if found is not None:
            traces[one.id] = found
    return made, traces


def season_page(name: str) -> PageInput:
    """Return the page of a season with a diary: pain, tests of the ladders, resting heart rate."""
    made, traces = season_sessions(name)
    events = [
        logged(TODAY - timedelta(days=9), "pain", place="achilles", side="left", score=2.0),
        logged(TODAY - timedelta(days=3), "pain", place="knee", side="right", score=3.0),
        logged(TODAY - timedelta(days=5), "balance-test", side="left",
               values={"level": "B1", "seconds": 60}),
        logged(TODAY - timedelta(days=5), "balance-test", side="right",
               values={"level": "B1", "seconds": 48}),
        *(
            logged(TODAY - timedelta(days=n), "wellness", values={"rhr_bpm": 50.0 + n % 3})
            for n in range(40)
        ),
    ]  # fmt: skip
    return page_input(made, events=events, traces=traces)


def years_page(years: int, runs_a_week: int = 4) -> PageInput:
    """Return the page of many years: the season's own runs, over and over, dates moved."""
    made, traces = season_sessions("too_hard")
    count = years * 52 * runs_a_week
    copies, copied = [], {}
    for n in range(count):
        one = made[n % len(made)]
        day = TODAY - timedelta(days=(count - 1 - n) * 7 // runs_a_week)
        start = datetime.combine(day, time(7), tzinfo=UTC)
        copies.append(replace(one, id=f"{n:012x}-0", start_utc=start, utc_offset_s=0))
        copied[copies[-1].id] = traces[one.id]
    return page_input(copies, traces=copied)


def _no_heart_rate() -> PageInput:
    easy = weeks_of_runs(TODAY, 6)
    return page_input([facts(one.start_utc.date(), [(one.duration_s, 0)]) for one in easy])


PAGES: dict[str, Callable[[], PageInput]] = {
    "season": lambda: season_page("too_hard"),
    "empty": lambda: page_input([]),
    "one run": lambda: page_input([facts(TODAY, [(2400, 132)])]),
    "no heart rate": _no_heart_rate,
    "five years": lambda: years_page(5),
    "ten years": lambda: years_page(10),
}


def write_page(name: str, folder: Path) -> Path:
    """Write one of ``PAGES`` into a folder and return where."""
    path = folder / f"{name.replace(' ', '-')}.html"
    path.write_bytes(render(PAGES[name]()))
    return path
