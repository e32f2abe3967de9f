"""The program as a process of its own, which can be killed, starved and waited for."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAM = "from planner.cli import main; main()"


def start(*arguments: object, program: str = PROGRAM, **options: Any) -> subprocess.Popen[bytes]:
    """Start one command, the leader of a group of processes of its own."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **options
    )


def group_is_gone(group: int, patience_s: float = 10.0) -> bool:
    """Whether every process of a group has ended."""
    give_up = time.monotonic() + patience_s
    while time.monotonic() < give_up:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def wait_until(reached: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Look every millisecond until a process has come so far, or has ended."""
    while process.poll() is None and not reached():
        time.sleep(0.001)


@contextlib.contextmanager
def disk(place: Path, size: int) -> Iterator[Callable[[], None] | None]:
    """Give a disk of ``size`` bytes at a folder; None where this machine lets us make none.

    What is given makes it read-only, for root too.
    """
    place.mkdir(exist_ok=True)
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if mount is None or subprocess.call([mount, *options], stderr=subprocess.DEVNULL):
        yield None
        return

    def close() -> None:
        subprocess.check_call([mount, "-o", "remount,ro", str(place)])

    try:
        yield close
    finally:
        subprocess.check_call(["umount", str(place)])
