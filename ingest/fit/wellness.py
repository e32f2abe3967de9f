"""Daily values from wellness files: resting heart rate, overnight HRV, stress, sleep.

Message and field numbers: FIT profile as listed in RULES 5.6. A watch writes one file for a day
or a night; a value's instant is the message's own time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit import profile
from ingest.fit.legs import utc, utc_offset_s, zone_offset_s
from ingest.fit.protocol import FIRST_ABSOLUTE_S
from ingest.wellness import WellnessValue

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.fit.segment import Segment
    from ingest.session.activity import FloatArray
    from ingest.wellness import WellnessMetric

_LOCAL_TIMESTAMP: Final = 0  # of monitoring_info
_TODAYS_RHR: Final = 1  # field 0 is a 7-day mean (RULES 5.6), which is not today's
_NIGHTS_HRV, _BASELINE_LOW, _BASELINE_HIGH = 1, 4, 5
_STRESS, _STRESS_TIME = 0, 1
_OVERALL_SCORE: Final = 6
_LEVEL: Final = 0
_ASLEEP: Final = (2, 3, 4)  # light, deep, REM; 0 is unmeasurable, 1 awake
_DAY_S: Final = 86_400


def wellness_values(segment: Segment) -> list[WellnessValue]:
    """Return the wellness values that one segment states, in order of metric and time."""
    offset_s = _offset_s(segment)
    heart = segment.messages(profile.MONITORING_HR)
    hrv = segment.messages(profile.HRV_STATUS)
    found: list[tuple[WellnessMetric, float, float]] = [
        *_each("rhr_bpm", heart.timestamps, heart.raw(_TODAYS_RHR)),
        *_each("hrv_rmssd_ms", hrv.timestamps, hrv[_NIGHTS_HRV]),
        *_each("hrv_baseline_low_ms", hrv.timestamps, hrv[_BASELINE_LOW]),
        *_each("hrv_baseline_high_ms", hrv.timestamps, hrv[_BASELINE_HIGH]),
        *_stress(segment.messages(profile.STRESS_LEVEL), offset_s),
        *_sleep(segment),
    ]
    return [
        WellnessValue(metric=metric, at_utc=utc(at), utc_offset_s=offset_s, value=value)
        for metric, at, value in found
    ]


def _offset_s(segment: Segment) -> int | None:
    """Return the local clock's offset by monitoring_info, else by an activity message."""
    info = segment.messages(profile.MONITORING_INFO)
    offset_s = zone_offset_s(info.times(_LOCAL_TIMESTAMP), info.timestamps)
    return utc_offset_s(segment.messages(profile.ACTIVITY)) if offset_s is None else offset_s


def _each(
    metric: WellnessMetric, times: FloatArray, values: FloatArray
) -> list[tuple[WellnessMetric, float, float]]:
    """Return the valid values above zero that have a time of day."""
    use = (times >= FIRST_ABSOLUTE_S) & (values > 0)
    return [(metric, at, value) for at, value in zip(times[use], values[use], strict=True)]


def _stress(table: Messages, offset_s: int | None) -> list[tuple[WellnessMetric, float, float]]:
    """Return the mean stress score of each day in the file, at its last measurement.

    Negative scores mean that none could be measured.
    """
    times, values = table.times(_STRESS_TIME), table.raw(_STRESS)
    use = (times >= FIRST_ABSOLUTE_S) & (values >= 0)
    times, values = times[use], values[use]
    if not len(times):
        return []
    order = np.argsort(times, kind="stable")
    times, values = times[order], values[order]
    _, first = np.unique((times + (offset_s or 0)) // _DAY_S, return_index=True)
    ends = np.append(first[1:], len(times))
    return [
        ("stress_score", float(times[end - 1]), float(values[begin:end].mean()))
        for begin, end in zip(first, ends, strict=True)
    ]


def _sleep(segment: Segment) -> list[tuple[WellnessMetric, float, float]]:
    """Return seconds asleep and the night's score, at the end of the night."""
    levels = segment.messages(profile.SLEEP_LEVEL)
    times, level = levels.timestamps, levels.raw(_LEVEL)
    use = times >= FIRST_ABSOLUTE_S
    times, level = times[use], level[use]
    if not len(times):
        return []
    order = np.argsort(times, kind="stable")
    times, level = times[order], level[order]
    # A level holds until the next one; the last one ends the night.
    asleep_s = float(np.diff(times)[np.isin(level[:-1], _ASLEEP)].sum())
    scores = segment.messages(profile.SLEEP_ASSESSMENT).raw(_OVERALL_SCORE)
    end = float(times[-1])
    found: list[tuple[WellnessMetric, float, float]] = []
    if asleep_s > 0:
        found.append(("sleep_s", end, asleep_s))
    found += [("sleep_score", end, float(score)) for score in scores[scores > 0][-1:]]
    return found
