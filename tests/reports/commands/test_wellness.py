"""`wellness` and `export wellness`: every day's values, and the files they come from."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase
from support.json_forms import complaints, day, instant, number, or_null, text, whole
from support.wellness_files import (
    AWAKE,
    LIGHT,
    START,
    STOP,
    at,
    hrv,
    monitoring,
    sleep,
)

from ingest.layouts import WELLNESS

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--today", "2026-05-20")
WITH_UNKNOWN = or_null(number)
FORM = [
    {
        "day": day,
        "rhr_bpm": WITH_UNKNOWN,
        "hrv_rmssd_ms": WITH_UNKNOWN,
        "stress_score": WITH_UNKNOWN,
        "sleep_s": WITH_UNKNOWN,
        "nap_s": WITH_UNKNOWN,
        "stress_scores": or_null(whole),
        "said_until_utc": or_null(instant),
        "rhr_from": [text],
    }
]
FILES = {
    "first": monitoring(
        offset_s=7200,
        resting=[(at("2026-05-18 05:30"), 49)],
        stress=[(at("2026-05-18 05:30"), 20), (at("2026-05-18 12:00"), 30)],
    ),
    "second": monitoring(
        offset_s=7200,
        resting=[(at("2026-05-18 05:30"), 49), (at("2026-05-18 22:00"), 48)],
        stress=[(at("2026-05-18 12:00"), 30), (at("2026-05-18 20:00"), 70)],
    ),
    "third": monitoring(offset_s=7200, resting=[(at("2026-05-19 10:00"), 51)]),
    "night": sleep(
        events=[(at("2026-05-17 21:00"), START), (at("2026-05-18 05:00"), STOP)],
        levels=[(at("2026-05-17 21:30"), AWAKE), (at("2026-05-18 05:00"), LIGHT)],
        naps=[(at("2026-05-18 11:00"), at("2026-05-18 11:30"), at("2026-05-18 11:30"), 0)],
        score=80,
        offset_s=7200,
    ),
    "hrv": hrv(values=[(at("2026-05-18 01:00"), 50.0), (at("2026-05-18 02:00"), 60.0)]),
}


def short(name: str) -> str:
    return sha256(FILES[name]).hexdigest()[:12]


def imported(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / f"{name}.fit"
        path.write_bytes(FILES[name])
        answer = aerobase("import", path, "--json")
        assert answer.code == 0, answer.err
        assert [one["outcome"] for one in json.loads(answer.out)["files"]] == ["imported"]


def shown(*arguments: str) -> list[dict]:
    answer = aerobase("wellness", "--json", *arguments, *TODAY)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def exported(folder: Path, *arguments: str) -> bytes:
    target = folder / "exported"
    answer = aerobase("export", "wellness", *arguments, "-o", target, *TODAY)
    assert answer.code == 0, answer.err
    return target.read_bytes()


@pytest.fixture
def runner(home):
    aerobase("init", "--birth-date", "1980-05-01", "--category", "c", "--timezone", "Europe/Madrid")
    return home


@pytest.mark.usefixtures("runner")
def test_every_value_with_its_files(tmp_path):
    imported(tmp_path, *FILES)
    found = shown()

    assert complaints(found, FORM) == []
    monday, tuesday = found
    assert {name: monday[name] for name in ("day", "rhr_bpm", "stress_score", "stress_scores")} == {
        "day": "2026-05-18",
        "rhr_bpm": 48,
        "stress_score": 40,  # (20 + 30 + 70) / 3
        "stress_scores": 3,
    }
    assert (monday["sleep_s"], monday["nap_s"], monday["second_sleep_s"]) == (27_000, 1800, None)
    assert (monday["hrv_rmssd_ms"], monday["hrv_how"]) == (
        55,
        "mean of 2 five-minute values, no nightly average yet",
    )
    assert monday["rhr_from"] == [short("second")]
    assert monday["stress_from"] == sorted([short("first"), short("second")])
    assert monday["sleep_from"] == monday["nap_from"] == [short("night")]
    assert monday["hrv_from"] == [short("hrv")]
    assert (monday["so_far"], tuesday["so_far"]) == (False, True)
    assert (tuesday["said_until_utc"], tuesday["provisional"]) == (
        "2026-05-19T10:00:00Z",
        ["rhr_bpm"],
    )


@pytest.mark.usefixtures("home")
def test_the_order_of_imports_and_a_rebuild_change_nothing(tmp_path):
    answers = []
    for number_, names in enumerate((list(FILES), list(reversed(FILES)))):
        place = ("--home", str(tmp_path / f"home{number_}"))
        for name in names:
            (tmp_path / f"{name}.fit").write_bytes(FILES[name])
            assert aerobase(*place, "import", tmp_path / f"{name}.fit").code == 0
        answers.append(aerobase(*place, "wellness", "--json", *TODAY).out)
        assert aerobase(*place, "rebuild").code == 0
        answers.append(aerobase(*place, "wellness", "--json", *TODAY).out)
    assert len(json.loads(answers[0])) == 2
    assert all(one == other for one, other in pairwise(answers))


@pytest.mark.usefixtures("runner")
def test_a_later_file_completes_a_day(tmp_path):
    imported(tmp_path, "first")
    (before,) = shown()
    assert (before["so_far"], before["rhr_bpm"], before["stress_score"]) == (True, 49, 25)
    imported(tmp_path, "second")
    (after,) = shown()
    assert (after["so_far"], after["rhr_bpm"], after["stress_score"]) == (False, 48, 40)


@pytest.mark.usefixtures("runner")
def test_export_writes_the_same_days_in_every_form(tmp_path):
    imported(tmp_path, *FILES)
    assert json.loads(exported(tmp_path, "--format", "json")) == shown()
    rows = list(csv.DictReader(io.StringIO(exported(tmp_path).decode())))
    assert [row["rhr_bpm"] for row in rows] == ["48.0", "51.0"]
    assert rows[1]["sleep_s"] == ""  # not known, and not nothing
    assert json.loads(rows[0]["rhr_from"]) == [short("second")]
    assert exported(tmp_path, "--format", "parquet")[:4] == b"PAR1"
    later = exported(tmp_path, "--since", "2026-05-19").splitlines()
    earlier = exported(tmp_path, "--until", "2026-05-18").splitlines()
    assert [line[:10] for line in later[1:] + earlier[1:]] == [b"2026-05-19", b"2026-05-18"]


@pytest.mark.usefixtures("runner")
def test_an_export_of_nothing_has_the_same_header(tmp_path):
    names = [column.name for column in WELLNESS]
    assert exported(tmp_path).decode().splitlines() == [",".join(names)]
    assert names[:5] == ["day", "rhr_bpm", "hrv_rmssd_ms", "stress_score", "sleep_s"]


@pytest.mark.usefixtures("runner")
def test_text_shows_the_days_and_one_day_its_files(tmp_path):
    imported(tmp_path, *FILES)
    table = aerobase("wellness", *TODAY).out.splitlines()
    assert table[1].split() == ["2026-05-18", "48", "55", "40", "7", "h", "30", "min", "30", "min"]
    assert table[2].split() == ["2026-05-19", "51", "-", "-", "-", "so", "far"]
    assert max(map(len, table)) <= 80

    one = aerobase("wellness", "2026-05-18", *TODAY).out
    assert max(map(len, one.splitlines())) <= 80
    assert "Monday 18 May 2026\n" in one
    assert "23:00 to 07:00, 30 min of it awake; the watch's score 80" in one
    assert "40, mean of 3 scores" in one
    for name in ("first", "second", "night", "hrv"):
        assert short(name) in one
    today = aerobase("wellness", "2026-05-19", *TODAY).out
    assert "Tuesday 19 May 2026, so far: told until 12:00" in today
    assert "51 bpm, may still change" in today
    assert "Nothing known of" in aerobase("wellness", "2026-05-01", *TODAY).out


@pytest.mark.usefixtures("runner")
def test_what_the_runner_wrote_names_the_diary(tmp_path):
    imported(tmp_path, "first")
    assert aerobase("log", "rhr", "46", "--date", "2026-05-18", *TODAY).code == 0
    (found,) = shown()
    assert found["rhr_bpm"] == 46
    (source,) = found["rhr_from"]
    assert source.startswith("diary ")
    assert source in aerobase("wellness", "2026-05-18", *TODAY).out


@pytest.mark.usefixtures("home")
def test_nothing_known_says_how_to_begin():
    assert "aerobase" in aerobase("wellness").out
    assert shown() == []


@pytest.mark.usefixtures("runner")
def test_a_file_of_hrv_without_a_value_says_so(tmp_path):
    path = tmp_path / "hrv.fit"
    path.write_bytes(hrv())
    (one,) = json.loads(aerobase("import", path, "--json").out)["files"]
    assert (one["outcome"], one["reason"]) == ("skipped", "holds no HRV of a night yet")
