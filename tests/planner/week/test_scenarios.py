"""Sixteen runners, each with the week as it was reviewed, and a coach's reading of it.

``scenarios/NAME.txt`` holds the reading, a line of dashes, and the plan's text. A plan that comes
out differently must be read again: ``AEROBASE_REVIEW=1`` writes the new text under the old
reading, for a person to judge.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, athlete, plan, profile, say

from planner.flags.standing import standing_flags
from reports.terminal.plan import plan_text
from reports.words import Units

FOLDER = Path(__file__).parent / "scenarios"
LINE = "-" * 80
SUNDAY = MONDAY - timedelta(days=1)


def weekly(shape, weeks=10, *, last=SUNDAY, bpm=128, speed=2.6):
    """Return runs of the same week over and over; ``shape``: (weekday, minutes) pairs."""
    first = last - timedelta(days=7 * weeks - 1)
    runs = []
    for n in range(7 * weeks):
        day = first + timedelta(days=n)
        for place, (weekday, length) in enumerate(shape):
            if day.weekday() == weekday:
                hour = 7 + 10 * any(earlier == weekday for earlier, _ in shape[:place])
                runs.append(facts(day, [(length * 60, bpm)], speed_m_s=speed, hour=hour))
    return runs


FOUR = ((1, 45), (3, 45), (5, 50), (6, 75))


def pain(place, side, score, *, days_ago=1):
    return say(MONDAY - timedelta(days=days_ago), "pain", place=place, side=side, score=score)


def beginner():
    return athlete(runs=[])


def knee_pain():
    return athlete(runs=weekly(FOUR), said=(pain("knee-front", "right", 4.0),))


def sore_achilles_left():
    return athlete(
        runs=weekly(FOUR),
        said=(pain("achilles", "left", 3.0, days_ago=3), pain("achilles", "left", 4.0)),
    )


def two_weeks_ill():
    ill = say(MONDAY - timedelta(days=14), "illness", values={"fever": True})
    well = say(MONDAY - timedelta(days=1), "illness", values={"over": True})
    return athlete(runs=weekly(FOUR, last=MONDAY - timedelta(days=15)), said=(ill, well))


def race_in_three_weeks():
    who = profile(race_date=MONDAY + timedelta(days=20), quality_wanted=True)
    return athlete(who, runs=weekly(FOUR, weeks=26))


def only_tuesday_and_sunday():
    return athlete(profile(run_days=frozenset({1, 6})), runs=weekly(FOUR))


def seventy_years_old():
    return athlete(profile(born=date(1956, 3, 1)), runs=weekly(((0, 40), (2, 40), (5, 60))))


def no_heart_rate():
    return athlete(runs=weekly(FOUR, bpm=0))


def never_does_strength():
    squat = say(MONDAY - timedelta(days=60), "strength", values={"exercise": "squat"})
    return athlete(runs=weekly(FOUR), said=(squat,))


def marathon_base():
    shape = ((0, 50), (1, 60), (3, 70), (4, 50), (5, 45), (6, 130))
    return athlete(runs=weekly(shape, weeks=14, bpm=130, speed=3.0))


def beta_blocker():
    return athlete(profile(rate_medicine=True), runs=weekly(FOUR, bpm=110))


def walker():
    return athlete(runs=weekly(((1, 40), (3, 40), (5, 60)), bpm=130, speed=1.6))


def doubles():
    shape = ((0, 60), (0, 30), (1, 80), (1, 30), (2, 60), (2, 30), (3, 80), (4, 60), (6, 130))
    return athlete(profile(doubles=True), runs=weekly(shape, bpm=130, speed=3.1))


def prior_achilles():
    who = profile(prior_achilles_side="left", strides_wanted=True)
    return athlete(who, runs=weekly(FOUR))


def pregnant():
    return athlete(profile(born=date(1994, 3, 1), pregnant=True), runs=weekly(FOUR))


def aged_fifteen():
    who = profile(born=date(2010, 9, 1), quality_wanted=True)
    return athlete(who, runs=weeks_of_runs(SUNDAY, 30, minutes=30, bpm=150))


SCENARIOS = (
    beginner,
    knee_pain,
    sore_achilles_left,
    two_weeks_ill,
    race_in_three_weeks,
    only_tuesday_and_sunday,
    seventy_years_old,
    no_heart_rate,
    never_does_strength,
    marathon_base,
    beta_blocker,
    walker,
    doubles,
    prior_achilles,
    pregnant,
    aged_fifteen,
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_the_week_is_the_one_that_was_reviewed(scenario):
    runner = scenario()
    text = "\n".join(plan_text(plan(runner, *standing_flags(runner)), Units())) + "\n"
    path = FOLDER / f"{scenario.__name__}.txt"
    reading, _, reviewed = path.read_text(encoding="utf-8").partition(f"{LINE}\n")
    if os.environ.get("AEROBASE_REVIEW"):
        path.write_text(f"{reading}{LINE}\n{text}", encoding="utf-8")
    assert text == reviewed
    assert len(reading.split(".")) > 2  # two sentences
