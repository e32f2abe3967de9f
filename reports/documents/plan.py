"""The JSON of `plan` and `today`: the week and the day by the names of their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from planner.week.review import day_review
from reports.documents import instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.body.exercises import Exercise
    from planner.flags.model import Flag
    from planner.week.explain import Explanation
    from planner.week.model import Done, Dose, Plan, Run, RunKind, Strength
    from planner.week.morning import Morning
    from planner.week.season import SeasonWeek


class IntervalDocument(TypedDict):
    """So many times run and walk."""

    run_s: int
    walk_s: int
    times: int


class RunDocument(TypedDict):
    """One run."""

    kind: RunKind
    duration_s: int
    band_bpm: list[int] | None
    effort: str
    distance_m_estimate: float | None
    distance_m_range: list[float] | None
    warm_up_s: int
    cool_down_s: int
    why: str
    above_s: int
    hard_band_bpm: list[int] | None
    intervals: list[IntervalDocument]


class DoseDocument(TypedDict):
    """How much of an exercise; null where a part does not apply."""

    hold_s: int | None
    sides: int | None
    reps: int | None
    load_kg: float | None


class StrengthDocument(TypedDict):
    """One exercise of a day."""

    exercise: Exercise
    level: str
    dose: DoseDocument
    cues: list[str]
    why: str


class DoneDocument(TypedDict):
    """What was really run on a day; ``leg_load`` in the unit of the day's.

    ``aerobic``: whether every run was by its class; null where one is unknown.
    """

    sessions: list[str]
    duration_s: float
    distance_m: float | None
    aerobic_frac: float | None
    strength: list[str]
    leg_load: float | None
    aerobic: bool | None


class DayDocument(TypedDict):
    """One day of the week; ``review`` is a sentence on planned and done, or null.

    ``leg_load`` is the day's load on the legs as done, else as planned, as a multiple of the
    runner's usual running day; null where none is known.
    """

    date: str
    run: RunDocument | None
    more_runs: list[RunDocument]
    strength: list[StrengthDocument]
    checks: list[str]
    done: DoneDocument | None
    review: str | None
    leg_load: float | None


class UnmetDocument(TypedDict):
    """A rule that the week could not keep."""

    rule: str
    why: str


class ScoreDocument(TypedDict):
    """The penalty of one soft rule."""

    rule: str
    penalty: int


class StageDocument(TypedDict):
    """The way back after pain: its stage of so many, and what opens the next."""

    stage: int
    stages: int
    words: str
    place: str
    side: str | None
    begins: str | None
    last_result: str | None
    opens_next: str


class WeekNoteDocument(TypedDict):
    """A week before: what was run, and what it counts for."""

    week_start: str
    duration_s: float
    reason: str


class PlanDocument(TypedDict):
    """Seven days, Monday first.

    ``effect`` is the strictest that stands (`none` to `stop`), ``effect_reasons`` what it stands
    for, the strictest first; ``stage`` is null but on the way back after pain; ``reference_s`` is
    the usual week, null where none is known.
    """

    week_start: str
    created_utc: str
    phase: str
    ceiling_bpm: int | None
    band_bpm: list[int] | None
    target_s: int
    why: list[str]
    flags: list[str]
    days: list[DayDocument]
    unmet: list[UnmetDocument]
    rhythm: str
    changes: list[str]
    scores: list[ScoreDocument]
    effect: str
    effect_reasons: list[str]
    stage: StageDocument | None
    reference_s: float | None
    weeks_before: list[WeekNoteDocument]


class SeasonWeekDocument(TypedDict):
    """A week ahead; ``outlook`` is false for what is planned, times null where not foretold."""

    week_start: str
    outlook: bool
    phase: str
    rhythm: str
    target_s: int | None
    longest_run_s: int | None
    maf_test: bool
    race_date: str | None
    why: str


class SeasonDocument(PlanDocument):
    """The plan, and the weeks it may lead to: the first is the plan's own."""

    weeks: list[SeasonWeekDocument]


class WhyNotDocument(TypedDict):
    """Why a run is not on that weekday instead."""

    weekday: str
    reason: str
    penalties: dict[str, int]
    minutes: int


class ExplanationDocument(TypedDict):
    """One day explained, with the penalties of the whole week's soft rules."""

    date: str
    kind: RunKind
    minutes: int
    reasons: list[str]
    why_not: list[WhyNotDocument]
    scores: list[ScoreDocument]


class TodayDocument(TypedDict):
    """The day as it may be done; ``run`` is null where no week can be planned yet.

    ``stage`` says where a way back after pain stands, null without one; ``asks`` what it has to
    know.
    """

    date: str
    run: RunDocument | None
    more_runs: list[RunDocument]
    strength: list[StrengthDocument]
    checks: list[str]
    changes: list[str]
    stage: str | None
    asks: list[str]
    flags: list[str]


