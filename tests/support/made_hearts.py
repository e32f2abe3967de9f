"""Made-up recordings of mountains, treadmills, heat and bad sensors; every second's truth known.

The heart follows effort with a lag that is quicker up than down, drifts, and wanders; effort is
speed times what the slope costs. Nothing of the cleaning's own model is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from support.made_streams import run

from ingest.heart_rate import Reason, clean

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

BELIEVED: Final = (Reason.CLEAN, Reason.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was recorded each second, and where the sensor is at fault."""

    hr_bpm: Floats
    speed_m_s: Floats
    cadence_spm: Floats
    altitude_m: Floats
    faulty: npt.NDArray[np.bool_]

    def left_out(self) -> npt.NDArray[np.bool_]:
        """Return the seconds that cleaning does not believe as written."""
        made = run(self.hr_bpm, self.speed_m_s, self.cadence_spm, self.altitude_m)
        heart = clean(made.stream, made.pauses_s, hr_source="wrist", sport="running")
        measured = heart.reason != Reason.MISSING
        return measured & ~np.isin(heart.reason, BELIEVED)


def _heart(rng: np.random.Generator, effort: Floats, *, up_s: float, drift_bpm_h: float) -> Floats:
    """Return the true heart rate of an effort in m/s on the flat."""
    aim = rng.uniform(70, 90) + rng.uniform(16, 24) * effort
    aim += drift_bpm_h * np.arange(len(effort)) / 3600
    beat, wander, true = aim[0] - 25, 0.0, np.empty(len(aim))
    for second, goal in enumerate(aim):
        beat += (goal - beat) / (up_s if goal > beat else 1.4 * up_s)
        wander += -wander / 60 + rng.normal(0, 0.2)
        true[second] = beat + wander
    return true


def _made(
    rng: np.random.Generator,
    speed: Floats,
    *,
    grade: Floats | float = 0.0,
    cadence: Floats | float = 168.0,
    unseen: Floats | float = 1.0,
    up_s: float = 30.0,
    drift_bpm_h: float = 5.0,
) -> Made:
    speed = np.clip(speed + rng.normal(0, 0.05, len(speed)), 0, None)
    slope = np.broadcast_to(grade, speed.shape)
    cost = 1 + 9.0 * np.clip(slope, 0, None) - 2.0 * np.clip(-slope, 0, 0.2)  # Minetti, roughly
    true = _heart(rng, speed * cost * unseen, up_s=up_s, drift_bpm_h=drift_bpm_h)
    return Made(
        hr_bpm=np.rint(true),
        speed_m_s=speed,
        cadence_spm=np.rint(cadence + rng.normal(0, 1.5, len(speed))),
        altitude_m=500 + np.cumsum(slope * speed) + rng.normal(0, 0.3, len(speed)),
        faulty=np.zeros(len(speed), np.bool_),
    )


def steep_hike(rng: np.random.Generator) -> Made:
    """Up at 10 to 40 % and down again, walking; the heart lags by 45 s."""
    parts = [rng.integers(300, 900) for _ in range(8)]
    grade = np.concatenate([np.full(n, rng.uniform(0.10, 0.40)) for n in parts[:5]])
    down = np.concatenate([np.full(n, -rng.uniform(0.10, 0.30)) for n in parts[5:]])
    grade = np.concatenate((grade, down))
    speed = np.where(grade > 0, 1.15 - 1.5 * grade, 1.3)
    return _made(rng, speed, grade=grade, cadence=112.0, up_s=45.0)


