"""Breaks, illness, gaps of heart rate, strength, prior injury, stress."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, run, said

from planner.flags import (
    heart_rate_gaps,
    life_stress,
    prior_injury,
    side_difference,
    strength_neglected,
    time_away,
)
from planner.profile.model import Health, Profile

DAY = date(2026, 5, 18)  # a Monday


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def test_a_break_is_noted_from_its_seventh_day_until_three_weeks_after():
    runs = [run(ago(40)), run(ago(38)), run(ago(20)), run(ago(16)), run(ago(11)), run(ago(5))]
    standing = [back for back in range(40, -1, -1) if any(time_away.find(athlete(ago(back), runs)))]
    # last run 38 days ago: seven days off are full 31 days ago; the return is 20 days ago
    assert standing == list(range(31, -1, -1))
    (flag,) = time_away.find(athlete(DAY, runs))
    assert flag.evidence[0].value == 17
    assert flag.since == ago(31)
    assert "68 %" in flag.effect  # 0.75 + (17 - 14) / 7 * (0.60 - 0.75) = 0.686, cut


def test_a_break_of_half_a_year_is_one_too():
    (flag,) = time_away.find(athlete(DAY, [run(ago(200)), run(ago(180))]))
    assert flag.evidence[0].value == 180
    (back,) = time_away.find(athlete(DAY, [run(ago(200)), run(ago(3))]))
    assert back.evidence[0].value == 196
    assert list(time_away.find(athlete(DAY))) == []


def test_a_break_that_lasts_may_be_runs_that_nobody_imported():
    (lasting,) = time_away.find(athlete(DAY, [run(ago(22)), run(ago(20))]))
    assert "import" in lasting.advice[0]
    (over,) = time_away.find(athlete(DAY, [run(ago(40)), run(ago(3))]))
    assert not any("import" in one for one in over.advice)


def test_days_off_that_a_pain_made_are_the_way_backs_and_no_break():
    runs = [run(ago(n)) for n in (40, 38, 36, 22, 20)]
    stopped = [said(ago(19), "pain", score=7.0, place="calf", side="right")]
    assert list(time_away.find(athlete(DAY, runs, diary=stopped))) == []
    # an earlier break is one all the same
    assert len(list(time_away.find(athlete(ago(19), runs, diary=stopped)))) == 1


def test_each_break_that_matters_is_noted_by_itself():
    runs = [run(ago(40)), run(ago(20)), run(ago(2))]
    assert [flag.evidence[0].value for flag in time_away.find(athlete(DAY, runs))] == [17, 19]


def test_a_ride_or_a_walk_ends_no_break_of_running():
    others = [run(ago(12), sport="cycling"), run(ago(8), sport="walking")]
    (flag,) = time_away.find(athlete(DAY, [run(ago(20)), *others]))
    assert flag.evidence[0].value == 20  # today has none yet, and is counted as one without


@pytest.mark.parametrize(("off", "noted"), [(8, False), (17, False), (18, True)])
def test_who_runs_once_a_week_is_not_away_for_a_day_more(off, noted):
    weekly = [run(ago(off + 1 + 7 * back)) for back in range(8, -1, -1)]
    # the own gap is seven days, two and a half of them are 17.5
    assert bool(list(time_away.find(athlete(ago(1), weekly)))) is noted


def test_six_days_off_are_no_break():
    runs = [run(ago(9)), run(ago(2))]
    assert list(time_away.find(athlete(DAY, runs))) == []


def test_a_fortnight_without_sound_heart_rate_is_noted():
    def gaps(*coverages: float):
        runs = [
            run(ago(2 * n), hr_coverage_frac=coverage, hr_source="wrist")
            for n, coverage in enumerate(coverages)
        ]
        return list(heart_rate_gaps.find(athlete(DAY, runs)))

    assert gaps(0.91, 0.95, 0.9) == []
    (flag,) = gaps(0.2, 1.0, 0.2)
    assert flag.evidence[0].value == pytest.approx(1.6 / 3, abs=1e-3)
    assert flag.evidence[0].days == (ago(4), DAY)
    assert "chest strap" in flag.advice[0]


def strength(*days: int, exercise: str = "squat"):
    return [said(ago(back), "strength", values={"exercise": exercise}) for back in days]


def test_strength_is_noted_only_where_it_is_logged_at_all():
    assert list(strength_neglected.find(athlete(DAY))) == []
    (flag,) = strength_neglected.find(athlete(DAY, diary=strength(10)))
    assert [one.what for one in flag.evidence] == [
        "days with squat, last week",
        "days with balance, last week",
        "days with slrdl, last week",
    ]
    # the first week of logging is not judged
    assert list(strength_neglected.find(athlete(DAY, diary=strength(3)))) == []


def test_a_full_week_of_strength_is_silent():
    diary = [
        *strength(10, *range(1, 7)),
        *strength(2, 5, exercise="balance"),
        *strength(2, 5, exercise="slrdl"),
    ]
    assert list(strength_neglected.find(athlete(DAY, diary=diary))) == []


def test_a_prior_achilles_injury_is_the_strongest_known_risk():
    profile = Profile(health=Health(prior_achilles_side="left"))
    (flag,) = prior_injury.find(athlete(DAY, profile=profile))
    assert flag.evidence[0].value == 6.3
    assert (flag.side, flag.tissue, flag.evidence_strength) == ("left", "achilles", "strong")
    assert "no hills" in flag.effect
    assert list(prior_injury.find(athlete(DAY))) == []


def test_a_week_of_stress_is_noted():
    def stress(*scores: float):
        diary = [said(ago(n), "stress", score=score) for n, score in enumerate(scores)]
        return list(life_stress.find(athlete(DAY, diary=diary)))

    assert stress(9, 9) == []
    assert stress(6, 7, 7) == []
    (flag,) = stress(7, 7, 8)
    assert flag.evidence[0].value == pytest.approx(7.3)


@pytest.mark.parametrize(
    ("kind", "parts", "title"),
    [
        (
            "balance-test",
            {"values": {"level": "B1", "seconds": 20.0}},
            "Balance B1: the left side is weaker",
        ),
        ("tenderness", {"score": 5.0, "place": "soleus"}, "the left side is sorer"),
    ],
)
def test_one_side_is_weaker_or_sorer(kind, parts, title):
    better = dict(parts)
    if "values" in parts:
        better["values"] = {"level": "B1", "seconds": 60.0}
    else:
        better["score"] = 1.0
    told = (said(ago(2), kind, side="left", **parts), said(ago(2), kind, side="right", **better))
    (flag,) = side_difference.find(athlete(DAY, diary=told))
    assert title in flag.title
