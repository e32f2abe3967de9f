"""From the answers of the two searches to a plan that people can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.week.doses import strength_of_day
from planner.week.limits import LONG_OVER_LONGEST
from planner.week.model import Day, Plan, Run, Unmet
from planner.week.solve import (
    balance_forbidden,
    slrdl_forbidden,
    strength_forbidden,
)
from planner.week.words import CHECKS, EFFORT, WHAT, day_name

if TYPE_CHECKING:
    from datetime import datetime

    from planner.week.frame import Frame
    from planner.week.model import RunKind
    from planner.week.runs import Placed, RunWeek
    from planner.week.situation import Situation
    from planner.week.strength import StrengthWeek

SHORT_RUN_MIN: Final = 45  # under it warm-up and cool-down are one fifth each (RULES 7.1)
WARM_UP_S: Final = 12 * 60
COOL_DOWN_S: Final = 10 * 60
TEST_BAND_BPM: Final = 3
ENOUGH: Final = 2


def compose(
    situation: Situation,
    frame: Frame,
    runs: RunWeek,
    strength: StrengthWeek,
    *,
    created_utc: datetime,
) -> Plan:
    """Return the plan: days gone as they stood, the others as found, and what could not be."""
    ceiling = situation.ceiling
    days = tuple(_day(situation, frame, runs, strength, number) for number in range(7))
    check_day = _check_day(frame, runs, strength)
    return Plan(
        week_start=situation.monday,
        created_utc=created_utc,
        phase=situation.phase,
        ceiling_bpm=None if ceiling is None else ceiling.bpm,
        band_bpm=None if ceiling is None else (ceiling.floor_bpm, ceiling.bpm),
        target_s=int(situation.target.seconds),
        why=_why(situation),
        flags=situation.flags,
        days=tuple(
            _with_checks(day) if number == check_day and not situation.effects.stop else day
            for number, day in enumerate(days)
        ),
        unmet=_unmet(situation, frame, runs, strength),
    )


def _day(
    situation: Situation, frame: Frame, runs: RunWeek, strength: StrengthWeek, number: int
) -> Day:
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
        )
    placed = runs.runs.get(number)
    run = _rest(situation, number) if placed is None else _run(situation, runs, number, placed)
    return Day(
        date=date,
        run=run,
        more_runs=(),
        strength=strength_of_day(situation, strength, number),
        checks=(),
        done=done,
    )


def _rest(situation: Situation, number: int) -> Run:
    closed = situation.closed[number]
    return Run(
        kind="rest",
        duration_s=0,
        band_bpm=None,
        effort=EFFORT["rest"],
        distance_m_estimate=None,
        warm_up_s=0,
        cool_down_s=0,
        why=WHAT["rest"] if closed is None else f"No run: {closed}.",
    )


def _run(situation: Situation, runs: RunWeek, number: int, placed: Placed) -> Run:
    kind = _kind(situation, runs, number, placed)
    seconds = placed.minutes * 60
    fifth = seconds // 5
    short = placed.minutes < SHORT_RUN_MIN
    speed = situation.speed_m_s
    return Run(
        kind=kind,
        duration_s=seconds,
        band_bpm=_band(situation, kind),
        effort=_effort(situation, kind),
        distance_m_estimate=None if speed is None else float(round(speed * seconds, -1)),
        warm_up_s=fifth if short else WARM_UP_S,
        cool_down_s=fifth if short else COOL_DOWN_S,
        why=_run_why(situation, number, kind),
    )


def _kind(situation: Situation, runs: RunWeek, number: int, placed: Placed) -> RunKind:
    """Return the kind people see: what the ceiling or the way back makes of the one found."""
    if placed.kind != "easy":
        return placed.kind
    if situation.walking:
        return "walk"
    if situation.run_walking:
        return "run_walk"
    before = runs.runs.get(number - 1)
    return "recovery" if before is not None and before.kind == "long" else "easy"


def _band(situation: Situation, kind: RunKind) -> tuple[int, int] | None:
    ceiling = situation.ceiling
    if ceiling is None or kind == "race":
        return None
    width = ceiling.bpm - ceiling.floor_bpm
    if kind in {"recovery", "walk"}:
        return (ceiling.floor_bpm - width, ceiling.floor_bpm)
    if kind == "maf_test":
        return (ceiling.bpm - TEST_BAND_BPM, ceiling.bpm)
    return (ceiling.floor_bpm, ceiling.bpm)


def _effort(situation: Situation, kind: RunKind) -> str:
    if kind == "long" and situation.walking:
        return f"walk it: {EFFORT['walk']}"
    if kind == "long" and situation.run_walking:
        return f"run-walk: {EFFORT['run_walk']}"
    return EFFORT[kind]


def _run_why(situation: Situation, number: int, kind: RunKind) -> str:
    date = situation.day(number)
    free = situation.profile.availability
    parts = [WHAT[kind]]
    if number in free.fixed_runs:
        parts.append(f"Your fixed run on {day_name(date)}s: stay under the ceiling there too.")
    elif kind == "long" and free.long_run_day == number:
        parts.append(f"{day_name(date)} is your day for it.")
    elif kind == "long" and situation.history.long_day == number:
        parts.append(f"Most of your long runs are on {day_name(date)}s.")
    elif situation.history.habit[number] >= 0.5:  # noqa: PLR2004 - half of the weeks
        parts.append(f"You usually run on {day_name(date)}s.")
    if kind == "long":
        parts.append(
            f"At most {situation.profile.limits[LONG_OVER_LONGEST]:.2f} of the longest run of 30 "
            "days (Frandsen 2025)."
        )
    return " ".join(parts)


def _why(situation: Situation) -> tuple[str, ...]:
    ceiling = situation.ceiling
    if ceiling is None:
        first = "No heart-rate ceiling is given: go by the words, full sentences throughout."
    else:
        first = f"All running is under {ceiling.bpm} bpm. {ceiling.note}".strip()
    return (first, *situation.target.why)


def _check_day(frame: Frame, runs: RunWeek, strength: StrengthWeek) -> int | None:
    """Return the day of the weekly self-checks: a balance day, best without a run."""
    if frame.stored is not None and any(d.checks for d in frame.stored.days[: frame.gone]):
        return None
    open_days = list(range(frame.gone, 7))
    if not open_days:
        return None
    return min(open_days, key=lambda n: (n in runs.runs, n not in strength.balance, n))


def _with_checks(day: Day) -> Day:
    from dataclasses import replace

    return replace(day, checks=CHECKS)


def _unmet(
    situation: Situation, frame: Frame, runs: RunWeek, strength: StrengthWeek
) -> tuple[Unmet, ...]:
    found = []
    missing = int(situation.target.seconds // 60) - runs.minutes
    if missing >= max(10, 0.05 * situation.target.seconds / 60) and frame.gone == 0:
        found.append(Unmet(rule="target time", why=_missing_why(situation, missing)))
    found += [
        Unmet(rule=kind.replace("_", " "), why="No day of this week can take it under the rules.")
        for kind in runs.dropped
    ]
    if situation.test_due and not any(slot.kind == "maf_test" for slot in situation.slots):
        found.append(
            Unmet(rule="MAF test", why="No run of this week is long enough: it needs 32 min.")
        )
    found += _strength_unmet(situation, frame, strength)
    return tuple(found)


def _missing_why(situation: Situation, missing: int) -> str:
    closed = sorted({reason for reason in situation.closed if reason is not None})
    if closed:
        return f"{missing} min are left out and not made up elsewhere: {'; '.join(closed)}."
    return f"{missing} min are left out: your minutes a day, or the longest run's limit."


def _strength_unmet(situation: Situation, frame: Frame, strength: StrengthWeek) -> list[Unmet]:
    found = []
    forbidden = strength_forbidden(situation)
    open_days = range(frame.gone, 7)
    reasons = sorted({reason for n in open_days if (reason := forbidden[n]) is not None})
    joined = "; ".join(reasons)
    if reasons:
        found.append(Unmet(rule="squat every day", why=f"Not on every day: {joined}."))
    if len(strength.balance) < ENOUGH:
        why = balance_forbidden(situation) or joined or "too few days are left in this week"
        found.append(Unmet(rule="balance at least twice", why=f"{why}."))
    if len(strength.slrdl) < ENOUGH:
        why = (
            slrdl_forbidden(situation)
            or joined
            or "no two days lie two apart, off the long run and not before it"
        )
        found.append(Unmet(rule="single-leg deadlift at least twice", why=f"{why}."))
    return found
