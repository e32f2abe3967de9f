"""Steps counted for beats, said a second time from docs/heart-rate.md, second by second."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from ingest.heart_rate.cadence_lock import cadence_lock
from ingest.heart_rate.effort import expected, running
from ingest.heart_rate.steps import stepped
from ingest.session.grid import Grid

# The later ones lie where one second, or one witness, makes the difference.
CASES = (*range(12), 29, 42, 46, 83, 155, 168, 240, 759, 1784, 2031)


def around(values, width):
    """Return for each second the ``width`` seconds about it; NaN beyond the ends."""
    beyond = np.full(width // 2, math.nan)
    return sliding_window_view(np.concatenate((beyond, np.asarray(values, float), beyond)), width)


def means(values, width):
    some = around(values, width)
    known = ~np.isnan(some)
    total = np.where(known, some, 0.0).sum(axis=1)
    return np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), math.nan)


def stretches(mask):
    edges = [0, *(np.flatnonzero(np.diff(mask)) + 1).tolist(), len(mask)]
    return [(start, stop) for start, stop in pairwise(edges) if mask[start]]


def made(case: int) -> Grid:
    """A run of whole numbers, in some stretches of which the heart is the steps, or half of them.

    They begin at once or are slid into, and keep a distance or waver.
    """
    chance = np.random.default_rng(case)
    count = int(chance.choice([400, 1500, 2400]))
    speed = np.repeat(chance.integers(20, 42, count // 100 + 1) / 10, 100)[:count]
    cadence = np.repeat(chance.integers(150, 180, count // 50 + 1), 50)[:count].astype(float)
    late = np.convolve(np.pad(speed, (60, 0), "edge"), np.ones(61) / 61, "valid")
    heart = np.rint(70 + 24 * late)
    heart += chance.integers(-1, 2, count)
    for _ in range(int(chance.integers(1, 4))):
        start = int(chance.choice([0, 59, 60, chance.integers(0, count - 60)]))
        stop = start + int(chance.choice([55, 61, 119, 120, 160, 299, 300, 420, 700]))
        locked = chance.choice([1.0, 1.0, 0.5]) * cadence[start:stop] + chance.integers(-6, 7)
        heart[start:stop] = locked + chance.choice([0, 1]) * chance.integers(-1, 2, len(locked))
        if chance.random() < 0.4 and start > 60:
            heart[start - 40 : start] = np.linspace(heart[start - 41], heart[start], 40).round()
    heart[chance.integers(0, count, 30)] = math.nan
    nothing = np.zeros(count)
    return Grid(
        hr_bpm=heart,
        cadence_spm=cadence,
        speed_m_s=speed,
        altitude_m=nothing,
        distance_m=np.cumsum(speed),
        paused=nothing > 0,
        after_pause=nothing > 0,
        cell_of_sample=np.arange(count),
    )


def plainly_close(heart, steps):
    """Within 5 bpm of the steps, in windows of 91 s of which 60 are."""
    near = np.array([abs(one - other) <= 5 for one, other in zip(heart, steps, strict=True)])
    dense = np.nansum(around(near, 91), axis=1) >= 60
    wide = np.nansum(around(dense & near, 91), axis=1) > 0
    found = np.zeros(len(near), np.bool_)
    for start, stop in stretches(dense | wide):
        inside = start + np.flatnonzero(near[start:stop])
        if len(inside) >= 60:
            found[inside[0] : inside[-1] + 1] = True
    return found


def plainly_glued(away):
    """Means of 31 s that scatter by 0.3 bpm in 301 s, of which 270 are known."""
    some = around(means(away, 31), 301)
    known = (~np.isnan(some)).sum(axis=1)
    still = np.zeros(len(away))
    for at in np.flatnonzero(known >= 270):
        still[at] = np.nanstd(some[at]) <= 0.3
    return np.nansum(around(still, 301), axis=1) > 0


def jumped(heart, effort, start):
    """15 bpm up in the 20 s to 10 s within, while the effort rose by less than 5 %."""
    some = [one for one in heart[max(start - 20, 0) : start + 10] if not math.isnan(one)]
    if len(some) <= 10 or some[-1] - min(some[:10]) < 15:
        return False
    mean = means(effort, 21)
    return mean[min(start + 10, len(mean) - 1)] <= 1.05 * mean[max(start - 40, 0)]


def follows(heart, steps):
    known = ~(np.isnan(heart) | np.isnan(steps))
    heart, steps = heart[known], steps[known]
    if len(heart) < 120 or np.ptp(heart) == 0 or np.ptp(steps) == 0:
        return False
    return np.corrcoef(heart, steps)[0, 1] >= 0.9


def plain_locks(grid, run):
    """Return what one witness finds, and what two find."""
    found = {1: np.zeros(len(grid.hr_bpm), np.bool_), 2: np.zeros(len(grid.hr_bpm), np.bool_)}
    for steps in (grid.cadence_spm, grid.cadence_spm / 2):
        doubtful = plainly_close(grid.hr_bpm, steps)
        if not doubtful.any():
            continue
        sound = np.where(doubtful, math.nan, grid.hr_bpm)
        model = expected(replace(grid, hr_bpm=sound), run)  # learned without them
        entered = stepped(grid, doubtful)
        glued = plainly_glued(grid.hr_bpm - steps)
        if model:
            glued &= means(abs(grid.hr_bpm - model.bpm), 301) > 5
        for start, stop in stretches(doubtful):
            heart = grid.hr_bpm[start:stop]
            above = (
                model is not None
                and (entered[start] or start < 60)
                and np.nanmedian(heart - model.highest_bpm[start:stop]) >= 15
            )
            followed = doubtful.sum() >= 300 and follows(heart, steps[start:stop])
            witnesses = sum(
                map(bool, (jumped(grid.hr_bpm, run.effort_m_s, start), above, followed))
            )
            for needed, places in found.items():
                if witnesses >= needed:
                    places[start:stop] = True
                elif witnesses + 1 >= needed and (model or start < 60):
                    places[start:stop] = glued[start:stop]
    return found


@pytest.mark.parametrize("case", CASES)
def test_steps_counted_for_beats(case: int) -> None:
    """One more witness at the wrist, two for a strap."""
    grid = made(case)
    run = running(grid)
    found = plain_locks(grid, run)
    for source, needed in (("wrist", 1), ("unknown", 1), ("chest", 2)):
        np.testing.assert_array_equal(cadence_lock(grid, run, hr_source=source), found[needed])
