"""A formula's ceiling in doubt: what raises it, what settles it, when it lapses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, flag, kinds, minutes, plan, profile, say

from ingest.home.events import Event
from planner.athlete import on_day
from planner.day.doubt import advised_in_doubt, doubt_on
from planner.day.judged import judge_day
from planner.field_tests.declared import declarations
from planner.profile.model import ThresholdEntry
from planner.test_results import Declaration, DriftTest
from planner.week.drift_offer import offers
from planner.week.staleness import inputs_of
from planner.week.store import event_data

SUNDAY = MONDAY - timedelta(days=1)
WEEK = timedelta(weeks=1)


def hard_runner(who=None, *, minutes=60, said=(), today=MONDAY, **health):
    """Return who ran ten weeks at 160, 26 above the ceiling of 134."""
    runs = weeks_of_runs(SUNDAY, 10, minutes=minutes, bpm=160)
    return athlete(profile(**health) if who is None else who, runs=runs, said=said, today=today)


def planned(one, monday=MONDAY):
    """Return the plan of a week as the journal keeps it."""
    day = judge_day(one)
    made = plan(one, *day.flags, week_start=monday)
    data = event_data(made, inputs_of(day, monday))
    return made, Event(id=f"p{monday}", kind="plan", at_utc=NOW, day=monday, data=data)


def test_four_weeks_above_the_ceiling_raise_it_and_easy_ones_do_not():
    (why,) = doubt_on(hard_runner()).why
    assert "If you could talk in full sentences then, it is too low for you" in why
    assert doubt_on(athlete()) is None
    assert doubt_on(on_day(hard_runner(), MONDAY - 7 * WEEK)) is None  # three weeks were run


def test_the_watchs_threshold_raises_it_from_fifteen_beats_on():
    def with_threshold(bpm):
        runs = weeks_of_runs(SUNDAY, 10)
        return athlete(runs=[*runs[:-1], replace(runs[-1], device_lthr_bpm=bpm)])

    assert doubt_on(with_threshold(166)) is None  # 0.89 x 166 = 147.7, 13.7 over 134
    assert "is 149 bpm." in doubt_on(with_threshold(168)).why[0]  # 149.5, 15.5 over


def test_a_measured_ceiling_is_not_doubted():
    entry = ThresholdEntry(method="entered", value_bpm=134)
    assert doubt_on(hard_runner(profile(thresholds=(entry,)))) is None


def test_the_week_does_not_grow_and_is_not_cut():
    day = judge_day(hard_runner())
    assert {flag.check for flag in day.flags} >= {"aerobic_share", "hard_days"}
    made = plan(hard_runner(), *day.flags)
    assert made.target_s == pytest.approx(240 * 60, rel=0.01)  # four runs of an hour
    assert any(reason.source == "ceiling" for reason in day.effect.reasons)


def test_one_drift_test_is_offered_in_an_ordinary_week():
    made, _ = planned(hard_runner())
    assert kinds(made).count("drift_test") == 1
    assert "maf_test" not in kinds(made)
    number = kinds(made).index("drift_test")
    assert minutes(made)[number] == 60
    assert sum(minutes(made)) <= 240
    run = made.days[number].run
    assert (run.warm_up_s, run.cool_down_s, run.band_bpm) == (900, 0, None)
    assert made.why[0].startswith("All running but the drift test is at or under 134 bpm")


@pytest.mark.parametrize(
    "health",
    [
        {"arrhythmia": True},
        {"pregnant": True},
        {"rate_medicine": True},
        {"born": MONDAY - timedelta(days=365 * 15)},
    ],
)
def test_none_is_offered_to_those_for_whom_it_is_none(health):
    assert "drift_test" not in kinds(planned(hard_runner(**health))[0])


def test_none_is_offered_with_a_leg_that_hurts():
    sore = say(SUNDAY, "pain", place="calf", side="left", score=2.0)
    assert "drift_test" not in kinds(planned(hard_runner(said=(sore,)))[0])


@pytest.mark.parametrize(("effect", "offered"), [("no_quality", True), ("hold", False)])
def test_none_is_offered_under_hold_nor_said_to_be_without_room(effect, offered):
    made = plan(hard_runner(), flag(effect))
    assert ("drift_test" in kinds(made)) is offered
    assert not [one for one in made.unmet if one.rule == "drift test"]


def test_where_an_hour_is_too_long_the_talk_test_leads_and_that_is_said_once():
    one = hard_runner(minutes=40)
    made, event = planned(one)
    assert "drift_test" not in kinds(made)
    (why,) = [one.why for one in made.unmet if one.rule == "drift test"]
    assert "talk test" in why
    later, _ = planned(hard_runner(minutes=40, said=(event,), today=MONDAY + WEEK), MONDAY + WEEK)
    assert not [one for one in later.unmet if one.rule == "drift test"]


def test_no_pace_is_measured_at_a_ceiling_in_doubt():
    """Ten weeks without a MAF test: one is due, and none is asked for while the doubt stands."""
    one = hard_runner(minutes=40)
    made, event = planned(one)
    assert "maf_test" not in kinds(made)
    (why,) = [one.why for one in made.unmet if one.rule == "MAF test"]
    assert why == "Not while the ceiling is in doubt: it measures the pace at that ceiling."
    later, _ = planned(hard_runner(minutes=40, said=(event,), today=MONDAY + WEEK), MONDAY + WEEK)
    assert "maf_test" not in kinds(later)
    assert not [one for one in later.unmet if one.rule == "MAF test"]


def test_an_offer_stands_six_weeks_and_lapses_then():
    _, event = planned(hard_runner())
    after = [hard_runner(said=(event,), today=MONDAY + n * WEEK) for n in (1, 5, 6, 25, 26)]
    # four weeks of the last run ones stay under 60 %: only the lapse ends it
    stands = [doubt_on(one) is not None for one in after]
    assert stands == [True, True, False, False, True]
    later, _ = planned(after[0], MONDAY + WEEK)
    assert "drift_test" not in kinds(later)


def test_the_planned_test_is_recognised_when_it_is_run():
    made, event = planned(hard_runner())
    day = made.days[kinds(made).index("drift_test")].date
    runs = [*weeks_of_runs(SUNDAY, 10, minutes=60, bpm=160)]

    def after(minutes):
        done = [*runs, facts(day, [(60 * minutes, 150)])]
        return declarations(athlete(runs=done, said=(event,), today=day), {})

    (found,) = after(61)
    assert (found.kind, found.day) == ("drift", day)
    assert after(45) == ()


@pytest.mark.parametrize(("weeks", "offered"), [(0, True), (1, False), (5, False), (6, True)])
def test_after_a_test_none_is_offered_for_six_weeks(weeks, offered):
    """In the week of the test itself it stays that week's test."""
    tested = DriftTest(
        declaration=Declaration(
            session_id="x",
            day=MONDAY + timedelta(days=2),
            kind="drift",
            course=None,
            protocol=None,
        ),
        drift_frac=0.04,
        aerobic_bpm=150.0,
    )
    today = MONDAY + weeks * WEEK + timedelta(days=3)
    runs = weeks_of_runs(SUNDAY + weeks * WEEK, 10, minutes=60, bpm=160)
    one = replace(athlete(runs=runs, today=today), tests=(tested,))
    day = judge_day(one)
    monday = MONDAY + weeks * WEEK
    assert offers(day.doubt, monday, profile=one.profile, body=day.body, flags=()) is offered
    assert day.effect.holds("no_growth")


