"""A real Dask scheduler with workers, each a process of its own on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PATIENCE_S = 60
PLAIN = ("--no-nanny",)


class Cluster:
    """One scheduler and its workers, which a test may add, kill and stop."""

    def __init__(self, place: Path, stack: ExitStack, settings: Mapping[str, str]) -> None:
        self.place, self.stack, self.settings = place, stack, settings
        self.workers: list[subprocess.Popen[bytes]] = []
        self.plain: list[subprocess.Popen[bytes]] = []
        self.number = 0
        self.address = ""
        self.scheduler = self.start_scheduler()

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """Start one, on the address of the last where there was one."""
        port = self.address.rpartition(":")[2] or "0"
        protocol = ("--protocol", "tls" if self.settings else "tcp")
        said = ("--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show", *protocol)
        process = self._started("distributed.cli.dask_scheduler", *said)
        self.address = self._told("Scheduler at:")
        return process

    def add_worker(self, *more: str) -> None:
        """Start a worker of one thread, and wait until the scheduler knows it."""
        place = ("--local-directory", str(self.place))
        said = ("--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", *place, *more)
        process = self._started("distributed.cli.dask_worker", self.address, *said)
        self._told("Registered to:")
        self.workers.append(process)
        if more == PLAIN:
            self.plain.append(process)

    def refill(self, workers: int = 2) -> None:
        """Let there be a scheduler and so many plain workers that live, and no others."""
        if self.scheduler.poll() is not None:
            self.restart_scheduler()
        self.plain = [process for process in self.plain if process.poll() is None]
        self.end_workers(but=self.plain)
        while len(self.plain) < workers:
            self.add_worker(*PLAIN)

    def end_workers(self, *, but: Sequence[subprocess.Popen[bytes]] = ()) -> None:
        """End workers; of a nanny's, the worker with it."""
        for process in self.workers:
            if process not in but:
                _end(process)
        self.workers = list(but)

    def restart_scheduler(self) -> None:
        """End the scheduler, its workers with it, and start one anew on the same address."""
        self.end_workers()
        _end(self.scheduler)
        self.scheduler = self.start_scheduler()

    def _started(self, module: str, *said: str) -> subprocess.Popen[bytes]:
        self.number += 1
        log = self.stack.enter_context((self.place / f"{self.number}.log").open("wb"))
        words = [sys.executable, "-m", module, *said]
        process = subprocess.Popen(
            words,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=self.place,
            env=os.environ | dict(self.settings),
        )
        self.stack.callback(_end, process)
        return process

    def _told(self, words: str) -> str:
        """Return what the last process says after these words; it has a minute."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_S:
            for line in (self.place / f"{self.number}.log").read_text("utf-8").splitlines():
                if words in line:
                    return line.partition(words)[2].strip()
            time.sleep(0.05)
        raise AssertionError((self.place / f"{self.number}.log").read_text("utf-8"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process; a nanny takes its worker with it when it is asked to go."""
    process.terminate()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def cluster(place: Path, settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """Give a cluster whose processes are gone at the end; with settings of Dask it speaks TLS."""
    with ExitStack() as stack:
        yield Cluster(place, stack, settings or {})
