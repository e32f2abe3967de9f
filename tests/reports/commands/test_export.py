"""The command `export`: what is written where, in which form."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace

import fitparse
import pyarrow.parquet as pq
import pytest
from support.command_line import aerobase
from support.fit_bytes import whole_run
from support.made_weeks import MONDAY, NOW, plan

from ingest.home import journal
from ingest.home.home import Home
from planner.week.store import Inputs, event_data
from reports.files.tables import table_bytes

TODAY = ("--today", "2026-05-18")


@pytest.fixture
def runner(home, tmp_path):
    """A home with a profile, one short run and one entry in the diary."""
    aerobase("init", "--birth-date", "1980-05-01", "--category", "c", "--timezone", "Europe/Madrid")
    path = tmp_path / "run.fit"
    path.write_bytes(whole_run(120))
    assert aerobase("import", path).code == 0
    assert aerobase("log", "note", "=1+1, said", *TODAY).code == 0
    return home


def rows(answer):
    assert answer.code == 0, answer.err
    return list(csv.DictReader(io.StringIO(answer.out)))


def written(path, *arguments):
    answer = aerobase("export", *arguments, "-o", path)
    assert answer.code == 0, answer.err
    return path.read_bytes()


@pytest.mark.usefixtures("runner")
def test_sessions_are_those_of_the_sessions_command(tmp_path):
    shown = json.loads(aerobase("sessions", "--json").out)
    exported = json.loads(written(tmp_path / "s.json", "sessions", "--format", "json"))
    assert exported == shown
    assert len(exported) == 1


@pytest.mark.usefixtures("runner")
def test_samples_have_no_positions(tmp_path):
    session = json.loads(aerobase("sessions", "--json").out)[0]["id"]
    found = json.loads(written(tmp_path / "x.json", "streams", session, "--format", "json"))
    assert found[0]["t_s"] == 0
    assert len(found) >= 100
    assert not any("position" in name or name in {"lat", "lon"} for name in found[0])
    assert "NaN" not in (tmp_path / "x.json").read_text()


@pytest.mark.usefixtures("runner")
def test_plan_as_a_table_has_seven_days(tmp_path):
    found = json.loads(written(tmp_path / "p.json", "plan", "--format", "json", *TODAY))
    assert [row["date"] for row in found][::6] == ["2026-05-18", "2026-05-24"]
    assert all(row["squat"] for row in found)


@pytest.mark.usefixtures("runner")
def test_diary_text_is_no_formula(tmp_path):
    text = written(tmp_path / "d.csv", "diary", *TODAY).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["text"] == "'=1+1, said"


@pytest.mark.usefixtures("runner")
def test_parquet_is_read_back(tmp_path):
    path = tmp_path / "s.parquet"
    written(path, "sessions", "--format", "parquet")
    shown = json.loads(aerobase("sessions", "--json").out)
    table = pq.read_table(path).to_pylist()
    assert table[0]["duration_s"] == shown[0]["duration_s"]
    assert table[0]["id"] == shown[0]["id"]


@pytest.mark.usefixtures("runner")
def test_without_pyarrow_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "reports.files.parquet", raising=False)
    told = aerobase("export", "sessions", "--format", "parquet")
    assert told.code == 1
    assert "pyarrow" in told.err
    assert "aerobase[parquet]" in told.err


@pytest.mark.usefixtures("runner")
def test_calendar_is_written(tmp_path):
    data = written(tmp_path / "week.ics", "plan", "--format", "ics", *TODAY)
    assert data.startswith(b"BEGIN:VCALENDAR")
    days = json.loads(aerobase("plan", "--json", *TODAY).out)["days"]
    runs = sum(day["run"]["kind"] != "rest" for day in days)
    strength = sum(bool(day["strength"]) for day in days)
    assert data.count(b"BEGIN:VEVENT") == runs + strength
    assert b"VALARM" not in data
    wanted = ("--alarm", "15", "--rest-days")
    more = written(tmp_path / "all.ics", "plan", "--format", "ics", *wanted, *TODAY)
    assert more.count(b"BEGIN:VEVENT") == len(days) + strength
    assert b"TRIGGER:-PT15M" in more


def test_a_second_run_of_an_earlier_plan_is_cancelled_in_the_calendar(runner, tmp_path):
    earlier = plan()
    tuesday = replace(earlier.days[1], more_runs=(earlier.days[1].run,))
    with_second = replace(earlier, days=(earlier.days[0], tuesday, *earlier.days[2:]))
    data = event_data(with_second, Inputs())
    journal.append(Home(path=runner), kind="plan", day=MONDAY, data=data, now=NOW)
    assert aerobase("plan", "less", *TODAY).code == 0
    written_ics = written(tmp_path / "week.ics", "plan", "--format", "ics", *TODAY)
    events = written_ics.split(b"BEGIN:VEVENT")
    (second,) = (one for one in events if b"UID:2026-05-19-run2@aerobase" in one)
    assert b"STATUS:CANCELLED" in second


@pytest.mark.usefixtures("runner")
def test_workouts_need_a_folder_and_fill_it(tmp_path):
    answer = aerobase("export", "plan", "--format", "fit", *TODAY)
    assert answer.code == 1
    assert "-o FOLDER" in answer.err
    folder = tmp_path / "workouts"
    assert aerobase("export", "plan", "--format", "fit", "-o", folder, *TODAY).code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert sum("run1" in name for name in names) == 3
    assert fitparse.FitFile(str(folder / names[0])).messages


@pytest.mark.usefixtures("runner")
def test_workouts_into_a_file_are_refused_with_the_way_out(tmp_path):
    path = tmp_path / "week"
    path.write_bytes(b"mine")
    answer = aerobase("export", "plan", "--format", "fit", "-o", path, *TODAY)
    assert answer.code == 1
    assert f"{path} is no folder that can be made" in " ".join(answer.err.split())
    assert "Name another one with -o FOLDER." in answer.err
    assert path.read_bytes() == b"mine"


@pytest.mark.usefixtures("runner")
def test_copying_to_the_watch_says_how_to_remove(tmp_path):
    answer = aerobase("export", "plan", "--to", tmp_path, *TODAY)
    assert answer.code == 0
    assert "To take them off again" in answer.out
    assert aerobase("export", "plan", "--to", tmp_path / "none", *TODAY).code == 1


@pytest.mark.usefixtures("runner")
def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    answer = aerobase("export", "diary", "-o", tmp_path / "no" / "folder.csv", *TODAY)
    assert answer.code == 1
    assert "cannot be written" in answer.err


def test_an_unknown_session_is_one_sentence(runner):
    answer = aerobase("export", "streams", "ffffffffffff-0")
    assert answer.code == 1
    assert runner.is_dir()
    assert answer.out == ""


def test_null_is_empty_and_lists_are_json():
    data = table_bytes([{"a": None, "b": [1, 2], "c": True}], ["a", "b", "c"], "csv")
    assert data == b'a,b,c\r\n,"[1, 2]",true\r\n'
