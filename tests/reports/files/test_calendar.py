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
from planner.week.store import Inputs, entries_of, event_data, once_planned
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


def entries(made, **hours):
    return by_uid(calendar_bytes([made], Hours(zone=MADRID, **hours), Units()))


def test_each_run_and_each_strength_has_an_entry_and_rest_has_none_unless_wanted():
    made = plan()
    kept = {f"{day.date}-{name}@aerobase" for day in made.days for name in entries_of(day)}
    assert set(entries(made)) == kept
    rests = {f"{day.date}-run@aerobase" for day in made.days if day.run.kind == "rest"}
    assert rests
    assert set(entries(made, rest_days=True)) == kept | rests


def test_a_reminder_only_where_it_is_wanted():
    made = plan()
    assert not any(hasattr(one, "valarm") for one in entries(made).values())
    alarms = [one.valarm for one in entries(made, alarm_min=30).values()]
    assert alarms
    assert {alarm.trigger.value for alarm in alarms} == {-timedelta(minutes=30)}
    assert {alarm.action.value for alarm in alarms} == {"DISPLAY"}


def test_times_are_local_and_last_as_long_as_the_run():
    made = plan()
    entries = by_uid(calendar_bytes([made], Hours(zone=MADRID, run_at=time(6, 30)), Units()))
    day = next(day for day in made.days if day.run and day.run.kind == "easy")
    event = entries[f"{day.date}-run@aerobase"]
    # 06:30 in Madrid's summer is 04:30 UTC.
    assert event.dtstart.value.astimezone(UTC) == datetime.combine(day.date, time(4, 30), UTC)
    assert event.dtend.value - event.dtstart.value == timedelta(seconds=day.run.duration_s)
    low, high = day.run.band_bpm
    minutes = day.run.duration_s // 60
    assert event.summary.value == f"Easy {minutes} min, up to {high}"
    assert f"{low}-{high} bpm" in event.description.value


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
    known = once_planned([stored(before), stored(later)], MONDAY)
    one = by_uid(calendar_bytes([before], Hours(zone=MADRID), Units(), before=known))
    two = by_uid(calendar_bytes([later], Hours(zone=MADRID), Units(), before=known))
    assert set(one) == set(two)
    gone = {uid for uid, event in two.items() if hasattr(event, "status")}
    assert gone == {
        f"{old.date}-{name}@aerobase"
        for old, new in zip(before.days, later.days, strict=True)
        for name in entries_of(old) - entries_of(new)
    }
    assert gone
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
    known = once_planned([stored(before), stored(after)], MONDAY)
    assert [day for day, names in known.items() if "run2" in names] == days
    old = by_uid(calendar_bytes([before], Hours(zone=MADRID), Units(), before=known))
    new = by_uid(calendar_bytes([after], Hours(zone=MADRID), Units(), before=known))
    assert set(old) == set(new)
    cancelled = {uid for uid, one in new.items() if hasattr(one, "status")}
    assert {f"{day}-run2@aerobase" for day in days} <= cancelled
    assert {new[uid].status.value for uid in cancelled} == {"CANCELLED"}
    assert not any(hasattr(one, "status") for one in old.values())


def test_another_week_cancels_nothing():
    assert once_planned([stored(plan(twice_a_day()))], MONDAY + timedelta(days=7)) == {}
    known = once_planned([stored(plan())], MONDAY)
    made = by_uid(calendar_bytes([plan()], Hours(zone=MADRID), Units(), before=known))
    assert not any(hasattr(one, "status") for one in made.values())


def test_words_with_commas_semicolons_and_breaks_survive():
    made = plan()
    why = 'one, two; three\nfour "five" \\ six'
    days = tuple(replace(day, run=replace(day.run, why=why)) for day in made.days)
    entries = by_uid(calendar_bytes([replace(made, days=days)], Hours(zone=MADRID), Units()))
    runs = [day for day in made.days if day.run.kind != "rest"]
    assert all(why in entries[f"{day.date}-run@aerobase"].description.value for day in runs)


def test_days_without_a_plan_are_left_out():
    late = plan(athlete(today=MONDAY + timedelta(days=3)))
    uids = set(by_uid(calendar_bytes([late], Hours(zone=MADRID), Units())))
    assert f"{MONDAY}-run@aerobase" not in uids
    later = [day for day in late.days if day.run is not None]
    assert len(later) == 4
    assert len(uids) == sum(len(entries_of(day)) for day in later)


def test_lines_are_folded_at_75_bytes():
    lines = calendar_bytes([plan()], Hours(zone=MADRID), Units()).split(b"\r\n")
    assert max(map(len, lines)) <= 75


@pytest.mark.parametrize("zone", [MADRID, None])
def test_same_plan_same_bytes(zone):
    who = profile()
    assert calendar_bytes([plan(athlete(who))], Hours(zone=zone), Units()) == calendar_bytes(
        [plan(athlete(who))], Hours(zone=zone), Units()
    )
