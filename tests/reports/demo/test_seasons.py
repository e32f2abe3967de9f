"""The generator keeps to its own stated model: what is called the truth is in the arrays."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from reports.demo.runner import Body, cost_ratio, lagged
from reports.demo.runs import smart_recorded
from reports.demo.seasons import SEASONS, Season, season

LAST_DAY = date(2026, 5, 20)


@pytest.fixture(scope="module", params=sorted(SEASONS))
def made(request: pytest.FixtureRequest) -> Season:
    return season(request.param, last_day=LAST_DAY)


def test_the_same_arguments_give_the_same_arrays() -> None:
    one, two = (season("bad_heart_rate", seed=7, last_day=LAST_DAY) for _ in range(2))
    for left, right in zip(one.activities, two.activities, strict=True):
        np.testing.assert_array_equal(left.stream.hr_bpm, right.stream.hr_bpm)
        np.testing.assert_array_equal(left.stream.distance_m, right.stream.distance_m)


def test_another_seed_is_another_season() -> None:
    one, two = (season("steady", seed=seed, last_day=LAST_DAY) for seed in (1, 2))
    assert not np.array_equal(one.activities[0].stream.hr_bpm, two.activities[0].stream.hr_bpm)


def test_half_a_year_that_ends_on_the_last_day(made: Season) -> None:
    days = [run.day for run in made.truth.runs]
    assert days == sorted(set(days))
    assert days[-1] == LAST_DAY
    assert 23 * 7 <= (days[-1] - days[0]).days <= 26 * 7
    assert len(made.activities) == len(made.truth.runs)


def test_the_formula_gives_the_true_ceiling_on_every_day(made: Season) -> None:
    born = made.truth.birth_date
    for run in made.truth.runs:
        age = run.day.year - born.year - ((run.day.month, run.day.day) < (born.month, born.day))
        assert 180 - age == made.truth.ceiling_bpm


def test_the_true_heart_rate_agrees_with_the_intent(made: Season) -> None:
    """The limits of the classes: 90 % and 80 % of the time up to the ceiling plus two beats."""
    for run in made.truth.runs:
        above = float(np.mean(run.true_bpm > made.truth.ceiling_bpm + 2))
        if run.session_class == "aerobic":
            assert above == 0.0
        elif run.session_class == "mixed":
            assert 0.10 < above < 0.20
        else:
            assert above > 0.25


def test_outside_its_faults_the_sensor_tells_the_truth(made: Season) -> None:
    for activity, run in zip(made.activities, made.truth.runs, strict=True):
        sound = np.ones(len(activity.stream), bool)
        for fault in run.faults:
            sound[fault.start_s : fault.end_s] = False
        error = np.abs(activity.stream.hr_bpm - run.true_bpm)[sound]
        assert float(error.max()) <= 0.5


def test_inside_its_faults_the_sensor_is_wrong() -> None:
    made = season("bad_heart_rate", last_day=LAST_DAY)
    seen = {fault.kind for run in made.truth.runs for fault in run.faults}
    assert seen == {"cadence_lock", "dropout", "spike", "start_up", "too_low"}
    for activity, run in zip(made.activities, made.truth.runs, strict=True):
        for fault in run.faults:
            part = slice(fault.start_s, fault.end_s)
            error = (activity.stream.hr_bpm - run.true_bpm)[part]
            if fault.kind == "dropout":
                assert np.all(np.isnan(error))
            elif fault.kind == "too_low":
                assert float(np.mean(error)) < -20.0
            else:
                assert float(np.mean(error)) > 15.0
            if fault.kind == "cadence_lock":
                beside = activity.stream.hr_bpm[part] - activity.stream.cadence_spm[part]
                assert float(np.max(np.abs(beside))) <= 5.0


def test_a_near_miss_has_no_fault() -> None:
    near = [run for run in season("bad_heart_rate", last_day=LAST_DAY).truth.runs if run.near_miss]
    assert near
    assert all(not run.faults for run in near)


def test_most_runs_are_too_hard_from_the_stated_monday_on_and_none_before() -> None:
    truth = season("too_hard", last_day=LAST_DAY).truth
    turn = truth.too_hard_from
    assert turn is not None
    assert turn.weekday() == 0
    hard = [run.day for run in truth.runs if run.session_class == "anaerobic"]
    assert min(hard) >= turn
    for week in range(8):
        first = turn + timedelta(weeks=week)
        assert sum(first <= day < first + timedelta(weeks=1) for day in hard) == 3


def test_the_spike_is_one_and_the_holiday_is_empty() -> None:
    made = season("spike", last_day=LAST_DAY)
    truth = made.truth
    assert truth.spike_day is not None
    assert truth.holiday is not None
    first, last = truth.holiday
    assert (last - first).days + 1 == 16
    assert not [run for run in truth.runs if first <= run.day <= last]
    longest = {
        run.day: float(activity.stream.distance_m[-1])
        for activity, run in zip(made.activities, truth.runs, strict=True)
    }
    before = [
        metres
        for day, metres in longest.items()
        if timedelta(0) < truth.spike_day - day <= timedelta(days=30)
    ]
    assert longest[truth.spike_day] > 1.4 * max(before)


def test_a_steady_season_has_no_spike_after_its_first_weeks() -> None:
    made = season("steady", last_day=LAST_DAY)
    days = [run.day for run in made.truth.runs]
    metres = [float(activity.stream.distance_m[-1]) for activity in made.activities]
    for number, day in enumerate(days):
        before = [
            distance
            for other, distance in zip(days, metres, strict=True)
            if timedelta(0) < day - other <= timedelta(days=30)
        ]
        if day >= days[0] + timedelta(days=30):
            assert metres[number] <= 1.10 * max(before)


def test_samples_are_in_time_order_and_pauses_hold_none(made: Season) -> None:
    for activity in made.activities:
        t_s = activity.stream.t_s
        assert np.all(np.diff(t_s) > 0)
        for first, last in activity.pauses_s:
            assert not np.any((t_s > first) & (t_s <= last))


def test_level_ground_costs_what_the_paper_says() -> None:
    """Minetti 2002: 3.6 J/kg/m on the level; the polynomial at 10 % up is 5.97 J/kg/m."""
    ratio = cost_ratio(np.array([0.0, 0.10]))
    assert ratio[0] == pytest.approx(1.0)
    by_hand = (
        155.4 * 0.1**5 - 30.4 * 0.1**4 - 43.3 * 0.1**3 + 46.3 * 0.1**2 + 19.5 * 0.1 + 3.6
    ) / 3.6
    assert ratio[1] == pytest.approx(by_hand)


def test_a_step_is_followed_by_a_first_order_lag() -> None:
    step = np.full(400, 140.0)
    answer = lagged(step, 30.0, 80.0)
    assert answer[29] == pytest.approx(80 + 60 * (1 - np.exp(-1)), abs=1.0)
    assert answer[-1] == pytest.approx(140.0, abs=0.01)


def test_heat_and_form_shift_a_day() -> None:
    assert Body(day_shift_bpm=-1.0, temperature_c=28.0).shift_bpm == pytest.approx(3.0)
    assert Body(temperature_c=10.0).shift_bpm == 0.0


def test_smart_recording_misses_no_change(made: Season) -> None:
    for activity in made.activities[:8]:
        thin = smart_recorded(activity)
        assert len(thin.stream) < len(activity.stream) / 2
        assert thin.stream.t_s[[0, -1]] == pytest.approx(activity.stream.t_s[[0, -1]])
        assert thin.stream.distance_m[-1] == activity.stream.distance_m[-1]
        last_kept = np.searchsorted(thin.stream.t_s, activity.stream.t_s, side="right") - 1
        held = thin.stream.hr_bpm[last_kept]
        missing = np.isnan(activity.stream.hr_bpm)
        np.testing.assert_array_equal(np.isnan(held), missing)
        assert float(np.max(np.abs((held - activity.stream.hr_bpm)[~missing]))) < 4.0
