"""The week on paper: one sheet for the fridge or for a patient, without a command on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from planner.body.pain import ACCEPTABLE, DOWN_TO, SAFE
from planner.day.doubt import doubt_on
from planner.flags.red_flag_signs import stop_signs
from planner.thresholds.in_force import no_ceiling_reason
from planner.words import MONTHS
from reports import words
from reports.page.week import OF, how_to, short_day, watched
from reports.verdict import ceiling_said

if TYPE_CHECKING:
    from datetime import date

    from planner.athlete import Athlete
    from planner.week.model import Day, Plan, Run, Strength
    from reports.page.input import PageInput
    from reports.words import Units

NOTHING: Final = "No week is planned."
# What beats alone say well enough: the words of the others tell what to do.
_PLAIN: Final = frozenset({"easy", "long"})
_SENTENCE: Final = re.compile(r"(?<=[.!?:])\s+(?=[A-Z(])")
_COUNTED: Final = re.compile(r"--left (0-10|SECONDS)\b")
_COMMAND: Final = re.compile(r"aerobase |`|--")


def on_paper(text: str) -> str:
    """Return a text without the sentences that hold a command: nobody types on paper."""
    kept = [one for one in _SENTENCE.split(text) if not _COMMAND.search(one)]
    return " ".join(kept)


def sheet(page: PageInput, units: Units) -> dict[str, Any]:
    """Return the texts of the printed week; of a page without a plan, only why there is none."""
    plan = page.week or page.plan
    if plan is None:
        return {"nothing": on_paper(page.no_plan) or NOTHING}
    athlete = page.athlete
    return {
        "nothing": "",
        "title": f"Week of {_long(plan.week_start, athlete.today)}",
        "time": words.week_time(plan, athlete.today, OF),
        "days": [_row(day, units) for day in plan.days],
        "exercises": how_to(plan),
        "checks": [_checks(day) for day in plan.days if day.checks],
        "pain": _pain(athlete),
        "watch": [on_paper(line) for line in watched(plan)],
        "stop": stop_signs(),
        "trust": _trust(plan, athlete),
    }


def _long(day: date, today: date) -> str:
    """Return "Monday 18 May", with its year where that is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{words.weekday(day)} {day.day} {MONTHS[day.month - 1]}{year}"


def _row(day: Day, units: Units) -> dict[str, Any]:
    runs = [] if day.run is None else [day.run, *day.more_runs]
    done = () if day.done is None else day.done.strength
    return {
        "name": short_day(day.date),
        "runs": [_run(run, units) for run in runs],
        "done": f"Done: {words.duration(day.ran_s)}" if day.ran_s else "",
        "exercises": [_exercise(item, done=item.exercise in done) for item in day.strength],
    }


def _run(run: Run, units: Units) -> dict[str, str]:
    """Return a run by beats where they are known, and by words where they say more."""
    name = words.run_name(run.kind)
    if not run.duration_s:
        return {"name": name, "time": "", "how": ""}
    beats = words.band(run.band_bpm)
    far = words.distance_of(run, units) if run.kind == "race" else ""
    effort = "" if beats and run.kind in _PLAIN else run.effort
    return {
        "name": name,
        "time": words.duration(run.duration_s),
        "how": "; ".join(part for part in (far, beats, effort) if part),
    }


def _exercise(item: Strength, *, done: bool) -> dict[str, Any]:
    return {"name": words.exercise(item.exercise), "dose": words.dose(item.dose), "done": done}


def _checks(day: Day) -> dict[str, Any]:
    """Return a day's self-checks, each with what is counted on a side: "0-10", "seconds"."""
    asked = [(on_paper(check), _COUNTED.search(check)) for check in day.checks]
    return {
        "name": words.weekday(day.date),
        "asked": [(text, counted[1].lower() if counted else "") for text, counted in asked],
    }


def _pain(athlete: Athlete) -> str:
    """Return what a morning's score means for the day (RULES 5.4), by the runner's own limits."""
    safe, most = athlete.profile.limits[SAFE], athlete.profile.limits[ACCEPTABLE]
    return (
        f"Pain in the morning: up to {safe:g}, as planned; up to {most:g}, short, easy and flat, "
        f"with a day between runs; over {most:g}, no run until it is {DOWN_TO}. "
        "Higher than the morning before: less. No run on painkillers: they hide the score."
    )


def _trust(plan: Plan, athlete: Athlete) -> str:
    """Return how far the beats can be believed, and what leads where they cannot."""
    lead = "Too short of breath for whole sentences? Slow down, whatever the watch shows."
    if plan.ceiling_bpm is None or athlete.ceiling is None:
        reason = no_ceiling_reason(athlete.profile, athlete.today)
        return f"{reason[:1].upper()}{reason[1:]}. Whole sentences are the measure. {lead}"
    doubt = "" if doubt_on(athlete) is None else " It is in doubt: whole sentences lead."
    return f"{ceiling_said(athlete.ceiling)}{doubt} {lead}"
