"""Slower at the same heart rate; faster for a doubtful reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from support.made_athletes import athlete, flags_of, run, said

from ingest.session.facts import BPM
from planner.load.days import LoadDay
from planner.profile.model import Profile
from planner.session import Ceiling

MONDAY = date(2026, 5, 18)
CEILING = Ceiling(
    bpm=140, floor_bpm=130, method="maf", uncertainty_bpm=None, rough=False, note="as the test says"
)


def steady(day: date, speed_m_s: float, **changes):
    """Return half an hour of steady running at 132 to 140 bpm, all at one speed."""
    made = run(day, **changes)
    seconds = np.zeros(BPM, np.float32)
    seconds[132:141] = 200
    vectors = replace(made.facts.vectors, steady_s=seconds, steady_m=seconds * speed_m_s)
    return replace(made, facts=replace(made.facts, vectors=vectors))


def season(now: float, before: float, **changes):
    """Return three months of runs every other day; the last four weeks at the speed ``now``."""
    runs = []
    for back in range(1, 90, 2):
        recent = back <= 28
        # a little scatter, so that the spans have a width
        speed = (now if recent else before) + 0.02 * (-1) ** (back // 2)
        day = MONDAY - timedelta(days=back)
        runs.append(steady(day, speed, **(changes if recent else {})))
    return runs


def find(runs, diary=(), days=(), off=()):
    known = athlete(MONDAY, runs, diary=diary, days=days, profile=Profile(flags_off=frozenset(off)))
    return flags_of(replace(known, ceiling=CEILING), "aerobic_speed")


def test_slower_at_the_same_heart_rate_is_a_warning():
    (flag,) = find(season(2.6, 2.8))
    assert (flag.severity, flag.plan_effect) == ("watch", "no_growth")
    (speed,) = flag.evidence
    # both are carried from the runs' 136 bpm to the ceiling of 140
    assert speed.value / speed.baseline == pytest.approx(2.6 / 2.8, abs=0.005)
    assert 2.6 < speed.value < 2.8
    assert flag.since == MONDAY


@pytest.mark.parametrize("now", [2.74, 2.8])
def test_less_than_three_percent_is_nothing(now):
    assert find(season(now, 2.8)) == []


def with_fact(runs, name: str, now: float, before: float):
    """Return the runs with a fact of their own for the last four weeks and for those before."""
    recent = MONDAY - timedelta(days=28)
    return [
        replace(
            one, facts=replace(one.facts, **{name: now if one.local_date >= recent else before})
        )
        for one in runs
    ]


@pytest.mark.parametrize(
    ("fact", "alike", "unlike"), [("temperature_mean_c", 17.0, 19.0), ("ascent_m", 170.0, 190.0)]
)
def test_warmer_or_hillier_months_are_not_compared(fact, alike, unlike):
    # 10 degrees before and up to 18 are alike; 10 km runs with 100 m and up to 180 m of climb
    before = 10.0 if fact == "temperature_mean_c" else 100.0
    assert len(find(with_fact(season(2.6, 2.8), fact, alike, before))) == 1
    assert find(with_fact(season(2.6, 2.8), fact, unlike, before)) == []


def test_months_with_more_walking_are_not_compared():
    # half of every run walked now, as on a beginner's ladder begun anew
    assert len(find(with_fact(season(2.6, 2.8), "running_s", 2900.0, 3000.0))) == 1
    assert find(with_fact(season(2.6, 2.8), "running_s", 1500.0, 3000.0)) == []


def loads(last_week: float) -> list[LoadDay]:
    values = [40.0] * 28 + [last_week] * 7
    empty = dict.fromkeys(("fitness", "fatigue", "form", "ramp", "monotony", "strain"))
    return [
        LoadDay(
            day=MONDAY - timedelta(days=34 - number),
            load_hrss=value,
            run_distance_m=0.0,
            longest_run_ratio=None,
            **empty,
        )
        for number, value in enumerate(values)
    ]


def stressed():
    return [said(MONDAY - timedelta(days=back), "stress", score=8) for back in range(4)]


def test_faster_under_much_load_and_stress_is_ambiguous():
    (flag,) = find(season(2.9, 2.7), diary=stressed(), days=loads(60))
    assert (flag.id, flag.severity) == ("aerobic_speed-ambiguous", "note")
    assert find(season(2.9, 2.7), diary=stressed(), days=loads(60), off=["life_stress"]) == []


def test_faster_otherwise_is_no_flag():
    assert find(season(2.9, 2.7)) == []
    assert find(season(2.9, 2.7), days=loads(60)) == []
    assert find(season(2.9, 2.7), diary=stressed(), days=loads(45)) == []