def test_a_value_that_is_adopted_in_the_week_of_its_test_does_not_cut_it():
    """The weeks before it were judged by the doubted ceiling; two weeks of its own count first."""
    one = hard_runner()
    made, event = planned(one)
    number = kinds(made).index("drift_test")
    tested = made.days[number].date
    entry = ThresholdEntry(method="drift_test", value_bpm=140, since=tested)
    runs = weeks_of_runs(SUNDAY, 10, minutes=60, bpm=160)

    def week_of(monday, today, *more):
        known = athlete(
            profile(thresholds=(entry,)), runs=[*runs, *more], said=(event,), today=today
        )
        day = judge_day(known)
        assert day.doubt is None
        assert {flag.check for flag in day.flags} >= {"aerobic_share", "hard_days"}
        return plan(known, *day.flags, week_start=monday)

    test_run = facts(tested, [(60 * 60, 130)])
    same = week_of(MONDAY, tested + timedelta(days=1), test_run)
    assert same.target_s == pytest.approx(240 * 60, rel=0.01)
    hard = weeks_of_runs(SUNDAY + 3 * WEEK, 3, minutes=60, bpm=160)
    later = week_of(MONDAY + 3 * WEEK, MONDAY + 3 * WEEK, *hard)
    assert "80 %" in " ".join(later.why)  # still over the measured one