def descents(rng: np.random.Generator) -> Made:
    """Rolling road: up at 4 %, down at 5 %, every few minutes."""
    t = np.arange(4000)
    grade = np.where(t // rng.integers(150, 400) % 2 == 0, 0.04, -0.05)
    return _made(rng, np.where(grade > 0, 2.5, 3.1), grade=grade)


def run_walk(rng: np.random.Generator) -> Made:
    """Five minutes run, one walked."""
    t = np.arange(3600)
    runs = t % 360 < 300
    return _made(rng, np.where(runs, 2.7, 1.5), cadence=np.where(runs, 166.0, 110.0))


def treadmill(rng: np.random.Generator) -> Made:
    """One speed for an hour, then half a metre a second more."""
    return _made(rng, np.where(np.arange(3600) < 2400, 2.6, 3.1))


def overshoot(rng: np.random.Generator) -> Made:
    """Intervals after which the heart goes on rising for some seconds."""
    t = np.arange(3900)
    hard = (t > 900) & (t < 3300) & (t % 300 < 150)
    made = _made(rng, np.where(hard, 3.9, 2.3), up_s=25.0)
    late = np.concatenate((np.zeros(12, np.bool_), hard[:-12]))
    return _with(made, np.rint(made.hr_bpm + 4.0 * (late & ~hard)))


def heat(rng: np.random.Generator) -> Made:
    """Four hours in heat: 12 bpm an hour at the same speed."""
    return _made(rng, np.full(4 * 3600, 2.5), drift_bpm_h=12.0)


def unseen_cost(rng: np.random.Generator) -> Made:
    """Headwind, sand or mud for minutes: an effort that neither speed nor slope tells."""
    t = np.arange(4500)
    first, lasts = rng.integers(600, 1500), rng.integers(600, 2400)
    hard = (t > first) & (t < first + lasts)
    return _made(
        rng, 2.8 + 0.1 * np.sin(t / 170), unseen=np.where(hard, rng.uniform(1.2, 1.4), 1.0)
    )


def _with(made: Made, seen: Floats) -> Made:
    off = np.isfinite(seen) & (np.abs(seen - made.hr_bpm) > 10)
    return Made(
        hr_bpm=seen,
        speed_m_s=made.speed_m_s,
        cadence_spm=made.cadence_spm,
        altitude_m=made.altitude_m,
        faulty=made.faulty | off,
    )


def _easy(rng: np.random.Generator) -> Made:
    t = np.arange(3600)
    return _made(rng, 2.6 + 0.15 * np.sin(t / 170))


def _stretches(rng: np.random.Generator, least: int, most: int) -> list[slice]:
    starts = rng.choice(np.arange(600, 3000, 600), 3, replace=False)
    return [slice(int(s), int(s + rng.integers(least, most))) for s in starts]


def belt_slips(rng: np.random.Generator) -> Made:
    """A strap that slips: half of the beats for a minute or more, with holes."""
    made = _easy(rng)
    seen = made.hr_bpm.copy()
    for part in _stretches(rng, 60, 200):
        seen[part] = np.rint(seen[part] * 0.5 + rng.normal(0, 2, len(seen[part])))
        seen[part.start : part.start + 8] = np.nan
    return _with(made, seen)


def wrist_loses_light(rng: np.random.Generator) -> Made:
    """A wrist sensor 25 to 35 bpm too low for minutes."""
    made = _easy(rng)
    seen = made.hr_bpm.copy()
    for part in _stretches(rng, 120, 360):
        seen[part] -= round(rng.uniform(25, 35))
    return _with(made, seen)


def cadence_lock(rng: np.random.Generator) -> Made:
    """Heart rate that is the cadence for minutes, constant or moving."""
    t = np.arange(3600)
    moving = 6 * np.sin(t / 60) if rng.random() < 0.5 else 0.0
    made = _made(rng, 2.5 + 0.1 * np.sin(t / 170), cadence=172.0 + moving)
    seen = made.hr_bpm.copy()
    for part in _stretches(rng, 200, 420):
        seen[part] = made.cadence_spm[part]
    return _with(made, seen)


def late_start(rng: np.random.Generator) -> Made:
    """A sensor that reads too high for the first minutes."""
    made = _easy(rng)
    seen = made.hr_bpm.copy()
    stop = int(rng.integers(90, 240))
    seen[:stop] = np.rint(172 + rng.normal(0, 1.5, stop))
    return _with(made, seen)


SOUND: Final[tuple[Callable[[np.random.Generator], Made], ...]] = (
    steep_hike, descents, run_walk, treadmill, overshoot, heat, unseen_cost,
)  # fmt: skip
FAULTY: Final[tuple[Callable[[np.random.Generator], Made], ...]] = (
    belt_slips, wrist_loses_light, cadence_lock, late_start,
)  # fmt: skip


def shares(kind: Callable[[np.random.Generator], Made], seeds: int) -> tuple[float, float]:
    """Return the share of faulty seconds found (NaN without any) and of sound ones thrown away."""
    found = faulty = thrown = sound = 0
    for seed in range(seeds):
        made = kind(np.random.default_rng([seed, len(kind.__name__)]))
        out, measured = made.left_out(), np.isfinite(made.hr_bpm)
        found += int((out & made.faulty).sum())
        faulty += int(made.faulty.sum())
        thrown += int((out & ~made.faulty & measured).sum())
        sound += int((~made.faulty & measured).sum())
    return (found / faulty if faulty else float("nan")), thrown / sound
