"""Each check exactly at its limit, just under and just over it; the figures are those of RULES.md.

Days: a warning that needs a pattern stands while the pattern does and so many quiet days after.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from support.made_athletes import athlete, run, said

from ingest.session.facts import SPEED_BINS
from planner.flags import (
    calf_load,
    decoupling,
    distance_spike,
    hard_days,
    heart_rate_gaps,
    intensity,
    life_stress,
    load_strain,
    side_difference,
    small_signs,
    strength_neglected,
)
from planner.load.days import LoadDay
from planner.profile.limits import Limits
from planner.profile.model import Profile

MONDAY = date(2026, 5, 18)


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def with_limits(**own: float) -> Profile:
    return Profile(limits=Limits(own=own))


def raised(check, *found, runs=(), **known):
    """Return whether a check finds anything, and the flags."""
    return list(check.find(athlete(MONDAY, runs, **known), *found))


# --- stress: the mean of three entries of seven days is 7 (its own quiet time is a week)


@pytest.mark.parametrize(
    ("days", "scores", "noted"),
    [
        ((0, 3, 6), (7, 7, 7), True),
        ((0, 3, 6), (7, 7, 6.9), False),
        ((0, 3), (9, 9), False),
        ((6, 9, 12), (7, 7, 7), True),  # a week from the last to hold
        ((7, 10, 13), (7, 7, 7), False),
        ((0, 3, 7), (9, 9, 9), False),
        ((10, 11, 12), (7, 7, 7), True),
        ((11, 12, 13), (7, 7, 7), False),
    ],
)
def test_stress(days, scores, noted):
    diary = [said(ago(n), "stress", score=s) for n, s in zip(days, scores, strict=True)]
    found = raised(life_stress, diary=diary)
    assert bool(found) is noted
    if noted:
        assert found[0].since == ago(min(days))  # the third entry of the week makes it
        assert found[0].evidence[0].value == 7.0
        assert found[0].evidence[0].days == tuple(ago(n) for n in sorted(days, reverse=True))


# --- heart rate: a tenth of an hour or more of a fortnight


@pytest.mark.parametrize(
    ("minutes", "coverage", "noted"),
    [(60, 0.75, True), (60, 0.7501, False), (59.9, 0.5, False), (60, 0.5, True)],
)
def test_a_quarter_of_an_hour_without_heart_rate(minutes, coverage, noted):
    who = with_limits(heart_rate_unknown_share=0.25)
    runs = [run(MONDAY, minutes=minutes, hr_coverage_frac=coverage, hr_source="chest")]
    found = raised(heart_rate_gaps, runs=runs, profile=who)
    assert bool(found) is noted
    if noted:
        assert found[0].evidence[0].value == 1 - coverage
        assert found[0].evidence[0].limit == 0.25
        assert "strap" in found[0].advice[0]


@pytest.mark.parametrize(("back", "stands"), [(13, True), (19, True), (20, False)])
def test_a_fortnight_of_gaps_and_a_quiet_week(back, stands):
    found = raised(heart_rate_gaps, runs=[run(ago(back), hr_coverage_frac=0.5)])
    assert bool(found) is stands
    if stands:
        assert found[0].since == ago(back)
        assert found[0].evidence[0].days == (ago(back),)


def test_only_runs_that_lack_a_tenth_are_shown():
    poor = run(ago(1), hr_coverage_frac=0.5, hr_source="chest")
    good = run(MONDAY, hr_coverage_frac=0.95, hr_source="wrist")
    (flag,) = raised(heart_rate_gaps, runs=[poor, good])
    assert flag.evidence[0].days == (ago(1),)
    assert "strap" in flag.advice[0]  # the wrist was no trouble
    assert flag.evidence[0].value == 0.275


# --- time above the ceiling: 1.5 times, and 20 min a week more, of two weeks over six before


def hours_above(before: float, now: float, weeks: int = 8):
    """Return twice 160 min a week, of which so large a part was above the ceiling."""
    return [
        run(ago(7 * back - day), minutes=160, aerobic=1 - (now if back <= 2 else before))
        for back in range(weeks, 0, -1)
        for day in (0, 6)
    ]


@pytest.mark.parametrize(
    ("before", "now", "limit"),
    [
        (0.25, 0.375, None),  # 80 and 120 min: 1.5 times and no more
        (0.25, 0.4375, 120.0),
        (0.0625, 0.125, None),  # 20 and 40 min: 20 more, and no more than that
        (0.0625, 0.1875, 40.0),
        (0.0, 0.0625, None),
        (0.0, 0.125, 20.0),
    ],
)
def test_time_above_the_ceiling(before, now, limit):
    found = raised(intensity, (), runs=hours_above(before, now))
    assert [one.evidence[0].limit for one in found] == [limit] * (limit is not None)
    for one in found:
        assert (one.evidence[0].value, one.evidence[0].baseline) == (320 * now, 320 * before)
        assert one.evidence[0].days == (ago(14), ago(7))
        assert one.since == MONDAY


def test_time_above_the_ceiling_is_held_against_six_whole_weeks():
    assert raised(intensity, (), runs=hours_above(0.0, 0.5, weeks=7)) == []
    older = [run(ago(7 * 9), minutes=160, aerobic=0.0), *hours_above(0.0, 0.125)]
    (flag,) = raised(intensity, (), runs=older)  # the ninth week back counts no more
    assert flag.evidence[0].baseline == 0.0
    this_week = [*hours_above(0.0, 0.0), run(MONDAY, minutes=160, aerobic=0.0)]
    assert raised(intensity, (), runs=this_week) == []


@pytest.mark.parametrize(("day", "counts"), [(14, False), (1, False), (15, True), (0, True)])
def test_races_of_those_weeks_are_left_out(day, counts):
    """Both weeks' first and last day hold none; what was raced before is no base either."""
    runs = hours_above(0.0, 0.0)
    race = run(ago(day), minutes=200, aerobic=0.0)
    known = {"runs": [*runs, race], "diary": [said(ago(day), "done", values={"type": "race"})]}
    assert raised(intensity, (), **known) == []
    if not counts:
        without = {"runs": known["runs"]}
        assert raised(intensity, (), **without) != []


