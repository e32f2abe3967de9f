"""A task's scratch folder: private, gone at the end, and swept after a kill."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reports.cohort.scratch import PREFIX, scratch, sweep


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary place of the test's own."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_it_is_its_owners_alone_and_gone_at_the_end(place: Path) -> None:
    with scratch() as folder:
        assert folder.parent == place
        if sys.platform != "win32":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "home").mkdir()
        (folder / "home" / "run.fit").write_bytes(b"x")
    assert list(place.iterdir()) == []


def test_it_is_gone_after_a_failure_too(place: Path) -> None:
    with pytest.raises(ZeroDivisionError), scratch():
        raise ZeroDivisionError
    assert list(place.iterdir()) == []


HOLDER = """\
import sys, time
from reports.cohort.scratch import scratch
with scratch() as folder:
    (folder / "run.fit").write_bytes(b"x")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_task_is_swept_by_the_next_and_a_living_one_never(place: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        folder = Path(holder.stdout.readline().strip())
        with scratch():
            assert (folder / "run.fit").exists()
        holder.send_signal(signal.SIGKILL)
    assert folder.exists()
    with scratch() as own:
        assert list(place.iterdir()) == [own]


def test_what_others_put_there_is_left_alone(place: Path, tmp_path: Path) -> None:
    """A link of that name may lead anywhere."""
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_bytes(b"x")
    (place / f"{PREFIX}link").symlink_to(precious, target_is_directory=True)
    (place / f"{PREFIX}file").write_bytes(b"x")
    sweep()
    assert [path.name for path in precious.iterdir()] == ["file"]
    assert len(list(place.iterdir())) == 2


def test_many_at_once_take_nothing_from_each_other(place: Path) -> None:
    def use(number: int) -> bool:
        with scratch() as folder:
            (folder / "own").write_text(str(number))
            sweep()
            return (folder / "own").read_text() == str(number)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(use, range(64)))
    assert list(place.iterdir()) == []
