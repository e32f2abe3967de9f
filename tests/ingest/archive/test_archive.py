"""The archive gives back exactly what was put in, to writers and to readers."""

from __future__ import annotations

import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import made_sessions
from support.small_archives import as_plain, put, reading

from ingest.archive import originals, schema
from ingest.archive.columns import NAMES
from ingest.archive.packing import pack, unpack
from ingest.archive.reading import Reading
from ingest.archive.replacing import keep_before
from ingest.archive.trouble import ArchiveError
from ingest.home.home import Home
from ingest.imports.opening import open_archive
from ingest.session.lap import Lap
from ingest.session.quality import QualityNote
from ingest.session.stream import LAYOUT
from ingest.wellness import FileWellness, Series, Sleep

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.archive.archive import Archive

DAY = date(2026, 5, 20)


def test_a_session_comes_back_as_it_went_in(home: Path) -> None:
    facts = made_sessions.facts(
        DAY,
        [(600, 120), (60, 171)],
        name="Tempo",
        device="Garmin Forerunner 255",
        start_utc=datetime(2026, 5, 20, 6, 0, 0, 250_000, tzinfo=UTC),
        utc_offset_s=-12_600,
        hr_mean_bpm=float(np.float32(124.637)),
        laps=(Lap(start_s=0, end_s=60.5, distance_m=210.3, name="Läufe"), Lap(start_s=60, end_s=9)),
        quality=(QualityNote(code="truncated", text="The file ends early.", seconds=3.0),),
        speed_seconds=np.arange(100, dtype=np.float32),
    )
    put(Home(path=home), reading(facts))
    with open_archive(Home(path=home)) as archive:
        (again,) = archive.sessions()
    assert as_plain(again) == as_plain(facts)


def test_a_number_that_is_no_number_is_unknown(home: Path) -> None:
    put(Home(path=home), reading(made_sessions.facts(DAY, [(60, 120)], ascent_m=float("nan"))))
    with open_archive(Home(path=home)) as archive:
        assert archive.sessions()[0].ascent_m is None


def test_a_stream_comes_back_bit_for_bit(home: Path) -> None:
    facts = made_sessions.facts(DAY, [(60, 120)])
    put(Home(path=home), reading(facts))
    with open_archive(Home(path=home)) as archive:
        stream = archive.stream(facts.id)
    np.testing.assert_array_equal(stream.t_s, [0.0, 1.0, 2.5])
    np.testing.assert_array_equal(stream.hr_bpm, np.array([120.0, np.nan, 122.0], np.float32))
    assert np.isnan(stream.power_w).all()


@pytest.mark.parametrize("dtype", ["<f8", "<f4", "|u1", "<u2"])
@pytest.mark.parametrize("shape", [(0,), (1,), (7,), (0, 2), (3, 2)])
def test_packing_keeps_values_types_and_shapes(dtype: str, shape: tuple[int, ...]) -> None:
    array = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    again = unpack(pack({"one": array, "two": array}))
    assert list(again) == ["one", "two"]
    assert again["two"].dtype == array.dtype
    np.testing.assert_array_equal(again["one"], array)


def test_a_damaged_block_says_so() -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack(pack({"one": np.arange(9.0)})[:-5])


def test_sessions_are_oldest_first_whatever_the_order_of_storing(home: Path) -> None:
    days = [made_sessions.facts(date(2026, 5, n), [(60, 120)]) for n in (3, 1, 2)]
    put(Home(path=home), *map(reading, days))
    with open_archive(Home(path=home)) as archive:
        assert [s.start_utc.day for s in archive.sessions()] == [1, 2, 3]


def test_some_sessions_alone_are_as_among_all(home: Path) -> None:
    rich = made_sessions.facts(DAY, [(3600, 130)])
    poor = replace(rich, id="f" * 12 + "-0", sha256="f" * 64, hr_coverage_frac=0.2)
    other = made_sessions.facts(date(2026, 5, 21), [(60, 120)])
    put(Home(path=home), *map(reading, (rich, poor, other)))
    with open_archive(Home(path=home)) as archive:
        whole = [as_plain(one) for one in archive.sessions()]
        assert [as_plain(one) for one in archive.sessions(only={rich.id})] == whole[:1]
        assert archive.sessions(only={poor.id}) == ()


