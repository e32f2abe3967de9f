"""A watch's messages of 38 days against the maker's own values of those days."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from support.wellness_files import monitoring, sleep

from ingest.fit import read_fit
from planner.body.readiness import LOOK_DAYS, Known, readiness_on
from planner.body.wellness_days import wellness_days

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.wellness import WellnessDay

pytestmark = pytest.mark.real_files
CLOCKS_BACK = date(2023, 2, 12)


@pytest.fixture(scope="module")
def told(shared: Path) -> dict[str, list[dict[str, str]]]:
    """The tables of messages and of the maker's values."""
    folder = shared / "wellness"
    if not folder.is_dir():
        pytest.skip("no wellness tables among the real files")
    names = ("resting", "stress", "sleep_events", "sleep_levels", "truth")
    return {
        name: list(csv.DictReader((folder / f"{name}.csv").read_text().splitlines()))
        for name in names
    }


@pytest.fixture(scope="module")
def files(told: dict[str, list[dict[str, str]]]) -> list[bytes]:
    """Each file's messages as a file again; its offset where it stated one."""
    parts: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    offsets: dict[str, int] = {}
    for name, column in (
        ("resting", "current_day_bpm"),
        ("stress", "stress"),
        ("sleep_events", "event_type"),
        ("sleep_levels", "level"),
    ):
        for row in told[name]:
            stated = (datetime.fromisoformat(row["time_utc"]), int(row[column]))
            parts[row["file"]][name].append(stated)
            if "offset_s" in row:
                offsets[row["file"]] = int(row["offset_s"])
    made = []
    for number, part in parts.items():
        if "sleep_levels" in part:
            made.append(sleep(events=part["sleep_events"], levels=part["sleep_levels"]))
        else:
            made.append(
                monitoring(
                    offset_s=offsets.get(number), resting=part["resting"], stress=part["stress"]
                )
            )
    return made


@pytest.fixture(scope="module")
def days(files: list[bytes]) -> dict[date, WellnessDay]:
    read = [(f"{n:064x}", read_fit(data).wellness) for n, data in enumerate(files)]
    # Few files state no offset, all of them from before the clocks went back.
    zone = timezone(timedelta(hours=2))
    found = wellness_days(read, (), zone=zone, today=date(2024, 1, 1))
    return {one.day: one for one in found}


def test_resting_heart_rate_is_the_makers_on_every_whole_day(told, days) -> None:
    truth = {date.fromisoformat(row["day"]): int(row["resting_bpm"]) for row in told["truth"]}

    assert len(truth) == 38
    assert {day: days[day].rhr_bpm for day in truth} == truth


def test_stress_is_the_makers_within_one(told, days) -> None:
    truth = {date.fromisoformat(row["day"]): int(row["stress_mean"]) for row in told["truth"]}

    off = {day: abs(days[day].stress_score - mean) for day, mean in truth.items()}

    assert max(off.values()) <= 1
    assert sum(one <= 0.5 + 1e-9 for one in off.values()) == 38  # rounded, it is the same


def test_the_makers_sleep_is_the_time_from_start_to_stop_within_each_day(told, days) -> None:
    """The maker cuts the window at midnight; nights are counted whole here, where they end."""
    truth = {date.fromisoformat(row["day"]): int(row["sleep_window_s"]) for row in told["truth"]}
    by_day: dict[date, float] = defaultdict(float)
    for one in days.values():
        if one.sleep_start is None:
            continue
        zone = timezone(timedelta(hours=2 if one.day < CLOCKS_BACK else 1))
        start, stop = one.sleep_start.astimezone(zone), one.sleep_stop.astimezone(zone)
        midnight = datetime.combine(stop.date(), datetime.min.time(), zone)
        by_day[stop.date()] += (stop - max(start, midnight)).total_seconds()
        if start < midnight:
            by_day[start.date()] += (midnight - start).total_seconds()

    assert {day: by_day[day] for day in truth} == truth


def test_asleep_is_that_time_less_what_was_awake(days) -> None:
    """Added up by hand from the levels of two nights: 12 min awake; none, told by two files."""
    night = days[date(2023, 1, 4)]
    assert (night.sleep_s, night.sleep_awake_s) == (31740 - 720, 720)
    twice = days[date(2023, 1, 6)]
    assert (twice.sleep_s, twice.sleep_awake_s) == (28620, 0)
    assert [one for one in days.values() if one.second_sleep_s or one.nap_s] == []


def test_a_day_whose_files_are_not_all_here_is_said_to_be_a_day_so_far(told, days) -> None:
    """Of these days the last messages are of 0:55, 13:32, 13:43 and 15:18."""
    truth = {date.fromisoformat(row["day"]) for row in told["truth"]}
    cut = {date(2023, 1, 8), date(2023, 1, 22), date(2023, 2, 5), date(2023, 3, 5)}

    assert cut <= {day for day, one in days.items() if one.so_far}
    worn_to_the_end = truth - {date(2022, 12, 25)}  # taken off at five in the afternoon
    assert not [day for day in worn_to_the_end if days[day].so_far]


def test_readiness_is_silent_on_them(days) -> None:
    """No HRV among them; single nights of 4 and 5 h, but no week under 6 h on average."""
    known = Known(diary=(), wellness=tuple(days.values()), runs=())
    looks = [day for day in days if day.weekday() in LOOK_DAYS]
    assert len(looks) == 12
    assert {readiness_on(known, day).level for day in looks} == {0}
