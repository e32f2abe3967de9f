"""Planned beside done: a share under the ceiling is cut, a miss never said as a hit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_weeks import plan

from planner.week.model import Done
from planner.week.review import day_review


@pytest.mark.parametrize(
    ("frac", "said"),
    [
        (0.8999, "89 % under the ceiling: slower next time"),
        (0.9, "90 % under the ceiling: well held"),
    ],
)
def test_a_share_just_under_the_line_is_not_said_to_reach_it(frac, said):
    made = plan()
    number = next(n for n, day in enumerate(made.days) if day.run and day.run.kind == "easy")
    day = made.days[number]
    done = Done(
        sessions=("a",),
        duration_s=float(day.run.duration_s),
        distance_m=None,
        aerobic_frac=frac,
        strength=(),
    )
    days = [replace(one, done=done) if one is day else one for one in made.days]
    assert said in day_review(replace(made, days=tuple(days)), number)
