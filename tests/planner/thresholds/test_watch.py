"""What the watch itself believes, by its newest files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import run

from planner.thresholds.heart import watch_rest_bpm, watch_rests_bpm
from planner.thresholds.watch import watch_settings

DAY = date(2026, 5, 20)


def settings(*stated):
    """Return the settings after files of one day each, the last on DAY."""
    days = [DAY - timedelta(days=back) for back in reversed(range(len(stated)))]
    made = [run(day, **facts) for day, facts in zip(days, stated, strict=True)]
    return watch_settings(days, [one.facts for one in made])


def test_the_newest_file_that_states_a_setting_counts_with_its_day():
    found = settings({"device_lthr_bpm": 186.0, "device_hr_max_bpm": 206.0}, {})
    assert (found.lthr.bpm, found.lthr.day) == (186.0, DAY - timedelta(days=1))
    assert found.hr_max.bpm == 206.0
    assert found.hr_rest is None


def test_what_the_watch_holds_for_rides_is_not_for_runs():
    ride = {"sport": "cycling", "device_lthr_bpm": 170.0, "device_hr_rest_bpm": 47.0}
    found = settings({"device_lthr_bpm": 186.0, "device_hr_rest_bpm": 50.0}, ride)
    assert found.lthr.bpm == 186.0
    assert found.hr_rest.bpm == 47.0


@pytest.mark.parametrize(
    ("stated", "filled", "last"),
    [
        ((), [], None),
        ((None, None), [None, None], None),
        ((None, 50.0, None, 48.0, None), [50.0, 50.0, 50.0, 48.0, 48.0], 48.0),
        ((0.0, 50.0, 0.0), [50.0, 50.0, 50.0], 50.0),  # some watches write 0 where none is set
    ],
)
def test_a_resting_heart_rate_holds_until_the_watch_says_another(stated, filled, last):
    facts = [run(DAY, device_hr_rest_bpm=one).facts for one in stated]
    assert watch_rests_bpm(facts) == filled
    assert watch_rest_bpm(facts) == last
