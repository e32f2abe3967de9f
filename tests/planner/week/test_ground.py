"""When a run is to be flat, and to whom it is said that the usual routes are not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, athlete, plan, profile, say

SUNDAY = MONDAY - timedelta(days=1)
HILLY = "Your usual routes are hilly: choose a flat one."


def pain(score, *, days_ago=1):
    return say(MONDAY - timedelta(days=days_ago), "pain", place="knee", side="left", score=score)


def whys(terrain, *said, tested=True, **who):
    lines = [*said]
    if tested:
        lines.insert(0, say(MONDAY - timedelta(days=5), "maf-test", values={}))
    lines.sort(key=lambda line: line.day)
    runner = athlete(
        profile(terrain=terrain, **who), runs=weeks_of_runs(SUNDAY, 10), said=tuple(lines)
    )
    return {
        day.run.kind: day.run.why
        for day in plan(runner).days
        if day.run is not None and day.run.kind != "rest"
    }


@pytest.mark.parametrize("terrain", [None, "flat", "hilly"])
def test_without_a_reason_the_ground_is_the_runners_own(terrain):
    assert not any(HILLY in why or "lat ground" in why for why in whys(terrain).values())


@pytest.mark.parametrize(
    ("terrain", "score", "flat", "hilly"),
    [
        (None, 4.0, True, False),
        ("flat", 4.0, True, False),
        ("hilly", 4.0, True, True),
        ("hilly", 3.0, False, False),
    ],
)
def test_pain_of_four_wants_flat_ground(terrain, score, flat, hilly):
    found = whys(terrain, pain(score)).values()
    assert {"Flat ground while the pain lasts." in why for why in found} == {flat}
    assert {HILLY in why for why in found} == {hilly}


@pytest.mark.parametrize(("terrain", "hilly"), [(None, False), ("flat", False), ("hilly", True)])
def test_the_return_and_prior_trouble_want_it_too(terrain, hilly):
    back = whys(terrain, pain(6.0, days_ago=5), pain(2.0, days_ago=2)).values()
    assert {HILLY in why for why in back} == {hilly}
    prior = whys(terrain, prior_calf_side="left").values()
    assert {HILLY in why for why in prior} == {hilly}


def test_a_test_wants_a_flat_course():
    found = whys("hilly", tested=False)
    assert HILLY in found.pop("maf_test")
    assert not any(HILLY in why for why in found.values())
