"""The local day: the file's own offset holds, but for the home zone's with its sign turned."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from support.made_sessions import facts
from support.made_weeks import profile

from planner.athlete import build_athlete
from planner.local_day import local_day

MADRID = ZoneInfo("Europe/Madrid")  # +1 h in winter, +2 h in summer
NEW_YORK = ZoneInfo("America/New_York")
LATE = datetime(2026, 7, 10, 23, 30, tzinfo=UTC)  # 1:30 on the 11th in Madrid


def run(offset_h, start_utc=LATE):
    one = facts(start_utc.date(), [(1800, 130)])
    offset_s = None if offset_h is None else round(3600 * offset_h)
    return replace(one, start_utc=start_utc, utc_offset_s=offset_s)


def athlete(zone, *runs):
    who = profile(zone=zone, zone_name=str(zone))
    return build_athlete(profile=who, facts=runs, wellness=[], events=[], today=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("zone", "offset_h", "day", "said"),
    [
        (MADRID, 2, 11, False),  # at home
        (MADRID, None, 11, False),  # the file does not know
        (MADRID, -2, 11, True),  # the sign is turned
        (MADRID, -1, 10, False),  # winter's offset turned, in summer: somewhere else
        (MADRID, -4, 10, False),  # a runner in New York keeps the file's day
        (MADRID, 0, 10, False),  # one in Iceland too
        (NEW_YORK, 4, 10, True),
        (UTC, -2, 10, False),  # without an own offset nothing can be turned
    ],
)
def test_whose_day_it_is(zone, offset_h, day, said):
    one = run(offset_h)
    assert local_day(one, zone).day == day
    (judged,) = athlete(zone, one).sessions
    assert judged.local_date.day == day
    assert ("offset_turned" in {note.code for note in judged.facts.quality}) == said


def test_what_was_overruled_is_said_with_its_hours():
    (judged,) = athlete(MADRID, run(-2)).sessions
    (note,) = judged.facts.quality
    assert note.text == (
        "The file says its local time is UTC -2 h, your time zone with its sign turned; the day is "
        "by your time zone."
    )
