"""A week that is run exactly as it was planned raises no `distance_spike`."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.made_sessions import facts
from support.made_weeks import MONDAY, athlete, plan, profile, say

from planner.flags import distance_spike
from planner.flags.standing import standing_flags

EXAMPLES = os.environ.get("AEROBASE_EXAMPLES")
SETTINGS = settings(
    max_examples=int(EXAMPLES or "200"),
    derandomize=EXAMPLES is None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def one_run(day: date, seconds: float, speed_m_s: float):
    return facts(day, [(seconds, 130)], speed_m_s=speed_m_s)


def spikes_of_the_week(who, runs, diary=()):
    """Return the spikes that stand on any day of the week when it is run as planned."""
    known = athlete(who, runs=runs, said=diary)
    made = plan(known, *standing_flags(known))
    done = list(runs)
    found = []
    for day in made.days:
        for run in (day.run, *day.more_runs):
            if run is not None and run.duration_s and run.kind != "race":
                one = one_run(day.date, run.duration_s, pace_of(run, runs))
                if run.distance_m_estimate is not None:
                    one = replace(one, distance_m=run.distance_m_estimate)
                done.append(one)
        then = athlete(who, runs=done, said=diary, today=day.date)
        found += [flag for flag in distance_spike.find(then) if flag.since >= MONDAY]
    return found


def pace_of(run, runs):
    """Return the expected pace; where none is told, the slowest that was run."""
    if run.distance_m_estimate is not None:
        return run.distance_m_estimate / run.duration_s
    return min((one.distance_m / one.duration_s for one in runs if one.distance_m), default=2.5)


@st.composite
def broken_histories(draw):
    """Runs in stretches with days off between them, some of weeks or months."""
    back, runs = draw(st.integers(1, 40)), []
    for _ in range(draw(st.integers(1, 5))):
        for _ in range(draw(st.integers(1, 6))):
            minutes = draw(st.sampled_from((8, 15, 20, 30, 45, 60, 90, 150, 200)))
            speed = draw(st.sampled_from((1.7, 2.2, 2.5, 2.78, 3.3)))
            runs.append((back, minutes, speed))
            back += draw(st.integers(1, 5))
        back += draw(st.sampled_from((6, 7, 9, 14, 17, 22, 25, 29, 30, 31, 38, 60, 80)))
    return sorted(runs, reverse=True)


@st.composite
def illnesses(draw):
    ended = draw(st.integers(-1, 20))
    began = ended + draw(st.integers(0, 20))
    fever = {"fever": draw(st.booleans())}
    return tuple(
        say(MONDAY - timedelta(days=back), "illness", values=values)
        for back, values in ((began, fever), (ended, {"over": True}))
        if back >= 0
    )


@SETTINGS
@given(
    past=broken_histories(),
    diary=st.just(()) | illnesses(),
    doubles=st.booleans(),
    most=st.lists(st.sampled_from((None, None, 0, 20, 45)), min_size=7, max_size=7),
)
def test_a_week_run_as_planned_raises_no_spike(past, diary, doubles, most):
    who = profile(doubles=doubles, max_minutes=tuple(most))
    runs = [
        one_run(MONDAY - timedelta(days=back), 60 * minutes, speed) for back, minutes, speed in past
    ]
    assert spikes_of_the_week(who, runs, diary) == []


# Days before Monday and minutes at 10 km/h. The first was planned 1.46 times too long: 30 minutes
# after 17 days off, and 38 days before them.
CASES = [
    [(97, 50), (96, 50), (93, 50), (81, 90), (79, 60), (70, 50), (59, 60), (20, 60), (2, 30)],
    [(60, 60), (52, 60), (44, 90), (20, 60), (2, 60)],
    [(90, 90), (50, 45), (49, 45), (26, 90), (25, 30)],
    [(48, 90), (45, 60), (36, 60)],
    [(30, 40), (29, 8), (20, 8), (11, 8), (2, 8)],
]


@pytest.mark.parametrize("past", CASES)
def test_breaks_that_were_planned_too_long_or_might_be(past):
    runs = [
        one_run(MONDAY - timedelta(days=back), 60 * minutes, 10 / 3.6) for back, minutes in past
    ]
    assert spikes_of_the_week(profile(), runs) == []
