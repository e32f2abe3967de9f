"""Thirty-one runners, each with the week as it was reviewed, and a coach's reading of it.

``scenarios/NAME.txt`` holds the reading, a line of dashes, and the plan's text. A plan that comes
out differently must be read again: ``AEROBASE_REVIEW=1`` writes the new text under the old
reading, for a person to judge.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, athlete, lived_with, plan, profile, say

from planner.flags.standing import standing_flags
from planner.judging.balance import monday_of
from planner.test_results import Declaration, MafTest
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


def later(who, runs, weeks, *said):
    """Return the athlete after so many weeks of plans, each kept and run as it stood."""
    plans, events = lived_with(who, runs, weeks, said=said)
    done = [
        facts(one.date, [(one.run.duration_s, 128)], speed_m_s=2.6)
        for made in plans
        for one in made.days
        if one.run is not None and one.run.kind not in {"rest", "walk"}
    ]
    today = MONDAY + timedelta(weeks=weeks)
    return athlete(who, runs=[*runs, *done], said=(*said, *events), today=today)


FIVE = ((0, 55), (1, 60), (3, 55), (5, 90), (6, 40))  # 300 min


def marathon_yesterday():
    who = profile(race_date=SUNDAY, race_km=42.2)
    runs = [one for one in weekly(FIVE, weeks=14) if one.start_utc.date() < SUNDAY]
    race = facts(SUNDAY, [(4 * 3600, 158)], speed_m_s=2.93)
    felt = say(SUNDAY, "done", score=9, values={"type": "race"})
    return athlete(who, runs=[*runs, race], said=(felt,))


def marathon_in_four_weeks():
    """Eight weeks of a build of twelve are run."""
    race = MONDAY + timedelta(weeks=11, days=6)
    return later(profile(race_date=race, race_km=42.2), weekly(FIVE, weeks=12), 8)


def on_the_way_back():
    """Achilles 7 three weeks ago, down to 2 after ten days, two runs done well."""
    stop = MONDAY - timedelta(days=21)
    runs = [one for one in weekly(FOUR, weeks=14) if one.start_utc.date() < stop]
    runs += [facts(MONDAY - timedelta(days=n), [(15 * 60, 128)], speed_m_s=2.4) for n in (5, 3)]
    said = (
        say(stop, "pain", place="achilles", side="left", score=7.0),
        say(MONDAY - timedelta(days=11), "pain", place="achilles", side="left", score=2.0),
        *(
            say(MONDAY - timedelta(days=n), "pain", place="achilles", side="left", score=1.0)
            for n in (4, 2)
        ),
    )
    return athlete(runs=sorted(runs, key=lambda one: one.start_utc), said=said)


def after_the_flu():
    """Five days of fever, well since Saturday."""
    ill = say(MONDAY - timedelta(days=7), "illness", values={"fever": True})
    well = say(MONDAY - timedelta(days=2), "illness", values={"over": True})
    return athlete(runs=weekly(FOUR, last=MONDAY - timedelta(days=8)), said=(ill, well))


def held_at_a_quarter():
    """55 of 220 min run last week because of Achilles 4; 3 on three days since."""
    shape = ((1, 50), (3, 50), (5, 50), (6, 70))
    runs = weekly(shape, last=MONDAY - timedelta(days=8))
    runs += [facts(MONDAY - timedelta(days=n), [(55 * 30, 128)], speed_m_s=2.5) for n in (6, 4)]
    scores = ((6, 4.0), (4, 3.0), (2, 3.0), (1, 3.0))
    said = tuple(pain("achilles", "right", score, days_ago=n) for n, score in scores)
    return athlete(runs=runs, said=said)


def beginner_after_half_a_year():
    return later(profile(), [], 26)


def slow_jogger_of_72():
    """Jogs 1.7 m/s at 160 steps a minute, all under the ceiling."""
    who = profile(born=date(1954, 2, 1))
    runs = [
        replace(one, cadence_mean_spm=160.0, running_s=one.duration_s, steps=one.duration_s * 2.67)
        for one in weekly(((1, 40), (3, 40), (5, 55)), bpm=104, speed=1.7)
    ]
    return athlete(who, runs=runs)


def ultra_on_saturday():
    runs = [one for one in weekly(FIVE, weeks=14) if one.start_utc.date() < SUNDAY - timedelta(1)]
    ultra = facts(SUNDAY - timedelta(days=1), [(19 * 3600, 128)], speed_m_s=1.7)
    return athlete(runs=[*runs, ultra])


def once_a_week():
    return athlete(runs=weekly(((6, 60),), weeks=16))


def base_with_better_tests():
    """Twelve weeks of base, quality wished for, three tests each a little faster."""
    who = profile(quality_wanted=True, base_start=MONDAY - timedelta(weeks=14))
    tests = tuple(
        MafTest(
            declaration=Declaration(
                kind="maf",
                session_id=f"{weeks}",
                day=MONDAY - timedelta(weeks=weeks),
                course="track",
                protocol="3 km",
            ),
            speed_m_s=speed,
            hr_mean_bpm=132.0,
        )
        for weeks, speed in ((11, 2.50), (7, 2.58), (3, 2.66))
    )
    return replace(athlete(who, runs=weekly(FIVE, weeks=16)), tests=tests)


def arrhythmia_and_quality():
    who = profile(arrhythmia=True, quality_wanted=True, strides_wanted=True)
    return athlete(who, runs=weekly(FOUR, weeks=20))


def strength_never_tested():
    """Two weeks of squats held three minutes at full depth, and stands of 50 s, logged as done."""
    said = []
    for n in range(1, 15):
        values = {"exercise": "squat", "level": "S2", "hold_s": 180.0}
        said.append(say(MONDAY - timedelta(days=n), "strength", values=values))
    for n in (2, 5, 9, 12):
        values = {"exercise": "balance", "level": "B1", "hold_s": 50.0}
        said.append(say(MONDAY - timedelta(days=n), "strength", values=values))
    return athlete(runs=weekly(FOUR), said=tuple(said))


def hard_hours_on_sunday():
    """An unplanned hard 150 min, the longest run of weeks twice over."""
    runs = [one for one in weekly(FOUR) if one.start_utc.date() < SUNDAY]
    return athlete(runs=[*runs, facts(SUNDAY, [(150 * 60, 165)], speed_m_s=3.1)])


def a_week_taken_out():
    days = frozenset(MONDAY + timedelta(days=n) for n in range(7))
    return athlete(profile(blackout=days), runs=weekly(FOUR))


def doubles_and_a_bad_week():
    shape = ((0, 60), (0, 30), (1, 80), (1, 30), (2, 60), (2, 30), (3, 80), (4, 60), (6, 130))
    runs = weekly(shape, last=MONDAY - timedelta(days=8), bpm=130, speed=3.1)
    runs.append(facts(MONDAY - timedelta(days=6), [(40 * 60, 130)], speed_m_s=3.0))
    return athlete(profile(doubles=True), runs=runs)


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
    marathon_yesterday,
    marathon_in_four_weeks,
    on_the_way_back,
    after_the_flu,
    held_at_a_quarter,
    beginner_after_half_a_year,
    slow_jogger_of_72,
    ultra_on_saturday,
    once_a_week,
    base_with_better_tests,
    arrhythmia_and_quality,
    strength_never_tested,
    hard_hours_on_sunday,
    a_week_taken_out,
    doubles_and_a_bad_week,
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_the_week_is_the_one_that_was_reviewed(scenario):
    runner = scenario()
    monday = monday_of(runner.today)
    made = plan(runner, *standing_flags(runner), week_start=monday)
    text = "\n".join(plan_text(made, Units(), today=runner.today)) + "\n"
    path = FOLDER / f"{scenario.__name__}.txt"
    reading, _, reviewed = path.read_text(encoding="utf-8").partition(f"{LINE}\n")
    if os.environ.get("AEROBASE_REVIEW"):
        path.write_text(f"{reading}{LINE}\n{text}", encoding="utf-8")
    assert text == reviewed
    assert len(reading.split(".")) > 2  # two sentences
