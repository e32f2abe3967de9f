"""The day's work in the light of the morning: it takes back, and never adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support import made_weeks
from support.made_athletes import athlete, said
from support.made_weeks import flag

from planner.body.way_back import standing_way_back, ways_back
from planner.day.judged import judge_day
from planner.day.reasons import Reason
from planner.week.model import Day, Done, Run
from planner.week.morning import morning, on_the_way, taken_back, with_today, work_of

TODAY = date(2026, 5, 20)
BAND = (130, 140)


def run(kind: str = "easy", **changes) -> Run:
    values = {
        "kind": kind,
        "duration_s": 2700,
        "band_bpm": BAND,
        "effort": "as planned",
        "distance_m_estimate": 7000.0,
        "warm_up_s": 540,
        "cool_down_s": 540,
        "why": "planned",
    }
    return Run(**(values | changes))


def day(one: Run, *more: Run) -> Day:
    return Day(date=TODAY, run=one, more_runs=more, strength=(), checks=(), done=None)


def looked_at(one: Day, *diary, flags=()):
    effect = judge_day(athlete(TODAY, diary=diary), flags).effect
    return morning(one, effect.on(TODAY), easy_band=BAND)


HARD = run("quality", band_bpm=(140, 155), above_s=600, hard_band_bpm=(150, 160))


def test_a_good_morning_changes_nothing():
    words = [said(TODAY, "sleep", values={"hours": 8.0}), said(TODAY, "stress", score=3)]
    assert looked_at(day(HARD), *words).run == HARD
    assert looked_at(day(HARD), *words).changes == ()


def test_a_way_back_is_told_with_what_it_has_to_know():
    work = looked_at(day(HARD))
    assert on_the_way(work, None, TODAY) == work
    told = [
        said(TODAY - timedelta(days=n), "pain", score=score, place="calf", side="left")
        for n, score in ((2, 7), (1, 1))
    ]
    way = standing_way_back(ways_back(told, (), TODAY))
    found = on_the_way(work, way, TODAY)
    assert found.stage.startswith("Way back (left calf), stage 1 of 8: 8 x 1 min run, 1 min walk.")
    assert [one.split("?")[0] for one in found.asks] == ["Pain this morning, 0 to 10"]
    assert (found.run, found.changes) == (work.run, work.changes)


@pytest.mark.parametrize(
    "word",
    [
        said(TODAY, "sleep", values={"hours": 5.5}),
        said(TODAY, "stress", score=8),
    ],
)
def test_a_bad_night_or_much_stress_turns_hard_into_easy(word):
    found = looked_at(day(HARD), word)
    (told,) = found.changes
    assert told.startswith("Easy instead of quality: ")
    assert found.run == run(
        "easy",
        effort="Speak in full sentences, breathe through the nose",
        distance_m_estimate=None,
        why=f"Easy running builds the aerobic base. {told}",
    )


def test_an_easy_run_stays_after_a_bad_night_but_the_second_goes():
    word = said(TODAY, "sleep", values={"hours": 5.0})
    assert looked_at(day(run()), word).run == run()
    found = looked_at(day(run(), run("recovery")), word)
    assert (found.run, found.more_runs) == (run(), ())
    assert found.changes == ("One run is enough: only 5 h of sleep.",)


def test_a_quarter_shorter_has_a_quarter_less_of_all_in_whole_minutes():
    tired = Reason(effect="no_quality", source="readiness", what="HRV", does="", shorter_frac=0.75)
    planned = run(distance_m_range=(6800.0, 7200.0))
    effect = replace(judge_day(athlete(TODAY), ()).effect, reasons=(tired,))
    work = morning(day(planned, run("recovery")), effect, easy_band=BAND)
    found = work.run
    assert (work.changes, work.more_runs) == (("A quarter shorter: HRV.",), ())
    assert "A quarter shorter: HRV." in found.why
    assert found.duration_s == 33 * 60  # of 33.75 min
    # 33 of 45 min, in tens of metres
    assert (found.distance_m_estimate, found.distance_m_range) == (5130, (4990, 5280))
    assert (found.warm_up_s, found.cool_down_s) == (396, 396)


def test_stiffness_is_held_against_the_own_fortnight():
    before = [said(TODAY - timedelta(days=n), "stiffness", score=1) for n in range(1, 6)]
    assert looked_at(day(HARD), *before, said(TODAY, "stiffness", score=2)).run == HARD
    assert looked_at(day(HARD), *before, said(TODAY, "stiffness", score=3)).run.kind == "easy"


def test_yesterdays_night_is_not_this_mornings():
    assert looked_at(day(HARD), said(TODAY - timedelta(days=1), "stress", score=10)).run == HARD


def test_flags_stop_what_they_stop():
    ranged = run(distance_m_range=(6800.0, 7200.0))
    for planned in (ranged, HARD):
        rested = looked_at(day(planned, run()), flags=[flag("no_run")])
        assert rested.run == run(
            "rest",
            duration_s=0,
            band_bpm=None,
            effort="no running",
            distance_m_estimate=None,
            warm_up_s=0,
            cool_down_s=0,
            why=flag("no_run").effect,
        )
        assert (rested.more_runs, rested.changes) == (
            (),
            (f"No run today. {flag('no_run').effect}",),
        )
    assert looked_at(day(HARD), flags=[flag("hold")]).run.kind == "easy"
    assert looked_at(day(run()), flags=[flag("hold")]).run == run()
    stopped = looked_at(day(run(), run()), flags=[flag("stop")])
    assert (stopped.run.kind, stopped.more_runs, stopped.strength) == ("rest", (), ())


def sore_on_the_long_day(easy: bool) -> tuple[int, list[int], Run]:  # noqa: FBT001
    """Return the seconds of a week's long run and its easy ones, and what a sore morning leaves."""
    week = made_weeks.plan()
    number = max(n for n, one in enumerate(week.days) if one.run and one.run.kind == "easy")
    days = [
        one if easy or n == number else replace(one, run=None) for n, one in enumerate(week.days)
    ]
    days[number] = replace(days[number], run=run("long", duration_s=5400))
    week = replace(week, days=tuple(days))
    today = week.week_start + timedelta(days=number)
    sore = made_weeks.say(today, "soreness", score=7.0)
    person = made_weeks.athlete(said=(sore,), today=today)
    found = work_of(week, judge_day(person, ()))
    lasts = {n: one.run.duration_s for n, one in enumerate(week.days) if one.run}
    others = [
        lasts[n]
        for n, one in enumerate(week.days)
        if one.run and one.run.kind == "easy" and n != number
    ]
    assert found.run is not None
    return lasts[number], others, found.run


