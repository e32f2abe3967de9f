"""What already stands in a week: the stored plan, the days gone, what was done on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.session import Split, between
from planner.week.edits import EDITS, edit_days, edits_of
from planner.week.legs_done import leg_week
from planner.week.model import Done
from planner.week.store import is_of, plan_as_given, stored_plan, with_done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.home.events import Event
    from planner.athlete import Athlete
    from planner.week.legs_done import LegWeek
    from planner.week.model import Day, Plan, RunKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A week on the athlete's today.

    ``gone`` counts the days before today (0 to 7); ``stored`` is the week's plan, ``asked`` what of
    it was given, ``unchanged`` the last one that was made while no change by hand stood, and
    ``changed`` the days that such a change concerned since, taken back or not; ``week_before`` is
    the plan of the week before, as it was given and with what was done; ``done`` has seven places,
    Monday first, None on days to come and where today has nothing yet; ``sunday`` and
    ``sunday_slrdl`` tell of the day before the week; ``legs`` what the legs did; ``ends_min`` what
    was walked to and from the running of each day.
    """

    gone: int
    stored: Plan | None
    asked: Plan | None
    unchanged: Plan | None
    changed: frozenset[int]
    week_before: Plan | None
    done: tuple[Done | None, ...]
    sunday: RunKind | None
    sunday_slrdl: bool
    legs: LegWeek
    ends_min: tuple[int, ...]

    def beyond_min(self, number: int, planned_min: int) -> int:
        """Return the minutes of a day beyond those planned; walks to and from are none."""
        return max(0, self.ran_min(number) - self.ends_min[number] - planned_min)

    def ran_min(self, number: int) -> int:
        """Return the minutes run on a day of the week, rounded."""
        done = self.done[number]
        return 0 if done is None else round(done.duration_s / 60)


def frame_of(athlete: Athlete, monday: date, *, doubted: bool = False) -> Frame:
    """Return what stands in the week of ``monday`` on the athlete's today.

    ``doubted``: the ceiling is in doubt.
    """
    gone = min(7, max(0, (athlete.today - monday).days))
    before = _week_before(athlete, monday)
    sunday = None if before is None else before.days[-1]
    unchanged, changed = _unchanged(athlete.events, monday)
    return Frame(
        gone=gone,
        stored=stored_plan(athlete.events, monday),
        asked=plan_as_given(athlete.events, monday),
        unchanged=unchanged,
        changed=changed,
        week_before=before,
        done=done_in(athlete, monday),
        sunday=_sunday(athlete, monday, sunday),
        sunday_slrdl=sunday is not None and any(s.exercise == "slrdl" for s in sunday.strength),
        legs=leg_week(athlete, monday, doubted=doubted),
        ends_min=tuple(_ends_min(athlete, monday + timedelta(days=n)) for n in range(7)),
    )


def _ends_min(athlete: Athlete, day: date) -> int:
    runs = between(athlete.runs, day, day)
    return round(sum(run.facts.ends_walked_s or 0.0 for run in runs) / 60)


def done_in(athlete: Athlete, monday: date) -> tuple[Done | None, ...]:
    """Return what was done on each day of the week of ``monday``, as far as it has come."""
    legs = leg_week(athlete, monday).done
    return tuple(_done(athlete, monday + timedelta(days=n), legs.get(n)) for n in range(7))


def _unchanged(events: Sequence[Event], monday: date) -> tuple[Plan | None, frozenset[int]]:
    """Return the last plan made while no change by hand stood, and the days changed since."""
    of_week = [event for event in events if is_of(event, monday)]
    for place in range(len(of_week) - 1, -1, -1):
        before, since = of_week[:place], of_week[place:]
        plan = stored_plan(since[:1], monday)
        if plan is not None and not edits_of(before, monday):
            days = (edit_days(event, monday) for event in since if event.kind in EDITS)
            return plan, frozenset().union(*days)
    return None, frozenset()


def _sunday(athlete: Athlete, monday: date, planned: Day | None) -> RunKind | None:
    """Return the kind of the run on the Sunday before: as planned, else by what was run.

    Without a plan a run counts as the long one where it was the longest of its week.
    """
    day = monday - timedelta(days=1)
    if planned is not None and planned.run is not None and planned.run.kind != "rest":
        return planned.run.kind
    week = between(athlete.runs, day - timedelta(days=6), day)
    on_sunday = [run.facts.duration_s for run in week if run.local_date == day]
    if not on_sunday:
        return None
    return "long" if max(on_sunday) >= max(run.facts.duration_s for run in week) else "easy"


def _week_before(athlete: Athlete, monday: date) -> Plan | None:
    """Return the stored plan of the week before with what came of it, or None."""
    earlier = monday - timedelta(days=7)
    plan = plan_as_given(athlete.events, earlier)
    return None if plan is None else with_done(plan, done_in(athlete, earlier))


def _done(athlete: Athlete, day: date, leg_load: float | None) -> Done | None:
    """Return what was done on a day: of days gone always something, if only nothing."""
    if day > athlete.today:
        return None
    runs = between(athlete.runs, day, day)
    exercises = {
        str(entry.values.get("exercise"))
        for entry in athlete.diary
        if entry.kind == "strength" and entry.day == day and entry.values.get("exercise")
    }
    if day == athlete.today and not runs and not exercises:
        return None
    if day == athlete.today and not runs:
        leg_load = None  # the run may be still to come
    distances = [run.facts.distance_m for run in runs if run.facts.distance_m is not None]
    classes = {run.session_class for run in runs}
    return Done(
        sessions=tuple(run.facts.id for run in runs),
        duration_s=float(sum(run.facts.duration_s for run in runs)),
        distance_m=sum(distances) if distances else None,
        aerobic_frac=Split.of(runs).aerobic_frac,
        strength=tuple(sorted(exercises)),
        leg_load=None if leg_load is None else round(leg_load, 2),
        aerobic=None if not classes or "unknown" in classes else classes == {"aerobic"},
    )
