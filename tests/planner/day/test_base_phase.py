"""Where the base phase stands."""

from __future__ import annotations

from datetime import date

import pytest
from support.made_sessions import weeks_of_runs

from planner.athlete import build_athlete
from planner.day.base_phase import base_phase
from planner.day.judged import judge_day
from planner.profile.model import Profile, ThresholdEntry

TODAY = date(2026, 5, 20)
PROFILE = Profile(thresholds=(ThresholdEntry(method="entered", value_bpm=150),))


def base_of(runs):
    return base_phase(day_of(runs))


def day_of(runs):
    known = build_athlete(profile=PROFILE, facts=runs, wellness=(), events=(), today=TODAY)
    return judge_day(known)


def test_five_weeks_of_easy_running():
    found = base_of(weeks_of_runs(TODAY, 5))

    assert found.weeks_done == 5
    assert found.four_weeks_frac == found.base_frac == 1.0
    assert found.target_frac == 0.9


def test_hard_running_shows_in_both_shares():
    hard = weeks_of_runs(TODAY, 2, bpm=165)
    easy = [run for run in weeks_of_runs(TODAY, 6) if run.start_utc < hard[0].start_utc]
    found = base_of(easy + hard)

    assert found.four_weeks_frac == pytest.approx(
        len([r for r in easy if r.start_utc.date() >= date(2026, 4, 27)])
        / len([r for r in easy + hard if r.start_utc.date() >= date(2026, 4, 27)])
    )
    assert 0 < found.four_weeks_frac < found.base_frac < 1


def test_nothing_run_yet():
    found = base_of([])

    assert (found.weeks_done, found.since, found.four_weeks_frac, found.base_frac) == (
        0,
        None,
        None,
        None,
    )
