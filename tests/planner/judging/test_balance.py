"""The weekly balance and the athlete of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_sessions import facts, weeks_of_runs
from support.wellness_files import monitoring

from ingest.fit import read_fit
from ingest.home.events import Event
from planner.athlete import build_athlete, on_day
from planner.judging.balance import week_on
from planner.profile.model import Dated, Profile, ThresholdEntry

TODAY = date(2026, 5, 20)  # a Wednesday
PROFILE = Profile(
    birth_date=date(1980, 5, 1),
    hr_rest=(Dated(value=50),),
    thresholds=(ThresholdEntry(method="entered", value_bpm=150),),
)


def athlete(sessions, *, today=TODAY, profile=PROFILE, wellness=(), events=()):
    return build_athlete(
        profile=profile, facts=sessions, wellness=wellness, events=events, today=today
    )


def event(happened, day, name="e1", /, **data):
    return Event(
        id=name, kind=happened, at_utc=datetime(2026, 5, 20, tzinfo=UTC), day=day, data=data
    )


def test_a_week_adds_up():
    week = athlete(
        [
            facts(date(2026, 5, 18), [(3000, 140), (600, 160)], ascent_m=50.0),
            facts(date(2026, 5, 19), [(1200, 0)]),
            facts(date(2026, 5, 20), [(1800, 140)], speed_m_s=3.0, ascent_m=20.0),
            facts(date(2026, 5, 20), [(1800, 160)], hour=18, sport="cycling"),
        ]
    ).weeks[0]

    assert week.week_start == date(2026, 5, 18)
    assert week.sessions == 3
    assert (week.duration_s, week.aerobic_s, week.anaerobic_s, week.unknown_s) == (
        6600,
        4800,
        600,
        1200,
    )
    assert week.aerobic_frac == pytest.approx(4800 / 5400)
    assert week.aerobic_sessions_frac == pytest.approx(1 / 2)
    assert week.longest_run_m == 9000
    assert week.distance_m == pytest.approx(9000 + 3000 + 5400)
    assert week.ascent_m == 70
    assert [(other.sport, other.duration_s) for other in week.other_sports] == [("cycling", 1800)]


def test_a_week_whose_runs_know_no_distance_has_none():
    one = athlete([facts(date(2026, 5, 18), [(1800, 140)], distance_m=None)])
    assert one.weeks[0].distance_m is one.weeks[0].longest_run_m is None


def test_empty_weeks_appear_with_null_shares():
    weeks = athlete([facts(date(2026, 4, 29), [(1800, 140)])]).weeks

    assert [week.week_start for week in weeks] == [
        date(2026, 4, 27),
        date(2026, 5, 4),
        date(2026, 5, 11),
        date(2026, 5, 18),
    ]
    assert weeks[1].sessions == 0
    assert weeks[1].duration_s == weeks[1].load_hrss == 0
    assert weeks[1].aerobic_frac is weeks[1].aerobic_sessions_frac is None
    assert weeks[1].longest_run_m is weeks[1].ascent_m is None
    assert (weeks[1].distance_m, weeks[1].other_sports) == (0, ())


def test_a_week_of_rides_between_is_one_without_runs():
    ride = facts(date(2026, 5, 6), [(1800, 140)], sport="cycling")
    week = athlete([facts(date(2026, 4, 29), [(1800, 140)]), ride]).weeks[1]
    assert (week.sessions, week.duration_s, week.longest_run_m) == (0, 0, None)
    assert [(one.sport, one.duration_s) for one in week.other_sports] == [("cycling", 1800)]


def test_the_week_of_a_monday_is_found_in_the_row():
    found = athlete([facts(date(2026, 4, 29), [(1800, 140)])])

    for weeks in (found.weeks, tuple(found.weeks)):
        assert [week_on(weeks, one.week_start) for one in weeks] == list(weeks)
        assert week_on(weeks, date(2026, 4, 20)) is week_on(weeks, date(2026, 5, 25)) is None
    assert week_on(on_day(found, date(2026, 5, 12)).weeks, date(2026, 5, 11)) is None
    assert week_on((), date(2026, 5, 11)) is None


def test_only_other_sports_make_no_weeks_but_days():
    found = athlete([facts(date(2026, 5, 18), [(1800, 140)], sport="cycling")])

    assert found.weeks == ()
    assert len(found.days) == 3
    assert found.runs == ()


def test_nothing_at_all():
    found = athlete([])

    assert (found.sessions, found.weeks, found.days) == ((), (), ())
    assert found.ceiling is not None
    assert found.ceiling.bpm == 150


def test_today_hides_what_is_later():
    sessions = weeks_of_runs(TODAY, 4)
    events = (
        event("log", date(2026, 5, 1), kind="note", text="early"),
        event("log", date(2026, 5, 19), "e2", kind="note", text="late"),
    )
    earlier = athlete(sessions, today=date(2026, 5, 10), events=events)

    assert earlier.sessions[-1].local_date <= date(2026, 5, 10)
    assert earlier.days[-1].day == date(2026, 5, 10)
    assert [entry.text for entry in earlier.diary] == ["early"]
    assert [one.day for one in earlier.events] == [date(2026, 5, 1)]


def test_an_entry_taken_back_later_is_gone_on_every_day():
    events = (
        event("log", date(2026, 5, 1), kind="pain", score=9),
        event("unlog", date(2026, 5, 19), "e2", entry="e1"),
    )

    assert athlete([], today=date(2026, 5, 10), events=events).diary == ()


def test_the_local_day_is_the_files_else_the_zones():
    late = datetime(2026, 5, 17, 22, 30, tzinfo=UTC)
    madrid = Profile(zone=ZoneInfo("Europe/Madrid"), zone_name="Europe/Madrid")

    for offset, expected in ((0, date(2026, 5, 17)), (None, date(2026, 5, 18))):
        session = facts(TODAY, [(600, 130)], start_utc=late, utc_offset_s=offset)
        found = athlete([session], profile=madrid)
        assert found.sessions[0].local_date == expected


def test_the_order_of_sessions_given_changes_nothing():
    sessions = weeks_of_runs(TODAY, 3)

    assert athlete(sessions) == athlete(sessions[::-1])


def test_wellness_by_day_the_runners_word_first():
    at = [datetime(2026, 5, 18, hour, tzinfo=UTC) for hour in (9, 5)]
    heart = monitoring(offset_s=0, resting=[(at[0], 47), (at[1], 49)])
    found = athlete(
        [],
        wellness=(("a" * 64, read_fit(heart).wellness),),
        events=(
            event("log", date(2026, 5, 18), kind="sleep", values={"hours": 7.5}),
            event("log", date(2026, 5, 19), "e2", kind="wellness", values={"rhr_bpm": 52}),
        ),
    ).wellness

    assert [(day.day.day, day.rhr_bpm, day.sleep_s) for day in found] == [
        (18, 47.0, 27000.0),
        (19, 52.0, None),
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.lists(st.tuples(st.integers(1, 4000), st.sampled_from([0, 120, 150, 151, 175]))),
            st.sampled_from(["running", "cycling"]),
        ),
        max_size=20,
    )
)
def test_every_week_adds_up_whatever_was_run(plan):
    sessions = [
        facts(date.fromordinal(TODAY.toordinal() - ago), blocks, sport=sport)
        for ago, blocks, sport in plan
    ]
    found = athlete(sessions)

    for week in found.weeks:
        parts = week.aerobic_s + week.anaerobic_s + week.unknown_s
        assert parts == pytest.approx(week.duration_s, abs=1e-6)
    total = sum(week.duration_s for week in found.weeks)
    assert total == pytest.approx(sum(run.facts.duration_s for run in found.runs))
