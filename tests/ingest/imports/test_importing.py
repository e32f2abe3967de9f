"""Import: every file ends in one outcome, the set of files decides what the archive holds."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import multiprocessing
import os
import zipfile
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.fit_bytes import START, FitFile, file_id, run, session, whole_run
from support.small_archives import content

import ingest.fit
from ingest.archive import originals
from ingest.home import journal
from ingest.home.home import Home
from ingest.home.lock import BusyError, exclusive
from ingest.imports import decoding, importing
from ingest.imports.forgetting import forget
from ingest.imports.importing import FileOutcome, ImportReport, NothingFoundError, import_paths
from ingest.imports.opening import open_archive
from ingest.imports.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

DAY_S = 86_400
NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


@pytest.fixture
def at(home: Path) -> Home:
    return Home(path=home)


def a_run(day: int = 0, seconds: int = 120) -> bytes:
    return whole_run(seconds, start=START + day * DAY_S)


def settings() -> bytes:
    return file_id(FitFile(), kind=2).build()


def write(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.fit").write_bytes(data)
    return folder


def by_name(report: ImportReport) -> dict[str, FileOutcome]:
    return {Path(file.source).stem: file for file in report.files}


def test_each_kind_of_file_has_its_outcome(at: Home, tmp_path: Path) -> None:
    torn = a_run(1)[:-700]
    folder = write(
        tmp_path / "in", a=a_run(), b=a_run(), c=torn, d=b"just text\n" * 9, e=settings()
    )
    report = import_paths([folder], home=at)
    said = by_name(report)
    assert {name: file.outcome for name, file in said.items()} == {
        "a": "imported",
        "b": "duplicate",
        "c": "salvaged",
        "d": "refused",
        "e": "skipped",
    }
    assert [report.count(o) for o in ("imported", "duplicate", "salvaged", "refused")] == [1] * 4
    assert said["a"].sessions == said["b"].sessions == (f"{said['a'].sha256[:12]}-0",)  # type: ignore[index]
    assert said["a"].reason is None
    assert str(folder / "a.fit") in str(said["b"].reason)
    assert all(said[name].reason for name in "cde")
    assert "settings" in str(said["e"].reason)
    with open_archive(at) as archive:
        codes = [{note.code for note in one.quality} for one in archive.sessions()]
    assert codes[1] - codes[0], "the session does not say that its file was broken"
    assert report.elapsed_s > 0


def test_originals_are_kept_byte_for_byte_and_others_are_not(at: Home, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=a_run(), c=a_run(1)[:-700], d=b"text", e=settings())
    import_paths([folder], home=at)
    expected = {hashlib.sha256(data).hexdigest() for data in (a_run(), a_run(1)[:-700])}
    assert set(originals.kept(at)) == expected
    assert all(hashlib.sha256(originals.read(at, sha)).hexdigest() == sha for sha in expected)


def test_the_hash_is_of_the_unpacked_bytes(at: Home, tmp_path: Path) -> None:
    (tmp_path / "a.fit.gz").write_bytes(gzip.compress(a_run()))
    (file,) = import_paths([tmp_path / "a.fit.gz"], home=at).files
    assert file.sha256 == hashlib.sha256(a_run()).hexdigest()


def test_a_second_look_changes_nothing(at: Home, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=a_run(), c=a_run(1)[:-700], d=b"text", e=settings())
    import_paths([folder], home=at)
    before = content(at)
    said = by_name(import_paths([folder], home=at))
    assert [said[name].outcome for name in "acde"] == [
        "duplicate",
        "duplicate",
        "refused",
        "skipped",
    ]
    assert content(at) == before


def test_a_second_look_decodes_nothing_until_the_decoder_improves(
    at: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=a_run(), d=b"text", e=settings())
    import_paths([folder], home=at)
    decoded: list[bytes] = []

    def counting(data: bytes, *_: object, sha256: str) -> Any:
        decoded.append(data)
        return read_one(data, sha256=sha256)

    read_one = decoding.read_one
    monkeypatch.setattr(decoding, "read_one", counting)
    import_paths([folder], home=at)
    assert decoded == []
    monkeypatch.setattr(importing, "DECODER_VERSION", ingest.fit.DECODER_VERSION + 1)
    import_paths([folder], home=at)
    assert sorted(decoded) == sorted([b"text", settings()])


def rich_and_poor() -> dict[str, bytes]:
    """Three recordings of one run, and two runs of their own."""
    start = START + 5 * DAY_S
    shorter = session(run(100, start=start), start, 99, metres=297, hr=120).build()
    other_maker = session(
        FitFile(body=bytearray(), layouts={}), start, 119, metres=357
    ).build()  # a file of totals only
    return {
        "whole": a_run(5),
        "shorter": shorter,
        "totals": other_maker,
        "next": a_run(6),
        "cut": a_run(5)[:-900],
    }


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::17])
def test_the_order_of_imports_never_changes_a_result(
    at: Home, tmp_path: Path, order: tuple[int, ...]
) -> None:
    files = list(rich_and_poor().items())
    reference = Home(path=tmp_path / "reference")
    import_paths([write(tmp_path / "all", **dict(files))], home=reference)
    for place in order:
        name, data = files[place]
        import_paths([write(tmp_path / f"one{place}", **{name: data})], home=at)
    assert content(at) == content(reference)
    with open_archive(at) as one, open_archive(reference) as other:
        assert one.kept() == other.kept()


def test_a_file_that_holds_one_run_twice_counts_once(at: Home, tmp_path: Path) -> None:
    (file,) = import_paths([write(tmp_path / "in", a=a_run() + a_run())], home=at).files
    assert file.outcome == "imported"
    assert len(file.sessions) == 1
    with open_archive(at) as archive:
        assert len(archive.session_ids(str(file.sha256))) == 2
        assert len(archive.sessions()) == 1


def test_another_recording_of_a_run_is_named_and_counts_once(at: Home, tmp_path: Path) -> None:
    files = rich_and_poor()
    said = by_name(
        import_paths([write(tmp_path / "in", a=files["shorter"], b=files["whole"])], home=at)
    )
    assert (said["a"].outcome, said["b"].outcome) == ("duplicate", "imported")
    assert said["a"].sessions == said["b"].sessions
    assert str(said["b"].sessions[0]) in str(said["a"].reason)
    with open_archive(at) as archive:
        (only,) = archive.sessions()
        assert archive.aliases(only.id) == (f"{said['a'].sha256[:12]}-0",)  # type: ignore[index]


def test_a_richer_recording_takes_over_and_the_old_id_stays_an_alias(
    at: Home, tmp_path: Path
) -> None:
    files = rich_and_poor()
    first = import_paths([write(tmp_path / "1", a=files["shorter"])], home=at).files[0]
    second = import_paths([write(tmp_path / "2", b=files["whole"])], home=at).files[0]
    assert (first.outcome, second.outcome) == ("imported", "imported")
    with open_archive(at) as archive:
        assert [s.id for s in archive.sessions()] == list(second.sessions)
        assert archive.resolve(first.sessions[0]) == second.sessions[0]


class Recorder(Executor):
    """An executor that remembers what it was asked, like a cluster's would be handed in."""

    def __init__(self) -> None:
        self.asked = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked += 1
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def many(folder: Path, count: int = 24) -> Path:
    return write(folder, **{f"{n:03}": a_run(n, 60 + n) for n in range(count)})


