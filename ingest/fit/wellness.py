"""What monitoring, sleep and HRV files state: resting heart rate, HRV, stress, sleep.

Message and field numbers: FIT profile, or RULES 5.6 where it has none. Event 74 (start and stop
of a sleep) and message 273 stand in no public profile. That a sleep level states the stretch that
ends at its time, the first one from the start of the sleep, was found by comparing 188 days of
one runner with the maker's own page: start and stop gave its figure to the minute.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ingest.fit import profile
from ingest.fit.legs import known, utc, utc_offset_s, zone_offset_s
from ingest.fit.protocol import EPOCH_S, FIRST_ABSOLUTE_S, TIMESTAMP
from ingest.wellness import FileWellness, Series, Sleep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from ingest.fit.segment import Segment
    from ingest.session.activity import FloatArray
    from ingest.wellness import Metric

_SLEEP_FILE: Final = 49  # a file type without a word in FIT's own list
# What the values and sleeps of a file stand in; a sleep file's events besides.
_STATING: Final = frozenset(
    {
        profile.MONITORING_HR,
        profile.STRESS_LEVEL,
        profile.SLEEP_LEVEL,
        profile.SLEEP_ASSESSMENT,
        profile.HRV_STATUS,
        profile.HRV_VALUE,
        profile.NAP_EVENT,
    }
)
_LOCAL_TIMESTAMP: Final = ((profile.MONITORING_INFO, 0), (profile.SLEEP_DATA_INFO, 2))
TODAYS_RHR: Final = 1  # field 0 is a 7-day mean (RULES 5.6), which is not today's
WEEKS_HRV, NIGHTS_HRV, BASELINE_LOW, BASELINE_HIGH = 0, 1, 4, 5
FIVE_MINUTES_HRV: Final = 0
_STRESS, _STRESS_TIME = 0, 1
_MOST_STRESS: Final = 100
OVERALL_SCORE: Final = 6
_EVENT, _EVENT_TYPE = 0, 1
_SLEEP_EVENT, _BEGINS, _ENDS = 74, 0, 1
_LEVEL: Final = 0
_UNMEASURABLE, _AWAKE = 0, 1
_ASLEEP: Final = (2, 3, 4)  # light, deep, REM
NAP_START, NAP_END, NAP_END_OFFSET_MIN, NAP_DELETED, NAP_UPDATED = 0, 2, 3, 5, 7
_MINUTE_S: Final = 60
_MOST_SLEEP_S: Final = 86_400  # own choice: nobody sleeps a day; wrong clocks do
_NEAR_S: Final = 3 * 86_400  # own choice: a watch's wellness file is of a day or two
_MOST_SLEEPS: Final = 100  # own choice: a file is of a day or two; bytes can claim a million


class _Window(NamedTuple):
    """Start and stop of a sleep in FIT seconds; the stop is infinite while it has not ended."""

    start_s: float
    stop_s: float
    ended: bool


def wellness_of(segments: Iterable[Segment]) -> FileWellness:
    """Return what the segments of one file state of wellness."""
    series: list[Series] = []
    sleeps: list[Sleep] = []
    for segment in segments:
        if _STATING.isdisjoint(segment.numbers()) and not _is_sleep_file(segment):
            continue
        offset_s = _offset_s(segment)
        series += _series(segment, offset_s)
        sleeps += [*_nights(segment, offset_s), *_naps(segment, offset_s)]
    return FileWellness(series=tuple(series), sleeps=tuple(sleeps))


def _offset_s(segment: Segment) -> int | None:
    """Return the local clock's offset by the file's own messages, else by an activity message."""
    for number, local in _LOCAL_TIMESTAMP:
        info = segment.messages(number)
        offset_s = zone_offset_s(info.times(local), info.timestamps)
        if offset_s is not None:
            return offset_s
    return utc_offset_s(segment.messages(profile.ACTIVITY))


def _series(segment: Segment, offset_s: int | None) -> Iterator[Series]:
    heart = segment.messages(profile.MONITORING_HR)
    hrv = segment.messages(profile.HRV_STATUS)
    five = segment.messages(profile.HRV_VALUE)
    stress = segment.messages(profile.STRESS_LEVEL)
    scores = np.where(stress.raw(_STRESS) > _MOST_STRESS, np.nan, stress.raw(_STRESS))
    stated: tuple[tuple[Metric, FloatArray, FloatArray], ...] = (
        ("rhr_bpm", heart.timestamps, _above_zero(heart.raw(TODAYS_RHR))),
        ("hrv_night_ms", hrv.timestamps, _above_zero(hrv[NIGHTS_HRV])),
        ("hrv_five_minutes_ms", five.timestamps, _above_zero(five[FIVE_MINUTES_HRV])),
        ("hrv_week_ms", hrv.timestamps, _above_zero(hrv[WEEKS_HRV])),
        ("hrv_baseline_low_ms", hrv.timestamps, _above_zero(hrv[BASELINE_LOW])),
        ("hrv_baseline_high_ms", hrv.timestamps, _above_zero(hrv[BASELINE_HIGH])),
        ("stress_score", stress.times(_STRESS_TIME), scores),
    )
    for metric, times, values in stated:
        use = _timed(segment, times) & np.isfinite(values)
        if use.any():
            order = np.argsort(times[use], kind="stable")
            at_s = (times[use][order] + EPOCH_S).astype(np.int64)
            yield Series(metric=metric, utc_offset_s=offset_s, at_s=at_s, value=values[use][order])


def _timed(segment: Segment, times: FloatArray) -> npt.NDArray[np.bool_]:
    """Say which times are of this age and, in a damaged file, near the others of their kind."""
    of_this_age = times >= FIRST_ABSOLUTE_S
    if not (segment.damaged and of_this_age.any()):
        return of_this_age
    middle = np.median(times[of_this_age])
    return of_this_age & (np.abs(times - middle) <= _NEAR_S)


def _above_zero(values: FloatArray) -> FloatArray:
    return np.where(values > 0, values, np.nan)


def _nights(segment: Segment, offset_s: int | None) -> Iterator[Sleep]:
    """Yield the sleeps of a sleep file: from event to event, less what was awake."""
    at, level = _levels(segment)
    score = segment.messages(profile.SLEEP_ASSESSMENT).raw(OVERALL_SCORE)
    if not (len(at) or len(score) or _is_sleep_file(segment)):
        return
    windows = list(islice(_windows(segment), _MOST_SLEEPS))
    if not windows and len(at):
        windows = [_Window(float(at[0]), float(at[-1]), ended=True)]  # as far as levels are told
    nights = [
        night for window in windows if (night := _night(window, at, level, offset_s)) is not None
    ]
    longest = max(nights, key=lambda night: night.window_s, default=None)
    rated = score[score > 0]
    for night in nights:
        mine = night is longest and len(rated)
        yield replace(night, score=known(rated[-1])) if mine else night


def _night(
    window: _Window, at: FloatArray, level: FloatArray, offset_s: int | None
) -> Sleep | None:
    """Return the sleep of one window; None where it has begun and nothing is told of it yet."""
    start, stop, ended = window
    inside = (at > start) & (at <= stop)
    if not ended and inside.any():
        stop = float(at[inside][-1])
    if not 0 < stop - start <= _MOST_SLEEP_S:
        return None
    stretch_s = np.diff(at[inside], prepend=start)
    awake_s = float(stretch_s[level[inside] == _AWAKE].sum())
    unknown_s = float(stretch_s[level[inside] == _UNMEASURABLE].sum())
    staged = np.isin(level[inside], _ASLEEP).any()
    return Sleep(
        kind="night",
        start_utc=utc(start),
        stop_utc=utc(stop),
        stated_utc=utc(stop),
        utc_offset_s=offset_s,
        asleep_s=stop - start - awake_s - unknown_s if staged else None,
        awake_s=awake_s,
        ended=ended,
    )


def _is_sleep_file(segment: Segment) -> bool:
    return _SLEEP_FILE in segment.messages(profile.FILE_ID).raw(0)


def _levels(segment: Segment) -> tuple[FloatArray, FloatArray]:
    """Return the times of the sleep levels, rising, and the levels."""
    table = segment.messages(profile.SLEEP_LEVEL)
    times, levels = table.timestamps, table.raw(_LEVEL)
    use = _timed(segment, times) & np.isfinite(levels)
    order = np.argsort(times[use], kind="stable")
    return times[use][order], levels[use][order]


def _windows(segment: Segment) -> Iterator[_Window]:
    """Yield each sleep's window by its events."""
    table = segment.messages(profile.EVENT)
    times, kinds = table.timestamps, table.raw(_EVENT_TYPE)
    use = (table.raw(_EVENT) == _SLEEP_EVENT) & _timed(segment, times)
    start: float | None = None
    for at, kind in sorted(zip(times[use].tolist(), kinds[use].tolist(), strict=True)):
        if kind == _BEGINS:
            start = at if start is None else start
        elif kind == _ENDS and start is not None:
            yield _Window(start, at, ended=True)
            start = None
    if start is not None:
        yield _Window(start, np.inf, ended=False)


def _naps(segment: Segment, offset_s: int | None) -> Iterator[Sleep]:
    """Yield the naps; one taken back by the runner is told as deleted."""
    table = segment.messages(profile.NAP_EVENT)
    start, end, updated = (table.times(n) for n in (NAP_START, NAP_END, NAP_UPDATED))
    stated = np.fmax(np.fmax(updated, table.times(TIMESTAMP)), end)
    local = end + table.raw(NAP_END_OFFSET_MIN) * _MINUTE_S
    deleted = table.raw(NAP_DELETED) == 1
    sound = _timed(segment, start) & (end > start) & (end <= start + _MOST_SLEEP_S)
    for row in np.flatnonzero(sound)[:_MOST_SLEEPS]:
        own_s = zone_offset_s(local[row : row + 1], end[row : row + 1])
        yield Sleep(
            kind="nap",
            start_utc=utc(start[row]),
            stop_utc=utc(end[row]),
            stated_utc=utc(stated[row]),
            utc_offset_s=offset_s if own_s is None else own_s,
            asleep_s=float(end[row] - start[row]),
            awake_s=0.0,
            deleted=bool(deleted[row]),
        )