def plan_document(plan: Plan) -> PlanDocument:
    """Return the whole plan."""
    return {
        "week_start": plan.week_start.isoformat(),
        "created_utc": instant(plan.created_utc),
        "phase": plan.phase,
        "ceiling_bpm": plan.ceiling_bpm,
        "band_bpm": _pair(plan.band_bpm),
        "target_s": plan.target_s,
        "why": list(plan.why),
        "flags": list(plan.flags),
        "days": [_day(plan, number) for number in range(len(plan.days))],
        "unmet": [{"rule": one.rule, "why": one.why} for one in plan.unmet],
        "rhythm": plan.rhythm,
        "changes": list(plan.changes),
        "scores": _scores(plan),
        "effect": plan.effect,
        "effect_reasons": list(plan.effect_reasons),
        "stage": _stage(plan),
        "reference_s": plan.reference_s,
        "weeks_before": [
            {"week_start": w.week_start.isoformat(), "duration_s": w.seconds, "reason": w.reason}
            for w in plan.weeks_before
        ],
    }


def season_document(plan: Plan, weeks: Sequence[SeasonWeek]) -> SeasonDocument:
    """Return the plan with the weeks ahead."""
    return {**plan_document(plan), "weeks": [_season_week(one) for one in weeks]}


def _season_week(week: SeasonWeek) -> SeasonWeekDocument:
    return {
        "week_start": week.week_start.isoformat(),
        "outlook": week.outlook,
        "phase": week.phase,
        "rhythm": week.rhythm,
        "target_s": None if week.seconds is None else int(week.seconds),
        "longest_run_s": None if week.longest_s is None else int(week.longest_s),
        "maf_test": week.test,
        "race_date": None if week.race is None else week.race.isoformat(),
        "why": week.why,
    }


def _stage(plan: Plan) -> StageDocument | None:
    one = plan.stage
    if one is None:
        return None
    return {
        "stage": one.stage,
        "stages": one.stages,
        "words": one.words,
        "place": one.place,
        "side": one.side,
        "begins": None if one.begins is None else one.begins.isoformat(),
        "last_result": one.last_result,
        "opens_next": one.opens_next,
    }


def _day(plan: Plan, number: int) -> DayDocument:
    day = plan.days[number]
    return {
        "date": day.date.isoformat(),
        "run": None if day.run is None else _run(day.run),
        "more_runs": [_run(run) for run in day.more_runs],
        "strength": [_strength(one) for one in day.strength],
        "checks": list(day.checks),
        "done": None if day.done is None else _done(day.done),
        "review": day_review(plan, number),
        "leg_load": day.legs,
    }


def _run(run: Run) -> RunDocument:
    return {
        "kind": run.kind,
        "duration_s": run.duration_s,
        "band_bpm": _pair(run.band_bpm),
        "effort": run.effort,
        "distance_m_estimate": run.distance_m_estimate,
        "distance_m_range": None if run.distance_m_range is None else list(run.distance_m_range),
        "warm_up_s": run.warm_up_s,
        "cool_down_s": run.cool_down_s,
        "why": run.why,
        "above_s": run.above_s,
        "hard_band_bpm": _pair(run.hard_band_bpm),
        "intervals": [
            {"run_s": one.run_s, "walk_s": one.walk_s, "times": one.times} for one in run.intervals
        ],
    }


def _strength(strength: Strength) -> StrengthDocument:
    return {
        "exercise": strength.exercise,
        "level": strength.level,
        "dose": _dose(strength.dose),
        "cues": list(strength.cues),
        "why": strength.why,
    }


def _dose(dose: Dose) -> DoseDocument:
    return {
        "hold_s": dose.hold_s,
        "sides": dose.sides,
        "reps": dose.reps,
        "load_kg": dose.load_kg,
    }


def _done(done: Done) -> DoneDocument:
    return {
        "sessions": list(done.sessions),
        "duration_s": done.duration_s,
        "distance_m": done.distance_m,
        "aerobic_frac": done.aerobic_frac,
        "strength": list(done.strength),
        "leg_load": done.leg_load,
        "aerobic": done.aerobic,
    }


def _pair(band: tuple[int, int] | None) -> list[int] | None:
    return None if band is None else list(band)


def _scores(plan: Plan) -> list[ScoreDocument]:
    return [{"rule": one.rule, "penalty": one.penalty} for one in plan.scores]


def explanation_document(explained: Explanation, plan: Plan) -> ExplanationDocument:
    """Return why a day is so."""
    return {
        "date": explained.date.isoformat(),
        "kind": explained.kind,
        "minutes": explained.minutes,
        "reasons": list(explained.reasons),
        "why_not": [
            {
                "weekday": one.weekday,
                "reason": one.reason,
                "penalties": one.penalties,
                "minutes": one.minutes,
            }
            for one in explained.why_not
        ],
        "scores": _scores(plan),
    }


def today_document(today: date, work: Morning | None, flags: Sequence[Flag]) -> TodayDocument:
    """Return the day."""
    return {
        "date": today.isoformat(),
        "run": None if work is None or work.run is None else _run(work.run),
        "more_runs": [] if work is None else [_run(run) for run in work.more_runs],
        "strength": [] if work is None else [_strength(one) for one in work.strength],
        "checks": [] if work is None else list(work.checks),
        "changes": [] if work is None else list(work.changes),
        "stage": (work.stage or None) if work is not None else None,
        "asks": [] if work is None else list(work.asks),
        "flags": [flag.id for flag in flags],
    }
