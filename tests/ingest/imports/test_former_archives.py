"""An archive of any former form is derived anew; what has lost its original is carried over."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from support import made_sessions
from support.fit_bytes import START, whole_run
from support.former_archives import ARCHIVES, FORMER, facts_of, put_back
from support.small_archives import content, put, reading

from ingest.archive import originals
from ingest.archive.archive import Archive, PassedOver
from ingest.archive.reading import Reading
from ingest.archive.trouble import ArchiveError
from ingest.archive.version import SCHEMA
from ingest.archive.views import VIEWS
from ingest.home.home import Home
from ingest.home.lock import exclusive
from ingest.imports import rebuilding
from ingest.imports.forgetting import forget
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive
from ingest.session.facts import SessionFacts
from ingest.wellness import FileWellness, Series, Sleep

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
WATCH = ROOT / "fixtures" / "watch"
FIVE = ("easy-run.fit", "intervals.fit", "monitoring.fit", "multisport.fit", "night.fit")

LOST = made_sessions.facts(date(2020, 3, 1), [(600, 120)], rpe=3.0, efficiency=1.25)
LOST_DAY = FileWellness(
    series=(
        Series(
            metric="rhr_bpm",
            utc_offset_s=None,
            at_s=np.array([1_583_020_800]),
            value=np.array([47.0]),
        ),
    ),
    sleeps=(
        Sleep(
            kind="night",
            start_utc=datetime(2020, 2, 29, 22, tzinfo=UTC),
            stop_utc=datetime(2020, 3, 1, 6, tzinfo=UTC),
            stated_utc=datetime(2020, 3, 1, 6, tzinfo=UTC),
            utc_offset_s=0,
            asleep_s=28_000.0,
            awake_s=800.0,
        ),
    ),
)
REFUSED = PassedOver(outcome="refused", reason="it is empty", decoder_version=1)
former = pytest.mark.parametrize("number", FORMER)


@pytest.fixture
def at(home: Path, tmp_path: Path) -> Home:
    """Two runs with their originals, a run and a day's value without, and a refused file."""
    for day in range(2):
        (tmp_path / f"{day}.fit").write_bytes(whole_run(90, start=START + 86_400 * day))
    found = Home(path=home)
    import_paths([tmp_path / "0.fit", tmp_path / "1.fit"], home=found)
    put(found, reading(LOST), Reading(sha256="c" * 64, size_bytes=1, wellness=LOST_DAY))
    with open_archive(found, write=True) as archive, archive.transaction():
        archive.put_passed_over("d" * 64, REFUSED)
    return found


@pytest.fixture
def truth(at: Home) -> list[dict[str, Any]]:
    return content(at)


def spoil(home: Home) -> None:
    """Make what the originals gave wrong, so that only deriving anew can mend it."""
    with closing(sqlite3.connect(home.archive)) as connection:
        connection.execute("UPDATE session SET sport = 'chess' WHERE sha256 != ?", (LOST.sha256,))
        connection.commit()


