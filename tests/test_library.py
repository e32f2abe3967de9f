"""What a notebook may import: promised, lazy, typed, and each name used on a real home."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support import json_forms
from support.command_line import aerobase as command

import aerobase
from ingest.home.home import Home
from ingest.layouts import SESSIONS, WEEKS
from reports.demo.fit_activity import fit_bytes
from reports.demo.runs import smart_recorded
from reports.demo.seasons import season

if TYPE_CHECKING:
    from ingest.layouts import Column

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/library.md").read_text("utf-8")
LAST_DAY = date(2026, 5, 20)
MONDAY = date(2026, 5, 18)
DAYS = 16  # of the season: two whole weeks and the one begun


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last runs of a generated season as watch files."""
    folder = tmp_path_factory.mktemp("watch")
    made = season("too_hard", last_day=LAST_DAY)
    for run, activity in zip(made.truth.runs, made.activities, strict=True):
        if run.day > LAST_DAY - timedelta(days=DAYS):
            (folder / f"{run.day}.fit").write_bytes(fit_bytes(smart_recorded(activity)))
    return folder


@pytest.fixture(scope="module")
def place(watch: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path, as text, of a home with a profile and these runs."""
    home = str(tmp_path_factory.mktemp("data") / "home")
    who = ("--birth-date", "1983-02-11", "--category", "c", "--timezone", "Africa/Lagos")
    assert command("--home", home, "init", *who).code == 0
    report = aerobase.import_paths([watch], home=home)
    assert [file.outcome for file in report.files] == ["imported"] * len(list(watch.iterdir()))
    return home


@pytest.fixture(scope="module")
def athlete(place: str) -> aerobase.Athlete:
    return aerobase.load_athlete(place, LAST_DAY)


def said(place: str, *words: str) -> object:
    """Return the JSON document of a command on that home and day."""
    answer = command("--home", place, *words, "--today", LAST_DAY.isoformat(), "--json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


# Lazy


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has after ``code`` and had not before."""
    script = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*set(sys.modules) - before)"
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(answer.stdout.split())


def test_the_import_itself_loads_nothing() -> None:
    """Even `typing` would cost as much again as Python's own start."""
    assert loaded_by("import aerobase") <= {"aerobase", "importlib", "importlib._bootstrap"} | {
        "importlib._bootstrap_external",
        "_warnings",
        "warnings",
    }


def test_a_name_loads_its_own_room_only() -> None:
    found = loaded_by("from aerobase import AerobaseError")
    assert "ingest.errors" in found
    assert not {name.split(".")[0] for name in found} & {"planner", "reports", "numpy", "pandas"}


def test_frames_are_what_loads_pandas() -> None:
    assert "pandas" not in loaded_by("from aerobase import load_athlete, make_plan")
    assert "pandas" in loaded_by("from aerobase import sessions_frame")


# Promised


def test_every_promised_name_is_there_and_seen() -> None:
    assert dir(aerobase) == sorted(aerobase.__all__)
    for name in aerobase.__all__:
        assert getattr(aerobase, name) is not None


def test_every_promised_name_is_in_the_document() -> None:
    table = PAGE.split("## The promised names")[1].split("\n## ")[0]
    for name in aerobase.__all__:
        assert f"`{name}`" in table or f"`{name}(" in table, name


def test_another_name_is_refused_as_by_any_module() -> None:
    with pytest.raises(AttributeError, match="no attribute 'secret'"):
        _ = aerobase.secret
    with pytest.raises(ImportError):
        exec("from aerobase import secret", {})  # noqa: S102 - as a notebook would


