"""How much a week holds: normal weeks, rhythm, the return to running."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_athletes import run
from support.made_weeks import MONDAY, athlete, flag

from planner.body.state import body_on
from planner.day.judged import judge_day
from planner.profile.limits import Limits
from planner.week.history import history_before
from planner.week.target import target_of

LIMITS = Limits()


def season(*weeks):
    """Return three runs in each week before MONDAY, minutes a week given, the last one last."""
    runs = []
    for back, minutes in enumerate(reversed(weeks), start=1):
        start = MONDAY - timedelta(weeks=back)
        runs += [run(start + timedelta(days=d), minutes=minutes / 3) for d in (1, 3, 6) if minutes]
    return sorted(runs, key=lambda one: one.local_date)


def history(*weeks, ill=frozenset()):
    return history_before(season(*weeks), MONDAY, ill_days=ill)


def target(*weeks, flags=(), race=None, known=None):
    return target_of(
        history(*weeks) if known is None else known,
        body_on([], MONDAY, LIMITS),
        judge_day(athlete(runs=[]), [flag(one) for one in flags]).effect,
        monday=MONDAY,
        race=race,
        limits=LIMITS,
    )


@pytest.mark.parametrize(
    ("weeks", "measure"),
    [
        ((180, 180, 180, 180), 180),
        ((150, 160, 170, 180), 180),  # the highest, not the mean
        ((180, 180, 180, 135), 180),  # a step-back week ratchets nothing down
        ((180, 180, 180, 60), 180),  # a holiday is no norm
        ((180, 180, 180, 400), 180),  # an outburst neither
        ((300, 180, 180, 180, 180), 180),  # only the last four
        ((180, 180, 180, 0), 180),
    ],
)
def test_the_measure_is_the_highest_of_the_last_four_normal_weeks(weeks, measure):
    assert round(history(*weeks).norm_s / 60) == measure


def test_a_week_with_a_day_ill_is_not_normal():
    ill = frozenset({MONDAY - timedelta(days=5)})
    assert round(history(150, 150, 150, 200, ill=ill).norm_s / 60) == 150


def test_habit_counts_the_normal_weeks():
    found = history(180, 180, 180, 180)
    assert found.habit == (0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0)
    assert found.run_days == 3
    assert found.long_day == 6


@pytest.mark.parametrize(
    ("weeks", "rhythm", "minutes"),
    [
        ((180, 180, 180, 130), "build", 192.6),  # 7 % after a lighter week
        ((180, 180, 180, 130, 180), "build", 192.6),
        ((180, 180, 180, 130, 180, 180), "hold", 180),
        ((180, 180, 180, 130, 180, 180, 180), "deload", 135),
        ((180, 180, 180, 130, 180, 180, 180, 180), "build", 192.6),  # not taken, not owed
    ],
)
def test_two_weeks_build_one_holds_one_steps_back(weeks, rhythm, minutes):
    found = target(*weeks)
    assert found.rhythm == rhythm
    assert found.seconds / 60 == pytest.approx(minutes)


def test_growth_of_a_season_is_limited():
    grown = target(100, 100, 100, 100, 110, 120, 130, 100, 140, 150, 160, 120)
    assert grown.rhythm == "hold"  # 160 is more than 1.3 times the 100 of twelve weeks ago
    assert grown.seconds / 60 == pytest.approx(160)


@pytest.mark.parametrize(
    ("weeks_off", "share"),
    [(2, 0.75), (4, 0.50)],
)
def test_days_off_leave_the_share_of_the_table(weeks_off, share):
    # The last run is on a Sunday: exactly 14 or 28 days lie between it and Monday.
    found = target(180, 180, 180, 180, *[0] * weeks_off)
    assert found.rhythm == "return"
    assert found.seconds / 60 == pytest.approx(share * 180)
    assert found.run_walk is False


def test_of_several_breaks_the_one_that_leaves_least_holds():
    # Twelve days off ended nine days ago with an hour's run, and since then eight days are off:
    # 90 % less five sevenths of the 15 % to fourteen days, against 88 %.
    back = run(MONDAY - timedelta(days=9), minutes=60)
    runs = [*season(180, 180, 180, 180, 0, 0, 0), back]
    known = history_before(runs, MONDAY, ill_days=frozenset())
    assert [one.days_off for one in known.breaks] == [8, 12]
    assert known.gap.days_off == 8  # the one that lasts: by it the pace is told
    found = target(known=known)
    assert found.seconds / 60 == pytest.approx(180 * (0.9 - 0.15 * 5 / 7))
    assert "12 days without a run" in found.why[-1]


def test_the_return_is_a_line_in_steps_of_a_fifth():
    # 28 days off, then one week of 90: a third of the way from 50 to 100 % would be 120 min,
    # a fifth more than 90 are 108.
    found = target(180, 180, 180, 180, 0, 0, 0, 0, 90)
    assert found.seconds / 60 == pytest.approx(108)


def test_ten_weeks_without_a_run_begin_anew():
    found = target(180, 180, *[0] * 10, 0)
    assert found.rhythm == "start"
    assert found.run_walk
    assert found.seconds / 60 == 60


@pytest.mark.parametrize(
    ("flags", "minutes"), [((), 192.6), (("no_growth",), 180), (("easier",), 135)]
)
def test_flags_hold_or_step_back(flags, minutes):
    assert target(180, 180, 180, 130, flags=flags).seconds / 60 == pytest.approx(minutes)


def test_a_cut_makes_no_steady_week_of_a_return():
    """Else second runs and a test would come back because something asks for care."""
    alone, cut = target(180, 180, 180, 0), target(180, 180, 180, 0, flags=("easier",))
    assert (alone.rhythm, round(alone.seconds / 60)) == ("return", 162)  # 90 % after seven days
    assert (cut.rhythm, round(cut.seconds / 60)) == ("return", 135)
    assert cut.why == (*alone.why, "“A flag” stands: the week holds no more than a deload.")
    assert target(180, 180, 180, flags=("easier",)).rhythm == "deload"


def test_runs_that_get_too_long_become_one_day_more():
    assert target(210, 210, 210, 150).run_days == 3  # 75 min each after growth
    assert target(216, 216, 216, 150).run_days == 4