def test_a_sore_morning_makes_a_long_run_as_long_as_the_easy_ones():
    long_s, easy_s, left = sore_on_the_long_day(easy=True)
    assert left.kind == "easy"
    assert left.duration_s == max(easy_s) < long_s


def test_a_sore_morning_halves_a_long_run_that_stands_alone():
    long_s, easy_s, left = sore_on_the_long_day(easy=False)
    assert easy_s == []
    assert left.kind == "easy"
    assert left.duration_s <= long_s / 2 + 60
    assert left.duration_s >= long_s / 2 - 60


@pytest.mark.parametrize(("soreness", "skipped"), [(3.0, False), (4.0, True)])
def test_sore_legs_skip_the_deadlift_and_nothing_else(soreness, skipped):
    """RULES 6.3: from 4 of 10 on."""
    week = made_weeks.plan()
    for number, planned in enumerate(week.days):
        today = week.week_start + timedelta(days=number)
        sore = made_weeks.say(today, "soreness", score=soreness)
        found = work_of(week, judge_day(made_weeks.athlete(said=(sore,), today=today), ()))
        kept = [one for one in planned.strength if not (skipped and one.exercise == "slrdl")]
        assert list(found.strength) == kept
        told = [f"No deadlift: soreness {soreness:g} of 10."] * (len(kept) < len(planned.strength))
        assert [line for line in found.changes if "deadlift" in line] == told
    assert len(made_weeks.exercise_days(week, "slrdl")) == 2


RAN = Done(sessions=("a",), duration_s=2700.0, distance_m=None, aerobic_frac=1.0, strength=())


