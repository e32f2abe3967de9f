"""The weeks ahead: what living through them by the plan gives, and where nothing is foretold."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from support.made_sessions import facts
from support.made_weeks import MONDAY, NOW, athlete, flag, lived, profile, say
from support.made_weeks import minutes as minutes_of

from planner.day.judged import judge_day
from planner.week.make_plan import make_plan
from planner.week.season import season_of

WEEK = timedelta(weeks=1)


def runs_of(minutes, *, weeks=14, days=(1, 3, 5, 6)):
    """Return runs of these minutes in each week before MONDAY."""
    return [
        facts(MONDAY - back * WEEK + timedelta(days=day), [(60 * length, 130)])
        for back in range(weeks, 0, -1)
        for day, length in zip(days, minutes, strict=True)
    ]


def look(who, *flags, monday=MONDAY):
    """Return the plan and the season of an athlete."""
    day = judge_day(who, flags)
    made = make_plan(day, week_start=monday, created_utc=NOW)
    return made, season_of(day, (made,))


@pytest.mark.parametrize(
    ("minutes", "days"), [((45, 50, 45, 70), (1, 3, 5, 6)), ((40, 40, 60), (0, 2, 5))]
)
def test_the_outlook_is_what_living_by_the_plan_gives(minutes, days):
    runs = runs_of(minutes, days=days)
    _, weeks = look(athlete(profile(), runs=runs))
    for week, made in zip(weeks, lived(profile(), runs, 8), strict=False):
        assert week.seconds == pytest.approx(made.target_s, rel=0.06)
        assert week.longest_s / 60 == pytest.approx(max(minutes_of(made)), abs=8)


def test_the_first_week_is_the_plan_and_twelve_are_shown():
    made, weeks = look(athlete())
    assert len(weeks) == 12
    assert [week.outlook for week in weeks] == [False] + 11 * [True]
    assert weeks[0].seconds == made.target_s
    assert [w.week_start for w in weeks] == [MONDAY + n * WEEK for n in range(12)]
    assert all(1.45 * b.seconds >= a.seconds for b, a in itertools.pairwise(weeks))


def test_every_fourth_week_is_lighter_and_has_what_the_others_have():
    _, weeks = look(athlete(runs=runs_of((50, 50, 50, 70))))
    rhythms = [week.rhythm for week in weeks]
    lighter = [n for n, one in enumerate(rhythms) if one == "deload"]
    assert [b - a for a, b in itertools.pairwise(lighter)] == [4] * (len(lighter) - 1)
    assert len(lighter) >= 2


def test_tests_are_four_weeks_apart():
    _, weeks = look(athlete(runs=runs_of((50, 50, 50, 70))))
    tests = [n for n, week in enumerate(weeks) if week.test]
    assert len(tests) >= 2
    assert all(b - a >= 4 for a, b in itertools.pairwise(tests))


def test_a_race_is_built_to_tapered_to_and_recovered_from():
    who = profile(race_date=MONDAY + 11 * WEEK + timedelta(days=6), race_km=42.2)
    made, weeks = look(athlete(who, runs=runs_of((60, 60, 70, 110))))
    assert len(weeks) == 12 + 4
    assert [n for n, week in enumerate(weeks) if week.race] == [11]
    longest = [week.longest_s / 60 for week in weeks]
    assert max(longest[:10]) >= 140
    assert weeks[11].seconds < weeks[10].seconds < weeks[9].seconds
    assert weeks[9].rhythm != "taper"
    usual_s = max(week.seconds for week in weeks[:10])
    after = [week.seconds for week in weeks[12:]]
    assert after == sorted(after)
    assert after[0] <= 0.26 * usual_s
    assert not any(week.test for week in weeks[10:15])
    assert weeks[0].seconds == made.target_s


def test_a_race_far_away_shows_half_a_year():
    who = profile(race_date=MONDAY + 40 * WEEK, race_km=42.2)
    assert len(look(athlete(who))[1]) == 26


def test_a_race_gone_by_changes_nothing():
    who = profile(race_date=MONDAY - 10 * WEEK, race_km=10.0)
    assert len(look(athlete(who))[1]) == 12


def test_on_the_way_back_nothing_is_foretold():
    said = (say(MONDAY - timedelta(days=4), "pain", place="calf", side="left", score=6.0),)
    made, weeks = look(athlete(said=said))
    assert weeks[0].seconds == made.target_s
    assert {(week.seconds, week.longest_s, week.test) for week in weeks[1:]} == {
        (None, None, False)
    }
    assert all(week.why for week in weeks[1:])


def test_each_week_ahead_says_its_rule():
    says = {"build": "This week builds", "hold": "This week holds", "deload": "Three weeks without"}
    _, weeks = look(athlete())
    assert {week.rhythm for week in weeks} == says.keys()
    first = weeks[:6]  # later ones are held by the twelve weeks before them
    assert all(week.why.startswith(says[week.rhythm]) for week in first)
    assert all(week.why for week in weeks)


def test_a_sign_that_stops_running_foretells_nothing():
    _, weeks = look(athlete(), flag("stop"))
    assert all(week.seconds is None for week in weeks[1:])
    assert "A flag" in weeks[1].why


def test_the_weeks_that_are_planned_are_shown_as_planned():
    """Two plans, warned of: the outlook begins after them, and goes on from what they ask."""
    runs = runs_of((50, 50, 50, 70))
    day = judge_day(athlete(runs=runs), (flag("easier"),))
    plans = [make_plan(day, week_start=MONDAY + n * WEEK, created_utc=NOW) for n in range(2)]
    weeks = season_of(day, plans)
    assert [week.outlook for week in weeks] == [False, False] + 10 * [True]
    asked = [60.0 * sum(minutes_of(one)) for one in plans]
    assert [week.seconds for week in weeks[:2]] == asked
    assert asked[1] == 60 * 60  # three times 20 min
    assert weeks[2].seconds == asked[1] + 10 * 60  # "last week + 10 % or 10 min"


def test_exercises_of_this_morning_are_no_run():
    """Tuesday's squat is done, its run is still to come."""
    today = MONDAY + timedelta(days=1)
    runs = runs_of((50, 50, 50, 70))
    squat = say(today, "strength", values={"exercise": "squat"})
    made, weeks = look(athlete(runs=runs, said=(squat,), today=today))
    assert made.days[1].done is not None
    assert weeks[0].seconds == made.target_s


