"""Load: published and recomputed figures of TRIMP, HRSS, averages, monotony, acute to chronic."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_sessions import facts

from ingest.session.facts import BPM
from planner.judging.judge import judge
from planner.judging.trimp import banister_and_hrss, edwards, lucia
from planner.load import models as load_models
from planner.load.days import load_days
from planner.profile.model import Dated, Profile

DAY = date(2026, 5, 20)
KNOWN = Profile(
    sex="male",
    birth_date=date(1980, 1, 1),
    hr_max=(Dated(value=190),),
    hr_rest=(Dated(value=60),),
    lthr=(Dated(value=163),),
)


def seconds(*blocks):
    row = np.zeros(BPM)
    for minutes, bpm in blocks:
        row[bpm] += 60 * minutes
    return row


def trimp(row, rest, highest, sex, lthr=160.0):
    return banister_and_hrss(row, hr_rest_bpm=rest, hr_max_bpm=highest, lthr_bpm=lthr, sex=sex)


@pytest.mark.parametrize(
    ("minutes", "bpm", "span", "sex", "expected"),
    [
        (30, 130, (40, 200), "male", 31.8025),  # fellrnr; Runalyze's test says 32 within 1 %
        (30, 130, (40, 200), "female", 37.13),
        (60, 150, (60, 190), "male", 100.4403),
        (60, 150, (60, 190), "female", 113.5168),
        (60, 150, (60, 190), None, (100.4403 + 113.5168) / 2),
    ],
)
def test_banister(minutes, bpm, span, sex, expected):
    points, _ = trimp(seconds((minutes, bpm)), *span, sex)

    assert float(points) == pytest.approx(expected, abs=6e-3)


@pytest.mark.parametrize(("lthr", "expected"), [(163, 239.0876), (170.5, 199.4920)])
def test_hrss_of_trimp_333(lthr, expected):
    # Elevate's vectors: male, rest 60, max 190, TRIMP 333.
    row = seconds((60, 150))
    points, score = trimp(row, 60, 190, "male", lthr)

    assert float(score) * 333 / float(points) == pytest.approx(expected, abs=1e-4)


def test_an_hour_at_lthr_is_100_for_everybody():
    for sex in ("male", "female", None):
        _, score = trimp(seconds((60, 163)), 60, 190, sex, 163)
        assert float(score) == pytest.approx(100)


def test_summed_per_heart_rate_not_over_the_mean():
    split, _ = trimp(seconds((30, 130), (30, 170)), 60, 190, "male")
    mean, _ = trimp(seconds((60, 150)), 60, 190, "male")

    assert float(split) > float(mean)


@pytest.mark.parametrize(("rest", "highest"), [(float("nan"), 190), (60, float("nan")), (70, 60)])
def test_unknown_inputs_stay_unknown(rest, highest):
    points, score = trimp(seconds((60, 150)), rest, highest, "male")

    assert np.isnan(points)
    assert np.isnan(score)


def test_edwards_and_lucia_worked_examples():
    # 10/20/20/8/2 minutes in the five tenths of HRmax 200; below half counts nothing.
    row = seconds((10, 110), (20, 130), (20, 150), (8, 170), (2, 190), (30, 90))
    assert edwards(row, hr_max_bpm=200) == pytest.approx(152)
    zones = seconds((40, 120), (15, 145), (5, 175))
    assert lucia(zones, vt1_bpm=134, vt2_bpm=160) == pytest.approx(85)


def test_edwards_edges_belong_to_the_upper_tenth():
    assert edwards(seconds((10, 100)), hr_max_bpm=200) == pytest.approx(10)
    assert edwards(seconds((10, 99)), hr_max_bpm=200) == 0


def test_fitness_and_fatigue_e_form():
    loads = [100.0] * 42 + [0.0] * 7
    fitness = load_models.exponential_average(loads, 42)
    fatigue = load_models.exponential_average(loads, 7)

    assert (fitness[41], fatigue[41]) == pytest.approx((63.212, 99.752), abs=5e-4)
    assert (fitness[48], fatigue[48]) == pytest.approx((53.508, 36.697), abs=5e-4)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (42, {0: 23.53, 1: 22.97, 7: 19.92, 20: 14.61}),
        (7, {0: 133.12, 1: 115.40, 7: 48.97, 20: 7.65}),
    ],
)
def test_one_impulse_of_1000(days, expected):
    found = load_models.exponential_average([1000.0] + [0.0] * 20, days)

    for n, value in expected.items():
        assert found[n] == pytest.approx(value, abs=5e-3)


def test_span_form_against_runalyze():
    loads = [150.0, 50.0, 40.0, 0.0, 0.0, 60.0, 30.0, 100.0]  # its TsbModel test

    fitness = [round(value) for value in load_models.span_average(loads, 42, seed=0.0)]
    fatigue = [round(value) for value in load_models.span_average(loads, 7, seed=0.0)]
    assert fitness == [7, 9, 10, 10, 9, 12, 13, 17]
    assert fatigue == [38, 41, 40, 30, 23, 32, 32, 49]


@pytest.mark.parametrize(
    ("week", "expected", "strain"),
    [
        ([0, 20, 10, 10, 10, 10, 10], 1.8708, 130.96),
        ([5, 15, 20, 20, 20, 25, 35], 2.3664, 331.3),
        ([0, 0, 0, 10, 20, 30, 40], 0.9535, None),
        ([10] * 7, 10.0, 700.0),  # all equal: capped
        ([0] * 7, 0.0, 0.0),
    ],
)
def test_monotony_and_strain_of_runalyze(week, expected, strain):
    assert load_models.monotony(week) == pytest.approx(expected, abs=5e-5)
    if strain is not None:
        assert load_models.strain(week, load_models.monotony(week)) == pytest.approx(
            strain, abs=0.02
        )


def test_acute_to_chronic_figures():
    loads = [50.0] * 21 + [100.0] * 7

    assert load_models.acute_chronic_coupled(loads) == pytest.approx(1.60)
    assert load_models.acute_chronic_uncoupled(loads) == pytest.approx(2.00)
    assert load_models.acute_chronic_smoothed(loads) == pytest.approx(1.3394, abs=5e-5)
    acute, chronic = (load_models.span_average(loads, days, seed=0.0)[-1] for days in (7, 28))
    assert acute / chronic == pytest.approx(1.4830, abs=5e-5)


def test_acute_to_chronic_is_null_early_and_without_load():
    assert load_models.acute_chronic_coupled([50.0] * 27) is None
    assert load_models.acute_chronic_coupled([0.0] * 28) is None
    assert load_models.acute_chronic_uncoupled([0.0] * 21 + [50.0] * 7) is None
    assert load_models.acute_chronic_smoothed([0.0] * 28) is None


def days_of(sessions, today):
    known = sorted(sessions, key=lambda one: one.start_utc)
    judged = judge(known, [one.start_utc.date() for one in known], KNOWN)
    return load_days(judged, today)


def test_days_run_without_holes_and_count_every_sport():
    first = date(2026, 5, 1)
    days = days_of(
        [
            facts(first, [(3600, 163)]),
            facts(first, [(3600, 163)], hour=18, sport="cycling"),
            facts(date(2026, 5, 4), [(1800, 163)]),
        ],
        date(2026, 5, 6),
    )

    assert [day.day for day in days] == [first + timedelta(days=n) for n in range(6)]
    assert [day.load_hrss for day in days] == pytest.approx([200, 0, 0, 50, 0, 0])
    assert [day.run_distance_m for day in days] == [9000, 0, 0, 4500, 0, 0]
    assert [day.longest_run_ratio for day in days] == [None, None, None, 0.5, None, None]


def test_a_distance_that_no_run_of_a_day_knows_is_unknown_and_a_known_one_counts():
    first = date(2026, 5, 1)
    days = days_of(
        [
            facts(first, [(3600, 163)], distance_m=None),
            facts(first + timedelta(days=1), [(3600, 163)]),
            facts(first + timedelta(days=1), [(1800, 163)], hour=18, distance_m=None),
            facts(first + timedelta(days=2), [(3600, 163)], sport="cycling"),
        ],
        first + timedelta(days=3),
    )
    assert [day.run_distance_m for day in days] == [None, 9000, 0, 0]
    assert [day.longest_run_ratio for day in days] == [None] * 4


def test_days_made_when_they_are_asked_for_are_those_of_a_list():
    sessions = [facts(date(2026, 1, 1) + timedelta(days=2 * n), [(3600, 163)]) for n in range(40)]
    days, again = (days_of(sessions, date(2026, 4, 1)) for _ in range(2))
    assert days[-1] == days[90] == list(again)[90]
    assert days[90] is days[90]
    assert days[80:][3] is days[83]
    assert days[10:80:2][1:] == tuple(again)[12:80:2]
    assert (len(days), len(days[80:]), len(days[200:])) == (91, 11, 0)
    assert days == again == tuple(days)
    assert hash(days) == hash(again)
    assert days != again[1:]
    assert (days == 91) is False
    with pytest.raises(IndexError):
        _ = days[91]


def test_missing_heart_rate_is_not_rest():
    days = days_of(
        [
            facts(date(2026, 5, 1) + timedelta(days=n), [(3600, 163 if n != 3 else 0)])
            for n in range(9)
        ],
        date(2026, 5, 9),
    )

    assert days[3].load_hrss is None
    assert [day.monotony for day in days[:8]] == [None] * 8  # every week of seven holds that day
    assert days[8].monotony is None


def test_fitness_is_hidden_before_day_42():
    sessions = [facts(date(2026, 1, 1) + timedelta(days=n), [(3600, 163)]) for n in range(50)]
    days = days_of(sessions, date(2026, 2, 19))

    assert {day.fitness for day in days[:41]} == {None}
    assert days[41].fitness == pytest.approx(63.212, abs=5e-4)
    assert days[41].fatigue == pytest.approx(99.752, abs=5e-4)
    before = load_models.exponential_average([100.0] * 41, 42)[-1]
    assert days[41].form == pytest.approx(
        before - load_models.exponential_average([100.0] * 41, 7)[-1]
    )
    assert days[47].ramp is None
    assert days[48].ramp == pytest.approx(days[48].fitness - days[41].fitness)


def test_form_after_a_week_of_rest():
    sessions = [facts(date(2026, 1, 1) + timedelta(days=n), [(3600, 163)]) for n in range(42)]
    days = days_of(sessions, date(2026, 2, 19))

    assert (days[48].fitness, days[48].fatigue) == pytest.approx((53.508, 36.697), abs=5e-4)
    assert days[49].form == pytest.approx(16.811, abs=5e-4)  # of the evening before


def test_no_run_in_thirty_days_gives_no_ratio():
    days = days_of(
        [facts(date(2026, 4, 1), [(3600, 130)]), facts(date(2026, 5, 2), [(7200, 130)])],
        date(2026, 5, 2),
    )

    assert days[-1].longest_run_ratio is None


def test_the_ratio_looks_back_exactly_thirty_days():
    days = days_of(
        [facts(date(2026, 4, 2), [(3600, 130)]), facts(date(2026, 5, 2), [(7200, 130)])],
        date(2026, 5, 2),
    )

    assert days[-1].longest_run_ratio == pytest.approx(2.0)


@given(st.lists(st.one_of(st.none(), st.floats(0, 500)), min_size=1, max_size=120))
def test_a_rest_day_never_raises_load(loads):
    for days in (7, 42):
        rested = load_models.exponential_average([*loads, 0.0], days)
        assert rested[-1] <= rested[-2]
        assert rested[-2] <= max([load for load in loads if load is not None], default=0.0) + 1e-9
