"""Readiness: four markers, two looks a week, three levels, and the way out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import run, said

from ingest.wellness import WellnessDay
from planner.body.readiness import Known, markers_on, readiness_on

MONDAY = date(2026, 5, 18)


def ago(days):
    return MONDAY - timedelta(days=days)


def nights(recent, usual=(55.0, 65.0), *, days=7, base=60, sleep_h=7.5):
    """Return days of HRV: ``base`` days that swing between two values, then the recent ones."""
    found = [
        WellnessDay(day=ago(n), hrv_rmssd_ms=usual[n % 2], sleep_s=3600 * sleep_h)
        for n in range(base + 6, 6, -1)
    ]
    return found + [
        WellnessDay(day=ago(n), hrv_rmssd_ms=recent, sleep_s=3600 * sleep_h)
        for n in range(days - 1, -1, -1)
    ]


def names(*, day=MONDAY, **known):
    empty = {"diary": (), "wellness": (), "runs": ()}
    return [one.name for one in markers_on(Known(**(empty | known)), day)]


def test_where_nothing_is_known_nothing_is_said():
    assert names() == []
    found = readiness_on(Known(diary=(), wellness=(), runs=()), MONDAY)
    assert (found.level, found.look, found.until) == (0, MONDAY, MONDAY + timedelta(days=2))


# Sixty days of 55 and 65: mean 60, SD 5; 0.75 of it is 3.75, so the band is 56.25 to 63.75.
@pytest.mark.parametrize(
    ("hrv", "speaks"), [(56.3, False), (56.2, True), (63.7, False), (63.8, True)]
)
def test_hrv_outside_its_own_band_on_either_side(hrv, speaks):
    assert names(wellness=nights(hrv)) == ["hrv"] * speaks


def test_hrv_needs_four_days_of_seven_and_twenty_of_sixty():
    assert names(wellness=nights(40.0, days=4)) == ["hrv"]
    # nothing of the last week but three nights
    some = [one for one in nights(40.0) if one.day < ago(6) or one.day > ago(3)]
    assert names(wellness=some) == []
    assert names(wellness=nights(40.0, base=20)) == ["hrv"]
    assert names(wellness=nights(40.0, base=19)) == []


def diary(kind, *scores, **parts):
    return [said(ago(n), kind, score=score, **parts) for n, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("known", "speaks"),
    [
        ({"diary": diary("stress", 7.0, 7.0)}, True),
        ({"diary": diary("stress", 7.0, 6.0)}, False),  # 6.5 on average
        ({"diary": diary("stress", 9.0)}, False),  # once said is no week
        ({"diary": diary("soreness", 5.0, 5.0)}, True),
        ({"diary": diary("soreness", 5.0, 4.0)}, False),
        ({"wellness": nights(60.0, sleep_h=5.9)}, True),
        ({"wellness": nights(60.0, sleep_h=6.0)}, False),
        ({"runs": [run(ago(n), rpe=7.0) for n in (3, 1)]}, True),
        ({"runs": [run(ago(n), rpe=6.0) for n in (3, 1)]}, False),
        ({"runs": [run(ago(n), rpe=9.0, kind="anaerobic") for n in (3, 1)]}, False),
    ],
)
def test_what_was_felt_in_seven_days(known, speaks):
    assert names(**known) == ["felt"] * speaks


def speeds(recent):
    """Return six runs of 1.1 and 1.3, then two of so much: mean 1.2, SD 0.1, the limit is 1.05."""
    before = [run(ago(n), efficiency=1.1 if n % 2 else 1.3) for n in (40, 35, 30, 25, 20, 15)]
    return [*before, run(ago(5), efficiency=recent), run(ago(2), efficiency=recent)]


def test_speed_per_beat_worse_by_one_and_a_half_of_its_own_spread():
    assert names(runs=speeds(1.06)) == []
    assert names(runs=speeds(1.04)) == ["index"]
    assert names(runs=speeds(1.60)) == []  # better is no point
    assert names(runs=speeds(1.04)[:-1]) == []  # one run says nothing
    assert names(runs=speeds(1.04)[1:]) == []  # five before neither


@pytest.mark.parametrize(("fall", "speaks"), [(0.004, False), (0.014, False), (0.016, True)])
def test_a_fall_of_speed_per_beat_that_cannot_be_read_is_no_marker(fall, speaks):
    even = [run(ago(n), efficiency=1.2 + n * 1e-6) for n in (40, 35, 30, 25, 20, 15)]
    slow = [run(ago(n), efficiency=1.2 * (1 - fall)) for n in (5, 2)]
    known = Known(diary=(), wellness=(), runs=[*even, *slow])
    found = markers_on(known, MONDAY)
    assert bool(found) == speaks
    assert all("2 % under the usual" in one.said for one in found)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_pain_that_rises_is_one(side):
    told = [
        said(ago(n), "pain", place="calf", side=side, score=score)
        for n, score in ((5, 1.0), (1, 3.0))
    ]
    (found,) = markers_on(Known(diary=told, wellness=(), runs=()), MONDAY)
    assert (found.name, found.said) == ("pain", f"pain of the {side} calf rose from 1 to 3")
    assert names(diary=told[:1]) == []


def state(day, *, hrv, stress):
    """Return the state where HRV and stress were bad on so many of the last days."""
    known = Known(diary=stress, wellness=hrv, runs=())
    found = readiness_on(known, day)
    return found.level, found.look, found.until


def test_levels_and_how_long_they_stand():
    low = nights(40.0)
    hard = diary("stress", 8.0, 8.0, 8.0)
    wednesday, thursday = MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)
    assert state(MONDAY, hrv=low, stress=())[0] == 1
    assert state(MONDAY, hrv=low, stress=hard) == (2, MONDAY, wednesday)
    assert state(wednesday, hrv=low, stress=hard) == (2, MONDAY, wednesday)
    on_thursday = state(thursday, hrv=low, stress=hard)
    assert on_thursday == (3, thursday, MONDAY + timedelta(days=6))  # the second look with two


def test_three_needs_hrv_or_feeling_at_both_looks():
    rise = [
        said(ago(n), "pain", place="calf", side="left", score=score)
        for n, score in ((6, 1.0), (1, 3.0))
    ]
    slow = speeds(1.04)
    assert state(MONDAY, hrv=(), stress=rise)[0] == 1
    both = Known(diary=rise, wellness=(), runs=slow)
    assert readiness_on(both, MONDAY).level == 2
    assert readiness_on(both, MONDAY + timedelta(days=3)).level < 3


def test_a_look_without_two_ends_it():
    known = Known(diary=diary("stress", 8.0, 8.0, 8.0), wellness=nights(40.0), runs=())
    later = MONDAY + timedelta(days=10)  # nothing was said or measured since
    assert readiness_on(known, later).level == 0


@pytest.mark.parametrize(
    ("days", "speaks"), [((6, 5), True), ((7, 6), False), ((0, 6), True), ((-1, 0), False)]
)
def test_seven_days_are_felt_today_with_them(days, speaks):
    for kind in ("stress", "soreness"):
        told = [said(ago(n), kind, score=8.0) for n in sorted(days, reverse=True)]
        assert names(diary=told) == ["felt"] * speaks
    slept = [WellnessDay(day=ago(n), sleep_s=3600 * 4.0) for n in sorted(days, reverse=True)]
    assert names(wellness=slept) == ["felt"] * speaks


@pytest.mark.parametrize(("days", "speaks"), [((6, 1), True), ((7, 1), False), ((1, 0), False)])
def test_runs_of_the_day_itself_tell_nothing_yet(days, speaks):
    assert names(runs=[run(ago(n), rpe=8.0) for n in days]) == ["felt"] * speaks


@pytest.mark.parametrize(
    ("base", "recent", "speaks"),
    [
        ((60, 50, 40, 30, 20, 8), (7, 1), True),
        ((67, 50, 40, 30, 20, 8), (7, 1), True),
        ((68, 50, 40, 30, 20, 8), (7, 1), False),  # sixty days before the seven
        ((60, 50, 40, 30, 20, 10), (8, 1), False),
        ((60, 50, 40, 30, 20, 10), (1, 0), False),
    ],
)
def test_the_days_that_speed_per_beat_is_of(base, recent, speaks):
    usual = [run(ago(n), efficiency=1.1 if place % 2 else 1.3) for place, n in enumerate(base)]
    slow = [run(ago(n), efficiency=0.9) for n in recent]
    known = {"runs": sorted([*usual, *slow], key=lambda one: one.local_date)}
    assert ("index" in names(**known)) is speaks


@pytest.mark.parametrize(
    ("today", "look", "until"),
    [(0, 0, 2), (1, 0, 2), (2, 0, 2), (3, 3, 6), (4, 3, 6), (6, 3, 6), (7, 7, 9)],
)
def test_looks_are_on_monday_and_thursday(today, look, until):
    found = readiness_on(Known(diary=(), wellness=(), runs=()), MONDAY + timedelta(days=today))
    assert found.look == MONDAY + timedelta(days=look)
    assert found.until == MONDAY + timedelta(days=until)


def test_two_days_off_then_easier():
    low, hard = nights(40.0), diary("stress", 8.0, 8.0, 8.0)
    thursday = MONDAY + timedelta(days=3)
    found = readiness_on(Known(diary=hard, wellness=low, runs=()), thursday)
    assert found.off_until == thursday + timedelta(days=1)
    assert [found.is_off(thursday + timedelta(days=n)) for n in (0, 1, 2)] == [True, True, False]
    assert found.does(thursday).startswith("Two days off.")
    assert found.does(thursday + timedelta(days=2)).startswith("Easier running")
    two = readiness_on(Known(diary=hard, wellness=low, runs=()), MONDAY)
    assert "a quarter shorter" in two.does(MONDAY)
    assert two.off_until is None
    assert not two.is_off(MONDAY)
    one = readiness_on(Known(diary=(), wellness=low, runs=()), MONDAY)
    assert "shorter" not in one.does(MONDAY)
    assert one.sentence(MONDAY).startswith("Readiness, level 1 of 3: HRV 40 ms over seven days")