def test_any_executor_gives_the_same_archive(at: Home, tmp_path: Path) -> None:
    folder = many(tmp_path / "in")
    recorder = Recorder()
    homes = [at, Home(path=tmp_path / "h2"), Home(path=tmp_path / "h3")]
    import_paths([folder], home=homes[0])  # processes of its own
    import_paths([folder], home=homes[1], executor=recorder)
    with ThreadPoolExecutor(3) as threads:
        import_paths([folder], home=homes[2], executor=threads)
    assert recorder.asked > 0
    assert len(content(at)) == 24
    assert content(at) == content(homes[1]) == content(homes[2])


def test_many_files_go_to_processes_and_few_do_not(
    at: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def processes(name: str, count: int) -> int:
        seen: list[int] = []
        import_paths(
            [many(tmp_path / name, count)],
            home=at,
            progress=lambda *_: seen.append(len(multiprocessing.active_children())),
        )
        return max(seen)

    assert processes("few", 8) == 0
    assert processes("many", 24) == 2


def test_a_defect_of_ours_in_one_file_is_that_files_reason(
    at: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(data: bytes) -> Any:
        if data == a_run(1):
            raise ZeroDivisionError("oh")
        return read_fit(data)

    read_fit = ingest.fit.read_fit
    monkeypatch.setattr(ingest.fit, "read_fit", failing)
    said = by_name(import_paths([write(tmp_path / "in", a=a_run(), b=a_run(1))], home=at))
    assert (said["a"].outcome, said["b"].outcome) == ("imported", "refused")
    assert "ZeroDivisionError" in str(said["b"].reason)


def test_nothing_is_written_outside_the_home(at: Home, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=a_run(), d=b"text")
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("../../b.fit", a_run(1))
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    import_paths([folder], home=at)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert {path.name for path in tmp_path.iterdir()} == {"in", "home"}


def test_once_stopped_it_finishes_what_is_at_hand_and_the_next_import_the_rest(
    at: Home, tmp_path: Path
) -> None:
    for day in range(6):
        (tmp_path / f"{day}.fit").write_bytes(whole_run(start=START + day * 86_400))
    (tmp_path / "7.fit").write_bytes(whole_run())  # the first once more
    (tmp_path / "8.fit").write_bytes(whole_run(start=START + 5 * 86_400))  # the last once more
    files = sorted(tmp_path.glob("*.fit"))
    ticks: list[int] = []
    report = import_paths(
        files,
        home=at,
        progress=lambda so_far, _: ticks.append(so_far),
        stop=lambda: len(ticks) >= 4,  # the two copies are known at once, then come two of six
    )
    told = {Path(file.source).name: file.outcome for file in report.files}
    assert told == {"0.fit": "imported", "1.fit": "imported", "7.fit": "duplicate"}
    assert all(file.sessions for file in report.files)
    rest = import_paths(files, home=at)
    assert (rest.count("imported"), rest.count("duplicate")) == (4, 4)


def test_once_stopped_before_the_first_file_nothing_is_read(at: Home, tmp_path: Path) -> None:
    (tmp_path / "1.fit").write_bytes(whole_run())
    with pytest.raises(NothingFoundError):
        import_paths([tmp_path / "1.fit"], home=at, stop=lambda: True)


def test_a_file_met_while_walking_is_skipped_and_a_named_one_refused(
    at: Home, tmp_path: Path
) -> None:
    note = tmp_path / "notes.txt"
    note.write_text("Felt good.")
    assert import_paths([note], home=at, walked=True).files[0].outcome == "skipped"
    (tmp_path / "more.txt").write_text("Felt better.")
    assert import_paths([tmp_path / "more.txt"], home=at).files[0].outcome == "refused"


def test_a_stop_ends_the_wait_for_another_writer(at: Home, tmp_path: Path) -> None:
    (tmp_path / "1.fit").write_bytes(whole_run())
    at.ensure()
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    with exclusive(at.lock), pytest.raises(BusyError):
        import_paths([tmp_path / "1.fit"], home=at, stop=stop)
    assert len(asked) == 3


def test_no_file_at_all_is_said(at: Home, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingFoundError, match="No files"):
        import_paths([tmp_path / "empty"], home=at)
    with pytest.raises(NothingFoundError, match="gone does not exist"):
        import_paths([tmp_path / "gone"], home=at)


def test_progress_is_told_after_every_file_and_ends_full(at: Home, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folder = write(tmp_path / "in", a=a_run(), b=a_run(), d=b"text")
    import_paths([folder], home=at, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (3, 3)
    assert all(done <= of for done, of in told)


def test_a_lost_original_is_put_back_by_importing_again(at: Home, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=a_run())
    (file,) = import_paths([folder], home=at).files
    assert file.sha256 is not None
    originals.remove(at, file.sha256)
    import_paths([folder], home=at)
    assert originals.read(at, file.sha256) == a_run()


def test_an_archive_that_was_deleted_comes_back_whole_with_the_next_import(
    at: Home, tmp_path: Path
) -> None:
    import_paths([many(tmp_path / "in", 3)], home=at)
    before = content(at)
    at.archive.unlink()
    import_paths([many(tmp_path / "in", 1)], home=at)
    assert content(at) == before


def test_a_forgotten_run_stays_forgotten(at: Home, tmp_path: Path) -> None:
    files = rich_and_poor()
    folder = write(tmp_path / "in", a=files["whole"], b=files["shorter"], c=files["next"])
    said = by_name(import_paths([folder], home=at))
    everything = content(at)
    with open_archive(at, write=True) as archive:
        hashes = archive.hashes_of([said["b"].sessions[0][:8]])
        forget(at, archive, hashes, now=NOW)
    assert set(hashes) == {said["a"].sha256, said["b"].sha256}
    rest = content(at)
    assert [one["id"] for one in rest] == list(said["c"].sessions)
    assert set(originals.kept(at)) == {said["c"].sha256}
    again = by_name(import_paths([folder], home=at))
    assert [again[name].outcome for name in "abc"] == ["skipped", "skipped", "duplicate"]
    assert "2026-05-20" in str(again["a"].reason)
    rebuild(at)
    assert content(at) == rest
    back = by_name(import_paths([folder], home=at, take_back_at=NOW))
    assert [back[name].outcome for name in "abc"] == ["imported", "duplicate", "duplicate"]
    assert content(at) == everything
    rebuild(at)
    assert content(at) == everything
    assert [event.kind for event in journal.read(at)] == ["forget", "unforget"]


def test_forgetting_that_was_cut_off_is_finished_by_the_next_import(
    at: Home, tmp_path: Path
) -> None:
    (file,) = import_paths([write(tmp_path / "in", a=a_run())], home=at).files
    journal.append(
        at, kind="forget", day=NOW.date(), data={"sha256": [file.sha256]}, now=NOW
    )  # and then the power went
    import_paths([write(tmp_path / "other", b=a_run(1))], home=at)
    assert file.sha256 not in originals.kept(at)
    assert file.sha256 not in {one["sha256"] for one in content(at)}


@pytest.mark.real_files
def test_all_real_files_of_many_makers_have_an_outcome_and_none_is_refused(
    at: Home, shared: Path
) -> None:
    report = import_paths([shared / "fit" / "makers"], home=at)
    assert report.files
    assert [file for file in report.files if file.outcome == "refused"] == []
    before = content(at)
    rebuild(at)
    assert content(at) == before


def test_what_a_crash_left_half_written_is_gone_after_the_next_import(
    at: Home, tmp_path: Path
) -> None:
    import_paths([write(tmp_path / "card", run=a_run())], home=at)
    half = at.originals / ".half-written"
    half.write_bytes(a_run()[:100])
    assert originals.leftovers(at) == (half,)

    import_paths([tmp_path / "card"], home=at)

    assert originals.leftovers(at) == ()
    assert len(originals.kept(at)) == 1


def test_why_a_file_was_not_taken_in_is_told_in_whole_words(at: Home, tmp_path: Path) -> None:
    first = write(tmp_path / "first", a=a_run(), settings=settings(), gone=a_run(9))
    told = by_name(import_paths([first], home=at))
    assert told["settings"].reason == "holds no session (a file of type settings)"
    assert (told["a"].outcome, told["a"].reason) == ("imported", None)
    gone = told["gone"].sha256
    assert gone is not None
    with open_archive(at, write=True) as archive:
        forget(at, archive, [gone], now=NOW)

    second = write(tmp_path / "second", a=a_run(), b=a_run(1), c=a_run(1), gone=a_run(9))
    again = {
        name: (one.outcome, one.reason)
        for name, one in by_name(import_paths([second], home=at)).items()
    }
    assert again == {
        "a": ("duplicate", "already in the archive"),
        "b": ("imported", None),
        "c": ("duplicate", f"the same file as {second / 'b.fit'}"),
        "gone": ("skipped", "forgotten on 2026-05-20; `import --again` takes it back"),
    }


def test_of_two_recordings_of_a_run_the_poorer_one_names_the_other(
    at: Home, tmp_path: Path
) -> None:
    (rich,) = import_paths([write(tmp_path / "rich", a=a_run(seconds=900))], home=at).files
    (poor,) = import_paths([write(tmp_path / "poor", b=a_run(seconds=800))], home=at).files
    assert (poor.outcome, poor.sessions) == ("duplicate", rich.sessions)
    assert poor.reason == f"the same activity as {rich.sessions[0]}, which holds more"


def test_that_nothing_was_found_says_what_does_not_exist(at: Home, tmp_path: Path) -> None:
    missing, empty = tmp_path / "missing", tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(NothingFoundError) as one:
        import_paths([missing], home=at)
    with pytest.raises(NothingFoundError) as none:
        import_paths([empty], home=at)
    assert one.value.message == f"No files were found; {missing} does not exist."
    assert none.value.message == "No files were found."
    assert (
        one.value.hint
        == none.value.hint
        == ("Name a watch file, or a folder or a zip archive with some.")
    )


def test_an_import_says_how_long_it_took(at: Home, tmp_path: Path) -> None:
    report = import_paths([write(tmp_path / "runs", a=a_run())], home=at)
    assert 0 < report.elapsed_s < 600
