"""Heart rate that steps while the effort stays: the sensor lost the pulse, or found it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.ranks import median
from ingest.session.windows import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.heart_rate.effort import Expected
    from ingest.session.activity import FloatArray
    from ingest.session.grid import Grid
    from ingest.session.windows import BoolArray

WITHIN_S: Final = 5
SLOPE_OVER_S: Final = 10
SAME_STEP_S: Final = 8
WITNESS_BPM: Final = 6.0
BESIDE_S: Final = 20
MISSING_S: Final = 5
DOWN_BPM: Final = 6.0
UP_BPM: Final = 7.0
LEVEL_OVER_S: Final = 10
HELD_S: Final = 30  # the higher side of a step must be no bump: over it, ...
HELD: Final = 0.9  # ... so much of the step must be left
NOT_HIGH_BPM: Final = 5.0  # a step down from too high is a return to the truth
EASED_BPM: Final = 4.0
EASED_S: Final = 120
RISE_BPM: Final = 2.0
EFFORT_BESIDE_S: Final = 15
BACK: Final = 0.5  # the stretch ends where this share of the step is made good
RISING_BPM: Final = 2.0
AT_LEAST_S: Final = 30
AT_MOST_S: Final = 300


def steps(hr_bpm: FloatArray) -> FloatArray:
    """Return the change within 5 s, beyond what the slope of the 10 s beside it explains.

    Each second has the change that begins there, in bpm, with its sign; 0 where unknown.
    """
    found = np.zeros(len(hr_bpm))
    room = SLOPE_OVER_S + WITHIN_S
    if len(hr_bpm) <= room + SLOPE_OVER_S:
        return found
    first, last = hr_bpm[SLOPE_OVER_S:-room], hr_bpm[room:-SLOPE_OVER_S]
    sign = np.sign(last - first)
    before = sign * (first - hr_bpm[: len(first)])
    after = sign * (hr_bpm[room + SLOPE_OVER_S :] - last)
    slope = np.maximum(np.maximum(before, after), 0.0) / SLOPE_OVER_S
    beyond = np.maximum(np.abs(last - first) - WITHIN_S * slope, 0.0)
    beyond *= sign
    beyond[np.isnan(beyond)] = 0.0
    found[SLOPE_OVER_S:-room] = beyond
    return found


def stepped(grid: Grid, found: BoolArray) -> BoolArray:
    """Return the stretches that begin or end where heart rate steps, or is missing.

    The running alone is one witness, and a weak one: wind, mud, heat and a bad night move hearts
    for as long. A heart slides away from it; a sensor that loses the pulse, or finds it, steps.
    A pause is no witness: hearts sink in it, and some wake slowly.
    """
    if not found.any():
        return found
    change = np.abs(steps(grid.hr_bpm)) >= WITNESS_BPM
    missing = ~np.isfinite(grid.hr_bpm) & ~grid.paused
    kept = np.zeros(len(found), np.bool_)
    for start, stop in runs(found):
        ends = [slice(max(end - BESIDE_S, 0), end + BESIDE_S) for end in (start, stop)]
        if any(change[end].any() or missing[end].sum() >= MISSING_S for end in ends):
            kept[start:stop] = True
    return kept


def sharpest(size_bpm: FloatArray, at_least_bpm: float) -> Iterator[int]:
    """Yield the seconds of steps of this size, one of those that lie within 8 s."""
    for at in np.flatnonzero(size_bpm >= at_least_bpm).tolist():
        first = max(at - SAME_STEP_S, 0)
        if at == first + int(np.argmax(size_bpm[first : at + SAME_STEP_S + 1])):
            yield at


def set_off(grid: Grid, model: Expected, change: FloatArray, wrong: BoolArray) -> BoolArray:
    """Return where heart rate is too low between steps that the effort does not explain.

    A heart slides, it does not step. After a step down of 6 bpm, from a level that was not too
    high and while the effort did not ease in the 2 min before, the sensor follows something else,
    until half of the step is made good: within 5 min, or nobody knows which of the two was wrong.
    Before a step up of 7 bpm, while the effort did not rise, it did so since heart rate stopped
    rising. The higher side must have held for half a minute; what is shorter than 30 s is left
    alone; the step itself goes with the low side. A step from or into what was found ``wrong``
    before says nothing. ``change`` are the :func:`steps`.
    """
    found = np.zeros(len(grid), np.bool_)
    away = grid.hr_bpm - model.bpm
    for at in sharpest(np.abs(change), min(DOWN_BPM, UP_BPM)):
        size = float(abs(change[at]))
        stretch = range(0)
        if change[at] > 0.0 and size >= UP_BPM and not wrong[_after(at)].any():
            stretch = _before_up(grid.hr_bpm, model.bpm, away, at, size)
        elif change[at] < 0.0 and size >= DOWN_BPM and not wrong[_before(at)].any():
            stretch = _after_down(model.bpm, away, at, size)
        if len(stretch) >= AT_LEAST_S:
            found[stretch.start : stretch.stop] = True
    return found


def _before(at: int, seconds: int = LEVEL_OVER_S) -> slice:
    return slice(max(at - seconds, 0), at + 1)


def _after(at: int, seconds: int = LEVEL_OVER_S) -> slice:
    return slice(at + WITHIN_S, at + WITHIN_S + seconds)


def _after_down(expected_bpm: FloatArray, away: FloatArray, at: int, size_bpm: float) -> range:
    """Return the seconds after a step down in which heart rate is too low; none if it may fall."""
    before = median(away[_before(at)])
    fallen = median(away[_before(at, HELD_S)]) - median(away[_after(at)])
    later = min(at + WITHIN_S + EFFORT_BESIDE_S, len(away) - 1)
    eased = expected_bpm[_before(at, EASED_S)].max() - expected_bpm[later]
    if eased > EASED_BPM or before > NOT_HIGH_BPM or fallen < HELD * size_bpm:
        return range(0)
    lasts = _lasts(away[_after(at, AT_MOST_S)] < before - BACK * size_bpm)
    return range(0) if lasts == AT_MOST_S else range(at + 1, at + WITHIN_S + lasts)


def _before_up(
    hr_bpm: FloatArray, expected_bpm: FloatArray, away: FloatArray, at: int, size_bpm: float
) -> range:
    """Return the seconds before a step up in which heart rate was too low; none if it may rise."""
    after = median(away[_after(at)])
    risen = median(away[_after(at, HELD_S)]) - median(away[_before(at)])
    later = min(at + WITHIN_S + EFFORT_BESIDE_S, len(away) - 1)
    rise = expected_bpm[later] - expected_bpm[max(at - EFFORT_BESIDE_S, 0)]
    if rise > RISE_BPM or risen < HELD * size_bpm:
        return range(0)
    earlier = _before(at, AT_MOST_S)
    low = away[earlier] < after - BACK * size_bpm
    level = hr_bpm[earlier] >= hr_bpm[at] - RISING_BPM
    return range(at + 1 - _lasts((low & level)[::-1]), at + WITHIN_S)


def _lasts(holds: BoolArray) -> int:
    """Return for how many seconds from the first it holds without a break."""
    ends = np.flatnonzero(~holds)
    return int(ends[0]) if len(ends) else len(holds)
