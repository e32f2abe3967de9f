"""What form a week's running has: the way back, the ladder, usual days, before and after races."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, athlete, flag, plan, profile, say

from planner.day.judged import judge_day
from planner.week.history import history_before
from planner.week.situation import situation_of

SUNDAY = MONDAY - timedelta(days=1)
FOUR = (1, 3, 5, 6)


def ago(days):
    return MONDAY - timedelta(days=days)


def runs_of(*weeks, days=FOUR):
    """Return runs of equal length in each week before MONDAY, minutes a week, the last one last."""
    found = []
    for back, minutes in enumerate(reversed(weeks), start=1):
        start = MONDAY - timedelta(weeks=back)
        found += [
            facts(start + timedelta(days=d), [(round(60 * minutes / len(days)), 130)])
            for d in days
            if minutes
        ]
    return sorted(found, key=lambda one: one.start_utc)


def target(runs, *flags, who=None, said=()):
    day = judge_day(athlete(who, runs=runs, said=said), [flag(one) for one in flags])
    return situation_of(day, MONDAY).target


def hurt(days_ago, score, place="calf"):
    return say(ago(days_ago), "pain", place=place, side="left", score=float(score))


def test_habit_is_that_of_the_weeks_that_count():
    found = history_before(athlete(runs=runs_of(*[200] * 6)), MONDAY)
    assert found.habit == (0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0)
    assert (found.run_days, found.long_day, found.reference_s) == (4, 6, 200 * 60)


def test_the_week_says_what_is_usual_and_which_rule_binds():
    found = target(runs_of(*[200] * 7))
    assert found.why[0] == "Your usual week is 3 h 20 min."
    assert len(found.why) == 2


@pytest.mark.parametrize(
    ("effect", "most_min", "long"),
    [("no_growth", 200, True), ("hold", 200, False), ("easier", 120, False)],
)
def test_the_effect_that_stands_is_obeyed(effect, most_min, long):
    found = target(runs_of(*[200] * 6), effect)
    assert found.seconds <= 60 * most_min
    assert found.with_long is long


def test_easier_is_short_runs_with_a_day_between():
    found = target(runs_of(*[400] * 6), "easier")
    assert (found.run_days, found.alternate_days, found.longest_min) == (3, True, 45)
    made = plan(athlete(runs=runs_of(*[400] * 6)), flag("easier"))
    lengths = [day.run.duration_s // 60 for day in made.days]
    assert max(lengths) <= 45
    assert not any(a and b for a, b in pairwise(lengths))


def test_too_few_minutes_for_the_usual_days_make_shorter_runs_down_to_twenty_minutes():
    usual = runs_of(*[200] * 5)
    assert target([*usual, *runs_of(90)]).run_days == 4  # quiet, and half way back
    assert target(runs_of(*[70] * 6)).run_days == 3  # four would be 18 min


def test_once_a_week_gets_a_second_day_before_a_longer_run():
    found = target(runs_of(*[60] * 8, days=(6,)))
    assert found.run_days == 2


@pytest.mark.parametrize(("named", "days"), [(None, 5), (frozenset(FOUR), 4)])
def test_a_fifth_day_is_wanted_only_where_one_is_free(named, days):
    """Four named days at 320 minutes: longer easy runs, never fewer runs."""
    who = profile(run_days=named)
    assert target(runs_of(*[320] * 6), who=who).run_days == days
    made = plan(athlete(who, runs=runs_of(*[320] * 6)))
    assert sum(day.run.duration_s > 0 for day in made.days) == days


# §7.4 of RULES: days off and the share that is left.
@pytest.mark.parametrize(("weeks_off", "share"), [(2, 0.75), (4, 0.50)])
def test_days_off_leave_the_share_of_the_table(weeks_off, share):
    found = target(runs_of(*[200] * 6, *[0] * weeks_off))
    assert found.rhythm == "return"
    assert found.seconds == pytest.approx(share * 200 * 60)
    assert not found.run_walk


def test_after_six_weeks_off_running_begins_with_walks_between():
    assert target(runs_of(*[200] * 6, *[0] * 6)).run_walk


def test_ten_weeks_off_are_a_new_start_on_the_ladder():
    found = target(runs_of(*[200] * 4, *[0] * 10))
    assert (found.rhythm, found.run_days, found.seconds) == ("start", 3, 3 * 21 * 60)
    assert found.stage.words == "7 x 1 min run, 2 min walk"


def test_after_illness_the_first_week_has_no_long_run_and_rest_days():
    """Five days of fever that end on Monday: two free of fever, then runs with days between."""
    said = (
        say(ago(5), "illness", values={"fever": True}),
        say(MONDAY, "illness", values={"over": True}),
    )
    runs = [one for one in runs_of(*[240] * 6) if one.start_utc.date() < ago(5)]
    made = plan(athlete(runs=runs, said=said))
    lengths = [day.run.duration_s // 60 for day in made.days]
    assert sum(lengths) <= 120  # at most half of the usual week after fever
    assert lengths[:2] == [0, 0]
    assert not any(all(lengths[n : n + 3]) for n in range(5))
    assert "long" not in {day.run.kind for day in made.days}


# Over said on Friday: ill to Thursday, then two days free of fever without a run; to Saturday.
@pytest.mark.parametrize(("ran", "careful"), [((), 2), ((2,), 2), ((1,), 1), ((2, 1), 1)])
def test_a_run_on_the_last_day_without_one_is_none_of_the_two_short_first_ones(ran, careful):
    said = (
        say(ago(7), "illness", values={"fever": True}),
        say(ago(3), "illness", values={"over": True}),
    )
    runs = [one for one in runs_of(*[200] * 6) if one.start_utc.date() < ago(7)]
    runs += [facts(ago(days), [(20 * 60, 125)]) for days in ran]
    day = judge_day(athlete(runs=runs, said=said), ())
    assert day.body.illness.no_run_until == ago(2)
    assert situation_of(day, MONDAY).careful_runs == careful


# Pain above 5 stops; down to 2 or less the way back begins: by the days of the stop.
@pytest.mark.parametrize(
    ("stopped", "words"),
    [(3, "3 x 8 min run, 1 min walk"), (10, "5 x 3 min run, 1 min walk")],
)
def test_the_way_back_begins_by_how_long_the_stop_was(stopped, words):
    said = (hurt(stopped + 1, 6), hurt(1, 1))
    runs = [one for one in runs_of(*[200] * 8) if one.start_utc.date() < ago(stopped + 1)]
    found = target(runs, said=said)
    assert found.rhythm == "way back"
    assert found.stage.words == words
    assert (found.run_days, found.alternate_days, found.with_long) == (3, True, False)


def test_a_week_on_the_way_back_keeps_its_stage():
    runs = [one for one in runs_of(*[200] * 8) if one.start_utc.date() < ago(11)]
    stage = plan(athlete(runs=runs, said=(hurt(11, 6), hurt(1, 1)))).stage
    assert (stage.stage, stage.stages, stage.words) == (3, 8, "5 x 3 min run, 1 min walk")
    assert (stage.place, stage.side) == ("calf", "left")
    assert stage.last_result.startswith("1 of 10 on ")
    assert plan(athlete(runs=runs_of(*[200] * 8))).stage is None


def test_after_a_long_stop_walking_is_free_for_seven_days_first():
    said = (hurt(20, 6), hurt(1, 2))
    runs = [one for one in runs_of(*[200] * 8) if one.start_utc.date() < ago(20)]
    made = plan(athlete(runs=runs, said=said))
    begins = ago(1) + timedelta(days=7)
    assert all(day.run.kind == "rest" for day in made.days if day.date < begins)
    assert "walk as much as you like" in " ".join(made.why)


def test_the_runs_of_a_stage_are_as_long_as_it_though_the_usual_days_differ():
    """Uneven runs lie behind, and the stage is the same three times."""
    runs = [
        facts(MONDAY - timedelta(days=7 * back - day), [(minutes * 60, 130)])
        for back in range(9, 1, -1)
        for day, minutes in ((1, 50), (3, 40), (5, 70))
    ]
    said = (hurt(4, 6), hurt(1, 1))
    made = plan(athlete(runs=runs, said=said))
    ran = [day.run for day in made.days if day.run.kind != "rest"]
    assert len(ran) == 3
    assert len({run.duration_s for run in ran}) == 1
    for run in ran:
        parts = sum(one.times * (one.run_s + one.walk_s) for one in run.intervals)
        assert run.duration_s == parts


def test_a_second_place_does_not_hurry_the_way_back():
    said = (hurt(11, 6), hurt(4, 6, "knee"), hurt(1, 1))
    runs = [one for one in runs_of(*[200] * 8) if one.start_utc.date() < ago(11)]
    assert target(runs, said=said).seconds == 0  # the knee is at 6


def test_the_beginner_repeats_a_rung_where_something_speaks_against_growth():
    begun = weeks_of_runs(SUNDAY, 3, days=(0, 2, 4), minutes=10)
    more, held = target(begun), target(begun, "no_growth")
    assert held.seconds < more.seconds
    eased = target(begun, "easier")
    assert (eased.run_days, eased.seconds) == (2, 2 / 3 * held.seconds)
    assert eased.why[-1].endswith(": twice this week, not three times.")


def test_minutes_for_less_than_two_runs_of_twenty_are_said_to_make_one():
    race = facts(SUNDAY, [(round(42.2 * 360), 150)], speed_m_s=1000 / 360)
    runs = [one for one in runs_of(*[140] * 8) if one.start_utc.date() < SUNDAY]
    found = target([*runs, race], said=(say(SUNDAY, "done", values={"type": "race"}, score=9.0),))
    assert (found.seconds, found.run_days) == (35 * 60, 1)  # a quarter of 140 min
    assert "35 min make one run: two of 20 min want more." in found.why


@pytest.mark.parametrize(
    ("km", "rest", "share"), [(10.0, 1, 0.75), (21.1, 3, 0.40), (42.2, 5, 0.25), (60.0, 7, 0.25)]
)
def test_after_a_race_its_days_are_free_and_its_share_is_asked(km, rest, share):
    race = facts(SUNDAY, [(round(km * 360), 150)], speed_m_s=1000 / 360)
    runs = [one for one in runs_of(*[300] * 8) if one.start_utc.date() < SUNDAY]
    said = (say(SUNDAY, "done", values={"type": "race"}, score=9.0),)
    made = plan(athlete(runs=[*runs, race], said=said))
    first = next((n for n, day in enumerate(made.days) if day.run.kind != "rest"), 7)
    assert first >= rest
    assert made.target_s == pytest.approx(share * 300 * 60, abs=60)
    assert not {"maf_test", "quality"} & {day.run.kind for day in made.days}


def test_a_small_race_leaves_an_ordinary_week():
    """48 min, no longer than the runs of the month: one hard day."""
    runs = [one for one in runs_of(*[240] * 8) if one.start_utc.date() < SUNDAY]
    race = facts(SUNDAY, [(48 * 60, 165)], speed_m_s=3.4)
    said = (say(SUNDAY, "done", values={"type": "race"}, score=9.0),)
    assert target([*runs, race], said=said).rhythm in {"build", "hold", "deload"}


def test_before_a_race_the_week_is_cut_by_41_and_60_percent():
    runs = runs_of(*[200] * 8)
    near, race_week = (
        target(runs, who=profile(race_date=MONDAY + timedelta(days=n))) for n in (12, 6)
    )
    assert near.seconds == pytest.approx(0.59 * 200 * 60)
    assert race_week.seconds == pytest.approx(0.40 * 200 * 60)
    assert not race_week.with_long


def test_no_more_is_asked_with_a_stricter_effect_while_returning():
    runs = runs_of(*[200] * 6, 0, 0)
    asked = [target(runs, *one).seconds for one in ((), ("no_growth",), ("hold",), ("easier",))]
    assert asked == sorted(asked, reverse=True)


def test_pregnancy_holds_without_leading_down():
    who = profile()
    who = replace(who, health=replace(who.health, pregnant=True))
    lengths = [round(target(runs_of(*[200] * n), who=who).seconds / 60) for n in (6, 7, 8, 9)]
    assert lengths == [200] * 4


@pytest.mark.parametrize(("weeks", "long_min"), [(8, 88), (10, 80), (11, 53)])
def test_a_race_to_come_builds_the_long_run_with_the_rhythm(weeks, long_min):
    """The longest is 80 min: a tenth more where it grows, held, two thirds in the lighter week."""
    runs = [
        facts(MONDAY - timedelta(days=7 * back - day), [(60 * minutes, 130)])
        for back in range(1, weeks + 1)
        for day, minutes in ((1, 50), (3, 50), (5, 60), (6, 80))
    ]
    runs.sort(key=lambda one: one.start_utc)
    who = profile(race_date=MONDAY + timedelta(days=70), race_km=42.2)
    assert target(runs, who=who).long_min == long_min
    assert target(runs, "no_growth", who=who).long_min <= 80
    assert target(runs, "hold", who=who).long_min is None
    assert target(runs).long_min is None


def test_a_build_stops_at_the_races_own_time():
    who = profile(race_date=MONDAY + timedelta(days=70), race_km=12.0)
    assert target(runs_of(*[320] * 8), who=who).long_min is None  # 80 min are more than its time


def test_no_long_run_on_the_day_before_a_race_on_the_next_monday():
    runs = runs_of(*[320] * 8)
    assert not target(runs, who=profile(race_date=MONDAY + timedelta(days=7))).with_long
    assert target(runs, who=profile(race_date=MONDAY + timedelta(days=8))).with_long


def test_who_runs_on_five_days_gets_no_sixth():
    assert target(runs_of(*[400] * 8, days=(0, 1, 3, 5, 6))).run_days == 5


def test_no_week_grows_beyond_what_is_wished():
    runs = runs_of(*[200] * 5)
    assert target(runs).seconds > 205 * 60
    held = target(runs, who=profile(grow_to_min=205.0))
    assert held.seconds == 205 * 60
    assert held.why[-1] == "You wish to grow no further than this."
    assert target(runs, who=profile(grow_to_min=120.0)).seconds == 200 * 60  # it does not cut


def test_a_wish_lifts_the_bound_of_two_years():
    """200 min for two years: a tenth above the best quarter is 220, and the wish says more."""
    runs = runs_of(*[200] * 101, *[218] * 3)
    bound = target(runs)
    assert bound.seconds == pytest.approx(220 * 60)
    assert "--grow-to" in bound.why[-1]
    assert target(runs, who=profile(grow_to_min=300.0)).seconds > 222 * 60


# Weeks at 200 min before this Monday, weeks from it to the taper, and what the week is.
@pytest.mark.parametrize(
    ("weeks", "to_taper", "rhythm"),
    [
        (11, 1, "hold"),  # the lighter week is due, but the taper is it
        (11, 2, "deload"),
        (10, 10, "deload"),  # else the lighter one would fall on the week before the taper
        (10, 6, "deload"),
        (10, 2, "hold"),
        (10, 9, "hold"),
        (8, 10, "build"),
    ],
)
def test_the_rhythm_leads_well_into_the_taper(weeks, to_taper, rhythm):
    runs = runs_of(*[200] * weeks)
    race = MONDAY + timedelta(weeks=to_taper, days=13)
    assert target(runs, who=profile(race_date=race, race_km=21.1)).rhythm == rhythm