@pytest.mark.parametrize(
    ("device", "named"),
    [("COROS PACE 2", "ffffffffffff-0 (COROS PACE 2)"), (None, "ffffffffffff-0")],
)
def test_the_poorer_of_two_recordings_is_an_alias(
    home: Path, device: str | None, named: str
) -> None:
    rich = made_sessions.facts(DAY, [(3600, 130)])
    poor = replace(rich, id="f" * 12 + "-0", sha256="f" * 64, hr_coverage_frac=0.2, device=device)
    put(Home(path=home), reading(poor), reading(rich))
    with open_archive(Home(path=home)) as archive:
        assert [session.id for session in archive.sessions()] == [rich.id]
        (note,) = archive.sessions()[0].quality
        assert note.code == "other_recording"
        assert note.text == (
            f"Another recording of this activity held less and is not counted: {named}."
        )
        assert archive.resolve(poor.id) == archive.resolve("ffff") == rich.id
        assert archive.aliases(rich.id) == (poor.id,)
        assert len(archive.stream(poor.id)) == 3


def test_all_poorer_recordings_are_named(home: Path) -> None:
    rich = made_sessions.facts(DAY, [(3600, 130)])
    poor = [
        replace(rich, id=f"{name * 12}-0", sha256=name * 64, hr_coverage_frac=0.2, device=None)
        for name in "fe"
    ]
    put(Home(path=home), *map(reading, (rich, *poor)))
    with open_archive(Home(path=home)) as archive:
        (note,) = archive.sessions()[0].quality
    assert note.text == (
        "Other recordings of this activity held less and are not counted: "
        "eeeeeeeeeeee-0, ffffffffffff-0."
    )


def test_a_trace_comes_back_as_it_was_packed(home: Path) -> None:
    facts = made_sessions.facts(DAY, [(60, 120)])
    with_trace = reading(facts)
    (leg,) = with_trace.legs
    arrays = {"t_s": np.arange(3.0)}
    put(Home(path=home), replace(with_trace, legs=(replace(leg, trace=pack(arrays)),)))
    with open_archive(Home(path=home)) as archive:
        ((found,),) = archive.connection.execute("SELECT arrays FROM trace")
    assert unpack(found)["t_s"].tolist() == [0, 1, 2]


def test_a_leg_may_be_named_behind_the_beginning(home: Path) -> None:
    legs = [
        replace(
            made_sessions.facts(date(2026, 5, n + 1), [(600, 120)]),
            id=f"abcd{'0' * 8}-{n}",
            sha256=f"{n}" * 64,
            leg=n,
        )
        for n in (0, 1)
    ]
    put(Home(path=home), *map(reading, legs))
    with open_archive(Home(path=home)) as archive:
        assert archive.resolve("abcd00-1") == legs[1].id
        assert archive.resolve("abcd-0") == legs[0].id
        for text in ("abcd-2", "abc-1"):
            assert_refused(archive, text, f"No session begins with {text!r}.")


