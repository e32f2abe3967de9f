"""How long each run may be, and how a week's minutes are shared out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_athletes import run
from support.made_weeks import MONDAY

from planner.profile.limits import Limits
from planner.week.slots import long_cap_min, slots_for, spike_caps_min

LIMITS = Limits()


def ago(days, minutes, km=None):
    return run(MONDAY - timedelta(days=days), minutes=minutes, km=km)


def caps(*runs, speed=None, limits=LIMITS):
    ordered = sorted(runs, key=lambda one: one.local_date)
    return spike_caps_min(ordered, MONDAY, speed, limits)


def weekly(minutes=40, *, upto=1):
    return [ago(n, minutes) for n in range(upto, 36, 3)]


def test_each_day_looks_at_its_own_thirty_days():
    # 28 days before Monday: 30 days before Wednesday, out of sight from Thursday on.
    assert caps(ago(28, 60), *weekly()) == (66, 66, 66, 44, 44, 44, 44)


def test_no_minute_is_lost_to_the_tens_of_metres_that_a_distance_is_said_in():
    # 14.04 km at 2.6 m/s: 1.10 times that are 15,444 m, 99 min
    assert caps(*[ago(n, 90, km=14.04) for n in range(1, 30, 3)], speed=2.6)[0] == 99


def test_distance_holds_where_it_is_the_tighter_limit():
    runs = [ago(n, 60, km=6.0) for n in range(1, 30, 3)]
    # 6.6 km at 2.5 m/s are 44 min, at 1.5 m/s more than the 66 min that time allows.
    assert caps(*runs, speed=2.5)[0] == 44
    assert caps(*runs, speed=1.5)[0] == 66


def test_the_distance_said_in_tens_of_metres_stays_inside():
    # 9,999 m at 1.10 are 10,998.9 m: the tens below it, 10,990 m, at 2.5 m/s are 73.3 min.
    assert caps(*[ago(n, 90, km=9.999) for n in (1, 4, 7)], speed=2.5)[0] == 73
    # 10,000 m allow 11,000 m: at 2.75 m/s 66.7 min, of which 66 are said as 10,890 m.
    assert caps(*[ago(n, 90, km=10) for n in (1, 4, 7)], speed=2.75)[0] == 66


def test_whoever_is_warned_earlier_is_planned_less():
    assert caps(*weekly(), limits=Limits(own={"spike_small_ratio": 1.0}))[0] == 40
    assert caps(*weekly(), limits=Limits(own={"plan_long_over_longest": 1.05}))[0] == 42


def test_beyond_two_and_a_half_hours_nothing_grows():
    assert caps(ago(3, 140))[0] == 150
    assert caps(ago(3, 180))[0] == 180


def test_without_any_run_the_first_minutes_hold():
    assert caps() == (21,) * 7


def test_fourteen_days_off_leave_three_quarters():
    runs = weekly(60, upto=15)
    # On Monday 14 days lie between: 0.75 * 60 * 1.1 = 49.5; each day on takes a little more off.
    found = caps(*runs)
    assert found[0] == 49
    assert list(found) == sorted(found, reverse=True)


def test_after_thirty_days_without_a_run_sixty_per_cent_at_most():
    # 35 days off: half way from 50 % (28 days) to 36.5 % (42 days): 43.25 % of 60, times 1.10.
    assert caps(ago(36, 60), ago(38, 40))[0] == 28


@pytest.mark.parametrize(
    ("minutes", "runs", "cap", "expected"),
    [
        (180, 4, 99, [54, 42, 42, 42]),  # 30 % of 180
        (180, 3, 99, [72, 54, 54]),  # 40 %
        (100, 2, 99, [55, 45]),
        (180, 4, 49, [49, 44, 44, 43]),  # the cap holds the long run down
        (180, 4, 40, [40, 40, 40, 40]),  # nothing is longer than the cap
        (60, 1, 99, [60]),
        (25, 4, 99, [13, 12]),  # no run under ten minutes
        (5, 4, 99, []),
    ],
)
def test_minutes_are_shared_out(minutes, runs, cap, expected):
    slots = slots_for(minutes * 60, runs, cap_min=cap, with_long=True, limits=LIMITS)
    assert sorted((slot.minutes for slot in slots), reverse=True) == expected
    assert sum(slot.minutes for slot in slots) <= minutes


def test_the_long_runs_share_is_of_the_whole_week():
    assert long_cap_min(140, 4, LIMITS, 0.0) == 60  # 60 of 200 is 30 %
    assert long_cap_min(90, 3, LIMITS, 0.0) == 60  # 60 of 150 is 40 %
    assert long_cap_min(45, 2, LIMITS, 0.0) is None


def test_a_hike_licenses_no_run_of_its_length_but_to_those_who_walk():
    hikes = [replace_ran(ago(n, 240), 24) for n in range(1, 30, 7)]
    runs = sorted([*hikes, *[ago(n, 40) for n in range(2, 30, 4)]], key=lambda one: one.local_date)
    assert spike_caps_min(runs, MONDAY, None, LIMITS, run_only=True)[0] == 44
    assert spike_caps_min(runs, MONDAY, None, LIMITS)[0] == 240
    brisk = [replace_ran(ago(n, 90), 60) for n in range(1, 30, 3)]  # more run than walked: a run
    assert spike_caps_min(brisk, MONDAY, None, LIMITS, run_only=True)[0] == 99


def replace_ran(one, ran_min):
    return replace(one, facts=replace(one.facts, running_s=60.0 * ran_min))