# --- easy runs: four of a fortnight, eight of the eight weeks before, 1.15 times an hour's load

RECENT = (0, 4, 8, 13)
BEFORE = (14, 21, 28, 35, 42, 49, 56, 69)


def easy_runs(now=50.0, before=40.0, recent=RECENT, base=BEFORE):
    return [
        *(run(ago(n), hrss=now) for n in recent),
        *(run(ago(n), hrss=before) for n in base),
    ]


@pytest.mark.parametrize(
    ("changes", "noted"),
    [
        ({}, False),  # 1.25 times, and no more
        ({"now": 50.5}, True),
        ({"now": 50.5, "recent": RECENT[1:]}, False),
        ({"now": 50.5, "recent": (0, 4, 8, 14)}, False),
        ({"now": 50.5, "base": BEFORE[1:]}, False),
        ({"now": 50.5, "base": (*BEFORE[:-1], 70)}, False),
        ({"now": 5.0, "before": 0.0}, False),
    ],
)
def test_easy_runs_that_cost_more(changes, noted):
    who = with_limits(easy_harder_ratio=1.25)
    found = raised(intensity, (), runs=easy_runs(**changes), profile=who)
    assert [one.id for one in found] == ["easy_harder"] * noted
    if noted:
        (evidence,) = found[0].evidence
        assert (evidence.value, evidence.baseline, evidence.limit) == (50.5, 40.0, 50.0)
        assert evidence.days == tuple(ago(n) for n in sorted(RECENT, reverse=True))
        assert "26 % more" in found[0].title
        assert found[0].since == MONDAY


def test_a_run_whose_cost_nobody_knows_is_none_of_them():
    who = with_limits(easy_harder_ratio=1.25)
    unknown = run(ago(1), hrss=None)
    (flag,) = raised(intensity, (), runs=[*easy_runs(now=50.5), unknown], profile=who)
    assert ago(1) not in flag.evidence[0].days