def assert_refused(archive: Archive, text: str, message: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        archive.resolve(text)
    assert caught.value.message == message
    assert caught.value.hint == "`aerobase sessions` lists the sessions and their ids."


def test_what_cannot_be_resolved_is_said(home: Path) -> None:
    put(
        Home(path=home),
        *(reading(made_sessions.facts(date(2026, 5, n), [(60, 120)])) for n in (1, 2)),
    )
    with open_archive(Home(path=home)) as archive:
        begins = archive.sessions()[0].id[:4]
        assert_refused(archive, begins, f"2 sessions begin with {begins!r}.")
        for text in ("", "0", "nothing"):
            assert_refused(archive, text, f"No session begins with {text!r}.")


def test_what_files_state_of_wellness_comes_back_as_it_went_in(home: Path) -> None:
    series = Series(
        metric="hrv_night_ms",
        utc_offset_s=None,
        at_s=np.array([1_780_000_000, 5_000_000_000]),  # beyond 32 bits
        value=np.array([44.5, 60 + 1 / 128]),
    )
    night = Sleep(
        kind="night",
        start_utc=datetime(2026, 5, 1, 21, tzinfo=UTC),
        stop_utc=datetime(2026, 5, 2, 5, tzinfo=UTC),
        stated_utc=datetime(2026, 5, 2, 5, tzinfo=UTC),
        utc_offset_s=7200,
        asleep_s=None,
        awake_s=600.0,
        score=81.0,
        ended=False,
    )
    nap = replace(night, kind="nap", asleep_s=1200.0, score=None, ended=True, deleted=True)
    later = replace(series, metric="stress_score", utc_offset_s=-3600)
    put(
        Home(path=home),
        Reading(sha256="b" * 64, size_bytes=1, wellness=FileWellness(series=(series, later))),
        Reading(sha256="a" * 64, size_bytes=1, wellness=FileWellness(sleeps=(night, nap))),
        Reading(sha256="c" * 64, size_bytes=1, kind="monitoring_b"),
    )
    with open_archive(Home(path=home)) as archive:
        (first, slept), (second, stated) = archive.wellness()
    assert (first, second) == ("a" * 64, "b" * 64)
    assert (slept.series, slept.sleeps) == ((), (night, nap))
    assert stated.sleeps == ()
    for again, went_in in zip(stated.series, (series, later), strict=True):
        assert (again.metric, again.utc_offset_s) == (went_in.metric, went_in.utc_offset_s)
        assert again.at_s.tolist() == went_in.at_s.tolist()
        assert again.value.tolist() == went_in.value.tolist()


def test_a_home_without_an_archive_reads_as_empty_and_stays_untouched(home: Path) -> None:
    with open_archive(Home(path=home)) as archive:
        assert archive.sessions() == ()
        assert archive.wellness() == ()
    assert not home.exists()


def test_a_transaction_that_fails_leaves_nothing(home: Path) -> None:
    facts = made_sessions.facts(DAY, [(60, 120)])
    other_file_same_id = replace(facts, sha256="e" * 64)
    with pytest.raises(ArchiveError):
        put(Home(path=home), reading(facts), reading(other_file_same_id))
    with open_archive(Home(path=home)) as archive:
        assert archive.sessions() == ()
        assert archive.files() == {}


def test_after_one_that_failed_the_next_transaction_begins_anew(home: Path) -> None:
    facts = made_sessions.facts(DAY, [(60, 120)])

    def fails(archive: Archive, ends: str) -> None:
        archive.put(reading(facts))
        archive.connection.execute(ends)
        raise KeyError(ends)

    with open_archive(Home(path=home), write=True) as archive:
        for ends in ("SELECT 1", "ROLLBACK"):  # SQLite ends some by itself: the disk is full
            with pytest.raises(KeyError, match=ends), archive.transaction():
                fails(archive, ends)
            assert not archive.connection.in_transaction
            assert archive.files() == {}
        with archive.transaction():
            archive.put(reading(facts))
        assert list(archive.files()) == [facts.sha256]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be copied there")
def test_what_lies_in_the_log_alone_is_in_the_archive_that_is_kept(
    home: Path, tmp_path: Path
) -> None:
    put(Home(path=home), reading(made_sessions.facts(DAY, [(60, 120)])))
    with open_archive(Home(path=home), write=True) as archive:
        with archive.transaction():
            archive.put(reading(made_sessions.facts(DAY, [(90, 120)])))
        expected = archive.files()
        for path in home.glob("archive.sqlite*"):  # as a program leaves it that is ended
            (tmp_path / path.name).write_bytes(path.read_bytes())
    left = tmp_path / "archive.sqlite"
    assert (tmp_path / "archive.sqlite-wal").stat().st_size > 0

    keep_before(left, tmp_path / "kept")

    with closing(sqlite3.connect((tmp_path / "kept").as_uri() + "?mode=ro", uri=True)) as kept:
        assert dict(kept.execute("SELECT sha256, facts_version FROM file")) == expected
    with closing(sqlite3.connect(left)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError) as caught:
            keep_before(left, tmp_path / "kept")
    assert caught.value.message == f"The archive {left} is in use by another program."
    assert caught.value.hint == "End it and try again."


def test_a_watch_file_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    home = Home(path=tmp_path)
    home.originals.write_bytes(b"no folder")
    with pytest.raises(ArchiveError) as caught:
        originals.keep(home, "a" * 64, b"bytes")
    assert caught.value.message.startswith(f"A watch file cannot be kept in {home.originals}: ")
    assert caught.value.hint == "Free some space and import again; what was stored before is kept."


def test_dropping_a_file_takes_everything_of_it(home: Path) -> None:
    facts = made_sessions.facts(DAY, [(60, 120)])
    put(Home(path=home), reading(facts))
    with open_archive(Home(path=home), write=True) as archive:
        with archive.transaction():
            archive.drop(facts.sha256)
        for table in ("file", "session", "stream"):
            assert archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608


def test_something_else_named_archive_is_refused_with_a_way_out(home: Path) -> None:
    home.mkdir()
    (home / "archive.sqlite").write_bytes(b"no database at all " * 100)
    for write in (False, True):
        with pytest.raises(ArchiveError) as caught:
            open_archive(Home(path=home), write=write)
        assert caught.value.message == (
            f"The archive {home / 'archive.sqlite'} is damaged (file is not a database)."
        )
        assert caught.value.hint == (
            "`aerobase rebuild` makes it again from the original watch files; nothing is lost."
        )


def test_an_archive_of_a_newer_program_is_left_alone(home: Path) -> None:
    put(Home(path=home), reading(made_sessions.facts(DAY, [(60, 120)])))
    with open_archive(Home(path=home), write=True) as archive:
        archive.connection.execute("PRAGMA user_version = 99")
    for write in (False, True):
        with pytest.raises(ArchiveError) as caught:
            open_archive(Home(path=home), write=write)
        assert caught.value.message == (
            f"The archive {home / 'archive.sqlite'} was made by a newer aerobase."
        )
        assert caught.value.hint == "Update aerobase."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_everything_is_private(home: Path) -> None:
    put(Home(path=home), reading(made_sessions.facts(DAY, [(60, 120)])))
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for path in home.rglob("*"):
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


@pytest.mark.parametrize("names", [["t"], ["t", "hr"], ["hr"], ["late"], ["blank"], []])
def test_some_arrays_are_the_same_as_in_the_whole(names: list[str]) -> None:
    rng = np.random.default_rng(1)
    arrays = {
        "t": np.arange(9000.0),
        "blank": np.full(9000, np.nan),
        "hr": rng.normal(130, 9, 9000).astype(np.float32),
        "late": rng.integers(0, 9, (3, 2)),
    }
    block = pack(arrays)
    some = unpack(block, names)
    assert set(some) == set(names)
    for name in names:
        np.testing.assert_array_equal(some[name], arrays[name])


def test_a_stream_of_some_columns_lacks_the_others(home: Path) -> None:
    facts = made_sessions.facts(DAY, [(60, 120)])
    put(Home(path=home), reading(facts))
    with open_archive(Home(path=home)) as archive:
        whole = archive.stream(facts.id)
        some = archive.stream(facts.id, only=("t_s", "hr_bpm"))
    np.testing.assert_array_equal(some.hr_bpm, whole.hr_bpm)
    assert len(some) == len(whole)
    assert np.isnan(some.speed_m_s).all()


def test_no_place_for_a_position_anywhere() -> None:
    names = (
        {column.name for column in LAYOUT}
        | set(NAMES)
        | set(" ".join(schema.TABLES).lower().split())
    )
    for word in ("lat", "long", "lng", "lon", "position", "gps", "semicircle"):
        assert not [name for name in names if word in name.split("_")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_an_empty_folder_made_by_hand_becomes_private_and_others_are_left_alone(
    tmp_path: Path,
) -> None:
    for name, inside in (("empty", []), ("used", ["notes.txt"])):
        folder = tmp_path / name
        folder.mkdir(mode=0o755)
        for other in inside:
            (folder / other).touch()
        Home(path=folder).ensure()
    assert stat.S_IMODE((tmp_path / "empty").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "used").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "used" / "originals").stat().st_mode) == 0o700


def test_a_home_of_any_name_can_be_written_and_read(tmp_path: Path) -> None:
    home = Home(path=tmp_path / "Läufe #1 50%20?")
    put(home, reading(made_sessions.facts(DAY, [(60, 120)])))
    with open_archive(home) as archive:
        assert len(archive.sessions()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {home.path.name}
