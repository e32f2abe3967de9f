"""From the answers of the searches to a plan that people can read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from planner import words
from planner.week.compose_run import asked_run, second_run
from planner.week.leg_days import planned_loads
from planner.week.model import Day, Plan, Run, Score, WeekNote
from planner.week.plan_why import plan_why
from planner.week.prescription import strength_of_day
from planner.week.problems import COUNTS_MIN, stands_today
from planner.week.review import changes_since
from planner.week.unmet import unmet_of
from planner.week.way_back_words import stage_note
from planner.week.words import CHECKS, EFFORT, RAISES_CHECK, WHAT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from planner.week.run_search import RunWeek
    from planner.week.situation import Situation
    from planner.week.strength_search import StrengthWeek
    from planner.week.week_so_far import Frame

WEEKS_TOLD: Final = 12
_SORE: Final = re.compile(r"\bpain-(?P<place>.+?)(-(?P<side>left|right|both))?$")
_DAY_OF_ID: Final = re.compile(r"-\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the searches found: runs, minutes of second runs by day, strength, edits refused."""

    runs: RunWeek
    second_runs: Mapping[int, int]
    strength: StrengthWeek
    refused: tuple[str, ...]


def compose(situation: Situation, frame: Frame, answer: Answer, *, created_utc: datetime) -> Plan:
    """Return the plan: days gone as they stood, the others as found, and what could not be."""
    ceiling = situation.ceiling
    days = tuple(_day(situation, frame, answer, number) for number in range(7))
    check_day = _check_day(situation, frame, answer)
    plan = Plan(
        week_start=situation.monday,
        created_utc=created_utc,
        phase=situation.phase,
        ceiling_bpm=None if ceiling is None else ceiling.bpm,
        band_bpm=None if ceiling is None else (ceiling.floor_bpm, ceiling.bpm),
        target_s=int(situation.target.seconds),
        why=plan_why(situation),
        flags=tuple(situation.flags),
        days=tuple(
            replace(day, checks=_checks(situation)) if number == check_day else day
            for number, day in enumerate(days)
        ),
        unmet=unmet_of(
            situation,
            frame,
            answer.runs,
            answer.strength,
            second_runs=answer.second_runs,
            refused=answer.refused,
        ),
        rhythm=situation.target.rhythm,
        scores=tuple(
            Score(rule=rule, penalty=penalty)
            for scores in (answer.runs.scores, answer.strength.scores)
            for rule, penalty in scores.items()
        ),
        effect=situation.effect.level,
        effect_reasons=tuple(reason.what for reason in situation.effect.reasons),
        stage=stage_note(situation.history.memory.way_back, situation.target.way_stage),
        reference_s=situation.target.reference_s,
        weeks_before=tuple(
            WeekNote(week_start=week.start, seconds=week.seconds, reason=week.reason)
            for week in situation.history.weeks[-WEEKS_TOLD:]
        ),
    )
    before = frame.stored or frame.week_before
    if before is not None:
        before = _named(before, situation.flags)
    return replace(plan, changes=changes_since(before, _named(plan, situation.flags)))


def _named(plan: Plan, titles: Mapping[str, str]) -> Plan:
    """Return a plan whose flags are said by title; one that stands no longer by its id's words."""
    return replace(
        plan,
        flags=tuple(f"“{titles[one]}”" if one in titles else _in_words(one) for one in plan.flags),
    )


def _in_words(flag_id: str) -> str:
    """Return "pain of the left soleus" of `pain-soleus-left`, "illness" of `illness-2026-05-18`."""
    sore = _SORE.search(flag_id)
    if sore:
        return f"pain of the {words.where(sore['place'], sore['side'])}"
    return re.sub(r"[-_]", " ", _DAY_OF_ID.sub("", flag_id))


def _day(situation: Situation, frame: Frame, answer: Answer, number: int) -> Day:
    date, done = situation.day(number), frame.done[number]
    if number < frame.gone:
        before = None if frame.stored is None else frame.stored.days[number]
        return Day(
            date=date,
            run=None if before is None else before.run,
            more_runs=() if before is None else before.more_runs,
            strength=() if before is None else before.strength,
            checks=() if before is None else before.checks,
            done=done,
            leg_load=None if before is None else before.leg_load,
        )
    placed = answer.runs.runs.get(number)
    second_min = answer.second_runs.get(number)
    loads = planned_loads(situation, frame, answer.runs.runs, answer.second_runs)
    rest = None if frame.legs.usual.load_bw is None else 0.0
    if frame.stored is not None and stands_today(situation, frame, number):
        run = frame.stored.days[number].run
    elif placed is None or _run_already(situation, frame, number):
        run = _rest(situation, frame, number)
    else:
        run = asked_run(situation, answer.runs, number, placed)
    return Day(
        date=date,
        run=run,
        more_runs=() if second_min is None else (second_run(situation, second_min),),
        strength=strength_of_day(situation, answer.strength, number),
        checks=(),
        done=done,
        leg_load=round(loads[number], 2) if number in loads else rest,
    )


def _run_already(situation: Situation, frame: Frame, number: int) -> bool:
    """Return whether today's run was done before any was planned."""
    unplanned = frame.stored is None or (
        (planned := frame.stored.days[number].run) is None or planned.kind == "rest"
    )
    ran = number == frame.gone and frame.ran_min(number) >= COUNTS_MIN
    return ran and unplanned and situation.race != number


def _rest(situation: Situation, frame: Frame, number: int) -> Run:
    closed = situation.closed[number]
    skipped = any(
        edit.kind == "skip" and edit.day == situation.day(number) for edit in situation.edits
    )
    why = WHAT["rest"] if closed is None else f"No run: {closed}."
    if _run_already(situation, frame, number):
        why = "You have run today; that was this day's run."
    if skipped:
        why = "You skipped this run; nothing is made up for it."
    return Run(
        kind="rest",
        duration_s=0,
        band_bpm=None,
        effort=EFFORT["rest"],
        distance_m_estimate=None,
        warm_up_s=0,
        cool_down_s=0,
        why=why,
    )


def _checks(situation: Situation) -> tuple[str, ...]:
    """Return the weekly self-checks; heel raises to the last one not while a leg is held back."""
    return CHECKS if situation.effect.holds("hold") else (*CHECKS, RAISES_CHECK)


def _check_day(situation: Situation, frame: Frame, answer: Answer) -> int | None:
    """Return the day of the weekly self-checks: a day without a run, best one with balance."""
    if situation.effect.holds("no_run"):  # nothing is pressed or tried while running is barred
        return None
    if frame.stored is not None and any(day.checks for day in frame.stored.days[: frame.gone]):
        return None
    return min(
        range(frame.gone, 7),
        key=lambda day: (
            situation.resting(day),
            day in answer.runs.runs,
            day not in answer.strength.balance,
            day,
        ),
        default=None,
    )
