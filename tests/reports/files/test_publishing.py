"""The archive's views: what plain SQL reads is what the commands say."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support import fit_bytes as fb
from support.command_line import aerobase

from ingest.archive.published import is_todays
from ingest.archive.views import JUDGED, TYPES, VIEWS
from ingest.home.home import Home
from ingest.home.lock import exclusive
from ingest.layouts import names
from reports.demo.fit_activity import fit_bytes
from reports.demo.runs import smart_recorded
from reports.demo.seasons import season

LAST_DAY = date(2026, 5, 20)
TODAY = ("--today", LAST_DAY.isoformat())
KINDS = {"TEXT": {"text"}, "REAL": {"real"}, "INTEGER": {"integer"}}


def ask(home: Path, query: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(home / "archive.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def said(home: Path, *words: str) -> list[dict[str, object]]:
    answer = aerobase("--home", str(home), *words, *TODAY, "--json")
    assert answer.code in {0, 3}, answer.err
    return json.loads(answer.out)


def everything(home: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of all views, in an order of their own."""
    return {
        view.name: sorted(ask(home, f"SELECT * FROM {view.name}"), key=repr)  # noqa: S608
        for view in VIEWS
    }


def plain(value: object) -> object:
    """Return a value of JSON as a cell of SQLite has it."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


def check(rows: list[dict[str, object]], shown: list[dict[str, object]], but: set[str]) -> None:
    assert len(rows) == len(shown) > 0
    for row, wanted in zip(rows, shown, strict=True):
        for name in row.keys() - but:
            found, told = row[name], plain(wanted[name])
            if isinstance(told, float):
                rounded_to = 1e-4 if name.endswith("_frac") else 0.1
                assert found == pytest.approx(told, rel=0, abs=0.51 * rounded_to), name
            elif told is not None and name.endswith("_utc"):
                assert datetime.fromisoformat(found) == datetime.fromisoformat(told), name
            elif isinstance(told, str) and told.startswith("["):
                assert json.loads(found) == json.loads(told), name
            else:
                assert found == told, name


def test_sessions_are_those_of_the_command(filled: Path) -> None:
    rows = ask(filled, "SELECT * FROM v_session ORDER BY start_utc")
    check(rows, said(filled, "sessions"), {"judged_from"})
    assert all(row["judged_from"] for row in rows)


def test_weeks_are_those_of_the_command(filled: Path) -> None:
    rows = ask(filled, "SELECT * FROM v_week ORDER BY week_start")
    check(rows, said(filled, "balance"), set())
    assert rows[-1]["week_start"] == "2026-05-18"


def test_weeks_without_a_run_are_there_up_to_the_day_that_was_looked_from(home: Path) -> None:
    later = ("--today", "2026-06-10")
    assert aerobase("--home", str(home), "import", str(home / "originals"), *later).code == 0
    empty = ask(home, "SELECT * FROM v_week ORDER BY week_start")[-1]
    assert empty["week_start"] == "2026-06-08"
    assert (empty["sessions"], empty["duration_s"], empty["load_hrss"]) == (0, 0.0, 0.0)
    assert empty["aerobic_frac"] is empty["longest_run_m"] is None


def test_days_of_wellness_are_those_of_the_command(filled: Path) -> None:
    rows = ask(filled, "SELECT * FROM v_wellness ORDER BY day")
    check(rows, said(filled, "wellness"), set())
    assert 49.0 in [row["rhr_bpm"] for row in rows]


def test_the_diary_is_that_of_the_export(filled: Path, tmp_path: Path) -> None:
    where = ("--format", "json", "-o", str(tmp_path / "diary.json"))
    assert aerobase("--home", str(filled), "export", "diary", *where, *TODAY).code == 0
    shown = json.loads((tmp_path / "diary.json").read_text("utf-8"))
    check(ask(filled, "SELECT * FROM v_diary"), shown, set())
    query = "SELECT json_extract(\"values\", '$.hours') AS hours FROM v_diary WHERE kind = 'sleep'"
    assert ask(filled, query) == [{"hours": 7.5}]


def test_warnings_are_those_of_the_command(filled: Path) -> None:
    check(ask(filled, "SELECT * FROM v_flag"), said(filled, "flags"), {"evidence"})


def test_the_plan_is_the_stored_one(filled: Path) -> None:
    rows = ask(filled, "SELECT * FROM v_plan ORDER BY date")
    shown = said(filled, "plan")["days"]
    assert [row["date"] for row in rows] == [day["date"] for day in shown]
    # Days that were gone when it was made have no run in it.
    assert [row["kind"] for row in rows[3:]] == [day["run"]["kind"] for day in shown[3:]]
    assert {row["week_start"] for row in rows} == {"2026-05-18"}


@pytest.mark.parametrize(
    "words",
    [
        ("log", "stress", "6"),
        ("done", "4"),
        ("today", "1", "right", "knee"),
        ("plan", "--next"),
        ("plan", "less"),
    ],
    ids=" ".join,
)
def test_what_is_said_or_planned_is_in_the_views_at_once(home: Path, words: tuple[str]) -> None:
    before = {name: ask(home, f"SELECT * FROM {name}") for name in ("v_diary", "v_plan")}  # noqa: S608
    assert aerobase("--home", str(home), *words, *TODAY).code == 0
    after = {name: ask(home, f"SELECT * FROM {name}") for name in before}  # noqa: S608
    assert after != before
    # It is what the next import would have put there.
    assert aerobase("--home", str(home), "import", str(home / "originals"), *TODAY).code == 0
    assert {name: ask(home, f"SELECT * FROM {name}") for name in before} == after  # noqa: S608


def test_what_is_taken_back_is_gone_at_once(home: Path) -> None:
    here = ("--home", str(home), "log")
    (entry, *_) = ask(home, "SELECT id FROM v_diary WHERE kind = 'sleep'")
    assert aerobase(*here, "remove", str(entry["id"])).code == 0
    assert ask(home, "SELECT id FROM v_diary WHERE kind = 'sleep'") == []


@pytest.mark.parametrize("trouble", ["locked", "blank", "gone", "other views", "older"])
def test_what_is_said_is_kept_where_the_archive_must_wait(home: Path, trouble: str) -> None:
    words = ("--home", str(home), "log", "stress", "6", *TODAY)
    path = home / "archive.sqlite"
    changes = {"other views": "DROP TABLE published_form", "older": "PRAGMA user_version = 1"}
    if trouble == "blank":
        path.write_bytes(b"")
    elif trouble == "gone":
        path.unlink()
    elif trouble in changes:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(changes[trouble])
    before = path.read_bytes() if path.exists() else None
    with exclusive(home / "archive.lock") if trouble == "locked" else nullcontext():
        answer = aerobase(*words)
    assert (answer.code, answer.err) == (0, "")
    assert (path.read_bytes() if path.exists() else None) == before
    assert b'"stress"' in (home / "journal.jsonl").read_bytes()


def test_laps_belong_to_sessions_that_count(filled: Path) -> None:
    (row,) = ask(
        filled,
        "SELECT count(*) AS laps, total(timer_s) AS s, count(DISTINCT session_id) AS many"
        " FROM v_lap WHERE session_id IN (SELECT id FROM v_session)",
    )
    assert row["laps"] == ask(filled, "SELECT count(*) AS n FROM v_lap")[0]["n"] > 0
    assert row["s"] > 0


def test_every_value_is_of_the_documented_type(filled: Path) -> None:
    for view in VIEWS:
        for column in view.layout:
            query = f'SELECT DISTINCT typeof("{column.name}") AS kind FROM {view.name}'  # noqa: S608
            kinds = {str(row["kind"]) for row in ask(filled, query)}
            assert kinds - {"null"} <= KINDS[TYPES[column.dtype]], (view.name, column.name)


def test_a_rebuild_gives_equal_views(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def noon() -> datetime:
        return datetime(2026, 5, 20, 12, tzinfo=UTC)

    monkeypatch.setattr("reports.opening.clock", noon)
    before = everything(home)
    assert aerobase("--home", str(home), "rebuild").code == 0
    assert everything(home) == before
    (home / "judged.json").unlink()
    assert aerobase("--home", str(home), "rebuild").code == 0
    assert everything(home) == before


def test_what_was_not_judged_yet_is_null_and_the_facts_are_there(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "new.fit").write_bytes(fb.whole_run(1200, start=fb.START + 1707 * 86_400))
    assert aerobase("--home", str(home), "import", "-q", str(tmp_path / "new.fit")).code == 0
    (row,) = ask(home, "SELECT * FROM v_session WHERE judged_from IS NULL")
    assert (row["duration_s"], row["start_utc"][:10]) == (1199.0, "2026-05-12")
    assert all(row[name] is None for name in JUDGED)  # its file does not know the local day
    assert aerobase("--home", str(home), "import", str(tmp_path / "new.fit"), *TODAY).code == 0
    assert ask(home, "SELECT * FROM v_session WHERE judged_from IS NULL") == []


def test_the_local_day_is_by_the_files_own_offset_before_anything_is_judged(tmp_path: Path) -> None:
    made = season("steady", last_day=LAST_DAY)
    (tmp_path / "run.fit").write_bytes(fit_bytes(smart_recorded(made.activities[-1])))
    assert aerobase("--home", str(tmp_path), "import", "-q", str(tmp_path / "run.fit")).code == 0
    (row,) = ask(tmp_path, "SELECT * FROM v_session")
    assert (row["local_date"], row["judged_from"]) == ("2026-05-20", None)


def test_another_profile_is_another_digest(home: Path) -> None:
    before = everything(home)
    here = ("--home", str(home))
    assert aerobase(*here, "init", "--birth-date", "1963-02-11").code == 0
    assert everything(home) == before  # no more is done than was asked
    assert aerobase(*here, "import", str(home / "originals"), *TODAY).code == 0
    after = everything(home)
    assert after["v_judged_for"] != before["v_judged_for"]
    sessions = [{row["id"]: row for row in one["v_session"]} for one in (before, after)]
    for name, row in sessions[0].items():
        if row["sport"] == "running" and row["class"] != "unknown":
            assert sessions[1][name]["judged_from"] != row["judged_from"]
            assert sessions[1][name]["ceiling_bpm"] == row["ceiling_bpm"] - 20


def test_what_is_forgotten_is_in_no_view(home: Path) -> None:
    (gone, *_) = ask(home, "SELECT id, start_utc FROM v_session WHERE sport = 'running'")
    assert aerobase("--home", str(home), "forget", str(gone["id"]), "--yes").code == 0
    for view in ("v_session", "v_judged", "v_lap"):
        name = "id" if view == "v_session" else "session_id"
        query = f"SELECT 1 FROM {view} WHERE {name} = '{gone['id']}'"  # noqa: S608
        assert ask(home, query) == []
    assert str(gone["id"]).encode() not in (home / "archive.sqlite").read_bytes()


def test_a_copy_is_no_second_session(tmp_path: Path) -> None:
    here = ("--home", str(tmp_path / "home"))
    for name, seconds in (("long", 1300), ("short", 1250)):
        (tmp_path / f"{name}.fit").write_bytes(fb.whole_run(seconds))
    assert aerobase(*here, "import", str(tmp_path / "long.fit")).code == 0
    assert aerobase(*here, "import", "-q", str(tmp_path / "short.fit")).code == 0
    assert len(ask(tmp_path / "home", "SELECT id FROM session")) == 2
    (row,) = ask(tmp_path / "home", "SELECT duration_s FROM v_session")
    assert row["duration_s"] == 1299.0


def test_what_was_not_noted_as_counting_is_put_right(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where an import was killed after it stored its sessions."""
    before = everything(home)
    one = "(SELECT min(id) FROM session)"
    with closing(sqlite3.connect(home / "archive.sqlite")) as connection, connection:
        for table in ("counted", "lap"):
            connection.execute(f"DELETE FROM {table} WHERE session_id = {one}")  # noqa: S608
        connection.execute("DELETE FROM judged_for")
    assert everything(home) != before
    monkeypatch.setattr("reports.opening.clock", lambda: datetime(2026, 5, 20, 12, tzinfo=UTC))
    page = ("--home", str(home), "report", "-o", str(home.parent / "page.html"))
    assert aerobase(*page).code == 0
    assert everything(home) == before