def number_of(home: Home) -> int:
    with closing(sqlite3.connect(home.archive)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def dump(home: Home) -> list[str]:
    with closing(sqlite3.connect(home.archive)) as connection:
        return list(connection.iterdump())


def as_known_then(one: dict[str, Any], number: int) -> dict[str, Any]:
    """A session without the facts that a former form had no column for."""
    later = {
        fact.name: fact.default
        for fact in fields(SessionFacts)
        if fact.default is not MISSING and fact.name not in facts_of(number)
    }
    return one | later


def by_reading(home: Home) -> Archive:
    return open_archive(home)


def by_writing(home: Home) -> Archive:
    return open_archive(home, write=True)


@former
@pytest.mark.parametrize("opened", [by_reading, by_writing])
def test_it_opens_with_all_it_held(
    at: Home, truth: list[dict[str, Any]], number: int, opened: Callable[[Home], Archive]
) -> None:
    put_back(at, number)
    spoil(at)
    with opened(at) as archive:
        assert archive.stream(LOST.id).t_s.tolist() == [0.0, 1.0, 2.5]
        assert archive.passed_over() == {"d" * 64: REFUSED}
        assert len(archive.files()) == 4
    assert number_of(at) == SCHEMA
    assert content(at) == truth
    assert sorted(path.name for path in at.path.iterdir()) == [
        "archive.lock",
        "archive.sqlite",
        "archive.sqlite.before",
        "originals",
    ]


def test_what_a_lost_file_stated_of_a_day_is_carried_over(
    at: Home, truth: list[dict[str, Any]]
) -> None:
    with closing(sqlite3.connect(at.archive)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA - 1}")
    spoil(at)
    assert content(at) == truth
    with open_archive(at) as archive:
        ((sha256, stated),) = archive.wellness()
    assert (sha256, stated.sleeps) == ("c" * 64, LOST_DAY.sleeps)
    (heart,) = stated.series
    assert (heart.metric, heart.at_s.tolist(), heart.value.tolist()) == (
        "rhr_bpm",
        [1_583_020_800],
        [47.0],
    )


@former
def test_what_former_forms_kept_of_a_day_is_carried_over(at: Home, number: int) -> None:
    put_back(at, number)
    kept = [
        ("rhr_bpm", "2020-03-01T00:00:00.000000Z", None, 47.0),
        ("hrv_rmssd_ms", "2020-03-01T06:00:00.000000Z", 3600, 61.0),
        ("sleep_s", "2020-03-01T06:00:00.000000Z", 3600, 27_000.0),  # nobody knows since when
    ]
    with closing(sqlite3.connect(at.archive)) as connection:
        connection.executemany(
            f"INSERT INTO wellness VALUES ('{'c' * 64}', ?, ?, ?, ?)",  # noqa: S608
            kept,
        )
        connection.commit()
    with open_archive(at) as archive:
        ((sha256, stated),) = archive.wellness()
    assert (sha256, stated.sleeps) == ("c" * 64, ())
    assert [
        (one.metric, one.utc_offset_s, one.at_s.tolist(), one.value.tolist())
        for one in stated.series
    ] == [
        ("rhr_bpm", None, [1_583_020_800], [47.0]),
        ("hrv_night_ms", 3600, [1_583_042_400], [61.0]),
    ]


@former
def test_while_another_process_writes_it_is_derived_in_memory(
    at: Home, truth: list[dict[str, Any]], number: int
) -> None:
    put_back(at, number)
    spoil(at)
    before = at.archive.read_bytes()
    with exclusive(at.lock):
        assert content(at) == truth
    assert at.archive.read_bytes() == before


@former
@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_home_that_cannot_be_written_is_derived_in_memory(
    at: Home, truth: list[dict[str, Any]], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back(at, number)
    before = at.archive.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert content(at) == truth
    assert at.archive.read_bytes() == before


@pytest.mark.parametrize("without", ["rpe", "efficiency"])
def test_a_fact_that_it_lacks_is_unknown_where_the_original_is_lost(
    at: Home, truth: list[dict[str, Any]], without: str
) -> None:
    put_back(at, 1, without=[without])
    lost, *others = content(at)
    assert lost == truth[0] | {without: None}
    assert others == truth[1:]


@former
def test_an_original_that_is_lost_meanwhile_costs_no_session(
    at: Home, truth: list[dict[str, Any]], number: int
) -> None:
    put_back(at, number)
    originals.remove(at, truth[1]["sha256"])
    assert content(at) == [truth[0], as_known_then(truth[1], number), truth[2]]


@former
def test_an_original_that_is_no_longer_readable_costs_no_session(
    at: Home, truth: list[dict[str, Any]], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back(at, number)

    def refuse(data: bytes, *_: object, **__: object) -> Reading:
        return Reading(sha256=truth[1]["sha256"], size_bytes=len(data), unreadable="not today")

    monkeypatch.setattr("ingest.imports.decoding.read_one", refuse)
    assert content(at) == [as_known_then(one, number) for one in truth]


@former
def test_what_it_was_before_is_kept(at: Home, number: int) -> None:
    put_back(at, number)
    before = dump(at)
    at.archive_before.write_text("of an upgrade before")
    with open_archive(at):
        pass
    with closing(sqlite3.connect(at.archive_before)) as connection:
        assert list(connection.iterdump()) == before
    assert at.archive_before in at.contents()  # so that `forget --all` removes it


def test_it_is_kept_where_files_have_one_name_each(
    at: Home, truth: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back(at, 1)
    before = at.archive.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError("no second names here")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)
    assert content(at) == truth
    with closing(sqlite3.connect(at.archive_before)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert len(at.archive_before.read_bytes()) == len(before)


def test_what_is_forgotten_is_not_kept_there(at: Home, truth: list[dict[str, Any]]) -> None:
    put_back(at, 1)
    assert content(at) == truth
    assert at.archive_before.exists()
    with open_archive(at, write=True) as archive:
        forget(at, archive, [truth[1]["sha256"]], now=datetime(2026, 1, 1, tzinfo=UTC))
    assert not at.archive_before.exists()


@former
def test_forgotten_runs_do_not_come_back(
    at: Home, truth: list[dict[str, Any]], number: int
) -> None:
    gone = [truth[0]["sha256"], truth[1]["sha256"]]
    kept = originals.read(at, gone[1])
    with open_archive(at, write=True) as archive:
        forget(at, archive, gone, now=datetime(2026, 1, 1, tzinfo=UTC))
    put(at, reading(LOST))  # as if a crash had come before they were removed
    originals.keep(at, gone[1], kept)
    put_back(at, number)
    with exclusive(at.lock):
        assert content(at) == truth[2:]
    assert content(at) == truth[2:]
    assert not at.archive_before.exists()


def test_an_archive_that_lacks_a_fact_of_today_is_derived_anew(
    at: Home, truth: list[dict[str, Any]]
) -> None:
    with closing(sqlite3.connect(at.archive)) as connection:
        for view in VIEWS:  # SQLite drops no column that a view shows
            connection.execute(f"DROP VIEW {view.name}")
        connection.execute("ALTER TABLE session DROP COLUMN ascent_m")
    spoil(at)
    assert content(at) == truth


@pytest.mark.parametrize(
    "change", [f"PRAGMA user_version = {SCHEMA + 1}", "ALTER TABLE session ADD COLUMN mood TEXT"]
)
@pytest.mark.parametrize("opened", [by_reading, by_writing])
def test_one_of_a_newer_program_is_refused_and_left_alone(
    at: Home, change: str, opened: Callable[[Home], Archive]
) -> None:
    with closing(sqlite3.connect(at.archive)) as connection:
        connection.execute(change)
        before = list(connection.iterdump())
    with pytest.raises(ArchiveError, match=r"was made by a newer aerobase\.$") as caught:
        opened(at)
    assert caught.value.hint == "Update aerobase."
    with closing(sqlite3.connect(at.archive)) as connection:
        assert list(connection.iterdump()) == before


def test_a_crash_on_the_way_leaves_the_old_one(
    at: Home, truth: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back(at, 2)
    before = dump(at)

    def fail(*_: object) -> None:
        raise ArchiveError("The disk is gone.")

    with monkeypatch.context() as patch:
        patch.setattr(rebuilding, "put_in_place", fail)
        with pytest.raises(ArchiveError, match="disk"):
            open_archive(at, write=True)
        assert content(at) == truth  # in memory, for who only reads
    assert dump(at) == before
    assert not list(at.path.glob("*.new*"))
    assert content(at) == truth
    assert number_of(at) == SCHEMA


def test_an_older_program_that_still_reads_it_only_delays_the_change(
    at: Home, truth: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.archive.replacing.BUSY_S", 0.1)
    put_back(at, 2)
    with closing(sqlite3.connect(at.archive)) as reader:
        reader.execute("SELECT count(*) FROM session").fetchone()
        assert content(at) == truth
        with pytest.raises(ArchiveError, match="in use"):
            open_archive(at, write=True)
    assert content(at) == truth
    assert number_of(at) == SCHEMA


def test_an_import_into_it_brings_it_up_to_date(
    at: Home, truth: list[dict[str, Any]], tmp_path: Path
) -> None:
    put_back(at, 1)
    (tmp_path / "2.fit").write_bytes(whole_run(90, start=START + 2 * 86_400))
    import_paths([tmp_path / "2.fit"], home=at)
    assert content(at)[:-1] == truth
    assert len(content(at)) == len(truth) + 1


LANDED = {int(path.name.split("-")[1].split(".")[0]): path for path in ARCHIVES.iterdir()}


def test_an_archive_of_every_form_is_kept() -> None:
    assert sorted(LANDED) == list(range(1, len(LANDED) + 1))
    assert set(LANDED) >= set(range(1, SCHEMA))


@pytest.mark.parametrize("number", sorted(LANDED))
@pytest.mark.parametrize("originals_there", [True, False])
def test_an_archive_as_a_former_program_wrote_it(
    home: Path,
    tmp_path: Path,
    number: int,
    originals_there: bool,  # noqa: FBT001
) -> None:
    """Five files of fixtures/watch, four sessions and two files of days, read by that program."""
    fresh = Home(path=tmp_path / "fresh")
    import_paths([WATCH / name for name in FIVE], home=fresh)
    truth = content(fresh)
    assert len(truth) == 4
    found = Home(path=home)
    found.ensure()
    found.archive.write_bytes(gzip.decompress(LANDED[number].read_bytes()))
    assert number_of(found) == number
    if originals_there:
        shutil.copytree(fresh.originals, found.originals, dirs_exist_ok=True)
        assert content(found) == truth
        assert number_of(found) == SCHEMA
        return
    known = ("sha256", "leg", "start_utc", "sport")
    carried = content(found)
    assert [[one[name] for name in known] for one in carried] == [
        [one[name] for name in known] for one in truth
    ]
    for one, right in zip(carried, truth, strict=True):
        assert one["duration_s"] == pytest.approx(right["duration_s"], abs=1.0)
        if right["distance_m"] is not None:
            assert one["distance_m"] == pytest.approx(right["distance_m"], rel=0.01)
