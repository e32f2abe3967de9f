"""The same tasks on a Dask cluster: the same bytes, whoever dies on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any

import pytest
from support.certificates import dask_tls
from support.command_line import aerobase
from support.dask_cluster import Cluster, cluster
from support.made_cohorts import LOOKED_FROM, TODAY, content, runs

from reports.cohort.cluster import Workers, is_open_to_others, on_cluster
from reports.cohort.errors import CohortError, OtherVersionError
from reports.cohort.run import CohortReport, cohort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

ATHLETES = 6


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort") / "root"
    for number in range(ATHLETES):
        runs(folder / f"x{number}", days=range(2 + number))
    return folder


@pytest.fixture(scope="module")
def local(root: Path) -> dict[str, bytes]:
    """The tables as this process makes them."""
    cohort(root, root.parent / "local", today=TODAY, workers=1)
    return content(root.parent / "local")


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler, for tests that break its workers and itself."""
    with cluster(tmp_path_factory.mktemp("dask")) as made:
        yield made


@pytest.fixture
def two(dask: Cluster) -> Cluster:
    """The same with two workers."""
    dask.refill()
    return dask


def on(made: Cluster, root: Path, out: Path, **more: Any) -> CohortReport:
    with on_cluster(made.address) as executor:
        return cohort(root, out, today=TODAY, executor=executor, **more)


