"""The longest steady stretch of a run and how speed per beat fell in it: what a drift map is of.

Unlike decoupling it need not be the whole run, and speed is taken on the grade, so that a run in
hills or with a slow end can tell something too.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.steady import MINUTE_S, RUNNING_M_S, STEADY_SPEED_CV, WARM_UP_S, drift_frac

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ingest.session.activity import FloatArray
    from ingest.session.steady import Effort

LEAST_MIN: Final = 40  # after the first ten minutes
STEP_MIN: Final = 5  # so much is tried less at the end, until the rest is steady
HEARD: Final = 0.95  # of the seconds, heart rate and speed


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftStretch:
    """A steady stretch: its seconds, its mean heart rate, and the loss of speed per beat an hour.

    ``hour_frac`` is the loss between its halves (RULES 3.2) in proportion to an hour's run.
    """

    seconds: float
    hr_bpm: float
    hour_frac: float


def drift_stretch(effort: Effort, *, stops_s: Sequence[float]) -> DriftStretch | None:
    """Return the longest steady stretch from the tenth minute on, None under forty minutes.

    No long pause lies in it, heart rate and speed are known for 95 %, and speed on the grade varies
    by less than 10 % from minute to minute.

    Parameters
    ----------
    stops_s
        When long pauses were, in seconds of ``effort``.
    """
    minutes = (len(effort.hr_bpm) - WARM_UP_S) // MINUTE_S
    if minutes < LEAST_MIN:
        return None
    span = slice(WARM_UP_S, WARM_UP_S + minutes * MINUTE_S)
    hr, speed = _by_minute(effort.hr_bpm[span]), _by_minute(effort.flat_speed_m_s[span])
    stops = {int((stop - WARM_UP_S) // MINUTE_S) for stop in stops_s}
    edges = [-1, *sorted(stop for stop in stops if 0 <= stop < minutes), minutes]
    parts = [(before + 1, after) for before, after in pairwise(edges)]
    found = [one for part in parts if (one := _longest(hr, speed, *part)) is not None]
    return max(found, key=lambda one: one.seconds, default=None)


def _longest(hr: _Minutes, speed: _Minutes, first: int, end: int) -> DriftStretch | None:
    """Return the longest steady stretch from one minute on; its end gives way."""
    for last in range(end, first + LEAST_MIN - 1, -STEP_MIN):
        part = slice(first, last)
        if _is_steady(hr, speed, part):
            return _measured(hr.mean[part], speed.mean[part])
    return None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Minutes:
    mean: FloatArray  # NaN where a minute has no value
    known: npt.NDArray[np.intp]


def _by_minute(values: FloatArray) -> _Minutes:
    blocks = values.reshape(-1, MINUTE_S)
    finite = np.isfinite(blocks)
    if finite.all():
        return _Minutes(
            mean=blocks.sum(axis=1) / MINUTE_S, known=np.full(len(blocks), MINUTE_S, np.intp)
        )
    known = finite.sum(axis=1)
    total = np.where(finite, blocks, 0.0).sum(axis=1)
    mean = np.divide(total, known, out=np.full(len(known), np.nan), where=known > 0)
    return _Minutes(mean=mean, known=known)


def _is_steady(hr: _Minutes, speed: _Minutes, part: slice) -> bool:
    wanted = HEARD * (part.stop - part.start) * MINUTE_S
    if hr.known[part].sum() < wanted or speed.known[part].sum() < wanted:
        return False
    means = speed.mean[part][speed.known[part] > 0]
    mean = float(means.mean())
    return mean >= RUNNING_M_S and float(means.std()) < STEADY_SPEED_CV * mean


def _measured(hr: FloatArray, speed: FloatArray) -> DriftStretch:
    both = np.isfinite(hr) & np.isfinite(speed)
    seconds = float(len(hr) * MINUTE_S)
    lost = drift_frac(speed[both], hr[both])
    return DriftStretch(
        seconds=seconds, hr_bpm=float(hr[both].mean()), hour_frac=lost * 3600.0 / seconds
    )
