"""The week as the page shows it: planned and done by day, and why."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from planner.body.exercises import EXERCISES, LEVELS, exercise_name
from planner.flags.red_flag import whom_to_ask
from planner.week.kinds import short_name
from planner.week.words import STOPS
from reports import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.week.model import Day, Done, Plan, Run, Strength
    from reports.page.input import PageInput
    from reports.words import Units

# Which drawing of templates/exercises.html shows an exercise; a first rung has its own.
_DRAWN: Final = {"balance": "balance", "squat": "squat", "slrdl": "hinge"}
_DRAWN_RUNG: Final = {"S0": "squat-raised", "R0": "hinge-supported"}
OF: Final = " of running"  # behind the time of a week that has not begun


def week_section(page: PageInput, units: Units) -> dict[str, Any] | None:
    """Return the texts of the week that the page shows, None where there is none."""
    plan = page.week or page.plan
    return None if plan is None else week_card(plan, page.athlete.today, units)


def week_card(plan: Plan, today: date, units: Units) -> dict[str, Any]:
    """Return the texts of one week."""
    watch = watched(plan)
    beats = f", band {words.band(plan.band_bpm)}" if plan.band_bpm else ""
    time = words.week_time(plan, today, OF)
    title = f"Week of {words.day(plan.week_start)}, phase: {plan.phase}, {time}{beats}."
    return {
        "heading": "Next week" if plan.week_start > today else "The week",
        "title": title,
        "watch": watch,
        "why": [line for line in plan.why if line not in watch],
        "days": [day_card(day, today, units) for day in plan.days],
        "exercises": how_to(plan),
        "checks": [f"{words.day(day.date)}: {check}" for day in plan.days for check in day.checks],
        "unmet": [f"{one.rule}: {one.why}" for one in plan.unmet],
    }


def short_day(day: date) -> str:
    """Return "Tue 19", a day whose week is named beside it."""
    return f"{words.weekday(day)[:3]} {day.day}"


def watched(plan: Plan) -> tuple[str, ...]:
    """Return what of a plan's reasons says when to stop and whom to ask."""
    told = {*whom_to_ask(plan.flags), *STOPS}
    return tuple(line for line in plan.why if line in told)


def how_to(plan: Plan) -> list[dict[str, Any]]:
    """Return how each exercise of a week is done: its drawing, doses with their days, cues.

    In the order of the source; one that is done in two ways, as after a change, has two.
    """
    places = [row.key for row in EXERCISES]
    found: dict[tuple[str, str], list[tuple[Strength, date]]] = {}
    for day in plan.days:
        for item in day.strength:
            drawn = _DRAWN_RUNG.get(item.level, _DRAWN.get(item.exercise, ""))
            found.setdefault((item.exercise, drawn), []).append((item, day.date))
    order = sorted(found, key=lambda one: (*[one[0] != key for key in places], one))
    return [_how(drawn, found[exercise, drawn]) for exercise, drawn in order]


def _how(drawn: str, given: Sequence[tuple[Strength, date]]) -> dict[str, Any]:
    """Return the texts of an exercise that is drawn once, from its days."""
    doses: dict[tuple[str, str], list[date]] = {}
    for item, day in given:
        doses.setdefault((item.level, words.dose(item.dose)), []).append(day)
    cues = list(dict.fromkeys(chain.from_iterable(item.cues for item, _ in given)))
    return {
        "drawing": drawn,
        "name": words.exercise(given[0][0].exercise),
        "doses": [
            {"level": level, "title": _title(level), "dose": dose, "when": _when(days)}
            for (level, dose), days in doses.items()
        ],
        "notes": list(dict.fromkeys(filter(None, (_note(item) for item, _ in given)))),
        "cues": cues,
    }


def _note(item: Strength) -> str:
    """Return what of the reason is for these days alone, not how often it is done and for what."""
    often = next((row.often for row in EXERCISES if row.key == item.exercise), "")
    return item.why.partition(often)[0].strip() if often else item.why


def _title(level: str) -> str:
    """Return what a rung is, empty where a newer version planned it."""
    return LEVELS[level].title if level in LEVELS else ""


def _when(days: Sequence[date]) -> str:
    """Return "every day", "Wed to Sun" where none between is left out, "Mon, Thu, Sat"."""
    if len(days) == 7:  # noqa: PLR2004 - days of a week
        return "every day"
    if len(days) > 2 and (days[-1] - days[0]).days == len(days) - 1:  # noqa: PLR2004 - two are named
        return f"{words.weekday(days[0])[:3]} to {words.weekday(days[-1])[:3]}"
    return ", ".join(words.weekday(day)[:3] for day in days)


def day_card(day: Day, today: date, units: Units) -> dict[str, Any]:
    """Return the texts of one day."""
    runs = [] if day.run is None else [day.run, *day.more_runs]
    if day.ran_s:  # "rest" would be said of the day that was run
        runs = [run for run in runs if run.kind != "rest"]
    return {
        "name": words.day(day.date),
        "short": short_day(day.date),
        "is_today": day.date == today,
        "runs": [_run(run, units) for run in runs],
        "brief": ", ".join(_brief(run) for run in runs) or _unplanned(day),
        "strength": [_strength(item) for item in day.strength],
        "checks": day.checks,
        "done": "" if day.done is None else _done(day.done, units),
        "legs": f"Leg load {day.legs:.1f} of your usual running day" if day.legs else "",
    }


def _brief(run: Run) -> str:
    """Return "Easy 45 min", a run where there is one line for a day."""
    short = short_name(run.kind)
    name = f"{short[:1].upper()}{short[1:]}"
    return f"{name} {words.duration(run.duration_s)}" if run.duration_s else name


def _unplanned(day: Day) -> str:
    """Return what a day says in one line that never had a plan."""
    return f"Done: {words.duration(day.ran_s)}" if day.ran_s else "Nothing recorded"


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
