"""Whatever figure a runner writes under ``[limits]``, judging answers and never stumbles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_sessions import facts, steady_run, weeks_of_runs

from planner.athlete import build_athlete
from planner.field_tests import Declaration, MafTest, aerobic_speed, maf_trends
from planner.field_tests import trend as trends
from planner.judging import classes, hard_days
from planner.judging.distribution import distribution
from planner.profile.limits import Limits, limits_of
from planner.profile.model import Dated, Profile, ThresholdEntry
from planner.thresholds import in_force

DAY = date(2026, 5, 20)
PROFILE = Profile(
    birth_date=date(1980, 5, 1),
    hr_rest=(Dated(value=50),),
    thresholds=(
        ThresholdEntry(method="drift_test", value_bpm=140, since=DAY - timedelta(days=30)),
    ),
)
LIMITS = (
    *limits_of(classes),
    *limits_of(hard_days),
    *limits_of(in_force),
    *limits_of(trends),
)


@pytest.mark.parametrize("value", [-1e9, -1.0, 0.0, 0.5, 1e9])
@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.key)
def test_any_figure_is_answered(limit, value):
    profile = replace(PROFILE, limits=Limits(own={limit.key: value}))
    runs = [*weeks_of_runs(DAY, 4), steady_run(DAY, 60, 140, 2.5, hour=18), facts(DAY, [])]
    athlete = build_athlete(profile=profile, facts=runs, wellness=(), events=(), today=DAY)

    assert len(athlete.sessions) == len(runs)
    assert aerobic_speed.aerobic_speed_line(athlete) is not None
    assert distribution(athlete.runs, profile) is not None
    said = Declaration(kind="maf", session_id="x", day=DAY, course="a", protocol=None)
    tests = [
        MafTest(declaration=replace(said, day=DAY - timedelta(weeks=n)), speed_m_s=2.5 + n / 50)
        for n in range(4)
    ]
    assert len(maf_trends(tests, athlete)) == 4