def test_a_day_of_rest_is_not_said_to_be_taken_back():
    rest = run("rest", duration_s=0)
    for planned in (rest, None):
        found = looked_at(replace(day(rest), run=planned), flags=[flag("no_run")])
        assert (found.run, found.changes) == (planned, ())


def test_a_day_already_run_stays_as_it_was_planned():
    word = said(TODAY, "stress", score=8)
    planned = replace(day(HARD, run("recovery")), done=RAN)
    found = looked_at(planned, word)
    assert (found.run, found.more_runs, found.changes, found.ran_s) == (
        HARD,
        (run("recovery"),),
        (),
        2700.0,
    )
    only_squats = replace(planned, done=replace(RAN, sessions=()))
    assert looked_at(only_squats, word).run.kind == "easy"
    # what is still to come of a day of no running is none
    assert looked_at(planned, flags=[flag("no_run")]).run.kind == "rest"


def week_of(*reasons):
    """Return a week of 45 min a day, two runs on Wednesday, seen on Tuesday as reasons have it."""
    week = made_weeks.plan()
    days = [
        replace(one, run=run(), more_runs=(run("recovery"),) if number == 2 else (), done=None)
        for number, one in enumerate(week.days)
    ]
    week = replace(week, days=tuple(days), changes=("made",))
    seen = judge_day(made_weeks.athlete(today=week.week_start + timedelta(days=1)), ())
    return week, replace(seen, effect=replace(seen.effect, reasons=reasons))


def reason(*, until, shorter_frac=1.0):
    day_ = None if until is None else made_weeks.MONDAY + timedelta(days=until)
    return Reason(
        effect="no_quality",
        source="readiness",
        what="HRV",
        does="",
        until=day_,
        shorter_frac=shorter_frac,
    )


def minutes_of(week):
    return [(one.run.duration_s // 60, len(one.more_runs)) for one in week.days]


PLAIN = [(45, 0), (45, 0), (45, 1), (45, 0), (45, 0), (45, 0), (45, 0)]


def test_today_and_the_days_that_it_still_holds_are_shown_as_they_may_be_done():
    week, seen = week_of(reason(until=2, shorter_frac=0.75))
    shown = with_today(week, seen)
    assert minutes_of(shown) == [PLAIN[0], (33, 0), (33, 0), *PLAIN[3:]]
    assert shown.changes == ("made", "A quarter shorter: HRV.")  # of today
    assert [one.date for one in taken_back(week, seen)] == [
        made_weeks.MONDAY + timedelta(days=number) for number in (1, 2)
    ]
    assert [(one.strength, one.checks, one.done) for one in taken_back(week, seen)] == [
        ((), (), None)
    ] * 2


def test_what_stands_without_an_end_is_in_the_plan_of_the_later_days():
    week, seen = week_of(reason(until=None, shorter_frac=0.75))
    assert minutes_of(with_today(week, seen)) == [PLAIN[0], (33, 0), *PLAIN[2:]]


def test_a_second_run_that_goes_is_told_with_the_first():
    week, seen = week_of(reason(until=2))
    shown = with_today(week, seen)
    assert minutes_of(shown) == [(45, 0)] * 7
    assert [one.run.why for one in shown.days] == [
        *["planned"] * 2,
        "planned One run is enough: HRV.",
        *["planned"] * 4,
    ]
    assert [one.run.why for one in with_today(*week_of(reason(until=1))).days] == ["planned"] * 7


def test_of_a_day_already_run_nothing_is_taken_back():
    week, seen = week_of(reason(until=2, shorter_frac=0.75))
    days = [replace(one, done=RAN if n == 1 else None) for n, one in enumerate(week.days)]
    week = replace(week, days=tuple(days))
    assert [one.date for one in taken_back(week, seen)] == [made_weeks.MONDAY + timedelta(days=2)]


@pytest.mark.parametrize("weeks", [-1, 1])
def test_another_week_is_shown_as_it_is_kept(weeks):
    week, seen = week_of(reason(until=2, shorter_frac=0.75))
    other = replace(week, week_start=week.week_start + timedelta(weeks=weeks))
    assert with_today(other, seen) == other
