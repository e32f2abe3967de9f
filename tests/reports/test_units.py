"""A runner who counts in miles reads miles everywhere, and one who counts in km reads no mile."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from support.command_line import aerobase
from support.made_sessions import steady_run
from support.packed import packed_in
from support.stored_home import PROFILE, fill

from ingest.home import journal

TODAY = date(2026, 5, 20)  # a Wednesday
DAY = ("--today", TODAY.isoformat())
LIKE_KILOMETRES = re.compile(r"\bkm\b|\bkm/h\b|\bm/s\b|\bm/km\b|\d m\b|\(m\)|°C|kilomet|metre")
LIKE_MILES = re.compile(r"\bmi\b|\bmi/h\b|\bft\b|\byd\b|°F|\bmile")
TEXTS = (
    ("status",),
    ("today", "--no-ask", "--today", "2026-05-23"),
    ("plan",),
    ("plan", "--explain"),
    ("plan", "--explain", "sat"),
    ("plan", "--next"),
    ("flags",),
    ("flags", "-v", "--all"),
    ("sessions",),
    ("sessions", "--session", "00493d07"),
    ("balance",),
    ("balance", "--speed"),
    ("balance", "--zones"),
    ("load",),
    ("load", "--acwr"),
    ("thresholds",),
    ("thresholds", "tests"),
    ("log", "list"),
)


def maf_stream(speed):
    t = np.arange(3601.0)
    metres = np.full(3601, float(speed))
    return {
        "t_s": t,
        "hr_bpm": np.where(t < 720, 130.0, 150.0).astype("f4"),
        "speed_m_s": metres.astype("f4"),
        "distance_m": np.cumsum(metres),
    }


def a_spring():
    """Return sixteen weeks: slower at the same beats, then a week of climbs and a run too long."""
    runs = []
    for ago in range(112, 0, -1):
        day = TODAY - timedelta(days=ago)
        if day.weekday() not in {1, 3, 5, 6}:
            continue
        last_week = ago in range(3, 10)
        minutes = 130 if ago == 4 else 60
        fast = np.zeros(100, np.uint16)
        fast[25], fast[40] = 1800, 1500 if last_week else 60
        runs.append(
            steady_run(
                day,
                minutes,
                148,
                2.6 if ago > 50 else 2.4,
                ascent_m=100.0 if last_week else 30.0,
                descent_m=100.0 if last_week else 30.0,
                speed_seconds=fast,
                temperature_mean_c=15.0,
                efficiency=1.1,
                decoupling_frac=0.031,
                device="garmin fr255",
            )
        )
    return runs


@pytest.fixture(params=["metric", "imperial"])
def runner(home, request):
    """A home with a race on Saturday, two MAF tests, and flags on distance, climb and speed."""
    head = f'[runner]\nunits = "{request.param}"\n'
    race = "\n[availability]\nrace_date = 2026-05-23\nrace_km = 10\n"
    runs = a_spring()
    tests = {20: 2.6, 40: 2.5}
    made = fill(
        home,
        runs,
        PROFILE.replace("[runner]\n", head) + race,
        streams={number: maf_stream(speed) for number, speed in tests.items()},
    )
    for number in tests:
        journal.append(
            made,
            kind="log",
            day=runs[number].start_utc.date(),
            data={"kind": "maf-test", "values": {"course": "track"}},
            now=datetime(2026, 5, 1, tzinfo=UTC),
        )
    return request.param


def foreign(units):
    return LIKE_KILOMETRES if units == "imperial" else LIKE_MILES


def own(units):
    return re.compile(r"\bmi\b" if units == "imperial" else r"\bkm\b")


@pytest.mark.usefixtures("runner")
def test_the_home_raises_the_flags_whose_evidence_has_units():
    standing = {one["check"] for one in json.loads(aerobase("flags", "--json", *DAY).out)}
    assert {"distance_spike", "calf_load", "aerobic_speed"} <= standing


def test_every_text(runner):
    said = {words: aerobase(*words, *(() if "--today" in words else DAY)) for words in TEXTS}
    assert {words: one.code for words, one in said.items() if one.code} == {}
    found = {
        words: [line for line in one.out.splitlines() if foreign(runner).search(line)]
        for words, one in said.items()
    }
    assert {words: lines for words, lines in found.items() if lines} == {}
    in_own = {words[0] for words, one in said.items() if own(runner).search(one.out)}
    assert in_own >= {"today", "plan", "flags", "sessions", "balance", "load", "thresholds"}


def test_the_calendar(runner, tmp_path):
    path = tmp_path / "week.ics"
    aerobase("export", "plan", "--format", "ics", "-o", path, *DAY)
    said = path.read_text().replace("\r\n ", "")
    assert not foreign(runner).search(said)
    assert own(runner).search(said)


def test_the_names_of_workouts(runner, tmp_path):
    aerobase("export", "plan", "--format", "fit", "-o", tmp_path / "week", *DAY)
    written = [path.read_bytes() for path in (tmp_path / "week").iterdir()]
    assert written
    assert not any(foreign(runner).search(data.decode("latin-1")) for data in written)


def test_the_page(runner, tmp_path):
    path = tmp_path / "page.html"
    aerobase("report", "-o", path, *DAY)
    text = path.read_text()
    data = packed_in(text)["traces"]
    seen = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.DOTALL)
    seen = html.unescape(re.sub(r"<[^>]+>", " ", seen))
    assert not foreign(runner).findall(seen)
    assert own(runner).search(seen)
    assert f'"name":"{"mi" if runner == "imperial" else "km"}"' in data


@pytest.mark.usefixtures("runner")
def test_json_stays_metric():
    sessions = json.loads(aerobase("sessions", "--json", *DAY).out)
    assert sessions[0]["distance_m"] == pytest.approx(3600 * 2.6)
    evidence = [
        number
        for one in json.loads(aerobase("flags", "--json", *DAY).out)
        for number in one["evidence"]
    ]
    assert {"m", "m/s"} <= {number["unit"] for number in evidence}
    assert not [number["what"] for number in evidence if LIKE_MILES.search(number["what"])]
    race = json.loads(aerobase("plan", "--json", *DAY).out)["days"][5]["run"]
    assert race["distance_m_estimate"] == 10_000
