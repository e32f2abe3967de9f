"""A sensor at the wrist that counts steps instead of beats (RULES 4.2)."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.heart_rate.effort import expected
from ingest.heart_rate.steps import stepped
from ingest.session.ranks import median
from ingest.session.sums import inner
from ingest.session.windows import moving_count, moving_mean, moving_sum, runs

if TYPE_CHECKING:
    from ingest.heart_rate.effort import Expected, Running
    from ingest.session.activity import FloatArray
    from ingest.session.facts import HrSource
    from ingest.session.grid import Grid
    from ingest.session.windows import BoolArray

CLOSE_BPM: Final = 5.0
WINDOW_S: Final = 91
CLOSE_FOR_S: Final = 60
JUMP_BPM: Final = 15.0
JUMP_WITHIN_S: Final = 20
EFFORT_RISE: Final = 1.05
ABOVE_EXPECTED_BPM: Final = 15.0
FOLLOWS_R: Final = 0.90
FOLLOWS_SPAN_S: Final = 120
FOLLOWS_TOTAL_S: Final = 300
GLUED_S: Final = 301
GLUED_MEAN_S: Final = 31
GLUED_BPM: Final = 0.3
AT_ONCE_S: Final = 60
WITNESSES_WRIST: Final = 1
WITNESSES_CHEST: Final = 2


def cadence_lock(grid: Grid, run: Running, *, hr_source: HrSource) -> BoolArray:
    """Return where heart rate is the cadence, or half of it.

    First it must be close: within 5 of the steps a minute in at least 60 of 90 s. That alone is
    normal for many runners at tempo, so another witness must speak: a jump of 15 bpm within
    20 s at its beginning without 5 % more effort; 15 bpm above what this running took in the
    rest of the session, learned without the stretches in doubt, and not slid into, for wind or
    sand bring true hearts there; over 120 s and where 300 s or more are in doubt, a correlation
    with the cadence of 0.90 (which a constant cadence hides);
    or a distance to the steps that stays the same to 0.3 bpm for 300 s, over 5 bpm off the
    expected (or, with nothing to learn from, from the first minute on). A chest strap does not
    see steps: there two of these must speak.
    """
    needed = WITNESSES_CHEST if hr_source == "chest" else WITNESSES_WRIST
    found = np.zeros(len(grid), np.bool_)
    for factor in (1.0, 0.5):
        steps = factor * grid.cadence_spm
        doubtful = _close(grid.hr_bpm, steps)
        if doubtful.any():
            found |= _convicted(grid, run, steps, doubtful, needed)
    return found


def _convicted(
    grid: Grid, run: Running, steps: FloatArray, doubtful: BoolArray, needed: int
) -> BoolArray:
    """Return the stretches in doubt against which enough witnesses speak.

    The last witness, being glued to the steps, speaks only against its own seconds.
    """
    found = np.zeros(len(grid), np.bool_)
    model = expected(replace(grid, hr_bpm=np.where(doubtful, np.nan, grid.hr_bpm)), run)
    effort = moving_mean(run.effort_m_s, JUMP_WITHIN_S + 1)
    glued = _glued(grid.hr_bpm - steps)
    if model:
        glued &= moving_mean(np.abs(grid.hr_bpm - model.bpm), GLUED_S) > CLOSE_BPM
    entered = stepped(grid, doubtful)
    many = doubtful.sum() >= FOLLOWS_TOTAL_S
    for start, stop in runs(doubtful):
        inside = slice(start, stop)
        witnesses = (
            _jumped(grid.hr_bpm, effort, start),
            (entered[start] or start < AT_ONCE_S) and _above(grid.hr_bpm[inside], model, inside),
            bool(many) and _follows(grid.hr_bpm[inside], steps[inside]),
        )
        if sum(witnesses) >= needed:
            found[inside] = True
        elif sum(witnesses) + 1 >= needed and (model or start < AT_ONCE_S):
            found[inside] = glued[inside]
    return found


def _above(hr_bpm: FloatArray, model: Expected | None, inside: slice) -> bool:
    """Return whether heart rate is far above what this running took elsewhere."""
    if model is None:
        return False
    away = hr_bpm - model.highest_bpm[inside]
    return median(away) >= ABOVE_EXPECTED_BPM


def _close(hr_bpm: FloatArray, steps: FloatArray) -> BoolArray:
    """Return stretches of close seconds, each within windows that are close for 60 of 90 s."""
    with np.errstate(invalid="ignore"):
        near = np.abs(hr_bpm - steps) <= CLOSE_BPM
    stretch = np.zeros(len(near), np.bool_)
    if np.count_nonzero(near) < CLOSE_FOR_S:
        return stretch
    dense = moving_count(near, WINDOW_S) >= CLOSE_FOR_S
    dense |= moving_count(dense & near, WINDOW_S) > 0
    for start, stop in runs(dense):
        inside = np.flatnonzero(near[start:stop])
        if len(inside) >= CLOSE_FOR_S:
            stretch[start + inside[0] : start + inside[-1] + 1] = True
    return stretch


def _glued(away_bpm: FloatArray) -> BoolArray:
    """Return where heart rate keeps its distance to the steps as no heart does for 5 min.

    Half minutes are compared, so that a counter's jitter does not hide it. In 73 h of real runs
    the half minutes of heart rate never had a standard deviation under 0.46 bpm in 5 min.
    """
    slow = moving_mean(away_bpm, GLUED_MEAN_S)
    known = np.isfinite(slow)
    level = median(slow) if known.any() else 0.0
    beside = np.where(known, slow - level, 0.0)
    count = moving_count(known, GLUED_S)
    among = np.maximum(count, 1)
    mean = moving_sum(beside, GLUED_S) / among
    variance = moving_sum(beside**2, GLUED_S) / among - mean**2
    middle = (count >= GLUED_S - GLUED_MEAN_S) & (variance <= GLUED_BPM**2)
    return np.asarray(moving_count(middle, GLUED_S) > 0)


def _jumped(hr_bpm: FloatArray, effort: FloatArray, start: int) -> bool:
    """Return whether heart rate jumped into the stretch without more effort."""
    around = slice(max(start - JUMP_WITHIN_S, 0), start + JUMP_WITHIN_S // 2)
    hr = hr_bpm[around]
    hr = hr[np.isfinite(hr)]
    if len(hr) <= JUMP_WITHIN_S // 2 or hr[-1] - hr[: JUMP_WITHIN_S // 2].min() < JUMP_BPM:
        return False
    before = effort[max(start - 2 * JUMP_WITHIN_S, 0)]
    return bool(effort[min(start + JUMP_WITHIN_S // 2, len(effort) - 1)] <= EFFORT_RISE * before)


def _follows(hr_bpm: FloatArray, steps: FloatArray) -> bool:
    known = np.isfinite(hr_bpm) & np.isfinite(steps)
    if np.count_nonzero(known) < FOLLOWS_SPAN_S:
        return False
    one, other = hr_bpm[known], steps[known]
    if one.min() == one.max() or other.min() == other.max():
        return False
    one, other = one - one.mean(), other - other.mean()
    return inner(one, other) >= FOLLOWS_R * math.sqrt(inner(one, one) * inner(other, other))
