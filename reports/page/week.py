"""The week as the page shows it: planned and done by day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.body.exercises import exercise_name
from reports import words

if TYPE_CHECKING:
    from datetime import date

    from planner.week.model import Day, Done, Plan, Run, Strength
    from reports.words import Units


def week_card(plan: Plan, today: date, units: Units) -> dict[str, Any]:
    """Return the texts of one week."""
    beats = f", band {words.band(plan.band_bpm)}" if plan.band_bpm else ""
    title = (
        f"Week of {words.day(plan.week_start)}, phase: {plan.phase}, "
        f"{words.week_time(plan)} of running{beats}."
    )
    return {
        "title": title,
        "why": plan.why,
        "days": [day_card(day, today, units) for day in plan.days],
        "checks": [f"{words.day(day.date)}: {check}" for day in plan.days for check in day.checks],
        "unmet": [f"{one.rule}: {one.why}" for one in plan.unmet],
    }


def day_card(day: Day, today: date, units: Units) -> dict[str, Any]:
    """Return the texts of one day."""
    runs = [] if day.run is None else [day.run, *day.more_runs]
    return {
        "name": words.day(day.date),
        "is_today": day.date == today,
        "runs": [_run(run, units) for run in runs],
        "strength": [_strength(item) for item in day.strength],
        "checks": day.checks,
        "done": "" if day.done is None else _done(day.done, units),
        "legs": f"Leg load {day.legs:.1f} of your usual running day" if day.legs else "",
    }


def _run(run: Run, units: Units) -> dict[str, str]:
    if not run.duration_s:
        return {"kind": words.run_name(run.kind), "time": "", "band": "", "effort": "",
                "parts": "", "why": run.why}  # fmt: skip
    parts = []
    if far := words.distance_of(run, units):
        parts.append(far)
    phases = (("warm-up", run.warm_up_s), ("cool-down", run.cool_down_s))
    parts += [f"{name} {words.duration(seconds)}" for name, seconds in phases if seconds]
    return {
        "kind": words.run_name(run.kind),
        "time": words.duration(run.duration_s),
        "band": words.band(run.band_bpm),
        "effort": run.effort,
        "parts": ", ".join(parts),
        "why": run.why,
    }


def _strength(item: Strength) -> dict[str, Any]:
    return {
        "name": words.exercise(item.exercise),
        "spoken": exercise_name(item.exercise),
        "level": item.level,
        "dose": words.dose(item.dose),
        "cues": [*item.cues, item.why],
    }


def _done(done: Done, units: Units) -> str:
    parts = []
    if done.sessions:
        parts.append(words.duration(done.duration_s))
        if done.distance_m is not None:
            parts.append(units.distance(done.distance_m))
        if done.aerobic_frac is not None:
            parts.append(f"{words.share(done.aerobic_frac)} aerobic")
    parts += [words.exercise(name) for name in done.strength]
    return ", ".join(parts)
