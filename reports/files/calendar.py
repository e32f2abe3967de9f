"""The week as a calendar file: runs and strength as entries of their own.

Every entry has a lasting name (UID), so that a second import puts right what was moved or skipped
instead of doubling it. What an earlier plan of the week had on a day, and this one has not, is told
as cancelled under its old name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from icalendar import Alarm, Calendar, Event

from planner.body.exercises import exercise_name
from planner.week.store import entries_of
from reports import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from planner.week.model import Day, Plan, Run, Strength

RUN_AT: Final = time(7)
STRENGTH_AT: Final = time(19)
SECOND_RUN_AFTER: Final = timedelta(hours=9)
STRENGTH_TAKES: Final = timedelta(minutes=5)  # an exercise, both sides
YEAR: Final = timedelta(days=366)  # the time zone's changes that the file states
SEQUENCE_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When runs and strength begin, local time; ``zone`` None makes floating local times."""

    zone: tzinfo | None = None
    run_at: time = RUN_AT
    strength_at: time = STRENGTH_AT
    alarm_min: int | None = None  # so long before each entry a reminder; None: no reminder
    rest_days: bool = False  # days without a run have an entry too


def calendar_bytes(
    plans: Sequence[Plan],
    hours: Hours,
    units: words.Units,
    *,
    before: Mapping[date, frozenset[str]] | None = None,
) -> bytes:
    """Return the plans as one iCalendar file (RFC 5545); days that had no plan are left out.

    ``before`` is what earlier plans had on a day, as ``once_planned`` names it: what is no more is
    cancelled.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//aerobase//week//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "aerobase")
    for plan in plans:
        for day in plan.days:
            gone = (before or {}).get(day.date, frozenset()) - entries_of(day)
            for event in _events(plan, day, hours, units, gone):
                calendar.add_component(event)
    if hours.zone is not None and plans:
        first = min(plan.week_start for plan in plans)
        calendar.add_missing_timezones(first - YEAR, first + YEAR)
    return bytes(calendar.to_ical())


def _events(
    plan: Plan, day: Day, hours: Hours, units: words.Units, gone: frozenset[str]
) -> list[Event]:
    if day.run is None:
        return []
    start = _at(day.date, hours.run_at, hours)
    events = []
    if day.run.kind != "rest" or hours.rest_days:
        events.append(_run_event(plan, day.date, day.run, units, start=start, name="run"))
        gone -= {"run"}
    for number, run in enumerate(day.more_runs, start=2):
        later = start + SECOND_RUN_AFTER * (number - 1)
        events.append(_run_event(plan, day.date, run, units, start=later, name=f"run{number}"))
    if day.strength:
        events.append(_strength_event(plan, day, hours))
    for event in events:
        if hours.alarm_min is not None and isinstance(event.decoded("dtstart"), datetime):
            event.add_component(_alarm(hours.alarm_min, str(event["summary"])))
    return [*events, *(_cancelled(plan, day.date, name) for name in sorted(gone))]


def _alarm(minutes: int, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", -timedelta(minutes=minutes))
    return alarm


def _cancelled(plan: Plan, day: date, name: str) -> Event:
    what = "Strength" if name == "strength" else "Run" if name == "run" else "Second run"
    event = _event(plan, day, name, f"{what}: no longer planned", "")
    event.add("status", "CANCELLED")
    return _all_day(event, day)


def _at(day: date, at: time, hours: Hours) -> datetime:
    return datetime.combine(day, at, tzinfo=hours.zone)


def _event(plan: Plan, day: date, name: str, summary: str, text: str) -> Event:
    event = Event()
    event.add("uid", f"{day.isoformat()}-{name}@aerobase")
    event.add("dtstamp", plan.created_utc.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", int((plan.created_utc - SEQUENCE_EPOCH).total_seconds() // 60))
    event.add("summary", summary)
    event.add("description", text)
    return event


def _all_day(event: Event, day: date) -> Event:
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _run_event(
    plan: Plan, day: date, run: Run, units: words.Units, *, start: datetime, name: str
) -> Event:
    far = words.distance_of(run, units)
    if run.kind in {"rest", "race"}:
        summary = "Rest from running" if run.kind == "rest" else "Race"
        text = f"{run.why}\n{far}".strip()
        return _all_day(_event(plan, day, name, summary, text), day)
    beats = f"{words.band(run.band_bpm)}." if run.band_bpm else ""
    text = "\n".join(filter(None, (beats, f"{run.effort}.", run.why, far, _phases(run))))
    event = _event(plan, day, name, words.workout_name(run), text)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(seconds=run.duration_s))
    return event


def _phases(run: Run) -> str:
    phases = (("warm-up", run.warm_up_s), ("cool-down", run.cool_down_s))
    found = [f"{name} {words.duration(seconds)}" for name, seconds in phases if seconds]
    said = " and ".join(found)
    return (
        f"{said[:1].upper()}{said[1:]} {'is' if len(found) == 1 else 'are'} in it." if said else ""
    )


def _strength_event(plan: Plan, day: Day, hours: Hours) -> Event:
    summary = "Strength: " + ", ".join(exercise_name(one.exercise) for one in day.strength)
    text = "\n\n".join([*map(_exercise_text, day.strength), *day.checks])
    event = _event(plan, day.date, "strength", summary, text)
    start = _at(day.date, hours.strength_at, hours)
    event.add("dtstart", start)
    event.add("dtend", start + STRENGTH_TAKES * len(day.strength))
    return event


def _exercise_text(exercise: Strength) -> str:
    name = exercise_name(exercise.exercise)
    return "\n".join([f"{name}: {words.dose(exercise.dose)}", *exercise.cues])