# --- decoupling: over 5 %, and 3 points over what it was, on runs a quarter longer or shorter


def like_runs(now=0.08, before=0.02, days=(0, 2, 4), base=(30, 40, 50, 60), **of_base):
    return [
        *(run(ago(n), decoupling_frac=now) for n in days),
        *(run(ago(n), decoupling_frac=before, **of_base) for n in base),
    ]


@pytest.mark.parametrize(
    ("changes", "limit"),
    [
        ({"now": 0.0625, "before": 0.0}, None),
        ({"now": 0.0626, "before": 0.0}, 0.0625),
        ({"now": 0.07, "before": 0.04}, None),
        ({"now": 0.0701, "before": 0.04}, 0.07),
        ({"minutes": 75}, 0.0625),
        ({"minutes": 76}, None),
        ({"minutes": 45}, 0.0625),
        ({"minutes": 44}, None),
        ({"days": (27, 28, 29)}, 0.0625),
        ({"days": (28, 29, 30)}, None),
        ({"base": (30, 40, 50, 119)}, 0.0625),
        ({"base": (30, 40, 50, 120)}, None),
        ({"base": (30, 40, 50)}, None),
    ],
)
def test_heart_rate_that_drifts_more(changes, limit):
    who = with_limits(decoupling_coupled=0.0625)
    found = raised(decoupling, runs=like_runs(**changes), profile=who)
    assert [one.evidence[0].limit for one in found] == [limit] * (limit is not None)


@pytest.mark.parametrize(("warmer", "compared"), [(8.0, True), (8.1, False), (None, True)])
def test_warmer_runs_do_not_compare(warmer, compared):
    now = [run(ago(n), decoupling_frac=0.08, temperature_mean_c=12.0) for n in (0, 2, 4)]
    heat = None if warmer is None else 12.0 + warmer
    before = [run(ago(n), decoupling_frac=0.02, temperature_mean_c=heat) for n in (9, 11, 13, 15)]
    assert bool(raised(decoupling, runs=[*now, *before])) is compared


# --- spike: a kilometre over the longest at least, seven days, known for a fortnight


@pytest.mark.parametrize(
    ("km", "minutes", "noted"), [(3.0, 60, True), (2.999, 60, False), (3, 21, False), (3, 22, True)]
)
def test_the_excess_of_a_spike(km, minutes, noted):
    before = [run(ago(n), km=2) for n in range(2, 29, 3)]
    found = raised(distance_spike, runs=[*before, run(MONDAY, km=km, minutes=minutes)])
    assert bool(found) is noted


@pytest.mark.parametrize(("back", "stands"), [(0, True), (6, True), (7, False)])
def test_a_spike_stands_a_week(back, stands):
    before = [run(ago(n), km=10) for n in range(back + 2, back + 29, 3)]
    found = raised(distance_spike, runs=[*before, run(ago(back), km=15)])
    assert [one.since for one in found] == [ago(back)] * stands
    if stands:
        assert [one.value for one in found[0].evidence] == [1.5, 15_000]
        assert [one.baseline for one in found[0].evidence] == [1.0, 10_000]
        assert [one.limit for one in found[0].evidence] == [1.3, 13_000]
        assert [one.days for one in found[0].evidence] == [(ago(back),)] * 2


@pytest.mark.parametrize(("known", "noted"), [(13, False), (14, True)])
def test_what_was_run_before_the_import_may_license_it(known, noted):
    runs = [run(ago(known), km=10), run(ago(2), km=10), run(MONDAY, km=20)]
    assert bool(raised(distance_spike, runs=runs)) is noted


def test_the_worst_spike_of_a_week_stands_then_the_latest():
    before = [run(ago(n), km=10) for n in range(8, 29, 3)]
    runs = [*before, run(ago(5), km=20.1), run(ago(1), km=25)]
    (flag,) = raised(distance_spike, runs=runs)
    assert (flag.severity, flag.since) == ("act", ago(5))
    runs = [*before, run(ago(5), km=12), run(ago(1), km=14)]
    (flag,) = raised(distance_spike, runs=runs)
    assert flag.since == ago(1)
    assert flag.evidence[0].value == 1.1667


