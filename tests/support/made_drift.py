"""Runners whose aerobic threshold is known, by how far their heart rate drifts at one effort.

At the threshold speed per beat falls by 5 % an hour; under it by 0.35 points less a beat, no less
than 1.5 %; over it by 0.7 points more. From day to day it scatters by 1.5 points.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import numpy as np
from support.made_streams import run

from ingest.imports.derive import derive
from ingest.session.terrain import cost_factor
from planner.judging.judge import judge
from planner.profile.model import Profile

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts
    from planner.session import Session

LIMIT, FLATTER, STEEPER, LEAST, SCATTER = 0.05, 0.0035, 0.007, 0.015, 0.015
KINDS = ("flat", "hilly", "hot", "noisy")
RUN_DAYS = (1, 3, 5, 6)
HOT_DAYS, HOT = 0.4, 0.02  # of the days, and the points an hour that heat adds
COOL_C, HOT_C, WARMTH_SD = 18.0, 30.0, 3.0
FLAT_M_S = 2.8


def drift_at(bpm: float, threshold_bpm: float) -> float:
    """Return what an hour loses at a heart rate, by the rule above."""
    over = bpm - threshold_bpm
    return max(LEAST, LIMIT + (STEEPER if over > 0 else FLATTER) * over)


def sessions_of(
    kind: str, seed: int, *, threshold_bpm: float, weeks: int, today: date
) -> list[Session]:
    """Return the judged runs of so many weeks up to ``today``, oldest first."""
    chance = np.random.default_rng([KINDS.index(kind), seed])
    days = [today - timedelta(days=n) for n in range(7 * weeks, 0, -1)]
    facts = [_run(kind, chance, day, threshold_bpm) for day in days if day.weekday() in RUN_DAYS]
    return list(judge(facts, [one.start_utc.date() for one in facts], Profile()))


def _run(kind: str, chance: np.random.Generator, day: date, threshold_bpm: float) -> SessionFacts:
    seconds = int(chance.integers(3000, 4500)) + 600
    bpm = threshold_bpm + chance.normal(-6.0, 8.0)
    hour = drift_at(bpm, threshold_bpm) + chance.normal(0.0, SCATTER)
    hot = kind == "hot" and chance.random() < HOT_DAYS
    hour += HOT if hot else 0.0
    t = np.arange(seconds, dtype=float)
    middle = (600 + seconds) / 2
    hr = bpm * (1 + hour * (t - middle) / 1800)
    hr[:600] = np.linspace(0.8 * bpm, hr[600], 600)
    noise = chance.normal(0.0, 1.0, seconds)
    if kind == "noisy":
        noise += np.repeat(chance.normal(0.0, 4.0, seconds // 60 + 1), 60)[:seconds]
    hr = np.rint(hr + noise)
    slope = np.zeros(seconds)
    if kind == "hilly":
        slope = 0.04 * np.sin(2 * np.pi * t * FLAT_M_S / 1000 + chance.uniform(0, 6))
    speed = FLAT_M_S / cost_factor(slope) * (1 + 0.02 * chance.normal(size=seconds))
    altitude = 200 + np.cumsum(slope * speed)
    made = run(hr, speed, altitude_m=altitude, start_utc=datetime.combine(day, time(7), tzinfo=UTC))
    sha256 = hashlib.sha256(f"{kind}{day}{bpm}".encode()).hexdigest()
    warmth = (HOT_C if hot else COOL_C) + WARMTH_SD * chance.normal() if kind == "hot" else None
    known = derive(replace(made, utc_offset_s=0), sha256=sha256, leg=0)[0]
    return replace(known, temperature_mean_c=warmth)
