"""A cohort made: its tables are what the commands say of each athlete, and nothing more."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import stat
import subprocess
import sys
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from support.command_line import aerobase
from support.fit_bytes import START, whole_run
from support.made_cohorts import DAY_S, LOOKED_FROM, TODAY, content, runs, three_athletes

import aerobase as library
from ingest.home import journal
from ingest.home.files import write_atomic
from ingest.home.home import Home
from ingest.layouts import SESSIONS, WEEKS, names
from reports.cohort.errors import CohortError
from reports.cohort.layouts import LEFT_OUT, TABLES, TRIAGE
from reports.cohort.run import cohort
from reports.files.parquet import TYPES


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort") / "root"
    folder.mkdir()
    return three_athletes(folder)


@pytest.fixture(scope="module")
def out(root: Path) -> Path:
    """The tables of that cohort."""
    folder = root.parent / "out"
    report = cohort(root, folder, today=TODAY, workers=1)
    assert [(one.alias, one.outcome) for one in report.athletes] == [
        ("a1", "made"), ("b2", "made"), ("c3", "made"),
    ]  # fmt: skip
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two athletes with few runs."""
    runs(tmp_path / "root" / "x", days=range(3))
    runs(tmp_path / "root" / "y", days=range(2))
    return tmp_path / "root"


def rows(path: Path) -> list[dict[str, Any]]:
    """Return a table's rows, days and instants as JSON has them."""
    return [
        {name: plain(value) for name, value in row.items()}
        for row in pq.read_table(path).to_pylist()
    ]


def plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("+00:00", "Z")
    return value


def triage(out: Path) -> dict[str, dict[str, Any]]:
    return {row["athlete"]: row for row in rows(out / "triage.parquet")}


@pytest.fixture(scope="module")
def c3(root: Path) -> Path:
    """The home of that cohort once more: a command may write in it."""
    return Path(shutil.copytree(root / "c3", root.parent / "c3 again"))


def said(c3: Path, *words: str) -> Any:
    """Return what a command says of that home."""
    answer = aerobase("--home", c3, *words, *LOOKED_FROM, "--json")
    assert answer.code in {0, 3}, answer.err
    return json.loads(answer.out)


# What the commands say


@pytest.mark.parametrize(
    ("table", "command", "layout"),
    [("sessions", "sessions", SESSIONS), ("weeks", "balance", WEEKS)],
)
def test_sessions_and_weeks_are_those_of_the_commands(
    c3: Path, out: Path, table: str, command: str, layout: Any
) -> None:
    columns = [name for name in names(layout) if name not in LEFT_OUT]
    shown = [{name: row[name] for name in columns} for row in said(c3, command)]
    found = rows(out / table / "c3.parquet")
    assert [{name: row[name] for name in columns} for row in found] == shown
    assert shown
    assert {row["athlete"] for row in found} == {"c3"}


def test_flags_are_those_of_the_command(c3: Path, out: Path) -> None:
    found, shown = rows(out / "flags" / "c3.parquet"), said(c3, "flags")
    same = ("id", "severity", "title", "since", "standing_days", "tissue", "side", "do_today")
    assert [[row[name] for name in same] for row in found] == [
        [row[name] for name in same] for row in shown
    ]
    assert found
    assert all(row["evidence"] for row in found)


def test_plans_are_this_weeks_and_those_that_were_asked(c3: Path, out: Path) -> None:
    found = rows(out / "plans" / "c3.parquet")
    assert [row["date"] for row in found] == [
        (date(2021, 9, 13) + timedelta(days=n)).isoformat() for n in range(14)
    ]
    shown = said(c3, "plan")["days"]
    assert [row["kind"] for row in found[7:]] == [
        day["run"] and day["run"]["kind"] for day in shown
    ]
    assert [row["duration_s"] for row in found[7:]] == [
        day["run"] and day["run"]["duration_s"] for day in shown
    ]
    assert [row["done_s"] for row in found[:7]] == [239.0] * 7  # each 240 records, a second apart


