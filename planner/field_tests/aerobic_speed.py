"""Aerobic speed: the pace at the ceiling, from all steady running near it, not only from tests.

This is the line that shows whether patience pays. Every point looks at the four weeks before it,
at the ceiling of today, so that a birthday bends nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.facts import vector_rows
from planner.athlete import run_vectors
from planner.session import place_of
from planner.thresholds.formulas import BAND_BPM
from planner.thresholds.heart import heart_on, watch_rest_bpm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy.typing as npt

    from planner.athlete import Athlete
    from planner.session import Session

    Rows: TypeAlias = npt.NDArray[np.float32]

WINDOW_DAYS: Final = 28  # own choice, after Uphill Athlete's four-week average
LEAST_S: Final = 1800  # own choice: steady time near the ceiling that one point needs
LEAST_RUNS: Final = 3  # own choice: runs with such time (two would do for the band)
ABOVE_BPM: Final = 2  # beats above the ceiling still near it, as the class forgives them
RUN_LEAST_S: Final = 120.0
ASSUMED_REST_BPM: Final = 60.0  # only where no resting heart rate is known
# Student's t, two-sided 95 %, by degrees of freedom from 1; beyond the list the normal's 1.96.
_T_95: Final = (
    12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13,
    2.12, 2.11, 2.10, 2.09, 2.09, 2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedPoint:
    """Grade-adjusted speed at ``ceiling_bpm`` over the window that ends on ``day``.

    ``low_m_s`` and ``high_m_s`` span 95 %: the scatter between runs, and what the correction to
    the ceiling may be wrong by. None, with ``reason``, where too little was run near the ceiling.
    ``run_share`` is what of the runs' time was run by the steps, null where none are known.
    """

    day: date
    ceiling_bpm: int
    speed_m_s: float | None
    low_m_s: float | None
    high_m_s: float | None
    runs: int
    steady_s: float
    temperature_c: float | None
    climb_m_km: float | None
    reason: str | None
    run_share: float | None = None


def aerobic_speed(athlete: Athlete, day: date | None = None) -> SpeedPoint | None:
    """Return the point of ``day`` (of today without one); None where no ceiling is in force."""
    if athlete.ceiling is None:
        return None
    last = athlete.today if day is None else day
    runs = athlete.runs[_window(athlete.runs, last)]
    steady = vector_rows([run.facts for run in runs], "steady_s", "steady_m")
    ceiling = athlete.ceiling.bpm
    return _point(athlete, _with_cells(runs, ceiling, *steady), last, ceiling)


def aerobic_speed_line(athlete: Athlete) -> tuple[SpeedPoint, ...]:
    """Return a point for the end of every week, the last one for today, oldest first."""
    if athlete.ceiling is None:
        return ()
    ceiling = athlete.ceiling.bpm
    vectors = run_vectors(athlete)  # all at once: a run lies in four windows
    runs = _with_cells(athlete.runs, ceiling, vectors.steady_s, vectors.steady_m)
    points = []
    for week in athlete.weeks:
        day = min(week.week_start + timedelta(days=6), athlete.today)
        points.append(_point(athlete, runs[_window(athlete.runs, day)], day, ceiling))
    return tuple(points)


def _window(runs: Sequence[Session], last: date) -> slice:
    """Return the places of the window that ends on ``last``."""
    first = last - timedelta(days=WINDOW_DAYS - 1)
    return slice(place_of(runs, first), place_of(runs, last, after=True))


def _point(
    athlete: Athlete, window: Sequence[tuple[Session, _Cell | None]], day: date, ceiling: int
) -> SpeedPoint:
    cells = [cell for _, cell in window if cell is not None]
    total = sum(cell.seconds for cell in cells)
    reason = None
    if total < LEAST_S:
        reason = (
            f"{int(total // 60)} min of steady running within {BAND_BPM} bpm under the ceiling in "
            f"{WINDOW_DAYS} days; {LEAST_S / 60:.0f} are needed"
        )
    elif len(cells) < LEAST_RUNS:
        reason = f"only {len(cells)} runs near the ceiling; {LEAST_RUNS} are needed"
    rest = heart_on(athlete.profile, day, watch_rest_bpm(run.facts for run, _ in window)).rest_bpm
    found = None if reason else _estimate(cells, ceiling, rest or ASSUMED_REST_BPM)
    return SpeedPoint(
        day=day,
        ceiling_bpm=ceiling,
        speed_m_s=None if found is None else found[0],
        low_m_s=None if found is None else found[0] - found[1],
        high_m_s=None if found is None else found[0] + found[1],
        runs=len(cells),
        steady_s=total,
        temperature_c=_weighted([(c.run.facts.temperature_mean_c, c.seconds) for c in cells]),
        climb_m_km=climb_m_km([cell.run for cell in cells]),
        reason=reason,
        run_share=_run_share([cell.run for cell in cells]),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cell:
    """One run's steady part near the ceiling."""

    run: Session
    seconds: float
    bpm: float  # weighted mean
    speed_m_s: float  # weighted mean
    within: tuple[float, float]  # sums of w dx dv and w dx dx inside the run


