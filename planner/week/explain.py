"""Why a day holds what it holds, and why another day does not: by searching the other week.

For every other day the same search is run with the run pinned there; the difference of the two
answers, rule by rule, is the reason. Nothing is told that the search did not find.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.readiness import UNTESTED
from planner.day.reasons import readiness_words
from planner.week.kinds import OWN_DAY
from planner.week.problems import run_problem
from planner.week.run_search import best_week
from planner.week.situation import situation_of
from planner.week.week_so_far import frame_of
from planner.words import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

    from planner.day.judged import JudgedDay
    from planner.week.model import RunKind
    from planner.week.run_search import Placed, RunProblem, RunWeek
    from planner.week.situation import Situation
    from planner.week.week_so_far import Frame


# What a week loses, or wins, by each soft rule of the search (``run_search``), in words.
COSTS: Final = {
    "habit": "a day you seldom run on would be used",
    "spread": "more running days would stand side by side",
    "long run's day": "the long run would leave its day",
    "after the long run": "a run would follow the long one",
    "around a race": "a run would stand beside the race",
    "fresh for the test": "the test would follow a run, or stand beside the long one",
}
GAINS: Final = {
    "habit": "your usual days would be kept better",
    "spread": "the runs would be spread better",
    "long run's day": "the long run would have its day",
    "after the long run": "the day after the long run would be free",
    "around a race": "the days beside the race would be free",
    "fresh for the test": "the test would find fresher legs",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why a run is not on that weekday instead: a rule that forbids it, or what it would cost."""

    weekday: str
    reason: str
    penalties: dict[str, int]
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One day of a week explained."""

    date: date
    kind: RunKind
    minutes: int
    reasons: tuple[str, ...]
    why_not: tuple[WhyNot, ...]


def explain_day(day: JudgedDay, monday: date, number: int) -> Explanation:
    """Return why the weekday ``number`` of the week of ``monday`` holds what it holds."""
    situation = situation_of(day, monday)
    frame = frame_of(day.athlete, monday, doubted=situation.doubted)
    problem = run_problem(situation, frame)
    week = best_week(problem)
    placed = week.runs.get(number)
    said = (*_by_hand(situation, number), *_of_readiness(day, situation.day(number)))
    if placed is None:
        return Explanation(
            date=situation.day(number),
            kind="rest",
            minutes=0,
            reasons=(*said, *_rest_reasons(situation, frame, problem, week, number)),
            why_not=(),
        )
    others = [day for day in range(7) if day != number and day not in problem.given]
    return Explanation(
        date=situation.day(number),
        kind=placed.kind,
        minutes=placed.minutes,
        reasons=(
            *said,
            *(
                (_stands(frame, placed, number),)
                if number in problem.given
                else _reasons(situation, problem, week, number)
            ),
        ),
        why_not=()
        if number in problem.given
        else tuple(
            _why_not(situation, problem, week, number, day, gone=frame.gone) for day in others
        ),
    )


def _by_hand(situation: Situation, number: int) -> tuple[str, ...]:
    """Say that the runner changed this day; what follows is the week without that change."""
    day = situation.day(number)
    touched = any(edit.kind == "less" or day in {edit.day, edit.to} for edit in situation.edits)
    return (
        "You changed it by hand; the reasons are those of the week before your change.",
    ) * touched


def _of_readiness(day: JudgedDay, date_: date) -> tuple[str, ...]:
    """Say what readiness takes back on a day to come, and how little is known of that."""
    today = day.athlete.today
    reasons = day.effect.on(date_).reasons if date_ >= today else ()
    if day.readiness is None or all(one.source != "readiness" for one in reasons):
        return ()
    said = readiness_words(day.readiness, day.flags, today)
    return (f"{said} {UNTESTED}",) if said else ()


def _stands(frame: Frame, placed: Placed, number: int) -> str:
    """Say why a run is not searched for: a race, or what was planned or run on a day gone."""
    ran_min = frame.ran_min(number)
    if placed.kind == "race":
        return "It stands: the day of your race."
    planned = None if frame.stored is None else frame.stored.days[number].run
    if planned is None or planned.kind == "rest":
        plan = "No plan was made for this day" if planned is None else "No run was planned here"
        return f"{plan}; {words.duration(60 * ran_min)} were run, and what is run stands."
    if ran_min:
        return "It stands: it was planned, and the day was run."
    return "It stands as it was planned, and was not run: nothing is made up for it."


def _reasons(
    situation: Situation, problem: RunProblem, week: RunWeek, number: int
) -> tuple[str, ...]:
    run = week.runs[number]
    most = words.duration(60 * problem.open_min[number])
    found = [f"At most {most} may be run on this day."]
    habit = situation.history.habit[number]
    if situation.history.usual:
        found.append(f"You ran on {WEEKDAYS[number]}s in {words.share(habit)} of your usual weeks.")
    if number in problem.must:
        found.append("It is one of your fixed runs.")
    if number in problem.easy_only:
        found.append("You were sore in the morning: no long run, hard run or test here.")
    if run.kind == "long" and problem.long_day is not None:
        found.append(f"The long run belongs on {WEEKDAYS[problem.long_day]}.")
    return tuple(found)


def _rest_reasons(
    situation: Situation, frame: Frame, problem: RunProblem, week: RunWeek, number: int
) -> tuple[str, ...]:
    """Say why nothing is run: shut, gone, or what a run more or moved here would cost."""
    closed = situation.closed[number]
    if closed is not None:
        return (f"No run: {closed}.",)
    if number < frame.gone:
        ran_min = frame.ran_min(number)
        ran = f"{words.duration(60 * ran_min)} were run" if ran_min else "none was run"
        return (f"The day is gone: no run was planned, and {ran}.",)
    other = best_week(replace(problem, must=problem.must | {number}))
    if number not in other.runs:
        return ("No run may be here beside the others: rest days and spacing forbid it.",)
    wanted = "one run" if len(week.runs) == 1 else f"{len(week.runs)} runs"
    return (f"The week needs {wanted}. With one here instead: {difference(week, other)}.",)


def _why_not(
    situation: Situation,
    problem: RunProblem,
    week: RunWeek,
    number: int,
    day: int,
    *,
    gone: int,
) -> WhyNot:
    """Search the week with this run on that day instead, and return the difference."""
    kind = week.runs[number].kind
    closed = situation.closed[day]
    if problem.open_min[day] <= 0:
        care = "more care is needed, so no day gets more than it had"
        reason = closed or ("gone" if day < gone else care)
        return WhyNot(weekday=WEEKDAYS[day], reason=reason, penalties={}, minutes=0)
    if kind in OWN_DAY and day in problem.easy_only:
        sore = "you were sore in the morning"
        return WhyNot(weekday=WEEKDAYS[day], reason=sore, penalties={}, minutes=0)
    if kind in OWN_DAY:
        other = best_week(replace(problem, pinned={kind: day}))
        stands = day in other.runs and other.runs[day].kind == kind
    else:
        shut = tuple(0 if n == number else most for n, most in enumerate(problem.open_min))
        other = best_week(replace(problem, open_min=shut, must=problem.must - {number} | {day}))
        stands = day in other.runs
    if not stands:
        return WhyNot(
            weekday=WEEKDAYS[day],
            reason="no week with it there keeps the hard rules",
            penalties={},
            minutes=0,
        )
    return WhyNot(
        weekday=WEEKDAYS[day],
        reason=difference(week, other),
        penalties={
            rule: other.scores[rule] - penalty
            for rule, penalty in week.scores.items()
            if other.scores[rule] != penalty
        },
        minutes=other.minutes - week.minutes,
    )


def difference(week: RunWeek, other: RunWeek) -> str:
    """Return in words what the other week would cost, and what it would gain."""
    lost = week.minutes - other.minutes
    worse = [r for r, p in week.scores.items() if other.scores[r] > p]
    better = [r for r, p in week.scores.items() if other.scores[r] < p]
    parts = [f"the week would be {words.duration(60 * lost)} shorter"] if lost > 0 else []
    parts += [COSTS[rule] for rule in worse]
    cost = ", ".join(parts[:-1]) + " and " * (len(parts) > 1) + "".join(parts[-1:])
    if cost and better:
        return f"{cost}; though {' and '.join(GAINS[rule] for rule in better)}"
    return cost or "just as good; the earlier of the two was taken"