# --- hard days: three within seven, a fortnight quiet, two in a row


def hard(*days):
    return [run(ago(n), kind="anaerobic") for n in days]


@pytest.mark.parametrize(
    ("days", "ids", "since"),
    [
        ((0, 3, 6), ["hard_days"], 0),
        ((0, 3, 7), [], None),
        ((13, 16, 19), ["hard_days"], 13),
        ((14, 17, 20), [], None),
        ((0, 1), ["hard_days-in_a_row"], 0),
        ((5, 6), ["hard_days-in_a_row"], 5),
        ((6, 7), [], None),
        ((0, 2), [], None),
        ((0, 1, 5, 6), ["hard_days"], 0),
    ],
)
def test_hard_days(days, ids, since):
    found = raised(hard_days, runs=hard(*days))
    assert [one.id for one in found] == ids
    if since is not None:
        assert found[0].since >= ago(max(days))
        assert max(found[0].evidence[0].days) == ago(since)


def test_the_last_of_two_pairs_in_a_row():
    (flag,) = raised(hard_days, runs=hard(0, 1, 5, 6), profile=with_limits(hard_days_in_seven=5))
    assert flag.since == MONDAY
    assert flag.evidence[0].days == (ago(1), MONDAY)
    assert (flag.evidence[0].value, flag.evidence[0].limit) == (2.0, 1.0)


def test_the_days_shown_are_those_of_the_last_seven():
    (flag,) = raised(hard_days, runs=hard(2, 5, 8, 11))
    assert flag.evidence[0].days == (ago(8), ago(5), ago(2))
    assert (flag.evidence[0].value, flag.evidence[0].limit) == (3.0, 3.0)
    assert flag.since == ago(5)  # on which three of seven were hard for the first time


# --- strain: monotony from 1.5 on, strain over the own 90th percentile, load from the median on


def even_days(count=50, *, strains=None, monotony=1.5, last_load=10.0):
    """Return days of equal load; strains by day are 1, 2, 3, ... or as given for the last ones."""
    days = [
        LoadDay(
            day=ago(count - 1 - n),
            load_hrss=10.0,
            run_distance_m=0.0,
            fitness=None,
            fatigue=None,
            form=None,
            ramp=None,
            monotony=1.0 if n < 6 else monotony,
            strain=None if n < 6 else float(n - 5),
            longest_run_ratio=None,
        )
        for n in range(count)
    ]
    for back, strain in (strains or {}).items():
        days[-1 - back] = replace(days[-1 - back], strain=strain)
    days[-1] = replace(days[-1], load_hrss=last_load)
    return days


def test_strain_over_the_own_ninetieth_percentile():
    (flag,) = raised(load_strain, days=even_days())
    # 44 strains: nine tenths of them are 39.6, the 40th is passed by the last four
    assert flag.evidence[1].limit == 40.0
    assert flag.since == ago(3)
    assert (flag.evidence[0].value, flag.evidence[1].value) == (1.5, 41.0)
    assert flag.evidence[0].days == tuple(ago(n) for n in range(9, 2, -1))
    assert flag.evidence[0].limit == 1.5


@pytest.mark.parametrize(
    ("changes", "noted"),
    [
        ({"count": 42}, True),
        ({"count": 41}, False),
        ({"monotony": 1.4999}, False),
        ({"strains": dict.fromkeys(range(44), 7.0)}, False),
        ({"strains": dict.fromkeys(range(44), 7.0) | {0: 7.1}}, True),
        ({"strains": dict.fromkeys(range(44), 7.0) | {0: 7.1}, "last_load": 9.9}, False),
        ({"strains": dict.fromkeys(range(44), 7.0) | {13: 7.1}}, True),
        ({"strains": dict.fromkeys(range(44), 7.0) | {14: 7.1}}, False),
    ],
)
def test_a_heavy_even_week(changes, noted):
    assert bool(raised(load_strain, days=even_days(**changes))) is noted