def _with_cells(
    runs: Sequence[Session], ceiling: int, steady_s: Rows, steady_m: Rows
) -> list[tuple[Session, _Cell | None]]:
    """Return each run with its steady part between the band's floor and a little over the ceiling.

    None where that part is shorter than two minutes.
    """
    low, high = max(0, ceiling - BAND_BPM), ceiling + ABOVE_BPM + 1
    weight, metres = (one[:, low:high].astype(np.float64) for one in (steady_s, steady_m))
    bpm = np.arange(low, low + weight.shape[1], dtype=np.float64)
    seconds = weight.sum(axis=1)
    total = np.where(seconds > 0, seconds, 1.0)
    speed = metres / np.where(weight > 0, weight, 1.0)
    mean_bpm, mean_speed = ((weight * one).sum(axis=1) / total for one in (bpm, speed))
    beats, faster = bpm - mean_bpm[:, None], speed - mean_speed[:, None]
    off = weight * beats
    columns = (seconds, mean_bpm, mean_speed, (off * faster).sum(axis=1), (off * beats).sum(axis=1))
    return [
        (
            run,
            None
            if s < RUN_LEAST_S
            else _Cell(run=run, seconds=s, bpm=mean, speed_m_s=v, within=(dv, dx)),
        )
        for run, s, mean, v, dv, dx in zip(runs, *(one.tolist() for one in columns), strict=True)
    ]


def _estimate(cells: Sequence[_Cell], ceiling: int, rest_bpm: float) -> tuple[float, float]:
    """Return (speed at the ceiling, half of its 95 % span) in m/s.

    Each run's mean is carried to the ceiling by metres a second per beat. The slope inside runs
    is too flat, because heart rate drifts up at an even pace; speed in proportion to the reserve
    is too steep for most; the middle of the two is taken, and half their distance is how wrong
    it may be.
    """
    weight = np.array([cell.seconds for cell in cells])
    total = float(weight.sum())
    speed = np.array([cell.speed_m_s for cell in cells])
    off = ceiling - np.array([cell.bpm for cell in cells])
    steep = float(weight @ speed) / total / max(1.0, ceiling - rest_bpm)
    products, squares = (sum(cell.within[n] for cell in cells) for n in (0, 1))
    flat = min(steep, max(0.0, products / squares)) if squares > 0 else 0.0
    slope, doubt = (steep + flat) / 2, (steep - flat) / 2
    carried = speed + slope * off
    value = float(weight @ carried) / total
    count = len(cells)
    variance = float(weight @ (carried - value) ** 2) / total * count / (count - 1)
    effective = total**2 / float(weight @ weight)
    quantile = _T_95[count - 2] if count - 2 < len(_T_95) else 1.96
    scatter = quantile * math.sqrt(variance / effective)
    return value, scatter + doubt * abs(float(weight @ off) / total)


def _weighted(pairs: Sequence[tuple[float | None, float]]) -> float | None:
    known = [(value, weight) for value, weight in pairs if value is not None]
    total = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / total if total > 0 else None


def _run_share(runs: Sequence[Session]) -> float | None:
    """Return the share of the time that was run, of the runs with steps."""
    known = [
        (run.facts.running_s, run.facts.moving_s or run.facts.duration_s)
        for run in runs
        if run.facts.running_s is not None
    ]
    total_s = sum(seconds for _, seconds in known)
    return sum(ran_s for ran_s, _ in known) / total_s if total_s > 0 else None


def climb_m_km(runs: Sequence[Session]) -> float | None:
    """Return metres climbed a kilometre, of the runs that know both."""
    known = [
        (run.facts.ascent_m, run.facts.distance_m)
        for run in runs
        if run.facts.ascent_m is not None and run.facts.distance_m
    ]
    metres = sum(distance for _, distance in known)
    return 1000 * sum(ascent for ascent, _ in known) / metres if metres > 0 else None