@pytest.mark.parametrize(
    "words",
    [("report", "-o", "page.html"), ("import", "originals"), ("export", "all", "-o", "tables")],
    ids=lambda words: words[0],
)
def test_the_clocks_day_is_published_and_a_day_that_was_named_unless_it_goes_back(
    home: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def day_after(*more: str) -> object:
        assert aerobase("--home", str(home), *words, *more).code == 0
        return ask(home, "SELECT day FROM v_judged_for")[0]["day"]

    monkeypatch.chdir(home)
    monkeypatch.setattr("reports.opening.clock", lambda: datetime(2026, 5, 21, 12, tzinfo=UTC))
    before = everything(home)
    assert day_after("--today", "2026-05-19") == "2026-05-20"
    assert everything(home) == before
    assert day_after("--today", "2026-06-10") == "2026-06-10"
    assert day_after("--today", "2026-05-25") == "2026-06-10"
    assert day_after() == "2026-05-21"


@pytest.mark.parametrize("trouble", ["locked", "read-only"])
def test_a_home_that_cannot_be_written_at_once_is_left_alone(
    home: Path, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ("--home", str(home), "report", "-o", str(home.parent / "page.html"))
    monkeypatch.setattr("reports.opening.clock", lambda: datetime(2026, 5, 21, 12, tzinfo=UTC))
    before = (home / "archive.sqlite").read_bytes()
    if trouble == "locked":
        with exclusive(home / "archive.lock"):
            assert aerobase(*page).code == 0
    else:
        opened = os.open

        def refused(path: str | Path, *how: int) -> int:
            if Path(path).parent == home:
                raise PermissionError(13, "Permission denied")
            return opened(path, *how)

        monkeypatch.setattr("ingest.home.lock.os.open", refused)
        assert aerobase(*page).code == 0
    assert (home / "archive.sqlite").read_bytes() == before


def test_unchanged_is_not_written_again(home: Path) -> None:
    again = ("--home", str(home), "import", str(home / "originals"), *TODAY)
    assert aerobase(*again).code == 0
    before = (home / "archive.sqlite").read_bytes()
    assert aerobase(*again).code == 0
    assert (home / "archive.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    "former", ["DROP TABLE published_form", "UPDATE published_form SET form = 'another'"]
)
def test_views_of_another_program_are_made_anew(home: Path, former: str) -> None:
    before = everything(home)
    with closing(sqlite3.connect(home / "archive.sqlite")) as connection, connection:
        connection.execute("DROP VIEW v_judged")
        connection.execute("CREATE VIEW v_old AS SELECT 1")
        connection.execute("CREATE TABLE old (one TEXT)")
        connection.execute("INSERT INTO published_form VALUES ('another', 'old')")
        connection.execute(former)
    assert aerobase("--home", str(home), "import", str(home / "originals"), *TODAY).code == 0
    assert everything(home) == before
    with closing(sqlite3.connect(home / "archive.sqlite")) as connection:
        assert is_todays(connection)
        left = connection.execute("SELECT name FROM sqlite_master WHERE name IN ('v_old', 'old')")
        # What no list names any more is nobody's to delete.
        assert left.fetchall() == ([("old",)] if former.startswith("DROP") else [])


def test_who_only_reads_makes_no_view(tmp_path: Path) -> None:
    assert aerobase("--home", str(tmp_path / "home"), "report", "-o", str(tmp_path / "p")).code == 0
    assert not Home(path=tmp_path / "home").archive.exists()


def test_the_views_have_each_column_once() -> None:
    for view in VIEWS:
        assert len(set(names(view.layout))) == len(view.layout), view.name
