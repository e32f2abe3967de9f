"""The calendar file, read back by a library that did not write it."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.made_sessions import facts
from support.made_weeks import MONDAY, NOW, athlete, flag, plan, profile

from ingest.home.events import Event
from planner.week.store import Inputs, event_data, most_runs
from reports.files.calendar import Hours, calendar_bytes
from reports.words import Units

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import vobject

MADRID = ZoneInfo("Europe/Madrid")


def read(data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # vobject's own, of its way with regular expressions
        return vobject.readOne(data.decode())


def by_uid(data):
    return {event.uid.value: event for event in read(data).vevent_list}


def test_each_day_has_a_run_entry_and_a_strength_entry():
    entries = by_uid(calendar_bytes([plan()], Hours(zone=MADRID), Units()))
    days = [(MONDAY + timedelta(days=n)).isoformat() for n in range(7)]
    kinds = ("run", "strength")
    assert set(entries) == {f"{day}-{kind}@aerobase" for day in days for kind in kinds}


def test_times_are_local_and_last_as_long_as_the_run():
    made = plan()
    entries = by_uid(calendar_bytes([made], Hours(zone=MADRID, run_at=time(6, 30)), Units()))
    day = next(day for day in made.days if day.run and day.run.kind != "rest")
    event = entries[f"{day.date}-run@aerobase"]
    # 06:30 in Madrid's summer is 04:30 UTC.
    assert event.dtstart.value.astimezone(UTC) == datetime.combine(day.date, time(4, 30), UTC)
    assert event.dtend.value - event.dtstart.value == timedelta(seconds=day.run.duration_s)
    assert f"{day.run.duration_s // 60} min" in event.summary.value
    low, high = day.run.band_bpm
    assert f"{low}-{high} bpm" in event.summary.value


def test_winter_is_an_hour_later_in_utc():
    monday = date(2026, 12, 7)
    made = plan(athlete(today=monday), week_start=monday)
    entries = by_uid(calendar_bytes([made], Hours(zone=MADRID), Units()))
    event = entries["2026-12-07-strength@aerobase"]
    assert event.dtstart.value.astimezone(UTC).hour == 18


def test_without_a_zone_times_float():
    entries = by_uid(calendar_bytes([plan()], Hours(), Units()))
    starts = [event.dtstart.value for event in entries.values()]
    assert all(not isinstance(one, datetime) or one.tzinfo is None for one in starts)


def test_a_second_import_updates_and_does_not_double():
    before, after = plan(), plan(athlete(), flag("easier"))
    later = replace(after, created_utc=after.created_utc + timedelta(hours=1))
    one = by_uid(calendar_bytes([before], Hours(zone=MADRID), Units()))
    two = by_uid(calendar_bytes([later], Hours(zone=MADRID), Units()))
    assert set(one) == set(two)
    for uid, event in one.items():
        assert int(two[uid].sequence.value) > int(event.sequence.value)


def twice_a_day(*, doubles=True):
    """Return a runner with two runs on most days of ten weeks, who wants them still or not."""
    days = [MONDAY - timedelta(days=n) for n in range(70, 0, -1)]
    runs = [
        facts(day, [(60 * minutes, 130)], hour=hour)
        for day in days
        for hour, minutes in ((7, 60), (17, 30))
        if day.weekday() not in (4, 6) or hour == 7
    ]
    return athlete(profile(doubles=doubles), runs=runs)


def stored(made):
    return Event(id="1", kind="plan", at_utc=NOW, day=MONDAY, data=event_data(made, Inputs()))


def test_a_second_run_that_is_no_longer_planned_is_cancelled_under_its_name():
    before, after = plan(twice_a_day()), plan(twice_a_day(doubles=False))
    days = [day.date for day in before.days if day.more_runs]
    assert days
    most = most_runs([stored(before), stored(after)], MONDAY)
    assert most == dict.fromkeys(days, 2)
    old = by_uid(calendar_bytes([before], Hours(zone=MADRID), Units(), most_runs=most))
    new = by_uid(calendar_bytes([after], Hours(zone=MADRID), Units(), most_runs=most))
    assert set(old) == set(new)
    cancelled = {uid for uid, one in new.items() if hasattr(one, "status")}
    assert cancelled == {f"{day}-run2@aerobase" for day in days}
    assert {new[uid].status.value for uid in cancelled} == {"CANCELLED"}
    assert not any(hasattr(one, "status") for one in old.values())


def test_other_weeks_and_days_of_one_run_cancel_nothing():
    assert most_runs([stored(plan())], MONDAY) == {}
    assert most_runs([stored(plan(twice_a_day()))], MONDAY + timedelta(days=7)) == {}


def test_words_with_commas_semicolons_and_breaks_survive():
    made = plan()
    why = 'one, two; three\nfour "five" \\ six'
    days = tuple(replace(day, run=replace(day.run, why=why)) for day in made.days)
    entries = by_uid(calendar_bytes([replace(made, days=days)], Hours(zone=MADRID), Units()))
    assert all(why in entries[f"{day.date}-run@aerobase"].description.value for day in made.days)


def test_days_without_a_plan_are_left_out():
    late = plan(athlete(today=MONDAY + timedelta(days=3)))
    uids = set(by_uid(calendar_bytes([late], Hours(zone=MADRID), Units())))
    assert f"{MONDAY}-run@aerobase" not in uids
    assert len(uids) == 8


def test_lines_are_folded_at_75_bytes():
    lines = calendar_bytes([plan()], Hours(zone=MADRID), Units()).split(b"\r\n")
    assert max(map(len, lines)) <= 75


@pytest.mark.parametrize("zone", [MADRID, None])
def test_same_plan_same_bytes(zone):
    who = profile()
    assert calendar_bytes([plan(athlete(who))], Hours(zone=zone), Units()) == calendar_bytes(
        [plan(athlete(who))], Hours(zone=zone), Units()
    )
