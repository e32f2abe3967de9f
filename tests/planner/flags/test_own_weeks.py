"""Checks against the runner's own weeks: calf load, intensity, decoupling, strain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from support.made_athletes import athlete, flags_of, run, said

from ingest.session.facts import SPEED_BINS
from planner.flags import calf_load, decoupling, load_strain
from planner.load.days import LoadDay

MONDAY = date(2026, 5, 18)


def speeds(**seconds_at: float):
    """Return seconds by speed bin; ``m25=3600`` is an hour at 2.5 m/s."""
    bins = np.zeros(SPEED_BINS, np.float32)
    for name, seconds in seconds_at.items():
        bins[int(name[1:])] = seconds
    return bins


def season(weeks: int = 9, **last_week):
    """Three runs a week up to last week; the last week's runs get the changes."""
    usual = {"ascent_m": 50.0, "descent_m": 50.0, "cadence_mean_spm": 172.0}
    usual |= {"stance_time_mean_ms": 250.0, "stance_balance_mean_percent": 50.0}
    usual |= {"speed_seconds": speeds(m25=3480, m33=120)}
    runs = []
    for back in range(weeks, 0, -1):
        changes = usual | (last_week if back == 1 else {})
        monday = MONDAY - timedelta(weeks=back)
        runs += [run(monday + timedelta(days=day), **changes) for day in (1, 3, 5)]
    return runs


def calf(runs, diary=(), today=MONDAY):
    return list(calf_load.find(athlete(today, runs, diary=diary)))


def test_a_usual_week_is_no_note():
    assert calf(season()) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"ascent_m": 160.0}, "climb"),
        ({"descent_m": 160.0}, "descent"),
        ({"speed_seconds": speeds(m25=2400, m33=1200)}, "fastest twentieth"),
        ({"cadence_mean_spm": 164.0}, "cadence"),
        ({"stance_time_mean_ms": 266.0}, "stance time"),
        ({"stance_balance_mean_percent": 51.2}, "left share"),
    ],
)
def test_each_change_is_a_note_with_its_numbers(change, what):
    (flag,) = calf(season(**change))
    assert flag.severity == "note"
    assert flag.plan_effect == "none"
    assert flag.since == MONDAY
    assert [what in one.what for one in flag.evidence] == [True]
    assert flag.evidence[0].baseline is not None


def test_the_balance_names_the_side_that_stands_longer():
    assert calf(season(stance_balance_mean_percent=51.2))[0].side == "left"
    assert calf(season(stance_balance_mean_percent=48.5))[0].side == "right"


def test_a_slower_week_explains_a_lower_cadence():
    assert calf(season(cadence_mean_spm=164.0, distance_m=9000.0)) == []


def test_with_a_sore_calf_it_is_a_warning():
    sore = said(MONDAY, "soreness", score=3, place="gastrocnemius", side="left")
    (flag,) = calf(season(ascent_m=160.0), diary=[sore])
    assert (flag.severity, flag.plan_effect) == ("watch", "hold")


def test_running_day_after_day_is_noted_where_it_is_unusual():
    last = MONDAY - timedelta(weeks=1)
    daily = [
        *season()[:-3],
        *(run(last + timedelta(days=day), km=5, minutes=30) for day in range(6)),
    ]
    (flag,) = calf(daily)
    assert flag.evidence[0].what == "running days in a row"
    assert (flag.evidence[0].value, flag.evidence[0].baseline) == (6, 1)
    assert calf(daily[:-1]) == []
    always = [run(MONDAY - timedelta(days=back), km=5) for back in range(1, 70)]
    assert calf(always) == []


def test_it_is_a_note_of_one_week():
    runs = season(ascent_m=160.0)
    assert calf(runs, today=MONDAY + timedelta(days=6)) != []
    assert calf(runs, today=MONDAY + timedelta(days=7)) == []


def test_without_any_speed_nothing_is_fast():
    runs = season(speed_seconds=speeds(m40=900))
    assert any("fast" in one.what for flag in calf(runs) for one in flag.evidence)
    unknown = [replace(one, facts=replace(one.facts, speed_seconds=speeds())) for one in runs]
    assert not any("fast" in one.what for flag in calf(unknown) for one in flag.evidence)


def test_four_weeks_of_running_are_needed():
    assert calf(season(weeks=4, ascent_m=160.0)) == []
    assert calf(season(weeks=5, ascent_m=160.0)) != []


def test_time_above_the_ceiling_that_rises_is_noted():
    def weeks(recent: float):
        runs = [
            run(
                MONDAY - timedelta(weeks=back) + timedelta(days=day),
                minutes=150,
                aerobic=recent if back <= 2 else 0.97,
            )
            for back in range(8, 0, -1)
            for day in (1, 4)
        ]
        return flags_of(athlete(MONDAY, runs), "intensity")

    assert weeks(0.97) == []
    # 300 min a week: 9 min above before, 27 now: three times as much, but under 20 min more
    assert weeks(0.91) == []
    # the share of 0.90 is kept, and 30 min is 21 more
    (flag,) = weeks(0.90)
    assert (flag.id, flag.severity) == ("anaerobic_rising", "note")
    assert flag.evidence[0].value == pytest.approx(30)
    # below the share the aerobic-share check speaks, and this one is silent
    assert weeks(0.7) == []


