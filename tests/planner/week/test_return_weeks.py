"""Coming back from days off and from pain: what is run grows, never leaps, and never sticks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, exercise_days, kinds, minutes, plan, say

from ingest.home.events import Event
from planner.body.longest_run import longest_run
from planner.day.judged import judge_day
from planner.profile.limits import Limits
from planner.week.make_plan import make_plan
from planner.week.slots import spike_caps_min
from planner.week.staleness import inputs_of
from planner.week.store import event_data
from planner.week.target import RETURN_SETS

WEEK = timedelta(weeks=1)


def ran(day: date, length: float, run_share: float = 1.0):
    """Return a run of which the steps tell so much as run."""
    one = facts(day, [(length * 60, 120)], speed_m_s=2.5)
    return replace(one, running_s=60 * length * run_share, ends_walked_s=0.0)


def lived(weeks: int, runs: list, said=()):
    """Return (minutes run, running minutes, longest) of weeks from MONDAY on, run as planned."""
    done, kept, found = list(runs), [], []
    for number in range(weeks):
        monday = MONDAY + number * WEEK
        known = athlete(runs=done, said=(*said, *kept), today=monday)
        day = judge_day(known)
        made = make_plan(day, week_start=monday, created_utc=NOW)
        data = event_data(made, inputs_of(day, monday))
        kept.append(Event(id=f"p{number}", kind="plan", at_utc=NOW, day=monday, data=data))
        whole, running, longest = 0.0, 0.0, 0.0
        for one in made.days:
            if one.run is None or not one.run.duration_s:
                continue
            parts = one.run.intervals
            timer = sum(part.times * (part.run_s + part.walk_s) for part in parts)
            share = sum(part.times * part.run_s for part in parts) / timer if timer else 1.0
            done.append(ran(one.date, one.run.duration_s / 60, share))
            whole += one.run.duration_s / 60
            running += share * one.run.duration_s / 60
            longest = max(longest, one.run.duration_s / 60)
        found.append((whole, running, longest))
    return found


def habit(*weekdays: int, length: float, off_weeks: int, weeks: int = 10):
    """Return runs on these weekdays, the last of them so many whole weeks before MONDAY."""
    return [
        ran(MONDAY - (back + off_weeks) * WEEK + timedelta(days=day), length)
        for back in range(weeks, 0, -1)
        for day in weekdays
    ]


@pytest.mark.parametrize("off_weeks", [6, 7, 9])
@pytest.mark.parametrize("weekdays", [(0, 2, 4), (1, 3, 5, 6)])
def test_a_long_break_ends_in_steps_and_never_sticks(off_weeks, weekdays):
    found = lived(9, habit(*weekdays, length=50, off_weeks=off_weeks))
    running = [one for _, one, _ in found]
    assert running[0] <= 0.4 * found[0][0]  # a minute to two
    assert all(b <= max(1.7 * a, a + 15) for a, b in pairwise(running))
    assert running[4] == pytest.approx(found[4][0])  # all is run
    assert max(running[5:]) >= 4 * running[0]


def test_sets_walk_less_from_week_to_week():
    shares = [one.running_min / one.timer_min for one in RETURN_SETS]
    assert shares == sorted(shares)
    assert all(b <= 1.5 * a + 1e-9 for a, b in pairwise([*shares, 1.0]))


@pytest.mark.parametrize("place", ["achilles", "knee-front", "shin"])
def test_weeks_of_a_pain_that_left_no_running_end_with_run_and_walk(place):
    runs = habit(0, 2, 4, length=50, off_weeks=3)
    said = [
        say(MONDAY - timedelta(days=back), "pain", score=4, place=place, side="left")
        for back in range(22, 1, -3)
    ]
    said += [
        say(MONDAY - timedelta(days=back), "pain", score=0, place=place, side="left")
        for back in (1, 0)
    ]
    found = lived(5, runs, said=tuple(said))
    assert found[0][0] <= 60
    assert found[0][1] <= 31  # a minute to one
    assert all(b[1] <= max(1.6 * a[1], a[1] + 15) for a, b in pairwise(found))
    assert found[4][1] > found[0][1]


@pytest.mark.parametrize(("last", "long_day"), [(5, 6), (4, 5), (3, 6), (5, 5)])
@pytest.mark.parametrize("runs", [2, 3, 4])
def test_days_that_will_be_run_on_are_no_break(last, long_day, runs):
    """Seven days after last week's last run the long run is no return, if a run lies between."""
    known = athlete(runs=[ran(MONDAY - WEEK + timedelta(days=n), 40) for n in (0, 2, last)])
    caps = spike_caps_min(known.sessions, MONDAY, None, Limits(), runs=runs)
    first_by = 7 - runs  # the latest day of the first of so many runs
    off = (MONDAY + timedelta(days=min(first_by, long_day))) - (MONDAY - WEEK + timedelta(last))
    assert (caps[long_day] == 44) == (off.days - 1 < 7)
    assert spike_caps_min(known.sessions, MONDAY, None, Limits())[6] < 44 or last == 6
    # whose week has begun without a run has had them
    late = MONDAY + timedelta(days=6)
    begun = spike_caps_min(known.sessions, MONDAY, None, Limits(), runs=runs, today=late)
    assert begun[6] == spike_caps_min(known.sessions, MONDAY, None, Limits())[6]


