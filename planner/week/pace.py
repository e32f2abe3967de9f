"""How fast the runner moves under the ceiling, from what was really run."""

from __future__ import annotations

from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.session import Ceiling, Session

LOOK_BACK: Final = timedelta(days=56)
LEAST_STEADY_S: Final = 600.0
LEAST_RUN_S: Final = 600.0
WALK_M_S: Final = 1.9  # below this an upper limit is walked, not run
RUN_WALK_M_S: Final = 2.15
NEAR_BPM: Final = 5


def speed_in_band(runs: Sequence[Session], ceiling: Ceiling | None, before: date) -> float | None:
    """Return the speed to expect in the band, m/s, or null where nothing tells it.

    The grade-adjusted steady speed at the band's beats over the last eight weeks; with too little
    of that, the median speed of runs whose mean heart rate was near the band or below; else the
    median speed of all runs, scaled by the beats (an estimate: heart rate over speed is close to
    a straight line). Without a ceiling or any heart rate, the median speed of the slower
    half of the runs.
    """
    recent = [
        run
        for run in runs
        if before - LOOK_BACK <= run.local_date < before
        and run.facts.duration_s >= LEAST_RUN_S
        and run.facts.distance_m
    ]
    if not recent:
        return None
    heard = [run for run in recent if run.facts.hr_mean_bpm]
    if ceiling is None or not heard:
        return _median_speed(sorted(recent, key=_speed)[: (len(recent) + 1) // 2])
    steady = _steady(recent, ceiling)
    if steady is not None:
        return steady
    near = [run for run in heard if (run.facts.hr_mean_bpm or 0.0) <= ceiling.bpm + NEAR_BPM]
    if near:
        return _median_speed(near)
    middle_bpm = (ceiling.bpm + ceiling.floor_bpm) / 2
    return median(_speed(run) * middle_bpm / (run.facts.hr_mean_bpm or middle_bpm) for run in heard)


def _speed(run: Session) -> float:
    return (run.facts.distance_m or 0.0) / (run.facts.moving_s or run.facts.duration_s)


def _median_speed(runs: Sequence[Session]) -> float:
    return median(_speed(run) for run in runs)


def _steady(runs: Sequence[Session], ceiling: Ceiling) -> float | None:
    low, high = max(0, ceiling.floor_bpm), ceiling.bpm + 1
    seconds = sum(float(run.facts.vectors.steady_s[low:high].sum()) for run in runs)
    if seconds < LEAST_STEADY_S:
        return None
    return sum(float(run.facts.vectors.steady_m[low:high].sum()) for run in runs) / seconds
