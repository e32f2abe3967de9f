"""The week as values; the JSON of ``plan`` is these fields by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - `plan_values` reads the fields' types
from typing import Literal, TypeAlias

from planner.body.exercises import Exercise  # noqa: TC001 - the same

RunKind: TypeAlias = Literal[
    "rest",
    "walk",
    "run_walk",
    "easy",
    "long",
    "recovery",
    "maf_test",
    "drift_test",
    "strides",
    "quality",
    "race",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """So many times run and walk, in seconds."""

    run_s: int
    walk_s: int
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run; ``effort`` says in words what ``band_bpm`` says in beats, always.

    ``above_s`` is how much of it is meant to be above the ceiling, in ``hard_band_bpm``: 0 but in
    quality runs. ``intervals`` tell run and walk of a run-walk, empty elsewhere.
    ``distance_m_range`` is what the runner's own easy speeds make of the time, None where too few
    are known or the distance is given.
    """

    kind: RunKind
    duration_s: int
    band_bpm: tuple[int, int] | None
    effort: str
    distance_m_estimate: float | None
    warm_up_s: int
    cool_down_s: int
    why: str
    above_s: int = 0
    hard_band_bpm: tuple[int, int] | None = None
    intervals: tuple[Interval, ...] = ()
    distance_m_range: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of an exercise; None where a part does not apply. ``sides`` is 1 or 2."""

    hold_s: int | None
    sides: int | None
    reps: int | None
    load_kg: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """One exercise of a day at a level of its ladder (RULES 6.1), with cues for the form."""

    exercise: Exercise
    level: str
    dose: Dose
    cues: tuple[str, ...]
    why: str

    @property
    def first_cue(self) -> str:
        """Return the cue that matters most, empty where none is given."""
        return self.cues[0] if self.cues else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was really run on a day, beside the plan.

    ``leg_load`` is the day's, as a multiple of the runner's usual running day (``load.legs``);
    ``aerobic``: every run of it is by its class, null where one is unknown or none was run.
    """

    sessions: tuple[str, ...]
    duration_s: float
    distance_m: float | None
    aerobic_frac: float | None
    strength: tuple[str, ...]
    leg_load: float | None = None
    aerobic: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One local day; ``run`` is None only on past days that never had a plan.

    ``leg_load`` is what the plan asks of the legs, as a multiple of the runner's usual running day;
    None where no usual day is known. What was done has its own (``Done``).
    """

    date: date
    run: Run | None
    more_runs: tuple[Run, ...]
    strength: tuple[Strength, ...]
    checks: tuple[str, ...]
    done: Done | None
    leg_load: float | None = None

    @property
    def ran_s(self) -> float:
        """Return the seconds that were run on it, 0 where nothing was."""
        return self.done.duration_s if self.done is not None and self.done.sessions else 0.0

    @property
    def legs(self) -> float | None:
        """Return the day's leg load as done where that is known, else as planned."""
        done = None if self.done is None else self.done.leg_load
        return self.leg_load if done is None else done


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A rule that this week could not keep, and why."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The penalty of one soft rule in the week chosen; 0 where it is kept throughout."""

    rule: str
    penalty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageNote:
    """The way back after pain as the week was planned: the stage of so many, what it opens.

    ``last_result`` says the latest score, null where none was logged since the stop.
    """

    stage: int
    stages: int
    words: str
    place: str
    side: str | None
    begins: date | None
    last_result: str | None
    opens_next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekNote:
    """What a week before was run, and what it counts for."""

    week_start: date
    seconds: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Seven days, Monday first.

    ``changes`` says what is new since the plan before, and why; ``scores`` keeps the penalty of
    every soft rule of both searches; ``effect`` is the strictest that stood, with its reasons;
    ``reference_s`` the usual week it was taken from, with the ``weeks_before``.
    """

    week_start: date
    created_utc: datetime
    phase: str
    ceiling_bpm: int | None
    band_bpm: tuple[int, int] | None
    target_s: int
    why: tuple[str, ...]
    flags: tuple[str, ...]
    days: tuple[Day, ...]
    unmet: tuple[Unmet, ...]
    rhythm: str = ""
    changes: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    effect: str = "none"
    effect_reasons: tuple[str, ...] = ()
    stage: StageNote | None = None
    reference_s: float | None = None
    weeks_before: tuple[WeekNote, ...] = ()