def test_a_home_is_only_read(root: Path, tmp_path: Path) -> None:
    def there() -> dict[Path, tuple[int, bytes]]:
        files = [path for path in (root / "c3").rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = there()
    cohort(root, tmp_path / "out", today=TODAY, workers=1)
    assert there() == before


def test_pain_is_told_by_place_and_side_and_nothing_else(out: Path) -> None:
    found = rows(out / "diary" / "c3.parquet")
    assert [(r["date"], r["place"], r["side"], r["score"], r["limp"]) for r in found] == [
        ("2021-09-19", "knee", "right", 0.0, False),
        ("2021-09-20", "achilles", "left", 4.0, False),
    ]  # fmt: skip


# Triage


def test_triage_has_a_row_an_athlete_that_says_who_needs_a_word(c3: Path, out: Path) -> None:
    row = triage(out)["c3"]
    worst = said(c3, "flags")[0]
    status = said(c3, "status")
    assert (row["flag_id"], row["severity"], row["flag_since"]) == (
        worst["id"], worst["severity"], worst["since"],
    )  # fmt: skip
    assert (row["headline"], row["verdict"]) == (
        status["verdict"]["headline"], status["verdict"]["kind"],
    )  # fmt: skip
    weeks = status["verdict"]["windows"][1]
    assert (row["aerobic_4_weeks_frac"], row["runs_4_weeks"]) == (
        weeks["aerobic_frac"], weeks["runs"],
    )  # fmt: skip
    assert (row["pain_left_score"], row["pain_left_place"], row["pain_left_date"]) == (
        4.0, "achilles", "2021-09-20",
    )  # fmt: skip
    assert (row["pain_right_score"], row["pain_right_date"]) == (0.0, "2021-09-19")
    assert (row["days_since_run"], row["days_since_diary"]) == (3, 0)  # Sunday the 19th; the note
    assert (row["sessions"], row["files"], row["refused_files"]) == (12, 12, 0)
    assert row["error"] is None


def test_a_plan_that_was_not_run_was_not_kept(root: Path, out: Path) -> None:
    """Seven runs of four minutes are less than what the plan asked for."""
    row = triage(out)["c3"]
    lines = map(json.loads, Home.locate(root / "c3").journal.read_text("utf-8").splitlines())
    (asked_s,) = (one["data"]["plan"]["target_s"] for one in lines if one["kind"] == "plan")
    assert (row["last_week_s"], row["plan_asked_s"]) == (7 * 239, asked_s)
    assert asked_s > row["last_week_s"]
    assert row["plan_kept"] is False


def test_who_has_no_plan_and_no_diary_has_neither_kept_nor_forgotten(out: Path) -> None:
    row = triage(out)["b2"]
    assert [row[name] for name in ("plan_kept", "plan_asked_s", "days_since_diary")] == [None] * 3
    assert [row[f"pain_{side}_score"] for side in ("left", "right")] == [None, None]


def test_the_row_of_the_table_makes_the_profile(out: Path) -> None:
    """180 less 38, the age of who was born on 11 February 1983."""
    found = triage(out)
    assert (found["a1"]["ceiling_bpm"], found["a1"]["ceiling_method"]) == (142, "maf")
    assert found["b2"]["ceiling_bpm"] is None


# The form


def test_every_table_has_its_schema_with_and_without_rows(out: Path) -> None:
    files = {name: sorted((out / name).iterdir()) for name in TABLES}
    assert all(len(paths) == 3 for paths in files.values())
    empty = 0
    for name, layout in TABLES.items():
        for path in files[name]:
            schema = pq.read_schema(path)
            assert schema.names == [column.name for column in layout]
            for column in layout:
                wanted = TYPES[column.dtype]
                assert schema.field(column.name).type.equals(wanted)
            empty += pq.read_metadata(path).num_rows == 0
    assert empty  # b2 keeps no diary
    assert pq.read_schema(out / "triage.parquet").names == [column.name for column in TRIAGE]


def test_days_are_days_and_instants_are_instants(out: Path) -> None:
    schema = pq.read_schema(out / "sessions" / "a1.parquet")
    assert str(schema.field("local_date").type) == "date32[day]"
    assert str(schema.field("start_utc").type) == "timestamp[us, tz=UTC]"


def test_names_positions_and_files_never_leave_the_task(out: Path) -> None:
    for layout in (*TABLES.values(), TRIAGE):
        columns = {column.name for column in layout}
        assert not columns & {"name", "text", "sha256", "source", "class_reason", "lat", "lon"}
    written = [path.read_bytes() for path in out.rglob("*") if path.is_file()]
    assert len(written) > 3 * len(TABLES)
    for data in written:
        assert b"Anna" not in data
        assert b"Berg" not in data


def test_words_of_a_journal_written_by_hand_never_leave_the_task(small: Path) -> None:
    home = Home(path=small / "x")
    for data in (
        {"kind": "pain", "score": 4, "place": "where Anna kicked", "side": "left"},
        {"kind": "redflag", "values": {"name": "Anna says so"}},
    ):
        journal.append(
            home,
            kind="log",
            day=date(2021, 9, 21),
            data=data,
            now=datetime(2021, 9, 21, tzinfo=UTC),
        )
    (home.originals).rmdir()
    outcomes(small)
    out = small.parent / "out"
    row = triage(out)["x"]
    assert (row["severity"], row["flag_id"]) == ("stop", "red_flag")
    assert (row["pain_left_score"], row["pain_left_place"]) == (4.0, "other")
    assert row["sessions"] == 3
    assert all(b"Anna" not in path.read_bytes() for path in out.rglob("*") if path.is_file())


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_the_tables_are_their_owners_alone(out: Path) -> None:
    for path in (out, *out.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


# Anywhere, again and again


def test_threads_and_processes_make_the_same_bytes(root: Path, out: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        cohort(root, tmp_path / "threads", today=TODAY, executor=threads)
    cohort(root, tmp_path / "processes", today=TODAY, workers=2)
    assert content(tmp_path / "threads") == content(tmp_path / "processes") == content(out)


def test_where_the_folders_lie_and_what_files_are_called_changes_nothing(
    root: Path, out: Path, tmp_path: Path
) -> None:
    shutil.copytree(root, tmp_path / "moved")
    for number, path in enumerate(sorted((tmp_path / "moved" / "b2").iterdir())):
        path.rename(path.with_name(f"{9 - number}.fit"))
    cohort(tmp_path / "moved", tmp_path / "out", today=TODAY, workers=1)
    assert content(tmp_path / "out") == content(out)


def outcomes(small: Path, **how: Any) -> dict[str, str]:
    report = cohort(small, small.parent / "out", **{"today": TODAY, "workers": 1, **how})
    return {one.alias: one.outcome for one in report.athletes}


def test_who_has_not_changed_is_passed_by(small: Path) -> None:
    assert outcomes(small) == {"x": "made", "y": "made"}
    before = content(small.parent / "out")
    assert outcomes(small) == {"x": "unchanged", "y": "unchanged"}
    assert content(small.parent / "out") == before


def test_what_changes_an_athlete_makes_the_tables_anew(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes(small)
    (small / "x" / "new.fit").write_bytes(whole_run(240, start=START + 7 * DAY_S))
    assert outcomes(small) == {"x": "made", "y": "unchanged"}
    (small / "y" / "journal.jsonl").write_bytes(b"")
    assert outcomes(small) == {"x": "unchanged", "y": "made"}
    (small / "athletes.csv").write_text("folder,ceiling\ny,141\n")
    assert outcomes(small) == {"x": "unchanged", "y": "made"}
    (small / "athletes.csv").write_text("folder,ceiling\ny,142\n")
    assert outcomes(small) == {"x": "unchanged", "y": "made"}
    assert outcomes(small, today=TODAY + timedelta(days=1)) == {"x": "made", "y": "made"}
    monkeypatch.setattr("reports.cohort.run.program", lambda: "another")
    monkeypatch.setattr("reports.cohort.task.program", lambda: "another")
    assert outcomes(small, today=TODAY + timedelta(days=1)) == {"x": "made", "y": "made"}


def test_a_run_broken_off_goes_on(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop_at_the_second(done: int, _expected: int, _one: object) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outcomes(small, progress=stop_at_the_second)
    assert not (small.parent / "out" / "triage.parquet").exists()
    assert outcomes(small) == {"x": "unchanged", "y": "made"}
    assert set(triage(small.parent / "out")) == {"x", "y"}
    # Between taking the mark away and writing it again: its tables are not vouched for.
    (small / "x" / "new.fit").write_bytes(whole_run(240, start=START + 7 * DAY_S))
    with monkeypatch.context() as patch:
        patch.setattr("reports.cohort.store.write_atomic", but_for_marks)
        with pytest.raises(KeyboardInterrupt):
            outcomes(small)
    (small / "x" / "new.fit").unlink()
    assert outcomes(small) == {"x": "made", "y": "unchanged"}
    assert len(rows(small.parent / "out" / "sessions" / "x.parquet")) == 3


def test_a_run_broken_off_leaves_no_process(small: Path) -> None:
    def stop(_done: int, _expected: int, _one: object) -> None:
        assert multiprocessing.active_children()
        raise KeyboardInterrupt

    for name in "abcd":
        runs(small / name, days=range(1))
    with pytest.raises(KeyboardInterrupt):
        outcomes(small, workers=2, progress=stop)
    assert multiprocessing.active_children() == []
    assert list(outcomes(small).values()).count("unchanged") in {1, 2, 3}


def but_for_marks(path: Path, data: bytes, *, mode: int) -> None:
    if path.suffix == ".json":
        raise KeyboardInterrupt
    write_atomic(path, data, mode=mode)


def test_who_is_gone_is_taken_out(small: Path) -> None:
    outcomes(small)
    shutil.rmtree(small / "x")
    report = cohort(small, small.parent / "out", today=TODAY, workers=1)
    assert report.removed == ("x",)
    assert all("x" not in name for name in content(small.parent / "out") if "/" in name)
    assert set(triage(small.parent / "out")) == {"y"}


def test_two_runs_into_one_folder_are_refused(small: Path) -> None:
    out = small.parent / "out"

    def again(_done: int, _expected: int, _one: object) -> None:
        with pytest.raises(CohortError) as caught:
            cohort(small, out, today=TODAY, workers=1)
        refused.append((caught.value.message, caught.value.hint))

    refused: list[tuple[str, str | None]] = []
    cohort(small, out, today=TODAY, workers=1, progress=again)
    assert refused == [(f"Another run is writing to {out}.", "Wait for it to end.")] * 2


def test_tables_among_the_athletes_are_refused(small: Path) -> None:
    with pytest.raises(CohortError) as caught:
        cohort(small, small / "out", today=TODAY)
    assert caught.value.message == f"{small / 'out'} lies in {small}."
    assert caught.value.hint == "Name a folder outside it with -o."


# What goes wrong


def test_one_bad_athlete_never_stops_the_others(small: Path) -> None:
    (small / "broken").mkdir()
    (small / "broken" / "journal.jsonl").write_text("{Anna Berg\n{}\n")
    (small / "empty").mkdir()
    (small / "odd").mkdir()
    (small / "odd" / "profile.toml").write_text("name = 'Anna Berg'\n")
    (small / "athletes.csv").write_text("folder,birth date\nx,Anna Berg\nnowhere,\n")
    (small / "y" / "torn.fit").write_bytes(b"Anna Berg")
    answer = aerobase("cohort", small, "-o", small.parent / "out", *LOOKED_FROM, "--workers", "1")
    assert answer.code == 3
    found = triage(small.parent / "out")
    assert {alias: row["error"] is not None for alias, row in found.items()} == {
        "broken": True, "empty": True, "nowhere": True, "odd": True, "x": True, "y": False,
    }  # fmt: skip
    assert "journal" in found["broken"]["error"]
    assert "birth date" in found["x"]["error"]
    assert (found["y"]["sessions"], found["y"]["refused_files"]) == (2, 1)
    assert "Anna" not in answer.out + answer.err
    assert all(b"Anna" not in data for data in content(small.parent / "out").values())
    for alias in ("broken", "empty", "nowhere", "odd", "x"):
        assert f"{alias}: " in answer.out
        assert rows(small.parent / "out" / "sessions" / f"{alias}.parquet") == []


def test_a_failure_takes_the_tables_of_before_away_and_is_tried_again(small: Path) -> None:
    outcomes(small)
    (small / "x" / "journal.jsonl").write_text("{torn\n{}\n")
    assert outcomes(small) == outcomes(small) == {"x": "failed", "y": "unchanged"}
    assert rows(small.parent / "out" / "sessions" / "x.parquet") == []
    (small / "x" / "journal.jsonl").unlink()
    assert outcomes(small) == {"x": "made", "y": "unchanged"}


def test_a_defect_of_ours_is_the_athletes_row(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object, **_more: object) -> None:
        raise ZeroDivisionError("Anna Berg")

    monkeypatch.setattr("reports.cohort.task.judge_day", fail)
    report = cohort(small, small.parent / "out", today=TODAY, workers=1)
    assert [one.error for one in report.athletes] == [
        "aerobase failed on it (ZeroDivisionError); please report this."
    ] * 2


GO_ON = "What was made before is kept; the same command goes on."
ENDED = "A process that judged was ended."


class Answering(ThreadPoolExecutor):
    """An executor whose futures are what it is told."""

    def __init__(self, answer: Any) -> None:
        super().__init__(1)
        self.answer = answer

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002
        future: Future[Any] = Future()
        self.answer(future)
        return future


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Future.cancel, "The work was cancelled."),
        (lambda future: future.set_exception(BrokenProcessPool()), ENDED),
    ],
)
def test_an_executor_that_gives_up_is_said(small: Path, answer: Any, words: str) -> None:
    with pytest.raises(CohortError) as caught:
        cohort(small, small.parent / "out", today=TODAY, executor=Answering(answer))
    assert (caught.value.message, caught.value.hint) == (words, GO_ON)


def test_what_a_worker_died_of_is_the_athletes_row(small: Path) -> None:
    """As where Dask gives a task up that killed its workers."""
    fatal = Answering(lambda future: future.set_exception(MemoryError("Anna Berg")))
    report = cohort(small, small.parent / "out", today=TODAY, executor=fatal)
    assert [one.error for one in report.athletes] == [
        "Its worker ended (MemoryError): is the memory too small?"
    ] * 2


def test_a_closed_executor_is_said(small: Path) -> None:
    threads = ThreadPoolExecutor(1)
    threads.shutdown()
    with pytest.raises(CohortError) as caught:
        cohort(small, small.parent / "out", today=TODAY, executor=threads)
    assert (caught.value.message, caught.value.hint) == ("The executor has been closed.", GO_ON)


def test_a_killed_process_is_said_and_what_is_done_stands(small: Path) -> None:
    def kill_all(_done: int, _expected: int, _one: object) -> None:
        for process in multiprocessing.active_children():
            process.kill()

    with ProcessPoolExecutor(1) as pool, pytest.raises(CohortError) as caught:
        cohort(small, small.parent / "out", today=TODAY, executor=pool, progress=kill_all)
    assert (caught.value.message, caught.value.hint) == (ENDED, GO_ON)
    made = outcomes(small)
    assert sorted(made.values()) == ["made", "unchanged"]


FATAL = """\
import os, signal, sys
from datetime import date
from reports.cohort import run, task
def fatal(one):
    if one.alias == "b":
        os.kill(os.getpid(), signal.SIGKILL)
    return task.run_task(one)
run.run_task = fatal
report = run.cohort(sys.argv[1], sys.argv[2], today=date.fromisoformat(sys.argv[3]), workers=2)
print(*(f"{one.alias}:{one.outcome}:{one.error}" for one in report.athletes), sep="\\n")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the function goes to forked processes only")
def test_who_ends_a_process_of_ours_never_stops_the_others(tmp_path: Path) -> None:
    for name in "abcd":
        runs(tmp_path / "root" / name, days=range(2))
    words = [sys.executable, "-c", FATAL, tmp_path / "root", tmp_path / "out", TODAY.isoformat()]
    answer = subprocess.run(words, capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines() == [
        "a:made:None",
        "b:failed:It ended the process that judged: is the memory too small?",
        "c:made:None",
        "d:made:None",
    ]


# The command


def test_json_is_one_document_with_every_row(small: Path) -> None:
    words = ("cohort", small, "-o", small.parent / "out", *LOOKED_FROM, "--workers", "1")
    answer = aerobase(*words, "--json", "--progress-json")
    assert answer.code == 0
    document = json.loads(answer.out)
    counts = {"made": 2, "unchanged": 0, "failed": 0, "refused_files": 0, "removed": []}
    assert {name: document[name] for name in counts} == counts
    assert document["today"] == TODAY.isoformat()
    assert document["athletes"] == rows(small.parent / "out" / "triage.parquet")
    lines = [json.loads(line) for line in answer.err.splitlines()]
    assert [(one["done"], one["expected"], one["outcome"]) for one in lines] == [
        (1, 2, "made"), (2, 2, "made"),
    ]  # fmt: skip


def test_quiet_says_only_what_needs_attention(small: Path) -> None:
    words = ("cohort", small, "-o", small.parent / "out", *LOOKED_FROM, "--workers", "1")
    assert aerobase(*words, "-q").out == ""
    assert "2 athletes" in aerobase(*words).out


@pytest.mark.parametrize("given", ["nowhere", "empty"])
def test_no_athletes_are_no_cohort(tmp_path: Path, given: str) -> None:
    (tmp_path / "empty").mkdir()
    answer = aerobase("cohort", tmp_path / given, "-o", tmp_path / "out")
    assert answer.code == 1
    assert answer.err.startswith("aerobase: ")
    assert not (tmp_path / "out").exists()


def test_without_pyarrow_one_sentence_says_what_to_install(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "reports.files.parquet")
    told = aerobase("cohort", small, "-o", small.parent / "out")
    assert told.code == 1
    assert "aerobase[parquet]" in told.err


def test_the_library_has_it_by_name() -> None:
    assert library.cohort is cohort