@pytest.mark.parametrize(("load", "noted"), [(10.0, True), (9.0, False)])
def test_weeks_of_unknown_load_are_not_the_usual_ones(load, noted):
    """Of 120 days the first 70 have none; a light week is no heavy one beside them."""
    strains = dict.fromkeys(range(44), 7.0) | {0: 7.1}
    days = [
        replace(day, load_hrss=None, monotony=None, strain=None) if n < 70 else day
        for n, day in enumerate(even_days(120, strains=strains))
    ]
    days[-7:] = [replace(day, load_hrss=load) for day in days[-7:]]
    days[70:76] = [replace(day, strain=1.0) for day in days[70:76]]
    assert bool(raised(load_strain, days=days)) is noted


# --- small signs: pain up to 3, tender from 3, stiff over half an hour, for a fortnight


@pytest.mark.parametrize(
    ("kind", "parts", "noted"),
    [
        ("pain", {"score": 0}, False),
        ("pain", {"score": 1}, True),
        ("pain", {"score": 3}, True),
        ("pain", {"score": 4}, False),
        ("tenderness", {"score": 2}, False),
        ("tenderness", {"score": 3}, True),
        ("stiffness", {"score": 1, "values": {"minutes": 30}}, False),
        ("stiffness", {"score": 1, "values": {"minutes": 31}}, True),
        ("knee-bend-test", {"score": 0}, False),
        ("knee-bend-test", {"score": 1}, True),
        ("knee-bend-test", {"score": 0, "values": {"unstable": True}}, True),
    ],
)
def test_small_signs(kind, parts, noted):
    entry = said(ago(13), kind, place="soleus", side="left", **parts)
    assert bool(raised(small_signs, (), diary=[entry])) is noted
    older = replace(entry, day=ago(14))
    assert raised(small_signs, (), diary=[older]) == []


def test_a_sign_stands_since_its_like_began():
    told = [
        said(ago(9), "pain", score=2, place="soleus", side="left"),
        said(ago(6), "pain", score=0, place="soleus", side="left"),
        said(ago(4), "pain", score=1, place="soleus", side="left"),
        said(ago(2), "pain", score=3, place="soleus", side="left", entry_id="a"),
        said(ago(2), "pain", score=2, place="soleus", side="left", entry_id="b"),
    ]
    (flag,) = raised(small_signs, (), diary=told)
    assert (flag.since, flag.evidence[0].value) == (ago(4), 3)  # the higher of a day stands
    assert flag.evidence[0].days == (ago(2),)
    (flag,) = raised(small_signs, (), diary=told[:-1])
    assert flag.evidence[0].value == 3
    (flag,) = raised(small_signs, (), diary=[*told, said(ago(1), "pain", score=1, place="soleus",
                                                         side="left")])  # fmt: skip
    assert flag.evidence[0].value == 1  # of another day the last one


# --- sides: a tenth of heel raises, a quarter of balance, two points; four weeks


@pytest.mark.parametrize(
    ("kind", "left", "right", "noted"),
    [
        ("heel-raise-test", {"reps": 18}, {"reps": 20}, False),  # 90 % of the other is even
        ("heel-raise-test", {"reps": 17}, {"reps": 20}, True),
        ("heel-raise-test", {"reps": 27}, {"reps": 30}, False),
        ("heel-raise-test", {"reps": 26}, {"reps": 30}, True),
        ("balance-test", {"seconds": 45}, {"seconds": 60}, True),
        ("balance-test", {"seconds": 46}, {"seconds": 60}, False),
        ("tenderness", 3, 1, True),
        ("tenderness", 2, 1, False),
    ],
)
def test_sides_that_are_far_apart(kind, left, right, noted):
    def entry(back, side, value):
        if isinstance(value, dict):
            return said(ago(back), kind, side=side, values=value)
        return said(ago(back), kind, side=side, score=float(value), place="soleus")

    def told(back):
        both = [entry(back, "left", left), entry(back, "right", right)]
        return [replace(one, id=f"{one.side}") for one in both]

    found = raised(side_difference, diary=told(27))
    assert bool(found) is noted
    if noted:
        assert (found[0].side, found[0].since) == ("left", ago(27))
    assert raised(side_difference, diary=told(28)) == []


