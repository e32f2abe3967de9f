"""The days of a plan as workouts: which steps a run of each kind has, strength with its sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner.body.exercises import exercise_name
from planner.week.kinds import TEST_MAIN_MOST_S
from reports import words
from reports.files.fit_writing import (
    SINGLE_LEG_DEADLIFT,
    SINGLE_LEG_DEADLIFT_LOADED,
    SQUAT,
    Repeat,
    Step,
    Workout,
    workout_bytes,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from planner.week.model import Plan, Run, Strength

WARM_UP_BELOW_BPM: Final = 30  # the warm-up's band reaches this far below its top
RUN_S: Final = 60
WALK_S: Final = 120
STRIDE_S: Final = 20
STRIDE_REST_S: Final = 100
STRIDES: Final = 6
HARD_LEAST_S: Final = 180
HARD_REST_S: Final = 120
MOST_HARD: Final = 6
# Without a weight a deadlift is none "with dumbbell"; for standing on one leg there is no name.
FIT_EXERCISES: Final = {"squat": SQUAT, "slrdl": SINGLE_LEG_DEADLIFT}
LOADED: Final = {"slrdl": SINGLE_LEG_DEADLIFT_LOADED}
SIDES: Final = ("left", "right")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutFile:
    """A file for the watch: its name and its bytes."""

    name: str
    data: bytes


def workout_files(plan: Plan, *, first: date | None = None) -> tuple[WorkoutFile, ...]:
    """Return the files of a plan's days from ``first`` on: runs, second runs, strength."""
    files = []
    for day in plan.days:
        if first is not None and day.date < first:
            continue
        runs = [] if day.run is None else [day.run, *day.more_runs]
        for number, run in enumerate(runs, start=1):
            steps = run_steps(run)
            if steps:
                name = f"{day.date:%Y-%m-%d}-run{number}.fit"
                files.append(_file(name, _run_workout(run, steps, day.date, number, plan)))
        if day.strength:
            name = f"{day.date:%Y-%m-%d}-strength.fit"
            files.append(_file(name, _strength_workout(day.strength, day.date, plan.created_utc)))
    return tuple(files)


def _file(name: str, workout: Workout) -> WorkoutFile:
    return WorkoutFile(name=name, data=workout_bytes(workout))


def _run_workout(
    run: Run, steps: tuple[Step | Repeat, ...], day: date, number: int, plan: Plan
) -> Workout:
    return Workout(
        name=f"{words.workout_name(run)} ({words.weekday(day)[:3]})",
        sport="walking" if run.kind == "walk" else "running",
        steps=steps,
        created_utc=plan.created_utc,
        number=day.toordinal() * 10 + number,
    )


def run_steps(run: Run) -> tuple[Step | Repeat, ...]:
    """Return warm-up, main part and cool-down of a run; empty for rest and races.

    The steps last as long as the run, to the second. Without beats the targets stay open and the
    words stand in the notes.
    """
    if run.kind in {"rest", "race"}:
        return ()
    top = None if run.band_bpm is None else run.band_bpm[1]
    gentle = None if top is None else (top - WARM_UP_BELOW_BPM, top)
    warm = Step(
        name="Warm-up",
        intensity="warmup",
        seconds=run.warm_up_s,
        band_bpm=gentle,
        notes=run.effort,
    )
    cool = Step(name="Cool-down", intensity="cooldown", seconds=run.cool_down_s, band_bpm=gentle)
    main = _main(run, run.duration_s - run.warm_up_s - run.cool_down_s)
    return (*(warm,) * bool(run.warm_up_s), *main, *(cool,) * bool(run.cool_down_s))


def _main(run: Run, seconds: int) -> tuple[Step | Repeat, ...]:
    if run.kind == "run_walk":
        return _run_walk(run, seconds)
    if run.kind == "strides":
        return _strides(run, seconds)
    if run.kind == "quality" and run.above_s:
        return _quality(run, seconds)
    if run.kind == "maf_test" and seconds > TEST_MAIN_MOST_S:
        rest = Step(
            name="Easy",
            intensity="recovery",
            seconds=seconds - TEST_MAIN_MOST_S,
            band_bpm=run.band_bpm,
        )
        return (_steady(run, TEST_MAIN_MOST_S), rest)
    return (_steady(run, seconds),)


