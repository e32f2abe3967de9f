"""The load on the legs: figures of PMC11096059 as RULES 5.2 and JUDGEMENT 6 give them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_athletes import run

from planner.load.legs import (
    RUN_SPM,
    achilles_force_bw,
    day_loads_bw,
    leg_loads,
    session_load_bw,
    usual_day,
)

DAY = date(2026, 5, 18)


@pytest.mark.parametrize(
    ("speed", "force"),
    [(1.5, 8.2), (2.7, 8.2), (3.6, 9.15), (4.5, 10.1), (6.0, 10.1), (None, 8.2)],
)
def test_peak_force_is_a_line_between_two_speeds_and_flat_outside(speed, force):
    assert achilles_force_bw(speed) == pytest.approx(force)


def of(day=DAY, *, minutes=60.0, speed=3.6, sport="running", **facts):
    changes = {"km": minutes * 60 * speed / 1000, "minutes": minutes, "sport": sport} | facts
    return run(day, **changes)


def test_steps_run_and_steps_walked_each_have_their_force():
    mixed = of(steps=7_000.0, running_s=1_800.0, cadence_mean_spm=160.0)
    # 30 min run at 160 make 4,800 steps; the other 2,200 are walked.
    wanted = 4_800 * 9.15 + 2_200 * 8.2 * 44.0 / 98.7
    assert session_load_bw(mixed.facts, RUN_SPM) == pytest.approx(wanted)
    walked = of(sport="walking", speed=1.4, steps=6_000.0, running_s=0.0)
    assert session_load_bw(walked.facts, RUN_SPM) == pytest.approx(6_000 * 8.2 * 44.0 / 98.7)


def test_more_steps_are_never_run_than_were_counted():
    counted = of(steps=5_000.0, running_s=3_600.0, cadence_mean_spm=180.0)
    assert session_load_bw(counted.facts, RUN_SPM) == pytest.approx(5_000 * 9.15)


def test_without_cadence_steps_come_from_moving_minutes():
    moving = of(minutes=40.0, moving_s=30 * 60.0, km=30 * 60 * 3.6 / 1000)
    assert session_load_bw(moving.facts, RUN_SPM) == pytest.approx(30 * RUN_SPM * 9.15)
    assert session_load_bw(moving.facts, 180.0) == pytest.approx(30 * 180 * 9.15)
    slow = of(minutes=30.0, speed=1.5)
    assert session_load_bw(slow.facts, RUN_SPM) == pytest.approx(30 * 110 * 8.2 * 44.0 / 98.7)
    assert session_load_bw(of(sport="cycling").facts, RUN_SPM) == 0.0


def test_climb_adds_nothing():
    flat, hilly = of(steps=9_000.0, running_s=3_600.0), of(steps=9_000.0, running_s=3_600.0)
    climbed = of(steps=9_000.0, running_s=3_600.0, ascent_m=900.0, descent_m=900.0)
    assert session_load_bw(flat.facts, RUN_SPM) == session_load_bw(hilly.facts, RUN_SPM)
    assert session_load_bw(climbed.facts, RUN_SPM) == session_load_bw(flat.facts, RUN_SPM)


def test_the_usual_day_is_the_median_running_day_of_28():
    runs = [of(DAY - timedelta(days=n), minutes=m) for n, m in ((28, 30), (9, 40), (2, 90))]
    old = of(DAY - timedelta(days=29), minutes=300)
    walk = of(DAY - timedelta(days=5), minutes=200, sport="walking", speed=1.4)
    usual = usual_day([old, *runs, walk, of(DAY, minutes=300)], DAY)
    assert usual.load_bw == pytest.approx(40 * RUN_SPM * 9.15)
    assert usual.times(2 * usual.load_bw) == pytest.approx(2.0)
    assert usual.speed_m_s == pytest.approx(3.6)


def test_where_nothing_was_run_nothing_is_usual():
    usual = usual_day([of(DAY - timedelta(days=40))], DAY)
    assert usual.load_bw is None
    assert usual.times(50_000.0) is None


def test_two_sessions_of_a_day_add_up_and_a_walk_beside_a_run_counts():
    runs = [of(minutes=30), of(minutes=30), of(minutes=60, sport="walking", speed=1.4)]
    total = sum(session_load_bw(one.facts, RUN_SPM) for one in runs)
    assert day_loads_bw(runs, DAY, DAY) == {DAY: pytest.approx(total)}


@given(
    minutes=st.floats(5, 300),
    speed=st.floats(0.5, 6.0),
    share=st.floats(0.0, 1.0),
    spm=st.floats(140, 200),
)
def test_longer_never_loads_less_and_walking_never_more_than_running(minutes, speed, share, spm):
    def load(length, part):
        steps = length * (spm * part + 110 * (1 - part))
        made = of(
            minutes=length,
            speed=speed,
            steps=steps,
            running_s=length * 60 * part,
            cadence_mean_spm=spm,
        )
        return session_load_bw(made.facts, RUN_SPM)

    assert load(minutes, share) <= load(minutes * 1.1, share)
    assert load(minutes, 0.0) <= load(minutes, share) <= load(minutes, 1.0) * 1.0001


def test_each_session_is_a_multiple_of_the_usual_day_before_it():
    """Three easy hours, then one of two hours; a ride costs the legs nothing."""
    made = [of(DAY - timedelta(days=back)) for back in (40, 9, 6, 3)]
    made += [of(DAY, minutes=120.0), of(DAY + timedelta(days=1), sport="cycling", speed=8.0)]
    loads = leg_loads(made)
    assert list(loads) == [one.facts.id for one in made]
    assert list(loads.values()) == [None, None, *[pytest.approx(v) for v in (1.0, 1.0, 2.0, 0.0)]]