# --- strength: the squat six days of a week, each twice, where it was logged in eight weeks


@pytest.mark.parametrize(
    ("squats", "balance", "before", "short"),
    [
        (6, 2, 8, []),
        (5, 2, 8, ["squat"]),
        (6, 1, 8, ["balance"]),
        (0, 0, 63, ["squat", "balance", "slrdl"]),
        (0, 0, 64, []),
    ],
)
def test_strength_left_out(squats, balance, before, short):
    def done(name, days):
        return [said(ago(n), "strength", values={"exercise": name}) for n in days]

    diary = [
        *done("squat", [before, *range(1, squats + 1)]),
        *done("balance", range(2, balance + 2)),
    ]
    diary += done("slrdl", (1, 7) if squats else ())
    found = raised(strength_neglected, diary=diary)
    assert [one.what.split()[2].rstrip(",") for flag in found for one in flag.evidence] == short


# --- calf: twice the own mean week, two deviations, 15 min of fast running or 200 m over it


def speeds(**seconds_at: float):
    bins = np.zeros(SPEED_BINS, np.float32)
    for name, seconds in seconds_at.items():
        bins[int(name[1:])] = seconds
    return bins


def climbs(*weeks: float, last: float):
    """Return three runs a week; the week's climb is that of its second run."""
    usual = {"speed_seconds": speeds(m25=3420, m33=180)}
    runs = []
    for back, climb in zip(range(len(weeks) + 1, 0, -1), (*weeks, last), strict=True):
        runs += [
            run(ago(7 * back - day), ascent_m=climb * (day == 3), **usual) for day in (1, 3, 5)
        ]
    return runs


@pytest.mark.parametrize(
    ("weeks", "most"),
    [
        ([150.0] * 8, 350.0),  # 200 m over it
        ([400.0] * 8, 800.0),  # twice
        ([0.0, 600.0] * 4, 900.0),  # two deviations of 300 over 300
        ([5000.0, *[150.0] * 8], 350.0),  # the ninth week back counts no more
        ([150.0] * 4, 350.0),
    ],
)
def test_climb_of_a_week(weeks, most):
    assert raised(calf_load, runs=climbs(*weeks, last=most)) == []
    (flag,) = raised(calf_load, runs=climbs(*weeks, last=most + 1))
    (evidence,) = flag.evidence
    assert (evidence.value, evidence.limit) == (most + 1, most)
    assert evidence.days == (ago(6), ago(4), ago(2))
    assert raised(calf_load, runs=climbs(*weeks[-3:], last=most + 1)) == []


def without_climb(runs, *numbers, **changes):
    """Return the runs, of these places each without a known climb."""
    changes |= {"ascent_m": None}
    return [
        replace(one, facts=replace(one.facts, **changes)) if number in numbers else one
        for number, one in enumerate(runs)
    ]


def test_a_week_of_unknown_climb_is_none_to_compare_with():
    """Eight weeks of 300 m, of three of which the climb was not measured: not 188 m a week."""
    runs = climbs(*[300.0] * 8, last=450.0)
    assert raised(calf_load, runs=runs) == []
    assert raised(calf_load, runs=without_climb(runs, 1, 4, 7)) == []
    # Four weeks are needed, and those that are known are enough.
    five = without_climb(climbs(*[300.0] * 8, last=601.0), 1, 4, 7, 10, 13)
    assert raised(calf_load, runs=five) == []
    (flag,) = raised(calf_load, runs=without_climb(climbs(*[300.0] * 8, last=601.0), 1, 4, 7, 10))
    assert (flag.evidence[0].baseline, flag.evidence[0].limit) == (300.0, 600.0)


