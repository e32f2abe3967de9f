"""How long imports take, against peers that only decode the same files.

    python tests/bench/importing.py [folder of real FIT files] [--scale]

Every time is of a whole process from start to end, on all cores, disk writes flushed; CPU seconds
are of all its processes. The peers read every message of the same files, one process, nothing
derived or stored: fitfast (Rust) all files, fitdecode (Python) ``PEER_FILES`` of them. Where our
own CPU goes is measured in one process: reading, deriving and packing, milliseconds a file.
``--scale`` (minutes) imports 2,000 and 20,000 small generated runs to see that ten times the files
take ten times as long.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.fit_bytes import START, whole_run

from ingest.fit import read_fit
from ingest.imports.derive import derive
from ingest.imports.tracing import packed_leg

SHARED = Path(os.environ.get("AEROBASE_SHARED", Path(__file__).parents[3] / "shared"))
PROGRAM = [sys.executable, "-c", "from planner.cli import main; main()"]
PEER_FILES = 6
REPEATS = 3
DAY_S = 86_400
GOAL_OF_FITFAST = 0.7
FITFAST = """
import sys, fitfast
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        fitfast.parse(file.read())
"""
FITDECODE = """
import sys, fitdecode
for path in sys.argv[1:]:
    with fitdecode.FitReader(path) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                [(field.name, field.value) for field in frame.fields]
"""


class Cost(NamedTuple):
    """What a process with its children took; CPU seconds tell more on a busy machine."""

    elapsed_s: float
    cpu_s: float
    peak_mib: float


def timed(*command: object) -> Cost:
    """Run one process to its end."""
    started_s = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    elapsed_s = time.perf_counter() - started_s
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return Cost(elapsed_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def shares(files: list[Path]) -> dict[str, float]:
    """Return the CPU milliseconds a file that reading, deriving and packing take, the least."""
    contents = [path.read_bytes() for path in files]
    rounds = []
    for _ in range(REPEATS):
        took = dict.fromkeys(("read", "derive", "pack"), 0.0)
        for data in contents:
            began_s = time.process_time()
            activities = read_fit(data).activities
            read_s = time.process_time()
            legs = [derive(one, sha256="0" * 64, leg=n) for n, one in enumerate(activities)]
            derived_s = time.process_time()
            for facts, stream in legs:
                packed_leg(facts, stream)
            packed_s = time.process_time()
            took["read"] += read_s - began_s
            took["derive"] += derived_s - read_s
            took["pack"] += packed_s - derived_s
        rounds.append(took)
    return {step: 1000 * min(one[step] for one in rounds) / len(files) for step in rounds[0]}


def imported(home: Path, *paths: Path) -> Cost:
    return timed(*PROGRAM, "import", "--home", home, *paths)


def series(folder: Path, work: Path) -> None:
    files = sorted(folder.glob("*.fit"))
    first = [imported(work / f"home{n}", folder) for n in range(REPEATS)]
    again = [imported(work / "home0", folder) for n in range(REPEATS)]
    one = []
    for number in range(REPEATS):
        home = work / f"one{number}"
        imported(home, *files[:-1])
        one.append(imported(home, files[-1]))
    peer = files[:: max(1, len(files) // PEER_FILES)][:PEER_FILES]
    fitdecode_s = _least_cpu_s(FITDECODE, peer) / len(peer)
    fitfast_s = _least_cpu_s(FITFAST, files) / len(files)
    ours_s = min(cost.cpu_s for cost in first) / len(files)
    print(f"{len(files)} files of {folder}, best of {REPEATS} (and the worst)")
    for name, times, goal_s in (
        ("into an empty archive", first, 3.0),
        ("again, all known", again, 0.5),
        ("one new run beside the others", one, 0.5),
    ):
        best, worst = min(times).elapsed_s, max(times).elapsed_s
        cpu_s = min(cost.cpu_s for cost in times)
        print(f"  {name:<34} {best:6.2f} s ({worst:.2f} s), CPU {cpu_s:.2f} s, goal {goal_s} s")
    peak = max(cost.peak_mib for cost in first + again)
    print(f"  {'peak memory of the largest process':<34} {peak:6.0f} MiB")
    print(f"  {'decoded, derived, stored, a file':<34} {ours_s * 1000:6.1f} ms CPU")
    told = ", ".join(f"{step} {took_ms:.1f}" for step, took_ms in shares(files).items())
    print(f"  {'of that, in one process':<34} {told} ms CPU")
    print(f"  {'fitfast, decoded only, a file':<34} {fitfast_s * 1000:6.1f} ms CPU")
    print(f"  {'we take of that':<34} {ours_s / fitfast_s:6.2f}, goal {GOAL_OF_FITFAST}")
    print(f"  {'fitdecode, decoded only, a file':<34} {fitdecode_s * 1000:6.1f} ms CPU")
    print(f"  {'it takes':<34} {fitdecode_s / ours_s:6.0f} times as long")


def _least_cpu_s(peer: str, files: list[Path]) -> float:
    return min(timed(sys.executable, "-c", peer, *files).cpu_s for _ in range(REPEATS))


def scale(work: Path) -> None:
    took = {}
    for count in (2_000, 20_000):
        folder = work / f"{count}"
        folder.mkdir()
        for number in range(count):
            data = whole_run(60, start=START + number * DAY_S // 4)
            (folder / f"{number:05}.fit").write_bytes(data)
        cost = took[count] = imported(work / f"home{count}", folder)
        seconds = f"{cost.elapsed_s:8.1f} s, CPU {cost.cpu_s:8.1f} s"
        print(f"  {count:>6,} small files {seconds}, {cost.peak_mib:.0f} MiB")
    ratio = took[20_000].cpu_s / took[2_000].cpu_s
    print(f"  ten times the files take {ratio:.1f} times the CPU seconds")


def main() -> None:
    given = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    folder = given[0] if given else SHARED / "fit" / "series"
    with tempfile.TemporaryDirectory() as name:
        if folder.is_dir():
            series(folder, Path(name))
        else:
            print(f"no real files at {folder}")
        if "--scale" in sys.argv:
            scale(Path(name))


if __name__ == "__main__":
    main()
