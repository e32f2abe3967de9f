"""Every effect and every stage of the way back has a way on that entries made now open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, profile, say

from ingest.home.events import Event
from planner.body.way_back import STAGES, way_back_on
from planner.day.judged import judge_day
from planner.flags.red_flag import flag_id
from planner.flags.red_flag_signs import RED_FLAGS
from planner.week.make_plan import make_plan
from planner.week.staleness import inputs_of
from planner.week.store import event_data

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
PLACE = {"place": "achilles", "side": "left"}


def pain(day, score, **more):
    return say(day, "pain", score=float(score), **(PLACE | more))


class Living:
    """Somebody who runs what is planned and says every morning how it feels."""

    def __init__(self, *said: Event, who=None, weeks=10):
        self.who = who
        self.runs = weeks_of_runs(MONDAY - DAY, weeks)
        self.said = list(said)

    def day(self, today: date):
        one = athlete(self.who, runs=self.runs, said=tuple(self.said), today=today)
        return judge_day(one)

    def effect(self, today: date) -> str:
        """Return the effect of a day but that of a look below level 3, which the next look ends."""
        standing = self.day(today).effect.on(today)
        told = tuple(
            one
            for one in standing.reasons
            if one.source != "readiness" or one.effect != "no_quality"
        )
        return replace(standing, reasons=told).level

    def stage(self, today: date) -> int | None:
        one = athlete(self.who, runs=self.runs, said=tuple(self.said), today=today)
        way = way_back_on(one.diary, one.runs, today)
        return None if way is None else way.stage

    def week(self, monday: date, *, score: float | None = 1.0) -> int:
        """Run the plan of a week, and return its minutes."""
        day = self.day(monday)
        made = make_plan(day, week_start=monday, created_utc=NOW)
        data = event_data(made, inputs_of(day, monday))
        self.said.append(Event(id=f"p{monday}", kind="plan", at_utc=NOW, day=monday, data=data))
        for one in made.days:
            if score is not None:
                self.said.append(pain(one.date, score, when="next morning"))
            if one.run.kind not in {"rest", "walk"}:
                self.runs.append(facts(one.date, [(one.run.duration_s, 130)]))
        return sum(one.run.duration_s for one in made.days if one.run.kind != "walk") // 60


# What was said before Monday, by the effect that then stands.
STANDING = {
    "none": (),
    "no_growth": (pain(MONDAY - 5 * DAY, 0), pain(MONDAY - DAY, 3)),
    "hold": tuple(pain(MONDAY - n * DAY, 3) for n in (5, 3, 1)),
    "easier": (pain(MONDAY - 2 * DAY, 4), pain(MONDAY - DAY, 5)),
    "no_run": (pain(MONDAY - DAY, 7),),
}


@pytest.mark.parametrize("effect", ["none", "no_growth", "hold", "easier"])
def test_pain_that_goes_opens_running_again(effect):
    one = Living(*STANDING[effect])
    assert one.effect(MONDAY) == effect
    minutes = [one.week(MONDAY + n * WEEK) for n in range(16)]
    assert max(minutes[-4:]) >= 180, minutes
    assert one.effect(MONDAY + 16 * WEEK) == "none"


def test_a_stop_that_goes_leads_to_ordinary_weeks():
    """They begin anew at three times 30 min and grow by a fifth in twelve weeks, no faster."""
    one = Living(*STANDING["no_run"])
    assert one.effect(MONDAY) == "no_run"
    minutes = [one.week(MONDAY + n * WEEK) for n in range(16)]
    assert minutes[0] == 0
    assert max(minutes[-4:]) >= 1.2 * 90, minutes
    assert one.effect(MONDAY + 16 * WEEK) == "none"


def test_a_red_flag_stops_everything_until_a_clinician_has_cleared_it():
    sign = RED_FLAGS[0].name
    one = Living(say(MONDAY - DAY, "redflag", values={"name": sign}))
    assert one.effect(MONDAY) == "stop"
    assert one.week(MONDAY, score=None) == 0
    assert one.week(MONDAY + WEEK, score=None) == 0  # no date ends it
    data = {"flag": flag_id(sign), "note": "seen"}
    when = MONDAY + 2 * WEEK
    one.said.append(Event(id="c", kind="clear", at_utc=NOW, day=when, data=data))
    assert one.week(MONDAY + 2 * WEEK, score=None) > 0


@pytest.mark.parametrize("fever", [True, False])
@pytest.mark.parametrize("closed", [True, False])
def test_an_illness_ends_by_a_word_or_by_itself(fever, closed):
    values = {"fever": fever}
    one = Living(say(MONDAY - DAY, "illness", values=values))
    assert one.effect(MONDAY) == "no_run"
    one.week(MONDAY, score=None)
    if closed:
        one.said.append(say(MONDAY + 5 * DAY, "illness", values={"over": True}))
    minutes = [one.week(MONDAY + n * WEEK, score=None) for n in range(1, 12)]
    assert max(minutes[-4:]) >= 180, minutes


@pytest.mark.parametrize("days", [1, 2, 3, 7, 13, 16, 40])
def test_every_stop_finds_its_way_back_to_the_end(days):
    """However long it stood: down to 2, every stage opens the next, and the last one ends it."""
    stopped = MONDAY - (days + 1) * DAY
    one = Living(pain(stopped, 7), pain(MONDAY - DAY, 2))
    one.runs = [run for run in one.runs if run.start_utc.date() < stopped]
    stages = []
    for n in range(20):
        one.week(MONDAY + n * WEEK)
        stages.append(one.stage(MONDAY + (n + 1) * WEEK))
    told = [stage for stage in stages if stage is not None]
    assert stages[-1] is None, stages
    assert told == sorted(told)


@pytest.mark.parametrize("stage", range(1, len(STAGES) + 1))
def test_a_setback_on_any_stage_leads_on_again(stage):
    """Stage by stage from the first on; then pain of 4 once, and good mornings again."""
    stopped = MONDAY - 21 * DAY
    one = Living(pain(stopped, 7), pain(MONDAY - 8 * DAY, 1), weeks=14)
    one.runs = [run for run in one.runs if run.start_utc.date() < stopped]
    monday = MONDAY
    while (now := one.stage(monday)) is not None and now < stage:
        one.week(monday)
        monday += WEEK
        assert monday < MONDAY + 20 * WEEK
    one.said.append(pain(monday, 4, when="next morning"))
    for n in range(16):
        one.week(monday + n * WEEK)
    assert one.stage(monday + 16 * WEEK) is None
    assert one.effect(monday + 16 * WEEK) in {"none", "no_quality"}


def night(day, hrv):
    return say(day, "wellness", values={"hrv_rmssd_ms": hrv})


def worn_out(monday):
    """Return nights that swing between 55 and 65 ms, then of 40, and stress of 9 since then."""
    before = [night(monday - n * DAY, (55.0, 65.0)[n % 2]) for n in range(80, 6, -1)]
    bad = [monday - n * DAY for n in range(6, -1, -1)]
    return [*before, *(night(day, 40.0) for day in bad), *(stress(day, 9) for day in bad)]


def stress(day, score):
    return say(day, "stress", score=float(score))


def bad_week(one, monday):
    """Run a week by its plan while nights and stress stay bad; return its minutes."""
    one.said += [night(monday + n * DAY, 40.0 - n) for n in range(1, 8)]
    one.said += [stress(monday + n * DAY, 9) for n in range(1, 8)]
    return one.week(monday, score=None)


def test_readiness_that_stays_bad_never_ends_running_and_good_mornings_end_it():
    one = Living(*worn_out(MONDAY))
    assert one.effect(MONDAY) == "no_run"
    assert one.effect(MONDAY + 2 * DAY) == "easier"
    minutes = [bad_week(one, MONDAY + n * WEEK) for n in range(4)]
    assert min(minutes) >= 60, minutes
    assert max(minutes) <= 0.6 * 180
    good = MONDAY + 4 * WEEK
    for n in range(1, 11):
        one.said += [night(good + n * DAY, 60.0), stress(good + n * DAY, 3)]
    assert one.effect(good + 10 * DAY) == "none"
    assert one.day(good + 14 * DAY).effect.lasting.level == "none"


def test_readiness_can_be_switched_off_at_any_level():
    one = Living(*worn_out(MONDAY))
    assert one.effect(MONDAY) == "no_run"
    one.who = profile(readiness=False)
    assert not any(reason.source == "readiness" for reason in one.day(MONDAY).effect.reasons)
