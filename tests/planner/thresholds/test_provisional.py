"""Without a birth date the watch's settings judge, marked so, and no plan stands on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, athlete, kinds, plan, profile

from planner.day.doubt import doubt_on
from planner.profile.model import Dated, Profile, ThresholdEntry
from reports.verdict import verdict

SUNDAY = MONDAY - timedelta(days=1)
NOBODY = Profile()


def runner(who=NOBODY, **watch):
    """Return ten weeks at 130; the last run says what the watch believes."""
    runs = weeks_of_runs(SUNDAY, 10)
    return athlete(who, runs=[*runs[:-1], replace(runs[-1], **watch)])


def test_the_watchs_threshold_judges_and_else_its_maximum():
    by_threshold = runner(device_lthr_bpm=170.0, device_hr_max_bpm=190.0).ceiling
    assert (by_threshold.bpm, by_threshold.method) == (151, "watch")  # 0.89 x 170 = 151.3
    assert by_threshold.provisional
    assert "provisional" in by_threshold.note
    assert runner(device_hr_max_bpm=190.0).ceiling.bpm == 142  # 0.75 x 190 = 142.5
    assert runner().ceiling is None


def test_the_newest_setting_counts():
    runs = weeks_of_runs(SUNDAY, 2)
    older = replace(runs[0], device_lthr_bpm=150.0)
    one = athlete(NOBODY, runs=[older, *runs[1:-1], replace(runs[-1], device_lthr_bpm=170.0)])
    assert one.ceiling.bpm == 151


def test_whatever_the_runner_says_stands_before_it():
    for who in (
        profile(),
        Profile(lthr=(Dated(value=160.0),)),
        Profile(thresholds=(ThresholdEntry(method="entered", value_bpm=140.0),)),
    ):
        assert runner(who, device_lthr_bpm=170.0).ceiling.method != "watch"


def test_no_plan_stands_on_it():
    made = plan(runner(device_lthr_bpm=170.0))
    assert made.ceiling_bpm is None
    assert all(day.run.band_bpm is None for day in made.days if day.run is not None)
    assert "maf_test" not in kinds(made)
    assert "No heart-rate ceiling is given" in made.why[0]


def test_it_is_said_with_the_next_step_and_never_doubted():
    one = runner(device_lthr_bpm=170.0)
    said = verdict(one, ())
    assert said.headline == "Enough aerobic running, by your watch's settings"
    assert "aerobase init --birth-date" in said.hints[-1]
    assert doubt_on(one) is None