def test_what_stands_today_is_over_next_week():
    _, eased = look(athlete(runs=runs_of((50, 50, 50, 70))), flag("no_growth"))
    assert eased[0].seconds <= 220 * 60
    assert max(week.seconds for week in eased[1:4]) > 220 * 60


def test_a_run_already_done_counts_as_it_was():
    runs = runs_of((50, 50, 50, 70))
    today = MONDAY + timedelta(days=2)
    missed = athlete(runs=runs, today=today)
    ran = athlete(runs=[*runs, facts(MONDAY + timedelta(days=1), [(95 * 60, 130)])], today=today)
    assert look(ran)[1][0].longest_s == 95 * 60
    assert look(missed)[1][0].longest_s < 95 * 60


def test_a_week_is_never_less_than_what_was_run_of_it():
    """Hours more than the week asks for, on its first day: nothing is left, and it is said."""
    today = MONDAY + timedelta(days=1)
    much = facts(MONDAY, [(400 * 60, 130)])
    made, weeks = look(athlete(runs=[*runs_of((50, 50, 50, 70)), much], today=today))
    assert made.target_s < 400 * 60
    assert not any(day.run.duration_s for day in made.days[1:] if day.run.kind != "walk")
    assert (weeks[0].seconds, weeks[0].longest_s) == (400 * 60, 400 * 60)


def test_a_beginner_climbs_the_ladder():
    one = athlete(runs=[])
    _, weeks = look(one)
    seconds = [week.seconds for week in weeks]
    assert {week.rhythm for week in weeks} == {"start"}
    assert seconds[-1] > 1.3 * seconds[0]
