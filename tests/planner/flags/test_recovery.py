"""Resting heart rate and HRV against the own band, and the rule of two."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean, pstdev

import pytest
from support.made_athletes import athlete, cleared, flags_of, said

from ingest.wellness import WellnessDay
from planner.profile.model import Profile

DAY = date(2026, 5, 20)


def days(count: int, **series) -> list[WellnessDay]:
    """Return ``count`` days up to DAY; a series is a function of days ago."""
    return [
        WellnessDay(
            day=DAY - timedelta(days=back),
            **{name: value(back) for name, value in series.items()},
        )
        for back in range(count)
    ]


def wobble(base: float, width: float):
    return lambda back: base + width * (-1) ** back


def raised(base: float, width: float, by: float, last: int):
    return lambda back: base + width * (-1) ** back + (by if back < last else 0)


def find(wellness, today=DAY):
    return flags_of(athlete(today, wellness=wellness), "recovery")


def test_a_steady_heart_is_no_flag():
    assert find(days(90, rhr_bpm=wobble(50, 2), hrv_rmssd_ms=wobble(60, 8))) == []


def test_a_rise_of_resting_heart_rate_is_amber_and_changes_no_plan():
    wellness = days(90, rhr_bpm=raised(50, 0.5, 6, 7))
    (flag,) = find(wellness)
    assert (flag.severity, flag.plan_effect) == ("watch", "none")
    values = [day.rhr_bpm for day in wellness]
    assert flag.evidence[0].value == pytest.approx(fmean(values[:7]), abs=0.05)
    assert flag.evidence[0].baseline == pytest.approx(fmean(values[:60]), abs=0.05)
    amber = max(3.0, 0.75 * pstdev(values[:60]))
    assert flag.evidence[0].limit == pytest.approx(fmean(values[:60]) + amber, abs=0.05)


def test_a_big_rise_is_red():
    (flag,) = find(days(90, rhr_bpm=raised(50, 0.5, 14, 8)))
    assert flag.severity == "act"


def test_two_that_agree_turn_hard_into_easy():
    (flag,) = find(days(90, rhr_bpm=raised(50, 0.5, 6, 7), hrv_rmssd_ms=raised(60, 3, -15, 8)))
    assert flag.plan_effect in {"no_quality", "easier"}
    assert len(flag.evidence) == 2
    (slept,) = find(days(90, rhr_bpm=raised(50, 0.5, 6, 7), sleep_s=raised(27000, 600, -6000, 7)))
    assert slept.plan_effect == "no_quality"


@pytest.mark.parametrize(
    ("series", "level"),
    [
        # of nine days that differ the 60-day mean takes a part: 0.85 of the step is seen
        ({"sleep_s": raised(27000, 0, -1.1 * 3600, 9)}, "amber"),
        ({"sleep_s": raised(27000, 0, -1.3 * 3600, 9)}, "red"),
        ({"stress_score": raised(30, 0, 11, 9)}, "amber"),
        ({"stress_score": raised(30, 0, 13, 9)}, "red"),
    ],
)
def test_an_hour_less_sleep_and_ten_more_stress_are_red(series, level):
    """Half an hour and five of the watch's score agree, and twice that is red."""
    (flag,) = find(days(90, rhr_bpm=raised(50, 0.5, 6, 9), **series))
    assert flag.evidence[1].what.endswith(f"7-day mean ({level})")


def test_hrv_is_held_against_its_logarithm():
    wellness = days(90, hrv_rmssd_ms=raised(60, 3, -15, 8))
    (flag,) = find(wellness)
    logs = [math.log(day.hrv_rmssd_ms) for day in wellness[:60]]
    assert flag.evidence[0].baseline == pytest.approx(math.exp(fmean(logs)), abs=0.05)


def test_high_hrv_is_no_praise_and_no_flag():
    assert find(days(90, hrv_rmssd_ms=raised(60, 3, 25, 8))) == []


def test_one_bad_night_is_nothing():
    assert find(days(90, rhr_bpm=raised(50, 0.5, 12, 1))) == []


def test_three_weeks_of_values_are_needed():
    # 21 valid days on each of three days in a row: 23 days of values
    assert find(days(22, rhr_bpm=raised(50, 0.5, 10, 7))) == []
    assert len(find(days(23, rhr_bpm=raised(50, 0.5, 10, 7)))) == 1


def test_the_first_day_is_the_third_outside_and_does_not_move():
    wellness = days(90, rhr_bpm=raised(50, 0.5, 8, 12))
    since = set()
    for back in range(5):
        since |= {flag.since for flag in find(wellness, DAY - timedelta(days=back))}
    assert len(since) == 1


def test_until_the_own_band_is_known_the_watchs_counts():
    young = days(12, hrv_rmssd_ms=raised(60, 1, -25, 8), hrv_baseline_low_ms=lambda _: 50.0)
    (flag,) = find(young)
    assert (flag.severity, flag.plan_effect) == ("watch", "none")
    assert flag.evidence[0].limit == pytest.approx(50.0)
    assert find(days(12, hrv_rmssd_ms=wobble(60, 1), hrv_baseline_low_ms=lambda _: 50.0)) == []
    assert find(days(12, hrv_rmssd_ms=raised(60, 1, -25, 8))) == []


def test_a_week_of_stress_that_was_said_agrees_too():
    diary = [said(DAY - timedelta(days=back), "stress", score=8) for back in range(4)]
    wellness = days(90, rhr_bpm=raised(50, 0.5, 6, 7))
    (flag,) = flags_of(athlete(DAY, wellness=wellness, diary=diary), "recovery")
    assert flag.plan_effect == "no_quality"
    assert flag.evidence[-1].unit == "0-10"


def test_stress_of_a_check_that_is_off_or_cleared_agrees_with_nothing():
    diary = [said(DAY - timedelta(days=back), "stress", score=8) for back in range(4)]
    wellness = days(90, rhr_bpm=raised(50, 0.5, 6, 7))
    off = Profile(flags_off=frozenset({"life_stress"}))
    settled = cleared(DAY, "life_stress")
    for person in (
        athlete(DAY, wellness=wellness, diary=diary, profile=off),
        athlete(DAY, wellness=wellness, diary=diary, events=[settled]),
    ):
        (flag,) = flags_of(person, "recovery")
        assert flag.plan_effect == "none"
        assert [one.unit for one in flag.evidence] == ["bpm"]


def test_what_a_later_file_will_change_does_not_count():
    """Three hours of an evening are no day's resting heart rate, and a morning no day's stress."""
    wellness = days(90, rhr_bpm=raised(50, 0.5, 6, 7), stress_score=wobble(30, 2))
    open_yet = replace(wellness[0], so_far=True, provisional=frozenset({"rhr_bpm"}), rhr_bpm=500.0)
    (flag,) = find([*wellness[1:], open_yet])
    assert flag.evidence[0].value == pytest.approx(
        fmean(day.rhr_bpm for day in wellness[1:7]), abs=0.05
    )
    settled = replace(open_yet, provisional=frozenset({"stress_score"}), rhr_bpm=56.5)
    (flag,) = find([*wellness[1:], settled])
    assert flag.evidence[0].value == pytest.approx(
        fmean([56.5, *(day.rhr_bpm for day in wellness[1:7])]), abs=0.05
    )