def test_what_type_checkers_see_is_what_is_loaded() -> None:
    tree = ast.parse((ROOT / "aerobase/__init__.py").read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: node.module or ""
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {*seen, "__version__"} == set(aerobase.__all__)
    for name, module in seen.items():
        assert getattr(aerobase, name) is getattr(import_module(module), name)


SNIPPET = """\
from datetime import date
from typing import assert_type

import pandas as pd
import aerobase

athlete = aerobase.load_athlete("home", date(2026, 5, 20))
assert_type(athlete, aerobase.Athlete)
assert_type(aerobase.load_athlete(aerobase.Home.locate("home")), aerobase.Athlete)
aerobase.import_paths(["run.fit"], home="home")
with aerobase.open_archive("home") as archive:
    archive.sessions()
assert_type(aerobase.standing_flags(athlete), tuple[aerobase.Flag, ...])
assert_type(aerobase.make_plan(athlete), aerobase.Plan)
assert_type(aerobase.sessions_frame(athlete), pd.DataFrame)
assert_type(aerobase.weeks_frame(athlete), pd.DataFrame)
assert_type(aerobase.__version__, str)
beats = aerobase.Stream.of([0.0, 1.0], hr_bpm=[131.0, 132.0])
assert_type(beats, aerobase.Stream)
aerobase.Threshold(bpm=131.0, note="half", source="own choice")


def read(data: bytes) -> aerobase.WatchFile:
    raise aerobase.UnreadableFileError(str(data), hint="Export it again.")


aerobase.Reader(signature=b"BEATS ", at=None, read=read)
aerobase.secret
"""


def test_types_are_seen_from_outside(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="the types are tried where the linters are installed")
    (tmp_path / "notebook.py").write_text(SNIPPET)
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path]
    answer = subprocess.run(
        [*mypy, "notebook.py", ROOT / "docs/plugin-template/aerobase_many_runs.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in answer.stdout.splitlines() if "error:" in line]
    assert len(complaints) == 1, answer.stdout  # the last line of the snippet, and no other
    assert 'Module has no attribute "secret"' in complaints[0]


# Used


def test_the_version_is_that_of_the_command() -> None:
    assert command("--version").out == f"aerobase, version {aerobase.__version__}\n"


def test_python_m_aerobase_is_the_command() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "aerobase", "--version"], capture_output=True, text=True, check=True
    )
    assert answer.stdout == f"aerobase, version {aerobase.__version__}\n"


def test_the_archive_gives_sessions_and_their_samples(place: str, watch: Path) -> None:
    with aerobase.open_archive(place) as archive:
        sessions = archive.sessions()
        stream = archive.stream(sessions[-1].id)
    assert len(sessions) == len(list(watch.iterdir()))
    assert stream.t_s[-1] == pytest.approx(sessions[-1].elapsed_s, abs=1.5)


def test_a_home_may_be_given_in_three_ways(place: str, athlete: aerobase.Athlete) -> None:
    for home in (Path(place), aerobase.Home.locate(place)):
        again = aerobase.load_athlete(home, LAST_DAY)
        assert [one.facts.id for one in again.sessions] == [o.facts.id for o in athlete.sessions]


def test_flags_are_those_of_the_command(place: str, athlete: aerobase.Athlete) -> None:
    flags = aerobase.standing_flags(athlete)
    assert [flag.id for flag in flags] == [one["id"] for one in said(place, "flags")]
    for name in json_forms.FLAGS[0]:
        assert all(hasattr(flag, name) for flag in flags)


def test_the_plan_is_that_of_the_command(place: str, athlete: aerobase.Athlete) -> None:
    at = datetime(2026, 5, 20, 7, tzinfo=UTC)
    plan = aerobase.make_plan(athlete, created_utc=at)
    assert (plan.week_start, plan.created_utc) == (MONDAY, at)
    shown = said(place, "plan")
    assert [day.date.isoformat() for day in plan.days] == [day["date"] for day in shown["days"]]
    assert [day.run and day.run.kind for day in plan.days] == [
        day["run"] and day["run"]["kind"] for day in shown["days"]
    ]
    assert plan.target_s == shown["target_s"]
    for name in json_forms.PLAN:
        assert hasattr(plan, name)


def test_another_week_and_no_warnings_can_be_asked(athlete: aerobase.Athlete) -> None:
    following = MONDAY + timedelta(days=7)
    plan = aerobase.make_plan(athlete, (), week_start=following)
    assert plan.week_start == following
    assert plan.flags == ()
    assert plan.created_utc.tzinfo is not None


def test_a_plan_stores_nothing(place: str, athlete: aerobase.Athlete) -> None:
    journal = Home.locate(place).journal
    before = journal.read_bytes() if journal.exists() else b""
    aerobase.make_plan(athlete)
    assert (journal.read_bytes() if journal.exists() else b"") == before


