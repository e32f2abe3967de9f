"""Whatever figure a runner writes under ``[limits]``, the week answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, athlete, plan, say

from planner.flags.standing import standing_flags
from planner.known_names import LIMITS
from planner.profile.limits import Limits
from planner.profile.model import Availability, Profile

PLANS = [key for key in LIMITS if key.startswith(("plan_", "pain_", "spike_small"))]
PROFILE = Profile(
    birth_date=date(1980, 5, 1),
    availability=Availability(
        race_date=MONDAY + timedelta(days=9),
        race_km=10,
        quality_wanted=True,
        strides_wanted=True,
    ),
)


@cache
def someone(kind: str):
    """A runner of thirty weeks: before a race, back from a pain stop, or neither."""
    profile = PROFILE if kind == "race" else replace(PROFILE, availability=Availability())
    pains = ((9, 7), (6, 2)) if kind == "pain" else ()
    said = [
        say(MONDAY - timedelta(days=ago), "pain", score=score, place="knee", side="left")
        for ago, score in pains
    ]
    if kind == "test":
        said.append(say(MONDAY - timedelta(days=40), "maf-test"))
    runs = weeks_of_runs(MONDAY - timedelta(days=1), 30)
    return athlete(profile, runs=runs, said=tuple(said))


@pytest.mark.parametrize("kind", ["race", "pain", "test"])
@pytest.mark.parametrize("value", [-1e9, 0.0, 1e9])
@pytest.mark.parametrize("key", PLANS)
def test_a_limit_at_its_worst(kind, value, key):
    one = someone(kind)
    one = replace(one, profile=replace(one.profile, limits=Limits(own={key: value})))
    week = plan(one, *standing_flags(one))
    assert len(week.days) == 7
    assert all(day.run is not None and day.run.duration_s >= 0 for day in week.days)
