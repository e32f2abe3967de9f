"""Athletes for tests of warnings: judged runs given outright, weeks added up from them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from support.made_sessions import facts

from ingest.diary import DiaryEntry
from ingest.home.events import Event
from planner.athlete import Athlete
from planner.flags.standing import standing_flags
from planner.judging.balance import Week
from planner.profile.model import Profile
from planner.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.wellness import WellnessDay
    from planner.flags.model import Flag
    from planner.load.days import LoadDay


def run(
    day: date,
    *,
    km: float | None = 10.0,
    minutes: float = 60.0,
    aerobic: float | None = 1.0,
    kind: str = "aerobic",
    hrss: float | None = 50.0,
    **changes: Any,
) -> Session:
    """Return a run of which the share ``aerobic`` was in the band; null: no heart rate at all."""
    seconds = minutes * 60.0
    made = facts(day, [(seconds, 130 if aerobic is not None else 0)])
    heard = None if aerobic is None else seconds
    values = {"distance_m": None if km is None else km * 1000.0} | changes
    return Session(
        facts=_replace(made, values),
        local_date=day,
        ceiling=None,
        below_s=None if heard is None else 0.0,
        in_band_s=None if heard is None else heard * (aerobic or 0.0),
        above_s=None if heard is None else heard * (1 - (aerobic or 0.0)),
        unknown_s=0.0 if heard is not None else seconds,
        aerobic_frac=aerobic,
        session_class="unknown" if aerobic is None else kind,
        class_reason="as the test says",
        trimp=None,
        hrss=hrss,
    )


def _replace(made: Any, values: dict[str, Any]) -> Any:
    return replace(made, **values)


def weeks_of(runs: Sequence[Session], today: date) -> tuple[Week, ...]:
    """Return the weeks from the first run's to today's, added up from the runs."""
    if not runs:
        return ()
    by_monday: dict[date, list[Session]] = defaultdict(list)
    for one in runs:
        by_monday[one.local_date - timedelta(days=one.local_date.weekday())].append(one)
    monday, last = min(by_monday), today - timedelta(days=today.weekday())
    weeks = []
    while monday <= last:
        weeks.append(_week(monday, by_monday.get(monday, [])))
        monday += timedelta(days=7)
    return tuple(weeks)


def _week(monday: date, runs: Sequence[Session]) -> Week:
    under = sum((one.below_s or 0.0) + (one.in_band_s or 0.0) for one in runs)
    above = sum(one.above_s or 0.0 for one in runs)
    distances = [one.facts.distance_m or 0.0 for one in runs]
    return Week(
        week_start=monday,
        sessions=len(runs),
        duration_s=sum(one.facts.duration_s for one in runs),
        aerobic_s=under,
        anaerobic_s=above,
        unknown_s=sum(one.unknown_s for one in runs),
        aerobic_frac=under / (under + above) if under + above else None,
        aerobic_sessions_frac=None,
        load_hrss=sum(one.hrss or 0.0 for one in runs),
        distance_m=sum(distances),
        longest_run_m=max(distances, default=None),
        ascent_m=None,
    )


def athlete(
    today: date,
    runs: Sequence[Session] = (),
    *,
    diary: Sequence[DiaryEntry] = (),
    wellness: Sequence[WellnessDay] = (),
    days: Sequence[LoadDay] = (),
    events: Sequence[Event] = (),
    profile: Profile | None = None,
) -> Athlete:
    """Return the athlete that these runs and words make on ``today``; later ones are left out."""
    known = sorted((one for one in runs if one.local_date <= today), key=lambda r: r.local_date)
    return Athlete(
        today=today,
        profile=profile or Profile(),
        ceiling=None,
        sessions=tuple(known),
        weeks=weeks_of(known, today),
        days=tuple(day for day in days if day.day <= today),
        diary=tuple(sorted((one for one in diary if one.day <= today), key=lambda one: one.day)),
        wellness=tuple(day for day in wellness if day.day <= today),
        events=tuple(event for event in events if event.day <= today),
    )


def said(day: date, kind: str, *, entry_id: str | None = None, **parts: Any) -> DiaryEntry:
    """Return a diary entry of a day."""
    return DiaryEntry(id=entry_id or f"{day:%m%d}{kind[:4]}", day=day, kind=kind, **parts)


def cleared(day: date, flag_id: str) -> Event:
    """Return the event that clears a flag."""
    return Event(
        id=f"c{day:%m%d}",
        kind="clear",
        at_utc=datetime.combine(day, time(12), tzinfo=UTC),
        day=day,
        data={"flag": flag_id, "note": "seen to"},
    )


def flags_of(person: Athlete, check: str) -> list[Flag]:
    """Return the flags of one check that stand, asked as commands ask it."""
    return [flag for flag in standing_flags(person) if flag.check == check]