def test_a_run_to_come_ends_the_days_off_before_it_alone():
    known = athlete(runs=[ran(MONDAY - timedelta(days=12), 60)])
    sessions = known.sessions
    sunday = MONDAY + timedelta(days=6)
    alone = longest_run(sessions, sunday)
    again = longest_run(sessions, sunday, again_by=MONDAY)
    assert alone is not None
    assert again is not None
    assert alone.duration_s < again.duration_s < 3600  # eleven days off stay days off


@pytest.mark.parametrize("rung", [(10, 0.5), (13, 0.5), (18, 2 / 3), (21, 0.75)])
@pytest.mark.parametrize("weekdays", [(0, 2, 4), (1, 3, 5)])
def test_a_step_of_the_ladder_leaves_two_days_for_the_deadlift(rung, weekdays):
    """Its runs are alike, and bigger than the smaller steps of the weeks before."""
    ran_min, share = rung
    runs = []
    for back, part in ((3, 0.5), (2, 0.75), (1, 1.0)):
        whole = ran_min * part / share
        runs += [ran(MONDAY - back * WEEK + timedelta(days=day), whole, share) for day in weekdays]
    runs = [replace(one, steps=one.duration_s * 2.5, cadence_mean_spm=165.0) for one in runs]
    made = plan(athlete(runs=runs))
    assert made.rhythm == "start"
    assert len(exercise_days(made, "slrdl")) == 2
    assert not [one for one in made.unmet if "deadlift" in one.rule]


@pytest.mark.parametrize(("place", "side"), [("calf", "right"), ("knee", "left")])
def test_the_week_of_a_pain_that_came_down_stays_as_easy(place, side):
    """5 on Tuesday, 3 on Thursday: no longer runs than under it, a day between, no deadlift."""
    tuesday, thursday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
    high = say(tuesday, "pain", place=place, side=side, score=5)
    low = say(thursday, "pain", place=place, side=side, score=3)
    usual = plan(athlete())
    eased = athlete(said=(high, low), today=thursday)
    made = make_plan(judge_day(eased), week_start=MONDAY, created_utc=NOW)
    later = minutes(made)[3:]
    assert made.target_s <= 0.6 * (usual.reference_s or 0)
    assert max(later) <= 45
    assert not any(a and b for a, b in pairwise(later))
    assert "long" not in kinds(made)
    assert exercise_days(made, "slrdl") == []
    # on the next Monday it holds a little longer, then it is over
    for days, careful in ((7, True), (8, False)):
        today = MONDAY + timedelta(days=days)
        known = athlete(said=(high, low), today=today)
        assert judge_day(known).effect.holds("hold") == careful


@pytest.mark.parametrize("fever", [True, False])
@pytest.mark.parametrize(("began", "over"), [(0, 1), (0, 2), (0, 4)])
def test_getting_well_again_is_no_cause_to_grow(fever, began, over):
    runs = weeks_of_runs(MONDAY - timedelta(days=1), 9)  # a week that would build
    ill = say(MONDAY + timedelta(days=began), "illness", values={"fever": fever})
    well = say(MONDAY + timedelta(days=over), "illness", values={"over": True})
    asked = []
    for said, day in (((ill,), began), ((ill, well), over)):
        known = athlete(runs=runs, said=said, today=MONDAY + timedelta(days=day))
        made = make_plan(judge_day(known), week_start=MONDAY, created_utc=NOW)
        asked.append(made.target_s)
    assert asked[0] == asked[1]
    days = [n for n, one in enumerate(minutes(made)) if one and n >= over]
    assert all(b - a > 1 for a, b in pairwise(days[:3]))  # a day between the first ones
    assert all(minutes(made)[n] <= 30 for n in days[:2])
    assert not {"maf_test", "drift_test"} & set(kinds(made))