def test_once_it_lapsed_two_warnings_of_overdoing_cut_the_week():
    """The weeks of the doubt were held and not cut, so the four weeks of cuts begin behind it."""
    one = hard_runner(minutes=40)
    _, said_first = planned(one)
    events = [said_first]
    for number in range(1, 7):
        today = MONDAY + number * WEEK
        runs = weeks_of_runs(today - timedelta(days=1), 10 + number, minutes=40, bpm=160)
        made, event = planned(athlete(runs=runs, said=tuple(events), today=today), today)
        events.append(event)
    assert "80 %" in " ".join(made.why)


def test_no_run_becomes_a_walk_for_a_ceiling_in_doubt():
    """Scaled to the ceiling's beats 2.5 m/s at 160 are 2.0, slower than running."""
    made, _ = planned(hard_runner())
    assert not {"run_walk", "walk"} & set(kinds(made))
    assert "easy" in kinds(made)
    assert all("walk" not in day.run.effort for day in made.days if day.run)
    assert any("in doubt, so go by the talk test" in why for why in made.why)
    measured = profile(thresholds=(ThresholdEntry(method="entered", value_bpm=134),))
    sure, _ = planned(hard_runner(measured))
    assert "run_walk" in kinds(sure)


def test_who_walks_between_keeps_the_own_gait_while_the_ceiling_is_in_doubt():
    runs = [
        replace(run, running_s=0.5 * run.duration_s)
        for run in weeks_of_runs(SUNDAY, 10, minutes=60, bpm=160)
    ]
    made, _ = planned(athlete(runs=runs))
    assert "run_walk" in kinds(made)


def test_a_warning_by_a_doubted_ceiling_says_what_settles_it_and_not_to_slow_down():
    one = hard_runner()
    (share,) = (flag for flag in judge_day(one).flags if flag.check == "aerobic_share")
    assert share.advice[0].startswith("The ceiling is in doubt. A drift test settles it")
    assert not any("Slow down" in line for line in share.advice)
    sure = profile(thresholds=(ThresholdEntry(method="entered", value_bpm=134),))
    (share,) = (
        flag for flag in judge_day(hard_runner(sure)).flags if flag.check == "aerobic_share"
    )
    assert share.advice[0].startswith("Slow down")


def test_of_two_warnings_by_a_doubted_ceiling_one_says_what_settles_it():
    both = {flag.check: flag.advice[0] for flag in judge_day(hard_runner()).flags}
    assert both["aerobic_share"].startswith("The ceiling is in doubt. A drift test")
    assert both["hard_days"] == "The ceiling is in doubt."
    day = judge_day(hard_runner())
    alone = [flag for flag in day.flags if flag.check == "hard_days"]
    (said,) = advised_in_doubt(alone, day.doubt)
    assert said.advice[0].startswith("The ceiling is in doubt. A drift test")
