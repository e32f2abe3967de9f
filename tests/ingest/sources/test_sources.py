"""Paths to watch files: content decides, every path ends in one clear outcome, bombs fizzle."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import shutil
import sys
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.fit_bytes import whole_run

from ingest.sources.model import Found, Quota, Tally
from ingest.sources.searching import find
from ingest.sources.zips import directory_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

RUN = whole_run(30)


def search(*paths: Path, quota: Quota | None = None, **options: object) -> list[Found]:
    with tempfile.TemporaryDirectory() as scratch:
        return list(find(paths, scratch=Path(scratch), quota=quota, **options))  # type: ignore[arg-type]


def zipped(members: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def brief(found: list[Found], base: Path) -> dict[str, str]:
    """Source below ``base`` -> its outcome, "run" for a file to decode."""
    cut = len(str(base)) + 1
    return {one.source[cut:]: one.outcome or "run" for one in found}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("run.fit", RUN),
        ("RUN.FIT", RUN),
        ("no suffix", RUN),
        ("wrong.zip", RUN),
        ("run.fit.gz", gzip.compress(RUN)),
        ("really gzip.fit", gzip.compress(RUN)),
        ("twice.gz", gzip.compress(gzip.compress(RUN))),
    ],
)
def test_content_decides_what_a_file_is(tmp_path: Path, name: str, data: bytes) -> None:
    path = put(tmp_path, {name: data}) / name
    (found,) = search(path)
    assert found.data == RUN
    assert found.sha256 == hashlib.sha256(RUN).hexdigest()
    assert found.source == str(path)


def test_a_zip_named_fit_is_opened(tmp_path: Path) -> None:
    path = put(tmp_path, {"run.fit": zipped({"inner.fit": RUN})}) / "run.fit"
    (found,) = search(path)
    assert (found.data, found.source) == (RUN, f"{path}!inner.fit")


def test_folders_are_walked_in_name_order_whatever_the_case(tmp_path: Path) -> None:
    put(tmp_path, {"b/2.FIT": RUN, "b/1.fit": RUN, "a/x/3.Fit": RUN, "c.fit": RUN})
    assert list(brief(search(tmp_path), tmp_path)) == ["c.fit", "a/x/3.Fit", "b/1.fit", "b/2.FIT"]


def test_an_account_export_is_a_zip_of_zips_among_other_things(tmp_path: Path) -> None:
    inner = zipped({"activities/1.fit.gz": gzip.compress(RUN), "notes.fit": b"only text"})
    export = zipped({"part1.zip": inner, "profile.json": b"{}", "2.fit": RUN, "empty/": b""})
    put(tmp_path, {"Export.zip": export})
    assert brief(search(tmp_path), tmp_path) == {
        "Export.zip!part1.zip!activities/1.fit.gz": "run",
        "Export.zip!part1.zip!notes.fit": "run",  # the decoder refuses it, in words of its own
        "Export.zip!profile.json": "skipped",
        "Export.zip!2.fit": "run",
    }


def test_other_content_is_skipped_when_met_and_refused_when_named(tmp_path: Path) -> None:
    put(tmp_path, {"track.kml": b"<kml></kml>", "notes.txt": b"Hello", "empty": b""})
    met = search(tmp_path)
    assert {one.outcome for one in met} == {"skipped"}
    by_name = {Path(one.source).name: one for one in met}
    assert "text with tags" in str(by_name["track.kml"].reason)
    assert "empty" in str(by_name["empty"].reason)
    assert by_name["notes.txt"].sha256 == hashlib.sha256(b"Hello").hexdigest()
    (named,) = search(tmp_path / "notes.txt")
    assert named.outcome == "refused"


def test_hidden_and_system_files_are_passed_over(tmp_path: Path) -> None:
    files = {
        ".hidden.fit": RUN,
        "._1.fit": RUN,
        ".Trashes/1.fit": RUN,
        "System Volume Information/1.fit": RUN,
        "Thumbs.db": b"x",
        "1.fit": RUN,
        "mac.zip": zipped({"__MACOSX/._1.fit": RUN, "1.fit": RUN, ".DS_Store": b"x"}),
    }
    put(tmp_path, files)
    assert set(brief(search(tmp_path), tmp_path)) == {"1.fit", "mac.zip!1.fit"}


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    put(tmp_path, {".hidden.fit": RUN})
    assert search(tmp_path / ".hidden.fit")[0].data == RUN


def test_the_home_inside_a_folder_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, {"home/originals/1.fit": RUN, "2.fit": RUN})
    assert list(brief(search(tmp_path, leave_out=tmp_path / "home"), tmp_path)) == ["2.fit"]


def test_a_path_that_is_not_there_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"1.fit": RUN})
    found = search(tmp_path / "nowhere", tmp_path / "1.fit", tmp_path / "1.fit" / "below")
    assert [one.outcome for one in found] == ["missing", None, "refused"]
    assert "no such file" in str(found[0].reason)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.fit")
    assert [one.outcome for one in search(tmp_path)] == ["skipped"]
    assert [one.outcome for one in search(tmp_path / "pipe.fit")] == ["refused"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_followed_once(tmp_path: Path) -> None:
    put(tmp_path, {"a/1.fit": RUN})
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "nowhere.fit").symlink_to(tmp_path / "gone")
    (tmp_path / "link.fit").symlink_to(tmp_path / "a" / "1.fit")
    assert brief(search(tmp_path), tmp_path) == {
        "link.fit": "run",
        "a/1.fit": "run",
        "a/nowhere.fit": "refused",
    }


@pytest.mark.parametrize("cut", [20, 200])
def test_what_a_torn_gzip_still_gives_is_kept(tmp_path: Path, cut: int) -> None:
    whole = gzip.compress(bytes(range(256)) * 4 + RUN, 0)
    path = put(tmp_path, {"torn.fit.gz": whole[:-cut]}) / "torn.fit.gz"
    (found,) = search(path)
    assert found.data is not None
    assert len(found.data) > 1000
    assert whole.find(found.data) > 0


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 and then nothing", zipped({"1.fit": RUN})[:20], b"\x1f\x8b\x08\x00\x01"],
    ids=["a head alone", "a cut head", "gzip"],
)
def test_a_broken_archive_is_refused_even_when_only_met(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, {"broken": data, "1.fit": RUN})
    assert brief(search(tmp_path), tmp_path) == {"1.fit": "run", "broken": "refused"}


def test_a_locked_member_is_refused_and_the_others_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"1.fit": RUN, "2.fit": RUN}, method=zipfile.ZIP_STORED))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    path = put(tmp_path, {"a.zip": bytes(data)}) / "a.zip"
    locked, whole = search(path)
    assert (locked.outcome, whole.data) == ("refused", RUN)
    assert "password" in str(locked.reason)


def test_names_inside_archives_are_never_paths(tmp_path: Path) -> None:
    names = ["../../evil.fit", "/etc/evil.fit", "C:\\evil.fit", "x\x1b[31m.fit"]
    path = put(tmp_path, {"in/a.zip": zipped(dict.fromkeys(names, RUN))}) / "in" / "a.zip"
    found = search(path)
    assert all(one.data == RUN for one in found)
    assert len(found) == 4
    assert all(one.source.isprintable() for one in found)
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["a.zip"]


def test_a_name_that_is_no_text_can_still_be_told(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("such names exist on Linux only")
    with Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.fit")).open("wb") as stream:
        stream.write(RUN)
    (found,) = search(tmp_path)
    assert found.data == RUN
    found.source.encode("utf-8")


def nested(levels: int) -> bytes:
    data = RUN
    for level in range(levels):
        data = zipped({f"{level}.zip" if level else "1.fit": data})
    return data


def test_nesting_ends_at_the_limit(tmp_path: Path) -> None:
    put(tmp_path, {"5.zip": nested(5), "6.zip": nested(6)})
    found = search(tmp_path)
    assert [one.outcome for one in found] == [None, "refused"]
    assert "inside each other" in str(found[1].reason)


def test_a_bomb_ends_at_its_budget_and_takes_no_memory(tmp_path: Path) -> None:
    zeros = gzip.compress(gzip.compress(bytes(256 << 20), 1), 9)
    bomb = zipped({"1.fit": RUN, **{f"{n}.gz": zeros for n in range(20)}, "last.fit": RUN})
    put(tmp_path, {"bomb.zip": bomb, "z.fit": RUN})
    quota = Quota(expanded_bytes=100 << 20, other_bytes=64 << 20)
    tracemalloc.start()
    found = search(tmp_path, quota=quota)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[0].data == RUN
    assert (found[-2].outcome, found[-2].source) == ("refused", str(tmp_path / "bomb.zip"))
    assert "bomb" in str(found[-2].reason)
    assert found[-1].data == RUN
    assert peak < 32 << 20


def test_too_many_members_are_refused_at_once(tmp_path: Path) -> None:
    path = put(tmp_path, {"a.zip": zipped({f"{n}.fit": RUN for n in range(12)})}) / "a.zip"
    (found,) = search(path, quota=Quota(members=11))
    assert (found.outcome, found.data) == ("refused", None)
    assert len(search(path, quota=Quota(members=12))) == 12


def test_a_list_of_members_too_long_for_memory_is_not_even_read(tmp_path: Path) -> None:
    data = zipped({f"{n:040}.fit": b"" for n in range(100)})  # 90 bytes a member
    path = put(tmp_path, {"a.zip": data}) / "a.zip"
    assert len(search(path, quota=Quota(directory_bytes=9_000))) == 100
    (found,) = search(path, quota=Quota(directory_bytes=8_999))
    assert (found.outcome, found.reason) == ("refused", "it holds too many files")
    lying = bytearray(data)  # the large form: the true size stands elsewhere
    end = lying.rfind(b"PK\x05\x06")
    lying[end + 12 : end + 16] = b"\xff" * 4
    large = b"PK\x06\x06" + bytes(36) + (8_000).to_bytes(8, "little") + bytes(8)
    path.write_bytes(bytes(lying[:end]) + large + bytes(lying[end:]))
    assert search(path, quota=Quota(directory_bytes=7_999))[0].reason == "it holds too many files"


@pytest.mark.parametrize(
    ("small", "large", "stated"),
    [(500, None, 500), (500, 8_000, 500), (0xFFFF_FFFF, 8_000, 8_000), (None, None, 0)],
)
def test_the_size_of_a_list_of_members_is_the_large_form_s_only_where_the_small_one_says_so(
    small: int | None, large: int | None, stated: int
) -> None:
    end = (
        b"" if small is None else b"PK\x05\x06" + bytes(8) + small.to_bytes(4, "little") + bytes(6)
    )
    beside = b"" if large is None else b"PK\x06\x06" + bytes(36) + large.to_bytes(8, "little")
    assert directory_bytes(io.BytesIO(b"members" + beside + bytes(8) + end)) == stated


def test_a_watch_file_larger_than_any_is_refused_unread(tmp_path: Path) -> None:
    path = put(tmp_path, {"huge.fit": RUN + bytes(1000)}) / "huge.fit"
    (found,) = search(path, quota=Quota(file_bytes=len(RUN) + 999))
    assert (found.outcome, found.data) == ("refused", None)


def test_other_content_is_hashed_up_to_a_size(tmp_path: Path) -> None:
    put(tmp_path, {"film.mp4": bytes(3 << 20)})
    assert search(tmp_path)[0].sha256 == hashlib.sha256(bytes(3 << 20)).hexdigest()
    assert search(tmp_path, quota=Quota(other_bytes=2 << 20))[0].sha256 is None


def test_a_large_nested_archive_lies_in_scratch_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "must not be used"))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    inner = zipped({"1.fit": RUN})
    path = put(tmp_path, {"a.zip": zipped({"b.zip": inner})}) / "a.zip"
    (found,) = find([path], scratch=scratch, quota=Quota(spool_bytes=10))
    assert found.data == RUN
    assert list(scratch.iterdir()) == []


def test_the_tally_knows_what_lies_in_archives_once_they_are_open(tmp_path: Path) -> None:
    put(tmp_path, {"a.zip": zipped({"1.fit": RUN, "2.fit": RUN}), "b.fit": RUN})
    tally = Tally()
    found = search(tmp_path, tally=tally)
    assert tally.expected == len(found) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_an_unreadable_folder_and_file_are_told() -> None:
    place = Path(tempfile.mkdtemp())  # where another user than root may enter
    place.chmod(0o755)
    put(place, {"closed/1.fit": RUN, "closed.fit": RUN, "z.fit": RUN})
    (place / "closed").chmod(0)
    (place / "closed.fit").chmod(0)
    root = os.geteuid() == 0
    try:
        if root:  # its power over files is laid down
            os.seteuid(65_534)
        found = brief(list(find([place], scratch=place)), place)
    finally:
        if root:
            os.seteuid(0)
        (place / "closed").chmod(0o700)
        shutil.rmtree(place)
    assert found == {"closed.fit": "refused", "z.fit": "run", "closed": "refused"}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_is_one_outcome_and_the_next_is_read(tmp_path: Path, method: int) -> None:
    data = bytearray(zipped({"1.fit": RUN, "2.fit": RUN}, method=method))
    at = data.find(b"1.fit") + 5
    data[at : at + 24] = b"\xff" * 24
    path = put(tmp_path, {"a.zip": bytes(data)}) / "a.zip"
    found = search(path)
    assert len(found) == 2
    assert found[0].data != RUN
    assert found[1].data == RUN


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    data = zipped({"1.fit": RUN, "x": RUN}).replace(b"x", b"\0")
    path = put(tmp_path, {"a.zip": data}) / "a.zip"
    assert [one.data for one in search(path)] == [RUN]


def test_gzip_in_gzip_ends_at_the_limit_too(tmp_path: Path) -> None:
    data = RUN
    for level in range(6):
        data = gzip.compress(data)
        put(tmp_path, {f"{level + 1}.fit{'.gz' * (level + 1)}": data})
    found = {one.source.count(".gz"): one.outcome for one in search(tmp_path)}
    assert [outcome for _, outcome in sorted(found.items())] == [None] * 5 + ["refused"]