def test_a_race_is_run_above_the_ceiling_and_nobody_asks_whether_it_was_intended():
    runs = [run(MONDAY - timedelta(days=7 * n - day), minutes=150) for n in range(8, 0, -1)
            for day in (1, 4)]  # fmt: skip
    race = run(MONDAY - timedelta(days=1), minutes=200, aerobic=0.0)
    raced = said(race.local_date, "done", values={"type": "race"})
    (flag,) = flags_of(athlete(MONDAY, [*runs, race]), "intensity")
    assert flag.id == "anaerobic_rising"
    assert flags_of(athlete(MONDAY, [*runs, race], diary=[raced]), "intensity") == []


def easy(cost: float, before: float = 45.0, kind: str = "aerobic"):
    days = range(0, 70, 3)
    return [
        run(MONDAY - timedelta(days=back), hrss=cost if back < 14 else before, kind=kind)
        for back in days
    ]


def test_easy_days_that_cost_more_are_a_warning():
    assert flags_of(athlete(MONDAY, easy(51.0)), "intensity") == []
    (flag,) = flags_of(athlete(MONDAY, easy(54.0)), "intensity")
    assert (flag.id, flag.severity) == ("easy_harder", "watch")
    assert flag.evidence[0].value == pytest.approx(54.0)
    assert flag.evidence[0].baseline == pytest.approx(45.0)
    (flag,) = flags_of(athlete(MONDAY, easy(54.321)), "intensity")
    assert flag.evidence[0].value == 54.3  # as it is shown


def test_the_ratio_alone_says_that_easy_days_cost_more():
    (flag,) = flags_of(athlete(MONDAY, easy(0.6, before=0.5)), "intensity")
    assert "20 % more" in flag.title
    # of nothing there is no share
    assert flags_of(athlete(MONDAY, easy(54.0, before=0.0)), "intensity") == []


def test_hard_days_are_not_easy_days():
    assert flags_of(athlete(MONDAY, easy(90.0, kind="anaerobic")), "intensity") == []


def drifts(*recent: float, before: float = 0.02, **changes):
    values = [*recent, *([before] * 6)]
    runs = [
        run(MONDAY - timedelta(days=4 * n), decoupling_frac=value, **(changes if n < 3 else {}))
        for n, value in enumerate(values)
    ]
    return list(decoupling.find(athlete(MONDAY, runs)))


def test_decoupling_that_rises_on_like_runs():
    (flag,) = drifts(0.08, 0.07, 0.09)
    assert flag.evidence[0].value == pytest.approx(0.08)
    assert flag.evidence[0].limit == pytest.approx(0.05)
    assert flag.since == MONDAY  # the latest of the three
    assert drifts(0.08, 0.02, 0.03) == []
    assert drifts(0.06, 0.06, 0.06, before=0.04) == []


def test_runs_too_uneven_for_a_decoupling_hide_none():
    (flag,) = drifts(None, None, 0.08, 0.07, 0.09)
    assert flag.evidence[0].value == pytest.approx(0.08)


def test_unlike_runs_are_not_compared():
    assert drifts(0.08, 0.07, 0.09, minutes=90) == []
    assert drifts(0.08, 0.07, 0.09, sub_sport="trail") == []


def load_days(week: list[float], *, usual: list[float], weeks: int = 20) -> list[LoadDay]:
    """Return days of a usual week many times, then ``week``; monotony as RULES 3.7 has it."""
    loads = usual * weeks + week
    first = MONDAY - timedelta(days=len(loads) - 1)
    days = []
    for n, load in enumerate(loads):
        seven = np.array(loads[max(0, n - 6) : n + 1])
        spread = seven.std()
        monotony = None if n < 6 else min(10.0, float(seven.mean() / spread)) if spread else 10.0
        days.append(
            LoadDay(
                day=first + timedelta(days=n),
                load_hrss=load,
                run_distance_m=0.0,
                fitness=None,
                fatigue=None,
                form=None,
                ramp=None,
                monotony=monotony,
                strain=None if monotony is None else float(seven.sum()) * monotony,
                longest_run_ratio=None,
            )
        )
    return days


USUAL = [0.0, 60.0, 0.0, 60.0, 0.0, 40.0, 90.0]


def test_monotony_needs_load_and_strain_beside_it():
    heavy = [70.0, 60.0, 70.0, 60.0, 70.0, 60.0, 70.0]
    (flag,) = load_strain.find(athlete(MONDAY, days=load_days(heavy, usual=USUAL)))
    assert flag.severity == "watch"
    assert flag.evidence[0].value > 2.0
    # as even, but light: the own median of a week's load is not reached
    light = [10.0, 9.0, 10.0, 9.0, 10.0, 9.0, 10.0]
    assert list(load_strain.find(athlete(MONDAY, days=load_days(light, usual=USUAL)))) == []


@pytest.mark.parametrize(
    ("monotony", "severity", "effect"),
    [(1.99, "note", "none"), (2.0, "watch", "no_growth")],
)
def test_a_monotony_of_two_is_a_warning_and_less_a_note(monotony, severity, effect):
    heavy = [70.0, 60.0, 70.0, 60.0, 70.0, 60.0, 70.0]
    days = [
        replace(day, monotony=min(monotony, day.monotony or 0.0))
        for day in load_days(heavy, usual=USUAL)
    ]
    (flag,) = load_strain.find(athlete(MONDAY, days=days))
    assert (flag.severity, flag.plan_effect) == (severity, effect)


def test_a_usual_season_is_not_monotonous():
    assert list(load_strain.find(athlete(MONDAY, days=load_days(USUAL, usual=USUAL)))) == []