def test_without_birth_date_the_error_is_the_commands(tmp_path: Path) -> None:
    nobody = aerobase.load_athlete(tmp_path / "empty", LAST_DAY)
    with pytest.raises(aerobase.AerobaseError, match="no birth date") as stop:
        aerobase.make_plan(nobody)
    assert stop.value.hint
    assert not (tmp_path / "empty").exists()


# Frames


def test_sessions_are_those_of_the_command(place: str, athlete: aerobase.Athlete) -> None:
    frame = aerobase.sessions_frame(athlete)
    shown = said(place, "sessions")
    assert as_json(frame, SESSIONS) == shown
    assert len(frame) == len(athlete.sessions) > 0


def test_weeks_are_those_of_the_command(place: str, athlete: aerobase.Athlete) -> None:
    frame = aerobase.weeks_frame(athlete)
    columns = [column.name for column in WEEKS]
    shown = [{name: week[name] for name in columns} for week in said(place, "balance")]
    assert as_json(frame, WEEKS) == shown
    assert len(frame) == len(athlete.weeks) > 0


def as_json(frame: pd.DataFrame, layout: tuple[Column, ...]) -> list[dict[str, object]]:
    """Return a frame's rows as the JSON of a command has them, types checked on the way."""
    assert list(frame.columns) == [column.name for column in layout]
    return [
        {column.name: plain(value, column) for column, value in zip(layout, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def plain(value: object, column: Column) -> object:
    if isinstance(value, tuple):
        return list(value)
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        if column.dtype == "datetime64[us]":
            return value.date().isoformat()
        return value.to_pydatetime().isoformat().replace("+00:00", "Z")
    return value.item() if hasattr(value, "item") else value


@pytest.mark.parametrize("made", ["sessions_frame", "weeks_frame"])
def test_dtypes_are_the_documented_ones_even_of_nothing(
    made: str, athlete: aerobase.Athlete, tmp_path: Path
) -> None:
    layout = {"sessions_frame": SESSIONS, "weeks_frame": WEEKS}[made]
    nobody = aerobase.load_athlete(tmp_path / "empty", LAST_DAY)
    for one in (athlete, nobody):
        frame = getattr(aerobase, made)(one)
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
            column.name: column.dtype for column in layout
        }


@pytest.mark.parametrize("made", ["sessions_frame", "weeks_frame"])
def test_the_document_shows_the_columns(made: str) -> None:
    layout = {"sessions_frame": SESSIONS, "weeks_frame": WEEKS}[made]
    tables = (ROOT / "docs/tables.md").read_text("utf-8")
    part = tables.split(f"\n## {made.partition('_')[0]}\n")[1].split("\n## ")[0]
    shown = [line for line in part.splitlines() if line.startswith("| `")]
    assert [line.split(" | ")[:2] for line in shown] == [
        [f"| `{column.name}`", f"`{column.dtype}`"] for column in layout
    ]


def test_units_stand_in_the_names() -> None:
    for column in (*SESSIONS, *WEEKS):
        ending = {"s": "_s", "m": "_m", "bpm": "_bpm", "°C": "_c", "0 to 1": "_frac"}
        if column.unit in ending:
            assert ending[column.unit] in column.name, column.name


def test_an_export_of_nothing_has_the_same_header(tmp_path: Path) -> None:
    table = tmp_path / "nothing.csv"
    answer = command("--home", str(tmp_path / "empty"), "export", "sessions", "-o", str(table))
    assert answer.code == 0
    assert table.read_text().splitlines() == [",".join(column.name for column in SESSIONS)]


def test_the_documented_signatures_are_the_real_ones() -> None:
    for name in ("load_athlete", "make_plan", "standing_flags", "sessions_frame", "weeks_frame"):
        told = PAGE.split(f"| `{name}(")[1].split(")`")[0]
        wanted = [part.split("=")[0].strip() for part in told.split(",") if part.strip() != "*"]
        real = inspect.signature(getattr(aerobase, name)).parameters
        assert wanted == list(real)[: len(wanted)]