def _steady(run: Run, seconds: int) -> Step:
    names = {"walk": "Walk", "maf_test": "Test", "drift_test": "Test"}
    return Step(
        name=names.get(run.kind, "Run"),
        intensity="active",
        seconds=seconds,
        band_bpm=run.band_bpm,
        notes=run.effort,
    )


def _run_walk(run: Run, seconds: int) -> tuple[Step | Repeat, ...]:
    """Return run and walk as the run says; a plan of before says nothing: 1 min and 2 min."""
    asked = [(one.run_s, one.walk_s, one.times) for one in run.intervals]
    steps: list[Step | Repeat] = []
    for run_s, walk_s, times in asked or [(RUN_S, WALK_S, seconds // (RUN_S + WALK_S))]:
        jog = Step(
            name="Run", intensity="active", seconds=run_s, band_bpm=run.band_bpm, notes=run.effort
        )
        walk = (Step(name="Walk", intensity="recovery", seconds=walk_s),) if walk_s else ()
        steps += _repeated((jog, *walk), times)
        seconds -= times * (run_s + walk_s)
    if seconds > 0:
        steps.append(Step(name="Walk", intensity="recovery", seconds=seconds))
    return tuple(steps)


def _repeated(steps: tuple[Step, ...], times: int) -> tuple[Step | Repeat, ...]:
    """Return a repeat, or the steps alone where once is enough."""
    if times <= 0:
        return ()
    return steps if times == 1 else (Repeat(steps=steps, times=times),)


def _strides(run: Run, seconds: int) -> tuple[Step | Repeat, ...]:
    times = min(STRIDES, seconds // (STRIDE_S + STRIDE_REST_S))
    before = seconds - times * (STRIDE_S + STRIDE_REST_S)
    stride = Step(name="Stride", intensity="active", seconds=STRIDE_S, notes="quick, relaxed")
    easy = Step(name="Easy", intensity="recovery", seconds=STRIDE_REST_S, band_bpm=run.band_bpm)
    steady = (_steady(run, before),) if before else ()
    return (*steady, *_repeated((stride, easy), times))


def _quality(run: Run, seconds: int) -> tuple[Step | Repeat, ...]:
    """Split the minutes above the ceiling into bouts of three minutes or more with easy ones."""
    times = max(1, min(MOST_HARD, run.above_s // HARD_LEAST_S))
    rests_s = min(HARD_REST_S, (seconds - run.above_s) // times)
    hard_s = run.above_s // times
    hard = Step(name="Hard", intensity="active", seconds=hard_s, band_bpm=run.hard_band_bpm)
    easy = Step(name="Easy", intensity="recovery", seconds=rests_s, band_bpm=run.band_bpm)
    before = seconds - times * (hard_s + rests_s)
    steady = (_steady(run, before),) if before else ()
    pair = (hard, easy) if rests_s else (hard,)
    return (*steady, *_repeated(pair, times))


def _strength_workout(strength: tuple[Strength, ...], day: date, created_utc: datetime) -> Workout:
    steps = [step for one in strength for step in _exercise_steps(one)]
    return Workout(
        name=f"Strength ({words.weekday(day)[:3]})",
        sport="strength",
        steps=tuple(steps),
        created_utc=created_utc,
        number=day.toordinal() * 10 + 9,
    )


def _exercise_steps(exercise: Strength) -> list[Step]:
    """Return one step, or one a side, left first."""
    sides = SIDES if exercise.dose.sides == len(SIDES) else ("",)
    name = exercise_name(exercise.exercise)
    known = FIT_EXERCISES | (LOADED if exercise.dose.load_kg else {})
    return [
        Step(
            name=f"{name} {side}".strip(),
            intensity="active",
            seconds=exercise.dose.hold_s,
            reps=exercise.dose.reps,
            exercise=known.get(exercise.exercise),
            weight_kg=exercise.dose.load_kg,
            notes=exercise.first_cue,
        )
        for side in sides
    ]