def test_of_the_week_itself_what_is_known_is_enough():
    runs = climbs(*[300.0] * 8, last=601.0)
    (flag,) = raised(calf_load, runs=without_climb(runs, 24))
    assert flag.evidence[0].value == 601.0
    assert raised(calf_load, runs=without_climb(runs, 25)) == []


def test_a_treadmill_climbs_nothing():
    runs = climbs(*[300.0] * 8, last=601.0)
    every_first = range(0, 24, 3)
    (flag,) = raised(calf_load, runs=without_climb(runs, *every_first, sub_sport="treadmill"))
    assert flag.evidence[0].baseline == 300.0
    assert raised(calf_load, runs=without_climb(runs, *every_first)) == []


@pytest.mark.parametrize(("fast_s", "noted"), [(480, False), (500, True)])
def test_fast_running_of_a_week(fast_s, noted):
    """Of 3 h a week 9 min are the fastest twentieth, at 3.3 m/s; 24 min are 15 more."""
    runs = climbs(*[0.0] * 8, last=0.0)
    quick = speeds(m25=3600 - fast_s, m33=fast_s)
    runs[-3:] = [replace(one, facts=replace(one.facts, speed_seconds=quick)) for one in runs[-3:]]
    found = raised(calf_load, runs=runs)
    assert bool(found) is noted
    if noted:
        (evidence,) = found[0].evidence
        assert (evidence.value, evidence.baseline, evidence.limit) == (25.0, 9.0, 24.0)


def gait(last: dict, usual: dict, *, weeks: int = 8, runs: int = 3):
    made = []
    for back in range(weeks + 1, 0, -1):
        values = last if back == 1 else usual
        days = (1, 3, 5)[: runs if back == 1 else 3]
        made += [run(ago(7 * back - day), **values) for day in days]
    return [
        one.what.split(",")[0] for flag in raised(calf_load, runs=made) for one in flag.evidence
    ]


@pytest.mark.parametrize(
    ("name", "usual", "at", "over"),
    [
        ("cadence_mean_spm", 200.0, 194.0, 193.9),  # 3 % fewer steps
        ("stance_time_mean_ms", 200.0, 210.0, 210.1),  # 5 % longer
        ("stance_balance_mean_percent", 50.0, 50.9, 51.0),  # a point
        ("stance_balance_mean_percent", 50.0, 49.1, 49.0),
    ],
)
def test_how_the_foot_lands(name, usual, at, over):
    assert gait({name: at}, {name: usual}) == []
    assert len(gait({name: over}, {name: usual})) == 1
    assert gait({name: over}, {name: usual}, runs=1) == []  # of one run nothing is said
    assert len(gait({name: over}, {name: usual}, runs=2)) == 1


@pytest.mark.parametrize(
    ("score", "back", "warned"), [(1, 13, True), (0.5, 1, False), (3, 14, False)]
)
def test_a_calf_that_hurts_beside_it(score, back, warned):
    sore = said(ago(back), "soreness", score=score, place="soleus", side="left")
    (flag,) = raised(calf_load, runs=climbs(*[150.0] * 8, last=400.0), diary=[sore])
    assert (flag.severity, flag.plan_effect) == (("watch", "hold") if warned else ("note", "none"))


@pytest.mark.parametrize(
    ("kind", "place", "warned"),
    [
        *((kind, "soleus", True) for kind in ("pain", "soreness", "stiffness", "tenderness")),
        ("strength", "soleus", False),
        *(("pain", place, True) for place in ("calf", "gastrocnemius", "shin", "achilles", "heel")),
        *(("pain", place, False) for place in ("knee", "hip", "foot", None)),
    ],
)
def test_what_hurts_of_the_calf(kind, place, warned):
    felt = said(ago(1), kind, score=2, place=place, side="left")
    (flag,) = raised(calf_load, runs=climbs(*[150.0] * 8, last=400.0), diary=[felt])
    assert flag.severity == ("watch" if warned else "note")
