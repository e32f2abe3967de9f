"""A real runner's hundred Mondays: no two months running bring the same advice."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import pytest
from support.command_line import aerobase

from ingest.home.home import Home
from planner.day.doubt import STEADY, TALK, TEST
from reports.opening import load_day
from reports.verdict import AGAIN, FIRST, OFTEN, verdict

MONDAY = date(2024, 6, 24)
MONDAYS = 100
WEEK = timedelta(weeks=1)
KNOWN = (*FIRST, *AGAIN, *OFTEN, TEST, STEADY, TALK, "If you can talk easily at ")
FIVE = 5  # Mondays: four weeks of one advice, and a stop in their midst


@pytest.mark.real_files
def test_no_two_months_bring_the_same_advice(shared, tmp_path):
    home = ("--home", str(tmp_path / "home"))
    assert aerobase(*home, "init", "--birth-date", "1979-05-01", "--category", "c").code == 0
    assert aerobase(*home, "import", shared / "fit" / "series", "--quiet").code == 0

    advice = []
    for n in range(MONDAYS):
        day = load_day(Home(path=tmp_path / "home"), MONDAY + n * WEEK)
        hints = verdict(day.athlete, day.flags).hints
        (said,) = [one for one in KNOWN if any(one in hint for hint in hints)]
        advice.append(said)

    stands = [len(list(same)) for _, same in groupby(advice)]
    assert max(stands) <= FIVE
    assert len(set(advice)) >= FIVE
