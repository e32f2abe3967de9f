"""Athletes for the tests of the week, and what every test asks of a plan."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from support.made_sessions import facts, weeks_of_runs

from ingest.home.events import Event
from planner.athlete import Athlete, build_athlete
from planner.day.judged import judge_day
from planner.flags.model import Flag, PlanEffect
from planner.profile.model import Availability, DatedCategory, Health, Profile
from planner.week.make_plan import make_plan
from planner.week.staleness import inputs_of
from planner.week.store import event_data

if TYPE_CHECKING:
    from planner.week.model import Plan

MONDAY = date(2026, 5, 18)
NOW = datetime(2026, 5, 18, 6, tzinfo=UTC)


def profile(*, born: date | None = date(1980, 5, 1), **changes: Any) -> Profile:
    free = {k: changes.pop(k) for k in list(changes) if k in Availability.__dataclass_fields__}
    health = {k: changes.pop(k) for k in list(changes) if k in Health.__dataclass_fields__}
    return Profile(
        birth_date=born,
        categories=(DatedCategory(category="c"),),
        availability=Availability(**free),
        health=Health(**health),
        **changes,
    )


def athlete(
    who: Profile | None = None,
    *,
    runs: list[Any] | None = None,
    said: tuple[Event, ...] = (),
    today: date = MONDAY,
) -> Athlete:
    history = weeks_of_runs(MONDAY - timedelta(days=1), 10) if runs is None else runs
    return build_athlete(
        profile=profile() if who is None else who,
        facts=history,
        wellness=[],
        events=said,
        today=today,
    )


def say(day: date, kind: str, **data: Any) -> Event:
    """Return a diary line."""
    number = hashlib.sha256(f"{day}{kind}{sorted(data.items(), key=str)}".encode()).hexdigest()[:8]
    return Event(id=number, kind="log", at_utc=NOW, day=day, data={"kind": kind} | data)


def flag(effect: PlanEffect) -> Flag:
    return Flag(
        id=f"test-{effect}",
        check="test",
        severity="act",
        title="A flag",
        since=MONDAY,
        evidence=(),
        source="",
        evidence_strength="weak",
        advice=(),
        plan_effect=effect,
    )


def plan(one: Athlete | None = None, *flags: Flag, week_start: date = MONDAY) -> Plan:
    day = judge_day(athlete() if one is None else one, flags)
    return make_plan(day, week_start=week_start, created_utc=NOW)


def lived(who: Profile, runs: list[Any], weeks: int) -> list[Plan]:
    """Return the plans of weeks that were each kept and run as they stood, from MONDAY on."""
    return lived_with(who, runs, weeks)[0]


def lived_with(
    who: Profile, runs: list[Any], weeks: int, *, said: tuple[Event, ...] = ()
) -> tuple[list[Plan], list[Event]]:
    """Return these plans, and how the journal keeps them; ``said`` is the diary."""
    plans: list[Plan] = []
    runs, told = list(runs), []
    for number in range(weeks):
        monday = MONDAY + timedelta(weeks=number)
        day = judge_day(athlete(who, runs=runs, said=(*said, *told), today=monday), ())
        made = make_plan(day, week_start=monday, created_utc=NOW)
        data = event_data(made, inputs_of(day, monday))
        told.append(Event(id=f"p{number}", kind="plan", at_utc=NOW, day=monday, data=data))
        runs += [
            facts(one.date, [(one.run.duration_s, 130)])
            for one in made.days
            if one.run is not None and one.run.kind not in {"rest", "walk"}
        ]
        plans.append(made)
    return plans, told


def minutes(one: Plan) -> list[int]:
    return [0 if day.run is None else day.run.duration_s // 60 for day in one.days]


def kinds(one: Plan) -> list[str | None]:
    return [None if day.run is None else day.run.kind for day in one.days]


def exercise_days(one: Plan, exercise: str) -> list[int]:
    return [
        number
        for number, day in enumerate(one.days)
        if any(part.exercise == exercise for part in day.strength)
    ]
