"""The athlete on a day: everything that checks, plans and views stand on, judged once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, fields, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

from ingest.diary import entries
from ingest.session.facts import vector_rows
from planner.body.wellness_days import wellness_days
from planner.judging.balance import balance_weeks, monday_of
from planner.judging.judge import judge
from planner.judging.workout_structure import declared_efforts
from planner.load.days import load_days
from planner.local_day import on_their_days
from planner.session import columns_of, place_of, runs_of
from planner.thresholds.in_force import ceiling_on
from planner.thresholds.watch import watch_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    import numpy as np
    import numpy.typing as npt

    from ingest.diary import DiaryEntry
    from ingest.home.events import Event
    from ingest.plugins import Plugin
    from ingest.session.facts import SessionFacts
    from ingest.wellness import FileWellness, WellnessDay
    from planner.judging.balance import Week
    from planner.judging.remembered import Remembered
    from planner.load.days import LoadDay
    from planner.profile.model import Profile
    from planner.session import Ceiling, Session
    from planner.test_results import DriftTest, MafTest

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")
_RUNS: Final = "runs"
_RUN_DAYS: Final = "run days"
_SEEN: Final = "seen alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Athlete:
    """What is known on ``today``; nothing dated later is in it. All sequences oldest first.

    ``sessions`` holds every sport, duplicates out, by local day and then by start: a flight can
    turn the two around; ``weeks`` runs from the first run's week to
    today's without holes; ``days`` from the first session to today; ``events`` is the journal;
    ``tests`` is filled where the samples are at hand (``reports.opening``), and ``plugins`` where
    the profile names some: they are asked for nothing that is judged here; ``kept`` is what was
    worked out from all of it (``once``); ``heard_since`` is the day on which the journal begins,
    which may be still to come, None where nothing was ever said to anybody.
    """

    today: date
    profile: Profile
    ceiling: Ceiling | None
    sessions: Sequence[Session]
    weeks: Sequence[Week]
    days: Sequence[LoadDay]
    diary: tuple[DiaryEntry, ...]
    wellness: tuple[WellnessDay, ...]
    events: tuple[Event, ...]
    tests: tuple[MafTest | DriftTest, ...] = ()  # declared ones; they need the samples
    plugins: tuple[Plugin, ...] = ()
    heard_since: date | None = None
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def plan_ceiling(self) -> Ceiling | None:
        """Return the ceiling that a plan may give in beats: none that is only provisional."""
        ceiling = self.ceiling
        return None if ceiling is None or ceiling.provisional else ceiling

    @property
    def runs(self) -> Sequence[Session]:
        """Return the running sessions only."""
        found: Sequence[Session] | None = self.kept.get(_RUNS)
        if found is None:
            found = self.kept[_RUNS] = runs_of(self.sessions)
        return found

    @property
    def run_days(self) -> Sequence[date]:
        """Return the local day of each run, oldest first; one with two runs stands twice."""
        found: Sequence[date] | None = self.kept.get(_RUN_DAYS)
        if found is None:
            found = self.kept[_RUN_DAYS] = columns_of(self.runs).days
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RunVectors:
    """Vectors of ``ingest.session.facts.HrVectors``, of shape (runs, 256), a row a run."""

    seconds_at: npt.NDArray[np.float32]
    longest_above_s: npt.NDArray[np.float32]
    steady_s: npt.NDArray[np.float32]
    steady_m: npt.NDArray[np.float32]


def once(
    find: Callable[Concatenate[Athlete, _Asked], _Found],
) -> Callable[Concatenate[Athlete, _Asked], _Found]:
    """Return a pure function of an athlete that is worked out once and kept with the athlete.

    An athlete is a value, so what follows from it cannot change; a changed copy keeps nothing.
    """

    @wraps(find)
    def known(athlete: Athlete, /, *args: _Asked.args, **named: _Asked.kwargs) -> _Found:
        key = (find, args, tuple(sorted(named.items())))
        if key not in athlete.kept:
            athlete.kept[key] = find(athlete, *args, **named)
        found: _Found = athlete.kept[key]
        return found

    return known


@once
def run_vectors(athlete: Athlete) -> RunVectors:
    """Return the vectors of all runs that judge and place them, unpacked once for who asks."""
    names = [one.name for one in fields(RunVectors)]
    rows = vector_rows(columns_of(athlete.runs).facts, *names)
    return RunVectors(**dict(zip(names, rows, strict=True)))


def build_athlete(
    *,
    profile: Profile,
    facts: Sequence[SessionFacts],
    wellness: Sequence[tuple[str, FileWellness]],
    events: Sequence[Event],
    today: date,
    aliases: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
) -> Athlete:
    """Return the athlete on ``today``, everything judged once; what is dated later is left out.

    ``aliases`` leads from ids of duplicates to the id that counts, for what the diary names.
    ``remembered`` holds judgements of before, and takes up those made now (``judging.remembered``).

    A diary entry taken back is gone whenever that was: it was wrong all along.
    """
    profile = replace(profile, health=profile.health_on(today))
    days, facts = on_their_days(facts, profile.zone)
    gone = bisect_right(days, today)
    if gone < len(days):
        days, facts, looks_back = days[:gone], facts[:gone], True
    else:
        looks_back = False
    profile = replace(profile, watch=watch_settings(days, facts))
    diary = tuple(entry for entry in entries(events) if entry.day <= today)
    sessions = judge(
        facts,
        days,
        profile,
        declared=declared_efforts(diary, days, facts, aliases or {}),
        remembered=remembered,
        whole=not looks_back,
    )
    return Athlete(
        today=today,
        profile=profile,
        ceiling=ceiling_on(profile, today),
        sessions=sessions,
        weeks=balance_weeks(sessions, today),
        days=load_days(sessions, today),
        diary=diary,
        wellness=wellness_days(wellness, diary, zone=profile.zone, today=today),
        events=tuple(event for event in events if event.day <= today),
        heard_since=_heard_since(events),
    )


def _heard_since(events: Sequence[Event]) -> date | None:
    """Return the day on which the journal begins.

    What is logged may be dated back and counts from when it was written; a plan is not.
    """
    dated = {"plan", "begin"}
    return min(
        (one.day if one.kind in dated else one.at_utc.date() for one in events), default=None
    )


def on_day(athlete: Athlete, day: date) -> Athlete:
    """Return the athlete as known on an earlier day: everything dated later left out.

    Sessions keep the judgement of their own day, which later days do not change. The week that
    ``day`` lies in is left out: checks judge whole weeks only.
    """
    monday = monday_of(day)
    weeks = athlete.weeks[: bisect_left(athlete.weeks, monday, key=lambda one: one.week_start)]
    earlier = replace(
        athlete,
        today=day,
        sessions=athlete.sessions[: place_of(athlete.sessions, day, after=True)],
        weeks=weeks,
        days=athlete.days[: bisect_right(athlete.days, day, key=lambda one: one.day)],
        diary=athlete.diary[: bisect_right(athlete.diary, day, key=lambda one: one.day)],
        wellness=athlete.wellness[: bisect_right(athlete.wellness, day, key=lambda one: one.day)],
        tests=tuple(test for test in athlete.tests if test.declaration.day <= day),
        events=tuple(event for event in athlete.events if event.day <= day),
    )
    # Not looked for again among all sessions: who looks back asks for them on each of its days.
    earlier.kept[_RUNS] = athlete.runs[: place_of(athlete.runs, day, after=True)]
    earlier.kept[_RUN_DAYS] = athlete.run_days[: len(earlier.runs)]
    earlier.kept[_SEEN] = seen_alike(athlete)
    return earlier


def seen_alike(athlete: Athlete) -> dict[Any, Any]:
    """Return what days of one athlete (``on_day``) keep for each other.

    Sessions, and the profile, are the same to all of them up to the earlier day; who keeps
    something here compares whatever else it is made of.
    """
    kept: dict[Any, Any] = athlete.kept.setdefault(_SEEN, {})
    return kept
