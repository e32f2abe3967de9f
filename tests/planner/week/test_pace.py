"""The speed a week expects, above all after days off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_sessions import facts, steady_run, weeks_of_runs
from support.made_weeks import MONDAY, athlete, plan

from planner.week.history import history_before
from planner.week.pace import share_run, speed_in_band, speed_range


def speed(sessions):
    one = athlete(runs=sorted(sessions, key=lambda session: session.start_utc))
    gap = history_before(one, MONDAY).gap
    return speed_in_band(one.sessions, one.ceiling, MONDAY, gap=gap)


def before_a_break(days_off):
    """Return ten weeks of a run every other day at 2.5 m/s, the last one that long ago."""
    last = MONDAY - timedelta(days=days_off + 1)
    return [facts(last - timedelta(days=2 * n), [(45 * 60, 130)]) for n in range(35)]


def rides(days_off, every, *, minutes=45, sport="cycling"):
    return [
        facts(MONDAY - timedelta(days=n), [(minutes * 60, 125)], sport=sport, speed_m_s=7.0)
        for n in range(1, days_off + 1, every)
    ]


def test_without_a_break_the_speed_is_the_one_that_was_run():
    assert speed(weeks_of_runs(MONDAY - timedelta(days=1), 10)) == pytest.approx(2.5)


def quick(days_ago, minutes=45, **changes):
    return facts(
        MONDAY - timedelta(days=days_ago), [(minutes * 60, 130)], speed_m_s=4.0, hour=18, **changes
    )


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        (quick(1), True),
        (quick(56), True),
        (quick(57), False),  # eight weeks
        (quick(0), False),  # of the week itself nothing is known yet
        (quick(1, sport="cycling"), False),
        (quick(1, minutes=10), True),
        (quick(1, minutes=9.9), False),
        (replace(quick(1), distance_m=None), False),
        (replace(quick(1), distance_m=0.0), False),
    ],
)
def test_which_runs_tell_the_speed(other, counts):
    """The median of a run at 2.5 m/s and one at 4; without a ceiling the slower half."""
    usual = facts(MONDAY - timedelta(days=3), [(45 * 60, 130)])
    one = athlete(runs=sorted([usual, other], key=lambda session: session.start_utc))
    told = speed_in_band(one.sessions, one.ceiling, MONDAY, gap=None)
    assert told == (3.25 if counts else 2.5)
    assert speed_in_band(one.sessions, None, MONDAY, gap=None) == 2.5


# Days off and factor: the rows of the V.O2 time-off table (pace, no cross-training).
@pytest.mark.parametrize(
    ("days_off", "factor"), [(6, 1.0), (7, 0.994), (14, 0.973), (42, 0.889), (72, 0.8)]
)
def test_after_days_off_runs_are_slower_by_the_table(days_off, factor):
    assert speed(before_a_break(days_off)) == pytest.approx(2.5 * factor)


def test_cross_training_keeps_half_of_it():
    runs = before_a_break(14)
    assert speed([*runs, *rides(14, 2)]) == pytest.approx(2.5 * 0.986)
    assert speed([*runs, *rides(14, 3)]) == pytest.approx(2.5 * 0.973)  # five, six are asked for
    assert speed([*runs, *rides(14, 2, minutes=25)]) == pytest.approx(2.5 * 0.973)
    assert speed([*runs, *rides(14, 2, sport="walking")]) == pytest.approx(2.5 * 0.973)


def test_a_break_that_lasts_counts_before_a_longer_one_that_ended():
    """Thirty days off, one run, ten days off."""
    back = facts(MONDAY - timedelta(days=11), [(45 * 60, 130)])
    older = [facts(MONDAY - timedelta(days=42 + 2 * n), [(45 * 60, 130)]) for n in range(35)]
    gap = history_before(athlete(runs=[*reversed(older), back]), MONDAY).gap
    assert (gap.first_run, gap.days_off) == (None, 10)


# 14 days off ended 4 days ago: 3 runs at 2.0 m/s since, 19 before it within eight weeks.
@pytest.mark.parametrize(
    ("steady", "expected"),
    [(True, (19 * 2.5 * 0.973 + 3 * 2.0) / 22), (False, 2.5 * 0.973)],  # the mean; the median run
)
def test_after_the_return_new_runs_count_as_they_were(steady, expected):
    def run(days_ago, speed_m_s):
        day = MONDAY - timedelta(days=days_ago)
        if steady:
            return steady_run(day, 45, 130, speed_m_s)
        return facts(day, [(45 * 60, 130)], speed_m_s=speed_m_s)

    former = [run(19 + 2 * n, 2.5) for n in range(19)]  # 19 to 55 days ago
    back = [run(days_ago, 2.0) for days_ago in (4, 3, 1)]
    assert speed([*former, *back]) == pytest.approx(expected, rel=1e-5)


def test_the_distances_of_the_week_follow():
    made = plan(athlete(runs=sorted(before_a_break(14), key=lambda one: one.start_utc)))
    runs = [day.run for day in made.days if day.run is not None and day.run.duration_s]
    assert runs
    for run in runs:
        assert run.distance_m_estimate == pytest.approx(2.5 * 0.973 * run.duration_s, abs=5)


def easy_runs(*speeds, hr=130):
    return [
        facts(MONDAY - timedelta(days=2 * n + 1), [(45 * 60, hr)], speed_m_s=one)
        for n, one in enumerate(speeds)
    ]


def test_the_easy_runs_tell_from_which_to_which_distance():
    speeds = [2.2, 2.3, 2.4, 2.5, 2.5, 2.5, 2.6, 2.6, 2.7, 2.8]
    made = plan(athlete(runs=sorted(easy_runs(*speeds), key=lambda one: one.start_utc)))
    ran = [day.run for day in made.days if day.run.duration_s]
    assert ran
    for one in ran:
        low, high = one.distance_m_range
        assert low == pytest.approx(2.2 * one.duration_s, abs=5)
        assert high == pytest.approx(2.8 * one.duration_s, abs=5)
        assert low <= one.distance_m_estimate <= high


@pytest.mark.parametrize("runs", [easy_runs(2.4, 2.5, 2.5, 2.6), easy_runs(*[2.5] * 9, hr=175)])
def test_too_few_easy_runs_tell_no_range(runs):
    made = plan(athlete(runs=sorted(runs, key=lambda one: one.start_utc)))
    assert all(day.run.distance_m_range is None for day in made.days)


def test_one_run_of_twenty_at_either_end_is_left_out():
    speeds = [1.9, *[2.4] * 9, *[2.6] * 9, 3.4]
    runs = sorted(easy_runs(*speeds), key=lambda one: one.start_utc)
    one = athlete(runs=runs)
    found = speed_range(one.sessions, one.ceiling, MONDAY, gap=None, speed_m_s=2.5)
    assert found == pytest.approx((2.4, 2.6))


def test_a_hard_run_with_an_easy_mean_is_no_easy_run():
    """18 of 45 minutes far above the ceiling: the mean is 138 bpm, and the run is anaerobic."""
    runs = [
        *easy_runs(*[2.4] * 6),
        *(
            facts(
                MONDAY - timedelta(days=20 + 2 * n), [(27 * 60, 125), (18 * 60, 157)], speed_m_s=3
            )
            for n in range(6)
        ),
    ]
    one = athlete(runs=sorted(runs, key=lambda run: run.start_utc))
    assert {run.session_class for run in one.runs} == {"aerobic", "anaerobic"}
    assert speed_range(one.sessions, one.ceiling, MONDAY, gap=None, speed_m_s=2.4) == (2.4, 2.4)


def stepped(days_ago, share, bpm=130):
    """Return a run of an hour, so much of it at a running cadence."""
    made = facts(MONDAY - timedelta(days=days_ago), [(3600, bpm)])
    return replace(made, running_s=None if share is None else 3600 * share, moving_s=3600.0)


def gait(*runs, ceiling=True):
    one = athlete(runs=list(runs))
    return share_run(one.sessions, one.ceiling if ceiling else None, MONDAY)


def test_the_gait_is_that_of_the_last_five_easy_runs_of_eight_weeks():
    assert gait(stepped(57, 0.5)) is None
    assert gait(stepped(56, 0.5)) == 0.5
    assert gait(stepped(1, None)) is None
    five = [stepped(10 - 2 * n, share) for n, share in enumerate((0.2, 0.4, 0.6, 0.8, 1.0))]
    assert gait(*five) == pytest.approx(0.6)
    assert gait(stepped(20, 0.0), stepped(18, 0.0), stepped(16, 0.0), *five) == pytest.approx(0.6)


def test_a_run_far_above_the_ceiling_says_nothing_of_the_gait_under_it():
    hard, easy = stepped(3, 1.0, bpm=180), stepped(5, 0.4)
    assert gait(easy, hard) == pytest.approx(0.4)
    assert gait(easy, hard, ceiling=False) == pytest.approx(0.7)
    assert gait(hard) is None
