"""The one row an athlete that says who needs a word today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from planner.body.pain import standing_pains
from planner.flags.aerobic_share import share_target
from planner.judging.balance import monday_of
from planner.load.own_week import OWN_DAYS, usual_week_load, week_load
from planner.past.memory import remember
from planner.past.weeks import reference
from reports import words
from reports.cohort.layouts import TRIAGE
from reports.cohort.tables import days_between
from reports.documents import rounded
from reports.files.exports import UNITS
from reports.verdict import verdict
from reports.windows import recent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.body.side_differences import OneSide
    from planner.day.judged import JudgedDay
    from planner.flags.model import Flag
    from planner.load.days import LoadDay

Row: TypeAlias = "dict[str, object]"


def triage_row(alias: str, day: JudgedDay, *, files: int, refused_files: int) -> Row:
    """Return an athlete's row of ``layouts.TRIAGE``, in values of JSON."""
    athlete = day.athlete
    said = verdict(athlete, day.flags, day.readiness)
    ceiling = athlete.ceiling
    return {
        **empty_row(alias, athlete.today),
        **_flags(day.flags, athlete.today),
        "verdict": said.kind,
        "headline": said.headline,
        "plan_effect": day.effect.on(athlete.today).level,
        **_share(athlete),
        **_load(athlete.days),
        **_running(athlete),
        **_pain(day, "left"),
        **_pain(day, "right"),
        "days_since_run": days_between(
            athlete.runs[-1].local_date if athlete.runs else None, athlete.today
        ),
        "days_since_diary": days_between(
            max((entry.day for entry in athlete.diary), default=None), athlete.today
        ),
        "ceiling_bpm": None if ceiling is None else ceiling.bpm,
        "ceiling_method": None if ceiling is None else ceiling.method,
        "sessions": len(athlete.sessions),
        "files": files,
        "refused_files": refused_files,
    }


def empty_row(alias: str, today: date, *, error: str | None = None) -> Row:
    """Return a row that says nothing but why."""
    row: Row = {column.name: None for column in TRIAGE}
    return {**row, "athlete": alias, "today": today.isoformat(), "error": error}


def _flags(flags: Sequence[Flag], today: date) -> Row:
    """Return the worst warning, the first of those that stand, and how many there are."""
    row: Row = {"flags": len(flags)}
    if not flags:
        return row
    worst = flags[0]
    evidence = [words.evidence(one, UNITS, today) for one in worst.evidence[:1]]
    return row | {
        "severity": worst.severity,
        "flag_id": worst.id,
        "flag_title": worst.title,
        "flag_since": worst.since.isoformat(),
        "flag_evidence": evidence[0] if evidence else None,
        "flag_do_today": worst.advice[0] if worst.advice else None,
    }


def _share(athlete: Athlete) -> Row:
    weeks = recent(athlete)[1]
    return {
        "aerobic_4_weeks_frac": rounded(weeks.aerobic_frac, 4),
        "aerobic_target_frac": rounded(share_target(athlete), 4),
        "runs_4_weeks": weeks.runs,
    }


def _load(days: Sequence[LoadDay]) -> Row:
    """Return the load of seven days against the median of all such spans of a year.

    A day of unknown load leaves the seven days unknown: missing is not rest.
    """
    week = week_load(days, len(days) - 1) if days else None
    usual = usual_week_load(days[-OWN_DAYS:])
    return {
        "load_7_days_hrss": rounded(week, 2),
        "usual_7_days_hrss": rounded(usual, 2),
        "load_ratio": _ratio(week, usual),
    }


def _running(athlete: Athlete) -> Row:
    """Return the running of seven days against the usual week, and how last week's plan went."""
    today = athlete.today
    ran_s = recent(athlete)[0].duration_s
    monday = monday_of(today)
    memory = remember(athlete, monday)
    usual_s = reference(memory.weeks, monday, exits=memory.exits)
    last = [week.facts for week in memory.weeks if week.start == monday - timedelta(weeks=1)]
    return {
        "running_7_days_s": rounded(ran_s),
        "usual_week_s": rounded(usual_s),
        "running_ratio": _ratio(ran_s, usual_s),
        "plan_kept": last[0].kept if last else None,
        "plan_asked_s": rounded(last[0].asked_s) if last else None,
        "last_week_s": rounded(last[0].seconds) if last else None,
    }


def _ratio(value: float | None, usual: float | None) -> float | None:
    return rounded(value / usual, 4) if value is not None and usual else None


def _pain(day: JudgedDay, side: OneSide) -> Row:
    """Return the worst pain that stands on a side; 0 where the last word was that none does.

    A score that nobody renewed for so long that it fades is not known any more, and is no 0.
    """
    said = standing_pains(day.athlete.diary, day.athlete.profile.limits)
    known = [pain for pain in said if pain.side == side]
    standing = [pain for pain in day.body.pains if pain.side == side]
    if standing:
        worst = max(standing, key=lambda pain: (pain.score, pain.day, pain.place))
        return _pain_of(side, worst.score, worst.place, worst.day)
    if known and not any(pain.score for pain in known):
        return _pain_of(side, 0.0, None, max(pain.day for pain in known))
    return {}


def _pain_of(side: OneSide, score: float, place: str | None, at: date) -> Row:
    return {
        f"pain_{side}_score": score,
        f"pain_{side}_place": place,
        f"pain_{side}_date": at.isoformat(),
    }
