"""In a damaged file a message is believed by the time that says when it happened."""

from __future__ import annotations

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit

SECONDS = 120
START_TIMER, STOP_TIMER = 0, 4
DAY_S = 86_400
EVENT = [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)]
LAP = [fb.Field(253, fb.UINT32), fb.Field(2, fb.UINT32), fb.Field(7, fb.UINT32)]


def pauses(fit: fb.FitFile) -> np.ndarray:
    """The pauses of the one activity in a damaged file."""
    (activity,) = read_fit(fb.session(fit, fb.START, SECONDS - 1).build(crc=False)).activities
    return activity.pauses_s


def test_an_event_is_judged_by_its_timestamp() -> None:
    """Its field 2 is data of any kind, and no time as it is in laps and sessions."""
    fit = fb.run(SECONDS).define(4, 21, [*EVENT, fb.Field(2, fb.UINT32)])
    fit.data(4, fb.START + 30, 0, STOP_TIMER, 7).data(4, fb.START + 60, 0, START_TIMER, 7)
    np.testing.assert_array_equal(pauses(fit), [[30, 60]])


@pytest.mark.parametrize("days", [-100, 100])
def test_an_event_of_another_month_is_not_believed(days: int) -> None:
    fit = fb.run(SECONDS).define(4, 21, EVENT)
    for offset, kind in ((days * DAY_S, STOP_TIMER), (10, START_TIMER), (119, STOP_TIMER)):
        fit.data(4, fb.START + offset, 0, kind)
    assert len(pauses(fit)) == 0


def test_a_lap_is_judged_by_its_start() -> None:
    fit = fb.run(SECONDS).define(4, 19, LAP)
    fit.data(4, fb.START + 500 * DAY_S, fb.START + 20, 40_000)
    data = fb.session(fit, fb.START, SECONDS - 1).build(crc=False)
    (activity,) = read_fit(data).activities
    assert [(lap.start_s, lap.end_s) for lap in activity.laps] == [(20, 60)]


def test_a_session_is_judged_by_its_start() -> None:
    fit = fb.run(SECONDS).define(3, 18, fb.SESSION_FIELDS)
    fit.data(3, fb.START + 500 * DAY_S, fb.START, 119_000, 119_000, 35_700, 2, 0, 120)
    (activity,) = read_fit(fit.build(crc=False)).activities
    assert (activity.sport, activity.summary.distance_m) == ("cycling", 357)
