"""What speaks for and against a ceiling, and what the watch itself believes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_athletes import run

from planner.profile.model import Profile
from planner.thresholds.drift_map import drift_map
from planner.thresholds.heart import heart_on
from planner.thresholds.trust import held_for_a_minute, near_maximum, trust

DAY = date(2026, 5, 20)


def sessions(*, lthr=None, held=150):
    """Two runs, the newer one without any setting; both held this heart rate for ten minutes."""
    old = run(DAY - timedelta(days=3), device_lthr_bpm=lthr)
    return [_held(old, held), _held(run(DAY), held)]


def _held(session, bpm):
    return replace(session, held_bpm=bpm)


def said(bpm, *, lthr=None, held=150, shares=(), age=36, drift=None):
    return trust(
        bpm,
        sessions=sessions(lthr=lthr, held=held),
        week_fracs=shares,
        age=age,
        drift=drift or drift_map((), DAY),
    )


# 0.89 x 180 = 160.2: within 8 of 153 it is for, 15 off at 145 against, between them neither.
@pytest.mark.parametrize(
    ("bpm", "pro", "contra"),
    [(160, 1, 0), (153, 1, 0), (152, 0, 0), (146, 0, 0), (145, 0, 1), (176, 0, 1)],
)
def test_the_watchs_threshold_speaks_for_or_against(bpm, pro, contra):
    found = said(bpm, lthr=180.0)
    assert (len(found.pro), len(found.contra)) == (pro, contra)
    assert all("180 bpm" in line and "160 bpm" in line for line in (*found.pro, *found.contra))


# 211 - 0.64 x 36 = 187.96: ten above are 198.
@pytest.mark.parametrize(("held", "contra"), [(197, 0), (198, 1), (206, 1)])
def test_a_minute_far_above_the_maximum_of_the_age_speaks_against(held, contra):
    assert held_for_a_minute(sessions(held=held)).bpm == held
    found = said(144, held=held)
    assert found.contra == contra * (
        (
            f"{held} bpm held for a minute on Sun 17 May 2026: {held - 188} above the maximum that "
            "your age lets expect."
        ),
    )
    assert said(144, held=held, age=None).contra == ()


@pytest.mark.parametrize(
    ("shares", "contra"),
    [
        ((0.5, 0.5, 0.5, 0.5), 1),
        ((0.5, 0.5, None, 0.5, 0.5), 1),  # a week without heart rate is passed over
        ((0.5, 0.5, 0.5), 0),
        ((0.6, 0.5, 0.5, 0.5), 0),
        ((0.7, 0.5, 0.5, 0.5, 0.5), 0),
        ((0.5, 0.5, 0.5, 0.5, 0.7), 1),  # the fifth week back is not asked
        ((), 0),
    ],
)
def test_four_weeks_mostly_above_it_speak_against(shares, contra):
    assert len(said(144, shares=shares).contra) == contra


@pytest.mark.parametrize(
    ("bpm", "supported", "failed", "pro", "contra"),
    [
        (142, 150, None, 0, 1),  # eight under what the runs support
        (143, 150, None, 1, 0),
        (157, 150, 150, 1, 0),
        (158, 150, 150, 0, 1),  # eight over it, and a higher bin failed
        (162, 150, 163, 0, 0),  # what failed was run above it
        (163, 150, 163, 0, 1),
        (158, 150, None, 0, 0),  # bins not run say nothing
        (158, None, 150, 0, 1),
        (157, None, 150, 0, 0),
        (140, None, None, 0, 0),
    ],
)
def test_the_runners_own_drift_speaks_for_or_against(bpm, supported, failed, pro, contra):
    drift = replace(
        drift_map((), DAY), supported_bpm=supported, failed_bpm=failed, within=7, counted=9
    )
    found = said(bpm, drift=drift)
    assert (len(found.pro), len(found.contra)) == (pro, contra)
    assert all("experimental" in line for line in (*found.pro, *found.contra))
    told = "Your own steady runs drift more than 5 % an hour from 150 bpm on (experimental)."
    if supported:
        told = (
            "Your own steady runs support up to 150 bpm: 7 of 9 drifted 5 % an hour or less "
            "(experimental)."
        )
    assert (*found.pro, *found.contra) == (told,) * (pro + contra)


def test_a_ceiling_near_the_maximum_is_remarked():
    heart = heart_on(Profile(birth_date=date(1964, 5, 1)), date(2026, 11, 3), None)

    # 211 - 0.64 x 62 = 171.3; 162 is 95 % of it
    assert "95 % of the estimated maximum of 171 bpm" in near_maximum(162, heart)
    assert near_maximum(150, heart) is None


def _mapped(supported_bpm, failed_bpm=None):
    return replace(
        drift_map((), DAY),
        supported_bpm=supported_bpm,
        failed_bpm=failed_bpm,
        within=5,
        counted=5,
    )


@pytest.mark.parametrize(
    ("lthr", "drift", "measured"),
    [
        (180.0, None, (160,)),  # 160.2
        (None, _mapped(150), (150,)),
        (180.0, _mapped(150), (160, 150)),
        (None, _mapped(None, 120), ()),  # only too high: it names no ceiling
        (None, None, ()),
    ],
)
def test_what_speaks_against_it_may_come_to_a_ceiling_of_its_own(lthr, drift, measured):
    found = said(134, lthr=lthr, drift=drift, held=210)
    assert found.measured_bpm == measured
    for bpm, sentence in zip(measured, found.contra, strict=False):
        assert f"{bpm} bpm" in sentence
    assert "210 bpm held" in found.contra[-1]