def test_a_cluster_makes_the_same_bytes(
    two: Cluster, root: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    answer = aerobase(
        "cohort", root, "-o", tmp_path / "out", "--scheduler", two.address, *LOOKED_FROM
    )
    assert answer.code == 0
    assert "health data" not in answer.err
    assert f"{ATHLETES} athletes" in answer.out
    assert content(tmp_path / "out") == local
    report = on(two, root, tmp_path / "out")
    assert report.count("unchanged") == ATHLETES


def test_with_certificates_nobody_else_is_let_in(
    root: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    ours, others = dask_tls(tmp_path / "ours"), dask_tls(tmp_path / "others")
    out = tmp_path / "out"
    (tmp_path / "cluster").mkdir()
    with cluster(tmp_path / "cluster", ours) as made:
        assert made.address.startswith("tls://")
        made.refill()
        said = ("cohort", root, "-o", out, "--scheduler", made.address, *LOOKED_FROM)
        for settings in (others, {}):
            refused = in_a_process(*said, settings=settings)
            assert refused.returncode == 1
            assert "No scheduler answers" in refused.stderr
            assert "give Dask its certificates" in refused.stderr
            assert "Traceback" not in refused.stderr
            assert not list(out.rglob("*.parquet"))
        judged = in_a_process(*said, settings=ours)
    assert judged.returncode == 0, judged.stderr
    assert "health data" not in judged.stderr
    assert content(out) == local


def in_a_process(*said: object, settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run aerobase as a process of its own, with settings of Dask in its surroundings."""
    words = [sys.executable, "-m", "aerobase", *map(str, said)]
    surroundings = os.environ | dict(settings)
    return subprocess.run(words, env=surroundings, capture_output=True, text=True, check=False)


def test_a_worker_of_a_nanny_may_have_no_children_and_works(
    two: Cluster, root: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    two.end_workers()
    two.add_worker("--nanny")
    on(two, root, tmp_path / "out")
    assert content(tmp_path / "out") == local


def test_a_killed_worker_and_a_new_one_change_nothing(
    two: Cluster, root: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    def exchange(done: int, _expected: int, _one: object) -> None:
        if done == 1:
            two.workers[0].kill()
            two.add_worker("--no-nanny")

    report = on(two, root, tmp_path / "out", progress=exchange)
    assert report.count("made") == ATHLETES
    assert content(tmp_path / "out") == local


def test_a_lost_scheduler_is_said_and_the_same_command_goes_on(
    two: Cluster, root: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    def end_it(done: int, _expected: int, _one: object) -> None:
        if done == 2:
            two.scheduler.kill()
            two.scheduler.wait()

    with pytest.raises(CohortError) as caught:
        on(two, root, tmp_path / "out", progress=end_it)
    assert (caught.value.message, caught.value.hint) == lost(two.address)
    assert caught.value.exit_code == 1
    two.restart_scheduler()
    two.refill()
    report = on(two, root, tmp_path / "out")
    assert report.count("unchanged") >= 2
    assert report.count("unchanged") + report.count("made") == ATHLETES
    assert content(tmp_path / "out") == local


def lost(address: str) -> tuple[str, str]:
    """Return what is said of it, and what to do."""
    return (
        f"The work on the scheduler at {address} was lost.",
        "What was made before is kept; the same command goes on.",
    )


class OnTheWay:
    """A future of Dask whose result was being fetched as the scheduler went."""

    status = "finished"

    def add_done_callback(self, told: Callable[[Any], None]) -> None:
        told(self)

    def result(self) -> object:
        raise ConnectionResetError


class TakesBack:
    """A client of Dask that still believes in its scheduler."""

    status = "running"

    def submit(self, *_said: object, **_more: object) -> OnTheWay:
        return OnTheWay()

    def run(self, *_said: object, **_more: object) -> dict[str, str]:
        return {}

    def close(self) -> None:
        pass


def test_a_result_that_is_lost_on_its_way_is_waited_for_by_nobody(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.cohort.cluster._connected", lambda _address: TakesBack())
    with pytest.raises(CohortError) as caught, on_cluster("tcp://127.0.0.1:1") as executor:
        cohort(root, tmp_path / "out", today=TODAY, executor=executor)
    assert (caught.value.message, caught.value.hint) == lost("tcp://127.0.0.1:1")


class Answers:
    """A client of Dask whose one future ends as it is told; without one it is closed."""

    def __init__(self, status: str = "", error: Exception | None = None) -> None:
        self.status, self.error, self.cancelled = status, error, False

    def submit(self, *_said: object, **_more: object) -> Answers:
        if not self.status:
            raise ConnectionError("Client is closed.")
        return self

    def add_done_callback(self, told: Callable[[Any], None]) -> None:
        self.told = told

    def cancel(self) -> None:
        self.cancelled = True

    def result(self) -> str:
        if self.error is not None:
            raise self.error
        return "done"


@pytest.mark.parametrize("status", ["cancelled", "lost", "finished"])
def test_work_that_comes_back_undone_is_lost_whatever_the_client_knows(status: str) -> None:
    client = Answers(status, CancelledError())
    future = Workers(client, "tcp://a:1").submit(print)
    client.told(client)
    with pytest.raises(CohortError) as caught:
        future.result(0)
    assert (caught.value.message, caught.value.hint) == lost("tcp://a:1")


def test_what_a_task_raises_is_its_own_and_what_it_returns_too() -> None:
    failing, done = Answers("error", OtherVersionError("another")), Answers("finished")
    futures = [Workers(client, "tcp://a:1").submit(print) for client in (failing, done)]
    for client in (failing, done):
        client.told(client)
    assert futures[0].exception(0) is failing.error
    assert futures[1].result(0) == "done"


def test_what_is_taken_back_here_is_taken_back_there() -> None:
    client = Answers("finished")
    future = Workers(client, "tcp://a:1").submit(print)
    assert future.cancel()
    client.told(client)
    assert client.cancelled
    assert future.cancelled()


def test_a_closed_client_takes_no_work() -> None:
    with pytest.raises(CohortError) as caught:
        Workers(Answers(), "tcp://a:1").submit(print)
    assert (caught.value.message, caught.value.hint) == lost("tcp://a:1")


def test_a_scheduler_that_is_not_there_is_one_sentence(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.cohort.cluster.CONNECT_S", 1)
    gone = ("--scheduler", "tcp://127.0.0.1:1")
    answer = aerobase("cohort", root, "-o", tmp_path / "out", *gone)
    assert answer.code == 1
    assert answer.err.startswith("aerobase: No scheduler answers at tcp://127.0.0.1:1.")
    assert "Traceback" not in answer.err


NONE = "import sys\nsys.modules['reports'] = None\n"
OTHER = """\
from reports.cohort import program, task
def other():
    return "9.9.9+another"
other.__module__, other.__qualname__ = "reports.cohort.program", "program"
program.program = task.program = other
"""


@pytest.mark.parametrize(
    ("preload", "words"),
    [(OTHER, "runs aerobase 9.9.9"), (NONE, "no aerobase")],
)
def test_a_worker_of_another_aerobase_is_refused(
    two: Cluster, root: Path, tmp_path: Path, preload: str, words: str
) -> None:
    (tmp_path / "other.py").write_text(preload)
    two.add_worker("--no-nanny", "--preload", str(tmp_path / "other.py"))
    with pytest.raises(OtherVersionError, match=words) as caught:
        on(two, root, tmp_path / "out")
    assert "same aerobase" in str(caught.value.hint)


def test_one_that_comes_later_is_refused_too(two: Cluster, root: Path, tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text(OTHER)
    with on_cluster(two.address) as executor:
        two.end_workers()
        two.add_worker("--no-nanny", "--preload", str(tmp_path / "other.py"))
        with pytest.raises(OtherVersionError, match="another") as caught:
            cohort(root, tmp_path / "out", today=TODAY, executor=executor)
    assert "same aerobase" in str(caught.value.hint)


def test_a_worker_without_aerobase_that_comes_later_keeps_nobody_up(
    two: Cluster, root: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    """It ends as soon as it is handed a task, and the others do the work."""
    (tmp_path / "none.py").write_text(NONE)
    with on_cluster(two.address) as executor:
        two.add_worker("--no-nanny", "--preload", str(tmp_path / "none.py"))
        cohort(root, tmp_path / "out", today=TODAY, executor=executor)
    assert content(tmp_path / "out") == local


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("tcp://127.0.0.1:8786", False),
        ("tcp://[::1]:8786", False),
        ("tcp://localhost:8786", False),
        ("tcp://10.0.0.7:8786", True),
        ("tcp://scheduler.example:8786", True),
        ("tls://scheduler.example:8786", False),
    ],
)
def test_what_is_not_encrypted_beyond_this_machine_is_warned_of(
    address: str, *, is_open: bool
) -> None:
    assert is_open_to_others(address) is is_open


def test_the_warning_is_said(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(address: str) -> None:
        raise CohortError(f"No scheduler answers at {address}.")

    monkeypatch.setattr("reports.cohort.cluster.on_cluster", nobody)
    far = ("--scheduler", "tcp://scheduler.example:8786")
    answer = aerobase("cohort", root, "-o", tmp_path / "out", *far)
    assert "health data" in answer.err
    assert "tls://" in answer.err


@pytest.mark.parametrize(
    "said", [("--scheduler", "host:8786"), ("--scheduler", "tcp://h:1", "--workers", "2")]
)
def test_a_wrong_call_is_usage(root: Path, tmp_path: Path, said: tuple[str, ...]) -> None:
    assert aerobase("cohort", root, "-o", tmp_path / "out", *said).code == 2


def test_without_dask_one_sentence_says_what_to_install(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "reports.cohort.cluster")
    answer = aerobase("cohort", root, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    assert answer.code == 1
    assert "aerobase[cluster]" in answer.err
