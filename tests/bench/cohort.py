"""What a cohort costs, on this machine and on a Dask cluster of it, and whether both say the same.

    python tests/bench/cohort.py [--athletes 50] [--years 2] [--keep FOLDER]

Every athlete has a folder of generated runs, a sample a second, of one of a few runners; what one
does is worked out for each athlete anew. Said are wall and CPU seconds: by processes of this
machine, on a cluster of two workers, on one whose first worker is killed as soon as an athlete is
done and another comes, with nobody changed, and how long a scheduler that is lost is waited for.
All tables are equal byte for byte, or this ends with 1; DuckDB then reads them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import duckdb
from support.dask_cluster import Cluster, cluster
from support.made_cohorts import content

from reports.cohort.cluster import on_cluster
from reports.cohort.errors import CohortError
from reports.cohort.run import cohort
from reports.demo.fit_activity import fit_bytes
from reports.demo.seasons import season

if TYPE_CHECKING:
    from collections.abc import Callable

LAST_DAY = date(2026, 5, 20)
RUNNERS = ("steady", "too_hard", "spike", "bad_heart_rate")
HALF_YEAR = timedelta(weeks=26)
WEEKS_OF_ALL = """
SELECT athlete, date_trunc('week', local_date) AS week, sum(duration_s), sum(above_s)
FROM '{out}/sessions/*.parquet' GROUP BY ALL ORDER BY ALL
"""
FLAGS_OF_ALL = """
SELECT t.athlete, t.severity, s.running_s, w.weeks, f.flags
FROM '{out}/triage.parquet' t
LEFT JOIN (
    SELECT athlete, sum(duration_s) AS running_s FROM '{out}/sessions/*.parquet' GROUP BY ALL
) s USING (athlete)
LEFT JOIN (
    SELECT athlete, count(*) AS weeks FROM '{out}/weeks/*.parquet' GROUP BY ALL
) w USING (athlete)
LEFT JOIN (
    SELECT athlete, count(*) AS flags FROM '{out}/flags/*.parquet' GROUP BY ALL
) f USING (athlete)
ORDER BY t.athlete
"""


def athletes(root: Path, count: int, years: int) -> int:
    """Make a folder an athlete where there is none, and return how many files there are."""
    if not root.exists():
        for number, name in enumerate(RUNNERS):
            runner = root.parent / "runners" / name
            runner.mkdir(parents=True, exist_ok=True)
            for half in range(2 * years):
                made = season(name, seed=number + half, last_day=LAST_DAY - half * HALF_YEAR)
                for one in made.activities:
                    path = runner / f"{one.start_utc:%Y%m%dT%H%M}.fit"
                    path.write_bytes(fit_bytes(one))
        for number in range(count):
            whose = root.parent / "runners" / RUNNERS[number % len(RUNNERS)]
            shutil.copytree(whose, root / f"x{number:03}", copy_function=os.link)
    return sum(1 for _ in root.rglob("*.fit"))


def said(words: str, work: Callable[[], object], files: int) -> None:
    """Do it and print what it took; the CPU is that of this process and of those it started."""
    wall, used = time.perf_counter(), cpu_s()
    work()
    wall, used = time.perf_counter() - wall, cpu_s() - used
    each = f"{1e3 * used / files:6.2f} ms a file"
    print(f"  {words:<28} {wall:7.1f} s wall {used:7.1f} s CPU {each}", flush=True)


def cpu_s() -> float:
    """Return the processor seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def clustered(root: Path, out: Path, files: int, words: str, **more: Any) -> None:
    """Make a cluster of two workers and judge on it; its CPU is known once its processes ended."""

    def work() -> None:
        place = Path(tempfile.mkdtemp(dir=out.parent))
        with cluster(place) as made:
            made.refill()
            progress = more["progress"](made) if more else None
            with on_cluster(made.address) as executor:
                cohort(root, out, today=LAST_DAY, executor=executor, progress=progress)

    said(words, work, files)


def exchange(made: Cluster) -> Callable[[int, int, object], None]:
    """Return what kills a worker once an athlete is done, and starts another."""

    def progress(done: int, _expected: int, _one: object) -> None:
        if done == 1:
            made.workers[0].kill()
            made.add_worker("--no-nanny")

    return progress


def lost(root: Path, folder: Path) -> float:
    """Return how many seconds after its scheduler's end the command ends."""
    place = folder / "lost"
    place.mkdir()
    with cluster(place) as made:
        made.refill()
        words = [sys.executable, "-m", "aerobase", "cohort", root, "-o", place / "out"]
        words += ["--scheduler", made.address, "--today", LAST_DAY.isoformat(), "--progress-json"]
        line = list(map(str, words))
        with subprocess.Popen(line, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as command:
            assert command.stderr is not None
            command.stderr.readline()  # the first athlete is done
            made.scheduler.kill()
            made.scheduler.wait()
            began = time.perf_counter()
            rest = command.stderr.read().decode()
            code = command.wait()
    if code != CohortError.exit_code or "was lost" not in rest:
        sys.exit(f"a lost scheduler ended with {code}: {rest}")
    return time.perf_counter() - began


def main() -> None:
    """Make the cohort, and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--athletes", type=int, default=50)
    options.add_argument("--years", type=int, default=2)
    options.add_argument(
        "--keep", type=Path, help="a folder that the runs are left in, and taken from another time"
    )
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = (given.keep or folder) / "root"
        root.parent.mkdir(parents=True, exist_ok=True)
        files = athletes(root, given.athletes, given.years)
        print(f"{given.athletes} athletes, {files:,} files")
        here, there, killed = folder / "here", folder / "there", folder / "killed"
        said("on this machine", lambda: cohort(root, here, today=LAST_DAY), files)
        said("nobody changed", lambda: cohort(root, here, today=LAST_DAY), files)
        clustered(root, there, files, "two workers, cluster started")
        clustered(root, killed, files, "one of them killed", progress=exchange)
        if not content(here) == content(there) == content(killed):
            sys.exit("the tables differ")
        print(f"  all tables equal: {len(content(here))} files")
        for words, query in (
            ("a sum of all sessions", WEEKS_OF_ALL),
            ("a join of four tables", FLAGS_OF_ALL),
        ):
            duckdb.sql(query.format(out=here)).fetchall()
            began = time.perf_counter()
            duckdb.sql(query.format(out=here)).fetchall()
            print(f"  DuckDB, {words}: {time.perf_counter() - began:.2f} s")
        print(f"  a lost scheduler is said after {lost(root, folder):.1f} s")


if __name__ == "__main__":
    main()
