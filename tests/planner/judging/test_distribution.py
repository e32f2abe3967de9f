"""Intensity distribution and polarisation index."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_sessions import facts

from planner.judging.distribution import distribution, polarisation_index
from planner.judging.judge import judge
from planner.profile.model import Dated, Profile, ThresholdEntry

DAY = date(2026, 5, 20)
PROFILE = Profile(
    thresholds=(ThresholdEntry(method="entered", value_bpm=150),), lthr=(Dated(value=170),)
)


def of(*runs, profile=PROFILE):
    days = [DAY + timedelta(days=n) for n in range(len(runs))]
    judged = judge([facts(day, run) for day, run in zip(days, runs, strict=True)], days, profile)
    return distribution(judged, profile)


@pytest.mark.parametrize(
    ("zones", "expected"),
    [  # Treff 2019's formula, recomputed
        ((0.80, 0.05, 0.15), 2.380),
        ((0.80, 0.15, 0.05), 1.426),
        ((0.75, 0.10, 0.15), 2.051),
        ((0.68, 0.06, 0.26), 2.469),
        ((0.90, 0.00, 0.10), 2.954),  # an empty second zone counts as 0.01
    ],
)
def test_polarisation_index(zones, expected):
    assert polarisation_index(*zones) == pytest.approx(expected, abs=5e-4)


def test_without_a_third_zone_there_is_no_index():
    assert polarisation_index(0.9, 0.1, 0.0) is None
    found = of([(900, 140), (100, 160)])
    assert found.polarisation_index is None
    assert found.shape == "base or threshold"


def test_by_time_and_by_session():
    found = of([(3600, 150)], [(3600, 140)], [(1800, 140), (600, 170), (1200, 171)])

    assert found.time_frac == pytest.approx((9000 / 10800, 600 / 10800, 1200 / 10800))
    assert found.session_frac == pytest.approx((2 / 3, 0, 1 / 3))
    assert found.shape == "polarised"
    assert not found.estimated


def test_the_second_threshold_may_be_estimated():
    bare = Profile(thresholds=PROFILE.thresholds)
    found = of([(3600, 166), (3600, 167)], profile=bare)  # 150 / 0.9 = 166.7

    assert found.time_frac == pytest.approx((0, 0.5, 0.5))
    assert found.estimated


def test_a_run_without_heart_rate_hides_none_of_the_others():
    alone = of([(3600, 150), (600, 171)])
    beside = of([(3600, 0)], [(3600, 150), (600, 171)], [(1800, 0)])
    assert beside.time_frac == alone.time_frac


def test_nothing_known():
    found = of([(3600, 0)])

    assert (found.time_frac, found.session_frac, found.shape) == (None, None, "unknown")
