"""Workout files for the watch, written with fit-tool: steps with heart-rate targets in bpm.

A custom heart-rate target is stored as bpm + 100; without that, watches read it as a percentage
of the maximum. A repeat is a step of its own and counts among the valid steps. fit-tool takes a
tenth of a second to load: only the command that writes for a watch imports this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import (
    FileType,
    Intensity,
    Sport,
    SubSport,
    WorkoutStepDuration,
    WorkoutStepTarget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

BPM_OFFSET: Final = 100
# exercise_category and exercise_name of the FIT profile.
SQUAT: Final = (28, 61)
SINGLE_LEG_DEADLIFT: Final = (8, 13)  # single_leg_rdl_circuit: the one without a weight
SINGLE_LEG_DEADLIFT_LOADED: Final = (8, 14)  # single_leg_romanian_deadlift_with_dumbbell
MANUFACTURER_DEVELOPMENT: Final = 255

StepIntensity: TypeAlias = Literal["warmup", "active", "rest", "cooldown", "recovery"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: how long or how often, at which beats (None: open), under which name."""

    name: str
    intensity: StepIntensity
    seconds: int | None = None
    reps: int | None = None
    band_bpm: tuple[int, int] | None = None
    exercise: tuple[int, int] | None = None
    weight_kg: float | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Steps done several times over."""

    steps: tuple[Step, ...]
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workout:
    """A workout; ``created_utc`` and ``number`` make the file's identity."""

    name: str
    sport: Literal["running", "walking", "strength"]
    steps: tuple[Step | Repeat, ...]
    created_utc: datetime
    number: int


def workout_bytes(workout: Workout) -> bytes:
    """Return the workout as a FIT file; equal workouts give equal bytes."""
    messages = _step_messages(workout.steps)
    builder = FitFileBuilder(auto_define=True, min_string_size=0)
    builder.add(_file_id(workout))
    builder.add(_workout(workout, len(messages)))
    for message in messages:
        builder.add(message)
    return bytes(builder.build_bytes())


def _file_id(workout: Workout) -> Any:
    message = FileIdMessage()
    message.type = FileType.WORKOUT
    message.manufacturer = MANUFACTURER_DEVELOPMENT
    message.product = 0
    message.serial_number = workout.number
    message.time_created = round(workout.created_utc.timestamp() * 1000)
    return message


def _workout(workout: Workout, steps: int) -> Any:
    message = WorkoutMessage()
    message.workout_name = workout.name
    message.sport = {
        "running": Sport.RUNNING,
        "walking": Sport.WALKING,
        "strength": Sport.TRAINING,
    }[workout.sport]
    if workout.sport == "strength":
        message.sub_sport = SubSport.STRENGTH_TRAINING
    message.num_valid_steps = steps
    return message


def _step_messages(parts: Sequence[Step | Repeat]) -> list[Any]:
    messages: list[Any] = []
    for part in parts:
        if isinstance(part, Step):
            messages.append(_step(part, len(messages)))
            continue
        first = len(messages)
        for step in part.steps:
            messages.append(_step(step, len(messages)))
        messages.append(_repeat(part, first, len(messages)))
    return messages


def _step(step: Step, index: int) -> Any:
    message = WorkoutStepMessage()
    message.message_index = index
    message.workout_step_name = step.name
    message.intensity = Intensity[step.intensity.upper()]
    if step.reps is not None:
        message.duration_type = WorkoutStepDuration.REPS
        message.duration_reps = step.reps
    elif step.seconds is not None:
        message.duration_type = WorkoutStepDuration.TIME
        message.duration_time = float(step.seconds)
    else:
        message.duration_type = WorkoutStepDuration.OPEN
    if step.band_bpm is None:
        message.target_type = WorkoutStepTarget.OPEN
    else:
        message.target_type = WorkoutStepTarget.HEART_RATE
        message.target_hr_zone = 0
        message.custom_target_heart_rate_low = step.band_bpm[0] + BPM_OFFSET
        message.custom_target_heart_rate_high = step.band_bpm[1] + BPM_OFFSET
    if step.exercise is not None:
        message.exercise_category, message.exercise_name = step.exercise
    if step.weight_kg is not None:
        message.exercise_weight = step.weight_kg
    if step.notes:
        message.notes = step.notes
    return message


def _repeat(part: Repeat, first: int, index: int) -> Any:
    message = WorkoutStepMessage()
    message.message_index = index
    message.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
    message.duration_step = first
    message.target_repeat_steps = part.times
    return message
