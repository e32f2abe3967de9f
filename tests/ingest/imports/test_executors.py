"""Where files are decoded: in any process that is allowed to, and one sentence where none is."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

import pytest
from support.fit_bytes import START, whole_run
from support.small_archives import content

from ingest.home.home import Home
from ingest.imports.importing import import_paths
from ingest.imports.pipeline import CHUNK_FILES, FEW_FILES, DecodingError, Job, readings
from ingest.imports.processes import own_processes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = FEW_FILES + 2


class Answering(Executor):
    """An executor whose futures are what it is told."""

    def __init__(self, answer: Callable[[Future[Any]], object]) -> None:
        self.answer = answer

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002
        future: Future[Any] = Future()
        self.answer(future)
        return future


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """More files than one process would read alone."""
    folder = tmp_path / "runs"
    folder.mkdir()
    for day in range(FILES):
        (folder / f"{day}.fit").write_bytes(whole_run(60, start=START + 86_400 * day))
    return folder


def test_a_daemonic_process_decodes_by_itself(home: Path, runs: Path) -> None:
    """It may have no children; queues of tasks run their work in such processes."""
    worker = multiprocessing.get_context("spawn").Process(
        target=import_paths, args=([runs],), kwargs={"home": Home(path=home)}, daemon=True
    )
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    assert len(content(Home(path=home))) == FILES


def test_a_worker_of_a_pool_decodes_by_itself(home: Path, runs: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        report = pool.apply(import_paths, ([runs],), {"home": Home(path=home)})
    assert len(report.new_sessions) == FILES


GO_ON = "What was stored before is kept; import again to go on."
ENDED = "A process that was decoding files was ended from outside."


def test_a_closed_executor_is_said(home: Path, runs: Path) -> None:
    threads = ThreadPoolExecutor(1)
    threads.shutdown()
    with pytest.raises(DecodingError) as caught:
        import_paths([runs], home=home, executor=threads)
    assert caught.value.message == "The executor that was to decode files has been closed."
    assert caught.value.hint == GO_ON


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Future.cancel, "The decoding of files was cancelled."),
        (lambda future: future.set_exception(BrokenProcessPool()), ENDED),
    ],
)
def test_an_executor_that_gives_up_is_said(
    home: Path, runs: Path, answer: Callable[[Future[Any]], object], says: str
) -> None:
    with pytest.raises(DecodingError) as caught:
        import_paths([runs], home=home, executor=Answering(answer))
    assert (caught.value.message, caught.value.hint) == (says, GO_ON)
    assert len(import_paths([runs], home=home).new_sessions) == FILES


def test_an_executor_that_is_broken_before_it_takes_work_is_said(home: Path, runs: Path) -> None:
    def refuses(_: Future[Any]) -> None:
        raise BrokenProcessPool

    with pytest.raises(DecodingError) as caught:
        import_paths([runs], home=home, executor=Answering(refuses))
    assert (caught.value.message, caught.value.hint) == (ENDED, GO_ON)


def test_what_was_not_begun_is_cancelled_when_the_executor_gives_up() -> None:
    futures: list[Future[Any]] = []

    def third_breaks_the_first(future: Future[Any]) -> None:
        futures.append(future)
        if len(futures) == 3:
            futures[0].set_exception(BrokenProcessPool())

    jobs = [Job(place=n, source="", sha256="", data=b"x") for n in range(3 * CHUNK_FILES)]
    with pytest.raises(DecodingError):
        list(readings(jobs, executor=Answering(third_breaks_the_first)))
    assert [future.cancelled() for future in futures] == [False, True, True]


@pytest.mark.parametrize(
    "asked", ["with open_archive(home): pass", "import_paths([given], home=home)"]
)
def test_no_decoder_is_loaded_without_a_file_to_decode(home: Path, runs: Path, asked: str) -> None:
    given = runs / "0.fit"
    import_paths([given], home=home)
    code = (
        "import sys\n"
        "from ingest.imports.importing import import_paths\n"
        "from ingest.imports.opening import open_archive\n"
        "home, given = sys.argv[1:]\n"
        f"{asked}\n"
        "print(*sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, home, given], capture_output=True, text=True, check=True
    )
    loaded = set(answer.stdout.split())
    assert "ingest.archive" in loaded
    decoders = {"fitparse", "ingest.fit", "ingest.heart_rate", "ingest.imports.derive"}
    assert not (decoders | {"multiprocessing", "pandas"}) & loaded


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_process_that_is_starting_does_not_hear_control_c() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with own_processes() as pool:
        if pool is None:
            pytest.skip("one core: files are read here")
        blocked = pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result(60)
    assert signal.SIGINT in blocked
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before
